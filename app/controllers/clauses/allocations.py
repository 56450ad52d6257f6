"""The commands on the Table of Frequency Allocations: bands, services, footnote numbers."""

from __future__ import annotations

from collections.abc import Callable

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
        from model.edits.allocations.places import cell_place
        from widgets.dialogs.allocations import SplitBandDialog

        def make(now: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
            place = cell_place(now, story, id)
            band = place.cell.band
            several = len(same_bands(place)) > 1
            box = SplitBandDialog(band.text if band is not None else "", place.table.unit, several, self._window)
            accepted = box.exec()
            frequency, everywhere = box.frequency, box.everywhere
            box.deleteLater()
            return split_band(now, story, id, frequency, stamp, everywhere=everywhere) if accepted else _NOTHING

        self._run(make)

    def merge(self) -> None:
        """Merges the band at the caret with the one below; asks whether also in other Regions with the same two bands."""
        from model.edits.allocations.bands import has_same_bands_below, merge_bands
        from model.edits.allocations.places import cell_place
        from widgets.dialogs.allocations import MergeBandsDialog

        def make(now: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
            merge_bands(now, story, id, stamp)
            place = cell_place(now, story, id)
            if not has_same_bands_below(place):
                return merge_bands(now, story, id, stamp)
            box = MergeBandsDialog(place.cell.band.text if place.cell.band is not None else "", self._window)
            accepted, everywhere = box.exec(), box.everywhere
            box.deleteLater()
            return merge_bands(now, story, id, stamp, everywhere=everywhere) if accepted else _NOTHING

        self._run(make)

    def add_service(self) -> None:
        """Asks for a service with its category and footnotes, and inserts it into the cell at the caret at its place."""
        from model.allocations.services import services
        from model.edits.allocations.places import cell_place
        from model.edits.allocations.services import add_service
        from widgets.dialogs.allocations import AddServiceDialog

        def make(now: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
            language = cell_place(now, story, id).table.language
            names = sorted(service.names.get(language) or service.names["en"] for service in services())
            box = AddServiceDialog(names, self._window)
            accepted = box.exec()
            words, category, notes = box.words, box.category, box.notes
            box.deleteLater()
            return add_service(now, story, id, words, category, stamp, notes=notes) if accepted else _NOTHING

        self._run(make)

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
        from model.edits.allocations.places import cell_place
        from model.edits.allocations.services import noted_line, set_notes
        from widgets.dialogs.allocations import TableNotesDialog

        def make(now: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
            place = cell_place(now, story, id)
            line, foot = noted_line(place, whole=False), noted_line(place, whole=True)
            service = line.allocation if line is not None and line.is_service else ""
            present = line.numbers if line is not None else ()
            box = TableNotesDialog(service, present, foot.numbers if foot is not None else (), self._window)
            accepted, numbers, whole = box.exec(), box.numbers, box.whole
            box.deleteLater()
            return set_notes(now, story, id, numbers, stamp, whole=whole) if accepted else _NOTHING

        self._run(make)

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
