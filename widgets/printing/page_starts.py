"""The pages of a printed text: the places in the text at which they begin, their notes, and what is printed around the text;
found by the code that lays pages out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtGui import QTextLayout, QTextLine

from model.formats.page.blocks import Line, Printout
from model.formats.page.metrics import MARGIN
from widgets.printing.flow import FlowBlock, FlowStrip, LineBreaker
from widgets.printing.page import NOTES, Page
from widgets.printing.paginator import FOOT_GAP, Paginator


class PageStart(Struct, frozen=True):
    """A page of a text."""

    number: int
    """Printed on it, from 1."""
    clause: str
    """The id of the clause with whose words it begins."""
    at: int
    """The place of these in the clause, in UTF-16 units."""
    top: float
    """The height of what precedes it on its page, in twips."""
    foot: tuple[tuple[float, FlowStrip], ...] = ()
    """The lines of its notes, each with the height of its upper edge above the lower margin, in twips."""
    below: float = 0
    """The height of what follows the text on the page, in twips."""
    longer: float = 0
    """How much longer than paper the page is on the screen, in twips: empty fields have room there."""

    @property
    def foot_height(self) -> float:
        """The height of the notes, in twips."""
        return self.foot[0][0] if self.foot else 0

    @property
    def foot_room(self) -> float:
        """The height of the notes with the space between them and the text, in twips."""
        return self.foot_height + FOOT_GAP if self.foot else 0


class KnownLines(LineBreaker):
    """Breaks lines, and remembers how they were broken the last time. Lines of the shown text are drawn by others: of these it
    keeps only the measures."""

    prefix: str = ""
    """How the sources of the lines of the shown text begin."""
    lines: dict[str, list[int]] = field(default_factory=dict)
    """The places at which the lines of each paragraph of that text begin, in UTF-16 units, by its source without the prefix."""
    known: dict[tuple[Line, float, bool], FlowBlock] = field(default_factory=dict)
    _used: dict[tuple[Line, float, bool], FlowBlock] = field(default_factory=dict)

    def block(self, line: Line, width: float, *, small: bool = False) -> FlowBlock:
        if NOTES in line.source:
            return super().block(line, width, small=small)
        key = line, width, small
        found = self._used.get(key)
        if found is None:
            found = self.known.get(key)
            drawn = not line.source.startswith(self.prefix)
            if found is None or (drawn and found.strips and found.strips[0].layout is _NOTHING):
                found = super().block(line, width, small=small)
                found = found if drawn else _measures(found)
            self._used[key] = found
            if not drawn:
                self.lines.setdefault(line.source.removeprefix(self.prefix), []).extend(strip.at for strip in found.strips)
        return found

    def forget_unused(self) -> None:
        """Forgets the lines that were not asked for since this was called last."""
        self.known, self._used = self._used, {}


def _measures(block: FlowBlock) -> FlowBlock:
    """A paragraph without the parts that are needed to draw it."""
    strips = tuple(replace(strip, layout=_NOTHING, line=QTextLine()) for strip in block.strips)
    return replace(block, strips=strips)


_NOTHING = QTextLayout()


class TextPage(Struct):
    """One page of a submission, seen from one of its texts."""

    page: Page
    start: PageStart | None
    """None if it has no line of the text."""
    top: float = 0
    bottom: float = 0
    """The upper and the lower edge of the text on the page, in twips."""


def text_pages(printed: Printout, number: int, breaker: LineBreaker) -> Iterator[TextPage]:
    """The pages of a submission, seen from the text of the proposal with a number, one at a time."""
    for page in Paginator(printed, breaker).pages():
        yield _text_page(page, f"{number}/")


def page_starts(printed: Printout, number: int, breaker: LineBreaker) -> Iterator[PageStart | None]:
    """The pages with the text of a proposal, in order, one at a time; None for each other page."""
    return (page.start for page in text_pages(printed, number, breaker))


def _text_page(page: Page, prefix: str) -> TextPage:
    strips = [(y, strip) for _, y, strip in page.strips if NOTES not in strip.source and strip.source.startswith(prefix)]
    if not strips:
        return TextPage(page, None)
    foot = tuple((page.bottom - y, strip) for _, y, strip in page.strips if NOTES in strip.source)
    y, strip = strips[0]
    start = PageStart(page.number, strip.source.removeprefix(prefix), strip.at, max(0.0, y - MARGIN), foot)
    return TextPage(page, start, y, max(y + strip.height for y, strip in strips))
