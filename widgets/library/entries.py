"""The list of the texts of the library or of the results of a search: the name of a text, and below it the found words,
marked."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.common.foreign_text import as_tooltip, direction_marked, isolated, on_one_line, text_direction
from widgets.common.qt_fixes import give_viewport
from widgets.theme.rows import set_row_height

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
MARGIN = 6
BEFORE = 20
"""Characters shown before the first marked word if the line is too short for all."""
_ENTRY = Qt.ItemDataRole.UserRole


class LibraryEntry(Struct, frozen=True):
    """One row of the list."""

    text: int
    """The id of the text."""
    place: int = -1
    """The index of its clause; −1 for the text itself."""
    name: str = ""
    """The name of the text with its edition."""
    where: str = ""
    """The path of the clause in words, or the state and language of the text."""
    words: str = ""
    """The words of the clause, or the title of the text."""
    marks: tuple[tuple[int, int], ...] = ()
    """The ranges in `words` that were searched for, in order; offsets are code points."""
    path: str = ""
    """The path of the clause, as in `LibraryClause`; '' for the text itself."""


class LibraryEntries(QAbstractListModel):
    """Entries in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: Sequence[LibraryEntry] = ()

    def show(self, entries: Sequence[LibraryEntry]) -> None:
        """Shows other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return ". ".join(filter(None, (entry.name, entry.where, on_one_line(entry.words))))
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip("\n".join(filter(None, (entry.name, entry.where, entry.words))))
        return entry if role == _ENTRY else None


class EntryPainter(QStyledItemDelegate):
    """Draws an entry in two lines; found words are bold and underlined."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: LibraryEntry = index.data(_ENTRY)
        line = option.fontMetrics.height()
        tall = ceil(line * 0.4) if not entry.words.isascii() else 0  # scripts with higher lines
        return QSize(100, line * 2 + MARGIN * 2 + tall)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: LibraryEntry = index.data(_ENTRY)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style() if shown.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        active = QPalette.ColorGroup.Active if shown.state & QStyle.StateFlag.State_Active else QPalette.ColorGroup.Inactive
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(shown.palette.color(active, role))
        room = shown.rect.adjusted(MARGIN + 2, MARGIN, -MARGIN - 2, -MARGIN)
        self._paint_head(painter, shown, room, entry)
        below = QRect(room.left(), room.top() + shown.fontMetrics.height(), room.width(), room.height())
        _paint_words(painter, shown, below, entry)
        painter.restore()

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, entry: LibraryEntry) -> None:
        bold = QFont(option.font)
        bold.setBold(True)
        leftwards = option.direction == Qt.LayoutDirection.RightToLeft
        painter.setFont(option.font)
        metrics = option.fontMetrics
        bold_name = QFontMetrics(bold).horizontalAdvance(isolated(entry.name))
        most = max(room.width() // 2, room.width() - bold_name - 2 * MARGIN)
        where = metrics.elidedText(direction_marked(entry.where), Qt.TextElideMode.ElideMiddle, most)
        width = metrics.horizontalAdvance(where)
        line = QRect(room.left(), room.top(), room.width(), metrics.height())
        flag = Qt.AlignmentFlag
        left, right = (side | flag.AlignAbsolute | flag.AlignVCenter for side in (flag.AlignLeft, flag.AlignRight))
        painter.drawText(line, left if leftwards else right, where)
        rest = line.adjusted(width + MARGIN, 0, 0, 0) if leftwards else line.adjusted(0, 0, -width - MARGIN, 0)
        painter.setFont(bold)
        name = painter.fontMetrics().elidedText(isolated(entry.name), Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, right if leftwards else left, name)


def shown_words(words: str, marks: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words beginning shortly before the first mark, and the marks in them."""
    start = marks[0][0] - BEFORE if marks and marks[0][0] > BEFORE + 1 else 0
    if start:
        blank = words.find(" ", start, marks[0][0])
        start = blank + 1 if blank >= 0 else start
    lead = "… " if start else ""
    moved = len(lead) - start
    return lead + words[start:], tuple((first + moved, last + moved) for first, last in marks)


def _paint_words(painter: QPainter, option: QStyleOptionViewItem, room: QRect, entry: LibraryEntry) -> None:
    """Paints the words at the side of the name above them, each script in its own direction."""
    font, rightmost = option.font, option.direction == Qt.LayoutDirection.RightToLeft
    words, marks = shown_words(on_one_line(entry.words)[:2000], entry.marks)
    layout = _laid_out(words, marks, font)
    line = layout.lineAt(0)
    if line.naturalTextWidth() > room.width():
        words = _cut_to(words, font, room.width())
        layout = _laid_out(words, marks, font)
        line = layout.lineAt(0)
    left = room.right() + 1 - line.naturalTextWidth() if rightmost else room.left()
    painter.setClipRect(room)
    layout.draw(painter, QPointF(left, room.top()))
    painter.setClipping(False)


def _cut_to(words: str, font: QFont, width: int) -> str:
    """The beginning of words that fits in a width in bold, as the marked ones are, with “…” after it."""
    bold = QFont(font)
    bold.setBold(True)
    return QFontMetrics(bold).elidedText(words, Qt.TextElideMode.ElideRight, width)


def _laid_out(words: str, marks: Sequence[tuple[int, int]], font: QFont) -> QTextLayout:
    """Words in one line, the marked ones bold and underlined."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(text_direction(words))
    layout.setTextOption(option)
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.Bold)
    marked.setFontUnderline(True)
    formats = []
    for first, last in marks:
        stretch = QTextLayout.FormatRange()
        start, stop = (utf16(words, min(place, len(words))) for place in (first, last))
        stretch.start, stretch.length, stretch.format = start, stop - start, marked
        formats.append(stretch)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e5)
    layout.endLayout()
    return layout


def utf16(text: str, place: int) -> int:
    """The place of a code point in UTF-16 units, as Qt counts."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le")) // 2


class LibraryEntryList(QListView):
    """Shows entries; reports the current one, and the one opened by Enter or a double click."""

    looked_at = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_row_height(self)
        give_viewport(self)
        self.entries = LibraryEntries(self)
        self.setModel(self.entries)
        self.setItemDelegate(EntryPainter(self))
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Texts and clauses"))
        self.selectionModel().currentChanged.connect(self._look)
        self.activated.connect(self._open)

    @property
    def entry(self) -> LibraryEntry | None:
        """The current entry."""
        found = self.currentIndex().data(_ENTRY)
        return found if isinstance(found, LibraryEntry) else None

    def show_entries(self, entries: Sequence[LibraryEntry]) -> None:
        """Shows entries; the current one is kept if it is among them, otherwise the first becomes current."""
        before = self.entry
        self.entries.show(entries)
        row = next(
            (row for row, entry in enumerate(entries) if before and (entry.text, entry.place) == (before.text, before.place)), 0
        )
        if entries:
            self.setCurrentIndex(self.entries.index(row, 0))
        else:
            self.looked_at.emit(None)

    def _look(self, index: QModelIndex) -> None:
        self.looked_at.emit(index.data(_ENTRY) if index.isValid() else None)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(_ENTRY))
