"""The controllers that only wait for their actions: each is made when one of them is first wanted."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.controllers.files.file_menu import FileMenuController
from app.controllers.library.cited_text import CitedTextController
from app.controllers.library.open_library import OpenLibrary
from app.controllers.problems.problems import ProblemsController
from app.window.context import Context

if TYPE_CHECKING:
    from app.controllers.adoption import AdoptionController
    from app.controllers.briefing.controller import BriefingController
    from app.controllers.comparison.comparison import ComparisonController
    from app.controllers.consolidation.consolidation import ConsolidationController
    from app.controllers.consolidation.copies import CopiesController
    from app.controllers.consolidation.other_proposals import OtherProposalsController
    from app.controllers.editions import EditionsController
    from app.controllers.files.returned_copies import ReturnedCopiesController
    from app.controllers.new_base import NewBaseController
    from app.controllers.positions.brief import BriefController
    from app.controllers.printing import PrintingController
    from app.controllers.source_pages.check import PageCheckController
    from app.controllers.symbols import SymbolsController
    from app.controllers.window.help import HelpController


class WaitingControllers:
    """The controllers of one program, each made when it is first asked for."""

    context: Context
    open_library: OpenLibrary
    file_menu: FileMenuController
    problems: ProblemsController
    cited_text: CitedTextController
    _folder: Path
    """That of the settings."""

    @cached_property
    def new_base(self) -> NewBaseController:
        """The controller of moves to a new base."""
        from app.controllers.new_base import NewBaseController

        return NewBaseController(self.context, self.file_menu.versions.take_before)

    @cached_property
    def adoption(self) -> AdoptionController:
        """The controller of what was adopted."""
        from app.controllers.adoption import AdoptionController

        return AdoptionController(self.context, self.file_menu.versions, self.open_library, lambda: self.editions)

    @cached_property
    def returned_copies(self) -> ReturnedCopiesController:
        """The controller of several returned copies."""
        from app.controllers.files.returned_copies import ReturnedCopiesController

        return ReturnedCopiesController(self.context, self.file_menu.versions, self.copies.show)

    @cached_property
    def copies(self) -> CopiesController:
        """The controller of the window of returned copies."""
        from app.controllers.consolidation.copies import CopiesController

        return CopiesController(self.context)

    @cached_property
    def page_check(self) -> PageCheckController:
        """The controller of what was recognised in a PDF."""
        from app.controllers.source_pages.check import PageCheckController

        return PageCheckController(self.context, self.open_library.known_corrections, self._folder)

    @cached_property
    def printing(self) -> PrintingController:
        """The controller of printing, previews and PDF files."""
        from app.controllers.printing import PrintingController

        return PrintingController(self.context, self.file_menu.export)

    @cached_property
    def brief(self) -> BriefController:
        """The controller of the delegation's brief."""
        from app.controllers.positions.brief import BriefController

        return BriefController(self.context, self.printing)

    @cached_property
    def comparison(self) -> ComparisonController:
        """The controller of comparisons."""
        from app.controllers.comparison.comparison import ComparisonController

        return ComparisonController(self.context, self.printing)

    @cached_property
    def consolidation(self) -> ConsolidationController:
        """The controller of consolidations."""
        from app.controllers.consolidation.consolidation import ConsolidationController

        controller = ConsolidationController(self.context)
        controller.help_asked.connect(lambda: self.help.show_manual("consolidating"))
        return controller

    @cached_property
    def editions(self) -> EditionsController:
        """The controller of the table of editions."""
        from app.controllers.editions import EditionsController

        controller = EditionsController(self.context, self._folder)
        controller.rows_changed.connect(self.problems.live_preflight.start)
        return controller

    @cached_property
    def other_proposals(self) -> OtherProposalsController:
        """The controller of the proposals of others."""
        from app.controllers.consolidation.other_proposals import OtherProposalsController

        return OtherProposalsController(self.context)

    @cached_property
    def symbols(self) -> SymbolsController:
        """The controller of signs that no key types."""
        from app.controllers.symbols import SymbolsController

        return SymbolsController(self.context)

    @cached_property
    def help(self) -> HelpController:
        """The controller of the manual."""
        from app.controllers.window.help import HelpController

        return HelpController(self.context, self.cited_text.show_if_held)

    @cached_property
    def briefing(self) -> BriefingController:
        """The controller of excerpts and of the screen with one clause."""
        from app.controllers.briefing.controller import BriefingController

        return BriefingController(self.context, lambda: self.printing)
