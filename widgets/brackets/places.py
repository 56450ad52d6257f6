"""The places of the open texts of a proposal, updated shortly after a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject

from model.redline import Clause
from model.submission.story import StoryId, clauses_of, redline_of
from widgets.common.store import Change, Store
from widgets.common.story_places import FOLLOW_AFTER, OffsetShift, StoryPlaces

if TYPE_CHECKING:
    from model.brackets.parser import BracketIndex
    from model.brackets.values import BracketFault, OpenText, TextSpan

FIRST_AFTER = 600
"""Milliseconds between the opening of a text and the update."""


class PlacedFault(Struct, frozen=True):
    """A bracket at fault with the story that it is in."""

    story: StoryId
    fault: BracketFault


class StoryBrackets:
    """The open texts of one story, by clause: those within one, and those over several."""

    def __init__(self, index: BracketIndex) -> None:
        self.index = index
        self._order: dict[str, int] | None = None
        self._short: dict[str, list[OpenText]] = {}
        self._long: list[OpenText] = []
        for open_text in index.brackets.open_texts:
            if open_text.span.first == open_text.span.last:
                self._short.setdefault(open_text.span.first, []).append(open_text)
            else:
                self._long.append(open_text)

    @property
    def order(self) -> dict[str, int]:
        """The index of each clause when the brackets were found, by its id."""
        if self._order is None:
            self._order = {clause.id: at for at, clause in enumerate(self.index.clauses)}
        return self._order

    def in_clause(self, id: str) -> list[OpenText]:
        """The open texts that have characters in a clause, outer ones first."""
        if not self._long:
            return self._short.get(id, [])
        at = self.order.get(id, -1)
        around = [
            open_text for open_text in self._long if self.order[open_text.span.first] <= at <= self.order[open_text.span.last]
        ]
        return [*around, *self._short.get(id, [])]

    def known_clause(self, id: str) -> Clause | None:
        """The clause as it was when the brackets were found."""
        at = self.order.get(id)
        return self.index.clauses[at] if at is not None else None

    def text_around(self, id: str, offset: int) -> OpenText | None:
        """The innermost open text at a place; None if there is none."""
        return innermost(((open_text, within(open_text.span, id, offset)) for open_text in self.in_clause(id)), offset)


class BracketPlaces(StoryPlaces):
    """The open texts of the shown proposal: of its text, then of its notes."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(store, parent)
        self._stories: dict[str, StoryBrackets] = {}
        """The text under the key '', notes under theirs."""
        self.open_texts: Sequence[OpenText] = ()
        """In the order of the text."""
        self.faults: Sequence[PlacedFault] = ()
        self._timer.start(FIRST_AFTER)

    @property
    def has_places(self) -> bool:
        """Whether the shown proposal has open texts."""
        return bool(self.open_texts)

    def story(self, note: str) -> StoryBrackets | None:
        """The open texts of the text (''), or of the note with a key; None before they are found."""
        return self._stories.get(note)

    def show(self, number: int) -> None:
        """Follows the text of another proposal."""
        self.number, self._stories, self.open_texts, self.faults = number, {}, (), ()
        self.followed.emit()
        self._timer.start(FIRST_AFTER)

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self.show(1)
        elif redline_of(change.before, StoryId(self.number)) is not redline_of(change.after, StoryId(self.number)):
            self._timer.start(FOLLOW_AFTER)

    def follow(self) -> None:
        """Updates the places; only paragraphs that have changed are read again."""
        from model.brackets.parser import BracketIndex

        self._timer.stop()
        keys = ("", *redline_of(self._store.submission, StoryId(self.number)).notes)
        stories: dict[str, StoryBrackets] = {}
        for key in keys:
            story, known = StoryId(self.number, key), self._stories.get(key)
            clauses = clauses_of(self._store.submission, story)
            index = known.index.update(clauses) if known is not None else BracketIndex.of(clauses, "draft", story)
            stories[key] = known if known is not None and index is known.index else StoryBrackets(index)
        self._stories = stories
        all_brackets = [(StoryId(self.number, key), found.index.brackets) for key, found in stories.items()]
        self.open_texts = [open_text for _, brackets in all_brackets for open_text in brackets.open_texts]
        self.faults = [PlacedFault(story, fault) for story, brackets in all_brackets for fault in brackets.faults]
        self.followed.emit()

    def at(self, story: StoryId, clause: str, offset: int) -> OpenText | None:
        """The innermost open text at a place, as of the last update."""
        found = self._stories.get(story.note) if story.proposal == self.number else None
        return found.text_around(clause, offset) if found is not None else None

    def in_clause(self, note: str, clause: Clause) -> Iterator[tuple[OpenText, Shift]]:
        """The open texts with characters in a clause, outer ones first, each with what leads to where they are now."""
        found = self._stories.get(note)
        known = found.known_clause(clause.id) if found is not None else None
        if found is not None and known is not None:
            shift = Shift(known, clause)
            for open_text in found.in_clause(clause.id):
                yield open_text, shift


class Shift(OffsetShift):
    """Maps spans of a clause as it was parsed to the clause as it is now."""

    def __init__(self, known: Clause, clause: Clause) -> None:
        super().__init__(known, clause)
        self._id = clause.id

    def of(self, span: TextSpan) -> tuple[int, int]:
        """The characters of a span in the clause, or all if the span only passes through it."""
        start = self.now(span.start) if span.first == self._id else 0
        return start, max(start, self.now(span.stop)) if span.last == self._id else self.length


def innermost(found: Iterable[tuple[OpenText, tuple[int, int]]], offset: int) -> OpenText | None:
    """The deepest of some open texts, each with its first character and its end, that are at an offset; None if there is none."""
    around = [open_text for open_text, (start, stop) in found if start <= offset <= stop]
    return max(reversed(around), key=lambda open_text: open_text.level, default=None)


def within(span: TextSpan, id: str, length: int) -> tuple[int, int]:
    """The characters of a span in one of its clauses, up to `length` if it goes on after the clause."""
    return span.start if span.first == id else 0, span.stop if span.last == id else length
