"""The three texts of a sub-amendment beside each other, to be read: in force, theirs, ours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from model.layers.combined import combined_layers
from model.layers.one_layer import without_theirs
from model.redline import Redline
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.labels import name_choice, plain_label
from widgets.common.sizes import resize_to_fit
from widgets.common.store import ReadOnlyStore
from widgets.editor.view import StoryView


class ThreeTextsDialog(QDialog):
    """Shows the text in force, theirs and ours; a list chooses which changes are marked in them."""

    def __init__(self, submission: Submission, number: int, parent: QWidget | None = None) -> None:
        """`number` is that of a proposal with two layers, from 1."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("In force, theirs, ours"))
        resize_to_fit(self, 1200, 700)
        self._submission = submission
        self._proposal = submission.proposals[number - 1]
        self.choice = QComboBox()
        name_choice(self.choice, self.tr("Changes to show"))
        self.choice.addItems([
            self.tr("The three texts, without marks"),
            self.tr("The effect of ours on theirs"),
            self.tr("All changes, each with its author"),
            self.tr("Only ours, on the text in force"),
        ])  # fmt: skip
        self.panes: list[StoryView] = []
        self._stores: list[ReadOnlyStore] = []
        split = QSplitter(Qt.Orientation.Horizontal)
        for title in (self.tr("Text in force"), self.tr("Theirs"), self.tr("Ours")):
            split.addWidget(self._pane(title))
        head = QHBoxLayout()
        head.addWidget(self.choice)
        head.addStretch(1)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = box_column(self)
        layout.addLayout(head)
        layout.addWidget(split, 1)
        layout.addWidget(buttons)
        self.choice.currentIndexChanged.connect(self.show_texts)
        self.show_texts()

    def _pane(self, title: str) -> QWidget:
        store = ReadOnlyStore(Submission(), self)
        view = StoryView(store)
        view.setAccessibleName(title)
        self.panes.append(view)
        self._stores.append(store)
        pane = QWidget()
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(plain_label(title))
        layout.addWidget(view)
        return pane

    def show_texts(self) -> None:
        """Shows the texts with the changes that are chosen."""
        flags = Qt.TextInteractionFlag
        for store, pane, redline in zip(self._stores, self.panes, self.texts(), strict=True):
            proposal = Proposal(redline=redline, original=self._proposal.original, source=self._proposal.source)
            store.show(Submission(proposals=(proposal,), language=self._submission.language, sources=self._submission.sources))
            pane.show_story(StoryId(1), "markup")
            pane.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)

    def texts(self) -> tuple[Redline, Redline, Redline]:
        """The texts of the panes, with their changes as far as they are chosen."""
        theirs, upper = self._proposal.theirs or Redline(), self._proposal.redline
        base, middle, new = in_view(theirs, "base"), in_view(theirs, "draft"), in_view(upper, "draft")
        match self.choice.currentIndex():
            case 1:
                return base, theirs, upper
            case 2:
                return base, theirs, combined_layers(theirs, upper).redline
            case 3:
                return base, middle, without_theirs(theirs, upper)
        return base, middle, new
