"""The rows of which the actions and the menus of the window are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.window.action_ids import ActionId as Id
from app.window.action_ids import Entry
from widgets.common.actions import Keys


class ActionSpec(NamedTuple):
    """What an action shows."""

    id: Id
    text: str
    keys: tuple[Keys, ...]
    help: str
    """One sentence for the tooltip and the status bar; empty for an entry of a submenu that explains itself."""
    icon: str
    """The name of its shape in `resources/icons/lucide.svg`; empty if it has none."""
    short: str
    """Its name in the toolbar; empty if that is the text."""
    checkable: bool
    group: str
    """The name of the group of which one action at a time is checked; empty if it is in none."""


class Submenu(NamedTuple):
    """A menu in a menu."""

    title: str
    entries: Sequence[ActionSpec]
    icon: str = ""


class MenuSpec(NamedTuple):
    """A menu of the window."""

    title: str
    entries: Sequence[ActionSpec | Entry | Submenu]
    """Rows, names of actions that have their row in another menu, separators, and menus of rows."""
    others: Sequence[ActionSpec] = ()
    """Actions for submenus, which controllers fill."""

    @property
    def specs(self) -> list[ActionSpec]:
        """The rows of the menu and of its submenus."""
        found: list[ActionSpec] = []
        for entry in self.entries:
            if isinstance(entry, Submenu):
                found += entry.entries
            elif isinstance(entry, ActionSpec):
                found.append(entry)
        return [*found, *self.others]


def row(
    id: Id, text: str, *keys: Keys, help: str = "", icon: str = "", short: str = "", checkable: bool = False, group: str = ""
) -> ActionSpec:
    """The row of an action.

    id: its id, also its object name
    text: its text in menus, with the mnemonic
    *keys: its shortcuts, the first one shown
    help: its tooltip and status tip
    icon: the name of its icon
    short: its text in the tool bar, if that differs
    checkable: whether it has a check mark
    group: its exclusive group, if any
    """
    return ActionSpec(id, text, keys, help, icon, short, checkable, group)
