"""The text objects for notes (a raised mark) and for objects of the source that the model does not read (a framed name)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPyTextObject, QTextDocument, QTextFormat

from model.numbering import Labelling
from model.numbering.edition_marks import NO_MARKS, NO_PAIR, EditionMarks
from model.redline import NOTE, OBJECT, Clause, Redline, Run, Side, Status
from model.redline.edit_text import Place
from model.text.shortening import shorten_text
from widgets.common.foreign_text import isolated
from widgets.common.names import object_words, parse_object_mark
from widgets.common.translation import translate
from widgets.editor.document.end_marks import is_end_mark, parts_of_mark
from widgets.editor.document.formats import MARK, MARK_OBJECT
from widgets.editor.document.projection import Projection
from widgets.editor.tables.pictures import Load, Pictures, picture_size, room_at
from widgets.theme.colours import Colours

SMALL = {True: 0.85, False: 0.7}
"""The height of the name of an object and of the mark of a note, as parts of that of the text."""
ROOM = 3.0
"""Pixels on both sides of the name of an object."""
MOST = 40
"""The number of its characters that are drawn."""


class InlineObjects(QPyTextObject):
    """Draws the mark that a format carries instead of U+FFFC."""

    def __init__(self, document: QTextDocument, load: Load, colours: Callable[[], Colours], parent: QObject) -> None:
        super().__init__(parent)
        self._colours = colours
        self._pictures = Pictures(load)
        self._sizes: dict[str, QSizeF] = {}
        """The sizes of marks in `_font`, by their properties: Qt asks for one at each layout of its line."""
        self._font = QFont()
        document.documentLayout().registerHandler(MARK_OBJECT, self)

    def forget(self) -> None:
        """Forgets the pictures, since another text is shown."""
        self._pictures.forget()

    def intrinsicSize(self, document: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        written, font = str(form.property(MARK)), document.defaultFont()
        if font != self._font:
            self._font, self._sizes = font, {}
        if written.startswith(OBJECT):
            return _size_of_object(document, position, written)
        known = self._sizes.get(written)
        if known is None:
            metrics, is_end = QFontMetricsF(_font(document, framed=False)), is_end_mark(written)
            parts = [part for _, part in parts_of_mark(written)] if is_end else [_label_of(form)[0]]
            width = sum(map(metrics.horizontalAdvance, parts)) + (0 if is_end else 1)
            known = self._sizes[written] = QSizeF(width, QFontMetricsF(font).ascent())
        return known

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        if is_end_mark(written := str(form.property(MARK))):
            rtl = document.findBlock(position).textDirection() == Qt.LayoutDirection.RightToLeft
            self._draw_end_mark(painter, QRectF(rect), parts_of_mark(written), _font(document, framed=False), rtl=rtl)
            return
        char, (text, framed) = form.toCharFormat(), _label_of(form)
        words, extent = parse_object_mark(str(form.property(MARK)))
        if extent is not None:
            self._pictures.paint(painter, QRectF(rect), extent.reference, words, char)
            return
        font = _font(document, framed=framed)
        font.setStrikeOut(char.fontStrikeOut())
        font.setUnderline(char.fontUnderline())
        painter.save()
        painter.setFont(font)
        painter.setPen(char.foreground().color())
        if framed:
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -1.5, 0.5))
        if framed:  # in a narrow cell there is no room for all of it
            text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 2 * ROOM)
        align = Qt.AlignmentFlag.AlignCenter if framed else Qt.AlignmentFlag.AlignTop
        painter.drawText(rect, align, text)
        painter.restore()

    def _draw_end_mark(
        self, painter: QPainter, rect: QRectF, parts: Sequence[tuple[Status, str]], font: QFont, *, rtl: bool
    ) -> None:
        """Draws an edition mark as the words of the text are, each part in the look of its status."""
        colours, left, metrics = self._colours(), rect.left(), QFontMetricsF(font)
        blanks = [part for part in parts if not part[1].strip()]
        words = [part for part in parts if part[1].strip()]
        looks = {Status.KEPT: colours.text, Status.DELETED: colours.deleted, Status.INSERTED: colours.inserted}
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a part such as “(WRC-” alone follows the window otherwise
        for status, text in (*words, *blanks) if rtl else (*blanks, *words):
            font.setStrikeOut(status is Status.DELETED)
            font.setUnderline(status is Status.INSERTED)
            painter.setFont(font)
            painter.setPen(looks[status])
            painter.drawText(QPointF(left, rect.bottom()), text)
            left += metrics.horizontalAdvance(text)
        painter.restore()


def _size_of_object(document: QTextDocument, position: int, written: str) -> QSizeF:
    """The size of a picture, or of the name of another object in its frame."""
    name, extent = parse_object_mark(written)
    if extent is not None:
        return picture_size(document, position, extent)
    width = QFontMetricsF(_font(document, framed=True)).horizontalAdvance(shorten_text(name, MOST))
    return QSizeF(min(width + 2 * ROOM + 2, room_at(document, position)), QFontMetricsF(document.defaultFont()).ascent())


def _label_of(form: QTextFormat) -> tuple[str, bool]:
    """The text that is drawn, and whether it is the name of an object, which has a frame."""
    text = str(form.property(MARK))
    name, _ = parse_object_mark(text)
    return shorten_text(name, MOST), text.startswith(OBJECT)


def _font(document: QTextDocument, *, framed: bool) -> QFont:
    font = QFont(document.defaultFont())
    font.setPointSizeF(font.pointSizeF() * SMALL[framed])
    return font


def describe_object(redline: Redline, projection: Projection, place: Place, labelling: Labelling | None) -> str:
    """The text of the note with its edition mark, or the description of the object, at a place; '' for a character.

    redline: the text
    projection: what is shown of it
    place: the place
    labelling: the labels of the text; None in a note
    """
    run = _run_at(projection.clauses[place.index].runs, place.offset)
    if run is None or not run.content or run.text not in (NOTE, OBJECT):
        return ""
    if run.text == OBJECT:
        return isolated(object_words(run.content))
    note = redline.notes.get(run.content)
    if note is None:
        return ""
    side: Side = "base" if projection.view == "base" or not run.status.in_draft else "draft"
    marks = labelling.marks_of(run.content) if labelling is not None else NO_MARKS
    words = "\n".join(filter(None, (_words_of_note(clause, side, marks) for clause in note.clauses)))
    head = (
        translate("InlineObjects", "Endnote {mark}: {text}")
        if note.kind == "endnote"
        else translate("InlineObjects", "Footnote {mark}: {text}")
    )
    return head.format(mark=projection.marks.get(run.content, "*"), text=isolated(words))


def _words_of_note(clause: Clause, side: Side, marks: EditionMarks) -> str:
    mark = marks.printed.get(clause.id, NO_PAIR).on(side)
    return (clause.text_on(side).replace("\1", "") + (f" {mark.text}" if mark is not None else "")).strip()


def note_at(projection: Projection, place: Place) -> str:
    """The key of the note whose mark is at a place; '' for a character."""
    run = _run_at(projection.clauses[place.index].runs, place.offset)
    return run.content if run is not None and run.text == NOTE else ""


def _run_at(runs: tuple[Run, ...], offset: int) -> Run | None:
    for run in runs:
        if offset < len(run.text):
            return run
        offset -= len(run.text)
    return None
