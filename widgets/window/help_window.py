"""The manual in its own window: contents, search, the text of a chapter. It shows only text of the program."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from widgets.common.clear_button import add_clear_button
from widgets.common.empty_note import EmptyNote
from widgets.common.sizes import resize_to_fit
from widgets.theme.colours import colours, mix
from widgets.theme.design import GAP
from widgets.theme.rows import set_row_height
from widgets.window.help_view import ChapterView, chapter_title

NARROWEST = 300
"""The least width of a chapter in pixels; the contents beside it shrink first."""
TOPIC = Qt.ItemDataRole.UserRole
_ADDRESS = re.compile(r"(?<=\])\([^)]*\)")
"""Where a link leads, or the file of a picture, which nobody searches."""


class HelpWindow(QWidget):
    """Shows chapters: Markdown by topic, whose first line is the title."""

    def __init__(self, chapters: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Manual"))
        resize_to_fit(self, 900, 680)
        self._chapters = chapters
        self.query = QLineEdit()
        self.query.setPlaceholderText(self.tr("Search the manual"))
        self.query.setAccessibleName(self.tr("Search the manual"))
        add_clear_button(self.query)
        self.contents = QListWidget()
        set_row_height(self.contents)
        self.contents.setAccessibleName(self.tr("Contents", "of the manual"))
        self.text = ChapterView()
        self.text.setAccessibleName(self.tr("Chapter"))
        self.text.setMinimumWidth(NARROWEST)
        self.text.document().setDocumentMargin(18)
        for topic, text in chapters.items():
            item = QListWidgetItem(chapter_title(text))
            item.setData(TOPIC, topic)
            self.contents.addItem(item)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        head = QVBoxLayout()
        head.setContentsMargins(GAP, GAP, GAP, 0)
        head.addWidget(self.query)
        self.note = EmptyNote(
            self.contents, "", self.tr("The manual does not contain these words."), self._is_empty, self._is_empty
        )
        self.note.clear.setText(self.tr("Clear search"))
        self.note.cleared.connect(self.query.clear)
        for part in (self.contents, self.text):
            part.setFrameShape(QFrame.Shape.NoFrame)
        column.addLayout(head)
        column.addWidget(self.contents)
        parts = QSplitter()
        parts.addWidget(side)
        parts.addWidget(self.text)
        parts.setSizes([260, 640])
        parts.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(parts)
        self.contents.currentItemChanged.connect(self._show_current)
        self.query.textChanged.connect(self._search)
        self.query.returnPressed.connect(self._go_to_next)
        self.text.anchorClicked.connect(self._follow)
        for keys, slot in ((QKeySequence.StandardKey.Find, self._start_search), (Qt.Key.Key_Escape, self.close)):
            QShortcut(QKeySequence(keys), self, slot)
        self.contents.setCurrentRow(0)

    def open_at(self, topic: str) -> None:
        """Shows the window with the chapter of a topic, or the first one if there is none."""
        self.query.clear()
        topics = list(self._chapters)
        self.contents.setCurrentRow(topics.index(topic) if topic in topics else 0)
        self.show()
        self.raise_()
        self.activateWindow()
        self.contents.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def topic(self) -> str:
        """The topic of the shown chapter."""
        item = self.contents.currentItem()
        return str(item.data(TOPIC)) if item is not None else ""

    def _show_current(self) -> None:
        if self.topic:
            self.text.show_chapter(self._chapters[self.topic])
            self._mark()

    def _follow(self, url: QUrl) -> None:
        topic = url.toString()
        if topic in self._chapters:
            self.query.clear()
            self.contents.setCurrentRow(list(self._chapters).index(topic))

    # -- search

    def _start_search(self) -> None:
        self.query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.query.selectAll()

    def _is_empty(self) -> bool:
        return all(self.contents.item(row).isHidden() for row in range(self.contents.count()))

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        first: QListWidgetItem | None = None
        for row in range(self.contents.count()):
            item = self.contents.item(row)
            chapter = _ADDRESS.sub("", self._chapters[str(item.data(TOPIC))]).casefold()
            hit = all(word in chapter for word in words)
            item.setHidden(not hit)
            if hit and first is None:
                first = item
        current = self.contents.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self.contents.setCurrentItem(first)
        self.note.follow()
        self._mark()

    def _mark(self) -> None:
        """Marks the searched words and shows the first."""
        marks = []
        shades = colours(self.text.palette())
        for word in self.query.text().split():
            cursor = self.text.document().find(word, 0)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(mix(shades.changed, shades.background, 0.75))
                mark.format.setFontUnderline(True)
                marks.append(mark)
                cursor = self.text.document().find(word, cursor)
        self.text.setExtraSelections(marks)
        if marks:
            self._see(min((mark.cursor for mark in marks), key=lambda cursor: cursor.position()))

    def _go_to_next(self) -> None:
        start = self.text.textCursor().position()
        cursors = sorted((mark.cursor for mark in self.text.extraSelections()), key=lambda cursor: cursor.position())
        after = [cursor for cursor in cursors if cursor.selectionStart() >= start] or cursors
        if after:
            self._see(after[0])

    def _see(self, cursor: QTextCursor) -> None:
        at = QTextCursor(cursor)
        at.setPosition(cursor.selectionEnd())
        self.text.setTextCursor(at)
        self.text.ensureCursorVisible()
