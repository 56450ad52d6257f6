"""A text of the library: its clauses, with the found one selected. Copied clauses keep their structure."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from model.redline import Redline
from model.submission.resolved import View
from model.submission.story import FIRST_TEXT
from model.submission.transactions import Selection
from model.submission.values import Proposal, Submission
from widgets.common.labels import plain_label
from widgets.common.store import ReadOnlyStore
from widgets.editor.copying import mime_of_selection
from widgets.editor.view import READING, StoryView
from widgets.theme.design import BODY, GAP, SEMIBOLD
from widgets.theme.fonts import typeface


class _CopiedView(StoryView):
    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_of_selection(self.content, self.caret.selected_range())


class LibraryReader(QWidget):
    """Shows the text that was last given to `show_text`."""

    def __init__(self, view: View = "draft", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: View = view
        self._store = ReadOnlyStore(Submission(), self)
        self._shown: Redline | None = None
        self.text = _CopiedView(self._store)
        self.text.setAccessibleName(self.tr("Text of the library"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.head = plain_label("")
        self.head.setFont(typeface(self.head.font(), BODY, SEMIBOLD))
        self.head.setContentsMargins(GAP, GAP, GAP, GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.text, 1)
        self.show_text(Redline(), "")

    def show_text(self, redline: Redline, head: str, clause: str = "") -> None:
        """Shows a text below a line with its name.

        redline: the text
        head: the line
        clause: the id of the selected clause; '' for none
        """
        if redline is not self._shown:
            self._shown = redline
            self._store.show(Submission(proposals=(Proposal(redline=redline, original=redline),), language=redline.language))
            self.text.show_story(FIRST_TEXT, self._view, keep=False)
            self.text.setTextInteractionFlags(READING)
        self.head.setText(head)
        self.head.setVisible(bool(head))
        if clause in redline.places:
            self.text.caret.select(Selection(FIRST_TEXT, (clause, 0), (clause, len(redline[clause].text))))
            self.text.caret.show()
        else:
            self.text.caret.show_top()
