"""The countries that a proposal adds to the lists in footnotes of the Table of Frequency Allocations: each once, at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.allocations.countries import ListedCountry, country_lists, place_in_order
from model.message import Message
from model.preflight.context import CheckContext, CheckedText, DraftLine
from model.preflight.finding import Faults, Fix, Problem, Rule, at

_REGULATIONS = "RR"
_MOST = 250
"""The most names of a list whose order is checked; ITU has fewer members."""


def _lists(text: CheckedText, context: CheckContext) -> Faults:
    if text.redline.instrument != _REGULATIONS:
        return
    for line in text.lines:
        yield None
        if not line.unchanged and (line.language == "ar" or any(sign in line.text for sign in ",、")):
            for countries in country_lists(line.text, line.language):
                yield from _problems(line, countries)


def _problems(line: DraftLine, countries: Sequence[ListedCountry]) -> Iterator[Problem]:
    new = [not line.is_kept(country.start, country.stop, beside=False) for country in countries]
    numbers: dict[str, int] = {}
    for number, country in enumerate(countries):
        same = numbers.setdefault(country.territory, number)
        if same == number:
            continue
        if new[number] or new[same]:
            faulty = number if new[number] else same
            message = Message.of("“{country}” is in this list twice", country=countries[faulty].text)
            yield at(line, countries[faulty].start, countries[faulty].stop, message, *_removal(line, countries, faulty))
        if new[same] and not new[number]:
            numbers[country.territory] = number
    once = list(numbers.values())
    in_order = _in_order(countries, once, new) if len(once) <= _MOST and any(new) else once
    for number in once:
        if new[number] and number not in in_order:
            yield _misplaced(line, countries, number, [countries[other] for other in in_order])


def _in_order(countries: Sequence[ListedCountry], once: Sequence[int], new: Sequence[bool]) -> list[int]:
    """The most countries of a list that follow each other, those in force before all others."""
    best: dict[int, tuple[int, list[int]]] = {}
    for number in once:
        before = [best[other] for other in best if countries[number].follows(countries[other])]
        weight, chain = max(before, key=lambda found: found[0], default=(0, []))
        best[number] = weight + (1 if new[number] else _MOST), [*chain, number]
    return max(best.values(), key=lambda found: found[0])[1]


def _misplaced(line: DraftLine, countries: Sequence[ListedCountry], number: int, in_order: Sequence[ListedCountry]) -> Problem:
    country = countries[number]
    place = place_in_order(country, in_order)
    if place:
        message = Message.of(
            "“{country}” is out of place: countries are in the order of French names, and “{french}” comes after “{other}”",
            country=country.text,
            french=country.french,
            other=in_order[place - 1].french,
        )
    else:
        message = Message.of(
            "“{country}” is out of place: countries are in the order of French names, and “{french}” comes before “{other}”",
            country=country.text,
            french=country.french,
            other=in_order[0].french,
        )
    return at(line, country.start, country.stop, message, *_move(line, countries, number, in_order[:place], in_order[place:]))


def _move(
    line: DraftLine,
    countries: Sequence[ListedCountry],
    number: int,
    before: Sequence[ListedCountry],
    after: Sequence[ListedCountry],
) -> tuple[Fix, ...]:
    """The repair that moves a country.

    line: the paragraph
    countries: the list
    number: the index of the country
    before, after: the countries in order between which it belongs
    """
    if not after or number + 1 == len(countries) or line.language == "ar":
        return ()
    text, comma = countries[number].text, "、" if line.language == "zh" else ", "
    place, new = (before[-1].stop, comma + text) if before else (after[0].start, text + comma)
    return (*_removal(line, countries, number), (place, place, new))


def _removal(line: DraftLine, countries: Sequence[ListedCountry], number: int) -> tuple[Fix, ...]:
    """The repair that removes a country with the comma before it. A person moves and removes the last, before which a word such
    as “and” is, and Arabic ones, which have that word as their first letter."""
    if number + 1 == len(countries) or line.language == "ar":
        return ()
    if number:
        return ((countries[number - 1].stop, countries[number].stop, ""),)
    return ((countries[0].start, countries[1].start, ""),)


RULES = (
    Rule(
        "country-lists", "warning", Message.of("A country is out of place in its list, or there twice"),
        Message.of("In the footnotes of the Table of Frequency Allocations, the countries of a list are in the alphabetical "
                   "order of their French names in every language. Only names that a proposal adds are checked."),
        Message.of("Radio Regulations (2012), footnotes of Article 5"),
        text=_lists,
    ),
)  # fmt: skip
