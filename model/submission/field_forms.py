"""The fields of a submission that a step can set: how the value of each is written and read, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.errors import EditError, shortened
from model.submission import json_codec

_HEADER_FORMS: Mapping[str, json_codec.Form[Any]] = {
    "conference": json_codec.TEXT,
    "document": json_codec.TEXT,
    "addendum": json_codec.TEXT,
    "date": json_codec.TEXT,
    "original": json_codec.TEXT,
    "title": json_codec.TEXT,
    "agenda": json_codec.TEXT,
    "abstract": json_codec.TEXT,
    "introduction": json_codec.TEXT,
    "proposal_text": json_codec.TEXT,
    "sources": json_codec.listed(json_codec.TEXT),
    "contacts": json_codec.listed(json_codec.CONTACT),
}
_PROPOSAL_FORMS: Mapping[str, json_codec.Form[Any]] = {
    "symbol": json_codec.SYMBOL,
    "number": json_codec.TEXT,
    "reasons": json_codec.TEXT,
    "policy": json_codec.POLICY,
}


def field_form(path: str) -> json_codec.Form[Any]:
    """The JSON form of the value at a field's path; EditError where there is no such field."""
    match path.split("/", 3):
        case ["language"]:
            return json_codec.TEXT
        case ["proposals"]:
            return json_codec.listed(json_codec.PROPOSAL)
        case ["header", name] if name in _HEADER_FORMS:
            return _HEADER_FORMS[name]
        case ["proposals", number, name] if number.isdecimal() and name in _PROPOSAL_FORMS:
            return _PROPOSAL_FORMS[name]
        case ["proposals", number, "notes", _] if number.isdecimal():
            return json_codec.optional(json_codec.NOTE_FORM)
        case ["proposals", number, "comments", _] if number.isdecimal():
            return json_codec.optional(json_codec.COMMENT)
        case ["proposals", number, "struck", _] if number.isdecimal():
            return json_codec.listed(json_codec.STRUCK)
        case ["ignored", _, *_]:
            return json_codec.optional(json_codec.IGNORED)
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
