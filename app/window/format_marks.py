"""The formats of the selected words, shown by their tools as pressed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from app.window.action_ids import ActionId
from app.window.context import Context
from model.redline import Run
from widgets.common.tasks import debounce
from widgets.editor.editor import Editor

FOLLOW_AFTER = 60
"""Milliseconds after the last move of the caret."""
MOST = 200
"""The most clauses of a selection whose formats are shown."""
FORMATS = (ActionId.BOLD, ActionId.ITALIC, ActionId.UNDERLINE, ActionId.SUPERSCRIPT)


class FormatMarks(QObject):
    """Lets the tools of formats say what the caret is in, as in word processors."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._window = window
        self._actions = [context.actions[id] for id in FORMATS]
        self._timer = debounce(self, FOLLOW_AFTER, self.follow)
        for editor in (window.editor, window.note):
            editor.caret_moved.connect(self._timer.start)
        for action in self._actions:
            action.setCheckable(True)
            action.triggered.connect(self._timer.start)  # Qt has turned the mark round, whether or not anything was done

    def follow(self) -> None:
        """Shows the formats of the whole selection, or of the text before the caret."""
        runs = list(_runs(self._window.focused_editor()))
        for action in self._actions:
            action.setChecked(bool(runs) and all(_has(run, action.objectName()) for run in runs))


def _has(run: Run, name: str) -> bool:
    return run.style.vertical == name if name == ActionId.SUPERSCRIPT else bool(getattr(run.style, name))


def _runs(editor: Editor) -> Iterator[Run]:
    """The runs of the draft in the selection, without the marks of notes; the one before the caret if nothing is selected."""
    clauses, (start, stop) = editor.clauses, editor.caret.selected_range()
    if start.index >= len(clauses) or stop.index - start.index > MOST:
        return
    for index in range(start.index, stop.index + 1):
        clause = clauses[index]
        first = start.offset if index == start.index else 0
        last = stop.offset if index == stop.index else len(clause.text)
        if start == stop:
            first = max(0, first - 1)
            last = first + 1
        at = 0
        for run in clause.runs:
            if run.status.in_draft and not run.content and at < last and at + len(run.text) > first:
                yield run
            at += len(run.text)
