"""The signs of changes as icons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap

from widgets.theme import signs
from widgets.theme.colours import Colours, colours
from widgets.theme.design import SCHEMES
from widgets.theme.themes import palette_of

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = QSize(signs.WIDTH, signs.WIDTH)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, float]]:
    """The pictures that are drawn: sign, colour and pixels of the screen for each of the window."""
    draw, found = signs._draw, list[tuple[str, str, float]]()

    def note(sign: str, colour: QColor, ratio: float) -> QPixmap:
        found.append((sign, colour.name(), ratio))
        return draw(sign, colour, ratio)

    monkeypatch.setattr(signs, "_draw", note)
    monkeypatch.setattr(signs, "_made", {})
    return found


def tones(theme: str) -> Colours:
    return colours(palette_of(theme))


def test_a_sign_is_drawn_once_for_the_screens_that_there_are(drawn: list[tuple[str, str, float]]) -> None:
    tone = tones("light").inserted
    made = [signs.sign_icon("+", tone, tones("light")) for _ in range(3)][-1]
    assert drawn == [("+", tone.name(), 1.0)]
    normal, selected = (made.pixmap(SIZE, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected))
    assert normal == selected
    assert made.availableSizes(QIcon.Mode.Selected) == [SIZE]


def test_a_chosen_row_in_high_contrast_has_it_in_the_colour_of_the_page(drawn: list[tuple[str, str, float]]) -> None:
    tone = tones("contrast").inserted
    signs.sign_icon("+", tone, tones("contrast"))
    assert drawn == [("+", tone.name(), 1.0), ("+", QColor(SCHEMES["contrast"].base).name(), 1.0)]
