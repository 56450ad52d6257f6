"""A window that shares a draft, for `test_sharing_processes`: it types into the text until it is told to stop, and writes what it
has then.

python -m tests.app.sharing_child FILE HOME NAME share|join|recover

In HOME, `typed` has a line for each letter that was typed, when the journal has it; `text` the text after the last change; the
window ends when there is a file `stop` and all is sent.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.program import Program
from app.session.recovery import find_unsaved
from model.edits import text
from model.redline.edit_text import Place
from model.storage.atomic_write import replace_file
from model.submission.story import StoryId
from widgets.common.store import TYPING
from widgets.sharing.dialog import ShareDialog

LETTERS = {"Ana": "abcdefgh", "Ben": "ijklmnop", "Cem": "qrstuvwx"}
"""What each types: whose a letter is shows in the text."""


def answer(dialog: ShareDialog) -> int:
    dialog._end("share")
    return 1


class Typist:
    """Types at random places, and keeps what it has."""

    def __init__(self, program: Program, home: Path, name: str) -> None:
        self.program = program
        self.home = home
        self.letters = LETTERS[name]
        self.chance = random.Random(f"{name}/{os.getpid()}")
        self.timer = QTimer(program.window)
        self.timer.setInterval(60)
        self.timer.timeout.connect(self.act)
        self.timer.start()

    def act(self) -> None:
        self.keep()
        if (self.home / "stop").exists():
            return
        if self.chance.random() < 0.3:
            return
        session = self.program.session
        clauses = session.submission.proposals[0].redline.clauses
        at = self.chance.randrange(len(clauses))
        place = Place(at, len(clauses[at].text))
        letter = self.chance.choice(self.letters)
        session.commit(text.type_text(session.submission, StoryId(1), place, place, f" {letter}", session.stamp()), TYPING)
        assert self.program.open_submission.persistence is not None
        self.program.open_submission.persistence.settle()
        with (self.home / "typed").open("a", encoding="utf-8", newline="\n") as file:
            file.write(letter + "\n")

    def keep(self) -> None:
        draft = self.program.file_menu.sharing.draft
        proposal = self.program.session.submission.proposals[0]
        lines = ["sent" if draft is not None and not draft.unsent else "unsent"]
        lines += [clause.text for clause in proposal.redline.clauses]
        lines += [f"CONFLICT {key}" for key in sorted(proposal.conflicts)]
        part = self.home / "text.part"
        part.write_text("\n".join(lines), encoding="utf-8", newline="\n")
        replace_file(part, self.home / "text")


def run(file: Path, home: Path, name: str, how: str) -> int:
    application = QApplication([])
    ShareDialog.exec = answer  # type: ignore[method-assign, assignment]
    layout = QSettings(str(home / "layout.ini"), QSettings.Format.IniFormat)
    program = Program(home / "state" / "journals", layout, name, home / "config")
    program.window.show()
    if how == "recover":
        (left,) = find_unsaved(home / "state" / "journals")
        assert program.file_menu.crash_recovery.bring_back(left)
    else:
        assert program.open_submission.open(file)
    if how == "share":
        program.file_menu.sharing.share()
    assert program.file_menu.sharing.draft is not None
    typist = Typist(program, home, name)
    end = QTimer(program.window)
    end.timeout.connect(lambda: application.exit(0) if (home / "end").exists() else None)
    end.start(200)
    (home / "ready").touch()
    application.exec()
    typist.timer.stop()
    program.open_submission.close()
    return 0


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]))
