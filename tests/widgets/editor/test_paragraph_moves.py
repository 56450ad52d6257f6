"""Ctrl+Up and Ctrl+Down move the caret by paragraphs, as in Word."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.skips import Reason
from tests.widgets.builders import session_on
from widgets.cuts.shown_text import ShownText

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
WORDS = "one/two/three/four"
STARTS = (0, 4, 8, 14)

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason=Reason.MACOS_KEYS)


@pytest.fixture
def editor(editors):
    return editors(session_on(WORDS))


def press(editor, key, modifiers=CONTROL) -> tuple[int, int]:
    """Presses a key; gives the anchor and the place of the caret."""
    QTest.keyClick(editor, key, modifiers)
    cursor = editor.textCursor()
    return cursor.anchor(), cursor.position()


def put(editor, place: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(place)
    editor.setTextCursor(cursor)


def test_down_goes_to_the_next_paragraph_and_at_last_to_the_end(editor):
    put(editor, 1)
    end = STARTS[3] + len("four")
    assert [press(editor, Key.Key_Down)[1] for _ in range(5)] == [*STARTS[1:], end, end]


def test_up_goes_to_the_beginning_of_the_paragraph_and_then_of_the_one_before(editor):
    put(editor, STARTS[2] + 3)
    assert [press(editor, Key.Key_Up)[1] for _ in range(4)] == [STARTS[2], STARTS[1], 0, 0]


def test_shift_selects(editor):
    put(editor, STARTS[1])
    assert press(editor, Key.Key_Down, CONTROL | SHIFT) == (STARTS[1], STARTS[2])
    assert press(editor, Key.Key_Up, CONTROL | SHIFT) == (STARTS[1], STARTS[1])
    assert editor.projection.clauses[1].text == "two"


def test_hidden_paragraphs_are_passed_over(editor):
    shown = ShownText(editor)
    asked: list[object] = []
    shown.asked.connect(asked.append)
    put(editor, 0)
    shown.show_only({"c0", "c3"})
    assert press(editor, Key.Key_Down) == (STARTS[3], STARTS[3])
    assert press(editor, Key.Key_Up) == (0, 0)
    assert not asked


def test_other_keys_with_control_are_not_taken(editor):
    put(editor, 0)
    assert press(editor, Key.Key_Down, CONTROL | Modifier.AltModifier) == (0, 0)
