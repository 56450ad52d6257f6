"""Opening and saving: a file of any readable kind as a submission, told by its content rather than by its name.

No Qt is needed, so that the command line uses it too. What reads a kind is imported when a file of that kind comes.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError, FileError
from model.formats.akoma_ntoso.schema.file_mark import SUFFIX, SUFFIXES, is_akoma_ntoso
from model.formats.amend import (
    Project,
    is_project,
    project_bytes,
    read_project,
    with_bare_fields,
    without_controls,
    without_orphans,
)
from model.formats.refused_kinds import foreign_kind
from model.formats.safe_zip import read_file
from model.formats.tracked_changes import Tracked
from model.message import Message
from model.storage.atomic_write import fingerprint, write_durably
from model.storage.windows_paths import real_path
from model.submission.values import Submission
from model.text.lazy_regex import late

Kind = Literal["project", "word", "akoma_ntoso", "notation"]

_WORD_BEGINNINGS = (b"PK", b"\xd0\xcf\x11\xe0")
_WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".doc")
_LONGEST_TEXT = 20_000_000
"""Bytes of notation that are read; the longest resolution has some 300,000."""
_UNSEEN = late("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What a text has from a flattened Word file, as the place of a note."""


class Opened(Struct, frozen=True):
    """A file as it was read."""

    path: Path
    kind: Kind
    project: Project
    data: bytes
    warnings: tuple[Message | str, ...] = ()
    """What was left out or taken in a way worth knowing, a sentence each."""

    @property
    def fingerprint(self) -> str:
        """By which it is known whether the file changed since; see `write_durably`."""
        return fingerprint(self.data)

    @property
    def submission(self) -> Submission:
        """The submission of the file."""
        return self.project.submission


def new_project_id() -> str:
    """An id for a document that had none."""
    return os.urandom(16).hex()


def open_document(path: str | Path, *, tracked: Tracked = "tracked", language: str = "", text: str = "") -> Opened:
    """The contents of a file. `tracked` tells what the tracked changes of a Word file become, `language` what a Word file or
    a text is written in, `text` which one of several in a file is meant. FileError, in one sentence, where it cannot be used.
    """
    name = str(path)
    data = read_file(Path(path), name)
    kind = kind_of(data, name)
    warnings: tuple[Message | str, ...] = ()
    unseen = 0
    if kind == "project":
        project, unseen = without_controls(read_project(data, name))
        project = with_bare_fields(project)
    elif kind == "word":
        from model.formats.word.reader import read_word

        reading = read_word(data, name, tracked=tracked, language=language)
        project, warnings = Project(_without_folders(reading.submission)), reading.warnings
    elif kind == "akoma_ntoso":
        from model.formats.akoma_ntoso.reader import read_akoma_ntoso

        marked = read_akoma_ntoso(data, name, tracked=tracked, language=language, text=text)
        project, unseen = without_controls(Project(marked.submission))
        warnings = marked.warnings
    else:
        submission, unseen = parse_text(data, name, language)
        project, escaped = without_controls(Project(submission))
        unseen += escaped
    project, orphans = without_orphans(project)
    if not project.id:
        project = replace(project, id=new_project_id())
    if unseen:
        warnings = (
            *warnings,
            Message.of("control characters, which no Word file can hold, were left out: {number}", number=unseen),
        )
    if orphans:
        warnings = (
            *warnings,
            Message.of("footnotes to which nothing in the text refers were left out: {number}", number=orphans),
        )
    return Opened(Path(path), kind, project, data, warnings)


def _without_folders(submission: Submission) -> Submission:
    """The submission with its packages under their bare names: a file that is mailed must not tell where it lay."""
    sources = {Path(name).name: data for name, data in submission.sources.items()}
    proposals = tuple(replace(proposal, source=Path(proposal.source).name) for proposal in submission.proposals)
    return replace(submission, proposals=proposals, sources=sources)


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of the bytes, by which their reader is chosen; what no reader knows goes to the one that says best why not."""
    lower = name.lower()
    if is_project(data) or lower.endswith(".amend"):
        return "project"
    if data.startswith(_WORD_BEGINNINGS):
        return "word"
    if is_akoma_ntoso(data) or lower.endswith(SUFFIX):
        return "akoma_ntoso"
    if lower.endswith(_WORD_SUFFIXES) or foreign_kind(data):
        return "word"
    return "akoma_ntoso" if lower.endswith(SUFFIXES) else "notation"


def parse_text(data: bytes, name: str, language: str = "") -> tuple[Submission, int]:
    """The submission that a text in the notation says, and how many control characters were left out of it. FileError where it
    cannot be used."""
    from model.formats.notation import parse_submission
    from model.formats.text_encoding import text_of

    if not data.strip():
        raise FileError(name, Message.of("it is empty; get the file again from its source"))
    if len(data) > _LONGEST_TEXT:
        raise FileError(name, Message.of("it is longer than any resolution; give the text alone"))
    text, unseen = _UNSEEN.subn("", text_of(data, name))
    try:
        submission = parse_submission(text, language=language)
    except EditError as error:
        raise FileError(name, error.message) from error
    if not submission.proposals:
        raise FileError(name, Message.of("it contains no text; check that it is the file that you meant"))
    return submission, unseen


def save_project(project: Project, path: str | Path, *, expect: str | None = None, keep_previous: bool = False) -> str:
    """Writes a project file whole or not at all, and returns its fingerprint; see `write_durably` for the rest.
    ProofError where it would not come back as it is.
    """
    data = project_bytes(project)
    write_durably(path, data, expect=expect, keep_previous=keep_previous)
    return fingerprint(data)


def need_another(name: str | Path, *sources: str) -> None:
    """FileError where an output is one of the files that it is made of, which would be lost."""
    for source in sources:
        same = real_path(name) == real_path(source)
        if same or (os.path.exists(name) and os.path.exists(source) and os.path.samefile(name, source)):
            raise FileError(
                name, Message.of("it is one of the files that are read, and would be lost; give the output another name")
            )
