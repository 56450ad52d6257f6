"""The actions for undo and redo, each with the name of its next step."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QUndoStack

from widgets.common.actions import name_without_keys
from widgets.common.foreign_text import as_caption, bare_tooltip
from widgets.common.tasks import debounce
from widgets.common.translation import translate

NAME_AFTER = 100
"""Milliseconds without a step after which the actions show its name: tooltips appear later."""


class StepAction(QAction):
    """Shows the name of the next step. The action made by the stack would interpret foreign text in that name."""

    def __init__(self, words: str, parent: QObject) -> None:
        super().__init__(words, parent)
        self._words = words
        self._step = ""
        self._later = debounce(self, NAME_AFTER, self.show_name)

    def name(self, step: str) -> None:
        """Sets the name of the step, '' for none, with a delay: toolbars are laid out again, and keys come first."""
        self._step = step
        self._later.start()

    def show_name(self) -> None:
        """Shows the name of the step."""
        self._later.stop()
        keys = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text, tip = self._words, name_without_keys(self._words)
        if self._step:
            words = translate("UndoActions", "{action}: {step}")
            text, tip = words.format(action=text, step=as_caption(self._step)), words.format(action=tip, step=self._step)
        self.setText(text)
        whole = f"{tip} ({keys})" if keys else tip
        self.setToolTip(bare_tooltip(whole))


def undo_actions(stack: QUndoStack, undo: str, redo: str, parent: QObject) -> tuple[StepAction, StepAction]:
    """The two actions of a stack, without shortcuts, with their texts."""
    back, forth = StepAction(undo, parent), StepAction(redo, parent)
    back.triggered.connect(stack.undo)
    forth.triggered.connect(stack.redo)
    stack.canUndoChanged.connect(back.setEnabled)
    stack.canRedoChanged.connect(forth.setEnabled)
    stack.undoTextChanged.connect(back.name)
    stack.redoTextChanged.connect(forth.name)
    for action, possible, step in ((back, stack.canUndo(), stack.undoText()), (forth, stack.canRedo(), stack.redoText())):
        action.setEnabled(possible)
        action.name(step)
        action.show_name()
    return back, forth
