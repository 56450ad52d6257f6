"""The words of citations, in six languages, and the places and conferences that editions name.

The words are in `tables/reference-words.tsv`: a term (`resolution`, `body:PP`, `rev`, `of` …), a language and one form of it; a
form in capitals is an abbreviation and matches only in capitals. The last column marks the forms that were seen in published
texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from model.lexicon.words import LANGUAGES
from resources import read_table

Terms = frozenset[str]
"""The terms that a form may represent: `к` is a preposition and the Convention."""
INSTRUMENTS = ("resolution", "decision", "recommendation", "opinion", "question")


@cache
def word_terms(language: str) -> Mapping[str, Terms]:
    """The terms of each form in a language; forms are in small letters but for abbreviations."""
    out: dict[str, set[str]] = {}
    for row in read_table("tables/reference-words.tsv"):
        if row["language"] == language:
            out.setdefault(row["form"], set()).add(row["term"])
    for form in place_keys(language):
        out.setdefault(form, set()).add("place")
    return {form: frozenset(terms) for form, terms in out.items()}


@cache
def place_keys(language: str) -> Mapping[str, str]:
    """The English name of each place, by its name in a language in small letters; the English name does everywhere."""
    out: dict[str, str] = {}
    for row in read_table("tables/places.tsv"):
        out[row["en"].lower()] = row["en"]
        if language in LANGUAGES and row[language]:
            out[row[language].lower()] = row["en"]
    return out


def terms_of(prefix: str, terms: Terms) -> list[str]:
    """The parts after a prefix among terms: `PP` of `body:PP`."""
    return [term[len(prefix) :] for term in sorted(terms) if term.startswith(prefix)]


@cache
def citation_forms(language: str) -> Mapping[str, str]:
    """The form of each term in a language; in English if the language is not one of the six."""
    language = language if language in LANGUAGES else "en"
    return {row["term"]: row["form"] for row in read_table("tables/citation-forms.tsv") if row["language"] == language}
