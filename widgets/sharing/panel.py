"""The panel of a shared draft: who is there and where, what is wrong with the folder, and the button that ends it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from widgets.common.flow_layout import FlowLayout
from widgets.common.foreign_text import direction_marked
from widgets.common.labels import plain_label
from widgets.common.qt_fixes import PassesFocus
from widgets.common.text_button import PanelPushButton
from widgets.common.translation import counted
from widgets.sharing.people import BADGE, Person, badge, line_of_person
from widgets.theme.design import GAP, NONE


class SharingPanel(PassesFocus):
    """Lists the participants; choosing one shows the clause in which he or she is."""

    went_to = Signal(str)
    """The id of a person whose place is to be shown."""
    share_asked = Signal()
    """The draft is to be shared."""
    stop_asked = Signal()
    """The sharing is to end in this window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = plain_label("")
        self.people = QListWidget()
        self.people.setFrameShape(QFrame.Shape.NoFrame)
        self.people.setIconSize(QSize(BADGE + 6, BADGE))
        self.people.setAccessibleName(self.tr("Who shares this draft"))
        self.people.itemActivated.connect(self._go)
        self.people.itemClicked.connect(self._go)
        self.problems = plain_label("")
        self.problems.setAccessibleName(self.tr("Problems with the folder"))
        self.folder = plain_label("")
        self.folder.setForegroundRole(self.folder.palette().ColorRole.PlaceholderText)
        self.share = PanelPushButton(self.tr("Share this draft …"))
        self.share.clicked.connect(self.share_asked)
        self.stop = PanelPushButton(self.tr("Stop sharing"))
        self.stop.setToolTip(self.tr("This window continues alone. What you have sent stays with the others."))
        self.stop.clicked.connect(self.stop_asked)
        self.main_part = self.people
        layout = QVBoxLayout(self)
        layout.setContentsMargins(NONE, GAP, NONE, GAP)
        layout.setSpacing(GAP)
        for part in (self.head, self.problems):
            layout.addWidget(part)
        layout.addWidget(self.people, 1)
        layout.addWidget(self.folder)
        for label in (self.head, self.problems, self.folder):
            label.setContentsMargins(GAP, NONE, GAP, NONE)
        buttons = FlowLayout()
        buttons.setContentsMargins(GAP, NONE, GAP, NONE)
        for button in (self.share, self.stop):
            buttons.addWidget(button)
        layout.addLayout(buttons)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Says that the draft is not shared."""
        self.head.setText(
            self.tr("This draft is not shared. Colleagues who see its folder can work on it while you do, without a server.")
        )
        for part in (self.people, self.problems, self.folder, self.stop):
            part.hide()
        self.share.show()
        self.main_part = self.share

    def follow(self, people: Sequence[Person], folder: str, problems: Sequence[str], *, writes_draft: bool, sharer: str) -> None:
        """Shows the state of the sharing.

        people: the other participants
        folder: the folder that all of them see
        problems: sentences about what cannot be used
        writes_draft: whether this window writes the file of the draft
        sharer: the name of who writes it otherwise; '' if it is unknown
        """
        count = counted("{n} colleague shares this draft with you.", "{n} colleagues share this draft with you.", len(people))
        role = self.tr("Saving writes the file with everybody’s changes.")
        if not writes_draft:
            role = self.tr("Saving sends your changes at once; {name} writes the file.").format(
                name=direction_marked(sharer) or self.tr("who shared it")
            )
        self.head.setText(f"{count if people else self.tr('Nobody else is there at the moment.')} {role}")
        self.share.hide()
        self.main_part = self.people
        for part in (self.people, self.folder, self.stop):
            part.show()
        self.folder.setText(direction_marked(folder))
        self.problems.setText("\n".join(f"⚠ {direction_marked(problem)}" for problem in problems))
        self.problems.setVisible(bool(problems))
        self._fill(people)

    def _fill(self, people: Sequence[Person]) -> None:
        chosen = self.people.currentRow()
        while self.people.count() > len(people):
            self.people.takeItem(self.people.count() - 1)
        for row, person in enumerate(people):
            item = self.people.item(row)
            if item is None:
                item = QListWidgetItem()
                self.people.addItem(item)
            if item.data(Qt.ItemDataRole.UserRole) != person:
                item.setData(Qt.ItemDataRole.UserRole, person)
                item.setText(line_of_person(person))
                item.setIcon(badge(person, self.palette(), self.devicePixelRatioF()))
        if people and chosen < 0:
            self.people.setCurrentRow(0)

    def _go(self, item: QListWidgetItem) -> None:
        self.went_to.emit(item.data(Qt.ItemDataRole.UserRole).id)
