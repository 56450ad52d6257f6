"""The two-column view: *text in force | proposed text*, and *reasons* if they are wanted, paragraph beside paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby

from msgspec.structs import replace

from model.formats.page.blocks import Cell, Line, Row, Table, plain_spans
from model.formats.page.excerpt import CONTEXT, amended_ids, excerpt
from model.formats.page.metrics import TEXT_WIDTH
from model.formats.page.proposal_text import GAP, PrintedText
from model.formats.page.side_tables import SideTables
from model.lexicon import words_for
from model.lexicon.words import printed_words
from model.redline import Clause, Side, paragraphs
from model.redline.segments import segments

_TWO = (TEXT_WIDTH // 2, TEXT_WIDTH - TEXT_WIDTH // 2)
_THREE = (3900, 3900, TEXT_WIDTH - 7800)

Column = tuple[str, int, Callable[[Sequence[Clause]], tuple[Line, ...]]]
"""The head and the width of a column beside the two sides, and what it says of the clauses of a row."""


def column_table(
    text: PrintedText,
    language: str,
    *,
    reasons: Sequence[Line] | None = None,
    only_amended: bool = False,
    context: int = CONTEXT,
    heads: tuple[str, str] | None = None,
    more: Sequence[Column] = (),
    widths: tuple[int, int] | None = None,
) -> Table:
    """The two sides of a text beside each other, row by row while they are read.

    text: the text
    language: the language of the text
    reasons: the lines of a third column, which runs beside all rows; None: there is none
    only_amended: omits clauses that are neither amended nor near one that is
    context: the number of clauses on each side that are near
    heads: the words over the two columns; None: text in force and proposed text
    more: further columns, row by row; not together with `reasons`
    widths: those of the two columns; None for the usual ones
    """
    printed = printed_words(language)
    words = list(heads or (printed["Text in force"], printed["Proposed text"]))
    if reasons is not None:
        words.append(next(iter(words_for("reasons", language)), "Reasons"))
    words += [name for name, _, _ in more]
    tables = SideTables(text, widths or (_TWO if reasons is None else _THREE[:2]))
    spans = (*tables.spans, 1, *(1 for _ in more))
    head = Row(tuple(Cell((Line("Tablehead", plain_spans(word)),), span) for word, span in zip(words, spans, strict=False)))
    return Table(
        (*tables.grid, *(width for _, width, _ in more)) if reasons is None else (*tables.grid, _THREE[2]),
        chain((head,), _rows(text, tables, context=context if only_amended else None, more=more)),
        heads=1,
        beside=None if reasons is None else tuple(replace(line, style="Tabletext") for line in reasons),
    )


def _rows(text: PrintedText, tables: SideTables, *, context: int | None, more: Sequence[Column]) -> Iterator[Row]:
    """The rows; `context` is the number of clauses around amended ones that are shown, None for all clauses."""
    redline = text.proposal.redline

    def wide(row: Row, part: Sequence[Clause]) -> Row:
        return replace(row, cells=(*row.cells, *(Cell(lines(part)) for _, _, lines in more))) if more else row

    if text.side is not None:
        for part, row in _one_sided_row(text, tables):
            yield wide(row, part)
        return
    left, right = tables.spans
    parts = list(_parts(redline.clauses, tables))
    places: Iterable[int | None] = range(len(parts))
    if context is not None:
        ids = amended_ids(redline.clauses, redline.notes, None)
        changed = [any(clause.id in ids for clause in part) for part in parts]
        places = excerpt([part[-1].props.kind for part in parts], changed, context)
    for place in places:
        if place is None:
            yield wide(Row((Cell((GAP,), left), Cell((GAP,), right)), parts=True), ())
        elif tables.number_of(parts[place][0]) is not None:
            yield wide(tables.row(parts[place]), parts[place])
        else:
            sides = _cell(text, parts[place], "base", left), _cell(text, parts[place], "draft", right)
            yield wide(Row(sides, parts=True), parts[place])


def _parts(clauses: Iterable[Clause], tables: SideTables, *, one_side: bool = False) -> Iterator[Sequence[Clause]]:
    """The parts that are beside each other: rows of tables that are drawn; otherwise segments, or paragraphs of one side."""
    for table, group in groupby(clauses, tables.number_of):
        found = list(group)
        if table is not None:
            yield from (list(row) for _, row in groupby(found, lambda clause: clause.cell and clause.cell[1]))
        elif one_side:
            yield from ([clause] for clause in found)
        else:
            yield from segments(found)


def _one_sided_row(text: PrintedText, tables: SideTables) -> Iterator[tuple[Sequence[Clause], Row]]:
    """The rows, each with its clauses. A text to be added is on the right, one that is kept or suppressed on the left, its symbol
    on the other side."""
    symbol: str = text.proposal.symbol
    left, right = tables.spans
    for place, part in enumerate(_parts(text.clauses, tables, one_side=True)):
        if tables.number_of(part[0]) is not None:
            yield part, tables.row(part)
            continue
        lines, sign = (text.line(part[0]),), (Line("Normal", plain_spans(symbol, bold=True)),) if not place else ()
        cells = (Cell(sign, left), Cell(lines, right)) if text.side == "draft" else (Cell(lines, left), Cell(sign, right))
        yield part, Row(cells, parts=True)


def _cell(text: PrintedText, part: Sequence[Clause], side: Side, span: int) -> Cell:
    return Cell(tuple(text.side_line(paragraph.clauses, side) for paragraph in paragraphs(part, side)), span)
