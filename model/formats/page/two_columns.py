"""The two-column view: *text in force | proposed text*, and *reasons* if they are wanted, paragraph beside paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from msgspec.structs import replace

from model.formats.page.blocks import Cell, Line, Row, Table, plain_spans
from model.formats.page.excerpt import amended_ids, excerpt
from model.formats.page.metrics import TEXT_WIDTH
from model.formats.page.proposal_text import GAP, PrintedText
from model.formats.page.side_tables import SideTables
from model.lexicon import words_for
from model.lexicon.words import printed_words
from model.redline import Clause, Side, paragraphs
from model.redline.segments import segments

_TWO = (TEXT_WIDTH // 2, TEXT_WIDTH - TEXT_WIDTH // 2)
_THREE = (3900, 3900, TEXT_WIDTH - 7800)


def column_table(
    text: PrintedText,
    language: str,
    *,
    reasons: Sequence[Line] | None = None,
    only_amended: bool = False,
    heads: tuple[str, str] | None = None,
) -> Table:
    """The two sides of a text beside each other, row by row while they are read.

    text: the text
    language: the language of the text
    reasons: the lines of a third column, which runs beside all rows; None: there is none
    only_amended: omits clauses that are neither amended nor next to one that is
    heads: the words over the two columns; None: text in force and proposed text
    """
    printed = printed_words(language)
    words = list(heads or (printed["Text in force"], printed["Proposed text"]))
    if reasons is not None:
        words.append(next(iter(words_for("reasons", language)), "Reasons"))
    tables = SideTables(text, _TWO if reasons is None else _THREE[:2])
    spans = (*tables.spans, 1)
    head = Row(tuple(Cell((Line("Tablehead", plain_spans(word)),), span) for word, span in zip(words, spans, strict=False)))
    return Table(
        tables.grid if reasons is None else (*tables.grid, _THREE[2]),
        chain((head,), _rows(text, tables, only_amended=only_amended)),
        heads=1,
        beside=None if reasons is None else tuple(replace(line, style="Tabletext") for line in reasons),
    )


def _rows(text: PrintedText, tables: SideTables, *, only_amended: bool) -> Iterator[Row]:
    redline = text.proposal.redline
    if text.side is not None:
        yield from _one_sided_row(text, tables)
        return
    left, right = tables.spans
    parts = list(_parts(redline.clauses, tables))
    places: Iterable[int | None] = range(len(parts))
    if only_amended:
        ids = amended_ids(redline.clauses, redline.notes, None)
        changed = [any(clause.id in ids for clause in part) for part in parts]
        places = excerpt([part[-1].props.kind for part in parts], changed)
    for place in places:
        if place is None:
            yield Row((Cell((GAP,), left), Cell((GAP,), right)), parts=True)
        elif tables.drawn(parts[place][0]) is not None:
            yield tables.row(parts[place])
        else:
            yield Row((_cell(text, parts[place], "base", left), _cell(text, parts[place], "draft", right)), parts=True)


def _parts(clauses: Iterable[Clause], tables: SideTables, *, one_side: bool = False) -> Iterator[Sequence[Clause]]:
    """The parts that are beside each other: rows of tables that are drawn; otherwise segments, or paragraphs of one side."""
    for table, group in groupby(clauses, tables.drawn):
        found = list(group)
        if table is not None:
            yield from (list(row) for _, row in groupby(found, lambda clause: clause.cell and clause.cell[1]))
        elif one_side:
            yield from ([clause] for clause in found)
        else:
            yield from segments(found)


def _one_sided_row(text: PrintedText, tables: SideTables) -> Iterator[Row]:
    """A text to be added is on the right, one that is kept or suppressed on the left, its symbol on the other side."""
    symbol: str = text.proposal.symbol
    left, right = tables.spans
    for place, part in enumerate(_parts(text.clauses, tables, one_side=True)):
        if tables.drawn(part[0]) is not None:
            yield tables.row(part)
            continue
        lines, sign = (text.line(part[0]),), (Line("Normal", plain_spans(symbol, bold=True)),) if not place else ()
        yield Row(
            (Cell(sign, left), Cell(lines, right)) if text.side == "draft" else (Cell(lines, left), Cell(sign, right)), parts=True
        )


def _cell(text: PrintedText, part: Sequence[Clause], side: Side, span: int) -> Cell:
    return Cell(tuple(text.side_line(paragraph.clauses, side) for paragraph in paragraphs(part, side)), span)
