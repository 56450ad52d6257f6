"""The changes of the parties of a consolidation, read from the texts that they propose and mapped onto the base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.band_rows import BandRows, beside_their_bands
from model.consolidation.changes import PartyChange, Piece, changes_of, width
from model.consolidation.comparison_row import RowPart
from model.consolidation.conflicts import ProposedChange
from model.consolidation.cut_reasons import cut_reasons
from model.consolidation.rebase import PositionMapping, UnmappedChange, characters
from model.message import Message
from model.numbering.margin_numbers import NO_NUMBERS, margin_numbers
from model.redline import NOTE, OBJECT, Clause, Note, Redline, Run
from model.submission.values import CutSettings

_UNKNOWN = "?"
"""The key of a note that the base does not have."""


class SkippedChange(Struct, frozen=True):
    """A change that could not be mapped onto the base: the words where it was proposed, in the base, and as proposed."""

    party: int
    note: str
    old: str
    now: str
    reason: Message
    new: str = ""


class PartyReader:
    """Collects the changes of all parties, equal ones under one entry."""

    def __init__(self, base: Redline) -> None:
        self._base = base
        self._bands = BandRows(base.clauses)
        self._places = dict(_notes_at(base.clauses))
        self._known: dict[tuple[object, ...], tuple[str, PartyChange, list[int], list[str], list[int]]] = {}
        self.left: list[SkippedChange] = []
        self.counts: list[int] = []
        self.reasons: list[Mapping[RowPart, str]] = []
        """Of each party, for its single proposals on a treaty text."""
        self.notes: dict[str, Note] = {}
        self._same: dict[str, str] = {}
        """Of the notes of the party that is read those that the base has, with their keys there."""

    def read(self, party: int, redline: Redline, cuts: Mapping[str, CutSettings]) -> None:
        """Adds the changes of a party.

        party: its number
        redline: the text that it proposes
        cuts: the settings of its proposals on a treaty text
        """
        theirs = redline.base()
        places = PositionMapping(_text(self._base.clauses), _text(theirs.clauses))
        keys = {key: self._places.get(places.of(place), "") for place, key in _notes_at(theirs.clauses)}
        self._same = {key: note_key for key, note_key in keys.items() if note_key}
        count = self._read_story(party, "", places, redline.clauses, redline)
        self.reasons.append(cut_reasons(redline, cuts, self._base, places))
        for key, note_key in keys.items():
            old, new = self._base.notes.get(note_key), redline.notes.get(key)
            if new is None:
                continue
            other = Redline(new.clauses, language=redline.language).base().clauses
            mapping = PositionMapping(_text(old.clauses if old is not None else ()), _text(other))
            count += self._read_story(party, note_key or _UNKNOWN, mapping, new.clauses, redline)
        self.counts.append(count)

    def _read_story(self, party: int, note: str, places: PositionMapping, clauses: Sequence[Clause], redline: Redline) -> int:
        numbers = margin_numbers(redline) if not note else NO_NUMBERS
        changes = changes_of(clauses, numbers=numbers)
        fitting, unmapped = places.carry(changes)
        for misfit in unmapped:
            self.left.append(_skipped_change(party, note, misfit))
        for change in fitting if note else beside_their_bands(fitting, self._bands):
            if change.why_separate:
                words = change.words
                self.left.append(SkippedChange(party, note, "", "", change.why_separate, words.strip()))
                continue
            self._add(party, note, self._with_notes(change, redline))
        return len(changes)

    def _add(self, party: int, note: str, change: PartyChange) -> None:
        times = 0  # the same words twice at one place are two insertions
        while party in self._known.get(key := (note, *change.what, times), ("", change, [], [], []))[2]:
            times += 1
        entry = self._known.setdefault(key, (note, change, [], [], []))
        entry[2].append(party)
        entry[3].append(change.move)
        entry[4].append(change.turn)

    def _with_notes(self, change: PartyChange, redline: Redline) -> PartyChange:
        """A change with its notes under the keys of the consolidation; pictures, which stay in their file, as a word."""
        if not any(isinstance(piece, Run) and piece.content for piece in change.pieces):
            return change
        return replace(change, pieces=tuple(self._with_own_note(change, piece, redline) for piece in change.pieces))

    def _with_own_note(self, change: PartyChange, piece: Piece, redline: Redline) -> Piece:
        if isinstance(piece, Run) and piece.move and piece.content in self._same:
            return replace(piece, content=self._same[piece.content])
        if isinstance(piece, Run) and piece.text == NOTE and piece.content in redline.notes:
            note = redline.notes[piece.content]
            # By its words and its place, so that the same note of two parties is one note.
            key = f"n{change.start}.{crc32(characters(note.clauses, 'draft').encode()):08x}"
            kept = tuple(replace(clause, source="") for clause in note.clauses)
            self.notes[key] = replace(note, source="", clauses=kept)
            return replace(piece, content=key)
        if isinstance(piece, Run) and piece.text == OBJECT:
            return replace(piece, text="[…]", content="")
        return piece

    def proposed_changes(self) -> list[ProposedChange]:
        """The changes of all parties, equal ones once."""
        return [
            ProposedChange(note, change, tuple(parties), tuple(moves), tuple(turns))
            for note, change, parties, moves, turns in self._known.values()
        ]


def _skipped_change(party: int, note: str, misfit: UnmappedChange) -> SkippedChange:
    if misfit.already_in_base:
        reason = Message.of("the text in force already says so")
    elif misfit.now:
        reason = Message.of("the text in force reads differently there")
    else:
        reason = Message.of("the text in force has no such words there")
    return SkippedChange(party, note, misfit.old, misfit.now, reason, misfit.new)


def _text(clauses: Sequence[Clause]) -> Redline:
    return Redline(tuple(clauses))


def _notes_at(clauses: Sequence[Clause]) -> Iterator[tuple[int, str]]:
    """The notes of a base, each with the place of its reference."""
    place = 0
    for clause in clauses:
        for run in clause.runs:
            if run.text == NOTE and run.status.in_base:
                yield place, run.content
            place += width(run) if run.status.in_base else 0
        place += clause.end.status.in_base
