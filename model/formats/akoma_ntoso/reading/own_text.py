"""A text written by us: each element of a clause with its attributes. Elements that other programs added are read by their
content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from lxml import etree
from msgspec.structs import replace

from model.formats.akoma_ntoso.reading.inline import Look, MixedContent, Special, local
from model.formats.akoma_ntoso.reading.own_values import (
    Attributes,
    attributes_of,
    cell_of,
    end_of,
    former_props,
    label_of,
    props_of,
    shape_of,
    status_of,
    taken_stamp,
)
from model.formats.akoma_ntoso.schema.vocabulary import CW_PREFIX, HEADS, shown_label, usual_scheme
from model.redline import NOBODY, NOTE, Clause, Kind, Note, Policy, Redline, Run, join_runs
from model.redline.canonical import canonical
from model.redline.limits import Sizes

_ITEMS = frozenset({"recital", "item", "paragraph", "point", "indent"})
_LISTS = frozenset({"blockList", "list"})
_TEXTS = frozenset({"p", "listIntroduction"})
_INSIDE = frozenset({"content", "intro"})
_BLOCKS = frozenset({"table", "blockList"})
_POLICIES: tuple[Policy, ...] = ("relabel", "bis", "letters", "keep")
_CONTAINERS: Mapping[str, Kind] = {"number": "number", "title": "title", "history": "history", "opening": "opening"}
"""The kinds of the first clauses in containers of those names."""
_VOID = CW_PREFIX + "void"


class OwnTextReader:
    """Reads the elements of one text into clauses, in their order. EditError as soon as they exceed the limits of a text."""

    def __init__(self, language: str, picture: Special, ids: Iterator[str]) -> None:
        """A reader of a text in a language; `ids` are those of clauses that have none of their own."""
        self._language = language
        self._ids = ids
        self._used: set[str] = set()
        self._clauses: list[Clause] = []
        self._notes: dict[str, Note] = {}
        self._tables = 0
        self._sizes = Sizes()
        self._inline = MixedContent({"authorialNote": self._note, "noteRef": self._note, "img": picture}, skipped=_BLOCKS)

    def redline(self, elements: Iterable[etree._Element], policy: str = "") -> Redline:
        """The redline of the elements of a text; `policy` is the attribute of its body."""
        for element in elements:
            self._read(element, 1)
        known: Policy = next((known_policy for known_policy in _POLICIES if known_policy == policy), "relabel")
        self._clauses = [self._with_known_notes(clause) for clause in self._clauses]
        used = {run.content for clause in self._clauses for run in clause.runs if run.text == NOTE}
        notes = {key: note for key, note in self._notes.items() if key in used}
        return Redline(canonical(self._clauses), notes, self._language, known)

    def _with_known_notes(self, clause: Clause) -> Clause:
        """A clause without marks of notes that are nowhere in the file."""
        runs = tuple(run for run in clause.runs if run.text != NOTE or run.content in self._notes)
        return clause if len(runs) == len(clause.runs) else replace(clause, runs=join_runs(runs))

    def _read(self, element: etree._Element, depth: int) -> None:
        name = local(element)
        if element.get(_VOID):
            return
        if name in _ITEMS:
            self._item(element, name, depth)
        elif name in ("container", "formula"):
            self._container(element, name)
        elif name == "recitals":
            self._read_head(element, "call", 0, element.find("{*}intro/{*}p"))
        elif name == "hcontainer":
            self._read_head(element, HEADS.get(element.get("name", ""), "heading"), 0, element.find("{*}heading"))
        elif name == "division":
            self._read_head(element, "heading", 1, element.find("{*}heading"))
        elif name == "attachment":
            self._read_head(element, "annex", 0, element.find("{*}heading"))
        elif name == "table":
            self._table(element)
        elif name in _TEXTS:
            self._clause(element, attributes_of(element), None, "paragraph", 1)
        elif name and name != "meta":
            for child in element:
                self._read(child, depth)

    def _container(self, element: etree._Element, name: str) -> None:
        kind: Kind = "opening" if name == "formula" else _CONTAINERS.get(element.get("name", ""), "paragraph")
        attributes = attributes_of(element)
        for number, child in enumerate(element):
            if local(child) in _TEXTS and not number:
                self._clause(child, attributes, None, kind, 0)
            else:
                self._read(child, 1)

    def _read_head(self, element: etree._Element, kind: Kind, level: int, head: etree._Element | None) -> None:
        """A clause that heads others: a call, a heading, an annex."""
        num = None
        if head is not None:
            num = element.find("{*}num")
            self._clause(head, attributes_of(element), num, kind, level)
        for child in element:
            if child is head or child is num:
                continue
            name = local(child)
            if name == "intro":
                for inside in child:
                    if inside is not head:
                        self._read(inside, 1)
            else:
                self._read(child, 1)

    def _item(self, element: etree._Element, name: str, depth: int) -> None:
        attributes = attributes_of(element)
        num: etree._Element | None = None
        is_open = True
        for child in self._parts(element):
            kind = local(child)
            if kind == "num" and num is None:
                num = child
            elif kind in _TEXTS and is_open:
                self._clause(child, attributes, num, "paragraph", depth, bullet=name == "indent")
                is_open = False
            else:
                self._read(child, depth + 1 if kind in _ITEMS else depth)
        if num is not None and is_open:
            self._clause(etree.Element("p"), attributes, num, "paragraph", depth, bullet=name == "indent")

    def _parts(self, element: etree._Element) -> Iterator[etree._Element]:
        """The children of an item, those of its lists and wrappers among them."""
        for child in element:
            name = local(child)
            if name in _LISTS or name in _INSIDE:
                yield from self._parts(child)
            elif name:
                yield child

    def _table(self, element: etree._Element) -> None:
        table, self._tables = self._tables, self._tables + 1
        for row, line in enumerate(element.iterchildren("{*}tr")):
            status = status_of(line.get(CW_PREFIX + "row", ""))
            stamp = taken_stamp(attributes_of(line), "row-") if status.value != "kept" else NOBODY
            for column, inside in enumerate(line):
                self._sizes.add_cell()
                attributes = attributes_of(inside)
                cell, shape = cell_of(attributes, (table, row, column)), shape_of(attributes)
                for child in inside:
                    first = len(self._clauses)
                    self._cell(child)
                    for place in range(first, len(self._clauses)):
                        clause = self._clauses[place]
                        self._clauses[place] = replace(clause, cell=cell, row=status, row_stamp=stamp, shape=shape)

    def _cell(self, element: etree._Element) -> None:
        name = local(element)
        if name == "table":  # a table in a cell: its texts one below the other
            for text in element.iter("{*}p"):
                self._clause(text, attributes_of(text), None, "paragraph", 1)
            return
        for child in element if name == "blockList" else (element,):
            self._read(child, 1)

    def _clause(
        self,
        element: etree._Element,
        attributes: Attributes,
        num: etree._Element | None,
        kind: Kind,
        level: int,
        *,
        bullet: bool = False,
    ) -> None:
        """Adds the clause of an element of text. Attributes, `kind` and `level` are those of the element that contains it,
        `num` is its label; `bullet`: the label is taken for a bullet."""
        base, draft = self._labels(num) if num is not None else ("", "")
        runs = self._inline.runs(element)
        if num is not None and not (base or draft):
            runs = join_runs((*self._inline.runs(num), Run(" "), *runs))
        self._sizes.add(runs)
        scheme = usual_scheme(base or draft, bullet=bullet)
        written_props = attributes.get("cw:kind", ""), attributes.get("cw:level", ""), attributes.get("cw:scheme", "")
        props = props_of(kind, level, scheme, written_props)
        was = former_props(attributes)
        self._clauses.append(
            Clause(
                self._id(attributes),
                props,
                runs,
                end_of(attributes),
                label_of(attributes, "label", base),
                was,
                taken_stamp(attributes, "was-") if was is not None else NOBODY,
                label_of(attributes, "own", ""),
            )
        )

    def _id(self, attributes: Attributes) -> str:
        id = attributes.get("cw:id") or attributes.get("GUID", "")
        while not id or id in self._used:
            id = next(self._ids)
        self._used.add(id)
        return id

    @staticmethod
    def _labels(num: etree._Element) -> tuple[str, str]:
        """The label that a `num` shows in the base and in the draft."""
        if not len(num):
            label = shown_label(num.text or "")
            return label, label
        return shown_label(_side(num, "ins")), shown_label(_side(num, "del"))

    def _note(self, element: etree._Element, look: Look) -> Run | None:
        key = element.get(CW_PREFIX + "key", "") or element.get("eId", "") or next(self._ids)
        if local(element) == "noteRef":
            return look.run(NOTE, key)
        while key in self._notes:  # a copy of a paragraph, which needs a separate note in Word
            key = next(self._ids)
        kept, self._clauses = self._clauses, []
        used, self._used = self._used, set()  # an id belongs to only one clause of a story
        tables, self._tables = self._tables, 0
        if element.get(CW_PREFIX + "clauses") != "0":
            for child in element:
                self._read(child, 1)
        clauses, self._clauses, self._tables = canonical(self._clauses), kept, tables
        self._used = used
        kind: Literal["footnote", "endnote"] = "endnote" if element.get(CW_PREFIX + "kind") == "endnote" else "footnote"
        self._notes[key] = Note(kind, clauses, element.get(CW_PREFIX + "mark"))
        return look.run(NOTE, key)


def _side(element: etree._Element, dropped: str) -> str:
    """The text of an element without the changes of one kind."""
    out = [element.text or ""]
    for child in element:
        if local(child) not in (dropped, "authorialNote"):
            out.append(_side(child, dropped))
        out.append(child.tail or "")
    return "".join(out)
