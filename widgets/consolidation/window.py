"""The window of a consolidation: the matrix, all wordings of the current clause, and the conflict to decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from model.consolidation.matrix import ConsolidatedText, Matrix
from model.consolidation.merge import Decision
from widgets.common.box_layout import add_pages, show_status_bar
from widgets.common.empty_note import EmptyNote
from widgets.common.menu import add_menu, pane_actions
from widgets.common.sizes import digit_width, resize_to_fit
from widgets.common.translation import counted
from widgets.consolidation.decision_panel import DecisionPanel
from widgets.consolidation.lists import LineList
from widgets.consolidation.matrix import LinesShown, MatrixView
from widgets.consolidation.wordings import Wordings
from widgets.theme.design import GAP
from widgets.window.undo_actions import undo_actions

SHOWN: tuple[LinesShown, ...] = ("touched", "all", "conflicts")
MOST_KEYS = 9
"""The number of wordings that have a shortcut."""


class ConsolidationWindow(QMainWindow):
    """Shows a matrix and its decisions; emits the requests of the user."""

    decided = Signal(str, object)
    reopened = Signal(str)
    save_asked = Signal()
    save_as_asked = Signal()
    word_asked = Signal()
    table_asked = Signal()
    help_asked = Signal()
    closed = Signal()

    def __init__(self, stack: QUndoStack, parent: QWidget | None = None, may_close: Callable[[], bool] = lambda: True) -> None:
        """`stack` has the decisions as steps; `may_close` is asked before the window closes."""
        super().__init__(parent)
        self.setObjectName("consolidation")
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.may_close = may_close
        self._board: Matrix | None = None
        self._decisions: Mapping[str, Decision] = {}
        self._whole: ConsolidatedText | None = None
        self.matrix = MatrixView()
        self.wordings = Wordings()
        self.panel = DecisionPanel()
        self.agreements = LineList(self.tr("What several parties propose alike"))
        self.settled = LineList(self.tr("Decisions"))
        self.left = LineList(self.tr("What does not fit the text in force"))
        self._progress = QProgressBar()
        self._summary = QLabel()
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._lines = QComboBox()
        self._lay_out()
        self._connect()
        self._fill_menus(stack)
        resize_to_fit(self, 1180, 800)

    def _lay_out(self) -> None:
        self._lines.addItems([self.tr("Touched clauses"), self.tr("All clauses"), self.tr("Clauses with open conflicts")])
        label = QLabel(self.tr("Sho&w:"))
        label.setBuddy(self._lines)
        self.note = EmptyNote(
            self.matrix,
            "",
            self.tr("No clause matches this filter."),
            lambda: self._board is not None and self._lines.currentIndex() != SHOWN.index("all"),
        )
        self.note.cleared.connect(self._show_all)
        self._lines.setAccessibleName(self.tr("Which clauses are shown"))
        self._progress.setAccessibleName(self.tr("Conflicts decided"))
        self._progress.setTextVisible(False)
        self._progress.setMaximumWidth(round(digit_width(self.font()) * 24))
        head = QHBoxLayout()
        head.setContentsMargins(GAP, 0, GAP, 0)
        for part in (self.matrix, self.wordings):
            part.setFrameShape(QFrame.Shape.NoFrame)
        head.addWidget(label)
        head.addWidget(self._lines)
        head.addStretch(1)
        head.addWidget(self._summary)
        head.addWidget(self._progress)
        top = QWidget()
        layout = QVBoxLayout(top)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(head)
        layout.addWidget(self.matrix, 1)
        self.tabs = QTabWidget()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.panel)
        add_pages(
            self.tabs,
            (self._scroll, self.tr("&Conflict")),
            *((panel, "") for panel in (self.agreements, self.settled, self.left)),
        )
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(self.wordings)
        below.addWidget(self.tabs)
        below.setSizes([640, 540])
        below.setChildrenCollapsible(False)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(top)
        whole.addWidget(below)
        whole.setSizes([360, 440])
        whole.setChildrenCollapsible(False)
        self.setCentralWidget(whole)
        show_status_bar(self)

    def _connect(self) -> None:
        self.matrix.chosen.connect(self._show_line)
        self.matrix.entered.connect(self._go_to_conflict)
        self.panel.decided.connect(self._decide)
        self.panel.message.connect(self.tell)
        self.panel.reopened.connect(self.reopened)
        self._lines.activated.connect(self._show_lines)
        for panel in (self.agreements, self.settled, self.left):
            panel.wanted.connect(self.go_to)

    # -- menus

    def _fill_menus(self, stack: QUndoStack) -> None:
        standard = QKeySequence.StandardKey
        menu = add_menu(self.menuBar(), self.tr("&File"))
        self._add(menu.addAction, self.tr("&Save"), self.save_asked.emit, standard.Save)
        self._add(menu.addAction, self.tr("Save &as …"), self.save_as_asked.emit, "Ctrl+Shift+S")
        menu.addSeparator()
        self._add(menu.addAction, self.tr("Export to &Word …"), self.word_asked.emit, "Ctrl+E")
        self._add(menu.addAction, self.tr("Export the comparison &table …"), self.table_asked.emit, "Ctrl+Shift+E")
        menu.addSeparator()
        self._add(menu.addAction, self.tr("&Close"), self.close, "Ctrl+W")
        menu = add_menu(self.menuBar(), self.tr("&Edit"))
        undo, redo = undo_actions(stack, self.tr("&Undo"), self.tr("&Redo"), self)
        for action, key in ((undo, standard.Undo), (redo, standard.Redo)):
            action.setShortcuts(key)
            menu.addAction(action)
        menu = add_menu(self.menuBar(), self.tr("&Decide"))
        self._add(menu.addAction, self.tr("&Next open conflict"), lambda: self.step(1), "F8")
        self._add(menu.addAction, self.tr("&Previous open conflict"), lambda: self.step(-1), "Shift+F8")
        menu.addSeparator()
        self._add(menu.addAction, self.tr("No &change"), lambda: self.panel.choose(0), "Ctrl+0")
        for number in range(1, MOST_KEYS + 1):
            text = self.tr("Wording &{number}").format(number=number)
            self._add(menu.addAction, text, partial(self._choose_wording, number), f"Ctrl+{number}")
        self._add(menu.addAction, self.tr("All side &by side"), self._choose_stack, "Ctrl+B")
        self._add(menu.addAction, self.tr("Write a co&mpromise"), self._write_compromise, "Ctrl+M")
        self._add(menu.addAction, self.tr("&Open it again"), self.panel.reopen, "Ctrl+R")
        menu = add_menu(self.menuBar(), self.tr("&View"))
        menu.addActions(pane_actions(self, self._panes))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.matrix.setFocus)
        self._add(add_menu(self.menuBar(), self.tr("&Help")).addAction, self.tr("&Manual"), self.help_asked.emit, "F1")

    def _add(
        self, add: Callable[[str], QAction], text: str, slot: Callable[[], object], key: str | QKeySequence.StandardKey
    ) -> None:
        action = add(text)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked: slot())

    def _choose_wording(self, number: int) -> None:
        if 0 < number <= self.panel.party_count:
            self.panel.choose(number)

    def _choose_stack(self) -> None:
        if self.panel.stack_row:
            self.panel.choose(self.panel.stack_row)

    def _write_compromise(self) -> None:
        self.tabs.setCurrentWidget(self._scroll)
        self.panel.write_compromise()
        QTimer.singleShot(0, self.panel.compromise, lambda: self._scroll.ensureWidgetVisible(self.panel.compromise))

    # -- what is shown

    def show_board(self, board: Matrix, decisions: Mapping[str, Decision], whole: ConsolidatedText) -> None:
        """Shows a consolidation, beginning with its first conflict, or its first line if there is none."""
        self._board, self._decisions, self._whole = board, decisions, whole
        self.matrix.lines.show_board(board, decisions)
        self.agreements.show_agreements(board, self.matrix.lines)
        self.left.show_left(board)
        self._follow()
        key = board.next_open("", 1, decisions)
        if not (key and self.show_conflict(key)):
            self.matrix.choose(self.matrix.lines.line(0))
        self.matrix.setFocus()

    def show_decisions(self, decisions: Mapping[str, Decision], whole: ConsolidatedText) -> None:
        """Shows the current decisions and the merged text."""
        self._decisions, self._whole = decisions, whole
        line, key = self.matrix.line(), self.panel.key
        self.matrix.lines.show_decisions(decisions)
        self._follow()
        if not self.matrix.choose(line):
            self._show_line(line)
        self._show_line(line, key)

    def _follow(self) -> None:
        board = self._board
        assert board is not None
        done = sum(key in self._decisions for key in board.conflicts)
        count = len(board.conflicts)
        self._progress.setRange(0, max(count, 1))
        self._progress.setValue(done)
        self._progress.setVisible(done > 0)  # an empty label looks like a field
        text = counted("{done} of {n} conflict decided", "{done} of {n} conflicts decided", count, done=done)
        if count == 1:
            text = self.tr("The only conflict is decided") if done else self.tr("One conflict to decide")
        text = text if count else self.tr("Nothing collides")
        beside = self.tr("‖ side by side: {count}").format(count=len(board.found.beside))
        self._summary.setText(f"{text} · {beside}" if board.found.beside else text)
        self.settled.show_decisions(board, self.matrix.lines, self._decisions)
        titles = (
            (self.agreements, self.tr("&Agreements ({count})"), self.agreements.lines()),
            (self.settled, self.tr("Deci&sions ({count})"), done),
            (self.left, self.tr("&Left out ({count})"), len(board.found.left)),
        )
        for panel, title, number in titles:
            self.tabs.setTabText(self.tabs.indexOf(panel), title.format(count=number))

    def _show_line(self, line: int, key: str = "") -> None:
        board = self._board
        if board is None or self._whole is None or not 0 <= line < len(board.lines):
            self.wordings.show_nothing()
            self.panel.show_nothing()
            return
        shown = board.lines[line]
        self.wordings.show_line(board, shown, self._whole)
        keys = shown.conflicts
        if not keys:
            self.panel.show_nothing()
            return
        if key not in keys:
            key = next((conflict for conflict in keys if conflict not in self._decisions), keys[0])
        self.panel.show_conflict(board, key, self.matrix.lines.place(shown), self._decisions)

    def _show_all(self) -> None:
        self._lines.setCurrentIndex(SHOWN.index("all"))
        self._show_lines(SHOWN.index("all"))

    def _show_lines(self, choice: int) -> None:
        line = self.matrix.line()
        self.matrix.lines.show_lines(SHOWN[choice])
        if not self.matrix.choose(line):
            self.matrix.choose(self.matrix.lines.line(0))

    # -- going

    def go_to(self, line: int) -> None:
        """Selects a line, which is shown even if it was hidden."""
        if line >= 0 and not self.matrix.choose(line):
            self._show_all()
            self.matrix.choose(line)

    def show_conflict(self, key: str) -> bool:
        """Shows a conflict in its first line. Returns whether it has one."""
        line = self._board.line_of(key) if self._board is not None else -1
        if line < 0:
            return False
        self.go_to(line)
        self._show_line(line, key)
        return True

    def step(self, by: int) -> None:
        """Goes to the next (1) or previous (−1) open conflict."""
        if self._board is None:
            return
        key = self._board.next_open(self.panel.key, by, self._decisions)
        if not key:
            done = self.tr("Every conflict is decided.") if self._board.conflicts else self.tr("Nothing collides.")
            self.tell(done)
            return
        self.show_conflict(key)
        self._go_to_conflict()

    def _decide(self, key: str, decision: Decision) -> None:
        """Has a conflict decided and goes to the next open one, for which no option is selected yet."""
        was_open, in_panel = key not in self._decisions, self.panel.isAncestorOf(self.focusWidget() or self)
        self.decided.emit(key, decision)
        if in_panel:
            self._go_to_conflict()  # a field with the focus would use Ctrl+Z for its own words
        if not was_open or key not in self._decisions or self._board is None:
            return
        following = self._board.next_open(key, 1, self._decisions)
        if not following:
            self.tell(self.tr("Every conflict is decided."))
        elif self.show_conflict(following):
            self.panel.choose_none()
            self.tell(self.tr("Decided; this is the next open conflict."))

    def _go_to_conflict(self) -> None:
        if self.panel.key:
            self.tabs.setCurrentWidget(self._scroll)
            self.panel.choices.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _panes(self) -> Sequence[QWidget]:
        """The parts of the window, of a tab what takes the keys."""
        decision = self.panel.choices if self.panel.key else self.tabs.tabBar()
        page = self.tabs.currentWidget()
        return self.matrix, self.wordings, decision if page is self._scroll else page

    def tell(self, sentence: str) -> None:
        """Shows a sentence in the status bar for eight seconds."""
        self.statusBar().showMessage(sentence, 8000)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        event.accept()
        self.closed.emit()
