"""The sizes of what is clicked in a window: WCAG 2.2, 2.5.8."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenuBar,
    QSlider,
    QTabBar,
    QToolButton,
    QTreeView,
    QWidget,
)

from widgets.theme.design import TARGET

ROWS = 40
"""How many rows of a view are measured."""


def too_small(top: QWidget, where: str) -> list[str]:
    """The targets under a window that are seen and less than 24 pixels wide or high, each with its size.

    where: what the window is
    """
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    found = []
    for widget in [top, *top.findChildren(QWidget)]:
        if not widget.isVisible() or widget.window() is not top.window() or not widget.visibleRegion().boundingRect().isValid():
            continue
        for words, size in _targets(widget):
            if min(size.width(), size.height()) < TARGET:
                found.append(f"{where}: {type(widget).__name__} {words!r} {size.width()} × {size.height()}")
    return list(dict.fromkeys(found))


def _targets(widget: QWidget) -> Iterator[tuple[str, QSize]]:
    """What is clicked in a widget, as name and size. Exceptions are equivalents (2.5.8): the field of a spin box takes the number
    that its arrows change, and the tools that a narrow bar has no room for are in the menus."""
    match widget:
        case QTabBar():
            tabs = [at for at in range(widget.count()) if widget.isTabVisible(at)]
            yield from ((widget.tabText(at), widget.tabRect(at).size()) for at in tabs)
        case QMenuBar():
            menus = [(action.text(), widget.actionGeometry(action)) for action in widget.actions()]
            yield from ((words, place.size()) for words, place in menus if not place.isEmpty())
        case QHeaderView():
            if widget.sectionsClickable() and widget.orientation() == Qt.Orientation.Horizontal and widget.count():
                yield widget.accessibleName(), QSize(TARGET, widget.height())
        case QAbstractItemView():
            yield from (("row", place.size()) for place in _rows(widget))
        case QLineEdit() if not isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QAbstractItemView):
            yield widget.accessibleName(), widget.size()
        case QToolButton() if widget.objectName() == "qt_toolbar_ext_button":
            return
        case QAbstractButton() | QComboBox() | QAbstractSpinBox() | QSlider():
            words = widget.text() if isinstance(widget, QAbstractButton) else ""
            yield widget.accessibleName() or words or widget.objectName(), widget.size()


def _rows(view: QAbstractItemView) -> Iterator[QRect]:
    """The places of the first rows of a view; one that is cut at the edge of the view has its whole height."""
    model = view.model()
    if model is None:
        return
    index = view.indexAt(QPoint(2, 2)) if isinstance(view, QTreeView) else model.index(0, 0, view.rootIndex())
    for row in range(ROWS):
        if not index.isValid():
            return
        if not (place := view.visualRect(index)).isEmpty():
            yield QRect(0, place.top(), view.viewport().width(), place.height())
        index = view.indexBelow(index) if isinstance(view, QTreeView) else model.index(row + 1, 0, view.rootIndex())
