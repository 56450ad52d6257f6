"""What the announcements to screen readers cost at a key: `python -m tests.bench.speech`.

Three states take turns in one process: the announcements switched off in the code, as they are while nobody listens, and as they
are while a reader listens. The reader's own work is in another process and does not count.
"""

from __future__ import annotations

import gc
import tempfile
import time
from itertools import permutations
from pathlib import Path
from statistics import median

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import tests.bench.offscreen  # noqa: F401
from app.controllers.speech.caret import CaretSpeech
from app.program import Program
from model.formats.notation import parse
from model.submission.values import Proposal, Submission
from tests.bench.costs import line
from tests.bench.sizes import size
from tests.bench.texts import long_text
from widgets.common import accessible_rows
from widgets.editor.editor import Editor

CLAUSES = size(400, trial=20)
ROUNDS, KEYS = size((60, 12), trial=(2, 2))
"""How often each state has its turn, and how many keys are pressed then."""
REST = size(0.1, trial=0.01)
"""Seconds after which all that was put off is done."""
WITHOUT, SILENT, HEARD = "without announcements", "nobody listens", "a reader listens"
MOVES = (("Right", Qt.Key.Key_Right), ("Down", Qt.Key.Key_Down), ("type a letter", Qt.Key.Key_A))
MOST_SILENT, MOST_HEARD = 0.05, 0.001
"""What a key may take more: a part of what it takes without announcements, and seconds while a reader listens."""


class Switch:
    """Switches the announcements at the caret off and on."""

    def __init__(self) -> None:
        self.state = WITHOUT
        follow = CaretSpeech._follow

        def switched(speech: CaretSpeech, editor: Editor) -> None:
            if self.state != WITHOUT:
                follow(speech, editor)

        setattr(CaretSpeech, "_follow", switched)  # noqa: B010

    def turn(self, state: str) -> None:
        self.state = state
        QAccessible.setActive(state == HEARD)


def settle(seconds: float) -> None:
    stop = time.perf_counter() + seconds
    while time.perf_counter() < stop:
        QApplication.processEvents()
        time.sleep(0.005)


def measured(editor: Editor, switch: Switch, key: Qt.Key) -> dict[str, float]:
    """The median of the seconds that a key takes in each state."""
    spent: dict[str, list[float]] = {state: [] for state in (WITHOUT, SILENT, HEARD)}
    orders = list(permutations(spent))
    for turn in range(ROUNDS):
        for state in orders[turn % len(orders)]:
            switch.turn(state)
            editor.moveCursor(QTextCursor.MoveOperation.Start)
            for _ in range(10):
                editor.moveCursor(QTextCursor.MoveOperation.NextBlock)
            settle(REST)
            for _ in range(KEYS):
                start = time.thread_time()
                QTest.keyClick(editor, key)
                QApplication.processEvents()
                spent[state].append(time.thread_time() - start)
    return {state: median(times) for state, times in spent.items()}


def main() -> None:
    application = QApplication([])
    switch = Switch()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = Program(folder / "journals", QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat), "Bench")
        program.window.show()
        redline = parse(long_text(CLAUSES, tracked=True))
        program.open_submission.show_unsaved(Submission(proposals=(Proposal("MOD", "1", redline, original=redline),)), "bench")
        editor = program.window.editor
        editor.setFocus()
        settle(4 * REST)
        gc.freeze()
        for title, key in MOVES:
            found = measured(editor, switch, key)
            before, silent, heard = (found[state] for state in (WITHOUT, SILENT, HEARD))
            line(f"{title}: {WITHOUT}", f"{before * 1000:.3f} ms")
            more = silent / before - 1
            line(f"{title}: {SILENT}", f"{more * 100:+.1f} %", _wanted(more <= MOST_SILENT, "within 5 %"))
            more = heard - before
            line(f"{title}: {HEARD}", f"{more * 1000:+.3f} ms", _wanted(more <= MOST_HEARD, "at most 1 ms more"))
        switch.turn(SILENT)
        start = time.thread_time()
        for _ in range(1000):
            program.speech.caret._follow(editor)
        line(f"what is called at a key while {SILENT}", f"{time.thread_time() - start:.4f} ms", "wanted: at most 0.1 ms")
        start = time.perf_counter()
        accessible_rows.install.__wrapped__()
        line("the roles of painted rows, installed at the start", f"{(time.perf_counter() - start) * 1000:.3f} ms")
        program.session.stack.setClean()
        program.window.close()
        application.processEvents()


def _wanted(held: bool, limit: str) -> str:
    return f"wanted: {limit}{'' if held else '; MORE THAN WANTED'}"


if __name__ == "__main__":
    main()
