"""The beginning of the work on a new text: at its top, with the first field of its template selected."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt

from app.window.main_window import MainWindow
from model.submission.transactions import Selection


def start_at_field(window: MainWindow, selection: Selection) -> None:
    """Selects a field and says how to go on from there; the text is shown from its top if the field is in sight then."""
    editor = window.editor
    window.go_to(selection)
    bar, before = editor.verticalScrollBar(), editor.verticalScrollBar().value()
    bar.setValue(0)
    if not editor.viewport().rect().contains(editor.cursorRect().center()):
        bar.setValue(before)
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    window.tell(
        QCoreApplication.translate(
            "MainWindow", "Tab goes to the next field in square brackets, Shift+Tab to the one before; what you type replaces it."
        )
    )
