"""The form of find and replace: one row for the words, one for their replacement, one for the options."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from model.submission.search import Query, Where
from widgets.common.clear_button import add_clear_button
from widgets.common.icon_button import icon_button
from widgets.common.labels import plain_label
from widgets.theme.colours import colours
from widgets.theme.design import GAP, NONE, TIGHT


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
        add_clear_button(self.words)
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
        self.previous = icon_button("arrow-up", self.tr("Previous hit"))
        self.next = icon_button("arrow-down", self.tr("Next hit"))
        self.options = icon_button("settings", self.tr("Options of the search"), checkable=True)
        self.hits = icon_button("list", self.tr("List of hits"), checkable=True)
        self.close_bar = icon_button("x", self.tr("Close"))
        self.replace = QPushButton(self.tr("Rep&lace"))
        self.replace_all = QPushButton(self.tr("Replace all …"))
        self._replacing, self._choices = QWidget(), QWidget()
        self._labels: list[QLabel] = []
        """Those of the rows, in their order."""
        self._lay_out()
        self._describe()
        self._connect()

    def _lay_out(self) -> None:
        search, replacing, choices = QHBoxLayout(), QHBoxLayout(self._replacing), QHBoxLayout(self._choices)
        for row, text, field in (
            (search, self.tr("Fi&nd"), self.words), (replacing, self.tr("Replace &by"), self.new_words),
            (choices, self.tr("&Search in"), self.where),
        ):  # fmt: skip
            label = QLabel(text)
            label.setBuddy(field)
            self._labels.append(label)
            row.addWidget(label)
            row.addWidget(field, 1)
            row.setContentsMargins(NONE, NONE, NONE, NONE)
            row.setSpacing(GAP)
        search.addWidget(self.state)
        for button in (self.previous, self.next, self.hits, self.options, self.close_bar):
            search.addWidget(button)
        for action in (self.replace, self.replace_all):
            action.setAutoDefault(False)
            replacing.addWidget(action)
        for box in (self.case, self.whole, self.pattern, self.fold):
            choices.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addLayout(search)
        for part in (self._replacing, self._choices):
            column.addWidget(part)
            part.hide()
        for first, second in (
            (self.words, self.new_words), (self.new_words, self.replace), (self.replace, self.replace_all),
            (self.replace_all, self.where), (self.where, self.case), (self.case, self.whole), (self.whole, self.pattern),
            (self.pattern, self.fold), (self.fold, self.previous), (self.previous, self.next), (self.next, self.hits),
            (self.hits, self.options), (self.options, self.close_bar),
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
        self.options.toggled.connect(self._show_options)
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
        """Shows the fields of a search, or of replacing, and selects the words in one, so that typing replaces them."""
        if words:
            self.words.setText(words)
        self._replacing.setVisible(replacing)
        self._align()
        field = self.new_words if replacing and self.words.text() and self.new_words.isEnabled() else self.words
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def _show_options(self, on: bool) -> None:
        self._choices.setVisible(on)
        self._align()

    def _align(self) -> None:
        """Lets the fields of all rows that are shown begin at the same place."""
        shown = (True, not self._replacing.isHidden(), not self._choices.isHidden())
        widest = max(label.sizeHint().width() for label, on in zip(self._labels, shown, strict=True) if on)
        for label in self._labels:
            label.setMinimumWidth(widest)

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
