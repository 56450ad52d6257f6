"""The files of a consolidation as texts: the text in force, and what each party proposes on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from model.errors import EditError, FileError
from model.files.consolidation import PartyProposal, base_of, proposer_name, read_party
from model.files.consolidation_project import common_base
from model.files.opening import open_document
from model.files.text_in_force import text_in_force_among
from model.formats.progress import Report
from model.redline import Redline
from model.submission.values import Submission
from widgets.common.foreign_text import isolated
from widgets.common.translation import say, with_label
from widgets.consolidation.parties_dialog import PartyFile


def read_party_file(path: Path, report: Report) -> PartyFile:
    """A file as one of a consolidation; `report` receives the progress. FileError if it cannot be read."""
    opened = open_document(path, report=report)
    return PartyFile(name_of(opened.submission, path), str(path), opened.submission, opened.is_extract)


def name_of(submission: Submission, path: Path) -> str:
    """The party of a file, as the file names it, else the name of the file."""
    names = (proposer_name(submission, proposal) for proposal in submission.proposals)
    return next(filter(None, names), "") or path.stem


def submission_in(file: PartyFile) -> Submission:
    """The submission of a file."""
    assert isinstance(file.text, Submission)
    return file.text


def frame_of(file: PartyFile) -> Submission:
    """The text in force of a file; FileError if it has more than one, or is an extract."""
    try:
        base_of(submission_in(file), is_extract=file.is_extract)
        return common_base(submission_in(file), 1)
    except EditError as error:
        raise FileError(file.file, error.message) from error


def text_in_force_of(files: Sequence[PartyFile]) -> PartyFile | None:
    """The file whose text in force the files amend; None if it cannot be found. An extract has only a part of it."""
    whole = [file for file in files if not file.is_extract]
    number = text_in_force_among([submission_in(file) for file in whole])
    return None if number is None else whole[number]


def read_proposal(base: Redline, file: PartyFile, name: str = "") -> PartyProposal:
    """What the party of a file proposes on a text in force, under `name`, else under the name in the file. FileError if that is
    another text."""
    try:
        return read_party(base, submission_in(file), name, Path(file.file).stem, is_extract=file.is_extract)
    except EditError as error:
        raise FileError(file.file, error.message) from error


def warnings_of(files: Sequence[PartyFile], read: Sequence[PartyProposal]) -> list[str]:
    """What the parties' extracts of treaty texts need attention for, each sentence with the name of its file."""
    return [
        with_label(isolated(Path(file.file).name), say(message))
        for file, proposal in zip(files, read, strict=True)
        for message in proposal.messages
    ]
