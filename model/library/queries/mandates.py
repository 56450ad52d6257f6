"""Mandates: the operative clauses of a library by who is asked, and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator

from msgspec import Struct

from model.lexicon.words import LANGUAGES, comparable_text
from model.library.store.library import Library
from model.library.texts.addressees import addressees_by_call, is_addressed
from model.library.texts.status import LATEST_STATUSES
from model.library.texts.values import LibraryClause, TextIdentity
from model.references.editions import EditionRow
from resources import read_table


class Mandate(Struct, frozen=True):
    """An operative clause, and whom it asks."""

    text: int
    """By which the library knows its text."""
    identity: TextIdentity
    title: str
    clause: LibraryClause
    addressees: tuple[str, ...]
    """Ids, in the order in which they are named; empty if the conference itself resolves."""
    newest: EditionRow | None = None
    """The edition in force, if the text is superseded by one that the library does not have."""


class MandateFilter(Struct, frozen=True):
    """Conditions for mandates; an empty one matches all."""

    addressee: str = ""
    """An id; those of the group it belongs to are found too."""
    first_year: int = 0
    last_year: int = 0
    body: str = ""
    instrument: str = ""
    language: str = ""
    words: str = ""
    """Each of these words must occur in the clause, in its call or in the title."""

    def finds(self, mandate: Mandate) -> bool:
        """Whether a mandate meets the conditions."""
        identity = mandate.identity
        if self.addressee and not is_addressed(self.addressee, mandate.addressees):
            return False
        if (self.first_year and identity.year < self.first_year) or (self.last_year and identity.year > self.last_year):
            return False
        wanted = ((self.body, identity.body), (self.instrument, identity.instrument), (self.language, identity.language))
        if any(value and value != found for value, found in wanted):
            return False
        words = comparable_text(f"{mandate.title} {mandate.clause.call} {mandate.clause.text}")
        return all(word in words for word in comparable_text(self.words).split())


def mandates_of(
    id: int, identity: TextIdentity, title: str, clauses: Iterable[LibraryClause], newest: EditionRow | None = None
) -> Iterator[Mandate]:
    """The operative clauses of a text, in order, each under a call or with a verb of its own.

    id: the number of the text in the library
    identity: its name
    title: its title
    clauses: all of its clauses
    newest: the edition in force, if the library does not have it
    """
    for clause in clauses:
        if clause.part == "operative" and clause.kind == "paragraph":
            yield Mandate(id, identity, title, clause, addressees_by_call(clause, identity.language), newest)


def steps_to_library_mandates(library: Library) -> Generator[tuple[int, int], None, tuple[Mandate, ...]]:
    """The mandates of the last editions that a library has, sorted; each pause yields the numbers of read and of all texts."""
    found: list[Mandate] = []
    texts = [text for text in library.texts() if text.status in LATEST_STATUSES]
    for place, text in enumerate(texts):
        yield place, len(texts)
        found += mandates_of(text.id, text.identity, text.title, library.clauses(text.id), text.newest)
    return sorted_mandates(found)


def sorted_mandates(mandates: Iterable[Mandate]) -> tuple[Mandate, ...]:
    """Mandates with the newest first; of one year by body and number, each text in its order."""
    return tuple(sorted(mandates, key=_order))


def _order(mandate: Mandate) -> tuple[int, str, str, tuple[tuple[int, str], ...], str]:
    identity = mandate.identity
    number = tuple((int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", identity.number))
    return -identity.year, identity.body, identity.instrument, number, identity.language


def counted_addressees(mandates: Iterable[Mandate]) -> tuple[tuple[str, int], ...]:
    """The number of mandates of each addressee that has any, in the order of the table; '' for those without addressee."""
    counts = Counter(addressee for mandate in mandates for addressee in mandate.addressees or ("",))
    return tuple((addressee, counts[addressee]) for addressee in (*addressees(), "") if counts[addressee])


def addressees() -> tuple[str, ...]:
    """The ids of those to whom clauses are addressed, in the order of the table."""
    return tuple(row["addressee"] for row in read_table("tables/addressee-names.tsv"))


def addressee_name(addressee: str, language: str) -> str:
    """The name of an addressee in a language; in English if the language is not one of the six, the id if there is no name."""
    column = language if language in LANGUAGES else "en"
    return next((row[column] for row in read_table("tables/addressee-names.tsv") if row["addressee"] == addressee), addressee)
