"""Run of a list of command-line calls in one checkout, with clock and random numbers held; started by
`compare_checkouts`, and in each language by the journey of the command line.

    python run_verbs.py CHECKOUT CALLS OUT

Only the standard library and the program's `app.__main__.main` are used, so that any version of the program can be run.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import io
import os
import sys
import time
from pathlib import Path

HELD = datetime.datetime(2024, 9, 6, 9, 0, 0, tzinfo=datetime.UTC)


class HeldTime(datetime.datetime):
    """A clock that stands at HELD."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> HeldTime:
        return cls.fromtimestamp(HELD.timestamp(), tz)


def main() -> int:
    checkout, calls, out = sys.argv[1:]
    sys.path.insert(0, checkout)
    datetime.datetime = HeldTime  # type: ignore[misc]
    time.time = HELD.timestamp
    counter = iter(range(1 << 62))
    os.urandom = lambda size: hashlib.shake_128(str(next(counter)).encode()).digest(size)
    from app.__main__ import main as run

    for line in Path(calls).read_text(encoding="utf-8").splitlines():
        counter = iter(range(1 << 62))
        name, *arguments = line.split("\t")
        stdout, stderr = Text(), Text()
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
            status = run([argument.replace("{OUT}", out) for argument in arguments])
        output = f"{status}\n{stdout.getvalue()}\n{stderr.getvalue()}".replace(out, "OUT")
        Path(out, f"{name}.said").write_text(output, encoding="utf-8", errors="surrogateescape", newline="\n")
    return 0


class Text(io.TextIOWrapper):
    """A stream that remembers what is written, and is as much of a file as a program may ask for."""

    def __init__(self) -> None:
        self.raw_bytes = io.BytesIO()
        super().__init__(self.raw_bytes, encoding="utf-8", errors="surrogateescape", newline="\n")

    def getvalue(self) -> str:
        self.flush()
        return self.raw_bytes.getvalue().decode("utf-8", "surrogateescape")


if __name__ == "__main__":
    sys.exit(main())
