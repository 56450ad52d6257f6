"""Tables in a package of the house: their shape from the package that they were read from, else a plain grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from model.formats.word.package.styles import SourceStyles
from model.formats.word.package.wordml import VAL, W, fragment
from model.formats.word.writing.body.paragraphs import WrittenLine
from model.formats.word.writing.body.pending_marks import fill, hold_marks
from model.formats.word.writing.body.proposal_text import WrittenText
from model.formats.word.writing.body.revision_marks import RevisionMarks
from model.formats.word.writing.body.styles import StyleRegistry
from model.formats.word.writing.body.table_markup import table_markup
from model.formats.word.writing.into_source.document_tree import Tree
from model.formats.word.writing.into_source.new_table_rows import make_rows
from model.formats.word.writing.into_source.source_package import SourcePackage
from model.redline import Clause, Side, Status
from model.redline.cells import one_sided_cells

_CELL_MARKS = tuple(f"{W}tcPr/{W}{name}" for name in ("cellIns", "cellDel"))
Cell = tuple[int, int]
"""Row and column."""
Pairs = Sequence[tuple[WrittenLine, str]]


@dataclass
class Tables:
    """The tables of one text."""

    source: SourcePackage | None
    marks: RevisionMarks
    side: Side | None
    registry: StyleRegistry
    styles: SourceStyles
    content: Callable[[str], str]
    text: WrittenText
    written: Sequence[Clause]
    """The clauses that are written."""
    _tree: Tree | None = field(default=None)
    _shape_of: dict[int, etree._Element] = field(default_factory=dict)
    """The outermost table by the number of a clause's cell."""

    def table_of(self, line: WrittenLine) -> object:
        """The key of the outermost table that contains a paragraph; None outside of tables."""
        if line.clause.cell is None:
            return None
        tree = self._open_tree()
        shape = tree.table_of(line) if tree is not None else None
        table = line.clause.cell[0]
        return self._shape_of.get(table, table) if shape is None else self._shape_of.setdefault(table, shape)

    def block(self, pairs: Pairs) -> str:
        """The table that contains these neighbouring paragraphs."""
        tree = self._open_tree()
        shapes = (tree.table_of(line) for line, _ in pairs) if tree is not None else ()
        shape = next((candidate for candidate in shapes if candidate is not None), None)
        if tree is None or shape is None:
            return self._ruled_table(pairs)
        numbers = tree.numbers_in(shape)
        tree.begin_at(shape)
        for line, xml in pairs:
            tree.put(line, xml)
        tree.drop_unused(numbers)
        tree.mark_rows(self.marks, self.side, shape)
        for style in list(shape.iter(W + "tblStyle")):
            style.set(VAL, self.registry.bring(self.styles, style.get(VAL, "")) or "TableNormal")
        hold_marks(shape, tree.strings)
        return fill(self.content(fragment([shape])), tree.strings)

    def _open_tree(self) -> Tree | None:
        if self._tree is None and self.source is not None:
            body = self.source.package.xml(self.source.main).find(W + "body")
            if body is not None:
                self.source.clean_tables(body)
                self._tree = Tree(body)
                self._tree.find_cells(self.text.redline.clauses, self.text.proposal.original.clauses)
                grown = list(self._with_new_rows(self._tree))
                make_rows(self._tree, self.text, grown, self.marks, lambda: self.registry.of_house("TableGrid"))
        return self._tree

    def _with_new_rows(self, tree: Tree) -> Iterator[Clause]:
        """The paragraphs of the package's tables with new rows, or with columns that are or were inserted or deleted."""
        rows: dict[int, dict[int, list[Clause]]] = {}
        for clause in self.written:
            if clause.cell is not None:
                rows.setdefault(clause.cell[0], {}).setdefault(clause.cell[1], []).append(clause)
        clauses = (*self.text.proposal.original.clauses, *self.text.redline.clauses)
        tables = {clause.cell[0] for clause in clauses if clause.cell is not None and tree.row_of([clause]) is not None}
        for table, inside in rows.items():
            cells = [tree.cell(clause.cell) for row in inside.values() for clause in row if clause.cell]
            tracked = any(cell is not None and any(cell.find(mark) is not None for mark in _CELL_MARKS) for cell in cells)
            grown = tracked or None in cells or any(one_sided_cells(row) for row in inside.values())
            if table in tables and grown:
                for row in inside.values():
                    yield from row

    def _ruled_table(self, pairs: Pairs) -> str:
        """A ruled table, with columns of equal width unless widths are given."""
        inside: dict[Cell, list[str]] = {}
        first: dict[int, Clause] = {}
        for line, xml in pairs:
            if line.clause.cell is not None:
                inside.setdefault(line.clause.cell[1:], []).append(xml)
                first.setdefault(line.clause.cell[1], line.clause)
        style = self.registry.of_house("TableGrid")
        marks = None if self.side else self.marks
        markup = table_markup([line.clause for line, _ in pairs], style, marks, leftwards=self.text.redline.language == "ar")
        out = [markup.opening]
        for (head, cells), clause in zip(markup.rows, first.values(), strict=True):
            untracked = self.side or clause.row is Status.KEPT
            tracked = "" if untracked else self.marks.row(clause.row, clause.row_stamp, clause.end.retracted)
            properties = f"<w:trPr>{head}{tracked}</w:trPr>" if head or tracked else ""
            made = "".join(f"<w:tc>{tcpr}{''.join(inside[key])}</w:tc>" for key, tcpr in cells)
            out.append(f"<w:tr>{properties}{made}</w:tr>")
        return "".join(out) + "</w:tbl>"
