"""The lines that open the units of a treaty text (chapters, articles, sections), and the units that contain a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.numbering.units import UnitKind, parse_unit
from model.redline import Clause, Side

_HEADING_KINDS = ("heading", "annex", "title")
_RANKS: dict[UnitKind | Literal["annex"], int] = {
    "annex": -1,
    "chapter": 0,
    "appendix": 0,
    "article": 1,
    "section": 2,
    "subsection": 3,
}


class UnitLines(Struct, frozen=True):
    """A unit of a text, by the indices of its lines among the clauses; also the line of an annex, which ends all units."""

    kind: UnitKind | Literal["annex"]
    lines: tuple[int, ...]
    """The line with its number, then that of its title, if it has one."""


def shown_side(clause: Clause) -> Side:
    """The side on which a line is printed as a heading: the draft, or the base if the draft does not have it."""
    return "draft" if clause.is_on("draft") else "base"


def units(clauses: Sequence[Clause]) -> list[UnitLines]:
    """The units of a text, in order. A title that is deleted and one that is inserted are both lines of their unit."""
    out: list[UnitLines] = []
    titled = True
    for index, clause in enumerate(clauses):
        if clause.cell is not None or clause.props.kind not in _HEADING_KINDS:
            titled = True
            continue
        unit = parse_unit(clause.words_on(shown_side(clause)))
        if unit is not None:
            out.append(UnitLines(unit.kind, (index,)))
            titled = not is_mark(unit.rest)
        elif clause.props.kind == "annex":
            out.append(UnitLines("annex", (index,)))
            titled = True
        elif not titled:
            out[-1] = replace(out[-1], lines=(*out[-1].lines, index))
            titled = clause.is_on("draft")
    return out


def is_mark(rest: str) -> bool:
    """Whether what follows the number of a unit is no title: nothing, or a mark in brackets."""
    words = rest.strip(" \u00a0\t")
    return not words or words[0] in "([*"


def units_around(known: Iterable[UnitLines], index: int) -> tuple[UnitLines, ...]:
    """The units that contain the clause at an index, the outermost first, without annexes; a unit whose own lines begin there is
    not one of them."""
    chain: list[UnitLines] = []
    for unit in known:
        if unit.lines[0] >= index:
            break
        rank = _RANKS[unit.kind]
        chain = [outer for outer in chain if _RANKS[outer.kind] < rank]
        chain.append(replace(unit, lines=tuple(line for line in unit.lines if line < index)))
    return tuple(unit for unit in chain if unit.kind != "annex")


def units_above(known: Sequence[UnitLines], clauses: Sequence[Clause], index: int) -> tuple[UnitLines, ...]:
    """The units that contain what begins at an index: if that is a unit, those that end there are not among them. A new unit that
    stands before the rest of another one is in that.

    known: the units of the text
    clauses: its clauses
    """
    around = units_around(known, index)
    ranks = {unit.lines[0]: _RANKS[unit.kind] for unit in known}
    if index not in ranks:
        return around
    following = next((at for at in range(index, len(clauses)) if clauses[at].is_on("base")), None)
    if following is not None and ranks.get(following, len(_RANKS)) > ranks[index]:
        return around
    return tuple(unit for unit in around if _RANKS[unit.kind] < ranks[index])
