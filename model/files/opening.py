"""Opening a file of any readable kind as a submission; its content decides its kind, before its name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from model.errors import FileError
from model.files.kinds import KindId, kind_of
from model.files.project_file import new_project_id
from model.files.readers import ReadOptions
from model.formats.amend import Project, without_orphans
from model.formats.progress import Report, no_report
from model.formats.safe_zip import read_file
from model.formats.tracked_changes import Tracked
from model.message import Message
from model.redline import Redline
from model.storage.atomic_write import fingerprint
from model.storage.windows_paths import real_path
from model.submission.values import Proposal, Submission

if TYPE_CHECKING:
    from model.files.read_pages import ReadPages
    from model.formats.pdf.places import PdfPlaces

_OPENING_WITHIN = 5
"""Clauses after a number line within which its opening line is looked for: a title of two lines and an adoption line."""


class OpenedFile(Struct, frozen=True):
    """A file as it was read."""

    path: Path
    kind: KindId
    project: Project
    data: bytes
    warnings: tuple[Message | str, ...] = ()
    """Messages about what was omitted or needs attention, a sentence each."""
    is_extract: bool = False
    """Whether it has single provisions of a treaty text, which can be put into the text in force by number."""
    places: PdfPlaces | None = None
    """The places of the clauses on the pages of a PDF, and the doubts about them; None for any other file."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the bytes, which shows whether the file has changed since; see `write_durably`."""
        return fingerprint(self.data)

    @property
    def submission(self) -> Submission:
        """The submission of the file."""
        return self.project.submission

    @property
    def warnings_if_put_in(self) -> tuple[Message | str, ...]:
        """The warnings for somebody who puts an extract into the text in force, as the warning about extracts advises."""
        from model.formats.recognition.extract_text import is_extract_message  # the start page needs no recognition

        return tuple(warning for warning in self.warnings if not is_extract_message(warning))


def with_corrected_pages(opened: OpenedFile, pages: ReadPages) -> OpenedFile:
    """A file whose texts the user corrected before they are used."""
    from model.files.read_pages import with_texts
    from model.files.source_pages import with_source_pages

    project = replace(opened.project, submission=with_texts(opened.submission, pages.texts))
    project = with_source_pages(project, opened.data, pages.places, pages.corrections)
    return replace(opened, project=project, places=pages.places)


def open_document(
    path: str | Path, *, tracked: Tracked = "tracked", language: str = "", text: str = "", report: Report = no_report
) -> OpenedFile:
    """The contents of a file, or FileError.

    path: of the file
    tracked: the treatment of tracked changes
    language: that of a file that does not name it
    text: the one that is read of a file with several
    report: is called by readers that take long; it stops them by an exception, which this function passes on
    """
    name = str(path)
    data = read_file(Path(path), name)
    kind = kind_of(data, name)
    contents = kind.contents(data, ReadOptions(name, tracked, language, text, report))
    project, orphans = without_orphans(contents.project)
    if not project.id:
        project = replace(project, id=new_project_id())
    warnings = contents.warnings
    if contents.controls:
        warnings = (
            *warnings,
            Message.of("control characters, which a Word file cannot contain, were omitted: {number}", number=contents.controls),
        )
    if orphans:
        warnings = (*warnings, Message.of("footnotes without a reference in the text were omitted: {number}", number=orphans))
    if contents.places is not None:
        from model.files.source_pages import with_source_pages

        project = with_source_pages(project, data, contents.places)
    is_extract = contents.is_extract or (kind.id == "project" and any(map(_is_extract, project.submission.proposals)))
    return OpenedFile(Path(path), kind.id, project, data, warnings, is_extract, contents.places)


def _is_extract(proposal: Proposal) -> bool:
    """Whether the text of a project has gaps, since it was made of an extract in the form of Final Acts."""
    if not proposal.cuts:
        return False
    from model.files.extract_submission import has_draft_alone

    return has_draft_alone(proposal)


def most_texts(submission: Submission) -> int:
    """The number of texts in the proposal of a submission that has most, as in the proceedings of an assembly that were opened as
    one: number lines that an opening line follows soon."""
    return max((_count_texts(proposal.redline) for proposal in submission.proposals), default=0)


def _count_texts(redline: Redline) -> int:
    from model.lexicon.lines import opening_body, read_number_line

    clauses = [clause for clause in redline.clauses if clause.cell is None]
    heads = [at for at, clause in enumerate(clauses) if read_number_line(clause.text) is not None]
    return sum(any(opening_body(clause.text) for clause in clauses[at + 1 : at + 1 + _OPENING_WITHIN]) for at in heads)


def need_another(name: str | Path, *sources: str) -> None:
    """FileError if an output is one of the files that it is made of, which would be lost."""
    for source in sources:
        same = real_path(name) == real_path(source)
        if same or (os.path.exists(name) and os.path.exists(source) and os.path.samefile(name, source)):
            reason = Message.of("it is one of the input files and would be overwritten; give the output another name")
            raise FileError(name, reason)
