"""The cards: each at the height of the line that it is about; they scroll with the text."""

from __future__ import annotations

import math
from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from model.redline.edit_text import Place
from widgets.common.accessible_rows import PaintedRows
from widgets.common.announcements import place_of_all
from widgets.common.foreign_text import as_tooltip
from widgets.common.tasks import debounce
from widgets.common.translation import line_of
from widgets.editor.view import StoryView
from widgets.editor.visible_rects import visible_blocks, visible_line
from widgets.margin.arrangement import WantedSlot, arrange
from widgets.margin.card_painter import CardLook, CardPainter
from widgets.margin.card_words import CardWords
from widgets.margin.cards import Card, Cards
from widgets.theme.design import GAP, PADDING

JOINED, FREE = PADDING, GAP
"""Pixels beside the cards: where the line to their words is, and at the other side."""
FAINT = 70
"""The opacity, of 255, of the line from a card to its words, unless the card is current or under the mouse."""
REARRANGE_AFTER = 30
"""Milliseconds after a line was inserted or removed, so that no key is delayed."""
Name = tuple[str, str]


class PlacedCard(Struct, frozen=True):
    """A card at its place in the margin."""

    card: Card
    words: CardWords
    rect: QRectF
    whole: bool
    line: float
    """The height of the bottom of its line."""


class CardMargin(PaintedRows, QWidget):
    """Shows the cards of the visible part of a view at the heights of their lines, in a panel beside it. At most one card is
    current: that of the caret. It is exactly at the height of its line, and others move aside. In a panel below the view, which
    is lower, the heights are in proportion."""

    chosen = Signal(object)
    """The Card that the user chose: its words are to be shown."""
    opened = Signal(object, bool)
    """The Card that the user wants to act on, and whether by the keyboard."""
    left = Signal()
    """The text gets the focus."""
    moved = Signal()
    """The places of cards have changed."""

    def __init__(self, view: StoryView, words_of: Callable[[Card], CardWords], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._words_of = words_of
        self._words: dict[Name, tuple[Card, CardWords]] = {}
        self.cards = Cards()
        self.place_of: Callable[[Card], str] = lambda _card: ""
        """The place of the clause of a card in words; replaced by the owner."""
        self.current: Name | None = None
        self.hovered: Name | None = None
        self.open: Name | None = None
        """The open card: its place is taken by real controls."""
        self.open_height = 0.0
        self._placed: list[PlacedCard] | None = None
        self._painter = CardPainter(self.font(), self.palette())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Cards beside the text"))
        view.verticalScrollBar().valueChanged.connect(self.rearrange)
        view.installEventFilter(self)
        self._timer = debounce(self, REARRANGE_AFTER, self.rearrange)
        view.pages.shown.connect(self._timer.start)
        view.document().documentLayout().documentSizeChanged.connect(self._timer.start)

    # -- what is shown

    def show_cards(self, cards: Cards) -> None:
        """Shows other cards and keeps the current one."""
        self.cards = cards
        self.rearrange()

    def set_current(self, card: Card | None) -> None:
        """Marks a card as the one at the caret."""
        name = card.name if card is not None else None
        if name != self.current:
            self.current = name
            self._tell()
            self.rearrange()

    def set_open(self, name: Name | None, height: float = 0.0) -> None:
        """Reserves the place of a card, with a height, for its controls."""
        if (name, height) != (self.open, self.open_height):
            self.open, self.open_height = name, height
            self.rearrange()

    def rearrange(self) -> None:
        """Updates the places of the cards."""
        if self.isVisible():
            self._placed = None
            self.update()
            self.moved.emit()

    def current_card(self) -> Card | None:
        """The card at the caret."""
        return self.cards.card_named(self.current)

    def tone(self, card: Card) -> QColor:
        """The colour of the kind of a card."""
        return self._painter.tone(self.words(card))

    def words(self, card: Card) -> CardWords:
        """The texts of a card."""
        known = self._words.get(card.name)
        if known is None or known[0] is not card:
            if len(self._words) > 2000:
                self._words.clear()
            known = self._words[card.name] = card, self._words_of(card)
        return known[1]

    # -- where the cards are

    def placed_cards(self) -> list[PlacedCard]:
        """The cards near the visible part, at their places."""
        if self._placed is None:
            self._placed = self._place()
        return self._placed

    def placed_card(self, name: Name | None) -> PlacedCard | None:
        """A card at its place; None if it is far from the visible part."""
        return next((placed for placed in self.placed_cards() if placed.card.name == name), None)

    def _place(self) -> list[PlacedCard]:
        view, projection = self._view, self._view.projection
        if not len(self.cards) or not projection.clauses:
            return []
        by, scale = self.offset(), self._scale()
        found: list[tuple[Card, float, float]] = []
        # A card just above may extend into the visible part.
        for block in visible_blocks(view, view.viewport().height()):
            if block >= projection.count:
                break
            for index in projection.indices(block):
                for card in self.cards.of(projection.clauses[index].id):
                    line = visible_line(view, Place(index, card.start))
                    if line is not None:
                        found.append((card, line[0] * scale + by, line[1] * scale + by))
        found.sort(key=lambda entry: entry[1])
        return self._place_cards(found)

    def _place_cards(self, found: list[tuple[Card, float, float]]) -> list[PlacedCard]:
        """Places cards, each given with the heights of its line."""
        painter, width = self._painter, float(self.card_width())
        words = [self.words(card) for card, *_ in found]
        names = [card.name for card, *_ in found]
        top, bottom = self._ends()
        pinned = next((names.index(name) for name in (self.open, self.current) if name in names), None)
        heights = [(painter.whole if at == pinned else painter.fitting)(entry, width) for at, entry in enumerate(words)]
        wishes = [
            WantedSlot(self._in_view(line), self.open_height, painter.short(entry, width))
            if name == self.open
            else WantedSlot(self._below_head(line), height, painter.short(entry, width))
            for (_, line, _), name, entry, height in zip(found, names, words, heights, strict=True)
        ]
        slots = arrange(wishes, pinned, top, bottom)
        if pinned is not None and slots[pinned].top + slots[pinned].height > self.height():
            slots = arrange(wishes, pinned)  # those before it make room, even above the panel
        left = FREE if self.on_left() else JOINED
        return [
            PlacedCard(card, entry, QRectF(left, round(slot.top), width, slot.height), slot.whole, (high + low) / 2)
            for (card, high, low), entry, slot in zip(found, words, slots, strict=True)
        ]

    def _ends(self) -> tuple[float, float]:
        """The heights of the beginning and the end of the text; if the visible part is lower, of that part."""
        bar, by, scale = self._view.verticalScrollBar(), self.offset(), self._scale()
        rest = bar.maximum() - bar.value() + self._view.viewport().height()
        return max(by - bar.value() * scale, 0.0 if not bar.value() else -math.inf), max(by + rest * scale, float(self.height()))

    def _in_view(self, top: float) -> float:
        """The height at which the open card is entirely visible, as long as its line is."""
        last = max(0.0, self.height() - self.open_height - 2)
        return min(self._below_head(top), last) if top < self.height() else top

    def _below_head(self, top: float) -> float:
        """The height of a line of the text, at least 0 as long as the line is visible: the panel begins lower than the text."""
        return max(top, 0.0) if top >= min(self.offset(), 0.0) else top

    def card_width(self) -> int:
        """The width of a card."""
        return self.width() - JOINED - FREE

    def offset(self) -> float:
        """The height of the top of the viewport in the margin; 0 in a panel below it."""
        return 0.0 if self._scale() < 1 else self._distance()

    def _distance(self) -> float:
        viewport = self._view.viewport()
        return self.mapFromGlobal(viewport.mapToGlobal(viewport.rect().topLeft())).y()

    @property
    def beside(self) -> bool:
        """Whether the cards are beside the view, and not below it or over it."""
        cards, text = self.mapToGlobal(QPoint()), self._view.mapToGlobal(QPoint())
        left, right = text.x(), text.x() + self._view.width()
        return cards.x() >= right or cards.x() + self.width() <= left

    def _scale(self) -> float:
        """1 beside the view; in a panel below it, its height as a part of the height of the view."""
        height = self._view.viewport().height()
        return min(self.height() / height, 1.0) if height and -self._distance() >= height else 1.0

    def on_left(self) -> bool:
        """Whether the margin stands on the left of the text."""
        return self.mapToGlobal(self.rect().topLeft()).x() < self._view.mapToGlobal(self._view.rect().topLeft()).x()

    def card_at(self, point: QPointF) -> PlacedCard | None:
        """The card at a point of the margin."""
        return next((placed for placed in self.placed_cards() if placed.rect.contains(point)), None)

    # -- painting

    def background(self) -> QColor:
        """The colour behind the cards."""
        return self.palette().color(QPalette.ColorRole.Window)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.background())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        on_left, beside, shown = self.on_left(), self.beside, QRectF(self.rect())
        for placed in self.placed_cards():
            name = placed.card.name
            current = name == self.current
            look = CardLook(current, current and self.hasFocus(), name == self.hovered)
            if not placed.rect.intersects(shown):
                continue
            if beside:
                self._join(painter, placed, on_left=on_left, strong=current or look.hovered or name == self.open)
            if name != self.open:
                self._painter.paint(painter, placed.rect, placed.words, look, whole=placed.whole, rtl=rtl)
        painter.end()

    def _join(self, painter: QPainter, placed: PlacedCard, *, on_left: bool, strong: bool) -> None:
        """The line from the edge of the text to a card."""
        edge = float(self.width()) if on_left else 0.0
        side = placed.rect.right() if on_left else placed.rect.left()
        to = QPointF(side, placed.rect.top() + self._painter.least / 2)
        tone = QColor(self._painter.tone(placed.words))
        tone.setAlpha(255 if strong else FAINT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tone, 1.2))
        painter.drawLine(QPointF(edge, placed.line), to)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._timer.start()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_painter"):
            self._painter = CardPainter(self.font(), self.palette())
            self.rearrange()

    def resizeEvent(self, event: QEvent) -> None:
        self.rearrange()

    def moveEvent(self, event: QEvent) -> None:
        self.rearrange()

    def showEvent(self, event: QEvent) -> None:
        self.rearrange()

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        placed = self.card_at(event.position())
        if placed is not None and placed.card.name != self.open and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.go_to(placed.card)
            self.opened.emit(placed.card, False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        placed = self.card_at(event.position())
        self._hover(placed.card.name if placed is not None else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, name: Name | None) -> None:
        if name != self.hovered:
            self.hovered = name
            self.setCursor(Qt.CursorShape.PointingHandCursor if name is not None else Qt.CursorShape.ArrowCursor)
            self.update()
            self.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._view.verticalScrollBar(), event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            placed = self.card_at(event.pos().toPointF())
            QToolTip.showText(event.globalPos(), as_tooltip(self.sentence_of(placed.card) if placed is not None else ""), self)
            return True
        return super().event(event)

    def sentence_of(self, card: Card) -> str:
        """The full text of a card in one line."""
        return self.words(card).sentence

    # -- keyboard

    def go_to(self, card: Card | None) -> None:
        """Makes a card current and shows its words in the text."""
        self.set_current(card)
        if card is not None:
            self.chosen.emit(card)

    def step(self, by: int) -> bool:
        """Goes to the next card (1) or the previous one (−1). Returns whether there is one."""
        names = [card.name for card in self.cards.all]
        at = names.index(self.current) + by if self.current in names else 0
        if not 0 <= at < len(names):
            return False
        self.go_to(self.cards.all[at])
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_card() is None:
            seen = next((placed.card for placed in self.placed_cards() if placed.rect.top() >= 0), None)
            self.set_current(seen or next(iter(self.cards.all), None))
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the open card if there is one, otherwise through the cards and then to the next widget."""
        into = forward and self.open is not None and self.open == self.current
        return (self.hasFocus() and not into and self.step(1 if forward else -1)) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, card = event.key(), self.current_card()
        if not self.hasFocus():  # from the open card
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and len(self.cards):
            self.go_to(self.cards.all[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and card is not None:
            self.opened.emit(card, True)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # -- for screen readers

    def _tell(self) -> None:
        if self.hasFocus():
            self.announce_row()

    def row_count(self) -> int:
        return len(self.cards)

    def row_words(self, row: int) -> tuple[str, str]:
        card = self.cards.all[row]
        place = place_of_all(row + 1, len(self.cards))
        return self.sentence_of(card), line_of((self.place_of(card), place, self.tr("Enter opens it")))

    def row_rect(self, row: int) -> QRect:
        placed = self.placed_card(self.cards.all[row].name)
        return placed.rect.toRect().intersected(self.rect()) if placed is not None else QRect()

    def current_row(self) -> int:
        return next((row for row, card in enumerate(self.cards.all) if card.name == self.current), -1)
