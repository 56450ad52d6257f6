"""The part of a project that contains the delegation's positions, those of named versions too. It is apart from the texts, so
that it can be omitted whole, and a fault in it does not make the texts unreadable."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError
from model.formats.amend.values import Project, Version
from model.message import Message
from model.redline.limits import MAX_CHARACTERS, MAX_PARAGRAPHS
from model.submission.json_codec import decode, encode
from model.submission.positions import MOST_POSITIONS, Position, Positions, private_texts, refuse_many_entries
from model.submission.values import Submission

POSITIONS_PART = "positions.json"
DAMAGED_PART = "damaged/positions.json"
"""The part whose positions could not be read, kept as it was."""
_LARGEST = 50_000_000
"""Bytes of the part: 5,000 positions with a page each have 15 million."""


class _StoredVersion(Struct, frozen=True):
    name: str = ""
    time: str = ""
    proposals: tuple[Positions, ...] = ()


class _StoredPositions(Struct, frozen=True):
    draft: tuple[Positions, ...] = ()
    """Those of each proposal, in order."""
    versions: tuple[_StoredVersion, ...] = ()
    """Those of all versions, in order, or of none."""


def positions_part(submission: Submission, versions: Sequence[Version]) -> bytes | None:
    """The part; None if there are no positions."""
    stored = _StoredPositions(
        _positions_of(submission),
        tuple([_StoredVersion(version.name, version.time, _positions_of(version.submission)) for version in versions]),
    )
    if not any(stored.draft) and not any(any(version.proposals) for version in stored.versions):
        return None
    return (json.dumps(encode(stored), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "backslashreplace")


def _positions_of(submission: Submission) -> tuple[dict[str, Position], ...]:
    return tuple([dict(proposal.positions) for proposal in submission.proposals])


def with_positions(project: Project, data: bytes) -> tuple[Project, Message | None]:
    """The project with the positions of a part. If the part is damaged, the project without them, which keeps the part under
    another name, and a message about it."""
    try:
        stored = _read_part(data)
    except EditError as error:
        return with_damaged_positions(project, data, error.message)
    left = list(stored.versions)
    versions = []
    for version in project.versions:
        found = next((other for other in left if (other.name, other.time) == (version.name, version.time)), None)
        if found is None:
            versions.append(version)
        else:
            left.remove(found)
            versions.append(replace(version, submission=_submission_with(version.submission, found.proposals)))
    return replace(project, submission=_submission_with(project.submission, stored.draft), versions=tuple(versions)), None


def with_damaged_positions(project: Project, data: bytes, reason: Message) -> tuple[Project, Message]:
    """The project that keeps a damaged part, and the message about it."""
    message = Message.of(
        "the positions of the delegation cannot be read ({reason}) and are not shown; open an earlier copy to see them",
        reason=reason,
    )
    return replace(project, parts={**project.parts, DAMAGED_PART: data}), message


def _read_part(data: bytes) -> _StoredPositions:
    if len(data) > _LARGEST:
        raise EditError.of("{part} has more than {most:,} bytes", part=POSITIONS_PART, most=_LARGEST)
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise EditError.of("{part} is not JSON", part=POSITIONS_PART) from error
    stored = decode(value, _StoredPositions, "positions")
    for proposals in (stored.draft, *(version.proposals for version in stored.versions)):
        _refuse_absurd(proposals)
    return stored


def _refuse_absurd(proposals: Iterable[Positions]) -> None:
    """EditError if there are more positions, or longer ones, than an edit would make."""
    for positions in proposals:
        if len(positions) > MOST_POSITIONS:
            raise EditError.of("a proposal has at most {most:,} positions; remove some", most=MOST_POSITIONS)
        for position in positions.values():
            refuse_many_entries(position)
            quotes = ((anchor.quote, anchor.prefix, anchor.suffix) for anchor in position.anchors)
            texts = (*private_texts(position), *chain.from_iterable(quotes))
            if len(position.anchors) > MAX_PARAGRAPHS or max(map(len, texts)) > 10 * MAX_CHARACTERS:
                raise EditError.of("a position is longer than {most:,} characters", most=MAX_CHARACTERS)


def _submission_with(submission: Submission, stored: Sequence[Mapping[str, Position]]) -> Submission:
    """The submission with the positions of its proposals; further ones are dropped with the proposals that had them."""
    if not any(stored):
        return submission
    filled = [*stored, *({} for _ in submission.proposals[len(stored) :])]
    pairs = zip(submission.proposals, filled, strict=False)
    proposals = tuple([replace(proposal, positions=dict(positions)) if positions else proposal for proposal, positions in pairs])
    return replace(submission, proposals=proposals)
