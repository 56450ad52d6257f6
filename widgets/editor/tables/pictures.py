"""The pictures of a text at their printed size; a frame with a description if a picture cannot be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtGui
from PySide6.QtCore import QLineF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat, QTextDocument

from model.redline.objects import Extent
from model.submission.story import StoryId
from widgets.common.store import Store

Load = Callable[[str], bytes]
"""The file of a picture by its id in the package of the source; empty if there is none."""
FORMATS = (b"png", b"jpeg", b"gif", b"bmp")
"""Formats that Qt reads itself, and that contain only pixels."""
LEAST = 8.0
"""The least width and height of a picture, so that it can be seen and clicked, in pixels."""
TALLEST = 1_400.0
"""The greatest height of a picture, in pixels: a line is never split."""


def picture_size(document: QTextDocument, position: int, extent: Extent) -> QSizeF:
    """The size of a picture on the screen, reduced if the paragraph is narrower."""
    device = document.documentLayout().paintDevice()
    inch = device.logicalDpiX() if device is not None else 96
    width, height = extent.width * inch / 72, extent.height * inch / 72
    share = min(1.0, room_at(document, position) / width, TALLEST / height)
    return QSizeF(max(LEAST, width * share), max(LEAST, height * share))


def room_at(document: QTextDocument, position: int) -> float:
    """The width of the lines at a position of a document."""
    form = document.findBlock(position).blockFormat()
    room = document.textWidth() - 2 * document.documentMargin() - form.leftMargin() - form.rightMargin() - 1
    return max(room, LEAST)


class Pictures:
    """Reads and draws the pictures of one text, each once for each size."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._read: dict[tuple[str, int, int], QtGui.QImage] = {}

    def forget(self) -> None:
        """Forgets all pictures."""
        self._read.clear()

    def paint(self, painter: QPainter, rect: QRectF, reference: str, words: str, form: QTextCharFormat) -> None:
        """Draws a picture.

        painter: the painter
        rect: its place
        reference: the id of its file
        words: its description, for those who cannot see it
        form: the format of its character, which shows whether it was inserted or deleted
        """
        ratio = painter.device().devicePixelRatio()
        image = self._image(reference, (rect.size() * ratio).toSize())
        painter.save()
        if image.isNull():
            painter.setPen(form.foreground().color())
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(rect.adjusted(2, 2, -2, -2), int(flags), words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image)
        struck = form.fontStrikeOut()
        if struck or form.fontUnderline() or form.underlineStyle() != QTextCharFormat.UnderlineStyle.NoUnderline:
            painter.setPen(QPen(form.foreground().color(), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        if struck:
            painter.drawLine(QLineF(rect.topLeft(), rect.bottomRight()))
            painter.drawLine(QLineF(rect.bottomLeft(), rect.topRight()))
        painter.restore()

    def _image(self, reference: str, size: QSize) -> QtGui.QImage:
        key = (reference, size.width(), size.height())
        found = self._read.get(key)
        if found is None:
            data = self._load(reference) if reference else b""
            found = self._read[key] = read_picture(data, size)
        return found


def read_picture(data: bytes, size: QSize) -> QtGui.QImage:
    """A picture at a size; a null image if Qt cannot read it."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # loaded with their enums: no part of the first window
    from PySide6.QtGui import QImageReader

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    if not data or bytes(reader.format().data()) not in FORMATS:
        return QtGui.QImage()
    if 0 < reader.size().width() >= size.width() and reader.size().height() >= size.height():
        reader.setScaledSize(size)
    return reader.read()


def picture_in(store: Store, story: Callable[[], StoryId], reference: str) -> bytes:
    """The file of a picture of a text by its id; pictures of notes, in another part of the package, are not found."""
    submission, number = store.submission, story().proposal
    if story().note or not 1 <= number <= len(submission.proposals):
        return b""
    from model.formats.word.package.opc_package import picture_file  # a text without pictures does without a reader of Word files

    return picture_file(submission.sources.get(submission.proposals[number - 1].source, b""), reference)
