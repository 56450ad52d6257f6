"""Versions in the journal: the name of the present state, or a version with its submission if that differs."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from model.formats.amend.stored_messages import message_in
from model.formats.amend.values import Version
from model.message import as_json
from model.submission.json_codec import decode, encode
from model.submission.values import Header, Ignored, Proposal, Submission


class _Other(Struct, frozen=True):
    """A submission that is another one than the lines before lead to."""

    header: Header
    proposals: tuple[Proposal, ...]
    language: str = ""
    sources: Mapping[str, bytes] = field(default_factory=dict)
    """The packages that are new."""
    known: tuple[str, ...] | None = None
    """The names of all its packages."""
    ignored: Mapping[str, Ignored] = field(default_factory=dict)


class _Line(Struct, frozen=True):
    name: str = ""
    time: str = ""
    note: str = ""
    named: dict[str, Any] | None = None
    noted: dict[str, Any] | None = None
    of: _Other | None = None


def version_line(version: Version, before: Submission | None) -> dict[str, Any]:
    """The line of a new version. `before` is None if the version contains the state of the lines before it; else that state,
    whose packages need not be written again."""
    line: dict[str, Any] = {"name": version.name, "time": version.time, "note": version.note}
    if version.named is not None:
        line["named"] = as_json(version.named)
    if version.noted is not None:
        line["noted"] = as_json(version.noted)
    if before is None:
        return {"version": line}
    other = version.submission
    new = {name: data for name, data in other.sources.items() if before.sources.get(name) != data}
    packages = {name: base64.b64encode(data).decode("ascii") for name, data in new.items()}
    header, proposals = encode(other.header), encode(other.proposals)
    of = {"header": header, "proposals": proposals, "language": other.language, "sources": packages, "known": list(other.sources)}
    if other.ignored:
        of["ignored"] = encode(other.ignored)
    return {"version": {**line, "of": of}}


def version_in(value: Any, submission: Submission) -> Version:
    """The version of a line, if the lines before it lead to that submission; EditError if it is none."""
    line = decode(value, _Line, "version")
    if line.of is not None:
        submission = _submission_of(line.of, submission)
    named, noted = message_in(line.named, line.name), message_in(line.noted, line.note)
    return Version(line.name, line.time, line.note, submission, named=named, noted=noted)


def _submission_of(other: _Other, before: Submission) -> Submission:
    known_sources = {**before.sources, **other.sources}
    names = other.sources if other.known is None else other.known
    sources = {name: known_sources[name] for name in names if name in known_sources}
    return Submission(other.header, other.proposals, other.language, sources, other.ignored)
