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

In a treaty text:

| `9.11A`, `9.11A/¶2`, `7.4/–[2]` | a provision by its margin number, and the paragraphs that continue it |
| `Article 9`, `Article 9/title`, `Article 9/Section II` | the lines of units |

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
from model.numbering import Labelling
from model.redline import Clause, Redline, Side, Status, paragraphs
from model.redline.runs import common_ends
from model.submission.path_namers import Cell, Namer, PlaceNamer, mark_as_inserted, split_path
from model.text.lazy_regex import late

_SPACE = late(r"[\s\u00a0]+")


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
        same = has_same_paths(self.redline, self.labelling, redline, labelling)
        if same and self.redline.clauses is redline.clauses:
            return self
        fresh = Paths(redline, labelling)
        if same:
            vars(fresh).update(vars(self))
        return fresh


def has_same_paths(was: Redline, labelling_before: Labelling, now: Redline, labelling: Labelling) -> bool:
    """Whether a change left the path of each clause as it was, since only wording that is in no path changed."""
    if labelling_before.labels is not labelling.labels or labelling_before.numbers is not labelling.numbers:
        return False
    if was.clauses is now.clauses:
        return True
    head, tail = common_ends(was.clauses, now.clauses)
    before, after = was.clauses[head : len(was.clauses) - tail], now.clauses[head : len(now.clauses) - tail]
    return len(before) == len(after) and all(map(_has_same_path_part, before, after))


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
            out[id] = mark_as_inserted(draft[id])
        else:
            lost += 1
            out[id] = f"{block}/~{lost}" if block else f"~{lost}"
    return _unique(out)


def side_paths(redline: Redline, labelling: Labelling, side: Side) -> dict[str, str]:
    """The paths of one side, by the id of the clause that bears the label of each paragraph."""
    namer = Namer(by_number=bool(labelling.numbers))
    label_of = labelling.base if side == "base" else labelling.draft
    out: dict[str, str] = {}
    for paragraph in paragraphs(redline.clauses, side):
        bearer = paragraph.bearer
        out[bearer.id] = namer.name(paragraph, bearer.cell, label_of(bearer.id), labelling.number(side, bearer.id))
    return out


def places(redline: Redline, labelling: Labelling) -> dict[str, str]:
    """The place of each clause, by its id, for people (`place_texts`): the present call and the labels of the draft,
    `recalling/e)/iv)`; `recalling/+e)` if inserted; a deleted clause has its label of the base. Tables, rows and columns count
    as on the page. Two clauses may have the same place."""
    namer = PlaceNamer(by_number=bool(labelling.numbers))
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
            place = namer.name(live[id], cell, labelling.draft(id), labelling.number("draft", id))
            out[id] = place if id in base else mark_as_inserted(place)
        elif cell is not None and id in struck:
            out[id] = namer.name(struck[id], cell, None)
        elif id in struck:
            number = labelling.number("base", id)
            out[id] = namer.name_struck(struck[id], labelling.base(id), split_path(base[id])[-1], number)
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
