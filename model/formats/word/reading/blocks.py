"""The paragraphs of a part in document order, with the table cells and tracked changes that contain them.

The number of a paragraph (`RawParagraph.source`) is its index in `paragraph_elements`: every `w:p` that is reached from the
root through tables, block content controls, custom XML and the first choice of `mc:AlternateContent`. A `w:p` inside another
(in a text box) is not one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from model.formats.word.package.wordml import MC, W
from model.formats.word.reading.revisions import (
    RANGE_ENDS,
    RANGE_STARTS,
    REVISIONS,
    UNCHANGED,
    OpenMoves,
    Revision,
    inside_revision,
    revision_inside,
    stamp_of,
)
from model.redline import NOBODY, Stamp, Status

_P, _TBL, _TR, _TC = W + "p", W + "tbl", W + "tr", W + "tc"
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_TRANSPARENT = frozenset(
    W + name
    for name in (
        "document body footnotes footnote endnotes endnote comments comment hdr ftr sdt sdtContent customXml smartTag"
    ).split()
)
_CELL_CHANGES = {W + "cellIns": True, W + "cellDel": False}


class BodyBlock(Struct, frozen=True):
    """A paragraph and its place."""

    element: etree._Element
    change: Revision = UNCHANGED
    """The change that tracked rows, cells and revisions around the paragraph make to it."""
    cell: tuple[int, int, int] | None = None
    row: Status = Status.KEPT
    row_stamp: Stamp = NOBODY
    closes_cell: bool = False
    """Whether it is the last of its cell, whose end cannot be removed while the cell stays."""
    note: etree._Element | None = None
    """The footnote or endnote that contains it."""


class BlockWalk:
    """One walk through a part. It notes move ranges as it meets them, so read each paragraph before asking for the next."""

    def __init__(self, moves: OpenMoves | None = None) -> None:
        self.moves = moves or OpenMoves()
        self.embedded = 0
        """The number of `w:altChunk` met."""
        self._tables = 0

    def blocks(self, root: etree._Element) -> Iterator[BodyBlock]:
        """The blocks under an element, one after another in the order of the text."""
        yield from self._walk(root, BodyBlock(root))

    def _walk(self, parent: etree._Element, place: BodyBlock) -> Iterator[BodyBlock]:
        last = None
        if parent.tag == _TC:
            last = next(parent.iterchildren(_P, reversed=True), None)
        for child in parent:
            tag = child.tag
            if tag == _P:
                yield BodyBlock(child, place.change, place.cell, place.row, place.row_stamp, child is last, place.note)
            elif tag == _TBL:
                yield from self._table(child, place)
            elif tag in _TRANSPARENT:
                is_note = tag in (W + "footnote", W + "endnote")
                yield from self._walk(child, replace(place, note=child) if is_note else place)
            elif tag in REVISIONS:
                yield from self._walk(child, replace(place, change=inside_revision(place.change, child, self.moves)))
            elif tag == MC + "AlternateContent":
                chosen = choice_of(child)
                if chosen is not None:
                    yield from self._walk(chosen, place)
            elif tag in RANGE_STARTS or tag in RANGE_ENDS:
                self.moves.pass_mark(child)
            elif tag == W + "altChunk":
                self.embedded += 1

    def _table(self, table: etree._Element, place: BodyBlock) -> Iterator[BodyBlock]:
        number = self._tables
        self._tables += 1
        for at, row in enumerate(self._parts(table, _TR)):
            marks = row.find(W + "trPr")
            change = place.change if says_more_than(row, marks) else self._property_change(marks, place.change)
            stamp = change.retracted if change.status is Status.RETRACTED else change.stamp
            for column, cell in enumerate(self._parts(row, _TC)):
                inner = self._property_change(cell.find(W + "tcPr"), change)
                yield from self._walk(cell, BodyBlock(cell, inner, (number, at, column), change.status, stamp, note=place.note))

    def _parts(self, parent: etree._Element, tag: str) -> Iterator[etree._Element]:
        """The rows of a table or the cells of a row, also those in content controls."""
        for child in parent:
            if child.tag == tag:
                yield child
            elif child.tag in _TRANSPARENT or child.tag in REVISIONS:
                yield from self._parts(child, tag)
            elif child.tag == MC + "AlternateContent" and (chosen := choice_of(child)) is not None:
                yield from self._parts(chosen, tag)
            elif child.tag in RANGE_STARTS or child.tag in RANGE_ENDS:
                self.moves.pass_mark(child)

    def _property_change(self, properties: etree._Element | None, outer: Revision) -> Revision:
        change = outer
        if properties is not None:
            for child in properties:
                if child.tag in REVISIONS:
                    change = inside_revision(change, child, self.moves)
                elif child.tag in _CELL_CHANGES:
                    change = revision_inside(change, _CELL_CHANGES[child.tag], stamp_of(child))
        return change


def says_more_than(row: etree._Element, marks: etree._Element | None) -> bool:
    """Whether a tracked row contains both tracked and untracked text: then its text decides what is deleted, as in LibreOffice,
    whose files have such rows. If none of its text is tracked, everything is deleted with the row."""
    if marks is None or not any(child.tag in REVISIONS for child in marks):
        return False
    tracked = {
        any(parent.tag in REVISIONS for parent in takewhile(lambda parent: parent is not row, text.iterancestors()))
        for text in row.iter(W + "t", W + "delText")
        if text.text
    }
    return len(tracked) > 1


def paragraph_elements(root: etree._Element) -> list[etree._Element]:
    """The `w:p` of a part in the order in which `RawParagraph.source` numbers them."""
    return [block.element for block in BlockWalk().blocks(root)]


def choice_of(alternate: etree._Element) -> etree._Element | None:
    """The branch of `mc:AlternateContent` that is read: the first choice, else the fallback."""
    chosen = alternate.find(MC + "Choice")
    return alternate.find(MC + "Fallback") if chosen is None else chosen


def is_separator(note: etree._Element) -> bool:
    """Whether a note of a notes part is one of the rules between text and notes."""
    return note.get(W + "type", "normal") in _SEPARATORS
