"""What a key takes of our code while only the proposals of a treaty text are shown: `python -m tests.bench.only_proposals`.

The same letters are typed by turns in the ordinary view and in that view, in a short text and in a long one of which two
provisions are amended, so that nearly all of it is hidden.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

import tests.bench.offscreen  # noqa: F401
from app.program import Program
from app.window.action_ids import ActionId
from model.redline import Run, Status
from model.redline.edit_text import Place
from model.submission.values import Proposal, Submission
from tests.bench.editor import KEYS, REST, ROUNDS, Key, Meter, press, program_in, settle
from tests.bench.sizes import size
from tests.bench.texts import treaty_text

CLAUSES = size((500, 2_900), trial=(60,))
WANTED = 0.0002
"""Seconds that the view may cost more than the ordinary one."""


def amended_text(clauses: int) -> tuple[Submission, Place]:
    """A text with amendments in two places, and one of them."""
    text = treaty_text(clauses).base()
    new = list(text.clauses)
    places = [at for at in (clauses // 4, clauses // 4 * 3) for at in range(at, at + 3) if text.clauses[at].number is not None]
    for at in places:
        new[at] = replace(new[at], runs=(*new[at].runs, Run(" and more", Status.INSERTED)))
    proposal = Proposal("MOD", "1", replace(text, clauses=tuple(new)), original=text)
    return Submission(proposals=(proposal,)), Place(places[0], 8)


def seconds(program: Program, meter: Meter, place: Place) -> list[float]:
    """What some letters take of our code."""
    editor, found = program.window.editor, []
    editor.caret.move_to(place)
    settle(2 * REST)
    for _ in range(KEYS):
        meter.spent = 0.0
        press(editor, Key.Key_A, lambda: None)
        found.append(meter.spent)
    return found


def measure(clauses: int, meter: Meter, folder: Path) -> None:
    submission, place = amended_text(clauses)
    program = program_in(folder)
    program.open_submission.show_unsaved(submission, "bench")
    program.window.editor.setFocus()
    settle(2.0)
    spent: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(2 * ROUNDS):
        is_on = turn % 2 == 1
        if program.only_proposals.is_on is not is_on:
            program.actions[ActionId.ONLY_PROPOSALS].trigger()
        settle(1.0)
        spent[is_on] += seconds(program, meter, place)
    whole, part = (median(spent[is_on]) for is_on in (False, True))
    held = "" if part - whole < WANTED else "   MORE THAN WANTED"
    figures = f"{part * 1000:.2f} ms, in the ordinary view {whole * 1000:.2f} ms"
    print(f"  a key in the proposals alone, of {clauses:,} clauses: ours {figures}{held}", flush=True)
    program.session.stack.setClean()
    program.window.close()


def main() -> None:
    application = QApplication([])
    meter = Meter()
    for clauses in CLAUSES:
        with tempfile.TemporaryDirectory() as folder:
            measure(clauses, meter, Path(folder))
    application.quit()


if __name__ == "__main__":
    main()
