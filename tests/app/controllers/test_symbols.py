"""The box of symbols under real keys: search, groups, recent ones, and where the sign comes to stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from model.redline import Status
from model.redline.edit_text import Place
from widgets.dialogs.symbols import SymbolsDialog
from widgets.submission_form.text_field import TextField

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def program(open_program):
    opened = open_program()
    opened.window.editor.caret.move_to(Place(1, 0))
    opened.window.editor.setFocus()
    return opened


def box_of(program) -> SymbolsDialog:
    program.actions["symbol"].trigger()
    return next(found for found in program.window.findChildren(SymbolsDialog) if found.isVisible())


def search(box: SymbolsDialog, words: str) -> None:
    QTest.keyClicks(box.search, words)


def test_a_sign_is_searched_put_in_and_remembered(program):
    editor = program.window.editor
    before = editor.clauses[1].text
    box = box_of(program)
    search(box, "no-break space")
    QTest.keyClick(box.search, Key.Key_Return)
    assert editor.clauses[1].text == "\u00a0" + before
    assert editor.clauses[1].runs[0].status is Status.INSERTED
    assert "No-break space" in box.state_line.text()
    assert box.isVisible()
    box.search.clear()
    search(box, "arrow")
    QTest.keyClick(box.search, Key.Key_Down)
    second = box.list.currentItem().data(0, Qt.ItemDataRole.UserRole)
    QTest.keyClick(box.search, Key.Key_Return)
    assert editor.clauses[1].text == "\u00a0" + second + before
    QTest.keyClick(box.search, Key.Key_Escape)
    assert not box.isVisible()
    assert program.settings.value.symbols == (second, "\u00a0")
    again = box_of(program)
    assert [again.list.topLevelItem(row).data(0, Qt.ItemDataRole.UserRole) for row in range(2)] == [second, "\u00a0"]
    again.reject()
    program.session.stack.undo()
    while editor.clauses[1].text != before:
        program.session.stack.undo()


def test_a_quote_that_was_chosen_is_not_put_right(program):
    box = box_of(program)
    search(box, "quotation mark U")
    program.symbols.put('"')
    assert program.window.editor.clauses[1].text.startswith('"')
    box.reject()


def test_enter_in_the_list_and_a_double_click_put_it_in_once(program):
    editor = program.window.editor
    before = editor.clauses[1].text
    box = box_of(program)
    box.list.setFocus()
    QTest.keyClick(box.list, Key.Key_Down)
    QTest.keyClick(box.list, Key.Key_Return)
    assert editor.clauses[1].text == "—" + before
    box.list.itemDoubleClicked.emit(box.list.currentItem(), 0)
    assert editor.clauses[1].text == "——" + before
    box.reject()


def test_groups_show_their_signs_and_every_row_its_name(program):
    box = box_of(program)
    assert box.groups.currentText() == "Typographic"
    for row in range(box.groups.count()):
        box.groups.setCurrentIndex(row)
        items = [box.list.topLevelItem(at) for at in range(box.list.topLevelItemCount())]
        assert bool(items) == (row > 0)
        assert all(item.text(1) and item.text(2).startswith("U+") for item in items)
        assert box.insert.isEnabled() == bool(items)
    box.reject()


def test_words_that_no_name_has_are_told(program):
    box = box_of(program)
    search(box, "no such thing at all")
    QTest.keyClick(box.search, Key.Key_Return)
    assert box.list.topLevelItemCount() == 0
    assert not box.insert.isEnabled()
    assert box.state_line.text() == "No symbol has these words in its name."
    assert program.settings.value.symbols == ()
    box.reject()


def test_it_goes_into_the_field_that_had_the_focus(program, monkeypatch):
    program.actions["submission form"].trigger()
    field = next(candidate for candidate in program.window.findChildren(TextField) if candidate.accessibleName() == "Abstract")
    monkeypatch.setattr("app.controllers.symbols.QApplication.focusWidget", lambda: field)
    box = box_of(program)
    search(box, "euro")
    QTest.keyClick(box.search, Key.Key_Return)
    assert "€" in program.session.submission.header.abstract
    box.reject()
