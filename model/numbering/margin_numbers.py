"""The margin numbers of a redline on both sides: those of the base as printed, those of insertions by the rule.

A number of the base is borne by the paragraph that has it, whatever becomes of its words. A provision that is inserted, split
off or moved gets a number of its own; the numbers of deleted provisions stay taken, that of a deleted insertion is free again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.numbering.instruments import Instrument, instruments
from model.numbering.number_insertion import NumberedRow, insertion_numbers
from model.numbering.provision_numbers import parse_margin
from model.numbering.provision_words import is_struck_text
from model.numbering.state import events
from model.numbering.units import parse_unit
from model.redline import Clause, Redline

_OPENING_KINDS = ("heading", "annex")
_NUMBERED_UNITS = ("article", "appendix")
"""The units whose number begins that of their provisions."""
_LONGEST_STRUCK = 60
"""Characters of a text that says that a number is not in use."""


class NumberPair(Struct, frozen=True):
    """The margin numbers of one provision on both sides; None on a side without it, and where the rule gives none."""

    base: str | None
    draft: str | None


NO_NUMBERS: Mapping[str, NumberPair] = {}


def has_number(clause: Clause) -> bool:
    """Whether a clause makes its text one with margin numbers."""
    return clause.number is not None or clause.own_number is not None or clause.props.provision


def numbers_follow(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    """Whether clauses that differ in wording alone may change margin numbers: the lines of units say the numbers of articles."""
    return any(clause.props.kind in _OPENING_KINDS and clause.runs != other.runs for clause, other in zip(old, new, strict=True))


def margin_numbers(redline: Redline) -> Mapping[str, NumberPair]:
    """The margin numbers of a text by the ids of the clauses that bear them; nothing if it is no treaty text."""
    if not any(map(has_number, redline.clauses)):
        return NO_NUMBERS
    rows, ids, found = _rows(redline)
    if any(row.number is None for row in rows):
        instrument = instruments().get(redline.instrument) or _likely_instrument(rows)
        given = insertion_numbers(rows, instrument, redline.item)
        for id, row, number in zip(ids, rows, given, strict=True):
            if row.number is None:
                found[id] = NumberPair(None, number.text if number is not None else None)
    return found


def with_likely_customs(redline: Redline) -> Redline:
    """A text with margin numbers that says nothing of its instrument, with the label policy that its numbers make likely; the
    instrument too, if they tell it."""
    instrument = _likely_instrument(_rows(redline)[0])
    return replace(redline, policy=instrument.labels, instrument=instrument.id if instrument.numbers == "dotted" else "")


def _likely_instrument(rows: Sequence[NumberedRow]) -> Instrument:
    """The instrument by the form of its numbers: with points, as the Radio Regulations; without, as the Constitution."""
    dotted = any(row.number is not None and row.number.first.article for row in rows)
    return instruments()["RR" if dotted else "CS"]


def _rows(redline: Redline) -> tuple[list[NumberedRow], list[str], dict[str, NumberPair]]:
    """The provisions in order, the clause that bears the number of each, and the numbers of both sides that are printed or set
    by hand."""
    rows: list[NumberedRow] = []
    ids: list[str] = []
    printed: dict[str, NumberPair] = {}
    unit, new_unit = "", False
    for event in events(redline.clauses):
        clause, is_old, is_new = event.clause, event.base is not None, event.draft is not None
        props = event.draft or event.base
        assert props is not None
        if props.kind in _OPENING_KINDS:
            opened = _unit_of(clause.text_on("draft" if is_new else "base"))
            if opened is not None:
                unit, new_unit = opened, not is_old
        number = clause.number.text if clause.number is not None and is_old else None
        own_number = clause.own_number.text or None if clause.own_number is not None and is_new else None
        shown = own_number or number
        if shown is not None:
            printed[clause.id] = NumberPair(number, shown if is_new else None)
            margin = parse_margin(shown)
            if margin is not None:
                rows.append(NumberedRow(margin, is_old and _is_struck(clause), unit, new_unit))
                ids.append(clause.id)
        elif is_new and props.provision and props.kind == "paragraph" and clause.cell is None:
            rows.append(NumberedRow(None, False, unit, new_unit))
            ids.append(clause.id)
    return rows, ids, printed


def _is_struck(clause: Clause) -> bool:
    """Whether the text in force says that the number of a clause is not in use, which takes few words."""
    return sum(len(run.text) for run in clause.runs) < _LONGEST_STRUCK and is_struck_text(clause.text_on("base"))


def _unit_of(text: str) -> str | None:
    """The number of the article or appendix that a line opens; None if it opens none."""
    unit = parse_unit(text)
    return unit.number.text if unit is not None and unit.kind in _NUMBERED_UNITS else None
