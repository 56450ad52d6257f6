"""What depends on clauses goes with them and comes back with them: notes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.edits import notes, review, structure, text
from model.edits.dependants import with_dependants
from model.edits.script.apply import apply_edits
from model.errors import EditError
from model.redline import NOTE, Redline, Run
from model.redline.edit_text import InsertedParagraph, Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply, invert
from model.submission.values import Submission
from tests.builders.submissions import ME, Action, actions, submission
from tests.profiles import times_profile

BASE = """\
    *considering*
    a)\tthat each[^1] network is new;
    b)\tthat each has a name,

    [^1]: This includes those planned.
"""


def referred(redline: Redline) -> set[str]:
    return {run.content for clause in redline.clauses for run in clause.runs if run.text == NOTE}


def unreferred(value: Submission) -> set[str]:
    return {key for proposal in value.proposals for key in proposal.redline.notes if key not in referred(proposal.redline)}


def carry_out(value: Submission, made: Transaction) -> Submission:
    return apply(value, with_dependants(value, made))


def noted() -> Submission:
    """A new item c) with a new footnote in it."""
    value = submission(BASE)
    new = [structure.NewClause(value.proposals[0].redline.clauses[2].props, (Run("that more follow;"),))]
    value = apply(value, structure.insert_clauses(value, StoryId(1), 3, new, ME))
    return apply(value, notes.insert_note(value, StoryId(1), value.proposals[0].redline.clauses[3].id, 9, "Or not.", ME))


def _reject_all(value: Submission) -> Transaction:
    return review.reject(value, 1, amendments(value.proposals[0].redline), ME)


TAKES_AWAY = {
    "Backspace": lambda value: text.delete_range(value, StoryId(1), Place(3, 9), Place(3, 10), ME, caret="before"),
    "delete clause": lambda value: structure.delete_clauses(value, StoryId(1), value.proposals[0].redline.clauses[3].id, ME),
    "delete everything": lambda value: text.delete_range(value, StoryId(1), Place(0, 0), Place(3, 18), ME),
    "paste over": lambda value: text.replace_range(
        value, StoryId(1), Place(3, 4), Place(3, 12), [InsertedParagraph((Run("this"),))], ME, kind=TransactionKind.PASTE
    ),
    "reject": _reject_all,
}


@pytest.mark.parametrize("how", TAKES_AWAY)
def test_a_note_goes_with_its_reference_and_comes_back_with_it(how: str) -> None:
    value = noted()
    assert len(value.proposals[0].redline.notes) == 2
    made = with_dependants(value, TAKES_AWAY[how](value))
    after = apply(value, made)
    assert not unreferred(after)
    assert len(after.proposals[0].redline.notes) == 1
    assert apply(after, invert(made)) == value


def test_a_note_of_the_base_stays_as_its_struck_reference_does() -> None:
    value = submission(BASE)
    after = carry_out(value, structure.delete_clauses(value, StoryId(1), value.proposals[0].redline.clauses[1].id, ME))
    assert after.proposals[0].redline.notes == value.proposals[0].redline.notes


def test_a_note_that_is_moved_stays() -> None:
    value = noted()
    made = structure.move_clauses(value, StoryId(1), value.proposals[0].redline.clauses[3].id, 1, ME)
    after = carry_out(value, made)
    assert after.proposals[0].redline.notes == value.proposals[0].redline.notes


def test_edits_of_a_file_leave_no_note_without_its_reference() -> None:
    value = apply_edits(noted(), {"edits": [{"do": "delete", "at": "considering/+c"}]})
    assert not unreferred(value)
    value = apply_edits(noted(), {"edits": [{"do": "footnote", "remove": "2"}]})
    assert not unreferred(value)


@settings(max_examples=times_profile(3))
@given(st.lists(actions(), max_size=15))
def test_every_note_is_referred_to_whatever_is_done(todo: list[Action]) -> None:
    value = noted()
    for action in todo:
        try:
            made = with_dependants(value, action(value))
        except EditError:
            continue
        after = apply(value, made)
        assert not unreferred(after)
        assert apply(after, invert(made)) == value
        value = after
