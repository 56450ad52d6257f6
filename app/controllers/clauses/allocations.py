"""The commands on the Table of Frequency Allocations: bands, services, footnote numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import EditError
from model.redline import Stamp
from model.submission.story import StoryId, clauses_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import Submission

if TYPE_CHECKING:
    from model.edits.allocations.places import CellPlace
    from widgets.common.attempt_box import AttemptBox

_NOTHING = Transaction(TransactionKind.OTHER, ())
Make = Callable[[Submission, StoryId, str, Stamp], Transaction]


class AllocationsController(QObject):
    """Connects the actions for the Table of Frequency Allocations with the cell at the caret."""

    def __init__(self, context: Context, commands: ClauseCommandsController) -> None:
        """`commands` carry out what is wanted."""
        super().__init__(context.window)
        self._session = context.session
        self._window = context.window
        self._commands = commands
        connect = context.actions.connect_to
        connect(ActionId.SPLIT_BAND, self.split)
        connect(ActionId.MERGE_BANDS, self.merge)
        connect(ActionId.ADD_SERVICE, self.add_service)
        connect(ActionId.DELETE_SERVICE, self.delete_service)
        connect(ActionId.CHANGE_CATEGORY, self.change_category)
        connect(ActionId.TABLE_NOTES, self.set_notes)

    def split(self) -> None:
        """Asks at which frequency the band at the caret is split, and splits it."""
        from model.edits.allocations.bands import same_bands, split_band
        from widgets.dialogs.allocations import SplitBandDialog

        found = self._found()
        if found is None:
            return
        story, id, place = found
        band = place.cell.band
        several = len(same_bands(place)) > 1
        box = SplitBandDialog(band.text if band is not None else "", place.table.unit, several, self._window)
        self._ask(
            box,
            lambda stamp: split_band(self._session.submission, story, id, box.frequency, stamp, everywhere=box.everywhere),
        )

    def merge(self) -> None:
        """Merges the band at the caret with the one below; asks whether also in other Regions with the same two bands."""
        from model.edits.allocations.bands import has_same_bands_below, merge_bands
        from widgets.dialogs.allocations import MergeBandsDialog

        found = self._found()
        if found is None:
            return
        story, id, place = found
        if not has_same_bands_below(place):
            self._run(merge_bands)
            return
        box = MergeBandsDialog(place.cell.band.text if place.cell.band is not None else "", self._window)
        self._ask(box, lambda stamp: merge_bands(self._session.submission, story, id, stamp, everywhere=box.everywhere))

    def add_service(self) -> None:
        """Asks for a service with its category and footnotes, and inserts it into the cell at the caret at its place."""
        from model.allocations.services import services
        from model.edits.allocations.services import add_service
        from widgets.dialogs.allocations import AddServiceDialog

        found = self._found()
        if found is None:
            return
        story, id, place = found
        language = place.table.language
        box = AddServiceDialog(sorted(service.names.get(language) or service.names["en"] for service in services()), self._window)
        self._ask(
            box, lambda stamp: add_service(self._session.submission, story, id, box.words, box.category, stamp, notes=box.notes)
        )

    def delete_service(self) -> None:
        """Deletes the service in the line at the caret."""
        from model.edits.allocations.services import delete_service

        self._run(delete_service)

    def change_category(self) -> None:
        """Makes the service in the line at the caret secondary if it is primary, and primary if it is secondary."""
        from model.edits.allocations.services import change_category

        self._run(change_category)

    def set_notes(self) -> None:
        """Asks for the footnote numbers of the service in the line at the caret, or of its cell, and sets them."""
        from model.edits.allocations.services import noted_line, set_notes
        from widgets.dialogs.allocations import TableNotesDialog

        found = self._found()
        if found is None:
            return
        story, id, place = found
        line, foot = noted_line(place, whole=False), noted_line(place, whole=True)
        service = line.allocation if line is not None and line.is_service else ""
        present = line.numbers if line is not None else ()
        box = TableNotesDialog(service, present, foot.numbers if foot is not None else (), self._window)
        self._ask(box, lambda stamp: set_notes(self._session.submission, story, id, box.numbers, stamp, whole=box.whole))

    def _ask(self, box: AttemptBox, make: Callable[[Stamp], Transaction]) -> None:
        """Shows a box until what it asks for is carried out or cancelled; if it is refused, the box says why."""
        box.attempt = lambda: self._commands.attempt(make)
        box.exec()
        box.deleteLater()

    def _found(self) -> tuple[StoryId, str, CellPlace] | None:
        """The text, the clause and the cell at the caret; None if there is no cell with a band, which the status bar says."""
        from model.edits.allocations.places import cell_place

        found: list[tuple[StoryId, str, CellPlace]] = []

        def look(now: Submission, story: StoryId, id: str, _stamp: Stamp) -> Transaction:
            found.append((story, id, cell_place(now, story, id)))
            return _NOTHING

        self._run(look)
        return found[0] if found else None

    def _run(self, make: Make) -> None:
        """Carries out an edit of the cell at the caret; if it is not possible, the status bar says why."""
        target, now = self._window.target(), self._session.submission
        clauses = clauses_of(now, target.story) if target is not None else ()
        if target is None or target.stop.index >= len(clauses):
            self._commands.run(_refuse)
            return
        self._commands.run(lambda stamp: make(now, target.story, clauses[target.stop.index].id, stamp))


def _refuse(_stamp: Stamp) -> Transaction:
    raise EditError.of("this is not a table; put the caret into a cell")
