"""The fields of a submission that a step can set: how the value of each is written and read, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model import plain
from model.errors import EditError, shortened

_HEADER_FORMS: Mapping[str, plain.Form[Any]] = {
    "conference": plain.TEXT,
    "document": plain.TEXT,
    "addendum": plain.TEXT,
    "date": plain.TEXT,
    "original": plain.TEXT,
    "title": plain.TEXT,
    "agenda": plain.TEXT,
    "abstract": plain.TEXT,
    "introduction": plain.TEXT,
    "proposal_text": plain.TEXT,
    "sources": plain.listed(plain.TEXT),
    "contacts": plain.listed(plain.CONTACT),
}
_PROPOSAL_FORMS: Mapping[str, plain.Form[Any]] = {
    "symbol": plain.SYMBOL,
    "number": plain.TEXT,
    "reasons": plain.TEXT,
    "policy": plain.POLICY,
}


def field_form(path: str) -> plain.Form[Any]:
    """How the value at a field's path is written and read; EditError where there is no such field."""
    match path.split("/", 3):
        case ["language"]:
            return plain.TEXT
        case ["proposals"]:
            return plain.listed(plain.PROPOSAL)
        case ["header", name] if name in _HEADER_FORMS:
            return _HEADER_FORMS[name]
        case ["proposals", number, name] if number.isdecimal() and name in _PROPOSAL_FORMS:
            return _PROPOSAL_FORMS[name]
        case ["proposals", number, "notes", _] if number.isdecimal():
            return plain.optional(plain.NOTE_FORM)
        case ["proposals", number, "comments", _] if number.isdecimal():
            return plain.optional(plain.COMMENT)
        case ["proposals", number, "struck", _] if number.isdecimal():
            return plain.listed(plain.STRUCK)
        case ["ignored", _, *_]:
            return plain.optional(plain.IGNORED)
    raise EditError(f"there is no field {shortened(repr(path))}; fields are header/title, proposals/1/symbol and the like")


def told_field(path: str) -> str:
    """A field as a sentence names it: never by a key that nobody ever sees."""
    match path.split("/", 3):
        case ["proposals", number, "notes" | "comments" as kind, _]:
            return f"a {'footnote' if kind == 'notes' else 'comment'} of proposal {number}"
        case ["proposals", number, "struck", _]:
            return f"what was struck of proposal {number}"
        case ["ignored", *_]:
            return "what is said of a finding"
    return path
