"""The rows of a comparison of several proposals, and their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from model.redline import Clause

Sign = Literal["", "changed", "deleted", "inserted"]


class PartyCell(Struct, frozen=True):
    """The proposal of one party for a paragraph of the base, or its insertions after one."""

    sign: Sign = ""
    """'' if the party changes nothing here."""
    clauses: tuple[Clause, ...] = ()
    """The paragraph as the party's redline on the base has it; one that is split or joined is several clauses."""
    like: int = -1
    """The first party with the same proposal; -1 if this is the first."""


NOTHING = PartyCell()
"""One for all: 200 parties leave most of 20,000 paragraphs alone."""


class RowPart(Struct, frozen=True):
    """What a row is about: a paragraph of the base, or the insertions before it."""

    index: int
    """The index of the paragraph in the text or the note; after all for the insertions at the end."""
    insertion: bool


class ComparisonRow(Struct, frozen=True):
    """A paragraph of the base with each party's wording, or the parties' insertions before it; of a treaty text, a provision with
    all its paragraphs."""

    clause: str
    """The clause of the base, of a provision its first; for an insertion, the clause after it, '' at the end."""
    insertion: bool
    cells: tuple[PartyCell, ...]
    conflicts: tuple[str, ...] = ()
    """The keys of the conflicts in which words of the paragraph are."""
    beside: tuple[int, ...] = ()
    """The parties whose insertions are side by side here."""
    parts: tuple[RowPart, ...] = ()
    """What it is about; of a provision its paragraphs and the insertions between them, in order."""

    @property
    def is_changed(self) -> bool:
        """Whether any party changes the paragraph."""
        return any(cell.sign for cell in self.cells)


def with_references(cells: Sequence[PartyCell]) -> tuple[PartyCell, ...]:
    """The cells, each with a reference to an earlier cell of the same content."""
    first: dict[object, int] = {}
    out = []
    for party, cell in enumerate(cells):
        content = cell.sign, tuple(_content_of(clause) for clause in cell.clauses)
        like = first.setdefault(content, party) if cell.sign else party
        out.append(cell if like == party else PartyCell(cell.sign, cell.clauses, like))
    return tuple(out)


def _content_of(clause: Clause) -> object:
    runs = tuple((run.text, run.status, run.style.italic, run.style.bold) for run in clause.runs if run.text)
    return (
        runs,
        clause.end.status,
        clause.props.kind,
        clause.props.level,
        clause.own_label and clause.own_label.text,
        clause.own_mark and clause.own_mark.text,
    )
