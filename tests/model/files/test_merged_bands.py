"""Frequency bands of a consolidated text: limits that parties or a compromise word by hand are found if the bands do not join."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main
from app.controllers.consolidation.consolidation_state import ConsolidationState
from model.consolidation.matrix import Matrix
from model.consolidation.merge import Decision, Party, consolidate
from model.files.consolidation_project import ConsolidationWork, submission_of
from model.files.merged_bands import band_faults
from model.formats.amend import Project, project_bytes
from model.submission.values import Submission
from tests.builders.allocations import SMALL, submission_of_file
from tests.model.preflight.test_allocations import LOST, sentences
from tests.model.preflight.test_typed_bands import typed

BASE = submission_of_file(SMALL)
DAY = "2026-12-01T12:00:00Z"
OVERLAP = (
    "frequency bands of the merged text: Region 1: the bands 2 450-2 490 and 2 483.5-2 655 overlap",
    "frequency bands of the merged text: Region 2, 3: the bands 2 450-2 490 and 2 483.5-2 500 overlap",
)
GAP = f"frequency bands of the merged text: {LOST.format('1, 2, 3', '2 450', '2 455')}"


def work_of(*drafts: Submission, decision: Decision | None = None) -> tuple[ConsolidationWork, Matrix]:
    parties = tuple(Party(f"party {at}", draft.proposals[0].redline) for at, draft in enumerate(drafts))
    found = consolidate(BASE.proposals[0].redline, parties)
    decisions = {conflict.key: decision for conflict in found.conflicts} if decision is not None else {}
    return ConsolidationWork(BASE, parties, ("",) * len(parties), decisions), Matrix.of(found)


def faults(*drafts: Submission, decision: Decision | None = None) -> tuple[str, ...]:
    """The faults of the bands, which are also findings of the check of the merged text."""
    work, board = work_of(*drafts, decision=decision)
    merged = submission_of(work, board.found, DAY)
    found = tuple(str(message).replace("\u00a0", " ") for message in band_faults(merged))
    assert [fault.partition("text: ")[2] for fault in found] == sentences(merged)
    return found


LATER, SOONER = typed(BASE, "2450", "2 450-2 490"), typed(BASE, "2450", "2 450-2 480")


def test_a_compromise_worded_by_hand_is_found_if_the_bands_do_not_join() -> None:
    assert faults(LATER, SOONER, decision=Decision("base")) == ()
    assert faults(LATER, SOONER, decision=Decision("party", 0)) == OVERLAP
    _, board = work_of(LATER, SOONER)
    (conflict,) = board.found.conflicts
    words = board.found.words[""][conflict.start : conflict.stop]
    assert "483.5" in words or words in "2 450-2\u00a0483.5"
    assert faults(LATER, SOONER, decision=Decision("own", text=words)) == ()
    assert faults(LATER, SOONER, decision=Decision("own", text=words.replace("483.5", "490"))) == OVERLAP


def test_limits_that_parties_type_in_two_cells_are_found() -> None:
    assert faults(LATER) == OVERLAP
    assert faults(typed(BASE, "2450", "2 455-2 483.5")) == (GAP,)
    assert faults(BASE) == ()


def test_the_export_and_the_command_line_name_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work, board = work_of(LATER)
    messages = ConsolidationState(work, board, "Chair").export_word(tmp_path / "merged.docx")
    assert tuple(str(message).replace("\u00a0", " ") for message in messages) == OVERLAP
    paths = [tmp_path / "base.amend", tmp_path / "party.amend"]
    for path, submission in zip(paths, (BASE, LATER), strict=True):
        path.write_bytes(project_bytes(Project(submission)))
    assert main(["consolidate", *map(str, paths), "-o", str(tmp_path / "out.amend"), "--party", f"ATU={paths[1]}"]) == 0
    err = capsys.readouterr().err.replace("\u00a0", " ")
    assert all(f"out.amend: {fault}" in err for fault in OVERLAP)
