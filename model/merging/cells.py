"""The numbers of tables, rows and columns that two copies insert. A number is only a name: the text determines their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec.structs import replace

from model.redline import Clause

Clauses = tuple[Clause, ...]
Key = tuple[int, ...]
"""A table, or a table with the number of a row or of a column."""
PARTS = {"table": slice(0, 1), "row": slice(0, 2), "column": slice(0, 3, 2)}
"""The part of a cell's number that names its table, row or column."""


def with_free_cell_numbers(base: Clauses, first: Clauses, second: Clauses) -> tuple[Clauses, Clauses]:
    """Both copies, with new numbers for inserted tables, rows and columns whose number the other copy also uses. Which copy is
    renumbered depends only on the clauses, so the order of the copies does not matter."""
    if not _both_have_new_cells(base, first, second):
        return first, second
    for name, part in PARTS.items():
        known, *new = (members(version, part) for version in (base, first, second))
        shared = [key for key in sorted(new[0].keys() & new[1].keys()) if key not in known and new[0][key] != new[1][key]]
        names: tuple[dict[Key, int], dict[Key, int]] = {}, {}
        for key in shared:
            number = 1 + max(other[-1] for found in (known, *new) for other in found if other[:-1] == key[:-1])
            number += sum(1 for given in names for other in given if other[:-1] == key[:-1])
            names[min(new[0][key]) < min(new[1][key])][key] = number
        first, second = (_renumber(version, name, found) for version, found in zip((first, second), names, strict=True))
    return first, second


def _both_have_new_cells(base: Clauses, first: Clauses, second: Clauses) -> bool:
    known = {clause.cell for clause in base} | {None}
    return all(any(clause.cell not in known for clause in version) for version in (first, second))


def members(clauses: Clauses, part: slice) -> Mapping[Key, frozenset[str]]:
    """The ids of the clauses in each table, row or column."""
    out: dict[Key, set[str]] = defaultdict(set)
    for clause in clauses:
        if clause.cell is not None:
            out[_key(clause.cell, part)].add(clause.id)
    return {key: frozenset(ids) for key, ids in out.items()}


def _key(cell: tuple[int, ...], part: slice) -> Key:
    return cell[part]


def _renumber(clauses: Clauses, name: str, numbers: Mapping[Key, int]) -> Clauses:
    if not numbers:
        return clauses
    place, part = {"table": 0, "row": 1, "column": 2}[name], PARTS[name]
    out: list[Clause] = []
    for clause in clauses:
        if clause.cell is not None and _key(clause.cell, part) in numbers:
            cell = list(clause.cell)
            cell[place] = numbers[_key(clause.cell, part)]
            out.append(replace(clause, cell=(cell[0], cell[1], cell[2])))
        else:
            out.append(clause)
    return tuple(out)
