"""Streams, one-line messages and progress of the command line."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from model.message import Message

AFTER = 1.0
"""Seconds of work after which progress is told."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """A text for a message: on one line, what steers terminals or turns the direction of writing shown, not obeyed."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode-escape").decode("ascii"), text)


class Closed(io.TextIOBase):
    """Standard output where there is none: its descriptor is closed, or the program has no console."""

    def write(self, text: str) -> int:
        """Raises OSError, as a descriptor that is closed does."""
        raise OSError(errno.EBADF, "it is closed; nothing can be printed", "standard output")


def prepare_streams() -> None:
    """Output in UTF-8 with line feeds, so that what is printed can be read again; a terminal keeps its encoding. A stream that
    is closed is one that says so, or takes what nobody reads."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8", newline="\n")  # noqa: SIM115 - as long as the program runs
    if sys.stdout is None:
        sys.stdout = Closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def silence(stream: TextIO) -> None:
    """Lets the interpreter end in peace where nobody reads what is left to print."""
    with suppress(OSError, ValueError, AttributeError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def tell(text: str) -> None:
    """Prints what a verb says of the file that it wrote: that is there, even where nothing can be printed."""
    if not isinstance(sys.stdout, Closed):
        print(text)


def warn(text: str) -> None:
    """Prints a line on standard error; where that is full or closed the work goes on without."""
    try:
        print(one_line(text), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        silence(sys.stderr)


def warn_of(file: object, sentences: Iterable[Message | str]) -> None:
    """Tells on standard error what a user must know about a file, a line each."""
    for sentence in sentences:
        warn(f"{file}: {sentence}")


def wants_colour() -> bool:
    """Whether output goes to a terminal that shows colours (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Tells on a terminal what is being done, if it takes more than a second; leaves the line empty behind it."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    told: list[str] = []

    def tell() -> None:
        told.append(one_line(doing))
        sys.stderr.write(f"{told[0]} …")
        sys.stderr.flush()

    timer = Timer(AFTER, tell)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if told:
            sys.stderr.write("\r" + " " * (len(told[0]) + 2) + "\r")
            sys.stderr.flush()
