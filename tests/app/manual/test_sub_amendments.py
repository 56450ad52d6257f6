"""The page on another party's proposal, carried out: begun, read, decided, exported."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from app.program import Program
from app.window.action_ids import LAYERS_MENU, ActionId
from model.redline import Redline
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.builders.layers import THEIRS, amended
from tests.builders.submissions import SMALL, action_of, submission
from widgets.layers.three_texts import ThreeTextsDialog
from widgets.margin.cards import Card

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def their_text() -> Redline:
    return amended(SMALL, [action_of("type", 0.4, 0.5, 0, 0, stamp=THEIRS)])


def test_sub_amendments(follow: Follow, open_program: Callable[..., Program]) -> None:
    program = open_program(submission=submission(their_text()))
    with follow("49-sub-amendments.md", program) as hand:
        hand.section("Amend another party’s proposal")
        hand.section("Begin")
        hand.choose("File > Amend this proposal, keeping theirs")
        assert program.session.submission.proposals[0].theirs is not None
        assert program.layers.places.has_places
        hand.section("The three texts")
        read_texts(hand)
        hand.section("Change by change")
        change_by_change(hand)
        hand.section("Decide")
        decided(hand)
        hand.section("Export")


def read_texts(hand: Driver) -> None:
    shown: list[str] = []

    def look(box: QWidget) -> None:
        assert isinstance(box, ThreeTextsDialog)
        shown.extend(box.choice.itemText(row) for row in range(box.choice.count()))
        box.reject()

    hand.choose("Review > Proposal of another party > In force, theirs, ours", look)
    for english in (
        "The three texts, without marks", "The effect of ours on theirs", "All changes, each with its author",
        "Only ours, on the text in force",
    ):  # fmt: skip
        assert hand.row(english) in shown
    hand.program.window.editor.setFocus()
    hand.press("Ctrl+Alt+Shift+J", look)


def change_by_change(hand: Driver) -> None:
    """The buttons of the card of a change of theirs, and the same commands of the menu on its row."""
    program = hand.program
    before = program.session.submission
    title = hand.name("(theirs)")
    for button in ("Delete theirs", "Accept", "Reject"):
        card = their_card(program)
        assert title.strip("（）()") in program.cards.margin.words(card).title
        program.cards.open_card(card)
        made = program.cards.opening.widget
        assert made is not None
        words = hand.name(button)
        next(found for found in made.buttons if found.text() == words).click()
    assert program.session.submission != before
    for _ in range(3):
        program.actions[ActionId.UNDO].trigger()
    assert program.session.submission == before
    hand.passes("name", "Restore", why="what they inserted has no such button")
    for name in ("Accept", "Reject"):
        assert plain(program.actions[ActionId(name.lower())].text()).startswith(hand.name(name))
    assert hand.name("Review") in hand.words_of("&Review")
    hand.choose("View > Merge conflicts")
    program.window.editor.setFocus()


def their_card(program: Program) -> Card:
    program.window.list.amendments.follow()
    program.cards.follow()
    (card,) = (card for card in program.cards.margin.cards.all if card.amendments and card.amendments[0].theirs is not None)
    return card


def decided(hand: Driver) -> None:
    entries = {plain(hand.program.actions[id].text()): id for id in LAYERS_MENU if id is not None}
    before = hand.program.session.submission
    assert hand.name("Review > Proposal of another party")
    hand.program.window.editor.edits.type_text("new ")
    for english, theirs in (
        ("Accept their proposal", False), ("Reject their proposal", False), ("Accept our changes to it", True),
        ("Reject our changes to it", True), ("Make one proposal on the text in force", False),
    ):  # fmt: skip
        hand.program.actions[entries[hand.row(english)]].trigger()
        assert (hand.program.session.submission.proposals[0].theirs is not None) is theirs, english
        hand.program.actions[ActionId.UNDO].trigger()
    hand.program.actions[ActionId.UNDO].trigger()
    assert hand.program.session.submission == before
