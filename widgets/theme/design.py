"""The design of the window as values: lengths, type, and the colours of each theme. Everything that is drawn or laid out uses
these; nothing else contains a colour, a margin or a size of type of its own."""

from __future__ import annotations

from msgspec import Struct

NONE, TIGHT, GAP, PADDING, SECTION, PAGE = SPACES = 0, 4, 8, 12, 16, 24
"""Margins and spacings in pixels."""
HAIRLINE = 1
RADIUS_FIELD, RADIUS_BUTTON, RADIUS_OVERLAY = RADII = 4, 6, 8
"""Radii of corners in pixels: of fields, of buttons and cards, and of what lies over something else."""
SMALL, BODY, TITLE = TYPE = 11 / 13, 1.0, 16 / 13
"""Sizes of type, as a factor of the system's font, which is 13 pixels high on most desktops."""
REGULAR, SEMIBOLD = WEIGHTS = 400, 600
ROW = 26
"""The height in pixels of a row of a list, if it has one line of body type."""
TARGET = 24
"""The least width and height in pixels of what is clicked (WCAG 2.2, 2.5.8)."""
RING = 2
"""The width in pixels of the edge of a control that has the keyboard."""


class Scheme(Struct, frozen=True):
    """The colours of a theme, by their use."""

    window: str
    """The background of the window, of boxes and panels."""
    base: str
    """The background of fields, lists and pages."""
    stripe: str
    """The background of every other row of a table."""
    surround: str
    """The area around pages."""
    control: str
    """The background of a button."""
    text: str
    secondary: str
    """Text of less importance: placeholders, headings of columns."""
    faded: str
    """Text that cannot be used at the moment; 3 : 1."""
    hairline: str
    """A decorative line between areas, which no one needs to see."""
    edge: str
    """The edge of a control; 3 : 1."""
    accent: str
    on_accent: str
    link: str
    visited: str
    hover: str
    """The background of a control under the mouse."""
    press: str
    """The background of a control while it is pressed."""
    tint: str
    """The background of a tool that is switched on."""
    chosen: str
    """The background of a chosen row or entry."""
    on_chosen: str
    selection: str
    """The background of selected text."""
    on_selection: str


LIGHT = Scheme(
    window="#f6f7f9",
    base="#ffffff",
    stripe="#f8f9fb",
    surround="#e3e7ec",
    control="#ffffff",
    text="#1b1f24",
    secondary="#57606a",
    faded="#767e88",
    hairline="#d8dde3",
    edge="#7a828c",
    accent="#1f5fae",
    on_accent="#ffffff",
    link="#1f5fae",
    visited="#6b3fa0",
    hover="#e9edf2",
    press="#dbe1e8",
    tint="#e4eefb",
    chosen="#dfeafa",
    on_chosen="#1b1f24",
    selection="#bcd6f5",
    on_selection="#1b1f24",
)
DARK = Scheme(
    window="#202327",
    base="#1a1c20",
    stripe="#1f2226",
    surround="#121417",
    control="#2a2e34",
    text="#e9ebee",
    secondary="#a7afb9",
    faded="#858d98",
    hairline="#353a41",
    edge="#7b8490",
    accent="#6ea8f2",
    on_accent="#14181d",
    link="#7db4ff",
    visited="#c9a6ff",
    hover="#2f343b",
    press="#3a4048",
    tint="#24344a",
    chosen="#24344a",
    on_chosen="#e9ebee",
    selection="#2b5282",
    on_selection="#ffffff",
)
CONTRAST = Scheme(
    window="#000000",
    base="#000000",
    stripe="#000000",
    surround="#000000",
    control="#000000",
    text="#ffffff",
    secondary="#d0d0d0",
    faded="#9d9d9d",
    hairline="#ffffff",
    edge="#ffffff",
    accent="#ffff00",
    on_accent="#000000",
    link="#ffff00",
    visited="#ffc0ff",
    hover="#303030",
    press="#404040",
    tint="#202020",
    chosen="#ffff00",
    on_chosen="#000000",
    selection="#ffff00",
    on_selection="#000000",
)
SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
HUES = {"inserted": (217, 200), "deleted": (0, 180), "moved": (140, 170), "changed": (40, 220), "misspelt": (320, 200)}
"""Amendments in the window: hue in degrees and saturation of 255; the lightness follows from the background. Add a new colour
here and as a field of `Colours`."""
PARTICIPANTS = ((262, 170), (25, 230), (170, 220), (335, 190), (200, 230), (90, 190), (300, 150), (50, 230))
"""Hue and saturation of those who share a draft, in the order in which they come; they have their initials too."""
INK, PAPER = "#000000", "#ffffff"
PRINTED_NEW, PRINTED_OLD, PRINTED_MOVED = "#0b5a1c", "#a3151b", "#5b2a86"
"""Amendments on paper."""
