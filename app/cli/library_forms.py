"""The texts, clauses and reports of a library in lines and in JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from model.library.imports.file_import import FileMessage
from model.library.store.library_records import LibraryRecord
from model.library.texts.citing import identity_of
from model.library.texts.editions import edition_name
from model.library.texts.status import status_message
from model.library.texts.values import LibraryClause, TextIdentity
from model.message import Say, as_json


def name_of(text: LibraryRecord) -> tuple[str, ...]:
    """Language, instrument, body, number and edition of a text."""
    return name_parts(text.identity)


def text_name(text: LibraryRecord) -> str:
    """The name of a text in a line: of one without a number its title or its file."""
    name = name_of(text)
    return " ".join(filter(None, name if text.identity.number else (*name, text.title or text.file)))


def status_in_brackets(text: LibraryRecord, language: str, say: Say) -> str:
    """The status of a text that is not in force, in brackets; '' if it is in force.

    text: the text
    language: that in which the edition in force is named
    say: says it in the same language
    """
    if text.status == "in_force":
        return ""
    edition = edition_name(replace(text.newest, revised=False), language) if text.newest is not None else ""
    return f" [{say(status_message(text.status, edition))}]"


def name_parts(identity: TextIdentity) -> tuple[str, ...]:
    """Language, instrument, body, number and edition of a text, each as it is kept."""
    edition = ", ".join(filter(None, (identity.place, str(identity.year or ""))))
    number = "-".join(filter(None, (identity.number, identity.suffix)))
    return identity.language, identity.instrument, identity.body, number, edition


def print_json(value: Mapping[str, Any]) -> None:
    """Prints a value as one JSON object."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def text_json(text: LibraryRecord) -> dict[str, Any]:
    """A text with its name and state."""
    newest = identity_json(identity_of(text.newest)) if text.newest is not None else None
    return {"id": text.id, **identity_json(text.identity), "title": text.title, "status": text.status, "since": text.since,
            "newest": newest, "mark": text.mark, "group": text.group, "file": text.file, "added": text.added}  # fmt: skip


def identity_json(identity: TextIdentity) -> dict[str, Any]:
    """The name of a text."""
    names = ("instrument", "body", "number", "form", "place", "year", "suffix", "date", "revised", "language")
    return {name: getattr(identity, name) for name in names}


def file_messages_json(messages: Iterable[FileMessage], say: Say) -> list[dict[str, Any]]:
    """The messages about files, as JSON."""
    return [{"file": entry.file, "message": say(entry.message), **as_json(entry.message)} for entry in messages]


def clause_json(clause: LibraryClause) -> dict[str, Any]:
    """A clause of a text."""
    return {"path": clause.path, "kind": clause.kind, "part": clause.part, "call": clause.call, "label": clause.label,
            "words": clause.text}  # fmt: skip
