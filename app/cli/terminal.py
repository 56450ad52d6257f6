"""Streams, one-line messages and progress of the command line."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TextIO

from model.errors import ClausewrightError
from model.message import Message, Say
from model.text.lazy_regex import late

AFTER = 1.0
"""Seconds of work after which progress is shown."""
_UNSEEN = late(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """A text for a message: on one line, what steers terminals or turns the direction of writing shown, not obeyed."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode-escape").decode("ascii"), text)


class ClosedOutput(ClausewrightError, OSError):
    """The error of a closed standard output, with its sentence. To the caller that prints, it is an ordinary OSError."""


class ClosedStream(io.TextIOBase):
    """A replacement for standard output if its descriptor is closed or the program has no console."""

    def write(self, text: str) -> int:
        """Raises ClosedOutput, an OSError as a descriptor that is closed raises one."""
        raise ClosedOutput(Message.of("standard output: it is closed, so nothing can be printed; redirect it to a file"))


def prepare_streams() -> None:
    """Output in UTF-8 with line feeds, so that what is printed can be read again; a terminal keeps its encoding. A closed
    stream is replaced by one that reports the error or discards output."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8", newline="\n")  # noqa: SIM115 - as long as the program runs
    if sys.stdout is None:
        sys.stdout = ClosedStream()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def silence(stream: TextIO) -> None:
    """Discards what is left to print, so that the interpreter ends without an error if nobody reads it."""
    with suppress(OSError, ValueError, AttributeError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def tell(text: str) -> None:
    """Prints what a verb reports about the file that it wrote. That file exists even if nothing can be printed."""
    if not isinstance(sys.stdout, ClosedStream):
        print(text)


def warn(text: str) -> None:
    """Prints a line on standard error. If that is full or closed, the work goes on without it."""
    try:
        print(one_line(text), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        silence(sys.stderr)


def warn_of(file: object, sentences: Iterable[Message | str], say: Say) -> None:
    """Tells on standard error what a user must know about a file, a line each, in the language of `say`."""
    for sentence in sentences:
        warn(say(Message.of("{path}: {reason}", path=str(file), reason=sentence)))


def wants_colour() -> bool:
    """Whether output goes to a terminal that shows colours (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def progress(doing: Message, say: Say) -> Iterator[None]:
    """Shows on a terminal what takes more than a second, in the language of `say`, and clears the line afterwards."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    messages: list[str] = []

    def tell() -> None:
        messages.append(one_line(say(doing)))
        sys.stderr.write(f"{messages[0]} …")
        sys.stderr.flush()

    timer = Timer(AFTER, tell)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if messages:
            sys.stderr.write("\r" + " " * (len(messages[0]) + 2) + "\r")
            sys.stderr.flush()


class RunningLine:
    """A line on a terminal that shows the progress of work of more than a second; it is cleared when the work is done."""

    def __init__(self, say: Say) -> None:
        """`say` translates messages into the language of the interface."""
        self._say = say
        self._is_shown = sys.stderr.isatty()
        self._begun = monotonic()
        self._length = 0

    def __enter__(self) -> RunningLine:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def tell(self, doing: Message) -> None:
        """Replaces the line by what is being done now."""
        if monotonic() - self._begun > AFTER:
            self._write(one_line(self._say(doing)))

    def _write(self, text: str) -> None:
        if not self._is_shown or not (text or self._length):
            return
        room = shutil.get_terminal_size().columns - 1
        text = text if len(text) <= room else f"{text[: max(room - 2, 0)]} …"
        sys.stderr.write("\r" + text + " " * (self._length - len(text)) + ("" if text else "\r"))
        sys.stderr.flush()
        self._length = len(text)
