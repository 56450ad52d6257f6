"""The texts that can be compared in the window, and the comparison of two of them; without Qt, so that it runs beside the
window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from model.diff.aligned_rows import align_redline
from model.diff.compare import NO_ORIGINS, move_origins
from model.errors import EditError, FileError
from model.files.comparison import compare_submissions
from model.files.extract_submission import FilledSubmission, ReadSubmission, filled_beside
from model.files.opening import open_document
from model.formats.amend import Project
from model.formats.progress import Report
from model.message import Message
from model.redline import Stamp
from model.submission.clause_paths import places
from model.submission.resolved import View, in_view
from model.submission.values import Submission

if TYPE_CHECKING:
    from model.diff.aligned_rows import AlignedTexts
    from model.files.comparison import Comparison

Sort = Literal["base", "draft", "version", "proposal", "file", "given"]


class TextKey(Struct, frozen=True):
    """A text that can be compared: `name` is that of a version, the number of a proposal, the path of a file, or what
    tells texts apart that were given."""

    sort: Sort
    name: str = ""

    def __str__(self) -> str:
        return f"{self.sort}:{self.name}"

    @staticmethod
    def of(text: str) -> TextKey:
        """The text that `str` was made from."""
        sort, _, name = text.partition(":")
        assert sort in ("base", "draft", "version", "proposal", "file", "given")
        return TextKey(sort, name)  # type: ignore[arg-type]

    @property
    def is_ours(self) -> bool:
        """Whether it is a state of the document itself, whose clauses are known by their ids."""
        return self.sort in ("base", "draft", "version")


BASE, DRAFT = TextKey("base"), TextKey("draft")
NONE_GIVEN: Mapping[TextKey, Submission] = {}


class FinishedComparison(Struct, frozen=True):
    """A comparison that was made."""

    first: TextKey
    second: TextKey
    comparison: Comparison
    aligned: AlignedTexts
    paths: Mapping[str, str]
    """Of the clauses of the comparison, by id."""
    of: Submission
    """The submission at that time."""
    left_out: tuple[Message, ...] = ()
    """What of an extract of a treaty text could not be put into the text in force, a sentence each."""


def compare_texts(
    project: Project,
    submission: Submission,
    number: int,
    first: TextKey,
    second: TextKey,
    stamp: Stamp,
    given: Mapping[TextKey, Submission] = NONE_GIVEN,
) -> Callable[[Report], FinishedComparison]:
    """The function that compares two texts, and reports the reading of those in files; it raises EditError or FileError, in a
    sentence, if they cannot be compared.

    project: the document with its versions
    submission: the submission as it is
    number: that of the proposal that is worked on, from 1
    first: the text on the left
    second: the text on the right
    stamp: author and time of what differs
    given: the texts that are neither of the document nor in a file
    """

    def compare(report: Report) -> FinishedComparison:
        left, right = (_read(project, submission, number, key, report, given) for key in (first, second))
        document = Submission(proposals=submission.proposals[number - 1 : number], sources=submission.sources)
        by_id = first.is_ours and second.is_ours
        base = _filled(first, left, right, stamp.author, document)
        draft = _filled(second, right, left, stamp.author, document)
        try:
            origins = _origins(project, submission, number) if by_id else NO_ORIGINS
            found = compare_submissions(base.submission, draft.submission, stamp, by_id=by_id, origins=origins)
        except EditError as error:
            raise FileError(second.name, error.message) if second.sort == "file" else error from error
        redline = found.submission.proposals[0].redline
        rows = align_redline(redline, found.labellings[0])
        left_out = tuple(dict.fromkeys((*base.messages, *draft.messages)))
        return FinishedComparison(first, second, found, rows, places(redline, rows.labelling), submission, left_out)

    return compare


def _filled(key: TextKey, read: _ReadText, other: _ReadText, author: str, document: Submission) -> FilledSubmission:
    """One side of a text, of which an extract of a treaty text is put into the other text, or into the document.

    key: the text
    read: the text as it was read
    other: the one with which it is compared
    author: the author of changes that an extract does not track
    document: the document with the text that is worked on
    """
    try:
        filled = filled_beside(read.file, other.file, author, document)
    except EditError as error:
        raise FileError(key.name, error.message) if key.sort == "file" else error from error
    return replace(filled, submission=_on_side(filled.submission, read.view)) if read.view else filled


def _origins(project: Project, submission: Submission, number: int) -> Mapping[str, str]:
    """The origins of the clauses that the document and its versions move, so that the comparison shows the same moves."""
    states = (*(version.submission for version in project.versions), submission)
    out: dict[str, str] = {}
    for state in states:
        if number <= len(state.proposals):
            out |= move_origins(state.proposals[number - 1].redline.clauses)
    return out


class _ReadText(Struct, frozen=True):
    """A text before one side of it is taken."""

    file: ReadSubmission
    view: View | None
    """The side that is compared; None: the one that a comparison takes by itself."""


def _read(
    project: Project,
    submission: Submission,
    number: int,
    key: TextKey,
    report: Report,
    given: Mapping[TextKey, Submission],
) -> _ReadText:
    """The text of a key.

    project: the document with its versions
    submission: the submission as it is
    number: that of the proposal that is worked on, from 1
    key: the key
    report: the progress of reading
    given: the texts that are neither of the document nor in a file
    """
    if key in given:
        return _ReadText(ReadSubmission(given[key]), None)
    if key.sort == "file":
        opened = open_document(Path(key.name), report=report)
        return _ReadText(ReadSubmission(opened.submission, opened.is_extract), "draft")
    if key.sort == "version":
        version = next((candidate for candidate in project.versions if candidate.name == key.name), None)
        if version is None:
            raise EditError.of("there is no longer a version named “{name}”; choose another text", name=key.name)
        if number > len(version.submission.proposals):
            raise EditError.of(
                "version “{name}” has no proposal {number}; choose another text", name=version.title, number=number
            )
        return _single_text(version.submission, number, "draft")
    if key.sort == "proposal":
        return _single_text(submission, int(key.name), "draft")
    return _single_text(submission, number, "base" if key.sort == "base" else "draft")


def _on_side(submission: Submission, view: View) -> Submission:
    """A submission with one side of each of its texts."""
    proposals = tuple(replace(proposal, redline=in_view(proposal.redline, view), struck={}) for proposal in submission.proposals)
    return replace(submission, proposals=proposals)


def _single_text(submission: Submission, number: int, view: View) -> _ReadText:
    """One text of a submission, of which one side is compared."""
    if number > len(submission.proposals):
        raise EditError.of("the document has no proposal {number}; choose another text", number=number)
    return _ReadText(ReadSubmission(replace(submission, proposals=(submission.proposals[number - 1],))), view)
