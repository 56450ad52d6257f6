"""The conflicts of a project in a part of their own, `conflicts.json`; there is none if there are no conflicts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from model.errors import EditError, FileError
from model.message import Message
from model.submission.conflicts import MergeConflict
from model.submission.json_codec import decode, encode
from model.submission.values import Submission

CONFLICT_PART = "conflicts.json"
_HEADER = "header"
_CURRENT = "current"
"""The key of the document; that of a version is its number."""


def conflict_data(submission: Submission) -> dict[str, Any]:
    """The conflicts of a submission as JSON: those of the header, and of each proposal by its number."""
    found = {_HEADER: submission.conflicts}
    found |= {str(number): proposal.conflicts for number, proposal in enumerate(submission.proposals, 1)}
    return {name: encode(dict(sorted(conflicts.items()))) for name, conflicts in found.items() if conflicts}


def conflict_parts(current: Submission, versions: Sequence[Submission]) -> dict[str, bytes]:
    """The part with the conflicts of the document and of its versions; none if nothing is in conflict."""
    held = {_CURRENT: current} | {str(number): submission for number, submission in enumerate(versions, 1)}
    found = {name: data for name, submission in held.items() if (data := conflict_data(submission))}
    return {CONFLICT_PART: json.dumps(found, indent=1).encode("ascii")} if found else {}


def with_conflicts(
    data: bytes, current: Submission, versions: Sequence[Submission], name: str
) -> tuple[Submission, list[Submission]]:
    """The document and its versions with their conflicts from the part. FileError if it is damaged.

    data: the part
    current: the document
    versions: its versions, in order
    name: the name of the file in errors
    """
    try:
        found = json.loads(data)
        if not isinstance(found, dict):
            raise TypeError(type(found).__name__)
        of_versions = [_with_data(version, found.get(str(number), {})) for number, version in enumerate(versions, 1)]
        return _with_data(current, found.get(_CURRENT, {})), of_versions
    except (ValueError, TypeError, AttributeError, RecursionError, EditError) as error:
        reason = Message.of("its part {part} is damaged; open an earlier copy", part=CONFLICT_PART)
        raise FileError(name, reason) from error


def _with_data(submission: Submission, data: dict[str, Any]) -> Submission:
    if not data:
        return submission
    conflicts = {
        owner: {key: decode(value, MergeConflict, f"conflicts[{key}]") for key, value in found.items()}
        for owner, found in data.items()
    }
    proposals = [
        replace(proposal, conflicts=conflicts.get(str(number), {})) for number, proposal in enumerate(submission.proposals, 1)
    ]
    return replace(submission, proposals=tuple(proposals), conflicts=conflicts.get(_HEADER, {}))
