"""Notes without a reference in a document from elsewhere: nobody sees them and nothing can be done with them, so they are
omitted, counted and reported."""

from __future__ import annotations

from msgspec.structs import replace

from model.formats.amend.repair import with_texts
from model.formats.amend.values import Project
from model.redline import Redline
from model.redline.runs import referred_notes
from model.submission.values import Submission


def without_orphans(project: Project) -> tuple[Project, int]:
    """The project without notes to which its texts do not refer, and their number in the submission; the same object if there
    were none, neither there nor in a version."""
    submission, count = _without_orphans(project.submission)
    versions = tuple([replace(version, submission=_without_orphans(version.submission)[0]) for version in project.versions])
    same = all(new.submission is old.submission for new, old in zip(versions, project.versions, strict=True))
    if submission is project.submission and same:
        return project, 0
    return replace(project, submission=submission, versions=versions), count


def _without_orphans(submission: Submission) -> tuple[Submission, int]:
    proposals = tuple([with_texts(proposal, _redline) for proposal in submission.proposals])
    pairs = list(zip(proposals, submission.proposals, strict=True))
    if all(new is old for new, old in pairs):
        return submission, 0
    count = sum(len(old.redline.notes) - len(new.redline.notes) for new, old in pairs)
    return replace(submission, proposals=proposals), count


def _redline(redline: Redline) -> Redline:
    if not redline.notes:
        return redline
    referred = referred_notes(redline)
    kept = {key: note for key, note in redline.notes.items() if key in referred}
    return redline if len(kept) == len(redline.notes) else replace(redline, notes=kept)
