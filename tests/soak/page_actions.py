"""What the robot does on the pages around the text: fields opened by a click or a key, typed in, left, and proposals clicked."""

from __future__ import annotations

import random

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.program import Program

Key = Qt.Key
TYPED = ("x", "é ", "عنوان", "中", "😀", "\u0301", "2024-09-06", "\u200f")
KEYS = (
    Key.Key_Tab,
    Key.Key_Backtab,
    Key.Key_Tab,
    Key.Key_Return,
    Key.Key_Backspace,
    Key.Key_Down,
    Key.Key_Escape,
    Key.Key_Delete,
)


class PageActions:
    """Works on the first page, the lines and the reasons of proposals."""

    def __init__(self, program: Program, chance: random.Random) -> None:
        self._program = program
        self._chance = chance

    def act(self) -> None:
        """Does one of them, and checks that an open field stands where the page has it."""
        chance = self._chance
        chance.choice([self._click, self._click_field, self._open, self._scroll, self._enter])()
        for _ in range(chance.choice([0, 1, 4])):
            chance.choice([self._type, self._press, self._undo])()
        self._look()

    def _click(self) -> None:
        """Clicks anywhere on the page."""
        view = self._program.window.editor.viewport()
        point = QPoint(self._chance.randrange(max(view.width(), 1)), self._chance.randrange(max(view.height(), 1)))
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=point)

    def _click_field(self) -> None:
        editor = self._program.window.editor
        paths = editor.pages.outer.paths()
        if not paths:
            return
        path, bar = self._chance.choice(paths), editor.verticalScrollBar()
        rect = editor.pages.outer.rect_of(path)
        if rect is not None:
            bar.setValue(bar.value() + round(rect.center().y()) - editor.viewport().height() // 2)
            rect = editor.pages.outer.rect_of(path)
            assert rect is not None, f"{path} is lost by scrolling"
            QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())

    def _open(self) -> None:
        paths = [path for path in self._program.window.editor.pages.outer.paths() if not path[0].isdigit()]
        if paths:
            self._program.first_page.open(self._chance.choice(paths))

    def _scroll(self) -> None:
        bar = self._program.window.editor.verticalScrollBar()
        bar.setValue(self._chance.randint(bar.minimum(), bar.maximum()))

    def _enter(self) -> None:
        self._program.actions["first page"].trigger()

    def _field(self) -> QWidget | None:
        place = self._program.first_page.place
        focused = QApplication.focusWidget()
        is_open = place is not None and place.field is not None and focused is not None and place.isAncestorOf(focused)
        return focused if is_open else None

    def _type(self) -> None:
        for letter in self._chance.choice(TYPED):
            if (field := self._field()) is not None:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def _press(self) -> None:
        if (field := self._field()) is not None:
            QTest.keyClick(field, self._chance.choice(KEYS))

    def _undo(self) -> None:
        self._program.actions[self._chance.choice(["undo", "undo", "redo"])].trigger()

    def _look(self) -> None:
        place = self._program.first_page.place
        if place is None or place.field is None:
            return
        rect = place.place()
        assert not place.isHidden(), "an open field is hidden"
        if rect is not None:
            assert abs(rect.top() - place.geometry().top()) < 8, f"{place.path} stands elsewhere than on the page"
