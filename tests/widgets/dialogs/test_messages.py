"""Each button of a box gives its answer, and so does closing it; texts are shown as they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox, QWidget

from widgets.dialogs import messages

TEXT = "<b>a & b</b>"


def press(monkeypatch, words: str) -> list[QMessageBox]:
    """Presses the button with those words in the next box, or Escape where there are none."""
    seen: list[QMessageBox] = []

    def show(box: QMessageBox) -> int:
        seen.append(box)
        assert box.textFormat() == Qt.TextFormat.PlainText
        button = next(
            (candidate for candidate in box.buttons() if words and words in candidate.text().replace("&", "")), box.escapeButton()
        )
        if button is None:
            box.done(0)
        else:
            button.click()
        return box.result()

    monkeypatch.setattr(QMessageBox, "exec", show)
    return seen


LOCK = {"copy": "copy", "Read": "read", "": "cancel"}
CASES = [
    (lambda: messages.ask_about_lock(None, TEXT, certain=False), {**LOCK, "all the same": "take"}),
    (lambda: messages.ask_about_lock(None, TEXT, certain=True), {**LOCK, "all the same": "cancel"}),
    (
        lambda: messages.ask_about_changed_file(None, TEXT, unsaved=True),
        {"Merge": "merge", "Reload": "reload", "Keep": "keep", "": "keep"},
    ),
    (lambda: messages.ask_to_merge_or_overwrite(None, TEXT), {"Merge": "merge", "Overwrite": "overwrite", "": ""}),
    (lambda: messages.ask_for_base(None, TEXT), {"Choose": "choose", "Compare": "compare", "": ""}),
    (lambda: messages.ask_to_compare(None, TEXT), {"Compare": True, "": False}),
    (lambda: messages.ask_to_replace(None, TEXT), {"Replace": True, "": False}),
    (lambda: messages.ask_to_save_elsewhere(None, TEXT), {"elsewhere": True, "": False}),
    (lambda: messages.show_taken_in(None, TEXT), {"Look": True, "": False}),
    (lambda: messages.ask_to_drop_version(None, TEXT), {"Remove": True, "": False}),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "words", "answer"), [(ask, *case) for ask, cases in CASES for case in cases.items()])
def test_each_button_gives_its_answer(ask, words, answer, qtbot, monkeypatch):
    seen = press(monkeypatch, words)
    assert ask() == answer
    assert TEXT in seen[0].text()
    seen[0].deleteLater()


@pytest.mark.parametrize(("words", "answer"), [("&Accept", True), ("Cancel", False), ("", False)])
def test_own_amendments_are_accepted_only_by_the_button_that_says_so(words, answer, qtbot, monkeypatch):
    seen = press(monkeypatch, words.replace("&", ""))
    assert messages.ask_to_accept_own(None, 3) is answer
    assert "3 of these amendments are your own" in seen[0].text()
    assert "no conference has adopted" in seen[0].informativeText()
    assert "Cancel" in seen[0].defaultButton().text()
    seen[0].deleteLater()


def test_the_window_waits_for_the_line_that_is_asked_for(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    modal = []

    def look() -> None:
        box = window.findChild(QInputDialog)
        modal.append(QApplication.activeModalWidget() is box)
        box.setTextValue("Ana")
        box.accept()

    QTimer.singleShot(0, look)
    assert messages.ask_for_text(window, "Your name", "The name:") == "Ana"
    assert modal == [True]


def test_the_second_text_of_a_box_runs_as_the_window_does(qapp, qtbot, monkeypatch):
    monkeypatch.setattr("widgets.common.foreign_text._leftwards", lambda: True)
    box = messages.message(None, QMessageBox.Icon.Warning, "t", "قال", "Resolution 71: الطبعة السارية\nتعليق")
    qtbot.addWidget(box)
    assert box.informativeText() == "\u200fResolution 71: الطبعة السارية\n\u200fتعليق"


def test_the_box_about_the_program_has_its_icon(qtbot, monkeypatch):
    icon = QPixmap(64, 64)
    icon.fill(Qt.GlobalColor.blue)
    window = QWidget()
    window.setWindowIcon(QIcon(icon))
    qtbot.addWidget(window)
    seen = press(monkeypatch, "")
    messages.show_about(window, "Clausewright 1", "More")
    assert not seen[0].iconPixmap().isNull()
