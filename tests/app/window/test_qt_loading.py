"""Loading Qt: in a process of its own, since it is loaded once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
from app.cli.main import main
def look(*_):
    PySide6.QtWidgets.QApplication.processEvents()
    print(sorted({str(each.__qualname__) for each in made} & set(sys.argv.pop().split())))
    late = ("sqlite3", "model.library", "widgets.library")
    print(sorted(name for name in sys.modules if name.startswith(late)))
    import model.preflight.rules
    print(sorted({"sqlite3", "rapidfuzz", "model.library.store.library", "model.library.queries.twins"} & sys.modules.keys()))
    sys.exit()
PySide6.QtWidgets.QApplication.exec = look
main(sys.argv[1:-1])
"""
WATCHED = (
    "QAbstractSpinBox.StepType QDialog.DialogCode QFileDialog.FileMode QImage.Format "
    "QImageReader.ImageReaderError QLibraryInfo.LibraryPath QPlainTextEdit.LineWrapMode QStandardPaths.StandardLocation "
    "QStyle.StateFlag QTextBoundaryFinder.BoundaryType QUrl.ParsingMode QWizard.WizardStyle"
)
"""One enum each of classes of Qt that are loaded with all their names."""


@pytest.mark.parametrize("begun", ["start page", "text"])
def test_the_first_window_loads_no_widgets_that_it_does_not_show(tmp_path: Path, begun: str) -> None:
    (tmp_path / "text.txt").write_text("*resolves*\n1\tto go on {++quickly++}.\n", encoding="utf-8", newline="\n")
    given = [str(tmp_path / "text.txt")] if begun == "text" else []
    places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), str(tmp_path))
    environment = {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", STARTED, *given, WATCHED]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False, encoding="utf-8")
    classes, library, checks = done.stdout.splitlines()
    assert classes == ("[]" if begun == "text" else "['QStyle.StateFlag']")  # the cards of the start page need the style
    assert library == checks == "[]", "neither the library is used nor what msgspec has from Python itself"


def test_no_source_is_read_of_what_is_loaded_after_it() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, text=True, check=True, encoding="utf-8")
    assert done.stdout == "[1] []\n"
