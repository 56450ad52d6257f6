"""The same change of words drafted for the twins of a clause in other texts, as proposals of one's own submission."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.diff.tokens import token_spans
from model.diff.word_diff import WordReplacement, changes
from model.edits.common import index_of
from model.edits.fields import add_proposal
from model.edits.proposals.new_proposal import likely_number, proposal_on
from model.edits.structure import delete_clauses
from model.edits.text import delete_range, type_text
from model.edits.transform import Transform
from model.errors import EditError
from model.lexicon.words import comparable_text
from model.message import Message
from model.numbering import Labelling
from model.redline import ANCHOR, KEPT, NOTE, OBJECT, Clause, Redline, Stamp, Status
from model.redline.edit_text import Place
from model.submission.clause_paths import paths
from model.submission.story import FIRST_TEXT, StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import Proposal, Submission
from model.text.legible import Legible


class TwinPlace(Struct, frozen=True):
    """A twin of the clause: its text in force, and its path there."""

    text: Redline
    path: str


class SkippedTwin(Struct, frozen=True):
    """A change that does not fit into a twin."""

    twin: TwinPlace
    words: SkippedWords


class TwinDrafts(Struct, frozen=True):
    """The change drafted for the twins of a clause."""

    transaction: Transaction
    """Without steps if the change fits nowhere."""
    left: tuple[SkippedTwin, ...]
    """The twins that the change did not fit."""
    refused: tuple[tuple[TwinPlace, Message], ...]
    """Twins that are left as they are, and why."""


def draft_for_twins(submission: Submission, story: StoryId, id: str, twins: Sequence[TwinPlace], stamp: Stamp) -> TwinDrafts:
    """Drafts the change of a clause for its twins, each in the MOD on its text, or in a new one. EditError if the clause has no
    change of words, or was split or joined.

    story: the text that contains the clause
    twins: the clauses that are to be changed like it
    """
    clauses = story_clauses(submission, story)
    base, draft = _sides(clauses, index_of(clauses, id))
    work = _Work(submission, base, draft, stamp)
    for twin in twins:
        try:
            work.draft(twin)
        except EditError as error:
            work.refused.append((twin, error.message))
    return work.result()


def _sides(clauses: Sequence[Clause], index: int) -> tuple[str, str | None]:
    """The words of a clause in the base and in the draft; no draft if it is deleted whole."""
    clause = clauses[index]
    joined = index > 0 and clauses[index - 1].end.status is Status.DELETED and clauses[index - 1].is_on("draft")
    base, draft = ("".join(run.text for run in clause.runs if run.status.on(side)) for side in ("base", "draft"))
    if clause.end.status is Status.DELETED and not draft:
        return base, None
    if clause.end.status is not KEPT or joined:
        raise EditError.of("the clause is new, split or joined with another; only changes of its words can be drafted for others")
    if base == draft:
        raise EditError.of("the words of the clause are not amended")
    return base, draft


class _Work:
    """The submission with the drafts so far; new proposals are kept apart until the end."""

    def __init__(self, submission: Submission, base: str, draft: str | None, stamp: Stamp) -> None:
        self.refused: list[tuple[TwinPlace, Message]] = []
        self._transform = Transform(submission, stamp)
        self._base, self._draft, self._stamp = base, draft, stamp
        self._new: list[Submission] = []
        self._left: list[SkippedTwin] = []

    def draft(self, twin: TwinPlace) -> None:
        """Drafts the change for one twin; EditError, in a sentence, if it cannot."""
        submission = self._transform.submission
        held = _number_holding(submission.proposals, twin.text)
        if held:
            self._transform.add_steps(self._apply_to_twin(submission, StoryId(held), twin).steps)
            return
        new = Submission(proposals=(proposal_on(twin.text, "MOD"),), language=twin.text.language)
        known = enumerate((*self._new, new))
        place, target = next(pair for pair in known if pair[1] is new or _number_holding(pair[1].proposals, twin.text))
        changed = self._apply_to_twin(target, FIRST_TEXT, twin)
        if changed.steps:
            self._new[place : place + 1] = [changed.submission]

    def _apply_to_twin(self, target: Submission, story: StoryId, twin: TwinPlace) -> Transform:
        redline = target.proposals[story.proposal - 1].redline
        named = paths(redline, Labelling.of(redline)).items()
        id = next((clause for clause, path in named if path == twin.path), "")
        if not id:
            raise EditError.of("the text has no clause at this place any more")
        place = index_of(redline.clauses, id)
        clause = redline.clauses[place]
        if clause.end.status is not KEPT or any(run.status is not KEPT for run in clause.runs):
            raise EditError.of("the clause is amended already")
        transform = Transform(target, self._stamp)
        if self._draft is None:
            transform.add(delete_clauses(target, story, id, self._stamp, only=True))
            return transform
        carried, left = carried_words(self._base, self._draft, clause.text)
        self._left += [SkippedTwin(twin, words) for words in left]
        for words in reversed(carried):  # the last first, so that those before them stay where they are
            a, b = Place(place, words.start), Place(place, words.stop)
            if words.new:
                transform.add(type_text(transform.submission, story, a, b, words.new, self._stamp))
            else:
                transform.add(delete_range(transform.submission, story, a, b, self._stamp))
        return transform

    def result(self) -> TwinDrafts:
        kind = TransactionKind.ADD_PROPOSAL if self._new else TransactionKind.CARRY_OVER
        for draft in self._new:
            (proposal,) = draft.proposals
            submission = self._transform.submission
            number = likely_number(submission, len(submission.proposals) + 1)
            self._transform.add(add_proposal(submission, replace(proposal, number=number), self._stamp))
        return TwinDrafts(self._transform.transaction(kind), tuple(self._left), tuple(self.refused))


def _number_holding(proposals: Sequence[Proposal], text: Redline) -> int:
    """The number, from 1, of the proposal on a text in force; 0 if there is none, or the text has no number line."""
    wanted = _number_line(text)
    for number, proposal in enumerate(proposals, 1):
        if wanted and proposal.redline.language == text.language and _number_line(proposal.redline.base()) == wanted:
            return number
    return 0


def _number_line(text: Redline) -> str:
    return next((comparable_text(clause.text) for clause in text.clauses if clause.props.kind == "number"), "")


_UNSAID = dict.fromkeys(map(ord, (NOTE, OBJECT, ANCHOR)), "")


class CarriedWords(Struct, frozen=True):
    """New words for a stretch of the other text; offsets are code points there, whatever else it holds."""

    start: int
    stop: int
    new: str


class SkippedWords(Struct, frozen=True):
    """A change that the other text has no place for: the words that would be replaced, and the new ones."""

    old: str
    new: str


def carried_words(base: str, draft: str, other: str) -> tuple[tuple[CarriedWords, ...], tuple[SkippedWords, ...]]:
    """The changes from `base` to `draft` that fit into `other`, in order, and those that do not.

    A change fits if the words that it replaces are together in the other text, after or before the same word; an insertion, if
    the same words are on both sides.
    """
    read = Legible(other, _UNSAID)
    texts = (text.translate(_UNSAID) for text in (base, draft, read.text))
    old, new, twin = ([text[start:stop] for start, stop in token_spans(text)] for text in texts)
    starts = [start for start, _ in token_spans(read.text)] + [len(read.text)]
    same = _same_places(old, twin)
    carried: list[CarriedWords] = []
    left: list[SkippedWords] = []
    for change in changes(old, new):
        words = "".join(new[change.new_start : change.new_stop])
        found = _place(change, old, same)
        if found is not None:
            start, stop = read.span(starts[found[0]], starts[found[1]])
            if other[start:stop] == "".join(old[change.start : change.stop]):  # no note stands between its words
                carried.append(CarriedWords(start, stop, words))
                continue
        left.append(SkippedWords("".join(old[change.start : change.stop]), words))
    return tuple(carried), tuple(left)


def _same_places(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The place in `new` of each token of `old` that both have in common in order."""
    out: dict[int, int] = {}
    at = behind = 0
    for change in (*changes(old, new), WordReplacement(len(old), len(old), len(new), len(new))):
        out.update(zip(range(at, change.start), range(behind, change.new_start), strict=True))
        at, behind = change.stop, change.new_stop
    return out


def _place(change: WordReplacement, old: Sequence[str], same: dict[int, int]) -> tuple[int, int] | None:
    """Where the tokens that a change replaces stand in the other text; None if it does not fit there."""
    before = next((place for place in reversed(range(change.start)) if old[place][0].isalnum()), None)
    behind = next((place for place in range(change.stop, len(old)) if old[place][0].isalnum()), None)
    beside = [place for place in (before, behind) if place is not None]
    if not beside:  # signs alone stand around it
        beside = [place for place in (change.start - 1, change.stop) if 0 <= place < len(old)]
    if change.start == change.stop:
        if (
            not beside
            or any(place not in same for place in beside)
            or same[beside[-1]] - same[beside[0]] != beside[-1] - beside[0]
        ):
            return None
        at = same[beside[0]] + change.start - beside[0]
        return at, at
    shift = {same[place] - place if place in same else None for place in range(change.start, change.stop)}
    (moved,) = shift if len(shift) == 1 else (None,)
    if moved is None or (beside and not any(same.get(place) == place + moved for place in beside)):
        return None
    return change.start + moved, change.stop + moved
