"""The program: it makes the parts of the window and connects them. No other module knows all of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from app.controllers.brackets.decisions import BracketDecisionsController
from app.controllers.clauses.allocations import AllocationsController
from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.controllers.clauses.closing_marks import ClosingMarkReports
from app.controllers.clauses.provisions import ProvisionsController
from app.controllers.clauses.structure import RecognitionFixesController, StructureController
from app.controllers.comments import CommentsController
from app.controllers.conflicts import ConflictsController
from app.controllers.cuts import CutsController
from app.controllers.files.file_menu import FileMenuController, sample_title
from app.controllers.files.versions import VersionsController
from app.controllers.find import FindController
from app.controllers.language_versions import LanguageVersionsController
from app.controllers.layers import LayersController
from app.controllers.library.cited_text import CitedTextController
from app.controllers.library.lookup import LibraryLookupController
from app.controllers.library.open_library import OpenLibrary
from app.controllers.library.panel import LibraryPanelController
from app.controllers.library.published_library import PublishedLibraryController
from app.controllers.links import LinksController
from app.controllers.margin.cards import CardsController
from app.controllers.positions.panel import PositionsController
from app.controllers.problems.problems import ProblemsController
from app.controllers.references import ReferencesController
from app.controllers.review import ReviewController
from app.controllers.source_pages.panel import SourcePageController
from app.controllers.speech.speech import SpeechController
from app.controllers.spelling.spelling import SpellingController
from app.controllers.split_view import SplitViewController
from app.controllers.start.windows import WindowsController, windows_folder
from app.controllers.submission_form import SubmissionFormController
from app.controllers.typing_corrections import TypingCorrectionsController
from app.controllers.window.context_menus import ContextMenus
from app.controllers.window.first_page import FirstPageController
from app.controllers.window.only_proposals import OnlyProposalsController
from app.controllers.window.own_name import OwnName
from app.controllers.window.page_view import PageViewController
from app.controllers.window.text_actions import TextActions
from app.controllers.window.view_comfort import ViewComfortController
from app.session.open_submission import OpenSubmission
from app.session.session import Session
from app.user_data.settings import SettingsFile, config_folder
from app.waiting_controllers import WaitingControllers
from app.window.action_ids import ActionId
from app.window.actions import Actions
from app.window.context import Context
from app.window.desktop_keys import DesktopKeys
from app.window.drag_and_drop import DragAndDrop
from app.window.format_marks import FormatMarks
from app.window.identity import FileOpenEvents
from app.window.main_window import MainWindow
from app.window.shortcut_scope import ShortcutFocus
from model.message import Message
from model.submission.values import Submission
from widgets.common import accessible_rows
from widgets.common.store import MergeKey
from widgets.common.translation import say
from widgets.theme.focus_ring import FocusRing
from widgets.theme.themes import Themes

if TYPE_CHECKING:
    from app.controllers.consolidation.consolidation import ConsolidationController
    from app.controllers.library.edition_in_force import EditionInForce
    from app.controllers.library.file_import import CollectionOffer
    from app.controllers.library.library import LibraryController
    from app.controllers.speech.words import WordsController
    from app.controllers.start.controller import StartController
    from app.controllers.start.new_proposal import NewProposalController
    from app.controllers.start.restart import RestartController, WindowState
    from app.controllers.start.tour import TourController
    from app.controllers.window.preferences import PreferencesController
    from model.files.opening import OpenedFile
    from model.preflight.finding import Finding
    from model.references.editions import EditionRow, Editions
    from model.submission.transactions import Transaction
    from widgets.margin.open_card import CardAct


class Program(WaitingControllers):
    """The parts of the running program, connected."""

    def __init__(self, journals: Path, layout: QSettings, author: str = "", config: Path | None = None) -> None:
        """`journals` and `config` are folders; the library is in the latter, if given. `layout` keeps the layout of the
        window. `author` takes precedence over the name in the settings."""
        self._layout = layout
        self._folder = config or config_folder()
        self.settings = SettingsFile(self._folder, self._tell)
        user_folder, published = config / "library" if config is not None else None, self.settings.value.library
        self.open_library = OpenLibrary(user_folder, published=Path(published) if published else None)
        self.session = Session(Submission(), author or self.settings.value.author, complete=self._complete)
        self.actions = Actions(self.session.stack, self.session)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        accessible_rows.install()
        themes = Themes(application, self.session)
        self.settings.follow(lambda settings: themes.show(settings.theme))  # first: a window that exists is repainted
        self.window = MainWindow(self.session, self.actions, self._may_close)
        self.session.setParent(self.window)  # else Qt keeps it, its actions and what their slots hold for ever
        self.open_submission = OpenSubmission(self.session, journals, self.window, self.settings)
        self.context = Context(self.session, self.actions, self.open_submission, self.window, self.settings)
        self.clause_commands = ClauseCommandsController(self.session, self.window.target, self.session)
        self._make_controllers(self.context)
        self._connect()
        self._ring = FocusRing(application, self.window)
        self._keys = DesktopKeys(self.window)
        editors = (self.window.editor, self.window.note)
        self._focus = ShortcutFocus(self.actions, editors, self.window)
        self._dropping = DragAndDrop(
            self.open_submission,
            self.window,
            lambda zips: self.library.importer.add(zips, self.window),
            *(editor.viewport() for editor in editors),
        )
        self._opening = FileOpenEvents(application, self._dropping) if sys.platform == "darwin" else None
        self.window.panels.restore(layout)
        QWidget.setTabOrder(self.window.tree, self.window.editor)
        QWidget.setTabOrder(self.window.editor, self.window.note)
        QWidget.setTabOrder(self.window.note, self.window.panes.pane)

    def _make_controllers(self, context: Context) -> None:
        """Makes everything that the first window shows, in the order of the panels and of the signs."""
        commands, versions = self.clause_commands, VersionsController(context)
        self.find = FindController(context)
        self.recognition_fixes = RecognitionFixesController(context, commands)
        self.menus = ContextMenus(context, commands)
        self.text_actions = TextActions(context, commands)
        self.format_marks = FormatMarks(context)
        self.structure = StructureController(context, commands)
        self.provisions = ProvisionsController(context, commands)
        self.allocations = AllocationsController(context, commands)
        self.closing_marks = ClosingMarkReports(context)
        self.references = ReferencesController(context)
        self.view_comfort = ViewComfortController(context)
        self.page_view = PageViewController(context)
        self.first_page = FirstPageController(context, self.page_view)
        self.own_name = OwnName(context)
        self.review = ReviewController(context, commands, versions.take_before)
        self.language_versions = LanguageVersionsController(context)
        self.submission_form = SubmissionFormController(context)
        self.published_library = PublishedLibraryController(context, self.open_library)
        self.library_lookup = LibraryLookupController(context, self.open_library)
        version, lookup = self.language_versions.version, self.library_lookup.lookup
        self.problems = ProblemsController(context, commands, self.submission_form, self._folder, self._own_rows, version, lookup)
        may_export, compare = self.problems.may_export, self._compare_file
        self.file_menu = FileMenuController(context, versions, may_export, self._kept_name, compare)
        self.comments = CommentsController(context)
        self.brackets = BracketDecisionsController(context, commands)
        self.conflicts = ConflictsController(context)
        self.layers = LayersController(context, commands, versions.take_before)
        self.positions = PositionsController(context, commands, self.brackets.shown)
        self.cuts = CutsController(context, commands)
        self.only_proposals = OnlyProposalsController(context, self.cuts.places)
        self.split_view = SplitViewController(context, self.language_versions, self.brackets.shown, self._layout)
        parts = (self.comments, self.review, self.problems, self.find)
        self.cards = CardsController(context, *parts, self._remedies, self.positions.ask_on_amendments)
        self.windows = WindowsController(context, windows_folder(self.open_submission.journals))
        self.links = LinksController(context)
        self.library_panel = LibraryPanelController(context, lambda: self.library)
        self.source_page = SourcePageController(context)
        self.open_submission.check_read = self._check_read
        self.cited_text = CitedTextController(context, self.open_library, lambda: self.library)
        self.speech = SpeechController(context, self.cards, self.cited_text)
        self.typing_corrections = TypingCorrectionsController(context)
        self.spelling = SpellingController(context, lambda: tuple(self.problems.terms.newer.values()))

    def _check_read(self, opened: OpenedFile) -> OpenedFile | None:
        from model.files.opening import most_texts

        is_collection = opened.kind != "project" and most_texts(opened.submission) > 1
        taken = self.collection_offer.check(opened) if is_collection else opened
        return self.page_check.check(taken) if taken is not None and taken.places is not None else taken

    # -- what only waits for its actions: made when one of them is first wanted, no part of the first window

    def _remedies(self, finding: Finding) -> Sequence[CardAct]:
        return self.edition_in_force.remedies(finding)

    @cached_property
    def edition_in_force(self) -> EditionInForce:
        """What is done with a proposal on an edition that is not in force."""
        from app.controllers.library.edition_in_force import EditionInForce

        return EditionInForce(self.context, self.open_library, self._known_editions, lambda: self.new_base)

    @cached_property
    def collection_offer(self) -> CollectionOffer:
        """The controller of files of several texts."""
        from app.controllers.library.file_import import CollectionOffer

        return CollectionOffer(self.context, self.open_library, lambda: self.library.importer)

    @cached_property
    def library(self) -> LibraryController:
        """The controller of the library."""
        from app.controllers.library.library import LibraryController

        others = (lambda: self.new_proposal, lambda: self.comparison, lambda: self.help.show_manual("library"))
        return LibraryController(self.context, self.open_library, self.published_library, *others)

    @cached_property
    def preferences(self) -> PreferencesController:
        """The controller of the settings."""
        from app.controllers.window.preferences import PreferencesController

        controller = PreferencesController(self.context)
        controller.language_changed.connect(self.restart.restart)
        return controller

    @cached_property
    def restart(self) -> RestartController:
        """The controller that reopens the window."""
        from app.controllers.start.restart import RestartController

        return RestartController(
            self.context, self.windows, self.file_menu.crash_recovery, self._others_may_close, self.file_menu.open_sample
        )

    def _kept_name(self, path: str) -> str:
        return self.start_page.kept_name(path)

    @cached_property
    def start_page(self) -> StartController:
        """The controller of the start page."""
        from app.controllers.start.controller import StartController
        from app.controllers.start.first_pages import cache_folder

        cache = cache_folder() if self._folder == config_folder() else self._folder / "first-pages"
        recovery = self.file_menu.crash_recovery
        return StartController(self.context, cache, lambda: recovery.left, recovery.offer, lambda: self.restart)

    @cached_property
    def new_proposal(self) -> NewProposalController:
        """The controller of new proposals."""
        from app.controllers.library.text_offers import TextOffers
        from app.controllers.start.new_proposal import NewProposalController

        texts = TextOffers(self.context, self.open_library, self._own_rows)
        return NewProposalController(self.context, self.windows, self.own_name, self._known_editions, texts)

    @cached_property
    def tour(self) -> TourController:
        """The controller of the tour."""
        from app.controllers.start.tour import TourController

        return TourController(self.context, self.windows, self.file_menu.open_sample)

    @cached_property
    def words(self) -> WordsController:
        """The controller of the text in words."""
        from app.controllers.speech.words import WordsController

        return WordsController(self.context, self.cards.frame)

    def _connect_later(self) -> None:
        made_by = self.actions.made_by
        made_by(lambda: self.words, ActionId.MARKUP_IN_WORDS)
        made_by(lambda: self.new_base, ActionId.NEW_BASE)
        made_by(lambda: self.adoption, ActionId.ADOPT)
        briefing = (ActionId.EXCERPT, ActionId.SCREEN, ActionId.LINES_BY_PAGE, ActionId.LINES_THROUGH)
        made_by(lambda: self.briefing, *briefing)
        if self.settings.value.line_numbers:
            _ = self.briefing  # it numbers the lines
        made_by(lambda: self.printing, ActionId.PRINT, ActionId.PRINT_PREVIEW, ActionId.EXPORT_PDF)
        made_by(lambda: self.brief, ActionId.BRIEF)
        made_by(lambda: self.comparison, ActionId.COMPARE)
        made_by(lambda: self.consolidation, ActionId.CONSOLIDATE)
        made_by(lambda: self.returned_copies, ActionId.COMBINE)
        made_by(lambda: self.editions, ActionId.EDITIONS)
        made_by(lambda: self.library, ActionId.LIBRARY)
        made_by(lambda: self.other_proposals, ActionId.OTHERS, ActionId.FORGET_OTHERS)
        made_by(lambda: self.preferences, ActionId.SETTINGS)
        made_by(lambda: self.help, ActionId.MANUAL, ActionId.SHORTCUTS, ActionId.ABOUT)
        made_by(lambda: self.start_page, ActionId.START_PAGE)
        made_by(lambda: self.new_proposal, ActionId.NEW)
        made_by(lambda: self.tour, ActionId.TOUR)
        made_by(lambda: self.symbols, ActionId.SYMBOL)
        self.file_menu.versions.compare_asked.connect(self._compare_version)

    def _own_rows(self) -> tuple[EditionRow, ...]:
        return self.editions.rows()

    def _known_editions(self) -> Editions:
        from model.preflight.rules import known_editions

        return known_editions(self._own_rows(), self.library_lookup.lookup().library_rows)

    def _compare_version(self, name: str) -> None:
        self.comparison.open_version(name)

    def _compare_file(self, path: Path) -> None:
        self.comparison.open_file(path)

    def start(
        self, files: Sequence[str], submission: Submission | None = None, *, page: bool = False, left: WindowState | None = None
    ) -> None:
        """Shows the window on what another window `left`, on a file, on what a crash left, on a submission, with `page` on the
        start page, else on the sample. Each further file gets a window of its own."""
        page = page and submission is None
        if page and not files and (left is None or not left.journal):
            self.start_page.show()
        self.window.show()
        opened, waiting = left is not None and self.restart.go_on(left), [Path(name) for name in files]
        if left is None:
            opened = self.file_menu.crash_recovery.offer()
        if not opened and waiting:
            opened = self.open_submission.open(waiting.pop(0))
        if not opened and submission is not None:
            self.open_submission.show_unsaved(submission, sample_title())
        elif not opened and page:
            self.start_page.show()
        elif not opened:
            self.file_menu.open_sample()
        if opened or not page:
            self.window.editor.setFocus()
        for path in waiting:
            self.windows.elsewhere(path)

    def _connect(self) -> None:
        window, open_submission = self.window, self.open_submission
        open_submission.message.connect(window.tell)
        self.find.much_replaced.connect(lambda: self.file_menu.versions.take_before(Message.of("Before replacing all")))
        self.language_versions.other_changed.connect(self.problems.live_preflight.start)
        self.problems.live_preflight.followed.connect(self.library_lookup.look)
        for source in (self.library_lookup, self.published_library):
            source.changed.connect(self.problems.live_preflight.start)
        window.tree.activated.connect(lambda _index: window.editor.setFocus())
        for editor in (window.editor, window.note):
            editor.transfer.run_work = open_submission.work
            editor.edits.intents.in_slices = open_submission.work_in_slices
        self._connect_later()

    def _tell(self, sentence: Message) -> None:
        self.window.tell(say(sentence))

    def _complete(self, transaction: Transaction, merge: MergeKey | None) -> tuple[Transaction, MergeKey | None]:
        return self.references.complete(transaction, merge)

    def _others_may_close(self) -> bool:
        """Whether the windows beside this one may be closed."""
        consolidation: ConsolidationController | None = vars(self).get("consolidation")
        return consolidation is None or consolidation.may_close()

    def _may_close(self) -> bool:
        if not self.open_submission.may_close() or not self._others_may_close():
            return False
        consolidation: ConsolidationController | None = vars(self).get("consolidation")
        if consolidation is not None:
            consolidation.close()
        self.view_comfort.set_focus_mode(False)
        start_page: StartController | None = vars(self).get("start_page")
        if start_page is not None:
            start_page.hide()
            start_page.close()
        self.windows.leave()
        self.window.panels.keep(self._layout)
        self.open_submission.close()
        return True
