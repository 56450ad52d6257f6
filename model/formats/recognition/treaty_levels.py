"""Levels in texts with margin numbers: by the labels alone, as in a table of provisions, since styles say little there.

A paragraph of the text in force has the level that the labels of its article give it, so that a text has the same levels from
whatever file it was read. Only an inserted paragraph, and one whose style was changed, has that of its style.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.formats.recognition.labels import bearer
from model.formats.recognition.line import Head, SourceLine
from model.formats.recognition.nesting import is_restyled, side_groups
from model.numbering.provision_labels import levels_of
from model.numbering.units import parse_unit
from model.redline import KEPT, SIDES, Scheme, Side

_Place = tuple[int, Scheme]


def find_treaty_levels(lines: Sequence[SourceLine]) -> None:
    """Sets the levels of a text with margin numbers again, after `find_levels`."""
    styled = any(line.role.name == "enum" for line in lines)
    for part in _parts(lines):
        places = {side: _places_on(part, side) for side in SIDES}
        for line in part:
            _set_level(line, places["base"].get(id(line)), places["draft"].get(id(line)), styled=styled)


def _parts(lines: Sequence[SourceLine]) -> Iterator[list[SourceLine]]:
    """The paragraphs between the lines of units: lists begin again under each."""
    part: list[SourceLine] = []
    for line in lines:
        if line.raw.cell is not None:
            continue
        if line.kind == "annex" or (not line.number and parse_unit(line.text) is not None):
            yield part
            part = []
        elif line.kind == "paragraph":
            part.append(line)
    yield part


def _places_on(part: Sequence[SourceLine], side: Side) -> dict[int, tuple[_Place, Head | None]]:
    """The level, the scheme and the label that each line has on a side, by the identity of the line."""
    groups = list(side_groups(part, side))
    heads = [bearer(group, side).heads.get(side) for group in groups]
    levels = levels_of([head.label if head is not None else "" for head in heads])
    return {
        id(line): ((level.level, level.scheme), head)
        for group, head, level in zip(groups, heads, levels, strict=True)
        for line in group
    }


def _set_level(
    line: SourceLine, base: tuple[_Place, Head | None] | None, draft: tuple[_Place, Head | None] | None, *, styled: bool
) -> None:
    if base is None or draft is None or line.raw.end.status is not KEPT:
        found = (draft if line.raw.end.status.in_draft else base) or draft or base
        if found is None:
            return
        (level, scheme), _head = found
        inserted = not line.raw.end.status.in_base
        place = (_level_of_style(line, level) if styled and inserted else level), scheme
        line.levels = dict.fromkeys(SIDES, place)
        return
    (was, old), (now, new) = base, draft
    if is_restyled(line):
        now = _level_of_style(line, now[0]), now[1]
    elif _is_same_sort(old, new):
        now = was
    line.levels = {"base": was, "draft": now}


def _level_of_style(line: SourceLine, otherwise: int) -> int:
    """The level that the house writes in the style of a paragraph; `otherwise` for a style of another kind."""
    role = line.role
    return role.depth + 1 if role.name == "enum" else 1 if role.name in ("normal", "opening") else otherwise


def _is_same_sort(old: Head | None, new: Head | None) -> bool:
    """Whether the label only moved on, or is the same."""
    if old is None or new is None:
        return old is new
    sorts = [{(numeral.scheme, numeral.alphabet, numeral.depth) for numeral in head.numerals} for head in (old, new)]
    return not all(sorts) or not sorts[0].isdisjoint(sorts[1])
