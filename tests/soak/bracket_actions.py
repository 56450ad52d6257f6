"""What the robot does with brackets: writes some, goes through the panel, decides about them."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.program import Program
from app.window.action_ids import ActionId

WRITTEN = (
    "[",
    "]",
    "[a]",
    "[a] [b]",
    " [ATU: x [y]] ",
    "[a]/[b]",
    "[__]",
    "[NOC] [EUR: z]",
    "［中］",
    "[سلام]",
    "[a/b]",
    "[[[",
    "]]",
)
DECIDED = (
    ActionId.CHOOSE_OPTION, ActionId.CHOOSE_OPTION, ActionId.KEEP_OPTIONS, ActionId.DELETE_OPTIONS, ActionId.ACCEPT_NOC,
    ActionId.PUT_IN_BRACKETS, ActionId.PUT_IN_BRACKETS, ActionId.NEXT_BRACKET, ActionId.PREVIOUS_BRACKET,
)  # fmt: skip
KEYS = (
    Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return,
    Qt.Key.Key_Delete, Qt.Key.Key_Plus,
)  # fmt: skip


class BracketActions:
    """Works on the brackets of one program; the number of the action decides what is done, as everywhere in the robot."""

    def __init__(self, program: Program, chance: random.Random) -> None:
        self._program = program
        self._chance = chance

    def act(self) -> None:
        """Does one of the things that can be done with brackets; the keyboard is in the text afterwards."""
        self._chance.choice([self._write, self._write, self._decide, self._decide, self._panel, self._strip])()
        self._program.window.editor.setFocus()

    def _write(self) -> None:
        editor = self._program.window.editor
        if editor.view != "base" and editor.clauses:
            editor.edits.type_text(self._chance.choice(WRITTEN))

    def _decide(self) -> None:
        self._program.window.editor.setFocus()
        self._program.actions[ActionId.NEXT_BRACKET].trigger()
        self._program.actions[self._chance.choice(DECIDED)].trigger()

    def _panel(self) -> None:
        """Goes through the list by keys, and decides there."""
        window = self._program.window
        window.panels.open("brackets")
        panel = self._program.brackets.shown.panel
        assert panel is not None
        panel.list.setFocus()
        for _ in range(self._chance.randrange(1, 6)):
            QTest.keyClick(panel.list, self._chance.choice(KEYS))
            panel.list.setFocus()
        places = self._program.brackets.shown.places
        places.settle()
        assert panel.brackets.total == (len(places.open_texts), len(places.faults)), "the list does not follow the text"
        if self._chance.random() < 0.5:
            window.panels.close("brackets")

    def _strip(self) -> None:
        """Strips all; then no pair of brackets is left."""
        places = self._program.brackets.shown.places
        if self._chance.random() < 0.3 and not self._program.session.refusal:
            self._program.actions[ActionId.STRIP_BRACKETS].trigger()
            places.settle()
            left = [made for made in places.open_texts if any(option.marks for option in made.options)]
            assert not left, f"brackets are left after all were stripped: {left[0]}"
