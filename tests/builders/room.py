"""The room that words have in the controls of a window, and whether the buttons of a box can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from widgets.common.labels import ElidedLabel
from widgets.start.start_card import StartCard
from widgets.window.status_bar import PlaceLabel

_BREAKS = re.compile(r"\s+|(?<=[\u3000-\u9fff\uff00-\uffef])|(?=[\u3000-\u9fff\uff00-\uffef])")
"""Where a line may be broken."""
SLACK = 1
"""Pixels by which rounding may differ."""
Horizontal = Qt.Orientation.Horizontal


def cut(top: QWidget, *, tips: bool = True) -> list[str]:
    """The controls under a window that are seen and have less room than their words take, each with both in pixels.

    tips: whether a choice may be elided that its tooltip shows whole
    """
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or (widget.window() is not top.window()):
            continue
        for text, needed, room in _of_card(widget) if isinstance(widget, StartCard) else _measured(widget, tips=tips):
            if needed > room + SLACK:
                found.append(f"{type(widget).__name__} {text!r} in {_place(widget)}: {room} of {needed}")
    return found


def _place(widget: QWidget) -> str:
    over = widget.parentWidget()
    while over is not None and type(over).__module__.startswith("PySide6"):
        over = over.parentWidget()
    return type(over or widget.window()).__name__


def _measured(widget: QWidget, *, tips: bool) -> Iterator[tuple[str, int, int]]:
    """The words of a control with the room they need and that they have."""
    match widget:
        case ElidedLabel() | PlaceLabel():
            return  # says the whole in its tooltip
        case QLabel() if widget.text():
            yield from _of_label(widget)
        case QCheckBox() | QRadioButton() | QPushButton() if widget.text():
            yield widget.text(), _width(widget, widget.text()) + _icon(widget), _contents(widget)
        case QToolButton() if widget.text() and widget.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly:
            beside = widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            yield widget.text(), _width(widget, widget.text()) + (_icon(widget) if beside else 0), widget.width()
        case QComboBox() if widget.currentText() and not widget.isEditable():
            option = QStyleOptionComboBox()
            widget.initStyleOption(option)
            style, sub = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
            room = widget.style().subControlRect(style, option, sub, widget).width()
            if not tips or widget.currentText() not in widget.toolTip():
                yield widget.currentText(), widget.fontMetrics().boundingRect(widget.currentText()).width(), room
        case QLineEdit() if not widget.text() and widget.placeholderText() not in widget.toolTip():
            yield widget.placeholderText(), widget.fontMetrics().horizontalAdvance(widget.placeholderText()), widget.width() - 8
        case QGroupBox() if widget.title():
            yield widget.title(), _width(widget, widget.title()), widget.width()
        case QTabBar() if not widget.visibleRegion().isEmpty():  # Qt keeps one aside for a panel that stands alone
            for tab in range(widget.count()):
                yield widget.tabText(tab), _width(widget, widget.tabText(tab)), widget.tabRect(tab).width()
        case QHeaderView() if widget.orientation() == Horizontal and widget.model() is not None:
            yield from _of_header(widget)


def _of_card(card: StartCard) -> Iterator[tuple[str, int, int]]:
    yield f"{card.text()} (height)", card.heightForWidth(card.width()), card.height()
    for text, font, room in card.lines():
        yield f"{text} (longest word)", max(map(QFontMetrics(font).horizontalAdvance, _BREAKS.split(text))), room


def _of_header(header: QHeaderView) -> Iterator[tuple[str, int, int]]:
    margin = header.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMargin, None, header)
    for section in range(header.count()):
        text = header.model().headerData(section, Horizontal, Qt.ItemDataRole.DisplayRole)
        if isinstance(text, str) and text and not header.isSectionHidden(section):
            tip = header.model().headerData(section, Horizontal, Qt.ItemDataRole.ToolTipRole)
            if not (isinstance(tip, str) and text in tip):
                yield text, header.fontMetrics().size(0, text).width() + 2 * margin, header.sectionSize(section)


def _of_label(label: QLabel) -> Iterator[tuple[str, int, int]]:
    around = label.contentsMargins().left() + label.contentsMargins().right() + 2 * label.margin()
    if label.wordWrap():
        yield f"{label.text()} (height)", label.heightForWidth(label.width()), label.height()
        text = QTextDocument(label.text()).toPlainText() if QtGui.Qt.mightBeRichText(label.text()) else label.text()
        longest = max(map(label.fontMetrics().horizontalAdvance, _BREAKS.split(text)))
        yield f"{label.text()} (longest word)", longest, label.width() - around
        return
    yield label.text(), label.sizeHint().width(), label.width()


def _width(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()


def _icon(button: QAbstractButton) -> int:
    return 0 if button.icon().isNull() else button.iconSize().width() + 4


def _contents(button: QAbstractButton) -> int:
    """The width in which a button writes its words."""
    option = QStyleOptionButton()
    button.initStyleOption(option)  # type: ignore[attr-defined]
    element = {
        QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
        QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
        QPushButton: QStyle.SubElement.SE_PushButtonContents,
    }
    sub = next(sub for kind, sub in element.items() if isinstance(button, kind))
    return button.style().subElementRect(sub, option, button).width()


def out_of_reach(box: QWidget) -> list[str]:
    """The buttons of a box that its window leaves outside, and that nothing scrolls into sight."""
    found = []
    for button in box.findChildren(QPushButton):
        if button.isVisible() and button.window() is box.window() and not _scrolls(button):
            place = QRect(button.mapTo(box, button.rect().topLeft()), button.size())
            if not box.rect().contains(place):
                found.append(f"{button.text()!r} of {type(box).__name__} at {place.getRect()} in {box.width()} × {box.height()}")
    return found


def _scrolls(widget: QWidget) -> bool:
    over = widget.parentWidget()
    while over is not None and not over.isWindow():
        if isinstance(over, QAbstractScrollArea):
            return True
        over = over.parentWidget()
    return False
