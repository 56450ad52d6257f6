"""Twins: clauses of other texts that say nearly the same.

Clauses have 8 to 400 words (as `model.library.queries.similarity` counts them), are in one language and of different texts.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from msgspec import Struct, field
from rapidfuzz.distance import Indel

from model.diff.tokens import token_spans
from model.diff.word_diff import changes
from model.library.queries.formulas import ClauseKind, kind_of
from model.library.queries.similarity import (
    LEAST,
    LONGEST,
    SHORTEST,
    LikelyWords,
    fewest_shared,
    likely_words,
    most_asked,
    prefix_length,
    shared_words,
    similarity,
    words_of,
)
from model.library.texts.values import LibraryClause, TextIdentity
from model.redline import Status

_STEP = 2_000
"""Clauses that are compared between two pauses, some 0.3 s."""
_CROWD = 500
"""A clause with so many similar wordings leads a crowd: clauses similar to it are compared with nothing else. 10,000 nearly
equal clauses have 50 million pairs."""
_ROUNDING = 1e-6
"""rapidfuzz returns 0 for a pair whose similarity is exactly the least one: 1 - 16 / 80 against 0.8."""


class TwinClause(Struct, frozen=True, dict=True):
    """A clause as it is compared with those of other texts."""

    text: int
    """By which the library knows its text."""
    instrument: Hashable
    """Clauses of one instrument, such as those of two editions of it, are no twins."""
    language: str
    clause: LibraryClause

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words as they are compared, each stored once however many clauses have it."""
        return tuple(map(sys.intern, words_of(self.clause.text)))

    @property
    def has_twins(self) -> bool:
        """Whether its kind and its length allow twins: notes, headings and calls have none."""
        return (
            self.clause.kind == "paragraph"
            and not self.clause.path.startswith("notes/")
            and SHORTEST <= len(self.words) <= LONGEST
        )


class Twin(Struct, frozen=True):
    """Two clauses that say nearly the same, and their similarity, from 0 to 1."""

    first: TwinClause
    second: TwinClause
    similarity: float


class TwinGroup(Struct, frozen=True):
    """A clause with all similar clauses. Those may be unlike each other, so a clause may be in several groups."""

    first: TwinClause
    """The clause to which most others are similar."""
    others: tuple[Twin, ...]
    """The most similar first; the first clause of each is that of the group."""

    @property
    def kind(self) -> ClauseKind:
        """The kind of its first clause."""
        return kind_of(self.first.clause.text, self.first.language)


class TwinWords(Struct, frozen=True):
    """Words that two clauses have in common (`kept`), or that only the first (`deleted`) or the second has (`inserted`)."""

    status: Status
    text: str


def twin_clauses(id: int, identity: TextIdentity, clauses: Iterable[LibraryClause]) -> Iterator[TwinClause]:
    """The clauses of a text of the library that may have twins. A text without a number is an instrument of its own."""
    instrument = identity.key if identity.number else id
    for clause in clauses:
        found = TwinClause(id, instrument, identity.language, clause)
        if found.has_twins:
            yield found


def twins_of(
    clause: TwinClause,
    candidates: Callable[[LikelyWords], Iterable[TwinClause]],
    frequency: Callable[[str], int],
    least: float = LEAST,
) -> tuple[Twin, ...]:
    """The twins of a clause, the most similar first.

    `candidates` returns the clauses that contain enough of some words, or more clauses than those; `frequency` returns the
    number of clauses that contain a word.
    """
    if not clause.has_twins:
        return ()
    words = clause.words
    wanted = likely_words(words, frequency, least)
    found = []
    for other in candidates(wanted):
        if (
            other.language == clause.language
            and other.instrument != clause.instrument
            and wanted.may_be_in(other.words)
            and other.has_twins
        ):
            share = similarity(words, other.words)
            if share >= least:
                found.append(Twin(clause, other, share))
    return tuple(sorted(found, key=_most_alike))


def _most_alike(twin: Twin) -> tuple[float, str, str]:
    return -twin.similarity, str(twin.second.text), twin.second.clause.path


def differences(first: str, second: str) -> tuple[TwinWords, ...]:
    """The difference of two clauses word by word, in order."""
    old, new = ([text[start:stop] for start, stop in token_spans(text)] for text in (first, second))
    out = []
    done = 0
    for change in (*changes(old, new), None):
        kept = old[done : change.start] if change else old[done:]
        out.append(TwinWords(Status.KEPT, "".join(kept)))
        if change:
            out.append(TwinWords(Status.DELETED, "".join(old[change.start : change.stop])))
            out.append(TwinWords(Status.INSERTED, "".join(new[change.new_start : change.new_stop])))
            done = change.stop
    return tuple(piece for piece in out if piece.text)


def steps_to_groups(
    clauses: Iterable[TwinClause], least: float = LEAST, *, crowd: int | None = _CROWD
) -> Generator[None, None, tuple[TwinGroup, ...]]:
    """The twins of a whole library in groups, the largest first. Pauses after each step, so that the caller can do other work
    or stop. If more than `crowd` other wordings are similar to one clause, they are only in the group of that clause."""
    alike = yield from _similar_classes(clauses, least, crowd)
    near, leaders = alike.near, alike.leaders
    counts = [len(same) for same in alike.classes]
    sizes = [count + sum(counts[other] for other in similar.names) for count, similar in zip(counts, near, strict=True)]
    covered: set[int] = set()
    groups = []
    for place in sorted(range(len(near)), key=lambda place: (place not in leaders, -sizes[place], place)):
        if place in covered:
            continue
        covered.update((place, *near[place].names))
        head = alike.classes[place][0]
        members = [
            Twin(head, clause, share)
            for other, share in ((place, 1.0), *near[place].pairs())
            for clause in alike.classes[other]
            if clause is not head
        ]
        if any(twin.second.instrument != head.instrument for twin in members):
            groups.append(TwinGroup(head, tuple(sorted(members, key=_most_alike))))
    return tuple(groups)


class _Near(Struct):
    """The classes similar to a class of clauses: names and similarities, in two arrays, since pairs may be millions."""

    names: array[int] = field(default_factory=lambda: array("I"))
    shares: array[float] = field(default_factory=lambda: array("d"))

    def add(self, name: int, share: float) -> None:
        self.names.append(name)
        self.shares.append(share)

    def pairs(self) -> Iterator[tuple[int, float]]:
        return zip(self.names, self.shares, strict=True)


class _Alike(Struct):
    """Classes of clauses with the same words in one language, and the classes similar to each."""

    classes: list[list[TwinClause]]
    near: list[_Near]
    leaders: set[int]
    """The classes that lead a crowd; no two of them are similar."""


def _similar_classes(clauses: Iterable[TwinClause], least: float, crowd: int | None) -> Generator[None, None, _Alike]:
    same: dict[tuple[str, tuple[str, ...]], list[TwinClause]] = {}
    for clause in clauses:
        if clause.has_twins:
            equal = same.setdefault((clause.language, clause.words), [])
            if equal:
                vars(clause)["words"] = equal[0].words
            equal.append(clause)
    classes = list(same.values())
    by_language: dict[str, list[int]] = {}
    for place, (language, _) in enumerate(same):
        by_language.setdefault(language, []).append(place)
    near, leaders = [_Near() for _ in classes], set[int]()
    for places in by_language.values():
        leading = yield from _join([classes[place][0].words for place in places], places, least, near, crowd)
        leaders.update(leading)
    return _Alike(classes, near, leaders)


def _join(
    texts: Sequence[tuple[str, ...]], names: Sequence[int], least: float, near: Sequence[_Near], crowd: int | None
) -> Generator[None, None, list[int]]:
    """Adds to `near` which of these lists of words are similar, by their names, and returns the names of those that lead a
    crowd: a list that is similar to a leader is compared with no list after it.

    Lists are taken from the shortest on and compared with those before them that share enough words of their prefixes. Since all
    that follow are as long or longer, a list waits under as many of its words as are enough for those.
    """
    ranks = _word_ranks(texts)
    signs = _as_signs(texts)
    lengths = [len(words) for words in texts]
    asked = most_asked(least)
    waiting: dict[int, list[int]] = {}
    most = len(texts) if crowd is None else crowd
    leaders: list[int] = []
    led: set[int] = set()
    """The names of the lists that are similar to a leader."""
    first: dict[int, int] = {}
    """The index of the first list that is long enough, in each list of `waiting`."""

    def candidates(place: int, count: int) -> Iterator[int]:
        """The leaders, then those that share enough words with a list of `count` words."""
        yield from leaders
        shortest = fewest_shared(count, least)
        met = []
        for word in ranks[place][: prefix_length(count, shortest, least)]:
            places = waiting.get(word, [])
            start = first[word] = _first_long_enough(places, lengths, shortest, first.get(word, 0))
            met.append(places[start:] if start else places)
        for other, shared in Counter(chain.from_iterable(met)).items():
            if shared >= asked:
                yield other

    for step, place in enumerate(sorted(range(len(texts)), key=lambda place: (lengths[place], place)), 1):
        count = lengths[place]
        for other in candidates(place, count):
            share = Indel.normalized_similarity(signs[place], signs[other], score_cutoff=least - _ROUNDING)
            if share < least:
                continue
            near[names[place]].add(names[other], share)
            near[names[other]].add(names[place], share)
            if other in leaders:
                led.add(names[place])
                break
            full = (
                crowded for crowded in (other, place) if names[crowded] not in led and len(near[names[crowded]].names) >= most
            )
            leader = next(full, None)
            if leader is not None:
                leaders.append(leader)
                led.update(near[names[leader]].names)
                break
        alone = () if names[place] in led else ranks[place]
        for word in alone[: prefix_length(count, shared_words(count, count, least), least)]:
            waiting.setdefault(word, []).append(place)
        if step % _STEP == 0:
            yield
    return [names[place] for place in leaders]


def _first_long_enough(places: Sequence[int], lengths: Sequence[int], shortest: int, start: int) -> int:
    """The index in `places`, from `start` on, of the first list that is long enough; all later ones are longer."""
    while start < len(places) and lengths[places[start]] < shortest:
        start += 1
    return start


def _word_ranks(texts: Sequence[Sequence[str]]) -> list[list[int]]:
    """The words of each list as numbers, the rarest first; the k-th occurrence of a word has a number of its own."""
    numbers: dict[tuple[str, int], int] = {}
    counts: list[int] = []
    out = []
    for words in texts:
        seen: dict[str, int] = {}
        word_numbers = []
        for word in words:
            occurrence = seen.get(word, 0)
            seen[word] = occurrence + 1
            number = numbers.setdefault((word, occurrence), len(numbers))
            if number == len(counts):
                counts.append(0)
            counts[number] += 1
            word_numbers.append(number)
        out.append(word_numbers)
    order = [0] * len(counts)
    for rank, number in enumerate(sorted(range(len(counts)), key=lambda number: (counts[number], number))):
        order[number] = rank
    return [sorted([order[number] for number in word_numbers]) for word_numbers in out]


def _as_signs(texts: Sequence[Sequence[str]]) -> list[str]:
    """Lists of words as texts of one character a word, which are compared faster."""
    signs = {word: chr(place) for place, word in enumerate(dict.fromkeys(word for words in texts for word in words))}
    return ["".join([signs[word] for word in words]) for words in texts]
