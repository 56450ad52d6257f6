"""Journeys through a text, and edits of it."""

from __future__ import annotations

from tests.accessibility.player import Journey

TEXT = """\
# RESOLUTION 5 (Rev. {--Geneva, 2022--}{++New Delhi, 2024++})
## On relays
> The assembly,
*recalling*
a)\tResolution 1 ({--Dubai--}{++Doha++}) of the {--old--}{++new++} union;
{--b)\tthe report of last year;--}{--¶--}
{--c--}{++b++})\tthat relays fail,
*resolves*
1\tto study relays;
{++2\tto report once a year++}{++¶++}
"""
PLAIN = """\
# RESOLUTION 5 (Rev. Geneva, 2022)
## On relays
> The assembly,
*recalling*
a)\tthat relays fail;
b)\tthat relays rust;
c)\tthat nobody looks,
*resolves*
1\tto study relays;
2\tto report once a year
"""
CITING = """\
# RESOLUTION 5 (Rev. Geneva, 2022)
## On relays
> The assembly,
*recalling*
a)\tResolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference;
b)\tResolution 101 (Rev. Dubai, 2018) of the Plenipotentiary Conference,
*resolves*
to study relays
"""

JOURNEYS = {
    "clause with two amendments": Journey(
        """
        Ctrl+Home
        Down ×4
        Ctrl+F5
        Ctrl+Shift+F5
        F8
        F8
        Shift+F8
        """,
        TEXT,
    ),
    "deleted clause": Journey(
        """
        Ctrl+Home
        Down ×5
        Ctrl+F5
        Down
        Ctrl+F5
        """,
        TEXT,
    ),
    "words and characters": Journey(
        """
        Ctrl+Home
        Down ×4
        Home
        Ctrl+Right ×3
        Ctrl+Right
        Ctrl+Right
        Ctrl+Right
        Right ×5
        Shift+End
        """,
        TEXT,
    ),
    "moved clause": Journey(
        """
        Ctrl+Home
        Down ×4
        Ctrl+Alt+Down
        Up
        Up
        Down
        Ctrl+F5
        F8
        """,
        PLAIN,
    ),
    "new clause": Journey(
        """
        Ctrl+Home
        Down ×4
        End
        Return
        Tab
        Shift+Tab
        "that relays hum;"
        Ctrl+F5
        """,
        PLAIN,
    ),
    "replaced words": Journey(
        """
        Ctrl+Home
        Down ×4
        Home
        Ctrl+Shift+Right
        "when"
        Ctrl+F5
        Ctrl+Z
        Ctrl+Y
        """,
        PLAIN,
    ),
    "deleted words": Journey(
        """
        Ctrl+Home
        Down ×4
        Home
        Del
        Ctrl+Del
        Ctrl+Shift+Right
        Backspace
        Ctrl+F5
        Ctrl+Z
        Ctrl+Z
        Ctrl+Y
        """,
        PLAIN,
    ),
    "split clause": Journey(
        """
        Ctrl+Home
        Down ×4
        Home
        Ctrl+Right ×2
        Return
        Ctrl+F5
        Down
        Ctrl+Z
        """,
        PLAIN,
    ),
    "clause deleted and restored": Journey(
        """
        Ctrl+Home
        Down ×5
        Ctrl+Shift+Del
        Ctrl+F5
        Ctrl+Shift+R
        """,
        PLAIN,
    ),
    "table": Journey(
        """
        Ctrl+End
        Ctrl+F12
        Tab
        Return
        "year"
        Tab
        "relays"
        Tab
        Ctrl+F5
        Ctrl+Shift+F5
        """,
        PLAIN,
    ),
    "footnote": Journey(
        """
        Ctrl+Home
        Down ×4
        End
        Ctrl+Alt+F
        "As in 1975."
        Ctrl+F5
        Esc
        Left
        Right
        """,
        PLAIN,
    ),
    "brackets": Journey(
        """
        Ctrl+Home
        Down ×4
        Home
        Ctrl+Shift+Right
        Ctrl+Alt+Shift+P
        Ctrl+Home
        Ctrl+F8
        Ctrl+Shift+F5
        """,
        PLAIN,
    ),
    "introductory phrase": Journey(
        """
        Ctrl+End
        Ctrl+Return
        "instr"
        Down
        Return
        """,
        PLAIN,
    ),
    "symbol": Journey(
        """
        Ctrl+End
        Ctrl+Shift+I
        "micro"
        Down
        Esc
        """,
        PLAIN,
    ),
    "markup in words": Journey(
        """
        Ctrl+5
        Ctrl+Home
        Down ×4
        Down
        "x"
        Esc
        """,
        TEXT,
    ),
    "views": Journey(
        """
        Ctrl+2
        Down ×4
        Ctrl+3
        "x"
        Ctrl+4
        Ctrl+1
        Ctrl+B
        """,
        TEXT,
    ),
}
