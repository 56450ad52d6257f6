"""Widgets that show text: labels, and read-only boxes with several lines."""

from __future__ import annotations

from PySide6 import QtWidgets
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QWidget

from widgets.common.foreign_text import as_tooltip, direction_marked, without_sign


def set_tooltip(widget: QWidget, text: str) -> None:
    """Shows a text as the tooltip of a widget. A screen reader gets it as a description without the markup of tooltips."""
    widget.setToolTip(as_tooltip(text))
    widget.setAccessibleDescription(". ".join(filter(None, text.split("\n"))))


def name_choice(choice: QComboBox, name: str) -> None:
    """Names a combo box that has no label. On Linux, Qt gives the chosen entry as its name, so the description has the name too;
    a reader omits a description that is the same as the name."""
    choice.setAccessibleName(name)
    choice.setAccessibleDescription(name)


class PlainLabel(QLabel):
    """Is named by its text without signs before the words, unless it has another name."""

    def setText(self, text: str) -> None:
        was = _name_without_signs(self.text())
        super().setText(text)
        if self.accessibleName() == was:
            self.setAccessibleName(_name_without_signs(text))


def _name_without_signs(text: str) -> str:
    """The lines of a text without the signs before their words; '' if there are none."""
    name = "\n".join(map(without_sign, text.split("\n")))
    return name if name != text else ""


def plain_label(text: str) -> QLabel:
    """A label that shows its text as it is, never as HTML, and lets the user copy it."""
    label = PlainLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def hint_label(text: str) -> QLabel:
    """A label with an explanation, in the colour of text of less importance."""
    label = plain_label(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def reading_box(name: str, text: str = "") -> QtWidgets.QPlainTextEdit:
    """A read-only box of lines. They are aligned with the leading side of the window; Qt aligns them to the left in every window.

    name: what assistive technology calls the box
    """
    lines = QtWidgets.QPlainTextEdit(text)  # named through its module: the first window does not show one
    lines.setReadOnly(True)
    lines.setTabChangesFocus(True)
    lines.setAccessibleName(name)
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        option = lines.document().defaultTextOption()
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
        lines.document().setDefaultTextOption(option)
    return lines


class ElidedLabel(QLabel):
    """A line of plain text; in too small a width a shorter wording, or without its end. Its tooltip is the whole text, or an
    explanation."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = self._short = self._more = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str, short: str = "", more: str = "") -> None:
        """`short` is a shorter wording of the same, for a width that is not enough for `text`; `more` is the explanation."""
        self._whole, self._short, self._more = text, short, more
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def whole(self) -> str:
        """The whole text, even if only a part of it is visible."""
        return self._whole

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._short) + 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), self.width()
        fitting = self._whole if metrics.horizontalAdvance(self._whole) <= room else self._short or self._whole
        shown = metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, room)
        super().setText(direction_marked(shown))
        set_tooltip(self, self._more or ("" if shown == self._whole else self._whole))
