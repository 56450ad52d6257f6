"""Lines put into the tree of the package that they were read from, so that tables, content controls and sections stay.

A changed line leaves a placeholder in the place of its paragraph, `<cw:line n="7"/>`; when the part is text, `fill` puts the
paragraph there. A new line follows its predecessor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from model.formats.word.package.wordml import W, elements, fragment
from model.formats.word.reading.blocks import paragraph_elements, says_more_than
from model.formats.word.writing.body.paragraphs import WrittenLine
from model.formats.word.writing.body.pending_marks import LINE_TAG, pending_in, placeholder
from model.formats.word.writing.body.revision_marks import RevisionMarks
from model.redline import ANCHOR, Clause, Side, Stamp, Status

_TC, _TR, _TBL, _P = W + "tc", W + "tr", W + "tbl", W + "p"
_ROW_MARKS = (W + "ins", W + "del")
_TABLE_CHANGES = tuple(
    W + name for name in ("tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "sectPrChange")
)
_CELL_CHANGES = (W + "cellIns", W + "cellDel", W + "cellMerge")
Cell = tuple[int, int, int]


@dataclass
class Tree:
    """The body of a source package while lines are put into it."""

    body: etree._Element
    paragraphs: list[etree._Element] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    """The contents of the placeholders."""
    prepared: Callable[[str], str] = pending_in
    """Adapts the XML of a paragraph that was read from the package and is moved or changed."""
    tracked_ends: set[etree._Element] = field(default_factory=set)
    """The placeholders of paragraphs whose end is tracked."""
    _used: set[int] = field(default_factory=set)
    _last: etree._Element | None = None
    _place: int = -1
    _rows: dict[etree._Element, tuple[Status, Stamp]] = field(default_factory=dict)
    _emptied: set[etree._Element] = field(default_factory=set)
    _loose: frozenset[etree._Element] = frozenset()
    """The tracked rows of the package in which the text decides what is deleted."""
    _kept: dict[etree._Element, set[bool]] = field(default_factory=dict)
    """For each of them, whether text that was put into it is kept."""
    _cells: dict[Cell, etree._Element] = field(default_factory=dict)
    _of_texts: set[etree._Element] = field(default_factory=set)
    """The cells of the package that a text had, as it was read or as it is now."""
    _waiting: dict[int, tuple[etree._Element, Cell | None]] = field(default_factory=dict)
    """New tables by their numbers, inserted with their first line, with the cells that contain them."""

    def __post_init__(self) -> None:
        self.paragraphs = paragraph_elements(self.body)
        self._loose = frozenset(row for row in self.body.iter(_TR) if says_more_than(row, row.find(W + "trPr")))

    def source(self, line: WrittenLine) -> int:
        """The number of the paragraph that a line was read from, -1 if it is new."""
        number = self._number(line.clause)
        return number if self._place < number else -1

    def find_cells(self, clauses: Sequence[Clause], original: Sequence[Clause]) -> None:
        """Learns which cell of the package each cell of a text is, from the `original` clauses that were read from it. A cell
        in which none is left is found in the package's row of the cells beside it, or in that of the same number unless that
        is another's: the rows of the two texts may be numbered otherwise."""
        self._cells, read = self._cells_read(clauses), self._cells_read(original)
        self._of_texts.update(self._cells.values(), read.values())
        taken = set(self._cells.values())
        rows = {cell[:2]: _row_of_cell(element) for cell, element in self._cells.items()}
        taken_rows = set(rows.values())
        first = {cell[:2]: _row_of_cell(element) for cell, element in read.items()}
        columns = {(_row_of_cell(element), cell[2]): element for cell, element in read.items()}
        for clause in clauses:
            if (cell := clause.cell) is None or cell in self._cells:
                continue
            row = rows.get(cell[:2])
            if row is None and clause.row is not Status.INSERTED and first.get(cell[:2]) not in taken_rows:
                row = first.get(cell[:2])
            element = columns.get((row, cell[2])) if row is not None else None
            if element is not None and element not in taken:
                self._cells[cell] = element

    def _cells_read(self, clauses: Iterable[Clause]) -> dict[Cell, etree._Element]:
        """The cells of the package by those of a text, from the clauses that were read from it."""
        cells: dict[Cell, etree._Element] = {}
        for clause in clauses:
            if clause.cell is not None and clause.cell not in cells and (number := self._number(clause)) >= 0:
                cells[clause.cell] = next(self.paragraphs[number].iterancestors(_TC))
        return cells

    def row_of(self, clauses: Iterable[Clause]) -> etree._Element | None:
        """The row of the package from which one of the clauses was read."""
        numbers = (number for clause in clauses if (number := self._number(clause)) >= 0)
        return next((next(self.paragraphs[number].iterancestors(_TR), None) for number in numbers), None)

    def add_row(self, row: etree._Element, cells: Mapping[Cell, etree._Element], tracked: tuple[Status, Stamp]) -> None:
        """Records which cells of a text belong to a row that is new in the package."""
        self._cells.update(cells)
        self._rows[row] = tracked

    def cell(self, cell: Cell) -> etree._Element | None:
        """The cell of the package for a cell of the text."""
        return self._cells.get(cell)

    def add_cell(self, cell: Cell, element: etree._Element) -> None:
        """Learns of a cell that is new in a row of the package."""
        self._cells[cell] = element

    def wait_with(self, number: int, table: etree._Element, inside: Cell | None = None) -> None:
        """Keeps a new table, in a cell or outside of tables, until a line is put into it."""
        self._waiting[number] = table, inside

    def _number(self, clause: Clause) -> int:
        number = int(clause.source) if clause.source.isdigit() else -1
        return number if number < len(self.paragraphs) else -1

    def begin_at(self, block: etree._Element) -> None:
        """Starts again at a table, for lines in that table only."""
        self._last, self._place = block, -1

    def put(self, line: WrittenLine, xml: str) -> None:
        """Puts the next line: unchanged if it is verbatim, else `xml`, in its own place or after the previous line."""
        number = self.source(line)
        if number < 0:
            self.insert(self._copy(line) if line.verbatim else xml, line.clause.cell)
            self._remember_end(line)
            return
        row = next(self.paragraphs[number].iterancestors(_TR), None)
        if row is not None:
            self._rows[row] = (line.clause.row, line.clause.row_stamp)
            if row in self._loose:
                texts = (run for run in line.runs if run.text and not (run.text == ANCHOR and run.content))
                self._kept.setdefault(row, set()).update(run.status is Status.KEPT for run in texts)
        if line.verbatim:
            self.keep(number)
        else:
            self.rewrite(number, xml)
            self._remember_end(line)

    def _remember_end(self, line: WrittenLine) -> None:
        if line.clause.end.status is not Status.KEPT and self._last is not None:
            self.tracked_ends.add(self._last)

    def rewrite(self, number: int, xml: str) -> None:
        """Something else in the place of a paragraph."""
        new = placeholder(xml, self.strings)
        parent = self.paragraphs[number].getparent()
        assert parent is not None
        parent.replace(self.paragraphs[number], new)
        self._used.add(number)
        self._place = number
        self._last = new

    def keep(self, number: int) -> None:
        """Puts a paragraph that is not changed."""
        self._used.add(number)
        self._place = number
        self._last = self.paragraphs[number]

    def insert(self, xml: str, cell: tuple[int, int, int] | None = None) -> None:
        """Puts something new after the last line, outside of tables or in a cell: there after the paragraphs of this text."""
        new = placeholder(xml, self.strings)
        if cell is not None:
            self._place_table(cell[0])
        last = self._last
        around = list(last.iterancestors(_TC)) if last is not None else []
        home = self._cells.get(cell) if cell is not None else None
        if cell is not None and home is None and last is not None:
            home = next(iter(around), next(last.iter(_TC), None))
        if home is not None and home not in around:
            home.insert(0 if home.find(W + "tcPr") is None else 1, new)
        elif last is None:
            self.body.insert(0, new)
        else:
            inner = around if home is None else around[: around.index(home)]
            (next(inner[-1].iterancestors(_TBL)) if inner else last).addnext(new)
        self._last = new

    def _place_table(self, number: int) -> None:
        """Puts in a table that waits, after the table that is around it."""
        if number not in self._waiting:
            return
        table, inside = self._waiting.pop(number)
        if inside is not None:
            self._place_table(inside[0])
        around = list(self._last.iterancestors(_TC)) if self._last is not None else []
        home = self._cells.get(inside) if inside is not None else None
        if home is not None:
            inner = around[: around.index(home)] if home in around else []
            if home not in around:
                home.insert(0 if home.find(W + "tcPr") is None else 1, table)
            elif self._last is not None:
                (next(inner[-1].iterancestors(_TBL)) if inner else self._last).addnext(table)
        elif self._last is None:
            self.body.insert(0, table)
        else:
            (next(around[-1].iterancestors(_TBL)) if around else self._last).addnext(table)
        self._last = table

    def _copy(self, line: WrittenLine) -> str:
        """The paragraph that a line was read from, for another place; the section that it ends stays in its place."""
        element = deepcopy(self.paragraphs[int(line.clause.source)])
        for section in list(element.iterfind(f"{W}pPr/{W}sectPr")):
            remove(section)
        return self.prepared(fragment([element]))

    def drop_unused(self, numbers: Iterable[int]) -> None:
        """Deletes the paragraphs that received no line. A section keeps its end. A cell of a text is deleted if it received no
        line, since it belongs to the other side or the deletion of its column was accepted. Any other cell keeps an empty
        paragraph."""
        has_line = self._line_finder()
        without_line: dict[etree._Element, bool] = {}
        for number in numbers:
            if number in self._used or not 0 <= number < len(self.paragraphs):
                continue
            element = self.paragraphs[number]
            parent = element.getparent()
            if parent is None:
                continue
            row, cell = next(element.iterancestors(_TR), None), next(element.iterancestors(_TC), None)
            if row is not None:
                self._emptied.add(row)
            if cell is not None and cell not in without_line:
                without_line[cell] = cell in self._of_texts and not has_line(cell)
            section = element.find(f"{W}pPr/{W}sectPr")
            if section is not None:
                empty = etree.SubElement(etree.Element(W + "x"), _P)
                etree.SubElement(empty, W + "pPr").append(section)
                parent.replace(element, empty)
            elif cell is not None and without_line[cell]:
                remove(cell)
            elif cell is not None and not any(_is_beside(other, element, cell) for other in cell.iter(_P, LINE_TAG)):
                parent.replace(element, etree.Element(_P))
            else:
                parent.remove(element)

    def mark_rows(self, marks: RevisionMarks, view: Side | None, root: etree._Element | None = None) -> None:
        """Tracks the rows under `root` (default: all) like their clauses; rows without a clause are removed."""
        root = self.body if root is None else root
        has_line = self._line_finder()
        for row in list(root.iter(_TR)):
            if row in self._emptied and not has_line(row):
                remove(row)
            else:
                self._mark_row(row, marks, view)
        for table in list(root.iter(_TBL)):
            if next(table.iter(_TR), None) is None and table is not root:
                remove(table)
        if view:
            for mark in list(root.iter(*_CELL_CHANGES)):
                _resolve_cell(mark, view)
            for element in list(root.iter(*_TABLE_CHANGES)):
                _resolve_change(element, view)

    def _mark_row(self, row: etree._Element, marks: RevisionMarks, view: Side | None) -> None:
        properties = row.find(W + "trPr")
        old_marks = [] if properties is None else [child for child in properties if child.tag in _ROW_MARKS]
        if row not in self._rows:
            return
        status, stamp = self._rows[row]
        if not old_marks and (view or status is Status.KEPT):
            return
        if view is None and status is Status.KEPT and len(self._kept.get(row, ())) > 1:
            return  # its text still decides what is deleted, so the mark keeps its meaning
        if view is None and status is Status.RETRACTED and len(old_marks) > 1:
            return  # it keeps both marks, each with its author
        for old_mark in old_marks:
            remove(old_mark)
        mark = "" if view else marks.row(status, stamp)
        if not mark:
            return
        if properties is None:
            properties = etree.Element(W + "trPr")
            place = sum(1 for child in row if child.tag == W + "tblPrEx")
            row.insert(place, properties)
        change = properties.find(W + "trPrChange")
        element = elements(mark)[0]
        if change is None:
            properties.append(element)
        else:
            change.addprevious(element)

    def table_of(self, line: WrittenLine) -> etree._Element | None:
        """The outermost table that contains the paragraph of a line."""
        cell = self._cells.get(line.clause.cell) if line.clause.cell is not None else None
        return None if cell is None else next(iter(list(cell.iterancestors(_TBL))[-1:]), None)

    def numbers_in(self, block: etree._Element) -> list[int]:
        """The numbers of the paragraphs in a block."""
        inside = set(block.iter(_P))
        return [number for number, element in enumerate(self.paragraphs) if element in inside]

    def drop_empty_blocks(self) -> None:
        """Removes the blocks of the body that contain no line."""
        has_line = self._line_finder()
        for child in list(self.body):
            if child.tag != W + "sectPr" and not has_line(child):
                remove(child)

    def _line_finder(self) -> Callable[[etree._Element], bool]:
        """Tells whether an element is or contains a paragraph that received a line, or a placeholder."""
        used = {self.paragraphs[number] for number in self._used}
        return lambda block: any(element in used or element.tag == LINE_TAG for element in block.iter(_P, LINE_TAG))


def _row_of_cell(cell: etree._Element) -> etree._Element:
    return next(cell.iterancestors(_TR))


def _is_beside(other: etree._Element, element: etree._Element, cell: etree._Element) -> bool:
    """Whether `other` is another paragraph or placeholder than `element`, in the cell and in no table inside it."""
    return other is not element and next(other.iterancestors(_TC), None) is cell


def remove(element: etree._Element) -> None:
    """Takes an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _resolve_cell(mark: etree._Element, view: Side) -> None:
    """Resolves a cell that was inserted or deleted: the side without the cell loses it, the other side loses the mark. A mark
    among earlier properties does not concern the cell."""
    holder = mark.getparent()
    cell = holder.getparent() if holder is not None else None
    if cell is not None and cell.tag == _TC and (mark.tag == W + "cellIns") is (view == "base"):
        row = cell.getparent()
        remove(cell)
        if row is not None and row.find(_TC) is None:
            remove(row)
    else:
        remove(mark)


def _resolve_change(change: etree._Element, view: Side) -> None:
    """A tracked change of a table's or section's properties, accepted or rejected."""
    parent = change.getparent()
    if parent is None:
        return
    old = change[0] if len(change) else None
    parent.remove(change)
    if view == "base" and old is not None and change.tag != W + "sectPrChange":
        for child in list(parent):
            if child.tag not in (*_ROW_MARKS, W + "gridCol"):
                parent.remove(child)
        parent.extend(list(old))


_SDT, _CONTENT = W + "sdt", W + "sdtContent"


def free_crossed(body: etree._Element, tracked: Set[etree._Element]) -> None:
    """Takes the controls away whose last paragraph, or the one before them, was given a tracked end; their content stays.
    `tracked` are the placeholders of such paragraphs."""
    for control in list(body.iter(_SDT)):
        content, parent = control.find(_CONTENT), control.getparent()
        if content is None or parent is None or parent.tag == W + "p" or not len(content):
            continue
        before = control.getprevious()
        if _has_tracked_end(content[-1], tracked) or (before is not None and _has_tracked_end(before, tracked)):
            for child in list(content):
                control.addprevious(child)
            parent.remove(control)


def _has_tracked_end(block: etree._Element, tracked: Set[etree._Element]) -> bool:
    """Whether a block is, or ends in, a newly written paragraph with a tracked end."""
    while block.tag == _SDT:
        content = block.find(_CONTENT)
        if content is None or not len(content):
            return False
        block = content[-1]
    return block in tracked
