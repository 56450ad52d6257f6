"""Painted rows as items of a list for screen readers, and roles for painted pictures.

Qt for Python allows own accessible interfaces, but overriding `interface_cast` ends in a segmentation fault. So an item has a
name, a description, a state and a place, and no actions of its own: the keys of its widget do what can be done with it.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class PaintedPart:
    """A mixin of widgets that paint something, so that screen readers say what it is and not only its name."""

    spoken_role = QAccessible.Role.Graphic


class PaintedRows:
    """A mixin of widgets that paint rows, one of which is current and takes the keys."""

    def row_count(self) -> int:
        """How many rows there are, painted or not."""
        raise NotImplementedError

    def row_words(self, row: int) -> tuple[str, str]:
        """What a row says, and what can be done with it."""
        raise NotImplementedError

    def row_rect(self, row: int) -> QRect:
        """The place of a row in the widget; empty if it is not painted."""
        raise NotImplementedError

    def current_row(self) -> int:
        """The row that takes the keys; −1 without one."""
        raise NotImplementedError

    def item(self, row: int) -> RowItem | None:
        """The object that stands for a row. Items are made when a reader asks for them and stay: they are places in the list, not
        the rows themselves."""
        if not 0 <= row < self.row_count() or not isinstance(self, QWidget):
            return None
        items: list[RowItem] = vars(self).setdefault("_row_items", [])
        while len(items) <= row:
            items.append(RowItem(self, len(items)))
        return items[row]

    def announce_row(self) -> None:
        """Tells a screen reader that the current row is another one, or says something else."""
        if not QAccessible.isActive():
            return
        item = self.item(self.current_row())
        if item is not None:
            for kind in (QAccessible.Event.NameChanged, QAccessible.Event.Focus):
                QAccessible.updateAccessibility(QAccessibleEvent(item, kind))


class RowItem(QObject):
    """Stands for the row at a place of a widget."""

    def __init__(self, owner: QWidget, row: int) -> None:
        super().__init__(owner)
        self.row = row


class _Item(QAccessibleObject):
    """The interface of a row."""

    def _place(self) -> tuple[PaintedRows, QWidget, int] | None:
        item = self.object()
        owner = item.parent() if isinstance(item, RowItem) else None
        if not isinstance(item, RowItem) or not isinstance(owner, PaintedRows) or not isinstance(owner, QWidget):
            return None
        return (owner, owner, item.row) if item.row < owner.row_count() else None

    def parent(self) -> QAccessibleInterface:
        owner = self.object().parent()
        return QAccessible.queryAccessibleInterface(owner) if owner is not None else super().parent()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def window(self) -> QWindow:
        found = self._place()
        return found[1].window().windowHandle() if found is not None else super().window()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        found = self._place()
        if found is None or kind not in (QAccessible.Text.Name, QAccessible.Text.Description):
            return ""
        return found[0].row_words(found[2])[0 if kind == QAccessible.Text.Name else 1]

    def rect(self) -> QRect:
        found = self._place()
        if found is None:
            return QRect()
        place = found[0].row_rect(found[2])
        return place.translated(found[1].mapToGlobal(QPoint())) if not place.isEmpty() else QRect()

    def state(self) -> QAccessible.State:
        found, state = self._place(), QAccessible.State()
        if found is None:
            state.invalid = True
            return state
        owner, widget, row = found
        state.focusable = state.selectable = True
        state.selected = row == owner.current_row()
        state.focused = state.selected and widget.hasFocus()
        state.offscreen = state.invisible = owner.row_rect(row).isEmpty()
        return state


class _List(QAccessibleWidget):
    """The interface of a widget with painted rows; its own children follow them."""

    def _owner(self) -> PaintedRows | None:
        owner = self.object()
        return owner if isinstance(owner, PaintedRows) else None

    def _rows(self) -> int:
        owner = self._owner()
        return owner.row_count() if owner is not None else 0

    def childCount(self) -> int:
        return self._rows() + super().childCount()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        owner, rows = self._owner(), self._rows()
        if owner is None or index >= rows:
            return super().child(index - rows)
        item = owner.item(index)
        return QAccessible.queryAccessibleInterface(item) if item is not None else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        item = child.object()
        if isinstance(item, RowItem):
            return item.row
        at = super().indexOfChild(child)
        return at + self._rows() if at >= 0 else at

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        owner, widget = self._owner(), self.object()
        if owner is not None and isinstance(widget, QWidget):
            point = widget.mapFromGlobal(QPoint(x, y))
            for row in range(owner.row_count()):
                if owner.row_rect(row).contains(point):
                    return self.child(row)
        return super().childAt(x, y)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        owner, widget = self._owner(), self.object()
        if owner is not None and isinstance(widget, QWidget) and widget.hasFocus() and owner.current_row() >= 0:
            return self.child(owner.current_row())
        return super().focusChild()


_kept: list[QAccessibleInterface] = []
"""Qt deletes interfaces with their objects and keeps no reference in Python meanwhile. They hold none to the objects."""


def _make(_class: str, thing: QObject) -> QAccessibleInterface | None:
    made: QAccessibleInterface | None = None
    if isinstance(thing, RowItem):
        made = _Item(thing)
    elif isinstance(thing, PaintedRows) and isinstance(thing, QWidget):
        made = _List(thing, QAccessible.Role.List)
    elif isinstance(thing, PaintedPart) and isinstance(thing, QWidget):
        made = QAccessibleWidget(thing, thing.spoken_role)
    if made is not None:
        _kept.append(made)
    return made


@cache
def install() -> None:
    """Lets Qt ask for these interfaces; takes effect once in a process, and must come before a reader asks for the first one."""
    QAccessible.installFactory(_make)
