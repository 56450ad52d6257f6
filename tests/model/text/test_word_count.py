"""Words are counted as a word processor counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.text.word_count import count_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("considering", 1),
        ("that the Union's role – since 1865 – is well-known;", 8),
        ("1\u00a0200 MHz", 3),
        ("国际电联第75号决议", 8),
        ("يقرر المؤتمر", 2),
        ("… – \u2028", 0),
        ("](", 0),
        ("](a]( ]", 1),
        ("]国(a", 1),
        ("]" * 500_000, 0),
    ],
)
def test_examples(text: str, count: int):
    assert count_words(text) == count


@given(st.lists(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=5)))
def test_words_count_once_each_and_add_up(words: list[str]):
    assert count_words(" ".join(words)) == sum(map(count_words, words)) >= len(words)
    assert count_words(" – ".join(words)) == sum(map(count_words, words))
