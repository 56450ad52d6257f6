"""The elements of a window as a screen reader is given them, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QComboBox, QLabel, QTreeView, QWidget

Role = QAccessible.Role
ROWS = {Role.ListItem, Role.TreeItem, Role.Cell}
INTERACTIVE = ROWS | {
    Role.Button, Role.ButtonDropDown, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.EditableText,
    Role.SpinBox, Role.Slider, Role.MenuItem, Role.PageTab, Role.Link, Role.List, Role.Tree, Role.Table,
}  # fmt: skip
"""What can be used, whether it takes the focus itself or not."""
VAGUE = {Role.NoRole, Role.Client, Role.Whitespace}
"""Roles that say nothing about what an element does."""
MARKUP = re.compile(r"</?[a-z][^>]*>|&[a-z]+;")
MNEMONIC = re.compile(r"&\w")
SIGN = re.compile(r"[^\w\s\"“«‘(\[{<…\u2066-\u2069]+\s")
"""A sign before words."""

LEVEL = re.compile(r"\blevel \d")


class Element(Struct, frozen=True):
    """What a screen reader is given of one element; `place` is the names and roles of those around it."""

    role: QAccessible.Role
    name: str
    description: str
    place: str
    state: QAccessible.State
    widget: QWidget | None
    is_blank: bool
    """Whether it is a cell without words, and a reader says others of its row or the header of its column."""

    @property
    def is_met(self) -> bool:
        """Whether a reader comes to it: also to rows that are scrolled away, and to the entries of closed menus."""
        return not self.state.invisible or self.role in ROWS | {Role.MenuItem}

    @property
    def passes_focus(self) -> bool:
        """Whether another widget has the focus in its place."""
        return self.widget is not None and self.widget.focusProxy() is not None

    @property
    def is_interactive(self) -> bool:
        """Whether it can be used. A label takes the focus of the mouse so that its words can be copied; a line between the
        entries of a combo box is a row that cannot be chosen."""
        if self.role == Role.StaticText and not self.name:
            return False
        if self.role == Role.ListItem and not self.name and not self.state.selectable:
            return False
        return bool(self.state.focusable) or self.role in INTERACTIVE


def elements(top: QWidget) -> Iterator[Element]:
    """All elements of a window or a box, from the outside to the inside."""
    interface = QAccessible.queryAccessibleInterface(top)
    if interface is not None:
        yield from _elements(interface, type(top).__name__, beside_words=False)


def _elements(interface: QAccessibleInterface, place: str, *, beside_words: bool) -> Iterator[Element]:
    role, thing = interface.role(), interface.object()
    name, description = (interface.text(kind).strip() for kind in (QAccessible.Text.Name, QAccessible.Text.Description))
    widget = thing if isinstance(thing, QWidget) else None
    blank = beside_words and role in ROWS and not name
    yield Element(role, name, description, place, interface.state(), widget, blank)
    around = f"{place} › {role.name} {name[:30]}".rstrip()
    children = [interface.child(number) for number in range(interface.childCount())]
    # After a tab was removed, Qt keeps an interface for the place of the last one.
    children = [child for child in children if child is not None and child.isValid() and child.role() != Role.ScrollBar]
    worded = any(child.text(QAccessible.Text.Name) for child in children if child.role() in ROWS | {Role.ColumnHeader})
    for child in children:
        yield from _elements(child, around, beside_words=worded)


def faults(top: QWidget) -> Iterator[str]:
    """What is wrong with the elements of a window or a box, each with its place."""
    if top.metaObject().className() == "QComboBoxPrivateContainer":
        return  # the list of a combo box, which is named by that
    labelled = {label.buddy() for label in top.findChildren(QLabel) if label.buddy() is not None}
    for found in elements(top):
        if not found.is_met or (found.widget is not None and found.widget.objectName().startswith("qt_")):
            continue
        for fault in _faults(found):
            yield f"{fault}: {found.place} › {found.role.name} {found.name!r} {found.description!r}"
        if isinstance(found.widget, QTreeView):
            yield from _without_level(found.widget)
        # On Linux, the name of a combo box is its chosen entry.
        if isinstance(found.widget, QComboBox) and found.widget not in labelled and not found.widget.accessibleDescription():
            yield f"no name but its entry: {found.place} › {found.name!r}"


def _without_level(tree: QTreeView) -> Iterator[str]:
    """The rows of a tree with rows below others whose level is not said: Qt gives it to no screen reader."""
    model, rows, waiting = tree.model(), list[QModelIndex](), [QModelIndex()]
    while waiting:
        parent = waiting.pop()
        found = [model.index(row, 0, parent) for row in range(model.rowCount(parent))]
        rows += found
        waiting += [index for index in found if model.rowCount(index)]
    if any(index.parent().isValid() for index in rows):
        for index in rows:
            if not LEVEL.search(str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole))):
                yield f"no level: {type(tree).__name__} {tree.accessibleName()} › {index.data()!r}"


def _faults(found: Element) -> Iterator[str]:
    state = found.state
    if found.is_interactive and not found.passes_focus:
        if not found.name and not found.is_blank:
            yield "no name"
        if found.role in VAGUE:
            yield "no role"
        if found.role in (Role.CheckBox, Role.RadioButton) and not state.checkable:
            yield "no state"
        if found.role in ROWS and found.name and not (state.selectable or state.expandable or state.disabled):
            yield "no state"
    for text in (found.name, found.description):
        if MARKUP.search(text):
            yield "markup"
        if MNEMONIC.search(text):
            yield "sign of a mnemonic"
        if SIGN.match(text):
            yield "sign before words"
