"""The margin number of an inserted provision, by ITU's rule; None where the rule gives none.

Numbers never move. An insertion takes the number before it with a letter (3, 3A), or the next letter (161A, 161B); if a
provision in force has that, it takes one letter more (160C, 160CA, 160D). A number that was ever used is not used again: new
ones go behind those that are struck. The rule gives no number before the first provision of an article of the Radio
Regulations, between n and nA, and after Z; there the user decides, or the number is provisional.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.numbering.instruments import Instrument
from model.numbering.provision_numbers import Element, MarginNumber, OrderKey, ProvisionNumber, parse_number


class NumberedRow(Struct, frozen=True):
    """One provision of a text, in order, as far as it bears on the numbers of insertions."""

    number: MarginNumber | None = None
    """None of an insertion that waits for its number."""
    struck: bool = False
    """Whether the text in force says that the number is not in use."""
    unit: str = ""
    """The number of the article that contains it."""
    new_unit: bool = False
    """Whether that article is inserted as well."""


class TakenNumbers:
    """The numbers that no insertion may get: those of the text, in force or struck, and those given before."""

    def __init__(self, numbers: Iterable[MarginNumber] = ()) -> None:
        self._keys: set[OrderKey] = set()
        self._ranges: list[tuple[OrderKey, OrderKey]] = []
        for number in numbers:
            self.add(number)

    def add(self, number: MarginNumber) -> None:
        """Takes the numbers."""
        for first, last in number.spans:
            self._keys |= {first.order, last.order}
            if first is not last:
                self._ranges.append((first.order, last.order))

    def __contains__(self, number: ProvisionNumber) -> bool:
        key = number.order
        return key in self._keys or any(first <= key <= last for first, last in self._ranges)


def number_after(
    before: ProvisionNumber,
    behind: ProvisionNumber | None,
    taken: TakenNumbers,
    struck: TakenNumbers,
    instrument: Instrument,
) -> ProvisionNumber | None:
    """The number of an insertion between two provisions; None if the rule gives none.

    before: the number before the place, struck or not
    behind: the next number in force; None at the end of the article
    taken: all numbers that are used or were
    struck: those of them that are not in force
    instrument: by whose customs it is numbered
    """
    last = before
    while True:
        number = _next_letter(last, instrument)
        if number is None:
            return None
        if number in struck:
            last = number
            continue
        if number in taken and last.last.letters:
            number = last.with_last(replace(last.last, letters=last.last.letters + _first_letter(instrument)))
            if number in struck:
                last = number
                continue
        fits = before < number and (behind is None or number < behind)
        return number if fits and number not in taken else None


def _first_letter(instrument: Instrument) -> str:
    return "A" if instrument.letters == "upper" else "a"


def _next_letter(number: ProvisionNumber, instrument: Instrument) -> ProvisionNumber | None:
    """The number with a letter, or with its last letter's successor; None after Z, *bis* and a provisional number."""
    last = number.last
    if last.tail or last.handle:
        return None
    if not last.letters:
        return number.with_last(replace(last, letters=_first_letter(instrument)))
    if last.letters[-1] in "Zz":
        return None
    return number.with_last(replace(last, letters=last.letters[:-1] + chr(ord(last.letters[-1]) + 1)))


def insertion_numbers(rows: Sequence[NumberedRow], instrument: Instrument, item: str = "") -> list[MarginNumber | None]:
    """The number of each row: its own, or that which the rule gives to an insertion; None where it gives none.

    item: an agenda item, to number all insertions provisionally
    """
    taken = TakenNumbers(row.number for row in rows if row.number is not None)
    struck = TakenNumbers(row.number for row in rows if row.number is not None and row.struck)
    behind = _numbers_behind(rows, instrument)
    out: list[MarginNumber | None] = []
    before: ProvisionNumber | None = None
    for place, row in enumerate(rows):
        if place and instrument.head == "none" and row.unit != rows[place - 1].unit:
            before = None
        margin = row.number
        if margin is None:
            number = _insertion(row, before, behind[place], taken, struck, instrument, item)
            margin = MarginNumber((number,)) if number is not None else None
            if margin is not None:
                taken.add(margin)
        out.append(margin)
        if margin is not None and not (margin.last.provisional or _is_note(margin, instrument)):
            before = margin.last
    return out


def _is_note(number: MarginNumber, instrument: Instrument) -> bool:
    """Whether a number is that of a note, which is in the text and in no place of its order."""
    return number.first.is_note and instrument.numbers != "clauses"


def _numbers_behind(rows: Sequence[NumberedRow], instrument: Instrument) -> list[ProvisionNumber | None]:
    """For each row, the next number in force; in texts numbered by articles, only of the same article."""
    out: list[ProvisionNumber | None] = []
    behind: ProvisionNumber | None = None
    unit = ""
    for row in reversed(rows):
        if instrument.numbers == "dotted" and row.unit != unit:
            behind, unit = None, row.unit
        out.append(behind)
        if row.number is not None and not (row.struck or row.number.first.provisional or _is_note(row.number, instrument)):
            behind = row.number.first
    return out[::-1]


def _insertion(
    row: NumberedRow,
    before: ProvisionNumber | None,
    behind: ProvisionNumber | None,
    taken: TakenNumbers,
    struck: TakenNumbers,
    instrument: Instrument,
    item: str,
) -> ProvisionNumber | None:
    if item and instrument.provisional and not row.new_unit:
        return provisional_number(instrument, row.unit, item, taken)
    if row.new_unit and instrument.numbers == "dotted":
        return _next_of_new_article(row.unit, before, taken)
    return number_after(before, behind, taken, struck, instrument) if before is not None else None


def _next_of_new_article(article: str, before: ProvisionNumber | None, taken: TakenNumbers) -> ProvisionNumber | None:
    """In a new article, provisions are counted from 1: 29A.1, 29A.2."""
    value = before.last.value + 1 if before is not None and before.article == article else 1
    number = parse_number(f"{article}.{value}") if article else None
    return None if number is None or number in taken else number


def provisional_number(instrument: Instrument, article: str, item: str, taken: TakenNumbers) -> ProvisionNumber | None:
    """The next provisional number of an agenda item in an article, `5.A115`, `5.B115` for item 1.15; None if none is known."""
    digits = "".join(sign for sign in item if sign.isdecimal())
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if instrument.provisional and digits and article else "":
        number = parse_number(instrument.provisional.format(article=article, letter=letter, item=digits))
        if number is not None and number not in taken:
            return number
    return None


def note_number_after(
    owner: ProvisionNumber,
    before: ProvisionNumber | None,
    behind: ProvisionNumber | None,
    taken: TakenNumbers,
    instrument: Instrument,
) -> ProvisionNumber | None:
    """The number of a new footnote to a provision: counted on at the end, by the rule of insertions between two notes.

    owner: the number of the provision
    before: that of its note before the place; None if there is none
    behind: that of its note behind the place; None if there is none
    taken: all numbers that are used or were
    instrument: by whose customs it is numbered
    """
    if behind is not None:
        return number_after(before, behind, taken, TakenNumbers(), instrument) if before is not None else None
    number = before.with_last(Element(before.last.value + 1)) if before is not None else owner.under(1)
    while number in taken:
        number = number.with_last(Element(number.last.value + 1))
    return number
