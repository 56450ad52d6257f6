"""Consolidating from the window: what is chosen and read, what is saved and exported, and the messages if that is impossible."""

from __future__ import annotations

import time

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QTextBrowser

from app.controllers.consolidation.consolidation import ConsolidationController
from app.program import Program
from model.consolidation.merge import Decision
from model.files.consolidation_project import work_in
from model.files.opening import open_document
from model.formats.amend import Project, project_bytes
from model.redline import Run, Status
from tests.app.window.test_accessible import nameless
from tests.app.window.test_tab_order import unreached, walked
from tests.builders.consolidation import PROPOSALS, write_files
from tests.skips import needs_posix_files
from widgets.consolidation.parties_dialog import PartiesDialog, PartyFile
from widgets.dialogs import messages

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


@pytest.fixture
def opened(open_program, tmp_path, monkeypatch):
    """The program with the five proposals consolidated on their base."""
    program: Program = open_program()
    base, paths = write_files(tmp_path)
    program.open_submission.open(base)
    dialog = PartiesDialog(program.consolidation._open_base(), program.window)
    program.consolidation.add_files(dialog, paths)
    assert program.consolidation._consolidate(dialog)
    dialog.deleteLater()
    yield program.consolidation
    monkeypatch.setattr(messages, "ask_to_save", lambda parent, name: "discard")
    if program.consolidation.window is not None:
        program.consolidation.window.close()


def in_the_dialog(act) -> list[str]:
    """Does something in the next modal dialog; gives what went wrong there, since the loop swallows it."""
    wrong: list[str] = []

    def do():
        dialog = QApplication.activeModalWidget()
        try:
            if not dialog.isActiveWindow() and time.monotonic() < late:  # its keys would go elsewhere
                QTimer.singleShot(10, do)
                return
            act(dialog)
        except Exception as error:
            wrong.append(repr(error))
            dialog.reject()

    late = time.monotonic() + 10
    QTimer.singleShot(0, do)
    return wrong


def button(dialog: PartiesDialog, text: str) -> QPushButton:
    return next(candidate for candidate in dialog.findChildren(QPushButton) if candidate.text().replace("&", "") == text)


def test_base_and_parties_are_chosen_by_keyboard(open_program, tmp_path, qtbot, monkeypatch):
    program = open_program()
    base, paths = write_files(tmp_path)
    program.open_submission.open(base)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], ""))

    def act(dialog):
        assert isinstance(dialog, PartiesDialog)
        assert nameless(dialog) == []
        assert dialog.base.file == "the text in force of base.txt"
        assert not button(dialog, "Consolidate").isEnabled()
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        assert [party.name for party in dialog.parties] == ["ATU", "CEPT", "CITEL", "RCC", "APT"]
        dialog.table.setFocus()
        qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
        qtbot.keyClicks(QApplication.focusWidget(), "RCC")
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog._problem.text() == "Two parties are called RCC; give them different names.")
        assert not button(dialog, "Consolidate").isEnabled()
        dialog.table.setCurrentCell(3, 0)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
        dialog.table.setCurrentCell(3, 0)
        for text in ("Move up", "Move up", "Move down"):
            qtbot.keyClick(button(dialog, text), Qt.Key.Key_Space)
        qtbot.keyClick(button(dialog, "Consolidate"), Qt.Key.Key_Space)

    wrong = in_the_dialog(act)
    program.actions["consolidate"].trigger()
    assert not wrong
    shown = program.consolidation.window
    assert [party.name for party in shown._board.found.parties] == ["ATU", "CEPT", "RCC", "CITEL"]
    program.actions["consolidate"].trigger()
    assert program.consolidation.window is shown


def test_the_draft_of_the_open_document_is_a_party(open_program, qtbot):
    program = open_program()
    (party,) = program.consolidation._own_party()
    assert party.file == "the draft in this window"
    base = program.consolidation._open_base().text.proposals[0]
    assert all(run.status is Status.KEPT for clause in base.redline.clauses for run in clause.runs)
    wrong = in_the_dialog(lambda dialog: qtbot.keyClick(button(dialog, "Consolidate"), Qt.Key.Key_Space))
    program.actions["consolidate"].trigger()
    assert not wrong
    assert program.consolidation.window._board.found.counts[0] > 3
    assert not program.consolidation.window._board.found.conflicts


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_added(open_program, tmp_path, answers):
    program = open_program()
    _, paths = write_files(tmp_path)
    paths[1].write_bytes(b"\x00\x01")
    answers["show_error"] = None
    dialog = PartiesDialog(None, program.window)
    program.consolidation.add_files(dialog, paths)
    assert [party.name for party in dialog.parties] == ["ATU", "CITEL", "RCC", "APT"]
    ((_, message),) = answers.asked
    assert message.startswith(f"{paths[1]}: ")
    program.consolidation.add_base(dialog, tmp_path / "none.txt")
    assert "none.txt" in answers.asked[-1][1]
    assert dialog.base.file == "the text in force of ATU.txt"
    dialog.deleteLater()
    dialog = PartiesDialog(None, program.window)
    program.consolidation.add_base(dialog, tmp_path / "none.txt")
    assert dialog.base is None
    assert dialog._problem.text() == "Choose the text in force."
    dialog.deleteLater()


def test_a_proposal_on_another_text_is_told_with_its_file(open_program, tmp_path, answers):
    program = open_program()
    other = tmp_path / "other.txt"
    other.write_text("*noting*\na)\tsomething wholly unlike it in each and every word;\n", encoding="utf-8", newline="\n")
    base, _ = write_files(tmp_path)
    program.open_submission.open(base)
    answers["show_error"] = None
    dialog = PartiesDialog(program.consolidation._open_base(), program.window)
    program.consolidation.add_files(dialog, [other])
    assert not program.consolidation._consolidate(dialog)
    assert answers.asked == [("show_error", f"{other}: nothing in it is in the text in force; give proposals on that text")]
    assert program.consolidation.window is None
    dialog.deleteLater()


def test_names_are_made_unlike(open_program, tmp_path):
    program = open_program()
    dialog = PartiesDialog(None, program.window)
    dialog.add_parties([PartyFile("ATU", "a", None), PartyFile("ATU", "b", None), PartyFile("ATU", "c", None)])
    assert [(party.name, party.file) for party in dialog.parties] == [("ATU", "a"), ("ATU (2)", "b"), ("ATU (3)", "c")]
    dialog.deleteLater()


def test_what_is_saved_is_opened_again(opened: ConsolidationController, tmp_path, monkeypatch, answers):
    place = tmp_path / "work"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    opened.window.panel.reason.setText("as agreed")
    opened.window.panel.choose(1)
    assert opened.window.isWindowModified()
    decisions = opened._now.decisions
    assert opened.save()
    assert not opened.window.isWindowModified()
    assert opened.window.windowTitle().startswith("work.amend")
    opened.window.show_conflict(next(iter(decisions)))
    opened.window.panel.reopen()
    answers["ask_to_save"] = "cancel"
    opened.window.close()
    assert opened.window.isVisible()
    answers["ask_to_save"] = "discard"
    opened.window.close()
    assert opened.window is None
    assert opened.open(place.with_suffix(".amend"))
    assert opened._now.decisions == decisions
    assert opened.window.panel.key == list(opened._now.board.conflicts)[1]
    assert opened.window._summary.text() == "1 of 2 conflicts decided"
    opened.window.close()


def test_a_saved_one_is_a_document_like_any_other(opened: ConsolidationController, tmp_path):
    place = tmp_path / "work.amend"
    opened._save(place)
    project, base = open_document(place).project, open_document(tmp_path / "base.txt").submission.proposals[0].redline
    assert [version.name for version in project.versions] == list(PROPOSALS)
    assert project.submission.proposals[0].redline.base().clauses == base.clauses
    assert opened._open_submission.open(place)
    assert opened._open_submission.persistence.path == place
    opened._open_submission.persistence.save(opened._session.submission, place)
    again = work_in(open_document(place).project)
    assert again is not None
    assert [party.name for party in again.parties] == list(PROPOSALS)


def test_a_file_that_is_open_as_a_text_is_not_replaced(opened: ConsolidationController, tmp_path, answers):
    place = tmp_path / "work.amend"
    assert opened._save(place)
    assert opened._open_submission.open(place)
    before = place.read_bytes()
    answers["show_error"] = None
    opened.window.panel.choose(1)
    assert not opened.save()
    assert "open in the window of a text" in answers.asked[-1][1]
    assert place.read_bytes() == before


def test_what_was_written_in_the_file_since_is_not_replaced(opened: ConsolidationController, tmp_path):
    place = tmp_path / "work.amend"
    opened._save(place)
    opened.window.close()
    project = open_document(place).project
    proposal = project.submission.proposals[0]
    first, *rest = proposal.redline.clauses
    runs = (*first.runs, Run(" again", Status.INSERTED))
    redline = replace(proposal.redline, clauses=(replace(first, runs=runs), *rest))
    edited = replace(project.submission, proposals=(replace(proposal, redline=redline),))
    place.write_bytes(project_bytes(replace(project, submission=edited)))
    assert opened.open(place)
    assert opened._now.path is None
    assert "was edited after the consolidation" in opened.window.statusBar().currentMessage()


def test_decisions_that_fit_no_conflict_are_told(opened: ConsolidationController, tmp_path, answers):
    place = tmp_path / "work.amend"
    opened._now.take({"|1|2": Decision("base")})
    opened._save(place)
    opened.window.close()
    answers["show_warnings"] = None
    assert opened.open(place)
    assert answers.asked[-1][0] == "show_warnings"
    assert "match no conflict of these proposals and are not shown: 1." in answers.asked[-1][1]


def test_help_opens_at_its_chapter(open_program):
    program = open_program()
    program.consolidation.help_asked.emit()
    manual = program.help._manual
    assert manual.isVisible()
    assert manual.findChild(QTextBrowser).toPlainText().startswith("Consolidating proposals")
    manual.close()


def test_a_file_is_one_party(open_program, tmp_path, answers):
    program = open_program()
    _, paths = write_files(tmp_path)
    answers["show_error"] = None
    dialog = PartiesDialog(None, program.window)
    program.consolidation.add_files(dialog, paths[:2])
    program.consolidation.add_files(dialog, paths[1:3])
    assert [party.name for party in dialog.parties] == ["ATU", "CEPT", "CITEL"]
    assert answers.asked == [("show_error", f"{paths[1]}: it is in the list already; each file is one proposal")]
    dialog.deleteLater()


def test_another_project_is_told_to_hold_none(opened: ConsolidationController, tmp_path, answers):
    answers["show_error"] = None
    place = tmp_path / "plain.amend"
    place.write_bytes(project_bytes(Project(open_document(tmp_path / "base.txt").submission, id="a" * 32)))
    assert not opened.open(place)
    assert "it contains no consolidation" in answers.asked[-1][1]


def test_it_is_exported_at_any_time(opened: ConsolidationController, tmp_path, monkeypatch):
    names = iter(["text", "table", "table.docx"])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / next(names)), ""))
    opened.window.panel.choose(1)
    key = next(iter(opened._now.decisions))
    opened._now.decide(key, replace(opened._now.decisions[key], reason="Costs fall everywhere."))
    opened.window.word_asked.emit()
    for _ in range(2):
        opened.window.table_asked.emit()
    proposal = open_document(tmp_path / "text.docx").submission.proposals[0]
    text = proposal.redline
    assert ["Costs fall everywhere." in comment.text for comment in proposal.comments.values()] == [True]
    authors = {run.stamp.author for clause in text.clauses for run in clause.runs if run.status is not Status.KEPT}
    assert authors == {"ATU, RCC", "CEPT", "CITEL, RCC", "APT"}
    page = (tmp_path / "table.html").read_text(encoding="utf-8")
    assert "CITEL" in page
    assert "Costs fall everywhere." in page
    assert (tmp_path / "table.docx").stat().st_size > 1000
    assert opened.window.statusBar().currentMessage() == "table.docx is written."


def test_a_place_that_cannot_be_written_is_told(opened: ConsolidationController, tmp_path, answers):
    answers["show_error"] = None
    assert not opened._save(tmp_path / "none" / "work.amend")
    assert str(tmp_path / "none" / "work.amend") in answers.asked[-1][1]
    assert opened._now.path is None


def test_the_program_asks_before_decisions_are_lost(opened: ConsolidationController, answers):
    opened.window.panel.choose(1)
    answers["ask_to_save"] = "cancel"
    opened._window.close()
    assert opened._window.isVisible()
    assert answers.asked == [("ask_to_save", "Consolidation")]
    answers["ask_to_save"] = "discard"
    opened._window.close()
    assert opened.window is None


def test_tab_reaches_every_control_of_the_window(opened, qtbot):
    window = opened.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=1000)
    assert unreached(window, walked(window)) == []
    assert nameless(window) == []


def test_what_it_was_made_of_is_not_overwritten(opened: ConsolidationController, tmp_path, answers):
    answers["show_error"] = None
    party = tmp_path / "ATU.txt"
    before = party.read_bytes()
    assert not opened._write(opened._now.export_word, party, "Exporting")
    assert "would be overwritten" in answers.asked[-1][1]
    assert party.read_bytes() == before
    assert opened._write(opened._now.export_table, tmp_path / "table.html", "Writing")


@needs_posix_files
def test_a_file_by_another_name_is_one_party(open_program, tmp_path, answers):
    program = open_program()
    base, paths = write_files(tmp_path)
    program.open_submission.open(base)
    dialog = PartiesDialog(program.consolidation._open_base(), program.window)
    answers["show_error"] = None
    (tmp_path / "link.txt").symlink_to(paths[0])
    program.consolidation.add_files(dialog, [paths[0]])
    program.consolidation.add_files(dialog, [tmp_path / "link.txt"])
    assert len(dialog.parties) == 1
    assert "it is in the list already" in answers.asked[-1][1]
    dialog.deleteLater()
