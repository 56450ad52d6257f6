"""The clause tree: a row a clause with its old and new label, a sign and a colour for what became of it."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from model.numbering import Labelling
from model.redline import Clause
from widgets.colours import Colours, colours
from widgets.outline import ROOT, SIGNS, Outline, State, excerpt, label_text, outline, same_shape, state_of
from widgets.store import Change, Store, changed_window, clauses_of

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
REBUILD_AFTER = 80
"""Milliseconds after a change of structure until the tree follows, so that no key waits for it."""


class ClauseModel(QAbstractItemModel):
    """The clauses of one story as a tree; the internal id of an index is the clause's index."""

    def __init__(self, store: Store, story: str, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._story = story
        self._colours = colours(palette)
        self._clauses: tuple[Clause, ...] = ()
        self._outline = Outline((), (), ((),))
        self._labelling: Labelling | None = None
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

    def close_story(self) -> None:
        self._store.changed.disconnect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self.show_story(self._story)
            return
        clauses = clauses_of(change.after, self._story)
        if clauses is self._clauses or self._timer.isActive():
            return
        at, old, new = changed_window(self._clauses, clauses)
        if not same_shape(self._clauses[at : at + old], clauses[at : at + new]):
            self._timer.start()
            return
        self._clauses = clauses
        before, self._labelling = self._labelling, self._store.labelling(int(self._story))
        for index in range(at, at + new):
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
        self.changePersistentIndexList(
            old, [self.index_at(places[id]) if id in places else QModelIndex() for id in ids]
        )
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
                return "  ".join(filter(None, (sign, label_text(clause, self._labelling), excerpt(clause) or "¶")))
            case Qt.ItemDataRole.ForegroundRole:
                return _colour(self._colours, state_of(clause, self._labelling))
            case Qt.ItemDataRole.FontRole:
                return _font(clause)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._spoken(clause)
        return None

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


class ClauseTree(QTreeView):
    """Shows the clauses; says which one was chosen and follows the caret."""

    chosen = Signal(str)
    """The id of the clause that the user went to."""
    delete_asked = Signal()
    insert_asked = Signal()
    menu_asked = Signal(object)

    def __init__(self, store: Store, story: str = "1", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._following = False
        self.clauses = ClauseModel(store, story, self.palette(), self)
        self.setModel(self.clauses)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(self.tr("Clauses"))
        self.setTabKeyNavigation(False)
        self.expandAll()
        self.clauses.modelReset.connect(self.expandAll)
        self.clauses.layoutChanged.connect(self._expand_new)
        self.selectionModel().currentChanged.connect(self._on_current)

    def current_id(self) -> str | None:
        clause = self.clauses.clause(self.currentIndex())
        return clause.id if clause is not None else None

    def follow(self, id: str) -> None:
        """Shows where the caret is."""
        if id == self.current_id():
            return
        index = self.clauses.index_of(id)
        if index.isValid():
            self._following = True
            self.setCurrentIndex(index)
            self._following = False

    def _on_current(self, current: QModelIndex) -> None:
        clause = self.clauses.clause(current)
        if clause is not None and not self._following:
            self.chosen.emit(clause.id)

    def _expand_new(self) -> None:
        index = self.currentIndex()
        while index.isValid():
            self.expand(index)
            index = index.parent()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "clauses"):
            self.clauses.recolour(self.palette())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.insert_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())
