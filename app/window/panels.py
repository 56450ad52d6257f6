"""The panels of the window: in the tabs of the side pane or across the whole width, each shown by its action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QWidget

from app.window.action_ids import ActionId
from app.window.actions import Actions
from app.window.kept_layout import KeptLayout, LayoutStore
from widgets.common.sizes import resize_to_fit
from widgets.window.pane_layout import PaneLayout, PaneSizes
from widgets.window.pane_parts import Strip
from widgets.window.side_pane import BROAD, NARROW

ORDER = (
    "cards", "submission", "problems", "brackets", "cuts", "positions", "conflicts", "sharing", "comments", "library", "parallel",
    "source page",
)  # fmt: skip
"""The panels of the side pane by their names in the kept layout, in the order of their tabs."""
FIRST = KeptLayout(tab="cards")
SIZE = 1340, 860
"""Of a window that was never kept."""


class Panels(QObject):
    """Adds panels, shows and closes them, and keeps their arrangement."""

    changed = Signal()
    """Another panel is shown, or one was put away."""
    put_away = Signal(QAction)
    """A panel was closed by its action."""

    def __init__(self, window: QMainWindow, layout: PaneLayout, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._layout = layout
        self._pane = layout.pane
        self._actions = actions
        self._entries: dict[str, QAction] = {}
        self._strips: dict[str, Strip] = {}
        self._sizes: dict[str, PaneSizes] = {}
        """The sizes of a maximised window and of another."""
        self._store: LayoutStore | None = None
        self._state = self._window_state()
        layout.changed.connect(self._follow)
        self._pane.chosen.connect(lambda _name: self._follow())
        window.installEventFilter(self)
        for action, slot in (
            (ActionId.CLAUSE_TREE, self._toggle_tree),
            (ActionId.SIDE_PANE, self._toggle_pane),
            (ActionId.PANE_BELOW, lambda: layout.move_pane(to_bottom=not layout.at_bottom)),
        ):
            actions[action].setCheckable(True)
            actions.connect_to(action, slot)

    # -- adding

    def add(
        self,
        name: str,
        title: str,
        panel: QWidget | Callable[[], QWidget],
        action: ActionId,
        *,
        broad: bool = False,
        passing: bool = False,
    ) -> None:
        """Adds a panel to the side pane.

        name: its name in the kept layout
        title: the word on its tab
        panel: the panel, or what makes it when it is first seen
        action: what shows and closes it; its icon is on the tab
        broad: whether it wants a broad pane
        passing: whether its tab is there only while it is used
        """
        self._pane.add_tab(name, title, self._actions[action].icon(), _maker(panel), BROAD if broad else NARROW, passing=passing)
        if isinstance(panel, QWidget):
            self._pane.panel(name)
        self._add_entry(name, action)

    def add_below(self, name: str, panel: QWidget | Callable[[], QWidget], action: ActionId, *, height: int = 0) -> None:
        """Adds a panel across the whole width, hidden at first. `height` is in pixels, 0 for half of the window."""
        self._strips[name] = Strip(_maker(panel), height)
        self._layout.add_strip(name, self._strips[name])
        if isinstance(panel, QWidget):
            self._strips[name].panel()
        self._add_entry(name, action)

    def _add_entry(self, name: str, action: ActionId) -> None:
        entry = self._entries[name] = self._actions[action]
        entry.setCheckable(True)
        entry.setChecked(self.in_front(name))
        self._actions.connect_to(action, lambda: self.toggle(name))

    def offer(self, name: str, *, on: bool) -> None:
        """Adds or removes the tab of a panel."""
        if not on and self._pane.current == name:
            self._layout.close_pane()
        self._pane.set_offered(name, on=on)

    def keep_offered(self, name: str, *, on: bool) -> None:
        """Keeps the tab of a panel for as long as there is something in it; otherwise it is there only while it is used."""
        self._pane.set_passing(name, on=not on)

    def show_count(self, name: str, count: int) -> None:
        """Shows on its tab how many things a panel lists."""
        self._pane.show_count(name, count)

    # -- showing

    def open(self, name: str) -> QWidget:
        """Shows a panel in front of the others, and returns it."""
        if name in self._strips:
            self._layout.show_strip(name, on=True)
            return self._strips[name].panel()
        self._pane.choose(name)
        self._layout.open_pane()
        return self._pane.panel(name)

    def close(self, name: str) -> None:
        """Closes a panel if it is shown."""
        if not self.in_front(name):
            return
        if name in self._strips:
            self._layout.show_strip(name, on=False)
        else:
            self._layout.close_pane()

    def toggle(self, name: str) -> None:
        """Closes a panel that can be seen; otherwise shows it and gives it the focus."""
        if self.in_front(name):
            self.close(name)
            self.put_away.emit(self._entries[name])
        else:
            self.open(name).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._follow()

    @property
    def front(self) -> str:
        """The panel that can be seen in the side pane; '' if the pane is closed."""
        return self._pane.current if self._layout.pane_shown else ""

    def in_front(self, name: str) -> bool:
        """Whether a panel can be seen."""
        if name in self._strips:
            return self._layout.strip_shown(name)
        return self.front == name

    def shown_panels(self) -> list[QWidget]:
        """The panels that can be seen."""
        side = [self._pane.panel(self.front)] if self.front else []
        return [*side, *(strip.panel() for name, strip in self._strips.items() if self._layout.strip_shown(name))]

    def _toggle_tree(self) -> None:
        if self._layout.tree_shown:
            self._layout.close_tree()
        else:
            self._layout.open_tree()
        self._follow()

    def _toggle_pane(self) -> None:
        self.toggle(self._pane.current or FIRST.tab)

    def _follow(self) -> None:
        """Ticks the actions of what is shown."""
        for name, entry in self._entries.items():
            entry.setChecked(self.in_front(name))
        self._actions[ActionId.CLAUSE_TREE].setChecked(self._layout.tree_shown)
        self._actions[ActionId.SIDE_PANE].setChecked(self._layout.pane_shown)
        self._actions[ActionId.PANE_BELOW].setChecked(self._layout.at_bottom)
        self.changed.emit()

    # -- the arrangement

    def arrange_anew(self) -> None:
        """Restores the initial places and sizes of all panels, and which of them are shown."""
        self._sizes.clear()
        self._store = None
        self._show_kept(FIRST)
        self._layout.show_sizes(self._sizes_of(self._state))

    def restore(self, settings: QSettings) -> None:
        """Restores the window and its panels as they were last kept; a window that was never kept gets a good size."""
        layout = self._window.layout()
        if layout is not None:
            layout.activate()  # which of them are seen decides how small it can be
        resize_to_fit(self._window, *SIZE)
        self._store = LayoutStore(settings, self._screen())
        self._store.restore_geometry(self._window)
        self._show_kept(self._store.arrangement(ORDER) or FIRST)
        self._state = self._window_state()
        self._layout.show_sizes(self._sizes_of(self._state))

    def _show_kept(self, kept: KeptLayout) -> None:
        layout = self._layout
        self._pane.choose(kept.tab if kept.tab in ORDER else FIRST.tab)
        layout.show_arrangement(tree=kept.tree, pane=kept.pane, at_bottom=kept.bottom, below=kept.below)

    def keep(self, settings: QSettings) -> None:
        """Writes the places of the window and its panels: for screens of this size, and for those that have none of their own."""
        layout, store = self._layout, LayoutStore(settings, self._screen())
        store.keep_geometry(self._window)
        below = layout.strips_wanted
        tab = self._pane.current
        store.keep_arrangement(KeptLayout(layout.tree_wanted, layout.pane_wanted, tab, layout.at_bottom, below))
        self._sizes[self._state] = layout.sizes
        for state, sizes in self._sizes.items():
            store.keep_sizes(state, sizes)

    def _sizes_of(self, state: str) -> PaneSizes:
        """The sizes in a state of the window: those of a small window are of no use in a large one."""
        if state not in self._sizes:
            kept = self._store.sizes(state) if self._store is not None else None
            self._sizes[state] = kept or PaneSizes()
        return self._sizes[state]

    def _window_state(self) -> str:
        return "maximised" if self._window.isMaximized() or self._window.isFullScreen() else "normal"

    def _screen(self) -> str:
        """The size of the window's screen: a laptop and an external screen each keep their own arrangement."""
        size = self._window.screen().availableSize()
        return f"{size.width()}x{size.height()}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange and (state := self._window_state()) != self._state:
            self._sizes[self._state] = self._layout.sizes
            self._state = state
            self._layout.show_sizes(self._sizes_of(state))
        return False


def _maker(panel: QWidget | Callable[[], QWidget]) -> Callable[[], QWidget]:
    return (lambda: panel) if isinstance(panel, QWidget) else panel
