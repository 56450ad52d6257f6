"""The panel of brackets: counts and filters, the list of open texts, and the options of the chosen one with their commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from model.submission.story import StoryId
from widgets.brackets.list import BracketList
from widgets.brackets.model import FAULTS, NOBODY, BracketModel, Row
from widgets.brackets.options import OptionList
from widgets.brackets.phrases import kind_name
from widgets.brackets.places import BracketPlaces, PlacedFault
from widgets.common.facet_panel import FacetPanel
from widgets.common.filter_box import FilterRow
from widgets.common.foreign_text import isolated
from widgets.common.text_button import action_button
from widgets.common.translation import counted, line_of

if TYPE_CHECKING:
    from model.brackets.values import OpenText

LETTERS = 6
"""The least width of a filter in digits."""


class BracketPanel(FacetPanel[Row]):
    """Shows the open texts of a proposal and emits what the user decides.

    place: as in `BracketModel`
    words: as in `BracketModel`
    option_words: returns the words of an option, by its number from 0
    actions: the actions of the window that are shown as buttons
    """

    asked = Signal(str)
    """A key of a list asks for one of `widgets.brackets.list.KEYS`."""

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
        self.options = OptionList(option_words)
        self.options.setMinimumHeight(self.options.least_height)
        facets = {
            "clause": (self.tr("Clause whose brackets are shown"), self.tr("All clauses")),
            "kind": (self.tr("Kind of brackets that are shown"), self.tr("All kinds")),
            "owner": (self.tr("Owner whose brackets are shown"), self.tr("All owners")),
        }
        view = BracketList(self.brackets)
        self._lay_out(
            self.brackets,
            view,
            FilterRow(facets, LETTERS),
            self.options,
            (
                self.tr("There are no square brackets and no options."),
                self.tr("No open text matches this filter."),
            ),
            [action_button(action) for action in actions],
        )
        view.asked.connect(self._ask)
        view.option_asked.connect(self.options.step)
        self.options.asked.connect(self._ask)

    # -- what is shown

    def follow(self, places: BracketPlaces) -> None:
        """Shows the open texts as they are now."""
        self._show_rows([*places.faults, *places.open_texts])
        count, faults = self.brackets.total
        clauses = len(self.brackets.counts("clause"))
        parts = [counted("{n:,} open text", "{n:,} open texts", count), counted("{n:,} clause", "{n:,} clauses", clauses)]
        if faults:
            parts.insert(0, counted("{n:,} problem", "{n:,} problems", faults, "brackets"))
        self.count.setText(line_of(parts))

    def _choices(self, facet: str) -> Sequence[tuple[str, str, int]]:
        return [(value, self._name(facet, value), count) for value, count in self.brackets.counts(facet).items()]

    def _name(self, facet: str, value: str) -> str:
        if facet == "kind":
            return self.tr("Problems") if value == FAULTS else kind_name(value)  # type: ignore[arg-type]
        if facet == "owner" and value == NOBODY:
            return self.tr("Without an owner")
        return isolated(value)

    def current(self) -> OpenText | None:
        """The chosen open text."""
        row = self.list.current()
        return None if isinstance(row, PlacedFault) else row

    def choose_from(self, row: int) -> bool:
        """Chooses the first open text from a row on, or the last one before it, and shows it; whether there is one."""
        rows = [at for at, shown in enumerate(self.brackets.rows) if not isinstance(shown, PlacedFault)]
        if rows:
            self.choose(self.brackets.rows[next((at for at in rows if at >= row), rows[-1])])
            self.went_to.emit(self.list.current())
        return bool(rows)

    def _show_details(self) -> None:
        open_text = self.current()
        self.options.show_options(open_text)
        self.marked.emit(open_text)

    def _ask(self, what: str) -> None:
        if self.current() is not None:
            self.asked.emit(what)
        else:
            self._leave()
