"""The program: it makes the parts of the window and connects them. No other module knows all of them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from app.controllers.clause_commands import ClauseCommandsController
from app.controllers.comments import CommentsController
from app.controllers.file_menu import SAMPLE, FileMenuController
from app.controllers.find import FindController
from app.controllers.language_versions import LanguageVersionsController
from app.controllers.margin.cards import CardsController
from app.controllers.own_name import OwnName
from app.controllers.problems import ProblemsController
from app.controllers.recognition_fixes import RecognitionFixesController
from app.controllers.references import ReferencesController
from app.controllers.review import ReviewController
from app.controllers.spelling import SpellingController
from app.controllers.structure import StructureController
from app.controllers.submission_form import SubmissionFormController
from app.controllers.versions import VersionsController
from app.controllers.view_comfort import ViewComfortController
from app.session.open_submission import OpenSubmission
from app.session.recovery import state_folder
from app.session.session import Session
from app.user_data.settings import SettingsFile, config_folder
from app.window.action_ids import ActionId
from app.window.actions import Actions
from app.window.context import Context
from app.window.context_menus import ContextMenus
from app.window.desktop_keys import DesktopKeys
from app.window.drag_and_drop import DragAndDrop
from app.window.identity import FileOpenEvents, introduce
from app.window.main_window import MainWindow
from app.window.shortcut_scope import ShortcutFocus
from app.window.text_actions import TextActions
from model.submission.values import Submission
from widgets.common.store import MergeKey
from widgets.theme.focus_ring import FocusRing
from widgets.theme.themes import Themes

if TYPE_CHECKING:
    from app.controllers.comparison import ComparisonController
    from app.controllers.consolidation import ConsolidationController
    from app.controllers.editions import EditionsController
    from app.controllers.help import HelpController
    from app.controllers.new_base import NewBaseController
    from app.controllers.other_proposals import OtherProposalsController
    from app.controllers.preferences import PreferencesController
    from app.controllers.printing import PrintingController
    from model.references.editions import EditionRow
    from model.submission.transactions import Transaction


class Program:
    """The parts of the running program, connected."""

    def __init__(self, journals: Path, layout: QSettings, author: str = "", config: Path | None = None) -> None:
        """`journals` and `config` are folders; `layout` remembers how the window stood; `author` goes before the name in
        the settings."""
        self._layout = layout
        self._folder = config or config_folder()
        self.settings = SettingsFile(self._folder, self._tell)
        self.session = Session(Submission(), author or self.settings.value.author, complete=self._complete)
        self.actions = Actions(self.session.stack, self.session)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        themes = Themes(application, self.session)
        self.settings.follow(lambda settings: themes.show(settings.theme))  # first: a window that is there is painted anew
        self.window = MainWindow(self.session, self.actions, self._may_close)
        self.open_submission = OpenSubmission(self.session, journals, self.window, self.settings)
        self.context = Context(self.session, self.actions, self.open_submission, self.window, self.settings)
        self.commands = ClauseCommandsController(self.session, self.window.target, self.session)
        self._make_controllers(self.context)
        self._connect()
        self._ring = FocusRing(application, self.window)
        self._keys = DesktopKeys(self.window)
        editors = (self.window.editor, self.window.note)
        self._focus = ShortcutFocus(self.actions, editors, self.window)
        self._dropping = DragAndDrop(self.open_submission, self.window, *(editor.viewport() for editor in editors))
        self._opening = FileOpenEvents(application, self._dropping)
        self.window.docks.restore(layout)
        QWidget.setTabOrder(self.window.tree, self.window.editor)
        QWidget.setTabOrder(self.window.editor, self.window.note)
        QWidget.setTabOrder(self.window.note, self.cards.margin)

    def _make_controllers(self, context: Context) -> None:
        """Makes what the first window shows, in the order in which panels stand and signs follow each other."""
        commands, versions = self.commands, VersionsController(context)
        self.finding = FindController(context)
        self.correcting = RecognitionFixesController(context, commands)
        self.menus = ContextMenus(context, commands)
        self.text_actions = TextActions(context, commands)
        self.structuring = StructureController(context, commands)
        self.referring = ReferencesController(context)
        self.reading = ViewComfortController(context)
        self.own_name = OwnName(context)
        self.reviewing = ReviewController(context, commands, versions.take_before)
        self.parallel = LanguageVersionsController(context)
        self.submitting = SubmissionFormController(context)
        self.problems = ProblemsController(
            context, commands, self.submitting, self._folder, self._own_rows, self.parallel.version
        )
        self.safety = FileMenuController(context, versions, self.problems.may_export)
        self.commenting = CommentsController(context)
        self.cards = CardsController(context, commands, self.commenting, self.reviewing, self.problems, self.finding)
        self.spelling = SpellingController(context, lambda: tuple(self.problems.terms.newer.values()))

    # -- what only waits for its actions: made when one of them is first wanted, no part of the first window

    @cached_property
    def new_base(self) -> NewBaseController:
        """The controller of moves to a new base."""
        from app.controllers.new_base import NewBaseController

        return NewBaseController(self.context, self.safety.versions.take_before)

    @cached_property
    def printing(self) -> PrintingController:
        """The controller of printing, previews and PDF files."""
        from app.controllers.printing import PrintingController

        return PrintingController(self.context, self.safety.exports)

    @cached_property
    def comparing(self) -> ComparisonController:
        """The controller of comparisons."""
        from app.controllers.comparison import ComparisonController

        return ComparisonController(self.context, self.printing)

    @cached_property
    def consolidating(self) -> ConsolidationController:
        """The controller of consolidations."""
        from app.controllers.consolidation import ConsolidationController

        made = ConsolidationController(self.context)
        made.help_asked.connect(lambda: self.helping.show_manual("consolidating"))
        return made

    @cached_property
    def editions(self) -> EditionsController:
        """The controller of the table of editions."""
        from app.controllers.editions import EditionsController

        made = EditionsController(self.context, self._folder)
        made.rows_changed.connect(self.problems.checking.start)
        return made

    @cached_property
    def others(self) -> OtherProposalsController:
        """The controller of the proposals of others."""
        from app.controllers.other_proposals import OtherProposalsController

        return OtherProposalsController(self.context)

    @cached_property
    def preferences(self) -> PreferencesController:
        """The controller of the settings."""
        from app.controllers.preferences import PreferencesController

        return PreferencesController(self.context)

    @cached_property
    def helping(self) -> HelpController:
        """The controller of the manual."""
        from app.controllers.help import HelpController

        return HelpController(self.context, self.safety)

    def _connect_later(self) -> None:
        made_by = self.actions.made_by
        made_by(lambda: self.new_base, ActionId.NEW_BASE)
        made_by(lambda: self.printing, ActionId.PRINT, ActionId.PRINT_PREVIEW, ActionId.EXPORT_PDF)
        made_by(lambda: self.comparing, ActionId.COMPARE)
        made_by(lambda: self.consolidating, ActionId.CONSOLIDATE)
        made_by(lambda: self.editions, ActionId.EDITIONS)
        made_by(lambda: self.others, ActionId.OTHERS, ActionId.FORGET_OTHERS)
        made_by(lambda: self.preferences, ActionId.SETTINGS)
        made_by(lambda: self.helping, ActionId.MANUAL, ActionId.SHORTCUTS, ActionId.FIRST_PAGE, ActionId.ABOUT)
        self.safety.versions.compare_asked.connect(self._compare_version)

    def _own_rows(self) -> tuple[EditionRow, ...]:
        return self.editions.rows()

    def _compare_version(self, name: str) -> None:
        self.comparing.open_version(name)

    def start(self, files: Sequence[str], submission: Submission | None = None) -> None:
        """Shows the window on a file, on what a crash left, on a submission, or on the sample."""
        self.window.show()
        opened, left = self.safety.recovering.offer(), [Path(name) for name in files]
        if not opened and left:
            opened = self.open_submission.open(left.pop(0))
        if not opened and submission is not None:
            self.open_submission.show_unsaved(submission, SAMPLE)
        elif not opened:
            self.safety.open_sample()
        self.window.editor.setFocus()
        self._tell_of(left)

    def _tell_of(self, left: Sequence[Path]) -> None:
        """Says which of the named files are not open."""
        here = self.open_submission.persistence.path if self.open_submission.persistence is not None else None
        names = [path.name for path in left if here is None or os.path.realpath(path) != os.path.realpath(here)]
        if names:
            told = self.window.tr("A window holds one document; not opened: {names}.")
            self._tell(told.format(names=", ".join(names)))

    def _connect(self) -> None:
        window, open_submission = self.window, self.open_submission
        open_submission.message.connect(window.tell)
        self.finding.much_replaced.connect(lambda: self.safety.versions.take_before(window.tr("replacing all")))
        self.parallel.other_changed.connect(self.problems.checking.start)
        window.tree.activated.connect(lambda _index: window.editor.setFocus())
        for editor in (window.editor, window.note):
            editor.at_work = open_submission.work
            editor.set_in_slices(open_submission.work_in_slices)
        self._connect_later()

    def _tell(self, sentence: str) -> None:
        self.window.tell(sentence)

    def _complete(self, made: Transaction, merge: MergeKey | None) -> tuple[Transaction, MergeKey | None]:
        return self.referring.complete(made, merge)

    def _may_close(self) -> bool:
        consolidating: ConsolidationController | None = vars(self).get("consolidating")
        if not self.open_submission.may_close() or (consolidating is not None and not consolidating.may_close()):
            return False
        if consolidating is not None:
            consolidating.close()
        self.reading.set_focus_mode(False)
        self.window.docks.keep(self._layout)
        self.open_submission.close()
        return True


def run(files: Sequence[str], submission: Submission | None = None) -> int:
    """Opens the window and gives the exit status when it is closed."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    introduce(application)
    program = Program(state_folder(), QSettings())
    program.start(files, submission)
    gc.freeze()  # what stays is looked at no more: a collection in between would hold up a key
    gc.enable()
    if not files and submission is None and program.open_submission.title == SAMPLE:
        program.safety.welcome()
    return application.exec()
