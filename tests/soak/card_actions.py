"""What the robot does with the cards beside the text: goes to them, opens them, answers, decides, switches them."""

from __future__ import annotations

import random
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.program import Program

KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Escape)
WORDS = ("Why?", "", "لماذا؟", "<b>x</b>\ny", "\u202e😀")


class CardActions:
    """Works on the cards of one program; the number of the action decides what is done, as everywhere in the robot."""

    def __init__(self, program: Program, chance: random.Random) -> None:
        self._program = program
        self._chance = chance

    def act(self) -> None:
        """Does one of the things that can be done with cards, and goes back into the text."""
        cards, chance = self._program.cards, self._chance
        cards.follow()
        self._chance.choice([self._click, self._click, self._keys, self._new, self._marks, self._switch, self._scroll])()
        if chance.random() < 0.8:
            cards.opening.left.emit()
        self.look()

    def look(self) -> None:
        """No card lies over another, the one that is open is one that there is, and what is marked is of this text."""
        cards = self._program.cards
        rects = [(card.rect.top(), card.rect.bottom()) for card in cards.margin.placed_cards()]
        assert all(above[1] <= below[0] + 1 for above, below in pairwise(rects)), "cards over each other"
        opened = cards.opening.card
        cards.follow()
        if opened is not None and cards.opening.card is not None:
            assert cards.margin.cards.card_named(cards.opening.card.name) is not None, "a card is open that is gone"

    def _click(self) -> None:
        margin = self._program.cards.margin
        placed = margin.placed_cards()
        if not placed or not margin.isVisible():
            return
        card = self._chance.choice(placed)
        QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=card.rect.center().toPoint())
        self._use()

    def _use(self) -> None:
        opened = self._program.cards.opening.widget
        if opened is None:
            return
        if opened.words is not None and self._chance.random() < 0.6:
            opened.words.setPlainText(self._chance.choice(WORDS))
            QTest.keyClick(opened.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        elif opened.buttons and self._chance.random() < 0.8:
            self._chance.choice(opened.buttons).click()
        elif opened.switch is not None:
            opened.switch.click()

    def _keys(self) -> None:
        self._program.actions["go to card"].trigger()
        for _ in range(self._chance.choice([1, 3, 8])):
            focused = QApplication.focusWidget()
            if focused is None or not self._program.cards.opening.inside:
                return
            QTest.keyClick(focused, self._chance.choice(KEYS))

    def _new(self) -> None:
        self._program.actions["comment"].trigger()
        self._use()

    def _marks(self) -> None:
        marks = self._program.cards.frame.marks
        marks.redraw()
        QTest.mouseClick(
            marks, Qt.MouseButton.LeftButton, pos=QPoint(self._chance.randrange(15), self._chance.randrange(marks.height()))
        )

    def _switch(self) -> None:
        self._program.actions[self._chance.choice(["cards all", "cards all", "cards comments", "cards none"])].trigger()
        self._program.window.resize(*self._chance.choice([(900, 600), (1366, 700), (640, 480)]))

    def _scroll(self) -> None:
        bar = self._program.cards.frame.bar
        bar.setValue(self._chance.randint(bar.minimum(), max(bar.maximum(), bar.minimum())))
