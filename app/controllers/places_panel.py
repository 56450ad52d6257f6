"""Places of the shown proposal in the window: their panel, their marks in the text, and the keys that go from one to the next."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.window.action_ids import ActionId
from app.window.context import Context
from model.submission.story import StoryId, clause_order, redline_of
from model.submission.transactions import Selection
from widgets.common.story_places import StoryPlaces

if TYPE_CHECKING:
    from widgets.common.facet_panel import FacetPanel

Row = TypeVar("Row")
Mark = TypeVar("Mark", contravariant=True)
Spot = tuple[int, int, int]
"""A place in the order of the text: the number of the story, that of the clause, and the offset there."""


class PlacesOverlay(Protocol[Mark]):
    """What paints the marks over a text."""

    def mark(self, chosen: Mark | None) -> None:
        """Marks one more strongly than the others."""


class PlacesPanelController(QObject, Generic[Row]):
    """Connects places with the window in which they are shown. A subclass says what the places are and makes their panel."""

    panel: FacetPanel[Row] | None = None
    """None before it is first seen."""

    def __init__(self, context: Context, places: StoryPlaces, name: str) -> None:
        """The connections to the window are made by `_connect`.

        places: follow the text
        name: that of the panel in the kept layout
        """
        super().__init__(context.window)
        self._session = context.session
        self._actions = context.actions
        self._window = context.window
        self._followed = places
        self._name = name
        self.overlays: Sequence[PlacesOverlay[Row]] = ()
        self._chosen: Row | None = None
        """The place that is marked, or was gone to last."""
        self._in_front = False
        """Whether the panel could be seen when it was last looked at."""

    def _connect(self, title: str, overlays: Sequence[PlacesOverlay[Row]], keys: tuple[ActionId, ActionId, ActionId]) -> None:
        """Adds the panel and follows the window.

        title: the word on the tab of the panel
        overlays: paint the marks over both texts
        keys: the actions that show the panel, and that go to the next place and to the one before
        """
        window, places = self._window, self._followed
        shows, following, previous = keys
        self.overlays = overlays
        window.panels.add(self._name, title, self._make_panel, shows, passing=True)
        window.parts.append(places)
        places.followed.connect(self._follow)
        window.panels.changed.connect(self._follow_in_panel)
        window.proposal_shown.connect(places.show)
        self._actions.connect_to(following, lambda: self.step(1))
        self._actions.connect_to(previous, lambda: self.step(-1))

    # -- what a subclass says

    @abstractmethod
    def _make_panel(self) -> QWidget:
        """Makes the panel, before it is first seen."""
        raise NotImplementedError

    @abstractmethod
    def _fill_panel(self) -> None:
        """Shows the places in the panel, which can be seen."""

    @abstractmethod
    def _count(self) -> int:
        """How many rows the panel has without a filter."""

    @abstractmethod
    def _steps(self) -> Sequence[Row]:
        """The places that keys go to, in the order of the text."""

    @abstractmethod
    def _begin(self, row: Row) -> tuple[StoryId, str, int]:
        """Where a place begins: story, clause, code points."""

    @abstractmethod
    def _nothing(self) -> str:
        """The sentence if there is no place to go to."""

    @abstractmethod
    def show(self, row: Row) -> None:
        """Shows a place in the text."""

    # -- following

    def _connect_panel(self, panel: FacetPanel[Row]) -> None:
        panel.went_to.connect(self.show)
        panel.left_for.connect(self._show_and_stay)
        panel.marked.connect(self._mark)

    def _follow(self) -> None:
        """Shows the places in the panel, on its tab and in the text."""
        count = self._count()
        self._window.panels.keep_offered(self._name, on=bool(count))
        self._window.panels.show_count(self._name, count)
        self._follow_in_panel()
        self._repaint()

    def _follow_in_panel(self) -> None:
        in_front = self.panel is not None and self._window.panels.in_front(self._name)
        if in_front:
            self._fill_panel()
        if in_front is not self._in_front:
            self._in_front = in_front
            self._on_shown() if in_front else self._mark(None)

    def _on_shown(self) -> None:
        """Chooses the place at which the panel begins, after it was hidden: that of the caret."""
        rows = self._steps()
        if self.panel is not None and rows:
            self.panel.choose(rows[self._near(rows)])

    def _repaint(self) -> None:
        for editor in (self._window.editor, self._window.note):
            editor.viewport().update()

    def _mark(self, row: Row | None) -> None:
        self._chosen = row
        for overlay in self.overlays:
            overlay.mark(row)
        self._repaint()

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is in the panel."""
        focused = QApplication.focusWidget()
        return self.panel is not None and focused is not None and self.panel.isAncestorOf(focused)

    # -- going to a place

    def _show_and_stay(self, row: Row) -> None:
        self.show(row)
        self._window.focused_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Goes to the next place (1) or the one before (−1) from the caret, round the text."""
        self._followed.settle()
        rows = self._steps()
        if not rows:
            self._window.tell(self._nothing())
            return
        row = rows[self._beside(rows, by)]
        self._mark(row)
        if self.panel is not None and self._window.panels.in_front(self._name):
            self.panel.choose(row)
        self.show(row)

    def _beside(self, rows: Sequence[Row], by: int) -> int:
        """The number of the place after or before the caret. From the place that was gone to last its neighbour is next: several
        can begin at the caret."""
        spots, caret = self._spots(rows)
        chosen = self._number_of(rows, self._chosen) if self._chosen is not None else -1
        if chosen >= 0 and spots[chosen] == caret:
            return (chosen + by) % len(rows)
        if by > 0:
            return next((number for number, at in enumerate(spots) if at > caret), 0)
        return next((number for number in reversed(range(len(rows))) if spots[number] < caret), len(rows) - 1)

    def _near(self, rows: Sequence[Row]) -> int:
        """The number of the last place that begins before the caret in its clause, else of the first one after the caret."""
        spots, caret = self._spots(rows)
        before = [number for number, at in enumerate(spots) if at[:2] == caret[:2] and at <= caret]
        return before[-1] if before else next((number for number, at in enumerate(spots) if at > caret), 0)

    def _spots(self, rows: Sequence[Row]) -> tuple[list[Spot], Spot]:
        """Where places begin, and where the caret is, to be compared."""
        order = clause_order(redline_of(self._session.submission, StoryId(self._followed.number)))

        def spot(story: StoryId, clause: str, offset: int) -> Spot:
            return *order.get((story.note, clause), (0, 0)), offset

        selection: Selection | None = self._window.focused_editor().caret.selection()
        caret = spot(selection.story, *selection.caret) if selection is not None else (0, 0, -1)
        return [spot(*self._begin(row)) for row in rows], caret

    def _number_of(self, rows: Sequence[Row], row: Row) -> int:
        """The number of a place among others; −1 if it is not there any more."""
        return rows.index(row) if row in rows else -1
