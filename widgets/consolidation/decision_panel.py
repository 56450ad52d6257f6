"""A conflict and the options to decide it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.consolidation.matrix import Matrix, Option
from model.consolidation.merge import Decision, wording
from model.redline import ANCHOR, NOTE, OBJECT
from widgets.common.labels import plain_label
from widgets.common.names import local_time
from widgets.common.qt_fixes import PassesFocus
from widgets.common.translation import line_of, with_label
from widgets.consolidation.phrases import also_words, decided_words, names_of, quote
from widgets.theme.design import TIGHT
from widgets.theme.rows import set_row_height

COMPROMISE = "own"
OWN_LINES = 3
CHOICE_LINES = 5
"""The least number of lines of a compromise, and of the options."""


class Choices(QListWidget):
    """The options to decide a conflict; Enter takes the selected one."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_row_height(self)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(TIGHT)
        self.itemDoubleClicked.connect(lambda _item: self.entered.emit())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keeps nothing selected; Qt would select the first option."""
        chosen = self.currentRow() >= 0
        super().focusInEvent(event)
        if not chosen:
            self.setCurrentRow(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
            return
        super().keyPressEvent(event)


class Compromise(QPlainTextEdit):
    """The words of a compromise; Enter takes them, Shift+Enter starts a new line."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")  # Qt's own line break would not end a paragraph
            self.ensureCursorVisible()
        else:
            self.entered.emit()


class DecisionPanel(PassesFocus):
    """Shows one conflict at a time and emits the decision; the receiver adds the stamp."""

    decided = Signal(str, object)
    """The key of a conflict, and a Decision."""
    reopened = Signal(str)
    message = Signal(str)
    """A sentence with the reason why something was not done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Matrix | None = None
        self._key = ""
        self._options: tuple[Option, ...] = ()
        self._decision: Decision | None = None
        self._head = plain_label("")
        self._state = plain_label("")
        self.choices = Choices()
        self.choices.setAccessibleName(self.tr("Options to decide the conflict"))
        self.compromise = Compromise()
        self.compromise.setAccessibleName(self.tr("Words of the compromise"))
        self.compromise.setTabChangesFocus(True)
        self._set_heights()
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Reason of the decision"))
        self._decide = QPushButton(self.tr("Dec&ide"))
        self._reopen = QPushButton(self.tr("&Open it again"))
        own_label = QLabel(self.tr("Com&promise:"))
        own_label.setBuddy(self.compromise)
        reason_label = QLabel(self.tr("&Reason:"))
        reason_label.setBuddy(self.reason)
        self._form = form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(own_label, self.compromise)
        form.addRow(reason_label, self.reason)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._reopen)
        buttons.addWidget(self._decide)
        layout = QVBoxLayout(self)
        layout.addWidget(self._head)
        layout.addWidget(self._state)
        layout.addWidget(self.choices, 1)
        layout.addLayout(form)
        layout.addLayout(buttons)
        self.main_part = self.choices
        self.choices.currentRowChanged.connect(self._on_chosen)
        self.choices.entered.connect(self.enter)
        self.compromise.entered.connect(self.enter)
        self.reason.returnPressed.connect(self.enter)
        self._decide.clicked.connect(self.decide)
        self._reopen.clicked.connect(self.reopen)
        self.show_nothing()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "compromise"):
            self._set_heights()

    def _set_heights(self) -> None:
        line, margins = self.fontMetrics().lineSpacing(), 2 * self.compromise.document().documentMargin() + 4
        self.compromise.setFixedHeight(round(line * OWN_LINES + margins))
        self.choices.setMinimumHeight(round(line * CHOICE_LINES))

    @property
    def key(self) -> str:
        """The key of the shown conflict; '' if none."""
        return self._key

    @property
    def options(self) -> tuple[Option, ...]:
        """The offered options in order; a compromise comes after them."""
        return self._options

    @property
    def party_count(self) -> int:
        """How many wordings of parties are offered, in the rows from 1."""
        return sum(option.kind == "party" for option in self._options)

    @property
    def stack_row(self) -> int:
        """The row of all wordings side by side; 0 if they are not offered."""
        return next((row for row, option in enumerate(self._options) if option.kind == "stack"), 0)

    def show_nothing(self) -> None:
        """Empties the panel if the current line has no conflict."""
        self._key, self._options, self._decision = "", (), None
        self._head.setText(self.tr("There is no conflict here."))
        self._state.clear()
        self.choices.clear()
        self.compromise.clear()
        self.reason.clear()
        self._enable()

    def show_conflict(self, board: Matrix, key: str, place: str, decisions: Mapping[str, Decision]) -> None:
        """Shows a conflict of a matrix; `place` is its place in words."""
        same = board is self._board and key == self._key
        self._board, self._key, self._decision = board, key, decisions.get(key)
        conflict = board.conflicts[key]
        self._options = board.options(conflict)
        number = self.tr("Conflict {number} of {count}: {place}")
        keys = list(board.conflicts)
        self._head.setText(number.format(number=keys.index(key) + 1, count=len(keys), place=place))
        state = self._state_words()
        if conflict.numbers:
            of_numbers = self.tr("Several proposals give the margin number {numbers} to a new provision.")
            state = f"{of_numbers.format(numbers=line_of(conflict.numbers))}\n{state}"
        if conflict.bands:
            of_bands = self.tr(
                "Several proposals have different rows for the frequency band {bands}; they cannot stand side by side."
            )
            state = f"{of_bands.format(bands=line_of(conflict.bands))}\n{state}"
        self._state.setText(state)
        if not same:
            self._fill(board)
        self._show_decision(board)
        self._enable()

    def _state_words(self) -> str:
        decision, board = self._decision, self._board
        if decision is None or board is None:
            return self.tr("⚠ Open: the text in force remains until you decide.")
        message = self.tr("✓ Decided: {what}").format(what=decided_words(board, self._key, decision))
        by = line_of((decision.stamp.author, local_time(decision.stamp.date)))
        return f"{message} ({by})" if by else message

    def _fill(self, board: Matrix) -> None:
        self.choices.blockSignals(True)
        self.choices.clear()
        for number, option in enumerate(self._options):
            item = QListWidgetItem(f"{number}  {self._option_text(board, option)}")
            self.choices.addItem(item)
        self.choices.addItem(QListWidgetItem(self.tr("…  A compromise with its own wording")))
        self.choices.blockSignals(False)
        self.compromise.clear()
        self.reason.clear()

    def _option_text(self, board: Matrix, option: Option) -> str:
        if option.kind == "base":
            return self.tr("No change: {words}").format(words=quote(option.words))
        if option.kind == "stack":
            return self.tr("All of them side by side")
        if option.kind == "options":
            return self.tr("All of them as options in square brackets")
        names = names_of(board.found.parties, option.parties)
        text = with_label(names, quote(option.words))
        return f"{text} ({also_words(option.also)})" if option.also else text

    def _show_decision(self, board: Matrix) -> None:
        decision = self._decision
        row = 0
        if decision is not None:
            self.reason.setText(decision.reason)
            row = len(self._options) if decision.kind == COMPROMISE else self._row_of(decision)
        self.choices.setCurrentRow(row if decision is not None or self.choices.currentRow() < 0 else self.choices.currentRow())
        if decision is not None and decision.kind == COMPROMISE:
            self.compromise.setPlainText(decision.text.removesuffix("\n"))
        elif not self.compromise.toPlainText():
            words = wording(board.found, board.conflicts[self._key], None)
            self.compromise.setPlainText(
                words.removesuffix("\n").translate({ord(NOTE): None, ord(OBJECT): None, ord(ANCHOR): None})
            )

    def _row_of(self, decision: Decision) -> int:
        for row, option in enumerate(self._options):
            if option.kind == decision.kind and (option.kind != "party" or decision.party in option.parties):
                return row
        return 0

    def _on_chosen(self, _row: int) -> None:
        self._enable()

    def _enable(self) -> None:
        shown = bool(self._key)
        is_compromise = shown and self.choices.currentRow() == len(self._options)
        for widget in (self.choices, self.reason, self._decide):
            widget.setEnabled(shown)
        self._form.setRowVisible(self.compromise, is_compromise)
        self._reopen.setEnabled(self._decision is not None)

    # -- what the user wants

    def choose(self, row: int) -> None:
        """Selects an option by its number from 0, and takes it."""
        if self._key and 0 <= row < len(self._options):
            self.choices.setCurrentRow(row)
            self.decide()

    def write_compromise(self) -> None:
        """Lets the user write a compromise."""
        if self._key:
            self.choices.setCurrentRow(len(self._options))
            self.compromise.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.compromise.selectAll()

    def choose_none(self) -> None:
        """Selects no option, so that Enter decides nothing."""
        self.choices.setCurrentRow(-1)

    def enter(self) -> None:
        """Takes the selected option if the conflict is open; if it is decided, only the reason is changed."""
        made = self._chosen_decision()
        if made is None:
            self.message.emit(self.tr("First choose an option with the Up and Down keys.") if self._key else "")
        elif self._decision is not None and replace(made, reason="") != replace(self._decision, reason="", stamp=made.stamp):
            self.message.emit(self.tr("This conflict is decided. To decide it otherwise, open it again first."))
        else:
            self.decided.emit(self._key, made)

    def decide(self) -> None:
        """Takes the selected option, even in place of a decision."""
        made = self._chosen_decision()
        if made is not None:
            self.decided.emit(self._key, made)

    def _chosen_decision(self) -> Decision | None:
        """The selected option as a decision; None if none is selected."""
        row, board = self.choices.currentRow(), self._board
        if not self._key or board is None or row < 0:
            return None
        reason = self.reason.text().strip()
        if row == len(self._options):
            text = self.compromise.toPlainText().replace("\u2029", "\n")
            ending = "\n" if wording(board.found, board.conflicts[self._key], None).endswith("\n") and text else ""
            return Decision("own", text=text.removesuffix("\n") + ending, reason=reason)
        option = self._options[row]
        return Decision(option.kind, option.parties[0] if option.kind == "party" else 0, reason=reason)

    def reopen(self) -> None:
        """Requests to withdraw the decision on the shown conflict."""
        if self._key and self._decision is not None:
            self.reopened.emit(self._key)
