"""The panel of conflicts: a card for each, with both wordings whole and a button for each way to decide it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from widgets.common.accessible_rows import PaintedPart
from widgets.common.even_layout import EvenLayout
from widgets.common.foreign_text import direction_marked
from widgets.common.labels import plain_label, set_tooltip
from widgets.common.text_button import PanelPushButton
from widgets.common.translation import counted
from widgets.theme.design import GAP, NONE, TIGHT

INSET, FOR_SELECTION = 6, 3
"""The pixels beside the words of the button above, with which all others are aligned, and those of words that can be selected."""
MOST_SHOWN = 60
"""The cards that are made at once; when some are decided, the next ones follow."""


class ConflictCard(Struct, frozen=True):
    """A conflict in words."""

    name: tuple[int, str]
    """The number of its proposal, 0 for the first page, and its key."""
    title: str
    present: str
    other: str
    before: str
    headings: tuple[str, str]
    """The words above the present wording, and above the other one: where they are, or who wrote them."""
    choices: tuple[tuple[str, str, str], ...]
    """For each way to decide it: its id, the text of its button, what it does."""


class ConflictPanel(PaintedPart, QScrollArea):
    """Shows the cards, one below the other."""

    spoken_role = QAccessible.Role.Grouping

    decided = Signal(object, str)
    """The name of a conflict, and how it is decided."""
    went_to = Signal(object)
    """The name of a conflict that is to be shown in the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Conflicts"))
        self.buttons: dict[tuple[tuple[int, str], str], QAbstractButton] = {}
        """The buttons by the name of the conflict and the way to decide it; that with '' shows it in the text."""
        self._shown: tuple[ConflictCard, ...] | None = None

    def follow(self, cards: Sequence[ConflictCard]) -> None:
        """Shows these conflicts; does nothing if they are shown."""
        if self._shown == tuple(cards):
            return
        self._shown = tuple(cards)
        self.buttons.clear()
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        if cards:
            head = counted(
                "{n} conflict needs a decision. Until then, the text has the first wording.",
                "{n} conflicts need a decision. Until then, the text has the first wording.",
                len(cards),
            )
        else:
            head = self.tr("There are no conflicts. If merged copies differ in the same words, both wordings appear here.")
        layout.addWidget(_words(head))
        for card in cards[:MOST_SHOWN]:
            layout.addWidget(self._card(card))
        layout.addStretch(1)
        self.setWidget(body)
        for first in [*self.buttons.values()][:1]:
            self.setFocusProxy(first)

    def _card(self, card: ConflictCard) -> QFrame:
        frame = QFrame()
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        frame.setAccessibleName(card.title)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(TIGHT)
        go = QToolButton()
        go.setText(card.title)
        go.setAutoRaise(True)
        set_tooltip(go, self.tr("Show it in the text"))
        font = QFont(go.font())
        font.setBold(True)
        go.setFont(font)
        go.clicked.connect(partial(self._go_to, card.name))
        self.buttons[card.name, ""] = go
        layout.addWidget(go)
        wordings = zip(card.headings, (card.present, card.other), strict=True)
        for label, words in (*wordings, *([(self.tr("Before both changes"), card.before)] if card.before else ())):
            heading = plain_label(label)
            heading.setForegroundRole(heading.palette().ColorRole.PlaceholderText)
            layout.addWidget(heading)
            wording = _words(direction_marked(words) if words.strip() else self.tr("(nothing)"))
            heading.setContentsMargins(INSET, NONE, INSET, NONE)
            wording.setContentsMargins(INSET - FOR_SELECTION, NONE, INSET - FOR_SELECTION, NONE)
            layout.addWidget(wording)
        row = EvenLayout()
        row.setContentsMargins(NONE, TIGHT, NONE, NONE)
        row.setSpacing(GAP)
        for way, text, hint in card.choices:
            button = PanelPushButton(text.replace("&", "&&"))
            set_tooltip(button, hint)
            button.setAccessibleDescription(f"{card.title}: {hint}")
            button.clicked.connect(partial(self._decide, card.name, way))
            self.buttons[card.name, way] = button
            row.addWidget(button)
        layout.addLayout(row)
        return frame

    def _go_to(self, name: tuple[int, str]) -> None:
        self.went_to.emit(name)

    def _decide(self, name: tuple[int, str], way: str) -> None:
        self.decided.emit(name, way)


def _words(text: str) -> QLabel:
    label = plain_label(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
    return label
