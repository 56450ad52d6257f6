"""The page on comparing, carried out: the window, its rows and keys, what is taken into the draft, stopped and written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.controllers.comparison import comparison
from app.program import Program
from model.files.opening import open_document
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.texts import draft, put_caret, submission_of
from widgets.comparison.row_painter import SIGNS
from widgets.comparison.window import ComparisonWindow
from widgets.dialogs.versions import VersionsDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TEXT = """\
*considering*
a)\tthat small islands need help from their neighbours;
b)\tthat telecommunications evolve {--quickly--}{++slowly++} in every region;
{++c)\tthat nothing of this was ever said;++}{++¶++}
{~~c~>d~~})\tthat the Council adopted a plan for continuity of services,
*resolves*
1\tto go on with the studies of all that is known;
2\tto report to the Council every year;
{--3\tto rest;--}{--¶--}
{~~4~>3~~}\tto end.
"""


def test_comparing(
    follow: Follow, open_program: Callable[..., Program], files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program(submission=submission_of(TEXT))
    with follow("46-comparing.md", program) as hand:
        hand.section("Comparing two texts")
        opened(hand)
        hand.section("What is shown")
        shown(hand)
        hand.section("Going through it")
        gone_through(hand)
        hand.section("Taking it into the draft")
        taken(hand)
        hand.section("On paper and in files")
        written(hand, files, tmp_path, monkeypatch)


def settled(hand: Driver) -> ComparisonWindow:
    """The window when its comparison is that of the draft as it stands."""
    compared = hand.program.comparison
    wait_for(lambda: compared._compared is not None and compared._is_fresh(), "the comparison")
    window = compared.window
    assert window is not None
    wait_for(window.isVisible, "the window of the comparison")
    return window


def opened(hand: Driver) -> None:
    program = hand.program
    hand.choose("Tools > Compare with")
    window = settled(hand)
    assert window.first.count() > 1
    window.close()
    program.window.activateWindow()
    program.window.editor.setFocus()
    hand.press("Ctrl+Alt+D")
    settled(hand).close()
    program.file_menu.versions.take_version("yesterday")
    put_caret(program, "to end", 0)
    hand.write("not ")

    def compare(box: QWidget) -> None:
        assert isinstance(box, VersionsDialog)
        hand.click("Compare with the draft")
        if box.isVisible():
            hand.press_keys("Esc")

    hand.choose("File > Versions", compare)
    window = settled(hand)
    wait_for(lambda: "yesterday" in window.names[0], "the version")
    wait_for(lambda: [change.amendment.new for change in window.changes.differences if change.sort == "text"] == ["not "], "it")
    window.close()
    program.session.stack.undo()
    program.window.activateWindow()


def shown(hand: Driver) -> None:
    program = hand.program
    put_caret(program, "to report")
    hand.press_keys("Alt+Shift+Up")
    hand.press_keys("Ctrl+Alt+D")
    window = settled(hand)
    aligned = window.view.aligned
    assert aligned is not None
    signs = {SIGNS[row.state] for row in aligned.rows}
    named = hand.row("~").split() + hand.row("+ −").split() + hand.row("⇄").split() + hand.row("#").split()
    assert signs == {"", *named}


def gone_through(hand: Driver) -> None:
    window = settled(hand)
    view = window.view
    view.setFocus()
    assert view.aligned is not None
    hand.press("F8")
    first = window.list.currentIndex().row()
    hand.press_keys("F8")
    assert window.list.currentIndex().row() == first + 1
    hand.press("Shift+F8")
    assert window.list.currentIndex().row() == first
    hand.press("End")
    last = view.current
    assert last > 3
    hand.press("Home")
    assert view.current == 0
    hand.press("PgDown")
    assert view.current > 0
    hand.press("PgUp")
    assert view.current == 0
    hand.press("Down")
    assert view.current > 0
    hand.press("Up")
    assert view.current == 0
    moved = next(iter(view.aligned.partners))
    view.go_to(moved)
    hand.press("Enter")
    assert view.current == view.aligned.partners[moved]
    hand.press("Ctrl+2")
    assert window.one_column.isChecked()
    hand.press("Ctrl+1")
    assert window.side_by_side.isChecked()
    folds = window.fold.isChecked()
    hand.press("Ctrl+Shift+F")
    assert window.fold.isChecked() is not folds
    names = window.names
    hand.press("Ctrl+Shift+X")
    wait_for(lambda: window.names == names[::-1], "the texts the other way round")
    hand.press_keys("Ctrl+Shift+X")
    wait_for(lambda: window.names == names, "the texts as before")
    settled(hand)
    hand.press("Ctrl+C")
    assert QApplication.clipboard().text()
    hand.press("F5")
    settled(hand)
    view_menu, labels = hand.name("View"), "Changes of &labels"
    count = len(window.changes.differences)
    hand.choose_called(hand.open_menu(view_menu), labels)
    assert len(window.changes.differences) < count
    hand.choose_called(hand.open_menu(view_menu), labels)
    assert len(window.changes.differences) == count
    hand.press("Esc")
    assert not window.isVisible()


def taken(hand: Driver) -> None:
    program = hand.program
    program.open_submission.show_unsaved(submission_of(TEXT), "Text")
    program.window.activateWindow()
    program.window.editor.setFocus()
    hand.press_keys("Ctrl+Alt+D")
    window = settled(hand)
    window.view.setFocus()
    before = program.session.submission
    hand.press("Ctrl+Enter")
    assert "that telecommunications evolve quickly in every region;" in draft(program)
    window = settled(hand)
    hand.press("Ctrl+Z")
    assert program.session.submission == before
    settled(hand)
    wait_for(lambda: len(window.changes.differences) == 5, "what was taken back")
    window.view.go_to(next(change.row for change in window.changes.differences if change.amendment.kind == "insertion"))
    hand.press("Ctrl+Shift+Enter")
    assert "that nothing of this was ever said;" not in draft(program)


def written(hand: Driver, files: list[Path], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, window = hand.program, settled(hand)
    words = hand.name("Comparison")
    for suffix in (".docx", ".html", ".txt"):
        files.append(folder / f"out{suffix}")
        hand.choose_called(hand.open_menu(words), "&Export …")
        wait_for((folder / f"out{suffix}").exists, suffix)
    read = open_document(folder / "out.docx").submission.proposals[0].redline
    assert [clause.text for clause in read.draft().clauses] == draft(program)
    go_on, ended = threading.Event(), threading.Event()
    made = comparison.compare_texts

    def slow(*given: object) -> Callable[[object], object]:
        work = made(*given)

        def run(report: object) -> object:
            go_on.wait(20)
            found = work(report)
            ended.set()
            return found

        return run

    monkeypatch.setattr(comparison, "compare_texts", slow)
    before = window.view.aligned
    hand.press_keys("Ctrl+Shift+X")
    wait_for(window.stop.isVisible, "the button that stops")
    hand.click("Stop", within=window)
    go_on.set()
    wait_for(ended.is_set, "the end of the work")
    assert window.view.aligned is before
    window.close()
