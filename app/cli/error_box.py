"""A box with one sentence, for a program that was started without a console."""

from __future__ import annotations

import sys

_ERROR, _IN_FRONT = 0x10, 0x10000
"""MB_ICONERROR and MB_SETFOREGROUND."""


def show_error_box(sentence: str) -> None:
    """Shows a sentence until it is closed. On Windows the system shows it, on other systems Qt. If Qt cannot be loaded or
    finds no display, it goes to standard error."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, sentence, "Clausewright", _ERROR | _IN_FRONT)
        return
    try:
        from PySide6.QtWidgets import QApplication

        from widgets.dialogs import messages
    except ImportError:
        return
    application = QApplication.instance() or QApplication(sys.argv[:1])
    messages.show_error(None, sentence)
    del application
