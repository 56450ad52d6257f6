"""Carrying the amendments of one language version over to the other: structure as tracked edits, changed words as a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from model.edits.clause_properties import change_kind, change_level, closing_clause, set_label
from model.edits.comments import add_comment
from model.edits.common import index_of, transaction
from model.edits.fields import set_field
from model.edits.structure import NewClause, delete_clauses, insert_clauses, move_clauses
from model.errors import EditError
from model.formats.notation.inline import print_runs
from model.message import Message
from model.numbering import default_numeral, is_label, parse_label
from model.redline import NOTE, PLAIN, Clause, Label, Props, Redline, Run, Stamp
from model.redline.hidden_text import bare_style
from model.submission.comments import anchor_of
from model.submission.language_versions import STATES, ClausePlace, Pair, Place, State, clause_places
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Step, Transaction, apply
from model.submission.values import Submission

_KINDS: dict[State, TransactionKind] = {
    "deleted": TransactionKind.CARRY_OVER_DELETION,
    "moved": TransactionKind.CARRY_OVER_MOVE,
    "inserted": TransactionKind.CARRY_OVER_INSERTION,
    "kind": TransactionKind.CARRY_OVER_KIND,
    "level": TransactionKind.CARRY_OVER_LEVEL,
    "label": TransactionKind.CARRY_OVER_LABEL,
    "changed": TransactionKind.NOTE_WORDS_TO_TRANSLATE,
}
_NUMBERS_ANEW = frozenset[State]({"deleted", "moved", "inserted"})


def carry_all(
    source: Submission,
    source_story: StoryId,
    target: Submission,
    story: StoryId,
    pairs: Iterable[Pair],
    stamp: Stamp,
    *,
    words: bool = True,
) -> tuple[Transaction, tuple[Message, ...]]:
    """Repeat the changes that the left versions of pairs make to clauses, as one transaction: a move with all that is moved
    between the same two places, an insertion with those inserted before it. Words come to be translated, changed ones in a
    private comment. With it, why others were not carried over, a sentence each.

    source, source_story: the version in the other language
    target: the submission that is changed
    pairs: the corresponding clauses of both, in order
    words: brings the words of the source, to be translated
    """
    work = _Work(source, source_story, target, story, stamp, words)
    refused: list[Message] = []
    for pair in pairs:
        if pair.left is None or work.is_done(pair.left):
            continue
        try:
            work.carry(pair.left)
        except EditError as error:
            refused.append(error.message)
    return transaction(work.kind, work.steps, stamp), tuple(refused)


@dataclass
class _Work:
    """The target as it becomes, and the steps that lead there."""

    source: Submission
    source_story: StoryId
    target: Submission
    story: StoryId
    stamp: Stamp
    words: bool

    def __post_init__(self) -> None:
        self.steps: list[Step] = []
        self._done: set[State] = set()
        self._theirs = _redline(self.source, self.source_story)
        self._from = clause_places(self._theirs)
        self._to = clause_places(_redline(self.target, self.story))

    @property
    def kind(self) -> TransactionKind:
        return _KINDS[next(iter(self._done))] if len(self._done) == 1 else TransactionKind.CARRY_OVER

    def is_done(self, spot: ClausePlace) -> bool:
        """Whether the target makes the same of a clause already, as it is now."""
        counterpart = self._to.get(spot.place)
        return counterpart is not None and counterpart.states == spot.states

    def carry(self, spot: ClausePlace) -> None:
        """Carries over the rest of the change of a clause; the clause is unchanged if something cannot be carried over."""
        before, count, done = self.target, len(self.steps), set(self._done)
        try:
            self._carry(spot)
        except EditError:
            self._go_back(before, count, done)
            raise

    def _go_back(self, target: Submission, count: int, done: set[State]) -> None:
        self.target, self._done = target, done
        del self.steps[count:]
        self._to = clause_places(_redline(target, self.story))

    def _carry(self, spot: ClausePlace) -> None:
        for state in STATES:
            counterpart = self._to.get(spot.place)
            if state not in spot.states or (counterpart is not None and state in counterpart.states):
                continue
            if state == "inserted":
                self._insert(spot)
            elif state == "moved":
                self._move(spot)
            elif counterpart is None:
                raise EditError.of("the clause is not in the other version")
            elif state == "changed":
                self._note(spot, counterpart)
            else:
                self._change(state, spot, counterpart)

    def _commit(self, made: Transaction, state: State) -> None:
        if not made.steps:
            raise EditError.of("there is nothing to carry over at this clause")
        before = _redline(self.target, self.story)
        self.target = apply(self.target, made)
        self.steps += made.steps
        policy = self._theirs.policy
        if state in _NUMBERS_ANEW and _redline(self.target, self.story).policy != policy:
            numbering = set_field(self.target, f"proposals/{self.story.proposal}/policy", policy, self.stamp)
            self.target = apply(self.target, numbering)
            self.steps += numbering.steps
        self._done.add(state)
        if _redline(self.target, self.story) is not before:
            self._to = clause_places(_redline(self.target, self.story))

    # -- one each

    def _change(self, state: State, spot: ClausePlace, counterpart: ClausePlace) -> None:
        target, story, stamp = self.target, self.story, self.stamp
        if state == "deleted":
            self._commit(delete_clauses(target, story, counterpart.clause, stamp, only=True), state)
        elif state == "kind":
            props = closing_clause(self._theirs.clauses, spot.clause).props
            made = change_kind(
                target, story, counterpart.clause, props.kind, stamp, scheme=props.scheme, level=props.level or None
            )
            self._commit(made, state)
        elif state == "level":
            self._commit(change_level(target, story, counterpart.clause, spot.by, stamp, only=True), state)
        else:
            own_label = spot.own_label
            assert own_label is not None
            text = self._label_for(own_label.text, closing_clause(self._theirs.clauses, spot.clause).props, counterpart.clause)
            self._commit(set_label(target, story, counterpart.clause, text, stamp, lock=own_label.locked), state)

    def _insert(self, spot: ClausePlace) -> None:
        index = self._behind(spot.place)
        clause = self._theirs[spot.clause]
        texts = [run for run in clause.runs if self.words and not run.content]
        runs = tuple(Run(run.text, style=bare_style(run.style)) for run in texts)
        props, own_label = (
            replace(clause.props, style="", other=""),
            clause.own_label,
        )
        label = None if own_label is None else Label(self._label_for(own_label.text, props), locked=own_label.locked)
        new = NewClause(props, runs, label)
        counterpart = self._put(insert_clauses(self.target, self.story, index, [new], self.stamp), spot.place, "inserted")
        notes = self._notes(clause) if self.words else []
        if notes:
            self._comment(counterpart, " ".join(notes), "inserted")

    def _put(self, made: Transaction, place: Place, state: State) -> ClausePlace:
        """The new clause at a place; EditError if it came to another place, after a joined paragraph or into it."""
        before = {clause.id for clause in _redline(self.target, self.story).clauses}
        self._commit(made, state)
        counterpart = self._to.get(place)
        if counterpart is None or counterpart.clause in before:
            raise EditError.of("the clause before it is joined to the next one in the other version")
        return counterpart

    def _move(self, spot: ClausePlace) -> None:
        """Moves the part of a move that a clause belongs to: what was taken from one place and is at one place now."""
        gone, come = next((part for part in self._moved_parts(spot.move) if spot in part[0] or spot in part[1]), ([], []))
        if not come:
            raise EditError.of("what is moved is not in the other version, or has been amended there")
        index = self._behind(come[0].place)
        clauses = _redline(self.target, self.story).clauses
        found = [self._to.get(half.place) for half in gone]
        ids = [half.clause for half in found if half is not None and not half.states]
        if len(ids) < len(gone):
            raise EditError.of("what is moved is not in the other version, or has been amended there")
        low, high = index_of(clauses, ids[0]), index_of(clauses, ids[-1]) + 1
        if [clause.id for clause in clauses[low:high] if clause.is_on("base")] != ids:
            raise EditError.of("the parts to be moved are not next to each other in the other version")
        self._put(move_clauses(self.target, self.story, ids[0], index, self.stamp, last=ids[-1]), come[0].place, "moved")

    def _moved_parts(self, move: str) -> Iterator[tuple[list[ClausePlace], list[ClausePlace]]]:
        """The parts of a move of the source, as its deleted and its inserted clauses: both are next to each other and in one
        order. A move has several if a part of what it moved was moved on."""
        order = {spot.clause: at for at, spot in enumerate(self._from.values())}
        by_id = {spot.clause: spot for spot in self._from.values()}
        gone: list[ClausePlace] = []
        come: list[ClausePlace] = []
        for spot in self._from.values():
            if spot.move != move or not spot.origin:
                continue
            origin = by_id.get(spot.origin)
            if origin is None:  # it is in another story, or of what was taken from there nothing is left
                continue
            if come and not (
                order[spot.clause] == order[come[-1].clause] + 1 and order[origin.clause] == order[gone[-1].clause] + 1
            ):
                yield gone, come
                gone, come = [], []
            gone.append(origin)
            come.append(spot)
        yield gone, come

    def _behind(self, place: Place) -> int:
        """The index in the target for an insertion at a place; insertions before it there are carried over first."""
        number = place[-1]
        assert isinstance(number, int)
        near = place[:-2]
        if number > 1:
            near = (*near, "+", number - 1)
            if near not in self._to:
                self._carry(self._from[near])
        follow = self._to.get(near)
        if follow is None and near:
            raise EditError.of("the clause before it is missing from the other version")
        return index_of(_redline(self.target, self.story).clauses, follow.clause) + 1 if follow is not None else 0

    def _note(self, spot: ClausePlace, counterpart: ClausePlace) -> None:
        """Attaches the changed words of the source to the clause as a private comment, which is in no export."""
        clause = self._theirs[spot.clause]
        if not self.words:
            raise EditError.of("changed words are translated by hand")
        self._comment(counterpart, " ".join([_words(clause), *self._notes(clause)]), "changed")

    def _notes(self, clause: Clause) -> list[str]:
        """The words of the notes of a clause of the source, which stay with a person."""
        notes = (self._theirs.notes.get(run.content) for run in clause.runs if run.text == NOTE)
        return [f"[^: {' '.join(map(_words, note.clauses))}]" for note in notes if note is not None]

    def _comment(self, counterpart: ClausePlace, words: str, state: State) -> None:
        message = f"{self._theirs.language or self.source.language}: {words}"
        comments = self.target.proposals[self.story.proposal - 1].comments.values()
        anchor = anchor_of(_redline(self.target, self.story)[counterpart.clause])
        if any(comment.text == message and anchor in comment.anchors for comment in comments):
            raise EditError.of("changed words are translated by hand")
        self._commit(add_comment(self.target, self.story.proposal, [anchor], message, self.stamp, private=True), state)

    def _label_for(self, text: str, props: Props, beside: str = "") -> str:
        """A label of the source as the target prints it: `b)bis` beside `ب)` is `ب)bis`."""
        language = _redline(self.target, self.story).language or self.target.language
        numeral = parse_label(text, props.scheme)
        printed = _redline(self.target, self.story)[beside].label if beside else None
        pattern = parse_label(printed.text, props.scheme) if printed is not None else None
        pattern = pattern or default_numeral(props.scheme, language)
        if numeral is not None and pattern is not None and numeral.scheme != "bullet":
            text = replace(pattern.at(numeral.value), stem=numeral.stem, tail=numeral.tail, inside=numeral.inside).text
        if not is_label(text, language):
            raise EditError.of("“{text}” would be no label in the other version", text=text)
        return text


def _words(clause: Clause) -> str:
    """The text of a clause with its tracked changes, without formats."""
    return print_runs([replace(run, style=PLAIN, base_style=None) for run in clause.runs if not run.content])


def _redline(submission: Submission, story: StoryId) -> Redline:
    return submission.proposals[story.proposal - 1].redline
