"""Words used with margin numbers, in six languages: between numbers, for units, and for a number that is not in use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from resources import read_table

_TABLE = "tables/provision-words.tsv"


@cache
def joining_words(*, alternatives: bool = False) -> Mapping[str, str]:
    """The words and signs between numbers, each with its meaning: `and` for a list, `to` for a range; `or` too, if
    `alternatives` are wanted."""
    uses = ("and", "to", "or") if alternatives else ("and", "to")
    return {row["form"]: row["use"] for row in read_table(_TABLE) if row["use"] in uses}


@cache
def unit_words() -> Mapping[str, str]:
    """The names of units in small letters, each with its kind (`article`, `chapter` …)."""
    uses = ("chapter", "article", "section", "subsection", "appendix")
    return {row["form"].casefold(): row["use"] for row in read_table(_TABLE) if row["use"] in uses}


@cache
def words_of(use: str) -> tuple[tuple[str, str], ...]:
    """The forms of a use, each with its language, the usual one of a language first."""
    return tuple((row["language"], row["form"]) for row in read_table(_TABLE) if row["use"] == use)


def instrument_of_title(text: str) -> str:
    """The symbol of the instrument that a title names, by the longest of its words; '' if it names none."""
    known = [(form.casefold(), symbol) for symbol in ("CS", "CV", "RR", "ITR") for _language, form in words_of(symbol)]
    found = [(len(form), symbol) for form, symbol in known if form in text.casefold()]
    return max(found)[1] if found else ""


@lru_cache(maxsize=1024)
def is_struck_text(text: str) -> bool:
    """Whether the text of a provision says that its number is not in force: `(SUP - WRC-03)`, `Not used.`"""
    words = text.strip(" \u00a0()[].;").casefold()
    exact = {form.casefold() for _language, form in words_of("not used")}
    heads = tuple(form.casefold() for _language, form in words_of("struck"))
    return bool(words) and (words in exact or any(_begins(words, head) for head in heads))


def _begins(words: str, head: str) -> bool:
    """Whether a text is a word, alone or followed by the mark of a conference."""
    rest = words.removeprefix(head)
    return words.startswith(head) and (not rest or rest.lstrip(" \u00a0")[:1] in "-–—−(")
