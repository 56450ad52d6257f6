"""A process that checks the words of one language, and its answers so far."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess

MOST_KNOWN = 50_000
"""The number of words whose answers are kept."""
GONE_AFTER = 1000
"""Milliseconds within which a process ends."""


class Speller(QObject):
    """Asks a process one line of JSON per question, without waiting for the answer."""

    learned = Signal()
    """The state of words may have changed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._answers: deque[Callable[[Any], None]] = deque()
        self._known: dict[str, bool] = {}
        self._asked: set[str] = set()
        self._own_words: frozenset[str] = frozenset()
        self._names: Callable[[str], bool] = lambda _word: False
        self.ready = False
        """Whether the process has read its dictionary."""
        self.state = 0
        """Changes whenever a word may be judged otherwise than before."""

    @property
    def on(self) -> bool:
        """Whether a process is running."""
        return self._process is not None

    def start(self, command: Sequence[str], folder: Path) -> None:
        """Starts a process in a folder and ends the previous one."""
        self.stop()
        from PySide6.QtCore import QProcess  # with its many names not loaded for the first window

        process = QProcess(self)
        process.setWorkingDirectory(str(folder))
        process.readyReadStandardOutput.connect(self._read)
        process.errorOccurred.connect(lambda _error: self._end())
        process.finished.connect(lambda _code, _status: self._end())
        self._process = process
        self._answers.append(lambda _ready: self._on_ready())
        process.start(command[0], list(command[1:]))

    def _on_ready(self) -> None:
        self.ready = True
        self._tell()

    def _end(self) -> None:
        if isValid(self):  # a process that is destroyed with this object reports a crash
            self.stop()

    def stop(self) -> None:
        """Ends the process and forgets its answers."""
        process, self._process, self.ready = self._process, None, False
        self._answers.clear()
        self._known.clear()
        self._asked.clear()
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(GONE_AFTER)
            process.deleteLater()
            self._tell()

    def set_own(self, words: Iterable[str]) -> None:
        """The user's own words."""
        self._own_words = frozenset(word.casefold() for word in words)
        self._tell()

    def set_names(self, are_names: Callable[[str], bool]) -> None:
        """Sets the words that are correct whatever the dictionary says."""
        self._names = are_names
        self._tell()

    def is_wrong(self, word: str) -> bool | None:
        """Whether a word is misspelt; None if not known yet."""
        wrong = self._known.get(word)
        return False if wrong is not False and (word.casefold() in self._own_words or self._names(word)) else wrong

    def ask(self, words: Iterable[str], then: Callable[[], None] | None = None) -> None:
        """Asks whether words are misspelt; `then` is called with the answer."""
        fresh = [word for word in dict.fromkeys(words) if word not in self._known and word not in self._asked]
        if not fresh and then is None:
            return
        self._asked.update(fresh)

        def learn(wrong: list[str]) -> None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            bad = set(wrong)
            self._known.update((word, word in bad) for word in fresh)
            self._asked.difference_update(fresh)
            if bad:
                self._tell()
            if then is not None:
                then()

        self._send(["check", fresh], learn)

    def suggest(self, word: str, then: Callable[[list[str]], None]) -> None:
        """Asks for suggestions for a word."""
        self._send(["suggest", word], then)

    def _tell(self) -> None:
        self.state += 1
        self.learned.emit()

    def _send(self, question: object, then: Callable[[Any], None]) -> None:
        if self._process is not None:
            self._answers.append(then)
            self._process.write(json.dumps(question).encode() + b"\n")

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine() and self._answers:
            answer = json.loads(bytes(self._process.readLine().data()))
            self._answers.popleft()(answer)
