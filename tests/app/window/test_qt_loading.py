"""Loading Qt: in a process of its own, since it is loaded once."""

from __future__ import annotations

import subprocess
import sys

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


def test_no_source_is_read_of_what_is_loaded_after_it() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, text=True, check=True, encoding="utf-8")
    assert done.stdout == "[1] []\n"
