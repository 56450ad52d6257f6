"""The JSON form of values: nothing is lost, nothing wrong is taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from model.errors import EditError
from model.formats.amend.values import Version
from model.journal.deltas import Shortener, lengthen
from model.journal.lines import version_in, version_line
from model.redline import Clause, End, Label, Note, Props, Redline, Run, Stamp, Status, Style
from model.submission.comments import Comment
from model.submission.json_codec import decode, encode
from model.submission.transactions import Transaction, from_json, to_json
from model.submission.values import Contact, DeletedPart, Header, Proposal, Submission
from tests.builders import full_values
from tests.builders import wild_strategies as values
from tests.profiles import times_profile

KINDS: dict[type[Any], st.SearchStrategy[Any]] = {
    Stamp: values.stamps,
    Style: values.styles,
    Run: values.runs,
    End: values.ends,
    Props: values.props,
    Label: values.labels,
    Clause: values.clauses,
    Note: values.notes,
    Redline: values.redlines,
    Contact: values.contacts,
    Header: values.headers,
    Proposal: values.proposals,
    Comment: values.comments,
    DeletedPart: values.struck,
}
quick = settings(max_examples=times_profile(0.5), deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("type_", KINDS)
@quick
@given(data=st.data())
def test_what_is_written_is_read_back_through_json_text(type_: type[Any], data: st.DataObject) -> None:
    value = data.draw(KINDS[type_])
    assert decode(json.loads(json.dumps(encode(value))), type_) == value


@pytest.mark.parametrize("type_", KINDS)
@quick
@given(data=st.data())
def test_unknown_keys_are_passed_over(type_: type[Any], data: st.DataObject) -> None:
    value = data.draw(KINDS[type_])
    assert decode({**encode(value), "from a newer version": [1]}, type_) == value


@pytest.mark.parametrize("type_", KINDS)
def test_every_field_is_read_by_its_type(type_: type[Any]) -> None:
    for field in fields(type_):
        with pytest.raises(EditError, match=rf"^value\.{field.name}: 3.5 is not "):
            decode({"id": "c", "text": "t", "clause": "c", field.name: 3.5}, type_, "value")


def test_defaults_are_left_out() -> None:
    assert encode(Clause("c1", runs=(Run("x"),))) == {"id": "c1", "runs": [{"text": "x"}]}


def test_equal_values_have_the_same_json() -> None:
    """The checksums in a journal rest on it: what was typed and what was read from a file are other objects."""
    runs = (Run("x", style=Style(), stamp=Stamp(), status=Status("kept")),)
    same = Clause("c1", Props("".join("paragraph")), runs, End(), row_stamp=Stamp())
    assert encode(same) == {"id": "c1", "runs": [{"text": "x"}]}
    assert encode(Proposal(redline=Redline((), {}, "", "".join("relabel")))) == {}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "text", "runs", "status", "props", "cell", "end"]), inner, max_size=4)
    ),
)


@pytest.mark.parametrize("type_", KINDS)
@quick
@given(value=json_values)
def test_anything_else_ends_as_one_sentence(type_: type[Any], value: Any) -> None:
    message = "place"
    try:
        decode(value, type_, "place")
    except EditError as error:
        message = str(error)
    assert message.startswith("place")
    assert "\n" not in message


@pytest.mark.parametrize(("value", "type_", "message"), [
    (
        {"id": "c", "runs": [{"text": ""}, {"text": "x", "status": "gone"}]},
        Clause,
        "clause.runs[1].status: 'gone' is not one of kept, inserted, deleted, retracted",
    ),
    ({"id": "c", "props": {"level": True}}, Clause, "clause.props.level: True is not a whole number from 0"),
    ({"id": "c", "props": {"level": -1}}, Clause, "clause.props.level: -1 is not a whole number from 0"),
    ({"id": "c", "label": {"text": "a)", "locked": 1}}, Clause, "clause.label.locked: 1 is not true or false"),
    ({"id": "c", "cell": [1, 2]}, Clause, "clause.cell: [1, 2] is not a list of 3 values"),
    ({"id": "c", "cell": [1, 2, "3"]}, Clause, "clause.cell[2]: '3' is not a whole number from 0"),
    ({"id": "c", "runs": {"x": 1}}, Clause, "clause.runs: {'x': 1} is not a list"),
    ({"vertical": {"x": 1}}, Style, "style.vertical: {'x': 1} is not one of '', superscript, subscript"),
    ({"id": "c", "base_props": []}, Clause, "clause.base_props: [] is not an object"),
    ({"id": "c", "row": "\ud800"}, Clause, "clause.row: '\\ud800' is not one of kept, inserted, deleted, retracted"),
    ({}, Run, "run: 'text' is missing"),
    ({"notes": {"a": {}, "b": {"clauses": [{}]}}}, Redline, "redline.notes[b].clauses[0]: 'id' is missing"),
    ({"symbol": "DEL"}, Proposal, "proposal.symbol: 'DEL' is not one of ADD, ADD*, MOD, (MOD), SUP, SUP*, NOC, ''"),
    ({"struck": {"s": [{}, {"beside": "no"}]}}, Proposal, "proposal.struck[s][1].beside: 'no' is not true or false"),
    ({"text": "x" * 300}, Clause, "clause: 'id' is missing"),
    (3, tuple[Clause, ...], "tuple: 3 is not a list"),
])  # fmt: skip
def test_an_error_names_the_place(value: Any, type_: Any, message: str) -> None:
    with pytest.raises(EditError) as raised:
        decode(value, type_)
    assert str(raised.value) == message


WRITTEN = (Path(__file__).parents[2] / "documents" / "written_before.jsonl").read_text("ascii").splitlines()
"""JSON lines of values of every field, of transactions in full and in short, and of versions, as the program wrote them before
msgspec read them."""


def test_what_was_written_before_is_read_and_written_the_same() -> None:
    proposals = full_values.SUBMISSION.proposals
    version = Version("mine", "2026-01-01T00:00:00Z", "a note", full_values.SUBMISSION)
    shortener = Shortener()
    kept: list[tuple[object, Any, Callable[[Any], object]]] = [
        (full_values.CLAUSE, encode(full_values.CLAUSE), lambda value: decode(value, Clause)),
        (full_values.SUBMISSION.header, encode(full_values.SUBMISSION.header), lambda value: decode(value, Header)),
        (proposals, encode(proposals), lambda value: decode(value, tuple[Proposal, ...])),
        *((transaction, to_json(transaction), from_json) for transaction in full_values.TRANSACTIONS),
        *((transaction, shortener.shorten(transaction), _lengthened) for transaction in full_values.TRANSACTIONS),
        (version, version_line(version, None), lambda value: version_in(value["version"], full_values.SUBMISSION)),
        (version, version_line(version, Submission()), lambda value: version_in(value["version"], Submission())),
    ]
    for line, (value, written, read) in zip(WRITTEN, kept, strict=True):
        before = json.loads(line)
        assert _without_kind(written) == before
        assert isinstance(value, Transaction) or json.dumps(written) == line, "in another order"
        assert read(before) == value


def _without_kind(written: Any) -> Any:
    """What is written, but for the kind that transactions have since."""
    written = json.loads(json.dumps(written))
    return (
        {key: field for key, field in written.items() if key != "kind" or "steps" not in written}
        if isinstance(written, dict)
        else written
    )


def _lengthened(value: Any) -> object:
    return lengthen(value, full_values.SUBMISSION)[0]
