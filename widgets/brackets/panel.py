"""The panel of brackets: counts and filters, the list of open texts, and the options of the chosen one with their commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QComboBox, QFrame, QSplitter, QToolButton, QVBoxLayout, QWidget

from model.submission.story import StoryId
from widgets.brackets.list import BracketList
from widgets.brackets.model import FACETS, FAULTS, NOBODY, BracketFilter, BracketModel, Facet, Row
from widgets.brackets.options import OptionList
from widgets.brackets.phrases import kind_name
from widgets.brackets.places import BracketPlaces, PlacedFault
from widgets.common.empty_note import EmptyNote
from widgets.common.even_layout import EvenLayout
from widgets.common.foreign_text import as_tooltip, isolated
from widgets.common.labels import ElidedLabel
from widgets.common.qt_fixes import PassesFocus
from widgets.common.translation import counted, line_of
from widgets.theme.design import GAP

if TYPE_CHECKING:
    from model.brackets.values import OpenText

NARROWEST = 72
"""The least width of a filter in pixels."""


class BracketPanel(PassesFocus):
    """Shows the open texts of a proposal and emits what the user decides.

    place: as in `BracketModel`
    words: as in `BracketModel`
    option_words: returns the words of an option, by its number from 0
    actions: the actions of the window that are shown as buttons
    """

    went_to = Signal(object)
    """A Row is to be shown in the text."""
    left_for = Signal(object)
    """The same, and the text gets the focus."""
    asked = Signal(str)
    """A key of a list asks for one of `widgets.brackets.list.KEYS`."""
    marked = Signal(object)
    """Another OpenText is chosen, or None."""

    def __init__(
        self,
        place: Callable[[StoryId, str], str],
        words: Callable[[OpenText], str],
        option_words: Callable[[OpenText, int], str],
        actions: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.brackets = BracketModel(place, words, self)
        self.list = BracketList(self.brackets)
        self.options = OptionList(option_words)
        self.main_part = self.list
        self.count = ElidedLabel()
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.filters: dict[Facet, QComboBox] = {facet: QComboBox() for facet in FACETS}
        names = {
            "clause": self.tr("Brackets of which clause are shown"),
            "kind": self.tr("Which kind of brackets is shown"),
            "owner": self.tr("Brackets of which owner are shown"),
        }
        for facet, box in self.filters.items():
            box.setAccessibleName(names[facet])
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            box.setMinimumWidth(NARROWEST)
            box.activated.connect(self._filter)
            box.currentTextChanged.connect(lambda words, box=box: box.setToolTip(as_tooltip(words)))
        self.note = EmptyNote(
            self.list,
            self.tr("Nothing is in square brackets, and there are no options."),
            self.tr("No open text matches this filter."),
            lambda: any(box.currentIndex() > 0 for box in self.filters.values()),
        )
        self._lay_out(actions)
        self.list.chosen.connect(self._on_chosen)
        self.list.left_for.connect(self._leave)
        self.list.asked.connect(self._ask)
        self.list.option_asked.connect(self.options.step)
        self.note.cleared.connect(self._clear_filter)
        self.options.asked.connect(self._ask)

    def _lay_out(self, actions: Sequence[QAction]) -> None:
        head, buttons = EvenLayout(), EvenLayout()
        for line in (head, buttons):
            line.setSpacing(GAP)
        for box in self.filters.values():
            head.addWidget(box)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(self.list)
        self.parts.addWidget(self.options)
        self.parts.setStretchFactor(0, 3)
        self.parts.setStretchFactor(1, 1)
        self.parts.setChildrenCollapsible(False)
        for part in (self.list, self.options):
            part.setFrameShape(QFrame.Shape.NoFrame)
            part.setMinimumHeight(part.least_height)
        for line in (head, buttons):
            line.setContentsMargins(GAP, 0, GAP, 0)
        self.count.setContentsMargins(GAP, 0, GAP, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.count)
        layout.addLayout(head)
        layout.addWidget(self.parts, 1)
        layout.addLayout(buttons)

    # -- what is shown

    def follow(self, places: BracketPlaces) -> None:
        """Shows the open texts as they are now."""
        self.brackets.show(places.faults, places.open_texts)
        for facet, box in self.filters.items():
            self._fill_filter(facet, box)
        self._filter()
        count, faults = self.brackets.total
        clauses = len(self.brackets.counts("clause"))
        parts = [counted("{n:,} open text", "{n:,} open texts", count), counted("{n:,} clause", "{n:,} clauses", clauses)]
        if faults:
            parts.insert(0, counted("{n:,} problem", "{n:,} problems", faults, "brackets"))
        self.count.setText(line_of(parts))
        some = bool(count or faults)
        for part in (self.count, self.options, *self.filters.values()):
            part.setVisible(some)
        self.note.follow()
        self._show_options()  # the row that is chosen may be that of another open text now

    def _fill_filter(self, facet: Facet, box: QComboBox) -> None:
        """Lists the clauses, kinds or owners with their counts; keeps the choice."""
        every = {"clause": self.tr("All clauses"), "kind": self.tr("All kinds"), "owner": self.tr("All owners")}[facet]
        counts, chosen = self.brackets.counts(facet), box.currentData()
        rows = [(every, None), *((f"{self._name(facet, value)} ({number})", value) for value, number in counts.items())]
        if rows == [(box.itemText(row), box.itemData(row)) for row in range(box.count())]:
            return
        box.clear()
        for text, value in rows:
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(chosen), 0) if chosen is not None else 0)
        box.setEnabled(len(rows) > 2)

    def _name(self, facet: Facet, value: str) -> str:
        if facet == "kind":
            return self.tr("Problems") if value == FAULTS else kind_name(value)  # type: ignore[arg-type]
        if facet == "owner" and value == NOBODY:
            return self.tr("Without an owner")
        return isolated(value)

    def _filter(self) -> None:
        wanted = {facet: box.currentData() for facet, box in self.filters.items()}
        only = BracketFilter(wanted["clause"], wanted["kind"], wanted["owner"])
        if only != self.brackets.only:
            self.brackets.show_only(only)

    def _clear_filter(self) -> None:
        for box in self.filters.values():
            box.setCurrentIndex(0)
        self._filter()

    def current(self) -> OpenText | None:
        """The chosen open text."""
        row = self.list.current()
        return None if isinstance(row, PlacedFault) else row

    def choose(self, made: Row | None) -> None:
        """Chooses an open text without showing it in the text."""
        if made is None or made != self.list.current():
            self.list.blockSignals(True)
            self.list.choose(self.brackets.row_of(made) if made is not None else -1)
            self.list.blockSignals(False)
        self._show_options()

    def choose_from(self, row: int) -> bool:
        """Chooses the first open text from a row on, or the last one before it, and shows it; whether there is one."""
        rows = [at for at, shown in enumerate(self.brackets.rows) if not isinstance(shown, PlacedFault)]
        if rows:
            self.choose(self.brackets.rows[next((at for at in rows if at >= row), rows[-1])])
            self.went_to.emit(self.list.current())
        return bool(rows)

    def _on_chosen(self, row: Row | None) -> None:
        self._show_options()
        if row is not None and self.isVisible():
            self.went_to.emit(row)

    def _show_options(self) -> None:
        made = self.current()
        self.options.show_options(made)
        self.marked.emit(made)

    def _leave(self) -> None:
        if (row := self.list.current()) is not None:
            self.left_for.emit(row)

    def _ask(self, what: str) -> None:
        if self.current() is not None:
            self.asked.emit(what)
        else:
            self._leave()
