"""How far two texts begin alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.text.common_prefix import equal_prefix

texts = st.text("ab", max_size=12)


@given(texts, texts, texts)
def test_the_common_beginning_is_as_long_as_by_letters(same: str, a: str, b: str) -> None:
    first, second = same + a, same + b
    found = equal_prefix(first, second)
    assert found >= len(same)
    assert first[:found] == second[:found]
    assert first[found : found + 1] != second[found : found + 1] or found in (len(first), len(second))
