"""Boxes that come up while something is done, and wait for an answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from widgets.dialogs import messages
from widgets.quick_pick.chooser import Chooser
from widgets.start.new_proposal import NewProposalDialog

ASKERS = [name for name in dir(messages) if name.startswith(("ask_", "show_"))]
"""The functions of the messages that bring up a box."""


def ask_with(name: str, host: QWidget, word: str, words: list[str]) -> Callable[[], object]:
    """Such a function with a value for each of its parameters.

    name: that of the function
    host: the window over which it asks
    word: what a text is
    words: what a list of texts is
    """
    ask = getattr(messages, name)
    _parent, *parameters = inspect.signature(ask).parameters.values()

    def given(parameter: inspect.Parameter) -> object:
        annotation = str(parameter.annotation)
        return words if "Sequence" in annotation else 2 if annotation == "int" else True if annotation == "bool" else word

    values = [given(asked) for asked in parameters if asked.kind is asked.POSITIONAL_OR_KEYWORD]
    more = {asked.name: given(asked) for asked in parameters if asked.kind is asked.KEYWORD_ONLY}
    return lambda: ask(host, *values, **more)


def windows() -> list[QWidget]:
    """What is on the screen."""
    return [top for top in QApplication.topLevelWidgets() if top.isVisible()]


def during(
    do: Callable[[], object], look: Callable[..., list[str]], window: QWidget | None = None, patience: int = 40
) -> tuple[list[str], int]:
    """What is wrong in the boxes that come up when something is done, and how many there were; each is closed.

    do: brings them up; it may wait until they are closed
    look: says what is wrong in some windows
    window: what was there before; its choosers are boxes too
    patience: how often it is looked again where nothing came up, each 10 milliseconds
    """
    found: list[str] = []
    seen = 0

    timer = QTimer()

    def look_again() -> None:
        nonlocal seen
        timer.stop()  # who looks may let events pass
        shown = [top for top in windows() if top is not window and not isinstance(top, QProgressDialog)]
        if window is not None:
            shown += [chooser for chooser in window.findChildren(Chooser) if chooser.isVisible()]
        seen += len(shown)
        try:
            found.extend(look(*shown))
        finally:
            for top in reversed(shown):
                top.close()
            timer.start()

    timer.setInterval(120)
    timer.timeout.connect(look_again)
    timer.start()
    do()
    while not seen and (patience := patience - 1):
        QApplication.processEvents()
        timer.thread().msleep(10)
    look_again()
    timer.stop()
    timer.timeout.disconnect(look_again)  # the function holds the timer, and the connection the function: nothing would be freed
    QApplication.processEvents()
    return found, seen


def in_new_proposal(ask: Callable[[], object], act: Callable[[NewProposalDialog], object]) -> None:
    """Asks for a new proposal and does something in the box that asks what is wanted; it is left where that does not end it."""
    found: list[NewProposalDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, NewProposalDialog):
            return  # on a busy machine it comes later
        timer.stop()
        found.append(dialog)
        late.start(5000)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(50)
    late = QTimer()  # a box that stays by mistake must not hold up all tests
    late.setSingleShot(True)
    late.timeout.connect(lambda: [dialog.reject() for dialog in found])
    ask()
    late.stop()
    timer.stop()
    timer.timeout.disconnect(look)  # the function holds the timer, and the connection the function: nothing would be freed
    assert found


def typed(*parts: str | Qt.Key) -> Callable[[QWidget], None]:
    """Types words and keys into the field of a box that has the focus."""

    def answer(box: QWidget) -> None:
        for part in parts:
            field = box.focusWidget() or box
            if isinstance(part, str):
                QTest.keyClicks(field, part)
            else:
                QTest.keyClick(field, part)

    return answer
