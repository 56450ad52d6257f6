"""The lookups of rules of the preflight in the library: a value, created before a check, that needs no connection.

It knows all texts of the library, and the twins of the clauses that were given when it was created.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Protocol

from msgspec import Struct, field

from model.library.texts.citing import cited_name
from model.library.texts.editions import edition_name, moment, rank, row_of_edition
from model.library.texts.status import newer_edition
from model.library.texts.values import TextIdentity
from model.message import Message
from model.references.editions import EditionRow, Editions

Key = tuple[str, str, str]
"""An instrument, as `TextIdentity.key` returns it."""
ABROGATED = "abrogated"
_SOURCE = "the library"


class KnownText(Struct, frozen=True):
    """A text of the library, without its clauses."""

    identity: TextIdentity
    title: str = ""
    """In the language of the text."""
    status: str = ""
    """`abrogated` or another status; rules read only `abrogated`."""


class KnownTwin(Struct, frozen=True):
    """A clause of another text that says nearly the same."""

    identity: TextIdentity
    """The identity of its text."""
    path: str
    text: str
    similarity: float
    """From 0 to 1."""


class ListedText(Protocol):
    """A text in a list of texts of a library, of whatever class."""

    @property
    def identity(self) -> TextIdentity:
        """The name of the text among all others."""

    @property
    def title(self) -> str:
        """In the language of the text."""

    @property
    def status(self) -> str:
        """Whether it is in force."""


class LibraryRows(Struct, frozen=True, eq=False):
    """The editions in a library, as rows of the table of editions; equal if they are the same object."""

    rows: tuple[EditionRow, ...] = ()


class LibraryLookup(Struct, frozen=True, dict=True, eq=False):
    """The answers of a library. To create its rows takes some 20 ms for 5,000 texts; to change its twins takes no time."""

    texts: tuple[KnownText, ...] = ()
    twins: Mapping[str, tuple[KnownTwin, ...]] = field(default_factory=dict)
    """By `clause_words` of a clause, the most similar first."""

    def editions_of(self, key: Key) -> tuple[TextIdentity, ...]:
        """The editions of an instrument in the library, in any language, in the order of time."""
        return self._chains.get(key, ())

    def edition_in_force(self, key: Key, at: str) -> TextIdentity | None:
        """The last edition in the library that was adopted at a date (ISO) or before it; None if there is none."""
        before = [edition for edition in self.editions_of(key) if moment(edition) <= at]
        return before[-1] if before else None

    def title_in(self, edition: TextIdentity, language: str) -> str:
        """The title of one edition in a language; '' if it is not in the library."""
        return self._titles.get((*_edition(edition), language), "")

    def titles_of(self, key: Key, language: str) -> tuple[str, ...]:
        """The titles of all editions of an instrument in a language, in the order of time, each once."""
        titles = (self.title_in(edition, language) for edition in self.editions_of(key))
        return tuple(dict.fromkeys(title for title in titles if title))

    def twins_of(self, text: str) -> tuple[KnownTwin, ...]:
        """The clauses of other texts that say nearly the same as a clause with these words."""
        return self.twins.get(clause_words(text), ())

    def with_twins(self, twins: Mapping[str, tuple[KnownTwin, ...]]) -> LibraryLookup:
        """The same texts with the twins of other clauses."""
        other = LibraryLookup(self.texts, twins)
        vars(other).update(vars(self))
        return other

    @cached_property
    def library_rows(self) -> LibraryRows:
        """The editions in the library, as rows of the table of editions."""
        gone = {_edition(text.identity) for text in self.texts if text.status == ABROGATED}
        rows = (
            row_of_edition(edition, self.title_in(edition, "en"), ABROGATED if _edition(edition) in gone else "in force", _SOURCE)
            for chain in self._chains.values()
            for edition in chain
        )
        return LibraryRows(tuple(rows))

    @cached_property
    def _chains(self) -> Mapping[Key, tuple[TextIdentity, ...]]:
        found: dict[Key, dict[tuple[object, ...], TextIdentity]] = {}
        for text in self.texts:
            identity = text.identity
            if identity.number and identity.body and moment(identity):
                found.setdefault(identity.key, {}).setdefault(_edition(identity), identity)
        return {key: tuple(sorted(editions.values(), key=rank)) for key, editions in found.items()}

    @cached_property
    def _titles(self) -> Mapping[tuple[object, ...], str]:
        return {(*_edition(text.identity), text.identity.language): text.title for text in self.texts if text.title}


EMPTY_LOOKUP = LibraryLookup()
"""The lookup of a check without a library."""


def lookup_of(texts: Iterable[ListedText], twins: Mapping[str, tuple[KnownTwin, ...]] | None = None) -> LibraryLookup:
    """The lookup for a library with these texts; `twins` are those of the clauses that are about to be checked."""
    return LibraryLookup(tuple(KnownText(text.identity, text.title, text.status) for text in texts), twins or {})


def clause_words(text: str) -> str:
    """The words of a clause as the key of its twins: spaces and capitals make no difference."""
    return " ".join(text.split()).casefold()


def _edition(identity: TextIdentity) -> tuple[object, ...]:
    return *identity.key, identity.place, identity.year, identity.suffix


def outdated_base(identity: TextIdentity, known: Editions) -> Message | None:
    """Why a proposal must not be begun on a text, and what to do; None if the text is the edition in force as far as is known."""
    newest = newer_edition(identity, known.rows(*identity.key))
    return outdated_message(identity, newest) if newest is not None else None


def outdated_message(identity: TextIdentity, newest: EditionRow) -> Message:
    """The same of a text of which a newer edition, or its abrogation, is known."""
    name = cited_name(identity, identity.language)
    if newest.status == ABROGATED:
        return Message.of("{text} has been abrogated: choose a text that is in force", text=name)
    return Message.of(
        "{text} is not in force: the edition in force is {newer}. Make the proposal on that edition",
        text=name,
        newer=edition_name(newest, identity.language),
    )
