"""Long texts cut to what fits into a sentence or a line."""

from __future__ import annotations


def shorten_text(text: str, longest: int) -> str:
    """The text; if it has more than `longest` characters, its beginning and an ellipsis, which are as many."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
