"""Texts that are long, empty, deleted whole or end where none should: each can be worked on and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from app.session.session import Session
from model.formats.notation import parse
from model.submission.values import Proposal, Submission
from tests.bench.texts import sparse_text
from tests.builders.editor_checks import base_of, look_at
from tests.builders.mixed_texts import STRUCK, TABLE

Key, Modifier = Qt.Key, Qt.KeyboardModifier
TEXTS = {
    "5,000 clauses": sparse_text(5_000),
    "a clause of 100,000 characters": "word " * 20_000 + "end\n",
    "a table at the end": TABLE,
    "deletions only": STRUCK,
    "no clause": "",
}


@pytest.fixture(params=TEXTS)
def session(request) -> Session:
    redline = parse(TEXTS[request.param], language="en")
    return Session(Submission(proposals=(Proposal("MOD", "1", redline, original=redline),), language="en"), "me")


def press(editor, *keys: Key, modifiers: Modifier = Modifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(editor, key, modifiers)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["start", "middle", "end"])
def test_it_is_typed_in_parted_joined_pasted_into_and_undone(place, session, editors):
    opened = session.submission
    base = base_of(opened.proposals[0].redline)
    editor = editors(session)
    cursor = QTextCursor(editor.document())
    last = editor.document().characterCount() - 1
    cursor.setPosition({"start": 0, "middle": last // 2, "end": last}[place])
    editor.setTextCursor(cursor)
    press(editor, Key.Key_A, Key.Key_Return, Key.Key_B, Key.Key_Backspace, Key.Key_Backspace, Key.Key_Delete)
    data = QMimeData()
    data.setText("a)\tone;\nb)\ttwo;")
    editor.insertFromMimeData(data)
    look_at(editor)
    editor.selectAll()
    press(editor, Key.Key_Delete)
    look_at(editor)
    assert not any(clause.text_on("draft") for clause in editor.clauses)
    press(editor, Key.Key_N)
    assert any(clause.text_on("draft") == "n" for clause in editor.clauses)
    look_at(editor)
    assert base_of(session.submission.proposals[0].redline) == base
    while session.stack.canUndo():
        session.stack.undo()
    assert session.submission == opened
    look_at(editor)


@pytest.mark.parametrize("cluster", ["e\u0301", "👨\u200d👩\u200d👧", "𝒜", "क्षि"])
@pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_Delete])
def test_what_is_read_as_one_character_is_deleted_at_once(cluster, key, editors):
    redline = parse(f"a{cluster}b\n", language="en")
    session = Session(Submission(proposals=(Proposal("MOD", "1", redline, original=redline),)), "me")
    editor = editors(session)
    cursor = editor.textCursor()
    cursor.setPosition(1)
    if key == Key.Key_Backspace:
        cursor.movePosition(QTextCursor.MoveOperation.Right)
    editor.setTextCursor(cursor)
    press(editor, key)
    assert editor.clauses[0].text_on("draft") == "ab"


def test_a_new_character_of_several_signs_goes_at_once_and_a_new_accent_alone(editors):
    redline = parse("ae\n", language="en")
    session = Session(Submission(proposals=(Proposal("MOD", "1", redline, original=redline),)), "me")
    editor = editors(session)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.edits.type_text("\u0301")
    editor.edits.type_text("👨\u200d👩")
    press(editor, Key.Key_Backspace)
    assert editor.clauses[0].text_on("draft") == "ae\u0301"
    press(editor, Key.Key_Backspace)
    assert editor.clauses[0].text_on("draft") == "ae"


def test_words_are_walked_and_deleted_over_struck_text(editors):
    redline = parse("one {--two --}three four\n", language="en")
    session = Session(Submission(proposals=(Proposal("MOD", "1", redline, original=redline),)), "me")
    editor = editors(session)
    places = []
    for _ in range(4):
        press(editor, Key.Key_Right, modifiers=Modifier.ControlModifier)
        places.append(editor.textCursor().position())
    assert places == [4, 8, 14, 18], "struck words are words too"
    press(editor, Key.Key_Backspace, modifiers=Modifier.ControlModifier)
    press(editor, Key.Key_Backspace, modifiers=Modifier.ControlModifier)
    press(editor, Key.Key_Backspace, modifiers=Modifier.ControlModifier)
    assert editor.clauses[0].text_on("draft") == ""
