"""The common base of the models of clauses and of amendments, which show one text and follow its changes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTreeView, QWidget

from model.submission.story import StoryId
from widgets.common.qt_fixes import give_viewport
from widgets.common.store import Change, Store
from widgets.common.tasks import debounce
from widgets.theme.colours import colours
from widgets.theme.rows import set_row_height


class StoryModel(QAbstractItemModel):
    """Rows of one text, updated some time after a change.

    store: the session
    story: the text that is shown
    palette: the palette that gives the colours
    follow_after: milliseconds after a change until the rows follow
    """

    def __init__(self, store: Store, story: StoryId, palette: QPalette, parent: QObject | None, follow_after: int) -> None:
        super().__init__(parent)
        self._store = store
        self._story = story
        self._colours = colours(palette)
        self._timer = debounce(self, follow_after, self.follow)
        store.changed.connect(self._on_changed)

    @abstractmethod
    def follow(self) -> None:
        """Updates the rows at once."""

    @abstractmethod
    def _on_changed(self, change: Change) -> None:
        """Begins to wait for a pause, if a change concerns the rows."""
        raise NotImplementedError

    @property
    def follows(self) -> bool:
        """Whether the rows show the current text."""
        return not self._timer.isActive()

    def recolour(self, palette: QPalette) -> None:
        """Shows all rows in the colours of another palette."""
        self._colours = colours(palette)
        rows = self.rowCount()
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, self.columnCount() - 1))

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the rows."""
        self._store.changed.disconnect(self._on_changed)


class StoryTree(QTreeView):
    """Shows the rows of a `StoryModel`. When the model reports several changed rows, it means the rows below them too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        set_row_height(self)

    def dataChanged(
        self, first: QModelIndex | QPersistentModelIndex, last: QModelIndex | QPersistentModelIndex, roles: Sequence[int] = ()
    ) -> None:
        super().dataChanged(first, last, roles)
        if first.row() != last.row() or (first != last and self.model().hasChildren(first)):
            self.viewport().update()  # Qt repaints only those rows
