"""The rows of a comparison, side by side. They can be read and copied, but not edited."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from model.diff.aligned_rows import SORTS, AlignedRow, AlignedTexts, Sort, without_formats
from model.diff.folding import Item, differs, folded_rows
from model.numbering import note_marks
from model.redline import SIDES, Side
from widgets.common.accessible_rows import PaintedPart
from widgets.common.translation import translate
from widgets.comparison.cells import CellLayout, Marks, row_texts
from widgets.comparison.lazy_heights import LazyHeights
from widgets.comparison.phrases import accessible_row, fold_words, missing_words, row_as_text, way
from widgets.comparison.row_painter import Columns, RowPainter
from widgets.editor.document.formats import Formats

KEPT_CELLS = 400
"""The number of rows whose layout is kept; more than any screen shows."""
AHEAD = 12
"""The number of rows on each side that are laid out before they become visible."""


class RowsView(PaintedPart, QAbstractScrollArea):
    """Shows a comparison in two columns, or as a redline in one. Both texts scroll together."""

    spoken_role = QAccessible.Role.Document
    current_changed = Signal(int)
    """The current row, by its number in the comparison."""
    scrolled = Signal()
    refilled = Signal()
    """Other rows are shown, or the same rows at other places."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aligned: AlignedTexts | None = None
        self._shown: AlignedTexts | None = None
        """The comparison as it is painted: without differences of format if the view hides them."""
        self._marks: Marks = {}
        self._names = ("", "")
        self._items: tuple[Item, ...] = ()
        self._firsts: list[int] = []
        self._cells: OrderedDict[int, tuple[CellLayout, ...]] = OrderedDict()
        self._sorts: frozenset[Sort] = frozenset(SORTS)
        self._unfolded: set[int] = set()
        self._folding = True
        self._single = False
        self._current = 0
        self._syncing = False
        self._heights = LazyHeights(self._height_of)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self._lay_out_ahead)
        self._take_looks()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setBackgroundRole(self.palette().ColorRole.Base)
        self.viewport().setAutoFillBackground(True)
        self.verticalScrollBar().valueChanged.connect(self._follow_bar)
        self.setAccessibleName(self.tr("The two texts side by side"))

    def _take_looks(self) -> None:
        self._formats = Formats(self.palette(), self.font())
        self._painter = RowPainter(self.palette(), self.font())

    # -- what is shown

    @property
    def aligned(self) -> AlignedTexts | None:
        """The comparison that is shown; None before there is one."""
        return self._aligned

    @property
    def shown(self) -> AlignedTexts | None:
        """The comparison as it is painted: its rows do not differ in format if the view hides these differences."""
        return self._shown

    @property
    def rtl(self) -> bool:
        """Whether the columns are in order from right to left."""
        return self._aligned is not None and self._aligned.redline.language == "ar"

    @property
    def current(self) -> int:
        """The number of the current row."""
        return self._current

    def show_aligned(self, aligned: AlignedTexts, names: tuple[str, str], *, stay: bool = False) -> None:
        """Shows a comparison of texts with these names; with `stay`, the current place is kept if possible."""
        self._aligned, self._names, self._marks = aligned, names, note_marks(aligned.redline)
        self._narrow()
        if not stay:
            self._unfolded.clear()
            self._current = next((place for place, row in enumerate(aligned.rows) if differs(row, self._sorts)), 0)
            self._items = ()
        self._current = min(self._current, max(len(aligned.rows) - 1, 0))
        self._refill()
        self.go_to(self._current)

    def set_sorts(self, sorts: Collection[Sort]) -> None:
        """Sets the kinds of differences that are shown; ranges without any of them are collapsed."""
        if frozenset(sorts) != self._sorts:
            self._sorts = frozenset(sorts)
            self._narrow()
            self._refill()

    def _narrow(self) -> None:
        hides = self._aligned is not None and "format" not in self._sorts
        self._shown = without_formats(self._aligned) if hides and self._aligned is not None else self._aligned

    def set_folding(self, folding: bool) -> None:
        """Collapses ranges that are the same on both sides, or shows all rows."""
        self._folding = folding
        self._unfolded.clear()
        self._refill()

    def set_single(self, single: bool) -> None:
        """Shows one column, a redline, or two."""
        self._single = single
        self._refill()

    def _refill(self) -> None:
        """Makes the items again, and keeps the current row at its place on the screen."""
        at = self._heights.place_of(self._item_of(self._current)) if self._items else None
        rows = self._aligned.rows if self._aligned is not None else ()
        self._items = folded_rows(rows, self._sorts, self._unfolded) if self._folding else tuple(range(len(rows)))
        self._firsts = [item if isinstance(item, int) else item.start for item in self._items]
        self._cells.clear()
        self._heights.room = float(self.viewport().height())
        self._heights.fill([self._guess(item) for item in self._items])
        if at is not None:
            self._heights.put(self._item_of(self._current), at)
        self.refilled.emit()
        self._shift()

    def _item_of(self, row: int) -> int:
        return max(bisect_right(self._firsts, row) - 1, 0)

    def _row(self, item: int) -> AlignedRow | None:
        """The row of an item; None for a collapsed range."""
        found = self._items[item]
        return self._shown.rows[found] if isinstance(found, int) and self._shown is not None else None

    # -- measures

    @property
    def _columns(self) -> Columns:
        return Columns(float(self.viewport().width()), self._painter.line, self._single, self.rtl)

    def _guess(self, item: Item) -> float:
        line = self._painter.line
        if not isinstance(item, int) or self._aligned is None:
            return line * 2
        row, columns = self._aligned.rows[item], self._columns
        per_line = max((columns.column - columns.gutter) / (line * 0.42), 8)
        lengths = [sum(len(half.paragraph.text) for half in side) for side in (row.left, row.right)]
        return (1 + max(lengths) // per_line) * line * 1.25 + line * 0.95

    def _height_of(self, item: int) -> float:
        found, line = self._items[item], self._painter.line
        if not isinstance(found, int):
            return line * 2
        return max((cell.height for cell in self._cells_of(found)), default=0.0) + line * 0.7

    def _cells_of(self, place: int) -> tuple[CellLayout, ...]:
        """The cells of a row, laid out."""
        known = self._cells.get(place)
        if known is not None:
            self._cells.move_to_end(place)
            return known
        if self._aligned is None:
            return ()
        row, columns, labelling = self._aligned.rows[place], self._columns, self._aligned.labelling
        sides: tuple[Side | None, ...] = (None,) if self._single else SIDES
        made = tuple(
            CellLayout(
                row_texts(row, side, labelling, self._marks),
                self._formats,
                columns.text,
                columns.gutter,
                rtl=self.rtl,
                restyled="format" in self._sorts,
            )
            for side in sides
        )
        self._cells[place] = made
        if len(self._cells) > KEPT_CELLS:
            self._cells.popitem(last=False)
        return made

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, columns, width = QPainter(self.viewport()), self._columns, float(self.viewport().width())
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        total = self._heights.tops[-1]
        aligned = self._aligned
        if not self._items or aligned is None:
            words = (
                translate("Comparison", "The two texts are empty.")
                if aligned is not None
                else translate("Comparison", "Nothing has been compared yet.")
            )
            self._painter.paint_words(painter, QRectF(self.viewport().rect()), words, background=False)
            return
        bottom = 0.0
        for item, y, tall in self._heights.visible_items():
            bottom = y + tall
            row, place, area = self._row(item), self._items[item], QRectF(0, y, width, tall)
            if isinstance(place, range) or row is None:
                assert isinstance(place, range)
                self._painter.paint_words(painter, area, fold_words(len(place)))
                current = self._current in place
            else:
                counts, missing = differs(row, self._sorts), missing_words(row, way(aligned, place))
                self._painter.paint_row(painter, row, self._cells_of(place), columns, area, counts=counts, missing=missing)
                current = place == self._current
            if current:
                self._painter.paint_current(painter, area, rtl=self.rtl, focus=self.hasFocus())
        self._painter.paint_frame(painter, columns, bottom, self._heights.room)
        if self._heights.tops[-1] != total:
            self._sync_bar()
        self._ahead.start()

    def _lay_out_ahead(self) -> None:
        """Lays out a row that becomes visible next, so that scrolling need not wait for it; then the next one, row by row."""
        seen = [item for item, _, _ in self._heights.visible_items()]
        if not seen:
            return
        near = (*range(seen[-1] + 1, seen[-1] + 1 + AHEAD), *range(seen[0] - 1, seen[0] - 1 - AHEAD, -1))
        for item in near:
            if 0 <= item < len(self._items) and isinstance(place := self._items[item], int) and place not in self._cells:
                self._cells_of(place)
                self._heights.height(item)
                self._sync_bar()
                self._ahead.start()
                return

    # -- going places

    def go_to(self, row: int) -> None:
        """Makes a row the current one and scrolls to it; if it was not visible, to a third of the height."""
        if self._aligned is None or not self._items:
            return
        self._current = row
        self._show_item(self._item_of(row))
        self._shift()
        self.setAccessibleDescription(self.accessible_text())
        self.current_changed.emit(row)

    def _show_item(self, item: int) -> None:
        """Scrolls as little as possible near the visible part; an item elsewhere is shown at a third of the height."""
        heights = self._heights
        seen = [index for index, _, _ in heights.visible_items()]
        tall, at = heights.height(item), heights.place_of(item)
        if item not in range(seen[0], seen[-1] + 2):
            heights.put(item, heights.room / 3 if tall < heights.room * 2 / 3 else 0)
        elif at is None and item == seen[0]:
            heights.put(item, 0)
        elif at is None or at + tall > heights.room:
            heights.put(item, max(heights.room - tall, 0))

    def enter(self) -> None:
        """Expands the current collapsed range, or goes to the other place of moved text."""
        partner = self._aligned.partners.get(self._current) if self._aligned is not None else None
        if partner is not None:
            self.go_to(partner)
        else:
            self.unfold()

    def unfold(self) -> None:
        """Expands the current collapsed range."""
        item = self._items[self._item_of(self._current)] if self._items else 0
        if not isinstance(item, int):
            self._unfolded.add(item.start)
            self._refill()
            self.go_to(item.start)

    def _shift(self) -> None:
        """Scrolls to another part."""
        self._sync_bar()
        self.viewport().update()
        self.scrolled.emit()

    def _follow_bar(self, value: int) -> None:
        if self._syncing:
            return
        self._heights.scroll_to(value)
        self.viewport().update()
        self.scrolled.emit()

    def _sync_bar(self) -> None:
        """Updates the scroll bar: heights are estimates until a row becomes visible."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        self._syncing = True
        bar.setRange(0, max(round(self._heights.tops[-1] - height + 0.5), 0))
        bar.setPageStep(height)
        bar.setSingleStep(round(self._painter.line * 1.5))
        bar.setValue(round(self._heights.value))
        self._syncing = False

    def visible_part(self) -> tuple[float, float]:
        """The beginning and the end of the visible part, as shares of the whole."""
        total, top = self._heights.tops[-1] or 1.0, self._heights.value
        return top / total, min((top + self._heights.room) / total, 1.0)

    def marks(self) -> list[tuple[float, float, str]]:
        """The places of the differences: beginning and end as shares of the whole, and the state of the row."""
        tops = self._heights.tops
        total, shown = tops[-1] or 1.0, ((item, self._row(item)) for item in range(len(self._items)))
        return [
            (tops[item] / total, tops[item + 1] / total, row.state)
            for item, row in shown
            if row is not None and differs(row, self._sorts)
        ]

    def go_to_part(self, part: float) -> None:
        """Makes the row at a share of the whole the current one."""
        if self._items:
            tops = self._heights.tops
            item = min(max(bisect_right(tops, part * tops[-1]) - 1, 0), len(self._items) - 1)
            self._heights.put(item, self._heights.room / 3)
            self.go_to(self._firsts[item])

    # -- ears and hands

    def accessible_text(self) -> str:
        """The text for a screen reader."""
        if self._shown is None or not self._items:
            return ""
        item = self._items[self._item_of(self._current)]
        if not isinstance(item, int):
            return fold_words(len(item))
        return accessible_row(self._shown, self._current, self._names, self._marks)

    def copy_current(self) -> None:
        """Copies the current row as plain text."""
        if self._aligned is not None and self._items:
            QApplication.clipboard().setText(row_as_text(self._aligned, self._current, self._marks))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._items:
            super().keyPressEvent(event)
            return
        item, keys, last = self._item_of(self._current), Qt.Key, len(self._items) - 1
        page = max(len(self._heights.visible_items()) - 1, 1)
        to = {keys.Key_Down: item + 1, keys.Key_Up: item - 1, keys.Key_PageDown: item + page, keys.Key_PageUp: item - page,
              keys.Key_Home: 0, keys.Key_End: last}.get(Qt.Key(event.key()))  # fmt: skip
        if to is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.go_to(self._firsts[min(max(to, 0), last)])
        elif event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self.enter()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self._heights.item_at(event.position().y())
        if item is not None:
            self.go_to(self._firsts[item])
            self.unfold()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.enter()

    # -- coming and going

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._refill()
        self._heights.room = float(self.viewport().height())
        self._heights.scroll_to(self._heights.value)
        self._shift()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_painter"):
            self._take_looks()
            self._refill()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
