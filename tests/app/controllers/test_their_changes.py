"""Another party's changes in the window: their cards and rows, and what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.program import Program
from app.window.action_ids import ActionId
from model.redline import Status
from model.submission.resolved import in_view
from model.submission.values import Submission
from tests.builders.layers import THEIRS, amended
from tests.builders.submissions import SMALL, action_of, submission
from widgets.margin.cards import Card
from widgets.printing.choice import PrintChoice, PrintChoiceDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
INSERTED, DELETED = "Delete theirs", "Restore"


@pytest.fixture
def given() -> Submission:
    text = amended(
        SMALL, [action_of("type", 0.4, 0.5, 1, 0, stamp=THEIRS), action_of("delete", 0.1, 0.2, 0.3, 0.4, stamp=THEIRS)]
    )
    return submission(text)


@pytest.fixture
def layered(program: Program) -> Program:
    """A window in which theirs is amended, and ours is one word at the start."""
    program.window.resize(1366, 740)
    program.session.author = "ATU"
    program.actions[ActionId.AMEND_PROPOSAL].trigger()
    program.window.editor.edits.type_text("new ")
    follow(program)
    return program


def follow(program: Program) -> None:
    program.window.list.amendments.follow()
    program.cards.follow()


def their_cards(program: Program) -> Sequence[Card]:
    return [card for card in program.cards.margin.cards.all if card.amendments and card.amendments[0].theirs is not None]


def card_with(program: Program, kind: str) -> Card:
    return next(card for card in their_cards(program) if card.amendments[0].kind == kind)


def act(program: Program, card: Card, text: str) -> None:
    program.cards.open_card(card)
    made = program.cards.opening.widget
    assert made is not None
    next(button for button in made.buttons if button.text() == text).click()
    follow(program)


def drafts(program: Program) -> tuple[str, str]:
    proposal = program.session.submission.proposals[0]
    assert proposal.theirs is not None
    texts = (proposal.theirs, proposal.redline)
    first, second = ("\n".join(clause.text for clause in in_view(text, "draft").clauses) for text in texts)
    return first, second


def test_their_changes_have_cards_with_their_name(layered: Program) -> None:
    cards = their_cards(layered)
    assert len(cards) >= 2
    for card in cards:
        words = layered.cards.margin.words(card)
        assert "(theirs)" in words.title
        assert "EUR" in words.who
    upper = [card for card in layered.cards.margin.cards.all if card.amendments and card not in cards]
    assert [layered.cards.margin.words(card).title for card in upper] == ["Insertion"]


def test_cards_of_theirs_alone_are_shown_if_there_are_any(layered: Program) -> None:
    layered.actions[ActionId.CARDS_THEIRS].trigger()
    follow(layered)
    shown = layered.cards.margin.cards.all
    assert shown
    assert list(shown) == their_cards(layered)
    layered.actions[ActionId.UNDO].trigger()
    layered.actions[ActionId.UNDO].trigger()
    follow(layered)
    assert layered.cards.mode == "all"


def test_the_table_lists_both_and_is_narrowed_to_theirs(layered: Program) -> None:
    panel, model = layered.window.review, layered.window.list.amendments
    kinds = {model.data(model.index(row, 1)) for row in range(model.rowCount())}
    assert any("(theirs)" in str(kind) for kind in kinds)
    assert "+ insertion" in kinds
    assert not panel.layers.isHidden()
    panel.layers.setCurrentIndex(panel.layers.findData("theirs"))
    panel.layers.activated.emit(panel.layers.currentIndex())
    assert model.decidable
    assert all(row.theirs is not None for row in model.decidable)
    panel.layers.setCurrentIndex(panel.layers.findData("upper"))
    panel.layers.activated.emit(panel.layers.currentIndex())
    assert [row.theirs for row in model.decidable] == [None]
    layered.actions[ActionId.UNDO].trigger()
    layered.actions[ActionId.UNDO].trigger()
    model.follow()
    assert panel.layers.isHidden()


def test_what_they_inserted_is_deleted_upon_theirs(layered: Program) -> None:
    before, _ = drafts(layered)
    card = card_with(layered, "insertion")
    words = card.amendments[0].new
    act(layered, card, INSERTED)
    theirs, upper = drafts(layered)
    assert theirs == before
    assert theirs.count(words) == upper.count(words) + 1
    deleted = [
        run for clause in layered.session.submission.proposals[0].redline.clauses for run in clause.runs
        if run.status is Status.DELETED
    ]  # fmt: skip
    assert [run.stamp.author for run in deleted] == ["ATU"]
    layered.actions[ActionId.UNDO].trigger()
    assert drafts(layered)[1].count(words) == theirs.count(words)


def test_what_they_deleted_is_restored_upon_theirs(layered: Program) -> None:
    before, _ = drafts(layered)
    card = next(card for card in their_cards(layered) if card.amendments[0].kind != "insertion")
    act(layered, card, DELETED)
    theirs, upper = drafts(layered)
    assert theirs == before
    assert len(upper) > len(theirs)


def test_a_change_of_theirs_is_rejected_by_its_card_and_by_the_menu(layered: Program) -> None:
    words = card_with(layered, "insertion").amendments[0].new
    before, _ = drafts(layered)
    act(layered, card_with(layered, "insertion"), "Reject")
    theirs, upper = drafts(layered)
    assert theirs.count(words) == before.count(words) - 1
    assert upper.count(words) == theirs.count(words)
    layered.actions[ActionId.UNDO].trigger()
    follow(layered)
    assert drafts(layered)[0] == before
    layered.window.list.show_amendment(card_with(layered, "insertion").amendments[0])
    layered.review.reject(layered.window.list.selected())
    assert drafts(layered)[0] == theirs


def test_accepting_takes_back_what_ours_changes_of_it(layered: Program) -> None:
    before = drafts(layered)
    act(layered, card_with(layered, "insertion"), INSERTED)
    assert drafts(layered) != before
    act(layered, card_with(layered, "insertion"), "Accept")
    assert drafts(layered) == before


def test_rejecting_where_ours_writes_names_a_conflict(layered: Program) -> None:
    card = card_with(layered, "insertion")
    editor = layered.window.editor
    editor.caret.select(card.selection)
    editor.edits.type_text("our own words")
    follow(layered)
    act(layered, card_with(layered, "insertion"), "Reject")
    assert "our own words" in drafts(layered)[1]
    assert layered.session.submission.proposals[0].conflicts
    assert "View › Merge conflicts" in layered.window.statusBar().currentMessage()


def test_a_position_on_a_change_of_theirs(layered: Program) -> None:
    from model.edits.positions import anchors_of_amendments

    for card in their_cards(layered):
        anchors = anchors_of_amendments(layered.session.submission, 1, card.amendments)
        assert anchors[0].clause == card.clause


def test_both_layers_are_printed_as_chosen(layered: Program) -> None:
    def lines(choice: PrintChoice) -> list[str]:
        return [line.text for line in layered.printing._printout(choice).lines()]

    both = lines(PrintChoice())
    assert "[EUR]" in both[0]
    assert any("[EUR]" in line for line in both[1:])
    assert not any("[EUR]" in line for line in lines(PrintChoice(layers="ours")) + lines(PrintChoice(layers="joined")))
    shown = PrintChoiceDialog("Print", "Print", PrintChoice(layers="joined"), layered.window, layered=True)
    assert shown.choice.layers == "joined"
    assert shown.layers.isVisibleTo(shown)
    alone = PrintChoiceDialog("Print", "Print", PrintChoice(), layered.window)
    assert not alone.layers.isVisibleTo(alone)
