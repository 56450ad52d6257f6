"""Random choices in a document for the driver of random edits, with a record of the calls."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields as fields_of

from model.edits.take_over.copies import CopiesMatrix
from model.errors import EditError
from model.redline import Clause, Redline, Stamp
from model.redline.edit_text import Place
from model.submission.amendments import Amendment, amendments
from model.submission.story import StoryId, stories, story_clauses
from model.submission.values import Submission

T = TypeVar("T")
STAMPS = (Stamp("me", "2024-09-06T09:00:00Z"), Stamp("you", "2024-09-07T09:00:00Z"), Stamp("", "2024-09-08T09:00:00Z"))


class EditChooser:
    """Chooses in a document, and records each call of a function of `model/edits` in a form that JSON can express."""

    def __init__(self, document: Submission, seed: int) -> None:
        self.document = document
        self.random = random.Random(seed)
        self.stamp = self.random.choices(STAMPS, (6, 2, 1))[0]
        self.calls: list[list[object]] = []
        self.story = self._story()

    def _story(self) -> StoryId:
        if not self.document.proposals:
            raise EditError("there is no text")
        found = stories(self.document)
        texts = [story for story in found if not story.note]
        return self.random.choice(found if self.random.random() < 0.2 else texts)

    @property
    def number(self) -> int:
        return self.story.proposal

    @property
    def redline(self) -> Redline:
        return self.document.proposals[self.number - 1].redline

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the story; EditError if it has none."""
        found = story_clauses(self.document, self.story)
        if not found:
            raise EditError("the text is empty")
        return found

    def call(self, do: Callable[..., T], *given: Any, **named: Any) -> T:
        """Calls a function of `model/edits` on the document."""
        self.calls.append([do.__name__, *_plain(given), *([_plain(named)] if named else [])])
        return do(self.document, *given, self.stamp, **named)

    def call_on_story(self, do: Callable[..., T], *given: Any, **named: Any) -> T:
        """Calls a function that takes a story."""
        return self.call(do, self.story, *given, **named)

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def choose(self, among: Sequence[T]) -> T:
        """One of some values; EditError if there is none."""
        if not among:
            raise EditError("there is none")
        return self.random.choice(among)

    def index(self) -> int:
        return self.random.randrange(len(self.clauses))

    def id(self) -> str:
        return self.choose(self.clauses).id

    def cell(self) -> str:
        """A clause in a table; of another story if this one has no table."""
        return self.turn_to(
            {story: [clause.id for clause in clauses if clause.cell is not None] for story, clauses in self.stories}
        )

    @property
    def stories(self) -> Iterator[tuple[StoryId, Sequence[Clause]]]:
        """Every story with its clauses."""
        for story in stories(self.document):
            yield story, story_clauses(self.document, story)

    def turn_to(self, among: Mapping[StoryId, Sequence[T]]) -> T:
        """One of some values in the story or, if it has none, in another one, which is the story from then on; EditError if there
        is none."""
        if not among.get(self.story):
            self.story = self.choose([story for story, values in among.items() if values])
        return self.choose(among[self.story])

    def place(self) -> Place:
        """A place, often at the beginning or the end of a clause."""
        index = self.index()
        length = len(self.clauses[index].text)
        return Place(index, self.choose([0, length, self.random.randint(0, length)]))

    def range(self) -> tuple[Place, Place]:
        """A selection, mostly within a clause, else over a few."""
        a = self.place()
        last = min(a.index + self.random.choices((0, 1, 2, 5), (8, 4, 2, 1))[0], len(self.clauses) - 1)
        b = Place(last, self.random.randint(0, len(self.clauses[last].text)))
        return (a, b) if a <= b else (b, a)

    def spot(self) -> tuple[Place, Place]:
        """A caret, or sometimes a selection."""
        place = self.place()
        return self.range() if self.chance(0.25) else (place, place)

    def ids(self) -> list[str]:
        """Up to three clauses in a row, in the order of the text."""
        start = self.index()
        return [clause.id for clause in self.clauses[start : start + self.random.choice((1, 2, 3))]]

    def amendments(self) -> list[Amendment]:
        return [amendment for amendment in amendments(self.redline) if amendment.parts]

    def chosen_amendments(self) -> list[Amendment]:
        """One, some or all of the amendments."""
        found = self.amendments()
        count = self.choose((1, 1, 1, 1, min(3, len(found)), len(found)))
        return self.random.sample(found, count) if found else []


def _plain(value: Any) -> Any:
    """An argument as it is shown; of a value of the model only the fields that differ from their defaults."""
    if isinstance(value, Place):
        return [value.index, value.offset]
    if isinstance(value, Redline):
        return f"{len(value.clauses)} clauses"
    if isinstance(value, Submission):
        return [_plain(proposal.redline) for proposal in value.proposals]
    if isinstance(value, CopiesMatrix):
        return f"{len(value.lines)} lines"
    if isinstance(value, Amendment):
        return {"kind": value.kind, "clause": value.clause, "old": value.old[:40], "new": value.new[:40]}
    if isinstance(value, Struct):
        usual = {field.name: field.default for field in fields_of(type(value))}
        shown = {name: getattr(value, name) for name in value.__struct_fields__}
        return {name: _plain(field) for name, field in shown.items() if field != usual[name] and name != "id"} or type(
            value
        ).__name__
    if isinstance(value, list | tuple):
        return [_plain(field) for field in value]
    if isinstance(value, dict):
        return {key: _plain(field) for key, field in value.items()}
    return value if isinstance(value, str | int | float | None) else str(value)
