"""Ids of the house's paragraph styles, by the role of a paragraph."""

from __future__ import annotations

from typing import Literal

from model.redline import Clause, Props

_BY_KIND = {
    "number": "ResNo",
    "title": "Restitle",
    "history": "Resref",
    "opening": "Normalaftertitle0",
    "call": "Call",
    "annex": "AnnexNo",
}


_ENUMERATIONS = ("Normal", "Normal", "enumlev1", "enumlev2", "enumlev3")


CellRole = Literal["", "cell", "head"]
"""The place of a paragraph: outside of tables, in a cell, in a cell of a row that is repeated on each page."""


def cell_role(clause: Clause) -> CellRole:
    """The place of a paragraph; for the tables of a package, its own styles mark the repeated rows."""
    if clause.cell is None:
        return ""
    return "head" if clause.shape is not None and clause.shape.heads else "cell"


def style_of_role(props: Props, *, in_annex: bool = False, in_cell: CellRole = "") -> str:
    """The house's style for the role of a paragraph, by id."""
    if props.kind == "title" and in_annex:
        return "Annextitle"
    if props.kind in _BY_KIND:
        return _BY_KIND[props.kind]
    if props.kind == "heading":
        if props.scheme == "none" and props.level <= 2:
            return "Headingb" if props.level <= 1 else "Headingi"
        return f"Heading{min(max(props.level, 1), 9)}"
    if in_cell:
        return "Tablehead" if in_cell == "head" else "Tabletext"
    return _ENUMERATIONS[min(max(props.level, 0), 4)]


def is_levelled(id: str) -> bool:
    """Whether a house's style follows from kind and level, so that a source's style of that name is no reason against it."""
    return id in _ENUMERATIONS or id in _BY_KIND.values() or (id.startswith("Heading") and id[-1].isdigit())
