"""The long run of the robot: `make soak`, or `make soak ARGS="--seed 7 --count 5000 --text mixed"`.

A failure is reported with its seed, and with the fewest of the actions that still lead to it.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import logging
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.builders.mixed_texts import KINDS, TREATY_KINDS
from tests.soak.box_answers import answer_boxes
from tests.soak.robot import Robot

TEXTS = (*KINDS, *TREATY_KINDS)
"""The texts that take turns."""
EPISODE = 250
"""Actions on one window, after which all is undone and redone."""
SHRINK_FOR = 120
"""Seconds at most that the search for the fewest actions takes."""
STANDSTILL = 180
"""Seconds after which one action is said to wait for something: the run ends and reports where."""
_HARMLESS = ("propagateSizeHints", "raise()", "grabbing the keyboard")


@dataclass(frozen=True)
class Failure:
    why: str
    names: tuple[str, ...]
    numbers: tuple[int, ...]
    """The actions up to the one that failed."""

    @property
    def kind(self) -> str:
        """The last line of why: failures with another one are others."""
        return self.why.strip().rpartition("\n")[2]


class Loud(logging.Handler):
    """Makes what Qt and slots only print, and what the program only logs, a failure."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.setFormatter(logging.Formatter())
        logging.getLogger().addHandler(self)
        sys.excepthook = lambda kind, error, trace: self.messages.append("".join(traceback.format_exception(kind, error, trace)))
        qInstallMessageHandler(self._note)

    def _note(self, kind: QtMsgType, _context: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and kind != QtMsgType.QtInfoMsg and not any(word in text for word in _HARMLESS):
            self.messages.append(text)

    def emit(self, record: logging.LogRecord) -> None:
        """Takes what is logged."""
        self.messages.append(self.format(record))

    def check(self) -> None:
        """Raises the errors since the last call."""
        messages, self.messages = self.messages, []
        assert not messages, "\n".join(messages)


def episode(kind: str, seed: int, numbers: Sequence[int], loud: Loud) -> Failure | None:
    """A run of some actions; None if all held."""
    names: list[str] = []
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        robot = Robot(kind, seed, Path(folder), thorough=seed % 4 == 0)
        answer_boxes(setattr, robot.random)
        try:
            for number in numbers:
                done += 1
                faulthandler.dump_traceback_later(STANDSTILL, exit=True)
                robot.act(number)
                names.append(robot.last)
                loud.check()
            robot.undo_all()
            loud.check()
        except Exception:
            return Failure(traceback.format_exc(), (*names, robot.last), tuple(numbers[:done]))
        finally:
            faulthandler.cancel_dump_traceback_later()
            robot.close()
            del robot
            QApplication.processEvents()
            gc.collect()
            loud.messages.clear()
    return None


def shrunk(kind: str, seed: int, failure: Failure, loud: Loud) -> Failure:
    """The same failure with as few actions as are found in time."""
    best, stop = failure, time.monotonic() + SHRINK_FOR
    size = max(1, len(best.numbers) // 2)
    while size and time.monotonic() < stop:
        at = 0
        while at < len(best.numbers) and time.monotonic() < stop:
            fewer = best.numbers[:at] + best.numbers[at + size :]
            found = episode(kind, seed, fewer, loud)
            if found is not None and found.kind == best.kind:
                best = found
            else:
                at += size
        size //= 2
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--text", choices=TEXTS)
    given = parser.parse_args()
    _application = QApplication([])
    loud = Loud()
    done, seed, start = 0, given.seed, time.monotonic()
    while done < given.count:
        kind = given.text or TEXTS[seed % len(TEXTS)]
        failure = episode(kind, seed, range(min(EPISODE, given.count - done)), loud)
        if failure is not None:
            print(f"\nafter {done:,} actions, seed {seed}, text {kind!r}:\n{failure.why}\nlooking for the fewest …", flush=True)
            least = shrunk(kind, seed, failure, loud)
            print(f"{least.why}\nactions {list(least.numbers)}\n{', '.join(least.names)}")
            sys.exit(1)
        done, seed = done + EPISODE, seed + 1
        if seed % 8 == 0:
            print(f"{done:>9,} actions, {done / (time.monotonic() - start):,.0f} a second", flush=True)
    print(f"{min(done, given.count):,} actions, nothing found")


if __name__ == "__main__":
    main()
