"""The table of problems."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from model.preflight.finding import Finding, fault_of
from widgets.problems.model import DESCRIPTION, OFFERED, PLACE, SORT, ProblemModel
from widgets.problems.places import without_document
from widgets.theme.colours import colours
from widgets.theme.design import GAP, ROW
from widgets.theme.rows import set_row_height, set_table_style

Index = QModelIndex | QPersistentModelIndex
BROAD, NARROW = (104, 150, 400), (26, 100, 196)
"""The widths of the columns in pixels, of a table with room and of one without."""
SIDES = 9
"""The pixels beside the words of a cell, with some to spare. Qt's own heights leave out the padding of the style."""
MOST = 10_000
FITTED = 100
"""The most rows of a narrow table that each get the height of their words; of more, all get two lines."""
Flag = QItemSelectionModel.SelectionFlag


class _Rows(QStyledItemDelegate):
    """Paints the kind in its colour, and ignored problems faintly."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if not isinstance(model, ProblemModel):
            return
        finding = model.rows[index.row()]
        view = option.widget
        if index.column() == SORT and isinstance(view, ProblemTable) and view.narrow:
            option.text = option.text.partition(" ")[0]
        elif index.column() == PLACE and isinstance(view, ProblemTable) and view.narrow:
            option.text = without_document(option.text)
        shades = colours(option.palette)
        if model.ignoring_of(finding) is not None:
            option.palette.setColor(QPalette.ColorRole.Text, shades.quiet)
        elif index.column() == SORT:
            shade = {"error": shades.deleted, "warning": shades.changed, "advice": shades.quiet}[finding.severity]
            option.palette.setColor(QPalette.ColorRole.Text, shade)


class ProblemTable(QTableView):
    """Shows the problems; selecting a row with the keys or the mouse shows its place."""

    chosen = Signal(object)
    """Another Finding became the current one, or None."""
    left_for = Signal(object)
    """The user wants to go to the text of a Finding, by Return or a double click."""
    menu_asked = Signal(object)
    """A point of the screen."""

    def __init__(self, model: ProblemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems = model
        self.setModel(model)
        self.setItemDelegate(_Rows(self))
        self.setAccessibleName(self.tr("Problems"))
        set_table_style(self)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        set_row_height(self)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(NARROW[0])
        header.setStretchLastSection(True)
        for column, width in enumerate(BROAD):
            header.resizeSection(column, width)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.current()))
        self.doubleClicked.connect(lambda _index: self._leave())
        self._kept: tuple[str, int] | None = None
        self.narrow = False
        """Whether rows have two lines and kinds are signs."""
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.modelReset.connect(self._fit_rows)

    def set_narrow(self, *, on: bool) -> None:
        """Shows kinds as signs, no heads of columns, and problems in as many lines as they need; or each in one line."""
        if on == self.narrow:
            return
        self.narrow = on
        self.setWordWrap(on)
        self.horizontalHeader().setVisible(not on)
        self.setColumnHidden(OFFERED, on)  # the explanation says it too
        set_row_height(self, lines=2 if on else 1)
        for column, width in enumerate(NARROW if on else BROAD):
            self.horizontalHeader().resizeSection(column, width)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Gives the rows of a narrow table the heights of their words, so that none is cut."""
        if not self.narrow or self._problems.rowCount() > FITTED:
            return
        measure, header = self.fontMetrics(), self.verticalHeader()
        for row in range(self._problems.rowCount()):
            place, words = (self._problems.index(row, column).data() for column in (PLACE, DESCRIPTION))
            heights = [
                measure.boundingRect(QRect(0, 0, max(width - 2 * SIDES, 1), MOST), Qt.TextFlag.TextWordWrap, text).height()
                for width, text in ((self.columnWidth(PLACE), without_document(place)), (self.columnWidth(DESCRIPTION), words))
            ]
            header.resizeSection(row, max(*heights, ROW - GAP) + GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def current(self) -> Finding | None:
        """The finding of the current row; None without one."""
        row = self.currentIndex().row()
        return self._problems.rows[row] if 0 <= row < len(self._problems.rows) else None

    def selected(self) -> list[Finding]:
        """The findings of the selected rows, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._problems.rows[row] for row in rows if row < len(self._problems.rows)]

    def choose(self, row: int) -> None:
        """Selects one row only and scrolls to it."""
        index = self._problems.index(row, SORT)
        # Not `setCurrentIndex`: it would add the row to the selection while Ctrl or Shift is pressed.
        self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect | Flag.Rows)
        self.scrollTo(index)

    def _keep(self) -> None:
        finding = self.current()
        self._kept = (finding.key, self.currentIndex().row()) if finding is not None else None

    def _restore(self) -> None:
        """Selects the previously selected row, or the one that took its place, without showing it in the text."""
        if self._kept is None or not self._problems.rows:
            self.chosen.emit(None)
            return
        key, row = self._kept
        keys = [finding.key for finding in self._problems.rows]
        if key not in keys:  # words around it were edited
            key, keys = fault_of(key), [fault_of(known) for known in keys]
        at = keys.index(key) if key in keys else min(row, len(keys) - 1)
        self.blockSignals(True)
        self.choose(at)
        self.blockSignals(False)

    def _leave(self) -> None:
        if self.current() is not None:
            self.left_for.emit(self.current())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.choose(self.currentIndex().row())  # Qt makes the first row current without selecting it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_asked.emit(at)
