"""The rules of the caret and of everything that is typed, deleted, pasted, composed and dropped. `|` is the caret, `[ ]` a
selection; places count in the text as it is shown in markup."""

from __future__ import annotations

import re
import sys

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.redline import Clause, Props, Run, Status
from model.submission.story import StoryId
from model.text.legible import SILENT
from tests.builders.editor_checks import look_at
from tests.widgets.builders import session_on, text_of
from widgets.editor.delete_ranges import word_around

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CONTROL, SHIFT, NONE = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.NoModifier


def put(editor, start: int, stop: int | None = None) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start if stop is None else stop, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def press(editor, key, modifiers=NONE) -> None:
    QTest.keyClick(editor, key, modifiers)


def compose(editor, shown: str, commit: str = "") -> None:
    event = QInputMethodEvent(shown, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


def test_the_undo_list_tells_the_words_that_were_typed_and_deleted(editors):
    session = session_on("foxes")
    editor = editors(session)
    QTest.keyClicks(editor, "one foo; bar")
    session.name_steps()
    assert [session.stack.text(index) for index in range(session.stack.count())] == ["Type “one foo;”", "Type “bar”"]
    assert session.stack.undoText() == "Type “bar”"
    for _ in "bar":
        press(editor, Key.Key_Backspace)
    session.name_steps()
    assert session.stack.undoText() == "Delete “bar”"
    put(editor, 4, 9)
    QTest.keyClicks(editor, "fir")
    session.stack.undo()
    assert session.stack.redoText() == "Type “fir”"


def test_the_undo_action_tells_all_words_of_a_step_that_still_grows(editors, qtbot):
    session = session_on("a")
    action = session.stack.createUndoAction(session, "Undo")
    QTest.keyClicks(editors(session), "foo")
    qtbot.waitUntil(lambda: action.text() == "Undo Type “foo”", timeout=1000)


def test_steps_in_a_row_are_all_named_by_where_each_was_carried_out(editors, qtbot):
    session = session_on("considering/a) one/b) two")
    editor = editors(session)
    put(editor, 12, 12)
    texts = []
    for key in (Key.Key_X, Key.Key_Return, Key.Key_Y, Key.Key_Return):
        press(editor, key)
        texts.append(session.stack.text(session.stack.index() - 1))
    session.stack.undo()
    assert session.stack.redoText().startswith("Split paragraph"), "what is undone at once is named by then"
    assert "" in texts, "a key waits for no name"
    stack = session.stack
    qtbot.waitUntil(lambda: all(stack.text(index) for index in range(stack.count())), timeout=1000)
    assert [stack.text(index).partition(" ")[0] for index in range(4)] == ["Type", "Split", "Type", "Split"]
    session.name_steps()
    session.stack.redo()
    assert stack.undoText().startswith("Split paragraph")


def test_what_is_composed_over_a_selection_is_one_undo_step(editors):
    session = session_on("abcd/ef")
    editor = editors(session)
    for _ in range(2):
        put(editor, 1, 3)
        compose(editor, "n")
        compose(editor, "ni")
        compose(editor, "", "你")
        assert (text_of(session), session.stack.count()) == ("a-bc-+你+d/ef", 1)
        session.name_steps()
        assert session.stack.text(0).startswith("Type")
        session.stack.undo()
        assert text_of(session) == "abcd/ef"
    compose(editor, "h")
    compose(editor, "")
    put(editor, 6)
    compose(editor, "h", "好")
    look_at(editor)
    session.stack.undo()
    assert text_of(session) == "a-bc-d/ef"


@pytest.mark.parametrize(
    ("before", "at", "key", "modifiers", "after", "caret"),
    [
        ("abc", 1, Key.Key_Backspace, NONE, "-a-bc", 0),
        ("abc", 1, Key.Key_Delete, NONE, "a-b-c", 2),
        ("a+xy+b", 3, Key.Key_Backspace, NONE, "a+x+b", 2),
        ("ab-cd-e", 4, Key.Key_Backspace, NONE, "a-bcd-e", 1),
        ("ab-cd-e", 2, Key.Key_Delete, NONE, "ab-cde-", 5),
        ("one two", 7, Key.Key_Backspace, CONTROL, "one -two-", 4),
        ("one two", 0, Key.Key_Delete, CONTROL, "-one -two", 4),
        ("ab/cd", 3, Key.Key_Backspace, NONE, "ab¶-/cd", 2),
        ("ab/cd", 2, Key.Key_Delete, NONE, "ab¶-/cd", 3),
        ("ab", 1, Key.Key_Return, NONE, "a¶+/b", 2),
        ("ab", 2, Key.Key_Return, SHIFT, "ab+\u2028+", 3),
        ("ab¶-/cd", 2, Key.Key_Return, NONE, "ab/cd", 3),
        ("ab/cd", 0, Key.Key_A, NONE, "+a+ab/cd", 1),
        ("a-bc-d", 2, Key.Key_X, NONE, "a-bc-+x+d", 4),
    ],
)
def test_a_key_does(before, at, key, modifiers, after, caret, editors):
    session = session_on(before)
    editor = editors(session)
    put(editor, at)
    press(editor, key, modifiers)
    assert (text_of(session), editor.textCursor().position()) == (after, caret)
    session.stack.undo()
    assert (text_of(session), editor.textCursor().position()) == (before, at)


def test_a_grapheme_is_struck_whole_and_an_accent_that_is_new_alone(editors):
    session = session_on("cafe\u0301")
    editor = editors(session)
    put(editor, 5)
    press(editor, Key.Key_Backspace)
    assert text_of(session) == "caf-e\u0301-"


def test_typing_is_one_step_a_phrase(editors):
    session = session_on("ab")
    editor = editors(session)
    session._clock = lambda: 0.0
    QTest.keyClicks(editor, "one two; three four")
    assert session.stack.count() == 2
    session.stack.undo()
    assert text_of(session) == "+one two; +ab"
    session.stack.undo()
    assert text_of(session) == "ab"


def test_a_long_phrase_is_a_step_every_few_words_and_no_word_is_cut(editors):
    session = session_on("ab")
    editor = editors(session)
    session._clock = lambda: 0.0
    QTest.keyClicks(editor, "word " * 20)
    session.name_steps()
    steps = [session.stack.text(index) for index in range(session.stack.count())]
    assert len(steps) > 1
    while session.stack.canUndo():
        session.stack.undo()
        assert re.fullmatch(r"(\+(word )+\+)?ab", text_of(session))
    assert text_of(session) == "ab"


def test_a_word_without_an_end_is_cut_at_last(editors):
    session = session_on("ab")
    editor = editors(session)
    session._clock = lambda: 0.0
    QTest.keyClicks(editor, "x" * 130)
    assert session.stack.count() == 2


def test_a_pause_and_a_moved_caret_begin_a_step(editors):
    session = session_on("ab")
    times = iter([0.0, 0.1, 5.0, 5.1])
    session._clock = lambda: next(times)
    editor = editors(session)
    QTest.keyClicks(editor, "xyz")
    assert session.stack.count() == 2
    put(editor, 0)
    QTest.keyClicks(editor, "w")
    assert session.stack.count() == 3


@pytest.mark.parametrize("text", ["é", "ع", "中", "😀", "\u200d"])
def test_every_script_can_be_typed(text, editors):
    session = session_on("ab")
    editor = editors(session)
    QTest.sendKeyEvent(QTest.KeyAction.Click, editor, Key.Key_unknown, text, NONE)
    assert text_of(session) == f"+{text}+ab"


ALT, GROUP = Modifier.AltModifier, Modifier.GroupSwitchModifier


@pytest.mark.parametrize(("modifiers", "typed"), [(ALT, ""), (ALT | SHIFT, ""), (GROUP, "+b+"), (ALT | CONTROL, "+b+")])
def test_a_letter_of_a_command_that_there_is_not_is_not_typed_but_one_with_altgr_is(modifiers, typed, editors, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    session = session_on("ab")
    editor = editors(session)
    QTest.sendKeyEvent(QTest.KeyAction.Click, editor, Key.Key_B, "b", modifiers)
    assert text_of(session) == f"{typed}ab"


def test_undo_keys_are_left_to_the_window(editors):
    editor = editors(session_on("ab"))
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Z, CONTROL, "")
    event.accept()
    QApplication.sendEvent(editor, event)
    assert not event.isAccepted()


def test_tab_asks_for_another_level(editors, qtbot):
    editor = editors(session_on("ab"))
    with qtbot.waitSignal(editor.level_asked) as asked:
        press(editor, Key.Key_Tab)
    assert asked.args == [1]
    with qtbot.waitSignal(editor.level_asked) as asked:
        press(editor, Key.Key_Backtab, SHIFT)
    assert asked.args == [-1]


def test_a_pasted_text_is_paragraphs_and_a_picture_is_refused(editors, qtbot):
    session = session_on("ab")
    editor = editors(session)
    put(editor, 1)
    data = QMimeData()
    data.setText("x\r\ny\ufffc\x07\n")
    editor.insertFromMimeData(data)
    assert text_of(session) == "a+x+¶+/+y+b"
    picture = QMimeData()
    picture.setData("image/png", b"\x89PNG")
    with qtbot.waitSignal(editor.refused):
        editor.insertFromMimeData(picture)


def test_html_comes_as_its_text(editors):
    session = session_on("ab")
    editor = editors(session)
    data = QMimeData()
    data.setHtml('<p>x <b>y</b><img src="file:///etc/passwd"></p>')
    editor.insertFromMimeData(data)
    assert text_of(session) == "+x y+ab"


def test_copy_gives_the_draft_and_cut_strikes(editors):
    session = session_on("a-b-+x+c/de")
    editor = editors(session)
    put(editor, 0, 7)
    press(editor, Key.Key_X, CONTROL)
    assert QApplication.clipboard().text() == "axc\na)\tde"
    assert text_of(session) == "-abc-¶-/-de-"


def test_composition_is_shown_and_committed_as_one_edit(editors):
    session = session_on("a-b-c")
    editor = editors(session)
    put(editor, 1)
    compose(editor, "n")
    compose(editor, "ni")
    assert session.stack.count() == 0
    assert editor.textCursor().block().layout().preeditAreaText() == "ni"
    assert editor.textCursor().position() == 2, "it is composed where it will land"
    compose(editor, "", "你")
    assert text_of(session) == "a-b-+你+c"
    assert session.stack.count() == 1
    look_at(editor)


def test_composition_replaces_the_selection(editors):
    session = session_on("abc/def")
    editor = editors(session)
    put(editor, 1, 5)
    compose(editor, "k")
    compose(editor, "", "か")
    assert text_of(session).replace("¶-", "") == "a-bc-/-d-+か+ef"
    look_at(editor)


def test_what_comes_from_outside_becomes_an_edit(editors, qtbot):
    session = session_on("abc/def")
    editor = editors(session)
    cursor = QTextCursor(editor.document())
    cursor.setPosition(1)
    cursor.setPosition(6, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertHtml("<b>x</b>")
    qtbot.waitUntil(lambda: session.stack.count() == 1, timeout=500)
    assert text_of(session) == "a-bc-¶-/-de-+x+f"
    look_at(editor)


def test_foreign_formats_are_put_back_without_a_step(editors):
    session = session_on("abc")
    editor = editors(session)
    editor.selectAll()
    editor.setFontItalic(True)
    editor.setAlignment(Qt.AlignmentFlag.AlignRight)
    editor.flush()
    assert session.stack.count() == 0
    look_at(editor)


def test_an_end_that_is_struck_joins_the_blocks_of_the_draft(editors):
    session = session_on("ab¶-/cd/-gone-¶-/e")
    editor = editors(session)
    editor.show_story(StoryId(1), "draft")
    assert [editor.projection.text(block) for block in range(editor.projection.count)] == ["abcd", "e"]
    put(editor, 2)
    press(editor, Key.Key_X)
    assert editor.projection.text(0) == "abxcd"
    editor.show_story(StoryId(1), "base")
    press(editor, Key.Key_Y)
    assert text_of(session).count("+") == 2, "the base is only read"


def test_arabic_is_set_from_the_right(editors):
    editor = editors(session_on("إذ تضع/abc"))
    formats = [editor.document().findBlockByNumber(block).blockFormat() for block in (0, 1)]
    assert [form.layoutDirection() for form in formats] == [Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight]
    assert formats[0].rightMargin() > formats[0].leftMargin()
    editor.grab()


def test_void_calls_keep_their_references(qtbot, editors):
    """PySide6 6.12.0 loses a reference to None with each void call on Python 3.11, and the process dies of it."""
    editor = editors(session_on("ab"))
    cursor = editor.textCursor()
    before = sys.getrefcount(None)
    for _ in range(20_000):
        cursor.setPosition(0)
    assert abs(sys.getrefcount(None) - before) < 1_000


@pytest.mark.parametrize(
    ("text", "at", "selected"),
    [
        ("one two three", 5, "two"),
        ("by -2022-+Nueva+ end", 8, "Nueva"),
        ("by -2022-+Nueva+ end", 5, "2022"),
        ("by -the word -end", 5, "the "),
        ("by -the word -end", 8, "word "),
        ("by -the- end", 5, "the"),
        ("be act-s-+ed+ end", 4, "actsed"),
        ("be act-s-+ed+ end", 6, "acts"),
        ("be act-s-+ed+ end", 7, "actsed"),
        ("إذ -تذكر-+تدرك+ ذلك", 8, "تدرك"),
    ],
)
def test_two_clicks_choose_the_word_that_is_there_not_what_stands_struck_beside_it(text, at, selected, editors):
    session = session_on(text)
    editor = editors(session)
    cursor = editor.textCursor()
    near, far = at, at + 1
    cursor.setPosition(near)
    left = editor.cursorRect(cursor)
    cursor.setPosition(far)
    middle = (left.center() + editor.cursorRect(cursor).center()) / 2
    QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, NONE, middle)
    assert editor.textCursor().selectedText() == selected


def test_retracted_text_is_on_neither_side_and_has_no_word_there():
    clause = Clause("a", Props(), (Run("by "), Run("nobody", Status.RETRACTED), Run(" end")))
    assert [word_around(clause, offset) for offset in (1, 5, 10)] == [(0, 2), None, (10, 13)]


@pytest.mark.parametrize("char", SILENT)
def test_a_word_is_chosen_moved_over_and_deleted_through_what_is_passed_over(editors, char):
    clause = Clause("a", Props(), (Run(f"one te{char}le"), Run("x", Status.DELETED), Run(f"com{char} end")))
    assert {word_around(clause, offset) for offset in (4, 6, 8, 12)} == {(4, 13)}
    session = session_on(f"one te{char}le end")
    editor = editors(session)
    put(editor, 4)
    press(editor, Key.Key_Right, CONTROL)
    assert editor.textCursor().position() == 10
    press(editor, Key.Key_Left, CONTROL)
    assert editor.textCursor().position() == 4
    press(editor, Key.Key_Delete, CONTROL)
    assert text_of(session) == f"one -te{char}le -end"


def test_what_is_composed_in_two_editors_is_two_steps(editors):
    session = session_on("ab/cd")
    first, other = editors(session), editors(session)
    for editor, start in ((first, 0), (other, 3)):
        put(editor, start, start + 2)
        compose(editor, "n")
        compose(editor, "", "你")
    assert session.stack.count() == 2
