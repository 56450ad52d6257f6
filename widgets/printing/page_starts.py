"""The starts of the pages of a printed text, and the notes at their foot: found by the code that lays pages out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtGui import QTextLayout, QTextLine

from model.formats.page.blocks import Line, Printout
from model.formats.page.metrics import MARGIN
from widgets.printing.flow import FlowBlock, FlowStrip, LineBreaker
from widgets.printing.paginator import BOTTOM, Page, Paginator

NOTES = "/notes/"


class PageStart(Struct, frozen=True):
    """A page of a text."""

    number: int
    """Printed on it, from 1."""
    clause: str
    """The id of the clause with whose words it begins."""
    at: int
    """The place of these in the clause, in UTF-16 units."""
    top: float
    """The height of the text that precedes it on its page, in twips."""
    foot: tuple[tuple[float, FlowStrip], ...] = ()
    """The lines of its notes, each with the height of its upper edge above the lower margin, in twips."""

    @property
    def foot_height(self) -> float:
        """The height of the notes, in twips."""
        return self.foot[0][0] if self.foot else 0


class KnownLines(LineBreaker):
    """Breaks lines, and remembers of those of the text how they were broken the last time."""

    lines: dict[str, list[int]] = field(default_factory=dict)
    """The places at which the lines of each paragraph begin, by its source (see `Line.source`), in UTF-16 units."""
    known: dict[tuple[Line, float, bool], FlowBlock] = field(default_factory=dict)
    _used: dict[tuple[Line, float, bool], FlowBlock] = field(default_factory=dict)

    def block(self, line: Line, width: float, *, small: bool = False) -> FlowBlock:
        if NOTES in line.source:
            return super().block(line, width, small=small)
        key = line, width, small
        found = self._used.get(key)
        if found is None:
            found = self.known.get(key) or _measures(super().block(line, width, small=small))
            self._used[key] = found
            self.lines.setdefault(line.source, []).extend(strip.at for strip in found.strips)
        return found

    def forget_unused(self) -> None:
        """Forgets the lines that were not asked for since this was called last."""
        self.known, self._used = self._used, {}


def _measures(block: FlowBlock) -> FlowBlock:
    """A paragraph without the parts that are needed to draw it."""
    strips = tuple(replace(strip, layout=_NOTHING, line=QTextLine()) for strip in block.strips)
    return replace(block, strips=strips)


_NOTHING = QTextLayout()


def page_starts(printed: Printout, number: int, breaker: LineBreaker) -> Iterator[PageStart | None]:
    """The pages with the text of a proposal, in order, one at a time; None for each other page."""
    for page in Paginator(printed, breaker).pages():
        yield _start_of(page, f"{number}/")


def _start_of(page: Page, prefix: str) -> PageStart | None:
    strips = [(y, strip) for _, y, strip in page.strips if strip.source.startswith(prefix)]
    first = next(((y, strip) for y, strip in strips if NOTES not in strip.source), None)
    if first is None:
        return None
    foot = tuple((BOTTOM - y, strip) for y, strip in strips if NOTES in strip.source)
    y, strip = first
    return PageStart(page.number, strip.source.removeprefix(prefix), strip.at, max(0.0, y - MARGIN), foot)
