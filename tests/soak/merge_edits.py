"""The kinds of random edits that merge another copy of the document, and decide what that left; see `edit_kinds.py`."""

from __future__ import annotations

from msgspec.structs import replace

from model.edits import text
from model.edits.merging.conflicts import decide_conflict as decide
from model.edits.merging.conflicts import decisions_of
from model.edits.merging.copies import bring_merge
from model.edits.transform import Transform
from model.errors import EditError
from model.merging.conflict_texts import open_conflicts
from model.merging.submissions import merge_submissions
from model.redline import Stamp
from model.submission.transactions import Transaction, apply
from model.submission.values import Submission
from tests.soak import structure_edits, text_edits
from tests.soak.edit_choices import EditChooser

COLLEAGUE = Stamp("colleague", "2024-09-10T09:00:00Z")
IN_COPIES = (
    text_edits.type_text,
    text_edits.delete,
    text_edits.break_paragraph,
    text_edits.merge,
    text_edits.toggle_format,
    structure_edits.insert,
    structure_edits.strike,
    structure_edits.move,
    structure_edits.level,
    structure_edits.insert_note,
    structure_edits.comment,
    structure_edits.insert_row,
    structure_edits.delete_row,
)
"""The edits of the two copies."""


def merge_copy(chooser: EditChooser) -> Transaction:
    """The document is edited, and then a colleague's copy of it is merged."""
    base = chooser.document
    edited = _edited(chooser, base, chooser.stamp, 1)
    return _merged(chooser, edited, _edited(chooser, base, COLLEAGUE, chooser.choose((1, 2, 3))))


def decide_conflict(chooser: EditChooser) -> Transaction:
    """The same words are replaced in both copies, and what the merge leaves is decided, with all else that is undecided."""
    base = chooser.document
    a, b = chooser.range()
    first, second = (
        apply(base, text.type_text(base, chooser.story, a, b, words, stamp))
        for words, stamp in (("alpha", chooser.stamp), ("beta", COLLEAGUE))
    )
    made = _merged(chooser, first, second)
    document = apply(base, made)
    found = list(open_conflicts(document))
    if not found:
        return made
    work = Transform(document, chooser.stamp)
    for conflict in found:
        chooser.document = work.submission
        decision = chooser.choose(decisions_of(conflict.conflict))
        work.add(chooser.call(decide, conflict.number, conflict.key, decision))
        if len(work.submission.proposals) != len(document.proposals):
            break
    return replace(made, steps=(*made.steps, *work.steps))


def _edited(chooser: EditChooser, document: Submission, stamp: Stamp, count: int) -> Submission:
    """The document after some edits; EditError if none is possible."""
    for _ in range(count):
        inner = EditChooser(document, chooser.random.randrange(10**6))
        inner.stamp = stamp
        kind = chooser.choose(IN_COPIES)
        document = apply(document, kind(inner))
        chooser.calls += inner.calls
    return document


def _merged(chooser: EditChooser, first: Submission, second: Submission) -> Transaction:
    """From the document to the merge of two copies of it, as a user sees it: his own edits, and then those of the colleague."""
    base = chooser.document
    work = Transform(base, chooser.stamp)
    work.add(bring_merge(base, first, chooser.stamp))
    merged = merge_submissions(base, first, second)
    chooser.calls.append(["bring_merge"])
    if merged.sources != base.sources:
        raise EditError("there is a new package")
    work.add(bring_merge(work.submission, merged, chooser.stamp))
    return replace(bring_merge(base, merged, chooser.stamp), steps=tuple(work.steps))
