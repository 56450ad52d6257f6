"""The clauses of a selection with their structure, for the clipboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from model.edits import paste
from model.numbering import Labelling
from model.redline import Clause, Side
from model.submission.resolved import View
from model.submission.values import Submission
from widgets.common.store import proposal_number, redline_of
from widgets.editor import clipboard
from widgets.editor.intents import Pair


def copied(
    submission: Submission, story: str, view: View, clauses: Sequence[Clause], selected: Pair, labelling: Labelling | None
) -> QMimeData:
    """The selection as clauses, as formatted and as plain text.

    submission: what is worked on
    story: the story that is shown
    view: the view in which it is shown
    clauses: those that are shown
    selected: the places between which the selection lies
    labelling: the labels of the text; None in a note
    """
    side: Side = "base" if view == "base" else "draft"
    printed = (labelling.base if side == "base" else labelling.draft) if labelling is not None else lambda _: None
    chosen = paste.copied_clauses(tuple(clauses), *selected, side, printed)
    notes = paste.copied_notes(redline_of(submission, str(proposal_number(story))), chosen, side)
    return clipboard.as_mime(chosen, submission.language, notes)
