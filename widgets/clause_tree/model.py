"""The clauses as rows of a tree, each with its old and new label and with a coloured sign for its change."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QPalette

from model.numbering import Labelling
from model.redline import Clause, Status
from model.submission.provisions import provision_symbol
from model.submission.story import StoryId, clauses_of, redline_of
from widgets.clause_tree.rows import ClauseNode, RowTree, row_font, sign_colour
from widgets.common.announcements import level_words
from widgets.common.clause_outline import (
    SIGNS,
    State,
    drop_place,
    first_words,
    label_text,
    outline,
    same_shape,
    state_of,
    state_of_all,
    table_size,
)
from widgets.common.foreign_text import as_tooltip, isolated
from widgets.common.names import spoken_path
from widgets.common.store import Change, Store, changed_clauses, changed_window
from widgets.common.story_model import StoryModel
from widgets.common.tasks import debounce
from widgets.common.translation import line_of
from widgets.theme.signs import sign_icon

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
ROWS = "application/x-clausewright-rows"
"""The MIME type of dragged rows: the story and the ids of their clauses, as JSON."""
REBUILD_AFTER = 80
"""Milliseconds between a change of structure and the update of the tree, so that it delays no key."""
SHOW_AFTER = 40
"""Milliseconds between a change of words and repainting the row."""


class _TableRow(NamedTuple):
    """What the row of a table shows."""

    name: str
    state: State


class ClauseModel(StoryModel):
    """The clauses of one story as a tree. The internal id of an index is the key of its node."""

    about_to_follow = Signal()
    followed = Signal()
    """Rows were inserted or removed by a change of structure."""
    dropped = Signal(object, int, object)
    """Clause ids were dropped: the index in the story before which they go, and the level (None: unchanged)."""
    renamed = Signal(str, str)
    """The user typed other words for a clause, by its id."""

    def __init__(self, store: Store, story: StoryId, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(store, story, palette, parent, REBUILD_AFTER)
        self._clauses: tuple[Clause, ...] = ()
        self._rows = RowTree(())
        self._labelling: Labelling | None = None
        self._counts: Mapping[str, int] = {}
        self._marked: dict[str, Mapping[str, str]] = {}
        """For each sign: the texts of the clauses that have it, by clause id."""
        self._groups: dict[str, Container[str]] = {}
        """The ids of the clauses that a filter shows, by its name."""
        self._locked: Mapping[str, tuple[str, str]] = {}
        """Symbols set by hand, each with a sentence that says so, by clause id."""
        self._sums: Mapping[int, int] = {}
        self._following = False
        self._italics = True
        self.rtl = False
        """Whether the text runs from right to left."""
        self._tables: dict[int, _TableRow] = {}
        self._worded: dict[str, Clause] = {}
        """The clauses whose words differ from those in their painted rows, as they were painted; by their ids."""
        self._show = debounce(self, SHOW_AFTER, self._show_worded)
        self.show_story(story)

    def show_story(self, story: StoryId) -> None:
        """Shows the clauses of another story."""
        self.beginResetModel()
        self._story = story
        self._timer.stop()
        self._worded.clear()
        self._take()
        self._rows = RowTree(self._clauses)
        self._sums = self._rows.sums(self._counts)
        self.endResetModel()

    def _take(self) -> None:
        submission = self._store.submission
        self._clauses = clauses_of(submission, self._story)
        self._tables.clear()
        language = redline_of(submission, self._story).language
        self.rtl, self._italics = language == "ar", language != "zh"  # Han characters have none
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
        for index, (old_clause, other) in enumerate(zip(before, clauses[at : at + new], strict=True), at):
            self._rows.put(index, other)
            self._worded.setdefault(old_clause.id, old_clause)
        now = self._labelling
        if was is None or now is None or was.labels is not now.labels or was.numbers is not now.numbers:
            self._emit_all_changed()
        elif not self._show.isActive():
            self._show.start()

    def _show_worded(self) -> None:
        for id, before in self._worded.items():
            now = self._rows.of(id)
            if now is None or now.clause is None or now.clause is before:
                continue
            changed = state_of(before) != state_of(now.clause)
            if now.table or changed or first_words(before) != first_words(now.clause):
                self.dataChanged.emit(self._index_of(now), self._index_of(now))
            if changed and now.parent is not None and now.parent.clause is not None:  # with it the symbol of its provision
                self.dataChanged.emit(self._index_of(now.parent), self._index_of(now.parent))
        self._worded.clear()

    def follow(self) -> None:
        """Takes over a change of structure at once: rows are inserted and removed, the others remain the same objects."""
        self._timer.stop()
        self.about_to_follow.emit()
        self._following = True
        self._take()
        self._rows.follow(self._clauses, self)
        self._sums = self._rows.sums(self._counts)
        self._following = False
        self._emit_all_changed()
        self.followed.emit()

    @property
    def following(self) -> bool:
        """Whether rows are being inserted or removed, so that a new current row is not a choice of the user."""
        return self._following

    # -- as `RowTree.follow` asks

    def removing(self, parent: ClauseNode, first: int, last: int) -> None:
        """Notifies the views that rows are about to be removed."""
        self.beginRemoveRows(self._index_of(parent), first, last)

    def finish_removal(self) -> None:
        """Notifies the views that the rows have been removed."""
        self.endRemoveRows()

    def inserting(self, parent: ClauseNode, first: int, last: int) -> None:
        """Notifies the views that rows are about to be inserted."""
        self.beginInsertRows(self._index_of(parent), first, last)

    def finish_insertion(self) -> None:
        """Notifies the views that the rows have been inserted."""
        self.endInsertRows()

    def _emit_all_changed(self) -> None:
        self._worded.clear()
        top = self._rows.top.children
        if top:
            self.dataChanged.emit(self._index_of(top[0]), self._index_of(top[-1]))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Shows the number of amendments below each row; `counts` are by clause."""
        if counts != self._counts:
            before, self._counts = self._sums, counts
            self._sums = self._rows.sums(counts)
            for key in before.keys() | self._sums.keys():
                node = self._rows.nodes.get(key)
                if node is not None and (node.children or node.table) and before.get(key) != self._sums.get(key):
                    self.dataChanged.emit(self._index_of(node), self._index_of(node))

    def show_marked(self, sign: str, words_by_clause: Mapping[str, str]) -> None:
        """Shows a sign at clauses, with a sentence about its meaning for each, by clause id."""
        if words_by_clause != self._marked.get(sign, {}):
            self._marked[sign] = words_by_clause
            self._emit_all_changed()

    def show_group(self, name: str, ids: Container[str]) -> None:
        """Sets the clauses that a filter shows, by their ids."""
        self._groups[name] = ids

    def show_symbols(self, locked: Mapping[str, tuple[str, str]]) -> None:
        """Shows symbols that were set by hand in place of those of the amendments, each with a sentence that says so."""
        if locked != self._locked:
            self._locked = locked
            self._emit_all_changed()

    def matching_rows(self, *, amended: bool, words: str, author: str = "", sign: str = "") -> set[int]:
        """The internal ids of the rows that a filter accepts and of the rows above them. With an author, only rows that have
        amendments of that author; with a sign or a group, only rows that have it."""
        among = self._groups.get(sign, self._marked.get(sign, {})) if sign else None
        return self._rows.matching_rows(self._clauses, self._labelling, amended=amended, words=words, author=author, among=among)

    # -- as Qt asks

    def index_of(self, id: str) -> QModelIndex:
        """The row of a clause by its id: its own, that of its table, or of the clause before an empty paragraph."""
        node = self._rows.of(id)
        return self._index_of(node) if node is not None else QModelIndex()

    def _index_of(self, node: ClauseNode) -> QModelIndex:
        return self.createIndex(node.row, 0, node.key) if node.parent is not None else QModelIndex()

    def _node(self, index: Index) -> ClauseNode:
        return self._rows.nodes[index.internalId()] if index.isValid() else self._rows.top

    def clause(self, index: Index) -> Clause | None:
        """The clause of an index, of a table the first one; None at the top."""
        return self._node(index).clause if index.isValid() else None

    def clauses_of_row(self, index: Index) -> Sequence[Clause]:
        """The clauses that a row stands for: several for a table."""
        node = self._node(index)
        return self._clauses[node.index : node.stop] if index.isValid() else ()

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
                node = self._node(index)
                signs = (mark for mark, words_by_clause in self._marked.items() if self._notes(node, words_by_clause))
                return "  ".join(filter(None, (*signs, *self._head(node, clause), self._count(node))))
            case Qt.ItemDataRole.EditRole:
                return clause.text_on("draft")
            case Qt.ItemDataRole.DecorationRole:
                return self._sign(self._state(self._node(index), clause))
            case Qt.ItemDataRole.FontRole:
                return row_font(clause, italics=self._italics) if clause.cell is None else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._accessible_text(self._node(index), clause)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._description(self._node(index), clause)
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip(self._accessible_text(self._node(index), clause))
        return None

    def _sign(self, state: State) -> QIcon:
        """The sign of a state; an empty one takes the same room, so that the labels of all rows are below each other."""
        return sign_icon(SIGNS[state], sign_colour(self._colours, state) or self._colours.text, self._colours)

    def _head(self, node: ClauseNode, clause: Clause) -> tuple[str, ...]:
        """The symbol of a provision, margin number and label, and the first words of a row."""
        if node.table:
            return (self._table(node).name,)
        return self._symbol(node), self._label(clause), isolated(first_words(clause)) or "¶"

    def _symbol(self, node: ClauseNode) -> str:
        if self._labelling is None or self._following:  # then rows have the places that they had in the text before
            return ""
        locked = self._locked.get(self._clauses[node.index].id)
        return locked[0] if locked is not None else provision_symbol(self._clauses, self._labelling, node.index)

    def _state(self, node: ClauseNode, clause: Clause) -> State:
        return self._table(node).state if node.table else state_of(clause, self._labelling)

    def _notes(self, node: ClauseNode, words_by_clause: Mapping[str, str]) -> list[str]:
        """The sentences about a sign at the clauses of a row."""
        found = (words_by_clause.get(clause.id) for clause in self._clauses[node.index : node.stop])
        return [words for words in dict.fromkeys(found) if words is not None]

    def _table(self, node: ClauseNode) -> _TableRow:
        """What the row of a table shows: computed once for each state of the text."""
        if node.key not in self._tables:
            assert node.table is not None
            inside = self._clauses[node.index : node.stop]
            rows, columns = table_size(inside, node.table.id)
            name = self.tr("Table {number} ({rows} × {columns})", "rows × columns")
            name = name.format(number=node.table.number, rows=rows, columns=columns)
            self._tables[node.key] = _TableRow(name, state_of_all(inside))
        return self._tables[node.key]

    def _label(self, clause: Clause) -> str:
        return (" ← " if self.rtl else " → ").join(map(isolated, label_text(clause, self._labelling).split(" → ")))

    def _count(self, node: ClauseNode) -> str:
        number = self._sums.get(node.key, 0) if node.children or node.table else 0
        return f"({number})" if number else ""

    def _description(self, node: ClauseNode, clause: Clause) -> str:
        """The place of a clause, the changes below it, its level and its place there, all of which is visible in the tree."""
        place = spoken_path(self._store.places(self._story.proposal).get(clause.id, ""))
        number = self._sums.get(node.key, 0)
        changes = self.tr("amendments: {count}").format(count=number) if number else ""
        level, above = 1, node.parent
        while above is not None and above.parent is not None:
            level, above = level + 1, above.parent
        rows = len(node.parent.children) if node.parent is not None else 1
        return line_of((place, changes, level_words(level, node.row + 1, rows)))

    def flags(self, index: Index) -> Qt.ItemFlag:
        clause = self.clause(index)
        if clause is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        if clause.cell is not None:
            found = _TABLE
        elif not clause.is_on("draft"):
            found = _STILL
        else:
            found = _CALL if clause.props.kind == "call" else _MOVABLE
        return found if self._node(index).children else _LEAVES[found]

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
        ids = self._dragged_ids(data)
        if not ids or action != Qt.DropAction.MoveAction:
            return False
        under = self._node(parent).index
        self.dropped.emit(ids, *drop_place(outline(self._clauses), self._clauses, ids, under, row))
        return True

    def _dragged_ids(self, data: QMimeData) -> list[str]:
        """The clauses of this story that are dragged; empty for data from elsewhere."""
        try:
            story, ids = json.loads(bytes(data.data(ROWS).data()))
        except (ValueError, TypeError):
            return []
        known = {clause.id for clause in self._clauses}
        return [id for id in ids if id in known] if story == str(self._story) and isinstance(ids, list) else []

    def _accessible_text(self, node: ClauseNode, clause: Clause) -> str:
        names: dict[State, str] = {
            "kept": "",
            "changed": self.tr("changed", "clause"),
            "inserted": self.tr("inserted", "clause"),
            "deleted": self.tr("deleted", "clause"),
            "moved": self.tr("moved away", "clause") if clause.end.status is Status.DELETED else self.tr("moved here", "clause"),
            "renumbered": self.tr("renumbered", "clause"),
        }
        notes = (words for words_by_clause in self._marked.values() for words in self._notes(node, words_by_clause))
        by_hand = self._locked[clause.id][1] if clause.id in self._locked else ""
        return line_of((*self._head(node, clause), names[self._state(node, clause)], by_hand, *notes))


# Qt asks for the flags of each row when it becomes visible, and combining flags is slow in Python.
_TABLE = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_STILL = _TABLE | Qt.ItemFlag.ItemIsDropEnabled
_MOVABLE = _STILL | Qt.ItemFlag.ItemIsDragEnabled
_CALL = _MOVABLE | Qt.ItemFlag.ItemIsEditable
_LEAVES = {flags: flags | Qt.ItemFlag.ItemNeverHasChildren for flags in (_TABLE, _STILL, _MOVABLE, _CALL)}
"""Of rows without rows below them, which a screen reader would otherwise call expanded."""
