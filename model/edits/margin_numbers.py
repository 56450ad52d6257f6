"""Margin numbers in the draft: set by hand on an insertion, or by the rule again. Those of the text in force never change."""

from __future__ import annotations

from msgspec.structs import replace

from model.edits.clause_properties import closing_clause, draft_bearer
from model.edits.common import transaction
from model.errors import EditError, shorten_value
from model.numbering import Labelling
from model.numbering.provision_numbers import parse_margin
from model.redline import Label, Stamp
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetClause, Step, Transaction
from model.submission.values import Submission


def set_number(submission: Submission, story: StoryId, id: str, text: str | None, stamp: Stamp) -> Transaction:
    """Make an inserted paragraph a provision, with a margin number set by hand or by the rule.

    text: the number; None: by the rule
    """
    _refuse_number_of_base(submission, story, id)
    if text is not None:
        _refuse_unfit(submission, story, id, text)
    number = Label(text) if text is not None else None
    return _with_number(submission, story, id, number, stamp, provision=True)


def continue_provision(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
    """Make an inserted provision a paragraph that continues the one before it, without a margin number."""
    _refuse_number_of_base(submission, story, id)
    return _with_number(submission, story, id, None, stamp, provision=False)


def _with_number(
    submission: Submission, story: StoryId, id: str, number: Label | None, stamp: Stamp, *, provision: bool
) -> Transaction:
    clauses = story_clauses(submission, story)
    bearer, closing = draft_bearer(clauses, id), closing_clause(clauses, id)
    if closing.props.kind != "paragraph" or closing.cell is not None:
        raise EditError.of("only a paragraph outside of tables can be a provision")
    changed = {bearer.id: replace(bearer, own_number=number)}
    last = changed.get(closing.id, closing)
    base_props = last.base_props or last.props if last.end.status.in_base else None
    props = replace(last.props, provision=provision)
    if base_props == props:
        base_props = None
    marked = base_props is not None
    changed[closing.id] = replace(last, props=props, base_props=base_props, props_stamp=stamp if marked else last.props_stamp)
    old = {clause.id: clause for clause in (bearer, closing)}
    steps: list[Step] = [SetClause(story, key, old[key], new) for key, new in changed.items() if new != old[key]]
    return transaction(TransactionKind.SET_NUMBER, steps, stamp)


def _refuse_number_of_base(submission: Submission, story: StoryId, id: str) -> None:
    """EditError if the paragraph has a margin number in the text in force, or its text has none at all."""
    if not Labelling.of(proposal_of(submission, story.proposal).redline).numbers:
        raise EditError.of("this text has no margin numbers; they are in treaty texts, such as the Constitution")
    bearer = draft_bearer(story_clauses(submission, story), id)
    if bearer.number is not None:
        raise EditError.of(
            "the margin number {number} of the text in force never changes; strike the provision and insert another one",
            number=bearer.number.text,
        )


def _refuse_unfit(submission: Submission, story: StoryId, id: str, text: str) -> None:
    """EditError if a text is no margin number, or one that another provision has or had."""
    if parse_margin(text) is None:
        raise EditError.of("“{text}” is not a margin number; one is like 61A, 9.11A or 5.[A12]", text=shorten_value(text))
    bearer = draft_bearer(story_clauses(submission, story), id)
    numbers = Labelling.of(proposal_of(submission, story.proposal).redline).numbers
    if any(other != bearer.id and text in (both.base, both.draft) for other, both in numbers.items()):
        raise EditError.of("there is a provision {number} already, in force, struck or new; choose another number", number=text)
