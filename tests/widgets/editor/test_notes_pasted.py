"""Footnotes that are cut, copied, pasted and dragged with their marks."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtTest import QTest

from app.session.session import Session
from model.edits import paste
from model.redline import NOTE, Redline, paragraphs
from model.redline.edit_text import Place
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.values import Proposal, Submission
from tests.builders.comparison_checks import ME
from tests.builders.editor_checks import look_at
from tests.builders.notation import redline
from tests.builders.own_drop import OwnDrop
from tests.profiles import times_profile
from widgets.editor.clipboard import CLAUSES, NOTES, as_mime, clauses_in, notes_in
from widgets.editor.intents import Intents

TEXT = """\
*considering*
a)\tthat one{++[^1]++} is *enough*[^2],
*resolves*
1\tto go on
[^1]: {++Of a *kind*.++}{++¶++}
[^2]: For all.
"""


def session_of(text: str = TEXT) -> Session:
    value = redline(text)
    submission = Submission(proposals=(Proposal("MOD", "1", value, original=value.base()),), language="en")
    return Session(submission, "me", now=lambda: "2024-09-06T09:00:00Z")


def paragraph_words(session: Session) -> list[tuple[str, list[str]]]:
    """Of each paragraph of the draft its words and those of its notes."""
    return paragraph_words_in(session.submission.proposals[0].redline)


def paragraph_words_in(value: Redline) -> list[tuple[str, list[str]]]:
    out = []
    for paragraph in paragraphs(value.clauses, "draft"):
        keys = [run.content for run in paragraph.runs if run.text == NOTE]
        out.append(
            (paragraph.text, [" ".join(note.text for note in paragraphs(value.notes[key].clauses, "draft")) for key in keys])
        )
    return out


def select(editor, first: str, last: str) -> None:
    """Selects from one word of the text to the end of another."""
    clauses = story_clauses(editor._store.submission, StoryId(1))
    places = []
    for words, end in ((first, False), (last, True)):
        index = next(index for index, clause in enumerate(clauses) if words in clause.text)
        places.append(Place(index, clauses[index].text.index(words) + end * len(words)))
    editor.caret.move_to(places[1], places[0])


def press(editor, key: Qt.Key) -> None:
    QTest.keyClick(editor, key, Qt.KeyboardModifier.ControlModifier)


def test_a_note_whose_mark_is_cut_and_pasted_keeps_its_words(editors, qtbot):
    session = session_of()
    editor = editors(session)
    before = session.submission
    select(editor, f"one{NOTE}", f"one{NOTE}")
    press(editor, Qt.Key.Key_X)
    assert paragraph_words(session)[1] == (f"that  is enough{NOTE},", ["For all."])
    select(editor, "go on", "go on")
    editor.caret.move_to(Place(3, len("to go on")))
    press(editor, Qt.Key.Key_V)
    assert paragraph_words(session)[1:] == [
        (f"that  is enough{NOTE},", ["For all."]), ("resolves", []), (f"to go onone{NOTE}", ["Of a kind."])
    ]  # fmt: skip
    value = session.submission.proposals[0].redline
    note = value.notes[next(run.content for run in value.clauses[3].runs if run.text == NOTE)]
    assert [(run.text, run.style.italic) for run in note.clauses[0].runs] == [("Of a ", False), ("kind", True), (".", False)]
    look_at(editor)
    assert session.stack.count() == 2
    session.stack.undo()
    session.stack.undo()
    assert session.submission == before
    session.stack.redo()
    session.stack.redo()
    assert paragraph_words(session)[3] == (f"to go onone{NOTE}", ["Of a kind."])


def test_a_note_of_the_text_in_force_is_struck_where_it_stood_and_new_where_it_is_pasted(editors):
    session = session_of()
    editor = editors(session)
    select(editor, f"enough{NOTE}", f"enough{NOTE}")
    press(editor, Qt.Key.Key_X)
    editor.caret.move_to(Place(3, 0))
    press(editor, Qt.Key.Key_V)
    assert paragraph_words(session)[3] == (f"enough{NOTE}to go on", ["For all."])
    assert paragraph_words_in(session.submission.proposals[0].redline.base())[1] == (f"that one is enough{NOTE},", ["For all."])


def test_whole_clauses_bring_their_notes_into_another_document(editors):
    first, other = editors(session_of()), editors(target := session_of("*considering*\na)\tthat none,\n"))
    first.selectAll()
    press(first, Qt.Key.Key_C)
    other.caret.move_to(Place(1, len("that none,")))
    press(other, Qt.Key.Key_V)
    assert (f"that one{NOTE} is enough{NOTE},", ["Of a kind.", "For all."]) in paragraph_words(target)
    look_at(other)
    target.stack.undo()
    assert not target.submission.proposals[0].redline.notes


def test_what_is_pasted_twice_has_two_notes(editors):
    session = session_of()
    editor = editors(session)
    select(editor, f"one{NOTE}", f"one{NOTE}")
    press(editor, Qt.Key.Key_C)
    for _ in range(2):
        editor.caret.move_to(Place(3, 0))
        press(editor, Qt.Key.Key_V)
    notes = session.submission.proposals[0].redline.notes
    assert paragraph_words(session)[3] == (f"one{NOTE}one{NOTE}to go on", ["Of a kind."] * 2)
    assert len(notes) == 4


def test_a_note_dragged_with_its_mark_keeps_its_words(editors):
    session = session_of()
    editor = editors(session)
    select(editor, f"one{NOTE}", f"one{NOTE}")
    data = editor.createMimeDataFromSelection()
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    where = QPointF(editor.cursorRect(cursor).center())
    editor.dropEvent(OwnDrop(where, Qt.DropAction.MoveAction, data, editor))
    assert paragraph_words(session)[3] == (f"to go onone{NOTE}", ["Of a kind."])
    assert session.stack.count() == 1


def test_a_note_holds_no_note_and_the_words_come_alone():
    value = session_of().submission
    text = value.proposals[0].redline
    copied = paste.copied_clauses(text.clauses, Place(1, 0), Place(1, 9), "draft", lambda _: None)
    notes = paste.copied_notes(text, copied, "draft")
    assert len(notes) == 1
    runs, steps = paste.with_notes(value, StoryId(1, "2"), [paragraph.runs for paragraph in copied], notes, ME)
    assert steps == ()
    assert ["".join(run.text for run in paragraph) for paragraph in runs] == ["that one"]


def test_plain_and_formatted_text_for_other_programs_have_no_sign_of_a_note(editors):
    editor = editors(session_of())
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert NOTE not in data.text()
    assert NOTE not in data.html()


@pytest.mark.parametrize("rubbish", [b"\xff", b"[1]", b"null", b'{"a": 3}', b"[" * 5000, b'{"1": {"kind": "x"}}'])
def test_marks_whose_notes_cannot_be_read_are_left_out(rubbish):
    value = session_of().submission
    redl = value.proposals[0].redline
    copied = paste.copied_clauses(redl.clauses, Place(0, 0), Place(1, 20), "draft", lambda _: "a)")
    data = as_mime(copied, "en", paste.copied_notes(redl, copied, "draft"))
    data.setData(NOTES, rubbish)
    assert notes_in(data) == {}
    assert NOTE not in "".join(run.text for clause in clauses_in(data) for run in clause.runs)


def test_notes_of_another_program_are_cleaned():
    data = QMimeData()
    data.setData(CLAUSES, json.dumps([{"id": "a", "runs": [{"text": NOTE, "content": "k"}]}]).encode())
    data.setData(NOTES, json.dumps({"k": {"clauses": [{"id": "b", "runs": [{"text": "a\x00b\nc"}], "source": "s"}]}}).encode())
    (note,) = notes_in(data).values()
    assert [(clause.text, clause.source) for clause in note.clauses] == [("ab c", "")]


@settings(max_examples=times_profile(1.2), deadline=None)
@given(st.integers(0, 4), st.integers(0, 20), st.integers(0, 4), st.integers(0, 20), st.integers(0, 3), st.booleans())
def test_pasting_with_notes_is_a_lawful_edit(first, start, last, stop, target, end):
    value = session_of().submission
    redl = value.proposals[0].redline
    clauses = redl.clauses
    first, last = min(first, len(clauses) - 1), min(last, len(clauses) - 1)
    a, b = sorted((Place(first, min(start, len(clauses[first].text))), Place(last, min(stop, len(clauses[last].text)))))
    copied = paste.copied_clauses(clauses, a, b, "draft", lambda _: "a)")
    data = as_mime(copied, "en", paste.copied_notes(redl, copied, "draft"))
    new = clauses_in(data)
    if not new:
        return
    session = Session(value, "me", now=lambda: "2024-09-06T09:00:00Z")
    at = Place(target, len(clauses[target].text) if end else 0)
    Intents(session, lambda: StoryId(1)).paste_clauses((at, at), new, TransactionKind.PASTE, notes_in(data))
    after = session.submission.proposals[0].redline
    marks = [run.content for clause in after.clauses for run in clause.runs if run.text == NOTE]
    assert sorted(marks) == sorted(after.notes)
    assert after.base() == redl.base()
    session.stack.undo()
    assert session.submission == value
