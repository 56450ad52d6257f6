"""The characters of a PDF become what a person would type."""

from __future__ import annotations

import pytest

from model.formats.pdf.layout.characters import readable


@pytest.mark.parametrize(
    ("printed", "typed"), [("进\u2f00步", "进一步"), ("\u2ea0", "\u2ea0"), ("\ufb01rst", "first"), ("\ufefb", "\u0644\u0627")]
)
def test_signs_of_fonts_are_letters(printed: str, typed: str) -> None:
    assert readable(printed, "NotoSansCJK") == typed
