"""A printed text divided into pages: headings stay with the paragraph after them, footnotes are at the foot of the page that
calls them, and tables repeat their heads.

Pages are made one by one, on request, and must be drawn in the thread that made them, to which Qt's fonts belong. Footnotes that
do not fit continue at the foot of the next page; endnotes follow the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QPointF

from model.formats.page.blocks import NUMBERED_EACH, Cell, Line, Printout, Row, Table, plain_spans
from model.formats.page.blocks import Block as PrintedBlock
from model.formats.page.front_matter import page_number
from model.formats.page.metrics import CELL_MARGIN, HEADER_AT, MARGIN
from model.redline import Status
from widgets.printing.flow import Column, FlowBlock, FlowStrip, LineBreaker, going_on, height_of, of_no_text
from widgets.printing.page import BAR_AT, NOTES, THICK, Page, PrintedCell, scale_grid
from widgets.printing.type import NEAR, NEAR_RTL, NEW, OLD, Typeface

NOTE_RULE = 2880
FOOT_GAP = 160
NUMBER_WIDTH, NUMBER_GAP = 700, 320
"""The room of a number of a line, and its distance from the text: outside the bars of changed lines."""


class Paginator:
    """Lays out one printed text; `pages()` returns its pages in order."""

    def __init__(self, printed: Printout, breaker: LineBreaker | None = None) -> None:
        """`breaker` breaks the lines; one for this text is made if it is missing."""
        self._printed = printed
        self._breaker = breaker or LineBreaker(Typeface(printed.family, printed.language))
        self._page = Page(1, landscape=printed.landscape)
        self._y = float(MARGIN)
        self._foot: list[FlowStrip] = []
        self._owed: list[FlowStrip] = []
        """Of the foot of the last page what did not fit there."""
        self._called: set[str] = set()
        self._gap = 0.0
        """What the last paragraph wants under it."""
        self._fresh = True
        """The page is still empty."""
        self._source = ""
        """What the last row of a table prints."""
        self._tables = 0
        """The number of tables so far."""
        self._table_row = -1
        """The number of the row of the table; -1 for heads that are repeated."""
        self._unruled: set[tuple[float, float]] = set()
        """Left edge and width of the cells above that go on in the row that comes."""
        self._line = 0
        """The number of the last line of the text, if lines are numbered."""
        self._numbered = False
        """Whether a provision with a margin number was put on a page."""
        self._text = ""
        """The number of the text in the submission that is numbered; the next one begins again."""

    def pages(self) -> Iterator[Page]:
        """The pages in order, with endnotes after the text; each is made on request."""
        yield from self._flow(self._printed.blocks)
        endnotes = [line for note in self._printed.notes.values() if note.kind == "endnote" for line in note.lines]
        if endnotes:
            self._gap += FOOT_GAP
            yield from self._flow(endnotes)
        while self._owed:
            yield self._turn_page()
        yield self._close_page()

    # -- paragraphs

    def _flow(self, blocks: Iterable[PrintedBlock]) -> Iterator[Page]:
        waiting: list[FlowBlock] = []
        for block in blocks:
            if isinstance(block, Table):
                yield from self._place(waiting)
                waiting = []
                yield from self._table(block)
                continue
            made = self._breaker.block(block, self._page.text_width)
            waiting.append(made)
            if not made.look.keep_next:
                yield from self._place(waiting)
                waiting = []
        yield from self._place(waiting)

    def _place(self, chain: list[FlowBlock]) -> Iterator[Page]:
        """Places paragraphs of which all but the last stay with the next."""
        if not chain:
            return
        if chain[0].new_page and not self._fresh:
            yield self._turn_page()
            self._gap = chain[0].before
        elif not self._fresh and self._need(chain) > self._room():
            yield self._turn_page()
        for block in chain:
            yield from self._paragraph(block)

    def _need(self, chain: list[FlowBlock]) -> float:
        """The height that a chain needs so that none of it is left alone."""
        need = max(self._gap, chain[0].before)
        for block, before in zip(chain, [None, *chain], strict=False):
            need += max(block.before, before.after) if before is not None else 0
            last = block is chain[-1]
            strips = block.strips if not last or block.look.keep_lines or len(block.strips) <= 3 else block.strips[:2]
            need += sum(strip.height + self._notes_height(strip) for strip in strips)
        return need if need < self._page.bottom - MARGIN else 0

    def _paragraph(self, block: FlowBlock) -> Iterator[Page]:
        if block.new_page and not self._fresh:
            yield self._turn_page()
            self._gap = block.before
        self._y += max(self._gap, 0 if self._fresh and self._page.number > 1 else block.before)
        self._gap = 0
        left = list(block.strips)
        while left:
            count = self._fitting(left)
            if count < len(left):
                count = self._without_widow(left, count, whole=len(left) == len(block.strips))
            if not count:
                yield self._turn_page()
                continue
            for strip in left[:count]:
                self._put(float(MARGIN), strip)
            del left[:count]
            if left:
                yield self._turn_page()
        self._gap = block.after

    def _fitting(self, strips: Sequence[FlowStrip]) -> int:
        """How many strips fit on the page, with the notes that they call; one at least on an empty page."""
        room = self._room()
        for place, strip in enumerate(strips):
            room -= strip.height + self._notes_height(strip)
            if room < 0:
                return max(place, 1) if self._fresh else place
        return len(strips)

    def _without_widow(self, left: Sequence[FlowStrip], count: int, *, whole: bool) -> int:
        if len(left) - count == 1 and count > 1:
            count -= 1
        if count == 1 and whole and not self._fresh:
            return 0
        return count

    def _put(self, x: float, strip: FlowStrip) -> None:
        self._page.put(x, self._y, strip)
        self._put_margin(strip)
        self._number_line(strip)
        self._y += strip.height
        self._fresh = False
        self._call(strip)

    def _put_margin(self, strip: FlowStrip) -> None:
        """Puts the margin number of a provision beside its first line, as the window does."""
        y = self._y
        for beside in strip.margin:
            self._numbered = True
            width = beside.line.naturalTextWidth()
            right = MARGIN + self._page.text_width + NEAR_RTL + width - self._breaker.margin_room
            x = right if self._breaker.rtl else MARGIN - NEAR - width
            self._page.numbers.append((x, y, beside))
            y += beside.height

    def _number_line(self, strip: FlowStrip) -> None:
        """Counts a line of a text, and puts its number beside it if it is a multiple. What surrounds the texts is not counted, so
        that the numbers are those of the window."""
        number, of_clause, _ = strip.source.partition("/")
        if not self._printed.line_numbers or not strip.line.textLength() or not of_clause or not number.isdecimal():
            return
        if number != self._text:
            self._text, self._line = number, 0
        self._line += 1
        if self._line % NUMBERED_EACH:
            return
        (beside,) = self._breaker.block(Line("Normal", plain_spans(str(self._line))), NUMBER_WIDTH).strips[:1]
        width = beside.line.naturalTextWidth()
        at_right = self._breaker.rtl is not self._numbered  # the margin of a treaty text has the numbers of provisions
        x = MARGIN + self._page.text_width + NUMBER_GAP if at_right else MARGIN - NUMBER_GAP - width
        if self._breaker.rtl:
            x += width - NUMBER_WIDTH
        self._page.numbers.append((x, self._y + strip.height - beside.height, beside))

    # -- notes

    def _strips_of(self, key: str) -> list[FlowStrip]:
        note = self._printed.notes.get(key)
        if note is None or note.kind == "endnote":
            return []
        return [strip for line in note.lines for strip in self._breaker.block(line, self._page.text_width).strips]

    def _notes_height(self, strip: FlowStrip) -> float:
        keys = [key for key in strip.notes if key not in self._called]
        height = sum(note.height for key in keys for note in self._strips_of(key))
        return height + (FOOT_GAP if height and not self._foot else 0)

    def _call(self, strip: FlowStrip) -> None:
        for key in strip.notes:
            if key not in self._called:
                self._called.add(key)
                self._add_to_foot(self._strips_of(key))

    def _add_to_foot(self, strips: list[FlowStrip]) -> None:
        for strip in strips:
            gap = 0 if self._foot else FOOT_GAP
            if self._owed or strip.height + gap > self._room():
                self._owed.append(strip)
            else:
                self._foot.append(strip)

    def _room(self) -> float:
        foot = sum(strip.height for strip in self._foot)
        return self._page.bottom - self._y - foot - (FOOT_GAP if self._foot else 0)

    # -- pages

    def _turn_page(self) -> Page:
        """Returns the full page, and begins a new one."""
        done = self._close_page()
        self._page = Page(done.number + 1, landscape=done.landscape)
        if self._printed.line_numbers == "page":
            self._line = 0
        self._y = float(MARGIN)
        self._foot, owed, self._owed = [], self._owed, []
        self._gap = 0
        self._fresh = True
        self._add_to_foot(owed)
        return done

    def _close_page(self) -> Page:
        page = self._page
        y = self._page.bottom - sum(strip.height for strip in self._foot)
        if self._foot:
            start = MARGIN + self._page.text_width - NOTE_RULE if self._breaker.rtl else MARGIN
            page.rule(QPointF(start, y - FOOT_GAP / 2), QPointF(start + NOTE_RULE, y - FOOT_GAP / 2), source=NOTES)
        for strip in self._foot:
            page.put(MARGIN, y, strip)
            y += strip.height
        if page.number > 1:
            y = float(HEADER_AT)
            for text in (page_number(str(page.number)), self._printed.symbol):
                for strip in self._breaker.block(Line("Header", plain_spans(text)), self._page.text_width).strips if text else ():
                    page.put(MARGIN, y, strip)
                    y += strip.height
        return page

    # -- tables

    def _table(self, table: Table) -> Iterator[Page]:
        """Places a table row by row. A row that may be split continues on the next page; so does a row longer than a page."""
        self._y += max(self._gap, FOOT_GAP if table.bordered and not self._fresh else 0)
        self._gap = 0
        self._tables += 1
        grid = scale_grid(table.grid, self._page.text_width)
        rows = iter(table.rows)
        heads = [(row, self._columns(row, grid)) for row in islice(rows, table.heads)]
        beside = Column()
        if table.beside is not None:
            beside = self._breaker.column(Cell(table.beside), grid[-1] - 2 * CELL_MARGIN, small=True)
        row = next(rows, None)
        least = self._least(row, self._columns(row, grid)) if row is not None and heads else 0
        if not self._fresh and sum(height_of(columns) for _, columns in heads) + least > self._room():
            yield self._turn_page()  # heads are never alone at the foot of a page
        begun = self._fresh
        top = self._heads(table, heads, grid)
        body = len(heads) - 1
        while row is not None:
            following = next(rows, None)
            self._table_row = body = body + 1
            columns = self._columns(row, grid)
            last = following is None
            while True:
                height = height_of(columns)
                notes = sum(self._notes_height(strip) for column in columns for _, strip in column.placed)
                room = self._room()
                if last and beside.height and self._y + height < top + beside.height <= self._y + room:
                    height = top + beside.height - self._y
                if height + notes <= room:
                    self._row(row, columns, grid, height, table, following)
                    break
                alone = self._fresh or (begun and self._y <= top)
                parts = row.parts or alone or height > self._page.bottom - MARGIN
                if parts and any(len(column.cut(room)[0].placed) > 1 for column in columns):
                    cuts = [column.cut(room) for column in columns]
                    self._row(row, [fits for fits, _ in cuts], grid, max(fits.height for fits, _ in cuts), table)
                    columns = [rest for _, rest in cuts]
                elif alone:
                    self._row(row, columns, grid, height, table, following)
                    break
                beside = self._beside(table, beside, grid, top)
                self._rule_off()
                yield self._turn_page()
                begun, top = True, self._heads(table, heads, grid, again=True)
                self._table_row = body
            row = following
        self._rule_off()
        beside = self._beside(table, beside, grid, top)
        while beside.placed:
            yield self._turn_page()
            top = self._heads(table, heads, grid, again=True)
            fits, _ = beside.cut(self._room())
            empty = Row(tuple(Cell(columns=cell.columns) for cell in heads[0][0].cells[:-1]))
            self._row(empty, self._columns(empty, grid), grid, fits.height, table)
            beside = self._beside(table, beside, grid, top)

    def _heads(self, table: Table, heads: list[tuple[Row, list[Column]]], grid: Sequence[float], *, again: bool = False) -> float:
        """Places the heads of a table, and returns the height at which its rows begin. Repeated heads are not text."""
        for number, (row, columns) in enumerate(heads):
            self._table_row = -1 if again else number
            shown = [of_no_text(column) for column in columns] if again else columns
            self._row(row, shown, grid, height_of(columns), table)
        return self._y

    def _least(self, row: Row, columns: Sequence[Column]) -> float:
        """The height that a row needs to begin on a page."""
        height = height_of(columns)
        if not row.parts and height <= self._page.bottom - MARGIN:
            return height
        return max((column.pad + sum(strip.height for _, strip in column.placed[:2]) for column in columns), default=0)

    def _columns(self, row: Row, grid: Sequence[float]) -> list[Column]:
        out, at = [], 0
        for cell in row.cells:
            width = sum(grid[at : at + cell.columns]) - 2 * CELL_MARGIN
            out.append(self._breaker.column(cell, width, small=row.parts))
            at += cell.columns
        return out

    def _row(
        self, row: Row, columns: list[Column], grid: Sequence[float], height: float, table: Table, below: Row | None = None
    ) -> None:
        """Places a row on the page; there is no rule between a cell and the cell of the row `below` that continues it."""
        at, top, bottom = 0, self._y, self._y + height
        goes_on = going_on(below) if below is not None else frozenset()
        above, self._unruled = self._unruled, set[tuple[float, float]]()
        self._source = next((strip.source for column in columns for _, strip in column.placed if strip.source), self._source)
        for cell, column in zip(row.cells, columns, strict=False):
            x, width = self._span(grid, at, cell.columns)
            for y, strip in column.placed:
                self._note_cell(table, at, cell.columns)
                self._page.put(x + CELL_MARGIN, top + y, strip)
                self._call(strip)
            if table.bordered and cell.ruled:
                closed = at not in goes_on
                self._box(x, top, width, height, above=(x, width) not in above, below=closed)
                if not closed:
                    self._unruled.add((x, width))
            at += cell.columns
        if row.ruled:
            self._page.rule(QPointF(MARGIN, bottom), QPointF(MARGIN + sum(grid), bottom), THICK, source=self._source)
        if row.status is not Status.KEPT:
            colour = NEW if row.status is Status.INSERTED else OLD
            self._page.rule(QPointF(BAR_AT + 60, top), QPointF(BAR_AT + 60, bottom), THICK, colour, self._source)
        self._y = bottom
        self._fresh = False

    def _note_cell(self, table: Table, column: int, columns: int) -> None:
        """Notes the cell of the next strip, but for tables that only place their content."""
        if table.bordered or table.heads:
            place = PrintedCell(self._tables, self._table_row, column, columns, self._table_row < table.heads)
            self._page.cells[len(self._page.strips)] = place if self._table_row >= 0 else None

    def _rule_off(self) -> None:
        """Rules off the cells that go on in a row that does not follow on this page."""
        for x, width in self._unruled:
            self._page.rule(QPointF(x, self._y), QPointF(x + width, self._y), source=self._source)
        self._unruled.clear()

    def _beside(self, table: Table, column: Column, grid: Sequence[float], top: float) -> Column:
        """Places the part of the column that fits beside the rows on this page, and returns the rest."""
        if table.beside is None or self._y <= top:
            return column
        fits, rest = column.cut(self._y - top)
        x, width = self._span(grid, len(grid) - 1, 1)
        for y, strip in fits.placed:
            self._table_row = table.heads
            self._note_cell(table, len(grid) - 1, 1)
            self._page.put(x + CELL_MARGIN, top + y, strip)
        self._box(x, top, width, self._y - top)
        return rest

    def _span(self, grid: Sequence[float], at: int, columns: int) -> tuple[float, float]:
        """Left edge and width of a cell; from the right in Arabic."""
        start, width = sum(grid[:at]), sum(grid[at : at + columns])
        return (MARGIN + self._page.text_width - start - width if self._breaker.rtl else MARGIN + start), width

    def _box(self, x: float, y: float, width: float, height: float, *, above: bool = True, below: bool = True) -> None:
        corners = [QPointF(x, y), QPointF(x + width, y), QPointF(x + width, y + height), QPointF(x, y + height)]
        for place, (corner, drawn) in enumerate(zip(corners, (above, True, below, True), strict=True)):
            if drawn:
                self._page.rule(corner, corners[(place + 1) % 4], source=self._source)
