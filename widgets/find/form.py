"""The form of find and replace: the words, the options, the buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from model.submission.search import Query, Where
from widgets.common.labels import plain_label
from widgets.theme.colours import colours
from widgets.theme.design import TIGHT


class FindForm(QWidget):
    """Asks what to search for and what to do with the hits."""

    changed = Signal()
    """The words, the options or the place of the search have changed."""
    step_asked = Signal(int)
    replace_asked = Signal()
    replace_all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong = False
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.new_words = QLineEdit()
        self.case = QCheckBox(self.tr("Match c&ase"))
        self.whole = QCheckBox(self.tr("&Whole words"))
        self.pattern = QCheckBox(self.tr("Regular e&xpression"))
        self.fold = QCheckBox(self.tr("I&gnore accents"))
        self.where = QComboBox()
        for text, where in (
            (self.tr("Proposed text"), "draft"),
            (self.tr("All, including deleted text"), "markup"),
            (self.tr("Text in force"), "base"),
        ):
            self.where.addItem(text, where)
        self.state = plain_label("")
        self.state.setAccessibleName(self.tr("Result"))
        self.next = QPushButton(self.tr("Nex&t"))
        self.previous = QPushButton(self.tr("&Previous"))
        self.replace = QPushButton(self.tr("Rep&lace"))
        self.replace_all = QPushButton(self.tr("Replace all …"))
        self._lay_out()
        self._describe()
        self._connect()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(TIGHT)
        for row, (text, field) in enumerate(
            ((self.tr("Fi&nd"), self.words), (self.tr("Replace &by"), self.new_words), (self.tr("&Search in"), self.where))
        ):
            label = QLabel(text)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        for row, buttons in enumerate(((self.previous, self.next), (self.replace, self.replace_all))):
            for column, button in enumerate(buttons):
                button.setAutoDefault(False)
                grid.addWidget(button, row, 2 + column)
        grid.addWidget(self.state, 2, 2, 1, 2)
        options = QHBoxLayout()
        for box in (self.case, self.whole, self.pattern, self.fold):
            options.addWidget(box)
        options.addStretch()
        grid.addLayout(options, 3, 0, 1, 4)
        grid.setRowStretch(4, 1)
        grid.setColumnStretch(1, 1)
        for first, second in (
            (self.words, self.new_words), (self.new_words, self.where), (self.where, self.case), (self.case, self.whole),
            (self.whole, self.pattern), (self.pattern, self.fold), (self.fold, self.previous), (self.previous, self.next),
            (self.next, self.replace), (self.replace, self.replace_all),
        ):  # fmt: skip
            QWidget.setTabOrder(first, second)

    def _describe(self) -> None:
        self.words.setAccessibleName(self.tr("Find"))
        self.new_words.setAccessibleName(self.tr("Replace by"))
        self.where.setAccessibleName(self.tr("Search in"))
        self.fold.setToolTip(self.tr("e finds é; so with vowel signs, hamza, and letters of full and half width"))
        self.pattern.setToolTip(self.tr("(\\w+) is a group; the replacement can refer to it as \\1"))
        for box in (self.fold, self.pattern):
            box.setAccessibleDescription(box.toolTip())

    def _connect(self) -> None:
        self.words.textChanged.connect(self.changed)
        for box in (self.case, self.whole, self.pattern, self.fold):
            box.toggled.connect(self.changed)
        self.where.currentIndexChanged.connect(self._on_where)
        self.next.clicked.connect(lambda: self.step_asked.emit(1))
        self.previous.clicked.connect(lambda: self.step_asked.emit(-1))
        self.replace.clicked.connect(self.replace_asked)
        self.replace_all.clicked.connect(self.replace_all_asked)
        self.words.installEventFilter(self)
        self.new_words.installEventFilter(self)

    def _on_where(self) -> None:
        editable = self.query.where != "base"
        for part in (self.new_words, self.replace, self.replace_all):
            part.setEnabled(editable)
        self.changed.emit()

    @property
    def query(self) -> Query:
        """The words to search for, and the options."""
        where: Where = self.where.currentData()
        return Query(
            self.words.text(),
            self.case.isChecked(),
            self.whole.isChecked(),
            self.pattern.isChecked(),
            self.fold.isChecked(),
            where,
        )

    @property
    def template(self) -> str:
        """The replacement of a hit."""
        return self.new_words.text()

    def start(self, words: str, *, replacing: bool) -> None:
        """Moves the focus to a field and selects its words, so that typing replaces them."""
        if words:
            self.words.setText(words)
        field = self.new_words if replacing and self.words.text() and self.new_words.isEnabled() else self.words
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def show_state(self, sentence: str, *, wrong: bool = False) -> None:
        """Shows the result beside the buttons."""
        self._wrong = wrong
        self.state.setText(sentence)
        self._colour()

    def _colour(self) -> None:
        palette = QPalette(self.palette())
        if self._wrong:
            palette.setColor(QPalette.ColorRole.WindowText, colours(self.palette()).deleted)
        self.state.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "state"):
            self._colour()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the first field goes to the next hit, with Shift to the previous one; in the second it replaces."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return super().eventFilter(watched, event)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.step_asked.emit(-1)
        elif watched is self.new_words:
            self.replace_asked.emit()
        else:
            self.step_asked.emit(1)
        return True
