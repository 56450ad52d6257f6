"""The rows of the clause tree as nodes that remain the same objects while their clauses do, updated change by change."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Protocol

from PySide6.QtGui import QColor, QFont

from model.numbering import Labelling
from model.redline import Clause
from widgets.common.clause_outline import ROOT, ClauseOutline, State, TableSpan, is_wanted, outline
from widgets.theme.colours import Colours


class ClauseNode:
    """A row: its clause and its place.

    key: the number that identifies it in the model
    clause: its clause; None at the top
    index: the place among the clauses
    parent: the row above; None at the top
    row: its place among the rows below its parent
    """

    __slots__ = ("children", "clause", "index", "key", "parent", "row", "table")

    def __init__(self, key: int, clause: Clause | None, index: int, parent: ClauseNode | None = None, row: int = 0) -> None:
        self.key = key
        self.clause = clause
        """None at the top, which is not a row."""
        self.index = index
        """The index of the clause in its story."""
        self.parent = parent
        self.row = row
        self.children: list[ClauseNode] = []
        self.table: TableSpan | None = None
        """The table that the row stands for; its first clause is that of the row."""

    @property
    def stop(self) -> int:
        """The index after the clauses that the row stands for."""
        return self.table.stop if self.table is not None else self.index + 1


class Watcher(Protocol):
    """The receiver of notifications before and after rows are removed or inserted below a node, as models of Qt need them."""

    def removing(self, parent: ClauseNode, first: int, last: int) -> None:
        """Called before the rows `first` to `last` below `parent` are removed."""

    def finish_removal(self) -> None:
        """Called after they have been removed."""

    def inserting(self, parent: ClauseNode, first: int, last: int) -> None:
        """Called before the rows `first` to `last` below `parent` are inserted."""

    def finish_insertion(self) -> None:
        """Called after they have been inserted."""


class RowTree:
    """The rows of one text."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.top = ClauseNode(0, None, ROOT)
        self.nodes: dict[int, ClauseNode] = {}
        """By their keys, which no later row uses again."""
        self._next = 1
        self._at: list[ClauseNode] = []
        self._by_index: dict[int, ClauseNode] = {}
        self._of: dict[str, ClauseNode] = {}
        shape = outline(clauses)
        self.top.children = self._make_nodes(self.top, shape.children[0], clauses, shape)
        self._number(clauses)

    def of(self, id: str) -> ClauseNode | None:
        """The row of a clause: its own, that of its table, or for an empty paragraph that of the clause before it; else None."""
        return self._of.get(id)

    def put(self, index: int, clause: Clause) -> None:
        """Replaces a clause by one with the same id and place."""
        node = self._by_index.get(index)
        if node is not None:
            node.clause = clause

    def follow(self, clauses: Sequence[Clause], watcher: Watcher) -> None:
        """Updates the rows to another text; a row whose clause keeps its parent remains the same object."""
        self._sync(self.top, clauses, outline(clauses), watcher)
        self._number(clauses)

    def _sync(self, node: ClauseNode, clauses: Sequence[Clause], shape: ClauseOutline, watcher: Watcher) -> None:
        wanted = shape.children[node.index + 1]
        had = [child.clause.id if child.clause else "" for child in node.children]
        ids = [clauses[index].id for index in wanted]
        fresh: set[int] = set()
        if had != ids:
            for what, start, stop, new_start, new_stop in _changes(had, ids):
                if what == "delete":
                    self._remove(node, start, stop, watcher)
                elif what == "insert":
                    put = wanted[new_start:new_stop]
                    fresh.update(put)
                    watcher.inserting(node, start, start + len(put) - 1)
                    node.children[start:start] = self._make_nodes(node, put, clauses, shape)
                    _count_rows(node)
                    watcher.finish_insertion()
        for child, index in zip(node.children, wanted, strict=True):
            child.clause, child.index, child.table = clauses[index], index, shape.tables.get(index)
            if index not in fresh and (child.children or shape.children[index + 1]):
                self._sync(child, clauses, shape, watcher)

    def _remove(self, node: ClauseNode, start: int, stop: int, watcher: Watcher) -> None:
        watcher.removing(node, start, stop - 1)
        for child in node.children[start:stop]:
            self._drop(child)
        del node.children[start:stop]
        _count_rows(node)
        watcher.finish_removal()

    def _make_nodes(
        self, parent: ClauseNode, indices: Sequence[int], clauses: Sequence[Clause], shape: ClauseOutline
    ) -> list[ClauseNode]:
        out = []
        for row, index in enumerate(indices):
            node = ClauseNode(self._next, clauses[index], index, parent, row)
            node.table = shape.tables.get(index)
            self.nodes[node.key] = node
            self._next += 1
            node.children = self._make_nodes(node, shape.children[index + 1], clauses, shape)
            out.append(node)
        return out

    def _drop(self, node: ClauseNode) -> None:
        del self.nodes[node.key]
        for child in node.children:
            self._drop(child)

    def _number(self, clauses: Sequence[Clause]) -> None:
        self._at = sorted(self.nodes.values(), key=lambda node: node.index)
        self._by_index = {node.index: node for node in self._at}
        self._of = {}
        nearest: ClauseNode | None = None
        for index, clause in enumerate(clauses):
            nearest = self._by_index.get(index, nearest)
            if nearest is not None:
                self._of[clause.id] = nearest

    # -- what the rows show

    def sums(self, counts: Mapping[str, int]) -> dict[int, int]:
        """The sums of the counts of clauses for each row with all rows below it, by key; without zeros."""
        out: dict[int, int] = {}
        for id, number in counts.items():
            node = self._of.get(id)
            while number and node is not None and node.parent is not None:
                out[node.key] = out.get(node.key, 0) + number
                node = node.parent
        return out

    def matching_rows(
        self,
        clauses: Sequence[Clause],
        labelling: Labelling | None,
        *,
        amended: bool,
        words: str,
        author: str = "",
        among: Container[str] | None = None,
    ) -> set[int]:
        """The keys of the rows whose clauses a filter accepts, and of the rows above them.

        clauses: those of the text
        labelling: the labels, if known
        amended: accepts only amended clauses
        words: accepts only clauses with these words in label or draft
        author: accepts only amendments of this author
        among: the ids that may be shown; None for all
        """
        out: set[int] = set()
        for node in self._at:
            if not any(
                (among is None or clause.id in among)
                and is_wanted(clause, labelling, amended=amended, words=words, author=author)
                for clause in clauses[node.index : node.stop]
            ):
                continue
            above: ClauseNode | None = node
            while above is not None and above.parent is not None and above.key not in out:
                out.add(above.key)
                above = above.parent
        return out


def _count_rows(node: ClauseNode) -> None:
    for row, child in enumerate(node.children):
        child.row = row


def _changes(had: Sequence[str], ids: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """The differences between two lists of ids, last first: the operation and the ranges in the old and new list."""
    if not had:
        return [("insert", 0, 0, 0, len(ids))]
    from rapidfuzz.distance import Indel  # the first window only inserts rows

    found = reversed(Indel.opcodes(had, ids))
    return [(opcode.tag, opcode.src_start, opcode.src_end, opcode.dest_start, opcode.dest_end) for opcode in found]


def sign_colour(shown: Colours, state: State) -> QColor | None:
    """The colour of the sign of a state; None for one without."""
    return {
        "inserted": shown.inserted,
        "deleted": shown.deleted,
        "moved": shown.moved,
        "changed": shown.changed,
        "renumbered": shown.changed,
    }.get(state)


def row_font(clause: Clause, *, italics: bool) -> QFont | None:
    """The font of a clause that is no plain paragraph; None for one that is.

    italics: whether the script of the text has italics
    """
    if clause.props.kind == "paragraph":
        return None
    font = QFont()
    font.setItalic(italics and clause.props.kind == "call")
    font.setBold(clause.props.kind in ("number", "title", "heading", "annex"))
    return font
