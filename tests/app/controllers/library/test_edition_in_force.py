"""A proposal on an edition that is not in force: the first card says so, and its button applies it to the one that is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.program import Program
from tests.app.controllers.library.conftest import NEW
from tests.builders.library_window import put_in
from tests.builders.waiting import settle
from widgets.dialogs.new_base import NewBaseDialog
from widgets.margin.cards import Card
from widgets.start.new_proposal import NewProposalRequest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
BUCHAREST = NEW.replace("Dubai, 2018", "Bucharest, 2022").replace("the plan and", "the Plan and")


@pytest.fixture
def program(open_program: Callable[..., Program], tmp_path: Path, answers: dict[str, object]) -> Program:
    """A MOD on an edition of PP that is not in force, for a conference that has been chosen."""
    answers["show_warnings"] = None
    path = tmp_path / "old.txt"
    path.write_text("# " + NEW, "utf-8", newline="\n")
    program = open_program()
    program.window.resize(1366, 740)
    assert program.new_proposal.begin(NewProposalRequest("MOD", str(path), conference="PP-26")) == ""
    return program


def first_card(program: Program) -> Card:
    program.problems.live_preflight.start()
    assert program.problems.live_preflight.finish()
    program.window.list.amendments.follow()
    program.window.panels.open("cards")
    program.cards.follow()
    settle(program.window)
    return program.cards.margin.cards.all[0]


def open_first(program: Program) -> list[str]:
    program.cards.open_card(first_card(program), by_key=True)
    assert program.cards.opening.widget is not None
    return [button.text().replace("&", "") for button in program.cards.opening.widget.buttons]


def test_the_first_card_tells_it_and_the_button_uses_the_edition_of_the_library(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NewBaseDialog, "exec", lambda self: pytest.fail("the lines of the conference are no conflict"))
    file = tmp_path / "new.txt"
    file.write_text("# " + BUCHAREST, "utf-8", newline="\n")
    program.actions["library"].trigger()
    put_in(program, [file])
    editor = program.window.editor
    editor.caret.move_to(editor.caret.selected_range()[0])
    card = first_card(program)
    assert card.finding is not None
    assert card.finding.rule == "base-superseded"
    assert "the edition in force is Rev. Bucharest, 2022" in str(card.finding.fault.message)
    names = open_first(program)
    assert "Bucharest, 2022" in names[0]
    QTest.mouseClick(program.cards.opening.widget.buttons[0], Qt.MouseButton.LeftButton)
    (proposal,) = program.session.submission.proposals
    assert proposal.redline.base().clauses[0].text == "RESOLUTION 71 (Rev. Bucharest, 2022)"
    assert proposal.redline.draft().clauses[0].text == "RESOLUTION 71 (Rev. Doha, 2026)"
    assert first_card(program).kind != "problem"
    program.session.stack.undo()
    assert "Dubai" in program.session.submission.proposals[0].redline.base().clauses[0].text


def test_what_the_library_does_not_have_is_brought_as_a_file(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda _parent, title, *_: asked.append(title) or ("", ""))
    assert open_first(program)[0].startswith("Choose its file")
    QTest.mouseClick(program.cards.opening.widget.buttons[0], Qt.MouseButton.LeftButton)
    assert len(asked) == 1
