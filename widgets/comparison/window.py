"""The window that compares two texts, side by side or as a redline, with the list of differences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from model.diff.aligned_rows import SORTS, AlignedTexts, Sort
from model.diff.folding import count_rows
from model.submission.amendments import Amendment
from widgets.common.actions import Keys, key_sequences
from widgets.common.box_layout import show_status_bar
from widgets.common.empty_note import EmptyNote
from widgets.common.icon_button import icon_button
from widgets.common.labels import name_choice, plain_label, set_tooltip
from widgets.common.menu import add_menu, pane_actions
from widgets.common.sizes import resize_to_fit
from widgets.comparison.change_list import ChangeList, ChangesModel
from widgets.comparison.overview_strip import OverviewStrip
from widgets.comparison.phrases import count_words, hidden_words
from widgets.comparison.rows_view import RowsView
from widgets.theme.design import GAP

TELL_FOR = 8000
"""Milliseconds for which a sentence is shown in the status bar."""
ANOTHER_FILE = "another file"
Texts = Sequence[tuple[str, str]]
"""The texts that can be compared: a key and a name each."""


class ComparisonWindow(QMainWindow):
    """Shows comparisons and emits the requests of the user; the comparison is computed elsewhere."""

    texts_chosen = Signal(str, str)
    """The keys of the two texts to compare; one of them may be ANOTHER_FILE."""
    refresh_asked = Signal()
    cancel_asked = Signal()
    take_asked = Signal(object)
    """Differences to take over into the draft."""
    preview_asked = Signal()
    print_asked = Signal()
    pdf_asked = Signal()
    export_asked = Signal()
    formats_chosen = Signal(bool)
    """Whether differences of format are to be shown."""
    closed = Signal()

    def __init__(
        self,
        stack: Sequence[QAction] = (),
        manual: QAction | None = None,
        parent: QWidget | None = None,
        *,
        formats: bool = False,
    ) -> None:
        """`stack` are the actions for undo and redo; `manual` opens the manual; `formats`: differences of format are shown."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Compare"))
        self.setObjectName("comparison")
        resize_to_fit(self, 1180, 800)
        self.view = RowsView()
        self.changes = ChangesModel(self)
        self.list = ChangeList(self.changes)
        self.first, self.second = QComboBox(), QComboBox()
        self.swap_button = icon_button("arrow-left-right", self.tr("Swap the two texts"))
        self.hidden_formats = QPushButton()
        self.hidden_formats.hide()
        self._state = plain_label("")
        self._state.setWordWrap(False)
        self._chosen = ("", "")
        self._may_take = False
        self._paths: Mapping[str, str] = {}
        self._sorts: dict[Sort, QAction] = {}
        self._make_actions(formats)
        self._fill_menus(stack, [manual] if manual is not None else [])
        self._lay_out()
        self._connect()
        self._enable()

    # -- making

    def _make_actions(self, formats: bool) -> None:
        self.next = self._action(self.tr("&Next difference"), "F8", lambda: self.step(1))
        self.previous = self._action(self.tr("&Previous difference"), "Shift+F8", lambda: self.step(-1))
        self.take_change = self._action(self.tr("Take this &difference over into the draft"), "Ctrl+Enter", self._take_change)
        self.take_clause = self._action(
            self.tr("Take the whole &clause over into the draft"), "Ctrl+Shift+Enter", self._take_clause
        )
        self.copy = self._action(self.tr("C&opy the clause"), QKeySequence.StandardKey.Copy, self.view_copy)
        self.swap = self._action(self.tr("&Swap the two texts"), "Ctrl+Shift+X", self._swap)
        self.again = self._action(self.tr("Compare &again"), "F5", self.refresh_asked.emit)
        self.preview = self._action(self.tr("Print previe&w …"), "Ctrl+Alt+P", self.preview_asked.emit)
        self.print = self._action(self.tr("&Print …"), QKeySequence.StandardKey.Print, self.print_asked.emit)
        self.pdf = self._action(self.tr("Export as PD&F …"), "", self.pdf_asked.emit)
        self.export = self._action(self.tr("&Export …"), "Ctrl+E", self.export_asked.emit)
        self.leave = self._action(self.tr("&Close"), QKeySequence.StandardKey.Close, self.close)
        self.leave.setShortcuts([*self.leave.shortcuts(), QKeySequence(Qt.Key.Key_Escape)])
        group = QActionGroup(self)
        self.side_by_side = self._action(self.tr("&Side by side"), "Ctrl+1", lambda: self.view.set_single(False), group=group)
        self.one_column = self._action(
            self.tr("&One column, with tracked changes"), "Ctrl+2", lambda: self.view.set_single(True), group=group
        )
        self.side_by_side.setChecked(True)
        self.fold = self._action(self.tr("&Fold what does not differ"), "Ctrl+Shift+F", self._fold, checked=True)
        names = {
            "text": self.tr("Changes of the &text"),
            "label": self.tr("Changes of &labels"),
            "format": self.tr("Changes of for&mats"),
            "move": self.tr("Mo&ves"),
        }
        for sort in SORTS:
            self._sorts[sort] = self._action(names[sort], "", self._filter, checked=sort != "format" or formats)
        self._sorts["format"].toggled.connect(self.formats_chosen)

    def _action(
        self, text: str, key: Keys, slot: Callable[[], object], *, group: QActionGroup | None = None, checked: bool | None = None
    ) -> QAction:
        action = QAction(text, self)
        action.setShortcuts(key_sequences(key))
        if group is not None or checked is not None:
            action.setCheckable(True)
            action.setChecked(bool(checked))
        if group is not None:
            group.addAction(action)
        action.triggered.connect(lambda _checked: slot())
        return action

    def _fill_menus(self, stack: Sequence[QAction], helps: Sequence[QAction]) -> None:
        panes = pane_actions(self, lambda: (self.list, self.first, self.view, self.stop))
        out, takes = (self.export, self.pdf, self.preview, self.print), (self.take_change, self.take_clause, self.copy)
        for title, actions in (
            (self.tr("&Comparison"), [self.swap, self.again, None, *out, None, self.leave]),
            (self.tr("&Differences"), [*stack, None, self.next, self.previous, None, *takes]),
            (self.tr("&View"), [self.side_by_side, self.one_column, None, self.fold, None, *self._sorts.values(), None, *panes]),
            (self.tr("&Help"), helps),
        ):
            menu = add_menu(self.menuBar(), title)
            for action in actions:
                menu.addAction(action) if action is not None else menu.addSeparator()

    def _lay_out(self) -> None:
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.note = EmptyNote(
            self.list,
            self.tr("The two texts do not differ."),
            self.tr("No difference of these kinds; the menu View has the kinds that are shown."),
            lambda: bool(self.view.aligned is not None and self.view.aligned.changes),
        )
        self.note.clear.setText(self.tr("Show all differences"))
        self.note.cleared.connect(self._show_all)
        self.list.setAccessibleName(self.tr("Differences"))
        for box, name in ((self.first, self.tr("First text")), (self.second, self.tr("Second text"))):
            set_tooltip(box, name)
            name_choice(box, name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        self.swap_button.setToolTip(self.tr("Swap the two texts (Ctrl+Shift+X)"))
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(GAP, GAP, GAP, GAP)
        head.setSpacing(GAP)
        head.addWidget(self.first, 1)
        head.addWidget(self.swap_button)
        head.addWidget(self.second, 1)
        rows = QHBoxLayout()
        rows.setSpacing(0)
        rows.addWidget(self.view, 1)
        rows.addWidget(OverviewStrip(self.view))
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(rows, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_splitter(text))
        self._pages.addWidget(self._waiting_page())
        self.setCentralWidget(self._pages)
        self.statusBar().addPermanentWidget(self._state)
        show_status_bar(self)

    def _make_splitter(self, text: QWidget) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.hidden_formats)
        split.addWidget(side)
        split.addWidget(text)
        split.setSizes([250, 900])
        split.setStretchFactor(1, 1)
        return split

    def _waiting_page(self) -> QWidget:
        """The page shown while a long comparison is computed."""
        page = QWidget()
        self._message_line = plain_label("")
        self._message_line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stop = QPushButton(self.tr("&Stop"))
        self.stop.clicked.connect(self.cancel_asked)
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self._message_line)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        for box in (self.first, self.second):
            box.activated.connect(self._choose)
        self.swap_button.clicked.connect(self._swap)
        self.view.current_changed.connect(self._follow_row)
        self.list.selectionModel().currentChanged.connect(lambda index, _: self._go_to(index.row()))
        self.list.activated.connect(lambda _index: self.view.setFocus())
        self.hidden_formats.clicked.connect(self._sorts["format"].trigger)

    # -- what is shown

    def show_texts(self, texts: Texts, first: str, second: str) -> None:
        """Offers the texts to compare, with two of them chosen."""
        self._chosen = (first, second)
        for box, key in ((self.first, first), (self.second, second)):
            box.clear()
            for known, name in texts:
                box.addItem(name, known)
            box.insertSeparator(box.count())
            box.addItem(self.tr("Another file …"), ANOTHER_FILE)
            box.setCurrentIndex(box.findData(key))

    @property
    def names(self) -> tuple[str, str]:
        """The names of the two texts."""
        return self.first.currentText(), self.second.currentText()

    def show_waiting(self, message: str) -> None:
        """Shows that a comparison is being computed."""
        self._message_line.setText(message)
        self._state.hide()
        self._pages.setCurrentIndex(1)
        self.stop.setFocus()

    def show_comparison(self, aligned: AlignedTexts, paths: Mapping[str, str], *, may_take: bool, stay: bool = False) -> None:
        """Shows a comparison.

        aligned: the rows
        paths: the place of each clause, by its id
        may_take: whether one of the texts is the draft, into which differences can be taken over
        stay: whether the current row is kept
        """
        self._end_waiting()
        self._may_take, self._paths = may_take, paths
        self.setWindowTitle(self.tr("Compare: {first} and {second}").format(first=self.names[0], second=self.names[1]))
        self.view.show_aligned(aligned, self.names, stay=stay)
        directions = Qt.LayoutDirection  # each name is above its column
        self._head.setLayoutDirection(directions.RightToLeft if self.view.rtl else directions.LeftToRight)
        self._filter()

    def show_nothing(self) -> None:
        """Shows the previous comparison again after one that was not completed."""
        self._end_waiting()

    def _end_waiting(self) -> None:
        self._state.show()
        if self._pages.currentIndex():
            self._pages.setCurrentIndex(0)
            self.view.setFocus()

    def tell(self, sentence: str) -> None:
        """Shows a sentence in the status bar for `TELL_FOR` milliseconds."""
        self.statusBar().showMessage(sentence, TELL_FOR)

    def _filter(self) -> None:
        sorts = [sort for sort, action in self._sorts.items() if action.isChecked()]
        self.view.set_sorts(sorts)
        self.changes.show(self.view.aligned, self._paths, sorts)
        self._show_counts()
        self._follow_row(self.view.current)
        self._enable()

    @property
    def shows_formats(self) -> bool:
        """Whether differences of format are shown."""
        return self._sorts["format"].isChecked()

    def _show_counts(self) -> None:
        """Shows the number of rows with a difference, and offers those that differ only in format if they are hidden."""
        shown = self.view.shown
        if shown is None or self.view.aligned is None:
            return
        sorts = [sort for sort, action in self._sorts.items() if action.isChecked()]
        formats = count_rows(self.view.aligned.rows, sorts).formats
        self._state.setText(count_words(replace(count_rows(shown.rows, sorts), formats=formats)))
        self.hidden_formats.setText(hidden_words(formats))
        self.hidden_formats.setVisible(bool(formats) and not self.shows_formats)

    def _show_all(self) -> None:
        for action in self._sorts.values():
            action.setChecked(True)
        self._filter()

    def _fold(self) -> None:
        self.view.set_folding(self.fold.isChecked())

    def _enable(self) -> None:
        some = self.view.aligned is not None
        for action in (self.preview, self.print, self.pdf, self.export, self.swap, self.again, self.copy):
            action.setEnabled(some)
        for action in (self.next, self.previous):
            action.setEnabled(bool(self.changes.differences))
        for action in (self.take_change, self.take_clause):
            action.setEnabled(bool(self.changes.differences))

    # -- going places

    def step(self, by: int) -> None:
        """Goes to the next difference (1) or the previous one (−1), and from the last one to the first."""
        current = self.list.currentIndex().row()
        place = self.changes.next_from(self.view.current, current, by)
        if place is None:
            self.tell(self.tr("There is no difference."))
            return
        if (by > 0 and place <= current) or by < 0 <= current <= place:
            self.tell(self.tr("Continued from the other end."))
        self.list.setCurrentIndex(self.changes.index(place))
        self._go_to(place)

    def _go_to(self, place: int) -> None:
        if 0 <= place < len(self.changes.differences):
            self.view.go_to(self.changes.differences[place].row)

    def _follow_row(self, row: int) -> None:
        """Selects the difference of the current row in the list."""
        shown, current = self.changes.differences, self.list.currentIndex().row()
        if 0 <= current < len(shown) and shown[current].row == row:
            return
        place = self.changes.place_at(row)
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        if place is None:
            selection.clear()
        else:
            self.list.setCurrentIndex(self.changes.index(place))
        selection.blockSignals(False)
        self.list.viewport().update()

    # -- wishes

    def _choose(self) -> None:
        first, second = str(self.first.currentData()), str(self.second.currentData())
        if (first, second) != self._chosen:
            self.texts_chosen.emit(first, second)

    def _swap(self) -> None:
        first, second = self._chosen
        self.texts_chosen.emit(second, first)

    def view_copy(self) -> None:
        """Copies the current row and reports it."""
        self.view.copy_current()
        self.tell(self.tr("Copied."))

    def _take_change(self) -> None:
        shown, place = self.changes.differences, self.list.currentIndex().row()
        self._take([shown[place].amendment] if 0 <= place < len(shown) and shown[place].row == self.view.current else [])

    def _take_clause(self) -> None:
        aligned = self.view.aligned
        changes = aligned.changes_in(self.view.current) if aligned is not None else ()
        self._take([change.amendment for change in changes if change.amendment.kind != "renumbering"])

    def _take(self, chosen: list[Amendment]) -> None:
        if not self._may_take:
            self.tell(self.tr("Neither text is the draft. To take over differences, choose the draft above as one of the two."))
        elif chosen:
            self.take_asked.emit(chosen)
        else:
            self.tell(self.tr("This clause has no difference to take over; F8 goes to the next difference."))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def sizeHint(self) -> QSize:
        return QSize(1180, 800)
