"""The screen with one clause: keys, sizes, colours, directions, and changes of the text while it is shown."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat

from app.program import Program
from model.edits.text import type_text
from model.redline.edit_text import Place
from model.submission.story import FIRST_TEXT
from tests.builders.submissions import ME, SMALL, submission
from widgets.theme.colours import contrast

DRAFT = SMALL.replace("short", "{--short--}{++brief++}").replace("to stop", "to {--stop--}{++rest++}")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def given():
    return submission(DRAFT)


def shown(program: Program) -> tuple[str, str]:
    base, draft = program.briefing.screen.sides
    return base.toPlainText(), draft.toPlainText()


def test_keys_lead_from_clause_to_clause_and_end_it(program, qtbot) -> None:
    program.actions["screen"].trigger()
    screen = program.briefing.screen
    assert screen.isFullScreen()
    assert shown(program) == ("a)  that texts are short;", "a)  that texts are brief;")
    assert "1 of 2" in screen.place.text()
    assert "considering a)" in screen.place.text()
    for forward, back in (
        (Qt.Key.Key_Right, Qt.Key.Key_Left), (Qt.Key.Key_Down, Qt.Key.Key_Up), (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp),
        (Qt.Key.Key_Space, Qt.Key.Key_Backspace), (Qt.Key.Key_End, Qt.Key.Key_Home),
    ):  # fmt: skip
        qtbot.keyClick(screen, forward)
        assert shown(program) == ("2  to stop.", "2  to rest."), forward
        qtbot.keyClick(screen, forward)
        assert screen.number == 1
        qtbot.keyClick(screen, back)
        assert screen.number == 0, back
    qtbot.keyClick(screen, Qt.Key.Key_Space)
    qtbot.keyClick(screen, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert screen.number == 0
    qtbot.keyClick(screen, Qt.Key.Key_A)
    assert "of 12" in screen.place.text()
    qtbot.keyClick(screen, Qt.Key.Key_A)
    assert "of 2" in screen.place.text()
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert program.briefing.screen is None


def formats(program: Program) -> list[list[QTextCharFormat]]:
    out = []
    for side in program.briefing.screen.sides:
        found, at = [], side.document().begin().begin()
        while not at.atEnd():
            found.append(at.fragment().charFormat())
            at += 1
        out.append(found)
    return out


def test_marks_are_lines_too_and_readable_on_both_grounds(program, qtbot) -> None:
    program.actions["screen"].trigger()
    screen = program.briefing.screen
    for _ in range(2):
        base, draft = formats(program)
        assert any(form.fontStrikeOut() for form in base)
        assert any(form.underlineStyle() is QTextCharFormat.UnderlineStyle.SingleUnderline for form in draft)
        ground = screen._colours.background
        assert all(contrast(form.foreground().color(), ground) >= 4.5 for form in (*base, *draft))
        qtbot.keyClick(screen, Qt.Key.Key_D)


def test_type_is_large_and_grows(program, qtbot) -> None:
    program.actions["screen"].trigger()
    screen = program.briefing.screen

    def size() -> float:
        return formats(program)[0][0].font().pointSizeF()

    first = size()
    assert first >= 28
    qtbot.keyClick(screen, Qt.Key.Key_Plus)
    assert size() > first
    qtbot.keyClick(screen, Qt.Key.Key_Minus)
    qtbot.keyClick(screen, Qt.Key.Key_Minus)
    assert size() < first
    qtbot.keyClick(screen, Qt.Key.Key_0)
    assert size() == first


def test_what_is_typed_meanwhile_is_shown(program, qtbot) -> None:
    program.actions["screen"].trigger()
    value = program.session.submission
    at = next(index for index, clause in enumerate(value.proposals[0].redline.clauses) if "brief" in clause.text)
    program.session.commit(type_text(value, FIRST_TEXT, Place(at, 0), Place(at, 0), "Agreed: ", ME))
    qtbot.waitUntil(lambda: "Agreed" in shown(program)[1])
    assert "Agreed" not in shown(program)[0]


def test_an_arabic_text_runs_from_the_right_and_its_arrows_too(program, qtbot) -> None:
    value = submission(DRAFT, language="ar")
    program.session.load(replace(value, language="ar"))
    program.actions["screen"].trigger()
    screen = program.briefing.screen
    assert screen.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert all(head.alignment() & Qt.AlignmentFlag.AlignRight for head in screen.heads)
    qtbot.keyClick(screen, Qt.Key.Key_Left)
    assert screen.number == 1
    qtbot.keyClick(screen, Qt.Key.Key_Right)
    assert screen.number == 0


def test_without_amendments_all_clauses_are_shown_and_without_a_text_none(program) -> None:
    program.session.load(submission(SMALL))
    program.actions["screen"].trigger()
    assert "of 12" in program.briefing.screen.place.text()
    program.briefing.screen.close()
    program.session.load(replace(submission(SMALL), proposals=()))
    program.actions["screen"].trigger()
    assert program.briefing.screen is None


def test_each_part_has_an_accessible_name(program) -> None:
    program.actions["screen"].trigger()
    screen = program.briefing.screen
    assert [side.accessibleName() for side in screen.sides] == ["Text in force", "Proposed text"]
