"""Resolution 75 is read exactly: the text in force, and the proposal with everything tracked in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from model.formats.word.reader import ReadResult, read_word
from model.numbering import Labelling
from model.redline import ANCHOR, NOTE, Clause, Redline, Side, Stamp, Status, status_spans

ATU = Stamp("ATU", "2024-09-06T09:00:00Z")


@pytest.fixture(scope="module")
def known(shared: Path) -> dict[str, Any]:
    value = json.loads((shared / "res75/redline.json").read_text(encoding="utf-8"))
    assert isinstance(value, dict)
    return value


@pytest.fixture(scope="module")
def proposal(shared: Path) -> ReadResult:
    return read_word(shared / "res75/proposal-tracked.docx")


def _label(paragraph: dict[str, Any], side: Side) -> str | None:
    spans = paragraph.get("label", [])
    return "".join(text for status, text in spans if Status(status).on(side)) or None


def _spans(clause: Clause) -> list[list[str]]:
    return [[status.value, text] for status, text in status_spans(clause.runs)]


def _nature(clause: Clause) -> tuple[object, ...]:
    if clause.props.kind != "paragraph":
        return (clause.props.kind,)
    return clause.props.kind, clause.props.level, clause.props.scheme


def _known_nature(paragraph: dict[str, Any]) -> tuple[object, ...]:
    if paragraph["kind"] != "paragraph":
        return (paragraph["kind"],)
    return paragraph["kind"], paragraph["level"], paragraph["scheme"]


def test_the_proposal_is_read_exactly(known: dict[str, Any], proposal: ReadResult) -> None:
    redline = proposal.submission.proposals[0].redline
    labelling = Labelling.of(redline)
    for clause, paragraph in zip(redline.clauses, known["paragraphs"], strict=True):
        assert _nature(clause) == _known_nature(paragraph)
        assert _spans(clause) == paragraph["runs"]
        assert clause.end.status == paragraph["end"]
        assert labelling.base(clause.id) == _label(paragraph, "base")
        assert labelling.draft(clause.id) == _label(paragraph, "draft")
        assert clause.base_props is None
        stamps = {run.stamp for run in clause.runs if run.status is not Status.KEPT}
        assert stamps <= {ATU}
    assert all(clause.own_label is None for clause in redline.clauses)


def test_the_footnote_is_read(known: dict[str, Any], proposal: ReadResult) -> None:
    redline = proposal.submission.proposals[0].redline
    texts = [paragraph["footnote"] for paragraph in known["paragraphs"] if "footnote" in paragraph]
    assert [_note_text(redline, key) for key in redline.notes] == texts
    assert {run.content for clause in redline.clauses for run in clause.runs if run.text == NOTE} == set(redline.notes)


def _note_text(redline: Redline, key: str) -> str:
    runs = (run for clause in redline.notes[key].clauses for run in clause.runs)
    return "".join(run.text for run in runs if not (run.text == ANCHOR and run.content))


def test_the_front_of_the_proposal_is_read(known: dict[str, Any], proposal: ReadResult) -> None:
    submission = proposal.submission
    (only,) = submission.proposals
    assert (only.symbol, only.number, only.reasons) == ("MOD", "ATU/35A18/1", "")
    assert submission.language == "es"
    assert submission.header.introduction == known["introduction"]
    assert submission.header.proposal_text == known["proposal_text"]
    assert submission.header.abstract == ""
    assert proposal.warnings == ()
    assert only.original == only.redline
    assert list(submission.sources) == [only.source] == ["proposal-tracked.docx"]


@pytest.mark.parametrize(
    ("name", "tracked", "side"),
    [
        ("base.docx", "tracked", "base"),
        ("proposed.docx", "tracked", "draft"),
        ("proposal-tracked.docx", "rejected", "base"),
        ("proposal-tracked.docx", "accepted", "draft"),
        ("redline.docx", "rejected", "base"),
    ],
)
def test_one_side_is_read_exactly(shared: Path, known: dict[str, Any], name: str, tracked: Any, side: Side) -> None:
    redline = read_word(shared / "res75" / name, tracked=tracked).submission.proposals[0].redline
    wanted = [paragraph for paragraph in known["paragraphs"] if Status(paragraph["end"]).on(side)]
    for clause, paragraph in zip(redline.clauses, wanted, strict=True):
        assert _nature(clause) == _known_nature(paragraph)
        assert clause.text == "".join(text for status, text in paragraph["runs"] if Status(status).on(side))
        assert (clause.label.text if clause.label else None) == _label(paragraph, side)
        assert clause.end.status is Status.KEPT


def test_a_text_without_a_proposal_line_has_no_symbol(shared: Path) -> None:
    submission = read_word(shared / "res75/redline.docx").submission
    assert [(proposal.symbol, proposal.number) for proposal in submission.proposals] == [("", "")]
    assert submission.proposals[0].redline.clauses[-1].source
