"""The passages of a treaty text: the clauses that a proposal bears on as a whole, each with what was done to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from model.numbering.units import UNIT_KINDS, TextUnit, parse_unit
from model.redline import KEPT, NOTE, Clause, Side, Status
from model.redline.runs import common_ends

PassageKind = Literal["provision", "unit", "head", "front", "text"]
"""A provision, the line of a unit with its title, another heading, the lines before the first unit, a paragraph outside of
provisions."""
PassageState = Literal["same", "new", "struck", "changed"]
_HEADINGS = ("heading", "annex")
_CONTINUING = ("paragraph", "call")
_FRONT = ("number", "title", "history", "opening")
ANNEX_RANK = -1
_START: tuple[Literal[""], bool] = "", False
"""What is before the first clause: nothing that may have a title."""
_TRACKED = (Status.INSERTED, Status.DELETED)


class CutPassage(Struct, frozen=True):
    """A provision with the paragraphs and tables that continue it, the line of a unit with its title, or another paragraph. Such
    that share a paragraph of one side, as after a split, are one passage; so are a provision and one that is inserted before the
    rest of it."""

    clauses: tuple[Clause, ...]
    kind: PassageKind
    beginnings: tuple[str, ...]
    """The clauses that begin a provision, head or paragraph; several if some share a paragraph."""
    state: PassageState
    """By its words, formats and properties; labels and notes are outside of it."""
    is_moved: bool
    notes: tuple[str, ...]
    """The keys of the notes that it refers to."""
    rank: int | None
    """Of a unit: 0 for a chapter, more for what is in it, less for an annex. None for others."""

    @property
    def is_blank(self) -> bool:
        """Whether it is an empty paragraph outside of provisions that is new or struck, which nobody proposes."""
        if self.kind == "provision" or self.state not in ("new", "struck"):
            return False
        return not any(clause.text.strip() or clause.cell is not None for clause in self.clauses)


class Passages(Struct, frozen=True, dict=True):
    """All passages of a text in order; a value, replaced by `update` after each change."""

    clauses: tuple[Clause, ...]
    numbers: Mapping[str, object]
    """The margin numbers of the text, see `Labelling.numbers`; only their clauses matter."""
    all: tuple[CutPassage, ...]

    @staticmethod
    def of(clauses: tuple[Clause, ...], numbers: Mapping[str, object], starts: Set[str] = frozenset()) -> Passages:
        """The passages of a text, found from nothing.

        clauses: the clauses of the text
        numbers: its margin numbers
        starts: the clauses, by id, at which one begins whatever is before it
        """
        return Passages(clauses, numbers, tuple(_passages(clauses, numbers, starts)))

    def update(self, clauses: tuple[Clause, ...], numbers: Mapping[str, object]) -> Passages:
        """The passages after a change; those of which no clause, and no neighbour that decides where they begin, changed are
        kept."""
        if clauses is self.clauses and numbers is self.numbers:
            return self
        if not self.all or bool(numbers) != bool(self.numbers):
            return Passages.of(clauses, numbers)
        head, tail = common_ends(self.clauses, clauses)
        low = max(self.index_of(max(head - 1, 0)) - 1, 0)
        while low > 0 and not _begins_alone(self.all[low].clauses[0], numbers):
            low -= 1
        high = self.index_of(len(self.clauses) - tail) + 1 if tail else len(self.all)
        while high < len(self.all) and not self._is_boundary(high, numbers):
            high += 1
        start = self.starts[low]
        stop = len(clauses) - (len(self.clauses) - self.starts[high])
        fresh = _passages(clauses[start:stop], numbers)
        return Passages(clauses, numbers, (*self.all[:low], *fresh, *self.all[high:]))

    def _is_boundary(self, at: int, numbers: Mapping[str, object]) -> bool:
        """Whether a passage begins where it does whatever is before the last clause of the passage before it."""
        before, clause = self.all[at - 1].clauses[-1], self.all[at].clauses[0]
        return before.end.status is KEPT and before.row is KEPT and _begins_alone(clause, numbers)

    @cached_property
    def starts(self) -> Sequence[int]:
        """The index of the first clause of each passage, and that after the last clause."""
        return list(accumulate(map(len, map(attrgetter("clauses"), self.all)), initial=0))

    def end_of_unit(self, at: int) -> int:
        """The number after the last passage of the unit whose line is a passage.

        at: the number of the passage
        """
        rank = self.all[at].rank
        assert rank is not None
        ranks = ((after, self.all[after].rank) for after in range(at + 1, len(self.all)))
        return next((after for after, other in ranks if other is not None and other <= rank), len(self.all))

    def index_of(self, clause: int) -> int:
        """The number of the passage that contains a clause.

        clause: its index
        """
        return min(bisect_right(self.starts, clause) - 1, len(self.all) - 1)


def _begins_alone(clause: Clause, numbers: Mapping[str, object]) -> bool:
    """Whether a clause begins a passage whatever is before and after it."""
    if clause.cell is not None or not _is_on(clause, "base"):
        return False
    if clause.id in numbers:
        return clause.number is not None
    if clause.props.kind == "annex":
        return True
    return clause.props.kind == "heading" and _unit_of(clause) is not None


def _unit_of(clause: Clause) -> TextUnit | None:
    return parse_unit(clause.words_on("draft")) or parse_unit(clause.words_on("base"))


def _passages(clauses: Sequence[Clause], numbers: Mapping[str, object], starts: Set[str] = frozenset()) -> Iterator[CutPassage]:
    """The passages of clauses that begin and end between passages; what continues a passage in force is one with it, and with all
    that is between them, as is a provision that is made of what is after another provision."""
    found: list[CutPassage] = []
    in_force = _InForce(starts)
    for passage in _divide(clauses, numbers, starts):
        place = in_force.place_of(passage, len(found))
        if found and place == len(found) and found[-1].kind == "provision" and _takes_from_before(passage):
            place -= 1
        parts = (*found[place:], passage)
        found[place:] = [passage if len(parts) == 1 else _joined(parts)]
        in_force.add(passage, place)
    return iter(found)


def _joined(parts: Sequence[CutPassage]) -> CutPassage:
    clauses = [clause for part in parts for clause in part.clauses]
    return _passage(clauses, parts[0].kind, [id for part in parts for id in part.beginnings])


class _InForce:
    """Which passage each clause in force begins or continues, whatever the draft puts between them."""

    def __init__(self, starts: Set[str]) -> None:
        self._starts = starts
        self._latest: PassageKind | Literal[""] = ""
        self._awaits_title = self._is_open = False
        self._place = -1

    def place_of(self, passage: CutPassage, count: int) -> int:
        """The number of the passage that the first clause in force of a passage continues; `count` if it continues none."""
        first = next((clause for clause in passage.clauses if _is_on(clause, "base")), None)
        if first is None or self._place < 0 or self._beginning(first)[0]:
            return count
        return self._place

    def add(self, passage: CutPassage, place: int) -> None:
        """Adds the next passage, which has the number `place`."""
        for clause in passage.clauses:
            if not _is_on(clause, "base"):
                continue
            if not self._is_open:
                begun, self._awaits_title = self._beginning(clause)
                if begun:
                    self._latest, self._place = begun, place
            self._is_open = not clause.end.status.in_base

    def _beginning(self, clause: Clause) -> tuple[PassageKind | Literal[""], bool]:
        before: tuple[PassageKind | Literal[""], bool] = self._latest, self._awaits_title
        return _beginning(clause, "base", clause.number is not None, *(before if clause.id not in self._starts else _START))


def _takes_from_before(passage: CutPassage) -> bool:
    """Whether a provision of the draft has a paragraph in force that then continues the provision before it."""
    if passage.kind != "provision" or passage.clauses[0].number is not None:
        return False
    return any(_is_on(clause, "base") for clause in passage.clauses)


def _divide(clauses: Sequence[Clause], numbers: Mapping[str, object], starts: Set[str]) -> Iterator[CutPassage]:
    """The passages of clauses that begin and end between passages."""
    group: list[Clause] = []
    kind: PassageKind = "text"
    beginnings: list[str] = []
    awaits_title = False
    latest: PassageKind | Literal[""] = ""
    """The kind of what the last beginning began; '' before the first."""
    unfinished = _Unfinished()
    for clause in clauses:
        if clause.id in starts:
            latest, awaits_title = _START
        begun, may_have_title = _beginning(clause, "draft", clause.id in numbers, latest, awaits_title)
        if begun:
            if group and not unfinished.is_before(clause):
                yield _passage(group, kind, beginnings)
                group, beginnings = [], []
            if not group:
                kind = begun
            beginnings.append(clause.id)
            latest = begun
        awaits_title = may_have_title
        group.append(clause)
        unfinished.add(clause)
    if group:
        yield _passage(group, kind, beginnings)


class _Unfinished:
    """Whether a paragraph or a table goes on after the clauses that were added."""

    def __init__(self) -> None:
        self._base = self._draft = False
        self._table: int | None = None

    def add(self, clause: Clause) -> None:
        self._table = clause.cell[0] if clause.cell is not None else None
        if clause.row.in_base:
            has_words = any(run.status.in_base and run.text for run in clause.runs)
            self._base = (self._base or has_words) and not clause.end.status.in_base
        if clause.row.in_draft:
            has_words = any(run.status.in_draft and run.text for run in clause.runs)
            self._draft = (self._draft or has_words) and not clause.end.status.in_draft

    def is_before(self, clause: Clause) -> bool:
        """Whether a clause continues a paragraph or a table."""
        same_table = clause.cell is not None and clause.cell[0] == self._table
        return self._base or self._draft or same_table


def _beginning(
    clause: Clause, side: Side, is_numbered: bool, latest: PassageKind | Literal[""], awaits_title: bool
) -> tuple[PassageKind | Literal[""], bool]:
    """What a clause begins, '' if it continues what the latest one began, and whether the next heading may be a title.

    clause: the clause
    side: the side on which it is looked at
    is_numbered: whether it has a margin number
    latest: what the latest beginning began; '' before the first
    awaits_title: whether the clause before it may have a title
    """
    if is_numbered:
        return "provision", False
    kind = clause.props_on(side).kind
    if clause.cell is not None:
        return ("text" if latest in ("", "unit") else ""), False
    if kind in _HEADINGS:
        unit = _unit_of(clause) if side == "draft" else parse_unit(clause.words_on("base"))
        if unit is not None or kind == "annex":
            return "unit", unit is None or not unit.rest.strip()
        return ("" if awaits_title else "head"), False
    if kind in _FRONT:
        goes_on = latest == "front" or (kind == "title" and awaits_title)
        return ("" if goes_on else "front"), False
    return ("" if latest == "provision" and kind in _CONTINUING else "text"), False


def _passage(group: Sequence[Clause], kind: PassageKind, beginnings: Sequence[str]) -> CutPassage:
    clauses = tuple(group)
    notes = tuple([run.content for clause in clauses for run in clause.runs if run.text == NOTE and run.content])
    is_moved = all(clause.end.move for clause in clauses)
    return CutPassage(clauses, kind, tuple(beginnings), _state(clauses), is_moved, notes, _rank(clauses[0], kind))


def _rank(clause: Clause, kind: PassageKind) -> int | None:
    if kind != "unit":
        return None
    unit = _unit_of(clause)
    if unit is None:
        return ANNEX_RANK
    return 1 if unit.kind == "appendix" else UNIT_KINDS.index(unit.kind)


def _state(clauses: Sequence[Clause]) -> PassageState:
    touched = [clause for clause in clauses if not _is_plain(clause)]
    if not touched:
        return "same"
    in_base = len(touched) < len(clauses) or any(_is_on(clause, "base") for clause in touched)
    in_draft = len(touched) < len(clauses) or any(_is_on(clause, "draft") for clause in touched)
    if in_base and in_draft:
        return "changed" if any(map(is_changed, touched)) else "same"
    return "struck" if in_base else "new" if in_draft else "same"


def _is_plain(clause: Clause) -> bool:
    if clause.end.status is not KEPT or clause.row is not KEPT or clause.base_props is not None:
        return False
    return all(run.status is KEPT and run.base_style is None for run in clause.runs)


def _is_on(clause: Clause, side: Literal["base", "draft"]) -> bool:
    return clause.row.on(side) and clause.is_on(side)


def is_changed(clause: Clause) -> bool:
    """Whether the two sides of a clause differ; retracted text is on neither."""
    if clause.end.status in _TRACKED or clause.row in _TRACKED or clause.base_props is not None:
        return True
    return any(run.text and (run.status in _TRACKED or run.base_style is not None) for run in clause.runs)
