"""The lines of a journal, JSON objects whose first entry is the CRC-32 of the rest: of undo steps, and of versions."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

from msgspec import Struct, field

from model.formats.amend.stored_messages import message_in
from model.formats.amend.values import Version
from model.message import as_json
from model.storage.atomic_write import fingerprint
from model.submission.json_codec import decode, encode
from model.submission.values import Header, IgnoredProblem, Proposal, Submission

_CRC_LENGTH = len(b'{"crc":"00000000",')


def write_line(value: dict[str, Any]) -> bytes:
    """An object as a line that carries its CRC-32."""
    body = json.dumps(value, separators=(",", ":")).encode("ascii")
    return b'{"crc":"%08x",%s\n' % (zlib.crc32(body), body[1:])


def read_journal_line(line: bytes) -> dict[str, Any] | None:
    """The object of a whole line, without its checksum; None if it is incomplete."""
    body = b"{" + line[_CRC_LENGTH:-1]
    if line[:_CRC_LENGTH] != b'{"crc":"%08x",' % zlib.crc32(body):
        return None
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def line_hash(line: bytes) -> str:
    """The hash by which the next line refers to this one."""
    return fingerprint(line)[:16]


How = Literal["", "more", "undo", "redo", "arrived"]
"""A new step, more of the last one, that one taken back or done again, or what colleagues did to a shared draft: no step."""
HOWS: tuple[How, ...] = get_args(How)
HOW = "how"
"""The key that holds it in a line; absent for a new step."""


def standing(changes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The changes as their user counts them: merged ones are one step, undone ones none, undoing an earlier one is one; those of
    colleagues are none."""
    stand: list[dict[str, Any]] = []
    undone: list[dict[str, Any]] = []
    for change in changes:
        how = "version" if "version" in change else change.get(HOW, "")
        last = next((place for place in reversed(range(len(stand))) if "version" not in stand[place]), None)
        takes_back = last is not None and stand[last].get(HOW) == "undo"
        if (how == "more" and last is not None) or how == "arrived":
            continue
        if how == "undo" and last is not None and not takes_back:
            undone.append(stand.pop(last))
        elif how == "redo" and last is not None and takes_back:
            del stand[last]
        elif how == "redo" and undone:
            stand.append(undone.pop())
        else:
            stand.append(change)
            if how == "":
                undone.clear()
    return stand


class _Other(Struct, frozen=True):
    """A submission that is another one than the lines before lead to."""

    header: Header
    proposals: tuple[Proposal, ...]
    language: str = ""
    sources: Mapping[str, bytes] = field(default_factory=dict)
    """The packages that are new."""
    known: tuple[str, ...] | None = None
    """The names of all its packages."""
    ignored: Mapping[str, IgnoredProblem] = field(default_factory=dict)


class _Line(Struct, frozen=True):
    name: str = ""
    time: str = ""
    note: str = ""
    named: dict[str, Any] | None = None
    noted: dict[str, Any] | None = None
    of: _Other | None = None


def version_line(version: Version, before: Submission | None) -> dict[str, Any]:
    """The line of a new version; `before` is the state of the lines before it, if the version contains another."""
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
