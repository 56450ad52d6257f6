"""The clauses of a text of the library, taken from its redline."""

from __future__ import annotations

from collections.abc import Iterator

from model.lexicon.calls import call_kind
from model.library.values import LibraryClause, Part
from model.numbering import Labelling
from model.redline import ANCHOR, LINE_BREAK, NOTE, OBJECT, Redline, paragraphs
from model.submission.clause_paths import side_paths
from model.text.legible import Legible

_UNSAID = str.maketrans({NOTE: None, ANCHOR: None, OBJECT: None, LINE_BREAK: " "})


def clauses_of(redline: Redline) -> tuple[LibraryClause, ...]:
    """The paragraphs of the draft that say something, in order; those of the notes behind them, each under the path of its
    note (`notes/fn2`)."""
    return (*_of_text(redline), *_of_notes(redline))


def _of_text(redline: Redline) -> Iterator[LibraryClause]:
    labelling = Labelling.of(redline)
    named = side_paths(redline, labelling, "draft")
    part: Part = "head"
    call = ""
    for paragraph in paragraphs(redline.clauses, "draft"):
        text = legible_text(paragraph.text)
        kind = paragraph.props.kind
        if kind == "annex":
            part, call = "annex", ""
        elif kind == "call" and part != "annex":
            part, call = call_kind(text, redline.language) or "other", text
        if text:
            id = paragraph.bearer.id
            yield LibraryClause(named[id], kind, part, call, labelling.draft(id) or "", text)


def _of_notes(redline: Redline) -> Iterator[LibraryClause]:
    for key, note in redline.notes.items():
        for paragraph in paragraphs(note.clauses, "draft"):
            text = legible_text(paragraph.text)
            if text:
                yield LibraryClause(f"notes/{key}", paragraph.props.kind, "other", "", "", text)


def legible_text(text: str) -> str:
    """The words of a paragraph as they are read, blanks single."""
    return " ".join(Legible(text.translate(_UNSAID)).text.split())
