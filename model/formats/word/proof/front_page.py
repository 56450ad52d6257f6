"""The proof of the first page: the written file contains the header of the submission before its first proposal."""

from __future__ import annotations

from collections.abc import Iterator

from model.errors import ProofError
from model.formats.page.front_matter import Front
from model.formats.proof_rules import spoken_language
from model.formats.recognition.front_matter import front_line
from model.formats.recognition.raw_body import RawDocument
from model.formats.recognition.submission import SubmissionOutline
from model.formats.xml_escape import ILLEGAL
from model.message import Message
from model.redline import LINE_BREAK
from model.submission.conferences import Conference, find_conference
from model.submission.values import Header, Submission, is_filled


def prove_front(
    submission: Submission, raw: RawDocument, outline: SubmissionOutline, conference: Conference | None = None
) -> tuple[str, ...]:
    """The names of the header fields that were looked for and found, in order. ProofError if one is not in the file.

    A field that was read from the file and not changed may have words of its own there (`outline` has its reading); any other
    has ours.
    """
    header = submission.header
    front = Front(header, conference or find_conference(header.conference), spoken_language(submission))
    paragraphs = (front_line(paragraph).text for paragraph in raw.paragraphs[: outline.first])
    read = {_readable(line) for paragraph in paragraphs for line in paragraph.split(LINE_BREAK)}
    read |= {line.replace("：", ":").partition(":")[2] for line in read}
    found = []
    for name in Header.__struct_fields__:
        value = getattr(header, name)
        if not is_filled(value):
            continue
        missing = next((line for line in _lines(front, name) if (words := _readable(line)) and words not in read), None)
        if missing is not None and value != getattr(outline.header, name):
            reason = Message.of(
                "The first page: the written file does not say “{words}” ({field}); it was not kept.",
                words=missing[:80],
                field=name,
            )
            raise ProofError(reason)
        found.append(name)
    return tuple(found)


def _lines(front: Front, name: str) -> Iterator[str]:
    """The lines of the file for a field."""
    if name == "contacts":
        for contact in front.header.contacts:
            for words in (contact.name, contact.organization, contact.country, contact.phone, contact.email):
                yield from words.split(LINE_BREAK)
        return
    for line in front.field_lines("document" if name == "addendum" else name):
        yield from line.split(LINE_BREAK)


def _readable(text: str) -> str:
    """Characters that are read: without white space, which a reader trims, and without marks of direction."""
    return "".join(ILLEGAL.sub("", text).translate(_UNSEEN).split())


_UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
