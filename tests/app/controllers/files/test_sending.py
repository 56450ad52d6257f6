"""A copy to send, from the window: its contents are listed and ticked, it is saved; the open document is not changed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog

from app.window.action_ids import ActionId
from model.files.sending_copy import contents_of
from model.formats.amend import read_project
from model.formats.word.reader import read_word
from model.submission.comments import Comment, anchor_of
from tests.app.controllers.test_printing import answer
from tests.builders.private import MARKS, private_file
from tests.journeys.test_privacy import marks_in
from widgets.dialogs import messages
from widgets.dialogs.sending import SendingDialog

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support propagateSizeHints",
    "Invalid JPEG file structure",  # the picture of the given file has a marker of each kind, but no frame; Qt shows none
    extend=True,
)


@pytest.fixture
def sending(program, tmp_path, monkeypatch):
    """The program with a document that holds a Word file, a private and a public comment; where the copy goes; it is saved."""
    submission = read_word(private_file(), "given.docx").submission
    proposal = submission.proposals[0]
    anchor = (anchor_of(proposal.redline.clauses[1]),)
    comments = {"p": Comment("secret & <b>", anchor, private=True), "c": Comment("Right?", anchor)}
    program.session.load(replace(submission, proposals=(replace(proposal, comments=comments),)))
    assert program.open_submission._save(tmp_path / "mine.amend")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "copy.amend"), ""))
    return program


def press(dialog, kind=None):
    button = dialog.save if kind is None else dialog.findChild(QDialogButtonBox).button(kind)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def click(box):
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center().__class__(8, box.height() // 2))


def test_what_is_not_meant_for_others_is_ticked_and_omitted(sending, tmp_path, monkeypatch):
    before, seen = (tmp_path / "mine.amend").read_bytes(), []

    def act(dialog):
        seen.append({kind: box.isChecked() for kind, box in dialog.boxes.items()})
        seen.append(" ".join(box.text() + box.accessibleDescription() for box in dialog.boxes.values()))
        press(dialog)

    answer(SendingDialog, act)
    sending.actions[ActionId.SEND_COPY].trigger()
    assert seen[0]["sources"]
    assert seen[0]["private"]
    assert not seen[0]["comments"]
    assert not seen[0]["authors"]
    assert "given.docx" in seen[1]
    assert "secret & <b>" in seen[1]
    data = (tmp_path / "copy.amend").read_bytes()
    assert marks_in(data) == set()
    assert marks_in(data, ["secret", "Right?"]) == {"Right?"}
    assert {content.kind for content in contents_of(read_project(data))} == {"comments", "authors"}
    assert (tmp_path / "mine.amend").read_bytes() == before
    assert sending.open_submission.persistence.path == tmp_path / "mine.amend"
    assert sending.window.statusBar().currentMessage() == "Saved the copy copy.amend."


def test_a_click_decides_what_goes_along(sending, tmp_path):
    def act(dialog):
        click(dialog.boxes["sources"])
        click(dialog.boxes["comments"])
        assert "sources" not in dialog.omitted
        assert "comments" in dialog.omitted
        press(dialog)

    answer(SendingDialog, act)
    assert sending.file_menu.sending.ask_and_send()
    data = (tmp_path / "copy.amend").read_bytes()
    assert marks_in(data) == set(MARKS)
    assert not marks_in(data, ["secret", "Right?"])


def test_it_is_asked_by_its_key(sending, qtbot):
    asked = []

    def act(dialog):
        asked.append(dialog.windowTitle())
        dialog.reject()

    answer(SendingDialog, act)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    sending.window.show()
    QTest.keyClick(sending.window, Qt.Key.Key_S, modifiers)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["Save a copy to send"]


def test_cancel_writes_nothing(sending, tmp_path):
    answer(SendingDialog, lambda dialog: press(dialog, QDialogButtonBox.StandardButton.Cancel))
    assert not sending.file_menu.sending.ask_and_send()
    assert not (tmp_path / "copy.amend").exists()


def test_the_open_document_and_a_folder_are_no_place_for_the_copy(sending, tmp_path, monkeypatch):
    sentences = []
    monkeypatch.setattr(messages, "ask_to_save_elsewhere", lambda _, sentence: sentences.append(sentence))
    before = (tmp_path / "mine.amend").read_bytes()
    for name, reason in (("mine.amend", "this file is the open document; give the copy another name"), ("no/copy.amend", "")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, name=name: (str(tmp_path / name), ""))
        answer(SendingDialog, press)
        assert not sending.file_menu.sending.ask_and_send()
        assert reason in sentences[-1]
        assert name in sentences[-1]
    assert (tmp_path / "mine.amend").read_bytes() == before


def test_unsaved_words_are_in_the_copy(sending, tmp_path):
    sending.session.load(read_word(private_file(), "given.docx").submission)
    sending.window.editor.setFocus()
    QTest.keyClicks(sending.window.editor, "ZsTyped")
    QApplication.processEvents()
    answer(SendingDialog, press)
    assert sending.file_menu.sending.ask_and_send()
    assert marks_in((tmp_path / "copy.amend").read_bytes(), ["ZsTyped"])
