"""The page for those who come from Word, carried out: each key of its table, and the way out and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QWidget

from app.program import Program
from model.files.text_forms import format_submission
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.texts import base, by_author, draft, put_caret, select, submission_of
from widgets.dialogs.proof import ProofDialog
from widgets.dialogs.sending import SendingDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CHANGED = """\
    *considering*
    a)\tthat {++somewhat ++}short texts;
    b)\tthat {--dull --}others,
"""


def test_from_word(
    follow: Follow, open_program: Callable[..., Program], language: str, files: list[Path], tmp_path: Path
) -> None:
    program = open_program(submission=submission_of())
    with follow("15-from-word.md", program) as hand:
        hand.section("Coming from Word")
        hand.section("In Word and here")
        assert hand.rest("row")
        numbers(hand)
        decisions(hand)
        beside_the_text(hand)
        places(hand, language)
        views(hand)
        hand.passes("code", ".amend", why="it is the ending of the file that is saved")
        files.append(tmp_path / "a.amend")
        hand.press("Ctrl+S")
        assert (tmp_path / "a.amend").is_file()
        around_the_text(hand)
        hand.section("How it goes out and comes back")
        out_and_back(hand, files, tmp_path)
        hand.section("Treaty texts")
        for code in (".tsv", "number", "label", "text", "kind"):
            hand.passes("code", code, why="the table below has this ending and these columns")
    treaty(open_program, tmp_path)


def treaty(open_program: Callable[..., Program], folder: Path) -> None:
    """A table of provisions, opened in a window: each provision has its number, and a new one gets its own."""
    path = folder / "rr.tsv"
    lines = ["number\tkind\tlabel\ttext", "\tarticle\t\tArticle 9", "9.1\tprovision\t\tThe first.", "9.2\tprovision\t\tThe last."]
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    program = open_program(path)
    put_caret(program, "The first.")
    QTest.keyClick(program.window.editor, Qt.Key.Key_Return)
    QTest.keyClicks(program.window.editor, "new")
    shown = format_submission(program.session.submission, "markup", "notation")
    assert "||9.1|| The first.\n||+9.1A|| {++new++}{++¶++}\n||9.2|| The last.\n" in shown


def numbers(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    hand.passes("code", "resolves 8", why="the page on structure carries references out")
    put_caret(program, "to go on;")
    hand.press("Enter")
    hand.write("new")
    put_caret(program, "new", 0)
    hand.press("Tab")
    assert editor.caret.clause().props.level == 2
    hand.press("Shift+Tab")
    assert editor.caret.clause().props.level == 1


def decisions(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    program.open_submission.show_unsaved(by_author(submission_of(CHANGED), "Ana"), "Text")
    put_caret(program, "considering", 0)
    hand.press("F8")
    assert editor.textCursor().selectedText().strip() == "somewhat"
    hand.press("Ctrl+Shift+A")
    assert any("somewhat" in text for text in base(program))
    put_caret(program, "dull", 7)
    hand.press("Ctrl+Shift+J")
    assert "that dull others," in draft(program)


def beside_the_text(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    put_caret(program, "others")
    hand.press("Ctrl+Alt+M")
    wait_for(lambda: not editor.hasFocus(), "the card of a comment")
    hand.press_keys("Esc")
    put_caret(program, "others")
    hand.press("Ctrl+Alt+F")
    wait_for(program.window.note.hasFocus, "the footnote")
    hand.press_keys("Esc")
    select(program, "others")
    hand.press("Shift+F3")
    assert any("others" not in text and "others" in text.lower() for text in draft(program))


def places(hand: Driver, language: str) -> None:
    program, editor = hand.program, hand.program.window.editor
    path = hand.code("resolves/1")
    call, number = path.split("/")
    text = f"# RESOLUTION 7\n*{call}*\n{number}\tone net;\n2\tanother net {{++of nets++}},\n"
    program.open_submission.show_unsaved(by_author(submission_of(text, language), "Ana"), "Text")
    for keys in ("Ctrl+G", "F5"):
        put_caret(program, "another net")
        hand.press(keys)
        wait_for(lambda: isinstance(hand.at_keyboard(), QLineEdit), "the line for a path")
        hand.write(path)
        hand.press_keys("Enter")
        assert editor.caret.clause().text == "one net;"
    hand.press_keys("Ctrl+F")
    hand.write("net")
    wait_for(lambda: not program.find.bar.running, "the matches")
    editor.setFocus()
    hand.press("F3")
    first = editor.caret.selection()
    hand.press_keys("F3")
    assert editor.caret.selection() != first
    hand.press("Ctrl+Shift+G")
    assert editor.caret.selection() == first
    hand.press_keys("Esc", at=program.find.bar.form.words)


def views(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    editor.setFocus()
    hand.press("Ctrl+2")
    assert editor.view == "draft"
    hand.press("Ctrl+3")
    assert editor.view == "base"
    hand.press("Ctrl+1")
    assert editor.view == "markup"
    layout = program.actions["web layout"]
    before = layout.isChecked()
    hand.press("Ctrl+4")
    assert layout.isChecked() is not before
    hand.choose("View > Web layout")
    assert layout.isChecked() is before


def around_the_text(hand: Driver) -> None:
    program, window = hand.program, hand.program.window
    hand.choose("View > Submission form")
    assert window.panels.in_front("submission")
    program.window.panels.close("submission")
    window.editor.setFocus()
    hand.press("Alt+Enter")
    assert window.panels.in_front("submission")
    window.editor.setFocus()
    hand.press("Ctrl+Alt+Home", at=window.editor)
    assert program.first_page.place is not None
    program.first_page.leave()
    hand.choose("Tools > Compare with")
    wait_for(lambda: program.comparison.window is not None and program.comparison.window.isVisible(), "the comparison")
    assert program.comparison.window is not None
    program.comparison.window.close()
    window.activateWindow()
    window.editor.setFocus()


def out_and_back(hand: Driver, files: list[Path], folder: Path) -> None:
    program = hand.program
    hand.passes("code", ".amend", why="it is the ending of the file that is saved")

    def look_at_proof(box: QWidget) -> None:
        assert isinstance(box, ProofDialog)
        hand.press_keys("Esc")

    files.append(folder / "out.docx")
    hand.choose("File > Export to Word", look_at_proof)
    files.append(folder / "again.docx")
    hand.press("Ctrl+E", look_at_proof)
    assert (folder / "out.docx").read_bytes()[:2] == (folder / "again.docx").read_bytes()[:2] == b"PK"
    text = format_submission(program.session.submission, "markup", "notation")
    (folder / "theirs.txt").write_text(text.replace("one net", "one network"), encoding="utf-8", newline="\n")
    files.append(folder / "theirs.txt")

    def read(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        assert "network" in box.text()
        hand.press_keys("Esc")

    hand.choose("File > Add a returned file as a version", read)
    files.extend([folder / "theirs.txt"])
    hand.choose("File > Combine returned copies")
    wait_for(lambda: program.copies.window is not None and program.copies.window.isVisible(), "the copies")
    assert program.copies.window is not None
    program.copies.window.close()
    program.window.activateWindow()

    def leave(box: QWidget) -> None:
        assert isinstance(box, SendingDialog)
        hand.press_keys("Esc")

    hand.choose("File > Save a copy to send", leave)
