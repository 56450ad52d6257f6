"""The same edit on several clauses, and moves of clauses to another place in the tree, each as one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from msgspec.structs import replace

from model.edits.clause_properties import change_level
from model.edits.common import index_of, reach, subtree, transaction
from model.edits.punctuation import punctuate_items
from model.edits.structure import move_clauses
from model.edits.text import merge_next
from model.edits.transform import Transform
from model.errors import EditError
from model.redline import Clause, Stamp
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, Transaction, apply
from model.submission.values import Submission

OnClause = Callable[[Submission, str], Transaction]
"""An edit of a clause, by its id, in the present submission."""


def roots(clauses: Sequence[Clause], ids: Collection[str]) -> list[str]:
    """The clauses that are not below another of these clauses, in the order of the text."""
    out: list[str] = []
    stop = 0
    chosen = frozenset(ids)
    for index, clause in enumerate(clauses):
        if clause.id in chosen and index >= stop:
            out.append(clause.id)
            stop = subtree(clauses, index)
    return out


def in_turn(submission: Submission, story: StoryId, ids: Sequence[str], make: OnClause, stamp: Stamp) -> Transaction:
    """One transaction of an edit for one clause after another; a clause that an earlier edit removed is skipped.

    ids: the clauses, in order
    make: the transaction of one clause, in the submission at that time
    """
    transform = Transform(submission, stamp)
    first: Transaction | None = None
    for id in ids:
        if first is None or any(clause.id == id for clause in transform.clauses(story)):
            part = make(transform.submission, id)
            transform.add(part)
            first = first or part
    if first is None:
        return transaction(TransactionKind.OTHER, [], stamp)
    return replace(first, steps=tuple(transform.steps), after=transform.selection)


def join_paragraphs(submission: Submission, story: StoryId, ids: Sequence[str], stamp: Stamp) -> Transaction:
    """Join clauses of the draft with one another, a single one with the next. EditError if others are between them."""
    clauses = story_clauses(submission, story)
    first, last = index_of(clauses, ids[0]), index_of(clauses, ids[-1])
    if len(ids) != sum(clause.is_on("draft") for clause in clauses[first : last + 1]) and len(ids) > 1:
        raise EditError.of("only clauses that follow one another can be joined; there are others between these")
    transform = Transform(submission, stamp)
    for _ in ids[1:] or ids:
        present = {clause.id for clause in transform.clauses(story)}
        transform.add(merge_next(transform.submission, story, next(id for id in ids if id in present), stamp))
    return transform.transaction(TransactionKind.MERGE_PARAGRAPHS, selection=transform.selection)


def move_to(
    submission: Submission,
    story: StoryId,
    ids: Sequence[str],
    index: int,
    stamp: Stamp,
    *,
    level: int | None = None,
    punctuate: bool = False,
) -> Transaction:
    """Move clauses, each with everything under it, in their order. Several are selected afterwards. EditError if one would be
    under itself.

    ids: the clauses, in order
    index: the clause before which they are moved
    level: the new level of paragraphs; None keeps it
    punctuate: gives the items around them the closing marks of ITU practice
    """
    clauses = story_clauses(submission, story)
    anchor = clauses[index].id if index < len(clauses) else None
    landed: list[str] = []

    def make(value: Submission, id: str) -> Transaction:
        moved = _move(value, story, id, anchor, stamp, level)
        landed.append(moved.after.caret[0] if moved.after else id)
        return moved

    made = in_turn(submission, story, ids, make, stamp)
    if len(landed) > 1:
        after = story_clauses(apply(submission, made), story)
        last = after[index_of(after, landed[-1])]
        made = replace(made, after=Selection(story, (landed[0], 0), (last.id, len(last.text))))
    return with_punctuation(submission, story, replace(made, kind=TransactionKind.MOVE_PARAGRAPH), stamp) if punctuate else made


def _move(value: Submission, story: StoryId, id: str, anchor: str | None, stamp: Stamp, level: int | None) -> Transaction:
    now = story_clauses(value, story)
    at = next((place for place, clause in enumerate(now) if clause.id == anchor), len(now))
    start, stop = reach(now, id, only=False)
    count = sum(clause.end.status.in_draft for clause in now[start:stop])
    moved = move_clauses(value, story, id, at, stamp)
    after_move = apply(value, moved)
    landed = index_of(story_clauses(after_move, story), moved.after.caret[0] if moved.after else id)
    props = story_clauses(after_move, story)[landed].props
    if level is None or props.kind != "paragraph" or props.level == level:
        return moved
    # Clause by clause: clauses after the new place would count as items under those that do not have their level yet.
    with_it = [clause.id for clause in story_clauses(after_move, story)[landed:] if clause.end.status.in_draft][:count]

    def shift_level(value: Submission, clause_id: str) -> Transaction:
        return change_level(value, story, clause_id, level - props.level, stamp, only=True)

    return replace(moved, steps=(*moved.steps, *in_turn(after_move, story, with_it, shift_level, stamp).steps))


def with_punctuation(submission: Submission, story: StoryId, made: Transaction, stamp: Stamp) -> Transaction:
    """A transaction, with the closing marks of ITU practice in the blocks from or to which something was moved."""
    clauses = story_clauses(submission, story)
    transform = Transform(submission, stamp)
    transform.add(made)
    known = {id(clause) for clause in clauses}
    changed = [clause.id for clause in transform.clauses(story) if id(clause) not in known and clause.props.kind == "paragraph"]
    for name in changed:
        after = transform.clauses(story)
        place = next((place for place, clause in enumerate(after) if clause.id == name), None)
        if place is not None:
            transform.add_steps(punctuate_items(submission, story, after, place, stamp)[1])
    return replace(made, steps=tuple(transform.steps))
