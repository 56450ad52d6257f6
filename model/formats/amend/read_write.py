"""A project as bytes and back: the parts and their contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from model.errors import EditError, FileError, ProofError
from model.formats.amend.conflict_part import CONFLICT_PART, conflict_parts, with_conflicts
from model.formats.amend.container import Container, pack, unpack
from model.formats.amend.positions_part import POSITIONS_PART, positions_part, with_damaged_positions, with_positions
from model.formats.amend.repair import repair, with_marks_of_notes, with_submissions
from model.formats.amend.stored_messages import message_text, stored_message
from model.formats.amend.values import (
    FORMAT,
    LAYERED,
    MARKED,
    MARKED_BEFORE,
    NUMBERED,
    READER,
    Address,
    Extra,
    Extras,
    Project,
    Version,
)
from model.formats.amend.xml_reader import Reader
from model.formats.amend.xml_text import element, read_attributes, read_text, reason_of, text
from model.formats.amend.xml_writer import DECLARATION, Writer
from model.formats.safe_xml import parse_part
from model.formats.safe_zip import read_file
from model.message import Message
from model.numbering.edition_marks import has_mark
from model.numbering.margin_numbers import has_number
from model.redline import Redline
from model.storage.atomic_write import fingerprint
from model.submission.field_forms import refuse_unreadable_fields
from model.submission.values import Submission

Parts = Mapping[str, bytes]


def _unchanged_parts(parts: Parts) -> Parts:
    return parts


UPGRADES: Mapping[int, Callable[[Parts], Parts]] = {1: _unchanged_parts, 2: _unchanged_parts, 3: _unchanged_parts}
"""From each older version to the next one.

1 to 2: comments are elements of their own; those of a text that was read from a Word file are taken from its package, see
`read_write`. 2 to 3: amendments in clauses that were deleted as a whole are kept beside the text. 3 to 4: cells of new tables
and columns have a shape.
"""


def upgrade_project(
    parts: Parts, version: int, upgrades: Mapping[int, Callable[[Parts], Parts]] = UPGRADES, target: int = FORMAT
) -> Parts:
    """The parts in the current format; a later one that we may read is left as it is."""
    for step in range(version, target):
        parts = upgrades[step](parts)
    return parts


SUBMISSION_PART = "submission.xml"
_WITH_COMMENTS = 2
"""The first format that contains the comments of the text as read."""
_UNEDITED = "as it stands"
"""The value in place of a part if the text is still as it was first read."""


def project_bytes(project: Project) -> bytes:
    """The project as a file; read back and compared before it is returned. ProofError if it would differ when read back."""
    data = _pack_project(project)
    try:
        again, _ = _unpack_project(data, "the project")
    except FileError as error:
        fault = Message.of(
            "the document was not saved, since what was written cannot be read ({error}); undo the last change and save again",
            error=error.reason,
        )
        raise ProofError(fault) from error
    expected = (project.submission, [version.submission for version in project.versions])
    if (again.submission, [version.submission for version in again.versions]) != expected:
        reason = Message.of(
            "the document was not saved, since what was written does not say what the document says; undo the last "
            "change and save again"
        )
        raise ProofError(reason)
    return data


def read_project(source: Path | str | bytes, name: str = "") -> Project:
    """The project in a file; `name` is its name in errors (default: its path). FileError if it is damaged, newer or of another
    kind.

    Clauses that share an id and references to missing notes are repaired, since everything else depends on them. Edition marks
    that an earlier version stored as text of notes become values.
    """
    return read_project_with_warning(source, name)[0]


def read_project_with_warning(source: Path | str | bytes, name: str = "") -> tuple[Project, Message | None]:
    """As `read_project`, with a message if the positions in the file are damaged and the rest is not."""
    if isinstance(source, bytes):
        data, name = source, name or "the file"
    else:
        name = name or str(source)
        data = read_file(Path(source), name)
    project, warning = _unpack_project(data, name)
    if project.reader == MARKED_BEFORE:
        project = with_submissions(project, with_marks_of_notes)
    return with_submissions(project, repair), warning


class _OriginalParts(Struct):
    """Numbered parts of one folder, each content once."""

    folder: str
    parts: dict[str, bytes] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def store(self, data: bytes, suffix: str) -> str:
        key = fingerprint(data) + suffix
        if key not in self._names:
            self._names[key] = f"{self.folder}/{len(self._names) + 1}{suffix}"
            self.parts[self._names[key]] = data
        return self._names[key]


def _pack_project(project: Project) -> bytes:
    originals, sources = _OriginalParts("originals"), _OriginalParts("sources")
    root = _write_submission(project.submission, project.extras, originals, sources)
    parts = {SUBMISSION_PART: _as_part(root)}
    for number, version in enumerate(project.versions, 1):
        inner = _write_submission(version.submission, version.extras, originals, sources)
        noted = {"message": message_text(version.noted)}
        note = element("note", noted, text(version.note)) + "\n" if version.note else ""
        attributes = {"name": version.name, "time": version.time, "message": message_text(version.named)}
        parts[f"versions/{number}.xml"] = _as_part(element("version", attributes, f"\n{note}{inner}\n"))
    parts |= conflict_parts(project.submission, [version.submission for version in project.versions])
    positions = positions_part(project.submission, project.versions)
    if positions is not None:
        parts[POSITIONS_PART] = positions
    parts = {**project.parts, **parts, **originals.parts, **sources.parts}
    least = _oldest_reader(project)
    later = project.format > MARKED
    return pack(
        Container(
            parts,
            id=project.id,
            format=project.format if later else max(FORMAT, least),
            reader=max(project.reader, least) if later else least,
            manifest=project.manifest,
        )
    )


def _oldest_reader(project: Project) -> int:
    """The oldest version of the format whose readers understand everything in a project."""
    proposals = [proposal for submission in project.submissions for proposal in submission.proposals]
    redlines = [text for value in proposals for text in (value.redline, value.original, value.theirs) if text is not None]
    if any(map(_has_marks, redlines)):
        return MARKED
    if any(proposal.cuts for proposal in proposals) or any(_has_treaty_numbers(redline) for redline in redlines):
        return NUMBERED
    return LAYERED if any(proposal.theirs is not None for proposal in proposals) else READER


def _has_treaty_numbers(redline: Redline) -> bool:
    """Whether a text has margin numbers or labels by the customs of treaty texts."""
    customs = redline.instrument or redline.item or redline.policy == "letters"
    return bool(customs) or any(map(has_number, redline.clauses))


def _has_marks(redline: Redline) -> bool:
    """Whether edition marks are stored with a text, apart from those that the program computes."""
    of_notes = (clause for note in redline.notes.values() for clause in note.clauses)
    return bool(redline.edition) or any(map(has_mark, redline.clauses)) or any(map(has_mark, of_notes))


def _as_part(root: str) -> bytes:
    return (DECLARATION + root + "\n").encode("utf-8")


def _write_submission(submission: Submission, extras: Extras, originals: _OriginalParts, sources: _OriginalParts) -> str:
    writer = Writer(extras)
    packages = {name: sources.store(data, _suffix(name)) for name, data in submission.sources.items()}

    def store_original(original: Redline, index: int) -> str:
        if original == Redline():
            return ""
        if original == submission.proposals[index].redline:
            return _UNEDITED
        root = writer.redline(original, ("proposal", index, "original"))
        return originals.store(_as_part(root), ".xml")

    def store_theirs(theirs: Redline, index: int) -> str:
        return originals.store(_as_part(writer.redline(theirs, ("proposal", index, "theirs"))), ".xml")

    return writer.submission(submission, packages, store_original, store_theirs)


def _suffix(name: str) -> str:
    found = re.search(r"\.[A-Za-z0-9]{1,5}$", name)
    return found[0].lower() if found else ""


def _unpack_project(data: bytes, name: str) -> tuple[Project, Message | None]:
    """The project, and a message if its positions are damaged."""
    container = unpack(data, name, {POSITIONS_PART})
    shelf = _Parts(upgrade_project(container.parts, container.format), name)
    submission, extras = shelf.submission(shelf.xml(SUBMISSION_PART), SUBMISSION_PART)
    versions: list[Version] = []
    while (part := f"versions/{len(versions) + 1}.xml") in shelf.parts:
        versions.append(shelf.version(part))
    if container.format < _WITH_COMMENTS:
        from model.formats.word.reading.comments import with_word_comments

        submission = with_word_comments(submission)
        versions = [replace(version, submission=with_word_comments(version.submission)) for version in versions]
    if CONFLICT_PART in shelf.parts:
        held = [version.submission for version in versions]
        submission, held = with_conflicts(shelf.read(CONFLICT_PART), submission, held, name)
        versions = [replace(version, submission=kept) for version, kept in zip(versions, held, strict=True)]
    project = Project(
        submission=submission,
        id=container.id,
        versions=tuple(versions),
        extras=extras,
        parts={part: data for part, data in shelf.parts.items() if part not in shelf.used and part != POSITIONS_PART},
        manifest=container.manifest,
        format=container.format if container.format > MARKED else FORMAT,
        reader=container.reader,
    )
    warning = None
    if POSITIONS_PART in shelf.parts:
        project, warning = with_positions(project, shelf.parts[POSITIONS_PART])
    elif POSITIONS_PART in container.damaged:
        reason = Message.of("{part} is not what the manifest says", part=POSITIONS_PART)
        project, warning = with_damaged_positions(project, container.damaged[POSITIONS_PART], reason)
    return project, warning


class _Parts(Struct):
    """The parts of a file as they are asked for; whatever is wrong in one ends as a FileError that names it."""

    parts: Parts
    name: str
    used: set[str] = field(default_factory=set)

    def read(self, part: str) -> bytes:
        if part not in self.parts:
            raise FileError(self.name, Message.of("it is damaged: its part {part} is missing; open an earlier copy", part=part))
        self.used.add(part)
        return self.parts[part]

    def xml(self, part: str) -> etree._Element:
        return parse_part(self.read(part), part, self.name, huge=True)

    def submission(self, root: etree._Element, part: str) -> tuple[Submission, dict[Address, Extra]]:
        reader = Reader()

        def read_original(place: str, index: int, redline: Redline) -> Redline:
            if place == _UNEDITED:
                return redline
            return reader.redline(self.xml(place), ("proposal", index, "original")) if place else Redline()

        def read_theirs(place: str, index: int) -> Redline:
            return reader.redline(self.xml(place), ("proposal", index, "theirs"))

        try:
            submission = reader.submission(root, read_original, read_theirs, self.read)
            refuse_unreadable_fields(submission)
            if any(proposal.theirs is not None for proposal in submission.proposals):
                from model.layers.combined import refuse_unfit_layers

                refuse_unfit_layers(submission)
            return submission, reader.extras
        except EditError as error:
            raise FileError(self.name, error.message) from error
        except ValueError as error:
            reason = Message.of("its part {part} is damaged: {error}; open an earlier copy", part=part, error=reason_of(error))
            raise FileError(self.name, reason) from error

    def version(self, part: str) -> Version:
        root = self.xml(part)
        inner = root.find("submission")
        if root.tag != "version" or inner is None:
            reason = Message.of("its part {part} is damaged: it contains no version; open an earlier copy", part=part)
            raise FileError(self.name, reason)
        submission, extras = self.submission(inner, part)
        attributes = read_attributes(root)
        name = attributes.get("name", "")
        named = stored_message(attributes.get("message", ""), name)
        note = root.find("note")
        words = read_text(note) if note is not None else ""
        noted = stored_message(read_attributes(note).get("message", ""), words) if note is not None else None
        return Version(name, attributes.get("time", ""), words, submission, extras, named, noted)
