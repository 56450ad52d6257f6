"""What changes away from the focus is announced: rows of pickers, hits, views, and the same sentence again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.program import Program
from app.window.action_ids import ActionId
from widgets.common.foreign_text import without_sign

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key


def test_the_current_row_of_a_picker_is_announced_with_its_place(active: Program, heard: list[str]) -> None:
    active.actions[ActionId.GO_TO_CLAUSE].trigger()
    line = active.find.go_to.line
    assert heard == ["considering, considering, 1 of 4"]
    QTest.keyClick(line, Key.Key_Down)
    assert heard[-1].startswith("considering a), that one")
    assert heard[-1].endswith("2 of 4")
    QTest.keyClicks(line, "b)")
    assert heard[-1] == "considering b) (new), that two;, 1 of 1"
    QTest.keyClicks(line, "qqq")
    assert heard[-1] == "No entry has these words."
    heard.clear()
    QTest.keyClick(line, Key.Key_Return)
    assert len(heard) == 1  # why the words lead nowhere
    assert line.hasFocus()


def test_a_command_that_is_on_says_so_in_words(active: Program, heard: list[str]) -> None:
    active.actions[ActionId.COMMANDS].trigger()
    QTest.keyClicks(active.find.palette.line, "markup")
    assert heard[-1].startswith("Markup, switched on, Ctrl+1, 1 of ")
    QTest.keyClick(active.find.palette.line, Key.Key_Down)
    assert heard[-1].startswith("Markup in words, Ctrl+5, 2 of ")


def test_find_announces_the_count_the_hit_and_that_there_is_none(active: Program, heard: list[str], qtbot) -> None:
    active.actions[ActionId.FIND].trigger()
    bar = active.find.bar
    QTest.keyClicks(bar.form.words, "that")
    qtbot.waitUntil(lambda: bool(heard) and heard[-1] == "3 hits")
    heard.clear()
    QTest.keyClick(bar.form.words, Key.Key_Return)
    assert heard == ["1 of 3, considering a): that one new word is here;"]
    QTest.keyClicks(bar.form.words, "zz")
    qtbot.waitUntil(lambda: heard[-1] == "“thatzz” was not found.")
    heard.clear()
    QTest.keyClick(bar.form.words, Key.Key_Return)
    assert heard == ["“thatzz” was not found."]  # again, though the status bar shows it already


@pytest.mark.parametrize(("id", "sentence"), [(ActionId.BASE, "Text in force"), (ActionId.WEB_LAYOUT, "Web layout: on")])
def test_another_view_is_announced(active: Program, heard: list[str], id: ActionId, sentence: str) -> None:
    active.actions[id].trigger()
    assert sentence in heard


def test_only_the_first_cell_of_an_amendment_is_its_whole_sentence(active: Program) -> None:
    active.window.panels.open("amendments")
    model = active.window.list.amendments
    model.follow()
    spoken = [str(model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) or "") for column in range(5)]
    assert spoken[0].startswith("replacement, considering a), old → new")
    assert spoken[1:4] == ["replacement", "old", "new"]
    described = [model.index(0, column).data(Qt.ItemDataRole.AccessibleDescriptionRole) for column in range(3)]
    assert described == ["can be accepted or rejected, level 1, 1 of 2", None, None]
    assert model.index(0, 1).data() == "~ replacement"


def test_signs_before_words_are_not_spoken() -> None:
    assert [without_sign(text) for text in ("✓ in force", "◀ ⇄ moved", "– none", "“x” y", "(a) b", "a ✓", "", "✓")] == [
        "in force", "moved", "none", "“x” y", "(a) b", "a ✓", "", "✓",
    ]  # fmt: skip
