"""The provision that is cited by its margin number at a place of an editor."""

from __future__ import annotations

from msgspec import Struct

from app.session.session import Session
from app.window.citation_at import shown_text
from model.redline import Side
from model.redline.edit_text import Place
from model.submission.story import StoryId, language_of
from widgets.editor.editor import Editor


class CitedProvision(Struct, frozen=True):
    """A provision of a text of the submission."""

    story: StoryId
    clause: str
    label: str
    """What is printed before its words."""
    words: str


def cited_provision(session: Session, editor: Editor, place: Place) -> CitedProvision | None:
    """The provision whose number is at a place; None if there is none, or if no text of the submission has it."""
    submission = session.submission
    texts = [(number, proposal.redline, session.labelling(number)) for number, proposal in enumerate(submission.proposals, 1)]
    if place.index >= len(editor.clauses) or not any(labelling.numbers for _, _, labelling in texts):
        return None
    from model.references.numbered_texts import NumberedTexts
    from model.references.provision_references import cited_at

    text, offset = shown_text(editor, place)
    language = language_of(submission, editor.story)
    clauses = submission.proposals[editor.story.proposal - 1].redline.places
    home = None if editor.story.note else clauses.get(editor.clauses[place.index].id)
    found = cited_at(NumberedTexts.of(texts), editor.story.proposal, language, text, offset, home)
    if found is None:
        return None
    numbered, id = found
    clause = numbered.redline[id]
    side: Side = "draft" if clause.is_on("draft") else "base"
    return CitedProvision(StoryId(numbered.proposal), id, numbered.labelling.printed_label(side, id), clause.text_on(side))
