"""The zoom in the status bar: a slider between − and +, and the percentage, which opens a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QToolButton, QWidget

from widgets.common.labels import set_tooltip
from widgets.common.menu import Menu
from widgets.editor.view_comfort import STEPS, next_zoom
from widgets.theme.design import TIGHT

LISTED = (75, 100, 125, 150, 200)
"""Per cent."""
SLIDER = 110
"""Pixels."""
ROOM = 900
"""The width in pixels of a status bar that has room for the slider; a narrower one shows only the percentage."""


class ZoomBar(QWidget):
    """Shows a zoom and asks for others. The slider has the steps of the keys; between two it shows the nearer one."""

    zoom_asked = Signal(int)
    """Per cent."""
    page_width_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom, self._fits = 100, False
        self.smaller = self._button("−", self.tr("Smaller"), lambda: self._step(-1))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(STEPS) - 1)
        self.slider.setPageStep(2)
        self.slider.setFixedWidth(SLIDER)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.valueChanged.connect(self._ask)
        self.larger = self._button("+", self.tr("Larger"), lambda: self._step(1))
        self.percent = QToolButton()
        self.percent.setAutoRaise(True)
        self.percent.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.percent.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_tooltip(self.percent, self.tr("Size of the text; press for a list"))
        self.percent.setMenu(self._menu())
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        for part in (self.smaller, self.slider, self.larger, self.percent):
            layout.addWidget(part)
        self.show_zoom(100)

    def _button(self, sign: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        button.setAccessibleName(name)
        set_tooltip(button, name)
        button.clicked.connect(lambda _checked: act())
        return button

    def _menu(self) -> Menu:
        menu = Menu(self)
        for zoom in LISTED:
            action = menu.addAction(f"{zoom} %")
            action.setCheckable(True)
            action.setData(zoom)
            action.triggered.connect(lambda _checked, zoom=zoom: self.zoom_asked.emit(zoom))
        menu.addSeparator()
        self._page_width = menu.addAction(self.tr("&Page width"))
        self._page_width.setCheckable(True)
        self._page_width.triggered.connect(lambda _checked: self.page_width_asked.emit())
        menu.aboutToShow.connect(self._check)
        return menu

    def _check(self) -> None:
        for action in self.percent.menu().actions():
            action.setChecked(self._fits if action is self._page_width else action.data() == self._zoom and not self._fits)

    def _step(self, by: int) -> None:
        self.zoom_asked.emit(next_zoom(self._zoom, by))

    def _ask(self, step: int) -> None:
        self.zoom_asked.emit(STEPS[step])

    def show_zoom(self, zoom: int, *, fits: bool = False) -> None:
        """Shows the zoom in per cent; `fits`: it is that of a page that fits the room."""
        self._zoom, self._fits = zoom, fits
        self.slider.blockSignals(True)
        self.slider.setValue(min(range(len(STEPS)), key=lambda step: abs(STEPS[step] - zoom)))
        self.slider.blockSignals(False)
        self.smaller.setEnabled(zoom > STEPS[0])
        self.larger.setEnabled(zoom < STEPS[-1])
        self.percent.setText(f"{zoom} %")
        name = self.tr("Zoom: {zoom} %").format(zoom=zoom)
        self.slider.setAccessibleName(name)
        set_tooltip(self.slider, name)
        self.percent.setAccessibleName(name)

    def minimumSizeHint(self) -> QSize:
        """That of the percentage, which stays if there is no room for the slider."""
        return self.percent.minimumSizeHint()

    def fit(self, bar: QSize) -> None:
        """Shows the slider if a status bar of that width has room for it."""
        for part in (self.smaller, self.slider, self.larger):
            part.setVisible(bar.width() >= ROOM)
