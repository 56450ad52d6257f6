"""The table of clauses by parties: a cell shows the proposal of a party for a clause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from model.consolidation.matrix import Matrix, MatrixRow, State
from model.consolidation.merge import Decision
from model.submission.place_texts import note_text
from widgets.common.clause_outline import EXCERPT, beginning
from widgets.common.foreign_text import as_tooltip, isolated, isolated_always
from widgets.common.names import spoken_path
from widgets.common.sizes import digit_width
from widgets.common.translation import line_of, say, with_label
from widgets.consolidation.phrases import SIGNS, names_of, state_words
from widgets.theme.colours import Colours, colours, mix
from widgets.theme.rows import set_table_style

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
LinesShown = Literal["touched", "all", "conflicts"]
CLAUSE = 0
"""The column of the clauses; that of party n is n + 1."""
CLAUSE_WIDTH = 26
PARTY_WIDTH = 27
"""The least and the greatest width of columns, in widths of a digit."""
PLACE = 60
"""Characters of the name of a place that are shown."""


class MatrixModel(QAbstractTableModel):
    """The shown lines of a matrix with the state of every party."""

    def __init__(self, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board: Matrix | None = None
        self._decisions: Mapping[str, Decision] = {}
        self._rows: list[int] = []
        self._shown: LinesShown = "touched"
        self._colours: Colours = colours(palette)

    def show_board(self, board: Matrix, decisions: Mapping[str, Decision]) -> None:
        """Shows another matrix with its decisions."""
        self.beginResetModel()
        self._board, self._decisions = board, decisions
        self._rows = self._wanted_lines()
        self.endResetModel()

    def show_decisions(self, decisions: Mapping[str, Decision]) -> None:
        """Shows other decisions on the same matrix."""
        self._decisions = decisions
        if self._shown == "conflicts" and self._wanted_lines() != self._rows:
            self.beginResetModel()
            self._rows = self._wanted_lines()
            self.endResetModel()
        elif self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def show_lines(self, shown: LinesShown) -> None:
        """Chooses the lines that are shown."""
        self.beginResetModel()
        self._shown = shown
        self._rows = self._wanted_lines()
        self.endResetModel()

    def set_palette(self, palette: QPalette) -> None:
        """Uses the colours of a palette; the view repaints."""
        self._colours = colours(palette)

    def _wanted_lines(self) -> list[int]:
        if self._board is None:
            return []
        lines = enumerate(self._board.lines)
        if self._shown == "conflicts":
            return [number for number, line in lines if any(key not in self._decisions for key in line.conflicts)]
        return [number for number, line in lines if self._shown == "all" or line.row.is_changed]

    def line(self, row: int) -> int:
        """The number of the line in a row; −1 if there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else -1

    def row_of(self, line: int) -> int:
        """The row of a line; −1 if it is hidden."""
        return self._rows.index(line) if line in self._rows else -1

    # -- as Qt asks

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() or self._board is None else 1 + len(self._board.found.parties)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._board is None or not index.isValid():
            return None
        line = self._board.lines[self._rows[index.row()]]
        return self._clause_data(line, role) if index.column() == CLAUSE else self._party_data(line, index.column() - 1, role)

    def _clause_data(self, line: MatrixRow, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{beginning(self.place(line), PLACE)}   {isolated_always(beginning(line.words, EXCERPT))}"
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip(with_label(self.place(line), isolated_always(beginning(line.words, 400))))
            case Qt.ItemDataRole.AccessibleTextRole:
                return with_label(self.place(line), beginning(line.words, EXCERPT))
        return None

    def _party_data(self, line: MatrixRow, party: int, role: int) -> object:
        state = self._state(line, party)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                sign = SIGNS[state] + (SIGNS["beside"] if party in line.row.beside else "")
                return f"{sign} {self._words(line, party, state)}" if state or self._numbers else sign
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip(f"{self.place(line)} — {self._accessible_text(line, party)}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._accessible_text(line, party)
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(state)
            case Qt.ItemDataRole.FontRole:
                font = QFont()
                font.setBold(state == "conflict")
                return font
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter if not state and not self._numbers else None
        return None

    @property
    def _numbers(self) -> Mapping[str, object]:
        """The margin numbers of the base; none if it is not a treaty text."""
        return self._board.labelling.numbers if self._board is not None else {}

    def _state(self, line: MatrixRow, party: int) -> State:
        assert self._board is not None
        return self._board.state(line, party, self._decisions)

    def _words(self, line: MatrixRow, party: int, state: State) -> str:
        like = line.row.cells[party].like
        assert self._board is not None
        if like >= 0:
            return self.tr("as {name}").format(name=isolated(self._board.found.parties[like].name))
        return state_words(state)

    def _accessible_text(self, line: MatrixRow, party: int) -> str:
        assert self._board is not None
        parties = self._board.found.parties
        sign, state, like = line.row.cells[party].sign, self._state(line, party), line.row.cells[party].like
        words = [state_words(sign)] + ([state_words(state)] if state != sign else [])
        if like >= 0:
            words.append(self.tr("as {name}").format(name=isolated(parties[like].name)))
        if party in line.row.beside:
            others = names_of(parties, (other for other in line.row.beside if other != party))
            words.append(self.tr("what it inserts is side by side with that of {names}").format(names=others))
        return with_label(isolated(parties[party].name), line_of(words))

    def _is_of_bands(self, line: MatrixRow) -> bool:
        return self._board is not None and any(self._board.conflicts[key].bands for key in line.conflicts)

    def place(self, line: MatrixRow) -> str:
        """The place of a line in words."""
        if line.note:
            return say(note_text(line.place))
        if line.row.insertion and line.label:
            return self.tr("new: {numbers}").format(numbers=isolated(line.label))
        if not line.row.insertion:
            is_numbered = line.row.clause in self._numbers or self._is_of_bands(line)
            return isolated(line.label) if is_numbered else spoken_path(line.place)
        if not line.place:
            return self.tr("new, at the end")
        return self.tr("new, before {place}").format(place=spoken_path(line.place))

    def _colour(self, state: State) -> QColor | None:
        palette = self._colours
        return {
            "": palette.quiet, "changed": palette.changed, "deleted": palette.deleted, "inserted": palette.inserted,
            "conflict": palette.deleted, "refused": palette.quiet,
        }.get(state)  # fmt: skip

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or self._board is None or section >= self.columnCount():
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if section == CLAUSE:
            return self.tr("Clause")
        found, party = self._board.found, section - 1
        conflicts = sum(party in conflict.parties for conflict in found.conflicts)
        agreed = sum(party in proposed.parties for proposed in found.agreed_changes)
        if role == Qt.ItemDataRole.DisplayRole:
            counts = self.tr("changes: {count} · ⚠ {conflicts}").format(count=found.counts[party], conflicts=conflicts)
            return f"{isolated(found.parties[party].name)}\n{counts}"
        left = sum(change.party == party for change in found.left)
        text = self.tr("{name}: changes {count}, agreed with others {agreed}, conflicts {conflicts}, omitted {left}")
        text = text.format(
            name=names_of(found.parties, [party]), count=found.counts[party], agreed=agreed, conflicts=conflicts, left=left
        )
        return as_tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text


class GridLines(QStyledItemDelegate):
    """Draws the lines between cells so that they are visible in every theme."""

    def __init__(self, palette: QPalette, parent: QObject) -> None:
        super().__init__(parent)
        self.set_palette(palette)

    def set_palette(self, palette: QPalette) -> None:
        """Takes the colour of the lines from a palette."""
        colour_set = colours(palette)
        self._line = mix(colour_set.quiet, colour_set.background, 0.6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        cell = option.rect
        painter.save()
        painter.setPen(self._line)
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        far = cell.left() if option.direction == Qt.LayoutDirection.RightToLeft else cell.right()
        painter.drawLine(far, cell.top(), far, cell.bottom())
        painter.restore()


class MatrixView(QTableView):
    """The matrix as a table in which a whole line is selected, or a single cell."""

    chosen = Signal(int)
    """The number of a line; −1 if none is selected."""
    cell_chosen = Signal()
    """Another cell became the current one."""
    entered = Signal()
    """Enter or a double click: the user wants to decide here."""

    def __init__(self, parent: QWidget | None = None, *, of_cells: bool = False) -> None:
        """With `of_cells`, single cells are selected."""
        super().__init__(parent)
        self.lines = MatrixModel(self.palette(), self)
        self.setModel(self.lines)
        self.setAccessibleName(self.tr("Clauses by parties"))
        behaviors = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviors.SelectItems if of_cells else behaviors.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        set_table_style(self)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)  # heads have two lines
        self._grid = GridLines(self.palette(), self)
        self.setItemDelegate(self._grid)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.chosen.emit(self.lines.line(now.row())))
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.cell_chosen.emit())
        self.lines.modelReset.connect(self._widen)
        self._set_heights()

    def choose(self, line: int) -> bool:
        """Selects a line. Returns whether it is shown."""
        row = self.lines.row_of(line)
        if row >= 0:
            column = max(self.currentIndex().column(), 0)
            self.setCurrentIndex(self.lines.index(row, column))
            self.scrollTo(self.lines.index(row, column))
        return row >= 0

    def line(self) -> int:
        """The number of the selected line; −1 if none is."""
        return self.lines.line(self.currentIndex().row())

    def party(self) -> int:
        """The number of the party of the current cell; −1 if there is none."""
        return self.currentIndex().column() - 1 if self.currentIndex().isValid() else -1

    def choose_cell(self, line: int, party: int) -> bool:
        """Selects the cell of a party in a line. Returns whether it is shown."""
        index = self.lines.index(self.lines.row_of(line), party + 1)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def sizeHint(self) -> QSize:
        return QSize(900, 320)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not hasattr(self, "_grid"):
            return
        if event.type() == QEvent.Type.PaletteChange:
            self.lines.set_palette(self.palette())
            self._grid.set_palette(self.palette())
        elif event.type() == QEvent.Type.FontChange:
            self._set_heights()
            self._widen()

    def _set_heights(self) -> None:
        height = round(QFontMetrics(self.font()).height() * 1.5)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def _widen(self) -> None:
        """Gives the parties the width that their texts need, and the clauses the rest."""
        metrics, columns = QFontMetrics(self.font()), self.lines.columnCount()
        digit = round(digit_width(self.font()))
        least = max(metrics.horizontalAdvance(f"{sign} {state_words(state)}") for state, sign in SIGNS.items()) + 2 * digit
        widths = [
            min(max(least, self.horizontalHeader().sectionSizeHint(column)), PARTY_WIDTH * digit) for column in range(1, columns)
        ]
        for column, width in enumerate(widths, 1):
            self.setColumnWidth(column, width)
        if columns:
            self.setColumnWidth(CLAUSE, max(CLAUSE_WIDTH * digit, self.viewport().width() - sum(widths)))
