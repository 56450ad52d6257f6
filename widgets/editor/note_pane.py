"""The note under the text: its number, the editor of its words, and the way back to its mark."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from model.numbering import note_marks
from model.redline import NOTE
from model.submission.resolved import View
from model.submission.transactions import Selection
from widgets.common.debounce import debounced
from widgets.common.store import Change, Store, clauses_of, note_key, note_of, proposal_number, redline_of
from widgets.editor.editor import Editor
from widgets.theme.icons import icon

NUMBER_AFTER = 60
"""Milliseconds after a change until the number of the note follows it."""


class NotePane(QWidget):
    """Shows one note, or is hidden. Esc and its button ask for it to be closed."""

    left = Signal()
    """It was closed from within: the work goes on in the text."""
    shown = Signal(bool)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.editor = Editor(store, "1/notes/")
        self.editor.setAccessibleName(self.tr("Footnote"))
        self.editor.installEventFilter(self)
        self._head = QLabel()
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        close = QToolButton()
        close.setAutoRaise(True)
        close.setIcon(icon("x"))
        close.setAccessibleName(self.tr("Close the footnote"))
        close.setToolTip(self.tr("Close the footnote (Esc)"))
        close.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self._head, 1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.editor)
        self._timer = debounced(self, NUMBER_AFTER, self._show_number)
        store.changed.connect(self._on_changed)
        self.hide()

    def show_note(self, story: str, view: View) -> None:
        """Shows a note of the submission; hidden where there is none of that story."""
        there = note_of(self._store.submission, story) is not None
        if there:
            self.editor.show_story(story, view)
            self._show_number()
        self.setVisible(there)

    def setVisible(self, visible: bool) -> None:  # `show` and `hide` of Qt come here
        changed = visible is self.isHidden()
        super().setVisible(visible)
        if changed:
            self.shown.emit(visible)

    def mark(self) -> Selection | None:
        """The place behind the reference of the note in its text; None where nothing refers to it."""
        story, key = str(proposal_number(self.editor.story)), note_key(self.editor.story)
        for clause in clauses_of(self._store.submission, story):
            offset = 0
            for run in clause.runs:
                offset += len(run.text)
                if run.text == NOTE and run.content == key:
                    return Selection(story, (clause.id, offset), (clause.id, offset))
        return None

    def _on_changed(self, change: Change) -> None:
        if self.isHidden():
            return
        if change.transaction is None or note_of(change.after, self.editor.story) is None:
            (self.left.emit if self.editor.hasFocus() else self.hide)()
        else:
            self._timer.start()

    def _show_number(self) -> None:
        note = note_of(self._store.submission, self.editor.story)
        if note is None:
            return
        base, draft = note_marks(redline_of(self._store.submission, self.editor.story)).get(
            note_key(self.editor.story) or "", (None, None)
        )
        told = self.tr("Endnote {mark}") if note.kind == "endnote" else self.tr("Footnote {mark}")
        told = told.format(mark=draft or base or "").rstrip()
        self._head.setText(told)
        self.editor.setAccessibleName(told)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        if escape and watched is self.editor:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)
