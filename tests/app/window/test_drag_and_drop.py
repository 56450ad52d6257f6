"""Files that are dropped on the window, and keys that are meant for a field."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.controllers.library.file_import import CollectionOffer
from model.files.project_file import save_project
from tests.app.builders import build_project
from tests.builders.drags import drag
from tests.builders.library_window import answered
from tests.builders.waiting import settle

Key, Modifier = Qt.Key, Qt.KeyboardModifier
TEXT = """# RESOLUTION 71 (Rev. Busan, 2014)

## Strategic plan for the Union

The Plenipotentiary Conference of the International Telecommunication Union (Busan, 2014),

*considering*

a)\tthe purposes of the Union;
"""
PICTURE = b"P1\n1 1\n1\n"  # The smallest picture there is, in a form that Qt reads by itself.


def drop(program, on, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, copy, left, none = QPointF(20, 20), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Modifier.NoModifier
    QApplication.sendEvent(on, drag(QDragEnterEvent, where, copy, data))
    QApplication.sendEvent(on, QDropEvent(where, copy, data, left, none))
    settle(program.window)


@pytest.mark.parametrize("onto", ["window", "text"])
def test_a_dropped_document_is_opened(onto, open_program, tmp_path):
    program = open_program()
    save_project(build_project("dropped here"), tmp_path / "a.amend")
    window = program.window
    drop(program, window if onto == "window" else window.editor.viewport(), tmp_path / "a.amend")
    assert program.open_submission.title == "a.amend"
    assert "dropped here" in window.editor.toPlainText()


def test_a_folder_a_picture_and_several_files_are_each_told_in_a_sentence(open_program, tmp_path):
    program = open_program()
    picture = tmp_path / "p.pbm"
    picture.write_bytes(PICTURE)
    before = program.session.submission
    for paths, word in (((tmp_path,), "folder"), ((picture,), "picture"), ((picture, tmp_path), "folder")):
        drop(program, program.window.editor.viewport(), *paths)
        assert word in program.window.statusBar().currentMessage()
    assert program.session.submission is before


def test_a_dropped_zip_is_added_to_the_library(open_program, tmp_path, answers):
    answers["show_warnings"] = None
    program = open_program()
    with zipfile.ZipFile(tmp_path / "acts.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
    before = program.session.submission
    with answered(lambda box: QTest.keyClick(box, Key.Key_Return)):
        drop(program, program.window, tmp_path / "acts.zip")
    assert [text.identity.number for text in program.open_library.texts().values()] == ["71"]
    assert program.session.submission is before


@pytest.mark.parametrize(("answer", "numbers", "title"), [("library", ["71", "72"], ""), ("open", [], "acts.txt"), ("", [], "")])
def test_the_texts_of_a_dropped_file_are_offered_to_the_library(
    answer, numbers, title, open_program, tmp_path, answers, monkeypatch
):
    answers["show_warnings"] = None
    program, asked = open_program(), []
    before = program.session.submission
    monkeypatch.setattr(CollectionOffer, "_ask", lambda _, name, count: asked.append((name, count)) or answer)
    (tmp_path / "acts.txt").write_text(TEXT + TEXT.replace("71", "72"), encoding="utf-8", newline="\n")
    with answered(lambda box: QTest.keyClick(box, Key.Key_Return)):
        drop(program, program.window, tmp_path / "acts.txt")
    assert asked == [("acts.txt", 2)]
    assert sorted(text.identity.number for text in program.open_library.texts().values()) == numbers
    assert (program.session.submission is before) == (not title)
    assert not title or program.open_submission.title == title


def test_files_dropped_on_the_panel_of_the_library_are_added_to_it(open_program, tmp_path, answers):
    answers["show_warnings"] = None
    program = open_program()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    program.actions["library panel"].trigger()
    with answered(lambda box: QTest.keyClick(box, Key.Key_Return)):
        drop(program, program.library.beside.page, tmp_path / "a.txt")
    assert [text.identity.number for text in program.open_library.texts().values()] == ["71"]


def test_a_file_that_cannot_be_read_is_told(open_program, tmp_path, answers):
    answers["show_error"] = None
    program = open_program()
    (tmp_path / "x.docx").write_bytes(b"\x00\x01rubbish")
    drop(program, program.window, tmp_path / "x.docx")
    assert [name for name, _ in answers.asked] == ["show_error"]
    assert "x.docx" in answers.asked[0][1]


def test_keys_of_clauses_rest_while_a_field_has_the_focus(open_program, qtbot):
    program = open_program()
    window, count = program.window, program.session.stack.count
    words = window.tree.parent().words
    words.setFocus()
    qtbot.waitUntil(words.hasFocus)
    QTest.keyClick(words, Key.Key_Delete, Modifier.ControlModifier | Modifier.ShiftModifier)
    QTest.keyClick(words, Key.Key_Return, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert count() == 0
    window.editor.setFocus()
    QTest.keyClick(window.editor, Key.Key_Return, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert count() == 1
