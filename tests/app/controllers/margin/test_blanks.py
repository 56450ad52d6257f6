"""The blanks of an unfinished text share a card, so that they do not hide the other cards."""

from __future__ import annotations

import pytest

from app.program import Program
from model.formats.notation import parse
from model.submission.values import Proposal, Submission
from widgets.margin.cards import Card

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def problem_cards(program: Program) -> list[Card]:
    assert program.problems.live_preflight.finish()
    program.cards.follow()
    return [card for card in program.cards.margin.cards.all if card.kind == "problem"]


def open_with(open_program, text: str) -> Program:
    program = open_program(submission=Submission(proposals=(Proposal("MOD", "1", parse(text)),)))
    program.window.resize(1366, 740)
    return program


@pytest.fixture
def program(open_program) -> Program:
    return open_with(
        open_program, "*resolves*\n1\t{++by [__] days;++}\n2\t{++by [__] weeks ( and;++}\n3\t{++by [__] months.++}\n"
    )


def blanks(program: Program) -> list[str]:
    return [found.key for found in program.problems.live_preflight.findings if "blank" in found.fault.sentence]


def test_all_blanks_share_one_card_at_the_first(program):
    first, bracket = problem_cards(program)
    words = program.cards.margin.words(first)
    assert words.text == "3 blanks are still to be filled in; in a new text, Tab goes to the next"
    assert (words.title, first.finding.key) == ("Warning", blanks(program)[0])
    assert "opens a bracket" in program.cards.margin.words(bracket).text
    assert len(blanks(program)) == 3, "the list of problems still has each"


def test_the_scroll_bar_still_marks_each_blank(program):
    problem_cards(program)
    assert len([mark for mark in program.cards.frame.marks._marks if mark.kind == "problem"]) == 4


def test_ignoring_the_card_ignores_all_its_blanks(program, monkeypatch):
    asked = []
    monkeypatch.setattr(program.problems, "ask_and_ignore", lambda found: asked.append([finding.key for finding in found]))
    first = problem_cards(program)[0]
    program.cards.open_card(first)
    button = next(button for button in program.cards.opening.widget.buttons if button.text().startswith("Ignore"))
    button.click()
    assert asked == [blanks(program)]


def test_one_blank_is_named_as_before(open_program):
    (card,) = problem_cards(program := open_with(open_program, "*resolves*\n1\t{++by [__] days.++}\n"))
    assert program.cards.margin.words(card).text == "a blank is still to be filled in"
