"""The contents of one cell of a comparison, laid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from model.diff.aligned_rows import AlignedRow, Half
from model.numbering import Labelling
from model.redline import ANCHOR, NOTE, OBJECT, PLAIN, Clause, Props, Run, Side, Status, Style
from model.submission.amendments import is_whole
from widgets.common.foreign_text import isolated
from widgets.editor.document.formats import CENTRED, Formats
from widgets.editor.document.projection import FACES, CharacterLook
from widgets.theme.colours import Colours

PICTURE = "▣"
_MARK = Style(vertical="superscript")
_PLAIN = CharacterLook(Status.KEPT, PLAIN)
Marks = Mapping[str, tuple[str | None, str | None]]


class LayoutSpan(Struct, frozen=True):
    """Characters with the same look."""

    text: str
    look: CharacterLook
    restyled: bool = False
    """Whether the format differs on the other side."""


class CellText(Struct, frozen=True):
    """One paragraph of a cell: its label, as one or two pieces, and its spans."""

    label: tuple[LayoutSpan, ...]
    spans: tuple[LayoutSpan, ...]
    level: int = 0
    centred: bool = False

    @property
    def accessible_text(self) -> str:
        """The label and the words of the paragraph, for screen readers."""
        return " ".join(filter(None, ("".join(span.text for span in part) for part in (self.label, self.spans))))


def half_text(half: Half, side: Side, marks: Marks) -> CellText:
    """A paragraph of one side, with the words marked that the other side lacks."""
    paragraph = half.paragraph
    status = Status.DELETED if side == "base" else Status.INSERTED
    label = half.label and (LayoutSpan(half.label, CharacterLook(Status.KEPT if half.label == half.other else status, PLAIN)),)
    runs = [run for clause in paragraph.clauses for run in clause.runs if run.status.on(side)]
    return _text(label or (), runs, side, paragraph.props, paragraph.closing, marks)


def clause_text(clause: Clause, labelling: Labelling, marks: Marks) -> CellText:
    """A clause as a redline: both sides in one text."""
    base, draft = labelling.printed_label("base", clause.id), labelling.printed_label("draft", clause.id)
    pieces = [(base, Status.KEPT)] if base == draft else [(base, Status.DELETED), (draft, Status.INSERTED)]
    label = tuple(LayoutSpan(text, CharacterLook(status, PLAIN)) for text, status in pieces if text)
    return _text(label, clause.runs, "draft", clause.props, clause, marks)


def _text(
    label: tuple[LayoutSpan, ...], runs: Sequence[Run], side: Side, props: Props, closing: Clause, marks: Marks
) -> CellText:
    face = props.kind if props.kind in FACES else ""
    spans = [span for run in runs for span in _spans(run, side, face, marks)]
    end = closing.end.status
    if end is not Status.KEPT and not is_whole(closing, end):
        spans.append(LayoutSpan("¶", CharacterLook(end, PLAIN, bool(closing.end.move))))
    return CellText(label, tuple(spans), max(props.level - 1, 0), props.kind in CENTRED)


def _spans(run: Run, side: Side, face: str, marks: Marks) -> Iterator[LayoutSpan]:
    if not run.text or (run.content and run.text == ANCHOR):
        return
    moved, restyled = bool(run.move), run.base_style is not None and run.base_style != run.style
    look = CharacterLook(run.status, run.style_on(side), moved, "", face)
    if run.content and run.text == NOTE:
        base, draft = marks.get(run.content, (None, None))
        mark = (base if side == "base" else draft) or base or "*"
        yield LayoutSpan(mark, replace(look, style=_MARK))
    else:
        yield LayoutSpan(PICTURE if run.content and run.text == OBJECT else run.text, look, restyled)


def row_texts(row: AlignedRow, side: Side | None, labelling: Labelling, marks: Marks) -> tuple[CellText, ...]:
    """The texts of a row on one side, or of both sides in one text (None)."""
    if side is not None:
        return tuple(half_text(half, side, marks) for half in row.on(side))
    texts = [clause_text(clause, labelling, marks) for clause in row.clauses]
    half = next(iter((*row.right, *row.left)), None)
    if row.note and half is not None and texts:
        texts[0] = half_text(half, "draft", marks) if not texts[0].spans else _with_label(texts[0], half)
    return tuple(texts)


def _with_label(text: CellText, half: Half) -> CellText:
    return CellText((LayoutSpan(half.label, _PLAIN),) if half.label else (), text.spans, text.level, text.centred)


# -- laid out


class CellLayout:
    """Texts laid out at a width, with their height; they can be painted.

    texts: the paragraphs of the cell
    formats: the formats of the text
    width: the width of the text and the gutter, in pixels
    gutter: the width for labels, in pixels
    rtl: whether lines run from right to left
    restyled: whether words with another format on the other side have a wavy line
    """

    def __init__(
        self, texts: Sequence[CellText], formats: Formats, width: float, gutter: float, *, rtl: bool, restyled: bool = True
    ) -> None:
        self._formats = formats
        self._rtl = rtl
        self._gutter = gutter
        self._parts: list[tuple[CellText, QTextLayout, float, float]] = []
        metrics = QFontMetricsF(formats.font)
        y = 0.0
        for text in texts:
            near = gutter + min(text.level, 6) * metrics.height()
            layout = _layout(text, formats, rtl=rtl, restyled=restyled)
            height = _lay_lines(layout, max(width - near, 40.0), metrics.height() * 1.25)
            self._parts.append((text, layout, y, near))
            y += height + metrics.height() * 0.25
        self.height = y
        self._width = width

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paints the cell with its upper left corner at a point."""
        for text, layout, top, near in self._parts:
            left = x if self._rtl else x + near
            layout.draw(painter, QPointF(left, y + top))
            if text.label and layout.lineCount():
                self._paint_label(painter, text.label, x, y + top + layout.lineAt(0).y() + layout.lineAt(0).ascent(), near)

    def _paint_label(self, painter: QPainter, label: Sequence[LayoutSpan], x: float, baseline: float, near: float) -> None:
        """The pieces of a label; the current one is next to the text."""
        gap = QFontMetricsF(self._formats.font).horizontalAdvance("n")
        edge = x + self._width - near + gap if self._rtl else x + near - gap
        for span in reversed(label):
            font, colour = label_font(self._formats.font, span.look.status), label_colour(self._formats.colours, span.look.status)
            width = QFontMetricsF(font).horizontalAdvance(span.text)
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QPointF(edge if self._rtl else edge - width, baseline), isolated(span.text))
            edge += (width + gap / 2) if self._rtl else -(width + gap / 2)


def label_font(font: QFont, status: Status | None) -> QFont:
    """The font of a label: struck through if it is deleted, underlined if it is new."""
    out = QFont(font)
    out.setStrikeOut(status is Status.DELETED)
    out.setUnderline(status is Status.INSERTED)
    return out


def label_colour(colours: Colours, status: Status | None) -> QColor:
    """The colour of a deleted, new or unchanged label."""
    if status is Status.DELETED:
        return colours.deleted
    return colours.inserted if status is Status.INSERTED else colours.text


def _layout(text: CellText, formats: Formats, *, rtl: bool, restyled: bool) -> QTextLayout:
    layout = QTextLayout("".join(span.text.replace("\n", " ") for span in text.spans), formats.font)
    ranges, at = [], 0
    for span in text.spans:
        length = len(span.text.encode("utf-16-le", "surrogatepass")) // 2
        form = formats.char(span.look)
        if span.restyled and restyled:
            form = QTextCharFormat(form)
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(formats.colours.changed)
        format_range = QTextLayout.FormatRange()
        format_range.start, format_range.length, format_range.format = at, length, form
        ranges.append(format_range)
        at += length
    layout.setFormats(ranges)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setAlignment(
        Qt.AlignmentFlag.AlignHCenter if text.centred else Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    )
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout


def _lay_lines(layout: QTextLayout, width: float, leading: float) -> float:
    """Breaks a text into lines and returns its height."""
    y = 0.0
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += max(line.height(), leading)
    layout.endLayout()
    return max(y, leading)
