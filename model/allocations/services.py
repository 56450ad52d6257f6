"""The radiocommunication services that the Table of Frequency Allocations names, in six languages, and their order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from model.text.lazy_regex import late
from resources import read_table

Category = Literal["primary", "secondary", ""]
"""'' if it cannot be recognized."""
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_BRACKETED = late(r"[(（][^()（）]*[)）]")
_HYPHENS = late(r"[‐‑‒–−]")


class Service(Struct, frozen=True):
    """A service."""

    names: Mapping[str, str]
    """By language, in capitals."""
    verified: frozenset[str]
    """The languages whose name was seen in a document."""
    order_verified: bool
    """Whether its place in the French order was seen in the Table."""

    @property
    def order(self) -> tuple[str, ...]:
        """What services are sorted by."""
        return french_order(self.names["fr"])

    def is_verified(self, language: str) -> bool:
        """Whether its name in a language and its place in the order were seen."""
        return self.order_verified and language in self.verified


@cache
def french_order(name: str) -> tuple[str, ...]:
    """What the Radio Regulations sort services and countries by in all languages: the words of a French name, without accents."""
    plain = unicodedata.normalize("NFD", name.casefold())
    return tuple(re.findall(r"[a-z]+", "".join(sign for sign in plain if not unicodedata.combining(sign))))


@cache
def services() -> tuple[Service, ...]:
    """Every service that is known, in the order of the Table."""
    return tuple(sorted(map(_service, read_table("tables/services.tsv")), key=lambda service: service.order))


def _service(row: Mapping[str, str]) -> Service:
    names = {language: row[language] for language in LANGUAGES}
    return Service(names, frozenset(row["verified"].split()), row["order"] == "yes")


@cache
def words(use: str) -> Mapping[str, str]:
    """The forms of a word of the Table by language: `region`, `heading`, `except`, `primary`."""
    return {row["language"]: row["form"] for row in read_table("tables/allocation-words.tsv") if row["use"] == use}


@cache
def has_verified_words(use: str, language: str) -> bool:
    """Whether a word of the Table was seen in documents of a language."""
    rows = read_table("tables/allocation-words.tsv")
    return any(row["verified"] == "yes" for row in rows if row["use"] == use and row["language"] == language)


def marks_primary_by_bold(language: str) -> bool:
    """Whether a language prints primary services in bold, since its script has no capitals."""
    return words("primary").get(language) == "bold"


def name_part(text: str, language: str) -> str:
    """The words of an allocation that name its service: without additions in brackets and without exceptions."""
    bare = " ".join(_BRACKETED.sub(" ", text).split())
    mark = words("except").get(language, "")
    found = re.search(rf"(?<!\w){re.escape(mark)}(?!\w)", bare, re.IGNORECASE) if mark else None
    return bare[: found.start()].strip() if found is not None and found.start() else bare


def find_service(text: str, language: str) -> Service | None:
    """The service that the words of an allocation name; None if none is known."""
    return _by_name(language if language in LANGUAGES else "en").get(_folded(name_part(text, language)))


@cache
def _by_name(language: str) -> Mapping[str, Service]:
    return {_folded(service.names[language]): service for service in services()}


def _folded(name: str) -> str:
    return " ".join(_HYPHENS.sub("-", name).casefold().split())


def category_of(text: str, language: str, *, bold: bool = False) -> Category:
    """The category of an allocation by the letters of its service's name: capitals, or a capital and small ones."""
    if marks_primary_by_bold(language):
        return "primary" if bold else "secondary"
    name = name_part(text, language)
    if not any(sign.isalpha() for sign in name):
        return ""
    if name == name.upper():
        return "primary"
    return "secondary" if name[1:] == name[1:].lower() else ""


def in_category(text: str, category: Category, language: str) -> str:
    """The words of an allocation with the letters of a category; what is in brackets or excepted stays as it is."""
    name = name_part(text, language)
    head = re.match(r"\s*", text)
    start = head.end() if head is not None else 0
    if marks_primary_by_bold(language) or " ".join(text[start : start + len(name)].split()) != name:
        return text
    cased = name.upper() if category == "primary" else name[:1].upper() + name[1:].lower()
    return text[:start] + cased + text[start + len(name) :]
