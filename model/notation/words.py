"""The words that open lines of a submission: fields, proposals, reasons."""

from __future__ import annotations

import re

from model.submission import SYMBOLS

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
"""Field of the header, and the word that stands before the colon."""
REASONS = "Reasons"
NUMBERING = "Numbering"
TEXT = "TEXT"
"""What stands for the symbol of a text that has none."""

_SYMBOLS = "|".join(re.escape(symbol) for symbol in sorted((*SYMBOLS, TEXT), key=len, reverse=True))
PROPOSAL_LINE = re.compile(rf"(?P<symbol>{_SYMBOLS})(?:\t(?P<number>.*)|[ \t]*)")
_WORDS = "|".join((*FIELDS.values(), REASONS, NUMBERING))
FIELD_LINE = re.compile(rf"(?P<word>{_WORDS}):(?: (?P<value>.*)|[ \t]*)", re.DOTALL)
NOTE_LINE = re.compile(r"\[\^(?P<key>[\w.:*†‡§-]+)\]:(?: |$)(?P<rest>.*)", re.DOTALL)


def is_reserved(line: str) -> bool:
    """Whether a line could be read as a field, a proposal or a note where it stands."""
    return bool(PROPOSAL_LINE.fullmatch(line) or FIELD_LINE.fullmatch(line) or NOTE_LINE.match(line))
