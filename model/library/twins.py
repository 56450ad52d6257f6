"""Twins: clauses of other texts that say nearly the same.

Clauses are of 8 to 400 words (`model.library.similarity` says which), in one language, and of texts that are not the same one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, combinations

from msgspec import Struct
from rapidfuzz.distance import Indel

from model.diff.tokens import token_spans
from model.diff.word_diff import changes
from model.library.formulas import ClauseKind, kind_of, kind_of_pair
from model.library.similarity import (
    LEAST,
    LONGEST,
    SHORTEST,
    LikelyWords,
    fewest_shared,
    likely_words,
    most_asked,
    prefix_length,
    shared_by,
    similarity,
    words_of,
)
from model.library.values import LibraryClause, TextIdentity
from model.redline import Status
from model.text.stepwise import run_to_end

_STEP = 2_000
"""Clauses that are compared between two pauses, some 0.3 s."""
_ROUNDING = 1e-6
"""rapidfuzz gives 0 for a pair that is alike by just the share that is asked for: 1 - 16 / 80 against 0.8."""


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
        """Its words as they are compared."""
        return words_of(self.clause.text)

    @property
    def has_twins(self) -> bool:
        """Whether it is of a kind and a length of which there may be twins: notes, headings and calls are not."""
        return (
            self.clause.kind == "paragraph"
            and not self.clause.path.startswith("notes/")
            and SHORTEST <= len(self.words) <= LONGEST
        )


class Twin(Struct, frozen=True):
    """Two clauses that say nearly the same, and how alike they are, from 0 to 1."""

    first: TwinClause
    second: TwinClause
    similarity: float

    @property
    def kind(self) -> ClauseKind:
        """Whether they are a citation, a formula, or worth reading."""
        return kind_of_pair(self.first.clause.text, self.second.clause.text, self.first.language)


class TwinGroup(Struct, frozen=True):
    """A clause with all that are alike to it. Those are not all alike to each other, so a clause may stand in several groups, but
    never alone at the end of a chain."""

    first: TwinClause
    """The one that most are alike to."""
    others: tuple[Twin, ...]
    """The most alike first; the first clause of each is that of the group."""

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
    """The twins of a clause, the most alike first.

    `candidates` gives the clauses that hold enough of some words, or more clauses than those; `frequency` tells how often a word
    occurs among them all.
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


def all_twins(clauses: Iterable[TwinClause], least: float = LEAST) -> tuple[Twin, ...]:
    """All pairs of clauses that are twins, exactly those that comparing all with all finds; in no order."""
    alike = run_to_end(_alike(clauses, least))
    out = []
    for same in alike.classes:
        out += [Twin(one, other, 1.0) for one, other in combinations(same, 2) if one.instrument != other.instrument]
    for (first, second), share in alike.pairs.items():
        for one in alike.classes[first]:
            out += [Twin(one, other, share) for other in alike.classes[second] if one.instrument != other.instrument]
    return tuple(out)


def twin_groups(clauses: Iterable[TwinClause], least: float = LEAST) -> tuple[TwinGroup, ...]:
    """The twins of a whole library in groups, the largest first."""
    return run_to_end(steps_to_groups(clauses, least))


def steps_to_groups(clauses: Iterable[TwinClause], least: float = LEAST) -> Generator[None, None, tuple[TwinGroup, ...]]:
    """As `twin_groups`, with a pause after each step, so that its caller can go on with something else or stop."""
    alike = yield from _alike(clauses, least)
    near: dict[int, dict[int, float]] = {place: {place: 1.0} for place in range(len(alike.classes))}
    for (first, second), share in alike.pairs.items():
        near[first][second] = near[second][first] = share
    sizes = {place: sum(len(alike.classes[other]) for other in others) for place, others in near.items()}
    covered: set[int] = set()
    groups = []
    for place in sorted(near, key=lambda place: (-sizes[place], place)):
        if place in covered:
            continue
        covered.update(near[place])
        head = alike.classes[place][0]
        members = [
            Twin(head, clause, share)
            for other, share in near[place].items()
            for clause in alike.classes[other]
            if clause is not head
        ]
        if any(twin.second.instrument != head.instrument for twin in members):
            groups.append(TwinGroup(head, tuple(sorted(members, key=_most_alike))))
    return tuple(groups)


class _Alike(Struct):
    """Clauses of the same words in one language, and the pairs of such classes that are alike."""

    classes: list[list[TwinClause]]
    pairs: dict[tuple[int, int], float]


def _alike(clauses: Iterable[TwinClause], least: float) -> Generator[None, None, _Alike]:
    same: dict[tuple[str, tuple[str, ...]], list[TwinClause]] = {}
    for clause in clauses:
        if clause.has_twins:
            same.setdefault((clause.language, clause.words), []).append(clause)
    classes = list(same.values())
    by_language: dict[str, list[int]] = {}
    for place, (language, _) in enumerate(same):
        by_language.setdefault(language, []).append(place)
    pairs: dict[tuple[int, int], float] = {}
    for places in by_language.values():
        yield from _join([classes[place][0].words for place in places], places, least, pairs)
    return _Alike(classes, pairs)


def _join(
    texts: Sequence[tuple[str, ...]], names: Sequence[int], least: float, pairs: dict[tuple[int, int], float]
) -> Generator[None, None, None]:
    """Puts into `pairs` which of these lists of words are alike, under their names.

    Lists are taken from the shortest on and compared with those before them that share enough words of their prefixes. Since all
    that follow are as long or longer, a list waits under as many of its words as are enough for those.
    """
    ranks = _ranked(texts)
    signs = _as_signs(texts)
    lengths = [len(words) for words in texts]
    asked = most_asked(least)
    waiting: dict[int, list[int]] = {}
    first: dict[int, int] = {}
    """Where in the lists of `waiting` those begin that are long enough."""
    for step, place in enumerate(sorted(range(len(texts)), key=lambda place: (lengths[place], place)), 1):
        count = lengths[place]
        shortest = fewest_shared(count, least)
        met = []
        for word in ranks[place][: prefix_length(count, shortest, least)]:
            there = waiting.get(word, [])
            at = first.get(word, 0)
            while at < len(there) and lengths[there[at]] < shortest:
                at += 1  # what follows is longer still, and needs none of these
            first[word] = at
            met.append(there[at:] if at else there)
        for other, shared in Counter(chain.from_iterable(met)).items():
            if shared >= asked:
                share = Indel.normalized_similarity(signs[place], signs[other], score_cutoff=least - _ROUNDING)
                if share >= least:
                    one, two = sorted((names[place], names[other]))
                    pairs[one, two] = share
        for word in ranks[place][: prefix_length(count, shared_by(count, count, least), least)]:
            waiting.setdefault(word, []).append(place)
        if step % _STEP == 0:
            yield


def _ranked(texts: Sequence[Sequence[str]]) -> list[list[int]]:
    """The words of each list as numbers, the rarest first; the k-th occurrence of a word has a number of its own."""
    numbers: dict[tuple[str, int], int] = {}
    counts: list[int] = []
    out = []
    for words in texts:
        seen: dict[str, int] = {}
        each = []
        for word in words:
            occurrence = seen.get(word, 0)
            seen[word] = occurrence + 1
            number = numbers.setdefault((word, occurrence), len(numbers))
            if number == len(counts):
                counts.append(0)
            counts[number] += 1
            each.append(number)
        out.append(each)
    order = [0] * len(counts)
    for rank, number in enumerate(sorted(range(len(counts)), key=lambda number: (counts[number], number))):
        order[number] = rank
    return [sorted([order[number] for number in each]) for each in out]


def _as_signs(texts: Sequence[Sequence[str]]) -> list[str]:
    """Lists of words as texts of one character a word, which are compared faster."""
    signs = {word: chr(place) for place, word in enumerate(dict.fromkeys(word for words in texts for word in words))}
    return ["".join([signs[word] for word in words]) for words in texts]
