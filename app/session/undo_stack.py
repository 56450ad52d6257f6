"""A stack of undo steps that is safe to delete steps from."""

from __future__ import annotations

from PySide6.QtGui import QUndoCommand, QUndoStack


class UndoStack(QUndoStack):
    """A stack whose steps Python holds while Qt deletes them.

    PySide6 knows each object by its address. Qt may delete another object, such as the layout of a paragraph, that Python still
    refers to, and a step gets its address. If Python releases the step while Qt deletes it, the binding takes the other object
    for the step and reads freed memory (QT-NOTES.md)."""

    def push(self, command: QUndoCommand) -> None:
        undone = [self.command(at) for at in range(self.index(), self.count())]
        super().push(command)
        del undone

    def undo(self) -> None:
        done = self.command(self.index() - 1) if self.index() else None  # the stack deletes one that is obsolete
        super().undo()
        del done

    def redo(self) -> None:
        undone = self.command(self.index()) if self.index() < self.count() else None
        super().redo()
        del undone

    def clear(self) -> None:
        steps = [self.command(at) for at in range(self.count())]
        super().clear()
        del steps
