"""Foreign text where Qt would obey it: in tooltips what looks like HTML is taken for HTML, and what it names is loaded; in
captions an `&` makes a shortcut. Labels take it by `plain_label`."""

from __future__ import annotations


def as_tooltip(text: str) -> str:
    """The text as a tooltip that shows it letter for letter."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<p style="white-space: pre-wrap">{escaped}</p>' if text else ""


def as_caption(text: str) -> str:
    """The text for an action, a button, a tab or the label of a field, which shows it letter for letter."""
    return text.replace("&", "&&")
