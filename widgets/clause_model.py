"""The clauses as rows of a tree: each with its old and new label, a sign and a colour for what became of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QPalette

from model.numbering import Labelling
from model.redline import Clause
from widgets.colours import Colours, colours
from widgets.outline import (
    ROOT,
    SIGNS,
    Outline,
    State,
    drop_place,
    excerpt,
    label_text,
    matching,
    outline,
    same_shape,
    state_of,
    summed,
)
from widgets.store import Change, Store, changed_window, clauses_of
from widgets.tooltips import as_tooltip

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
ROWS = "application/x-clausewright-rows"
"""Rows that are dragged: the story and the ids of their clauses, as JSON."""
REBUILD_AFTER = 80
"""Milliseconds after a change of structure until the tree follows, so that no key waits for it."""


class ClauseModel(QAbstractItemModel):
    """The clauses of one story as a tree; the internal id of an index is the clause's index."""

    dropped = Signal(object, int, object)
    """Clause ids were dropped: before which index of the story, on which level (None: as they are)."""
    renamed = Signal(str, str)
    """Other words were typed for a clause, by its id."""

    def __init__(self, store: Store, story: str, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._story = story
        self._colours = colours(palette)
        self._clauses: tuple[Clause, ...] = ()
        self._outline = Outline((), (), ((),))
        self._labelling: Labelling | None = None
        self._counts: Mapping[str, int] = {}
        self._sums: Mapping[int, int] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REBUILD_AFTER)
        self._timer.timeout.connect(self.follow)
        self.show_story(story)
        store.changed.connect(self._on_changed)

    def show_story(self, story: str) -> None:
        self.beginResetModel()
        self._story = story
        self._take()
        self.endResetModel()

    def _take(self) -> None:
        self._timer.stop()
        submission = self._store.submission
        self._clauses = clauses_of(submission, self._story)
        self._labelling = self._store.labelling(int(self._story)) if submission.proposals else None
        self._outline = outline(self._clauses)
        self._sums = summed(self._outline, self._clauses, self._counts)

    def close_story(self) -> None:
        self._store.changed.disconnect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self.show_story(self._story)
            return
        clauses = clauses_of(change.after, self._story)
        if clauses is self._clauses:
            return
        at, old, new = changed_window(self._clauses, clauses)
        if self._timer.isActive() or not same_shape(self._clauses[at : at + old], clauses[at : at + new]):
            self._timer.start()
            return
        shown = [(state_of(clause), excerpt(clause)) for clause in self._clauses[at : at + old]]
        self._clauses = clauses
        before, self._labelling = self._labelling, self._store.labelling(int(self._story))
        for index, was in enumerate(shown, at):
            if (state_of(clauses[index]), excerpt(clauses[index])) != was:
                self.dataChanged.emit(self.index_at(index), self.index_at(index))
        if before is None or before.labels is not self._labelling.labels:
            self._all_changed()

    def follow(self) -> None:
        """Takes a change of structure over at once."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        ids = [self._clauses[index.internalId()].id for index in old]
        self._take()
        places = {clause.id: index for index, clause in enumerate(self._clauses)}
        self.changePersistentIndexList(old, [self.index_at(places[id]) if id in places else QModelIndex() for id in ids])
        self.layoutChanged.emit()

    @property
    def follows(self) -> bool:
        """Whether the rows show the text as it is."""
        return not self._timer.isActive()

    def recolour(self, palette: QPalette) -> None:
        self._colours = colours(palette)
        self._all_changed()

    def _all_changed(self) -> None:
        top = self._outline.children[0]
        if top:
            self.dataChanged.emit(self.index_at(top[0]), self.index_at(top[-1]))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Shows how many amendments stand in what is under a row; by clause."""
        if counts != self._counts:
            self._counts = counts
            self._sums = summed(self._outline, self._clauses, counts)
            self._all_changed()

    def matching(self, *, amended: bool, words: str) -> set[int]:
        """The rows that a filter leaves, by the indices of their clauses, with those that they stand under."""
        return matching(self._outline, self._clauses, self._labelling, amended=amended, words=words)

    # -- as Qt asks

    def index_at(self, clause: int) -> QModelIndex:
        """The row of a clause by its index in the story."""
        if not 0 <= clause < len(self._clauses):
            return QModelIndex()
        return self.createIndex(self._outline.rows[clause], 0, clause)

    def index_of(self, id: str) -> QModelIndex:
        return next((self.index_at(i) for i, clause in enumerate(self._clauses) if clause.id == id), QModelIndex())

    def clause(self, index: Index) -> Clause | None:
        return self._clauses[index.internalId()] if index.isValid() else None

    def index(self, row: int, column: int, parent: Index = TOP) -> QModelIndex:
        under = self._outline.children[(parent.internalId() if parent.isValid() else ROOT) + 1]
        return self.createIndex(row, column, under[row]) if column == 0 and 0 <= row < len(under) else QModelIndex()

    def parent(self, index: Index = TOP) -> QModelIndex:
        if not index.isValid():
            return QModelIndex()
        parent = self._outline.parents[index.internalId()]
        return QModelIndex() if parent == ROOT else self.index_at(parent)

    def rowCount(self, parent: Index = TOP) -> int:
        return len(self._outline.children[(parent.internalId() if parent.isValid() else ROOT) + 1])

    def columnCount(self, parent: Index = TOP) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        clause = self.clause(index)
        if clause is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                sign = SIGNS[state_of(clause, self._labelling)]
                return "  ".join(filter(None, (sign, *self._head(index), self._count(index))))
            case Qt.ItemDataRole.EditRole:
                return clause.text_on("draft")
            case Qt.ItemDataRole.ForegroundRole:
                return _colour(self._colours, state_of(clause, self._labelling))
            case Qt.ItemDataRole.FontRole:
                return _font(clause)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(clause)
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip(self._spoken(clause))
        return None

    def _head(self, index: Index) -> tuple[str, str]:
        clause = self._clauses[index.internalId()]
        return label_text(clause, self._labelling), excerpt(clause) or "¶"

    def _count(self, index: Index) -> str:
        under = self._outline.children[index.internalId() + 1]
        number = self._sums.get(index.internalId(), 0) if under else 0
        return f"({number})" if number else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        clause = self.clause(index)
        if clause is None or clause.cell is not None or not clause.is_on("draft"):
            return flags
        return flags | _MOVABLE | (Qt.ItemFlag.ItemIsEditable if clause.props.kind == "call" else _MOVABLE)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        clause = self.clause(index)
        if clause is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.renamed.emit(clause.id, str(value))
        return True

    def mimeTypes(self) -> list[str]:
        return [ROWS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = [self._clauses[index.internalId()].id for index in indexes if index.isValid()]
        data = QMimeData()
        data.setData(ROWS, json.dumps([self._story, ids]).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        ids = self._dragged(data)
        if not ids or action != Qt.DropAction.MoveAction:
            return False
        under = parent.internalId() if parent.isValid() else ROOT
        self.dropped.emit(ids, *drop_place(self._outline, self._clauses, ids, under, row))
        return True

    def _dragged(self, data: QMimeData) -> list[str]:
        """The clauses of this story that are dragged; none of what comes from elsewhere."""
        try:
            story, ids = json.loads(bytes(data.data(ROWS).data()))
        except (ValueError, TypeError):
            return []
        known = {clause.id for clause in self._clauses}
        return [id for id in ids if id in known] if story == self._story and isinstance(ids, list) else []

    def _spoken(self, clause: Clause) -> str:
        names: dict[State, str] = {
            "kept": "",
            "changed": self.tr("changed"),
            "inserted": self.tr("inserted"),
            "deleted": self.tr("deleted"),
            "moved": self.tr("moved"),
            "renumbered": self.tr("renumbered"),
        }
        parts = (label_text(clause, self._labelling), excerpt(clause), names[state_of(clause, self._labelling)])
        return ", ".join(filter(None, parts))


_MOVABLE = Qt.ItemFlag.ItemIsDragEnabled


def _colour(shown: Colours, state: State) -> object:
    return {
        "inserted": shown.inserted,
        "deleted": shown.deleted,
        "moved": shown.moved,
        "changed": shown.changed,
        "renumbered": shown.changed,
    }.get(state)


def _font(clause: Clause) -> QFont | None:
    if clause.props.kind == "paragraph":
        return None
    font = QFont()
    font.setItalic(clause.props.kind == "call")
    font.setBold(clause.props.kind in ("number", "title", "heading", "annex"))
    return font
