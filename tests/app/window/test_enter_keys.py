"""Enter: the large key and that of the number pad do the same, and both are called so wherever a key is named."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from app.window.action_ids import ActionId
from widgets.common.actions import key_names, key_sequences
from widgets.comparison.window import ComparisonWindow
from widgets.consolidation.copies_window import CopiesWindow
from widgets.consolidation.window import ConsolidationWindow
from widgets.dialogs.small_dialogs import RemarkDialog
from widgets.library.window import LibraryWindow
from widgets.window.shortcut_list import shown_keys

Key, Modifier = Qt.Key, Qt.KeyboardModifier
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
ENTERS = [(Key.Key_Return, Modifier.NoModifier), (Key.Key_Enter, Modifier.KeypadModifier), (Key.Key_Enter, Modifier.NoModifier)]
WITH_ENTER = {
    ActionId.NEW_CALL: Modifier.ControlModifier,
    ActionId.INSERT_CLAUSE: Modifier.ControlModifier | Modifier.ShiftModifier,
    ActionId.SUBMISSION_FORM: Modifier.AltModifier,
}


@pytest.mark.parametrize(("key", "pad"), ENTERS)
@pytest.mark.parametrize("id", WITH_ENTER)
def test_both_keys_do_it(active, id, key, pad):
    done = []
    active.actions[id].triggered.connect(lambda: done.append(id))
    QTest.keyClick(active.window.editor, key, WITH_ENTER[id] | pad)
    assert done == [id]


@pytest.mark.parametrize(("key", "pad"), ENTERS)
@pytest.mark.parametrize(
    ("window", "single", "all"), [(ComparisonWindow, "take_change", "take_clause"), (CopiesWindow, "take", "take_all")]
)
def test_both_keys_do_it_in_other_windows(qtbot, window, single, all, key, pad):
    made = window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=5000)
    done = []
    for name, modifiers in ((single, Modifier.ControlModifier), (all, Modifier.ControlModifier | Modifier.ShiftModifier)):
        action = getattr(made, name)
        action.setEnabled(True)
        action.triggered.disconnect()
        action.triggered.connect(lambda _checked, name=name: done.append(name))
        QTest.keyClick(made, key, modifiers | pad)
    assert done == [single, all]


@pytest.mark.parametrize(("key", "pad"), ENTERS)
def test_both_keys_close_a_box_of_several_lines(qtbot, key, pad):
    dialog = RemarkDialog("Reason", "about", "use")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    QTest.keyClick(dialog, key, Modifier.ControlModifier | pad)
    assert dialog.result() == dialog.DialogCode.Accepted


def test_no_name_of_a_key_is_return(open_program):
    program = open_program()
    window = program.window
    others = (
        ComparisonWindow(parent=window),
        ConsolidationWindow(QUndoStack(window), window),
        CopiesWindow(parent=window),
        LibraryWindow(lambda: None, window),
    )
    for top in (program.window, *others):
        for action in top.findChildren(QAction):
            assert "Return" not in action.shortcut().toString()
            assert "Return" not in shown_keys(action)
            names = [keys.toString() for keys in action.shortcuts()]
            assert sum(name.endswith("Enter") for name in names) == sum(name.endswith("Return") for name in names)
        for button in top.findChildren(QToolButton):
            assert "Return" not in button.toolTip()
        alone = {shortcut.key().toString() for shortcut in top.findChildren(QShortcut)}
        assert not [name for name in alone if name.endswith("Return")]


def test_enter_brings_return_behind_it_and_is_named_once():
    assert key_sequences("Ctrl+Enter", "F5", "F5", "") == [QKeySequence(keys) for keys in ("Ctrl+Enter", "Ctrl+Return", "F5")]
    assert key_names(key_sequences("Ctrl+Enter", "F5")) == ["Ctrl+Enter", "F5"]
