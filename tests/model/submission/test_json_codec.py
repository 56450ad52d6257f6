"""The JSON form of values: nothing is lost, nothing wrong is taken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from model.errors import EditError
from model.redline import Clause, End, Label, Note, Props, Redline, Run, Stamp, Style
from model.submission import json_codec
from model.submission.values import Contact, Header, Proposal
from tests.builders import wild_strategies as values

FORMS = {
    "stamp": (json_codec.STAMP, values.stamps),
    "style": (json_codec.STYLE, values.styles),
    "run": (json_codec.RUN, values.runs),
    "end": (json_codec.END, values.ends),
    "props": (json_codec.PROPS, values.props),
    "label": (json_codec.LABEL, values.labels),
    "clause": (json_codec.CLAUSE, values.clauses),
    "note": (json_codec.NOTE_FORM, values.notes),
    "redline": (json_codec.REDLINE, values.redlines),
    "contact": (json_codec.CONTACT, values.contacts),
    "header": (json_codec.HEADER, values.headers),
    "proposal": (json_codec.PROPOSAL, values.proposals),
}
TYPES = (Stamp, Style, Run, End, Props, Label, Clause, Note, Redline, Contact, Header, Proposal)
quick = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", FORMS)
@quick
@given(data=st.data())
def test_what_is_written_is_read_back_through_json_text(name: str, data: st.DataObject) -> None:
    form, strategy = FORMS[name]
    value = data.draw(strategy)
    assert form.decode(json.loads(json.dumps(form.encode(value)))) == value


@pytest.mark.parametrize("name", FORMS)
@quick
@given(data=st.data())
def test_unknown_keys_are_passed_over(name: str, data: st.DataObject) -> None:
    form, strategy = FORMS[name]
    value = data.draw(strategy)
    assert form.decode({**form.encode(value), "from a newer version": [1]}) == value


def test_every_field_is_in_the_form() -> None:
    """A field added to a dataclass and forgotten in the form would be lost in silence."""
    types: dict[str, Any] = {type_.__name__.lower(): type_ for type_ in TYPES}
    assert types.keys() == FORMS.keys()
    for name, (form, _) in FORMS.items():
        for field in fields(types[name]):
            with pytest.raises(EditError):
                form.decode({"id": "c", "text": "t", field.name: 3.5}, name)


def test_defaults_are_left_out() -> None:
    assert json_codec.encode_clause(Clause("c1", runs=(Run("x"),))) == {"id": "c1", "runs": [{"text": "x"}]}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "text", "runs", "status", "props", "cell", "end"]), inner, max_size=4)
    ),
)


@pytest.mark.parametrize("name", FORMS)
@quick
@given(value=json_values)
def test_anything_else_ends_as_one_sentence(name: str, value: Any) -> None:
    form = FORMS[name][0]
    said = name
    try:
        form.decode(value, name)
    except EditError as error:
        said = str(error)
    assert said.startswith(name)
    assert "\n" not in said


def test_an_error_names_the_place() -> None:
    with pytest.raises(EditError, match=r"^clause\.runs\[1\]\.status: 'gone' is not one of kept"):
        json_codec.decode_clause({"id": "c", "runs": [{"text": ""}, {"text": "x", "status": "gone"}]})
    with pytest.raises(EditError, match=r"^clause\.props\.level: True is not a whole number"):
        json_codec.decode_clause({"id": "c", "props": {"level": True}})
    with pytest.raises(EditError, match=r"^run: 'text' is missing"):
        json_codec.decode_run({})
