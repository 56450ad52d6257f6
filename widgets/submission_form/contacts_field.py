"""The contact persons of a submission, each with fields of its own."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from model.submission.values import Contact
from widgets.common.icon_button import icon_button
from widgets.common.labels import set_tooltip
from widgets.common.store import MergeKey, MergeRule
from widgets.common.translation import with_label
from widgets.submission_form.field_typing import Rules
from widgets.submission_form.line_field import LineField
from widgets.theme.design import GAP, NONE, PADDING, TIGHT

NOBODY = Contact()


class ContactLine(LineField):
    """A part of a contact. Names, addresses and numbers are not corrected while they are typed."""

    def autocorrect_by(self, rules: Rules) -> None:
        """Leaves the text as it is typed."""


class ContactFields(QWidget):
    """The fields of one contact in three lines, in the order in which they are printed."""

    edited = Signal(str, str, object)
    """The name of the part that was edited, its text, and the key of its undo step."""
    remove_asked = Signal()

    def __init__(self, name: str, number: int) -> None:
        """`name` is that of all contacts, `number` the place of this one among them, from 1."""
        super().__init__()
        words = {
            "name": self.tr("Name"), "organization": self.tr("Organization"), "country": self.tr("Country"),
            "phone": self.tr("Telephone"), "email": self.tr("E-mail"),
        }  # fmt: skip
        self.lines = {part: ContactLine(with_label(f"{name} {number}", text), text) for part, text in words.items()}
        self.remove = icon_button("trash-2", self.tr("Remove contact"))
        self.remove.clicked.connect(lambda _checked: self.remove_asked.emit())
        for part, line in self.lines.items():
            set_tooltip(line, line.placeholderText())
            line.edited.connect(lambda text, merge, part=part: self.edited.emit(part, text, merge))
        last = QHBoxLayout()
        last.setSpacing(TIGHT)
        last.addWidget(self.lines["email"], 1)
        last.addWidget(self.remove)
        grid = QGridLayout(self)
        grid.setContentsMargins(NONE, NONE, NONE, NONE)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        for place, part in enumerate(("name", "organization", "country", "phone")):
            grid.addWidget(self.lines[part], *divmod(place, 2))
        grid.addLayout(last, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    @property
    def parts(self) -> list[QWidget]:
        """What takes the keyboard, in order."""
        return [*self.lines.values(), self.remove]

    def show_contact(self, contact: Contact) -> None:
        """Shows a contact."""
        for part, line in self.lines.items():
            line.show_value(getattr(contact, part))


class ContactsField(QWidget):
    """The contacts one below the other, and a button for another one; what is typed in one field is one undo step."""

    edited = Signal(object, object)
    grown = Signal()
    """There are more or fewer fields than before."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.value: tuple[Contact, ...] = ()
        self._asked = 1
        """How many contacts are shown at least, with empty ones."""
        self._visit = 0
        self._last: object = None
        """The field, and its visit, of the last edit."""
        self.rows: list[ContactFields] = []
        """Those that were made; some may be hidden."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(NONE, NONE, NONE, NONE)
        self._column.setSpacing(PADDING)
        self._make_row()
        self.add = QPushButton(self.tr("Add contact"), self)  # after the first contact: so Tab reaches it after that
        self.add.clicked.connect(lambda _checked: self._add())
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._follow()
        self.setFocusProxy(self.rows[0].lines["name"])

    @property
    def parts(self) -> list[QWidget]:
        """What takes the keyboard, in order; some may be hidden."""
        return [*(part for row in self.rows for part in row.parts), self.add]

    def show_value(self, value: tuple[Contact, ...]) -> None:
        """Shows other contacts. One whose fields have the keyboard stays, even if it is empty now."""
        if value != self.value:
            self.value = value
            focused = QApplication.focusWidget()
            self._asked = next((at for at, row in enumerate(self.rows, 1) if focused and row.isAncestorOf(focused)), 1)
            self._follow()

    def _follow(self) -> None:
        """Shows the contacts, and makes fields for those that have none yet."""
        count = max(len(self.value), self._asked)
        before = sum(not row.isHidden() for row in self.rows)
        while len(self.rows) < count:
            self._make_row()
        for at, row in enumerate(self.rows):
            row.show_contact(self.value[at] if at < len(self.value) else NOBODY)
            row.remove.setVisible(count > 1 or bool(self.value))
            row.setVisible(at < count)
        self.add.setEnabled(count == len(self.value))
        if count != before:
            self.grown.emit()

    def _make_row(self) -> None:
        at = len(self.rows)
        row = ContactFields(self._name, at + 1)
        row.edited.connect(lambda part, text, merge: self._edit(at, part, text, merge))
        row.remove_asked.connect(lambda: self._remove(at))
        self._column.insertWidget(at, row)
        if self.rows:
            for before, after in pairwise((self.rows[-1].parts[-1], *row.parts, self.add)):
                QWidget.setTabOrder(before, after)
        self.rows.append(row)

    def _edit(self, at: int, part: str, text: str, merge: MergeKey) -> None:
        contacts = [*self.value, *[NOBODY] * (at + 1 - len(self.value))]
        contacts[at] = replace(contacts[at], **{part: text})
        if (at, part, merge) != self._last:
            self._last = at, part, merge
            self._visit += 1
        self._asked = max(self._asked, at + 1)
        self._tell(contacts, MergeKey(MergeRule.FIELD, self._visit))

    def _tell(self, contacts: list[Contact], merge: MergeKey | None) -> None:
        while contacts and contacts[-1] == NOBODY:
            contacts.pop()
        self.value = tuple(contacts)
        self._follow()
        self.edited.emit(self.value, merge)

    def _add(self) -> None:
        self._asked = len(self.value) + 1
        self._follow()
        self.rows[self._asked - 1].lines["name"].setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, at: int) -> None:
        """Removes a contact; the keyboard goes to the one that is at its place then, else to the one before."""
        known = at < len(self.value)
        last = len(self.value) - (2 if known else 1)
        self.rows[max(min(at, last), 0)].lines["name"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._asked = 1
        if known:
            self._tell([*self.value[:at], *self.value[at + 1 :]], None)
        else:
            self._follow()
