"""Reading a Word file as a submission: package, body, recognition."""

from __future__ import annotations

from os import PathLike
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from model.errors import FileError
from model.formats.recognition.raw_body import RawDocument
from model.formats.recognition.sides import resolved
from model.formats.recognition.submission import recognise
from model.formats.tracked_changes import Tracked
from model.formats.word.package.opc_package import SPARED, Package
from model.formats.word.reading.body import read_body
from model.formats.word.reading.comments import read_comments
from model.formats.word.reading.removed import removal_messages
from model.message import Message
from model.redline import NOBODY, Run, Stamp, Status
from model.submission.values import Submission


class ReadResult(Struct, frozen=True):
    """A submission as read, and messages on the reading."""

    submission: Submission
    warnings: tuple[Message, ...] = ()


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
    """As `read_word`, for a package that is open already."""
    raw = read_body(package)
    warnings = [*raw.warnings, *_contested_text_messages(raw)] if tracked == "tracked" else list(raw.warnings)
    if tracked != "tracked":
        raw = resolved(raw, "draft" if tracked == "accepted" else "base")
    messages: list[Message] = []
    submission = recognise(raw, language=language, warnings=messages)
    proposals = tuple(replace(proposal, source=package.name) for proposal in submission.proposals)
    submission = replace(submission, proposals=proposals, sources={package.name: package.data})
    try:
        submission = read_comments(package, submission)
    except FileError as error:
        messages.append(Message.of("The comments of the file were left out: {reason}.", reason=error.reason))
    for kind in SPARED:
        for reason in filter(None, map(package.damage, package.related(package.main, kind))):
            messages.append(_damaged_part_message(kind, reason))
    return ReadResult(submission, (*warnings, *messages, *removal_messages(package)))


def _damaged_part_message(kind: str, reason: Message) -> Message:
    """The sentence on a damaged part that a text can do without."""
    if kind == "settings":
        return Message.of("The settings of the file were left out: {reason}.", reason=reason)
    if kind == "theme":
        return Message.of("The theme of the file was left out: {reason}.", reason=reason)
    return Message.of("The table of fonts of the file was left out: {reason}.", reason=reason)


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
        words = " ".join("".join(texts).split())
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
                words=words[:60] + "…" if len(words) > 60 else words,
            )
        out.append(message)
    return out


def _note(found: dict[tuple[str, str], list[str]], first: Stamp, second: Stamp, run: Run | None) -> None:
    names = (first.author, second.author if second != NOBODY else "")
    found.setdefault(names, []).append(run.text if run is not None and not run.content else "")
