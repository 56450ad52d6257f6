"""Number, history and opening lines that agree with the conference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from model.lexicon.words import place_name
from model.message import Message
from model.preflight.context import CheckContext, CheckedText, DraftLine
from model.preflight.finding import Faults, Fix, Problem, Rule, at
from model.references.citation_parser import cite
from model.references.editions import EditionRow
from model.references.renewal import printed_like
from model.references.verdicts import printed_edition
from model.submission.french_spaces import mark_behind
from model.text.lazy_regex import late

_YEAR = late(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _own_edition(text: CheckedText, context: CheckContext, *, revised: bool) -> EditionRow | None:
    held = context.held_conference
    if held is None or (text.body and text.body != held.body):
        return None
    return EditionRow("resolution", held.body, "", "place", held.place, held.year, "", held.start, revised)


def _number(text: CheckedText, context: CheckContext) -> Faults:
    line = text.first("number")
    symbol = text.proposal.symbol
    if line is None or symbol not in ("MOD", "(MOD)", "ADD"):
        return
    row = _own_edition(text, context, revised=symbol != "ADD")
    citation = next(iter(cite(line.text, text.language)), None)
    if row is None or citation is None or citation.body == "RA" or not citation.number[:1].isdecimal():
        return
    yield from _annexes(text, row, citation.number)
    edition, place = citation.edition, place_name(row.place, text.language)
    if edition is None:
        message = Message.of("the number line names no edition; the conference is {place}, {year}", place=place, year=row.year)
        yield at(line, 0, len(line.text), message)
        return
    printed = line.text[edition.start : edition.stop]
    wanted = printed_like(edition, row, text.language, printed)
    if (edition.place, edition.year) != (row.place, row.year):
        message = Message.of(
            "the number line says ({printed}), the conference is {place}, {year}", printed=printed, place=place, year=row.year
        )
        yield at(line, edition.start, edition.stop, message, (edition.start, edition.stop, wanted))
    elif edition.revised is not row.revised and symbol != "(MOD)":
        message = Message.of("the text is new: its first edition has no Rev.")
        if row.revised:
            message = Message.of("the text is revised, which its number line does not say")
        yield at(line, edition.start, edition.stop, message, (edition.start, edition.stop, wanted))


def _annexes(text: CheckedText, row: EditionRow, number: str) -> Iterator[Problem]:
    """Headings of annexes that name the text itself in an edition of another conference."""
    place = place_name(row.place, text.language)
    for line in text.lines:
        if line.kind != "annex":
            continue
        for citation in cite(line.text, text.language):
            edition = citation.edition
            if citation.number != number or edition is None or (edition.place, edition.year) == (row.place, row.year):
                continue
            printed = line.text[edition.start : edition.stop]
            message = Message.of(
                "the annex is of the edition ({printed}), the conference is {place}, {year}",
                printed=printed,
                place=place,
                year=row.year,
            )
            wanted = printed_like(edition, row, text.language, printed)
            yield at(line, edition.start, edition.stop, message, (edition.start, edition.stop, wanted))


def _opening(text: CheckedText, context: CheckContext) -> Faults:
    line = text.first("opening")
    if line is None or text.proposal.symbol not in ("MOD", "(MOD)", "ADD"):
        return
    yield from _place_and_year(line, text, context)


def _place_and_year(line: DraftLine, text: CheckedText, context: CheckContext) -> Iterator[Problem]:
    row = _own_edition(text, context, revised=False)
    brackets = re.search(r"[(（]([^()（）]*)[)）]", line.text)
    if row is None or brackets is None or not _YEAR.search(brackets[1]):
        return
    place = place_name(row.place, text.language)
    year = _YEAR.search(brackets[1])
    if year is not None and (int(year[0]) != row.year or place.casefold() not in brackets[1].casefold()):
        wanted = printed_edition(row, text.language, brackets[1])
        message = Message.of(
            "the opening line says ({brackets}), the conference is {place}, {year}",
            brackets=brackets[1],
            place=place,
            year=row.year,
        )
        yield at(line, *brackets.span(1), message, (*brackets.span(1), wanted))


def _history(text: CheckedText, context: CheckContext) -> Faults:
    line = text.first("history")
    row = _own_edition(text, context, revised=True)
    if line is None or row is None or text.proposal.symbol not in ("MOD", "(MOD)"):
        return
    years = [int(year) for year in _YEAR.findall(line.text)]
    if row.year not in years:
        close = re.search(r"\s*[)）]\s*$", line.text)
        plain = printed_edition(replace(row, instrument="", body="", number="", date="", revised=False), text.language)
        fixes: tuple[Fix, ...] = ()
        if close is not None:
            mark = mark_behind(line.text[: close.start()], ";", spaced=context.is_spaced(text.story))
            sign = {"zh": "；", "ar": "؛ "}.get(text.language, f"{mark} ")
            fixes = ((close.start(), close.start(), sign + plain),)
        place = place_name(row.place, text.language)
        message = Message.of("the line of editions does not name the conference, {place}, {year}", place=place, year=row.year)
        yield at(line, 0, len(line.text), message, *fixes)
    elif years != sorted(years):
        yield at(line, 0, len(line.text), Message.of("the editions are not in the order of their years"))


RULES = (
    Rule(
        "number-line", "error", Message.of("The number line is not of this conference"),
        Message.of("A revised resolution has the place and year of the conference that revises it, with Rev.; a new one has "
                   "place and year alone. Place and year are part of the number. The heading of an annex that names the text "
                   "must have the same."),
        Message.of("ITU, Drafting of ITU Resolutions (2018): number, place and year"), text=_number,
    ),
    Rule(
        "opening-line", "error", Message.of("The opening line is not of this conference"),
        Message.of("The opening formula names the conference that adopts the text, with its place and year."),
        Message.of("ITU, Drafting of ITU Resolutions (2018): opening formula"), text=_opening,
    ),
    Rule(
        "history-line", "error", Message.of("The line of editions does not end with this conference"),
        Message.of("Under the title of a resolution of the assembly are the place and year of every edition, the newest last."),
        Message.of("WTSA Proceedings: reference line under the title of each resolution"), text=_history,
    ),
)  # fmt: skip
