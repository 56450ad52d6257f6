"""The files of a consolidation: the text in force found among those that are added, and another one taken instead."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.app.controllers.consolidation.test_consolidation import button, in_the_dialog
from tests.builders.consolidation import PROPOSALS, write_files
from widgets.consolidation.parties_dialog import PartiesDialog, PartyFile

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


def test_base_and_parties_are_chosen_in_one_box(open_program, tmp_path, qtbot, monkeypatch):
    """From the start page: Consolidate, Add files, the files, Open, Consolidate."""
    program = open_program(page=True)
    base, paths = write_files(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in (paths[0], base, *paths[1:])], ""))

    def act(dialog):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        assert [party.name for party in dialog.parties] == ["ATU", "CEPT", "CITEL", "RCC", "APT"]
        assert dialog.base.file == str(base)
        assert dialog._problem.text().startswith("The text in force was found among the files")
        assert dialog.focusWidget() is button(dialog, "Consolidate")
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    wrong = in_the_dialog(act)
    program.actions["consolidate"].trigger()
    assert not wrong
    assert [party.name for party in program.consolidation.window._board.found.parties] == list(PROPOSALS)
    assert len(program.consolidation.window._board.conflicts) == 2


def test_the_text_in_force_is_found_anew_with_each_file(open_program, tmp_path):
    program = open_program(page=True)
    base, paths = write_files(tmp_path)
    dialog = PartiesDialog(None, program.window)
    program.consolidation.add_files(dialog, paths[:2])
    assert dialog.base.file == "the text in force of ATU.txt"
    assert [party.name for party in dialog.parties] == ["ATU", "CEPT"]
    program.consolidation.add_files(dialog, [base])
    assert dialog.base.file == str(base)
    assert [party.name for party in dialog.parties] == ["ATU", "CEPT"]
    assert dialog._base.count() == 1
    program.consolidation.add_files(dialog, paths[2:])
    assert dialog.base.file == str(base)
    assert len(dialog.parties) == 5
    dialog.deleteLater()


def test_another_file_is_taken_as_text_in_force_instead(open_program, tmp_path, qtbot, answers):
    program = open_program(page=True)
    base, paths = write_files(tmp_path)
    other = tmp_path / "other.txt"
    other.write_text(base.read_text(encoding="utf-8").replace("to act", "to go"), encoding="utf-8", newline="\n")
    dialog = PartiesDialog(None, program.window)
    dialog.as_base_asked.connect(lambda party: program.consolidation._take_as_base(dialog, party, by_user=True))
    program.consolidation.add_files(dialog, [other, paths[0]])
    assert dialog.base.file == str(other)
    program.consolidation.add_files(dialog, [base])
    assert dialog.base.file == str(base)
    assert [listed.name for listed in dialog.parties] == ["ATU", "other"]
    answers["show_error"] = None
    program.consolidation.add_files(dialog, [base])
    assert answers.asked[-1][1] == f"{base}: it is in the list already; each file is one proposal"
    dialog.table.setCurrentCell(1, 0)
    qtbot.keyClick(button(dialog, "As text in force"), Qt.Key.Key_Space)
    assert dialog.base.file == str(other)
    assert [listed.name for listed in dialog.parties] == ["ATU", "base"]
    assert dialog._problem.text() == ""
    program.consolidation.add_files(dialog, paths[1:2])
    assert dialog.base.file == str(other)
    program.consolidation.add_base(dialog, base)
    assert dialog.base.file == str(base)
    assert [listed.name for listed in dialog.parties] == ["ATU", "base", "CEPT", "other"]
    dialog.deleteLater()


def test_a_file_of_several_texts_is_not_taken_as_text_in_force(open_program, tmp_path, answers):
    program = open_program(page=True)
    _, paths = write_files(tmp_path)
    dialog = PartiesDialog(None, program.window)
    program.consolidation.add_files(dialog, paths[:1])
    text = dialog.parties[0].text
    two = PartyFile("two", "two.docx", replace(text, proposals=text.proposals * 2))
    answers["show_error"] = None
    program.consolidation._take_as_base(dialog, two, by_user=True)
    assert answers.asked[-1][1].startswith("two.docx: it contains 2 texts")
    assert dialog.base.file == "the text in force of ATU.txt"
    dialog.deleteLater()
