"""The matrix of a consolidation: its lines, the state of each party's proposal, the choices."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct

from model.consolidation.changes import PartyChange, starts
from model.consolidation.comparison_row import ComparisonRow, RowPart
from model.consolidation.comparison_table import by_paragraph, comparison_rows, insertions_and_paragraph, note_rows
from model.consolidation.conflicts import Conflict, ProposedChange, parties_alike, together
from model.consolidation.merge import Consolidation, Decision, merged_redline, wording
from model.consolidation.options import can_be_options
from model.consolidation.rebase import characters
from model.numbering import Labelling, note_marks
from model.redline import Clause, Redline
from model.redline.hidden_text import is_hidden
from model.submission.clause_paths import places

State = Literal["", "changed", "deleted", "inserted", "conflict", "chosen", "refused", "beside", "compromise", "settled", "taken"]
"""The proposal of a party in a row. A conflict is open, or settled: its wording `chosen` or
`refused`, kept `beside` the others, replaced by a `compromise`, or `settled` differently in several places. For a returned
copy: whether the draft has `taken` it.
"""


class MatrixRow(Struct, frozen=True):
    """A paragraph or a provision of the base, or an insertion before one, with the parties' proposals for it."""

    note: str
    """The key of the note of the base that contains it; '' for the text itself."""
    index: int
    """Of its first paragraph in the text or the note."""
    row: ComparisonRow
    place: str
    """The path of the clause; of a note its mark."""
    label: str
    """The label; of a provision its margin number and label, of new provisions their numbers; disputed frequency bands."""
    words: str
    """As in the base; of an insertion as its first party has them."""
    conflicts: tuple[str, ...] = ()


class Option(Struct, frozen=True):
    """A way to settle a conflict that somebody proposes."""

    kind: Literal["base", "party", "stack", "options"]
    parties: tuple[int, ...] = ()
    """The parties with this wording; the first represents all in a decision."""
    words: str = ""
    """The resulting words of the range."""
    also: tuple[PartyChange, ...] = ()
    """Other changes than words: formats, kinds, labels."""


class ConsolidatedText(Struct, frozen=True):
    """The text as merged, ready to be shown line by line."""

    redline: Redline
    labelling: Labelling
    parts: Sequence[tuple[tuple[Clause, ...], tuple[Clause, ...]]]
    """For each paragraph of the base, the insertions before it, and itself; the last entry has the clauses after all."""


class Matrix(Struct, frozen=True, dict=True):
    """A consolidation as it is shown; it does not depend on decisions."""

    found: Consolidation
    labelling: Labelling
    """Of the base."""
    lines: tuple[MatrixRow, ...]
    """All rows in the order of the base, followed by those of its notes."""

    @staticmethod
    def of(found: Consolidation, step: Callable[[], object] = lambda: None, *, by_provision: bool = True) -> Matrix:
        """The matrix of a consolidation.

        found: the consolidation
        step: called repeatedly, and may end the work by raising an exception
        by_provision: whether the paragraphs of a provision of a treaty text are one line
        """
        labelling = Labelling.of(found.base)
        rows = comparison_rows(found, all_clauses=True, by_provision=by_provision, step=step)
        out = list(_lines(found, rows, labelling))
        for key, (mark, _) in note_marks(found.base).items():
            if key in found.base.notes:
                out += _note_lines(found, key, mark or "*")
        return Matrix(found, labelling, tuple(out))

    @cached_property
    def conflicts(self) -> Mapping[str, Conflict]:
        """The conflicts by their keys, in the order of the base."""
        return {conflict.key: conflict for conflict in self.found.conflicts}

    def state(self, line: MatrixRow, party: int, decisions: Mapping[str, Decision]) -> State:
        """The state of a party's proposal in a line."""
        sign = line.row.cells[party].sign
        mine = [key for key in line.conflicts if party in self.conflicts[key].parties]
        if not sign or not mine:
            return sign
        if any(key not in decisions for key in mine):
            return "conflict"
        states = {_state_of_party(self.conflicts[key], party, decisions[key]) for key in mine}
        return states.pop() if len(states) == 1 else "settled"

    def options(self, conflict: Conflict) -> tuple[Option, ...]:
        """No change, each wording once with all who want it, all of them side by side unless they are about frequency bands, and
        all in square brackets where they are words of one paragraph."""
        out = [Option("base", words=wording(self.found, conflict, None))]
        for parties in parties_alike(conflict):
            also = tuple(
                option.change for option in conflict.proposed if parties[0] in option.parties and option.change.sort != "text"
            )
            out.append(Option("party", parties, wording(self.found, conflict, parties[0]), also))
        if not conflict.bands:
            out.append(Option("stack", conflict.parties))
        if can_be_options(self.found.words[conflict.note], conflict):
            out.append(Option("options", conflict.parties))
        return tuple(out)

    def reasons(self, line: MatrixRow, party: int) -> str:
        """The reasons of a party for its proposals on the provisions of a line; '' if it gives none."""
        return "" if line.note else self.found.reasons_in(line.row, party)

    def alike(self, key: str, party: int) -> tuple[int, ...]:
        """The parties that want the same in a conflict as a party, that party among them."""
        return together(self.conflicts[key], party)

    def next_open(self, key: str, by: int, decisions: Mapping[str, Decision]) -> str:
        """The key of the next (1) or previous (−1) undecided conflict, continuing at the other end; '' if there is none."""
        keys = list(self.conflicts)
        at = keys.index(key) if key in self.conflicts else (-1 if by > 0 else len(keys))
        for step in range(1, len(keys) + 1):
            found = keys[(at + by * step) % len(keys)]
            if found not in decisions:
                return found
        return ""

    def line_of(self, key: str) -> int:
        """The first row of a conflict; -1 if it is in none."""
        return self._lines_of.get(key, -1)

    @cached_property
    def _lines_of(self) -> Mapping[str, int]:
        return {key: number for number in reversed(range(len(self.lines))) for key in self.lines[number].conflicts}

    def place_of(self, proposed: ProposedChange) -> int:
        """The row of a change; -1 if there is none."""
        begins = self._starts.get(proposed.note, [])
        index = bisect_right(begins, proposed.change.start) - 1
        return self._numbers.get((proposed.note, index, proposed.change.whole), -1)

    @cached_property
    def _numbers(self) -> Mapping[tuple[str, int, bool], int]:
        return {
            (line.note, part.index, part.insertion): number for number, line in enumerate(self.lines) for part in line.row.parts
        }

    def words_of(self, proposed: ProposedChange) -> tuple[str, str]:
        """The words that a change deletes and those that it inserts."""
        clauses = self.found.base.clauses_of(proposed.note)
        begins = self._starts[proposed.note]
        first, last = bisect_right(begins, proposed.change.start) - 1, bisect_left(begins, proposed.change.stop)
        old = characters(clauses[first:last])[proposed.change.start - begins[first] : proposed.change.stop - begins[first]]
        new = proposed.change.words
        return old if proposed.change.sort == "text" else "", new

    @cached_property
    def _starts(self) -> Mapping[str, list[int]]:
        found = {key: starts(note.clauses) for key, note in self.found.base.notes.items()}
        return {"": starts(self.found.base.clauses), **found}

    def whole(self, decisions: Mapping[str, Decision], date: str) -> ConsolidatedText:
        """The text as merged with some decisions, dated so (ISO 8601)."""
        redline = merged_redline(self.found, decisions, date)
        return ConsolidatedText(
            redline, Labelling.of(redline), [insertions_and_paragraph(part) for part in by_paragraph(redline.clauses)]
        )

    def merged_text(self, line: MatrixRow, whole: ConsolidatedText) -> tuple[Clause, ...]:
        """The merged text in a line."""
        parts = whole.parts
        if line.note:
            parts = [insertions_and_paragraph(part) for part in by_paragraph(whole.redline.clauses_of(line.note))]
        return tuple([clause for part in line.row.parts for clause in parts[part.index][not part.insertion]])

    def base(self, line: MatrixRow) -> tuple[Clause, ...]:
        """The paragraphs of the base in a line; none of an insertion."""
        return _base_clauses(self.found, line.note, line.row.parts)


def _base_clauses(found: Consolidation, note: str, parts: Sequence[RowPart]) -> tuple[Clause, ...]:
    clauses = found.base.clauses_of(note)
    return tuple([clauses[part.index] for part in parts if not part.insertion])


def _lines(found: Consolidation, rows: Sequence[ComparisonRow], labelling: Labelling) -> Iterator[MatrixRow]:
    begins = starts(found.base.clauses)
    by_id = places(found.base, labelling)
    numbers = _new_numbers(found)
    bands = {conflict.key: conflict.bands for conflict in found.conflicts if conflict.bands}
    for row in rows:
        index = row.parts[0].index
        place = by_id.get(row.clause, "")
        if row.insertion:
            words = next(_words(cell.clauses) for cell in row.cells if cell.sign)
            keys = tuple(conflict.key for conflict in found.conflicts if _puts_in(conflict, begins[index]))
            yield MatrixRow("", index, row, place, ", ".join(numbers.get(begins[index], ())), words, keys)
        else:
            words = _words(_base_clauses(found, "", row.parts))
            label = ", ".join(bands.get(row.conflicts[0], ())) if row.conflicts else ""
            label = label or labelling.printed_label("base", row.clause)
            yield MatrixRow("", index, row, place, label, words, row.conflicts)


def _new_numbers(found: Consolidation) -> Mapping[int, Sequence[str]]:
    """The margin numbers of the new provisions that parties insert at each place of the base."""
    out: dict[int, set[str]] = {}
    for proposed in (*found.applied, *(proposed for conflict in found.conflicts for proposed in conflict.proposed)):
        if proposed.change.whole and not proposed.note:
            out.setdefault(proposed.change.stop, set()).update(proposed.change.numbers)
    return {place: sorted(numbers, key=lambda number: (len(number), number)) for place, numbers in out.items()}


def _puts_in(conflict: Conflict, place: int) -> bool:
    return not conflict.note and any(proposed.change.whole and proposed.change.stop == place for proposed in conflict.proposed)


def _note_lines(found: Consolidation, key: str, mark: str) -> Iterator[MatrixRow]:
    note, index = found.base.notes[key], 0
    for row in note_rows(found, key, all_clauses=True):
        shown = next((cell.clauses for cell in row.cells if cell.sign), ()) if row.insertion else (note.clauses[index],)
        yield MatrixRow(key, index, row, mark, "", _words(shown), row.conflicts)
        index += not row.insertion


def _words(clauses: Sequence[Clause]) -> str:
    return " ".join(run.text for clause in clauses for run in clause.runs if not (run.content or is_hidden(run)))


_OF_ALL: Mapping[str, State] = {"base": "refused", "stack": "beside", "options": "beside", "own": "compromise"}
"""The state of every wording, by a decision that chooses none of them."""


def _state_of_party(conflict: Conflict, party: int, decision: Decision) -> State:
    if decision.kind == "party":
        return "chosen" if decision.party in together(conflict, party) else "refused"
    return _OF_ALL[decision.kind]
