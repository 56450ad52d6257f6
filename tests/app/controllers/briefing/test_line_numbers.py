"""Line numbers in the window: those of print, every fifth line."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.program import Program
from app.session.sample import treaty_submission
from model.formats.page.printout import unroll
from tests.builders.submissions import submission
from widgets.printing.paginator import Paginator

LONG = "*resolves*\n" + "".join(
    f"{number}\tthat clause {number} says many words, so that it takes more than one "
    f"single line of a page, and {{++then ++}}stops;\n"
    for number in range(1, 60)
)


@pytest.fixture
def given():
    value = submission(LONG)
    return replace(value, proposals=(replace(value.proposals[0], symbol="MOD", number="ATU/1"),))


def in_window(program: Program) -> list[tuple[str, int, int]]:
    """Clause, number of the line in it, and number beside it."""
    clauses = program.window.editor.projection.clauses
    numbers = program.briefing.line_numbers._numbers
    return sorted((clauses[block].id, line, number) for (block, line), number in numbers.items())


def in_print(program: Program, how: str) -> list[tuple[str, int, int]]:
    printed = replace(unroll(program.session.submission), line_numbers=how)
    found, seen = [], {}
    for page in Paginator(printed).pages():
        beside = {round(y + strip.height, 2): int(strip.layout.text()) for _, y, strip in page.numbers}
        for _, y, strip in page.strips:
            if strip.source.startswith("1/"):
                line = seen[strip.source] = seen.get(strip.source, -1) + 1
                if (number := beside.get(round(y + strip.height, 2))) is not None:
                    found.append((strip.source.removeprefix("1/"), line, number))
    return sorted(found)


@pytest.mark.parametrize(("action", "how"), [("lines by page", "page"), ("lines through", "continuous")])
def test_they_are_those_of_print(program, qtbot, action: str, how: str) -> None:
    qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=10_000)
    program.actions[action].trigger()
    found = in_window(program)
    assert len(found) > 20
    assert found == in_print(program, how)
    assert (max(number for _, _, number in found) > 100) is (how == "continuous")


def test_one_way_at_a_time_and_none_again(program, qtbot) -> None:
    by_page, through = program.actions["lines by page"], program.actions["lines through"]
    by_page.trigger()
    assert (by_page.isChecked(), through.isChecked()) == (True, False)
    through.trigger()
    assert (by_page.isChecked(), through.isChecked()) == (False, True)
    assert in_window(program)
    through.trigger()
    assert (by_page.isChecked(), through.isChecked()) == (False, False)
    assert not in_window(program)


def test_the_next_window_numbers_lines_as_the_last_one(program, open_program, qtbot) -> None:
    program.actions["lines through"].trigger()
    again = open_program(submission=program.session.submission)
    assert again.actions["lines through"].isChecked()
    assert not again.actions["lines by page"].isChecked()
    qtbot.waitUntil(lambda: bool(in_window(again)))
    again.actions["lines through"].trigger()
    assert "briefing" not in vars(open_program())  # nothing of it is loaded if it is not wanted


def test_they_are_painted_beside_the_text(program, qtbot) -> None:
    editor = program.window.editor
    program.window.show()
    qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=10_000)
    before = editor.viewport().grab().toImage()
    program.actions["lines through"].trigger()
    after = editor.viewport().grab().toImage()
    left = round(editor.document().documentMargin()) - editor.horizontalScrollBar().value()
    changed = {x for x in range(after.width()) for y in range(after.height()) if after.pixel(x, y) != before.pixel(x, y)}
    assert changed
    assert max(changed) < left


def test_in_a_text_with_margin_numbers_they_are_on_the_other_side(open_program, qtbot) -> None:
    program = open_program(submission=treaty_submission())
    editor = program.window.editor
    program.window.show()
    qtbot.waitUntil(lambda: program.page_view.is_settled, timeout=10_000)
    before = editor.viewport().grab().toImage()
    program.actions["lines through"].trigger()
    qtbot.waitUntil(lambda: bool(in_window(program)))
    after = editor.viewport().grab().toImage()
    right = round(editor.document().textWidth() - editor.document().documentMargin()) - editor.horizontalScrollBar().value()
    changed = {x for x in range(after.width()) for y in range(after.height()) if after.pixel(x, y) != before.pixel(x, y)}
    assert changed
    assert min(changed) >= right
    program.actions["lines through"].trigger()
