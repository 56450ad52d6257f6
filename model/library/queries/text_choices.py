"""The texts on which a proposal can be begun: those of a library, and the editions in force that it lacks. They are found by
their number, edition, body and words of their title while these are typed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice, takewhile

from msgspec import Struct

from model.library.queries.library_lookup import lookup_of
from model.library.store.library_records import LibraryRecord
from model.library.texts.citing import cited_name, identity_of
from model.library.texts.editions import rank
from model.library.texts.search_normalization import beginnings, normal_form
from model.library.texts.status import STATUSES, newer_edition
from model.library.texts.values import TextIdentity
from model.references.editions import EditionRow, Editions
from resources import read_table

MOST = 50
"""The most choices that a search returns."""
_LAST = 1 << 30


class TextChoice(Struct, frozen=True):
    """A text of the library, or an edition in force that the library lacks."""

    identity: TextIdentity
    title: str
    record: LibraryRecord | None = None
    """None for an edition that the library lacks."""
    newest: EditionRow | None = None
    """The edition that is in force, or that abrogated the text; None if the text is in force as far as is known."""


class TextChoices:
    """Choices in the order in which they are offered: those in force first, and those in the language of the user."""

    def __init__(self, choices: Iterable[TextChoice], language: str) -> None:
        self._choices = sorted(choices, key=lambda choice: _order(choice, language))
        by_word: defaultdict[str, set[int]] = defaultdict(set)
        by_number: defaultdict[str, set[int]] = defaultdict(set)
        for place, choice in enumerate(self._choices):
            by_number[normal_form(choice.identity.number).partition(" ")[0]].add(place)
            for word in _words(choice, language).split():
                by_word[word].add(place)
        self._words, self._numbers = _Index(by_word), _Index(by_number)

    @classmethod
    def of(cls, records: Sequence[LibraryRecord], table: Iterable[EditionRow], language: str) -> TextChoices:
        """The choices of a library and a table of editions; `language` is that of the user."""
        rows_of_table = tuple(table)
        known = Editions.of([*lookup_of(records).library_rows.rows, *rows_of_table])
        held = [_choice_of(record, known) for record in records]
        editions = {_edition(record.identity) for record in records}
        last = (rows[-1] for rows in Editions.of(rows_of_table).by_key.values())
        lacked = (row for row in last if row.status == "in force" and _edition(row) not in editions)
        newest = {row.same for rows in known.by_key.values() for row in rows[-1:]}
        return cls([*held, *(TextChoice(identity_of(row), row.title) for row in lacked if row.same in newest)], language)

    def matching(self, typed: str, most: int = MOST) -> list[TextChoice]:
        """The choices that have all typed words: a number that begins so, or a year, and beginnings of other words. Those with
        exactly the first number come first."""
        words = normal_form(typed).split()
        if not words:
            return []
        found = set.intersection(*(self._places(word) for word in words))
        first = next((self._numbers.places(word) for word in words if word.isdecimal()), frozenset[int]())
        in_order = sorted(found, key=lambda place: (place not in first, place))
        return [self._choices[place] for place in in_order[:most]]

    def _places(self, word: str) -> set[int]:
        if word.isdecimal():
            return self._numbers.beginning(word) | self._words.places(word)
        return set().union(*(self._words.beginning(start) for start in beginnings(word)))


class _Index:
    """The places of choices by their words in normal form."""

    def __init__(self, places: Mapping[str, set[int]]) -> None:
        self._by_word = dict(places)
        self._in_order = sorted(places)

    def places(self, word: str) -> Set[int]:
        """The places of a word."""
        return self._by_word.get(word, frozenset())

    def beginning(self, start: str) -> set[int]:
        """The places of all words with a beginning."""
        low = bisect_left(self._in_order, start)
        words = takewhile(lambda word: word.startswith(start), islice(self._in_order, low, None))
        return set().union(*(self._by_word[word] for word in words))


def _choice_of(record: LibraryRecord, known: Editions) -> TextChoice:
    newest = None if record.status == "in_force" else newer_edition(record.identity, known.rows(*record.identity.key))
    return TextChoice(record.identity, record.title, record, newest)


def _edition(edition: TextIdentity | EditionRow) -> tuple[object, ...]:
    return *edition.key, edition.place, edition.year, edition.suffix


def _order(choice: TextChoice, language: str) -> tuple[object, ...]:
    identity, number = choice.identity, choice.identity.number
    status = STATUSES.index(choice.record.status) if choice.record is not None else 0.5
    return (
        status,
        choice.record is not None and identity.language != language,
        int(number) if number.isdecimal() else _LAST,
        number,
        identity.body,
        identity.instrument,
        [-part for part in rank(identity)],
        identity.language,
    )


def _words(choice: TextChoice, language: str) -> str:
    """The words by which a choice is found, in normal form."""
    identity = choice.identity
    languages = dict.fromkeys((identity.language or language, language))
    names = [cited_name(identity, code) for code in languages] if identity.number else []
    bodies = [row["name"] for row in _bodies(identity.body) if row["language"] in languages]
    file = choice.record.file if choice.record is not None and not identity.number else ""
    return normal_form(" ".join((*names, identity.body, *bodies, choice.title, file)))


def _bodies(body: str) -> Iterator[Mapping[str, str]]:
    return (row for row in read_table("tables/bodies.tsv") if row["body"] == body)
