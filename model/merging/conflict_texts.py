"""Merge conflicts in words: their wordings, and where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from model.merging.origins import stamps_of
from model.message import Message
from model.numbering import Labelling
from model.numbering.margin_numbers import inserted_numbers
from model.redline import Clause, Redline, Stamp, Status
from model.submission.amendments import is_whole
from model.submission.clause_paths import places
from model.submission.conflicts import PROPOSAL, MergeConflict
from model.submission.field_forms import field_names
from model.submission.place_texts import place_text
from model.submission.story import StoryId
from model.submission.values import Submission
from model.text.shortening import shorten_text

Clauses = tuple[Clause, ...]


class OpenConflict(Struct, frozen=True):
    """An undecided conflict and its place in a submission."""

    number: int
    """The number of its proposal; 0 for the header."""
    key: str
    conflict: MergeConflict

    @property
    def story(self) -> StoryId:
        """The story of its words; if it is about a field, the text of the proposal."""
        return StoryId(self.number, self.conflict.note)


def open_conflicts(submission: Submission) -> Iterator[OpenConflict]:
    """The undecided conflicts: those of the header, then those of each proposal in the order of its text."""
    yield from (OpenConflict(0, key, conflict) for key, conflict in sorted(submission.conflicts.items()))
    for number, proposal in enumerate(submission.proposals, 1):
        order = proposal.redline.places
        found = [OpenConflict(number, key, conflict) for key, conflict in proposal.conflicts.items()]
        yield from sorted(found, key=lambda entry: (order.get(first_clause(proposal.redline, entry.conflict), -1), entry.key))


def first_clause(redline: Redline, conflict: MergeConflict) -> str:
    """The id of the first disputed clause that is still in the story; '' if there is none."""
    if conflict.name or (conflict.note and conflict.note not in redline.notes):
        return ""
    held = {clause.id for clause in redline.clauses_of(conflict.note)}
    shared = {clause.id for clause in conflict.present if clause in conflict.other}
    known = [clause.id for clause in conflict.present if clause.id in held]
    return next((id for id in known if id not in shared), known[-1] if known else "")


def wordings(conflict: MergeConflict) -> tuple[str, str, str]:
    """The wording in the base, the present one and the other, as they read in the draft. Clauses that are the same in all are
    omitted."""
    if conflict.name:
        return _value(conflict.base_value), _value(conflict.present_value), _value(conflict.other_value)
    versions = conflict.base, conflict.present, conflict.other
    same = [clause for clause in conflict.present if all(clause in version for version in versions)]
    before, present, other = (_words([clause for clause in version if clause not in same]) for version in versions)
    return before, present, other


def insertions(conflict: MergeConflict) -> tuple[Clauses, Clauses]:
    """The paragraphs that each copy inserts, in a conflict about nothing else; otherwise none."""
    known = {clause.id for clause in conflict.base}
    versions = conflict.base, conflict.present, conflict.other
    present, other = (tuple([clause for clause in version if clause.id not in known]) for version in versions[1:])
    kept = {tuple([clause for clause in version if clause.id in known]) for version in versions}
    is_whole_paragraphs = all(is_whole(clause, Status.INSERTED) for clause in (*present, *other))
    return (present, other) if present and other and len(kept) == 1 and is_whole_paragraphs else ((), ())


def disputed_numbers(redline: Redline, conflict: MergeConflict) -> tuple[str, ...]:
    """The margin numbers that both copies give to different new provisions; none if a conflict is about anything else.

    redline: the text with the present wording
    """
    if conflict.note:
        return ()
    present, other = insertions(conflict)
    first = redline.places.get(present[0].id) if present else None
    if first is None:
        return ()
    added = {clause.id for clause in present}
    rest = tuple([clause for clause in redline.clauses if clause.id not in added])
    place = sum(clause.id not in added for clause in redline.clauses[:first])
    theirs = replace(redline, clauses=(*rest[:place], *other, *rest[place:]))
    numbers, others = inserted_numbers(redline), set(inserted_numbers(theirs, {clause.id for clause in other}).values())
    found = (numbers[clause.id] for clause in redline.clauses if clause.id in added and clause.id in numbers)
    return tuple([number for number in found if number in others])


def authors_of(conflict: MergeConflict) -> tuple[str, str]:
    """Who wrote the present wording, and who the other one; '' if nobody is known, or if both have the same authors."""
    base, present, other = map(_stamps, (conflict.base, conflict.present, conflict.other))
    names = _names(present - base - other), _names(other - base - present)
    return names if names[0] != names[1] else ("", "")


def _names(stamps: Iterable[Stamp]) -> str:
    return ", ".join(sorted({stamp.author for stamp in stamps if stamp.author}))


def _stamps(clauses: Iterable[Clause]) -> frozenset[Stamp]:
    found: set[Stamp] = set()
    for clause in clauses:
        found.update(stamps_of(clause), *map(stamps_of, clause.runs))
    return frozenset(found)


def _words(clauses: list[Clause]) -> str:
    return "\n".join(clause.text for clause in Redline(tuple(clauses)).draft().clauses)


def _value(value: Any) -> str:
    """The value of a field in words; for a comment or a position, its text."""
    if isinstance(value, dict):
        return "\n".join(str(value[name]) for name in ("text", "stance", "details", "note") if value.get(name))
    if isinstance(value, list):
        return "\n".join(map(_value, value))
    return "" if value is None or isinstance(value, bool) else str(value)


def title_of(found: OpenConflict, submission: Submission) -> Message:
    """The place of a conflict in words: `recalling a)`, `footnote`, `title`."""
    conflict = found.conflict
    if conflict.name == PROPOSAL:
        return Message.of("proposal {number}", number=found.number)
    if conflict.name.startswith("comments/"):
        return Message.of("a comment of proposal {number}", number=found.number)
    if conflict.name.startswith("positions/"):
        return Message.of("a position on proposal {number}", number=found.number)
    if conflict.name:
        return field_names([conflict.name])[0]
    if conflict.note:
        return Message.of("a footnote of proposal {number}", number=found.number)
    redline = submission.proposals[found.number - 1].redline
    if numbers := disputed_numbers(redline, conflict):
        return Message.of("both copies give the margin number {numbers} to a new provision", numbers=", ".join(numbers))
    from model.merging.new_bands import disputed_bands  # with the comparison of words, of which the first window has no use

    if bands := disputed_bands(conflict.base, conflict.present, conflict.other):
        names = ", ".join(name for of_table in bands.values() for name in of_table)
        return Message.of("both copies have different rows for the frequency bands {bands}", bands=names)
    place = places(redline, Labelling.of(redline)).get(first_clause(redline, conflict), "")
    return place_text(place) if place else Message.of("proposal {number}", number=found.number)


def summary_of(found: OpenConflict, submission: Submission) -> Message:
    """A conflict on one line: its place and both wordings."""
    if found.conflict.name == PROPOSAL:
        return Message.of("proposal {number}: one copy amends it, the other removes it", number=found.number)
    _, present, other = (" ".join(words.split()) for words in wordings(found.conflict))
    return Message.of(
        "{place}: “{present}” | “{other}”",
        place=title_of(found, submission),
        present=shorten_text(present, _LONGEST),
        other=shorten_text(other, _LONGEST),
    )


_LONGEST = 160
