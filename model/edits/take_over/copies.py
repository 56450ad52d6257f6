"""Several returned copies beside the draft that they were made from: clause by clause what each proposes, and the transaction
that takes some of it into the draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.conflicts import Proposed
from model.consolidation.matrix import Matrix, MatrixRow, State
from model.consolidation.merge import Party, consolidate, merged
from model.diff.compare import compare
from model.edits.take_over.clauses import TakenOver, take
from model.errors import EditError
from model.files.returned_words import changes_of_copy
from model.message import Message
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
        here: Submission,
        number: int,
        copies: Sequence[tuple[str, Submission]],
        stamp: Stamp,
        step: Callable[[], object] = lambda: None,
    ) -> Copies:
        """The copies as changes of the draft of a submission.

        here: the submission
        number: the proposal's number, from 1, as text
        copies: the submission of each copy, with its name
        stamp: author and time of the changes
        step: called before each copy; may end the work by what it raises
        """
        before = _draft(here, number)
        parties = []
        for name, copy in copies:
            step()
            parties.append(Party(name, changes_of_copy(before, copy.proposals[int(number) - 1].redline, stamp)))
        return Copies(number, before, tuple(parties))

    def changing(self) -> bool:
        """Whether any copy says something else than the draft said."""
        return any(amendments(party.redline) for party in self.parties)


class CopiesMatrix(Matrix, frozen=True, dict=True):
    """The matrix of returned copies: the draft is its first party, and a line is there for each clause that a copy changes."""

    @staticmethod
    def beside(
        copies: Copies, here: Submission, name: str, stamp: Stamp, step: Callable[[], object] = lambda: None
    ) -> CopiesMatrix:
        """The copies beside a submission as it stands now.

        copies: the copies
        here: the submission
        name: that of its draft
        stamp: author and time of the changes
        step: called again and again; may end the work by what it raises
        """
        now = compare(copies.before, _draft(here, copies.number), stamp)
        together = consolidate(copies.before, (Party(_free(name, copies), now), *copies.parties), step)
        found = Matrix.of(replace(together, left=tuple(each for each in together.left if each.party != DRAFT)), step)
        lines = (_told_apart(line) for line in found.lines if any(cell.sign for cell in line.row.cells[DRAFT + 1 :]))
        return CopiesMatrix(found.found, found.labelling, tuple(lines))

    def changes(self, line: MatrixRow, party: int) -> tuple[Proposed, ...]:
        """The changes of a party in a line, with the other halves of what it moves there."""
        return _with_moves([each for each in self._of_party(party) if self._is_in(each, line)], self._of_party(party), party)

    def missing(self, line: MatrixRow, party: int) -> tuple[Proposed, ...]:
        """Those of them that the draft has not; none where it says the same words in another way."""
        left = tuple(each for each in self.changes(line, party) if DRAFT not in each.parties)
        return () if left and all(each.change.sort in _OF_WORDS for each in left) and self._says(line, party) else left

    def collides(self, each: Proposed) -> bool:
        """Whether others want something else of the same words, or put other words in at the same place."""
        return id(each) in self._colliding

    @property
    def free(self) -> tuple[Proposed, ...]:
        """What copies propose that the draft has not and that collides with nothing; of a move only where both halves are so."""
        said = {
            id(each)
            for line in self.lines
            for party in range(DRAFT + 1, len(line.row.cells))
            if line.row.cells[party].sign and not self.missing(line, party)
            for each in self.changes(line, party)
        }
        open_ones = [each for each in self._all if DRAFT not in each.parties and not self.collides(each) and id(each) not in said]
        chosen = {id(each) for each in open_ones}
        return tuple(
            each
            for each in open_ones
            if all(id(half) in chosen for party in each.parties for half in _with_moves([each], self._of_party(party), party))
        )

    def open_line(self, line: MatrixRow) -> bool:
        """Whether copies collide in a line with one another, and the draft has none of it yet."""
        mine = [each for party in range(len(self.found.parties)) for each in self.changes(line, party)]
        return any(map(self.collides, mine)) and not any(DRAFT in each.parties for each in mine)

    def draft_with(self, chosen: Sequence[Proposed]) -> Redline:
        """The draft as it is with some changes: they go before what it says itself of the same words."""
        own = self._of_party(DRAFT)
        gone = [each for each in own if each not in chosen and any(_replaces(other, each) for other in chosen)]
        left = {id(each) for each in _with_moves(gone, own, DRAFT)}
        wanted = [each for each in own if id(each) not in left] + [each for each in chosen if DRAFT not in each.parties]
        return in_view(merged(replace(self.found, applied=tuple(wanted), conflicts=()), {}, ""), "draft")

    def state(self, line: MatrixRow, party: int, decisions: Mapping[str, object]) -> State:
        sign = line.row.cells[party].sign
        if not sign or party == DRAFT:
            return sign
        left = self.missing(line, party)
        if not left:
            return "taken"
        return "conflict" if any(map(self.collides, left)) else sign

    def _says(self, line: MatrixRow, party: int) -> bool:
        """Whether the draft says what a copy says in a line; a paragraph that is put in beside a struck one may have come to
        stand behind that."""
        own, other = (_words(line.row.cells[one].clauses) for one in (DRAFT, party))
        if line.row.insertion:
            return {*other} <= {*own, *self._put_in}
        return bool(line.row.cells[DRAFT].sign) and own == other

    @cached_property
    def _put_in(self) -> frozenset[str]:
        """The paragraphs that the draft has got."""
        return frozenset(
            text for each in self._of_party(DRAFT) if not each.story for text in each.change.words.split("\n")[:-1] if text
        )

    @cached_property
    def _all(self) -> tuple[Proposed, ...]:
        return (*self.found.applied, *(each for conflict in self.found.conflicts for each in conflict.proposed))

    @cached_property
    def _colliding(self) -> frozenset[int]:
        in_conflict = [each for conflict in self.found.conflicts for each in conflict.proposed]
        at_one_place = [each for beside in self.found.beside if not beside.whole for each in beside.proposed]
        return frozenset(map(id, (*in_conflict, *at_one_place)))

    def _of_party(self, party: int) -> Sequence[Proposed]:
        return self._by_party.get(party, ())

    @cached_property
    def _by_party(self) -> Mapping[int, Sequence[Proposed]]:
        out: dict[int, list[Proposed]] = {}
        for each in self._all:
            for party in each.parties:
                out.setdefault(party, []).append(each)
        return out

    def _is_in(self, each: Proposed, line: MatrixRow) -> bool:
        if each.story != line.story:
            return False
        change, begins = each.change, self._starts[line.story]
        put_in = change.start == change.stop and (change.whole or change.sort == "row")
        if line.row.insertion or put_in:
            return line.row.insertion and put_in and change.start == begins[line.index]
        start, stop = begins[line.index], begins[line.index + 1]
        return start <= change.start < stop or change.start < start < change.stop


def take_changes(here: Submission, number: int, board: CopiesMatrix, chosen: Sequence[Proposed], stamp: Stamp) -> TakenOver:
    """Lets the draft have changes of copies, in place of what it says itself of the same words since they were read. EditError
    for what cannot be brought here, as in `take`.

    here: the submission that is changed, that of the board
    number: the proposal's number, from 1, as text
    board: the copies beside it
    chosen: the changes, of those of the board
    stamp: author and time of the change
    """
    now = _draft(here, number)
    if _texts(board.draft_with(())) != _texts(now):
        raise EditError(
            Message.of("what came into the draft since the copies were read cannot stand beside them; combine them again")
        )
    found = compare(now, board.draft_with(chosen), stamp)
    return take(here, number, found, "base", [one for one in amendments(found) if one.kind != "renumbering"], stamp)


def name_of_copy(file: str, copy: Submission, here: Submission) -> str:
    """The name of a copy: its file, with the authors of changes who have made none in the submission."""
    known = authors(here)
    new = [author for author in authors(copy) if author not in known]
    return f"{', '.join(new)} ({file})" if 0 < len(new) <= _FEW else file


_FEW = 2
"""Authors that are named with a file."""


def _texts(redline: Redline) -> list[str]:
    return [one.text for one in paragraphs(redline.clauses, "draft")]


_OF_WORDS = ("text", "row")


def _words(clauses: Sequence[Clause]) -> list[str]:
    """The words of each paragraph of a draft."""
    return [one.text for one in paragraphs(clauses, "draft") if one.text]


def _draft(submission: Submission, number: int) -> Redline:
    return in_view(submission.proposals[int(number) - 1].redline, "draft")


def _free(name: str, copies: Copies) -> str:
    while any(party.name == name for party in copies.parties):
        name += "*"
    return name


def _told_apart(line: MatrixRow) -> MatrixRow:
    """A line that says of whole paragraphs alone that they stand side by side; words at one place collide here."""
    return line if line.row.insertion else replace(line, row=replace(line.row, beside=()))


def _replaces(new: Proposed, old: Proposed) -> bool:
    """Whether a change cannot stand beside another, or puts words in at its place."""
    if new.story != old.story:
        return False
    one, other = new.change, old.change
    words = one.sort == other.sort == "text" and not one.whole and not other.whole
    return one.meets(other) or (words and one.start == one.stop == other.start == other.stop)


def _with_moves(chosen: Iterable[Proposed], all_of_them: Iterable[Proposed], party: int) -> tuple[Proposed, ...]:
    """Changes of a party with the other halves of those that are half of a move."""
    chosen = list(chosen)
    moves = {_move(each, party) for each in chosen} - {""}
    known = {id(each) for each in chosen}
    return (*chosen, *(each for each in all_of_them if moves and _move(each, party) in moves and id(each) not in known))


def _move(each: Proposed, party: int) -> str:
    return each.moves[each.parties.index(party)] if party in each.parties else ""
