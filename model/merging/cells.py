"""The numbers of tables, rows and columns that two copies insert: the order of the text is theirs, a number only names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec.structs import replace

from model.redline import Clause

Clauses = tuple[Clause, ...]
_Key = tuple[int, ...]
"""A table, or a table with the number of a row or of a column."""
_PARTS = {"table": slice(0, 1), "row": slice(0, 2), "column": slice(0, 3, 2)}


def with_free_cells(base: Clauses, first: Clauses, second: Clauses) -> tuple[Clauses, Clauses]:
    """Both copies with other numbers for the tables, rows and columns that both gave to something new. Which of the two gets
    another number depends on the clauses, so that both copies end alike."""
    if not _both_have_new_cells(base, first, second):
        return first, second
    for name, part in _PARTS.items():
        known, *new = (_members(version, part) for version in (base, first, second))
        shared = [key for key in sorted(new[0].keys() & new[1].keys()) if key not in known and new[0][key] != new[1][key]]
        names: tuple[dict[_Key, int], dict[_Key, int]] = {}, {}
        for key in shared:
            number = 1 + max(other[-1] for found in (known, *new) for other in found if other[:-1] == key[:-1])
            number += sum(1 for given in names for other in given if other[:-1] == key[:-1])
            names[min(new[0][key]) < min(new[1][key])][key] = number
        first, second = (_renumbered(version, name, found) for version, found in zip((first, second), names, strict=True))
    return first, second


def crosses(base: Clauses, first: Clauses, second: Clauses) -> bool:
    """Whether one copy inserts rows into a table and the other columns, so that cells would be missing where they cross."""
    if not _both_have_new_cells(base, first, second):
        return False
    found = []
    for version in (first, second):
        rows, columns = (
            {key[0] for key in _members(version, _PARTS[name]).keys() - _members(base, _PARTS[name]).keys()}
            for name in ("row", "column")
        )
        tables = {key[0] for key in _members(base, _PARTS["table"])}
        found.append((rows & tables, columns & tables))
    return bool(found[0][0] & found[1][1] or found[0][1] & found[1][0])


def _both_have_new_cells(base: Clauses, first: Clauses, second: Clauses) -> bool:
    known = {clause.cell for clause in base} | {None}
    return all(any(clause.cell not in known for clause in version) for version in (first, second))


def _members(clauses: Clauses, part: slice) -> Mapping[_Key, frozenset[str]]:
    """The ids of the clauses in each table, row or column."""
    out: dict[_Key, set[str]] = defaultdict(set)
    for clause in clauses:
        if clause.cell is not None:
            out[_key(clause.cell, part)].add(clause.id)
    return {key: frozenset(ids) for key, ids in out.items()}


def _key(cell: tuple[int, ...], part: slice) -> _Key:
    return cell[part]


def _renumbered(clauses: Clauses, name: str, numbers: Mapping[_Key, int]) -> Clauses:
    if not numbers:
        return clauses
    place, part = {"table": 0, "row": 1, "column": 2}[name], _PARTS[name]
    out: list[Clause] = []
    for clause in clauses:
        if clause.cell is not None and _key(clause.cell, part) in numbers:
            cell = list(clause.cell)
            cell[place] = numbers[_key(clause.cell, part)]
            out.append(replace(clause, cell=(cell[0], cell[1], cell[2])))
        else:
            out.append(clause)
    return tuple(out)
