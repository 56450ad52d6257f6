"""Rows of a table of provisions as a text in force, with messages about what is doubtful in them; nothing is renumbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError, shorten_value
from model.formats.treaty.footnotes import RowNotes
from model.formats.treaty.row_marks import MarkedRow, mark_messages, marked_rows
from model.formats.treaty.table_file import UNIT_ROWS, ProvisionRow, RowKind
from model.lexicon import guess_language
from model.message import Message
from model.numbering.instruments import Instrument, instruments
from model.numbering.provision_labels import LabelLevel, levels_of
from model.numbering.provision_numbers import ProvisionNumber, parse_margin
from model.numbering.provision_words import instrument_of_title
from model.redline import Clause, Label, NewCell, Props, Redline, Run
from model.redline.limits import Sizes
from model.redline.table_shape import MOST_SPANNED

_HEAD_LEVELS: dict[str, int] = {"chapter": 1, "appendix": 1, "article": 2, "section": 3, "sub-section": 4}
_CELL_BORDER = "|"
_NUMBERED: tuple[RowKind, ...] = ("provision", "footnote")
_LABELLED: tuple[RowKind, ...] = ("provision", "continuation", "footnote", "text", "note")
_BULLET = ("–", "—", "•", "-", "−")


class NumberedText(Struct, frozen=True):
    """A treaty text as it was read."""

    redline: Redline
    messages: tuple[Message, ...] = ()


def text_of_rows(rows: Sequence[ProvisionRow], language: str = "") -> NumberedText:
    """The text in force that rows contain; EditError names a line that cannot be used."""
    if not any(row.kind in _NUMBERED and row.number for row in rows):
        raise EditError.of("it has no provision with a number; fill the column “number”")
    language = language or guess_language(row.text for row in rows)
    numbers = [(row, number) for row in rows if row.kind in _NUMBERED and row.number and (number := _number(row)) is not None]
    instrument = _instrument(rows, [number for _row, number in numbers])
    marked = marked_rows(rows) if instrument.conference else [MarkedRow(row) for row in rows]
    notes = RowNotes(marked)
    clauses = tuple(_Clauses(marked, notes).result())
    redline = Redline(clauses, notes.notes, language, instrument.labels, instrument.id)
    messages = _messages(rows, [(row, number) for row, number in numbers if row.kind == "provision"])
    return NumberedText(redline, (*messages, *mark_messages(rows, keeps_marks=bool(instrument.conference))))


def _number(row: ProvisionRow) -> ProvisionNumber:
    margin = parse_margin(row.number)
    if margin is None:
        raise EditError.of(
            "line {line}: “{number}” is not a margin number; one is like 61A, 9.11A or 19.117 to 19.126",
            line=row.line,
            number=shorten_value(row.number),
        )
    return margin.first


def _instrument(rows: Sequence[ProvisionRow], numbers: Sequence[ProvisionNumber]) -> Instrument:
    """The instrument that a column names, or the title before the first provision; else the form of numbers and labels."""
    named = {row.instrument for row in rows if row.instrument}
    if len(named) == 1 and (known := instruments().get(named.pop())) is not None:
        return known
    heads = [row.text for row in rows[:40] if row.kind in ("instrument", "heading", "text", "continuation")]
    titled = next((symbol for text in heads if len(text) < 120 and (symbol := instrument_of_title(text))), "")
    if any(len(number.elements) > 1 and not number.head for number in numbers):
        small = any(element.letters.islower() for number in numbers for element in number.elements if element.letters)
        return instruments()["ITU-T" if small else "RR"]
    if titled in ("CS", "CV", "ITR"):
        return instruments()[titled]
    doubled = any("." in row.label.strip(".") and row.label[:1].isdigit() for row in rows if row.kind == "provision")
    return instruments()["ITR" if doubled else "CS"]


# --- clauses ------------------------------------------------------------------------------------------------------------


class _Clauses:
    """Makes the clauses of the rows, in order."""

    def __init__(self, marked: Sequence[MarkedRow], notes: RowNotes) -> None:
        self._rows = [of_row.row for of_row in marked]
        self._marks = [of_row.mark for of_row in marked]
        self._notes = notes
        self._sizes = Sizes()
        self._heads = min((_HEAD_LEVELS[row.kind] for row in self._rows if row.kind in _HEAD_LEVELS), default=1) - 1
        """How many levels of units the text lacks at the top."""
        self._level = 1
        """The level of the innermost unit."""
        self._table, self._row = -1, -1
        self._before: ProvisionRow | None = None

    def result(self) -> Iterator[Clause]:
        for _part, group in groupby(_with_parts(self._rows), key=lambda placed: placed[0]):
            rows = [(index, row) for _number, index, row in group if not self._notes.is_note(index)]
            labels = [_label_of(row) for _index, row in rows]
            levels = levels_of([label for label, _text in labels])
            for (index, row), (label, text), level in zip(rows, labels, levels, strict=True):
                mark = self._marks[index]
                for clause in self._of_row(row, label, text, level):
                    self._sizes.add(clause.runs)
                    noted = self._notes.with_marks(clause, index)
                    yield replace(noted, mark=mark) if mark is not None else noted
                self._before = row

    def _of_row(self, row: ProvisionRow, label: str, text: str, level: LabelLevel) -> Iterator[Clause]:
        id, runs = f"c{row.line}", (Run(text),) if text else ()
        if row.kind == "table_row":
            yield from self._cells(row)
        elif row.kind in ("instrument", "annex_title"):
            yield Clause(id, Props("title", 0), runs)
        elif row.kind == "annex":
            yield Clause(id, Props("annex", 0), runs)
        elif row.kind in _LABELLED:
            props = Props("paragraph", level.level, level.scheme, provision=row.kind in _NUMBERED and bool(row.number))
            number = Label(row.number) if props.provision else None
            yield Clause(id, props, runs, label=Label(label) if label else None, number=number)
        else:
            yield Clause(id, Props("heading", self._head_level(row.kind)), runs)

    def _head_level(self, kind: RowKind) -> int:
        if kind in UNIT_ROWS:
            self._level = _HEAD_LEVELS[kind] - self._heads
        return self._level + 1 if kind == "heading" and self._level else self._level

    def _cells(self, row: ProvisionRow) -> Iterator[Clause]:
        before = self._before
        goes_on = before is not None and before.kind == "table_row" and before.number == row.number
        self._table, self._row = (self._table, self._row + 1) if goes_on else (self._table + 1, 0)
        cells = [words.strip() for words in row.text.split(_CELL_BORDER, MOST_SPANNED - 1)]
        for column, words in enumerate(cells):
            self._sizes.add_cell()
            runs = (Run(words),) if words else ()
            shape = NewCell(0, 1, heads=not goes_on)
            yield Clause(f"c{row.line}.{column}", Props(), runs, cell=(self._table, self._row, column), shape=shape)


def _with_parts(rows: Sequence[ProvisionRow]) -> Iterator[tuple[int, int, ProvisionRow]]:
    """The rows with their indices, each after the number of the part of the text in which its lists are: they begin again under
    each unit."""
    part = 0
    for index, row in enumerate(rows):
        part += row.kind in UNIT_ROWS or row.kind == "annex"
        yield part, index, row


def _label_of(row: ProvisionRow) -> tuple[str, str]:
    """The label of a row and its text; a dash at the head of a text is the label of an item."""
    if row.kind not in _LABELLED:
        return "", row.text
    head, _, rest = row.text.partition(" ")
    if not row.label and head in _BULLET and rest and not row.number:
        return head, rest
    return row.label, row.text


# --- messages -----------------------------------------------------------------------------------------------------------


def _messages(rows: Sequence[ProvisionRow], numbers: Sequence[tuple[ProvisionRow, ProvisionNumber]]) -> Iterator[Message]:
    """What is doubtful: numbers missing, twice, out of order, of two instruments."""
    unnumbered = [row for row in rows if row.kind == "provision" and not row.number]
    if unnumbered:
        yield Message.of(
            "line {line}: a provision without a number is read as a continuation of the one before; rows like it: {count}",
            line=unnumbered[0].line,
            count=len(unnumbered),
        )
    placed = [(row, number) for row, number in numbers if not number.is_note and not number.provisional]
    seen: dict[str, int] = {}
    for row, number in placed:
        if number.text in seen:
            yield Message.of(
                "line {line}: the margin number {number} is in line {first} already; both stay as they are",
                line=row.line,
                number=number.text,
                first=seen[number.text],
            )
            break
        seen[number.text] = row.line
    wrong = [(one_before, row) for (one_before, first), (row, second) in pairwise(placed) if second < first]
    if wrong:
        before, row = wrong[0]
        yield Message.of(
            "line {line}: the margin number {number} is after {before}; numbers out of order: {count}; they stay as they are",
            line=row.line,
            number=row.number,
            before=before.number,
            count=len(wrong),
        )
    plain = next((row for row, number in placed if len(number.elements) == 1), None)
    dotted = next((row for row, number in placed if len(number.elements) > 1), None)
    if plain is not None and dotted is not None:
        yield Message.of(
            "it has margin numbers of two instruments, such as {first} and {second}; give each instrument a file of its own",
            first=plain.number,
            second=dotted.number,
        )
