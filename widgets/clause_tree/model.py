"""The clauses as rows of a tree: each with its old and new label, a sign and a colour for what became of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPalette

from model.numbering import Labelling
from model.redline import Clause, Status
from model.submission.story import StoryId, clauses_of, redline_of
from widgets.clause_tree.rows import ClauseNode, RowTree
from widgets.common.clause_outline import SIGNS, State, drop_place, first_words, label_text, outline, same_shape, state_of
from widgets.common.debounce import debounced
from widgets.common.foreign_text import as_tooltip, isolated
from widgets.common.lines import line_of
from widgets.common.place_names import spoken_path
from widgets.common.store import Change, Store, changed_clauses, changed_window
from widgets.common.story_model import StoryModel
from widgets.theme.colours import Colours

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
ROWS = "application/x-clausewright-rows"
"""Rows that are dragged: the story and the ids of their clauses, as JSON."""
REBUILD_AFTER = 80
"""Milliseconds after a change of structure until the tree follows, so that no key waits for it."""
SHOW_AFTER = 40
"""Milliseconds after a change of wording until its row is painted anew."""


class ClauseModel(StoryModel):
    """The clauses of one story as a tree; the internal id of an index is the key of its node."""

    about_to_follow = Signal()
    followed = Signal()
    """Rows came and went, by a change of structure."""
    dropped = Signal(object, int, object)
    """Clause ids were dropped: before which index of the story, on which level (None: as they are)."""
    renamed = Signal(str, str)
    """Other words were typed for a clause, by its id."""

    def __init__(self, store: Store, story: StoryId, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(store, story, palette, parent, REBUILD_AFTER)
        self._clauses: tuple[Clause, ...] = ()
        self._rows = RowTree(())
        self._labelling: Labelling | None = None
        self._counts: Mapping[str, int] = {}
        self._marked: dict[str, Mapping[str, str]] = {}
        """By the sign that clauses bear: what is told of each, by its id."""
        self._sums: Mapping[int, int] = {}
        self._following = False
        self.rtl = False
        """Whether the text runs from right to left."""
        self._worded: dict[str, Clause] = {}
        """The clauses that have other words than their rows were painted with, as they were then; by their ids."""
        self._show = debounced(self, SHOW_AFTER, self._show_worded)
        self.show_story(story)

    def show_story(self, story: StoryId) -> None:
        """Shows the clauses of another story."""
        self.beginResetModel()
        self._story = story
        self._timer.stop()
        self._worded.clear()
        self._take()
        self._rows = RowTree(self._clauses)
        self._sums = self._rows.summed(self._counts)
        self.endResetModel()

    def _take(self) -> None:
        submission = self._store.submission
        self._clauses = clauses_of(submission, self._story)
        self.rtl = redline_of(submission, self._story).language == "ar"
        self._labelling = self._store.labelling(self._story.proposal) if submission.proposals else None

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self.show_story(self._story)
            return
        clauses = clauses_of(change.after, self._story)
        if clauses is self._clauses:
            return
        if self._timer.isActive():
            self._timer.start()
            return
        known = self._clauses is clauses_of(change.before, self._story)
        at, old, new = changed_clauses(change, self._story) if known else changed_window(self._clauses, clauses)
        before = self._clauses[at : at + old]
        if not same_shape(before, clauses[at : at + new]):
            self._timer.start()
            return
        was = self._labelling
        self._take()
        for index, (one, other) in enumerate(zip(before, clauses[at : at + new], strict=True), at):
            self._rows.put(index, other)
            self._worded.setdefault(one.id, one)
        if was is None or self._labelling is None or was.labels is not self._labelling.labels:
            self._all_changed()
        elif not self._show.isActive():
            self._show.start()

    def _show_worded(self) -> None:
        for id, before in self._worded.items():
            now = self._rows.of(id)
            if now is None or now.clause is None or now.clause is before:
                continue
            if state_of(before) != state_of(now.clause) or first_words(before) != first_words(now.clause):
                self.dataChanged.emit(self._index_of(now), self._index_of(now))
        self._worded.clear()

    def follow(self) -> None:
        """Takes a change of structure over at once: rows come and go, those that stay are the same rows."""
        self._timer.stop()
        self.about_to_follow.emit()
        self._following = True
        self._take()
        self._rows.follow(self._clauses, self)
        self._sums = self._rows.summed(self._counts)
        self._following = False
        self._all_changed()
        self.followed.emit()

    @property
    def following(self) -> bool:
        """Whether rows come and go just now, so that a row that becomes the current one was not chosen."""
        return self._following

    # -- as `RowTree.follow` asks

    def removing(self, parent: ClauseNode, first: int, last: int) -> None:
        """Tells the views that rows are about to go."""
        self.beginRemoveRows(self._index_of(parent), first, last)

    def removed(self) -> None:
        """Tells the views that the rows are gone."""
        self.endRemoveRows()

    def inserting(self, parent: ClauseNode, first: int, last: int) -> None:
        """Tells the views that rows are about to come."""
        self.beginInsertRows(self._index_of(parent), first, last)

    def inserted(self) -> None:
        """Tells the views that the rows are there."""
        self.endInsertRows()

    def _all_changed(self) -> None:
        self._worded.clear()
        top = self._rows.top.children
        if top:
            self.dataChanged.emit(self._index_of(top[0]), self._index_of(top[-1]))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Shows how many amendments stand in what is under a row; by clause."""
        if counts != self._counts:
            before, self._counts = self._sums, counts
            self._sums = self._rows.summed(counts)
            for key in before.keys() | self._sums.keys():
                node = self._rows.nodes.get(key)
                if node is not None and node.children and before.get(key) != self._sums.get(key):
                    self.dataChanged.emit(self._index_of(node), self._index_of(node))

    def show_marked(self, sign: str, told: Mapping[str, str]) -> None:
        """Shows a sign with clauses, by their ids, and tells of each what it means, in a sentence."""
        if told != self._marked.get(sign, {}):
            self._marked[sign] = told
            self._all_changed()

    def matching(self, *, amended: bool, words: str, author: str = "", sign: str = "") -> set[int]:
        """The rows that a filter leaves, by their internal ids, with those that they stand under; with an author only those
        that carry that name, with a sign only those that bear it."""
        among = self._marked.get(sign, {}) if sign else None
        return self._rows.matching(self._labelling, amended=amended, words=words, author=author, among=among)

    # -- as Qt asks

    def index_at(self, clause: int) -> QModelIndex:
        """The row of a clause by its index in the story."""
        node = self._rows.at(clause)
        return self._index_of(node) if node is not None else QModelIndex()

    def index_of(self, id: str) -> QModelIndex:
        """The row of a clause by its id."""
        node = self._rows.of(id)
        return self._index_of(node) if node is not None else QModelIndex()

    def _index_of(self, node: ClauseNode) -> QModelIndex:
        return self.createIndex(node.row, 0, node.key) if node.parent is not None else QModelIndex()

    def _node(self, index: Index) -> ClauseNode:
        return self._rows.nodes[index.internalId()] if index.isValid() else self._rows.top

    def clause(self, index: Index) -> Clause | None:
        """The clause of an index; None at the top."""
        return self._node(index).clause if index.isValid() else None

    def index(self, row: int, column: int, parent: Index = TOP) -> QModelIndex:
        under = self._node(parent).children
        return self._index_of(under[row]) if column == 0 and 0 <= row < len(under) else QModelIndex()

    def parent(self, index: Index = TOP) -> QModelIndex:  # type: ignore[override]  # Qt's own has two meanings
        above = self._node(index).parent if index.isValid() else None
        return self._index_of(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = TOP) -> int:
        return len(self._node(parent).children)

    def columnCount(self, parent: Index = TOP) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        clause = self.clause(index)
        if clause is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                sign = SIGNS[state_of(clause, self._labelling)]
                signs = (mark for mark, told in self._marked.items() if clause.id in told)
                return "  ".join(filter(None, (sign, *signs, *self._head(clause), self._count(self._node(index)))))
            case Qt.ItemDataRole.EditRole:
                return clause.text_on("draft")
            case Qt.ItemDataRole.ForegroundRole:
                return _colour(self._colours, state_of(clause, self._labelling))
            case Qt.ItemDataRole.FontRole:
                return _font(clause)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(clause)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._described(self._node(index), clause)
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip(self._spoken(clause))
        return None

    def _head(self, clause: Clause) -> tuple[str, str]:
        return self._label(clause), isolated(first_words(clause)) or "¶"

    def _label(self, clause: Clause) -> str:
        return (" ← " if self.rtl else " → ").join(map(isolated, label_text(clause, self._labelling).split(" → ")))

    def _count(self, node: ClauseNode) -> str:
        number = self._sums.get(node.key, 0) if node.children else 0
        return f"({number})" if number else ""

    def _described(self, node: ClauseNode, clause: Clause) -> str:
        """Where a clause stands and what was done under it, for ears: the eye sees both in the tree."""
        place = spoken_path(self._store.places(self._story.proposal).get(clause.id, ""))
        number = self._sums.get(node.key, 0)
        return line_of((place, self.tr("amendments: {count}").format(count=number) if number else ""))

    def flags(self, index: Index) -> Qt.ItemFlag:
        clause = self.clause(index)
        if clause is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        if clause.cell is not None or not clause.is_on("draft"):
            return _STILL
        return _CALL if clause.props.kind == "call" else _MOVABLE

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        clause = self.clause(index)
        if clause is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.renamed.emit(clause.id, str(value))
        return True

    def mimeTypes(self) -> list[str]:
        return [ROWS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = [clause.id for clause in map(self.clause, indexes) if clause is not None]
        data = QMimeData()
        data.setData(ROWS, json.dumps([str(self._story), ids]).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        ids = self._dragged(data)
        if not ids or action != Qt.DropAction.MoveAction:
            return False
        under = self._node(parent).index
        self.dropped.emit(ids, *drop_place(outline(self._clauses), self._clauses, ids, under, row))
        return True

    def _dragged(self, data: QMimeData) -> list[str]:
        """The clauses of this story that are dragged; none of what comes from elsewhere."""
        try:
            story, ids = json.loads(bytes(data.data(ROWS).data()))
        except (ValueError, TypeError):
            return []
        known = {clause.id for clause in self._clauses}
        return [id for id in ids if id in known] if story == str(self._story) and isinstance(ids, list) else []

    def _spoken(self, clause: Clause) -> str:
        names: dict[State, str] = {
            "kept": "",
            "changed": self.tr("changed", "clause"),
            "inserted": self.tr("inserted", "clause"),
            "deleted": self.tr("deleted", "clause"),
            "moved": self.tr("moved away", "clause") if clause.end.status is Status.DELETED else self.tr("moved here", "clause"),
            "renumbered": self.tr("renumbered", "clause"),
        }
        state = names[state_of(clause, self._labelling)]
        told = (each.get(clause.id, "") for each in self._marked.values())
        parts = (self._label(clause), isolated(first_words(clause)), state, *told)
        return line_of(parts)


# Qt asks each row as soon as it is shown, and Python takes long to join flags.
_STILL = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
_MOVABLE = _STILL | Qt.ItemFlag.ItemIsDragEnabled
_CALL = _MOVABLE | Qt.ItemFlag.ItemIsEditable


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
