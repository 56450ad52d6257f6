"""A colleague's returned file, added as a version to the document from which it was made."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError, FileError
from model.files.consolidation import check_common
from model.files.extract_clauses import numbers_in_common
from model.files.extract_import import put_in
from model.files.extract_submission import ReadSubmission, has_numbers
from model.files.opening import OpenedFile
from model.files.returned_words import UntrackedChanges, untracked_changes
from model.formats.amend import Project, Version, free_name, take_version
from model.formats.word.clause_matching import rematch_proposal
from model.message import Message
from model.submission.authorship import submitter_of
from model.submission.values import Proposal, Submission


class ReturnedFile(Struct, frozen=True):
    """A project with a returned file as its last version."""

    project: Project
    changes: UntrackedChanges
    left_out: tuple[Message, ...] = ()
    """What of an extract could not be put into the text in force, a sentence each."""

    @property
    def version(self) -> Version:
        """The version made from the file."""
        return self.project.versions[-1]


def as_version(project: Project, known: Submission, returned: OpenedFile, time: str) -> ReturnedFile:
    """The project with the submission of a returned file as one more version, named after the file; its clauses have the ids of
    `known`, the present submission, if they are the same. An extract of a treaty text is put into its text in force. FileError if
    the file has another number of texts, or texts of which none has anything in common with the document's."""
    read = returned.submission
    if returned.is_extract:
        return _extract_as_version(project, known, returned, time)
    if len(read.proposals) != len(known.proposals):
        texts, wanted = len(read.proposals), len(known.proposals)
        reason = Message.counted(
            "it contains {n} text and the document {wanted}, so it is not a version of the document; compare the "
            "two files instead",
            "it contains {n} texts and the document {wanted}, so it is not a version of the document; compare the "
            "two files instead",
            texts,
            wanted=wanted,
        )
        raise FileError(returned.path, reason)
    if not any(_is_version(*pair) for pair in zip(known.proposals, read.proposals, strict=True)):
        raise FileError(
            returned.path,
            Message.of("it has nothing in common with the document, so it is not a version of it; compare the two files instead"),
        )
    version = _with_known_ids(known, read)
    changes = untracked_changes(known, version)
    name, note = free_name(project, returned.path.name), _note(len(changes.clauses))
    return ReturnedFile(take_version(project, name, time, note, version), changes)


def _extract_as_version(project: Project, known: Submission, returned: OpenedFile, time: str) -> ReturnedFile:
    """The project with a version in which the provisions of an extract are put into the text in force. FileError if the document
    does not have their text, or none of them can be put in."""
    texts = {place: proposal for place, proposal in enumerate(known.proposals) if has_numbers(proposal)}
    if not texts:
        reason = Message.of(
            "it is an extract of a treaty text, which the document does not have; import it into the project of that text"
        )
        raise FileError(returned.path, reason)
    extract = ReadSubmission(returned.submission, is_extract=True).extract or returned.submission.proposals[0]
    place = max(texts, key=lambda candidate: numbers_in_common(texts[candidate].redline, extract.redline))
    try:
        filled = put_in(texts[place], extract, submitter_of(returned.submission))
    except EditError as error:
        raise FileError(returned.path, error.message) from error
    proposals = (*known.proposals[:place], filled.proposal, *known.proposals[place + 1 :])
    left = list(filled.messages)
    if others := len(returned.submission.proposals) - 1:
        left.append(Message.of("proposals on other texts are left out: {count}", count=others))
    name, note = free_name(project, returned.path.name), Message.of("provisions of an extract")
    made = take_version(project, name, time, note, replace(known, proposals=proposals))
    return ReturnedFile(made, UntrackedChanges(), tuple(left))


def _note(count: int) -> Message:
    """The note on the version; `count` of its clauses read differently without a tracked change."""
    if not count:
        return Message.of("returned file")
    return Message.counted(
        "returned file; {n} clause reads differently without a tracked change",
        "returned file; {n} clauses read differently without a tracked change",
        count,
    )


def _is_version(known_proposal: Proposal, read_proposal: Proposal) -> bool:
    """Whether two texts have something in common; an empty one may become any text."""
    try:
        check_common(known_proposal.redline, read_proposal.redline, read_proposal.redline.language)
    except EditError:
        return not known_proposal.redline.clauses
    return True


def _with_known_ids(known: Submission, read: Submission) -> Submission:
    """The read submission with the ids of the known one, its packages under names that the known one has not."""
    names = {name: _free(name, known, read.sources[name]) for name in read.sources}
    proposals = tuple(
        replace(rematch_proposal(known_proposal, read_proposal), source=names.get(read_proposal.source, ""))
        for known_proposal, read_proposal in zip(known.proposals, read.proposals, strict=True)
    )
    sources = {names[name]: data for name, data in read.sources.items()}
    return replace(read, proposals=proposals, sources=sources)


def _free(name: str, known: Submission, data: bytes) -> str:
    stem, suffix, number, free = Path(name).stem, Path(name).suffix, 2, name
    while known.sources.get(free, data) != data:
        free = f"{stem} ({number}){suffix}"
        number += 1
    return free
