"""The actions that undo and redo, each with the name of the step that it would take."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QUndoStack

from widgets.common.actions import name_without_keys
from widgets.common.foreign_text import as_caption, as_tooltip
from widgets.common.tasks import debounce
from widgets.common.translation import translate

NAME_AFTER = 100
"""Milliseconds without a step after which the actions name it: nobody has waited for a tooltip by then."""


class StepAction(QAction):
    """Names the next step. The action that the stack makes itself would obey the foreign words in that name."""

    def __init__(self, words: str, parent: QObject) -> None:
        super().__init__(words, parent)
        self._words = words
        self._step = ""
        self._later = debounce(self, NAME_AFTER, self.show_name)

    def name(self, step: str) -> None:
        """Takes what the step is called, '' where there is none. It is shown a moment later: tools are laid out and painted anew
        for it, and a key must be seen first."""
        self._step = step
        self._later.start()

    def show_name(self) -> None:
        """Shows what the step is called."""
        self._later.stop()
        keys = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text, tip = self._words, name_without_keys(self._words)
        if self._step:
            words = translate("UndoActions", "{action}: {step}")
            text, tip = words.format(action=text, step=as_caption(self._step)), words.format(action=tip, step=self._step)
        self.setText(text)
        self.setToolTip(as_tooltip(f"{tip} ({keys})" if keys else tip))


def undo_actions(stack: QUndoStack, undo: str, redo: str, parent: QObject) -> tuple[StepAction, StepAction]:
    """The two actions of a stack, without keys, each under its words."""
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
