"""The colours of amendments, for a light and for a dark ground. Nothing is told by colour alone: signs, strokes and
lines say the same."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """What is drawn in which colour."""

    text: QColor
    ground: QColor
    inserted: QColor
    deleted: QColor
    moved: QColor
    changed: QColor
    quiet: QColor
    """For what is less important than the text: labels of struck clauses, placeholders."""


def colours(palette: QPalette) -> Colours:
    """Colours that have a contrast of at least 4.5 to 1 on the ground of a palette."""
    text = palette.color(QPalette.ColorRole.Text)
    ground = palette.color(QPalette.ColorRole.Base)
    dark = ground.lightnessF() < 0.5
    names = ("#7db4ff", "#ff8f8a", "#6fd08c", "#e2b23c") if dark else ("#1650b8", "#b3201f", "#14692f", "#7a5200")
    inserted, deleted, moved, changed = (QColor(name) for name in names)
    return Colours(text, ground, inserted, deleted, moved, changed, _between(text, ground, 0.35))


def _between(a: QColor, b: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )
