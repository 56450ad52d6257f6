"""The icons have the colours of the theme, the sharpness of the screen and the direction of the window."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QToolBar

from app.window.action_specs import menus
from resources import read_text
from widgets.theme.colours import contrast
from widgets.theme.design import SCHEMES
from widgets.theme.icons import IN_BARS, MIRRORED, coloured_icon, draw_icon, icon, shapes
from widgets.theme.themes import Role, palette_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
IN_MENUS = 16
OFF = QIcon.State.Off
OTHERS = {
    "x", "chevrons-right", "info", "circle-question-mark", "triangle-alert", "octagon-alert", "check", "minus",
    "chevron-down", "chevron-up", "chevron-left", "chevron-right", "chevrons-left", "list-filter",
    "arrow-left-right", "folder-plus",
}  # fmt: skip
"""Those that are elsewhere than on actions: signs, and those in controls."""


@pytest.fixture
def dressed(qapp):
    """The application in a palette of its own, put back afterwards."""
    before = qapp.palette()
    yield qapp
    qapp.setPalette(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def strongest(picture: QPixmap) -> QColor:
    """The colour of the pixel that covers most."""
    image = picture.toImage()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return max((image.pixelColor(*place) for place in places), key=QColor.alpha)


def near(first: QColor, other: QColor) -> bool:
    return all(abs(a - b) <= 8 for a, b in zip(first.getRgb()[:3], other.getRgb()[:3], strict=True))


def test_the_file_holds_what_is_used_and_no_more():
    assert set(shapes()) == {spec.icon for menu in menus() for spec in menu.specs if spec.icon} | OTHERS
    assert set(shapes()) >= MIRRORED
    assert "ISC License" in read_text("icons/LICENSE.txt")


@pytest.mark.parametrize("name", sorted(shapes()))
def test_each_icon_can_be_drawn(qapp, name: str):
    picture = draw_icon(name, QColor("#123456"), 24)
    assert picture.size() == QSize(24, 24)
    assert near(strongest(picture), QColor("#123456"))


@pytest.mark.parametrize("theme", SCHEMES)
def test_an_icon_has_the_colour_of_the_words_beside_it(dressed, theme: str):
    palette, made = palette_of(theme), icon("save")
    dressed.setPalette(palette)
    seen = {mode: strongest(made.pixmap(QSize(IN_BARS, IN_BARS), 4.0, mode, OFF)) for mode in QIcon.Mode}
    assert near(seen[QIcon.Mode.Normal], palette.color(Role.WindowText))
    assert near(seen[QIcon.Mode.Active], palette.color(Role.WindowText))
    assert near(seen[QIcon.Mode.Disabled], palette.color(palette.ColorGroup.Disabled, Role.WindowText))
    chosen = strongest(made.pixmap(QSize(IN_MENUS, IN_MENUS), 4.0, QIcon.Mode.Active, OFF))
    assert contrast(chosen, palette.color(Role.Highlight)) >= 4.5, "the chosen entry of a menu has another ground"


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_an_icon_is_drawn_in_the_pixels_of_the_screen(qapp, ratio: float):
    picture = icon("save").pixmap(QSize(IN_BARS, IN_BARS), ratio, QIcon.Mode.Normal, OFF)
    assert picture.size() == QSize(round(IN_BARS * ratio), round(IN_BARS * ratio))
    assert picture.devicePixelRatio() == ratio


@pytest.mark.parametrize(
    ("name", "turned"), [("undo-2", True), ("list-indent-increase", True), ("save", False), ("check", False)]
)
def test_what_shows_a_direction_is_turned_round_from_right_to_left(dressed, name: str, turned: bool):
    size = QSize(IN_BARS, IN_BARS)
    before = icon(name).pixmap(size).toImage()
    dressed.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    after = icon(name).pixmap(size).toImage()
    assert (after != before) is turned
    if turned:
        differing = [
            (x, y)
            for x in range(IN_BARS)
            for y in range(IN_BARS)
            if abs(after.pixelColor(x, y).alpha() - before.pixelColor(IN_BARS - 1 - x, y).alpha()) > 60
        ]
        assert differing == []


def test_a_bar_that_is_there_is_painted_anew_in_another_theme(dressed, qtbot):
    window, bar = QMainWindow(), QToolBar()
    qtbot.addWidget(window)
    window.addToolBar(bar)
    bar.addAction(icon("save"), "Save")
    window.show()
    grounds = set()
    for theme in SCHEMES:
        dressed.setPalette(palette_of(theme))
        QApplication.processEvents()
        image = bar.grab().toImage()
        colours = [image.pixelColor(x, y) for x in range(0, 40) for y in range(image.height())]
        ground = palette_of(theme).color(Role.Window)
        assert max(contrast(colour, ground) for colour in colours) >= 4.5, theme
        grounds.add(ground.rgb())
    assert len(grounds) == len(SCHEMES)


def test_an_icon_outlives_what_made_it_and_a_copy_that_is_changed(qapp):
    made = icon("save")
    copy = QIcon(made)
    copy.setIsMask(True)
    del made
    gc.collect()
    assert not copy.pixmap(IN_BARS, IN_BARS).isNull()
    picture = QPixmap(30, 30)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    copy.paint(painter, picture.rect())
    painter.end()
    assert strongest(picture).isValid()
    assert any(picture.toImage().pixelColor(x, 15) != QColor("white") for x in range(30))


def test_a_sign_keeps_its_own_colour(qapp):
    made = coloured_icon("info", QColor("#204080"), 32)
    assert {size.width() for size in made.availableSizes()} == {32, 64, 96}
    assert near(strongest(made.pixmap(32, 32)), QColor("#204080"))
