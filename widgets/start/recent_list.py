"""The list of recent documents on the start page: a small picture of the first page, the name, the folder and the state of
each."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.common.foreign_text import as_tooltip, isolated_always
from widgets.common.menu import Menu
from widgets.common.qt_fixes import give_viewport
from widgets.theme.colours import colours, edge_of
from widgets.theme.design import RADIUS_BUTTON
from widgets.theme.rows import set_row_height

PICTURE = QSize(52, 74)
GAP = 12
_ENTRY, _PIXMAP = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class RecentEntry(Struct, frozen=True):
    """One row of the list."""

    key: str
    """The path, or the key of a document without a file."""
    name: str
    """The name of the document by its contents, otherwise that of its file."""
    file: str = ""
    """The name of the file; '' if `name` is that, or says as much."""
    folder: str = ""
    state: str = ""
    problem: bool = False
    """Whether the state is a problem."""
    recoverable: bool = False
    picture: str = ""
    """The path of a picture; '' if there is none."""


class RecentList(QListWidget):
    """Shows entries; Enter or a click opens one, Delete removes it from the list."""

    opened = Signal(str)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_row_height(self)
        give_viewport(self)
        self.setAccessibleName(self.tr("Recent documents"))
        self.setItemDelegate(_Rows(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.hovered: QListWidgetItem | None = None
        """The row under the mouse. That an option of the style says so too would load the class of styles, 7 ms of the start."""
        self.itemEntered.connect(self._hover)
        self.viewportEntered.connect(lambda: self._hover(None))
        self.itemClicked.connect(self._open)

    def _hover(self, item: QListWidgetItem | None) -> None:
        self.hovered = item
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def show_entries(self, entries: Sequence[RecentEntry]) -> None:
        """Shows other rows and keeps the selected one."""
        chosen, self.hovered = self.current_key(), None
        self.clear()
        for entry in entries:
            self.addItem(QListWidgetItem())
            self._fill(self.item(self.count() - 1), entry)
        keys = [entry.key for entry in entries]
        if entries:
            self.setCurrentRow(keys.index(chosen) if chosen in keys else 0)

    def show_entry(self, entry: RecentEntry) -> None:
        """Repaints the row with a key."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_ENTRY).key == entry.key:
                self._fill(item, entry)

    def current_key(self) -> str:
        """The key of the selected row."""
        item = self.currentItem()
        return str(item.data(_ENTRY).key) if item is not None else ""

    def _fill(self, item: QListWidgetItem, entry: RecentEntry) -> None:
        item.setData(_ENTRY, entry)
        item.setText(entry.name)  # typing its first letters finds it, and screen readers read it
        message = ". ".join(filter(None, (entry.name, entry.file, entry.folder, entry.state)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, message)
        item.setToolTip(as_tooltip("\n".join(filter(None, (entry.name, entry.key if entry.folder else "", entry.state)))))
        item.setData(_PIXMAP, QPixmap(entry.picture) if entry.picture else QPixmap())

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_ENTRY).key)

    def _drop(self) -> None:
        item = self.currentItem()
        if item is not None and not item.data(_ENTRY).recoverable:
            key, self.hovered = item.data(_ENTRY).key, None
            self.takeItem(self.row(item))
            self.dropped.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._open(item)
        elif event.key() == Qt.Key.Key_Delete:
            self._drop()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        item = self.itemAt(event.pos()) if event.reason() == event.Reason.Mouse else self.currentItem()
        if item is None:
            return
        self.setCurrentItem(item)
        menu = self.menu_of(item)
        place = self.visualItemRect(item).center() if event.reason() != event.Reason.Mouse else event.pos()
        menu.popup(self.viewport().mapToGlobal(place))

    def menu_of(self, item: QListWidgetItem) -> Menu:
        """The menu of a row."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("&Open"), lambda: self._open(item))
        drop = menu.addAction(self.tr("&Remove from the list"), self._drop)
        drop.setEnabled(not item.data(_ENTRY).recoverable)
        return menu


def _place(entry: RecentEntry) -> str:
    """The file and its folder on one line."""
    return " — ".join(map(isolated_always, filter(None, (entry.file, entry.folder))))


class _Rows(QStyledItemDelegate):
    """Paints a row: the picture, and three lines beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = QFontMetrics(option.font).lineSpacing() * 3 + 12
        return QSize(220, max(PICTURE.height(), lines) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        entry: RecentEntry = index.data(_ENTRY)
        view = option.widget
        assert isinstance(view, RecentList)
        palette, roles = QGuiApplication.palette(), QPalette.ColorRole  # that of the list has a transparent background
        item = view.item(index.row())
        chosen, hover = item.isSelected() and view.hasFocus(), view.hovered is item
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(2, 2, -2, -2)
        if chosen or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(roles.Highlight) if chosen else palette.color(roles.Base))
            painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        ltr = option.direction == Qt.LayoutDirection.LeftToRight
        x = box.left() + GAP if ltr else box.right() - GAP - PICTURE.width()
        paper = QRect(QPoint(x, box.center().y() - PICTURE.height() // 2), PICTURE)
        self._paint_picture(painter, paper, palette, index.data(_PIXMAP))
        left = paper.right() + GAP + 4 if ltr else box.left() + GAP
        right = box.right() - GAP if ltr else paper.left() - GAP - 4
        shades = colours(palette)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        plain = palette.color(roles.HighlightedText) if chosen else palette.color(roles.Text)
        quiet = plain if chosen else shades.quiet
        words = ("⚠ " if entry.problem else "") + entry.state
        state = plain if chosen else shades.deleted if entry.problem else shades.changed if entry.recoverable else shades.quiet
        lines = [(bold, plain, isolated_always(entry.name)), (option.font, quiet, _place(entry)), (option.font, state, words)]
        lines = [line for line in lines if line[2]]
        height = QFontMetrics(option.font).lineSpacing() + 3
        y = box.center().y() - height * len(lines) // 2
        align = (Qt.AlignmentFlag.AlignLeft if ltr else Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignAbsolute
        for font, colour, words in lines:
            painter.setFont(font)
            painter.setPen(colour)
            line = QRect(left, y, right - left, height)
            mode = Qt.TextElideMode.ElideMiddle if words == _place(entry) else Qt.TextElideMode.ElideRight
            shown = QFontMetrics(font).elidedText(words, mode, line.width())
            painter.drawText(line, align | Qt.AlignmentFlag.AlignVCenter, shown)
            y += height
        painter.restore()

    def _paint_picture(self, painter: QPainter, paper: QRect, palette: QPalette, pixmap: QPixmap) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(edge_of(palette), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)  # that of the row would cover the picture with the frame
        if not pixmap.isNull():
            painter.drawPixmap(paper, pixmap)
        else:
            painter.setBrush(palette.color(QPalette.ColorRole.Base))
            painter.drawRect(paper)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for line in range(5):  # a page of which nothing is known yet
                y = paper.top() + 16 + 9 * line
                painter.drawLine(paper.left() + 10, y, paper.right() - (10 if line < 4 else 24), y)
        painter.drawRect(paper)
