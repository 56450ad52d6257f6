"""A chapter of the manual with its pictures, each with an edge and with its description below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from resources import path_of
from widgets.common.foreign_text import text_direction
from widgets.common.translation import window_language
from widgets.theme.colours import colours, edge_of
from widgets.theme.design import GAP, HAIRLINE

FOLDER = "help"
PICTURE_RATIO = 2
"""Pixels of a picture for one of the window: pictures are sharp on a screen of high resolution."""
_LEFTWARDS = Qt.LayoutDirection.RightToLeft
_BAR = re.compile(r"(?<!\\)\|")
_ISOLATED = re.compile(r"`[^`\n]+`|(?:(?:Ctrl|Alt|Shift)\+)+[A-Za-z0-9]+|\bF\d{1,2}\b")
"""Code in a line, and keys, which are isolated within Arabic: *F8, Shift+F8* would otherwise be in the wrong order."""


class ChapterView(QTextBrowser):
    """Shows a chapter. A picture is as wide as it was taken, or as there is room; screen readers read its description, which is
    the line below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self._pictures: dict[str, QImage] = {}
        self._fitted: tuple[int, float, int] | None = None

    def show_chapter(self, chapter: str) -> None:
        """Shows a chapter, which is Markdown, from its start."""
        self._pictures = {}  # the new text may take or leave a scroll bar, and the view then fits pictures
        show_chapter(self.document(), chapter)
        self._pictures = {image.name(): read_picture(image.name()) for _, image in images(self.document())}
        add_captions(self.document(), colours(self.palette()).quiet)
        self._fitted = None
        self._fit()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the pictures to the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Draws edges and captions in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._pictures:
            add_captions(self.document(), colours(self.palette()).quiet)
            self._fit()

    def _fit(self) -> None:
        """Scales the pictures to the width of the text, in the pixels of the screen, and draws their edges."""
        document, edge, ratio = self.document(), edge_of(self.palette()), self.devicePixelRatioF()
        room = self.viewport().width() - 2 * round(document.documentMargin())
        wanted = (room, ratio, edge.rgb())
        if not self._pictures or self._fitted == wanted:
            return
        self._fitted = wanted
        for place, image in list(images(document)):
            picture = self._pictures[image.name()]
            if picture.isNull():
                continue
            size = fitted_size(picture, room)
            document.addResource(
                QTextDocument.ResourceType.ImageResource, QUrl(image.name()), with_edge(picture, size, ratio, edge)
            )
            image.setWidth(size.width())
            image.setHeight(size.height())
            cursor = QTextCursor(document)
            cursor.setPosition(place)
            cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(image)


def read_picture(name: str) -> QImage:
    """A picture of the manual in the language of the window, in English if that language has none; null if there is none."""
    translated = path_of(f"{FOLDER}/{window_language()}/{name}")
    return QImage(str(translated if translated.is_file() else path_of(f"{FOLDER}/{name}")))


def fitted_size(picture: QImage, room: int) -> QSize:
    """The size of a picture in the window, at most as wide as the room."""
    size = QSize(round(picture.width() / PICTURE_RATIO), round(picture.height() / PICTURE_RATIO))
    if size.width() > room > 0:
        return QSize(room, max(1, round(size.height() * room / size.width())))
    return size


def with_edge(picture: QImage, size: QSize, ratio: float, edge: QColor) -> QImage:
    """A picture in a size of the window with a line around it."""
    shown = picture.scaled(
        size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB32)
    width = max(1, round(HAIRLINE * ratio))
    painter = QPainter(shown)
    for line in range(width):
        painter.setPen(edge)
        painter.drawRect(line, line, shown.width() - 1 - 2 * line, shown.height() - 1 - 2 * line)
    painter.end()
    shown.setDevicePixelRatio(ratio)
    return shown


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """The paragraphs of a document."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def images(document: QTextDocument) -> Iterator[tuple[int, QTextImageFormat]]:
    """The position and the format of each picture of a document."""
    for block in blocks(document):
        parts = block.begin()
        while not parts.atEnd():
            fragment = parts.fragment()
            if fragment.charFormat().isImageFormat():
                yield fragment.position(), fragment.charFormat().toImageFormat()
            parts += 1


def add_captions(document: QTextDocument, colour: QColor) -> None:
    """Writes the description of each picture below it, in a colour, or gives those that are there the colour."""
    looks = QTextCharFormat()
    looks.setForeground(colour)
    looks.setProperty(QTextFormat.Property.FontSizeAdjustment, -1)
    for place, image in reversed(list(images(document))):
        words = str(image.property(QTextFormat.Property.ImageAltText) or "")
        cursor = QTextCursor(document)
        cursor.setPosition(place + 1)
        if cursor.block().next().text() == words:
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(looks)
            continue
        shape = QTextBlockFormat(cursor.blockFormat())
        shape.setTopMargin(0)
        shape.setBottomMargin(2 * GAP)
        below = QTextBlockFormat(cursor.blockFormat())
        below.setBottomMargin(GAP / 2)
        cursor.setBlockFormat(below)
        cursor.insertBlock(shape, looks)
        cursor.insertText(words, looks)


def chapter_title(chapter: str) -> str:
    """The title of a chapter: its first line."""
    return chapter.partition("\n")[0].lstrip("# ").strip()


def show_chapter(document: QTextDocument, chapter: str) -> None:
    """Fills a document with a chapter, in the direction of its title; code always runs from left to right."""
    direction = text_direction(chapter_title(chapter))
    option = document.defaultTextOption()
    option.setTextDirection(direction)
    document.setDefaultTextOption(option)
    if direction == _LEFTWARDS:
        chapter = "\n".join(_reverse_columns(line) for line in _ISOLATED.sub("\u2068\\g<0>\u2069", chapter).split("\n"))
    document.setMarkdown(chapter, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    for block in blocks(document):
        if block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence):
            shape = block.blockFormat()
            shape.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            QTextCursor(block).setBlockFormat(shape)


def _reverse_columns(line: str) -> str:
    """A table row with its columns reversed, since Qt begins every table at the left."""
    if not (line.startswith("|") and line.rstrip().endswith("|")):
        return line
    return "|".join(["", *reversed(_BAR.split(line.strip()[1:-1])), ""])
