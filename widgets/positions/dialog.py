"""The box in which a position is written, and the one that asks how the brief is ordered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from model.submission.position_words import STANCE_WORDS
from model.submission.positions import STANCES, Position
from widgets.common.box_layout import box_column, lay_out_scrolled
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import isolated
from widgets.common.labels import hint_label, plain_label
from widgets.common.sizes import resize_to_fit, set_example
from widgets.editor.clipboard import clean_text
from widgets.positions.phrases import spoken_stance
from widgets.theme.design import GAP, NONE, SECTION

if TYPE_CHECKING:
    from model.formats.page.brief import BriefOrder

WIDTH = 460
"""The least width of the box in pixels."""
_SEPARATORS = ",;，、؛،"
"""The characters that separate owners in the field."""


class PositionDialog(QDialog):
    """Asks for a position; `position` is what was typed.

    about: the words that it is about
    position: what the fields show first
    parties: the parties that the fields offer
    is_new: whether it is added, not changed
    """

    def __init__(
        self, about: str, position: Position, parties: Sequence[str] = (), *, is_new: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add a position") if is_new else self.tr("Change the position"))
        self.setMinimumWidth(WIDTH)
        self._given = position
        self.stance = QComboBox()
        for stance in STANCE_WORDS:
            self.stance.addItem(spoken_stance(stance), stance)
        self.stance.setCurrentIndex(max(self.stance.findData(position.stance), 0) if not is_new or position.stance else 0)
        self.owners = QLineEdit(", ".join(position.owners))
        set_example(self.owners, self.tr("ATU, EUR"))
        self.owners.setCompleter(QCompleter(list(parties), self))
        self.party = QLineEdit(position.party)
        self.party.setCompleter(QCompleter(list(parties), self))
        self.details, self.note, self.links = (self._field(text) for text in (position.details, position.note, ""))
        self.links.setPlainText("\n".join(position.links))
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(NONE, NONE, NONE, NONE)
        form.setSpacing(GAP)
        if about:
            form.addRow(plain_label(self.tr("About: {words}").format(words=isolated(about))))
        form.addRow(self.tr("Our &position"), self.stance)
        form.addRow(self.tr("Position in &words"), self.details)
        form.addRow(self.tr("W&ho wants it"), self.owners)
        form.addRow(self.tr("Amendment &by"), self.party)
        form.addRow(self.tr("&Speaking note"), self.note)
        form.addRow(self.tr("&Linked texts, one per line"), self.links)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(
            self.tr("&Add", "button") if is_new else self.tr("&Change", "button"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.save.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        buttons.accept_by_keys()
        form.addRow(hint_label(self.tr("Private: it stays in this file. Only the delegation brief contains it.")))
        lay_out_scrolled(self, inside, buttons)
        width = max(WIDTH, self.sizeHint().width())
        wrapped = form.heightForWidth(width - 2 * SECTION) - form.sizeHint().height()  # which assumes one line
        resize_to_fit(self, width, self.sizeHint().height() + max(wrapped, 0))
        self.stance.setFocus()

    def _field(self, text: str) -> QPlainTextEdit:
        field = QPlainTextEdit(text)
        field.setTabChangesFocus(True)
        field.setMaximumHeight(72)
        return field

    @property
    def position(self) -> Position:
        """The position as typed, at the place of the one that was shown first."""
        owners = self.owners.text()
        for separator in _SEPARATORS:
            owners = owners.replace(separator, "\n")
        chosen = self.stance.currentData()
        return replace(
            self._given,
            party=clean_text(self.party.text()).strip(),
            owners=tuple(clean_text(owners).split("\n")),
            stance=next(stance for stance in STANCES if stance == chosen),
            details=clean_text(self.details.toPlainText()),
            note=clean_text(self.note.toPlainText()),
            links=tuple(clean_text(self.links.toPlainText()).split("\n")),
        )


class BriefDialog(QDialog):
    """Asks for the order; `is_preview` is whether pages are wanted, not a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Delegation brief"))
        self.setMinimumWidth(WIDTH)
        self.is_preview = False
        self.by_clause = QRadioButton(self.tr("By &clause, in the order of the text"))
        self.by_party = QRadioButton(self.tr("By &party, a table for each"))
        self.by_clause.setChecked(True)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.preview = buttons.addButton(self.tr("Pre&view and print …"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save = buttons.addButton(self.tr("&Write file …"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setDefault(True)
        self.preview.clicked.connect(lambda _checked: self._accept_preview())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = box_column(self)
        layout.addWidget(self.by_clause)
        layout.addWidget(self.by_party)
        warning = self.tr("The brief contains your positions and is confidential. Do not send it outside the delegation.")
        layout.addWidget(plain_label(warning))
        layout.addWidget(buttons)
        self.by_clause.setFocus()

    def _accept_preview(self) -> None:
        self.is_preview = True
        self.accept()

    @property
    def order(self) -> BriefOrder:
        """The order that is chosen."""
        return "party" if self.by_party.isChecked() else "clause"
