"""A drop of what was dragged within one editor, which a test cannot make by moving a mouse."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent

from widgets.editor.editor import Editor


class OwnDrop(QDropEvent):
    """The end of a drag that began in the editor itself, which only Qt can make."""

    def __init__(self, where: QPointF, action: Qt.DropAction, data: QMimeData, editor: Editor) -> None:
        super().__init__(where, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        self._editor = editor

    def source(self) -> Editor:
        return self._editor
