"""Search in a library: the typed terms, the clauses that contain all of them, and the words to be marked there.

A term is a word, a phrase in quotation marks, or the beginning of a word with a star after it. A clause is found if it contains
every term.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from model.library.sqlite.database import Database
from model.library.sqlite.rows import SHIFT, ClauseFilter
from model.library.store.library_records import LibraryRecord
from model.library.texts.search_normalization import Word, beginnings, normal_form, words_of
from model.library.texts.values import LibraryClause, Part
from model.text.lazy_regex import late

_PIECE = late('[“„”"«»「」『』]([^“„”"«»「」『』]*)(?:[“”"«»「」『』](\\*?)|$)|([^\\s“„”"«»「」『』]+)')
"""A phrase, also one that is not closed yet, or the characters between two blanks."""
ALL = 1 << 40
"""More clauses than any library has."""


class LibraryQuery(Struct, frozen=True):
    """A query; an empty condition matches all."""

    words: str = ""
    """As typed: words, phrases “…”, beginnings of words with a star."""
    language: str = ""
    titles: bool = False
    """Whether only titles are searched."""
    bodies: tuple[str, ...] = ()
    """As in `TextIdentity.body`."""
    statuses: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    addressees: tuple[str, ...] = ()
    """Ids of addressees; a clause matches if it is addressed to one of them."""
    unfinished: bool = False
    """Whether the last word is still being typed, and so a beginning."""
    texts: tuple[int, ...] = ()
    """The ids of the texts that are searched."""

    def takes_in(self, text: LibraryRecord) -> bool:
        """Whether a text is among those that are searched."""
        return (
            (not self.language or text.identity.language == self.language)
            and (not self.bodies or text.identity.body in self.bodies)
            and (not self.statuses or text.status in self.statuses)
            and (not self.texts or text.id in self.texts)
        )


class Term(Struct, frozen=True):
    """Consecutive normalised words."""

    forms: tuple[str, ...]
    beginning: bool = False
    """Whether the last is the beginning of a word."""

    @property
    def last(self) -> tuple[str, ...]:
        """The forms in which the last word is searched."""
        return beginnings(self.forms[-1]) if self.beginning else self.forms[-1:]


class LibraryHit(Struct, frozen=True):
    """A clause that was found."""

    text: int
    """The id of its text."""
    place: int
    """Which of the clauses of its text it is, from 0."""
    clause: LibraryClause
    marks: tuple[tuple[int, int], ...]
    """The ranges of its text that match the terms, in order."""
    score: float = 0
    """The lower the better, among those of texts of one status."""


class LibraryHits(Struct, frozen=True):
    """The first clauses that were found, best first, and the number of all."""

    hits: tuple[LibraryHit, ...] = ()
    total: int = 0
    terms: tuple[Term, ...] = ()


def terms_of(words: str, *, unfinished: bool = False) -> tuple[Term, ...]:
    """The terms in a typed query; `unfinished` says that the last word is a beginning, unless a blank or mark follows it."""
    terms = []
    for found in _PIECE.finditer(words):
        piece = found[3] if found[1] is None else found[1]
        forms = tuple(word.form for word in words_of(piece))
        if forms:
            starred = found[2] == "*" or piece.endswith("*")
            growing = unfinished and found.end() == len(words) and words[-1].isalnum()
            terms.append(Term(forms, starred or growing))
    return tuple(dict.fromkeys(terms))


def expression_of(terms: Iterable[Term], *, titles: bool) -> str:
    """Terms in the language of FTS5."""
    expression = " AND ".join(f"({' OR '.join(_alternatives(term))})" for term in terms)
    return f"title : ({expression})" if titles else expression


def _alternatives(term: Term) -> Iterator[str]:
    for last in term.last:
        yield f'"{" ".join((*term.forms[:-1], last))}"{" *" if term.beginning else ""}'


def occurrences(terms: Iterable[Term], words: Sequence[Word]) -> Iterator[list[tuple[int, int]]]:
    """The ranges at which each term occurs among the words of a text."""
    forms = [word.form for word in words]
    for term in terms:
        length, last, firsts = len(term.forms), term.last, term.forms[:-1]
        found = []
        for start in range(len(forms) - length + 1):
            stop = start + length - 1
            fits = forms[stop].startswith(last) if term.beginning else forms[stop] == last[0]
            if fits and tuple(forms[start:stop]) == firsts:
                found.append((words[start].start, words[stop].stop))
        yield found


def marks_of(terms: Iterable[Term], text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of a text that match the terms, in order; adjoining ranges are joined."""
    marks: list[tuple[int, int]] = []
    for start, stop in sorted(span for spans in occurrences(terms, tuple(words_of(text))) for span in spans):
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(stop, marks[-1][1]))
        else:
            marks.append((start, stop))
    return tuple(marks)


def search(database: Database, query: LibraryQuery, texts: Iterable[int] | None, older: Iterable[int], limit: int) -> LibraryHits:
    """The clauses that a query finds.

    database: the database
    query: the query; its language, bodies, statuses and texts are considered through `texts`
    texts: the texts that are searched; None for all
    older: texts whose clauses come after those of the others
    limit: the largest number of clauses
    """
    terms = terms_of(query.words, unfinished=query.unfinished)
    within = ClauseFilter(None if texts is None else tuple(texts), query.parts, query.addressees)
    if not terms and (query.words.strip() or not (within.parts or within.addressees or query.titles)):
        return LibraryHits()
    if terms:
        found, total = database.matches(expression_of(terms, titles=query.titles), within, older, limit)
    else:
        places = list(_places_without_words(database, within, titles=query.titles))
        behind = frozenset(older)
        places.sort(key=lambda place: place[0] in behind)
        found, total = [(*place, 0.0) for place in places[:limit]], len(places)
    return LibraryHits(tuple(_hits(database, found, terms)), total, terms)


def _places_without_words(database: Database, within: ClauseFilter, *, titles: bool) -> Iterator[tuple[int, int]]:
    """The text and place of every clause that a filter leaves, in their order; of titles alone if only those are searched."""
    places = list(database.places_within(within))
    if not titles:
        return iter(places)
    return (place for place, clause in zip(places, database.clauses_at(places), strict=True) if clause.kind == "title")


def search_by_weight(database: Database, words: Mapping[str, int], enough: int, texts: Collection[int]) -> LibraryHits:
    """The clauses of some texts in which the weights of the given words sum to at least `enough`; a word counts once."""
    forms = [(normal_form(word), weight) for word, weight in words.items()]
    weighed = Counter[int]()
    for form, weight in forms:
        numbers = database.numbers(f'"{form}"') if form else []
        for _ in range(weight):
            weighed.update(numbers)  # counted in C, which adds no other number than 1
    found = sorted(number for number, weight in weighed.items() if weight >= enough and number >> SHIFT in texts)
    places = [divmod(number, 1 << SHIFT) for number in found]
    return LibraryHits(tuple(_hits(database, [(*place, 0.0) for place in places], ())), len(found))


def _hits(database: Database, found: Sequence[tuple[int, int, float]], terms: Sequence[Term]) -> Iterator[LibraryHit]:
    clauses = database.clauses_at((text, place) for text, place, _ in found)
    for (text, place, score), clause in zip(found, clauses, strict=True):
        yield LibraryHit(text, place, clause, marks_of(terms, clause.text) if terms else (), score)
