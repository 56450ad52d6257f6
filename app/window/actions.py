"""The actions of the window, made from their rows. Controllers connect them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar

from app.window.action_ids import SEPARATOR, VIEW_BAR, ActionId, Entry
from app.window.action_specs import menus
from app.window.menu_spec import ActionSpec, Submenu
from widgets.common.actions import bare_name, key_sequences, name_without_keys
from widgets.common.menu import add_menu
from widgets.theme.icons import icon
from widgets.window.undo_actions import StepAction, undo_actions

Standard = QKeySequence.StandardKey
WIDEST = 60
"""Characters of a line in a tooltip."""


class Actions(QObject):
    """The actions by their ids."""

    steps_wanted = Signal()
    """The names of the steps to undo and redo are about to be shown."""

    def __init__(self, stack: QUndoStack, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[ActionId, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._slots: dict[ActionId, Callable[[], object]] = {}
        self._makers: dict[ActionId, Callable[[], object]] = {}
        rows = menus()
        specs = {spec.id: spec for menu in rows for spec in menu.specs}
        self._menus = rows
        self._add_steps(stack, specs.pop(ActionId.UNDO), specs.pop(ActionId.REDO))
        for spec in specs.values():
            self._add(spec)
        self[ActionId.MARKUP].setChecked(True)
        self[ActionId.TRACK].setChecked(True)
        for id in VIEW_BAR:
            self[id].setIconText(name_without_keys(self[id].text()))  # Qt leaves the key of a Chinese or Arabic name there
        roles = QAction.MenuRole
        self[ActionId.SETTINGS].setMenuRole(roles.PreferencesRole)
        self[ActionId.QUIT].setMenuRole(roles.QuitRole)
        self[ActionId.ABOUT].setMenuRole(roles.AboutRole)

    def __getitem__(self, id: ActionId) -> QAction:
        return self._actions[id]

    @property
    def ids(self) -> list[ActionId]:
        """In the order of the menus."""
        return list(self._actions)

    def connect_to(self, id: ActionId, slot: Callable[[], object]) -> None:
        """Connects an action with a slot, which is called without the check mark."""
        self._slots[id] = slot

    def made_by(self, make: Callable[[], object], *ids: ActionId) -> None:
        """Connects actions to the controller that `make` makes when one is first triggered, after the first window."""
        self._makers.update(dict.fromkeys(ids, make))

    def slot(self, id: ActionId) -> Callable[[], object] | None:
        """The slot of an action, made now if it was not made yet; None if it has none."""
        if id in self._makers and id not in self._slots:
            self._makers[id]()
        return self._slots.get(id)

    def _do(self, id: ActionId) -> None:
        slot = self.slot(id)
        if slot is not None:
            slot()

    def menus(self) -> list[tuple[str, list[QAction]]]:
        """The titles of the menus and their actions, with those of their submenus."""
        return [(menu.title, [self[id] for entry in menu.entries for id in _ids(entry)]) for menu in self._menus]

    def name_steps(self) -> None:
        """Updates the names of the steps to undo and redo at once."""
        self.steps_wanted.emit()
        for action in self._steps:
            action.show_name()

    def fill_bar(self, bar: QMenuBar) -> None:
        for spec in self._menus:
            menu = add_menu(bar, spec.title)
            for entry in spec.entries:
                if isinstance(entry, Submenu):
                    submenu = add_menu(menu, entry.title)
                    submenu.setIcon(icon(entry.icon) if entry.icon else QIcon())
                    self.fill_menu(submenu, _ids(entry))
                else:
                    self.fill_menu(menu, _ids(entry) or (SEPARATOR,))
            if self[ActionId.UNDO] in menu.actions():
                menu.aboutToShow.connect(self.name_steps)

    def fill_menu(self, menu: QMenu | QToolBar, entries: Sequence[Entry]) -> None:
        """Adds actions and separators to a menu or tool bar."""
        for entry in entries:
            if entry is SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(self[entry])

    # -- making them

    def _add_steps(self, stack: QUndoStack, undo: ActionSpec, redo: ActionSpec) -> None:
        """Adds the actions of the undo stack, which name the step that they would take."""
        self._steps = undo_actions(stack, undo.text, redo.text, self)
        for spec, action, keys in zip((undo, redo), self._steps, (Standard.Undo, Standard.Redo), strict=True):
            action.setShortcuts(keys)
            self._finish(action, spec)
        redo_action = self[ActionId.REDO]
        redo_action.setShortcuts(list(dict.fromkeys((*redo_action.shortcuts(), QKeySequence("Ctrl+Y")))))  # Word's everywhere
        self.name_steps()  # with their keys

    def _add(self, spec: ActionSpec) -> None:
        """Adds an action that does what a controller connects with it."""
        action = QAction(spec.text, self)
        action.setShortcuts(key_sequences(*spec.keys))
        action.setCheckable(spec.checkable or bool(spec.group))
        if spec.group:
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(self)
            self._groups[spec.group].addAction(action)
        action.triggered.connect(lambda _checked: self._do(spec.id))
        self._finish(action, spec)

    def _finish(self, action: QAction, spec: ActionSpec) -> None:
        """Gives an action what every action has."""
        action.setObjectName(spec.id)
        if spec.short:
            action.setIconText(spec.short)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        if spec.help:
            explain(action, spec.help)
        self._actions[spec.id] = action


def _ids(entry: ActionSpec | Entry | Submenu) -> list[ActionId]:
    """The actions of an entry of a menu; none for a separator."""
    if isinstance(entry, Submenu):
        return [row.id for row in entry.entries]
    if isinstance(entry, ActionSpec):
        return [entry.id]
    return [] if entry is SEPARATOR else [entry]


def explain(action: QAction, sentence: str) -> None:
    """Gives an action a tooltip of its name, its keys and a sentence; the status bar shows the sentence too."""
    name = bare_name(action.text())
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    head = f"{name} ({keys})" if keys else name
    if not isinstance(action, StepAction):  # which names its step itself
        action.setToolTip("\n".join((head, *lines_of(sentence))))
    action.setStatusTip(sentence)


def lines_of(sentence: str) -> list[str]:
    """A sentence in lines of at most `WIDEST` characters, divided at blanks if it has some. `textwrap` takes 4 ms of the start
    for the 80 longest of the menus."""
    lines = []
    while len(sentence) > WIDEST:
        at = sentence.rfind(" ", 1, WIDEST + 1)
        end, start = (WIDEST, WIDEST) if at < 0 else (at, at + 1)
        lines.append(sentence[:end].rstrip())
        sentence = sentence[start:].lstrip()
    return [*lines, sentence]
