"""References to clauses of the same text follow their targets, as tracked edits in the step that relabelled them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from model.edits.replacing import replace_spans
from model.finding import Passage
from model.numbering import Labelling
from model.redline import Stamp
from model.references.targets import Own, Stale
from model.steps import Transaction, apply
from model.submission import Submission


def mend_references(submission: Submission, found: Iterable[Stale], stamp: Stamp) -> Transaction:
    """Let references say what they mean; those that have a fault stay."""
    changes: dict[Passage, list[tuple[int, int, str]]] = {}
    for stale in found:
        changes.setdefault(stale.passage, []).extend(stale.mends)
    spans = [(passage, sorted(set(each))) for passage, each in changes.items()]
    count = sum(len(each) for _, each in spans)
    return replace_spans(submission, spans, "Mend reference" if count == 1 else "Mend references", stamp)


def relabelled(before: Submission, after: Submission) -> tuple[Stale, ...]:
    """The references that a change made stale, in the texts of all proposals."""
    found: list[Stale] = []
    for number, (old, new) in enumerate(zip(before.proposals, after.proposals, strict=False), 1):
        if old.redline is new.redline:
            continue
        then, now = Labelling.of(old.redline), Labelling.of(new.redline)
        was = Own(str(number), old.redline, then)
        if was.draft.place == Own(str(number), new.redline, now).draft.place:
            continue
        known = {(stale.passage.clauses[0].id, stale.old) for stale in was.stale()}
        for stale in Own(str(number), new.redline, now, was).stale():
            if (stale.passage.clauses[0].id, stale.old) not in known:
                found.append(stale)
    return tuple(found)


def with_references(submission: Submission, transaction: Transaction, stamp: Stamp) -> Transaction:
    """A transaction with the references that it makes stale mended in the same step; the same one where there is none."""
    after = apply(submission, transaction)
    found = [stale for stale in relabelled(submission, after) if stale.mends]
    if not found:
        return transaction
    mending = mend_references(after, found, stamp)
    return replace(transaction, steps=(*transaction.steps, *mending.steps))
