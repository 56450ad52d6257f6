"""The dialog for the reason of an amendment or a private note on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from widgets.common.actions import key_sequences
from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label
from widgets.common.sizes import resize_to_fit


class RemarkDialog(QDialog):
    """Asks for some lines of text about an amendment.

    title: the title of the box
    about: the name of the amendment
    use: a sentence on what becomes of the words
    text: what was said so far
    parent: the widget or object that owns it
    """

    def __init__(self, title: str, about: str, use: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        resize_to_fit(self, 480, 260)
        self._text = QPlainTextEdit(text)
        self._text.setAccessibleName(title)
        self._text.setTabChangesFocus(True)
        self._text.selectAll()
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for keys in key_sequences("Ctrl+Enter"):
            QShortcut(keys, self, self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label(about))
        layout.addWidget(self._text, 1)
        label = plain_label(use)
        label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
        layout.addWidget(label)
        layout.addWidget(buttons)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def text(self) -> str:
        """The lines that were typed, without space around them."""
        return self._text.toPlainText().replace("\u2029", "\n").strip()
