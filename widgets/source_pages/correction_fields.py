"""The fields in which a clause that was recognised on a page is corrected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from model.redline import LINE_BREAK, OBJECT, Clause
from model.submission.corrected_clauses import LABELLED
from model.submission.text_corrections import own_words, printed_words
from widgets.common.actions import bare_name
from widgets.common.flow_layout import FlowLayout
from widgets.common.foreign_text import as_caption, text_direction
from widgets.common.number_field import NumberField
from widgets.common.sizes import digit_width
from widgets.common.text_button import PanelPushButton
from widgets.editor.document.projection import code_points
from widgets.source_pages.recognised_rows import kind_names, label_of
from widgets.theme.design import GAP, NONE

LINES = 4
"""Lines of words that are seen at once."""
SIGN = "▣"
"""The sign in the words for a note or a picture."""
BREAK = "↵"
"""That for a line break."""
BROADEST_LABEL = 12
"""Digits."""


class WordsField(QPlainTextEdit):
    """The words of one clause. Enter enters them; Ctrl+Enter divides the clause at the caret."""

    entered = Signal()
    split_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.split_asked.emit()
        else:
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.entered.emit()


class CorrectionFields(QWidget):
    """Kind, level, label and words of one clause, and buttons for what cannot be typed. It emits what the user wants."""

    kind_chosen = Signal(str)
    level_chosen = Signal(int)
    label_entered = Signal(str)
    words_entered = Signal(str)
    join_asked = Signal()
    split_asked = Signal(int)
    """Where the second clause begins, in the printed words."""
    other_asked = Signal()
    """The other reading of the doubtful words should be used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clause: Clause | None = None
        self.kind = QComboBox()
        for kind, name in kind_names().items():
            self.kind.addItem(name, kind)
        self.level = NumberField()
        self.level.setRange(1, 9)
        self.label = QLineEdit()
        self.label.setMaximumWidth(round(BROADEST_LABEL * digit_width(self.label.font())))
        self.words = WordsField()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(LINES * self.words.fontMetrics().lineSpacing() + 2 * GAP)
        self.join = PanelPushButton(self.tr("&Join with the clause before"))
        self.split = PanelPushButton(self.tr("D&ivide at the caret"))
        self.other = PanelPushButton("")
        self._lay_out()
        self.kind.activated.connect(lambda _row: self.kind_chosen.emit(self.kind.currentData()))
        self.level.valueChanged.connect(self._choose_level)
        self.label.editingFinished.connect(self.gather)
        self.words.entered.connect(self.gather)
        self.words.split_asked.connect(self._split)
        self.join.clicked.connect(self.join_asked)
        self.split.clicked.connect(self._split)
        self.other.clicked.connect(self.other_asked)
        self.show_clause(None)

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for button in (self.join, self.split, self.other):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        form = QFormLayout(self)
        form.setContentsMargins(NONE, GAP, NONE, NONE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (self.tr("&Kind:"), self.kind),
            (self.tr("&Level:"), self.level),
            (self.tr("La&bel:"), self.label),
            (self.tr("&Words:"), self.words),
        ):
            field.setAccessibleName(bare_name(name))
            form.addRow(name, field)
        form.addRow(buttons)

    def show_clause(self, clause: Clause | None, *, in_note: bool = False, other: str = "") -> None:
        """Shows a clause; None for none.

        clause: the clause
        in_note: whether it is in a footnote, of which only the words can be corrected
        other: the other reading of its doubtful words; '' if there is none
        """
        self._clause = clause
        has_level = clause is not None and not in_note and clause.props.kind in LABELLED
        for field, on in ((self.kind, not in_note), (self.join, not in_note), (self.level, has_level), (self.label, has_level)):
            field.setEnabled(clause is not None and on)
        self.words.setEnabled(clause is not None)
        self.split.setEnabled(clause is not None and not in_note)
        self.other.setVisible(bool(other))
        self.other.setText(as_caption(self.tr("Read “{words}”").format(words=other)))
        for shown in (self.kind, self.level):
            shown.blockSignals(True)
        self.kind.setCurrentIndex(self.kind.findData(clause.props.kind) if clause is not None else -1)
        self.level.setValue(clause.props.level if clause is not None else 1)
        for shown in (self.kind, self.level):
            shown.blockSignals(False)
        self.label.setText(label_of(clause) if clause is not None else "")
        words = _shown(own_words(clause)) if clause is not None else ""
        if self._typed_words() != words or clause is None:
            self.words.setPlainText(words)
        option = self.words.document().defaultTextOption()
        direction = text_direction(words)
        edge = Qt.AlignmentFlag.AlignRight if direction == Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
        option.setTextDirection(direction)
        option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.words.document().setDefaultTextOption(option)

    @property
    def shown(self) -> str:
        """The id of the clause that is shown; '' if none is."""
        return self._clause.id if self._clause is not None else ""

    def gather(self) -> None:
        """Emits what was typed and not entered yet."""
        clause = self._clause
        if clause is None:
            return
        label, typed = self.label.text().strip(), self._typed_words()
        if typed != _shown(own_words(clause)):
            self.words_entered.emit(typed.replace(SIGN, OBJECT).replace(BREAK, LINE_BREAK))
        elif self.label.isEnabled() and label != label_of(clause):
            self.label_entered.emit(label)

    def _choose_level(self, level: int) -> None:
        if self._clause is not None:
            self.level_chosen.emit(level)

    def _typed_words(self) -> str:
        """The words in the field, with the blanks that `toPlainText` would change."""
        return self.words.document().toRawText().replace("\u2029", " ")

    def _split(self) -> None:
        at = code_points(self._typed_words(), self.words.textCursor().position())
        self.gather()
        clause = self._clause
        if clause is not None:
            self.split_asked.emit(len(printed_words(clause)) - len(own_words(clause)) + at)


def _shown(words: str) -> str:
    """Words as the field shows them, character by character."""
    return words.replace(OBJECT, SIGN).replace(LINE_BREAK, BREAK)
