"""A refused export: the step of the undo list that caused the refusal, and the view that can be written instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from model.errors import ClausewrightError
from model.files.export import bytes_of, empty_view_message, with_submitter
from model.files.kinds import FileKind
from model.formats.word.writing.export_options import ExportOptions, Form
from model.submission.resolved import View
from model.submission.transactions import Transaction, apply, invert
from model.submission.values import Submission

Report = Callable[[int, int], None]
"""Takes the number of exports tried and the number of all; it may raise an exception to stop the search."""


class WaysOut(Struct, frozen=True):
    """The user's possible remedies for a refused export."""

    step: int | None = None
    """The index of the step after which the export is refused and before which it is written; None if there is none."""
    draft: bool = False
    """Whether the draft can be written without tracked changes."""


def find_ways_out(
    submission: Submission,
    done: Sequence[Transaction],
    kind: FileKind,
    view: View,
    user: str,
    report: Report,
    form: Form = "whole",
) -> WaysOut:
    """Tries other exports of a submission after one was refused. Nothing is written to a file.

    submission: the submission with all steps carried out
    done: the steps of the undo list that are carried out, the first one first
    kind: the kind of the refused file
    view: the refused view
    user: the name of the user, see `model.files.export.write`
    report: called before each export
    form: how treaty texts were to be written
    """
    count = 2 + len(done).bit_length()
    report(0, count)
    draft = view == "markup" and is_written(with_submitter(submission, user), kind, "draft")
    states = [submission]
    for transaction in reversed(done):
        states.append(apply(states[-1], invert(transaction)))
    states.reverse()
    low, high = -1, len(done)  # the export is refused after `high` steps and written after `low`
    tried = 0
    while high - low > 1:
        tried += 1
        report(tried, count)
        middle = (low + high) // 2 if low >= 0 else 0  # the opened text is tried first: if it is refused, no step is the cause
        if empty_view_message(states[middle], view) is not None or is_written(
            with_submitter(states[middle], user), kind, view, form
        ):
            low = middle
        elif middle == 0:
            return WaysOut(None, draft)
        else:
            high = middle
    return WaysOut(low if low >= 0 else None, draft)


def is_written(submission: Submission, kind: FileKind, view: View, form: Form = "whole") -> bool:
    """Whether an export is not refused."""
    try:
        bytes_of(submission, kind, ExportOptions(view=view, form=form))
    except ClausewrightError:
        return False
    return True
