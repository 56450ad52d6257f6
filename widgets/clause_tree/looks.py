"""The colour of the sign of a row, and the font of its words."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont

from model.redline import Clause
from widgets.common.clause_outline import State
from widgets.theme.colours import Colours


def sign_colour(shown: Colours, state: State) -> QColor | None:
    """The colour of the sign of a state; None for one without."""
    return {
        "inserted": shown.inserted,
        "deleted": shown.deleted,
        "moved": shown.moved,
        "changed": shown.changed,
        "renumbered": shown.changed,
    }.get(state)


def row_font(clause: Clause, *, italics: bool) -> QFont | None:
    """The font of a clause that is no plain paragraph; None for one that is.

    italics: whether the script of the text has italics
    """
    if clause.props.kind == "paragraph":
        return None
    font = QFont()
    font.setItalic(italics and clause.props.kind == "call")
    font.setBold(clause.props.kind in ("number", "title", "heading", "annex"))
    return font
