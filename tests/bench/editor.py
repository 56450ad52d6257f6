"""What the window costs beside a bare QTextEdit with the same text and formats: `python -m tests.bench.editor keys 3000`,
`... memory ours 3000`, `... memory bare 3000`.
With `profile` behind them, the keys tell where their time goes.

A key is a key event and all that Qt then does, painting too; both editors stand in one process and take turns.
"""

from __future__ import annotations

import cProfile
import gc
import os
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from app.wiring import Program
from model.notation import parse
from model.submission import Proposal, Submission
from tests.bench.texts import sparse_text
from widgets.editor.patches import fill

ROOT = str(Path(__file__).resolve().parents[2]) + os.sep
KEYS = 60
PLACES = ("start", "middle", "end")
Key = Qt.Key


@dataclass(frozen=True)
class Press:
    """A key that is measured, and what is pressed unmeasured before and after each time. Undo is called: it is an action, and
    the offscreen platform gives shortcuts to one window only."""

    name: str
    key: Key
    before: Key | None = None
    after: Key | None = None


TYPE = Press("type", Key.Key_A)
STRIKE = Press("Backspace strikes", Key.Key_Backspace)
ENTER = Press("Enter", Key.Key_Return, after=Key.Key_Undo)
UNDO = Press("undo of Enter", Key.Key_Undo, before=Key.Key_Return)


QT = ("PySide6", "Shiboken", "function ", "keyClick", "processEvents")
"""In the names of what a profile counts as built in and is Qt."""


class Heartbeat:
    """The longest time that the event loop did not turn."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(0)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.worst, self._last = max(self.worst, now - self._last), now

    def stop(self) -> float:
        self._timer.stop()
        return self.worst


def submission_of(clauses: int) -> Submission:
    redline = parse(sparse_text(clauses))
    return Submission(proposals=(Proposal("MOD", "1", redline, original=redline),))


def program_in(folder: Path) -> Program:
    program = Program(folder / "journals", QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat), "Bench")
    program.window.show()
    return program


def bare_like(program: Program) -> QTextEdit:
    """A QTextEdit with the same text and formats as the window's, its own undo on."""
    ours = program.window.editor
    bare = QTextEdit()
    bare.setAcceptRichText(False)
    bare.resize(ours.size())
    bare.document().setDocumentMargin(ours.document().documentMargin())
    bare.document().setUndoRedoEnabled(False)
    fill(bare.document(), ours.projection, ours.formats)
    bare.document().setUndoRedoEnabled(True)
    bare.show()
    return bare


def settle(seconds: float = 0.5) -> None:
    """Lets timers run, so that what is measured next starts from rest."""
    stop = time.perf_counter() + seconds
    while time.perf_counter() < stop:
        QApplication.processEvents()
        time.sleep(0.005)


def go(editor: QTextEdit, place: str) -> None:
    document = editor.document()
    count = document.blockCount()
    block = document.findBlockByNumber({"start": 4, "middle": count // 2, "end": count - 1}[place])
    while block.previous().isValid() and (block.blockNumber() % 8 == 0 or block.length() < 100):
        block = block.previous()
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + block.length() // 2)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def press(editor: QTextEdit, key: Key, undo: Callable[[], None]) -> None:
    if key == Key.Key_Undo:
        undo()
    else:
        QTest.keyClick(editor, key)
    QApplication.processEvents()


def compare(program: Program, bare: QTextEdit, what: Press, place: str) -> tuple[list[float], list[float], float]:
    """Seconds of each key in the two, and the seconds that one takes in our code, by a profile (which slows it)."""
    spent: tuple[list[float], list[float]] = ([], [])
    ours = program.window.editor
    both = ((ours, program.actions["undo"].trigger), (bare, bare.undo))
    for editor, _ in both:
        go(editor, place)
    settle()

    for _ in range(KEYS):
        for (editor, undo), times in zip(both, spent, strict=True):
            if what.before is not None:
                press(editor, what.before, undo)
            times.append(timed(partial(press, editor, what.key, undo)))
            if what.after is not None:
                press(editor, what.after, undo)
    settle()
    profile = cProfile.Profile()
    for _ in range(KEYS):
        if what.before is not None:
            press(ours, what.before, both[0][1])
        profile.enable()
        press(ours, what.key, both[0][1])
        profile.disable()
        if what.after is not None:
            press(ours, what.after, both[0][1])
    if "profile" in sys.argv:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(75)
    return *spent, sum(own_seconds(profile)) / KEYS


def own_seconds(profile: cProfile.Profile) -> Iterator[float]:
    """The seconds in each function that is ours or Python's, Qt's left out."""
    for entry in profile.getstats():
        if isinstance(entry.code, str):
            if not any(name in entry.code for name in QT):
                yield entry.inlinetime
        elif entry.code.co_filename.startswith(ROOT) and "/tests/" not in entry.code.co_filename:
            yield entry.inlinetime


def row(name: str, ours: list[float], bare: list[float], own: float) -> None:
    a, b = figures(ours), figures(bare)
    ratios = " / ".join(f"{x / y:.2f}" for x, y in zip(a, b, strict=True))
    print(f"  {name:<26} {shown(a)}   bare {shown(b)}   ratio {ratios:<12} in our code {own * 1000:.2f} ms", flush=True)


def figures(seconds: list[float]) -> tuple[float, float]:
    return median(seconds), quantiles(seconds, n=20)[-1]


def shown(both: tuple[float, float]) -> str:
    return f"{both[0] * 1000:6.2f} / {both[1] * 1000:6.2f} ms"


def measure_keys(clauses: int, folder: Path) -> None:
    submission = submission_of(clauses)
    program = program_in(folder)
    settle()
    heart = Heartbeat()
    opened = timed(lambda: (program.desk.put(submission, "bench"), program.window.editor.setFocus()))
    first = opened + timed(program.window.editor.viewport().repaint)
    settle(3.0)
    print(f"{clauses:,} clauses: first screen {first * 1000:.0f} ms; longest stall of opening {heart.stop() * 1000:.0f} ms")
    ours = program.window.editor
    bare = bare_like(program)
    settle(1.0)
    gc.freeze()
    for what, places in ((TYPE, PLACES), (STRIKE, ("middle",)), (ENTER, ("middle",)), (UNDO, ("middle",))):
        for place in places:
            row(f"{what.name}, {place}", *compare(program, bare, what, place))
    heart = Heartbeat()
    for key in (Key.Key_A, Key.Key_Return, Key.Key_Backspace) * 4:
        QTest.keyClick(ours, key)
        settle(0.3)
    print(f"  longest stall of typing with pauses: {heart.stop() * 1000:.0f} ms", flush=True)
    QApplication.clipboard().clear()
    program.session.stack.setClean()
    program.window.close()


def measure_memory(which: str, clauses: int, folder: Path) -> None:
    """Megabytes that a window on the text takes at its peak; without our program, the same text and formats are shown."""
    if which == "ours":
        program = program_in(folder)
        program.desk.put(submission_of(clauses), "bench")
        settle(2.0)
        program.window.close()
    else:
        bare = QTextEdit()
        bare.setPlainText(sparse_text(clauses))
        bare.show()
        settle(1.0)
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


def main() -> None:
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        if sys.argv[1] == "keys":
            measure_keys(int(sys.argv[2]), Path(name))
        else:
            measure_memory(sys.argv[2], int(sys.argv[3]), Path(name))
    application.quit()


if __name__ == "__main__":
    main()
