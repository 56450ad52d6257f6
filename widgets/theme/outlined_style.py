"""A style that outlines all controls, for dark backgrounds: Fusion darkens the background for its outlines, which is hardly
visible on dark ones."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionMenuItem,
    QStyleOptionToolButton,
    QWidget,
)

from widgets.theme.colours import between
from widgets.theme.icons import icon as own_icon

Element, State = QStyle.PrimitiveElement, QStyle.StateFlag
THIN, THICK = 1.0, 2.0
GAP = 4
"""Pixels between a separator and the edge of its menu."""
MORE = "qt_toolbar_ext_button"
"""Qt's name for the button of a toolbar that has more entries than fit."""
FILLED_IN = (
    Element.PE_IndicatorCheckBox, Element.PE_IndicatorRadioButton, Element.PE_FrameLineEdit,
    Element.PE_IndicatorItemViewItemCheck, Element.PE_PanelTipLabel, Element.PE_PanelMenu,
)  # fmt: skip
OUTLINED = (
    *FILLED_IN, Element.PE_PanelButtonCommand, Element.PE_Frame, Element.PE_FrameGroupBox, Element.PE_FrameTabWidget,
    Element.PE_FrameMenu,
)  # fmt: skip
CHOSEN_IN = (QStyle.ComplexControl.CC_ComboBox, QStyle.ComplexControl.CC_SpinBox)
CLOSING = (QStyle.StandardPixmap.SP_TitleBarCloseButton, QStyle.StandardPixmap.SP_DockWidgetCloseButton)
QUIET = 0.45
"""The share of the background in an outline of the least contrast: 3 to 1 for controls (WCAG 2.2, 1.4.11)."""


class Outlines(QProxyStyle):
    """Fusion with outlines, thick ones for the focus and for pressed buttons. With `strong`, everything is outlined in the colour
    of the text; otherwise input fields in a fainter colour."""

    def __init__(self, *, strong: bool) -> None:
        super().__init__("fusion")
        self._strong = strong
        self._outlined = OUTLINED if strong else FILLED_IN
        self._boxes = (*CHOSEN_IN, QStyle.ComplexControl.CC_ScrollBar) if strong else CHOSEN_IN

    def standardIcon(
        self, icon: QStyle.StandardPixmap, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> QIcon:
        """None for the buttons of dialogs, and a cross to close a panel: those of Fusion are made for light backgrounds."""
        if icon in CLOSING:
            return own_icon("x")
        return QIcon() if icon.name.startswith("SP_Dialog") else super().standardIcon(icon, option, widget)

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        super().drawPrimitive(element, option, painter, widget)
        filled_in = element == Element.PE_Frame and isinstance(widget, QPlainTextEdit)
        if element in self._outlined or filled_in:
            focused = filled_in or element in (Element.PE_FrameLineEdit, Element.PE_PanelButtonCommand)
            focused = focused and bool(option.state & State.State_HasFocus)
            self._outline(painter, option, focused=focused, curved=element == Element.PE_IndicatorRadioButton)
        elif element == Element.PE_PanelButtonTool and option.state & State.State_On:
            self._outline(painter, option, thick=True)

    def drawComplexControl(self, control, option, painter, widget=None) -> None:  # type: ignore[no-untyped-def]
        if isinstance(option, QStyleOptionToolButton) and widget is not None and widget.objectName() == MORE:
            option.icon = own_icon("chevrons-right")
        super().drawComplexControl(control, option, painter, widget)
        if control in self._boxes:
            self._outline(painter, option, focused=bool(option.state & State.State_HasFocus))
        elif control == QStyle.ComplexControl.CC_Slider:
            knob = QStyleOption(option)
            knob.rect = self.subControlRect(control, option, QStyle.SubControl.SC_SliderHandle, widget)
            self._outline(painter, knob, focused=bool(option.state & State.State_HasFocus))

    def drawControl(self, element, option, painter, widget=None) -> None:  # type: ignore[no-untyped-def]
        super().drawControl(element, option, painter, widget)
        if element == QStyle.ControlElement.CE_MenuItem and isinstance(option, QStyleOptionMenuItem):
            if option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator:
                self._part(painter, option)
            return
        if not self._strong:
            return
        if element == QStyle.ControlElement.CE_ProgressBarGroove:
            self._outline(painter, option)
        elif element == QStyle.ControlElement.CE_TabBarTabShape:
            self._outline(painter, option, thick=bool(option.state & State.State_Selected))

    def _outline(
        self, painter: QPainter, option: QStyleOption, *, thick: bool = False, focused: bool = False, curved: bool = False
    ) -> None:
        width = THICK if thick or focused else THIN
        painter.save()
        painter.setPen(QPen(self._colour(option.palette, focused=focused), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        place = QRectF(option.rect).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        if curved:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawEllipse(place)
        else:
            painter.drawRect(place)
        painter.restore()

    def _part(self, painter: QPainter, option: QStyleOption) -> None:
        """A separator between the entries of a menu."""
        painter.save()
        painter.setPen(QPen(self._colour(option.palette, focused=False), THIN))
        middle = option.rect.center().y()
        painter.drawLine(option.rect.left() + GAP, middle, option.rect.right() - GAP, middle)
        painter.restore()

    def _colour(self, palette: QPalette, *, focused: bool) -> QColor:
        if focused:
            return palette.color(QPalette.ColorRole.Accent)
        text, ground = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
        return text if self._strong else between(text, ground, QUIET)
