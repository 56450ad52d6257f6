"""What the command line shares with the terminal: streams, one-line messages, progress."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

AFTER = 1.0
"""Seconds of work after which progress is told."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """A text for a message: on one line, what steers terminals or turns the direction of writing shown, not obeyed."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode-escape").decode("ascii"), text)


def warn(file: object, sentences: Iterable[str]) -> None:
    """Tells on stderr what a user must know about a file, a line each."""
    for sentence in sentences:
        print(one_line(f"{file}: {sentence}"), file=sys.stderr)


def prepare_streams() -> None:
    """Output in UTF-8 with line feeds, so that what is printed can be read again; a terminal keeps its encoding."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")


def silence_stdout() -> None:
    """Lets the interpreter end in peace where nobody reads what is left to print."""
    with suppress(OSError, ValueError, AttributeError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


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
