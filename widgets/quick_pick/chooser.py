"""A field and the list of the entries that match its words, at the top of the window; Escape closes them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from widgets.common import announcements
from widgets.common.foreign_text import text_direction
from widgets.common.labels import plain_label
from widgets.common.translation import line_of
from widgets.theme.design import GAP
from widgets.theme.rows import set_row_height

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
LEAST_ALIKE = 75
"""The similarity in per cent from which an entry is offered."""
MOST_ALIKE = 60
WIDTH = 620
ROWS = 12
COLUMN = 0.3
"""The left edge of the column of words, as a share of the row."""
DETAIL = Qt.ItemDataRole.UserRole
_LEAVING = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
"""The reasons for which the user leaves the field."""


class ChooserEntry(Struct, frozen=True):
    """An entry: the text to type, the text beside it, and its value; `path` may be typed as well."""

    text: str
    detail: str
    value: object
    enabled: bool = True
    path: str = ""
    spoken: str = ""
    """The words for a screen reader in place of the text beside it, if that has signs."""


def best(words: str, entries: Sequence[ChooserEntry]) -> list[ChooserEntry]:
    """The entries that match words, best first: those that begin with them, have a word that does, contain them, contain each of
    them, or are similar. Without words: all, in order."""
    wanted = " ".join(words.casefold().split())
    if not wanted:
        return list(entries)
    ranked: list[tuple[int, int]] = []
    rest: list[int] = []
    for place, entry in enumerate(entries):
        text = (entry.path if "/" in wanted and entry.path else entry.text).casefold()
        if text.startswith(wanted):
            ranked.append((0 if text == wanted else 1, place))
        elif any(text[at - 1] in " /+-(" for at in _places(wanted, text)):
            ranked.append((2, place))
        elif wanted in text:
            ranked.append((3, place))
        elif all(word in text for word in wanted.split()):
            ranked.append((4, place))
        else:
            rest.append(place)
    from rapidfuzz import fuzz, process  # imported for a search: the first window needs none of it

    alike = process.extract(
        wanted,
        {place: entries[place].text.casefold() for place in rest},
        scorer=fuzz.partial_ratio,
        score_cutoff=LEAST_ALIKE if len(wanted) > 2 else 100,
        limit=MOST_ALIKE,
    )
    return [entries[place] for _, place in sorted(ranked)] + [entries[place] for _, _, place in alike]


def _places(part: str, text: str) -> list[int]:
    found, at = [], text.find(part, 1)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found


class _Entries(QAbstractListModel):
    """The offered entries."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: list[ChooserEntry] = []

    def show(self, entries: list[ChooserEntry]) -> None:
        self.beginResetModel()
        self.shown = entries
        self.endResetModel()

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.shown[index.row()].enabled:
            return Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return line_of((entry.text, entry.spoken or entry.detail))
        return entry.detail if role == DETAIL else None


class _TwoSides(QStyledItemDelegate):
    """Draws an entry at the leading side of the window, its detail at the trailing side; a detail of words is in a column."""

    def __init__(self, parent: QObject, *, words: bool) -> None:
        super().__init__(parent)
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, QFontMetrics(option.font).height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        text, detail = option.text, index.data(DETAIL) or ""
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        group = QPalette.ColorGroup.Normal if option.state & QStyle.StateFlag.State_Enabled else QPalette.ColorGroup.Disabled
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(option.palette.color(group, role))
        place = option.rect.adjusted(8, 0, -8, 0)
        metrics = QFontMetrics(option.font)
        wide = min(metrics.horizontalAdvance(text), place.width())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        sides = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        leftwards = option.direction == Qt.LayoutDirection.RightToLeft
        near, far = reversed(sides) if leftwards else sides
        elide = Qt.TextElideMode.ElideRight
        painter.setLayoutDirection(text_direction(text))
        painter.drawText(place, near | middle, metrics.elidedText(text, elide, place.width()))
        taken = max(wide + 24, round(place.width() * COLUMN) if self._words else 0)
        room = place.adjusted(0 if leftwards else taken, 0, -taken if leftwards else 0, 0)
        if room.width() > 0:
            shown, direction = metrics.elidedText(detail, elide, room.width()), text_direction(detail)
            painter.setLayoutDirection(direction)
            painter.drawText(room, (near if self._words and direction == option.direction else far) | middle, shown)
        painter.restore()


class Chooser(QFrame):
    """Offers entries inside a window, so that the focus never leaves it; returns the focus before it emits the choice. Typed
    words without an entry are emitted too."""

    chosen = Signal(object)
    """The value of the entry."""
    asked = Signal(str)
    """Words that were entered without an entry for them."""

    def __init__(self, name: str, hint: str, window: QWidget, *, words: bool = False) -> None:
        """`words`: the text beside an entry consists of words, not of keys."""
        super().__init__(window)
        self._entries: list[ChooserEntry] = []
        self._before: QWidget | None = None
        self._picked = False
        """Whether the user went to a row of the list since the last typed letter."""
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setAccessibleName(name)
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(hint)
        self.list = QListView()
        set_row_height(self.list)
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _Entries(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_TwoSides(self.list, words=words))
        self.state = plain_label("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.addWidget(self.line)
        layout.addWidget(self.state)
        layout.addWidget(self.list)
        self.state.hide()
        self.line.textChanged.connect(self._offer)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._take)
        self.hide()

    @property
    def offered(self) -> list[ChooserEntry]:
        """The entries shown for the typed words."""
        return self._model.shown

    def open(self, entries: Sequence[ChooserEntry]) -> None:
        """Shows the entries and takes the focus."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._entries = list(entries)
        self.line.clear()
        self._offer()
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._announce_current()

    def say(self, sentence: str) -> None:
        """Shows why the typed words lead nowhere; opens again."""
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        if sentence:
            announcements.announce(self.line, sentence)

    def close_again(self) -> None:
        """Closes and returns the focus."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def matches(self, words: str, entries: Sequence[ChooserEntry]) -> list[ChooserEntry]:
        """The entries that are offered for typed words."""
        return best(words, entries)

    def stands_alone(self, words: str) -> bool:
        """Whether typed words are meant literally, not as a similar entry."""
        return False

    def _place(self) -> None:
        window = self.parentWidget() or self
        row = self.list.sizeHintForRow(0) if self.offered else 24
        height = ROWS * row + self.line.sizeHint().height() + 26
        width = min(WIDTH, window.width() - 40)
        self.setGeometry((window.width() - width) // 2, 40, width, min(height, window.height() - 80))

    def _offer(self) -> None:
        self.say("")
        self._picked = False
        self._model.show(self.matches(self.line.text(), self._entries))
        first = next((row for row, entry in enumerate(self.offered) if entry.enabled), None)
        if first is not None:
            self.list.setCurrentIndex(self._model.index(first))
        if not self.isHidden():
            self._announce_current()

    def _announce_current(self) -> None:
        """Lets a screen reader say the current row, which never has the focus, and which of all it is."""
        row, count = self.list.currentIndex().row(), len(self.offered)
        if 0 <= row < count:
            words = str(self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
            announcements.announce(self.line, line_of((words, announcements.place_of_all(row + 1, count))))
        elif not count and self._entries:
            announcements.announce(self.line, self.tr("No entry has these words."))

    def _enter(self) -> None:
        words = self.line.text().strip()
        if not self._picked and self.stands_alone(words):
            self.asked.emit(words)
        else:
            self._take(self.list.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and self.offered[index.row()].enabled:
            value = self.offered[index.row()].value
            self.close_again()
            self.chosen.emit(value)
        elif not self.offered and self.line.text().strip():
            self.asked.emit(self.line.text().strip())

    def _move(self, by: int) -> None:
        """Goes to another row that can be chosen; wraps around for a single step."""
        self._picked = True
        count = len(self.offered)
        row = self.list.currentIndex().row()
        single = abs(by) == 1
        for _ in range(count):
            row = (row + by) % count if single else max(0, min(count - 1, row + by))
            if self.offered[row].enabled:
                break
            if not single:
                single, by = True, -1 if by > 0 else 1
        if count:
            self.list.setCurrentIndex(self._model.index(row))
            self._announce_current()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the field that act on the list."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _LEAVING:
            self._before = None
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS - 1, Qt.Key.Key_PageUp: 1 - ROWS}
        if event.key() in steps:
            self._move(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_again()
        else:
            return super().eventFilter(watched, event)
        return True
