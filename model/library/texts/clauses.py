"""The clauses of a text of the library, computed from its redline."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from model.lexicon.calls import call_kind, opening_words
from model.lexicon.words import LANGUAGES
from model.library.texts.values import LibraryClause, Part
from model.numbering import Labelling
from model.redline import ANCHOR, LINE_BREAK, NOTE, OBJECT, Redline, paragraphs
from model.submission.clause_paths import side_paths
from model.text.lazy_regex import late
from model.text.legible import Legible

_UNSAID = str.maketrans({NOTE: None, ANCHOR: None, OBJECT: None, LINE_BREAK: " "})


_NUMBERED = late(r"[0-9]{1,3}[.)]?|")


def clauses_of(redline: Redline) -> tuple[LibraryClause, ...]:
    """The non-empty paragraphs of the draft, in order; after them those of the notes, each under the path of its note
    (`notes/fn2`). In a text without calls, as the United Nations write them, each paragraph has its verb: its first words are
    the call of it and of the items under it."""
    text = tuple(_of_text(redline))
    if not any(clause.kind == "call" for clause in text):
        text = _with_verbs(text, redline.language)
    return (*text, *_of_notes(redline))


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


def _with_verbs(clauses: tuple[LibraryClause, ...], language: str) -> tuple[LibraryClause, ...]:
    """The clauses of a text without calls, with part and call by their verbs; unchanged if none has an operative verb."""
    if language not in LANGUAGES:
        return clauses
    from model.library.texts.addressees import operative_call  # the name of a document needs none

    addresses = [operative_call(clause.text, language) if _is_whole(clause) else None for clause in clauses]
    if not any(addresses):
        return clauses
    out: list[LibraryClause] = []
    part: Part = "head"
    call = ""
    for clause, address in zip(clauses, addresses, strict=True):
        if clause.kind == "paragraph" and clause.part != "annex":
            preamble = opening_words(clause.text, language) if _is_whole(clause) and not address else ""
            if address:
                part, call = "operative", clause.text[: address.stop]
            elif preamble or (_is_whole(clause) and part != "operative" and clause.text.endswith((",", "،", "，"))):
                part, call = "operative" if clause.label else "preamble", preamble
            elif _is_whole(clause):
                part, call = "operative" if clause.label and part == "operative" else "other", ""
            out.append(replace(clause, part=part, call=call))
        else:
            out.append(clause)
    return tuple(out)


def _is_whole(clause: LibraryClause) -> bool:
    """Whether a clause is a paragraph of its own, numbered or without a label, and no item of another."""
    return clause.kind == "paragraph" and _NUMBERED.fullmatch(clause.label) is not None


def _of_notes(redline: Redline) -> Iterator[LibraryClause]:
    for key, note in redline.notes.items():
        for paragraph in paragraphs(note.clauses, "draft"):
            text = legible_text(paragraph.text)
            if text:
                yield LibraryClause(f"notes/{key}", paragraph.props.kind, "other", "", "", text)


def legible_text(text: str) -> str:
    """The words of a paragraph as they are read, blanks single."""
    return " ".join(Legible(text.translate(_UNSAID)).text.split())
