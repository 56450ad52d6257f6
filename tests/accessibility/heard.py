"""Plays journeys on a display while Orca listens, and tells which words it did not say:
python -m tests.accessibility.heard LOG OUT [NAME …]."""

from __future__ import annotations

import gc
import json
import re
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QTabBar

from app.controllers.problems import live_preflight
from app.program import Program
from tests.accessibility.journeys import JOURNEYS, submission_of
from tests.accessibility.player import Journey, Player
from tests.accessibility.reader import SPOKEN
from tests.accessibility.recorder import listening
from widgets.dialogs import messages

PATIENCE = 6
"""Seconds for which the words of a step are waited for."""
SILENCE = 0.5
"""Seconds without a line in the log after which Orca has heard of everything: it takes what has the focus before all else."""
LEAST_WORDS = 3
"""The words that a label in a box must have to be said when the box comes up; that is Orca's rule."""
NOT_SPOKEN = re.compile(r"[\W_]+")
"""Characters between words, which are compared alone."""


class Ear:
    """Compares what is recorded after each step with what Orca says from then on."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._from = log.stat().st_size
        self._waiting: list[str] | None = None
        self._until = 0.0
        self._grown = (0, 0.0)
        """The size of the log, and since when it has it."""
        self.missed: list[str] = []
        """The lines that were not said, each with its step."""
        self.spoken: list[str] = []
        """Each step, and what was said after it."""

    def hear(self, step: str, lines: list[str]) -> bool:
        """Takes the lines of a step; returns whether all were said or the time is over."""
        if self._waiting is None:
            self._waiting, self._until = [], time.monotonic() + PATIENCE
        self._waiting += lines
        with self._log.open("rb") as log:
            log.seek(self._from)
            data = log.read()
        text = data.decode("utf-8", "replace")
        spoken = SPOKEN.findall(text)
        # Before the first key, the window of the journey before may still be closing.
        missed = [
            line for line in self._waiting if step != "start" and not is_said(line, " ".join((*spoken, *self._named(line))))
        ]
        if len(data) != self._grown[0]:
            self._grown = len(data), time.monotonic()
        at_work = time.monotonic() < self._grown[1] + SILENCE
        if (missed or at_work) and time.monotonic() < self._until:
            return False
        self.missed += [f"{step} › {line}" for line in missed]
        self.spoken += [step, *(f"    {' '.join(words.split())}" for words in spoken)]
        if not isinstance(QApplication.focusWidget(), QTabBar):
            self.missed += [f"{step} › tab without the focus: {words}" for words in spoken if words.endswith(" page tab.")]
        self._from += data.rfind(b"\n") + 1
        self.missed += [f"{step} › sign of a mnemonic: {words}" for words in spoken if re.search(r"&\w", words)]
        self._waiting = None
        return True

    def _named(self, line: str) -> list[str]:
        """The names of what has the focus: a reader omits a description that says the same."""
        return [other for other in self._waiting or () if line.startswith("about: ") and other.startswith("focus: ")]


def is_said(line: str, spoken: str) -> bool:
    """Whether the words of a recorded line are among those that were spoken, whatever is between its parts."""
    words = line.partition(": ")[2]
    if line.startswith("focus: "):
        words = words.rpartition(" (")[0]
    heard = NOT_SPOKEN.sub(" ", spoken).casefold()
    parts = re.split(r"[,.·:]\s", words)
    if line.startswith("message: "):
        parts = [part for part in parts if len(part.split()) >= LEAST_WORDS]
    return all(NOT_SPOKEN.sub(" ", part).strip().casefold() in heard for part in parts)


def play(journey: Journey, ear: Ear, home: Path) -> None:
    """Plays a journey in a window of its own."""
    layout = QSettings(str(home / "layout.ini"), QSettings.Format.IniFormat)
    with listening() as recorder, mock.patch.object(messages, "ask_to_save", return_value="discard"):
        program = Program(home / "journals", layout, "me", home / "config")
        program.windows.start_process = lambda command, folder: True
        program.settings.change(welcome=False)
        program.start([], submission_of(journey))
        program.window.activateWindow()
    with listening() as recorder:
        Player(program, recorder, ear.hear).play(journey, home)
    with mock.patch.object(messages, "ask_to_save", return_value="discard"):
        program.window.close()
    program.window.deleteLater()


def hear(journey: Journey, log: Path) -> Ear:
    """Plays a journey; an error is one of the things that were missed, so that the others are heard all the same."""
    ear = Ear(log)
    with tempfile.TemporaryDirectory() as home:
        try:
            play(journey, ear, Path(home))
        except Exception as error:
            ear.missed.append(repr(error))
    return ear


def main(log: Path, out: Path, names: list[str]) -> None:
    """Plays journeys, all if none is named, and writes to `out` what was missed and said."""
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    gc.disable()  # as in the program
    found: dict[str, dict[str, list[str]]] = {}
    for name in names or JOURNEYS:
        ear = hear(JOURNEYS[name], log)
        if ear.missed:  # on a busy machine, Orca omits what was overtaken by a later event
            ear = hear(JOURNEYS[name], log)
        found[name] = {"missed": ear.missed, "spoken": ear.spoken}
        out.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n")
        print(name, len(ear.missed), flush=True)


if __name__ == "__main__":
    live_preflight.PAUSE = live_preflight.FIRST_PAUSE = 20
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
