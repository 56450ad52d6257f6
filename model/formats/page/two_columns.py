"""The two-column view: *text in force | proposed text*, and *reasons* where they are wanted, paragraph beside paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from model.formats.page.blocks import Cell, Line, Row, Table, plain_spans
from model.formats.page.excerpt import amended_ids, excerpt
from model.formats.page.metrics import TEXT_WIDTH
from model.formats.page.proposal_text import GAP, PrintedText
from model.lexicon import words_for
from model.redline import Clause, Side, paragraphs
from model.redline.segments import segments

_HEADS = {
    "en": ("Text in force", "Proposed text"),
    "fr": ("Texte en vigueur", "Texte proposé"),
    "es": ("Texto en vigor", "Texto propuesto"),
    "ru": ("Действующий текст", "Предлагаемый текст"),
    "zh": ("现行案文", "拟议案文"),
    "ar": ("النص الساري", "النص المقترح"),
}
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
    only_amended: leaves out clauses that are neither amended nor next to one that is
    heads: the words over the two columns; None: text in force and proposed text
    """
    words = list(heads or _HEADS.get(language, _HEADS["en"]))
    if reasons is not None:
        words.append(next(iter(words_for("reasons", language)), "Reasons"))
    head = Row(tuple(Cell((Line("Tablehead", plain_spans(word)),)) for word in words))
    return Table(
        _TWO if reasons is None else _THREE,
        chain((head,), _rows(text, only_amended=only_amended)),
        heads=1,
        beside=None if reasons is None else tuple(replace(line, style="Tabletext") for line in reasons),
    )


def _rows(text: PrintedText, *, only_amended: bool) -> Iterator[Row]:
    redline = text.proposal.redline
    if text.side is not None:
        yield from _one_sided(text)
        return
    parts = list(segments(redline.clauses))
    places: Iterable[int | None] = range(len(parts))
    if only_amended:
        ids = amended_ids(redline.clauses, redline.notes, None)
        changed = [any(clause.id in ids for clause in part) for part in parts]
        places = excerpt([part[-1].props.kind for part in parts], changed)
    for place in places:
        if place is None:
            yield Row((Cell((GAP,)), Cell((GAP,))), parts=True)
        else:
            yield Row((_cell(text, parts[place], "base"), _cell(text, parts[place], "draft")), parts=True)


def _one_sided(text: PrintedText) -> Iterator[Row]:
    """A text to be added stands on the right, one that is kept or suppressed on the left, its symbol on the other side."""
    symbol: str = text.proposal.symbol
    for place, clause in enumerate(text.clauses):
        cell = Cell((text.line(clause),))
        other = Cell((Line("Normal", plain_spans(symbol, bold=True)),)) if not place else Cell()
        yield Row((other, cell) if text.side == "draft" else (cell, other), parts=True)


def _cell(text: PrintedText, part: Sequence[Clause], side: Side) -> Cell:
    return Cell(tuple(text.side_line(paragraph.clauses, side) for paragraph in paragraphs(part, side)))


