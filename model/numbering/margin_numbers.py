"""The margin numbers of a redline on both sides: those of the base as printed, those of insertions by the rule.

A number of the base stays with its paragraph, whatever happens to the words. A provision that is inserted, split off or moved
gets its own number. The number of a deleted provision is not used again; that of a deleted insertion is free again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from model.numbering.instruments import Instrument, instruments
from model.numbering.number_insertion import NumberedRow, insertion_numbers
from model.numbering.provision_numbers import parse_margin
from model.numbering.provision_words import is_struck_text
from model.numbering.units import parse_unit
from model.redline import Clause, Paragraph, Redline, paragraphs

_OPENING_KINDS = ("heading", "annex")
_NUMBERED_UNITS = ("article", "appendix")
"""The units whose number begins that of their provisions."""


class NumberPair(Struct, frozen=True):
    """The margin numbers of one provision on both sides; None on a side without the provision, or if the rule gives no number."""

    base: str | None
    draft: str | None


NO_NUMBERS: Mapping[str, NumberPair] = {}


def has_number(clause: Clause) -> bool:
    """Whether a clause is a provision or has a margin number; its text then has margin numbers."""
    return clause.number is not None or clause.own_number is not None or clause.props.provision


def numbers_follow(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    """Whether a change of wording alone may change margin numbers: the line of a unit contains the number of its article."""
    return any(clause.props.kind in _OPENING_KINDS and clause.runs != other.runs for clause, other in zip(old, new, strict=True))


def margin_numbers(redline: Redline) -> Mapping[str, NumberPair]:
    """The margin numbers of a text by the ids of the clauses that have them; empty if it is not a treaty text."""
    if not any(map(has_number, redline.clauses)):
        return NO_NUMBERS
    rows, ids, printed = _rows(redline)
    instrument = instruments().get(redline.instrument) or _likely_instrument(rows)
    given = insertion_numbers(rows, instrument, redline.item)
    found = {id: number.text for id, number in zip(ids, given, strict=True) if number is not None}
    new = {id: NumberPair(None, found.get(id)) for id in ids if id not in printed}
    return {id: NumberPair(*sides) for id, sides in printed.items()} | new


def _likely_instrument(rows: Sequence[NumberedRow]) -> Instrument:
    """The instrument by the form of its numbers: with points, as the Radio Regulations; without, as the Constitution."""
    dotted = any(row.number is not None and row.number.first.article for row in rows)
    return instruments()["RR" if dotted else "CS"]


def _rows(redline: Redline) -> tuple[list[NumberedRow], list[str], dict[str, tuple[str | None, str | None]]]:
    """The provisions in order, the clause that has the number of each, and the numbers of both sides that are printed or set
    by hand."""
    base = {paragraph.bearer.id: paragraph for paragraph in paragraphs(redline.clauses, "base")}
    draft = {paragraph.bearer.id: paragraph for paragraph in paragraphs(redline.clauses, "draft")}
    rows: list[NumberedRow] = []
    ids: list[str] = []
    printed: dict[str, tuple[str | None, str | None]] = {}
    unit, new_unit = "", False
    for clause in redline.clauses:
        old, new = base.get(clause.id), draft.get(clause.id)
        if old is None and new is None:
            continue
        opened = _unit_of(new or old)
        if opened is not None:
            unit, new_unit = opened, old is None
        number = clause.number.text if clause.number is not None and old is not None else None
        own_number = clause.own_number.text or None if clause.own_number is not None and new is not None else None
        shown = own_number or number
        if shown is not None:
            printed[clause.id] = number, shown if new is not None else None
            margin = parse_margin(shown)
            if margin is not None:
                rows.append(NumberedRow(margin, old is not None and is_struck_text(old.text), unit, new_unit))
                ids.append(clause.id)
        elif new is not None and new.props.provision and clause.cell is None:
            rows.append(NumberedRow(None, False, unit, new_unit))
            ids.append(clause.id)
    return rows, ids, printed


def _unit_of(paragraph: Paragraph | None) -> str | None:
    """The number of the article or appendix that a paragraph opens; None if it opens none."""
    if paragraph is None or paragraph.props.kind not in _OPENING_KINDS:
        return None
    unit = parse_unit(paragraph.text)
    return unit.number.text if unit is not None and unit.kind in _NUMBERED_UNITS else None
