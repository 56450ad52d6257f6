"""The limits of the texts outside the redline: header, reasons, comments."""

from __future__ import annotations

from collections.abc import Iterator

from model.errors import EditError, shortened
from model.message import Message
from model.redline.limits import MAX_CHARACTERS, MAX_PARAGRAPHS
from model.submission.comments import Comment
from model.submission.values import Contact, Header, Ignored, Proposal, Submission

MAX_FIELD = MAX_CHARACTERS - 1_000
"""The most characters of a paragraph of a field: the form of the exported file adds words to some paragraphs."""


def refuse_long_field(value: object, old: object = None) -> None:
    """EditError if a value makes a field too long. One that is too long already can still be shortened."""
    longest, paragraphs = _extent(value)
    if longest <= MAX_FIELD and paragraphs <= MAX_PARAGRAPHS:
        return
    longest_before, paragraphs_before = _extent(old)
    if longest > max(MAX_FIELD, longest_before):
        raise EditError(
            Message.of("a field has at most {most:,} characters in a paragraph, and this has more; shorten it", most=MAX_FIELD)
        )
    if paragraphs > max(MAX_PARAGRAPHS, paragraphs_before):
        raise EditError(Message.of("a field has at most {most:,} paragraphs, and this has more; shorten it", most=MAX_PARAGRAPHS))


def refuse_unreadable_fields(submission: Submission) -> None:
    """EditError if a field of a submission that is read exceeds the limits of all texts."""
    for value in (submission.header, *submission.proposals):
        for text in _texts(value):
            if len(text) > MAX_CHARACTERS and max(map(len, text.split("\n"))) > MAX_CHARACTERS:
                raise EditError(
                    Message.of(
                        "its field “{begin}” has more than {most:,} characters in a paragraph; open an earlier copy",
                        begin=shortened(" ".join(text[:200].split())),
                        most=MAX_CHARACTERS,
                    )
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
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Proposal):
        yield from (value.number, value.reasons)
        yield from _texts(tuple(value.comments.values()))
    elif isinstance(value, Comment):
        yield from (value.text, *(reply.text for reply in value.replies))
    elif isinstance(value, Ignored):
        yield value.reason
    elif isinstance(value, (Header, Contact)):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))
