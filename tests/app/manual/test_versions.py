"""The page on saving and versions, carried out: states, versions, a copy that came back, several of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox, QWidget

from app.program import Program
from model.files.opening import open_document
from model.files.text_forms import format_submission
from tests.app.manual.boxes import wait_for, with_boxes
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.app.manual.texts import draft, put_caret, submission_of
from widgets.consolidation.copies_window import CopiesWindow
from widgets.dialogs.sending import SendingDialog
from widgets.dialogs.versions import VersionsDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def at_risk(language: str, open_program: Callable[..., Program], tmp_path: Path) -> str:
    """The message about a document whose journal cannot be written."""
    journals = tmp_path / "journals"
    journals.write_text("a file where the folder should be", encoding="utf-8")
    program = open_program(submission=submission_of())
    put_caret(program, "to stop")
    program.window.editor.edits.type_text("x")
    wait_for(lambda: program.open_submission.state == "at risk", "the journal that cannot be written")
    state = program.file_menu.save_state.whole()
    journals.unlink()
    program.window.hide()
    return state


def test_versions(follow: Follow, open_program: Callable[..., Program], at_risk: str, files: list[Path], tmp_path: Path) -> None:
    program = open_program(submission=submission_of())
    with follow("85-versions.md", program) as hand:
        hand.section("Saving, versions, recovery")
        path = tmp_path / f"a{hand.code('.amend')}"
        hand.section("The state in the status bar")
        assert at_risk == hand.row("⚠ Not saved – NOT recoverable: save now")
        states(hand, path, open_program)
        hand.section("After a crash")
        hand.section("Versions")
        versions(hand)
        hand.section("A file that came back")
        returned(hand, files, tmp_path)
        copies(hand, files, tmp_path)
        hand.section("A copy to send")
        copy_to_send(hand, files, tmp_path)
        hand.section("Files in two places")


def copy_to_send(hand: Driver, files: list[Path], folder: Path) -> None:
    path, kept = folder / "sent.amend", hand.program.session.submission
    assert hand.program.open_submission.persistence is not None
    assert hand.program.open_submission.persistence.project.versions

    def take(box: QWidget) -> None:
        assert isinstance(box, SendingDialog)
        assert box.boxes["versions"].isChecked()
        hand.press_keys("Enter")

    def leave(box: QWidget) -> None:
        assert isinstance(box, SendingDialog)
        hand.press_keys("Esc")

    files.append(path)
    hand.choose("File > Save a copy to send", take)
    assert not open_document(path).project.versions
    assert hand.program.session.submission is kept
    with_boxes(lambda: hand.press("Ctrl+Alt+Shift+S"), leave)


def states(hand: Driver, path: Path, open_program: Callable[..., Program]) -> None:
    program, shown = hand.program, hand.program.file_menu.save_state
    assert plain(shown.whole()) == plain(hand.row("○ No file yet"))
    put_caret(program, "to stop")
    hand.write(" soon")
    assert shown.whole() == hand.row("● Not saved – recoverable after a crash")
    assert program.open_submission._save(path)
    assert shown.whole() == hand.row("✓ Saved")
    assert open_document(path).submission == program.session.submission
    made: list[Program] = []

    def read_only(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        hand.click_called("&Read only")

    with_boxes(lambda: made.append(open_program(path)), read_only)
    assert made[0].file_menu.save_state.whole() == hand.row("▣ Read only")
    made[0].window.close()
    program.window.activateWindow()


def versions(hand: Driver) -> None:
    program = hand.program

    def name(box: QWidget) -> None:
        assert isinstance(box, QInputDialog)
        hand.press_keys("Ctrl+A")
        hand.write("Morning")
        hand.press_keys("Enter")

    hand.choose("File > Take a version", name)
    morning = program.session.submission
    put_caret(program, "to go on")
    hand.write(" for long")

    def go_back(box: QWidget) -> None:
        assert isinstance(box, VersionsDialog)
        assert plain(box.list.item(0).text()).startswith("Morning")
        hand.click("Go back to it", within=box)
        if box.isVisible():
            hand.press_keys("Esc")

    hand.choose("File > Versions", go_back)
    assert program.session.submission == morning
    assert program.open_submission.persistence.project.versions[0].name == "Morning"
    hand.press_keys("Ctrl+Z")
    assert "to go on for long;" in draft(program)


def returned(hand: Driver, files: list[Path], folder: Path) -> None:
    program = hand.program
    program.open_submission.show_unsaved(submission_of(), "Text")
    put_caret(program, "to stop")
    hand.write(" soon")
    text = format_submission(program.session.submission, "markup", "notation")
    (folder / "theirs.txt").write_text(text.replace(" soon", " later"), encoding="utf-8", newline="\n")
    files.append(folder / "theirs.txt")

    def read(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        assert "later" in box.text()
        hand.press_keys("Esc")

    hand.choose("File > Add a returned file as a version", read)
    assert program.open_submission.persistence.project.versions[-1].name == "theirs.txt"


def cells(window: CopiesWindow) -> list[list[str]]:
    lines = window.matrix.lines
    return [[plain(str(lines.index(row, column).data())) for column in range(1, 4)] for row in range(lines.rowCount())]


def copies(hand: Driver, files: list[Path], folder: Path) -> None:
    program = hand.program
    program.open_submission.show_unsaved(submission_of(), "Text")
    put_caret(program, "to stop")
    hand.write(" soon")
    text = format_submission(program.session.submission, "markup", "notation")
    for name, words, more in (("ana", " first", ""), ("ben", " second", "{++ all++}")):
        copied = text.replace(" soon", words).replace("to go on", f"to go on{more}")
        (folder / f"{name}.txt").write_text(copied, encoding="utf-8", newline="\n")
    files.extend([folder / "ana.txt", folder / "ben.txt"])
    hand.choose("File > Combine returned copies")
    wait_for(lambda: program.copies.window is not None and program.copies.window.isVisible(), "the copies")
    window = program.copies.window
    assert window is not None
    window.activateWindow()
    changed, inserted, deleted = hand.row("~ + −").split()
    collides, has = hand.row("⚠"), hand.row("✓")
    assert (inserted, deleted) == ("+", "−")
    free, colliding = cells(window)
    assert free[2].startswith(changed)
    assert colliding[1].startswith(collides)
    assert colliding[2].startswith(collides)
    window.matrix.setFocus()
    hand.press("F8")
    assert window.matrix.line() == 1
    hand.press("Shift+F8")
    assert window.matrix.line() == 1, "there is no other"
    hand.press_keys("Right", at=window.matrix)
    hand.press("Enter", at=window.matrix)
    wait_for(lambda: any(cell.startswith(has) for cell in cells(window)[1]), "what was taken")
    assert not any(" soon" in line for line in draft(program))
    hand.press("Ctrl+Shift+Enter")
    wait_for(lambda: "to go on all;" in draft(program), "what does not collide")
    hand.press("Ctrl+Z")
    wait_for(lambda: "to go on all;" not in draft(program), "what was before")
    window.close()
    assert QApplication.activeModalWidget() is None
