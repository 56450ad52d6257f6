"""The note below the text: its number, the editor of its words, and the way back to its mark."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from model.numbering import note_marks
from model.numbering.note_numbers import note_numbers
from model.redline import NOTE
from model.submission.resolved import View
from model.submission.story import StoryId, clauses_of, note_of, redline_of
from model.submission.transactions import Selection
from widgets.common.store import Change, Store
from widgets.common.tasks import debounce
from widgets.editor.editor import Editor
from widgets.editor.view_comfort import Comfort
from widgets.theme.design import GAP, TIGHT
from widgets.theme.icons import icon

NUMBER_AFTER = 60
"""The delay after a change until the number of the note is updated, in milliseconds."""

_NO_NOTE = StoryId(0, "none")
"""The address of no note, before a note is shown."""


class NotePane(QWidget):
    """Shows one note, or is hidden. Esc and its button ask for it to be closed."""

    left = Signal()
    """The user closed it and returns to the text."""
    shown = Signal(bool)
    another = Signal()
    """Another note is shown."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.editor = Editor(store, _NO_NOTE, parent=self)
        self.editor.setAccessibleName(self.tr("Footnote"))
        self.editor.installEventFilter(self)
        self._row = QWidget(self)
        self._head = QLabel(self._row)
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        close = QToolButton(self._row)
        close.setAutoRaise(True)
        close.setIcon(icon("x"))
        close.setAccessibleName(self.tr("Close the footnote"))
        close.setToolTip(self.tr("Close the footnote (Esc)"))
        close.clicked.connect(self.left)
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._head, 1)
        row.addWidget(close)
        layout = self._layout = QVBoxLayout(self)
        layout.addWidget(self._row)
        layout.addWidget(self.editor)
        self._spacing = layout.spacing()
        self._comfort = Comfort()
        self._at_foot = False
        self.set_at_foot(on=False)
        self._timer = debounce(self, NUMBER_AFTER, self._show_number)
        store.changed.connect(self._on_changed)
        self.hide()

    def show_note(self, story: StoryId, view: View) -> None:
        """Shows a note of the submission; hides the pane if the story is not a note."""
        exists = note_of(self._store.submission, story) is not None
        if exists:
            self.editor.show_story(story, view)
            self._show_number()
        self.setVisible(exists)
        self.another.emit()

    def show_comfort(self, comfort: Comfort) -> None:
        """Shows the note as a reader wants it."""
        self._comfort = comfort
        foot, plain = Comfort(zoom=comfort.zoom, foot=True), Comfort(comfort.typeface, comfort.size, comfort.zoom)
        self.editor.show_comfort(foot if self._at_foot else plain)

    def set_at_foot(self, *, on: bool) -> None:
        """Adapts the pane to the foot of a page, where nothing surrounds the words, or to the place below the text."""
        self._at_foot = on
        self._row.setVisible(not on)
        self.setBackgroundRole(QPalette.ColorRole.Base if on else QPalette.ColorRole.Window)
        self.setAutoFillBackground(on)
        policies = Qt.ScrollBarPolicy
        self._layout.setContentsMargins(*((0, 0, 0, 0) if on else (GAP, TIGHT, 0, 0)))
        self._layout.setSpacing(0 if on else self._spacing)
        self.editor.setFrameShape(QFrame.Shape.NoFrame if on else QFrame.Shape.StyledPanel)
        self.editor.setVerticalScrollBarPolicy(policies.ScrollBarAlwaysOff if on else policies.ScrollBarAsNeeded)
        self.show_comfort(self._comfort)

    def setVisible(self, visible: bool) -> None:  # `show` and `hide` of Qt come here
        changed = visible is self.isHidden()
        super().setVisible(visible)
        if changed:
            self.shown.emit(visible)

    def mark(self) -> Selection | None:
        """The place after the reference of the note in its text; None if nothing refers to it."""
        story, key = self.editor.story.text, self.editor.story.note
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
        redline, key = redline_of(self._store.submission, self.editor.story), self.editor.story.note
        base, draft = note_marks(redline).get(key, (None, None))
        title = self.tr("Endnote {mark}") if note.kind == "endnote" else self.tr("Footnote {mark}")
        title = title.format(mark=draft or base or "").rstrip()
        number = note_numbers(redline, self._store.labelling(self.editor.story.proposal).numbers).get(key)
        if number is not None:
            title = f"{title} – {number.draft or number.base}"
        self._head.setText(title)
        self.editor.setAccessibleName(title)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        if escape and watched is self.editor:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)
