"""The comments as a tree: places, what was said there, the answers to it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator, QWidget

from model.comments import Comment, Reply, in_order
from widgets.amendments.cells import author_name, isolated
from widgets.colours import colours
from widgets.comments.places import CommentPlaces
from widgets.comments.signs import sign_icon
from widgets.places import name_place
from widgets.store import Store, redline_of
from widgets.times import local_time
from widgets.tooltips import as_tooltip

CHOICE = Qt.ItemDataRole.UserRole


class Choice(NamedTuple):
    """A comment, or one of its replies (from 0)."""

    key: str
    reply: int | None = None


class CommentList(QTreeWidget):
    """One row a comment, under the name of its place; its replies under it."""

    chosen = Signal(object)
    """Carries a Choice, or None."""
    left_for = Signal(str)
    """The text at a comment is wanted: Return, or two clicks."""

    def __init__(self, store: Store, places: CommentPlaces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._places = places
        self.resolved_too = True
        self.setAccessibleName(self.tr("Comments"))
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.choice()))
        self.itemDoubleClicked.connect(lambda *_: self._leave())
        places.followed.connect(self.fill)
        self.fill()

    def choice(self) -> Choice | None:
        item = self.currentItem()
        return item.data(0, CHOICE) if item is not None else None

    def choose(self, choice: Choice | None) -> bool:
        """Chooses a row; tells whether there is one."""
        for item in self._items():
            if choice is not None and item.data(0, CHOICE) == choice:
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return True
        self.setCurrentItem(None)
        return choice is None

    def keys(self) -> list[str]:
        """The comments that have a row, by their places."""
        found = (item.data(0, CHOICE) for item in self._items())
        return [choice.key for choice in found if choice is not None and choice.reply is None]

    def fill(self) -> None:
        """Lists the comments as they are; the choice stays where it can."""
        kept = self.choice()
        self.blockSignals(True)
        self.clear()
        number = str(self._places.number)
        comments = self._places.comments
        ordered = in_order(redline_of(self._store.submission, number), comments) if comments else []
        group: QTreeWidgetItem | None = None
        for key, spans in ordered:
            comment = comments[key]
            if comment.done and not self.resolved_too:
                continue
            if spans:
                story = f"{number}/notes/{spans[0].note}" if spans[0].note else number
                place = name_place(self._store, story, spans[0].clause).replace("/", " › ")
            else:
                place = self.tr("Without a place: the clause is gone")
            if group is None or group.text(0) != place:
                group = QTreeWidgetItem(self, [place])
                font = group.font(0)
                font.setBold(True)
                group.setFont(0, font)
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._add(group, key, comment)
        self.expandAll()
        self.choose(kept)
        self.blockSignals(False)
        if self.choice() != kept:
            self.chosen.emit(self.choice())

    def _add(self, group: QTreeWidgetItem, key: str, comment: Comment) -> None:
        own = colours(self.palette())
        colour = own.quiet if comment.done else own.moved if comment.private else own.changed
        word = self.tr("Private") if comment.private else self.tr("Exported")
        if comment.done:
            word = self.tr("{word}, resolved").format(word=word)
        item = self._row(group, comment, f"{word} · ", Choice(key))
        chosen = self.palette().color(QPalette.ColorRole.HighlightedText)
        item.setIcon(0, sign_icon(colour, self.devicePixelRatioF(), private=comment.private, done=comment.done, chosen=chosen))
        for number, reply in enumerate(comment.replies):
            self._row(item, reply, "↳ ", Choice(key, number))

    def _row(self, above: QTreeWidgetItem, said: Comment | Reply, head: str, choice: Choice) -> QTreeWidgetItem:
        who, when = author_name(said.stamp.author), local_time(said.stamp.date)
        item = QTreeWidgetItem(above, [f"{head}{who}\n{isolated(said.text)}"])
        item.setData(0, CHOICE, choice)
        item.setToolTip(0, as_tooltip(f"{who}, {when}: {said.text}"))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{head}{who}, {when}: {said.text}")
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        found = []
        iterator = QTreeWidgetItemIterator(self)
        while (item := iterator.value()) is not None:
            found.append(item)
            iterator += 1
        return found

    def _leave(self) -> None:
        choice = self.choice()
        if choice is not None:
            self.left_for.emit(choice.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.choice() is not None:
            self._leave()
            return
        super().keyPressEvent(event)
