"""Small dialogs: each asks for a few values, or shows a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from widgets.amendments.cells import author_name
from widgets.common.box_layout import box_column, box_form
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import direction_marked
from widgets.common.labels import hint_label, plain_label, reading_box
from widgets.common.number_field import NumberField
from widgets.common.sizes import fit_height, resize_to_fit
from widgets.editor.clipboard import paragraphs_of
from widgets.theme.rows import set_row_height

Decision = Literal["accept", "reject"]


class AuthorsDialog(QDialog):
    """Lists the authors of amendments, each with their number; `decision` is None until the user decides."""

    def __init__(self, counts: Mapping[str, int], chosen: str = "", parent: QWidget | None = None) -> None:
        """`chosen` is the author who is selected first."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("All amendments of an author"))
        self.setMinimumWidth(380)
        self.decision: Decision | None = None
        self.list = QListWidget()
        set_row_height(self.list)
        self.list.setAccessibleName(self.tr("Authors"))
        for author, count in counts.items():
            item = QListWidgetItem(self.tr("{author}: {count}").format(author=author_name(author), count=count))
            item.setData(Qt.ItemDataRole.UserRole, author)
            self.list.addItem(item)
        self.list.setCurrentRow(max(list(counts).index(chosen) if chosen in counts else 0, 0))
        buttons = ButtonBox()
        accept = buttons.addButton(self.tr("&Accept all of theirs"), QDialogButtonBox.ButtonRole.AcceptRole)
        reject = buttons.addButton(self.tr("&Reject all of theirs"), QDialogButtonBox.ButtonRole.DestructiveRole)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        for button in (accept, reject):
            button.setAutoDefault(False)
        cancel.setDefault(True)
        accept.clicked.connect(lambda: self._decide("accept"))
        reject.clicked.connect(lambda: self._decide("reject"))
        buttons.rejected.connect(self.reject)
        layout = box_column(self)
        layout.addWidget(plain_label(self.tr("Whose amendments? A version is saved first, and Undo reverts the decision.")))
        layout.addWidget(self.list)
        layout.addWidget(buttons)

    @property
    def author(self) -> str:
        """The author of the current row."""
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _decide(self, decision: Decision) -> None:
        self.decision = decision
        self.accept()


class CorrectionDialog(QDialog):
    """Asks for a word as it is typed and for its replacement."""

    def __init__(self, typed: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add to autocorrect"))
        self.setMinimumWidth(420)
        self.typed_field = QLineEdit(typed)
        self.put_field = QLineEdit()
        self._use = self.tr("The word is replaced when a space or a mark is typed after it. Undo brings back what was typed.")
        self._hint = hint_label(self._use)
        layout = box_form(self)
        layout.addRow(self.tr("&Replace:"), self.typed_field)
        layout.addRow(self.tr("&With:"), self.put_field)
        layout.addRow(self._hint)
        self._buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addRow(self._buttons)
        fit_height(self)
        for field in (self.typed_field, self.put_field):
            field.textChanged.connect(self._judge)
        self._judge("")
        if typed:
            self.put_field.setFocus()

    @property
    def typed(self) -> str:
        """The word as it is typed."""
        return self.typed_field.text().strip()

    @property
    def put(self) -> str:
        """The replacement of the word."""
        return self.put_field.text().strip()

    def _judge(self, _text: str) -> None:
        several = len(self.typed.split()) > 1
        self._hint.setText(self.tr("Only a single word can be replaced.") if several else self._use)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.typed and self.put) and not several)


class NamedTextDialog(QDialog):
    """Asks for the number and the title of a text; SUP and NOC need no more."""

    def __init__(self, title: str, example: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self._number = QLineEdit()
        self._number.setPlaceholderText(example)
        self._title = QLineEdit()
        layout = box_form(self)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        layout.addRow(hint_label(self.tr("The text in force, as named at its beginning. It need not be reproduced.")))
        layout.addRow(self.tr("&Number"), self._number)
        layout.addRow(self.tr("&Title"), self._title)
        self._buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addRow(self._buttons)
        fit_height(self)
        self._number.textChanged.connect(self._judge)
        self._judge("")

    @property
    def number(self) -> str:
        """The typed number, on one line."""
        return " ".join(paragraphs_of(self._number.text())).strip()

    @property
    def title(self) -> str:
        """The typed title, on one line."""
        return " ".join(paragraphs_of(self._title.text())).strip()

    def _judge(self, _text: str) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.number))


MOST_COLUMNS = 20
"""The largest number of columns that are wide enough for words on a page."""
MOST_ROWS = 200


class NewTableDialog(QDialog):
    """Asks for the columns and rows of a table, and whether its first row is a header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Insert table"))
        self._columns = self._number(3, MOST_COLUMNS)
        self._rows = self._number(3, MOST_ROWS)
        self._header = QCheckBox(self.tr("First row is a &header, repeated on each page"))
        self._header.setChecked(True)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = box_form(self)
        layout.addRow(self.tr("&Columns"), self._columns)
        layout.addRow(self.tr("&Rows"), self._rows)
        layout.addRow(self._header)
        layout.addRow(buttons)
        fit_height(self)
        self._columns.selectAll()

    @staticmethod
    def _number(value: int, most: int) -> QSpinBox:
        box = NumberField()
        box.setRange(1, most)
        box.setValue(value)
        return box

    @property
    def columns(self) -> int:
        """The number of columns."""
        return self._columns.value()

    @property
    def rows(self) -> int:
        """The number of rows."""
        return self._rows.value()

    @property
    def heads(self) -> int:
        """The number of header rows."""
        return int(self._header.isChecked())


class TextChoiceDialog(QDialog):
    """Asks which text of a file to open. The first is selected; the last row means all of them."""

    def __init__(self, name: str, titles: Sequence[str], parent: QWidget | None = None) -> None:
        """`titles` are the titles of the texts in a file of that name, in order."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open one of several texts"))
        resize_to_fit(self, 560, 320)
        self.list = QListWidget()
        set_row_height(self.list)
        self.list.setAccessibleName(self.tr("Texts"))
        self.list.addItems([*map(direction_marked, titles), self.tr("All of them, each as a proposal")])
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _: self.accept())
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = box_column(self)
        layout.addWidget(plain_label(self.tr("{name} contains several texts. Which one do you want to open?").format(name=name)))
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)

    @property
    def choice(self) -> str:
        """The number of the selected text, or `all`."""
        row = self.list.currentRow()
        return "all" if row == self.list.count() - 1 else str(row + 1)


def choose_text(name: str, titles: Sequence[str], window: QWidget) -> str | None:
    """The text of a file with several that the user chose, as `open_document` takes it; None if the user cancelled.

    name: the name of the file
    titles: its texts, in their order
    window: the window over which the dialog opens
    """
    dialog = TextChoiceDialog(name, titles, window)
    answer = dialog.choice if dialog.exec() else None
    dialog.deleteLater()
    return answer


class RemarkDialog(QDialog):
    """Asks for some lines of text about an amendment.

    title: the title of the box
    about: the name of the amendment
    use: a sentence about the use of the words
    text: the previous words
    """

    def __init__(self, title: str, about: str, use: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        resize_to_fit(self, 480, 260)
        self._text = QPlainTextEdit(text)
        self._text.setAccessibleName(title)
        self._text.setTabChangesFocus(True)
        self._text.selectAll()
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        buttons.accept_by_keys()
        layout = box_column(self)
        layout.addWidget(plain_label(about))
        layout.addWidget(self._text, 1)
        layout.addWidget(hint_label(use))
        layout.addWidget(buttons)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def text(self) -> str:
        """The typed lines, without surrounding space."""
        return self._text.toPlainText().replace("\u2029", "\n").strip()


class LongReport(QDialog):
    """Shows lines that can be scrolled and copied."""

    def __init__(self, title: str, message: str, lines: Sequence[str], parent: QWidget | None = None) -> None:
        """`message` is the sentence, `lines` are shown below it."""
        super().__init__(parent)
        self.setWindowTitle(title)
        resize_to_fit(self, 760, 520)
        self.lines = reading_box(message, "\n".join(lines))
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        layout = box_column(self)
        layout.addWidget(plain_label(direction_marked(message)))
        layout.addWidget(self.lines, 1)
        layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setFocus()


class UndoList(QDialog):
    """Lists the steps of a stack by their names; selecting one brings the text to its state after that step.

    Not a QUndoView: for PySide6 the stack would become its child, and the undo and redo actions would be deleted with it.
    """

    def __init__(self, stack: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Undo list"))
        resize_to_fit(self, 420, 480)
        self.steps = QListWidget()
        set_row_height(self.steps)
        self.steps.setAccessibleName(self.tr("Steps, the latest last"))
        self.steps.setAccessibleDescription(self.tr("The text is as it was after the chosen step."))
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = box_column(self)
        label = plain_label(self.tr("Choose a step to return to the text after it. The steps below it can be redone."))
        layout.addWidget(label)
        layout.addWidget(self.steps, 1)
        layout.addWidget(buttons)
        self.steps.addItems([self.tr("As it was opened"), *(stack.text(index) for index in range(stack.count()))])
        self.steps.setCurrentRow(stack.index())
        self.steps.currentRowChanged.connect(stack.setIndex)
        self.steps.setFocus()
