"""Sentences on the content that reading a Word file removes: it would fetch something on a reader's machine, or names a user."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from model.errors import FileError
from model.formats.word.package.field_codes import SAFE_LINKS
from model.formats.word.package.opc_package import Package
from model.formats.word.reading.quotations import first_places, quoted_words
from model.message import Message

_STORIES = ("header", "footer", "footnotes", "endnotes", "comments", "numbering")
_HINTS = (b"instrText", b"InstrText", b"fldSimple", b"imagedata", b"src=", b"href=")
"""Bytes of which a part contains some if it can fetch something."""


def removal_messages(package: Package) -> Iterable[Message]:
    """The sentences on fields, pictures and links that are removed: a reader's machine would fetch or start what they name, or
    they name a user."""
    parts = [package.main, *(part for kind in _STORIES for part in package.related(package.main, kind))]
    fields: Counter[str] = Counter()
    pictures, links = 0, 0
    users: list[tuple[str, str]] = []
    for part in dict.fromkeys(parts):
        try:
            if any(hint in package.part(part) for hint in _HINTS):
                removed = package.removed_content(part)
                fields.update(removed.fields)
                pictures += removed.pictures
                users += removed.users
            for relation in package.relationships(part).values():
                kind = relation.type.rpartition("/")[2]
                pictures += relation.external and kind == "image"
                links += relation.external and kind == "hyperlink" and not relation.target.lower().startswith(SAFE_LINKS)
        except FileError:
            continue  # the reader of that part reports it
    links += fields.pop("HYPERLINK", 0)
    if fields:
        yield Message.counted(
            "{n} field that would read another file or program was replaced by the text that it shows: {kinds}.",
            "{n} fields that would read other files or programs were replaced by the text that they show: {kinds}.",
            fields.total(),
            kinds=tuple(sorted(fields)),
        )
    if links:
        yield Message.counted(
            "{n} link that leads neither to the web nor to a mailbox was replaced by its text.",
            "{n} links that lead neither to the web nor to a mailbox were replaced by their text.",
            links,
        )
    if pictures:
        yield Message.counted(
            "{n} picture that would be fetched from an address was removed; put it into the file itself to keep it.",
            "{n} pictures that would be fetched from an address were removed; put them into the file itself to keep them.",
            pictures,
        )
    if users:
        yield Message.of(
            "Fields that name a user or a user’s file were deleted with their text, for privacy; type it if it belongs to the "
            "text: {fields}.",
            fields=first_places([_user_field(kind, paragraph) for kind, paragraph in users]),
        )


def _user_field(kind: str, paragraph: str) -> Message:
    words = quoted_words(paragraph)
    return Message.of("{kind} in “{words}”", kind=kind, words=words) if words else Message.verbatim(kind)
