"""The text in force of a new proposal, chosen by its number or title among the texts of the library."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.program import Program
from tests.builders.boxes import in_new_proposal
from widgets.start.new_proposal import NewProposalDialog

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
OLD, NEW = "Resolution 71 (Rev. Busan, 2014)", "Resolution 71 (Rev. Dubai, 2018)"
BUCHAREST = "Resolution 71 (Rev. Bucharest, 2022)"


def popup_after(dialog: NewProposalDialog, typed: str) -> QAbstractItemView:
    """The list of offers after something was typed into the field."""
    dialog.file.setFocus()
    QTest.keyClicks(dialog.file, typed)
    for _ in range(200):
        completer = dialog.file.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None and popup.isVisible():
            return popup
        QTest.qWait(10)
    raise AssertionError("nothing is offered")


def rows(popup: QAbstractItemView) -> list[str]:
    model = popup.model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def in_box(program: Program, act) -> None:
    program.session.load(program.session.submission)
    in_new_proposal(program.actions["new"].trigger, act)


def test_a_number_offers_the_texts_of_the_library_and_what_it_lacks(program: Program) -> None:
    def look(dialog: NewProposalDialog) -> None:
        found = [row for row in rows(popup_after(dialog, "71")) if ", PP" in row or ". PP" in row]
        assert found[0].startswith(f"{BUCHAREST}. PP, in force, not in the library")
        assert found[1].startswith(f"{NEW}. PP, English, superseded")
        assert any(row.startswith(f"{OLD}. PP, English, replaced. Strategic plan for the Union") for row in found)

    in_box(program, look)


def test_down_and_enter_take_a_text_which_is_begun_on_without_a_file(program: Program) -> None:
    seen: list[tuple[str, str, str, int]] = []

    def choose(dialog: NewProposalDialog) -> None:
        popup = popup_after(dialog, "linking 72")
        assert len(rows(popup)) == 1
        QTest.keyClick(popup, Key.Key_Down)
        QTest.keyClick(popup, Key.Key_Return)
        QApplication.processEvents()
        assert dialog.isVisible(), "Enter in the list does not begin"
        seen.append((dialog.file.text(), dialog.conference.currentData(), dialog.wish.path, dialog.wish.text))
        dialog.begin.click()
        if dialog.isVisible():
            dialog.begin.click()  # a newer edition is known, which is to be read first

    in_box(program, choose)
    name, conference, path, text = seen[0]
    assert (name, conference, path) == ("Resolution 72 (Rev. Dubai, 2018)", "PP-26", "")
    assert text >= 0
    (proposal,) = program.session.submission.proposals
    assert proposal.symbol == "MOD"
    assert proposal.redline.clauses[0].text_on("draft") == "RESOLUTION 72 (Rev. Doha, 2026)"
    assert not [path for path in program.settings.value.recent if "Resolution 72" in path]


def test_what_is_not_in_force_is_said_at_once(program: Program) -> None:
    def look(dialog: NewProposalDialog) -> None:
        popup = popup_after(dialog, "71 2014")
        QTest.keyClick(popup, Key.Key_Down)
        QTest.keyClick(popup, Key.Key_Tab)
        assert dialog.file.text() == OLD
        assert "the edition in force is Rev. Bucharest, 2022" in dialog.warning.text()
        assert dialog.begin.isEnabled()

    in_box(program, look)


def test_an_edition_that_is_not_there_says_what_to_bring(program: Program) -> None:
    def look(dialog: NewProposalDialog) -> None:
        popup = popup_after(dialog, "71 bucharest")
        QTest.keyClick(popup, Key.Key_Down)
        QTest.keyClick(popup, Key.Key_Return)
        QApplication.processEvents()
        assert dialog.file.text() == BUCHAREST
        assert "Bring its file" in dialog.warning.text()
        assert not dialog.begin.isEnabled()
        dialog._buttons["SUP"].click()
        assert (dialog.number.text(), dialog.file.text()) == ("RESOLUTION 71 (Rev. Bucharest, 2022)", "")
        assert dialog.warning.isHidden()
        assert dialog.begin.isEnabled()
        assert dialog.conference.currentData() == "PP-26"

    in_box(program, look)


def test_a_text_that_is_suppressed_needs_no_file(program: Program) -> None:
    def look(dialog: NewProposalDialog) -> None:
        dialog._buttons["SUP"].click()
        popup = popup_after(dialog, "71 bucharest")
        QTest.keyClick(popup, Key.Key_Down)
        QTest.keyClick(popup, Key.Key_Return)
        QApplication.processEvents()
        assert (dialog.number.text(), dialog.file.text()) == ("RESOLUTION 71 (Rev. Bucharest, 2022)", "")
        dialog.begin.click()

    in_box(program, look)
    assert program.session.submission.proposals[0].symbol == "SUP"


def test_esc_closes_the_list_and_not_the_box(program: Program) -> None:
    def leave(dialog: NewProposalDialog) -> None:
        popup = popup_after(dialog, "71")
        QTest.keyClick(popup, Key.Key_Escape)
        assert dialog.isVisible()
        assert not popup.isVisible()
        assert dialog.file.text() == "71"
        assert dialog.file.offer is None

    in_box(program, leave)


def test_the_list_works_when_the_field_is_entered_again(program: Program) -> None:
    """Qt disconnects a line from its completer when it loses the focus."""

    def come_back(dialog: NewProposalDialog) -> None:
        QTest.keyClick(popup_after(dialog, "71"), Key.Key_Escape)
        dialog.document.setFocus()
        dialog.file.setFocus()
        dialog.file.clear()
        popup = popup_after(dialog, "72")
        QTest.keyClick(popup, Key.Key_Down)
        QTest.keyClick(popup, Key.Key_Return)
        QApplication.processEvents()
        assert dialog.file.offer is not None

    in_box(program, come_back)


def test_other_words_after_a_choice_forget_it(program: Program) -> None:
    def change(dialog: NewProposalDialog) -> None:
        popup = popup_after(dialog, "72")
        QTest.keyClick(popup, Key.Key_Down)
        QTest.keyClick(popup, Key.Key_Return)
        QApplication.processEvents()
        QTest.keyClicks(dialog.file, "x")
        assert dialog.wish.text == -1
        assert dialog.wish.path.endswith("x")

    in_box(program, change)


def test_a_path_is_no_question(program: Program, tmp_path: Path) -> None:
    asked: list[str] = []

    def look(dialog: NewProposalDialog) -> None:
        dialog.file.asked.connect(asked.append)
        for path in (str(tmp_path / "71"), "C:\\texts\\71", "~/71", "res71.docx"):
            dialog.file.clear()
            QTest.keyClicks(dialog.file, path)
            QTest.qWait(60)

    in_box(program, look)
    assert [typed for typed in asked if "docx" in typed or "/71" in typed or "\\" in typed] == []


def test_a_key_waits_for_no_search(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The search follows the key; the library is read in a thread, and not before something is typed."""
    from app.controllers.library.open_library import OpenLibrary

    read: list[bool] = []
    elsewhere = OpenLibrary.elsewhere

    def counted(self, work):
        from threading import current_thread, main_thread

        read.append(current_thread() is main_thread())
        return elsewhere(self, work)

    monkeypatch.setattr(OpenLibrary, "elsewhere", counted)

    def look(dialog: NewProposalDialog) -> None:
        assert read == []
        asked: list[str] = []
        dialog.file.asked.connect(asked.append)
        QTest.keyClick(dialog.file, "7")
        assert asked == []
        popup_after(dialog, "1")
        assert read == [False]

    in_box(program, look)
    QApplication.processEvents()
