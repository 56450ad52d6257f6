"""The merge of three versions of a story: a base and two copies of it.

A region is a part of the story between paragraph ends that all three have. If only one copy changed a region, its version is
taken; a region that both changed is merged atom by atom.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.conflicts import group_conflicts
from model.merging.atoms import atoms_of, base_words, clauses_from
from model.merging.cells import with_free_cell_numbers
from model.merging.changes import AtomChange, CopyChanges, apply_changes, changes_between, limits_of_atoms, merged_shells
from model.merging.crossings import crossings_of, with_crossing_cells
from model.merging.new_bands import disputed_bands
from model.merging.new_numbers import NO_NEW_NUMBERS, NewNumbers, with_numbers
from model.merging.origins import origin_in
from model.merging.stretches import with_short_stretches
from model.merging.wordings import both_wordings, option_wordings
from model.redline import Clause
from model.redline.canonical import canonical
from model.redline.cells import cell_spans, start_of_cell
from model.redline.live_ends import with_live_ends
from model.redline.runs import new_id

Choice = Literal["first", "second", "both", "options"]
"""The text where two copies disagree: the wording of one, both one after the other, or both as options in brackets."""
Clauses = tuple[Clause, ...]


class Disagreement(Struct, frozen=True):
    """A conflict of a story: the clauses around it, in the base and as each copy wants them. Everything else in them is
    merged."""

    base: Clauses
    first: Clauses
    second: Clauses


class StoryMerge(Struct, frozen=True):
    """The merged clauses of a story, and the conflicts."""

    clauses: Clauses
    conflicts: tuple[Disagreement, ...] = ()


class _Manner(Struct, frozen=True):
    """What a merge depends on besides the versions."""

    choice: Choice
    language: str
    numbers: NewNumbers


class _Claim(Struct, frozen=True):
    """A change of a region with the copies that make it."""

    region: int
    change: AtomChange
    parties: tuple[int, ...]
    changes: tuple[AtomChange, ...]
    """The change as each of the parties makes it, with the author and the move of that party."""
    note: str = ""

    @property
    def moves(self) -> tuple[str, ...]:
        return tuple([change.move for change in self.changes])

    def change_of(self, party: int) -> AtomChange:
        """The change as one of its parties makes it."""
        return self.changes[self.parties.index(party)]


class _Region:
    """A part of the story with what both copies changed of it."""

    def __init__(self, number: int, versions: Sequence[Clauses], before: Clause | None, numbers: NewNumbers) -> None:
        """`before` is the clause of the base before the region; None if there is none."""
        self._before = before
        self.base, first, second = map(atoms_of, versions)
        found = with_numbers(changes_between(self.base, (first, second)), numbers)
        self.shells = merged_shells(self.base, found)
        self._most = limits_of_atoms(self.base, first, second)
        self.claims = list(_claims(number, found))

    def with_changes(self, changes: Iterable[AtomChange]) -> list[Clause]:
        return clauses_from(apply_changes(self.base, tuple(changes), self.shells, self._before, self._most))


def _meet(first: _Claim, second: _Claim) -> bool:
    return first.region == second.region and first.change.conflicts_with(second.change)


def _claims(number: int, found: Sequence[CopyChanges]) -> Iterator[_Claim]:
    """The changes of both copies; equal ones are one claim, with the change of whoever made it first."""
    known: dict[tuple[object, ...], list[tuple[int, AtomChange]]] = defaultdict(list)
    for party, copy in enumerate(found):
        for change in copy.changes:
            known[change.effect].append((party, change))
    for wanted in known.values():
        parties = tuple(sorted({party for party, _ in wanted}))
        repeated = len(wanted) > len(parties)
        if repeated:
            yield from (_Claim(number, change, (party,), (change,)) for party, change in wanted)
        else:
            changes = tuple([change for _, change in wanted])
            leading = min(changes, key=lambda change: (change.sort_key, change.facts)) if len(changes) > 1 else changes[0]
            yield _Claim(number, leading, parties, changes)


def merge_stories(
    base: Clauses,
    first: Clauses,
    second: Clauses,
    choice: Choice = "first",
    *,
    language: str = "",
    numbers: NewNumbers = NO_NEW_NUMBERS,
) -> StoryMerge:
    """The three-way merge of two copies of a story.

    base: the story before
    first, second: the copies
    choice: the text where they disagree
    language: the language of the text, for the brackets of options
    numbers: the margin numbers of the new provisions of both copies; one number at one place is a conflict
    """
    if first in (base, second):
        return StoryMerge(second)
    if second == base:
        return StoryMerge(first)
    short = with_short_stretches(base, first, second)
    manner = _Manner(choice, language, numbers)
    merged = _merge(short.base, short.first, short.second, manner, short.ids)
    if not short.hidden:
        return merged
    if not short.is_whole(merged.clauses):
        return _merge(base, first, second, manner, ())
    conflicts = [Disagreement(*map(short.expand, (c.base, c.first, c.second))) for c in merged.conflicts]
    return StoryMerge(short.expand(merged.clauses), tuple(conflicts))


def _merge(base: Clauses, first: Clauses, second: Clauses, manner: _Manner, taken: Iterable[str]) -> StoryMerge:
    """The merge of versions; no clause gets an id that is `taken`."""
    if first in (base, second):
        return StoryMerge(second)
    if second == base:
        return StoryMerge(first)
    given, taken = (first, second), tuple(taken)
    first, second = with_free_cell_numbers(base, first, second)
    merged = _Merge(base, first, second, manner, taken).result()
    crossings = crossings_of(base, first, second)
    disputed = set(disputed_bands(base, first, second))
    disputed |= {table for conflict in merged.conflicts for table in _tables_with_disputed_rows(conflict)}
    if not crossings.tables and not disputed:
        return merged
    disputed |= {table for conflict in merged.conflicts for table in _tables_of(conflict)} & crossings.tables
    disputed |= {clause.cell[0] for clause in merged.clauses if clause.cell in crossings.lost and clause.cell and clause.text}
    if disputed | crossings.disputed:  # a wording of a part of a table would lack cells
        return _with_whole_table(base, *given, min(disputed | crossings.disputed), manner, taken)
    return replace(merged, clauses=canonical(with_crossing_cells(merged.clauses, crossings, taken)))


def _tables_of(conflict: Disagreement) -> set[int]:
    return {clause.cell[0] for version in (conflict.base, conflict.first, conflict.second) for clause in version if clause.cell}


def _tables_with_disputed_rows(conflict: Disagreement) -> set[int]:
    """The tables with a row that only one copy deletes: its cells are deleted or kept together, whichever wording is chosen."""
    first, second = (
        {(clause.cell[:2], clause.row.in_draft) for clause in version if clause.cell}
        for version in (conflict.first, conflict.second)
    )
    return {table for (table, row), is_kept in first if ((table, row), not is_kept) in second}


def _with_whole_table(
    base: Clauses, first: Clauses, second: Clauses, table: int, manner: _Manner, taken: Sequence[str]
) -> StoryMerge:
    """The merge with a whole table as one conflict. The whole story is one conflict if the copies do not have the same base
    before and after the table."""
    versions = base, first, second
    spans = [_span_of(version, table) for version in versions]
    before, whole, after = (
        [version[slice(*span)] for version, span in zip(versions, stretches, strict=True)]
        for stretches in ([(0, low) for low, _ in spans], spans, [(high, None) for _, high in spans])
    )
    kept = 2 if manner.choice == "second" else 1
    if not (all(whole) and _have_same_base(*before) and _have_same_base(*after)) or _has_moves(*versions):
        return StoryMerge(versions[kept], (Disagreement(*versions),))
    head, tail = (_merge(was, now, other, manner, taken) for was, now, other in (before, after))
    clauses = canonical(_with_unique_ids((*head.clauses, *whole[kept], *tail.clauses), taken))
    of_table = () if _content(whole[1]) == _content(whole[2]) else (Disagreement(*whole),)
    return StoryMerge(clauses, (*head.conflicts, *of_table, *tail.conflicts))


def _content(clauses: Clauses) -> list[tuple[object, ...]]:
    """What is in clauses and their rows, whoever wrote it."""
    out: list[tuple[object, ...]] = []
    for clause in clauses:
        runs = [(run.text, run.content, run.status, run.style) for run in clause.runs]
        out.append((runs, clause.end.status, clause.row, clause.props, clause.own_label, clause.own_number, clause.own_mark))
    return out


def _span_of(clauses: Clauses, table: int) -> tuple[int, int]:
    """The range of clauses of a table, including nested tables; empty if there is no such table."""
    spans = cell_spans(clauses, table)
    if not spans:
        return 0, 0
    return start_of_cell(clauses, min(low for low, _ in spans.values())), max(high for _, high in spans.values())


class _Merge:
    def __init__(self, base: Clauses, first: Clauses, second: Clauses, manner: _Manner, taken: Iterable[str]) -> None:
        self._given = base, first, second
        self._manner = manner
        self._taken = taken
        self._is_common = _have_same_base(base, first, second)
        self._parts: list[_Region | list[Clause]] = []
        claims: list[_Claim] = []
        before: Clause | None = None
        for versions in _regions(base, first, second, is_common=self._is_common):
            was, now, other = versions
            if not _has_moves(was, now, other) and (now in (was, other) or other == was):
                self._parts.append(list(other if now in (was, other) else now))
            else:
                region = _Region(len(self._parts), versions, before, manner.numbers)
                claims += region.claims
                self._parts.append(region)
            before = was[-1] if was else before
        ordered = sorted(claims, key=lambda claim: (claim.region, claim.change.start, claim.change.stop, claim.parties))
        self._agreed, self._groups = group_conflicts(ordered, _meet)

    def result(self) -> StoryMerge:
        whole = self._built(dict.fromkeys(range(len(self._groups)), self._manner.choice))
        clauses = self._finish([clause for part in whole for clause in part])
        if self._is_common and base_words(clauses) != base_words(self._given[0]):
            return StoryMerge(self._given[1], (Disagreement(*self._given),))
        conflicts = [self._disagreement(number, whole) for number in range(len(self._groups))]
        return StoryMerge(clauses, tuple(conflicts))

    def _built(self, choices: Mapping[int, Choice | Literal["base"]], only: range | None = None) -> list[list[Clause]]:
        """The parts of the story after a choice for each conflict; with `only`, some of the parts."""
        chosen: dict[int, list[AtomChange]] = defaultdict(list)
        for claim in self._agreed:
            chosen[claim.region].append(claim.change)
        for number, group in enumerate(self._groups):
            for region, changes in self._choose(group, choices.get(number, "first")):
                chosen[region] += changes
        parts = ((at, self._parts[at]) for at in (only or range(len(self._parts))))
        return [part.with_changes(chosen[at]) if isinstance(part, _Region) else part for at, part in parts]

    def _choose(self, group: Sequence[_Claim], choice: Choice | Literal["base"]) -> Iterator[tuple[int, list[AtomChange]]]:
        by_region: dict[int, list[_Claim]] = defaultdict(list)
        for claim in group:
            by_region[claim.region].append(claim)
        for at, claims in by_region.items():
            if choice == "base":
                continue
            sides = [[claim.change_of(party) for claim in claims if party in claim.parties] for party in (0, 1)]
            region = self._parts[at]
            assert isinstance(region, _Region)
            if choice == "options":
                yield at, option_wordings(region.base, *sides, wide=self._manner.language == "zh")
            elif choice == "both":
                yield at, both_wordings(region.base, *sides)
            else:
                yield at, sides[choice == "second"]

    def _disagreement(self, number: int, whole: Sequence[Sequence[Clause]]) -> Disagreement:
        regions = [claim.region for claim in self._groups[number]]
        part = range(min(regions), max(regions) + 1)
        built = [
            [clause for clauses in self._built({number: choice}, part) for clause in clauses]
            for choice in ("base", "first", "second")
        ]
        before = [clause for clauses in whole[: part.start] for clause in clauses][-1:]
        base, first, second = (canonical([*before, *clauses]) for clauses in built)
        return Disagreement(*_trim(base, first, second))

    def _finish(self, clauses: list[Clause]) -> Clauses:
        merged = canonical(_with_unique_ids(clauses, self._taken))
        kept = with_live_ends(merged, self._given[0])
        return merged if kept == merged else canonical(kept)


def _trim(*versions: Clauses) -> Sequence[Clauses]:
    """The versions of a range of clauses, without equal clauses at both ends; one equal clause before the difference stays."""
    head = tail = 0
    shortest = min(map(len, versions))
    while head < shortest and len({id(version[head]) for version in versions}) == 1:
        head += 1
    while head < shortest and all(version[head] == versions[0][head] for version in versions):
        head += 1
    while tail < shortest - head and all(version[-1 - tail] == versions[0][-1 - tail] for version in versions):
        tail += 1
    needs_context = any(len(version) - head - tail == 0 for version in versions)
    head -= 1 if head and needs_context else 0
    return [version[head : len(version) - tail] for version in versions]


def _has_moves(*versions: Clauses) -> bool:
    return any(clause.end.move or any(run.move for run in clause.runs) for version in versions for clause in version)


def _regions(base: Clauses, first: Clauses, second: Clauses, *, is_common: bool) -> Iterator[tuple[Clauses, Clauses, Clauses]]:
    """The regions of three versions: the parts between clause ends that all have in the same order. If the whole has the same
    base in all (`is_common`), each region is extended until it has that too."""
    last = [0, 0, 0]
    versions = (base, first, second)
    for stops in (*_shared_ends(base, first, second), (len(base), len(first), len(second))):
        was, now, other = (version[low:stop] for version, low, stop in zip(versions, last, stops, strict=True))
        is_last = stops == (len(base), len(first), len(second))
        if is_common and not is_last and not (was == now == other or _have_same_base(was, now, other)):
            continue
        yield was, now, other
        last = list(stops)
        if is_last:
            return


def _have_same_base(*versions: Clauses) -> bool:
    first, *others = map(base_words, versions)
    return all(other == first for other in others)


def _shared_ends(base: Clauses, first: Clauses, second: Clauses) -> Iterator[tuple[int, int, int]]:
    """The places after clauses that all three versions have in the same order, with ends of the same status and origin."""
    places = [{clause.id: at for at, clause in enumerate(version)} for version in (first, second)]
    at_least = [-1, -1]
    for at, clause in enumerate(base):
        found = [known.get(clause.id, -1) for known in places]
        if any(place <= least for place, least in zip(found, at_least, strict=True)):
            continue
        ends = (clause, first[found[0]], second[found[1]])
        if len({(end.end.status, origin_in(end)) for end in ends}) == 1:
            at_least = found
            yield at + 1, found[0] + 1, found[1] + 1


def _with_unique_ids(clauses: Sequence[Clause], others: Iterable[str]) -> list[Clause]:
    counts = Counter(clause.id for clause in clauses)
    if len(counts) == len(clauses):
        return list(clauses)
    taken = {*counts, *others}
    seen: set[str] = set()
    out: list[Clause] = []
    for clause in clauses:
        if clause.id in seen:
            id = new_id(clause.id, clause.end.stamp, taken)
            taken.add(id)
            out.append(replace(clause, id=id))
        else:
            seen.add(clause.id)
            out.append(clause)
    return out
