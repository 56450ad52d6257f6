"""A text that is cut keeps its beginning, ends with an ellipsis, and is no longer than was asked for."""

from __future__ import annotations

import pytest

from model.text.shortening import shorten_text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("seven", "seven"),
        ("seven of", "seven of"),
        ("seven of nine", "seven o…"),
        ("word by word", "word by…"),
        ("sevens of", "sevens…"),
    ],
)
def test_a_text_has_at_most_so_many_characters(text: str, wanted: str) -> None:
    assert shorten_text(text, 8) == wanted
