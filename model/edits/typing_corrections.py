"""Typing that is put right: quotes, dashes and words, as a transaction of its own that one undo takes back."""

from __future__ import annotations

from model.edits.common import of_edit
from model.edits.text import style_at
from model.redline import Clause, Run, Stamp, Status
from model.redline.edit_text import Inserted, Place, edit
from model.redline.runs import cut
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import Submission
from model.text.typing_corrections import TypingRules, correction


def corrected(
    submission: Submission, story: StoryId, place: Place, typed: int, rules: TypingRules, stamp: Stamp
) -> Transaction | None:
    """Puts right what was typed before a place; None where nothing is to be put right, or what would go was not typed.

    submission: the submission that is changed
    story: the text or note that is changed
    place: behind the last character that was typed
    typed: the characters before it that were typed in one go
    rules: what is put right in the language of the text
    stamp: author and time of the change
    """
    clauses = story_clauses(submission, story)
    clause = clauses[place.index]
    found = correction(_draft_before(clause, place.offset), rules)
    if found is None or found.length > typed or not _is_inserted(clause, place.offset, found.length):
        return None
    run = Run(found.put, style=style_at(clause, place.offset))
    start = Place(place.index, place.offset - found.length)
    return of_edit(story, clauses, edit(clauses, start, place, [Inserted((run,))], stamp), TransactionKind.AUTOCORRECT, stamp)


def _draft_before(clause: Clause, offset: int) -> str:
    before, _ = cut(clause.runs, offset)
    return "".join(run.text for run in before if run.status.in_draft)


def _is_inserted(clause: Clause, offset: int, length: int) -> bool:
    """Whether the characters before an offset are inserted text."""
    _, runs = cut(cut(clause.runs, offset)[0], offset - length)
    return all(run.status is Status.INSERTED and not run.content for run in runs)
