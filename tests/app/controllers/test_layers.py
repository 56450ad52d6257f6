"""Sub-amendments in the window: begun, marked, shown, decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.program import Program
from app.window.action_ids import ActionId
from model.layers.combined import base_upon
from model.submission.values import Submission
from tests.builders.layers import THEIRS, amended
from tests.builders.submissions import SMALL, action_of, submission
from widgets.dialogs.proof import ProofDialog
from widgets.layers.three_texts import ThreeTextsDialog


@pytest.fixture
def given() -> Submission:
    text = amended(
        SMALL, [action_of("type", 0.4, 0.5, 0, 0, stamp=THEIRS), action_of("delete", 0.1, 0.2, 0.3, 0.4, stamp=THEIRS)]
    )
    return submission(text)


def test_their_changes_are_marked_and_ours_are_upon_them(program: Program) -> None:
    theirs = program.session.submission.proposals[0].redline
    assert not program.actions[ActionId.JOIN_LAYERS].isEnabled() or not program.layers.places.has_places
    program.actions[ActionId.AMEND_PROPOSAL].trigger()
    proposal = program.session.submission.proposals[0]
    assert proposal.theirs == theirs
    assert proposal.redline == base_upon(theirs)
    places = program.layers.places
    marks = [mark for clause in proposal.redline.clauses for mark, _, _ in places.in_clause("", clause)]
    assert {mark.sort for mark in marks} == {"inserted", "deleted"}
    assert {mark.stamp.author for mark in marks} == {"EUR"}
    program.window.editor.viewport().grab()
    program.actions[ActionId.UNDO].trigger()
    assert program.session.submission.proposals[0].theirs is None
    places.follow()
    assert not places.has_places


def test_the_three_texts_are_beside_each_other(program: Program) -> None:
    theirs = program.session.submission.proposals[0].redline
    program.actions[ActionId.AMEND_PROPOSAL].trigger()
    dialog = ThreeTextsDialog(program.session.submission, 1, program.window)
    for choice in range(dialog.choice.count()):
        dialog.choice.setCurrentIndex(choice)
        base, _, _ = dialog.texts()
        assert [clause.text for clause in base.clauses] == [clause.text for clause in theirs.base().clauses]
    dialog.choice.setCurrentIndex(2)
    assert dialog.texts()[2] == theirs
    assert "short" in dialog.panes[2].toPlainText()
    dialog.deleteLater()


@pytest.mark.parametrize("id", ["accept theirs", "reject theirs", "accept our changes", "reject our changes", "join layers"])
def test_each_decision_is_one_step(program: Program, id: str) -> None:
    program.actions[ActionId.AMEND_PROPOSAL].trigger()
    QTest.keyClicks(program.window.editor, "new ")
    before = program.session.submission
    program.actions[ActionId(id)].trigger()
    after = program.session.submission
    assert after != before
    assert (after.proposals[0].theirs is not None) == (id in ("accept our changes", "reject our changes"))
    program.actions[ActionId.UNDO].trigger()
    assert program.session.submission == before


def test_the_proof_of_export_names_both_parties(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program.actions[ActionId.AMEND_PROPOSAL].trigger()
    QTest.keyClicks(program.window.editor, "new ")
    shown: list[str] = []
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: shown.extend(label.text() for label in dialog.findChildren(QLabel)))
    assert program.file_menu.export.export(tmp_path / "out.docx")
    assert any("rejecting ours gives theirs" in text for text in shown)
    assert shown[shown.index("Amendments") + 1] == "1 of ours, 2 of theirs"
    assert "EUR" in shown[shown.index("Names in it") + 1].split(", ")
