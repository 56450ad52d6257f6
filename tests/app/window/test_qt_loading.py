"""Loading Qt: in a process of its own, since it is loaded once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.files.opening import open_document
from model.formats.amend import Project, project_bytes

SCRIPT = """
import linecache
from app.window.qt_loading import load_qt
load_qt()
from PySide6.QtCore import QObject, Signal
import app.session.session
class Told(QObject):
    changed = Signal(int)
told, heard = Told(), []
told.changed.connect(heard.append)
told.changed.emit(1)
print(heard, [name for name in linecache.cache if name.endswith(("session.py", "redline.py"))])
"""


STARTED = """
import enum, sys
made, create = [], enum.EnumType._create_
def noted(*given, **named):
    made.append(create(*given, **named))
    return made[-1]
enum.EnumType._create_ = noted
import PySide6.QtWidgets
import app.background
app.background.SHOW_AFTER = 600_000  # a box says so if a busy machine takes longer to read a text, and then it is shown
import app.controllers.window.page_view
app.controllers.window.page_view.SOON = 600_000  # pages are broken later, but a busy machine may be late itself
from app.cli.main import main
def look(*_):
    PySide6.QtWidgets.QApplication.processEvents()
    early, late, watched = (set(sys.argv.pop().split()) for _ in range(3))
    print(sorted({str(each.__qualname__) for each in made} & watched))
    print(sorted(name for name in sys.modules.keys() - early if f"{name}.".startswith(tuple(f"{each}." for each in late))))
    import model.preflight.rules
    print(sorted({"sqlite3", "rapidfuzz", "model.library.store.library", "model.library.queries.twins"} & sys.modules.keys()))
    sys.exit()
PySide6.QtWidgets.QApplication.exec = look
main(sys.argv[1:-3])
"""
WATCHED = (
    "QAbstractSpinBox.StepType QDialog.DialogCode QFileDialog.FileMode QImage.Format "
    "QImageReader.ImageReaderError QLibraryInfo.LibraryPath QPlainTextEdit.LineWrapMode QStandardPaths.StandardLocation "
    "QStyle.StateFlag QTextBoundaryFinder.BoundaryType QUrl.ParsingMode QWizard.WizardStyle"
)
"""One enum each of classes of Qt that are loaded with all their names."""
LATE = (
    "sqlite3 dataclasses difflib hashlib locale model.library model.lexicon model.edits model.preflight "
    "model.formats.akoma_ntoso model.formats.refused_kinds model.formats.page.front_matter model.files.text_forms "
    "model.submission.known_words model.submission.moved_selections model.text.word_count app.user_data.user_tables "
    "app.window.template_start widgets.library widgets.amendments.panel widgets.editor.tables.painting "
    "widgets.window.reference_bar widgets.brackets.phrases widgets.comments.phrases widgets.positions.phrases"
)
"""Modules, and folders of modules, that the first window does not use; `locale` is that in which argparse looks for words."""
EARLY = "model.edits model.edits.common model.edits.ignored_words"
"""What it uses of them."""
READS = {
    "start page": set[str](),
    "text": {"model.lexicon", "model.formats.akoma_ntoso", "model.formats.refused_kinds"},
    "project": {"hashlib"},
}
"""What is read with, besides: a text by its words, if it is of no other kind; a project by the fingerprints of its parts."""


@pytest.mark.parametrize("begun", ["start page", "text", "project"])
def test_the_first_window_loads_nothing_that_it_does_not_show(tmp_path: Path, begun: str) -> None:
    (tmp_path / "text.txt").write_text("*resolves*\n1\tto go on {++quickly++}.\n", encoding="utf-8", newline="\n")
    (tmp_path / "text.amend").write_bytes(project_bytes(Project(open_document(tmp_path / "text.txt").submission, id="1")))
    given = {"text": ["text.txt"], "project": ["text.amend"]}.get(begun, [])
    places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), str(tmp_path))
    environment = {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"}
    late = " ".join(set(LATE.split()) - READS[begun])
    command = [sys.executable, "-c", STARTED, *(str(tmp_path / name) for name in given), WATCHED, late, EARLY]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False, encoding="utf-8")
    classes, modules, checks = done.stdout.splitlines()
    assert classes == "[]"
    assert modules == checks == "[]", "nothing of the library either, nor what msgspec has from Python itself"


def test_no_source_is_read_of_what_is_loaded_after_it() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, text=True, check=True, encoding="utf-8")
    assert done.stdout == "[1] []\n"
