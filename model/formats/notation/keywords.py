"""The words that open lines of a submission: fields, proposals, reasons, settings of cuts."""

from __future__ import annotations

import re

from model.lexicon import document_word
from model.submission.values import SYMBOLS
from model.text.lazy_regex import late

FIELDS: dict[str, str] = {
    "language": "Language",
    "conference": "Conference",
    "document": "Document",
    "addendum": "Addendum",
    "date": "Date",
    "original": "Original",
    "sources": "Source",
    "title": "Title",
    "agenda": "Agenda",
    "abstract": "Abstract",
    "contacts": "Contact",
    "introduction": "Introduction",
    "proposal_text": "Proposal",
}
"""Field of the header, and the word before the colon."""
REASONS = "Reasons"
NUMBERING = "Numbering"
CUT = "Cut"
"""The word before what was set for a proposal of a treaty text."""
TEXT = "TEXT"
"""The word in place of the symbol of a text that has none."""

_SYMBOLS = "|".join(re.escape(symbol) for symbol in sorted((*SYMBOLS, TEXT), key=len, reverse=True))
PROPOSAL_LINE = late(rf"(?P<symbol>{_SYMBOLS})(?:\t(?P<number>.*)|[ \t]*)")
_WORDS = "|".join((*FIELDS.values(), REASONS, NUMBERING))
CUT_LINE = late(rf"{CUT}: (?P<value>\S+; .+)")
FIELD_LINE = late(rf"(?P<word>{_WORDS}):(?: (?P<value>.*)|[ \t]*)", re.DOTALL)
NOTE_LINE = late(r"\[\^(?P<key>[\w.:*†‡§-]+)\]:(?: |$)(?P<rest>.*)", re.DOTALL)


_TERMS = {"reasons": REASONS, "abstract": FIELDS["abstract"], "contact": FIELDS["contacts"]}


def foreign_field(line: str) -> tuple[str, str] | None:
    """The field that a line is in another language, and its text: `Motivos: …`; None if it is none."""
    heads = (":" in line or "：" in line) and not line[:1].isspace()
    word = document_word(line) if heads else None
    return (_TERMS[word.term], word.rest) if word is not None and word.term in _TERMS else None


def is_reserved(line: str) -> bool:
    """Whether a line could be read as a field, a proposal or a note at its place."""
    shapes = (PROPOSAL_LINE.fullmatch, FIELD_LINE.fullmatch, CUT_LINE.fullmatch, NOTE_LINE.match, foreign_field)
    return any(shape(line) for shape in shapes)
