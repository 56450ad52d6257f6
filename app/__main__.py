"""`python -m app` and `clausewright`: the same program."""

from __future__ import annotations

import sys

from model.storage.own_command import READ_PDF

if __name__ == "__main__":
    if sys.argv[1:] == [READ_PDF]:  # before the verbs are loaded, which cost as much as a page
        from model.formats.pdf.reading_process import run_reading_process

        sys.exit(run_reading_process())
    from app.cli.main import main

    sys.exit(main())
