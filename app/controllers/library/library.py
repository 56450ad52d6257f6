"""The window of the library and the panel beside the text, and what is done with the text that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.library.filling import LibraryFillingController
from app.controllers.library.open_library import OpenLibrary, submission_of
from app.controllers.library.searching import LibrarySearch
from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import ClausewrightError
from model.submission.values import Submission
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.library.entries import LibraryEntry
from widgets.library.search_page import SearchPage
from widgets.library.window import LibraryWindow

if TYPE_CHECKING:
    from app.controllers.comparison.comparison import ComparisonController
    from app.start.new_proposal import NewProposalController

PANEL = "library"


class LibraryController(QObject):
    """Opens the window and the panel, and does what is asked for there."""

    def __init__(
        self,
        context: Context,
        open_library: OpenLibrary,
        new_proposal: Callable[[], NewProposalController],
        comparison: Callable[[], ComparisonController],
        manual: Callable[[], object],
    ) -> None:
        """The controllers of what is begun and compared are asked for when they are needed; `manual` opens the manual."""
        super().__init__(context.window)
        self._context = context
        self._open = open_library
        self._new_proposal = new_proposal
        self._comparison = comparison
        self._manual = manual
        self.window: LibraryWindow | None = None
        """None before it is first wanted."""
        self.search: LibrarySearch | None = None
        self.beside: LibrarySearch | None = None
        """The search of the panel; None before it is first seen."""
        self.filling = LibraryFillingController(context, open_library, self.show_anew)
        context.actions.connect_to(ActionId.LIBRARY, self.show)
        context.window.parts.append(self)

    def close_story(self) -> None:
        """Lets go of the library and its window."""
        if self.window is not None:
            self.window.close()
        self._open.close()
