"""The window of returned copies: a line for each clause that a copy changes, a column for each copy, and the wordings of the
current clause. Changes can be taken over into the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from model.consolidation.matrix import MatrixRow
from model.edits.take_over.copies import DRAFT, CopiesMatrix
from widgets.common.actions import Keys, key_sequences, name_without_keys
from widgets.common.box_layout import show_status_bar
from widgets.common.labels import plain_label, set_tooltip
from widgets.common.menu import add_menu, pane_actions
from widgets.common.sizes import resize_to_fit
from widgets.consolidation.lists import LineList
from widgets.consolidation.matrix import MatrixView
from widgets.consolidation.wordings import Wordings
from widgets.theme.design import GAP

TELL_FOR = 8000
"""Milliseconds for which a sentence is shown in the status bar."""


class CopiesWindow(QMainWindow):
    """Shows returned copies beside the draft and emits the changes to take over."""

    take_asked = Signal(object)
    """The changes to take over, as a tuple."""
    text_chosen = Signal(int)
    """The number of the proposal whose copies are to be shown."""
    closed = Signal()

    def __init__(self, stack: Sequence[QAction] = (), manual: QAction | None = None, parent: QWidget | None = None) -> None:
        """`stack` are the actions for undo and redo; `manual` opens the manual."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Returned copies"))
        self.setObjectName("returned copies")
        resize_to_fit(self, 1180, 760)
        self._board: CopiesMatrix | None = None
        self.matrix = MatrixView(of_cells=True)
        self.matrix.setAccessibleName(self.tr("Clauses by copies"))
        self.wordings = Wordings()
        self.left = LineList(self.tr("What cannot be taken here"))
        self.texts = QComboBox()
        self._summary = plain_label("")
        self._make_actions()
        self._fill_menus(stack, [manual] if manual is not None else [])
        self._lay_out()
        self.matrix.chosen.connect(lambda _line: self._show_line())
        self.matrix.cell_chosen.connect(self._enable)
        self.matrix.entered.connect(self.take_cell)
        self.texts.activated.connect(lambda row: self.text_chosen.emit(self.texts.itemData(row)))

    # -- making

    def _make_actions(self) -> None:
        self.take = self._action(self.tr("&Take this into the draft"), "Ctrl+Enter", self.take_cell)
        self.take_all = self._action(self.tr("Take &all that do not collide"), "Ctrl+Shift+Enter", self.take_free)
        self.next = self._action(self.tr("&Next clause where copies collide"), "F8", lambda: self.step(1))
        self.previous = self._action(self.tr("&Previous clause where copies collide"), "Shift+F8", lambda: self.step(-1))
        self.leave = self._action(self.tr("&Close"), QKeySequence.StandardKey.Close, self.close)
        self.leave.setShortcuts([*self.leave.shortcuts(), QKeySequence(Qt.Key.Key_Escape)])

    def _action(self, text: str, key: Keys, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcuts(key_sequences(key))
        action.triggered.connect(lambda _checked: slot())
        return action

    def _fill_menus(self, stack: Sequence[QAction], helps: Sequence[QAction]) -> None:
        wishes = [self.take, self.take_all, None, *stack, None, self.next, self.previous, None, self.leave]
        panes = pane_actions(self, lambda: (self.texts, self.matrix, self.wordings, self.left))
        for title, actions in ((self.tr("&Copies"), wishes), (self.tr("&View"), panes), (self.tr("&Help"), helps)):
            menu = add_menu(self.menuBar(), title)
            for action in actions:
                menu.addAction(action) if action is not None else menu.addSeparator()

    def _lay_out(self) -> None:
        self._texts_label = QLabel(self.tr("Te&xt:"))
        self._texts_label.setBuddy(self.texts)
        self.texts.setAccessibleName(self.tr("The text that is shown"))
        head = QHBoxLayout()
        head.setContentsMargins(GAP, 0, GAP, 0)
        head.addWidget(self._texts_label)
        head.addWidget(self.texts)
        head.addWidget(self._summary, 1)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self.matrix, 1)
        self._take_button, self._all_button = self._button(self.take), self._button(self.take_all)
        for part in (self.matrix, self.wordings, self.left):
            part.setFrameShape(QFrame.Shape.NoFrame)
            part.setMinimumHeight(3 * self.fontMetrics().height())
        buttons = QHBoxLayout()
        buttons.setContentsMargins(GAP, 0, GAP, 0)
        buttons.setSpacing(GAP)
        buttons.addStretch(1)
        buttons.addWidget(self._all_button)
        buttons.addWidget(self._take_button)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.wordings, 3)
        column.addWidget(self.left, 1)
        column.addLayout(buttons)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(top)
        whole.addWidget(below)
        whole.setSizes([450, 310])
        whole.setChildrenCollapsible(False)
        self.setCentralWidget(whole)
        show_status_bar(self)

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        set_tooltip(button, f"{name_without_keys(action.text())} ({keys})")
        button.clicked.connect(action.trigger)
        return button

    # -- what is shown

    def show_texts(self, texts: Sequence[tuple[int, str]], number: int) -> None:
        """Offers the proposals that copies change, by their numbers; if there is only one, there is no choice."""
        self.texts.clear()
        for redline, name in texts:
            self.texts.addItem(name, redline)
        self.texts.setCurrentIndex(self.texts.findData(number))
        for widget in (self.texts, self._texts_label):
            widget.setVisible(len(texts) > 1)

    def show_board(self, board: CopiesMatrix, *, stay: bool) -> None:
        """Shows copies. The first cell with a change to take over becomes current; with `stay`, the current one remains."""
        was = self._place() if stay else None
        self._board = board
        self.matrix.lines.show_board(board, {})
        self.left.show_left(board)
        self.left.setVisible(bool(board.found.left))
        if was is None or not self._choose(*was):
            self._choose_first()
        self._show_line()
        states = [board.state(line, party, {}) for line in board.lines for party in range(1, len(board.found.parties))]
        message = self.tr("Clauses that copies change: {lines} · ✓ in the draft: {taken} · ⚠ conflicts: {open}")
        open_lines = sum(map(board.open_line, board.lines))
        self._summary.setText(message.format(lines=len(board.lines), taken=states.count("taken"), open=open_lines))
        self._enable()

    def _place(self) -> tuple[tuple[str, str, bool], int] | None:
        """The clause and the party of the current cell."""
        line = self._line()
        if line is None:
            return None
        return (line.note, line.row.clause, line.row.insertion), self.matrix.party()

    def _choose(self, clause: tuple[str, str, bool], party: int) -> bool:
        lines = self._board.lines if self._board is not None else ()
        known = (number for number, line in enumerate(lines) if (line.note, line.row.clause, line.row.insertion) == clause)
        return (number := next(known, None)) is not None and self.matrix.choose_cell(number, party)

    def _choose_first(self) -> None:
        assert self._board is not None
        for number, line in enumerate(self._board.lines):
            for party in range(DRAFT + 1, len(line.row.cells)):
                if self._board.missing(line, party):
                    self.matrix.choose_cell(number, party)
                    return
        self.matrix.choose_cell(0, DRAFT + 1)

    def _show_line(self) -> None:
        line = self._line()
        if self._board is None or line is None:
            self.wordings.show_nothing()
        else:
            self.wordings.show_line(self._board, line, None)
        self._enable()

    def _line(self) -> MatrixRow | None:
        number = self.matrix.line()
        return self._board.lines[number] if self._board is not None and 0 <= number < len(self._board.lines) else None

    def _enable(self) -> None:
        board, line, party = self._board, self._line(), self.matrix.party()
        can_take = board is not None and line is not None and party > DRAFT and bool(board.missing(line, party))
        self.take.setEnabled(can_take)
        self._take_button.setEnabled(can_take)
        for wish in (self.take_all, self._all_button):
            wish.setEnabled(board is not None and bool(board.free))

    def tell(self, sentence: str) -> None:
        """Shows a sentence in the status bar for `TELL_FOR` milliseconds."""
        self.statusBar().showMessage(sentence, TELL_FOR)

    # -- wishes

    def take_cell(self) -> None:
        """Requests what the current copy proposes for the current clause."""
        board, line, party = self._board, self._line(), self.matrix.party()
        if board is None or line is None:
            return
        if party <= DRAFT:
            self.tell(self.tr("Choose the cell of a copy with the Left and Right keys."))
        elif not line.row.cells[party].sign:
            self.tell(self.tr("This copy changes nothing here."))
        elif chosen := board.missing(line, party):
            self.take_asked.emit(chosen)
        else:
            self.tell(self.tr("The draft has it already."))

    def take_free(self) -> None:
        """Requests all changes without conflict."""
        if self._board is not None and (chosen := self._board.free):
            self.take_asked.emit(chosen)

    def step(self, by: int) -> None:
        """Goes to the next (1) or previous (−1) clause with a conflict of which the draft contains nothing yet; wraps around."""
        if self._board is None:
            return
        lines, current = self._board.lines, self.matrix.line()
        for further in range(1, len(lines) + 1):
            number = (current + by * further) % len(lines)
            if self._board.open_line(lines[number]):
                self.matrix.choose_cell(number, max(self.matrix.party(), DRAFT + 1))
                return
        self.tell(self.tr("There is no undecided conflict."))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def sizeHint(self) -> QSize:
        return QSize(1180, 760)
