"""What is typed as terms, and the words that are marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.library.store.search import Term, expression_of, marks_of, terms_of


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("spam and scams", [("spam",), ("and",), ("scams",)]),
        ('"spam and" scams', [("spam", "and"), ("scams",)]),
        ("«spam and» “scams”", [("spam", "and"), ("scams",)]),
        ("ITU-T spam", [("itu", "t"), ("spam",)]),
        ('"not closed', [("not", "closed")]),
        ("twice twice Twice", [("twice",)]),
        ("人权", [("人", "权")]),
        ('* ?! “” ""', []),
        ("", []),
    ],
)
def test_terms(words: str, terms: list[tuple[str, ...]]) -> None:
    assert [term.forms for term in terms_of(words)] == terms
    assert not any(term.beginning for term in terms_of(words))


@pytest.mark.parametrize("words", ["devel*", '"devel*"', '"devel"*', "the devel*"])
def test_a_star_makes_a_beginning(words: str) -> None:
    assert terms_of(words)[-1] == Term(("devel",), beginning=True)


@pytest.mark.parametrize(("words", "begun"), [("the dev", True), ('"the dev', True), ("the dev ", False), ('"the dev"', False)])
def test_what_is_being_typed_is_a_beginning(words: str, begun: bool) -> None:
    assert terms_of(words, unfinished=True)[-1].beginning is begun
    assert terms_of(words, unfinished=False)[-1].beginning is False


@pytest.mark.parametrize(
    ("words", "text", "marked"),
    [
        ("developpement", "Le Développement durable", "[Développement]"),
        ('"durable development"', "A durable development, a durable thing", "[durable development]"),
        ("devel*", "developing development", "[developing][development]"),
        ("امم", "منظمة الأُمم المتحدة", "[الأُمم]"),
        ("人权 权利", "人权和权利", "[人权][权利]"),
        ("人权 权利", "人权利", "[人权利]"),
        ("a b", "a b a", "[a][b][a]"),
        ("x", "nothing", ""),
    ],
)
def test_marks(words: str, text: str, marked: str) -> None:
    assert "".join(f"[{text[start:stop]}]" for start, stop in marks_of(terms_of(words), text)) == marked


def test_an_expression_keeps_what_fts5_would_read() -> None:
    assert expression_of(terms_of('NEAR OR "a AND* b'), titles=True) == 'title : (("near") AND ("or") AND ("a and b"))'


@given(st.text(), st.text(), st.booleans())
def test_marks_are_in_order_within_the_text(words: str, text: str, unfinished: bool) -> None:
    marks = marks_of(terms_of(words, unfinished=unfinished), text)
    places = [place for mark in marks for place in mark]
    assert places == sorted(set(places))
    assert all(0 <= start < stop <= len(text) for start, stop in marks)
