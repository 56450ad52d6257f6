"""The clauses of a selection with their structure, for the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from model import edits
from model.redline import Side
from model.submission.story import redline_of
from widgets.editor import clipboard
from widgets.editor.document.selections import Pair
from widgets.editor.story_document import StoryDocument


def mime_of_selection(content: StoryDocument, selected: Pair) -> QMimeData:
    """The selection as clauses, as formatted and as plain text.

    content: the story that is shown
    selected: the places between which the selection lies
    """
    side: Side = "base" if content.view == "base" else "draft"
    labelling = content.labelling()
    printed = (labelling.base if side == "base" else labelling.draft) if labelling is not None else lambda _: None
    copied = edits.paste.copied_clauses(tuple(content.projection.clauses), *selected, side, printed)
    redline = redline_of(content.submission, content.story)
    return clipboard.as_mime(copied, content.submission.language, edits.paste.copied_notes(redline, copied, side))
