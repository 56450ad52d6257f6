"""What the window costs beside a bare QTextEdit with the same text and formats: `python -m tests.bench.editor keys 3000`,
`... treaty 2500`, `... memory ours 3000`, `... memory bare 3000`,
`... table 100` (rows, of six cells; a bare QTextEdit has no such tables).
With `profile` after them, it shows where the time of the keys goes.

A key is a key event and all that Qt then does, painting too. Both editors stand in one process and take turns: some keys one
after the other, a rest in which our timers run out, so that none of what we put off counts for the bare one; and single keys
after a rest. What counts is the CPU time of the thread, in which all of it happens, so that other programs on the machine do not.
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

import tests.bench.offscreen  # noqa: F401
from app.program import Program
from app.session.session import Session
from app.window.main_window import MainWindow
from model.formats.notation import parse
from model.submission.values import Proposal, Submission
from tests.bench.sizes import size
from tests.bench.texts import sparse_text, treaty_text
from widgets.clause_tree.model import ClauseModel
from widgets.cuts.shown_text import ShownText
from widgets.editor.document.document_patches import fill
from widgets.editor.document.foreign_edit_guard import ForeignEditGuard
from widgets.editor.editor import Editor
from widgets.editor.view import StoryView

ROUNDS, KEYS = size((6, 12), trial=(1, 2))
"""How often each editor has its turn, and how many keys it is given then; as many rounds of keys as there are rounds, singly."""
REST = size(0.35, trial=0.01)
"""Seconds after which all that was put off is done."""
LAPTOP = 1366, 768
TURNS, NOTCH = size(600, trial=10), 120
"""How often the wheel is turned, and how many pixels it scrolls by then."""
SCROLLED = 0.008
"""Seconds that this may take."""
PLACES = ("start", "middle", "end")
COLUMNS = range(1, 7)
MOST_IN_TABLE = (0.010, 0.0167)
"""Seconds that a key in or before a table may take: the median, the 95th percentile."""
Key = Qt.Key

SHORT = 500
"""Clauses of a text that is short."""
ALLOWED_IN_SHORT = 0.003


@dataclass(frozen=True)
class Press:
    """A key that is measured, and what is pressed unmeasured before and after each time. Undo is called: it is an action, and
    the offscreen platform gives shortcuts to one window only."""

    name: str
    key: Key
    before: Key | None = None
    after: Key | None = None
    wanted: float = 1.5
    """How many times as long as in the bare one it may take."""
    allowed: float = 0.001
    """Seconds more than in the bare one that it may take at least; in a short text `ALLOWED_IN_SHORT`: its bare editor is too
    fast for ratios."""


TYPE = Press("type", Key.Key_A)
STRIKE = Press("Backspace strikes", Key.Key_Backspace)
ENTER = Press("Enter", Key.Key_Return, after=Key.Key_Undo, wanted=2.0, allowed=0.0)
UNDO = Press("undo of Enter", Key.Key_Undo, before=Key.Key_Return, wanted=2.0, allowed=0.0)


OUR_FUNCTIONS = (
    (Editor, "event"),
    (Editor, "keyPressEvent"),
    (StoryView, "paintEvent"),
    (StoryView, "_report_caret"),
    (ForeignEditGuard, "_note"),
    (Session, "_settle"),
    (Session, "replay"),
    (ClauseModel, "_show_worded"),
    (MainWindow, "_show_place"),
    (ShownText, "eventFilter"),
    (ShownText, "_on_caret"),
)
"""Where Qt calls us at a key."""
QTS = (
    (QTextEdit, "event"),
    (QTextEdit, "paintEvent"),
    (QTextEdit, "ensureCursorVisible"),
    (QTextEdit, "setTextCursor"),
    (QTextCursor, "insertText"),
    (QTextCursor, "removeSelectedText"),
    (QTextCursor, "endEditBlock"),
)
"""Where we call Qt for what takes it long; its short calls count as ours."""


class Meter:
    """Adds up the CPU time of our code, from where Qt calls it to where it calls Qt; a profiler would cost more than the
    code."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._inside = [False]
        self._last = 0.0
        for functions, is_ours in ((OUR_FUNCTIONS, True), (QTS, False)):
            for owner, name in functions:
                setattr(owner, name, self._metered(getattr(owner, name), is_ours))

    def _metered(self, function: Callable[..., object], is_ours: bool) -> Callable[..., object]:
        @wraps(function)
        def metered(*arguments: object, **named: object) -> object:
            self._turn()
            self._inside.append(is_ours)
            try:
                return function(*arguments, **named)
            finally:
                self._turn()
                self._inside.pop()

        return metered

    def _turn(self) -> None:
        now = time.thread_time()
        if self._inside[-1]:
            self.spent += now - self._last
        self._last = now


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
    redline = treaty_text(clauses) if "treaty" in sys.argv else parse(sparse_text(clauses))
    return Submission(proposals=(Proposal("MOD", "1", redline, original=redline),))


def program_in(folder: Path) -> Program:
    program = Program(folder / "journals", QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat), "Bench")
    program.window.show()
    return program


def bare_like(program: Program) -> QTextEdit:
    """A QTextEdit with the same text and formats as the window's, its own undo on."""
    editor = program.window.editor
    bare = QTextEdit()
    bare.setAcceptRichText(False)
    beside = editor.width() - editor.contentsRect().width() + editor.verticalScrollBar().sizeHint().width()
    bare.resize(editor.viewport().width() + beside, editor.height())
    bare.document().setDocumentMargin(editor.document().documentMargin())
    bare.document().setUndoRedoEnabled(False)
    fill(bare.document(), editor.projection, editor.formats)
    bare.document().setUndoRedoEnabled(True)
    bare.show()
    return bare


def settle(seconds: float = 0.5) -> None:
    """Lets timers run, so that what is measured next starts from rest."""
    stop = time.perf_counter() + size(seconds, trial=min(seconds, 0.05))
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


def timed(work: Callable[[], object], clock: Callable[[], float] = time.thread_time) -> float:
    start = clock()
    work()
    return clock() - start


def press(editor: QTextEdit, key: Key, undo: Callable[[], None]) -> None:
    if key == Key.Key_Undo:
        undo()
    else:
        QTest.keyClick(editor, key)
    QApplication.processEvents()


def compare(program: Program, bare: QTextEdit, what: Press, place: str, *, singly: bool) -> tuple[list[float], list[float]]:
    """Seconds of each key in the two."""
    spent: tuple[list[float], list[float]] = ([], [])
    both = ((program.window.editor, program.actions["undo"].trigger), (bare, bare.undo))
    for editor, _ in both:
        go(editor, place)
    settle(2 * REST)
    for _ in range(ROUNDS * (4 if singly else 1)):
        for (editor, undo), times in zip(both, spent, strict=True):
            for _ in range(1 if singly else KEYS):
                if what.before is not None:
                    press(editor, what.before, undo)
                    settle(REST if singly else 0)
                times.append(timed(partial(press, editor, what.key, undo)))
                if what.after is not None:
                    press(editor, what.after, undo)
            settle(REST)
    return spent


def own_seconds(program: Program, meter: Meter, what: Press, place: str) -> float:
    """Seconds of a key that are spent in our code, with the writing of the journal and the row that follow it."""
    editor, undo = program.window.editor, program.actions["undo"].trigger
    go(editor, place)
    settle(2 * REST)
    profile = cProfile.Profile(time.thread_time) if "profile" in sys.argv else None
    samples = []
    for _ in range(ROUNDS):
        for _ in range(KEYS):
            if what.before is not None:
                press(editor, what.before, undo)
            meter.spent = 0.0
            if profile is not None:
                profile.enable()
            press(editor, what.key, undo)
            if profile is not None:
                profile.disable()
            samples.append(meter.spent)
            if what.after is not None:
                press(editor, what.after, undo)
        settle(REST)
    if profile is not None:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(75)
    return median(samples)


def row(
    name: str, what: Press, program_times: list[float], bare: list[float], code_time: float | None = None, *, short: bool
) -> None:
    a, b = figures(program_times), figures(bare)
    ratios = " / ".join(f"{x / y:.2f}" for x, y in zip(a, b, strict=True))
    over = " / ".join(f"{(x - y) * 1000:+.2f}" for x, y in zip(a, b, strict=True))
    allowed = ALLOWED_IN_SHORT if short else what.allowed
    held = all(x <= max(y * what.wanted, y + allowed) for x, y in zip(a, b, strict=True))
    message = f"   ours {code_time * 1000:.2f} ms" if code_time is not None else ""
    print(
        f"  {name:<34}{shown(a)}   bare {shown(b)}   times {ratios}   {over} ms   {'' if held else 'MORE THAN WANTED'}{message}",
        flush=True,
    )


def figures(seconds: list[float]) -> tuple[float, float]:
    return median(seconds), quantiles(seconds, n=20)[-1]


def shown(both: tuple[float, float]) -> str:
    return f"{both[0] * 1000:6.2f} / {both[1] * 1000:6.2f} ms"


def measure_keys(clauses: int, folder: Path) -> None:
    meter = Meter()
    submission = submission_of(clauses)
    program = program_in(folder)
    settle()
    program.session.prepare(submission)  # as the thread that reads a file does
    heart = Heartbeat()
    opened = timed(lambda: (program.open_submission.show_unsaved(submission, "bench"), program.window.editor.setFocus()))
    first = opened + timed(program.window.editor.viewport().repaint)
    settle(3.0)
    print(f"{clauses:,} clauses: first screen {first * 1000:.0f} ms CPU; longest stall of opening {heart.stop() * 1000:.0f} ms")
    editor = program.window.editor
    bare = bare_like(program)
    settle(1.0)
    gc.freeze()
    for what, places in ((TYPE, PLACES), (STRIKE, ("middle",)), (ENTER, ("middle",)), (UNDO, ("middle",))):
        for place in places:
            name = f"{what.name}, {place}"
            spent = compare(program, bare, what, place, singly=False)
            row(name, what, *spent, own_seconds(program, meter, what, place), short=clauses <= SHORT)
            if place == "middle":
                row(f"{name}, after a rest", what, *compare(program, bare, what, place, singly=True), short=clauses <= SHORT)
    heart = Heartbeat()
    for key in (Key.Key_A, Key.Key_Return, Key.Key_Backspace) * size(4, trial=1):
        QTest.keyClick(editor, key)
        settle(0.3)
    print(f"  longest stall of typing with pauses: {heart.stop() * 1000:.0f} ms", flush=True)
    measure_scrolling(program)
    QApplication.clipboard().clear()
    program.session.stack.setClean()
    program.window.close()


def measure_table(rows: int, folder: Path) -> None:
    """Keys in cells and before a table."""
    places = ((at, column) for at in range(1, rows + 1) for column in COLUMNS)
    cells = "".join(f"|1.{at}.{column}| {'a word of a cell; ' * (1 + at * column % 4)}\n" for at, column in places)
    redline = parse(f"*resolves*\n1\tto look at this table:\n{cells}2\tto go on behind it.\n")
    program = program_in(folder)
    proposal = Proposal("MOD", "1", redline, original=redline)
    editor = program.window.editor
    opened = timed(lambda: program.open_submission.show_unsaved(Submission(proposals=(proposal,)), "bench"))
    settle(2.0)
    gc.freeze()
    print(f"a table of {rows} rows and {len(COLUMNS)} columns: opened in {opened * 1000:.0f} ms CPU")
    for name, block in (("in its first cell", 2), ("in the middle", 2 + rows // 2 * len(COLUMNS) + 2), ("before it", 1)):
        cursor = QTextCursor(editor.document().findBlockByNumber(block))
        cursor.setPosition(cursor.position() + 3)
        editor.setTextCursor(cursor)
        settle(2 * REST)
        spent = []
        for _ in range(ROUNDS):
            spent += [timed(partial(press, editor, Key.Key_A, lambda: None)) for _ in range(KEYS)]
            settle(REST)
        middle, high = figures(spent)
        held = middle < MOST_IN_TABLE[0] and high < MOST_IN_TABLE[1]
        print(f"  a key {name:<20}{shown((middle, high))}   {'' if held else 'MORE THAN WANTED'}", flush=True)
    program.session.stack.setClean()
    program.window.close()


def measure_scrolling(program: Program) -> None:
    """From each turn of the wheel to the end of painting, in the whole text and back, on the screen of a laptop."""
    window, editor = program.window, program.window.editor
    window.resize(*LAPTOP)
    settle(3.0)
    while not program.page_view.is_settled:
        settle(REST)
    bar, spent = editor.verticalScrollBar(), []
    for step in range(TURNS):
        far = step * bar.maximum() // TURNS if step % 10 == 0 else bar.value() + NOTCH
        spent.append(timed(lambda far=far: (bar.setValue(far), editor.viewport().repaint())))
        QApplication.processEvents()
    hundred = quantiles(spent, n=100)
    message = "" if hundred[98] < SCROLLED else "   MORE THAN WANTED"
    figures = f"{hundred[49] * 1000:.2f} ms, 99th percentile {hundred[98] * 1000:.2f} ms"
    print(f"  scrolling, {LAPTOP[0]} × {LAPTOP[1]}: {figures}{message}", flush=True)


def measure_memory(which: str, clauses: int, folder: Path) -> None:
    """A window on the text, whose memory is measured from outside; without our program, the same text and formats are shown."""
    if which == "ours":
        program = program_in(folder)
        program.open_submission.show_unsaved(submission_of(clauses), "bench")
        settle(2.0)
        program.window.close()
    else:
        bare = QTextEdit()
        bare.setPlainText(sparse_text(clauses))
        bare.show()
        settle(1.0)


def main() -> None:
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        if sys.argv[1] in ("keys", "treaty"):
            measure_keys(int(sys.argv[2]), Path(name))
        elif sys.argv[1] == "table":
            measure_table(int(sys.argv[2]), Path(name))
        else:
            measure_memory(sys.argv[2], int(sys.argv[3]), Path(name))
    application.quit()


if __name__ == "__main__":
    main()
