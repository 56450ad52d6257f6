"""A pane in which a submission is read, not edited: its text in each view, one proposal at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from model.submission.resolved import VIEWS
from model.submission.story import StoryId
from model.submission.values import Submission
from widgets.common.labels import name_choice
from widgets.common.store import ReadOnlyStore
from widgets.editor.view import StoryView


class ReadingPane(QWidget):
    """Shows what `show_submission` was last given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = ReadOnlyStore(Submission(), self)
        self.text = StoryView(self._store)
        self.text.setAccessibleName(self.tr("Text"))
        self._views = QComboBox()
        name_choice(self._views, self.tr("View"))
        self._views.addItems([self.tr("Markup"), self.tr("Draft"), self.tr("Text in force")])
        self._proposals = QComboBox()
        name_choice(self._proposals, self.tr("Proposal"))
        head = QHBoxLayout()
        head.addWidget(self._views)
        head.addWidget(self._proposals)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.text)
        self._views.activated.connect(self._show)
        self._proposals.activated.connect(self._show)
        self.show_submission(Submission())

    def show_submission(self, submission: Submission) -> None:
        """Shows another submission, the proposal of the same place first."""
        names = [f"{proposal.symbol} {proposal.number}".strip() or self.tr("Text") for proposal in submission.proposals]
        row = min(max(self._proposals.currentIndex(), 0), len(names) - 1)
        self._proposals.clear()
        self._proposals.addItems(names)
        self._proposals.setCurrentIndex(row)
        self._proposals.setVisible(len(names) > 1)
        self._store.show(submission)
        self._show()

    def _show(self) -> None:
        self.text.show_story(StoryId(max(self._proposals.currentIndex(), 0) + 1), VIEWS[self._views.currentIndex()])
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
