"""What `test_kill9` kills: types, saves or exports in a loop and acknowledges each act on stdout when it is done.

python -m tests.app.kill9_child type|save|export FOLDER
"""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from app.session.persistence import Persistence
from model.files.opening import open_document
from model.storage.atomic_write import write_durably
from model.submission.transactions import apply
from tests.app.builders import FILE, OUT, STATE, letter, type_text


def acknowledge(number: int) -> None:
    os.write(1, b"%d\n" % number)


def run(mode: str, folder: Path) -> None:
    persistence = Persistence.of(open_document(folder / FILE), folder / STATE)
    submission = persistence.project.submission
    for number in count(1):
        transaction = type_text(submission, letter(number))
        submission = apply(submission, transaction)
        persistence.append(transaction)
        if mode == "save" and number % 3 == 0:
            persistence.save(submission)
        if mode == "export":
            from model.formats.word.writing.writer import write_word

            write_durably(folder / OUT, write_word(submission).data)
        acknowledge(number)


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]))
