"""The dialog in which the end of a paragraph's label is set with the caret."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QWidget

from model.redline import NOTE, OBJECT
from widgets.common.box_layout import box_form
from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label
from widgets.common.sizes import fit_height
from widgets.editor.document.projection import code_points, utf16_length

_MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
SHOWN = 60
"""Characters of the paragraph that are shown; no label is longer."""

_SEEN = str.maketrans({"\t": "\u2003", NOTE: "*", OBJECT: "▢"})
"""What stands for a character that no font has, one for one."""


class _StillLine(QLineEdit):
    """A line in which the caret goes about and nothing is typed. One that is read-only would not show its caret."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setDragEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        at = self.cursorPosition()
        super().focusInEvent(event)
        self.setCursorPosition(at)


class LabelEndDialog(QDialog):
    """Shows the head of a paragraph; what stands before the caret is the label."""

    def __init__(self, printed: str, length: int, parent: QWidget | None = None) -> None:
        """`length` is how much of it was taken for the label."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Where the label ends"))
        self.setMinimumWidth(460)
        self._printed = printed[:SHOWN].translate(_SEEN)
        self.line = _StillLine(self._printed)
        self.line.setAccessibleName(self.tr("The beginning of the paragraph; the text before the caret is the label"))
        self.line.setCursorPosition(utf16_length(self._printed[:length]))
        self._label = plain_label("")
        self._text = plain_label("")
        for shown in (self._label, self._text):
            shown.setWordWrap(False)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = box_form(self)
        layout.addRow(plain_label(self.tr("Put the caret after the label, or at the beginning if there is none.")))
        layout.addRow(self.line)
        layout.addRow(self.tr("Label:"), self._label)
        layout.addRow(self.tr("Text:"), self._text)
        layout.addRow(buttons)
        self.line.cursorPositionChanged.connect(self._show)
        self._show()
        fit_height(self)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def length(self) -> int:
        """The number of characters of the label."""
        before = self._printed[: code_points(self._printed, self.line.cursorPosition())]
        return len(before.rstrip())

    def _show(self) -> None:
        length = self.length
        self._label.setText(self._printed[:length] or self.tr("(none)"))
        self._text.setText(self._printed[length:].strip())
