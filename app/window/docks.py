"""The panels beside the text: each is in a dock and keeps its place with the layout."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabBar, QWidget

from app.window.action_ids import ActionId
from app.window.actions import Actions
from widgets.common.sizes import resize_to_fit

Area = Qt.DockWidgetArea
MIRRORED = {Area.LeftDockWidgetArea: Area.RightDockWidgetArea, Area.RightDockWidgetArea: Area.LeftDockWidgetArea}
SIZE = 1340, 860
"""Of a window that has room for the text, the form and the page beside each other."""
LOW = 3
"""A panel under the text takes no more than this part of the window."""
TEXT = 660
"""Pixels that the text and the tree of its clauses keep beside a wide panel."""


class Docks(QObject):
    """Puts panels into docks, those of one side in tabs, and shows, hides and activates them."""

    left = Signal()
    """A panel that had the focus was hidden."""

    def __init__(self, window: QMainWindow, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        window.setCorner(Qt.Corner.BottomRightCorner, Area.RightDockWidgetArea)  # what stands beside the text is long
        window.setCorner(Qt.Corner.BottomLeftCorner, Area.LeftDockWidgetArea)
        self._docks: dict[str, QDockWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._first: dict[str, tuple[Qt.DockWidgetArea, bool]] = {}
        """The initial area of each dock, and whether it is shown."""
        self._extents: dict[str, tuple[int, Qt.Orientation]] = {}
        self._wide: dict[str, range] = {}
        self._widened: dict[Qt.DockWidgetArea, str] = {}
        """The panel for which a side was made as wide as it is: others of it need less."""
        self._in_front: set[str] = set()

    def add(
        self,
        name: str,
        title: str,
        panel: QWidget | Callable[[], QWidget],
        area: Qt.DockWidgetArea,
        *,
        extent: int,
        wide: range | None = None,
        action: ActionId | None = None,
        shown: bool = False,
    ) -> QDockWidget:
        """A dock at one side of the window for a panel.

        name: its name in the kept layout
        title: the words over it
        panel: the panel, or what makes it when it is first seen
        area: the side of the window; of one that runs from right to left the other one
        extent: its width or height, in pixels
        wide: the widths that it has instead where the window has room for them beside the text
        action: what shows and hides it; None: nothing does
        shown: whether it is shown at first
        """
        if self._window.isRightToLeft():  # Qt leaves docks where they are, and mirrors what is between them
            area = MIRRORED.get(area, area)
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        features = QDockWidget.DockWidgetFeature
        dock.setFeatures(features.DockWidgetClosable | features.DockWidgetMovable)
        first = next((other for other in self._docks.values() if self._window.dockWidgetArea(other) == area), None)
        self._docks[name] = dock
        self._first[name] = area, shown
        if isinstance(panel, QWidget):
            dock.setWidget(panel)
        else:
            self._makers[name] = panel
        dock.visibilityChanged.connect(partial(self._on_visible, name))
        self._window.addDockWidget(area, dock)
        lies = area in (Area.TopDockWidgetArea, Area.BottomDockWidgetArea)
        if first is not None:
            self._window.tabifyDockWidget(first, dock)
            first.raise_()
        self._extents[name] = extent, Qt.Orientation.Vertical if lies else Qt.Orientation.Horizontal
        if wide is not None:
            self._wide[name] = wide
        if shown:
            self._widen(name)
        dock.setVisible(shown)
        if action is not None:
            entry = self._actions[action]
            entry.setCheckable(True)
            entry.setChecked(shown)
            dock.toggleViewAction().toggled.connect(entry.setChecked)
            self._actions.connect_to(action, lambda: self._toggle(name, entry))
        return dock

    def open(self, name: str) -> QWidget:
        """Shows a panel in front of the others of its side, and returns it."""
        dock = self._docks[name]
        came = name not in self._in_front
        dock.show()
        dock.raise_()
        panel = self._make_panel(name)
        if came:
            QTimer.singleShot(0, self, lambda: self._widen(name))  # before that a dock does not know its size
        return panel

    def _widen(self, name: str) -> None:
        """Gives a panel the room that it wants; another of its side may have wanted less. Under the text all are as high as the
        first of them was left."""
        dock, (extent, way) = self._docks[name], self._extents[name]
        room, wide = self._window.width() - TEXT, self._wide.get(name, range(0))
        if wide and room >= wide.start:
            extent = min(room, wide.stop)
        area = self._window.dockWidgetArea(dock)
        now = dock.height() if way == Qt.Orientation.Vertical else dock.width()
        if way == Qt.Orientation.Vertical:
            if dock.height() >= dock.minimumSizeHint().height() and any(
                self._window.dockWidgetArea(other) == area and not other.isHidden()
                for other in self._docks.values()
                if other is not dock
            ):
                return
            extent = min(extent, self._window.height() // LOW)
        else:
            rest = self._window.minimumSizeHint().width() - dock.minimumSizeHint().width()
            extent = min(extent, self._window.width() - rest)  # asked for more, Qt makes the window wider
        if dock.isHidden() or now < extent or self._widened.pop(area, name) != name:
            self._window.resizeDocks([dock], [extent], way)
        if wide:
            self._widened[area] = name

    def close(self, name: str) -> None:
        """Puts a panel away."""
        dock = self._docks[name]
        focus_widget = QApplication.focusWidget()
        focused = focus_widget is not None and dock.isAncestorOf(focus_widget)
        dock.hide()
        if focused:
            self.left.emit()

    def hide_all(self) -> None:
        """Hides every panel; call `saveState` of the window first to keep their places."""
        for dock in self._docks.values():
            dock.hide()

    def in_front(self, name: str) -> bool:
        """Whether a panel can be seen."""
        return name in self._in_front

    def panels(self) -> list[QWidget]:
        """The panels that can be seen."""
        return [self._make_panel(name) for name in self._docks if name in self._in_front]

    def restore(self, settings: QSettings) -> None:
        """Restores window and docks as they were last kept; a window that was never kept gets a good size."""
        layout = self._window.layout()
        if layout is not None:
            layout.activate()  # which of them are seen decides how small it can be
        resize_to_fit(self._window, *SIZE)
        geometry, state = (settings.value(f"{key} {self._screen()}", settings.value(key)) for key in ("geometry", self._state()))
        fits = isinstance(geometry, QByteArray) and self._window.restoreGeometry(geometry)
        if isinstance(state, QByteArray):
            self._window.restoreState(state)
            if not fits:  # kept on a screen of another size or scale: Qt takes the widths of the panels all the same
                QTimer.singleShot(0, self, self._widen_all)

    def _widen_all(self) -> None:
        for name in self._docks:
            if name in self._in_front:
                self._widen(name)

    def keep(self, settings: QSettings) -> None:
        """Writes the places of the window and its docks: for screens of this size, and for those that have none of their own."""
        for key, value in (("geometry", self._window.saveGeometry()), (self._state(), self._window.saveState())):
            settings.setValue(key, value)
            settings.setValue(f"{key} {self._screen()}", value)

    def _state(self) -> str:
        """What the places of the docks are kept as: on a change of the language the other sides are the first ones."""
        return "state leftwards" if self._window.isRightToLeft() else "state"

    def _screen(self) -> str:
        """The size of the window's screen: a laptop and the screen at a desk each keep their own arrangement."""
        size = self._window.screen().availableSize()
        return f"{size.width()}x{size.height()}"

    def arrange_anew(self) -> None:
        """Restores the initial places of all panels, and which of them are shown."""
        for name, (area, shown) in self._first.items():
            dock = self._docks[name]
            dock.setFloating(False)
            self._window.addDockWidget(area, dock)
            first = next(other for other, (side, _) in self._first.items() if side == area)
            if first != name:
                self._window.tabifyDockWidget(self._docks[first], dock)
            dock.setVisible(shown)
        for name, (_, shown) in self._first.items():
            if shown:
                dock, (extent, way) = self._docks[name], self._extents[name]
                dock.raise_()
                self._window.resizeDocks([dock], [extent], way)

    def _toggle(self, name: str, action: QAction) -> None:
        """Puts a panel away that can be seen; else shows it and gives it the focus."""
        if name in self._in_front:
            self.close(name)
        else:
            self.open(name).setFocus(Qt.FocusReason.ShortcutFocusReason)
        action.setChecked(not self._docks[name].isHidden())

    def _on_visible(self, name: str, visible: bool) -> None:
        if visible:
            self._in_front.add(name)
            self._make_panel(name)
            for bar in self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
                bar.setAccessibleName(self.tr("Panels"))  # the window makes them as it needs them
        else:
            self._in_front.discard(name)

    def _make_panel(self, name: str) -> QWidget:
        dock = self._docks[name]
        if dock.widget() is None:
            dock.setWidget(self._makers[name]())
        panel = dock.widget()
        assert panel is not None
        return panel
