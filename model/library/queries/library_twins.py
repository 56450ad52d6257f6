"""Twins in an open library: of one clause, of the clauses of a draft for its checks, and of all its texts in force."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping

from model.library.queries.library_lookup import KnownTwin, clause_words
from model.library.queries.similarity import LikelyWords
from model.library.queries.twins import Twin, TwinClause, TwinGroup, steps_to_groups, twin_clauses, twins_of
from model.library.store.library import Library
from model.library.store.search import LibraryQuery
from model.library.texts.clauses import clauses_of
from model.library.texts.identity import library_text
from model.library.texts.status import LATEST_STATUSES
from model.library.texts.values import TextIdentity
from model.redline import Redline

Identities = Mapping[int, TextIdentity]
"""Those of the texts of a library by their ids."""


def identities_of(library: Library) -> Identities:
    """The names of the texts of a library."""
    return {text.id: text.identity for text in library.texts()}


def twins_in(library: Library, clause: TwinClause, identities: Identities) -> tuple[Twin, ...]:
    """The twins of a clause in a library; `identities` are those of its texts."""

    def candidates(words: LikelyWords) -> list[TwinClause]:
        hits = library.search_by_weight(words.weights, words.enough, LibraryQuery(language=clause.language)).hits
        return [
            TwinClause(hit.text, identity.key if identity.number else hit.text, identity.language, hit.clause)
            for hit in hits
            if (identity := identities.get(hit.text)) is not None
        ]

    return twins_of(clause, candidates, library.frequencies(clause.words).__getitem__)


def steps_to_known_twins(
    library: Library, drafts: Iterable[Redline], known: Mapping[str, tuple[KnownTwin, ...]]
) -> Generator[None, None, dict[str, tuple[KnownTwin, ...]]]:
    """Twins of clauses of drafts for the checks: the `known` ones, and those of other clauses. Pauses after each clause."""
    identities = identities_of(library)
    found = dict(known)
    for redline in drafts:
        yield
        draft = library_text(redline)
        yield
        for clause in twin_clauses(0, draft.identity, clauses_of(draft.redline)):
            words = clause_words(clause.clause.text)
            if words not in found:
                found[words] = tuple(_known_twin(twin, identities) for twin in twins_in(library, clause, identities))
                yield
    return found


def _known_twin(twin: Twin, identities: Identities) -> KnownTwin:
    clause = twin.second.clause
    return KnownTwin(identities[twin.second.text], clause.path, clause.text, twin.similarity)


def steps_to_library_groups(library: Library) -> Generator[tuple[int, int], None, tuple[TwinGroup, ...]]:
    """The twins of all texts in force in groups, the largest first; each pause yields the numbers of read and of all texts."""
    clauses: list[TwinClause] = []
    texts = [text for text in library.texts() if text.status in LATEST_STATUSES]
    for place, text in enumerate(texts):
        yield place, len(texts)
        clauses += twin_clauses(text.id, text.identity, library.clauses(text.id))
    steps = steps_to_groups(clauses)
    while True:
        yield len(texts), len(texts)
        try:
            next(steps)
        except StopIteration as end:
            groups: tuple[TwinGroup, ...] = end.value
            return groups
