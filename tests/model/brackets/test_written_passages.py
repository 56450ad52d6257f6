"""The parser of brackets on passages written for the project, in six languages."""

from __future__ import annotations

import pytest

from model.brackets.parser import parse_brackets
from model.formats.notation import parse
from tests.model.brackets.described import described
from tests.model.brackets.written_passages import WRITTEN_PASSAGES, WrittenPassage


def test_there_are_ninety() -> None:
    assert len(WRITTEN_PASSAGES) >= 90
    assert {passage.language for passage in WRITTEN_PASSAGES} == {"en", "fr", "es", "ru", "ar", "zh"}


@pytest.mark.parametrize("passage", WRITTEN_PASSAGES, ids=lambda passage: passage.text[:40])
def test_the_brackets_of_a_passage_are_found(passage: WrittenPassage) -> None:
    clauses = parse(passage.text, language=passage.language).clauses
    assert sorted(described(clauses, parse_brackets(clauses))) == sorted(passage.expected)
