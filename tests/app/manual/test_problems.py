"""The page on problems, carried out: the list and its signs, what is repaired, ignored and shown again, terms."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.cli.main import main
from app.program import Program
from tests.app.cli.test_check_library import ASKED as LIBRARY_RULES
from tests.app.cli.test_check_library import DRAFT, HELD
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.app.manual.seen import read_out
from tests.app.manual.texts import draft, put_caret
from tests.model.preflight.test_rules import items, written
from widgets.dialogs.small_dialogs import RemarkDialog
from widgets.dialogs.terms import TermsDialog
from widgets.problems.panel import ProblemPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
FAULTY = written(items("that  one  “is (there"), Document="", number="ATU/XXA18/1", Title="")
"""A text with an error, warnings, and two spaces that can be repaired."""


def test_problems(
    follow: Follow, open_program: Callable[..., Program], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = open_program(submission=FAULTY)
    with follow("65-problems.md", program) as hand:
        hand.section("Problems")
        listed(hand)
        hand.section("What can be done")
        done(hand)
        hand.section("Before an export")
        put_caret(program, "to report")
        hand.choose("Tools > Check everything now")
        finish(hand)
        program.window.editor.setFocus()
        hand.press("Ctrl+F7")
        finish(hand)
        hand.section("With a library")
        with_library(hand, tmp_path, capsys)
        hand.section("In treaty texts")
        in_treaty_texts(tmp_path, capsys)
        hand.section("Your terms")
        terms(hand, tmp_path / "config")


def finish(hand: Driver) -> None:
    """Waits for the check."""
    problems = hand.program.problems
    assert problems.live_preflight.finish()
    wait_for(lambda: problems.panel is not None and not problems.live_preflight.stale, "the check")


def panel_of(hand: Driver) -> ProblemPanel:
    panel = hand.program.problems.panel
    assert panel is not None
    return panel


def rules(hand: Driver) -> list[str]:
    return [finding.rule for finding in panel_of(hand).problems.rows]


def choose(hand: Driver, rule: str) -> None:
    """Chooses the first problem of a rule."""
    panel_of(hand).table.setFocus()
    panel_of(hand).table.choose(rules(hand).index(rule))


def listed(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    hand.choose("View > Problems")
    panel = panel_of(hand)
    assert panel.isVisible()
    finish(hand)
    program.window.panels.close("problems")
    editor.setFocus()
    hand.press("Ctrl+Alt+B")
    assert panel.isVisible()
    put_caret(program, "that", 0)
    hand.press("F4")
    first = panel.table.current()
    hand.press_keys("F4")
    assert panel.table.current() is not first
    hand.press("Shift+F4")
    assert panel.table.current() is first
    program.window.panels.open("problems")  # a problem of a field has shown the form
    texts = {plain(text) for text in read_out(panel.table)}
    for row in ("✗ Error", "! Warning", "· Advice"):
        words = hand.row(row)
        assert words in texts, f"{words} is not in the list: {texts}"
    choose(hand, "quotes")
    assert editor.textCursor().selectedText() == "“"
    assert panel.details.toPlainText()
    hand.press("Enter")
    assert editor.hasFocus()
    choose(hand, "header-missing")
    hand.press_keys("Enter")
    assert program.window.panels.in_front("submission")
    program.window.panels.close("submission")


def done(hand: Driver) -> None:
    program, panel = hand.program, panel_of(hand)
    program.window.panels.open("problems")
    choose(hand, "spaces")
    hand.reads("Offered", within=panel)
    assert rules(hand).count("spaces") == 2
    hand.click_row("Repair", within=panel)
    finish(hand)
    assert rules(hand).count("spaces") == 1
    program.session.stack.undo()
    finish(hand)
    choose(hand, "spaces")
    menu = menu_of(hand)
    hand.choose_entry(menu, hand.row("Repair all of this kind"))
    finish(hand)
    assert rules(hand).count("spaces") == 0
    assert program.session.stack.count() == 1
    hand.takes_back()
    finish(hand)
    assert rules(hand).count("spaces") == 2

    def give(box: QWidget) -> None:
        assert isinstance(box, RemarkDialog)
        hand.write("It is meant so.")
        hand.press_keys("Ctrl+Enter")

    choose(hand, "quotes")
    hand.choose_entry(menu_of(hand, used=True), hand.row("Ignore here"), give)
    finish(hand)
    assert "quotes" not in rules(hand)
    assert [finding.reason for finding in program.session.submission.ignored.values()] == ["It is meant so."]
    hand.click("Show ignored ones", within=panel)
    assert "quotes" in rules(hand)
    choose(hand, "quotes")
    hand.click_row("Show again", within=panel)
    assert not program.session.submission.ignored


def menu_of(hand: Driver, *, used: bool = False) -> QMenu:
    """The menu of the list, opened with its keys."""
    panel_of(hand).table.setFocus()
    if used:
        hand.press_keys("Shift+F10")
    else:
        hand.press("Shift+F10")
    wait_for(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu of the list")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def with_library(hand: Driver, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the check sees in each library; that it is seen in the window too, and what is offered there, is looked at in the
    tests of its rules."""
    (folder / "held.txt").write_text(HELD, encoding="utf-8", newline="\n")
    (folder / "draft.txt").write_text(DRAFT, encoding="utf-8", newline="\n")

    def found(*more: str) -> set[str]:
        capsys.readouterr()
        main([*check, str(folder / "draft.txt"), "--format", "json", *more])
        return LIBRARY_RULES & {load["rule"] for load in json.loads(capsys.readouterr().out)["findings"]}

    check = hand.code("clausewright check").split()[1:]
    other = hand.code("--library FOLDER").replace("FOLDER", str(folder / "other")).split()
    main(["library", "add", str(folder / "held.txt"), *other])
    assert not found(), "there is no library of one's own yet"
    assert found(*other) == LIBRARY_RULES
    main(["library", "add", str(folder / "held.txt")])
    assert found() == LIBRARY_RULES
    assert not found(hand.code("--no-library"))


def in_treaty_texts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """That the check looks at margin numbers; each case of the list is in the tests of its rule."""
    rows = "".join(f"provision\t9.{number}\t\tThe Bureau shall act.\n" for number in (2, 1, 1))
    (folder / "treaty.tsv").write_text(f"kind\tnumber\tlabel\ttext\n{rows}", encoding="utf-8", newline="\n")
    capsys.readouterr()
    main(["check", str(folder / "treaty.tsv"), "--format", "json"])
    assert "margin-number" in {found["rule"] for found in json.loads(capsys.readouterr().out)["findings"]}


def terms(hand: Driver, config: Path) -> None:
    def fill(box: QWidget) -> None:
        assert isinstance(box, TermsDialog)
        box.table.item(0, 0).setText("there")
        box.table.item(0, 1).setText("here")
        box.accept()

    hand.choose("Tools > Your terms", fill)
    file = config / hand.code("terms.tsv")
    assert "there\there" in file.read_text(encoding="utf-8")
    finish(hand)
    wait_for(lambda: any("term" in rule for rule in rules(hand)), "the outdated term")
    assert any("there" in text for text in draft(hand.program))
