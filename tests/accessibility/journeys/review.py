"""Journeys through amendments, cards and comments."""

from __future__ import annotations

from tests.accessibility.journeys.texts import PLAIN, TEXT
from tests.accessibility.player import Journey

JOURNEYS = {
    "accept and reject": Journey(
        """
        Ctrl+Home
        F8
        Ctrl+Shift+A
        Tab
        Return
        F8
        Ctrl+Shift+J
        Ctrl+Z
        """,
        TEXT,
    ),
    "review table": Journey(
        """
        Ctrl+Alt+A
        Home
        Down
        Right
        Down
        Return
        """,
        TEXT,
    ),
    "reason of an amendment": Journey(
        """
        Ctrl+Home
        F8
        F8
        Ctrl+Alt+R
        "Doha is newer."
        Ctrl+Return
        F8
        Shift+F8
        """,
        TEXT,
    ),
    "who changed it": Journey(
        """
        Ctrl+Home
        Down ×4
        Ctrl+Alt+W
        """,
        TEXT,
    ),
    "cards": Journey(
        """
        Ctrl+Home
        Down ×4
        Alt+F12
        Down
        Down
        Return
        Tab
        Tab
        Esc
        Esc
        """,
        TEXT,
    ),
    "comment": Journey(
        """
        Ctrl+Home
        Down ×4
        Ctrl+Shift+Right
        Ctrl+Alt+M
        "Ask Geneva."
        Ctrl+Return
        Ctrl+Home
        F9
        Ctrl+Shift+F5
        """,
        PLAIN,
    ),
    "list of comments": Journey(
        """
        Ctrl+Home
        Down ×4
        Ctrl+Shift+Right
        Ctrl+Alt+M
        "Ask Geneva."
        Ctrl+Return
        Ctrl+Alt+O
        Home
        Down
        Tab
        Esc
        """,
        PLAIN,
    ),
    "position": Journey(
        """
        Ctrl+Home
        Down ×4
        Ctrl+Shift+Right
        Ctrl+Alt+Shift+I
        Down
        Tab
        Esc
        """,
        PLAIN,
    ),
    "after the decision": Journey(
        """
        Ctrl+Alt+Shift+F
        Down
        Space
        Up
        Space
        Tab
        Tab
        Down
        Esc
        """,
        TEXT,
    ),
}
