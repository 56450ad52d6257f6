"""Several returned copies beside their draft: what each proposes for each clause, and the transaction that takes it over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.conflicts import ProposedChange
from model.consolidation.matrix import Matrix, MatrixRow, State
from model.consolidation.merge import Party, consolidate, merged_redline
from model.diff.compare import compare
from model.edits.take_over.clauses import TakenOver, take
from model.errors import EditError
from model.files.returned_words import changes_of_copy
from model.redline import Clause, Redline, Stamp, paragraphs
from model.submission.amendments import amendments
from model.submission.authorship import authors
from model.submission.resolved import in_view
from model.submission.values import Submission

DRAFT = 0
"""The party that is the draft as it became since the copies were read."""


class Copies(Struct, frozen=True):
    """Copies of one text, as changes of the draft as it was when they were read."""

    number: int
    """Of the proposal, from 1."""
    before: Redline
    """The draft then, everything kept."""
    parties: tuple[Party, ...]

    @staticmethod
    def of(
        submission: Submission,
        number: int,
        copies: Sequence[tuple[str, Submission]],
        stamp: Stamp,
        step: Callable[[], object] = lambda: None,
    ) -> Copies:
        """The copies as changes of the draft of a submission.

        copies: the submission of each copy, with its name
        step: called before each copy; may end the work by raising an exception
        """
        before = _draft(submission, number)
        parties = []
        for name, copy in copies:
            step()
            parties.append(Party(name, changes_of_copy(before, copy.proposals[int(number) - 1].redline, stamp)))
        return Copies(number, before, tuple(parties))

    def has_changes(self) -> bool:
        """Whether any copy differs from the draft as it was."""
        return any(amendments(party.redline) for party in self.parties)


class CopiesMatrix(Matrix, frozen=True, dict=True):
    """The matrix of returned copies: the draft is its first party, and a line is there for each clause that a copy changes."""

    @staticmethod
    def beside(
        copies: Copies, submission: Submission, name: str, stamp: Stamp, step: Callable[[], object] = lambda: None
    ) -> CopiesMatrix:
        """The copies beside a submission in its present state.

        copies: the copies
        name: that of its draft
        step: called repeatedly; may end the work by raising an exception
        """
        now = compare(copies.before, _draft(submission, copies.number), stamp)
        together = consolidate(copies.before, (Party(_free(name, copies), now), *copies.parties), step)
        together = replace(together, left=tuple(skipped for skipped in together.left if skipped.party != DRAFT))
        found = Matrix.of(together, step, by_provision=False)
        lines = (_distinguish(line) for line in found.lines if any(cell.sign for cell in line.row.cells[DRAFT + 1 :]))
        return CopiesMatrix(found.found, found.labelling, tuple(lines))

    def changes(self, line: MatrixRow, party: int) -> tuple[ProposedChange, ...]:
        """The changes of a party in a line, with the other halves of what it moves there."""
        return _with_moves(
            [change for change in self._of_party(party) if self._is_in(change, line)], self._of_party(party), party
        )

    def missing(self, line: MatrixRow, party: int) -> tuple[ProposedChange, ...]:
        """Those that the draft does not have; none if it has the same words in another way."""
        left = tuple(change for change in self.changes(line, party) if DRAFT not in change.parties)
        return () if left and all(change.change.sort in _OF_WORDS for change in left) and self._says(line, party) else left

    def collides(self, change: ProposedChange) -> bool:
        """Whether others want something else of the same words, or put other words in at the same place."""
        return id(change) in self._colliding

    @property
    def free(self) -> tuple[ProposedChange, ...]:
        """What copies propose that the draft does not have and that has no conflict; of a move, both halves or none."""
        wordings = {
            id(change)
            for line in self.lines
            for party in range(DRAFT + 1, len(line.row.cells))
            if line.row.cells[party].sign and not self.missing(line, party)
            for change in self.changes(line, party)
        }
        open_ones = [
            change
            for change in self._all
            if DRAFT not in change.parties and not self.collides(change) and id(change) not in wordings
        ]
        chosen = {id(change) for change in open_ones}
        return tuple(
            change
            for change in open_ones
            if all(id(half) in chosen for party in change.parties for half in _with_moves([change], self._of_party(party), party))
        )

    def open_line(self, line: MatrixRow) -> bool:
        """Whether copies collide in a line with one another, and the draft has none of it yet."""
        mine = [change for party in range(len(self.found.parties)) for change in self.changes(line, party)]
        return any(map(self.collides, mine)) and not any(DRAFT in change.parties for change in mine)

    def draft_with(self, chosen: Sequence[ProposedChange]) -> Redline:
        """The draft as it is with some changes: they go before what it says itself of the same words."""
        draft_changes = self._of_party(DRAFT)
        gone = [change for change in draft_changes if change not in chosen and any(_replaces(other, change) for other in chosen)]
        left = {id(change) for change in _with_moves(gone, draft_changes, DRAFT)}
        wanted = [change for change in draft_changes if id(change) not in left] + [
            change for change in chosen if DRAFT not in change.parties
        ]
        return in_view(merged_redline(replace(self.found, applied=tuple(wanted), conflicts=()), {}, ""), "draft")

    def state(self, line: MatrixRow, party: int, decisions: Mapping[str, object]) -> State:
        sign = line.row.cells[party].sign
        if not sign or party == DRAFT:
            return sign
        left = self.missing(line, party)
        if not left:
            return "taken"
        return "conflict" if any(map(self.collides, left)) else sign

    def _says(self, line: MatrixRow, party: int) -> bool:
        """Whether the draft says what a copy says in a row; an insertion beside a deleted paragraph may be on its other side."""
        draft_words, other = (_words(line.row.cells[cell].clauses) for cell in (DRAFT, party))
        if line.row.insertion:
            return {*other} <= {*draft_words, *self._put_in}
        return bool(line.row.cells[DRAFT].sign) and draft_words == other

    @cached_property
    def _put_in(self) -> frozenset[str]:
        """The paragraphs that the draft has got."""
        return frozenset(
            text for change in self._of_party(DRAFT) if not change.note for text in change.change.words.split("\n")[:-1] if text
        )

    @cached_property
    def _all(self) -> tuple[ProposedChange, ...]:
        return (*self.found.applied, *(change for conflict in self.found.conflicts for change in conflict.proposed))

    @cached_property
    def _colliding(self) -> frozenset[int]:
        in_conflict = [change for conflict in self.found.conflicts for change in conflict.proposed]
        at_one_place = [change for beside in self.found.beside if not beside.whole for change in beside.proposed]
        return frozenset(map(id, (*in_conflict, *at_one_place)))

    def _of_party(self, party: int) -> Sequence[ProposedChange]:
        return self._by_party.get(party, ())

    @cached_property
    def _by_party(self) -> Mapping[int, Sequence[ProposedChange]]:
        out: dict[int, list[ProposedChange]] = {}
        for change in self._all:
            for party in change.parties:
                out.setdefault(party, []).append(change)
        return out

    def _is_in(self, proposed: ProposedChange, line: MatrixRow) -> bool:
        if proposed.note != line.note:
            return False
        change, begins = proposed.change, self._starts[line.note]
        put_in = change.start == change.stop and (change.whole or change.sort == "row")
        if line.row.insertion or put_in:
            return line.row.insertion and put_in and change.start == begins[line.index]
        start, stop = begins[line.index], begins[line.index + 1]
        return start <= change.start < stop or change.start < start < change.stop


def take_changes(
    submission: Submission, number: int, board: CopiesMatrix, chosen: Sequence[ProposedChange], stamp: Stamp
) -> TakenOver:
    """Take changes of copies over into the draft, in place of its own changes of the same words. EditError as in `take`.

    board: the copies beside the submission
    chosen: the changes, of those of the board
    """
    now = _draft(submission, number)
    if _texts(board.draft_with(())) != _texts(now):
        raise EditError.of("the draft has changed since the copies were read, so they do not fit together; combine them again")
    found = compare(now, board.draft_with(chosen), stamp)
    decided = [amendment for amendment in amendments(found) if amendment.kind != "renumbering"]
    return take(submission, number, found, "base", decided, stamp)


def name_of_copy(file: str, copy: Submission, submission: Submission) -> str:
    """The name of a copy: its file, with the authors of changes who have made none in the submission."""
    known = authors(submission)
    new = [author for author in authors(copy) if author not in known]
    return f"{', '.join(new)} ({file})" if 0 < len(new) <= _FEW else file


_FEW = 2
"""Authors that are named with a file."""


def _texts(redline: Redline) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(redline.clauses, "draft")]


_OF_WORDS = ("text", "row")


def _words(clauses: Sequence[Clause]) -> list[str]:
    """The words of each paragraph of a draft."""
    return [paragraph.text for paragraph in paragraphs(clauses, "draft") if paragraph.text]


def _draft(submission: Submission, number: int) -> Redline:
    return in_view(submission.proposals[int(number) - 1].redline, "draft")


def _free(name: str, copies: Copies) -> str:
    while any(party.name == name for party in copies.parties):
        name += "*"
    return name


def _distinguish(line: MatrixRow) -> MatrixRow:
    """A line that says of whole paragraphs alone that they stand side by side; words at one place collide here."""
    return line if line.row.insertion else replace(line, row=replace(line.row, beside=()))


def _replaces(new: ProposedChange, old: ProposedChange) -> bool:
    """Whether a change cannot stand beside another, or puts words in at its place."""
    if new.note != old.note:
        return False
    replacing, other = new.change, old.change
    words = replacing.sort == other.sort == "text" and not replacing.whole and not other.whole
    return replacing.meets(other) or (words and replacing.start == replacing.stop == other.start == other.stop)


def _with_moves(
    chosen: Iterable[ProposedChange], all_of_them: Iterable[ProposedChange], party: int
) -> tuple[ProposedChange, ...]:
    """Changes of a party with the other halves of those that are half of a move."""
    chosen = list(chosen)
    moves = {_move(change, party) for change in chosen} - {""}
    known = {id(change) for change in chosen}
    return (*chosen, *(change for change in all_of_them if moves and _move(change, party) in moves and id(change) not in known))


def _move(change: ProposedChange, party: int) -> str:
    return change.moves[change.parties.index(party)] if party in change.parties else ""
