"""How long it takes until a text can be worked on, and what memory that takes, beside a bare window with the same text.

`python -m tests.bench.start bare TEXT`, `... toolkit TEXT`, `... ours FILE`, `... page FILE` each start such a window, the last
one the start page with FILE as the recent document, and print, as JSON: CPU and wall seconds from the start of the process until
it is painted and the event loop waits; those that the first key then takes; the longest that the loop stood still in the seconds
after; the most memory until then. `toolkit` is the bare window with
a tree and menus, in which the libraries that the program builds on are loaded besides: less cannot be had with them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.costs import ENVIRONMENT
from tests.bench.sizes import size

REST = size(3.0, trial=0.1)
"""Seconds in which what was put off comes."""


@dataclass(frozen=True)
class Start:
    cpu: float
    wall: float
    key: float
    stall: float
    """Seconds."""
    peak: float
    """Megabytes."""


def starts(*processes: tuple[str, Path], runs: int = 7) -> list[Start]:
    """The medians of each of several windows that start by turns."""
    taken: list[list[dict[str, float]]] = [[] for _ in processes]
    for _ in range(size(runs, trial=1) + 1):
        for (which, path), found in zip(processes, taken, strict=True):
            with tempfile.TemporaryDirectory() as home:  # each a new user's: the one before left a journal
                found.append(_run_once(which, path, home))
    return [Start(**{name: median(sample[name] for sample in found[1:]) for name in found[0]}) for found in taken]


def _run_once(which: str, path: Path, home: str) -> dict[str, float]:
    places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), home)
    environment = {**ENVIRONMENT, **places, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.bench.start", which, str(path)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, timeout=60)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def tell(*_: object) -> None:
    """Called when the text should stand there: looks whether it does, and prints what it took."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    application.processEvents()
    cpu, wall = time.process_time(), time.time() - _born()
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QTextEdit

    editor, start = application.focusWidget(), time.process_time()
    if isinstance(editor, QTextEdit):
        before = editor.document().characterCount()
        QTest.keyClicks(editor, "a")
        application.processEvents()
        assert editor.document().characterCount() == before + 1
    else:
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        application.processEvents()
        assert application.focusWidget() is not editor
    key = time.process_time() - start
    stall, stop = 0.0, time.perf_counter() + REST
    while (last := time.perf_counter()) < stop:
        application.processEvents()
        stall = max(stall, time.perf_counter() - last)
        time.sleep(0.002)
    import resource  # not on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu, "wall": wall, "key": key, "stall": stall, "peak": peak}), flush=True)
    os._exit(0)


def _born() -> float:
    """When this process began, in seconds of the epoch; as exact as the clock of the system."""
    ticks = int(Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19])
    booted = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
    return booted + ticks / os.sysconf("SC_CLK_TCK")


def bare(path: str, *, toolkit: bool = False) -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    application, window = QApplication([]), QMainWindow()
    editor = QTextEdit(window)
    with open(path, encoding="utf-8") as file:
        editor.setPlainText(file.read())
    if toolkit:
        import json  # noqa: F401
        import zipfile  # noqa: F401

        import lxml.etree  # noqa: F401
        import msgspec  # noqa: F401
        import platformdirs  # noqa: F401
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QDockWidget, QTreeView

        for title in ("File", "Edit", "Help"):
            window.menuBar().addMenu(title).addAction(title)
        dock = QDockWidget("Clauses", window)
        dock.setWidget(QTreeView())
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        editor.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        application.style().standardIcon(application.style().StandardPixmap.SP_FileIcon)
    window.setCentralWidget(editor)
    window.resize(1340, 860)
    window.show()
    editor.setFocus()
    tell()


def start_program(path: str) -> None:
    import PySide6.QtWidgets

    PySide6.QtWidgets.QApplication.exec = tell
    from app.cli.main import main

    main([path])


def page(path: str) -> None:
    import PySide6.QtWidgets

    from app.user_data.settings import SettingsFile, config_folder

    SettingsFile(config_folder()).add_recent(Path(path))
    PySide6.QtWidgets.QApplication.exec = tell
    from app.cli.main import main

    main([])


if __name__ == "__main__":
    which, given = sys.argv[1:]
    if which in ("ours", "page"):
        (start_program if which == "ours" else page)(given)
    else:
        bare(given, toolkit=which == "toolkit")
