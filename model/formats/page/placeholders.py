"""The fields around the texts that print nothing while they are empty, and what the editor shows in their places."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from model.formats.page.blocks import Block, Line, plain_spans
from model.formats.page.front_matter import FIRST_GRID, Front, conference_row, document_row, plain_table, rule_row
from model.submission.values import Contact

FRONT_FIELDS = (
    "conference", "document", "date", "original", "sources", "title", "agenda", "abstract", "contacts", "introduction",
    "proposal_text",
)  # fmt: skip
"""The fields of the header that are printed, in their order."""
_DOCUMENT = ("document", "date", "original")


def is_printed(front: Front, name: str) -> bool:
    """Whether a field of the header prints something."""
    return bool(front.header.contacts if name == "contacts" else front.field_lines(name))


def placeholder_blocks(front: Front, name: str, words: str) -> Iterator[Block]:
    """What an empty field of the header shows: words at its place, in its style and after its heading."""
    line = Line("TopHeader" if name == "conference" else "Docnumber", plain_spans(words), source=f"header/{name}")
    if name == "conference":
        yield from plain_table(FIRST_GRID, [conference_row(line)])
    elif name in _DOCUMENT:
        above = () if any(is_printed(front, other) for other in _DOCUMENT) or name != "document" else (rule_row(),)
        yield from plain_table(FIRST_GRID, [*above, document_row(line)])
    else:
        value = {"sources": (words,), "contacts": (Contact(words),)}.get(name, words)
        yield from replace(front, header=replace(front.header, **{name: value})).field_blocks(name)
