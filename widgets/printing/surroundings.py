"""The print around the text of a proposal: the first page, other proposals, the reasons, the closing line; and the words
that stand in the editor where a field is empty. They take room on the screen alone: the printed pages break without them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtCore import QLineF

from model.formats.page.blocks import Block, Printout
from model.formats.page.metrics import MARGIN, PAGE_HEIGHT
from widgets.printing.flow import FlowStrip, LineBreaker
from widgets.printing.page import NOTES, RuledLine
from widgets.printing.page_starts import PageStart, TextPage
from widgets.printing.paginator import Paginator

PlacedStrip = tuple[float, float, FlowStrip]
"""A line with its place on the page."""


class OuterPage(Struct):
    """A page, or the part of a page above or below the text. Measures are twips."""

    number: int
    strips: list[PlacedStrip] = []
    rules: list[RuledLine] = []
    placeholders: list[PlacedStrip] = []
    """The words in place of empty fields."""
    height: float = PAGE_HEIGHT
    edge: float = 0
    """The height at which the text begins or ends, if the page has some of it."""


class Placeholder(Struct, frozen=True):
    """The words in place of an empty field."""

    path: str
    after: str
    """The source of the line on which it lies or after which it has its place; '' at the beginning of the first page."""
    strips: tuple[PlacedStrip, ...]
    """Placed from the left edge of the page and its own upper edge."""
    rules: tuple[RuledLine, ...] = ()
    height: float = 0
    """Of the room that it takes; 0 if it lies on a printed line."""


class Surroundings(Struct):
    """The pages around a text; the last one before it and the first one after it are those on which it begins and ends."""

    before: list[OuterPage] = field(default_factory=list)
    after: list[OuterPage] = field(default_factory=list)

    @property
    def shows_before(self) -> bool:
        """Whether something is shown before the text."""
        return any(page.strips or page.placeholders for page in self.before)


def surroundings_of(pages: Sequence[TextPage], number: int) -> Surroundings:
    """What surrounds the text of the proposal with a number on the pages of its submission."""
    with_text = [at for at, page in enumerate(pages) if page.start is not None]
    if not with_text:
        return Surroundings()
    first, last, prefix = with_text[0], with_text[-1], f"{number}/"
    before = [*map(_whole, pages[:first]), _part(pages[first], prefix, above=True)]
    after = [_part(pages[last], prefix, above=False), *map(_whole, pages[last + 1 :])]
    return Surroundings(before, after)


def _whole(page: TextPage) -> OuterPage:
    return OuterPage(page.page.number, list(page.page.strips), list(page.page.rules))


def _part(page: TextPage, prefix: str, *, above: bool) -> OuterPage:
    """The part of a page above or below the text, without notes, which are painted at the foot."""

    def belongs(source: str, y: float) -> bool:
        other = NOTES not in source and not source.startswith(prefix)
        return other and (y <= page.top if above else y >= page.bottom - 1)

    strips = [item for item in page.page.strips if belongs(item[2].source, item[1])]
    rules = [rule for rule in page.page.rules if belongs(rule.source, rule.line.y1())]
    return OuterPage(page.page.number, strips, rules, edge=page.top if above else page.bottom)


def placeholder(path: str, blocks: Iterable[Block], breaker: LineBreaker, *, after: str, on_line: bool = False) -> Placeholder:
    """The words that stand in place of an empty field.

    path: the path of the value
    blocks: what the field shows
    breaker: breaks the lines
    after: see `Placeholder`
    on_line: whether they lie on a printed line
    """
    page = next(Paginator(Printout(blocks), breaker).pages())
    if on_line:
        x, _, strip = page.strips[0]
        return Placeholder(path, after, ((x, 0.0, replace(strip, source=path)),))
    strips = tuple((x, y - MARGIN, strip) for x, y, strip in page.strips)
    rules = tuple(_move_line(rule, -MARGIN) for rule in page.rules)
    return Placeholder(path, after, strips, rules, max((y + strip.height for _, y, strip in strips), default=0))


def with_placeholders(surroundings: Surroundings, placeholders: Iterable[Placeholder]) -> Surroundings:
    """The same pages, longer by the room for the words in place of empty fields."""
    for item in placeholders:
        if item.height:
            _insert(surroundings, item)
        else:
            _lay_on_line(surroundings, item)
    return surroundings


def _insert(surroundings: Surroundings, item: Placeholder) -> None:
    """Makes room for the words after the field that precedes them, and moves all below down."""
    page, y = _end_of(surroundings.before, item.after)
    page.strips = [(x, top + (item.height if top >= y - 1 else 0), strip) for x, top, strip in page.strips]
    page.placeholders = [(x, top + (item.height if top >= y - 1 else 0), strip) for x, top, strip in page.placeholders]
    page.rules = [_move_line(rule, item.height) if rule.line.y1() >= y - 1 else rule for rule in page.rules]
    page.rules += [_move_line(rule, y) for rule in item.rules]
    page.placeholders += [(x, y + top, strip) for x, top, strip in item.strips]
    page.height += item.height
    page.edge += item.height if page is surroundings.before[-1] else 0


def _end_of(pages: Sequence[OuterPage], source: str) -> tuple[OuterPage, float]:
    """The page and the height at which a field ends; the beginning of the first page if it is not there."""
    for page in reversed(pages):
        placed = [y + strip.height for _, y, strip in (*page.strips, *page.placeholders) if strip.source == source]
        if source and placed:
            return page, max(placed)
    return pages[0], float(MARGIN)


def _lay_on_line(surroundings: Surroundings, item: Placeholder) -> None:
    for page in (*surroundings.before, *surroundings.after):
        for _, y, strip in page.strips:
            if strip.source == item.after:
                page.placeholders += [(x, y, words) for x, _, words in item.strips]
                return


def _move_line(rule: RuledLine, by: float) -> RuledLine:
    return rule._replace(line=QLineF(rule.line).translated(0, by))


def on_screen(starts: Sequence[PageStart], around: Surroundings) -> list[PageStart]:
    """The starts of the pages of a text with the room that its surroundings take."""
    if not starts or not around.before:
        return list(starts)
    made = list(starts)
    longer = around.before[-1].height - PAGE_HEIGHT
    made[0] = replace(made[0], top=made[0].top + longer, longer=longer)
    below = max((y + strip.height for _, y, strip in around.after[0].strips), default=around.after[0].edge)
    made[-1] = replace(made[-1], below=below - around.after[0].edge)
    return made
