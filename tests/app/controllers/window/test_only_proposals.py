"""The view that shows the proposals of a treaty text alone: what it hides, and that no key reaches hidden words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from app.window.action_ids import ActionId
from model.submission.story import StoryId
from model.submission.transactions import Selection
from tests.builders.editor_checks import look_at_shown, look_at_tables
from tests.builders.mixed_texts import submission_of as mixed_text
from tests.builders.treaty import small_treaty, submission_of
from widgets.editor.visible_rects import visible_blocks

Key = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LINES = (
    "= ARTICLE 9", "9.1 one", "9.2 two", "9.3 three", "+ new", "9.4 four", "9.5 five", "… of it", "= ARTICLE 10", "10.1 ten",
    "10.2 eleven", "10.3 twelve", "= ARTICLE 11", "11.1 more",
)  # fmt: skip
SHOWN = ["ARTICLE 9", "three", "new", "four"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def given():
    return submission_of(small_treaty(*LINES))


@pytest.fixture
def filtered(active):
    active.actions[ActionId.ONLY_PROPOSALS].trigger()
    return active


def shown(program) -> list[str]:
    """The words of the paragraphs that are shown, without edition marks."""
    block, out = program.window.editor.document().begin(), []
    while block.isValid():
        if block.isVisible():
            out.append(block.text().strip(" \ufffc"))
        block = block.next()
    return out


def go(program, clause: str, at: int = 0) -> None:
    program.window.go_to(Selection(StoryId(1), (clause, at), (clause, at)))


def words_at_caret(program) -> str:
    block = program.window.editor.textCursor().block()
    assert block.isVisible()
    return block.text().strip(" \ufffc")


def pressed(program, *keys) -> str:
    for key in keys:
        QTest.keyClick(program.window.editor, *((key,) if isinstance(key, Key) else key))
    return words_at_caret(program)


def test_a_key_shows_the_proposals_alone_and_the_whole_text_again(active) -> None:
    editor = active.window.editor
    QTest.keyClick(editor, Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert shown(active) == SHOWN
    assert active.actions[ActionId.ONLY_PROPOSALS].isChecked()
    height = editor.document().size().height()
    QTest.keyClick(editor, Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert len(shown(active)) == len(LINES)
    assert editor.document().size().height() > height


def test_keys_pass_over_what_is_hidden(filtered) -> None:
    program = filtered
    go(program, "c0")
    assert pressed(program, Key.Key_Down) == "three"
    assert pressed(program, Key.Key_Up) == "ARTICLE 9"
    assert pressed(program, Key.Key_End, Key.Key_Right) == "three"
    assert pressed(program, Key.Key_Left) == "ARTICLE 9"
    control = Qt.KeyboardModifier.ControlModifier
    assert pressed(program, (Key.Key_End, control)) == "four"
    assert pressed(program, (Key.Key_Home, control)) == "ARTICLE 9"
    assert pressed(program, Key.Key_PageDown) in SHOWN
    assert shown(program) == SHOWN


def test_nothing_hidden_is_deleted_unseen(filtered) -> None:
    program = filtered
    before = program.session.submission
    go(program, "c3")
    assert pressed(program, Key.Key_Backspace) == "three"
    assert program.session.submission == before
    assert shown(program) == ["ARTICLE 9", "two", "three", "new", "four"]
    go(program, "c5", 4)
    pressed(program, Key.Key_Delete)
    assert program.session.submission == before
    assert shown(program) == ["ARTICLE 9", "two", "three", "new", "four", "five", "of it"]
    QTest.keyClick(program.window.editor, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(shown(program)) == len(LINES)


def test_find_and_go_to_show_where_they_lead(filtered) -> None:
    program = filtered
    editor, go_to = program.window.editor, program.find.go_to
    QTest.keyClick(editor, Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(go_to.line, "10.2")
    QTest.keyClick(go_to.line, Key.Key_Return)
    assert words_at_caret(program) == "eleven"
    assert shown(program) == [*SHOWN, "ARTICLE 10", "eleven"]
    assert editor.viewport().rect().intersects(editor.cursorRect())


def test_the_view_follows_what_is_typed_and_ends_with_the_last_proposal(filtered) -> None:
    program = filtered
    go(program, "c9")
    QTest.keyClicks(program.window.editor, "x")
    program.cuts.places.follow()
    assert shown(program) == ["ARTICLE 9", "three", "new", "four", "five", "of it", "ARTICLE 10", "xten", "eleven"]
    program.session.stack.undo()
    program.cuts.places.follow()
    go(program, "c4")
    QTest.keyClick(program.window.editor, Key.Key_K, BOTH)
    program.cuts.places.follow()
    assert not program.actions[ActionId.ONLY_PROPOSALS].isChecked()
    assert len(shown(program)) == len(LINES) - 1


def test_without_proposals_it_says_so(open_program) -> None:
    program = open_program()
    program.actions[ActionId.ONLY_PROPOSALS].trigger()
    assert not program.actions[ActionId.ONLY_PROPOSALS].isChecked()
    assert "no proposals" in program.window.statusBar().currentMessage()


def test_another_text_is_shown_whole(filtered) -> None:
    program = filtered
    program.session.load(submission_of(small_treaty("9.1 one", "9.2 two", "9.3 three")))
    assert shown(program) == ["one", "two", "three"]
    assert not program.actions[ActionId.ONLY_PROPOSALS].isChecked()


def test_painting_looks_at_no_hidden_paragraph_while_the_text_changes(filtered) -> None:
    program = filtered
    editor = program.window.editor

    def check() -> None:
        document = editor.document()
        visible = [number for number in range(document.blockCount()) if document.findBlockByNumber(number).isVisible()]
        assert list(visible_blocks(editor)) == visible
        assert list(editor.content.shown.onwards(0)) == visible

    check()
    go(program, "c3", 2)
    for key in (Key.Key_A, Key.Key_Return, Key.Key_B, Key.Key_Return, Key.Key_Backspace):
        QTest.keyClick(editor, key)
        check()
    for _ in range(3):
        program.actions[ActionId.UNDO].trigger()
        check()
    editor.resize(editor.width() // 2, editor.height())
    check()
    program.actions[ActionId.ONLY_PROPOSALS].trigger()
    assert not editor.content.shown.is_part
    check_all = editor.document().blockCount()
    assert list(visible_blocks(editor)) == list(range(check_all))


def test_a_paragraph_after_a_table_is_shown_lest_the_next_one_is_in_the_table(active) -> None:
    active.session.load(mixed_text("treaty"))
    active.actions[ActionId.ONLY_PROPOSALS].trigger()
    look_at_tables(active.window.editor)
    assert "fifth;" in shown(active)
    assert "sixth" not in shown(active)


def test_a_hidden_paragraph_is_shown_at_once_when_a_table_is_inserted_before_it(active) -> None:
    active.session.load(submission_of(small_treaty(*LINES, "+ last")))
    active.actions[ActionId.ONLY_PROPOSALS].trigger()
    go(active, "c5", 4)
    active.clause_commands.insert_table(lambda: (1, 2, 0))
    look_at_tables(active.window.editor)
    look_at_shown(active.window.editor)
    assert shown(active) == ["ARTICLE 9", "three", "new", "four", "", "", "five", "ARTICLE 11", "more", "last"]
    active.actions[ActionId.UNDO].trigger()
    active.actions[ActionId.REDO].trigger()
    look_at_tables(active.window.editor)


def test_a_new_paragraph_stays_shown_when_the_layout_changes_before_its_proposal_is_found(filtered) -> None:
    program = filtered
    go(program, "c0")
    program.actions[ActionId.INSERT_CLAUSE].trigger()
    assert words_at_caret(program) == ""
    program.actions[ActionId.WEB_LAYOUT].trigger()
    assert words_at_caret(program) == ""


def test_a_hidden_paragraph_that_another_program_joined_with_the_one_before_is_painted(filtered) -> None:
    editor = filtered.window.editor
    cursor = QTextCursor(editor.document().findBlockByNumber(0))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
    assert not cursor.block().isVisible()
    cursor.removeSelectedText()
    editor.flush()
    look_at_shown(editor)
