"""Reading a Word file as a submission: package, body, recognition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from os import PathLike
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from model.errors import FileError
from model.formats.recognition.raw_body import RawDocument, resolve_raw
from model.formats.recognition.submission import recognise_body
from model.formats.tracked_changes import Tracked
from model.formats.word.package.field_codes import SAFE_LINKS
from model.formats.word.package.opc_package import SPARED, Package
from model.formats.word.package.run_text import quoted_words
from model.formats.word.reading.body import read_body
from model.formats.word.reading.comments import read_comments
from model.message import Message, first_of
from model.redline import NOBODY, Run, Stamp, Status
from model.submission.values import Submission

_STORIES = ("header", "footer", "footnotes", "endnotes", "comments", "numbering")
_HINTS = (b"instrText", b"InstrText", b"fldSimple", b"imagedata", b"src=", b"href=")
"""Bytes of which a part contains some if it can fetch something."""


class ReadResult(Struct, frozen=True):
    """A submission as read, and messages on the reading."""

    submission: Submission
    warnings: tuple[Message, ...] = ()
    is_extract: bool = False
    """Whether it has single provisions of a treaty text."""


def read_word(
    path: str | PathLike[str] | bytes, name: str = "", *, tracked: Tracked = "tracked", language: str = ""
) -> ReadResult:
    """The submission in a Word file, with the file itself in its sources. FileError if the file cannot be used.

    `tracked` chooses the base of a file with tracked changes: *tracked* keeps the changes, *accepted* takes the draft as the
    base, *rejected* the base.
    """
    name = name or (PurePath(path).name if not isinstance(path, bytes) else "document.docx")
    package = Package.open(path, name)
    return read_package(package, tracked=tracked, language=language)


def read_package(package: Package, *, tracked: Tracked = "tracked", language: str = "") -> ReadResult:
    """Reads a package that is already open, like `read_word`."""
    raw = read_body(package)
    warnings = [*raw.warnings, *_contested_text_messages(raw)] if tracked == "tracked" else list(raw.warnings)
    if tracked != "tracked":
        raw = resolve_raw(raw, "draft" if tracked == "accepted" else "base")
    messages: list[Message] = []
    found = recognise_body(raw, language=language, warnings=messages)
    submission = found.submission
    proposals = tuple(replace(proposal, source=package.name) for proposal in submission.proposals)
    submission = replace(submission, proposals=proposals, sources={package.name: package.data})
    try:
        submission = read_comments(package, submission)
    except FileError as error:
        messages.append(Message.of("The comments of the file were omitted: {reason}.", reason=error.reason))
    for kind in SPARED:
        for reason in filter(None, map(package.damage, package.related_parts(package.main, kind))):
            messages.append(_damaged_part_message(kind, reason))
    return ReadResult(submission, (*warnings, *messages, *_removal_messages(package)), found.is_extract)


def _damaged_part_message(kind: str, reason: Message) -> Message:
    """The sentence on a damaged part that a text can do without."""
    if kind == "settings":
        return Message.of("The settings of the file were omitted: {reason}.", reason=reason)
    if kind == "theme":
        return Message.of("The theme of the file was omitted: {reason}.", reason=reason)
    return Message.of("The table of fonts of the file was omitted: {reason}.", reason=reason)


def _contested_text_messages(raw: RawDocument) -> list[Message]:
    """Messages on text that one author inserted and another deleted, one for each pair of authors."""
    found: dict[tuple[str, str], list[str]] = {}
    retracted = Status.RETRACTED
    stories = [raw.paragraphs, *(note.paragraphs for note in raw.notes.values())]
    for paragraph in (paragraph for story in stories for paragraph in story):
        for run in paragraph.runs:
            if run.status is retracted:
                _note(found, run.stamp, run.retracted, run)
        if paragraph.end.status is retracted:
            _note(found, paragraph.end.stamp, paragraph.end.retracted, None)
    out = []
    for (inserter, deleter), texts in found.items():
        words = quoted_words("".join(texts))
        first, second = inserter or Message.of("An unnamed author"), deleter or Message.of("another", context="author")
        message = Message.of(
            "{inserter} inserted text that {deleter} deleted (a paragraph end); it is in neither the text in force nor the "
            "draft.",
            inserter=first,
            deleter=second,
        )
        if words:
            message = Message.of(
                "{inserter} inserted text that {deleter} deleted: “{words}”; it is in neither the text in force nor the draft.",
                inserter=first,
                deleter=second,
                words=words,
            )
        out.append(message)
    return out


def _note(found: dict[tuple[str, str], list[str]], first: Stamp, second: Stamp, run: Run | None) -> None:
    names = (first.author, second.author if second != NOBODY else "")
    found.setdefault(names, []).append(run.text if run is not None and not run.content else "")


def _removal_messages(package: Package) -> Iterable[Message]:
    """The sentences on the removed fields, pictures and links, which would start something or name a user."""
    parts = [package.main, *(part for kind in _STORIES for part in package.related_parts(package.main, kind))]
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
            fields=first_of([_user_field(kind, paragraph) for kind, paragraph in users], 3),
        )


def _user_field(kind: str, paragraph: str) -> Message:
    words = quoted_words(paragraph)
    return Message.of("{kind} in “{words}”", kind=kind, words=words) if words else Message.verbatim(kind)
