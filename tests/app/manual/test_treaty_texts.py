"""The page on treaty texts, carried out on the sample: numbers, commands, finding, the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QInputDialog, QWidget

from app.program import Program
from app.window.action_ids import ActionId
from model.redline import Status
from model.redline.edit_text import Place
from model.submission.provisions import provision_symbol
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from widgets.cuts.dialog import CutDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def put(program: Program, number: str) -> int:
    """Puts the caret into the provision with a number, and returns the index of its clause."""
    labelling, editor = program.session.labelling(1), program.window.editor
    index = next(at for at, clause in enumerate(editor.clauses) if labelling.number("draft", clause.id) == number)
    editor.caret.move_to(Place(index, 2))
    editor.setFocus()
    return index


def numbers(program: Program) -> list[str | None]:
    labelling = program.session.labelling(1)
    return [labelling.number("draft", clause.id) for clause in program.window.editor.clauses]


def test_treaty_texts(follow: Follow, open_program: Callable[..., Program]) -> None:
    program = open_program()
    with follow("33-treaty-texts.md", program) as hand:
        hand.section("Treaty texts")
        hand.choose("Help > Sample treaty text")
        assert "9.11" in numbers(program)
        hand.section("The numbers")
        hand.section("Commands")
        commands(hand)
        hand.section("Finding a provision")
        hand.press("Ctrl+G")
        go_to = program.find.go_to
        hand.write(hand.code("9.*"))
        assert {"9.1", "9.11", "9.11A"} <= {entry.path.lstrip("+") for entry in go_to.offered}
        assert not any(entry.path.startswith("10") for entry in go_to.offered)
        hand.press_keys("Esc")
        hand.section("The tree")
        labelling, clauses = program.session.labelling(1), program.window.editor.clauses
        symbols = {provision_symbol(clauses, labelling, index) for index in range(len(clauses))}
        assert {"ADD", "SUP"} <= symbols
        hand.section("Proposals")
        proposals(hand)


def commands(hand: Driver) -> None:
    program = hand.program
    menu = hand.submenu("Clause > Provision")
    assert program.actions[ActionId.NEW_PROVISION] in menu.actions()
    hand.close_menus()
    put(program, "9.11")
    hand.press("Ctrl+Shift+N")
    assert "9.11A" in numbers(program)

    def answer(box: QWidget) -> None:
        assert isinstance(box, QInputDialog)
        box.setTextValue("9.[B1]")
        box.accept()

    hand.press("Ctrl+Shift+M", answer)
    assert "9.[B1]" in numbers(program)
    hand.press_keys("Ctrl+Z")
    index = put(program, "10.1")
    hand.press("Ctrl+Shift+B")
    assert numbers(program)[index + 1] is None
    index = put(program, "9.17")
    hand.press("Ctrl+Shift+K")
    assert [clause.end.status for clause in program.window.editor.clauses[index : index + 2]] == [Status.DELETED] * 2


def proposals(hand: Driver) -> None:
    program = hand.program

    def shown() -> list[tuple[str, str]]:
        program.cuts.places.settle()
        return [(row.cut.symbol, row.cut.address) for row in program.cuts.places.rows if row.cut is not None]

    hand.press("Ctrl+Shift+Y")
    assert program.window.panels.in_front("cuts")
    hand.sees("Proposals", program.window)
    before = shown()
    assert {"ADD", "SUP"} <= {symbol for symbol, _ in before}
    put(program, before[0][1])
    hand.press("Ctrl+Shift+O")
    box = program.window.findChild(CutDialog)
    assert box is not None
    box.reasons.setPlainText("Clearer.")
    box.accept()
    shown()
    assert "Clearer." in [row.settings.reasons for row in program.cuts.places.rows]
    put(program, before[0][1])
    hand.press("Ctrl+Shift+T")
    assert len(shown()) == len(before) - 1
    hand.press("Ctrl+Shift+X")
    assert len(shown()) == len(before)
    put(program, "9.1")
    hand.press("Ctrl+Shift+H")
    assert ("NOC", "9.1") in shown()
    hand.press("Ctrl+Shift+D")
    kept = next(row for row in program.cuts.places.rows if row.cut is not None and row.cut.symbol == "NOC")
    assert kept.settings.underlined
    hand.press("Ctrl+F10")
    hand.press("Ctrl+Shift+F10")
