"""The margin numbers of a redline on both sides: those of the base as printed, those of insertions by the rule.

A number of the base stays with its paragraph, whatever happens to the words. A provision that is inserted, split off or moved
gets its own number. The number of a deleted provision is not used again; that of a deleted insertion is free again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from model.numbering.instruments import Instrument, instruments
from model.numbering.number_insertion import NumberedRow, insertion_numbers
from model.numbering.provision_numbers import parse_margin
from model.numbering.provision_words import is_struck_text
from model.numbering.units import parse_unit
from model.redline import Clause, Paragraph, Redline, Status, paragraphs

_OPENING_KINDS = ("heading", "annex")
_PREAMBLE = "0"
"""What the numbers of the Preamble begin with: 0.1, 0.2."""
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
    return numbers_with_extent(redline)[0]


def inserted_numbers(redline: Redline, of: Set[str] = frozenset()) -> Mapping[str, str]:
    """The margin numbers of the provisions that a text inserts; those `of` some clauses only, if any are given."""
    numbers = margin_numbers(redline)
    return {id: number.draft for id, number in numbers.items() if number.base is None and number.draft and (not of or id in of)}


def numbers_with_extent(redline: Redline) -> tuple[Mapping[str, NumberPair], bool]:
    """The margin numbers of a text, and whether those of each article depend on that article alone: in a text that is numbered by
    articles, in which each article occurs once and contains numbers of its own only."""
    if not any(map(has_number, redline.clauses)):
        return NO_NUMBERS, False
    found = _rows_of(redline.clauses)
    known = instruments().get(redline.instrument)
    numbers = _numbers_of(found, known or _likely_instrument(found.rows), redline.item)
    by_article = known is not None and known.numbers == "dotted" and len(set(found.units)) == len(found.units)
    return numbers, bool(numbers) and by_article and all(map(_is_of_its_unit, found.rows))


def update_numbers(
    redline: Redline, old: Sequence[Clause], numbers: Mapping[str, NumberPair], head: int, tail: int
) -> Mapping[str, NumberPair] | None:
    """The margin numbers after a change of a text whose numbers depend on their articles alone: those of the changed article are
    computed again. None if the change goes beyond that.

    redline: the text after the change
    old: its clauses before
    numbers: its margin numbers before
    head: the number of clauses before the change
    tail: the number of clauses after it
    """
    new = redline.clauses
    shift = len(new) - len(old)
    if any(clause.props.kind in _OPENING_KINDS for clause in (*old[head : len(old) - tail], *new[head : len(new) - tail])):
        return None
    start = next((at for at in range(head - 1, 0, -1) if _opens_unit(new, at)), 0)
    later = range(len(new) - tail, len(new))
    stop = next((at for at in later if _opens_unit(new, at) and old[at - shift - 1].end.status is Status.KEPT), len(new))
    found = _rows_of(new[start:stop])
    if not all(map(_is_of_its_unit, found.rows)):
        return None
    out = dict(numbers)
    for clause in old[start : stop - shift]:
        out.pop(clause.id, None)
    out.update(_numbers_of(found, instruments()[redline.instrument], redline.item))
    return out


def _opens_unit(clauses: Sequence[Clause], at: int) -> bool:
    """Whether a kept clause between kept ends opens an article or appendix."""
    clause = clauses[at]
    if clause.props.kind not in _OPENING_KINDS or clause.base_props is not None or clause.cell is not None:
        return False
    kept = clause.end.status is Status.KEPT and clauses[at - 1].end.status is Status.KEPT
    return kept and _unit_of(next(iter(paragraphs((clause,), "draft")), None)) is not None


def _is_of_its_unit(row: NumberedRow) -> bool:
    """Whether a provision has the number of the article that contains it, or of the preamble before the first; a number that is
    no place in an article is no matter."""
    if row.number is None or row.number.first.head:
        return True
    return all(number.article == (row.unit or _PREAMBLE) for span in row.number.spans for number in span)


def with_likely_customs(redline: Redline) -> Redline:
    """A text with margin numbers that says nothing of its instrument, with the label policy that its numbers make likely; the
    instrument too, if they tell it."""
    instrument = _likely_instrument(_rows_of(redline.clauses).rows)
    return replace(redline, policy=instrument.labels, instrument=instrument.id if instrument.numbers == "dotted" else "")


def customs_of(redline: Redline) -> Instrument:
    """The customs by which a text is numbered: those of its instrument, or those that the form of its numbers makes likely."""
    return instruments().get(redline.instrument) or _likely_instrument(_rows_of(redline.clauses).rows)


def _likely_instrument(rows: Sequence[NumberedRow]) -> Instrument:
    """The instrument by the form of its numbers: with points, as the Radio Regulations; without, as the Constitution."""
    dotted = any(row.number is not None and row.number.first.article for row in rows)
    return instruments()["RR" if dotted else "CS"]


class _Rows(Struct, frozen=True):
    """The provisions of clauses, in order."""

    rows: list[NumberedRow]
    ids: list[str]
    """The clause that bears the number of each."""
    printed: dict[str, tuple[str | None, str | None]]
    """The numbers of both sides that are printed or set by hand."""
    units: list[str]
    """The articles and appendices that the clauses open."""


def _numbers_of(found: _Rows, instrument: Instrument, item: str) -> dict[str, NumberPair]:
    given = insertion_numbers(found.rows, instrument, item)
    new = {
        id: NumberPair(None, number.text if number is not None else None)
        for id, number in zip(found.ids, given, strict=True)
        if id not in found.printed
    }
    return {id: NumberPair(*sides) for id, sides in found.printed.items()} | new


def _rows_of(clauses: Sequence[Clause]) -> _Rows:
    base = {paragraph.bearer.id: paragraph for paragraph in paragraphs(clauses, "base")}
    draft = {paragraph.bearer.id: paragraph for paragraph in paragraphs(clauses, "draft")}
    units: list[str] = []
    rows: list[NumberedRow] = []
    ids: list[str] = []
    printed: dict[str, tuple[str | None, str | None]] = {}
    unit, new_unit = "", False
    for clause in clauses:
        old, new = base.get(clause.id), draft.get(clause.id)
        if old is None and new is None:
            continue
        opened = _unit_of(new or old)
        if opened is not None:
            unit, new_unit = opened, old is None
            units.append(unit)
        number = clause.number.text if clause.number is not None and old is not None else None
        joined = number or (_number_of_joined(old, new) if old is not None and new is not None else None)
        own_number = clause.own_number.text or None if clause.own_number is not None and new is not None else None
        shown = own_number or joined
        if shown is not None:
            printed[clause.id] = number, shown if new is not None else None
            margin = parse_margin(shown)
            if margin is not None:
                rows.append(NumberedRow(margin, old is not None and is_struck_text(old.text), unit, new_unit))
                ids.append(clause.id)
        elif old is not None and old.props.provision:
            continue  # the text in force gives it no number, so the rule gives none
        elif new is not None and new.props.provision and new.props.kind == "paragraph" and clause.cell is None:
            rows.append(NumberedRow(None, False, unit, new_unit))
            ids.append(clause.id)
    return _Rows(rows, ids, printed, units)


def _number_of_joined(old: Paragraph, new: Paragraph) -> str | None:
    """The number in force of the provision to which a paragraph that continues another one was joined; None if it was not.

    old: the paragraph that continues a provision, in force
    new: the paragraph of the draft that begins with it
    """
    if not new.props.provision or old.props.kind != "paragraph":
        return None
    joined = (clause for clause in new.clauses if clause.number is not None and clause.text_on("draft"))
    return next((clause.number.text for clause in joined if clause.number is not None), None)


def _unit_of(paragraph: Paragraph | None) -> str | None:
    """The number of the article or appendix that a paragraph opens; None if it opens none."""
    if paragraph is None or paragraph.props.kind not in _OPENING_KINDS:
        return None
    unit = parse_unit(paragraph.text)
    return unit.number.text if unit is not None and unit.kind in _NUMBERED_UNITS else None
