"""The lines around the text of a proposal on provisions of a treaty text; a proposal on a whole text has none."""

from __future__ import annotations

from msgspec import Struct

from model.formats.page.blocks import Line


class CutLines(Struct, frozen=True):
    """What surrounds the text of a cut, beside its own line and its reasons."""

    headings: tuple[Line, ...] = ()
    """The headings before its line: those of the units that contain it, as far as they changed since the cut before."""
    addresses: tuple[Line, ...] = ()
    """The lines in place of its text: the numbers of its provisions, the lines of its units."""
    symbol: str = ""
    """The symbol in the margin of its first line, in the form of Final Acts."""
    is_above: bool = False
    """Whether the symbol is on a line of its own, since the line of a unit follows."""


NO_LINES = CutLines()
