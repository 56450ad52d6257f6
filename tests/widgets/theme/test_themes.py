"""Everything that is written can be read: WCAG 2.2, level AA."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QMainWindow,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolBar,
    QToolButton,
)

from widgets.brackets.overlay import BACKGROUND as OF_BRACKETS
from widgets.comments.overlay import BACKGROUND as OF_COMMENT
from widgets.find.hit_marks import FILL
from widgets.margin.leader import TINT as OF_CARD
from widgets.positions.overlay import BACKGROUND as OF_POSITION
from widgets.theme.colours import HUES, LEAST, colours, contrast, edge_of, luminance, mark_colour, participant_colour
from widgets.theme.design import PARTICIPANTS, SCHEMES
from widgets.theme.themes import NATIVE_SHEET, Role, Themes, palette_of
from widgets.window.side_pane import SidePane

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PAIRS = [
    (Role.WindowText, Role.Window), (Role.Text, Role.Base), (Role.Text, Role.AlternateBase), (Role.ButtonText, Role.Button),
    (Role.HighlightedText, Role.Highlight), (Role.ToolTipText, Role.ToolTipBase), (Role.PlaceholderText, Role.Base),
    (Role.Link, Role.Base), (Role.Link, Role.Window), (Role.LinkVisited, Role.Base), (Role.Text, Role.Window),
    (Role.WindowText, Role.Base),
]  # fmt: skip


@pytest.mark.parametrize("theme", SCHEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "-".join(role.name for role in pair))
def test_words_of_a_theme_can_be_read(theme: str, pair):
    palette = palette_of(theme)
    found = contrast(*(palette.color(role) for role in pair))
    assert found >= (7 if theme == "contrast" else LEAST)


@pytest.mark.parametrize("theme", SCHEMES)
def test_what_cannot_be_used_can_be_made_out(theme: str):
    palette = palette_of(theme)
    group = QPalette.ColorGroup.Disabled
    assert contrast(palette.color(group, Role.Text), palette.color(group, Role.Base)) >= 3
    assert contrast(palette.color(group, Role.ButtonText), palette.color(group, Role.Button)) >= 3


@pytest.mark.parametrize("theme", SCHEMES)
def test_amendments_can_be_read_in_a_theme(theme: str):
    palette = palette_of(theme)
    colour_set = colours(palette)
    least = 7 if theme == "contrast" else LEAST
    for field in fields(colour_set):
        if field.name != "background":
            assert contrast(getattr(colour_set, field.name), colour_set.background) >= least, field.name
            assert contrast(getattr(colour_set, field.name), palette.color(Role.AlternateBase)) >= least, field.name
    for number in range(len(PARTICIPANTS)):
        assert contrast(participant_colour(palette, number), colour_set.background) >= least, number


MARKS = {"hit": FILL, "current comment": 2 * OF_COMMENT, "brackets": OF_BRACKETS, "position": OF_POSITION, "card": OF_CARD}


@pytest.mark.parametrize("theme", SCHEMES)
@pytest.mark.parametrize("mark", MARKS)
def test_amendments_can_be_read_below_a_mark(theme: str, mark: str):
    """Marks are painted over the words."""
    shades = colours(palette_of(theme))
    for tone, word in product(HUES, ["text", *HUES]):
        if word == "misspelt":
            continue  # a line
        picture = QImage(2, 1, QImage.Format.Format_ARGB32)
        for x, below in enumerate((shades.background, getattr(shades, word))):
            picture.setPixelColor(x, 0, below)
        painter = QPainter(picture)
        painter.fillRect(picture.rect(), mark_colour(shades, getattr(shades, tone), MARKS[mark]))
        painter.end()
        found = contrast(picture.pixelColor(0, 0), picture.pixelColor(1, 0))
        assert found >= (7 if theme == "contrast" else LEAST) - 0.05, (tone, word)
        assert picture.pixelColor(0, 0) != shades.background, "the mark is seen"


GREYS = st.integers(0, 255)


@given(GREYS, GREYS, GREYS)
def test_amendments_can_be_read_on_any_ground_that_leaves_room(red: int, green: int, blue: int):
    ground = QColor(red, green, blue)
    palette = QPalette()
    palette.setColor(Role.Base, ground)
    palette.setColor(Role.AlternateBase, ground)
    colour_set = colours(palette)
    best = max(contrast(ground, QColor("black" if luminance(ground) > 0.18 else "white")), 1.0)
    for name in HUES:
        assert contrast(getattr(colour_set, name), ground) >= min(LEAST, best) - 0.01, name


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_what_is_filled_in_and_the_cross_of_a_panel_can_be_made_out(qtbot, theme: str):
    """WCAG 2.2, 1.4.11: 3 to 1."""
    application = QApplication.instance()
    themes = Themes(application, application)
    box = QCheckBox()
    qtbot.addWidget(box)
    try:
        themes.show(theme)
        box.ensurePolished()
        picture = box.grab().toImage()
        ground = application.palette().color(Role.Window)
        column = [picture.pixelColor(8, y) for y in range(picture.height())]
        assert max(contrast(colour, ground) for colour in column) >= 3
        pane = SidePane(())
        qtbot.addWidget(pane)
        pane.show()
        cross = pane.close_button.grab().toImage()
        middle = [cross.pixelColor(x, cross.height() // 2) for x in range(cross.width())]
        assert max(contrast(colour, ground) for colour in middle) >= 7
    finally:
        themes.show("system")
        themes.deleteLater()


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_what_leads_to_the_rest_of_a_bar_can_be_made_out(qtbot, theme: str):
    application = QApplication.instance()
    themes = Themes(application, application)
    try:
        themes.show(theme)
        window, bar = QMainWindow(), QToolBar()
        qtbot.addWidget(window)
        window.addToolBar(bar)
        for number in range(12):
            bar.addAction(f"Action {number}")
        window.resize(300, 80)
        window.show()
        more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
        picture = window.grab(QRect(more.mapTo(window, QPoint(0, 0)), more.size())).toImage()
        shown = [picture.pixelColor(x, picture.height() // 2) for x in range(picture.width())]
        assert max(contrast(colour, shown[0]) for colour in shown) >= 3
    finally:
        themes.show("system")
        themes.deleteLater()


def test_contrast_is_that_of_wcag():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_themes_dress_the_application_and_undress_it(qtbot):
    application = QApplication.instance()
    themes = Themes(application, application)
    try:
        themes.show("dark")
        assert luminance(application.palette().color(Role.Base)) < 0.1
        themes.show("contrast")
        assert application.palette().color(Role.Base) == QColor("black")
        themes.show("system")
        assert luminance(application.palette().color(Role.Base)) > 0.9
    finally:
        themes.deleteLater()


@pytest.mark.parametrize("theme", SCHEMES)
def test_colours_are_those_of_an_active_window_while_it_waits_for_work(theme: str):
    palette = palette_of(theme)
    wanted = colours(palette)
    palette.setCurrentColorGroup(QPalette.ColorGroup.Disabled)
    assert colours(palette) == wanted


def test_a_theme_that_is_shown_is_not_asked_of_the_platform_again():
    """On Windows that draws every widget again and takes the window's activation for a moment."""
    application = QApplication.instance()
    asked: list[str] = []

    class Recording:
        def __getattr__(self, name: str):
            asked.append(name)
            return getattr(application, name)

    themes = Themes(Recording(), application)
    try:
        themes.show("light")
        asked.clear()
        themes.show("light")
        assert asked == []
    finally:
        themes.show("system")
        themes.deleteLater()


@pytest.mark.parametrize("theme", SCHEMES)
def test_edges_of_cards_and_tiles_are_as_strong_as_the_text_in_high_contrast(theme: str):
    palette = palette_of(theme)
    for beside in (Role.Base, Role.Window):
        assert contrast(edge_of(palette), palette.color(beside)) >= (7 if theme == "contrast" else 3)


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_the_knob_of_a_slider_can_be_made_out(qtbot, theme: str):
    application = QApplication.instance()
    themes = Themes(application, application)
    themes.show(theme)
    try:
        slider = QSlider(Qt.Orientation.Horizontal)
        qtbot.addWidget(slider)
        slider.setRange(0, 10)
        slider.setValue(5)
        slider.resize(120, 30)
        image = slider.grab().toImage()
        option = QStyleOptionSlider()
        slider.initStyleOption(option)
        knob = slider.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider)
        ratio = image.devicePixelRatio()
        edge = image.pixelColor(QPoint(round(knob.center().x() * ratio), round(knob.top() * ratio)))
        assert contrast(edge, slider.palette().color(Role.Window)) >= 3
    finally:
        themes.show("light")


@pytest.mark.parametrize(("platform", "flat"), [("win32", False), ("linux", True)])
def test_windows_keeps_its_colours_in_its_high_contrast(qapp, monkeypatch, platform: str, flat: bool):
    monkeypatch.setattr("widgets.theme.themes.sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr(Themes, "_wants_contrast", lambda _themes: True)
    themes = Themes(qapp, qapp)
    try:
        themes.show("system")
        assert (qapp.styleSheet() != NATIVE_SHEET) is flat
        assert (qapp.palette().color(Role.Accent) == QColor(SCHEMES["contrast"].accent)) is flat
    finally:
        themes.show("light")
        themes.deleteLater()
