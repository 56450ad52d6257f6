"""What it takes to scroll a long text with cards beside it: `python -m tests.bench.scrolling 3000`.

From the event of the wheel to the end of what it paints, in a window of 1366 by 768, drawn in software: with pages and cards
together, with either alone, with neither, and a bare QTextEdit of the same text and formats, which tells a busy machine from our
code. What counts is the CPU time of the thread, so that other programs on the machine count as little as they can.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QTextEdit

import tests.bench.offscreen  # noqa: F401
from app.program import Program
from model.edits.comments import add_comment, anchors_between
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.bench.editor import bare_like, settle, submission_of, timed
from tests.bench.sizes import size

CARDS = size(500, trial=60)
WANTED = 0.008
"""Seconds from the event to the end of the paint, at the 99th percentile."""
SIZE = 1366, 768
NOTCH = 120
TURNS = size(400, trial=4)


def with_comments(submission: Submission, cards: int) -> Submission:
    """One in eight clauses is amended already; comments on others make up the number."""
    clauses = submission.proposals[0].redline.clauses
    wanted = cards - len(clauses) // 8
    for number in range(max(wanted, 0)):
        place = 2 + number * (len(clauses) - 2) // wanted
        anchors = anchors_between(submission, StoryId(1), Place(place, 3), Place(place, 9))
        comment = "Should this not come before the reference to the plan of action? It was asked for."
        made = add_comment(submission, 1, anchors, comment, Stamp("Ana", "2024-09-06T09:00:00Z"), private=number % 2 == 0)
        submission = apply(submission, made)
    return submission


def turn(editor: QTextEdit, by: int) -> None:
    viewport = editor.viewport()
    middle = QPointF(viewport.rect().center())
    at = QPointF(viewport.mapToGlobal(viewport.rect().center()))
    none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(middle, at, QPoint(), QPoint(0, -by), Qt.MouseButton.NoButton, none, phase, False)
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()


def measure(editor: QTextEdit, turns: int = TURNS) -> list[float]:
    """Seconds of each turn of the wheel, down through the text and with larger leaps."""
    bar = editor.verticalScrollBar()
    bar.setValue(0)
    settle(0.3)
    leap = max(bar.maximum() // turns - 60, 60)
    spent = []
    for number in range(turns):
        if number % 4 == 3:
            bar.setValue(bar.value() + 4 * leap)
            QApplication.processEvents()
        spent.append(timed(partial(turn, editor, NOTCH)))
    return spent


def row(name: str, spent: list[float]) -> None:
    late = quantiles(spent, n=100)[-1]
    message = "" if late <= WANTED else "MORE THAN WANTED"
    print(f"  {name:<26}{median(spent) * 1000:6.2f} / {late * 1000:6.2f} ms   {message}", flush=True)


def rest(program: Program) -> None:
    """Waits until pages and cards stand."""
    settle(1.0)
    while not program.page_view.is_settled:
        settle(0.3)
    settle(0.5)


def main() -> None:
    application, clauses = QApplication([]), int(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        layout = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
        program = Program(folder / "journals", layout, "Bench", folder / "config")
        program.window.resize(*SIZE)
        program.window.show()
        program.open_submission.show_unsaved(with_comments(submission_of(clauses), CARDS), "bench")
        settle(2.0)
        rest(program)
        begun = time.thread_time()
        program.cards.follow()
        made, cards = time.thread_time() - begun, len(program.cards.margin.cards)
        print(f"{clauses:,} clauses, {cards} cards, made in {made * 1000:.1f} ms; a turn of the wheel, median and 99th of 100")
        gc.freeze()
        editor, change = program.window.editor, program.settings.change
        row("pages and cards", measure(editor))
        change(cards="none")
        rest(program)
        row("pages", measure(editor))
        bare = bare_like(program)
        bare.resize(editor.size())
        settle(1.0)
        row("a bare editor", measure(bare))
        bare.close()
        change(page=False)
        rest(program)
        row("neither", measure(editor))
        change(cards="all")
        rest(program)
        row("cards", measure(editor))
        program.session.stack.setClean()
        program.window.close()
    application.quit()


if __name__ == "__main__":
    main()
