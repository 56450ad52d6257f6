"""The field for the text in force: a file, or a text that is offered by its number and title while they are typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from widgets.common.qt_fixes import hide_completions
from widgets.common.sizes import digit_width
from widgets.common.tasks import debounce
from widgets.library.entries import EntryPainter, Index, LibraryEntries, LibraryEntry

ASK_AFTER = 30
"""Milliseconds from the last key to the search for what was typed."""
ROWS = 6
"""Offers that are shown at once."""
WIDE = 72
"""The width of the list in digits: it shows a name beside where the text is."""
_LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_PATH = re.compile(r'["~./\\]|[A-Za-z]:[/\\]|.*\.\w{2,5}"?$')
"""The beginning of a path, or a name with an ending."""


class TextOffer(Struct, frozen=True):
    """A text that the field offers."""

    name: str
    """Its number and edition."""
    where: str = ""
    """Its body, language and state, in words."""
    title: str = ""
    text: int = -1
    """Its id in the library; −1 if the library does not have it."""
    path: str = ""
    """The file that holds a copy of it; '' if none is needed or known."""
    note: str = ""
    """What is to be known, or to be done, before a proposal is made on it."""
    conference: str = ""
    """The conference that is likely to amend it."""

    @property
    def is_there(self) -> bool:
        """Whether a proposal can be made on it."""
        return self.text >= 0 or bool(self.path)

    @property
    def number_line(self) -> str:
        """Its name as a number line: `RESOLUTION 20 (Rev. Geneva, 2022)`."""
        number, bracket, edition = self.name.partition(" (")
        return number.upper() + bracket + edition


class CompletedLine(QLineEdit):
    """A line with completions; Tab takes the selected one and leaves the line, while Qt would only close the list."""

    def event(self, event: QEvent) -> bool:
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _LEAVING
        if pressed and popup is not None and popup.isVisible():
            if popup.currentIndex().isValid():
                self.take(popup.currentIndex())
            hide_completions(popup)
        return super().event(event)

    def take(self, index: QModelIndex) -> None:
        """Takes a completion."""
        self.setText(str(index.data(Qt.ItemDataRole.EditRole)))


class _Offers(LibraryEntries):
    """The offers as rows that are painted like those of the library."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return super().data(index, Qt.ItemDataRole.DisplayRole if role == Qt.ItemDataRole.EditRole else role)


class TextInForceLine(CompletedLine):
    """Holds the path of a file, or the name of an offer that was taken."""

    asked = Signal(str)
    """What was typed, unless it is the path of a file."""
    taken = Signal()
    """An offer was taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer: TextOffer | None = None
        """The offer that the line shows; None for a path."""
        self._offers: Sequence[TextOffer] = ()
        self._model = _Offers(self)
        self._ask = debounce(self, ASK_AFTER, self._look_for)
        self.textChanged.connect(self._forget)
        self.textEdited.connect(lambda _text: self._ask.start())

    def show_offer(self, offer: TextOffer) -> None:
        """Shows an offer as if it had been taken."""
        self.offer = offer
        self.setText(offer.name)
        self.taken.emit()

    def show_path(self, path: str) -> None:
        """Shows the path of a file."""
        self.offer = None
        self.setText(path)

    def show_offers(self, offers: Sequence[TextOffer]) -> None:
        """Offers what was found for the typed words."""
        completer = self._completions()
        self._offers = offers
        self._model.show([LibraryEntry(row, -1, offer.name, offer.where, offer.title) for row, offer in enumerate(offers)])
        popup = completer.popup()
        if offers and self.hasFocus():
            completer.complete()
        elif popup is not None:
            popup.hide()

    def _completions(self) -> QCompleter:
        """The completer, which is made when it is first needed."""
        known = self.completer()
        if known is not None:
            return known
        completer, popup = QCompleter(self), QListView()
        completer.setModel(cast(QAbstractItemModel, self._model))
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(ROWS)
        completer.setPopup(popup)
        popup.setItemDelegate(EntryPainter(cast(QObject, popup)))
        popup.setAccessibleName(self.accessibleName())
        popup.setMinimumWidth(round(WIDE * digit_width(popup.font())))
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCompleter(completer)
        # When a line loses the focus, Qt disconnects it from its completer, so these are no methods of the line. The type
        # hints of PySide6 do not know the selection of an overloaded signal.
        cast(Any, completer.highlighted)[QModelIndex].connect(partial(TextInForceLine._on_highlighted, self))
        cast(Any, completer.activated)[QModelIndex].connect(partial(TextInForceLine._on_activated, self))
        return completer

    def _forget(self, text: str) -> None:
        if self.offer is not None and text != self.offer.name:
            self.offer = None

    def _look_for(self) -> None:
        typed = self.text().strip()
        if not typed or _PATH.match(typed):
            if self.completer() is not None:
                self.show_offers(())
        else:
            self.asked.emit(typed)

    def _on_highlighted(self, index: QModelIndex) -> None:
        """The line shows the name of the row that the keys have reached; Qt sets it a moment later."""
        self.offer = self._offer_at(index)

    def _on_activated(self, index: QModelIndex) -> None:
        """Qt sets the name of the taken row after this, so that only then the line may be changed again."""
        self.offer = self._offer_at(index)
        QTimer.singleShot(0, self, self.taken.emit)

    def take(self, index: QModelIndex) -> None:
        offer = self._offer_at(index)
        if offer is not None:
            self.show_offer(offer)

    def _offer_at(self, index: QModelIndex) -> TextOffer | None:
        return self._offers[index.row()] if index.isValid() and index.row() < len(self._offers) else None
