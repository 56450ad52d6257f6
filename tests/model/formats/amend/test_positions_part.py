"""Positions in a project: a part of their own, in all versions; what is damaged in it leaves the texts readable."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from model.files.opening import open_document
from model.formats.amend import Project, drop_version, project_bytes, read_project, take_version
from model.formats.amend.positions_part import DAMAGED_PART, POSITIONS_PART
from model.submission.comments import CommentAnchor
from model.submission.positions import MOST_ENTRIES, MOST_POSITIONS, Position
from model.submission.values import Submission
from tests.model.formats.amend.test_project import SAMPLE, parts_of, zip_of

RED = Position((CommentAnchor("c2", "each"),), "EUR", ("ATU",), "red_line", "unless …", "We\nsay so.", ("https://itu.int/x",))


def with_position(submission: Submission, position: Position) -> Submission:
    return replace(submission, proposals=(replace(submission.proposals[0], positions={"p1": position}),))


def positioned() -> Project:
    """A project whose draft and second version have positions, its first version none."""
    project = take_version(SAMPLE, "one", "2026-01-01T00:00:00Z")
    project = take_version(project, "two", "2026-01-02T00:00:00Z", submission=with_position(SAMPLE.submission, RED))
    return replace(project, submission=with_position(SAMPLE.submission, replace(RED, stance="wanted")))


def test_a_project_without_positions_has_no_part_for_them() -> None:
    assert POSITIONS_PART not in parts_of(project_bytes(SAMPLE))


def test_positions_are_in_their_part_alone() -> None:
    parts = parts_of(project_bytes(positioned()))
    for text in ("red_line", "unless", "We\\nsay", "itu.int/x"):
        assert [name for name, data in parts.items() if text.encode() in data] == [POSITIONS_PART]
    assert read_project(project_bytes(positioned())) == positioned()


def test_a_version_that_another_program_removed_takes_its_positions_along() -> None:
    """An older program keeps the part as it is and removes or renumbers versions."""
    parts = parts_of(project_bytes(positioned()))
    without = parts_of(project_bytes(drop_version(positioned(), "one")))
    read = read_project(zip_of({**without, POSITIONS_PART: parts[POSITIONS_PART]}))
    assert [version.submission.proposals[0].positions for version in read.versions] == [{"p1": RED}]
    neither = drop_version(drop_version(positioned(), "one"), "two")
    read = read_project(zip_of({**parts_of(project_bytes(neither)), POSITIONS_PART: parts[POSITIONS_PART]}))
    assert read == neither


def test_positions_of_proposals_that_are_gone_are_dropped() -> None:
    parts = parts_of(project_bytes(positioned()))
    stored = json.loads(parts[POSITIONS_PART])
    stored["draft"] *= 3
    assert read_project(zip_of({**parts, POSITIONS_PART: json.dumps(stored).encode()})) == positioned()


def stored(change: Callable[[dict], object]) -> bytes:
    value = json.loads(parts_of(project_bytes(positioned()))[POSITIONS_PART])
    change(value)
    return json.dumps(value).encode()


def draft_of(value: dict) -> dict:
    return value["draft"][0]


DAMAGED = {
    "no JSON": (b"{", "positions.json is not JSON"),
    "deep": (b"[" * 100_000, "positions.json is not JSON"),
    "bytes": (b"\xff\xfe", "positions.json is not JSON"),
    "a list": (b"[]", r"positions: '?\[\]'? is not an object"),
    "stance": (stored(lambda value: draft_of(value)["p1"].update(stance="yes")), r"stance: 'yes' is not one of"),
    "owners": (stored(lambda value: draft_of(value)["p1"].update(owners="ATU")), "'ATU' is not a list"),
    "many owners": (stored(lambda value: draft_of(value)["p1"].update(owners=["x"] * (MOST_ENTRIES + 1))), "at most 100 owners"),
    "long": (stored(lambda value: draft_of(value)["p1"].update(note="x" * 3_000_000)), "is longer than"),
    "many": (
        stored(lambda value: draft_of(value).update({str(number): {} for number in range(MOST_POSITIONS + 1)})),
        "at most 5,000 positions",
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_positions_are_reported_and_the_text_opens(name: str, tmp_path: Path) -> None:
    data, sentence = DAMAGED[name]
    path = tmp_path / "damaged.amend"
    path.write_bytes(zip_of({**parts_of(project_bytes(positioned())), POSITIONS_PART: data}))
    opened = open_document(path)
    (warning,) = opened.warnings
    assert str(warning).startswith("the positions of the delegation cannot be read (")
    assert sentence.replace("'?", "").replace("\\", "") in str(warning)
    assert opened.submission == SAMPLE.submission
    assert opened.project.parts == {DAMAGED_PART: data}
    again = read_project(project_bytes(opened.project))
    assert again == opened.project


def test_a_part_that_differs_from_the_manifest_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "damaged.amend"
    path.write_bytes(zip_of({**parts_of(project_bytes(positioned())), POSITIONS_PART: b"{}"}, rehash=False))
    opened = open_document(path)
    assert "positions.json is not what the manifest says" in str(opened.warnings[0])
    assert opened.submission == SAMPLE.submission
    data = bytearray(project_bytes(positioned()))
    at = data.index(POSITIONS_PART.encode()) + len(POSITIONS_PART) + 20
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert open_document(path).submission == SAMPLE.submission
