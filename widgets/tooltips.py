"""Foreign text in tooltips: Qt takes what looks like HTML for HTML, and would load what it names."""

from __future__ import annotations


def as_tooltip(text: str) -> str:
    """The text as a tooltip that shows it letter for letter."""
    from html import escape  # its table of names is large

    return f"<p>{escape(text)}</p>" if text else ""
