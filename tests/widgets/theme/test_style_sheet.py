"""Real controls in each theme: pixels of what is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QFile, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QGroupBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from resources import list_names, read_text
from widgets.common.button_box import ButtonBox
from widgets.theme.colours import contrast
from widgets.theme.control_icons import hash_of, pictures, register_control_icons
from widgets.theme.design import ROW, SCHEMES, TARGET
from widgets.theme.style_sheet import style_sheet
from widgets.theme.themes import Themes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(params=SCHEMES)
def theme(request, qapp: QApplication) -> Iterator[str]:
    """A theme that the application shows."""
    themes = Themes(qapp, qapp)
    themes.show(request.param)
    yield request.param
    themes.show("light")
    themes.deleteLater()


def drawn(widget: QWidget, qtbot) -> QImage:
    """A widget as a picture."""
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    widget.show()
    return widget.grab().toImage()


def strongest(image: QImage, rect: QRect, ground: str) -> float:
    """The highest contrast of a pixel in a rectangle with a background."""
    points = product(range(rect.left(), rect.right() + 1), range(rect.top(), rect.bottom() + 1))
    return max(contrast(image.pixelColor(QPoint(*point)), QColor(ground)) for point in points)


@pytest.mark.parametrize("kind", [QPushButton, QLineEdit, QComboBox, QSpinBox])
def test_the_edge_of_a_control_can_be_made_out(qtbot, theme: str, kind):
    """3 : 1 to the window on each of four sides."""
    image, scheme = drawn(kind(), qtbot), SCHEMES[theme]
    wide, high = image.width(), image.height()
    for side in (
        QRect(wide // 2, 0, 1, 2),
        QRect(wide // 2, high - 2, 1, 2),
        QRect(0, high // 2, 2, 1),
        QRect(wide - 2, high // 2, 2, 1),
    ):
        assert strongest(image, side, scheme.window) >= 3


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
@pytest.mark.parametrize("ground", ["window", "base"])
def test_the_edge_of_an_empty_box_can_be_made_out(qtbot, theme: str, kind, ground: str):
    """3 : 1 to the window and to a panel on each of four sides."""
    box = kind()
    image = drawn(box, qtbot)
    option = QStyleOptionButton()
    box.initStyleOption(option)
    element = QStyle.SubElement.SE_CheckBoxIndicator if kind is QCheckBox else QStyle.SubElement.SE_RadioButtonIndicator
    place = box.style().subElementRect(element, option, box)
    middle, colour = place.center(), getattr(SCHEMES[theme], ground)
    for side in (
        QRect(middle.x(), place.top(), 1, 2),
        QRect(middle.x(), place.bottom() - 1, 1, 2),
        QRect(place.left(), middle.y(), 2, 1),
        QRect(place.right() - 1, middle.y(), 2, 1),
    ):
        assert strongest(image, side, colour) >= 3


def test_the_groove_of_a_slider_can_be_made_out(qtbot, theme: str):
    """On both sides of its knob."""
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, 10)
    slider.setValue(5)
    image = drawn(slider, qtbot)
    assert image.height() >= TARGET
    for x in (image.width() // 8, image.width() * 7 // 8):
        assert strongest(image, QRect(x, 0, 1, image.height()), SCHEMES[theme].window) >= 3


@pytest.mark.parametrize("style", [Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextOnly])
def test_a_tool_that_is_switched_on_has_an_edge(qtbot, theme: str, style: Qt.ToolButtonStyle):
    """3 : 1 to the bar and to its own background: the tint alone would not say it."""
    button = QToolButton()
    button.setText("Markup")
    button.setToolButtonStyle(style)
    button.setCheckable(True)
    button.setChecked(True)
    image, scheme = drawn(button, qtbot), SCHEMES[theme]
    edge = QRect(image.width() // 2, 0, 1, 2)
    assert strongest(image, edge, scheme.window) >= 3
    assert strongest(image, edge, image.pixelColor(image.width() // 2, 3).name()) >= 3


def test_a_choice_has_the_same_room_for_its_words_with_the_keyboard(qtbot, theme: str):
    """It is measured without; its wider edge takes the room from its padding."""
    box, other, window = QComboBox(), QLineEdit(), QWidget()
    box.addItem("the widest of all choices")
    column = QVBoxLayout(window)
    column.addWidget(box)
    column.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    rooms = []
    for field in (other, box):
        field.setFocus()
        qtbot.waitUntil(field.hasFocus, timeout=5000)
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        rooms.append(box.style().subControlRect(control, option, part, box))
    assert rooms[0] == rooms[1]


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_tick_is_drawn(qtbot, theme: str, kind):
    box = kind()
    box.setChecked(True)
    image, scheme = drawn(box, qtbot), SCHEMES[theme]
    place = QRect(1, (image.height() - 16) // 2 + 2, 14, 12)
    assert strongest(image, place, scheme.window) >= 3
    ground = scheme.accent
    assert strongest(image, place.adjusted(2, 1, -2, -1), ground) >= 3


def test_the_chevron_of_a_choice_is_drawn(qtbot, theme: str):
    box = QComboBox()
    box.addItem("Letters")
    image = drawn(box, qtbot)
    place = QRect(image.width() - 20, image.height() // 2 - 5, 14, 10)
    assert strongest(image, place, SCHEMES[theme].base) >= 4.5


def test_the_default_button_has_the_accent(qtbot, theme: str):
    box = QDialog()
    layout = QVBoxLayout(box)
    other, default = QPushButton("Other"), QPushButton("Default")
    default.setDefault(True)
    for button in (QLineEdit(), other, default):
        layout.addWidget(button)
    drawn(box, qtbot)
    box.layout().itemAt(0).widget().setFocus()
    image = default.grab().toImage()
    assert image.pixelColor(10, image.height() // 2) == QColor(SCHEMES[theme].accent)
    image = other.grab().toImage()
    assert image.pixelColor(10, image.height() // 2) == QColor(SCHEMES[theme].control)


def test_the_handle_of_a_scroll_bar_can_be_made_out(qtbot, theme: str):
    bar = QScrollBar(Qt.Orientation.Vertical)
    bar.setRange(0, 100)
    bar.setPageStep(30)
    bar.setFixedHeight(200)
    image = drawn(bar, qtbot)
    assert image.width() == 12
    for ground in (SCHEMES[theme].window, SCHEMES[theme].base):
        assert strongest(image, QRect(5, 8, 2, 2), ground) >= 3


def test_the_chosen_tab_is_underlined(qtbot, theme: str):
    tabs = QTabBar()
    for name in ("One", "Two"):
        tabs.addTab(name)
    around = QWidget()
    QVBoxLayout(around).addWidget(tabs)
    drawn(around, qtbot)
    image = around.grab(QRect(tabs.mapTo(around, QPoint()), tabs.size())).toImage()
    lines = [image.pixelColor(tabs.tabRect(tab).center().x(), tabs.tabRect(tab).bottom()) for tab in range(2)]
    assert lines == [QColor(SCHEMES[theme].accent), QColor(SCHEMES[theme].window)]


def test_a_row_is_high_enough_and_the_chosen_one_has_an_edge(qtbot, theme: str):
    rows = QListWidget()
    rows.addItems(["First", "Second"])
    rows.ensurePolished()
    rows.setCurrentRow(1)
    drawn(rows, qtbot)
    rect, scheme = rows.visualItemRect(rows.item(1)), SCHEMES[theme]
    assert rect.height() >= ROW
    image = rows.viewport().grab().toImage()
    assert image.pixelColor(rect.left() + 1, rect.center().y()) == QColor(scheme.accent)
    assert image.pixelColor(rect.right() - 4, rect.center().y()) == QColor(scheme.chosen)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2], ids=lambda direction: direction.name)
def test_a_check_box_is_at_the_beginning_of_its_words(qtbot, theme: str, direction: Qt.LayoutDirection):
    box = QCheckBox("Words beside the box")
    box.setLayoutDirection(direction)
    image = drawn(box, qtbot)
    first, last = (QRect(edge, 0, 16, image.height()) for edge in (0, image.width() - 16))
    at, ground = (last if direction == Qt.LayoutDirection.RightToLeft else first), SCHEMES[theme].window
    sides = [at.left() + 1, at.center().x(), at.right() - 1]
    assert all(strongest(image, QRect(x, 0, 1, image.height()), ground) >= 3 for x in sides)


@pytest.mark.parametrize("theme", ["light"], indirect=True)
@pytest.mark.parametrize("size", [13, 32])
def test_the_title_of_a_group_is_whole_in_both_directions(qtbot, qapp: QApplication, theme: str, size: int):
    def width(title: str, direction: Qt.LayoutDirection) -> int:
        """That of what is drawn of a title, in pixels."""
        qapp.setLayoutDirection(direction)
        qapp.setStyleSheet(style_sheet(theme))
        group = QGroupBox(title)
        qtbot.addWidget(group)
        group.resize(400, 80)
        image = group.grab().toImage()
        ground = image.pixel(200, 70)
        ink = [x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in range(50))]
        return ink[-1] - ink[0]

    before, font = qapp.font(), qapp.font()
    font.setPixelSize(size)
    qapp.setFont(font)
    try:
        for title in ("الوثيقة", "المحتوى", "Contents", "fff"):
            leftwards, rightwards = (width(title, direction) for direction in list(Qt.LayoutDirection)[:2])
            assert abs(leftwards - rightwards) <= 1, title  # one pixel: the edges of letters are smoothed
    finally:
        qapp.setFont(before)
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        qapp.setStyleSheet(style_sheet(theme))


def test_tab_visits_each_button_of_a_box(qtbot, theme: str):
    box = QDialog()
    layout = QVBoxLayout(box)
    row = ButtonBox(ButtonBox.StandardButton.Cancel)
    for words, role in (("Accept", ButtonBox.ButtonRole.AcceptRole), ("Reject", ButtonBox.ButtonRole.DestructiveRole)):
        row.addButton(words, role).setAutoDefault(False)
    field = QLineEdit()
    for part in (field, row):
        layout.addWidget(part)
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow, timeout=1000)
    field.setFocus()
    visited = set()
    for _ in row.buttons():
        QTest.keyClick(box, Qt.Key.Key_Tab)
        visited.add(QApplication.focusWidget())
    assert visited == set(row.buttons())


@pytest.mark.parametrize("theme_name", SCHEMES)
def test_qt_finds_each_sign_of_a_control(qapp, theme_name: str):
    folder = register_control_icons(theme_name)
    for name, picture in pictures(SCHEMES[theme_name]).items():
        file = QFile(f"{folder}/{name}")
        assert file.open(QFile.OpenModeFlag.ReadOnly), name
        assert bytes(file.readAll().data()).decode() == picture


def test_the_hash_of_a_name_is_that_of_qt():
    """As Qt's own compiler of resources writes it."""
    assert hash_of("images") == 0x07037DC3


@pytest.mark.parametrize("theme_name", SCHEMES)
def test_each_picture_of_the_sheet_exists(qapp, theme_name: str):
    names = {
        part.split(")")[0].removeprefix(":/controls/" + theme_name + "/") for part in style_sheet(theme_name).split("url(")[1:]
    }
    assert names <= set(pictures(SCHEMES[theme_name]))


def test_the_sheet_names_no_colour():
    for name in list_names("style", ".qss"):
        assert not re.search("#[0-9a-fA-F]{3}|rgb|hsl", read_text(name)), name


def test_the_words_of_a_default_button_that_cannot_be_pressed_can_be_read(qtbot, theme: str):
    """3 : 1, as of others."""
    box = QDialog()
    button = QPushButton("OK")
    QVBoxLayout(box).addWidget(button)
    button.setDefault(True)
    button.setEnabled(False)
    image = drawn(box, qtbot)
    words = button.geometry().adjusted(6, 4, -6, -4)
    assert strongest(image, words, SCHEMES[theme].window) >= 3


@pytest.mark.parametrize("kind", [QPushButton, QToolButton, QCheckBox, QRadioButton, QTabBar])
def test_the_style_draws_no_frame_of_its_own_inside_what_has_the_keyboard(qtbot, theme: str, kind):
    """There is a ring around it."""
    host = QWidget()
    qtbot.addWidget(host)
    control = kind(host)
    if isinstance(control, QTabBar):
        control.addTab("General")
    else:
        control.setText("Close")
    other = QLineEdit(host)
    host.show()
    host.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    before = control.grab().toImage()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    host.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    assert control.hasFocus()
    assert control.grab().toImage() == before
