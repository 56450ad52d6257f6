"""The projection of a redline onto the blocks of a text document: places map both ways.

In the view *markup* block n is clause n. In *draft* and *base* a block is one paragraph of that side: the clauses that
its deleted (inserted) ends join. Places of the model are (clause index, code points), places of the view (block,
UTF-16 units); UTF-16 is used nowhere else. A projection is a value: `update` returns the next one.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from model.formats.page.style_ids import cell_role
from model.numbering.edition_marks import MarkPair
from model.redline import ANCHOR, NOTE, OBJECT, PLAIN, Clause, Props, Run, Side, Status, Style, label_bearer
from model.redline.edit_text import Place
from model.redline.objects import extent_of
from model.submission.resolved import View
from model.text.lazy_regex import late
from widgets.common.names import object_mark
from widgets.common.store import changed_window
from widgets.editor.document.end_marks import NO_ENDS, end_mark
from widgets.editor.document.house_styles import HouseStyles, first_annexed, is_labelled

FACES = ("call", "title", "heading", "annex")
"""Kinds that have a face of their own, whatever the format of their characters."""
SHOWN_OBJECT = "\ufffc"
PARAGRAPH_SEPARATOR = "\u2029"
_UNSHOWN = "\n\r\x00\u2029\ufdd0\ufdd1"
_UNSHOWABLE = late(f"[{_UNSHOWN}\ud800-\udfff]")
"""Characters that a QTextDocument takes for the end of a block or of a frame, or that Qt strings cannot hold."""


class Point(NamedTuple):
    """A place in the view: block number, UTF-16 units from the block's start."""

    block: int
    position: int


class CharacterLook(Struct, frozen=True):
    """The key of the format of characters. `mark` is drawn in place of a note or, after U+FFFC, of an object; `face` is the kind
    of a clause that has its own face, or on a page the house's style of the paragraph."""

    status: Status | None
    style: Style
    moved: bool = False
    mark: str = ""
    face: str = ""
    caps: bool | None = None
    """On a page: whether the letters are capitals; None if the style of the paragraph decides."""


class BlockLook(Struct, frozen=True):
    """The key of the format of a block."""

    kind: str
    level: int
    cell: bool
    rtl: bool
    style: str = ""
    """The house's style, on a page."""
    labelled: bool = False
    """On a page: a label precedes the text."""
    pictured: bool = False
    """On a page: it contains a picture, which is higher than a line."""


class ProjectedSpan(NamedTuple):
    """Characters of a block with the same look."""

    text: str
    look: CharacterLook


class Window(NamedTuple):
    """`old` blocks from `first` on became `new` blocks; no other block looks different."""

    first: int
    old: int
    new: int


def utf16_length(text: str) -> int:
    """UTF-16 units of a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) >> 1


def _showable(text: str) -> bool:
    """Whether a document can hold a text unchanged; the pattern alone would take ten times as long at every key."""
    return text.isprintable() or not _UNSHOWABLE.search(text)


def code_points(text: str, position: int) -> int:
    """The number of code points in the first `position` UTF-16 units of a text; one that a position cuts does not count."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) == 2 * len(text):
        return min(position, len(text))
    return len(encoded[: 2 * position].decode("utf-16-le", "ignore"))


def has_note(clauses: Sequence[Clause]) -> bool:
    """Whether any of the clauses refers to a note."""
    return any(run.text == NOTE for clause in clauses for run in clause.runs)


class Projection(Struct, frozen=True):
    """A view of a tuple of clauses."""

    view: View
    clauses: tuple[Clause, ...]
    marks: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    starts: tuple[int, ...] | None = None
    """In draft and base: the index of the first clause of each block."""
    stop: int = 0
    """In draft and base: the index after the last clause that belongs to a block."""
    house: HouseStyles | None = None
    """The house's styles, if the text is shown as on its page."""
    annex: int = 0
    """The index of the first clause of an annex; on a page only."""
    ends: Mapping[str, MarkPair] = NO_ENDS
    """The edition marks, by the clauses at whose ends they are shown."""

    @classmethod
    def of(
        cls,
        clauses: tuple[Clause, ...],
        view: View,
        language: str = "",
        marks: Mapping[str, str] | None = None,
        house: HouseStyles | None = None,
        ends: Mapping[str, MarkPair] = NO_ENDS,
    ) -> Projection:
        """The projection of a text in a view.

        clauses: the clauses of the text
        view: the view
        language: the language of the text
        marks: what is printed for each note
        house: the house's styles, where it is shown as on its page
        ends: its edition marks
        """
        starts, stop = (None, 0) if view == "markup" else _starts(clauses, view)
        annex = first_annexed(clauses) if house is not None else 0
        return cls(view, clauses, marks or {}, language, starts, stop, house, annex, ends)

    def update(
        self,
        clauses: tuple[Clause, ...],
        marks: Callable[[], Mapping[str, str]] = dict,
        changed: tuple[int, int, int] | None = None,
    ) -> tuple[Projection, Window]:
        """The projection of changed clauses in the same view, and the blocks that the change affects. `marks` is called only if a
        note may have been added or removed; `changed` is the difference of the clauses, as of `store.changed_window`."""
        at, old, new = changed or changed_window(self.clauses, clauses)
        now = marks() if has_note(self.clauses[at : at + old]) or has_note(clauses[at : at + new]) else self.marks
        alike = self.starts is None or self._same_groups(clauses, at, old, new)
        starts, stop = (self.starts, self.stop) if alike else _starts(clauses, _side(self.view))
        annex = self._annex_after(clauses, at, old, new)
        result = Projection(self.view, clauses, now, self.language, starts, stop, self.house, annex, self.ends)
        if now != self.marks or annex != self.annex + (new - old if self.annex >= at + old else 0):
            return result, Window(0, self.count, result.count)
        if starts is None or self.starts is None:
            grown = result.count - self.count
            return result, _widen(Window(at, max(old, new - grown), max(new, old + grown)))
        first = bisect_right(self.starts, at) - 1
        tail = len(self.starts) - bisect_right(self.starts, at + old)
        return result, _widen(Window(first, self.count - tail - first, result.count - tail - first))

    def _annex_after(self, clauses: tuple[Clause, ...], at: int, old: int, new: int) -> int:
        """The index of the first clause of an annex after a change."""
        if self.house is None:
            return 0
        if any(clause.props.kind == "annex" for clause in (*self.clauses[at : at + old], *clauses[at : at + new])):
            return first_annexed(clauses)
        return self.annex + (new - old if self.annex >= at + old else 0)

    def _same_groups(self, clauses: tuple[Clause, ...], at: int, old: int, new: int) -> bool:
        """Whether the blocks certainly contain the same clauses: no end changed, and no text that decides on a block."""
        side = _side(self.view)
        assert self.starts is not None
        if old != new or not self.clauses:
            return False
        closed = self.clauses[self.stop - 1].end.status.on(side)
        if at + old > (self.stop if closed else self.starts[-1]):
            return False
        before, after = self.clauses[at : at + old], clauses[at : at + new]
        return all(x.end.status.on(side) == y.end.status.on(side) for x, y in zip(before, after, strict=True))

    # -- blocks

    @property
    def count(self) -> int:
        """The number of blocks; a document has at least one."""
        return max(1, len(self.clauses)) if self.starts is None else len(self.starts)

    @property
    def side(self) -> Side:
        """The side whose labels, kinds and levels the view shows first."""
        return _side(self.view)

    def indices(self, block: int) -> range:
        """Indices of the clauses of a block."""
        if self.starts is None:
            return range(block, min(block + 1, len(self.clauses)))
        stop = self.starts[block + 1] if block + 1 < len(self.starts) else self.stop
        return range(self.starts[block], stop)

    def block_of(self, index: int) -> int:
        """The block that shows a clause; for a hidden clause the block before it."""
        return max(0, min(index, self.count - 1) if self.starts is None else bisect_right(self.starts, index) - 1)

    def members(self, block: int) -> tuple[Clause, ...]:
        """The clauses of a block; several in draft and base if they are joined."""
        if self.starts is None:
            return self.clauses[block : block + 1]
        within = self.indices(block)
        return self.clauses[within.start : within.stop]

    def props(self, block: int) -> Props:
        """The paragraph properties of a block on the side that is shown."""
        members = self.members(block)
        return members[-1].props_on(self.side) if members else Props()

    def bearer(self, block: int) -> Clause | None:
        """The clause whose label is shown beside the block."""
        members = self.members(block)
        return label_bearer(members, self.side) if members else None

    def _shows(self, run: Run) -> bool:
        if not run.text or (run.content and run.text == ANCHOR):
            return False
        return self.view == "markup" or run.status.on(_side(self.view))

    def _visible_runs(self, block: int) -> Iterator[Run]:
        for index in self.indices(block):
            for run in self.clauses[index].runs:
                if self._shows(run):
                    yield run

    def _runs_and_caps(self, block: int) -> Iterator[tuple[Run, bool | None]]:
        """The visible runs, on a page without formats that the style of the paragraph has, and whether they are in capitals."""
        if self.house is None:
            yield from ((run, None) for run in self._visible_runs(block))
            return
        for index in self.indices(block):
            yield from (pair for pair in self.house.runs_on_page(self.clauses[index], self.side) if self._shows(pair[0]))

    def style(self, block: int) -> str:
        """The house's style of a block, by id; '' if there is no page."""
        members = self.members(block)
        if self.house is None or not members:
            return "" if self.house is None else "Normal"
        in_annex = self.indices(block).start >= self.annex
        return self.house.style(self.props(block), in_annex=in_annex, in_cell=cell_role(members[-1]))

    def spans(self, block: int) -> tuple[ProjectedSpan, ...]:
        """The spans of a block, neighbours of one look joined."""
        out: list[ProjectedSpan] = []
        kind = self.props(block).kind
        face = (kind if kind in FACES else "") if self.house is None else self.style(block)
        for run, caps in self._runs_and_caps(block):
            span = self._span(run, face, caps)
            if out and out[-1].look == span.look and not span.look.mark:
                out[-1] = ProjectedSpan(out[-1].text + span.text, span.look)
            else:
                out.append(span)
        if self.ends and (mark := end_mark(self.ends, self.members(block), self.view)):
            out.append(ProjectedSpan(SHOWN_OBJECT, CharacterLook(None, PLAIN, mark=mark, face=face)))
        return tuple(out)

    def _span(self, run: Run, face: str, caps: bool | None) -> ProjectedSpan:
        mark = ""
        text = run.text
        if run.content and text in (NOTE, OBJECT):
            mark = self.marks.get(run.content, "*") if text == NOTE else object_mark(run.content)
            text = SHOWN_OBJECT
        elif not _showable(text):
            text = _UNSHOWABLE.sub("\ufffd", text)
        if self.view == "markup":
            return ProjectedSpan(text, CharacterLook(run.status, run.style, bool(run.move), mark, face, caps))
        return ProjectedSpan(text, CharacterLook(None, run.style_on(_side(self.view)), False, mark, face, caps))

    def text(self, block: int) -> str:
        """The characters of a block as the document holds them."""
        return "".join(span.text for span in self.spans(block))

    def block_look(self, block: int) -> BlockLook:
        """The look of a block: its kind and level, whether it is in a cell, its direction."""
        members = self.members(block)
        props = self.props(block)
        rtl = _right_to_left((run.text for run in self._visible_runs(block)), self.language)
        cell = bool(members) and members[-1].cell is not None
        if self.house is None:
            return BlockLook(props.kind, props.level, cell, rtl)
        pictured = any(run.text == OBJECT and extent_of(run.content) for run in self._visible_runs(block))
        return BlockLook(props.kind, props.level, cell, rtl, self.style(block), is_labelled(members), pictured)

    # -- places

    def point(self, place: Place) -> Point:
        """The point that shows a place of the model; for a place in hidden text, the point where that text would be."""
        if not self.clauses:
            return Point(0, 0)
        index = min(place.index, len(self.clauses) - 1)
        block = self.block_of(index)
        position = 0
        for member in self.indices(block):
            if member > index:
                break
            seen = 0
            for run in self.clauses[member].runs:
                length = len(run.text)
                if member == index:
                    length = max(0, min(length, place.offset - seen))
                if self._shows(run):
                    position += utf16_length(run.text if length == len(run.text) else run.text[:length])
                seen += len(run.text)
        return Point(block, position)

    def place(self, point: Point) -> Place:
        """The place of the model for a point of the view: directly after the character on its left. At the start of a block it is
        directly before the first visible character, so that nothing is typed into a hidden clause."""
        block = max(0, min(point.block, self.count - 1))
        within = self.indices(block)
        if not within:
            return Place(0, 0)
        rest = point.position
        if rest <= 0:
            return self._block_start(within)
        last = Place(within.stop - 1, len(self.clauses[within.stop - 1].text))
        for index in within:
            offset = 0
            for run in self.clauses[index].runs:
                if self._shows(run):
                    length = utf16_length(run.text)
                    last = Place(index, offset + len(run.text))
                    if rest <= length:
                        return Place(index, offset + code_points(run.text, rest))
                    rest -= length
                offset += len(run.text)
        return last

    def _block_start(self, within: range) -> Place:
        for index in within:
            offset = 0
            for run in self.clauses[index].runs:
                if self._shows(run):
                    return Place(index, offset)
                offset += len(run.text)
        last = within.stop - 1
        return Place(last, len(self.clauses[last].text))


def _widen(window: Window) -> Window:
    """A window with at least one block before and after: an unchanged one on its left, else on its right, is added."""
    first, old, new = window
    if old and new:
        return window
    return Window(first - 1, old + 1, new + 1) if first else Window(first, old + 1, new + 1)


def _side(view: View) -> Side:
    return "base" if view == "base" else "draft"


def _starts(clauses: Sequence[Clause], view: View) -> tuple[tuple[int, ...], int]:
    """The index of the first clause of each block, and the index after the last block. Clauses at the end that leave nothing on
    that side belong to no block; a text without blocks has one empty block."""
    side = _side(view)
    starts: list[int] = []
    begin = 0
    for index, clause in enumerate(clauses):
        if clause.end.status.on(side):
            starts.append(begin)
            begin = index + 1
    stop = begin
    if any(run.status.on(side) and run.text for clause in clauses[begin:] for run in clause.runs):
        starts.append(begin)
        stop = len(clauses)
    if not starts:
        return (0,), len(clauses)
    return tuple(starts), stop


def _right_to_left(texts: Iterator[str], language: str) -> bool:
    """Whether a paragraph runs from right to left: by its first letter with a direction, else by the language."""
    for text in texts:
        for char in text:
            direction = unicodedata.bidirectional(char)
            if direction == "L":
                return False
            if direction in ("R", "AL"):
                return True
    return language == "ar"
