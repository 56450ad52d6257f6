"""Two hands at the keys of two windows that share a draft: each sees what its window shows, and nothing else.

python -m tests.journeys.sharing_hand share FILE     shares, types, sees what the other types, undoes, saves, quits
python -m tests.journeys.sharing_hand join FILE      joins, sees what is typed, types, sees the undo, quits
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QToolButton, QWidget

from app.run import run
from app.window.main_window import MainWindow
from tests.journeys import hand
from tests.journeys.hand import Boxes, field_named, go_to, keys, wait_for, write
from widgets.sharing.dialog import ShareDialog

FIRST, SECOND = "quickly", "slowly"
"""What the one who shares types, and the other."""
hand.PATIENCE = 40


def shown_text() -> str:
    """The text in the window, deleted words among it."""
    field = field_named("Text")
    assert isinstance(field, QTextEdit)
    return field.toPlainText()


def people() -> list[str]:
    """What the buttons of the status bar say of who is there."""
    row = field_named("Who shares this draft") if _panel_is_closed() else None
    buttons = row.findChildren(QToolButton) if row is not None else []
    return [button.accessibleName() for button in buttons]


def _panel_is_closed() -> bool:
    return len(_lists()) == 1


def _lists() -> list[QWidget]:
    """The row in the status bar, and the list in the panel if that is open."""
    return [
        shown for shown in QApplication.allWidgets() if shown.isVisible() and shown.accessibleName() == "Who shares this draft"
    ]


def name_and_accept(name: str) -> None:
    write(name)
    keys("Return")


def into_text() -> None:
    QTest.mouseClick(field_named("Text"), Qt.MouseButton.LeftButton)


def share() -> None:
    """What the one does who shares."""
    keys("Ctrl+Alt+Shift+R")


def go_on_sharing() -> None:
    wait_for(lambda: len(_lists()) == 2, "the panel")
    keys("Ctrl+Alt+Shift+Q")
    wait_for(_panel_is_closed, "the panel to be closed")
    wait_for(lambda: any("Ben" in words for words in people()), "Ben in the status bar")
    into_text()
    go_to("considering/a")
    keys("End")
    write(FIRST)
    wait_for(lambda: SECOND in shown_text(), "what Ben types")
    assert FIRST in shown_text()
    keys("Ctrl+Z")
    wait_for(lambda: FIRST not in shown_text(), "the undo")
    assert SECOND in shown_text()
    wait_for(lambda: people() == ["Nobody else is there"], "Ben to leave")
    keys("Ctrl+S")
    QTest.qWait(1500)
    keys("Ctrl+Q")


def go_on_joining() -> None:
    wait_for(lambda: FIRST in shown_text(), "what Ana types")
    into_text()
    go_to("considering/b")
    keys("End")
    write(SECOND)
    wait_for(lambda: FIRST not in shown_text(), "Ana’s undo")
    assert SECOND in shown_text()
    keys("Ctrl+Q")


def main(what: str, path: str) -> int:
    """Runs the program with the hand at it."""
    _application = QApplication(sys.argv[:1])
    boxes = Boxes()
    if what == "share":
        boxes.expect(MainWindow, share)
        boxes.expect(ShareDialog, lambda: name_and_accept("Ana"))
        boxes.expect(MainWindow, go_on_sharing)
    else:
        boxes.expect(ShareDialog, lambda: name_and_accept("Ben"))
        boxes.expect(MainWindow, go_on_joining)
    return run([path])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
