"""The lists of countries in footnotes of the Table of Frequency Allocations, which are in the alphabetical order of the French
names in every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from model.allocations.services import french_order
from model.lexicon.words import LANGUAGES
from model.submission.source_symbols import member_names
from resources import read_table

_ARTICLES: Mapping[str, str] = {"en": "the ", "fr": "les? |la |l['’]", "es": "el |las? |los "}
"""The articles that may be before a name, by language, as patterns."""
_JOINING: Mapping[str, str] = {"en": "and", "fr": "et", "es": "y|e", "ru": "и", "ar": "و", "zh": "和|及|与"}
"""The words before the last name of a list."""
_DECLINED = re.compile(r"(?:ая|ий|ый|ое|ые|ие)$|[аяыеьй]$")
"""The endings of Russian names that change with the case."""
_FIXED = tuple("иоуэю")
"""The last letters of Russian names that never change."""
_MOST_IN_PARENTHESES = 60
_OTHER, _MOST_OTHERS = r"[A-ZÀ-ÞЀ-Я][^,;:()]{1,60}", 2
"""A name that is not known, such as that of overseas communities, and how many of them may be between two that are."""


class ListedCountry(Struct, frozen=True):
    """A country in a list, and its place in the text."""

    territory: str
    """ISO 3166-1 alpha-2."""
    text: str
    """As printed, with an article and what is in parentheses."""
    start: int
    stop: int

    @property
    def french(self) -> str:
        """Its French name."""
        return french_names()[self.territory][0]

    @property
    def orders(self) -> tuple[tuple[str, ...], ...]:
        """What it is sorted by: the words of each of its French names in use."""
        return tuple(map(french_order, french_names()[self.territory]))

    def follows(self, other: ListedCountry) -> bool:
        """Whether it may be behind another one."""
        return max(self.orders) >= min(other.orders)


def country_lists(text: str, language: str) -> Iterator[tuple[ListedCountry, ...]]:
    """The lists of at least two known countries in a text."""
    names, between = _patterns(language if language in LANGUAGES else "en")
    found: list[ListedCountry] = []
    for match in names.finditer(text):
        if found and not between.fullmatch(text, found[-1].stop, match.start()):
            if len(found) > 1:
                yield tuple(found)
            found = []
        found.append(ListedCountry((match.lastgroup or "")[:2], match[0], match.start(), match.end()))
    if len(found) > 1:
        yield tuple(found)


def place_in_order(country: ListedCountry, others: Sequence[ListedCountry]) -> int:
    """The index among other countries at which one belongs: behind the last that it may follow and that may not follow it."""
    return next((at for at, other in enumerate(others) if not country.follows(other)), len(others))


@cache
def french_names() -> Mapping[str, Sequence[str]]:
    """The French names by which lists are sorted, by territory; the usual one first."""
    forms = _forms("order")
    return {territory: forms.get(territory) or [name] for territory, name in member_names("fr").items()}


def _forms(use: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in read_table("tables/country-forms.tsv"):
        if row["use"] == use:
            found.setdefault(row["territory"], []).append(row["form"])
    return found


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What matches a country of a language, its territory being the name of a group, and what is between two of a list."""
    forms = _forms(language)
    known = [
        (form, territory) for territory, name in member_names(language).items() for form in (name, *forms.get(territory, ()))
    ]
    known.sort(key=lambda pair: len(pair[0]), reverse=True)
    article = f"(?:{_ARTICLES[language]})?" if language in _ARTICLES else ""
    alternatives = "|".join(f"(?P<{territory}_{at}>{_pattern(form, language)})" for at, (form, territory) in enumerate(known))
    rest = rf"(?:\s*[(（][^()（）]{{1,{_MOST_IN_PARENTHESES}}}[)）])?"
    before, after = (r"(?<![\w-])", r"(?![\w-])") if language != "zh" else ("", "")
    joining = f"(?:{_JOINING[language]})"
    between = rf"(?:\s*[,;、]\s*(?:{joining}\s*)?|\s*{joining}\s*)"
    between = rf"{between}(?:{article}{_OTHER}{between}){{0,{_MOST_OTHERS}}}"
    if language == "ar":  # the word is joined to the name
        before, between = rf"{before}{joining}?", r"\s*[,،؛]?\s*"
    initials = "".join({form[0] for form, _territory in known})
    first = f"(?=[{re.escape(initials + unicodedata.normalize('NFD', initials))}])"
    return re.compile(rf"{before}{article}{first}(?:{alternatives}){after}{rest}"), re.compile(between)


def _pattern(form: str, language: str) -> str:
    """A pattern of a name with any apostrophe, hyphen and space, with or without accents on capitals; in Russian in any case."""
    words = [_stem(word) if language == "ru" else re.escape(word) for word in form.split()]
    pattern = r"\s+".join(words).replace("\\-", "[-‐‑]").replace("’", "['’]")
    return re.sub("[ÉÎÁ]", lambda found: f"[{found[0]}{unicodedata.normalize('NFD', found[0])[0]}]", pattern)


def _stem(word: str) -> str:
    if word.endswith(_FIXED):
        return re.escape(word)
    return rf"{re.escape(_DECLINED.sub('', word))}\w{{0,3}}"
