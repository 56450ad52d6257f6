"""Tables in a text document that has one block for each clause: cells placed side by side by the margins of their blocks.

Qt breaks the lines and draws them. A block of a cell has the edges of its cell as side margins. Its margin above, usually
negative, moves it from the end of the block before it to its place. Its margin below has no effect, except for the last block of
a table, after which the text continues below the grid. Blocks outside tables are unchanged. (DECISIONS.md, 24.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil, floor
from operator import add, sub

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from model.redline.table_shape import NewCell, TableShape
from widgets.editor.document.formats import END_WIDTH, GAP_ABOVE, GAP_WITHIN, LABEL_WIDTH, LOOK, Formats
from widgets.editor.document.page_formats import PageFormats
from widgets.editor.document.projection import Projection, Window
from widgets.editor.document.whole_layout import lay_out
from widgets.editor.tables.geometry import Cell, Room, TableBox, TableCell, cell_at, lay_columns, lay_rows, tables_of
from widgets.editor.tables.placed_table import PlacedTable

NOTHING = -10_000_000.0
"""A margin below that never exceeds the margin above the next block, however far that moves up: Qt uses the larger one. In
pixels; Qt counts to 33 million."""
ITEM_WIDTH, DEEPER = 1.8, 1.2
"""The room for the label of an item in a cell, and for each further level, in heights of a line."""
LEAST_WIDTH = 60.0
FITTINGS = 3
"""The largest number of times that tables are laid out again because a scroll bar appeared or vanished."""
UNITS = 64
"""The parts of a pixel in which Qt counts heights: a multiple of them is not rounded."""
Margins = tuple[float, float, float, float]
"""Of a block: left, right, above, below."""
Gaps = Callable[[int, int], Iterable[tuple[int, float]]]
"""The gaps between pages before blocks of a range: the number of the block, and the height in pixels."""


def no_gaps(_first: int, _stop: int) -> Iterable[tuple[int, float]]:
    """The gaps of a text without pages."""
    return ()


class TableLayout:
    """Places the cells of the tables of one document."""

    def __init__(self, document: QTextDocument, formats: Callable[[], Formats]) -> None:
        self._document = document
        self._formats = formats
        self._shapes: Mapping[int, TableShape] = {}
        self._projection: Projection | None = None
        self._measured: tuple[float, ...] = ()
        """What the tables were laid out for: the width of the text, its margin, the height of a line."""
        self.tables: list[PlacedTable] = []
        """The outermost tables, in order."""
        self.gaps: Gaps = no_gaps

    # -- tables

    def read(self, projection: Projection, shapes: Mapping[int, TableShape]) -> None:
        """Finds the tables of another text that the document now shows."""
        self._shapes, self._projection = shapes, projection
        self._measure()
        self.tables = self._find(projection, 0, projection.count)

    def forget(self) -> None:
        """Forgets the tables, since the document is filled again."""
        self.tables = []
        self.hold()

    def hold(self) -> None:
        """Suspends the layout until `update`: the document is being changed."""
        self._projection = None

    def update(self, projection: Projection, window: Window) -> range:
        """Finds the tables again that a change of blocks affects, and returns the blocks whose places may have changed."""
        first, old, new = window
        self._projection = projection
        if old == new and not self._cells_in(projection, first, first + new) and self.at_block(first, first + old) is None:
            return range(0)
        low, high = first, first + old
        before, behind = list[PlacedTable](), list[PlacedTable]()
        for table in self.tables:
            if table.stop >= low and table.first <= high:
                low, high = min(low, table.first), max(high, table.stop)
            else:
                (before if table.stop < low else behind).append(table)
        for table in behind:
            table.first += new - old
        touched = [table for table in self.tables if table.stop >= first and table.first <= first + old]
        if old == new and len(touched) == 1 and self._same_cells(touched[0], projection, window):
            return range(max(first, touched[0].first), min(first + new, touched[0].stop))
        if not self.tables:
            self._measure()
        self.tables = [*before, *(made := self._find(projection, low, high + new - old)), *behind]
        for table in made:
            table.gaps = self._gaps_of(table)
        return range(made[0].first, made[-1].stop) if made else range(0)

    def _same_cells(self, table: PlacedTable, projection: Projection, window: Window) -> bool:
        """Whether blocks changed within a table that has the same cells as before."""
        low, high = window.first, window.first + window.new
        if low < table.first or high > table.stop:
            return False
        for number in range(low, high):
            at, members = number - table.first, projection.members(number)
            if not members or members[-1].cell != table.cell_of[at].cell or self._indent(projection, number) != table.indents[at]:
                return False
        return True

    @staticmethod
    def _cells_in(projection: Projection, first: int, stop: int) -> bool:
        return any(clause.cell is not None for number in range(first, stop) for clause in projection.members(number)[-1:])

    def _find(self, projection: Projection, start: int, stop: int) -> list[PlacedTable]:
        out: list[PlacedTable] = []
        number = start
        while number < stop:
            cells, new = list[Cell](), dict[Cell, NewCell]()
            for block in range(number, stop):
                members = projection.members(block)
                if not members or (cell := members[-1].cell) is None:
                    break
                cells.append(cell)
                new |= {cell: members[-1].shape} if members[-1].shape is not None else {}
            for box in tables_of(cells, self._shapes, new=new):
                begins, stops = box.rows[0][0].begins, box.rows[-1][-1].ends + 1
                out.append(self._place(projection, number + begins, tables_of(cells[begins:stops], self._shapes, new=new)[0]))
            number += len(cells) + 1
        return out

    def _place(self, projection: Projection, first: int, box: TableBox) -> PlacedTable:
        count = box.rows[-1][-1].ends + 1
        table = PlacedTable(first, box, [self._indent(projection, first + at) for at in range(count)])
        table.heights, table.tops, table.above = [0.0] * count, [0.0] * count, [0.0] * count
        for at, row in enumerate(box.rows):
            table.row_of += [at] * (row[-1].ends + 1 - len(table.row_of))
        inside: dict[int, TableCell] = {}
        for part in (box, *box.inner()):
            for cell in part.cells():
                inside |= {item: cell for item in cell.items if isinstance(item, int)}
        table.cell_of = [inside[at] for at in range(count)]
        table.gaps = [0.0] * (len(box.rows) + 1)
        self._lay_columns(table)
        return table

    def _indent(self, projection: Projection, number: int) -> tuple[float, bool]:
        members = projection.members(number)
        props = projection.props(number)
        labelled = props.scheme != "none" or any(clause.label or clause.own_label for clause in members)
        height = self._formats().height
        return (ITEM_WIDTH + DEEPER * max(0, props.level - 1)) * height if labelled else 0.0, projection.block_look(number).rtl

    def at_block(self, first: int, stop: int | None = None) -> PlacedTable | None:
        """The table of a block, or of a range of blocks; None while the document is being changed."""
        if not self.tables or self._projection is None:
            return None
        stop = first + 1 if stop is None else stop
        return next((table for table in self.tables if table.first < stop and first < table.stop), None)

    # -- places

    def room(self) -> Room:
        """The white in cells, for the present size of letters."""
        height = self._formats().height
        return Room(side=0.4 * height, upper=0.1 * height, lower=0.35 * height, between=0.1 * height, least=1.75 * height)

    def _width(self) -> float:
        """The width of the text with its margins, in pixels."""
        return max(LEAST_WIDTH, self._document.textWidth() - 2 * self._document.documentMargin())

    def _measure(self) -> bool:
        """Stores what the places depend on besides the text, and returns whether it has changed."""
        measured = (self._width(), self._document.documentMargin(), self._formats().height)
        changed, self._measured = measured != self._measured, measured
        return changed

    def _lay_columns(self, table: PlacedTable) -> None:
        height = self._formats().height
        leftwards = self._projection is not None and self._projection.language == "ar"
        on_page = isinstance(self._formats(), PageFormats)
        near, far = (0.0, 0.0) if on_page else (LABEL_WIDTH * height, END_WIDTH * height)
        left, width = far if leftwards else near, max(LEAST_WIDTH, self._measured[0] - near - far)
        lay_columns(table.box, left, width, self.room(), leftwards=leftwards)

    def fit(self) -> bool:
        """Lays the tables out again if the available width has changed; returns whether something moved."""
        if not self.tables or self._projection is None or self._projection.count != self._document.blockCount():
            return False  # there are none, or the document is being changed
        moved = False
        for _ in range(FITTINGS):
            if not self._measure():
                break
            for table in self.tables:
                self._lay_columns(table)
                self.format_cells(range(table.first, table.stop))
            moved = self.settle() or moved
        return moved

    def format_cells(self, blocks: range) -> None:
        """Gives blocks of tables the side margins of their cells and their last margin above."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for table in self.tables:
            for number in range(max(table.first, blocks.start), min(table.stop, blocks.stop)):
                self._set(cursor, table, number)
        cursor.endEditBlock()

    def settle(self, blocks: range | None = None) -> bool:
        """Gives rows the heights of their contents, and blocks their places, if heights of blocks have changed (all, or those of
        a range); returns whether something moved."""
        moved = False
        if blocks is None and self.tables:
            lay_out(self._document)
        for table in self.tables:
            among = blocks or range(table.first, table.stop)
            low, high = max(table.first, among.start), min(table.stop, among.stop)
            moved = (low < high and self._settle(table, low, high)) or moved
        return moved

    def _settle(self, table: PlacedTable, low: int, high: int) -> bool:
        layout = self._document.documentLayout()
        layout.blockBoundingRect(self._document.findBlockByNumber(high - 1))  # Qt lays it out only on request
        block = self._document.findBlockByNumber(low)
        same = True
        for at in range(low - table.first, high - table.first):
            height = self.height_of(block)
            if height != table.heights[at]:
                table.heights[at], same = height, False
            block = block.next()
        if same:
            return False
        return self._lay_rows(table)

    def _lay_rows(self, table: PlacedTable) -> bool:
        """Moves every block of a table to its place; returns whether something moved."""
        was, before = table.box.bottom, table.above
        lay_rows(table.box, table.heights, table.tops, self.room(), gaps=table.gaps)
        table.tops[:] = [floor(top * UNITS) / UNITS for top in table.tops]
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        table.above = self._top_margins(table)
        moved = [at for at, above in enumerate(table.above) if above != before[at]]
        for at in (*moved, len(before) - 1):
            self._set(cursor, table, table.first + at)
        cursor.endEditBlock()
        return bool(moved) or was != table.box.bottom

    @staticmethod
    def height_of(block: QTextBlock) -> float:
        """The distance from a block to the next: the sum of its line heights, not of the heights of its drawn lines."""
        layout, form, natural = block.layout(), block.blockFormat(), []
        for number in range(layout.lineCount()):
            # A picture alone in a line has the leading -1: Qt takes that off before another line, not at the end of the block.
            line, least = layout.lineAt(number), 0.0 if number == layout.lineCount() - 1 else -1.0
            natural.append(ceil(line.ascent() + line.descent() + max(least, line.leading())))
        return sum(floor(form.lineHeight(height, 1.0) * UNITS) / UNITS for height in natural)

    def _top_margins(self, table: PlacedTable) -> list[float]:
        """The margin above each block that moves it to its place."""
        ends = map(add, table.tops, table.heights)
        before = self._document.findBlockByNumber(table.first).previous().blockFormat()
        gap = table.gaps[0] + before.doubleProperty(GAP_WITHIN) if table.gaps[0] else 0.5 * self._formats().height
        return [table.tops[0] + gap, *map(sub, table.tops[1:], ends)]

    # -- gaps between pages

    def row_at(self, number: int) -> tuple[PlacedTable, int] | None:
        """The table and the row that a page gap requested by a block precedes; one past the last row if text follows the table.
        None if the block is not at a table. Rows, and cells that cover several rows, are never split."""
        before, table = self.at_block(number - 1), self.at_block(number)
        row = 0
        if table is not None:
            row = table.whole_row(number)
            if row:
                return table, row
            before = self.at_block(table.first - 1)
        if before is not None and before is not table:
            return before, len(before.box.rows)
        return (table, 0) if table is not None else None

    def page_at(self, number: int) -> int | None:
        """The block that starts a page on the screen if the page starts in a block of a table on paper."""
        table, found = self.at_block(number), self.row_at(number)
        if table is None or found is None:
            return None
        return table.first if found[0] is not table else table.first + table.box.rows[found[1]][0].begins

    def _gaps_of(self, table: PlacedTable) -> list[float]:
        gaps = [0.0] * (len(table.box.rows) + 1)
        for number, height in self.gaps(table.first, table.stop + 1):
            found = self.row_at(number)
            if found is not None and found[0] is table:
                gaps[found[1]] += height
        return gaps

    def part(self, number: int) -> None:
        """Makes room for the gaps in and at the table of a block."""
        for table in self.tables:
            if table.first <= number <= table.stop:
                gaps = self._gaps_of(table)
                if gaps != table.gaps:
                    table.gaps = gaps
                    self._lay_rows(table)

    def gap_top(self, table: PlacedTable, row: int) -> float:
        """The height of the document at which the gap before a row begins, or the gap after the last row."""
        rows, y = table.box.rows, self.origin(table).y()
        if row == len(rows):
            return y + table.box.bottom
        return y + rows[row][0].top - table.gaps[row]

    def bottom(self, number: int) -> float | None:
        """The lower edge of the table that ends with a block; None if no table does."""
        table = self.at_block(number)
        return self.origin(table).y() + table.box.bottom if table is not None and table.stop == number + 1 else None

    def _margins_of(self, table: PlacedTable, at: int) -> Margins:
        cell, room, width = table.cell_of[at], self.room(), self._measured[0]
        indent, on_the_right = table.indents[at]
        left, right = cell.left + room.side, width - cell.right + room.side
        left, right = (left, right + indent) if on_the_right else (left + indent, right)
        last = at == len(table.indents) - 1
        behind = table.gaps[-1] or 0.5 * self._formats().height
        below = table.box.bottom - table.tops[at] - table.heights[at] + behind if last else NOTHING
        return left, right, round(table.above[at] * UNITS) / UNITS, round(below * UNITS) / UNITS

    def _set(self, cursor: QTextCursor, table: PlacedTable, number: int) -> None:
        assert self._projection is not None
        block = self._document.findBlockByNumber(number)
        shared = self._formats().block(self._projection.block_look(number))
        wanted, now = self._margins_of(table, number - table.first), block.blockFormat()
        margins = now.leftMargin(), now.rightMargin(), now.topMargin(), now.bottomMargin()
        if now.property(LOOK) == shared.property(LOOK) and margins == wanted:
            return
        made = QTextBlockFormat(shared)
        if number == table.first and table.gaps[0]:
            made.setProperty(GAP_ABOVE, table.gaps[0])
        made.setLeftMargin(wanted[0])
        made.setRightMargin(wanted[1])
        made.setTopMargin(wanted[2])
        made.setBottomMargin(wanted[3])
        cursor.setPosition(block.position())
        cursor.setBlockFormat(made)

    def origin(self, table: PlacedTable) -> QPointF:
        """The upper left corner of a table, from which its places count, in the document."""
        place = self._document.findBlockByNumber(table.first).layout().position()
        return QPointF(place.x(), place.y() - table.tops[0])

    def at_height(self, y: float) -> PlacedTable | None:
        """The table at a height of the document; None while the document is being changed."""
        for table in self.tables if self._projection is not None else ():
            top = self.origin(table).y()
            if top <= y < top + table.box.bottom:
                return table
        return None

    # -- visible parts

    def first_at(self, number: int, top: float) -> int:
        """The first block that is visible at or below a height; `number` is a block at that height."""
        table = self.at_height(top) or self.at_block(number)
        if table is None:
            return number
        y = top - self.origin(table).y()
        return min((table.first + cell.begins for cell in table.box.cells() if cell.bottom >= y), default=number)

    def upper_edge(self, number: int, default: float) -> float:
        """The upper edge of the row that a block is in; `default` outside tables."""
        table = self.at_block(number)
        if table is None:
            return default
        return self.origin(table).y() + table.box.rows[table.row_of[number - table.first]][0].top

    def whole_rows(self, top: float, bottom: float) -> tuple[float, float]:
        """Two heights of the document, moved apart so that no visible cell between them is cut."""
        for table in filter(None, (self.at_height(top), self.at_height(bottom))):
            y = self.origin(table).y()
            seen = [cell for cell in table.box.cells() if y + cell.top <= bottom and y + cell.bottom >= top]
            top = min([top, *(y + cell.top for cell in seen)])
            bottom = max([bottom, *(y + cell.bottom for cell in seen)])
        return top, bottom

    # -- points

    def cell_under(self, point: QPointF) -> tuple[PlacedTable, TableCell] | None:
        """The cell at a point of the document, or beside it in its table."""
        table = self.at_height(point.y())
        if table is None:
            return None
        at = point - self.origin(table)
        return table, cell_at(table.box, at.x(), at.y())

    def blocks_of(self, table: PlacedTable, cell: TableCell) -> Sequence[QTextBlock]:
        """The paragraphs of a cell, without those of tables in it."""
        return [self._document.findBlockByNumber(table.first + item) for item in cell.items if isinstance(item, int)]
