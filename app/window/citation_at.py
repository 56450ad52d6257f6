"""The citation of another text at a place of an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.redline.edit_text import Place
from model.submission.story import language_of
from model.submission.values import Submission
from widgets.editor.editor import Editor

if TYPE_CHECKING:
    from model.references.citations import Citation
    from model.submission.search import Where


def citation_at(submission: Submission, editor: Editor, place: Place) -> Citation | None:
    """The citation at a place, in the draft, or in the text in force if that is shown: deleted words do not split a citation.
    None if nothing is cited."""
    from model.references.citation_parser import cite

    if place.index >= len(editor.clauses):
        return None
    text, offset = shown_text(editor, place)
    return next(
        (citation for citation in cite(text, language_of(submission, editor.story)) if citation.start <= offset <= citation.stop),
        None,
    )


def shown_text(editor: Editor, place: Place) -> tuple[str, int]:
    """The words of the clause at a place in the draft, or in the text in force if that is shown, and the place among them."""
    from model.submission.search import is_shown

    side: Where = "base" if editor.view == "base" else "draft"
    text, offset, at = "", 0, 0
    for run in editor.clauses[place.index].runs:
        if is_shown(run, side):
            text += run.text
            offset += min(max(place.offset - at, 0), len(run.text))
        at += len(run.text)
    return text, offset


def cites_at_caret(submission: Submission, editor: Editor) -> bool:
    """Whether the caret is in a citation of another text."""
    return citation_at(submission, editor, editor.caret.selected_range()[1]) is not None
