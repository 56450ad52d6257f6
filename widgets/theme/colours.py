"""The colours of the program, computed from a palette so that they are readable on it. Colour is never the only sign: symbols,
strokes and lines convey the same."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from PySide6.QtGui import QColor, QPalette

from widgets.theme.design import HUES, PARTICIPANTS

LEAST, LEAST_IN_HIGH = 4.5, 7.0
"""The least contrast of text with its background, and that in high contrast (WCAG 2.2, 1.4.3, level AA; 1.4.6, level AAA)."""
LEAST_EDGE = 3.0
"""The least contrast of the edge of a control with what is beside it (WCAG 2.2, 1.4.11)."""
LIGHT_BACKGROUND, DARK_BACKGROUND, HIGH_CONTRAST = 5.5, 6.8, 8.5
"""The intended contrast of amendments: on a light background, so that they are readable on the tint of a chosen row too; on a
dark one, where thin strokes are harder to see; and in high contrast, where marks over the words take some of it."""
FAINT_EDGE = 0.72
"""The share of the background in the edge of a card, unless it would be too faint."""
HIGH = 20.0
"""The contrast of text from which on a palette counts as high contrast."""
STEPS = 40


class Colours(Struct, frozen=True):
    """The colours by their use."""

    text: QColor
    background: QColor
    inserted: QColor
    deleted: QColor
    moved: QColor
    changed: QColor
    quiet: QColor
    """For less important things than text: labels of deleted clauses, placeholders."""
    misspelt: QColor
    """The wave under a misspelt word."""


def colours(palette: QPalette) -> Colours:
    """Colours with a contrast of at least 4.5 to 1 on the backgrounds of texts and lists in a palette: those of an active window,
    even while its widgets are disabled by work, since formats made then remain."""
    roles = QPalette.ColorRole
    text, background, stripe = (_active(palette, role).rgba() for role in (roles.Text, roles.Base, roles.AlternateBase))
    return _colours_on(text, background, stripe)


def _active(palette: QPalette, role: QPalette.ColorRole) -> QColor:
    return palette.color(QPalette.ColorGroup.Active, role)


@lru_cache(maxsize=64)
def _colours_on(text_rgba: int, background_rgba: int, stripe_rgba: int) -> Colours:
    """The colours for those of text, background and striped background; cached, since each view asks for them often."""
    text, background = QColor.fromRgba(text_rgba), QColor.fromRgba(background_rgba)
    backgrounds = (background.rgb(), QColor.fromRgba(stripe_rgba).rgb())
    dark = luminance(background) < 0.18
    wanted = HIGH_CONTRAST if contrast(text, background) >= HIGH else DARK_BACKGROUND if dark else LIGHT_BACKGROUND
    hues = {name: QColor(_readable(hue, saturation, backgrounds, wanted)) for name, (hue, saturation) in HUES.items()}
    return Colours(text, background, quiet=_faintest(text, background, backgrounds, (0.35, wanted)), **hues)


def least_contrast(text: QColor, background: QColor) -> float:
    """The least contrast that words need in a theme with these colours of text and background."""
    return LEAST_IN_HIGH if contrast(text, background) >= HIGH else LEAST


def mark_colour(shades: Colours, tone: QColor, opacity: float) -> QColor:
    """The colour of a mark that is painted over words: `tone`, but transparent enough that text and amendments below it stay
    readable. `opacity`: the most it has, 0 to 1."""
    words = (shades.text, shades.inserted, shades.deleted, shades.moved, shades.changed)
    made = QColor(tone)
    made.setAlphaF(_opacity(tone.rgb(), shades.background.rgb(), tuple(word.rgb() for word in words), opacity))
    return made


@lru_cache(maxsize=64)
def _opacity(tone_rgb: int, background_rgb: int, words: tuple[int, ...], most: float) -> float:
    """The opacity of a mark over words, the first of which are plain text; cached, since each painted line asks for it."""
    tone, background = QColor(tone_rgb), QColor(background_rgb)
    least = least_contrast(QColor(words[0]), background)
    for step in range(STEPS, 0, -1):
        found = most * step / STEPS
        below = mix(background, tone, found)
        if all(contrast(mix(QColor(word), tone, found), below) >= least for word in words):
            return found
    return 0.0


def participant_colour(palette: QPalette, number: int) -> QColor:
    """The colour of somebody who shares a draft, readable on the backgrounds of texts and lists; the background can be written on
    it."""
    hue, saturation = PARTICIPANTS[number % len(PARTICIPANTS)]
    backgrounds = _active(palette, QPalette.ColorRole.Base).rgb(), _active(palette, QPalette.ColorRole.AlternateBase).rgb()
    least = least_contrast(_active(palette, QPalette.ColorRole.Text), QColor(backgrounds[0]))
    return QColor(_readable(hue, saturation, backgrounds, least))


def edge_of(palette: QPalette) -> QColor:
    """The border of a card, a tile or a picture: at least 3 to 1 on it and around it, and as strong as text in high contrast."""
    roles = QPalette.ColorRole
    text, base, window = palette.color(roles.Text), palette.color(roles.Base), palette.color(roles.Window)
    return text if contrast(text, base) >= HIGH else _faintest(text, base, (base.rgb(), window.rgb()), (FAINT_EDGE, LEAST_EDGE))


def _faintest(text: QColor, background: QColor, backgrounds: tuple[int, ...], wanted: tuple[float, float]) -> QColor:
    """The text mixed with a share of its background that leaves it a contrast on all backgrounds; `wanted`: both."""
    most, least = wanted
    for step in range(STEPS, 0, -1):
        found = mix(text, background, most * step / STEPS)
        if all(contrast(found, QColor(other)) >= least for other in backgrounds):
            return found
    return text


def surround_colour(palette: QPalette) -> QColor:
    """The colour of the area around pages."""
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Mid)


def luminance(colour: QColor) -> float:
    """The relative luminance of WCAG 2.2, 0 to 1."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: QColor, b: QColor) -> float:
    """The contrast of two colours by WCAG 2.2, 1 to 21."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def mix(a: QColor, b: QColor, share: float) -> QColor:
    """`a` mixed with a share of `b`, from 0 to 1."""
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )


@lru_cache(maxsize=64)
def _readable(hue: int, saturation: int, backgrounds: tuple[int, ...], wanted: float) -> QColor:
    """The most saturated shade of a hue that is readable on all backgrounds (RGB); cached, since painting cells asks for it."""
    papers = [QColor(background) for background in backgrounds]
    dark = luminance(papers[0]) < 0.18
    found = QColor()
    for step in range(STEPS + 1):
        part = step / STEPS
        found = QColor.fromHsl(hue, saturation, round(255 * (0.5 + part / 2 if dark else 0.5 - part / 2)))
        if all(contrast(found, background) >= wanted for background in papers):
            break
    return found
