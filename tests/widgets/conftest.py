from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from widgets.editor.editor import Editor


@pytest.fixture
def editors(qtbot) -> Iterator[Callable[[Session], Editor]]:
    """Makes editors that are shown, and lets go of them and of the clipboard afterwards."""
    made = []

    def make(session: Session) -> Editor:
        editor = Editor(session)
        editor.resize(500, 300)
        qtbot.addWidget(editor)
        editor.show()
        made.append(editor)
        return editor

    yield make
    QApplication.clipboard().clear()
    for editor in made:
        editor.close_story()
