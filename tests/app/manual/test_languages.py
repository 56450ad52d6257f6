"""The page on two language versions, carried out: pairs, signs, what is carried over and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.program import Program
from model.edits.clause_properties import set_label
from model.files.project_file import save_project
from model.formats.amend import Project
from model.formats.notation import parse_submission
from model.redline import Stamp
from model.submission.story import StoryId
from model.submission.transactions import apply
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.app.manual.texts import clause_with, draft, put_caret
from tests.model.preflight.test_not_carried import moved
from tests.model.submission.test_language_versions import ARABIC, CALLED, ENGLISH, INSERTED, STRUCK, of, text_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
STAMP = Stamp("Delegate", "2024-09-13T10:00:00Z")
CHANGED = ENGLISH.replace("two:", "{~~two~>2~~}:")


def test_languages(follow: Follow, open_program: Callable[..., Program], files: list[Path], tmp_path: Path) -> None:
    program = open_program(submission=parse_submission(ARABIC, language="ar"))
    with follow("42-languages.md", program) as hand:
        hand.section("Two language versions")
        opened(hand, files, tmp_path)
        beside(hand)
        signs(hand, tmp_path)
        carried(hand, tmp_path)


def states(hand: Driver) -> list[str]:
    """What the column between the clauses says."""
    pairs = hand.program.language_versions.panel.pairs
    return [plain(str(text)) for row in range(pairs.rowCount()) if (text := pairs.index(row, 1).data())]


def opened(hand: Driver, files: list[Path], folder: Path) -> None:
    program = hand.program
    hand.choose("View > Other language version")
    panel = program.language_versions.panel
    assert panel.isVisible()
    program.window.panels.close("parallel")
    program.window.editor.setFocus()
    hand.press("Ctrl+Alt+G")
    assert panel.isVisible()
    path = folder / f"other{hand.code('.amend')}"
    save_project(Project(of(INSERTED, "en")), path)
    files.append(path)
    hand.click("Open the other version", within=panel)
    assert len(states(hand)) == 1


def beside(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    hand.choose("View > Other language beside the text")
    pane = program.split_view.pane
    assert pane.isVisible()
    assert "three;" in pane.text.toPlainText()
    put_caret(program, "واحد", 0)
    pane.text.setFocus()
    cursor = pane.text.document().find("to report")
    cursor.setPosition(cursor.selectionStart())
    pane.text.setTextCursor(cursor)
    hand.press_keys("Enter")
    wait_for(lambda: editor.caret.clause() is clause_with(program, "الإبلاغ"), "the paragraph that goes with it")
    hand.press_keys("Esc")
    hand.press("Ctrl+Alt+Shift+T")
    assert not pane.isVisible()


def other(hand: Driver, folder: Path, text: str, translation: str, language: str = "ar") -> list[str]:
    """Puts two versions beside each other; gives the sentence about their amendments."""
    hand.program.open_submission.show_unsaved(parse_submission(text, language=language), "Text")
    path = folder / "other.txt"
    path.write_text(translation, encoding="utf-8", newline="\n")
    hand.program.language_versions.open(path)
    return states(hand)


def signs(hand: Driver, folder: Path) -> None:
    program = hand.program
    left_row, right_row, both = hand.row("◀"), hand.row("▶"), hand.row("✓")
    for sign, text in (("+", INSERTED), ("−", STRUCK), ("~", CHANGED)):
        shown = other(hand, folder, ARABIC, text)
        assert {row.split()[0] for row in shown} == {left_row}
        assert hand.code(sign) in shown[0]
    assert {row.split()[0] for row in other(hand, folder, CHANGED, ARABIC, "en")} == {right_row}
    assert {row.split()[0] for row in other(hand, folder, CHANGED, CHANGED, "en")} == {both}
    unlike = ENGLISH.replace("a)\tone;", "{--a)\tone;--}{--¶--}").replace("b)\ttwo", "{~~b~>a~~})\ttwo")
    shown = other(hand, folder, ENGLISH.replace("one;", "{~~one~>1~~};"), unlike, "en")
    assert hand.row("≠") in {row.split()[0] for row in shown}
    shifted = moved(of(ENGLISH, "en"))
    first = next(clause.id for clause in text_of(shifted).clauses if clause.text == "to act;")
    shifted = apply(shifted, set_label(shifted, StoryId(1), first, "1bis", STAMP, lock=True))
    program.open_submission.show_unsaved(parse_submission(ARABIC, language="ar"), "Text")
    save_project(Project(shifted), folder / "moved.amend")
    program.language_versions.open(folder / "moved.amend")
    shown = " ".join(states(hand))
    assert hand.code("⇄") in shown
    assert hand.code("№") in shown
    for sign, keys in (("⇥", "Alt+Shift+Right"), ("¶", "")):
        program.open_submission.show_unsaved(parse_submission(ENGLISH, language="en"), "Text")
        (folder / "arabic.txt").write_text(ARABIC, encoding="utf-8", newline="\n")
        program.language_versions.open(folder / "arabic.txt")
        put_caret(program, "to report.")
        if keys:
            hand.press_keys(keys)
        else:
            program.actions["make heading"].trigger()
        program.language_versions.follow()
        assert hand.code(sign) in " ".join(states(hand)), states(hand)


def carried(hand: Driver, folder: Path) -> None:
    program, panel = hand.program, hand.program.language_versions.panel
    other(hand, folder, ARABIC, CHANGED + "*invites*\n{++1\tto wait.++}{++¶++}\n")
    rows = panel.pairs.rowCount()
    hand.click("Only what is not carried over", within=panel)
    assert panel.pairs.rowCount() < rows
    panel.only.setChecked(False)
    assert panel.words.isChecked()
    other(hand, folder, ARABIC, INSERTED)
    before = program.session.submission
    row = next(row for row in range(panel.pairs.rowCount()) if panel.pairs.index(row, 1).data())
    panel.view.setCurrentIndex(panel.pairs.index(row, 0))
    hand.click("Carry over here", within=panel)
    assert "to wait;" in draft(program)
    hand.press_keys("Ctrl+Z")
    assert program.session.submission.proposals == before.proposals
    other(hand, folder, ARABIC, CALLED)
    hand.click("Carry over all", within=panel)
    assert all(state.startswith("✓") for state in states(hand))
    assert program.session.stack.count() == 1
    other(hand, folder, ARABIC, INSERTED)
    hand.click("With the words of the other version, to be translated", within=panel)
    hand.press_button(hand.same("Carry over all"), within=panel)
    assert "to wait;" not in draft(program)
    assert "" in draft(program)
