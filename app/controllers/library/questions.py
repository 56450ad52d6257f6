"""Answers of the library to the checks: its texts, and the twins of the clauses of the draft, looked for while nobody types."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.controllers.library.open_library import OpenLibrary
from app.controllers.problems.live_preflight import log_error
from app.window.context import Context
from model.errors import ClausewrightError
from widgets.common.debounce import debounced
from widgets.common.sliced_work import SlicedWork

if TYPE_CHECKING:
    from model.library.held import HeldText
    from model.library.library import Library
    from model.library.questions import KnownTwin, Questions
    from model.library.twins import Twin, TwinClause
    from model.library.values import TextIdentity

REST = 1500
"""Milliseconds after the last check until the twins of what has changed are looked for."""
BIT = 0.004
"""Seconds for which a step keeps the window waiting; one clause takes up to 20 ms."""
MOST = 30
"""Clauses of the library that one clause is compared with, those that share its rarest words."""


class LibraryQuestions(QObject):
    """Answers the checks. Without a library it knows nothing and loads nothing."""

    changed = Signal()
    """More is known than was asked for last."""

    def __init__(self, context: Context, open_library: OpenLibrary) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._open = open_library
        self._held: tuple[HeldText, ...] | None = None
        self._known: Questions | None = None
        self._identities: dict[Hashable, TextIdentity] = {}
        self._twins: dict[str, tuple[KnownTwin, ...]] = {}
        """By the words of each clause that was looked for."""
        self._work = SlicedWork(BIT, self)
        self._work.failed.connect(log_error)
        self._soon = debounced(self, REST, lambda: self._work.start(self._looking()))
        context.window.parts.append(self)

    def close_story(self) -> None:
        """Ends what is under way."""
        self._soon.stop()
        self._work.stop()

    def questions(self) -> Questions:
        """What is known now."""
        from model.library.questions import NOTHING_HELD, questions_of

        if not self._open.used:
            return NOTHING_HELD
        try:
            held = self._open.library.texts()
        except ClausewrightError:
            return NOTHING_HELD
        if self._known is None or held is not self._held:
            self._held, self._twins = held, {}
            self._identities = {text.id: text.identity for text in held}
            self._known = questions_of(held)
        return self._known

    def look(self) -> None:
        """Looks, after a rest, for the twins of clauses of the draft that were not looked for yet."""
        if self._open.used:
            self._work.stop()
            self._soon.start()

    def _looking(self) -> Iterator[None]:
        from model.library.clauses import clauses_of
        from model.library.identity import library_text
        from model.library.questions import clause_words
        from model.library.twins import twin_clauses

        known = self.questions()
        if not known.texts:
            return
        found = dict(self._twins)
        for proposal in self._session.submission.proposals:
            yield
            own = library_text(proposal.redline)
            yield
            for one in twin_clauses(0, own.identity, clauses_of(own.redline)):
                words = clause_words(one.clause.text)
                if words not in found:
                    found[words] = self._twins_of(one)
                    yield
        if found.keys() != self._twins.keys() and self._known is known:
            self._twins = found
            self._known = known.with_twins(found)
            self.changed.emit()

    def _twins_of(self, clause: TwinClause) -> tuple[KnownTwin, ...]:
        from model.library.questions import KnownTwin

        found = twins_in(self._open.library, clause, self._identities)
        return tuple(
            KnownTwin(self._identities[twin.second.text], twin.second.clause.path, twin.second.clause.text, twin.similarity)
            for twin in found
        )


def twins_in(library: Library, clause: TwinClause, identities: Mapping[Hashable, TextIdentity]) -> tuple[Twin, ...]:
    """The twins of a clause among those of a library that share its rarest words; `identities` are those of its texts."""
    from model.library.search import LibraryQuery
    from model.library.twins import TwinClause, twins_of

    def candidates(_words: object) -> list[TwinClause]:
        hits = library.alike(clause.clause.text, LibraryQuery(language=clause.language), MOST).hits
        return [
            TwinClause(hit.text, identity.key if identity.number else hit.text, identity.language, hit.clause)
            for hit in hits
            if (identity := identities.get(hit.text)) is not None
        ]

    return twins_of(clause, candidates, lambda _word: 1)
