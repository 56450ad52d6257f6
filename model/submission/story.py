"""The address of a story, and what a submission has at that address.

A story is a list of clauses that is edited as one text: the text of a proposal, or one of its notes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from model.errors import EditError, shorten_value
from model.redline import Clause, Note, Redline
from model.submission.values import Proposal, Submission
from model.text.lazy_regex import late


class StoryId:
    """The address of the text of a proposal, or of one of its notes: a value, `1` or `1/notes/fn2` in files (`str`, `parse`). It
    is no struct, since msgspec would store one as an object."""

    __slots__ = ("note", "proposal")

    def __init__(self, proposal: int, note: str = "") -> None:
        self.proposal: Final = proposal
        """The number of the proposal, from 1."""
        self.note: Final = note
        """The key of the note; '' if the story is the text of the proposal."""

    @classmethod
    def parse(cls, text: str) -> StoryId:
        """The address that a text is the form of; ValueError if it is not one."""
        found = _FORM.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), found[2] or "")

    @property
    def text(self) -> StoryId:
        """The story of the text that has this note; the story itself if it is a text."""
        return StoryId(self.proposal) if self.note else self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoryId) and self.proposal == other.proposal and self.note == other.note

    def __hash__(self) -> int:
        return hash((self.proposal, self.note))

    def __lt__(self, other: StoryId) -> bool:
        return (self.proposal, self.note) < (other.proposal, other.note)

    def __repr__(self) -> str:
        return f"StoryId({self.proposal}, {self.note!r})" if self.note else f"StoryId({self.proposal})"

    def __str__(self) -> str:
        return f"{self.proposal}/notes/{self.note}" if self.note else f"{self.proposal}"


_FORM = late(r"([1-9][0-9]{0,8})(?:/notes/(.+))?", re.DOTALL)

FIRST_TEXT = StoryId(1)
"""The text of the first proposal."""
NO_TEXT = StoryId(0)
"""The address of no text: for what concerns the header or the submission as a whole."""


# Reading


def stories(submission: Submission) -> list[StoryId]:
    """All stories of a submission in order: each text, followed by its notes."""
    texts = enumerate(submission.proposals, 1)
    return [StoryId(number, key) for number, proposal in texts for key in ("", *proposal.redline.notes)]


def redline_of(submission: Submission, story: StoryId) -> Redline:
    """The text that a story is, or is a note of; an empty one if there is no such proposal."""
    return submission.proposals[story.proposal - 1].redline if has_text(submission, story) else Redline()


def has_text(submission: Submission, story: StoryId) -> bool:
    """Whether the submission has the text that a story is, or is a note of."""
    return 0 < story.proposal <= len(submission.proposals)


def language_of(submission: Submission, story: StoryId) -> str:
    """The language of a text; that of the submission if the text does not have its own."""
    return redline_of(submission, story).language or submission.language


def note_of(submission: Submission, story: StoryId) -> Note | None:
    """The note that a story is; None if the story is a text, or if there is no such note."""
    return redline_of(submission, story).notes.get(story.note)


def clauses_of(submission: Submission, story: StoryId) -> tuple[Clause, ...]:
    """The clauses of a story; none if there is no such story."""
    if not story.note:
        return redline_of(submission, story).clauses
    note = note_of(submission, story)
    return note.clauses if note else ()


def clause_order(redline: Redline) -> Mapping[tuple[str, str], tuple[int, int]]:
    """The place of each clause by the key of its note ('' for the text) and its id: the text (0) or the number of the note (from
    1), and the number of the clause in it (from 0)."""
    out = {("", id): (0, index) for id, index in redline.places.items()}
    for number, (key, note) in enumerate(redline.notes.items(), 1):
        out |= {(key, clause.id): (number, index) for index, clause in enumerate(note.clauses)}
    return out


def story_clauses(submission: Submission, story: StoryId) -> tuple[Clause, ...]:
    """The clauses of a story that an edit changes; EditError if there is no such story."""
    redline = proposal_of(submission, story.proposal).redline
    if story.note and story.note not in redline.notes:
        raise EditError.of("there is no such footnote in proposal {number}", number=story.proposal)
    return redline.clauses_of(story.note)


def proposal_of(submission: Submission, number: int) -> Proposal:
    """A proposal by its number from 1; EditError if there is none of that number."""
    if not 0 < number <= len(submission.proposals):
        raise EditError.of(
            "there is no proposal {number}: the submission has {given}",
            number=shorten_value(repr(str(number))),
            given=len(submission.proposals),
        )
    return submission.proposals[number - 1]


# Replacing


def with_story(submission: Submission, story: StoryId, clauses: tuple[Clause, ...]) -> Submission:
    """The submission with other clauses in a story."""
    redline = proposal_of(submission, story.proposal).redline
    if not story.note:
        return with_redline(submission, story.proposal, replace(redline, clauses=clauses))
    notes = {**redline.notes, story.note: replace(redline.notes[story.note], clauses=clauses)}
    return with_redline(submission, story.proposal, replace(redline, notes=notes))


def with_redline(submission: Submission, number: int, redline: Redline) -> Submission:
    """The submission with another redline in a proposal."""
    return with_proposal(submission, number, replace(proposal_of(submission, number), redline=redline))


def with_proposal(submission: Submission, number: int, proposal: Proposal) -> Submission:
    """The submission with another proposal of this number, counted from 1."""
    return replace(submission, proposals=(*submission.proposals[: number - 1], proposal, *submission.proposals[number:]))
