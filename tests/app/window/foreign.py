"""Text from a file that Qt would obey, and where in the running program it would be obeyed."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QHeaderView,
    QLabel,
    QMenu,
    QTabBar,
    QTextEdit,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

PICTURE = "p.png"
PLANTED = f"<img src={PICTURE}>&Ж"
"""As HTML it shows a picture of the current folder; as a caption it makes Ж a shortcut."""
_OPEN, _NO_WAIT = 0x20, 0o4000
"""IN_OPEN and IN_NONBLOCK of inotify(7)."""
Role = Qt.ItemDataRole
_RICH_ROLES = (Role.ToolTipRole, Role.WhatsThisRole, Role.StatusTipRole)


class Watch:
    """Whether anybody opens the picture, asked of the system itself: Qt's own opens pass Python by. Where the system cannot
    be asked (not Linux), what was shown is judged by its words alone."""

    def __init__(self, folder: Path) -> None:
        image = QPixmap(4, 4)
        image.fill(Qt.GlobalColor.red)
        assert image.save(str(folder / PICTURE))
        self._handle = -1
        if sys.platform == "linux":
            system = ctypes.CDLL(None, use_errno=True)
            self._handle = system.inotify_init1(_NO_WAIT)
            assert system.inotify_add_watch(self._handle, os.fsencode(folder / PICTURE), _OPEN) >= 0

    @property
    def works(self) -> bool:
        return self._handle >= 0

    def opened(self) -> bool:
        """Whether it was opened since it was asked last."""
        with suppress(BlockingIOError):
            return self._handle >= 0 and bool(os.read(self._handle, 4096))
        return False

    def close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)


def is_obeyed(text: object) -> bool:
    """Whether Qt would take a text for HTML that names the picture."""
    return isinstance(text, str) and "<img" in text and QtGui.Qt.mightBeRichText(text)


def is_shortcut(caption: str) -> bool:
    """Whether the foreign `&` of a caption makes a shortcut."""
    return re.search(r"(?<!&)(&&)*&Ж", caption) is not None


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)  # that of a list is private


def indexes(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    waiting = [QModelIndex()]
    while waiting:
        parent = waiting.pop()
        for row in range(model.rowCount(parent)):
            for column in range(_columns(model, parent)):
                yield model.index(row, column, parent)
            waiting.append(model.index(row, 0, parent))


def _of_model(model: QAbstractItemModel, name: str) -> Iterator[str]:
    for index in indexes(model):
        for role in _RICH_ROLES:
            if is_obeyed(index.data(role)):
                yield f"{name}: {role.name} of {index.row()}, {index.column()}"
    for way, count in ((Qt.Orientation.Horizontal, _columns(model, QModelIndex())), (Qt.Orientation.Vertical, model.rowCount())):
        for section in range(count):
            for role in _RICH_ROLES:
                if is_obeyed(model.headerData(section, way, role)):
                    yield f"{name}: {role.name} of the header {section}"


def of_actions(actions: Iterable[QAction]) -> Iterator[str]:
    """The actions that take foreign text for HTML or for a shortcut."""
    for action in actions:
        if any(map(is_obeyed, (action.toolTip(), action.statusTip(), action.whatsThis()))):
            yield f"the tooltip of the action {action.text()!r}"
        if is_shortcut(action.text()):
            yield f"a shortcut in the action {action.text()!r}"


def _captions(widget: QWidget) -> Iterable[str]:
    match widget:
        case QAbstractButton():
            return [widget.text()]
        case QMenu() | QGroupBox():
            return [widget.title()]
        case QTabBar():
            return [widget.tabText(tab) for tab in range(widget.count())]
        case QLabel() if widget.buddy() is not None:
            return [widget.text()]
        case QDockWidget():
            return [widget.toggleViewAction().text()]
    return []


def _of_widget(widget: QWidget) -> Iterator[str]:
    name = f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()} in {type(widget.window()).__name__}"
    for text in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
        if is_obeyed(text):
            yield f"the tooltip of {name}"
    yield from of_actions(widget.actions())
    if any(map(is_shortcut, _captions(widget))):
        yield f"a shortcut in {name}"
    match widget:
        case QLabel() if widget.textFormat() != Qt.TextFormat.PlainText and is_obeyed(widget.text()):
            yield f"the text of {name}"
        case QTabBar():
            if any(is_obeyed(widget.tabToolTip(tab)) or is_obeyed(widget.tabWhatsThis(tab)) for tab in range(widget.count())):
                yield f"the tooltip of a tab of {name}"
        case QTextEdit():
            if f'<img src="{PICTURE}"' in widget.document().toHtml():
                yield f"the text of {name}"
        case QAbstractItemView() | QComboBox() if widget.model() is not None and not isinstance(widget, QHeaderView):
            yield from _of_model(widget.model(), name)


def _point_at(widget: QWidget, place: QPoint) -> None:
    """Rests the mouse there, as far as tooltips know."""
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))


def _hovered(widget: QWidget) -> Iterator[str]:
    """What is wrong with the tooltips that come up under the mouse."""
    if isinstance(widget, QAbstractItemView) and widget.model() is not None and not isinstance(widget, QHeaderView):
        viewport = widget.viewport()
        seen = (widget.visualRect(index).center() for index in indexes(widget.model()))
        places = [(viewport, place) for place in seen if viewport.rect().contains(place)]
    else:
        places = [(widget, widget.rect().center())]
    for target, place in places:
        _point_at(target, place)
        if is_obeyed(QToolTip.text()):
            yield f"the tooltip that comes up over {type(widget).__name__}"
        QToolTip.hideText()


def obeyed(*tops: QWidget) -> list[str]:
    """Every place under some windows where foreign text is taken for HTML or for a shortcut."""
    found: list[str] = []
    for top in tops:
        for widget in (top, *top.findChildren(QWidget)):
            if not isValid(widget):  # a tooltip that has been replaced meanwhile
                continue
            found.extend(_of_widget(widget))
            if widget.isVisible() and widget.window() is top.window():
                found.extend(_hovered(widget))
        found.extend(of_actions(top.findChildren(QAction)))
        top.grab()
    return sorted(set(found))
