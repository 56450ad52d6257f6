"""The page on finding, carried out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.program import Program
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.texts import draft, submission_of
from widgets.find.replace_preview import ReplaceDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def look_for(hand: Driver, words: str) -> None:
    """Types what is looked for in place of what stands there."""
    panel = hand.program.find.bar
    panel.form.words.setFocus()
    panel.form.words.selectAll()
    hand.write(words)
    wait_for(lambda: not panel.running, "the hits")


def selected(program: Program) -> str:
    return program.window.editor.textCursor().selectedText()


def test_finding(follow: Follow, open_program: Callable[..., Program], language: str) -> None:
    program = open_program()
    with follow("60-finding.md", program) as hand:
        hand.section("Finding")
        paths = hand.code("considering/b"), hand.code("resolves/1.2")
        (call, item), (other, number) = (path.split("/") for path in paths)
        first = "\u0623" if language == "ar" else "a"
        text = (
            f"*{call}*\n{first})\tcaf\u00e9 net;\n{item})\tthe net {{--gone net --}}net,\n"
            f"*{other}*\n1\tone:\n1.1\ttwo,\n{number}\tthree."
        )
        program.open_submission.show_unsaved(submission_of(text, language), "Text")
        editor, panel = program.window.editor, program.find.bar
        editor.setFocus()
        hand.press("Ctrl+F")
        assert panel.form.words.hasFocus()
        hand.write("net")
        hand.press("Ctrl+H")
        assert panel.form.new_words.hasFocus()
        wait_for(lambda: not panel.running, "the hits")
        hand.press("F3")
        selection = editor.caret.selection()
        hand.press_keys("F3")
        assert selected(program) == "net"
        assert editor.caret.selection() != selection
        hand.press("Ctrl+Shift+G")
        assert editor.caret.selection() == selection
        for keys, path, words in (("Ctrl+G", paths[0], "the net gone net net,"), ("F5", paths[1], "three.")):
            editor.setFocus()
            hand.press(keys)
            wait_for(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "the line for a path")
            hand.write(path)
            hand.press_keys("Enter")
            assert editor.caret.clause().text == words
        hand.press("Ctrl+Shift+P")
        wait_for(lambda: program.find.palette is not None and program.find.palette.isVisible(), "the commands")
        hand.press_keys("Esc")
        hand.click_called("Options of the search")
        hand.sees("Search in")
        look_for(hand, "gone")
        assert panel.list.hits.rowCount() == 0
        panel.form.where.setFocus()
        hand.press_keys("Down")
        wait_for(lambda: panel.list.hits.rowCount() == 1, "struck text")
        hand.press_keys("Up")
        look_for(hand, "caf" + hand.code("e"))
        assert panel.list.hits.rowCount() == 0
        hand.click("Ignore accents")
        wait_for(lambda: panel.list.hits.rowCount() == 1 and not panel.running, "a letter with its accent")
        hand.press_keys("Enter", at=panel.form.words)
        assert selected(program) == "caf" + hand.code("\u00e9")
        hand.click("Regular expression")
        look_for(hand, "the " + hand.code(r"(\w+)"))
        wait_for(lambda: panel.list.hits.rowCount() == 1 and not panel.running, "the pattern")
        panel.form.new_words.setFocus()
        panel.form.new_words.selectAll()
        hand.write("a " + hand.code(r"\1"))

        def leave_none_out(box: object) -> None:
            assert isinstance(box, ReplaceDialog)
            hand.press_keys("Enter")

        hand.click("Replace all", leave_none_out)
        assert "a net net," in draft(program)
        hand.takes_back()
        assert "the net net," in draft(program)
        assert len(program.open_submission.persistence.project.versions) == 1
        hand.click_called("List of hits")
        assert panel.list.isVisible()
        hand.click("Match case")
        look_for(hand, "The")
        assert panel.list.hits.rowCount() == 0
