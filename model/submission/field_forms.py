"""The fields of a submission that a step can set: their types, names and limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from msgspec.structs import fields

from model.errors import EditError, shorten_value
from model.message import Message
from model.redline import Note, Policy
from model.redline.limits import MAX_CHARACTERS, MAX_PARAGRAPHS
from model.submission.comments import Comment
from model.submission.conflicts import MergeConflict
from model.submission.positions import Position, private_texts
from model.submission.values import Contact, CutSettings, DeletedPart, Header, IgnoredProblem, Proposal, Submission, Symbol

_OF_HEADER: Mapping[str, Any] = {field.name: field.type for field in fields(Header)}
_OF_PROPOSAL: Mapping[str, Any] = {
    "symbol": Symbol | Literal[""],
    "number": str,
    "reasons": str,
    "policy": Policy,
    "instrument": str,
    "item": str,
    "edition": str,
}
_BY_KEY: Mapping[str, Any] = {
    "notes": Note | None,
    "comments": Comment | None,
    "struck": tuple[DeletedPart, ...],
    "positions": Position | None,
    "conflicts": MergeConflict | None,
    "cuts": CutSettings | None,
}
FIELD_NAMES: Mapping[str, Message] = {
    "conference": Message.of("conference", context="field"),
    "document": Message.of("document number", context="field"),
    "addendum": Message.of("addendum number", context="field"),
    "date": Message.of("date", context="field"),
    "original": Message.of("original language", context="field"),
    "sources": Message.of("source", context="field"),
    "title": Message.of("title", context="field"),
    "agenda": Message.of("agenda item", context="field"),
    "abstract": Message.of("abstract", context="field"),
    "contacts": Message.of("contact persons", context="field"),
    "introduction": Message.of("introduction", context="field"),
    "proposal_text": Message.of("proposal text", context="field"),
    "reasons": Message.of("reasons", context="field"),
    "symbol": Message.of("symbol", context="field"),
}
"""The names of fields in the form."""
_NAMES = {**FIELD_NAMES, "number": Message.of("number of the proposal", context="field")}
"""Their names in a sentence that does not say to which object they belong."""


def field_type(path: str) -> Any:
    """The type of the value at a field's path; EditError if there is no such field."""
    match path.split("/", 3):
        case ["language"]:
            return str
        case ["proposals"]:
            return tuple[Proposal, ...]
        case ["header", name] if name in _OF_HEADER:
            return _OF_HEADER[name]
        case ["proposals", number, name] if _is_number(number) and name in _OF_PROPOSAL:
            return _OF_PROPOSAL[name]
        case ["proposals", number, name, _] if _is_number(number) and name in _BY_KEY:
            return _BY_KEY[name]
        case ["ignored", _, *_]:
            return IgnoredProblem | None
        case ["conflicts", _]:
            return MergeConflict | None
    raise EditError.of(
        "there is no field {path}; fields are header/title, proposals/1/symbol and the like", path=shorten_value(repr(path))
    )


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10


def field_message(path: str) -> Message:
    """A field as a sentence names it: never by a key that nobody ever sees."""
    match path.split("/", 3):
        case ["proposals", number, "notes", _]:
            return Message.of("a footnote of proposal {number}", number=number)
        case ["proposals", number, "comments", _]:
            return Message.of("a comment of proposal {number}", number=number)
        case ["proposals", number, "struck", _]:
            return Message.of("the deleted text of proposal {number}", number=number)
        case ["proposals", number, "positions", _]:
            return Message.of("a position on proposal {number}", number=number)
        case ["proposals", number, "cuts", _]:
            return Message.of("a proposal on provisions of text {number}", number=number)
        case ["conflicts", *_] | ["proposals", _, "conflicts", _]:
            return Message.of("a conflict that a merge left")
        case ["ignored", *_]:
            return Message.of("what is said of a problem")
    return Message.verbatim(path)


def field_names(paths: Iterable[str]) -> tuple[Message, ...]:
    """The names of the fields with some paths inside a sentence, each once: `document number`, `reasons`."""
    return tuple(dict.fromkeys(_NAMES[path.rpartition("/")[2]] for path in paths))


MAX_FIELD = MAX_CHARACTERS - 1_000
"""The most characters of a paragraph of a field: the form of the exported file adds words to some paragraphs."""


def refuse_long_field(value: object, old: object = None) -> None:
    """EditError if a value makes a field too long. One that is too long already can still be shortened."""
    longest, paragraphs = _extent(value)
    if longest <= MAX_FIELD and paragraphs <= MAX_PARAGRAPHS:
        return
    longest_before, paragraphs_before = _extent(old)
    if longest > max(MAX_FIELD, longest_before):
        raise EditError.of(
            "a field has at most {most:,} characters in a paragraph, and this has more; shorten it", most=MAX_FIELD
        )
    if paragraphs > max(MAX_PARAGRAPHS, paragraphs_before):
        raise EditError.of("a field has at most {most:,} paragraphs, and this has more; shorten it", most=MAX_PARAGRAPHS)


def refuse_unreadable_fields(submission: Submission) -> None:
    """EditError if a field of a submission that is read exceeds the limits of all texts."""
    for value in (submission.header, *submission.proposals):
        for text in _texts(value):
            if len(text) > MAX_CHARACTERS and max(map(len, text.split("\n"))) > MAX_CHARACTERS:
                raise EditError.of(
                    "its field “{begin}” has more than {most:,} characters in a paragraph; open an earlier copy",
                    begin=shorten_value(" ".join(text[:200].split())),
                    most=MAX_CHARACTERS,
                )


def _extent(value: object) -> tuple[int, int]:
    """The length of the longest paragraph of a value, and the number of paragraphs of its longest text."""
    longest, paragraphs = 0, 0
    for text in _texts(value):
        lines = text.split("\n")
        longest, paragraphs = max(longest, *map(len, lines)), max(paragraphs, len(lines))
    return longest, paragraphs


def _texts(value: object) -> Iterator[str]:
    """The texts of a field, or of a group of fields, without those of redlines."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, Proposal):
        yield from (value.number, value.reasons)
        yield from _texts(tuple(value.comments.values()))
        yield from _texts(tuple(value.positions.values()))
        yield from _texts(tuple(value.cuts.values()))
    elif isinstance(value, CutSettings):
        yield from (value.number, value.reasons, value.agenda)
    elif isinstance(value, Comment):
        yield from (value.text, *(reply.text for reply in value.replies))
    elif isinstance(value, Position):
        yield from private_texts(value)
    elif isinstance(value, IgnoredProblem):
        yield value.reason
    elif isinstance(value, (Header, Contact)):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))
