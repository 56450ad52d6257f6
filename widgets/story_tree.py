"""What the trees of a text have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QTreeView


class StoryTree(QTreeView):
    """Shows the rows of a `StoryModel`, which says of several rows that they changed and means what stands under them too."""

    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        super().dataChanged(first, last, roles)
        if first.row() != last.row() or (first != last and self.model().hasChildren(first)):
            self.viewport().update()  # Qt paints no more than those rows
