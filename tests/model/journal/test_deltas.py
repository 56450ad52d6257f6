"""Transactions as what differs: read back whole, small, and refused where they do not belong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import EditError
from model.journal.deltas import Shortener, lengthen
from model.redline import Clause, Note, Redline, Run
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, SetClause, SetField, Splice, Transaction, apply, invert
from model.submission.values import Header, Proposal, Submission
from tests.builders import wild_strategies as values
from tests.profiles import times_profile

quick = settings(max_examples=times_profile(1.2), deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def changes(draw: st.DrawFn) -> tuple[Submission, Transaction]:
    """A submission and a transaction on it that may rebase, so that any clause may become any other."""
    clauses = draw(values.clause_lists)
    note = draw(values.notes)
    submission = Submission(Header(title="a"), (Proposal("MOD", redline=Redline(clauses, {"n": note})),))
    story = draw(st.sampled_from([StoryId(1), StoryId(1, "n")]))
    target = clauses if not story.note else note.clauses
    at = draw(st.integers(0, len(target)))
    until = draw(st.integers(at, len(target)))
    steps: list[Any] = [SetField("header/title", "a", draw(values.texts))]
    if target[at:until] and draw(st.booleans()):
        steps.append(SetClause(story, target[at].id, target[at], replace(draw(values.clauses), id=target[at].id)))
    else:
        steps.append(Splice(story, at, target[at:until], draw(values.clause_lists)))
    selection = draw(st.none() | st.just(Selection(StoryId(1), ("c", 0), ("c", 1))))
    kind, values_of_kind = draw(st.sampled_from([(TransactionKind.TYPE, {}), (TransactionKind.REPLACE, {"count": 2})]))
    made = Transaction(kind, tuple(steps), selection, selection, "ATU", "2024", rebases=True, values=values_of_kind)
    return submission, made


@quick
@given(changes())
def test_what_is_shortened_is_read_back(change: tuple[Submission, Transaction]) -> None:
    submission, transaction = change
    shortener = Shortener()
    value = json.loads(json.dumps(shortener.shorten(transaction)))
    assert lengthen(value, submission) == (transaction, apply(submission, transaction))
    after = apply(submission, transaction)
    back = json.loads(json.dumps(shortener.shorten(invert(transaction))))
    assert lengthen(back, after) == (invert(transaction), submission)


CLAUSE = Clause("c1", runs=(Run("x" * 2000 + "the end"),))
TYPED = Clause("c1", runs=(Run("x" * 2000 + "the very end"),))
SUBMISSION = Submission(proposals=(Proposal("MOD", redline=Redline((CLAUSE,), {"n": Note()})),))
TYPING = Transaction(TransactionKind.TYPE, (Splice(StoryId(1), 0, (CLAUSE,), (TYPED,)),), rebases=True)


def test_a_keystroke_takes_some_hundred_bytes() -> None:
    assert len(json.dumps(Shortener().shorten(TYPING))) < 200


def test_what_belongs_elsewhere_is_refused() -> None:
    other = Submission(proposals=(Proposal("MOD", redline=Redline((Clause("c1", runs=(Run("y" * 2007),)),))),))
    with pytest.raises(EditError, match="does not fit the text"):
        lengthen(Shortener().shorten(TYPING), other)


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("steps",),
        ("steps", 0),
        *[("steps", 0, name) for name in ("do", "story", "at", "count", "keep", "put", "sum")],
        ("label",),
        ("kind",),
        ("values",),
        ("before",),
    ],
)
@pytest.mark.parametrize("wrong", [None, -1, 7, "7", [1], [9999, 9999], {}, True])
def test_anything_else_ends_as_an_edit_error_or_does_the_same(path: tuple[Any, ...], wrong: object) -> None:
    value: Any = json.loads(json.dumps(Shortener().shorten(TYPING)))
    if path:
        inner = value
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = wrong
    else:
        value = wrong
    try:
        _, after = lengthen(value, SUBMISSION)
    except EditError:
        after = SUBMISSION
    assert after in (SUBMISSION, apply(SUBMISSION, TYPING))
