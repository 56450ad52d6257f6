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
from model.files.opening import open_document
from model.formats.amend import Project
from model.formats.progress import Report
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
        base, draft = (given[key] if key in given else _text(project, submission, number, key, report) for key in (first, second))
        by_id = first.is_ours and second.is_ours
        try:
            origins = _origins(project, submission, number) if by_id else NO_ORIGINS
            found = compare_submissions(base, draft, stamp, by_id=by_id, origins=origins)
        except EditError as error:
            raise FileError(second.name, error.message) if second.sort == "file" else error from error
        redline = found.submission.proposals[0].redline
        rows = align_redline(redline, found.labellings[0])
        return FinishedComparison(first, second, found, rows, places(redline, rows.labelling), submission)

    return compare


def _origins(project: Project, submission: Submission, number: int) -> Mapping[str, str]:
    """The origins of the clauses that the document and its versions move, so that the comparison shows the same moves."""
    states = (*(version.submission for version in project.versions), submission)
    out: dict[str, str] = {}
    for state in states:
        if number <= len(state.proposals):
            out |= move_origins(state.proposals[number - 1].redline.clauses)
    return out


def _text(project: Project, submission: Submission, number: int, key: TextKey, report: Report) -> Submission:
    if key.sort == "file":
        return _draft_of(open_document(Path(key.name), report=report).submission)
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


def _draft_of(submission: Submission) -> Submission:
    """A file with the draft of each of its texts."""
    proposals = tuple(
        replace(proposal, redline=in_view(proposal.redline, "draft"), struck={}) for proposal in submission.proposals
    )
    return replace(submission, proposals=proposals)


def _single_text(submission: Submission, number: int, view: View) -> Submission:
    """One text of a submission, one side of it."""
    if number > len(submission.proposals):
        raise EditError.of("the document has no proposal {number}; choose another text", number=number)
    proposal = submission.proposals[number - 1]
    return replace(submission, proposals=(replace(proposal, redline=in_view(proposal.redline, view), struck={}),))
