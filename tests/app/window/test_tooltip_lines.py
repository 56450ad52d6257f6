"""The tooltip of a menu entry has its sentence in lines of a bounded length, with all of its words."""

from __future__ import annotations

from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.window.actions import WIDEST, lines_of


@given(st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=40).map(" ".join))
def test_a_sentence_is_divided_at_blanks(sentence: str) -> None:
    assert lines_of(sentence) == wrap(sentence, WIDEST)


@pytest.mark.parametrize("length", [1, WIDEST, WIDEST + 1, 2 * WIDEST, 2 * WIDEST + 3])
def test_words_without_blanks_are_divided_anywhere(length: int) -> None:
    lines = lines_of("字" * length)
    assert "".join(lines) == "字" * length
    assert max(map(len, lines)) <= WIDEST
