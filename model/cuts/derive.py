"""The cuts of a treaty text, derived from its amendments and from what was set by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from model.cuts.addresses import CutAddresses
from model.cuts.changed_notes import ChangedNote, changed_notes, footnote_id
from model.cuts.passages import Passages, PassageState
from model.cuts.values import Cut
from model.numbering import Labelling
from model.numbering.margin_numbers import has_number
from model.submission.clause_paths import has_same_paths
from model.submission.path_namers import escape_part
from model.submission.values import CutSettings, Proposal, Symbol

_NONE = CutSettings()
_SYMBOLS: Mapping[tuple[PassageState, bool], Symbol] = {
    ("new", False): "ADD",
    ("new", True): "ADD*",
    ("struck", False): "SUP",
    ("struck", True): "SUP*",
}


def cuts(proposal: Proposal, labelling: Labelling | None = None) -> tuple[Cut, ...]:
    """The proposals that are printed from a treaty text, in their order; none from another text.

    labelling: that of its redline, if it is known
    """
    if labelling is None and not any(map(has_number, proposal.redline.clauses)):
        return ()
    return CutIndex.of(proposal, labelling).cuts


def used_settings(proposal: Proposal) -> Mapping[str, CutSettings]:
    """The settings of a treaty text without those that belong to no proposal at present."""
    unused = CutIndex.of(proposal).unused
    return {key: settings for key, settings in proposal.cuts.items() if key not in unused}


def with_context(index: CutIndex) -> frozenset[str]:
    """The ids of the clauses of all cuts, and of one provision before and one after each."""
    passages = index.passages.all
    found: set[int] = set()
    for cut in index.cuts:
        for start, stop in cut.spans:
            first, last = index.passages.index_of(start), index.passages.index_of(stop - 1)
            before = next((at for at in range(first - 1, -1, -1) if passages[at].kind == "provision"), first)
            after = next((at for at in range(last + 1, len(passages)) if passages[at].kind == "provision"), last)
            found.update((before, *range(first, last + 1), after))
    return frozenset(clause.id for at in found for clause in passages[at].clauses)


def with_headings(index: CutIndex, ids: Collection[str]) -> frozenset[str]:
    """Some clauses, by their ids, with the lines of the units that contain them."""
    around: dict[int, tuple[str, ...]] = {}
    found = {*ids}
    for passage in index.passages.all:
        clauses = tuple(clause.id for clause in passage.clauses)
        if passage.rank is not None:
            around = {rank: lines for rank, lines in around.items() if rank < passage.rank} | {passage.rank: clauses}
        if not found.isdisjoint(clauses):
            found.update(*around.values())
    return frozenset(found)


class CutIndex(Struct, frozen=True):
    """The cuts of a text; a value, replaced by `update` after each change."""

    proposal: Proposal
    labelling: Labelling
    passages: Passages
    cuts: tuple[Cut, ...]
    unused: Mapping[str, CutSettings]
    """The settings that belong to no cut at present, as their provision is unchanged again, joined to another one or gone."""
    addresses: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """The addresses that were found, by the number of the passage and the clause: most typed letters change none."""

    @staticmethod
    def of(proposal: Proposal, labelling: Labelling | None = None) -> CutIndex:
        """The cuts of a text, derived from nothing."""
        labelling = labelling if labelling is not None else Labelling.of(proposal.redline)
        passages = Passages.of(proposal.redline.clauses, labelling.numbers) if labelling.numbers else Passages((), {}, ())
        return _derive(proposal, labelling, passages)

    def update(self, proposal: Proposal, labelling: Labelling) -> CutIndex:
        """The cuts after a change of the text or of the settings."""
        if not labelling.numbers or not self.labelling.numbers:
            return CutIndex.of(proposal, labelling)
        same_text = proposal.redline is self.proposal.redline and labelling is self.labelling
        if same_text and proposal.cuts is self.proposal.cuts:
            return replace(self, proposal=proposal) if proposal is not self.proposal else self
        alike = has_same_paths(self.proposal.redline, self.labelling, proposal.redline, labelling)
        passages = self.passages.update(proposal.redline.clauses, labelling.numbers)
        return _derive(proposal, labelling, passages, self.addresses if alike else {})

    def key_at(self, passage: int) -> str:
        """The key of the settings of a passage, by its number: that of those it has, else its first clause."""
        places = self.proposal.redline.places
        found = [(places[key], key) for key in self.proposal.cuts if key in places]
        stored = (key for place, key in sorted(found) if self.passages.index_of(place) == passage)
        return next(stored, self.passages.all[passage].beginnings[0])

    def is_amended(self, passage: int) -> bool:
        """Whether a passage belongs to a cut that amends the text."""
        start = self.passages.starts[passage]
        return any(cut.derived != "NOC" and any(low <= start < high for low, high in cut.spans) for cut in self.cuts)

    def _note_of(self, clause: str) -> tuple[str, int]:
        """The key of the note with a clause, and the index of the clause that refers to it; −1 if there is none."""
        notes = self.proposal.redline.notes.items()
        key = next((key for key, note in notes if any(inner.id == clause for inner in note.clauses)), "")
        for start, passage in zip(self.passages.starts, self.passages.all, strict=False):
            if key and key in passage.notes:
                return key, start
        return key, -1

    def marked_by_hand(self) -> frozenset[str]:
        """The first clauses of the passages of which nothing but the edition mark changes."""
        places = self.proposal.redline.places
        found = {self.passages.index_of(places[id]) for id in _marked_by_hand(self.labelling)}
        return frozenset(self.passages.all[at].beginnings[0] for at in found)

    def cut_of(self, clause: str) -> Cut | None:
        """The cut that contains a clause of the text or of a note; None if none does."""
        place, key = self.proposal.redline.places.get(clause, -1), ""
        if place < 0:
            key, place = self._note_of(clause)
        found = [cut for cut in self.cuts if any(start <= place < stop for start, stop in cut.spans)]
        of_note = (cut for cut in found if key and cut.note == key)
        of_text = (cut for cut in found if not cut.note)
        return next(of_note, None) or next(of_text, None) or (next(iter(found), None) if not key else None)


def _derive(
    proposal: Proposal, labelling: Labelling, passages: Passages, known: Mapping[tuple[int, str], str] | None = None
) -> CutIndex:
    addresses = CutAddresses(proposal.redline, labelling, passages, known)
    found = _Derivation(proposal, labelling, passages).cuts(addresses) if passages.all else ()
    used = {cut.key for cut in found}
    unused = {key: settings for key, settings in proposal.cuts.items() if key not in used}
    return CutIndex(proposal, labelling, passages, found, unused, addresses.known)


class _Group(Struct):
    """The passages of one cut, by their numbers."""

    passages: list[int]
    key: str = ""
    settings: CutSettings = _NONE
    is_kept: bool = False
    """Whether nothing in it changes (NOC)."""
    note: ChangedNote | None = None
    """The footnote of the one passage that is proposed instead of that."""


class _Derivation:
    """One derivation of the cuts of a text."""

    def __init__(self, proposal: Proposal, labelling: Labelling, passages: Passages) -> None:
        self._redline = proposal.redline
        self._settings = proposal.cuts
        self._labelling = labelling
        self._passages = passages
        self._all = passages.all
        self._anchors = self._anchored()
        self._footnotes: dict[int, Sequence[ChangedNote]] = {}
        """The footnotes that are proposals of their own, by the numbers of the passages that refer to them."""
        self._only_footnotes: set[int] = set()
        """The passages of which nothing else changes."""
        self._are_footnotes = self._printed_footnotes()
        """The passages that are footnotes printed as provisions, which are never part of another proposal."""
        self._states = self._changed_states()

    def cuts(self, addresses: CutAddresses) -> tuple[Cut, ...]:
        """All cuts, in their order."""
        amended = self._with_footnotes(self._joined(self._amended()))
        groups = sorted([*amended, *self._kept()], key=lambda group: group.passages[0])
        return tuple(_with_unique_addresses([self._cut(group, addresses) for group in _ordered(groups)]))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return self._redline.places

    def _anchored(self) -> Mapping[int, str]:
        """The key of the settings at each passage that has some: those of its first clause that has."""
        if not self._settings:
            return {}
        found = sorted((self._places[key], key) for key in self._settings if key in self._places)
        anchors: dict[int, str] = {}
        for place, key in found:
            anchors.setdefault(self._passages.index_of(place), key)
        return anchors

    def _changed_states(self) -> Mapping[int, PassageState]:
        """The states of the passages that are not the same on both sides, by their numbers."""
        states = {at: passage.state for at, passage in enumerate(self._all) if passage.state != "same" and not passage.is_blank}
        relabelled = [id for id, both in self._labelling.labels.items() if both.base != both.draft]
        for id in relabelled:
            states.setdefault(self._passages.index_of(self._places[id]), "changed")
        for id in _marked_by_hand(self._labelling):
            states.setdefault(self._passages.index_of(self._places[id]), "changed")
        for at, notes in changed_notes(self._redline, self._labelling, self._all).items():
            if all(note.number for note in notes) and at not in states:
                self._only_footnotes.add(at)
            states.setdefault(at, "changed")
            self._footnotes[at] = [note for note in notes if note.number]
        return states

    def _printed_footnotes(self) -> frozenset[int]:
        ids = (footnote_id(key, note) for key, note in self._redline.notes.items() if note.clauses)
        return frozenset([self._passages.index_of(self._places[id]) for id in ids if id in self._places])

    def _amended(self) -> Iterator[_Group]:
        """The amended passages: one group each, a whole new or struck unit in one."""
        stop = 0
        for at in sorted(self._states):
            if at < stop:
                continue
            stop = self._stop_of_unit(at)
            if stop > at + 1:
                for inner in range(at, stop):
                    self._footnotes.pop(inner, None)
            yield self._group(range(at, stop))

    def _stop_of_unit(self, at: int) -> int:
        """The number after the last passage of a unit of which all is new (struck); after the passage if it is another one."""
        state = self._states[at]
        if self._all[at].rank is None or state == "changed" or self._settings_at(at).separate:
            return at + 1
        stop = self._passages.end_of_unit(at)
        return stop if all(self._states.get(after) == state for after in range(at, stop)) else at + 1

    def _settings_at(self, at: int) -> CutSettings:
        return self._settings[self._anchors[at]] if at in self._anchors else _NONE

    def _group(self, passages: Sequence[int]) -> _Group:
        key = next((self._anchors[at] for at in passages if at in self._anchors), None)
        if key is None:
            return _Group([*passages], self._all[passages[0]].beginnings[0])
        return _Group([*passages], key, self._settings[key])

    def _joined(self, groups: Iterator[_Group]) -> Iterator[_Group]:
        """The groups with those joined that were joined by hand; unchanged passages and footnotes between them stay out."""
        current: _Group | None = None
        reach = -1
        for group in groups:
            if group.passages[0] in self._are_footnotes:
                yield group
                continue
            if current is not None and group.passages[0] <= reach:
                current.passages += group.passages
                continue
            if current is not None:
                yield current
            current, reach = group, self._reach(group.settings) if group.settings.symbol != "NOC" else -1
        if current is not None:
            yield current

    def _with_footnotes(self, groups: Iterator[_Group]) -> Iterator[_Group]:
        """The groups, with the footnotes of their provisions as groups after them; those of a whole unit stay in it."""
        for group in groups:
            passages = [at for at in group.passages if at not in self._only_footnotes]
            if passages:
                yield replace(group, passages=passages)
            for at in group.passages:
                for note in self._footnotes.get(at, ()):
                    key = footnote_id(note.key, self._redline.notes[note.key])
                    yield _Group([at], key, self._settings.get(key, _NONE), note=note)

    def _reach(self, settings: CutSettings) -> int:
        """The number of the passage up to which settings go; −1 if they go no further than their own."""
        place = self._places.get(settings.last) if settings.last else None
        return self._passages.index_of(place) if place is not None else -1

    def _kept(self) -> Iterator[_Group]:
        """The passages that are marked NOC, without those in a range that are amended or marked NOC on their own."""
        marked = [at for at in self._anchors if self._settings_at(at).symbol == "NOC" and at not in self._states]
        for at in marked:
            settings = self._settings_at(at)
            inner = {other for other in marked if other != at}
            whole = range(at, max(self._reach(settings), at) + 1)
            yield _Group(
                [other for other in whole if other not in self._states and other not in inner],
                self._anchors[at],
                settings,
                is_kept=True,
            )

    def _cut(self, group: _Group, addresses: CutAddresses) -> Cut:
        chosen = [self._all[at] for at in group.passages]
        derived: Symbol = "NOC" if group.is_kept else self._symbol(group.passages)
        note = group.note
        if note is not None:
            derived = _SYMBOLS.get((note.state, False), "MOD")
        own_symbol = group.settings.symbol if group.is_kept or group.settings.symbol != "NOC" else ""
        return Cut(
            key=group.key,
            first=chosen[0].clauses[0].id,
            last=chosen[-1].clauses[-1].id,
            provisions=(group.key,) if note is not None else tuple([id for passage in chosen for id in passage.beginnings]),
            spans=self._spans(group.passages),
            symbol=own_symbol or derived,
            derived=derived,
            address=escape_part(note.number) if note is not None else addresses.first(group.passages[0]),
            address_of_last=escape_part(note.number) if note is not None else addresses.last(group.passages[-1]),
            settings=group.settings,
            note=note.key if note is not None else "",
        )

    def _symbol(self, passages: Sequence[int]) -> Symbol:
        kinds = {(self._states[at], self._all[at].is_moved) for at in passages}
        states = {state for state, _ in kinds}
        if len(states) > 1 or "changed" in states:
            return "MOD"
        return _SYMBOLS[states.pop(), all(is_moved for _, is_moved in kinds)]

    def _spans(self, passages: Sequence[int]) -> tuple[tuple[int, int], ...]:
        starts = self._passages.starts
        spans: list[tuple[int, int]] = []
        for at in passages:
            if spans and spans[-1][1] == starts[at]:
                spans[-1] = spans[-1][0], starts[at + 1]
            else:
                spans.append((starts[at], starts[at + 1]))
        return tuple(spans)


def _marked_by_hand(labelling: Labelling) -> Iterator[str]:
    """The clauses with another edition mark than in the base although nothing amends them: it was set by hand."""
    return (id for id, pair in labelling.marks.borne.items() if not pair.cause and pair.is_changed)


def _ordered(groups: Sequence[_Group]) -> Sequence[_Group]:
    """The groups in the order set by hand; one without a place of its own follows the one before it in the text."""
    if not any(group.settings.order for group in groups):
        return groups
    keys: dict[int, tuple[int, int]] = {}
    order, count = 0, 0
    for place, group in enumerate(groups):
        order, count = (group.settings.order, 0) if group.settings.order else (order, count + 1)
        keys[place] = order, count
    return [groups[place] for place in sorted(keys, key=lambda place: (keys[place], place))]


def _with_unique_addresses(found: Sequence[Cut]) -> Iterator[Cut]:
    """The cuts; the second with an address, as notes of tables may have the same number, is counted."""
    seen: dict[str, int] = {}
    for cut in found:
        times = seen[cut.address] = seen.get(cut.address, 0) + 1
        yield cut if times == 1 else replace(cut, address=f"{cut.address}[{times}]")
