"""Steps and transactions: what does not fit or would change the base is refused whole."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits import fields, text
from model.errors import EditError
from model.redline import Label, Run
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import (
    SetClause,
    SetField,
    Splice,
    Transaction,
    apply,
    from_json,
    get_field,
    invert,
    merge,
    to_json,
)
from model.submission.values import Submission
from tests.builders.submissions import ME, submission


def test_a_step_that_would_change_the_base_is_refused() -> None:
    value = submission()
    old = value.proposals[0].redline.clauses[4]
    changes = [
        replace(old, runs=(Run("other words"),)),
        replace(old, label=Label("z)")),
        replace(old, props=replace(old.props, level=2)),
    ]
    for new in changes:
        with pytest.raises(EditError, match="text in force"):
            apply(value, Transaction(TransactionKind.OTHER, (SetClause(StoryId(1), old.id, old, new),)))
    with pytest.raises(EditError, match="text in force"):
        apply(value, Transaction(TransactionKind.OTHER, (Splice(StoryId(1), 4, (old,), ()),)))


def test_a_step_that_does_not_fit_is_refused() -> None:
    value = submission()
    clauses = value.proposals[0].redline.clauses
    with pytest.raises(EditError, match="does not fit"):
        apply(value, Transaction(TransactionKind.OTHER, (Splice(StoryId(1), 0, (clauses[1],), (clauses[1],)),)))
    with pytest.raises(EditError, match="no clause 'nobody'"):
        apply(value, Transaction(TransactionKind.OTHER, (SetClause(StoryId(1), "nobody", clauses[0], clauses[0]),)))
    with pytest.raises(EditError, match="no proposal '2'"):
        apply(value, Transaction(TransactionKind.OTHER, (Splice(StoryId(2), 0, (), ()),)))
    with pytest.raises(EditError, match="is not what it was"):
        apply(value, Transaction(TransactionKind.OTHER, (SetField("header/title", "was", "is"),)))


def test_fields_are_set_and_taken_back() -> None:
    value = submission()
    for path, new in (
        ("header/title", "Proposed modification of Resolution 7"),
        ("header/sources", ("Examples",)),
        ("proposals/1/symbol", "MOD"),
        ("proposals/1/reasons", "It was time."),
        ("language", "fr"),
    ):
        change = fields.set_field(value, path, new, ME)
        changed = apply(value, change)
        assert get_field(changed, path) == new
        assert apply(changed, invert(change)) == value
        assert from_json(to_json(change)) == change


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(EditError, match="no field 'header/colour'"):
        fields.set_field(submission(), "header/colour", "red", ME)


def test_typed_letters_become_one_transaction() -> None:
    value = submission()
    first = text.type_text(value, StoryId(1), Place(4, 0), Place(4, 0), "a", ME)
    then = apply(value, first)
    second = text.type_text(then, StoryId(1), Place(4, 1), Place(4, 1), "b", ME)
    merged = merge(first, second)
    assert merged is not None
    assert apply(value, merged) == apply(then, second)


_FIELD = {"do": "field", "path": "header/title", "old": "a", "new": "b"}


@pytest.mark.parametrize(("broken", "message"), [
    ([], "transaction: [] is not an object"),
    ({}, "transaction: 'steps' is missing"),
    ({"steps": 3}, "transaction.steps: 3 is not a list"),
    ({"steps": [], "rebases": 1}, "transaction.rebases: 1 is not true or false"),
    ({"steps": [], "after": ["1", ["c1", 0]]},
     "transaction.after: ['1', ['c1', 0]] is not a list of the values story, anchor, caret"),
    ({"steps": [_FIELD, {}]}, "transaction.steps[1].do: None is not one of clause, splice, field"),
    ({"steps": [{"do": "splice"}]}, "transaction.steps[0]: 'story' is missing"),
    ({"steps": [{"do": "clause", "story": "1", "id": "c", "old": {}, "new": {}}]}, "transaction.steps[0].old: 'id' is missing"),
    ({"steps": [{**_FIELD, "new": None}]}, "transaction.steps[0].new: None is not a text"),
    ({"steps": [{**_FIELD, "path": "header/contacts", "old": []}]}, "transaction.steps[0].new: 'b' is not a list"),
])  # fmt: skip
def test_json_that_is_no_transaction_is_refused_with_a_sentence(broken: object, message: str) -> None:
    with pytest.raises(EditError) as raised:
        from_json(broken)
    assert str(raised.value) == message


def test_edits_of_one_field_merge_and_those_of_two_do_not():
    value = Submission()
    typed = [SetField("header/title", "", "a"), SetField("header/title", "a", "ab"), SetField("header/agenda", "", "b")]
    first, second, other = (Transaction(TransactionKind.OTHER, (step,)) for step in typed)
    merged = merge(first, second)
    assert merged is not None
    assert apply(value, merged) == apply(apply(value, first), second)
    assert apply(apply(value, merged), invert(merged)) == value
    assert merge(first, other) is None
    assert merge(second, first) is None
