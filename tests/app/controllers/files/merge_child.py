"""A window that is killed: it types into a file and says when the journal and what it keeps beside it are written.

python -m tests.app.controllers.files.merge_child FOLDER FILE WORDS
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.program import Program


def run(folder: Path, file: str, words: str) -> None:
    application = QApplication([])
    layout = QSettings(str(folder / "layout.ini"), QSettings.Format.IniFormat)
    program = Program(folder / "journals", layout, "ATU", folder / "config")
    program.start([file], None)
    QTest.keyClicks(program.window.editor, words)
    persistence = program.open_submission.persistence
    assert persistence is not None
    journal = persistence.journal
    while journal.count <= len(words) or not journal.keeps(persistence.fingerprint):
        application.processEvents()
    print("typed", flush=True)
    application.exec()


if __name__ == "__main__":
    run(Path(sys.argv[1]), *sys.argv[2:])
