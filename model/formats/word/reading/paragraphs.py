"""Completes the paragraphs of a story (the body, a note) with their ends and with the labels that Word's lists give them on
both sides."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from model.formats.recognition.raw_body import AutoNumber, ParagraphFormat, RawParagraph
from model.formats.word.package.wordml import W, child_of
from model.formats.word.reading.blocks import BodyBlock
from model.formats.word.reading.inline import InlineReader
from model.formats.word.reading.list_numbering import Counters
from model.formats.word.reading.paragraph_formats import FormatResolver, ParagraphFormats, UnnumberedFormat
from model.formats.word.reading.revisions import OpenMoves, mark_change
from model.redline import ANCHOR, KEPT_END, NOBODY, SIDES, End, NewCell, Run, Side, Stamp, Status
from model.redline.table_shape import MOST_SPANNED, WIDEST

_MARK, _TC = W + "rPr", W + "tc"
_WIDTHS, _SPANS = range(1, WIDEST + 1), range(1, MOST_SPANNED + 1)


class ReadParagraph(Struct):
    """A paragraph as read, still without its labels."""

    runs: tuple[Run, ...]
    end: End
    formats: ParagraphFormats
    block: BodyBlock
    source: str
    break_before: bool = False
    break_after: bool = False

    def format_on(self, side: Side) -> UnnumberedFormat:
        """The paragraph's properties on one side."""
        base = self.formats.base
        return self.formats.draft if side == "draft" or base is None else base

    def has_text(self, side: Side) -> bool:
        """Whether it has any content on a side, anchors included (as the model decides who bears a label)."""
        return any(run.status.on(side) for run in self.runs)


def read_paragraph(block: BodyBlock, at: int, inline: InlineReader, faces: FormatResolver, moves: OpenMoves) -> ReadParagraph:
    """The paragraph of a block.

    block: the block
    at: its number in the part
    inline: reads its content
    faces: finds its formats
    moves: the moves that are open there
    """
    element = block.element
    content = inline.read(element, block.change)
    properties = content.properties
    formats = faces.formats(properties)
    mark = None if properties is None else child_of(properties, _MARK)
    end = block.change.end() if mark is None else mark_change(mark, block.change, moves).end()
    if block.closes_cell and block.change.status is Status.KEPT:
        end = KEPT_END
    runs = content.runs if end is KEPT_END else _with_marks_of(content.runs, end)
    return ReadParagraph(runs, end, formats, block, str(at), content.break_before, content.break_after)


def _with_marks_of(runs: tuple[Run, ...], end: End) -> tuple[Run, ...]:
    """The runs of a paragraph whose end is tracked. If all its text has the status of the end, so have the marks beside it
    (bookmarks, edges of containers), which a file never tracks: otherwise a deleted paragraph with a bookmark would not be
    wholly deleted."""
    marks = [run.text == ANCHOR and run.content.startswith("<cw:") for run in runs]
    texts = {run.status for run, mark in zip(runs, marks, strict=True) if not mark} - {Status.RETRACTED}
    if not any(marks) or texts - {end.status}:
        return runs
    return tuple(
        replace(run, status=end.status, stamp=end.stamp, retracted=end.retracted, move=end.move) if mark else run
        for run, mark in zip(runs, marks, strict=True)
    )


def finish_paragraphs(paragraphs: Sequence[ReadParagraph]) -> tuple[RawParagraph, ...]:
    """The paragraphs of a whole story with the labels of both sides. A paragraph on one side only has the format of that side."""
    if any(paragraph.end is not KEPT_END for paragraph in paragraphs):
        _hold_ends_before_tables(paragraphs)
    drafts = _labels(paragraphs, "draft")
    same = all(
        paragraph.end is KEPT_END and paragraph.formats.base is None and paragraph.formats.former is None
        for paragraph in paragraphs
    )
    bases = drafts if same else _labels(paragraphs, "base")
    out = []
    broken = False
    for paragraph, draft, base in zip(paragraphs, drafts, bases, strict=True):
        face, before, stamp = _faces(paragraph, draft, base)
        breaks = broken or paragraph.break_before or paragraph.formats.draft.page_break_before
        block = paragraph.block
        out.append(
            RawParagraph(
                runs=paragraph.runs,
                end=paragraph.end,
                face=face,
                base_face=before,
                face_stamp=stamp,
                cell=block.cell,
                shape=_cell_shape(block) if block.cell is not None else None,
                row=block.row,
                row_stamp=block.row_stamp,
                source=paragraph.source,
                page_break_before=breaks,
            )
        )
        broken = paragraph.break_after
    return tuple(out)


def _cell_shape(block: BodyBlock) -> NewCell:
    """The width of the cell of a paragraph and the columns that it spans; those of an odd file are left out."""
    cell = next(block.element.iterancestors(_TC), None)
    properties = cell.find(f"{W}tcPr") if cell is not None else None
    if properties is None:
        return NewCell()
    width, span = (_number(properties.find(W + name), W + of) for name, of in (("tcW", "w"), ("gridSpan", "val")))
    return NewCell(width if width in _WIDTHS else 0, span if span in _SPANS else 1)


def _number(element: etree._Element | None, attribute: str) -> int:
    text = element.get(attribute, "") if element is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _hold_ends_before_tables(paragraphs: Sequence[ReadParagraph]) -> None:
    """A paragraph with text cannot join one in another cell, or in a table: its end stays, as in Word, whatever the file has. A
    row that is missing on a side is no border on that side."""
    for side in SIDES:
        before: ReadParagraph | None = None
        text = False
        for paragraph in paragraphs:
            if not paragraph.block.row.on(side):
                continue
            if before is not None and not before.end.status.on(side):
                if text and before.block.cell != paragraph.block.cell:
                    before.end = KEPT_END
                    text = False
            else:
                text = False
            text = text or paragraph.has_text(side)
            before = paragraph


def _faces(
    paragraph: ReadParagraph, draft: AutoNumber | None, base: AutoNumber | None
) -> tuple[ParagraphFormat, ParagraphFormat | None, Stamp]:
    formats = paragraph.formats
    if draft is None and base is None and formats.base is None:
        return formats.draft.face, None, NOBODY
    now = _with_number(formats.draft.face, draft)
    then = _with_number(paragraph.format_on("base").face, base)
    status = paragraph.end.status
    if now is then or now == then:
        return now, None, NOBODY
    if not status.in_base and not paragraph.has_text("base"):
        return now, None, NOBODY
    if not status.in_draft and not paragraph.has_text("draft"):
        return then, None, NOBODY
    return now, then, paragraph.formats.stamp


def _with_number(face: ParagraphFormat, number: AutoNumber | None) -> ParagraphFormat:
    return face if number is None else replace(face, number=number)


def _labels(paragraphs: Sequence[ReadParagraph], side: Side) -> list[AutoNumber | None]:
    """The label of each paragraph on a side: of the group's last, borne by the first with text there (DESIGN.md §4)."""
    labels: list[AutoNumber | None] = [None] * len(paragraphs)
    counters = Counters()
    first = 0
    for at, closing in enumerate(paragraphs):
        if not closing.end.status.on(side) and at + 1 < len(paragraphs):
            continue
        numbered = closing.format_on(side)
        if numbered.list is not None and (closing.end.status.on(side) or closing.has_text(side)):
            label = counters.next(numbered.list, numbered.level)
            if side == "base" and closing.formats.former is not None:
                label = closing.formats.former
            bearer = next((i for i in range(first, at + 1) if paragraphs[i].has_text(side)), at)
            labels[bearer] = label
        first = at + 1
    return labels
