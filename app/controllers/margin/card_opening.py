"""The card that is open: its place beside the text, its controls, its end."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from widgets.margin.card_margin import CardMargin
from widgets.margin.card_words import CardWords
from widgets.margin.cards import Card

if TYPE_CHECKING:
    from app.controllers.margin.card_acts import CardActs
    from widgets.margin.open_card import OpenCard

LEAST = 60
"""Pixels of height that it has at least."""


class WholeWords(Protocol):
    """The words of a card, shortened or whole."""

    def __call__(self, card: Card, *, whole: bool = False) -> CardWords: ...


class CardOpening(QObject):
    """Opens one card at a time."""

    left = Signal()
    """The text gets the focus."""
    done = Signal()
    """Something was done with a button: the cards are others now, the keyboard was on them."""
    shown = Signal()
    """Another card is open, or none."""
    kept = Signal()
    """What was written in the open card is in its place."""

    def __init__(self, margin: CardMargin, words_of: WholeWords, make_acts: Callable[[], CardActs], parent: QObject) -> None:
        """`make_acts` gives what makes open cards, when one is first wanted."""
        super().__init__(parent)
        self._margin = margin
        self._words_of = words_of
        self._make_acts = make_acts
        self._acts: CardActs | None = None
        self.card: Card | None = None
        """The card that is open."""
        self.widget: OpenCard | None = None
        """Its controls."""
        self.by_key = False
        """Whether the keyboard went into the card that was opened last."""
        self._rewriting = False
        margin.moved.connect(self.place)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    @property
    def inside(self) -> bool:
        """Whether the keyboard is on the cards."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self._margin or self._has(focused))

    def _has(self, focused: QWidget | None) -> bool:
        return focused is not None and self.widget is not None and self.widget.isAncestorOf(focused)

    @property
    def written_in(self) -> bool:
        """Whether something is being written in the open card."""
        return self.widget is not None and (self.widget.is_changed() or (self.card is not None and self.card.kind == "new"))

    def open(self, card: Card, *, start: bool, rewriting: bool = False) -> None:
        """Puts controls in the place of a card. `start`: the first of them gets the focus; `rewriting`: its words, or the
        reason of its amendments, are to be changed."""
        if not self.keep():
            return
        self.close()
        if self._acts is None:
            self._acts = self._make_acts()
        self.card, self.by_key, self._rewriting = card, start, rewriting
        self.widget = made = self._acts.make_card(card, self._words_of(card, whole=True), self._margin, rewriting=rewriting)
        made.left.connect(self.left)
        made.done.connect(self.left)
        made.stepped.connect(self._step)
        for button in made.buttons:
            button.clicked.connect(lambda: self._after(made))
        for before, after in pairwise((self._margin, *made.controls)):
            QWidget.setTabOrder(before, after)
        self._margin.set_current(card)
        self._margin.set_open(card.name, self._height(made))
        self.place()
        self.shown.emit()
        if start:
            made.start()

    def rewrite(self, card: Card) -> None:
        """Opens a card to change its words, or the reason of its amendments."""
        self.open(card, start=True, rewriting=True)

    def keep(self) -> bool:
        """Applies what was written in the open card, as its button does, and closes it: the user went on to something else,
        and only Esc discards words. False if they cannot be applied, which is reported."""
        made = self.widget
        if made is None or not made.is_changed():
            return True
        if not made.keep():
            return False
        self.close()
        self.kept.emit()
        return True

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Keeps what was written when the keyboard goes from the card to another part of the window."""
        if not self._has(before) or now is None or now is self._margin or self._has(now):
            return
        if now.window() is self._margin.window():
            self.keep()

    def _after(self, made: OpenCard) -> None:
        """A button was pressed: unless it opened a card itself, the card is done with."""
        if self.widget is made and not made.is_changed():
            self.close()
            self.done.emit()

    def _step(self, by: int) -> None:
        """Goes to another card, if there is one."""
        if self.keep():
            self.close()
            self._margin.step(by)

    def close(self) -> None:
        """Puts the card back that stood open; the keyboard, if it was in it, is on the cards then."""
        made, self.widget, self.card = self.widget, None, None
        if made is None:
            return
        if made.isAncestorOf(QApplication.focusWidget() or self._margin):
            self._margin.setFocus(Qt.FocusReason.OtherFocusReason)
        made.hide()
        made.deleteLater()
        self._margin.set_open(None)
        self.shown.emit()

    def follow(self) -> None:
        """Shows the open card as it is now; one whose matter is gone is closed."""
        card, made = self.card, self.widget
        if card is None or made is None:
            return
        now = self._margin.cards.card_named(card.name)
        if now is None or self._margin.isHidden():
            self.close()
        elif now != card and not made.is_changed():
            self.open(now, start=self._has(QApplication.focusWidget()), rewriting=self._rewriting)
        else:
            self.card = now

    # -- its place

    def place(self) -> None:
        """Moves the open card to its place."""
        made, card, margin = self.widget, self.card, self._margin
        if made is None or card is None:
            return
        placed = margin.placed_card(card.name)
        if placed is None or margin.isHidden():
            made.setVisible(self._has(QApplication.focusWidget()))  # hidden, it would lose the keyboard
            return
        height = self._height(made)
        if height != margin.open_height:  # it is another one since it was shown
            margin.set_open(card.name, height)
            placed = margin.placed_card(card.name) or placed
        made.setGeometry(QRect(placed.rect.topLeft().toPoint(), QSize(margin.card_width(), round(height))))
        made.show()
        made.raise_()

    def _height(self, made: OpenCard) -> float:
        from widgets.margin.open_card import height_at

        return float(min(height_at(made, self._margin.card_width()), max(self._margin.height() - 4, LEAST)))
