"""A hand at the keys and the mouse of the running program: it sees what the window shows and calls nothing of the model.

python -m tests.journeys.hand draft BASE.docx EDITS.json OUT.amend     saves early, goes on, waits to be killed
python -m tests.journeys.hand finish OUT.docx                          brings back what was left, exports, quits
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QTextEdit, QWidget

from app.run import run
from app.session.session import WRITE_AFTER
from app.window.main_window import MainWindow
from widgets.dialogs.proof import ProofDialog
from widgets.dialogs.recovery import RecoveryDialog

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Edit = dict[str, Any]
PATIENCE = 15
"""Seconds after which what does not appear is missed."""
SAVED_AFTER = 6
"""Clauses that are amended before the file is saved."""


def wait_for(what: Callable[[], object], message: str) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, f"waited in vain for {message}"
        QTest.qWait(5)


def focused() -> QWidget:
    """What has the keyboard; behind a box the window gets it when the manager of windows says so."""
    wait_for(lambda: QApplication.focusWidget() is not None or QApplication.activeWindow() is not None, "what has the keyboard")
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    assert widget is not None
    return widget


def keys(*sequences: str) -> None:
    for sequence in sequences:
        combination = QKeySequence(sequence)[0]
        QTest.keyClick(focused(), combination.key(), combination.keyboardModifiers())


def write(text: str) -> None:
    """Types each character with the key that bears it."""
    for character in text:
        key = QKeySequence(character)[0].key() if character.isalnum() and character.isascii() else Key.Key_unknown
        QTest.sendKeyEvent(QTest.KeyAction.Click, focused(), key, character, Modifier.NoModifier)
        if character == '"' and isinstance(focused(), QTextEdit) and character_before() != character:
            keys("Ctrl+Z")  # as who wants the straight one


def character_before() -> str:
    """The character before the caret."""
    cursor = text().textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def field_named(name: str) -> QWidget:
    """The visible field with that accessible name."""
    found = [allWidget for allWidget in QApplication.allWidgets() if allWidget.isVisible() and allWidget.accessibleName() == name]
    assert len(found) == 1, f"{name}: {len(found)} fields"
    return found[0]


def text() -> QTextEdit:
    editor = focused()
    assert isinstance(editor, QTextEdit), f"the focus is in {editor}"
    return editor


class Boxes(QObject):
    """What is done in the windows that come, in the order in which they are expected; never inside of what the program
    waits for itself."""

    def __init__(self) -> None:
        super().__init__()
        self._expected: list[tuple[type[QWidget], Callable[[], None]]] = []
        self._look()

    def expect(self, kind: type[QWidget], act: Callable[[], None]) -> None:
        self._expected.append((kind, act))

    def name_file(self, path: Path) -> None:
        """Types a path into the box that will ask for one."""

        def answer() -> None:
            write(str(path))
            keys("Return")

        self.expect(QFileDialog, answer)

    def _look(self) -> None:
        QTimer.singleShot(20, self._look)  # each is another timer: one that has not returned is not called again
        shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        front = QApplication.activeModalWidget() or next(iter(shown), None)
        if front is not None and QApplication.activeWindow() is None:
            front.activateWindow()  # as a window manager does, of which there may be none
        widget = QApplication.focusWidget()
        if self._expected and widget and widget.isEnabled() and isinstance(widget.window(), self._expected[0][0]):
            act(self._expected.pop(0)[1])


def go_to(path: str) -> None:
    keys("Ctrl+G")
    wait_for(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "the line for a path")
    write(path)
    keys("Return")
    wait_for(lambda: isinstance(QApplication.focusWidget(), QTextEdit), "the text")


def seen() -> str:
    """The words of the clause in which the caret is, deleted ones among them."""
    return text().textCursor().block().text()


def click_at(offset: int) -> None:
    """Sets the caret into the clause before that character, with the mouse."""
    editor = text()
    cursor = QTextCursor(editor.textCursor().block())
    cursor.setPosition(cursor.block().position() + offset)
    place = editor.cursorRect(cursor)
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, QPoint(place.x() + 1, place.center().y()))
    missing = cursor.position() - editor.textCursor().position()
    for _ in range(abs(missing)):
        keys("Right" if missing > 0 else "Left")
    assert editor.textCursor().position() == cursor.position()


def place_of(edit: Edit, words: str) -> int:
    """Where in what is seen an edit begins."""
    wanted = edit.get("before") or edit["find"]
    place = -1
    for _ in range(edit["nth"]):
        place = words.index(wanted, place + 1)
    return place


def amend(path: str, edits: Iterable[Edit]) -> None:
    """Changes words of one clause, from its end to its beginning, so that the places stay right."""
    go_to(path)
    words = seen()
    ordered = sorted(edits, key=lambda edit: (place_of(edit, words), edit["do"] != "insert_text"), reverse=True)
    for edit in ordered:
        click_at(place_of(edit, words))
        for _ in edit.get("find", ""):
            keys("Shift+Right")
        if edit["do"] == "delete_text":
            keys("Delete")
        else:
            write(edit.get("with") or edit["text"])


def insert(path: str, clauses: Iterable[Edit]) -> None:
    """New clauses after one, by Enter; Tab and Shift+Tab where they are of another level."""
    go_to(path)
    click_at(len(seen()))
    for clause in clauses:
        before = place_told()
        keys("Return")
        wait_for(lambda before=before: place_told() not in ("", before), "the new clause")
        while (level := level_told()) != clause["level"]:
            keys("Tab" if level < clause["level"] else "Shift+Tab")
            wait_for(lambda level=level: level_told() != level, "another level")
        write(clause["text"])


def place_told() -> str:
    """The place of the clause in which the caret is, as a screen reader says it: `recalling a) ii) (new)`."""
    return text().accessibleDescription()


def level_told() -> int:
    """How many letters and numbers name that place after the introductory phrase."""
    words = place_told().replace("(new)", "").split()
    return sum(1 for _ in takewhile(re.compile(r"\d+|\w+\)").fullmatch, reversed(words)))


def set_field(edit: Edit) -> None:
    name = {"symbol": "Symbol and kind", "number": "Number"}[edit["field"].rpartition("/")[2]]
    field = field_named(name)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    if isinstance(field, QComboBox):
        write(edit["value"])
    else:
        keys("Ctrl+A")
        write(edit["value"])
    keys("Return")


def draft(edits: list[Edit], out: Path, boxes: Boxes) -> None:
    """All edits by hand; the file is saved before the end, the window left open."""
    keys("Alt+Return")
    wait_for(lambda: isinstance(QApplication.focusWidget(), QComboBox | QLineEdit), "the form")
    for edit in edits:
        if edit["do"] == "set":
            set_field(edit)
    keys("Alt+Return")
    QTest.mouseClick(field_named("Text"), Qt.MouseButton.LeftButton)
    for number, ((path, _), group) in enumerate(groupby((edit for edit in edits if edit["do"] != "set"), key=place_of_clause)):
        if number == SAVED_AFTER:
            boxes.name_file(out)
            keys("Ctrl+S")
            wait_for(out.exists, "the file")
        todo = list(group)
        if todo[0]["do"] == "insert":
            insert(path, [clause for edit in todo for clause in edit["clauses"]])
        else:
            amend(path, todo)
    QTest.qWait(5 * WRITE_AFTER)  # a crash takes a letter that was typed just before it
    print("drafted", flush=True)


def place_of_clause(edit: Edit) -> tuple[str, bool]:
    return str(edit.get("at") or edit["after"]), edit["do"] == "insert"


def finish(out: Path, boxes: Boxes) -> None:
    """What was left is brought back, exported, saved; a look at the proof, and the way out."""
    boxes.expect(RecoveryDialog, lambda: keys("Alt+B"))
    boxes.expect(MainWindow, lambda: keys("Ctrl+E"))
    boxes.name_file(out)
    boxes.expect(ProofDialog, lambda: keys("Escape"))
    boxes.expect(MainWindow, lambda: keys("Ctrl+S"))
    boxes.expect(MainWindow, lambda: keys("Ctrl+Q"))


def act(what: Callable[[], None]) -> None:
    """Ends the program where the hand finds what it did not expect."""
    try:
        what()
    except BaseException:
        traceback.print_exc()
        os._exit(3)


def main(what: str, *paths: str) -> int:
    """Runs the program with the hand at it."""
    places = [Path(path) for path in paths]

    _application = QApplication(sys.argv[:1])
    boxes = Boxes()
    if what == "draft":
        edits = json.loads(places[1].read_text(encoding="utf-8"))["edits"]
        boxes.expect(MainWindow, lambda: draft(edits, places[2], boxes))
    else:
        finish(places[0], boxes)
    return run([paths[0]] if what == "draft" else [])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
