"""The boxes that ask for one more option of an open text, and for the words of a blank."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCompleter, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label
from widgets.common.sizes import set_example
from widgets.editor.clipboard import clean_text

WIDTH = 420
"""The least width of the boxes in pixels."""


class WordsDialog(QDialog):
    """Asks for words, without which it is not accepted; `words` are what was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(WIDTH)
        self._words = QLineEdit()
        self._form = QFormLayout()
        self._form.addRow(self.tr("&Wording"), self._words)

    def _lay_out(self, question: str, button: str) -> None:
        """Lays out the box: a question, the lines, and the button that accepts the words."""
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accepting = buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accepting.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = box_column(self)
        layout.addWidget(plain_label(question))
        layout.addLayout(self._form)
        layout.addWidget(buttons)
        self._words.textChanged.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        self.accepting.setEnabled(bool(self.words))

    @property
    def words(self) -> str:
        """The words, without spaces around them."""
        return clean_text(self._words.text()).strip()


class OptionDialog(WordsDialog):
    """Asks for the words of an option, and who wants it."""

    def __init__(self, beside: str, owners: Sequence[str] = (), parent: QWidget | None = None) -> None:
        """`beside` are the words that the option is added to; `owners` want other options and are offered."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add an option"))
        set_example(self._words, self.tr("noting with concern"))
        self._owner = QLineEdit()
        set_example(self._owner, self.tr("ATU, EUR"))
        self._owner.setCompleter(QCompleter(list(owners), self))
        self._form.addRow(self.tr("W&ho wants it"), self._owner)
        self._lay_out(self.tr("Another wording beside: {words}").format(words=beside), self.tr("&Add", "button"))

    @property
    def owner(self) -> str:
        """Who wants it; '' if nobody is named."""
        return clean_text(self._owner.text()).strip()


class BlankDialog(WordsDialog):
    """Asks for the words of a blank."""

    def __init__(self, around: str, parent: QWidget | None = None) -> None:
        """`around` are the words around the blank, with its brackets."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Fill in the blank"))
        self._lay_out(around, self.tr("&Fill in"))
