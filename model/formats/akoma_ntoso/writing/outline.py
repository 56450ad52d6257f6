"""The clauses of a text as the tree that Akoma Ntoso requires: preface, preamble, body, annexes; in them calls, headings and
items below items. A clause that fits nowhere becomes a plain item with its kind in an attribute."""

from __future__ import annotations

from itertools import groupby
from typing import Literal

from msgspec import Struct, field

from model.formats.akoma_ntoso.schema.vocabulary import CONTAINERS, DEEPEST
from model.lexicon import CallKind, call_kind
from model.numbering import Labelling
from model.redline import SIDES, Clause, Redline, Side

Role = Literal["container", "formula", "recitals", "call", "heading", "annex", "loose", "item", "table"]
Stage = Literal["preface", "preamble", "body"]


class Node(Struct):
    """A clause with the tables after it and the items under it; without a clause, a container of items."""

    role: Role
    clause: Clause | None = None
    tables: list[list[Clause]] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)


class Part(Struct):
    """A separate document: the text, or an annex of it, whose `head` is the annex line."""

    head: Node | None = None
    preface: list[Node] = field(default_factory=list)
    preamble: list[Node] = field(default_factory=list)
    body: list[Node] = field(default_factory=list)


def outline(redline: Redline, labelling: Labelling, *, flat: bool = False) -> list[Part]:
    """The text and its annexes. If *flat*, it is one part with all nodes in its body, without preface and annexes."""
    return _Outline(redline, labelling, flat).parts


class _Outline:
    def __init__(self, redline: Redline, labelling: Labelling, flat: bool) -> None:
        self._flat = flat
        self._labelling = labelling
        self._language = redline.language
        self._clauses = redline.clauses
        self._last_preambular = self._last_preambular_calls()
        self.parts = [Part()]
        self._stage: Stage = "body" if flat else "preface"
        self._holder: Node | None = None
        self._stack: list[Node] = []
        self._before: Node | None = None
        """The clause before, to which a table is added."""
        self._open: dict[Side, bool] = {"base": False, "draft": False}
        self._build()

    def _build(self) -> None:
        for is_cell, group in groupby(enumerate(self._clauses), key=lambda pair: pair[1].cell is not None):
            if is_cell:
                for _, cells in groupby((clause for _, clause in group), key=lambda clause: clause.cell and clause.cell[0]):
                    self._table(list(cells))
                continue
            for index, clause in group:
                self._place(clause, index)

    def _place(self, clause: Clause, index: int) -> None:
        kind = clause.props.kind
        fits = kind != "paragraph" and self._fits(clause)
        if fits and kind in CONTAINERS:
            self._head(Node("formula" if kind == "opening" and (self._flat or self._stage != "body") else "container", clause))
        elif fits and kind == "call":
            is_preambular = self._is_preambular(clause, index)
            if self._stage != "body" and is_preambular:
                self._begin("preamble", Node("recitals", clause))
            else:
                self._begin("body", Node("recitals" if self._flat and is_preambular else "call", clause))
        elif fits and kind == "heading":
            self._begin("body", Node("heading", clause))
        elif fits and kind == "annex":
            self._annex(Node("annex", clause))
        else:
            self._item(Node("item", clause), max(1, clause.props.level), index)

    def _fits(self, clause: Clause) -> bool:
        """Whether a clause fits into the element of its kind, which may contain neither a label nor half a paragraph."""
        kind = clause.props.kind
        labelled = bool(self._labelling.base(clause.id) or self._labelling.draft(clause.id)) or clause.label is not None
        if labelled and kind != "heading":
            return False
        if kind in CONTAINERS:
            return True
        return all(clause.end.status.on(side) or not (self._open[side] or self._shows(clause, side)) for side in SIDES)

    def _shows(self, clause: Clause, side: Side) -> bool:
        label = self._labelling.base(clause.id) if side == "base" else self._labelling.draft(clause.id)
        return bool(label) or any(run.status.on(side) and run.text for run in clause.runs)

    def _note_ends(self, clause: Clause) -> None:
        for side in SIDES:
            self._open[side] = not clause.end.status.on(side) and (self._open[side] or self._shows(clause, side))

    def _head(self, node: Node) -> None:
        if node.role == "formula" and self._stage == "preface":
            self._stage = "preamble"
        self._nodes().append(node)
        self._took(node, holder=None)

    def _begin(self, stage: Stage, node: Node) -> None:
        self._stage = stage
        self._nodes().append(node)
        self._took(node, holder=node)

    def _annex(self, node: Node) -> None:
        if self._flat:
            self._nodes().append(node)
        else:
            self.parts.append(Part(node))
            self._stage = "preface"
        self._took(node, holder=None)

    def _item(self, node: Node, level: int, index: int) -> None:
        if self._holder is None:
            awaited = self._stage == "preamble" and index < self._last_preambular[len(self.parts) - 1]
            holder = Node("recitals" if awaited else "loose")
            if not awaited:
                self._stage = "body"
            self._nodes().append(holder)
            self._holder, self._stack = holder, []
        del self._stack[min(level, DEEPEST) - 1 :]
        (self._stack[-1] if self._stack else self._holder).items.append(node)
        self._stack.append(node)
        assert node.clause is not None
        self._note_ends(node.clause)
        self._before = node

    def _took(self, node: Node, holder: Node | None) -> None:
        assert node.clause is not None
        self._note_ends(node.clause)
        self._holder, self._stack, self._before = holder, [], node

    def _table(self, cells: list[Clause]) -> None:
        before = self._before
        if before is not None and before.role not in ("annex", "table"):
            before.tables.append(cells)
            return
        self._stage = "body"
        holder = Node("loose", items=[Node("table", tables=[cells])])
        self._nodes().append(holder)
        self._holder, self._stack, self._before = None, [], None

    def _nodes(self) -> list[Node]:
        part = self.parts[-1]
        return part.preface if self._stage == "preface" else part.preamble if self._stage == "preamble" else part.body

    def _is_preambular(self, clause: Clause, index: int) -> bool:
        kind = self._kind(clause)
        return kind == "preamble" or (kind is None and index < self._last_preambular[len(self.parts) - 1])

    def _kind(self, clause: Clause) -> CallKind | None:
        return call_kind(clause.text_on("draft") or clause.text_on("base"), self._language)

    def _last_preambular_calls(self) -> list[int]:
        """The index of the last preambular call of each part; -1 if it has none."""
        found = [-1]
        for index, clause in enumerate(self._clauses):
            if clause.cell is not None:
                continue
            if clause.props.kind == "annex" and not self._flat:
                found.append(-1)
            elif clause.props.kind == "call" and self._kind(clause) == "preamble":
                found[-1] = index
        return [*found, -1]
