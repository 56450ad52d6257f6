"""The merge of three versions of a project: a base and two copies of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from model.errors import FileError
from model.files.consolidation_project import PART
from model.files.opening import OpenedFile
from model.formats.amend import Project, Version
from model.merging.fields import merge_by_key, merge_values
from model.merging.submissions import merge_submissions
from model.message import Message
from model.submission.values import Submission

_SHORTEST = 12
"""The length, in characters, of a clause that two texts do not share by chance."""


def merge_projects(base: Project, first: Project, second: Project) -> Project:
    """The project with the changes of both copies, under the id of the first."""
    if first in (base, second):
        return replace(second, id=first.id)
    if second == base:
        return first
    newest = max((first, second), key=lambda project: project.format)
    return Project(
        submission=merge_submissions(base.submission, first.submission, second.submission, by_number=True),
        id=first.id,
        versions=_merged_versions(base.versions, first.versions, second.versions),
        extras=merge_by_key(base.extras, first.extras, second.extras),
        parts=merge_by_key(base.parts, first.parts, second.parts, _merged_part),
        manifest=merge_by_key(base.manifest, first.manifest, second.manifest),
        format=newest.format,
        reader=max(first.reader, second.reader),
    )


def _merged_versions(base: Iterable[Version], first: Iterable[Version], second: Iterable[Version]) -> tuple[Version, ...]:
    """The versions of both copies in the order of time; if two have the same name, the second gets a number."""
    bases, firsts, seconds = ({version.name: version for version in versions} for versions in (base, first, second))
    kept = {name: version for name, version in firsts.items() if name not in bases or name in seconds or version != bases[name]}
    for name, version in seconds.items():
        if name in bases and name not in firsts and version == bases[name]:
            continue
        if name in kept:
            value, disagree = merge_values(bases.get(name), kept[name], version)
            if not disagree and value is not None:
                kept[name] = value
                continue
        number, free = 1, name
        while free in kept or (free != name and free in seconds):
            number += 1
            free = f"{name} ({number})"
        named = None if version.named is None else Message.of("{name} ({number})", name=version.named, number=number)
        kept[free] = version if free == name else replace(version, name=free, named=named)
    return tuple(sorted(kept.values(), key=lambda version: version.time))


def _merged_part(name: str, base: bytes, first: bytes, second: bytes) -> bytes:
    """A part that both copies changed. The decisions of a consolidation are merged one by one; of any other part, the first
    copy's is taken."""
    if name != PART:
        return first
    try:
        was, now, new = (json.loads(data) for data in (base, first, second))
        if now["parties"] != new["parties"]:
            return first
        decisions = merge_by_key(was["decisions"], now["decisions"], new["decisions"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return first
    merged: dict[str, Any] = {**now, "decisions": dict(sorted(decisions.items()))}
    return json.dumps(merged, ensure_ascii=False, indent=1).encode()


class UnrelatedFiles(FileError):
    """Two files have nothing in common, so they can only be compared."""


def refuse_unrelated(base: OpenedFile, copy: OpenedFile) -> None:
    """UnrelatedFiles if a copy has nothing in common with the base, so that it cannot be one."""
    known, given = _words_of(base.submission), _words_of(copy.submission)
    if known and given and not known & given:
        reason = Message.of(
            "it has nothing in common with {base}, so it cannot be merged; compare the two files instead", base=str(base.path)
        )
        raise UnrelatedFiles(copy.path, reason)


def _words_of(submission: Submission) -> set[str]:
    """The longer clauses of the texts of a submission."""
    clauses = (clause for proposal in submission.proposals for clause in proposal.redline.clauses)
    return {words for clause in clauses if len(words := clause.text_on("base") or clause.text) >= _SHORTEST}


def common_version(first: Project, second: Project, *more: Submission) -> Submission | None:
    """The newest state that both projects contain: the content of one of them, or a version; None if there is none.

    first, second: the projects
    *more: newer states than the versions of the first, such as that in its file
    """
    states = [
        [("9999", project.submission), *((version.time, version.submission) for version in project.versions)]
        for project in (first, second)
    ]
    states[0] += [("9998", state) for state in more]
    shared = [(min(time, when), state) for time, state in states[0] for when, other in states[1] if state == other]
    return max(shared, key=lambda pair: pair[0])[1] if shared else None
