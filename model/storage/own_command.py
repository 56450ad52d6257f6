"""The command that starts this program once more, however it was installed."""

from __future__ import annotations

import sys
from pathlib import Path

SPELLER = "--speller"
"""The verb of the process that spells, which no help names: a program with an executable of its own runs no other script."""
READ_PDF = "--read-pdf"
"""The verb of the process that reads a PDF."""
FIRST_PAGES = "--first-pages"
"""The verb of the process that looks at recent files."""
RESUME = "--resume"
"""The argument before the state with which a reopened window continues; no help names it."""
NEW, TOUR = "--new", "--tour"
"""What a further window begins with: the question what is proposed, the tour."""

_ROOT = Path(__file__).resolve().parents[2]
"""The folder from which the modules of the program are loaded."""


def own_command(*arguments: str) -> tuple[list[str], Path]:
    """The command for these arguments, and the folder in which it must be started. A program with an executable of its own is
    called by that; else the interpreter is, in the folder of the modules, which `-m` puts first in its path."""
    if has_executable():
        return [sys.executable, *arguments], program_folder()
    return [sys.executable, "-m", "app", *arguments], _ROOT


def has_executable() -> bool:
    """Whether the program is started by an executable of its own: one that PyInstaller made, or the launcher on Windows, which
    says so by `-X launcher=…`."""
    return bool(getattr(sys, "frozen", False)) or "launcher" in sys._xoptions


def is_windowed() -> bool:
    """Whether nobody reads standard error: the executable is the one without a console, or Windows gave none to the program."""
    return sys._xoptions.get("launcher") == "window" or (sys.platform == "win32" and sys.stderr is None)


def program_folder() -> Path:
    """The folder in which the program was installed."""
    return Path(sys.executable).resolve().parent if has_executable() else _ROOT
