"""Conflicts that a merge left: until they are decided, the text says what only one of two colleagues wants."""

from __future__ import annotations

from model.merging.conflict_texts import first_clause, open_conflicts, wordings
from model.message import Message
from model.preflight.context import CheckContext
from model.preflight.finding import Faults, Problem, Rule
from model.submission.conflicts import PROPOSAL
from model.submission.story import NO_TEXT, StoryId


def _undecided(context: CheckContext) -> Faults:
    submission = context.submission
    for found in open_conflicts(submission):
        conflict, number = found.conflict, found.number
        story = StoryId(number, conflict.note) if number else NO_TEXT
        clause = first_clause(submission.proposals[number - 1].redline, conflict) if number else ""
        if not clause:
            story = StoryId(number) if number else NO_TEXT
        field = ""
        if conflict.name and conflict.name != PROPOSAL and "/" not in conflict.name:
            field = f"proposals/{number}/{conflict.name}" if number else f"header/{conflict.name}"
        _, present, other = (" ".join(words.split()) for words in wordings(conflict))
        message = Message.of(
            "two copies that were merged differ here, and nobody has decided: the other says “{words}”", words=other
        )
        if conflict.name == PROPOSAL:
            message = Message.of("one of the merged copies removes this proposal, the other amends it; decide which")
        elif not other.strip():
            message = Message.of("two copies that were merged differ here, and nobody has decided: the other omits these words")
        yield Problem(message, story, clause, field, quote=present[:_QUOTED], near=(found.key, ""))


_QUOTED = 200
RULES = (
    Rule(
        "undecided", "error", Message.of("A conflict of a merge is not decided"),
        Message.of("Two colleagues changed the same words of their copies. The text has the wording of one; its card shows both. "
                   "Decide for one, for both, or for options in square brackets."),
        Message.of("merge of copies"), submission=_undecided,
    ),
)  # fmt: skip
