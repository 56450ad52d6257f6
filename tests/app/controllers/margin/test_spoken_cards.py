"""The cards as a screen reader meets them: a list with an item for each card, its words, place and state."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from app.program import Program
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline
from widgets.common import accessible_rows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Name, Description, Role = QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Role
TEXT = """\
    *considering*
    a)\tthat one {--old--}{++new++} word is here;
    b)\tthat {++two++},
"""


@pytest.fixture
def given() -> Submission:
    return Submission(proposals=(Proposal("MOD", "A/1/1", redline(TEXT)),), language="en")


@pytest.fixture
def cards(active: Program) -> Iterator[QAccessibleInterface]:
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    active.window.panels.open("cards")
    active.window.list.amendments.follow()
    active.cards.follow()
    active.cards.margin.setFocus()
    yield QAccessible.queryAccessibleInterface(active.cards.margin)
    QAccessible.setActive(was)


def test_the_cards_are_a_list_with_items(active: Program, cards: QAccessibleInterface) -> None:
    assert (cards.role(), cards.text(Name)) == (Role.List, "Cards beside the text")
    items = [cards.child(row) for row in range(active.cards.margin.row_count())]
    assert [item.role() for item in items] == [Role.ListItem, Role.ListItem]
    assert items[0].text(Name).startswith("Replacement")
    assert "old → new" in items[0].text(Name)
    assert items[0].text(Description) == "considering a), 1 of 2, Enter opens it"
    assert [item.parent().object() for item in items] == [active.cards.margin] * 2
    assert [cards.indexOfChild(item) for item in items] == [0, 1]
    assert items[0].rect().isValid()
    assert cards.child(99) is None


def test_the_current_card_is_the_focused_item_and_is_told(
    active: Program, cards: QAccessibleInterface, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[QAccessible.Event, str]] = []

    class Heard:
        def __getattr__(self, name: str) -> object:
            return getattr(QAccessible, name)

        def updateAccessibility(self, event: object) -> None:
            sent.append((event.type(), event.accessibleInterface().text(Description)))  # type: ignore[attr-defined]

    monkeypatch.setattr(accessible_rows, "QAccessible", Heard())
    margin = active.cards.margin
    QTest.keyClick(margin, Qt.Key.Key_Home)
    QTest.keyClick(margin, Qt.Key.Key_Down)
    assert sent[-1] == (QAccessible.Event.Focus, "considering b), 2 of 2, Enter opens it")
    assert [bool(cards.child(row).state().focused) for row in (0, 1)] == [False, True]
    assert cards.focusChild().text(Name) == cards.child(1).text(Name)
    sent.clear()
    QAccessible.setActive(False)
    QTest.keyClick(margin, Qt.Key.Key_Up)
    assert sent == []


def test_an_item_of_a_card_that_is_gone_says_so(active: Program, cards: QAccessibleInterface) -> None:
    last = cards.child(1)
    active.clause_commands.accept(active.window.list.amendments.rows[:1])
    active.window.list.amendments.follow()
    active.cards.follow()
    assert active.cards.margin.row_count() == 1
    assert last.state().invalid
    assert last.text(Name) == ""


def test_painted_parts_say_what_they_are(active: Program, cards: QAccessibleInterface) -> None:
    marks = QAccessible.queryAccessibleInterface(active.cards.frame.marks)
    assert marks.role() == Role.Graphic
    assert marks.text(Name)
