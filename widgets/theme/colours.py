"""The program's own colours, computed from a palette so that they can be read on it. Colour is never the only sign:
signs, strokes and lines say the same."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from PySide6.QtGui import QColor, QPalette

LEAST = 4.5
"""The contrast that text must have on its ground (WCAG 2.2, 1.4.3, level AA)."""
WANTED = {False: 5.0, True: 6.5}
"""The contrast that is aimed at, on a light and on a dark ground, where thin strokes are lost sooner."""
HIGH = 20.0
"""The contrast of text on its ground from which on a palette is one of high contrast."""
STEPS = 40
GRID = "QTableView { gridline-color: palette(midlight) }"
"""For a table whose cells are filled in: Fusion's own lines cannot be made out on dark grounds."""
HUES = {"inserted": (217, 200), "deleted": (0, 180), "moved": (140, 170), "changed": (40, 220), "misspelt": (320, 200)}
"""Hue in degrees and saturation of 255. A new colour stands here and as a field of `Colours`."""


class Colours(Struct, frozen=True):
    """The colours by their use."""

    text: QColor
    ground: QColor
    inserted: QColor
    deleted: QColor
    moved: QColor
    changed: QColor
    quiet: QColor
    """For what is less important than the text: labels of struck clauses, placeholders."""
    misspelt: QColor
    """The wave under a word that no dictionary knows."""


def colours(palette: QPalette) -> Colours:
    """Colours that have a contrast of at least 4.5 to 1 on the grounds of texts and lists in a palette: those of an active
    window, also while it waits for work and its widgets are disabled, since formats are made then and stay."""

    def active(role: QPalette.ColorRole) -> QColor:
        return palette.color(QPalette.ColorGroup.Active, role)

    text, ground = active(QPalette.ColorRole.Text), active(QPalette.ColorRole.Base)
    grounds = (ground.rgb(), active(QPalette.ColorRole.AlternateBase).rgb())
    hues = {name: QColor(_readable(hue, saturation, grounds)) for name, (hue, saturation) in HUES.items()}
    return Colours(text, ground, quiet=between(text, ground, 0.35), **hues)


def edge_of(palette: QPalette) -> QColor:
    """The edge of a card, a tile or a picture: quiet, but in high contrast as strong as the text."""
    text, ground = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    return text if contrast(text, ground) >= HIGH else between(text, ground, 0.72)


def desk_colour(palette: QPalette) -> QColor:
    """The colour of the area around pages."""
    group, roles = QPalette.ColorGroup.Active, QPalette.ColorRole
    return between(palette.color(group, roles.Window), palette.color(group, roles.WindowText), 0.1)


def luminance(colour: QColor) -> float:
    """The relative luminance of WCAG 2.2, 0 to 1."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: QColor, b: QColor) -> float:
    """The contrast of two colours by WCAG 2.2, 1 to 21."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def between(a: QColor, b: QColor, share: float) -> QColor:
    """`a` with a share of `b`, 0 to 1, mixed in."""
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )


@lru_cache(maxsize=64)
def _readable(hue: int, saturation: int, grounds: tuple[int, ...]) -> QColor:
    """The most colourful shade of a hue that can be read on all grounds (RGB); kept, since cells that are painted ask for it."""
    papers = [QColor(ground) for ground in grounds]
    dark = luminance(papers[0]) < 0.18
    found = QColor()
    for step in range(STEPS + 1):
        part = step / STEPS
        found = QColor.fromHsl(hue, saturation, round(255 * (0.5 + part / 2 if dark else 0.5 - part / 2)))
        if all(contrast(found, ground) >= WANTED[dark] for ground in papers):
            break
    return found
