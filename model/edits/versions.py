"""Going back to a version, as one step that can be undone."""

from __future__ import annotations

from model.edits.building import transaction
from model.redline import Stamp
from model.steps import SetField, Transaction
from model.submission import Header, Submission


def restore(submission: Submission, version: Submission, label: str, stamp: Stamp) -> Transaction:
    """The submission as a version of it has it: header, language, all proposals, what is ignored. The Word packages of both
    have to be in the submission already, see `model.project.restore_version`. No steps where the two say the same.
    """
    ours, theirs = submission.header, version.header
    pairs = [(f"header/{name}", getattr(ours, name), getattr(theirs, name)) for name in Header.__struct_fields__]
    pairs.append(("language", submission.language, version.language))
    pairs.append(("proposals", submission.proposals, version.proposals))
    keys = sorted(submission.ignored.keys() | version.ignored.keys())
    pairs += [(f"ignored/{key}", submission.ignored.get(key), version.ignored.get(key)) for key in keys]
    steps = [SetField(path, old, new) for path, old, new in pairs if old != new]
    return transaction(label, steps, stamp)
