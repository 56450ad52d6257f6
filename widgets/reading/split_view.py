"""The second text beside the one being edited, to read, search and copy from; it follows the caret of the first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from model.submission.resolved import View
from model.submission.story import StoryId
from widgets.common.icon_button import icon_button
from widgets.common.labels import ElidedLabel, name_choice
from widgets.common.qt_fixes import PassesFocus
from widgets.common.store import Store
from widgets.editor.document.selections import place_in
from widgets.editor.view import StoryView
from widgets.theme.colours import colours, mark_colour
from widgets.theme.design import GAP, TIGHT

BAR = 4
"""The width of the bar beside the marked clause, in pixels."""
SHADE = 0.11
"""The opacity of the colour of selections behind the marked clause."""


class SyncedTextView(StoryView):
    """A read-only story that marks the clause with the caret of another view."""

    chosen = Signal(str)
    """The id of a clause that the user wants to go to in the other view."""

    def __init__(self, store: Store, story: StoryId, view: View, parent: QWidget | None = None) -> None:
        super().__init__(store, story, view, parent)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self._followed = ""
        self.overlays.append(self._paint_followed)

    def follow(self, id: str, height: int) -> bool:
        """Marks a clause and scrolls to it.

        id: of the clause; '' for none
        height: the height for its first line, in pixels of the viewport
        returns: whether the text shows that clause, not only a neighbour
        """
        index = self._index(id)
        self._followed = id if index is not None else ""
        self.viewport().update()
        if index is None:
            return not id
        block = self.projection.block_of(index)
        line = self._rectangle(block)
        bar = self.verticalScrollBar()
        bar.setValue(round(line.top()) - height)
        return self.view == "markup" or self.projection.clauses[index].is_on(self.projection.side)

    def _index(self, id: str) -> int | None:
        place = place_in(self.projection.clauses, (id, 0))
        return place.index if place is not None else None

    def _rectangle(self, block: int) -> QRectF:
        """The rectangle of a block in the document."""
        found = self.document().findBlockByNumber(block)
        return self.document().documentLayout().blockBoundingRect(found)

    def _paint_followed(self, painter: QPainter, shown: Sequence[int], offset: QPointF) -> None:
        index = self._index(self._followed) if self._followed else None
        if index is None or (block := self.projection.block_of(index)) not in shown:
            return
        rectangle = self._rectangle(block).translated(-offset)
        rectangle.setLeft(0)
        rectangle.setRight(self.viewport().width())
        colour = QColor(self.palette().color(QPalette.ColorRole.Accent))
        bar = QRectF(rectangle)
        if self.isRightToLeft():
            bar.setLeft(bar.right() - BAR)
        else:
            bar.setWidth(BAR)
        painter.fillRect(bar, colour)
        painter.fillRect(rectangle, mark_colour(colours(self.palette()), colour, SHADE))

    def _choose(self) -> None:
        clause = self.caret.clause()
        if clause is not None and not self.textCursor().hasSelection():
            self.chosen.emit(clause.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Goes to the clause on a click, but not after a selection."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes to the clause on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
            return
        super().keyPressEvent(event)


class SplitView(PassesFocus):
    """A text with a line above it that names it, and a button that closes it."""

    chosen = Signal(str)
    """The id of a clause of the text that is shown."""
    party_chosen = Signal(str)
    """The text should be read as another party wishes."""
    turn_asked = Signal()
    """The text should be beside the other one instead of below it, or the other way round."""
    close_asked = Signal()
    left = Signal()
    """The user returns to the other text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text: SyncedTextView | None = None
        """The text that is shown; None at first."""
        self.name = ElidedLabel()
        self.parties = QComboBox()
        name_choice(self.parties, self.tr("Whose choices win"))
        self.parties.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.parties.hide()
        self.state = ElidedLabel()
        self.turn = icon_button("arrow-left-right", self.tr("Beside or below the text"))
        self.close_button = icon_button("x", self.tr("Close this view"))
        head = QHBoxLayout()
        head.setContentsMargins(GAP, TIGHT, TIGHT, TIGHT)
        head.addWidget(self.name, 1)
        head.addWidget(self.parties)
        head.addWidget(self.state, 1)
        head.addWidget(self.turn)
        head.addWidget(self.close_button)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addLayout(head)
        self.parties.textActivated.connect(self.party_chosen)
        self.turn.clicked.connect(self.turn_asked)
        self.close_button.clicked.connect(self.close_asked)

    def show_text(self, store: Store, story: StoryId, view: View, name: str) -> SyncedTextView:
        """Shows another text, or another story of it.

        store: what holds the text
        story: which of its stories
        view: in which view
        name: the words over it
        """
        self.put_away()
        text = self.text = SyncedTextView(store, story, view)
        text.setAccessibleName(name)
        text.chosen.connect(self.chosen)
        self.name.setText(name)
        self.state.setText("")
        self._layout.addWidget(text, 1)
        self.main_part = text
        return text

    def offer(self, parties: Sequence[str], chosen: str) -> str:
        """Offers parties beside the name of the text, none for a text that depends on none; returns the one that is chosen."""
        self.parties.clear()
        self.parties.addItems(list(parties))
        self.parties.setVisible(bool(parties))
        self.parties.setCurrentIndex(max(self.parties.findText(chosen), 0) if parties else -1)
        return self.parties.currentText() if parties else chosen

    def put_away(self) -> None:
        """Closes the text that is shown."""
        if self.text is not None:
            self.text.close_story()
            self._layout.removeWidget(self.text)
            self.text.deleteLater()
            self.text = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Returns to the edited text on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
