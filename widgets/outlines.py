"""A style that draws an outline round whatever can be used, for high contrast: Fusion darkens the ground for its outlines,
and black does not get darker."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

Element, State = QStyle.PrimitiveElement, QStyle.StateFlag
THIN, THICK = 1.0, 2.0
OUTLINED = (
    Element.PE_IndicatorCheckBox, Element.PE_IndicatorRadioButton, Element.PE_FrameLineEdit, Element.PE_PanelButtonCommand,
    Element.PE_Frame, Element.PE_FrameGroupBox, Element.PE_FrameTabWidget, Element.PE_IndicatorItemViewItemCheck,
    Element.PE_FrameMenu, Element.PE_PanelTipLabel,
)  # fmt: skip
BOXES = (QStyle.ComplexControl.CC_ComboBox, QStyle.ComplexControl.CC_SpinBox, QStyle.ComplexControl.CC_ScrollBar)


class Outlines(QProxyStyle):
    """Fusion with outlines in the colour of the text; a thick one where something has the focus or is pressed in."""

    def __init__(self) -> None:
        super().__init__("fusion")

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        super().drawPrimitive(element, option, painter, widget)
        if element in OUTLINED:
            focused = element in (Element.PE_FrameLineEdit, Element.PE_PanelButtonCommand)
            _outline(painter, option, focused=focused and bool(option.state & State.State_HasFocus))
        elif element == Element.PE_PanelButtonTool and option.state & State.State_On:
            _outline(painter, option, thick=True)

    def drawComplexControl(self, control, option, painter, widget=None) -> None:  # type: ignore[no-untyped-def]
        super().drawComplexControl(control, option, painter, widget)
        if control in BOXES:
            _outline(painter, option, focused=bool(option.state & State.State_HasFocus))

    def drawControl(self, element, option, painter, widget=None) -> None:  # type: ignore[no-untyped-def]
        super().drawControl(element, option, painter, widget)
        if element == QStyle.ControlElement.CE_ProgressBarGroove:
            _outline(painter, option)
        elif element == QStyle.ControlElement.CE_TabBarTabShape:
            _outline(painter, option, thick=bool(option.state & State.State_Selected))


def _outline(painter: QPainter, option: QStyleOption, *, thick: bool = False, focused: bool = False) -> None:
    width = THICK if thick or focused else THIN
    role = QPalette.ColorRole.Highlight if focused else QPalette.ColorRole.WindowText
    painter.save()
    painter.setPen(QPen(option.palette.color(role), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(option.rect).adjusted(width / 2, width / 2, -width / 2, -width / 2))
    painter.restore()
