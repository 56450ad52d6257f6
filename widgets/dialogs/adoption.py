"""The dialog that asks what was adopted, and shows what becomes the next text in force and what remains."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from model.library.texts.values import Outcome
from widgets.amendments.cells import author_name
from widgets.common import announcements
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import direction_marked
from widgets.common.labels import name_choice, plain_label, set_tooltip
from widgets.common.sizes import resize_to_fit
from widgets.common.tasks import debounce
from widgets.common.translation import counted, line_of, translate
from widgets.theme.rows import set_row_height

_NUMBER = Qt.ItemDataRole.UserRole
_UNFOLDED = 200
"""Rows up to which the groups are unfolded at first."""
_TOLD_AFTER = 30
"""Milliseconds after a tick until it is announced, with all those that it changed."""


class AdoptionRow(Struct, frozen=True):
    """An amendment that may have been adopted."""

    clause: str
    """The place of the clause with everything above it, by which it is grouped."""
    party: str
    words: str
    """The amendment in one line."""


class AdoptionDialog(QDialog):
    """Lists the amendments with boxes, by clause or by party; `chosen` are the numbers of the ticked ones.

    rows: the amendments
    conferences: the id and the name of each conference
    conference: the id of that of the submission
    is_new: whether the text is new and gets a number
    library: why the adopted text cannot be put into the library; '' if it can
    whole: the symbol of a proposal that is adopted as a whole, SUP or NOC; '' if its amendments are chosen
    """

    returned_asked = Signal()
    """A returned file is to say what was adopted."""

    def __init__(
        self,
        rows: Sequence[AdoptionRow],
        conferences: Sequence[tuple[str, str]],
        conference: str,
        parent: QWidget | None = None,
        *,
        is_new: bool = False,
        library: str = "",
        whole: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("After the decision"))
        self._rows = rows
        self._whole = whole
        self.grouping = QComboBox()
        self.grouping.addItem(self.tr("by clause"))
        self.grouping.addItem(self.tr("by party"))
        name_choice(self.grouping, self.tr("Order of the amendments"))
        self.returned = QPushButton(self.tr("As in a &returned file …"))
        self.returned.setAutoDefault(False)
        self.tree = QTreeWidget()
        set_row_height(self.tree)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(self.tr("Amendments that were adopted"))
        self.counts = plain_label("")
        self.conference = QComboBox()
        self.conference.addItem(self.tr("not chosen", "conference"), "")
        for id, name in conferences:
            self.conference.addItem(name, id)
        self.conference.setCurrentIndex(max(self.conference.findData(conference), 0))
        self.number = QLineEdit(self)
        suppresses = whole not in ("", "NOC")
        put, mark = self.tr("Put the adopted text into the &library"), self.tr("In the &library, the text is no longer in force")
        self.library = QCheckBox(mark if suppresses else put)
        self.library.setChecked(not library)
        self.library.setEnabled(not library)
        set_tooltip(self.library, library)
        self._buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.adopt = self._buttons.addButton(self.tr("&Show the result …"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.adopt.setDefault(True)
        self._lay_out(is_new=is_new)
        self._ticked = set(range(len(rows)))
        self._tick_timer = debounce(self, _TOLD_AFTER, self._announce_tick)
        self._fill()
        self.grouping.currentIndexChanged.connect(self._fill)
        self.tree.itemChanged.connect(self._on_ticked)
        self.returned.clicked.connect(self.returned_asked)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.tree.setFocus()

    def _lay_out(self, *, is_new: bool) -> None:
        layout = box_column(self)
        layout.addWidget(plain_label(self._explanation()))
        above = QHBoxLayout()
        above.addWidget(self.grouping)
        above.addStretch(1)
        above.addWidget(self.returned)
        layout.addLayout(above)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.counts)
        for widget in (self.grouping, self.returned, self.tree, self.counts):
            widget.setVisible(not self._whole)
        form = QFormLayout()
        form.addRow(self.tr("&Adopted by"), self.conference)
        self.number.setVisible(is_new)
        if is_new:
            form.addRow(self.tr("&Number of the new text"), self.number)
        layout.addLayout(form)
        layout.addWidget(self.library)
        layout.addWidget(self._buttons)
        resize_to_fit(self, 760, 240 if self._whole else 620)

    def _explanation(self) -> str:
        if self._whole == "NOC":
            return self.tr("The proposal with the symbol NOC was adopted: the text in force stays as it is.")
        if self._whole:
            words = self.tr(
                "The proposal with the symbol {symbol} was adopted: its text is suppressed. A version keeps the submission."
            )
            return words.format(symbol=self._whole)
        return self.tr("Tick what was adopted: it becomes the next text in force. The rest and the submission stay as versions.")

    @property
    def chosen(self) -> tuple[int, ...]:
        """The numbers of the ticked amendments, from 0."""
        return tuple(sorted(self._ticked))

    @property
    def conference_id(self) -> str:
        """The id of the chosen conference; '' if there is none."""
        return str(self.conference.currentData() or "")

    def show_returned(self, name: str, numbers: Collection[int]) -> None:
        """Ticks the amendments that a returned file contains; from now on the file says what was adopted."""
        self._ticked = set(numbers)
        self.tree.setEnabled(False)
        self._fill()
        words = self.tr("The adopted text will read as in {name}, with the words that the conference changed itself.")
        self.counts.setText(f"{self.counts.text()} {words.format(name=name)}")

    def _fill(self) -> None:
        """Lists the amendments in the chosen order, with their ticks."""
        with QSignalBlocker(self.tree):
            self.tree.clear()
            by_party = self.grouping.currentIndex() == 1
            groups: dict[str, QTreeWidgetItem] = {}
            for number, row in enumerate(self._rows):
                name = author_name(row.party) if by_party else row.clause
                if name not in groups:
                    groups[name] = QTreeWidgetItem(self.tree, [direction_marked(name)])
                    groups[name].setFlags(groups[name].flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
                item = QTreeWidgetItem(groups[name], [row.words])
                item.setData(0, _NUMBER, number)
                item.setCheckState(0, Qt.CheckState.Checked if number in self._ticked else Qt.CheckState.Unchecked)
            self._describe()
            if len(self._rows) <= _UNFOLDED:
                self.tree.expandAll()
            if (first := self.tree.topLevelItem(0)) is not None:
                self.tree.setCurrentItem(first)
        self._count()

    def _on_ticked(self) -> None:
        self._ticked = {number for number, item in self._leaves() if item.checkState(0) is Qt.CheckState.Checked}
        self._count()
        self._tick_timer.start()

    def _announce_tick(self) -> None:
        """Tells a reader how many are adopted now, and of each row what it has become."""
        with QSignalBlocker(self.tree):
            self._describe()
        announcements.announce(self.tree, self.counts.text())

    def _describe(self) -> None:
        """Describes each row by its tick, which Orca does not say in a tree, and by its level and place."""
        announcements.describe_levels(self.tree)
        tops = filter(None, (self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount())))
        for item in (found for top in tops for found in (top, *_children(top))):
            level = item.data(0, Qt.ItemDataRole.AccessibleDescriptionRole)
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, line_of((self._state_words(item), level)))

    def _state_words(self, item: QTreeWidgetItem) -> str:
        """The tick of a row in words."""
        match item.checkState(0):
            case Qt.CheckState.Checked:
                return self.tr("adopted")
            case Qt.CheckState.Unchecked:
                return self.tr("not adopted")
            case _:
                return self.tr("adopted in part")

    def _leaves(self) -> Iterator[tuple[int, QTreeWidgetItem]]:
        tops = (self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount()))
        for top in filter(None, tops):
            for item in _children(top):
                yield item.data(0, _NUMBER), item

    def _count(self) -> None:
        left = len(self._rows) - len(self._ticked)
        words = self.tr("Adopted: {adopted}. Not adopted: {left}.").format(adopted=len(self._ticked), left=left)
        self.counts.setText(words)
        self.adopt.setEnabled(bool(self._ticked or self._whole) or not self.tree.isEnabled())


def _children(item: QTreeWidgetItem) -> Iterable[QTreeWidgetItem]:
    return filter(None, (item.child(place) for place in range(item.childCount())))


def decision_text(outcome: Outcome, adopted: int, left: int) -> str:
    """What becomes of the document by a decision.

    outcome: what was decided
    adopted: the number of amendments that were adopted
    left: the number of the others
    """
    if outcome == "suppressed":
        return translate(
            "AdoptionDialog", "The text is suppressed: the document no longer has it, and a version keeps the submission."
        )
    if outcome == "unchanged":
        text = translate("AdoptionDialog", "The text in force stays as it is, without the proposal.")
    else:
        text = counted(
            "{n} amendment becomes part of the text in force.", "{n} amendments become part of the text in force.", adopted
        )
    if left:
        text += " " + counted("{n} is not adopted and stays in a version.", "{n} are not adopted and stay in a version.", left)
    return text
