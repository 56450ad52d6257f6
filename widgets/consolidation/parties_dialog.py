"""The dialog that sets up a consolidation: the base, and the file of each party."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import as_tooltip, isolated
from widgets.common.labels import plain_label
from widgets.common.sizes import digit_width, resize_to_fit
from widgets.theme.design import TIGHT
from widgets.theme.rows import set_row_height, set_table_style

NAME, FILE = 0, 1


class PartyFile(Struct, frozen=True):
    """A text that was read, with its file."""

    name: str
    """The proposed name of the party."""
    file: str
    text: object
    """The key by which the caller identifies it."""
    is_extract: bool = False
    """Whether it has single provisions of a treaty text."""


class PartyTable(QTableWidget):
    """The parties in order, with editable names."""

    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        set_row_height(self)
        set_table_style(self, grid=True)
        self.setHorizontalHeaderLabels([self.tr("Party"), self.tr("File")])
        self.setAccessibleName(self.tr("Parties"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setColumnWidth(NAME, round(digit_width(self.font()) * 24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.state() != QAbstractItemView.State.EditingState:
            self.removed.emit()
            return
        super().keyPressEvent(event)


class PartiesDialog(QDialog):
    """Asks for the base and the parties; the receivers of the signals choose and read the files."""

    files_asked = Signal()
    base_asked = Signal()
    as_base_asked = Signal(object)
    """The file of a party that is to become the text in force instead."""
    saved_asked = Signal()

    def __init__(self, base: PartyFile | None, parent: QWidget | None = None) -> None:
        """`base` is the text in force of the open document, if any."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Consolidate proposals"))
        resize_to_fit(self, 680, 440)
        self._bases: list[PartyFile] = []
        self._base = QComboBox()
        self._base.setAccessibleName(self.tr("Text in force"))
        self._base.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.table = PartyTable()
        self._problem = plain_label("")
        self._sources: list[PartyFile] = []
        self._found: PartyFile | None = None
        self._taken_off: PartyFile | None = None
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._go = buttons.addButton(self.tr("Co&nsolidate"), QDialogButtonBox.ButtonRole.AcceptRole)
        saved = buttons.addButton(self.tr("&Open a saved one …"), QDialogButtonBox.ButtonRole.ActionRole)
        saved.setAutoDefault(False)
        saved.clicked.connect(self.saved_asked)
        self._lay_out(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.table.removed.connect(self.remove)
        self.table.itemChanged.connect(lambda _item: self._check())
        self._base.currentIndexChanged.connect(lambda _row: self._check())
        if base is not None:
            self.add_base(base)
        self._check()
        self._add.setFocus()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        label = QLabel(self.tr("&Text in force that all amend:"))
        label.setBuddy(self._base)
        other = self._button(self.tr("Another &file …"), self.base_asked.emit)
        base = QHBoxLayout()
        base.addWidget(self._base, 1)
        base.addWidget(other)
        parties = QLabel(self.tr("&Parties, in the order of their insertions; names can be edited (F2):"))
        parties.setWordWrap(True)
        parties.setBuddy(self.table)
        side = QVBoxLayout()
        side.setSpacing(TIGHT)
        self._add = self._button(self.tr("&Add files …"), self.files_asked.emit)
        self._add.setAutoDefault(True)
        self._add.setDefault(True)
        side.addWidget(self._add)
        for text, slot in (
            (self.tr("&Remove"), self.remove),
            (self.tr("Move &up"), lambda: self.move_row(-1)),
            (self.tr("Move &down"), lambda: self.move_row(1)),
            (self.tr("As te&xt in force"), self._ask_as_base),
        ):
            side.addWidget(self._button(text, slot))
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.table, 1)
        middle.addLayout(side)
        layout = box_column(self)
        layout.setSpacing(TIGHT)
        layout.addWidget(label)
        layout.addLayout(base)
        layout.addSpacing(TIGHT)
        layout.addWidget(parties)
        layout.addLayout(middle, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: slot())  # type: ignore[operator]
        return button

    # -- what is chosen

    @property
    def base(self) -> PartyFile | None:
        """The file that was chosen as the base; None if none was."""
        row = self._base.currentIndex()
        return self._bases[row] if row >= 0 else None

    @property
    def parties(self) -> list[PartyFile]:
        """The parties in order, with their current names."""
        return [replace(source, name=self._name(row)) for row, source in enumerate(self._sources)]

    def _name(self, row: int) -> str:
        item = self.table.item(row, NAME)
        return " ".join(item.text().split()) if item is not None else ""

    @property
    def files(self) -> list[PartyFile]:
        """All added files: the parties, then the one that serves as the text in force."""
        return [*self.parties, *filter(None, (self._taken_off,))]

    @property
    def is_base_open(self) -> bool:
        """Whether the user neither chose a text in force nor has one in the open document."""
        return not self._bases or self._found is not None

    def add_base(self, source: PartyFile) -> None:
        """Offers a base and selects it."""
        self._forget_found()
        self._offer(source)

    def take_as_base(self, source: PartyFile, found: PartyFile, *, stays: bool, by_user: bool = False) -> None:
        """Offers a base that was found among the added files, and selects it.

        source: the base
        found: the file that contains it
        stays: whether that file remains a party
        by_user: whether the user chose it; otherwise another base that files name replaces it
        """
        self._forget_found()
        if not stays:
            row = next(row for row, party in enumerate(self.parties) if party.file == found.file)
            self._taken_off = self.parties[row]
            self._take_out(row)
        self._offer(source)
        self._found = None if by_user else source
        self._check()

    def _offer(self, source: PartyFile) -> None:
        self._bases.append(source)
        self._base.addItem(isolated(source.file))
        self._base.setCurrentIndex(self._base.count() - 1)
        self._check()

    def _forget_found(self) -> None:
        """Removes the base that was found among the files; its file is a party again."""
        if self._found is not None:
            row = self._bases.index(self._found)
            self._found = None
            del self._bases[row]
            self._base.removeItem(row)
        back, self._taken_off = self._taken_off, None
        if back is not None:
            self.add_parties([back])

    def go_on(self) -> None:
        """Moves the focus to the next step: consolidating, or adding files if some are missing."""
        following = self._go if self._go.isEnabled() else self._add
        following.setDefault(True)
        following.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_as_base(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.as_base_asked.emit(self.parties[row])

    def add_parties(self, sources: Sequence[PartyFile]) -> None:
        """Adds parties, each under a unique name."""
        for source in sources:
            taken = [self._name(row) for row in range(self.table.rowCount())]
            name, number = source.name, 1
            while name in taken:
                number += 1
                name = f"{source.name} ({number})"
            self._insert_row(self.table.rowCount(), replace(source, name=name))
        if sources:
            self.table.setCurrentCell(self.table.rowCount() - 1, NAME)
        self._check()

    def _insert_row(self, row: int, source: PartyFile) -> None:
        self._sources.insert(row, source)
        self.table.insertRow(row)
        self.table.setItem(row, NAME, QTableWidgetItem(source.name))
        file = QTableWidgetItem(isolated(source.file))
        file.setFlags(file.flags() & ~Qt.ItemFlag.ItemIsEditable)
        file.setToolTip(as_tooltip(source.file))
        self.table.setItem(row, FILE, file)

    def remove(self) -> None:
        """Removes the selected party."""
        row = self.table.currentRow()
        if row >= 0:
            self._take_out(row)
            self._check()

    def _take_out(self, row: int) -> None:
        del self._sources[row]
        self.table.removeRow(row)

    def move_row(self, by: int) -> None:
        """Moves the selected party up (−1) or down (1)."""
        row = self.table.currentRow()
        target = row + by
        if row < 0 or not 0 <= target < self.table.rowCount():
            return
        source = replace(self._sources[row], name=self._name(row))
        self._take_out(row)
        self._insert_row(target, source)
        self.table.setCurrentCell(target, NAME)

    def _check(self) -> None:
        """Shows what is missing; the user can continue only if nothing is."""
        if not hasattr(self, "_add"):
            return
        names = [self._name(row) for row in range(self.table.rowCount())]
        twice = next((name for name in names if names.count(name) > 1), None)
        problem = ""
        if self.base is None:
            problem = self.tr("Choose the text in force.")
        elif not names:
            problem = self.tr("Add the files of the parties.")
        elif "" in names:
            problem = self.tr("Give every party a name.")
        elif twice is not None:
            problem = self.tr("Two parties are called {name}; give them different names.").format(name=twice)
        found = self._found is not None and self.base is self._found
        note = self.tr("The text in force was found among the files. If it is the wrong one, choose another.")
        self._problem.setText(problem or (note if found else ""))
        self._go.setEnabled(not problem)
