"""No two actions want the same key, no two entries of a menu the same letter."""

from __future__ import annotations

from collections import defaultdict

import pytest
from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTreeWidget

from tests.builders.waiting import settle
from widgets.submission_form.form import SubmissionForm
from widgets.window.shortcut_list import ShortcutList, shown_keys

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)


def mnemonic(text: str) -> str:
    at = text.replace("&&", "\0\0").find("&")
    return text[at + 1].casefold() if at >= 0 else ""


def test_no_two_actions_want_the_same_key(open_program):
    actions = open_program().actions
    wanted = defaultdict(list)
    for name in actions.ids:
        for keys in actions[name].shortcuts():
            wanted[keys.toString(QKeySequence.SequenceFormat.PortableText)].append(name)
    assert {keys: names for keys, names in wanted.items() if len(names) > 1} == {}


def test_no_key_of_an_action_types_a_letter_or_opens_a_menu(open_program):
    program = open_program()
    menus = {f"Alt+{mnemonic(title).upper()}" for title, _ in program.actions.menus()}
    for name in program.actions.ids:
        for keys in program.actions[name].shortcuts():
            words = keys.toString(QKeySequence.SequenceFormat.PortableText)
            assert words not in menus, name
            assert len(words.removeprefix("Shift+")) > 1, name


def test_no_two_entries_of_a_menu_want_the_same_letter(open_program):
    program = open_program()
    for menu in program.window.menuBar().findChildren(QMenu):
        letters = [mnemonic(action.text()) for action in menu.actions()]
        twice = {letter for letter in letters if letter and letters.count(letter) > 1}
        assert not twice, (menu.title(), [action.text() for action in menu.actions() if mnemonic(action.text()) in twice])
    titles = [mnemonic(title) for title, _ in program.actions.menus()]
    assert len(set(titles)) == len(titles)


def test_what_was_undone_comes_back_with_the_keys_of_word(open_program, qtbot):
    program = open_program()
    editor = program.window.editor
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=1000)
    before = editor.toPlainText()
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == before
    QTest.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "x" + before


@pytest.mark.parametrize(
    ("keys", "id"), [("F12", "save as"), ("F5", "go to clause"), ("Ctrl+Alt+M", "comment"), ("Ctrl+Alt+C", "comment")]
)
def test_keys_of_word_and_writer_do_what_they_do_there(open_program, keys, id):
    assert QKeySequence(keys) in open_program().actions[id].shortcuts()


def test_what_is_put_into_the_text_is_in_the_menu_of_that_name(open_program):
    actions = open_program().actions
    inserted = dict(actions.menus())["&Insert"]
    assert [actions[id] in inserted for id in ("footnote", "show footnote", "comment", "symbol")] == [True] * 4


def test_f10_opens_the_menus_and_with_shift_that_of_what_is_here(open_program, qtbot):
    program = open_program()
    window = program.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=1000)
    for pane, name in ((window.editor, "paste"), (window.tree, "delete clause"), (window.list, "next amendment")):
        pane.setFocus()
        QTest.keyClick(pane, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert program.actions[name] in menu.actions()
        menu.close()
        QTest.keyClick(pane, Qt.Key.Key_F10)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert program.actions["open"] in menu.actions()
        menu.close()


def test_every_action_is_in_a_menu_of_the_window(open_program):
    program = open_program()
    held = {action for menu in program.window.menuBar().findChildren(QMenu) for action in menu.actions()}
    assert [name for name in program.actions.ids if program.actions[name] not in held] == []


def test_the_list_shows_every_key_and_is_filtered_by_what_is_typed(open_program):
    program = open_program()
    program.actions["shortcuts"].trigger()
    dialog = program.window.findChild(ShortcutList)
    assert dialog is not None
    assert isinstance(dialog.rows, QTreeWidget)

    def shown() -> list[tuple[str, str]]:
        heads = [dialog.rows.topLevelItem(at) for at in range(dialog.rows.topLevelItemCount())]
        rows = [head.child(at) for head in heads for at in range(head.childCount())]
        return [(row.text(0), row.text(1)) for row in rows if not row.isHidden()]

    native = QKeySequence.SequenceFormat.NativeText
    keyed = [action for _, actions in program.actions.menus() for action in actions if not action.shortcut().isEmpty()]
    keys = " ".join(keys for _, keys in shown())
    assert all(action.shortcut().toString(native) in keys for action in keyed)
    assert "F8" in dict(shown())["Next amendment"]
    dialog.filter.setText("footnote")
    assert {name for name, _ in shown()} == {"Insert footnote", "Edit the footnote here", "Footnote numbers …"}
    dialog.close()


def test_keys_that_hardly_a_keyboard_has_are_not_listed(qtbot):
    action = QAction()
    action.setShortcuts([QKeySequence(keys) for keys in ("Ctrl+Z", "F14", "Undo", "F8", "Ctrl+,")])
    assert shown_keys(action) == "Ctrl+Z, F8, Ctrl+,"


def test_nor_where_the_language_calls_them_by_two_words(qapp):
    russian = QTranslator()
    assert russian.load(QLocale("ru"), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    qapp.installTranslator(russian)
    try:
        action = QAction()
        action.setShortcuts([QKeySequence(keys) for keys in ("Ctrl+Z", "Undo")])
        assert action.shortcuts()[1].toString(QKeySequence.SequenceFormat.NativeText) == "Отменить действие"
        assert shown_keys(action) == "Ctrl+Z"
    finally:
        qapp.removeTranslator(russian)


def test_the_key_of_the_export_is_no_key_of_a_field(open_program, qtbot):
    """On Linux Qt gives Ctrl+E to fields; here the export has a key that fields take everywhere."""
    program = open_program()
    window = program.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    program.actions["submission form"].trigger()
    settle(window)
    form = window.panels.open("submission").findChild(SubmissionForm)
    contacts = form.header.by_path["header/contacts"]
    contacts.add.click()
    fields = [
        form.header.by_path["header/title"],
        form.header.by_path["header/document"],
        window.clause_panel.findChild(QLineEdit),
    ]
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    QTest.keyClicks(cell, "Ada")
    for field in (cell, *fields):
        field.setFocus()
        assert QApplication.focusWidget() is field
        pressed = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QApplication.sendEvent(field, pressed)
        assert pressed.isAccepted(), "a field takes this key"
        program.actions["export"].setShortcut(QKeySequence("Ctrl+A"))
        pressed = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QApplication.sendEvent(field, pressed)
        program.actions["export"].setShortcut(QKeySequence("Ctrl+E"))
        assert not pressed.isAccepted()
    assert [contact.name for contact in program.session.submission.header.contacts][-1] == "Ada"
