"""The symbols by which submitters are known, and the names of those who may submit."""

from __future__ import annotations

import re

from model.lexicon.words import LANGUAGES
from model.submission.values import Submission
from resources import read_table

UNKNOWN_SOURCE = "XXX"
"""Replaces an unknown symbol in the number of a proposal, as `XX` replaces a document's number (EUR/XX/1)."""
_MEMBERS = "tables/administrations.tsv"
"""The member countries of ITU, by the symbols of its Radio Regulations."""
_SYMBOL = re.compile(r"[A-Z]{1,4}(?:/[A-Z]{1,4})*(?=/)")


def source_symbol(submission: Submission) -> str:
    """The symbol of the submitter: that in a proposal's number, else that of the source; '' if unknown."""
    for proposal in submission.proposals:
        found = _SYMBOL.match(proposal.number)
        if found and not found[0].startswith(UNKNOWN_SOURCE):
            return found[0]
    sources = " ".join(submission.header.sources).casefold()
    for row in read_table("tables/regions.tsv"):
        if any(row[language].casefold() in sources for language in LANGUAGES):
            return row["symbol"]
    named = {source.strip().casefold() for source in submission.header.sources}
    symbols = [symbol for symbol, name in _administrations(submission.language).items() if name.casefold() in named]
    return symbols[0] if len(symbols) == 1 else ""


def sources(language: str) -> dict[str, str]:
    """The names of possible submitters, as in the source line, by their symbols: regional organizations, then administrations."""
    column = language if language in LANGUAGES else "en"
    return {row["symbol"]: row[column] for row in read_table("tables/regions.tsv")} | _administrations(language)


def _administrations(language: str) -> dict[str, str]:
    names = member_names(language if language in LANGUAGES else "en")
    return {row["symbol"]: names[row["territory"]] for row in read_table(_MEMBERS)}


def member_names(language: str) -> dict[str, str]:
    """The shorter names that the Unicode CLDR gives the member countries of ITU, by ISO 3166-1 territory."""
    from babel import Locale  # only who fills in the form, or amends a list of countries, pays for it

    names = Locale.parse(language).territories
    return {row["territory"]: names[row["territory"]] for row in read_table(_MEMBERS)}
