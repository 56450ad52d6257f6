"""Paths: how clauses are named (DESIGN.md §3), `considering further/b`, `resolves/1.2`, `recalling/e/iv`.

| part | names |
|---|---|
| `number`, `title`, `history`, `opening` | the lines before the first call, in the text or in an annex |
| the words of a call | a call; `/` is `\\/`, `\\` is `\\\\`, a leading `+ ¶ ~` and a closing `[n]` follow a `\\` |
| `§1.1`, or its words | a heading, with or without a label |
| `annex[1]` | the n-th annex heading; what follows it is under it |
| `b`, `1.2`, `iv`, `–` | a label without brackets and closing marks; decimal labels are not nested in one another |
| `¶2` | the n-th unlabelled paragraph of a block (or of the item that it is deeper than) |
| `table[1]/r2c3` | a paragraph in a table: table, row and column from 1, in the whole text |
| `~1` | a clause that stands on neither side (inserted by one author, deleted by another) |

`[2]` follows whatever occurs for the second time at its place. The path of a clause is its path in the base; an
inserted clause has its path in the draft with `+` before the last part (`recalling/+e`). No two clauses have the same
path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from model.errors import EditError, shorten_value
from model.message import Message
from model.numbering import Labelling, bare
from model.redline import ANCHOR, LINE_BREAK, NOTE, OBJECT, Clause, Paragraph, Props, Redline, Side, Status, paragraphs
from model.redline.runs import common_ends
from model.text.lazy_regex import late

Cell = tuple[int, int, int]
"""Table, row and column of a cell."""
_SPACE = late(r"[\s\u00a0]+")
_UNSEEN = str.maketrans({NOTE: None, ANCHOR: None, OBJECT: None, "\u00ad": None, LINE_BREAK: " "})
_SPLIT = late(r"(?:[^/\\]|\\.)+", re.DOTALL)


class Paths(Struct, frozen=True, dict=True):
    """The path and place of each clause, by its id, made when asked for; a value, replaced by `update` after each change."""

    redline: Redline
    labelling: Labelling

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """The path of each clause, such as `resolves/1.2`, by its id."""
        return paths(self.redline, self.labelling)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The place of each clause in words for people, by its id."""
        return places(self.redline, self.labelling)

    def update(self, redline: Redline, labelling: Labelling) -> Paths:
        """The paths after a change; the same ones if only wording changed, which is usual."""
        old, new = self.redline.clauses, redline.clauses
        if old is new and self.labelling.labels is labelling.labels:
            return self
        head, tail = common_ends(old, new)
        was, now = old[head : len(old) - tail], new[head : len(new) - tail]
        same = self.labelling.labels is labelling.labels and len(was) == len(now) and all(map(_has_same_path_part, was, now))
        fresh = Paths(redline, labelling)
        if same:
            vars(fresh).update(vars(self))
        return fresh


def _has_same_path_part(old: Clause, new: Clause) -> bool:
    """Whether two clauses make the same part of paths: no wording of them is in one, and they make the same paragraphs."""
    if {"call", "heading"} & {new.props.kind, new.props_on("base").kind}:
        return False
    sides = [(bool(clause.text_on("base")), bool(clause.text_on("draft"))) for clause in (old, new)]
    closes = new.end.status is Status.KEPT or (new.end.status is Status.INSERTED and not sides[1][0])
    return (
        closes
        and sides[0] == sides[1]
        and old.end.status is new.end.status
        and (old.id, old.cell, old.row) == (new.id, new.cell, new.row)
        and (old.props, old.base_props) == (new.props, new.base_props)
    )


def paths(redline: Redline, labelling: Labelling) -> dict[str, str]:
    """The path of each clause, by its id; every path is unique."""
    base = side_paths(redline, labelling, "base")
    draft = side_paths(redline, labelling, "draft")
    out: dict[str, str] = {}
    block, lost = "", 0
    for clause in redline.clauses:
        id = clause.id
        if id in draft and clause.props.kind in ("call", "heading", "annex"):
            block, lost = draft[id], 0
        if id in base:
            out[id] = base[id]
        elif id in draft:
            out[id] = _mark_as_inserted(draft[id])
        else:
            lost += 1
            out[id] = f"{block}/~{lost}" if block else f"~{lost}"
    return _unique(out)


def side_paths(redline: Redline, labelling: Labelling, side: Side) -> dict[str, str]:
    """The paths of one side, by the id of the clause that bears the label of each paragraph."""
    namer = _Namer()
    label_of = labelling.base if side == "base" else labelling.draft
    out: dict[str, str] = {}
    for paragraph in paragraphs(redline.clauses, side):
        bearer = paragraph.bearer
        out[bearer.id] = namer.name(paragraph, bearer.cell, label_of(bearer.id))
    return out


def places(redline: Redline, labelling: Labelling) -> dict[str, str]:
    """The place of each clause, by its id, for people (`place_texts`): the present call and the labels of the draft,
    `recalling/e)/iv)`; `recalling/+e)` if inserted; a deleted clause has its label of the base. Tables, rows and columns count
    as on the page. Two clauses may have the same place."""
    namer = _PlaceNamer()
    shown = _cells_on_page(redline.clauses)
    base = side_paths(redline, labelling, "base")
    live = {paragraph.bearer.id: paragraph for paragraph in paragraphs(redline.clauses, "draft")}
    struck = {
        paragraph.bearer.id: paragraph for paragraph in paragraphs(redline.clauses, "base") if paragraph.bearer.id not in live
    }
    out: dict[str, str] = {}
    for clause in redline.clauses:
        id, cell = clause.id, shown.get(clause.cell)
        if id in live:
            place = namer.name(live[id], cell, labelling.draft(id))
            out[id] = place if id in base else _mark_as_inserted(place)
        elif cell is not None and id in struck:
            out[id] = namer.name(struck[id], cell, None)
        elif id in struck:
            out[id] = namer.name_struck(struck[id], labelling.base(id), split_path(base[id])[-1])
        else:
            out[id] = namer.struck_block or namer.block
    return out


def _cells_on_page(clauses: Sequence[Clause]) -> Mapping[Cell | None, Cell]:
    """The table, row and column of each cell, from 0 in the order of the text, which is not that of the row numbers."""
    numbers: dict[tuple[int, ...], dict[int, int]] = {}
    shown: dict[Cell | None, Cell] = {}
    for cell in (clause.cell for clause in clauses):
        if cell is not None and cell not in shown:
            known = [numbers.setdefault(cell[:depth], {}) for depth in range(3)]
            table, row, column = (places.setdefault(part, len(places)) for places, part in zip(known, cell, strict=True))
            shown[cell] = table, row, column
    return shown


def clause_at_path(
    redline: Redline, path: str, labelling: Labelling | None = None, known: Mapping[str, str] | None = None
) -> str:
    """The id of the clause that a path names exactly; else regardless of case, spaces, closing marks of labels and `[1]`, or as
    an inserted clause under its parent's path in the base. EditError says which part is unknown and lists up to three near paths,
    or the clauses that it may mean. `known` are the `paths` of the redline if the caller looks for many."""
    labelling = labelling or Labelling.of(redline)
    known = known if known is not None else paths(redline, labelling)
    by_path = {name: id for id, name in known.items()}
    if path in by_path:
        return by_path[path]
    wanted = _loose(path)
    alike = [name for name in by_path if _loose(name) == wanted] or _under_base(path, redline, labelling, known)
    if len(alike) == 1:
        return by_path[alike[0]]
    if alike:
        raise EditError.of(
            "the path “{path}” is ambiguous: it may be {alike}", path=shorten_value(path), alike=_either(alike[:3])
        )
    raise EditError(_unknown_path_message(path, by_path))


def split_path(path: str) -> list[str]:
    """The parts of a path, still escaped."""
    return _SPLIT.findall(path)


class _Namer:
    """Names the paragraphs of one side, in order."""

    def __init__(self) -> None:
        self.annex = ""
        self.block = ""
        self.items: list[tuple[int, str, str]] = []
        self.seen: dict[str, int] = {}
        self.parts: dict[str, str] = {}
        """The part that each label makes: there are many labels and few different ones."""

    def name(self, paragraph: Paragraph, cell: Cell | None, label: str | None) -> str:
        props = paragraph.props
        if cell is not None:
            return self._with_count(f"table[{cell[0] + 1}]/r{cell[1] + 1}c{cell[2] + 1}")
        match props.kind:
            case "annex":
                self.annex = self.block = self._with_count("annex", always=True)
                self.items = []
                return self.annex
            case "call" | "heading":
                part = _escape(_words(paragraph.text)) or f"¶{self._count(self.annex + '/¶')}"
                if props.kind == "heading" and label:
                    part = f"§{self._part(label)}"
                self.block = self._with_count(_join(self.annex, part))
                self.items = []
                return self.block
            case "number" | "title" | "history" | "opening":
                return self._with_count(_join(self.annex, props.kind))
        return self._paragraph(props, label)

    def _paragraph(self, props: Props, label: str | None) -> str:
        while self.items and self.items[-1][0] >= props.level:
            self.items.pop()
        if not label:
            parent = self.items[-1][2] if self.items else self.block
            return self._with_count(_join(parent, f"¶{self._count(parent + '/¶')}"))
        part = self._part(label)
        above = list(self.items)
        while above and part.startswith(above[-1][1] + "."):
            above.pop()
        path = self._with_count(_join(above[-1][2] if above else self.block, part))
        self.items.append((props.level, part, path))
        return path

    def _part(self, label: str) -> str:
        if label not in self.parts:
            self.parts[label] = _escape(bare(label))
        return self.parts[label]

    def _count(self, key: str) -> int:
        self.seen[key] = self.seen.get(key, 0) + 1
        return self.seen[key]

    def _with_count(self, path: str, always: bool = False) -> str:
        times = self._count(path)
        if times == 1 and not always:
            return path
        return f"{path}[{times}]"


class _PlaceNamer(_Namer):
    """Names the paragraphs of the draft and the deleted ones between them, in order, for people."""

    def __init__(self) -> None:
        super().__init__()
        self.struck_block = ""
        """The deleted call of the deleted clauses after it."""
        self.struck_items: list[tuple[int, str]] = []
        """Levels and places of deleted items since the last live one."""

    def name(self, paragraph: Paragraph, cell: Cell | None, label: str | None) -> str:
        self.struck_block, self.struck_items = "", []
        return super().name(paragraph, cell, label)

    def name_struck(self, paragraph: Paragraph, label: str | None, otherwise: str) -> str:
        """`otherwise` is the last part of its base path."""
        props = paragraph.props
        if props.kind in ("call", "heading", "annex"):
            self.struck_block, self.struck_items = _join(self.annex, otherwise), []
            return self.struck_block
        part = self._part(label) if label else otherwise
        live = [] if self.struck_block else [(level, path) for level, _part, path in self.items]
        above = [path for level, path in (*live, *self.struck_items) if level < props.level]
        place = _join(above[-1] if above else self.struck_block or self.block, part)
        if label:
            self.struck_items.append((props.level, place))
        return place

    def _paragraph(self, props: Props, label: str | None) -> str:
        # A decimal label contains the labels above it.
        while self.items and self.items[-1][0] >= props.level:
            self.items.pop()
        above = list(self.items)
        while label and above and bare(label).startswith(above[-1][1] + "."):
            above.pop()
        parent = above[-1][2] if above else self.block
        part = self._part(label) if label else f"¶{self._count(parent + '/¶')}"
        place = self._with_count(_join(parent, part))
        if label:
            self.items.append((props.level, bare(label), place))
        return place

    def _part(self, label: str) -> str:
        return _escape(" ".join(label.split()))


def _words(text: str) -> str:
    return _SPACE.sub(" ", text.translate(_UNSEEN)).strip().rstrip(",;:").rstrip()


def _escape(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("/", "\\/")
    text = re.sub(r"^(?=[+¶~])", r"\\", text)
    return re.sub(r"\[(?=\d+\]$)", r"\\[", text)


def _join(parent: str, part: str) -> str:
    return f"{parent}/{part}" if parent else part


def _mark_as_inserted(path: str) -> str:
    parts = split_path(path)
    return "/".join((*parts[:-1], f"+{parts[-1]}"))


def _unique(names: dict[str, str]) -> dict[str, str]:
    """The same paths; should two be equal all the same, the later one is counted on."""
    taken: set[str] = set()
    for id, name in names.items():
        times = 2
        while names[id] in taken:
            names[id] = f"{name}[{times}]"
            times += 1
        taken.add(names[id])
    return names


def _loose(path: str) -> str:
    parts = (re.sub(r"(?<!\\)\[1\]$", "", _SPACE.sub(" ", part).strip()) for part in split_path(path))
    return "/".join(part.rstrip(").: ").lstrip("(") or part for part in parts).casefold()


def _under_base(path: str, redline: Redline, labelling: Labelling, known: Mapping[str, str]) -> list[str]:
    """The inserted clauses that have this path when their parent is named as in the base (`considering/+e`)."""
    draft = side_paths(redline, labelling, "draft")
    ids = {name: id for id, name in draft.items()}
    out = []
    for id, name in draft.items():
        *above, part = split_path(name)
        parent = ids.get("/".join(above))
        if parent is not None and split_path(known[id])[-1] == f"+{part}" and f"{known[parent]}/+{part}" == path:
            out.append(known[id])
    return out


def _quote(names: Sequence[str]) -> tuple[Message, ...]:
    return tuple(Message.of("“{name}”", name=name) for name in names)


def _either(names: Sequence[str]) -> Message:
    *first, last = _quote(names)
    return Message.of("{names} or {last}", names=tuple(first), last=last) if first else last


def _all_of(names: Sequence[str]) -> Message:
    *first, last = _quote(names)
    return Message.of("{names} and {last}", names=tuple(first), last=last) if first else last


def _unknown_path_message(path: str, known: Mapping[str, str]) -> Message:
    """The sentence for a path that names nothing."""
    parts = split_path(path)
    if not parts:
        return Message.of("the path of the clause is empty")
    split = [split_path(name) for name in known]
    places = {_loose("/".join(name[:length])) for name in split for length in range(1, len(name) + 1)}
    depth = 0
    while depth < len(parts) and _loose("/".join(parts[: depth + 1])) in places:
        depth += 1
    part = parts[min(depth, len(parts) - 1)]
    message = Message.of(
        "no clause has the path “{path}”: there is no “{part}” in the text", path=shorten_value(path), part=shorten_value(part)
    )
    if depth:
        message = Message.of(
            "no clause has the path “{path}”: there is no “{part}” in “{whole}”",
            path=shorten_value(path),
            part=shorten_value(part),
            whole=shorten_value("/".join(parts[:depth])),
        )
    near = _nearest(path, list(known))
    return Message.of("{message}; near it are {paths}", message=message, paths=_all_of(near)) if near else message


def _nearest(path: str, known: list[str]) -> list[str]:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(path.casefold())
    scored = []
    for place, name in enumerate(known):
        matcher.set_seq1(name.casefold())
        if matcher.real_quick_ratio() > 0.4 and matcher.quick_ratio() > 0.4:
            scored.append((-matcher.ratio(), place, name))
    return [name for score, _, name in sorted(scored)[:3] if score < -0.4]
