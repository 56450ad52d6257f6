"""The pictures of the start page are drawn with the colours of the theme, and mirrored for texts from right to left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from widgets.start.pictures import PICTURES, SIZE, draw_picture
from widgets.theme.colours import colours
from widgets.theme.themes import Role, palette_of

THEMES = ("light", "dark", "contrast")


def drawn(name: str, theme: str, *, mirrored: bool = False) -> QImage:
    image = QImage(SIZE.toSize() * 2, QImage.Format.Format_RGB32)
    image.fill(palette_of(theme).color(Role.Window))
    painter = QPainter(image)
    draw_picture(name, painter, QRectF(image.rect()), palette_of(theme), mirrored=mirrored)
    painter.end()
    return image


def shades(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PICTURES)
def test_the_paper_of_each_picture_is_of_the_theme(name: str, theme: str, qtbot: QtBot) -> None:
    image, base = drawn(name, theme), palette_of(theme).color(Role.Base)
    papers = sum(image.pixelColor(x, y) == base for x in range(image.width()) for y in range(image.height()))
    assert papers > image.width() * image.height() / 5


@pytest.mark.parametrize("theme", THEMES)
def test_a_proposal_shows_tracked_changes(theme: str, qtbot: QtBot) -> None:
    found, wanted = shades(drawn("proposal", theme)), colours(palette_of(theme))
    assert {wanted.inserted.rgb(), wanted.text.rgb()} <= found
    assert any(_is_like(QColor(shade), wanted.deleted) for shade in found)


def test_pictures_differ(qtbot: QtBot) -> None:
    images = [drawn(name, "light") for name in PICTURES]
    assert all(image != other for place, image in enumerate(images) for other in images[:place])


@pytest.mark.parametrize("name", PICTURES)
def test_from_right_to_left_all_but_symbols_and_ticks_are_mirrored(name: str, qtbot: QtBot) -> None:
    image, mirrored = drawn(name, "light"), drawn(name, "light", mirrored=True)
    assert image != mirrored
    flipped = image.flipped(Qt.Orientation.Horizontal)
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    differing = sum(not _is_like(flipped.pixelColor(x, y), mirrored.pixelColor(x, y)) for x, y in pixels)
    assert (differing > 0) is (name in ("proposal", "sample"))
    assert differing < 900


def _is_like(shade: QColor, other: QColor) -> bool:
    return all(abs(a - b) < 70 for a, b in zip(shade.getRgb(), other.getRgb(), strict=True))
