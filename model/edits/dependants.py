"""Changes that a transaction entails, and the limits of a text: a note is deleted when nothing refers to it any more, and what
was kept of a deleted clause when that clause changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from model.edits.common import transaction
from model.edits.cuts.settings import locking_steps, releasing_steps
from model.edits.deleted_amendments import parts_to_keep, steps_to
from model.errors import EditError
from model.redline import NOTE, Clause, Stamp
from model.redline.limits import MAX_CHARACTERS, MAX_PARAGRAPHS
from model.redline.runs import referred_notes
from model.submission.field_forms import refuse_long_field
from model.submission.story import story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetClause, SetField, Splice, Step, Transaction, apply
from model.submission.values import CutSettings, Submission


def with_dependants(submission: Submission, made: Transaction) -> Transaction:
    """A transaction with the changes that depend on it at its end; the same object if there are none. Every change of a document
    passes through here, so that no edit has to think of them. EditError if it does not fit, or makes the text too long."""
    refuse_growth(submission, made)
    notes = any(map(_takes_references, made.steps))
    struck = any(_touches_struck(submission, step) for step in made.steps)
    numbers = any(map(_sets_document_number, made.steps))
    settings = bool(submission.header.document) and _sets_up_cuts(made)
    if not notes and not struck and not numbers and not settings:
        return made
    after = apply(submission, made)
    steps: list[Step] = list(_dropped_notes(after)) if notes else []
    if numbers:
        steps += locking_steps(after) if after.header.document else releasing_steps(after)
    elif settings:
        steps += locking_steps(after)
    for number, proposal in enumerate(after.proposals if struck else (), 1):
        left = {key: parts_to_keep(proposal.redline, parts) for key, parts in proposal.struck.items()}
        steps += steps_to(number, proposal, left)
    return replace(made, steps=(*made.steps, *steps)) if steps else made


def drop_orphans(submission: Submission, stamp: Stamp) -> Transaction:
    """Remove the notes to which no text refers, which an older program may have left."""
    return transaction(TransactionKind.REMOVE_UNMARKED_FOOTNOTES, list(_dropped_notes(submission)), stamp)


def _sets_document_number(step: Step) -> bool:
    """Whether a step gives the document its first number, or takes its number away."""
    return isinstance(step, SetField) and step.path == "header/document" and bool(step.old) is not bool(step.new)


def _sets_up_cuts(made: Transaction) -> bool:
    """Whether a transaction sets something for a proposal of a treaty text, from when on its serial number stays."""
    steps = (step for step in made.steps if isinstance(step, SetField))
    return made.kind != TransactionKind.RELEASE_NUMBERS and any(isinstance(step.new, CutSettings) for step in steps)


def _takes_references(step: Step) -> bool:
    if isinstance(step, SetField):
        return step.path == "proposals"
    old, new = (step.old, step.new) if isinstance(step, Splice) else ((step.old,), (step.new,))
    gone = _references(old)
    return bool(gone) and not gone <= _references(new)


def _touches_struck(submission: Submission, step: Step) -> bool:
    """Whether a step may change clauses beside which something is kept."""
    if isinstance(step, SetField):
        return step.path == "proposals"
    number = step.story.proposal
    proposals = submission.proposals[int(number) - 1 : int(number)]
    if not any(proposal.struck for proposal in proposals):
        return False
    ids = {clause.id for clause in (step.old if isinstance(step, Splice) else (step.old,))}
    parts = (part for proposal in proposals for struck_parts in proposal.struck.values() for part in struck_parts)
    return any(clause.id in ids for part in parts for clause in part.after)


def _references(clauses: Iterable[Clause]) -> set[str]:
    return {run.content for clause in clauses for run in clause.runs if run.text == NOTE and run.content}


def _dropped_notes(after: Submission) -> Iterator[SetField]:
    for number, proposal in enumerate(after.proposals, 1):
        notes = proposal.redline.notes
        referred = referred_notes(proposal.redline) if notes else frozenset()
        for key in [key for key in notes if key not in referred]:
            yield SetField(f"proposals/{number}/notes/{key}", notes[key], None)


def refuse_growth(submission: Submission, made: Transaction) -> None:
    """EditError if a transaction makes a paragraph, text or field too long; one that is too long already can be shortened."""
    for step in made.steps:
        if isinstance(step, SetField):
            refuse_long_field(step.new, step.old)
            continue
        old, new = ((step.old,), (step.new,)) if isinstance(step, SetClause) else (step.old, step.new)
        longest = max(map(_length, new), default=0)
        if longest > MAX_CHARACTERS and longest > max(map(_length, old), default=0):
            raise EditError.of(
                "a paragraph has at most {most:,} characters, and this would make one longer; split it", most=MAX_CHARACTERS
            )
        if len(new) > len(old) and len(story_clauses(submission, step.story)) - len(old) + len(new) > MAX_PARAGRAPHS:
            raise EditError.of(
                "a text has at most {most:,} paragraphs, and this would make it longer; split the text", most=MAX_PARAGRAPHS
            )


def _length(clause: Clause) -> int:
    return sum(len(run.text) for run in clause.runs)
