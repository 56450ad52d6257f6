"""`python -m app` and `clausewright`: the same program."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from model.storage.own_command import READ_PDF


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with arguments, or with those of the command line, and returns its exit status."""
    if arguments is None and sys.argv[1:] == [READ_PDF]:  # before the verbs are loaded, which cost as much as a page
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # msgspec works without it, and it loads `inspect`
        from model.formats.pdf.reading_process import run_reading_process

        return run_reading_process()
    from app.cli.main import main as run_verb

    return run_verb(arguments)


if __name__ == "__main__":
    sys.exit(main())
