"""How long the window stands still when the changes of a colleague arrive, and when an own step is undone after them:
`python -m tests.bench.arriving`."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import tests.bench.offscreen  # noqa: F401
from app.program import Program
from model.edits.text import type_text
from model.formats.notation import parse
from model.redline import Stamp
from model.redline.edit_text import Place
from model.sharing.new_commits import transaction_between
from model.submission.story import FIRST_TEXT
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply
from model.submission.values import Proposal, Submission
from tests.bench.costs import line
from tests.bench.sizes import size
from tests.bench.texts import sparse_text

CLAUSES = size(3_000, trial=60)
CHANGES = 20
ROUNDS = size(8, trial=2)
ANA = Stamp("Ana", "2026-03-01T09:00:00Z")


def main() -> None:
    """Print the row."""
    application = QApplication.instance() or QApplication([])
    text = parse(sparse_text(CLAUSES), language="en")
    submission = Submission(proposals=(Proposal("MOD", redline=text, original=text),), language="en")
    chance = random.Random(28)
    with tempfile.TemporaryDirectory() as folder:
        layout = QSettings(str(Path(folder) / "layout.ini"), QSettings.Format.IniFormat)
        program = Program(Path(folder) / "journals", layout, "me", Path(folder) / "config")
        program.window.show()
        program.open_submission.show_unsaved(submission, "text")
        program.window.editor.setFocus()
        QTest.qWait(size(3000, trial=50))
        session, place = program.session, Place(CLAUSES // 2, 1)
        session.commit(type_text(submission, FIRST_TEXT, place, place, " own", session.stamp()))

        def seconds(do: Callable[[], object]) -> float:
            start = time.thread_time()
            do()
            application.processEvents()
            took = time.thread_time() - start
            QTest.qWait(size(600, trial=10))
            return took

        def shown(where: range) -> float:
            made = _arrival(session.submission, chance, where)
            return seconds(lambda: session.take_in(made))

        near = range(min(60, CLAUSES))
        longest = [max(shown(where) for _ in range(ROUNDS)) for where in (range(CLAUSES), near)]
        undone = seconds(session.stack.undo)
        program.open_submission.close()
    name = f"{CHANGES} changes of a colleague in {CLAUSES:,} clauses"
    line(f"{name}: shown in the window", f"{longest[0] * 1000:.0f} ms CPU", "the longest; wanted: under 50 ms")
    line(f"{name}, in the first {len(near)}", f"{longest[1] * 1000:.0f} ms CPU", "the longest; wanted: under 50 ms")
    count = 2 * ROUNDS * CHANGES
    line(f"own step undone after {count} changes of a colleague", f"{undone * 1000:.0f} ms CPU", "wanted: under 50 ms")


def _arrival(before: Submission, chance: random.Random, where: range) -> Transaction:
    after = before
    for _ in range(CHANGES):
        clauses = after.proposals[0].redline.clauses
        at = chance.choice(where)
        place = Place(at, chance.randrange(len(clauses[at].text) + 1))
        after = apply(after, type_text(after, FIRST_TEXT, place, place, " word", ANA))
    return replace(transaction_between(before, after, ANA), kind=TransactionKind.ARRIVED)


if __name__ == "__main__":
    main()
