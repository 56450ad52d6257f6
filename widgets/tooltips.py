"""Foreign text in tooltips: Qt takes what looks like HTML for HTML, and would load what it names."""

from __future__ import annotations

from html import escape


def as_tooltip(text: str) -> str:
    """The text as a tooltip that shows it letter for letter."""
    return f"<p>{escape(text)}</p>" if text else ""
