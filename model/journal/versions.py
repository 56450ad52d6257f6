"""Versions in the journal: as a name of what stands there, or with their submission where that is another one."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from model.errors import EditError
from model.formats.amend.values import Version
from model.submission import json_codec
from model.submission.values import Submission

_PROPOSALS = json_codec.listed(json_codec.PROPOSAL)


def version_line(version: Version, before: Submission | None) -> dict[str, Any]:
    """The line that says that a version was taken. `before` is None where it is of what the lines before it lead to; else
    that submission, whose packages need not be written again."""
    line = {"name": version.name, "time": version.time, "note": version.note}
    if before is None:
        return {"version": line}
    other = version.submission
    new = {name: data for name, data in other.sources.items() if before.sources.get(name) != data}
    packages = {name: base64.b64encode(data).decode("ascii") for name, data in new.items()}
    header, proposals = json_codec.encode_header(other.header), _PROPOSALS.encode(other.proposals)
    of = {"header": header, "proposals": proposals, "language": other.language, "sources": packages, "known": list(other.sources)}
    if other.ignored:
        of["ignored"] = json_codec.IGNORED_BY_KEY.encode(other.ignored)
    return {"version": {**line, "of": of}}


def version_in(value: Any, submission: Submission) -> Version:
    """The version that a line names, where the lines before it lead to that submission; EditError where it is none."""
    given = json_codec.decode_object(value, "version")
    name, time, note = (json_codec.TEXT.decode(given.get(key, ""), f"version.{key}") for key in ("name", "time", "note"))
    if "of" in given:
        submission = _submission_in(json_codec.decode_object(given["of"], "version.of"), submission)
    return Version(name, time, note, submission)


def _submission_in(given: dict[str, Any], before: Submission) -> Submission:
    header = json_codec.decode_header(given.get("header"), "version.of.header")
    proposals = _PROPOSALS.decode(given.get("proposals"), "version.of.proposals")
    language = json_codec.TEXT.decode(given.get("language", ""), "version.of.language")
    packages = json_codec.decode_object(given.get("sources", {}), "version.of.sources")
    try:
        new = {name: base64.b64decode(data, validate=True) for name, data in packages.items()}
    except (TypeError, ValueError, binascii.Error) as error:
        raise EditError("version.of.sources: a package is damaged") from error
    known = given.get("known")
    names = [name for name in known if isinstance(name, str)] if isinstance(known, list) else list(new)
    there = {**before.sources, **new}
    ignored = json_codec.IGNORED_BY_KEY.decode(given.get("ignored", {}), "version.of.ignored")
    return Submission(header, proposals, language, {name: there[name] for name in names if name in there}, ignored)
