"""The comments as a tree: places, the comments there, and their replies."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator, QWidget

from model.submission.comments import Comment, Reply
from model.submission.story import StoryId
from widgets.amendments.cells import author_name
from widgets.comments.phrases import comment_summary
from widgets.comments.places import CommentPlaces
from widgets.comments.signs import sign_icon
from widgets.common.announcements import describe_levels
from widgets.common.foreign_text import as_tooltip, isolated
from widgets.common.names import name_place
from widgets.common.qt_fixes import LinesDelegate
from widgets.common.store import Store
from widgets.theme.colours import colours
from widgets.theme.design import TIGHT
from widgets.theme.rows import set_row_height

CHOICE = Qt.ItemDataRole.UserRole


class CommentChoice(NamedTuple):
    """A comment, or one of its replies (from 0)."""

    key: str
    reply: int | None = None


class CommentList(QTreeWidget):
    """A row for each comment below its place; its replies are below it."""

    chosen = Signal(object)
    """Carries a CommentChoice, or None."""
    left_for = Signal(str)
    """The user wants to go to the text of a comment, by Return or a double click."""

    def __init__(self, store: Store, places: CommentPlaces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_row_height(self)
        self._store = store
        self._places = places
        self.resolved_too = True
        self._rows: list[tuple[str, str, Comment]] = []
        self._icons: dict[tuple[bool, bool], QIcon] = {}
        self.setAccessibleName(self.tr("Comments"))
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setItemDelegate(LinesDelegate(self, TIGHT))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.choice()))
        self.itemDoubleClicked.connect(lambda *_: self._leave())
        places.followed.connect(self.fill)
        self.fill()

    def choice(self) -> CommentChoice | None:
        """The comment or reply of the current row; None without a row."""
        item = self.currentItem()
        return item.data(0, CHOICE) if item is not None else None

    def choose(self, choice: CommentChoice | None) -> bool:
        """Selects a row. Returns whether there is one."""
        for item in self._items():
            if choice is not None and item.data(0, CHOICE) == choice:
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return True
        self.setCurrentIndex(QModelIndex())
        return choice is None

    def keys(self) -> list[str]:
        """The comments that have a row, in the order of their places."""
        found = (item.data(0, CHOICE) for item in self._items())
        return [choice.key for choice in found if choice is not None and choice.reply is None]

    def fill(self) -> None:
        """Lists the current comments and keeps the selection if possible."""
        rows = [(self._place_of(key), key, comment) for key, comment in self._places.in_order()]
        rows = [row for row in rows if self.resolved_too or not row[2].done]
        if rows == self._rows:
            return
        self._rows = rows
        kept = self.choice()
        self.blockSignals(True)
        self.clear()
        self._icons.clear()
        group: QTreeWidgetItem | None = None
        for place, key, comment in rows:
            if group is None or group.text(0) != place:
                group = QTreeWidgetItem(self, [place])
                font = group.font(0)
                font.setBold(True)
                group.setFont(0, font)
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._add(group, key, comment)
        describe_levels(self)
        self.expandAll()
        self.choose(kept)
        self.blockSignals(False)
        if self.choice() != kept:
            self.chosen.emit(self.choice())

    def _place_of(self, key: str) -> str:
        marks = self._places.marks(key)
        if not marks:
            return self.tr("Without a place: the clause no longer exists")
        number, span = self._places.number, marks[0].span
        story = StoryId(number, span.note)
        return name_place(self._store, story, span.clause)

    def restyle(self) -> None:
        """Lists the comments in the colours of the current palette."""
        self._rows = []
        self.fill()

    def _icon(self, comment: Comment) -> QIcon:
        sort = comment.private, comment.done
        if sort not in self._icons:
            palette = colours(self.palette())
            colour = palette.quiet if comment.done else palette.moved if comment.private else palette.changed
            chosen = self.palette().color(QPalette.ColorRole.HighlightedText)
            ratio = self.devicePixelRatioF()
            self._icons[sort] = sign_icon(colour, ratio, private=comment.private, done=comment.done, chosen=chosen)
        return self._icons[sort]

    def _add(self, group: QTreeWidgetItem, key: str, comment: Comment) -> None:
        word = self.tr("Private") if comment.private else self.tr("Exported")
        if comment.reason:
            word = self.tr("Reason")
        if comment.done:
            word = self.tr("{word}, resolved").format(word=word)
        item = self._row(group, comment, f"{word} · ", CommentChoice(key))
        item.setIcon(0, self._icon(comment))
        for number, reply in enumerate(comment.replies):
            self._row(item, reply, "↳ ", CommentChoice(key, number))

    def _row(self, above: QTreeWidgetItem, entry: Comment | Reply, head: str, choice: CommentChoice) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above, [f"{head}{author_name(entry.stamp.author)}\n{isolated(entry.text)}"])
        item.setData(0, CHOICE, choice)
        item.setToolTip(0, as_tooltip(comment_summary(entry)))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{head}{comment_summary(entry)}")
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
