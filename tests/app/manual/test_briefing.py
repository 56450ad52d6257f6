"""The pages on views for a briefing and on what follows a decision, carried out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QCheckBox, QTreeWidget, QWidget

from app.controllers.printing import PrintingController
from app.program import Program
from model.edits.adoption.adopt import NOT_ADOPTED
from model.formats.page.blocks import Printout
from model.lexicon.words import printed_words
from model.submission.amendments import amendments
from model.submission.values import Header
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.builders.notation import texts_of
from tests.builders.submissions import SMALL, submission
from tests.model.formats.page.test_briefing import confidential
from widgets.briefing.choice import ExcerptDialog
from widgets.common.translation import say
from widgets.dialogs.adoption import AdoptionDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
DRAFT = SMALL.replace("short", "{--short--}{++brief++}").replace("to stop", "to {--stop--}{++rest++}")


def test_briefing(follow: Follow, open_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = open_program(submission=confidential())
    with follow("83-briefing.md", program) as hand:
        hand.section("Views for a briefing")
        hand.section("An excerpt")
        excerpts(hand, tmp_path, monkeypatch)
        hand.section("On the screen of the room")
        on_screen(hand)


def excerpts(hand: Driver, folder: Path, patches: pytest.MonkeyPatch) -> None:
    shown: list[Printout] = []
    path = folder / "excerpt.html"
    patches.setattr(PrintingController, "preview", lambda self, find, over, *, name: shown.append(find()))
    patches.setattr("app.controllers.briefing.controller.ask_where_to_save", lambda *_: path)

    def use(box: QWidget) -> None:
        assert isinstance(box, ExcerptDialog)
        for english in ("Form", "Only amended clauses", "Clauses of context on each side", "Amendments", "Line numbers"):
            hand.sees_words(hand.row(english), box)
        hand.click("Preview", within=box)
        hand.click("Save", within=box)

    hand.choose("Tools > Excerpt for a briefing", use)
    assert len(shown) == 1
    assert "secret" not in path.read_text(encoding="utf-8")

    def use_confidential(box: QWidget) -> None:
        assert isinstance(box, ExcerptDialog)
        assert not box.confidential.isChecked()
        box.confidential.setChecked(True)
        box.accept()

    hand.press("Ctrl+Alt+Shift+H", use_confidential)
    text = path.read_text(encoding="utf-8")
    assert printed_words("en")["Our position"] in text
    assert hand.name("Our position") == printed_words(hand.language)["Our position"]


def on_screen(hand: Driver) -> None:
    program = hand.program
    program.window.editor.setFocus()
    hand.choose("Tools > Projection mode")
    assert program.briefing.screen is not None
    program.briefing.screen.close()
    program.window.editor.setFocus()
    hand.press("Shift+F5")
    screen = program.briefing.screen
    assert screen is not None
    hand.press("Down", at=screen)
    assert screen.number == 1
    hand.press("Up", at=screen)
    assert screen.number == 0
    assert hand.row("+ and −")
    hand.press_keys("Space", at=screen)
    assert screen.number == 1
    for english in ("D", "A"):
        assert hand.row(english) == english
        before = screen.place.text(), screen._dark
        hand.press_keys(english, at=screen)
        assert (screen.place.text(), screen._dark) != before
    hand.press("Esc", at=screen)
    assert program.briefing.screen is None


def test_decision(follow: Follow, open_program: Callable[..., Program]) -> None:
    value = submission(DRAFT)
    proposal = replace(value.proposals[0], symbol="MOD", number="ATU/1")
    program = open_program(submission=replace(value, header=Header(conference="WTSA-24"), proposals=(proposal,)))
    with follow("87-decision.md", program) as hand:
        hand.section("After the decision")
        hand.section("Say what was adopted")
        decided(hand)
        hand.passes("code", "25.5 (SUP - WRC-27)", why="tests/model/edits/adoption/test_struck_numbers.py adopts such texts")
        hand.section("What remains")
        assert hand.name("File > Versions")
        versions = program.open_submission.persistence.project.versions
        assert [say(version.title) for version in versions][1] == say(NOT_ADOPTED) == hand.name("Not adopted")


def decided(hand: Driver) -> None:
    program = hand.program

    def look(box: QWidget) -> None:
        assert isinstance(box, AdoptionDialog)
        hand.sees("As in a returned file", within=box)
        hand.sees_words(hand.row("Adopted by"), box)
        names = [plain(found.text()) for found in box.findChildren(QCheckBox)]
        assert hand.row("Put the adopted text into the library") in names
        box.reject()

    hand.choose("Review > After the decision", look)

    def use(box: QWidget) -> None:
        assert isinstance(box, AdoptionDialog)
        tree = box.findChild(QTreeWidget)
        assert tree is not None
        top = tree.topLevelItem(1)
        top.setCheckState(0, top.checkState(0).Unchecked)
        box.library.setChecked(False)
        hand.click("Show the result", within=box)

    def confirm(box: QWidget) -> None:
        hand.press_keys("Enter", at=QApplication.focusWidget() or box)

    hand.press("Ctrl+Alt+Shift+F", use, confirm)
    text = program.session.submission.proposals[0].redline
    assert not amendments(text)
    assert "that texts are brief;" in texts_of(text, "base")
    assert texts_of(text, "base")[-1] == "to stop."
