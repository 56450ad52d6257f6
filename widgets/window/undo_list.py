"""The steps that can be undone and redone, in a box in which one goes from one to another."""

from __future__ import annotations

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QVBoxLayout, QWidget

from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label
from widgets.common.sizes import resize_to_fit


class UndoList(QDialog):
    """Lists the steps of a stack by their names; the text is always as it was after the chosen one.

    Not a QUndoView: the stack would become its child for PySide6, and the undo and redo actions would go with it.
    """

    def __init__(self, stack: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Undo list"))
        resize_to_fit(self, 420, 480)
        self.steps = QListWidget()
        self.steps.setAccessibleName(self.tr("Steps, the latest last"))
        self.steps.setAccessibleDescription(self.tr("The text is as it was after the chosen step."))
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        label = plain_label(self.tr("Choose a step, and the text is as it was after it. What stands below it can be redone."))
        layout.addWidget(label)
        layout.addWidget(self.steps, 1)
        layout.addWidget(buttons)
        self.steps.addItems([self.tr("As it was opened"), *(stack.text(index) for index in range(stack.count()))])
        self.steps.setCurrentRow(stack.index())
        self.steps.currentRowChanged.connect(stack.setIndex)
        self.steps.setFocus()
