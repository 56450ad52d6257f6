"""The bundled sample: what it must show, and that its text in force is not touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import resources
from app.cli.demo import report
from app.session.sample import LANGUAGE, TEXT, sample_submission
from model.formats.notation import parse
from model.redline import Status
from model.submission.amendments import amendments
from model.submission.values import Submission
from tests.skips import Reason

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def sample() -> Submission:
    return sample_submission()


def test_its_base_is_the_bundled_resolution(sample: Submission) -> None:
    [proposal] = sample.proposals
    written = parse(resources.read_text(TEXT), language=LANGUAGE)
    assert proposal.original == written
    told = [(clause.props, clause.label, clause.text) for clause in proposal.redline.base().clauses]
    assert told == [(clause.props, clause.label, clause.text) for clause in written.base().clauses]


def test_it_shows_what_a_resolution_can_hold(sample: Submission) -> None:
    clauses = sample.proposals[0].original.clauses
    kinds = [clause.props.kind for clause in clauses]
    assert 50 <= len(clauses) <= 70
    assert kinds.count("call") >= 8
    assert {"number", "title", "history", "opening", "annex", "heading"} <= set(kinds)
    assert {clause.props.scheme for clause in clauses} >= {"letter", "roman", "decimal", "none"}
    assert any(clause.label and clause.label.text == "1.1" for clause in clauses)
    assert sample.proposals[0].original.notes


def test_its_proposal_is_finished(sample: Submission) -> None:
    [proposal] = sample.proposals
    header = sample.header
    assert (proposal.symbol, proposal.number, header.conference) == ("MOD", "ARC/47A3/1", "WTSA-24")
    assert proposal.reasons
    assert all([header.abstract, header.introduction, header.proposal_text, header.sources, header.contacts])
    found = {amendment.kind for amendment in amendments(proposal.redline)}
    assert found >= {"insertion", "deletion", "replacement", "move", "renumbering"}
    assert any(clause.end.status is Status.DELETED for clause in proposal.redline.clauses)


def test_its_amendments_can_be_told_in_lines(sample: Submission) -> None:
    head, *lines = report(sample)
    assert head == f"MOD ARC/47A3/1: {len(lines)} amendments"
    assert "  recalling/b: renumbering “b)” → “c)”" in lines
    assert "  considering further/b: insertion “[footnote]”" in lines


@pytest.mark.journey
@pytest.mark.skipif(sys.platform == "win32", reason=Reason.ALWAYS_DISPLAY)
def test_without_a_display_the_main_job_is_done(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, "-X", "importtime", "-m", "app.cli.demo", str(tmp_path)]
    call = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert call.returncode == 0, call.stderr[-2000:]
    assert str(tmp_path / "sample.docx") in call.stdout
    assert (tmp_path / "sample.docx").stat().st_size > 5_000
    assert "Proof of export" in call.stdout
    assert "PySide6" not in call.stderr, "Qt was imported"
