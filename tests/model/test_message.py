"""Sentences of the model as values: what they say in English and in a language, and how they are stored."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model.errors import ClausewrightError, EditError, FileError
from model.message import Message, as_json, from_json, say_with

NESTED = Message.of("{path}: {reason}", path="a.docx", reason=Message.of("it holds {things}", things=("one", Message.of("two"))))
COUNTED = Message.counted("{n:,} clause in {where}", "{n:,} clauses in {where}", 12_345, where="a")


def test_it_is_english_of_itself() -> None:
    assert str(NESTED) == "a.docx: it holds one, two"
    assert str(COUNTED) == "12,345 clauses in a"
    assert str(Message.counted("{n} clause", "{n} clauses", 1)) == "1 clause"
    assert str(Message.verbatim("{braces} and %s")) == "{braces} and %s"


def test_it_is_said_in_the_words_of_a_language_with_its_signs() -> None:
    words = {
        "{path}: {reason}": "{reason} ← {path}", "it holds {things}": "darin {things}", "two": "zwei", ", ": " und ",
        "{n:,} clause in {where}": "{where}: {n:,} Absätze", ",": ".",
    }  # fmt: skip
    say = say_with(lambda message: words.get(message.id, message.id), lambda text: f"‹{text}›")
    assert say(NESTED) == "darin ‹one› und zwei ← ‹a.docx›"
    assert say(COUNTED) == "‹a›: 12.345 Absätze"


@pytest.mark.parametrize("wrong", ["{other}", "{n", "{n.x}", "{where:d}", "{}"])
def test_a_translation_that_names_what_is_not_there_gives_way_to_english(wrong: str) -> None:
    assert say_with(lambda message: wrong if message is COUNTED else message.id)(COUNTED) == "12,345 clauses in a"


@pytest.mark.parametrize("message", [NESTED, COUNTED, Message.verbatim("x"), Message.of("title", context="field")])
def test_it_is_stored_as_its_values(message: Message) -> None:
    stored = json.loads(json.dumps(as_json(message)))
    assert from_json(stored) == message
    assert hash(message) == hash(from_json(stored))
    assert stored["id"] == message.id


@pytest.mark.parametrize(
    "stored",
    [
        None, "x", {}, {"id": "x"}, {"id": 1, "values": {}}, {"id": "x", "values": []}, {"id": "x", "values": {"a": None}},
        {"id": "x", "values": {"n": "3"}, "many": "y"}, {"id": "x", "values": {}, "many": 1},
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(stored: Any) -> None:
    with pytest.raises(ValueError, match="no message"):
        from_json(stored)


def test_an_error_bears_its_message() -> None:
    for error in (ClausewrightError(NESTED), EditError(NESTED)):
        assert (error.message, str(error)) == (NESTED, str(NESTED))
    error = FileError("a.docx", Message.of("it is empty"))
    assert str(error) == "a.docx: it is empty"
    assert error.message == Message.of("{path}: {reason}", path="a.docx", reason=Message.of("it is empty"))
