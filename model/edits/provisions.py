"""Provisions of treaty texts as wholes: inserted with a number, continued, struck with what continues them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from model.edits.margin_numbers import set_number
from model.edits.multiple import in_turn
from model.edits.structure import NewClause, delete_clauses, insert_clauses
from model.edits.tables.rows import delete_row
from model.edits.text import following_props
from model.edits.transform import Transform
from model.errors import EditError
from model.numbering import Labelling
from model.numbering.margin_numbers import NumberPair
from model.numbering.provision_numbers import parse_margin
from model.redline import Clause, Stamp
from model.submission.provisions import provision_at
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply
from model.submission.values import Submission


def insert_provision(
    submission: Submission, story: StoryId, index: int, stamp: Stamp, *, number: str | None = None
) -> Transaction:
    """Insert a provision after the one that contains a clause; outside of provisions, after the clause.

    index: the index of the clause
    number: its margin number set by hand; None: by the rule
    """
    clauses = story_clauses(submission, story)
    whole = provision_at(clauses, _numbers(submission, story), index)
    at = whole.stop if whole is not None else index + 1
    props = following_props(clauses, whole.start if whole is not None else index)
    transform = Transform(submission, stamp)
    transform.add(insert_clauses(submission, story, at, [NewClause(replace(props, provision=True))], stamp))
    selection = transform.selection
    if number is not None and selection is not None:
        transform.add(set_number(transform.submission, story, selection.anchor[0], number, stamp))
    return transform.transaction(TransactionKind.INSERT_PARAGRAPH, selection=selection)


def has_number_by_rule(submission: Submission, made: Transaction) -> bool:
    """Whether the rule gives a number to the provision that a transaction of `insert_provision` inserts."""
    if made.after is None:
        return False
    labelling = Labelling.of(proposal_of(apply(submission, made), made.after.story.proposal).redline)
    return labelling.number("draft", made.after.anchor[0]) is not None


def provisional_proposal(submission: Submission, story: StoryId, index: int) -> str:
    """A free number in the provisional form, such as `9.[A1]`, for a provision that is inserted after a clause; '' if there is
    no number near that says of which article it is."""
    clauses, numbers = story_clauses(submission, story), _numbers(submission, story)
    near = [*reversed(clauses[: index + 1]), *clauses[index + 1 :]]
    margins = (parse_margin(both.draft or both.base or "") for clause in near if (both := numbers.get(clause.id)) is not None)
    margin = next((margin for margin in margins if margin is not None), None)
    if margin is None:
        return ""
    taken = {number for both in numbers.values() for number in (both.base, both.draft)}
    return next(form for count in range(1, len(taken) + 2) if (form := f"{margin.last.elements[0].text}.[A{count}]") not in taken)


def insert_continuation(submission: Submission, story: StoryId, index: int, stamp: Stamp) -> Transaction:
    """Insert a paragraph without a number after a clause, which continues its provision. EditError outside of provisions."""
    clauses = story_clauses(submission, story)
    _whole_provision(clauses, _numbers(submission, story), index)
    props = replace(following_props(clauses, index), provision=False, scheme="none")
    return insert_clauses(submission, story, index + 1, [NewClause(props)], stamp)


def strike_provisions(submission: Submission, story: StoryId, ids: Sequence[str], stamp: Stamp) -> Transaction:
    """Strike the provisions that contain some clauses, each with the paragraphs and tables that continue it. EditError if one
    is in no provision."""
    clauses, numbers = story_clauses(submission, story), _numbers(submission, story)
    places = {clause.id: index for index, clause in enumerate(clauses)}
    wholes = dict.fromkeys(_whole_provision(clauses, numbers, places[id]) for id in ids if id in places)
    parts = [clauses[index] for whole in wholes for index in whole]
    first_of_rows: dict[tuple[int, int], str] = {}
    for part in parts:
        if part.cell is not None and part.row.in_draft:
            first_of_rows.setdefault(part.cell[:2], part.id)
    chosen = [part.id for part in parts if part.cell is None or first_of_rows.get(part.cell[:2]) == part.id]
    cells = {part.id for part in parts if part.cell is not None}

    def strike(now: Submission, id: str) -> Transaction:
        return delete_row(now, story, id, stamp) if id in cells else delete_clauses(now, story, id, stamp, only=True)

    return in_turn(submission, story, chosen, strike, stamp)


def _whole_provision(clauses: Sequence[Clause], numbers: Mapping[str, NumberPair], index: int) -> range:
    whole = provision_at(clauses, numbers, index) if index < len(clauses) else None
    if whole is None:
        raise EditError.of("no provision is here; put the caret into one, which has a number in the margin")
    return whole


def _numbers(submission: Submission, story: StoryId) -> Mapping[str, NumberPair]:
    """The margin numbers of a text; EditError if it has none."""
    numbers = Labelling.of(proposal_of(submission, story.proposal).redline).numbers
    if story.note or not numbers:
        raise EditError.of("this text has no margin numbers; they are in treaty texts, such as the Constitution")
    return numbers
