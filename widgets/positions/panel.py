"""The panel of positions: counts and filters, the list, and what the chosen position says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from model.submission.position_places import PlacedPosition
from model.submission.position_words import STANCE_WORDS
from widgets.common.facet_panel import FacetPanel
from widgets.common.facet_rows import FacetList
from widgets.common.filter_box import FilterRow
from widgets.common.foreign_text import isolated
from widgets.common.text_button import action_button, text_button
from widgets.common.translation import counted
from widgets.positions.model import NOBODY, PositionModel
from widgets.positions.phrases import parties_line, spoken_stance, stance_name
from widgets.theme.design import GAP

LETTERS = 8
"""The least width of a filter in digits."""
KEYS = {Qt.Key.Key_Return: "change", Qt.Key.Key_Enter: "change", Qt.Key.Key_Delete: "remove", Qt.Key.Key_Backspace: "remove"}
"""What keys of the list ask for."""


class PositionPanel(FacetPanel[PlacedPosition]):
    """Lists the positions on a proposal and emits what the user wants of them.

    place, words: as in `PositionModel`
    actions: the actions of the window that are shown as buttons
    """

    change_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(
        self,
        place: Callable[[PlacedPosition], str],
        words: Callable[[PlacedPosition], str],
        actions: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.positions = PositionModel(place, words, self)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.document().setDocumentMargin(GAP)
        self.details.setAccessibleName(self.tr("What the position says"))
        facets = {
            "stance": (self.tr("Stance of the positions that are shown"), self.tr("All stances")),
            "party": (self.tr("Party whose positions are shown"), self.tr("All parties")),
        }
        view = FacetList(self.positions, KEYS)
        view.setAccessibleName(self.tr("Positions"))
        self.change = text_button(self.tr("Change …"), lambda: self._ask("change"))
        self.remove = text_button(self.tr("Remove"), lambda: self._ask("remove"))
        self._lay_out(
            self.positions,
            view,
            FilterRow(facets, LETTERS),
            self.details,
            (
                self.tr("No positions yet. Place the caret in a clause or brackets and press Ctrl+Alt+Shift+I."),
                self.tr("No position matches this filter."),
            ),
            [self.change, self.remove, *map(action_button, actions)],
        )
        view.asked.connect(self._ask)

    def follow(self, placed: Sequence[PlacedPosition]) -> None:
        """Shows the positions as they are now."""
        self._show_rows(placed)
        self.count.setText(counted("{n:,} position, never exported", "{n:,} positions, never exported", len(placed)))
        for button in (self.change, self.remove):
            button.setVisible(bool(placed))

    def _choices(self, facet: str) -> Sequence[tuple[str, str, int]]:
        counts = self.positions.counts(facet)
        order = [stance for stance in STANCE_WORDS if stance in counts] if facet == "stance" else sorted(counts)
        return [(value, self._name(facet, value), counts[value]) for value in order]

    def _name(self, facet: str, value: str) -> str:
        if facet == "stance":
            return next(spoken_stance(stance) for stance in STANCE_WORDS if stance == value)
        return self.tr("Without a party") if value == NOBODY else isolated(value)

    def _show_details(self) -> None:
        placed = self.current()
        lines: list[str] = []
        if placed is not None:
            position = placed.position
            lines += [stance_name(position.stance), parties_line(position), position.details]
            lines += [self.tr("Speaking note: {note}").format(note=position.note)] if position.note else []
            lines += position.links
        self.details.setPlainText("\n".join(filter(None, lines)))
        for button in (self.change, self.remove):
            button.setEnabled(placed is not None)
        self.marked.emit(placed)

    def _ask(self, what: str) -> None:
        if (placed := self.current()) is not None:
            (self.change_asked if what == "change" else self.remove_asked).emit(placed.key)
