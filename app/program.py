"""The program: it makes the parts of the window and connects them. No other module knows all of them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.controllers.clause_commands import ClauseCommandsController
from app.controllers.comments import CommentsController
from app.controllers.file_menu import FileMenuController
from app.controllers.find import FindController
from app.controllers.language_versions import LanguageVersionsController
from app.controllers.own_name import OwnName
from app.controllers.problems import ProblemsController
from app.controllers.recognition_fixes import RecognitionFixesController
from app.controllers.references import ReferencesController
from app.controllers.review import ReviewController
from app.controllers.spelling import SpellingController
from app.controllers.structure import StructureController
from app.controllers.submission_form import SubmissionFormController
from app.controllers.view_comfort import ViewComfortController
from app.session.open_submission import OpenSubmission
from app.session.recovery import state_folder
from app.session.session import Session
from app.user_data.settings import SettingsFile, config_folder
from app.window.actions import Actions
from app.window.context_menus import ContextMenus
from app.window.desktop_keys import DesktopKeys
from app.window.drag_and_drop import DragAndDrop
from app.window.identity import FileOpenEvents, introduce
from app.window.main_window import MainWindow
from app.window.shortcut_scope import ShortcutFocus
from model.submission.values import Submission
from widgets.dialogs import messages
from widgets.editor.projection import VIEWS
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

SAMPLE = "Sample"


class Program:
    """The parts of the running program, connected."""

    def __init__(self, journals: Path, layout: QSettings, author: str = "", config: Path | None = None) -> None:
        """`journals` and `config` are folders; `layout` remembers how the window stood; `author` goes before the name in
        the settings."""
        self.settings = SettingsFile(config or config_folder(), self._tell)
        self.session = Session(Submission(), author or self.settings.value.author)
        self.actions = Actions(self.session.stack, self.session)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        themes = Themes(application, self.session)
        self.settings.follow(lambda settings: themes.show(settings.theme))  # first: a window that is there is painted anew
        self.window = MainWindow(self.session, self.actions)
        self.finding = FindController(self.session, self.actions, self.window)
        self.commands = ClauseCommandsController(self.session, self.window.target, self.session)
        self.correcting = RecognitionFixesController(self.actions, self.commands, self.window)
        self.menus = ContextMenus(self.actions, self.commands, self.window)
        self.structuring = StructureController(self.session, self.actions, self.commands, self.window, self.settings)
        self.referring = ReferencesController(self.session, self.actions, self.window, self.settings)
        self.reading = ViewComfortController(self.session, self.actions, self.window, self.settings)
        self.desk = OpenSubmission(self.session, journals, self.window, self.settings)
        self.safety = FileMenuController(self.session, self.actions, self.desk, self.window, self.settings)
        self.own_name = OwnName(self.session, self.actions, self.window, self.settings)
        take_version = self.safety.versions.take_before
        self.reviewing = ReviewController(self.session, self.actions, self.commands, self.window, take_version)
        self._folder = config or config_folder()
        self.parallel = LanguageVersionsController(self.session, self.actions, self.desk, self.window)
        self.submitting = SubmissionFormController(self.session, self.actions, self.desk, self.window)
        self.problems = ProblemsController(
            self.session, self.actions, self.commands, self.window, self.submitting, self._folder, self._own_rows,
            self.parallel.version,
        )  # fmt: skip
        self.parallel.other_changed.connect(self.problems.checking.start)
        self.problems.checking.file = lambda: self.desk.title
        self.safety.exports.may_export = self.problems.may_export
        self.commenting = CommentsController(self.session, self.actions, self.window)
        self.spelling = SpellingController(
            self.session, self.actions, self.window, self.settings, lambda: tuple(self.problems.terms.newer.values())
        )
        editors = (self.window.editor, self.window.note)
        for editor in editors:
            editor.at_work = self.desk.work
            editor.set_in_slices(self.desk.work_in_slices)
        self.finding.in_slices = self.desk.work_in_slices
        self._ring = FocusRing(application, self.window)
        self._keys = DesktopKeys(self.window)
        self._focus = ShortcutFocus(self.actions, editors, self.window)
        self._dropping = DragAndDrop(self.desk, self.window, *(editor.viewport() for editor in editors))
        self._opening = FileOpenEvents(application, self._dropping)
        self._layout = layout
        self._connect()
        self.window.docks.restore(layout)
        QWidget.setTabOrder(self.window.tree, self.window.editor)
        QWidget.setTabOrder(self.window.editor, self.window.note)

    # -- what only waits for its actions: made when one of them is first wanted, no part of the first window

    @cached_property
    def new_base(self) -> NewBaseController:
        from app.controllers.new_base import NewBaseController

        take_version = self.safety.versions.take_before
        return NewBaseController(self.session, self.actions, self.desk, self.window, self.settings, take_version)

    @cached_property
    def printing(self) -> PrintingController:
        from app.controllers.printing import PrintingController

        return PrintingController(self.session, self.actions, self.desk, self.safety.exports, self.window, self.settings)

    @cached_property
    def comparing(self) -> ComparisonController:
        from app.controllers.comparison import ComparisonController

        return ComparisonController(self.session, self.actions, self.desk, self.window, self.settings, self.printing)

    @cached_property
    def consolidating(self) -> ConsolidationController:
        from app.controllers.consolidation import ConsolidationController

        made = ConsolidationController(self.session, self.actions, self.desk, self.window, self.settings)
        made.help_asked.connect(lambda: self.helping.show_manual("consolidating"))
        return made

    @cached_property
    def editions(self) -> EditionsController:
        from app.controllers.editions import EditionsController

        made = EditionsController(self.session, self.actions, self.desk, self.window, self.settings, self._folder)
        made.rows_changed.connect(self.problems.checking.start)
        return made

    @cached_property
    def others(self) -> OtherProposalsController:
        from app.controllers.other_proposals import OtherProposalsController

        return OtherProposalsController(self.session, self.actions, self.desk, self.window, self.settings)

    @cached_property
    def preferences(self) -> PreferencesController:
        from app.controllers.preferences import PreferencesController

        return PreferencesController(self.session, self.actions, self.window, self.settings)

    @cached_property
    def helping(self) -> HelpController:
        from app.controllers.help import HelpController

        return HelpController(self.actions, self.window, self.safety)

    def _connect_later(self) -> None:
        made_by = self.actions.made_by
        made_by(lambda: self.new_base, "new base")
        made_by(lambda: self.printing, "print", "print preview", "export pdf")
        made_by(lambda: self.comparing, "compare")
        made_by(lambda: self.consolidating, "consolidate")
        made_by(lambda: self.editions, "editions")
        made_by(lambda: self.others, "others", "forget others")
        made_by(lambda: self.preferences, "settings")
        made_by(lambda: self.helping, "manual", "shortcuts", "first page", "about")
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
            opened = self.desk.open(left.pop(0))
        if not opened:
            self.desk.put(submission or self._sample(), SAMPLE)
        self.window.editor.setFocus()
        self._tell_of(left)

    def _tell_of(self, left: Sequence[Path]) -> None:
        """Says which of the named files do not lie on the desk."""
        here = self.desk.keeper.path if self.desk.keeper is not None else None
        names = [path.name for path in left if here is None or os.path.realpath(path) != os.path.realpath(here)]
        if names:
            told = self.window.tr("A window holds one document; not opened: {names}.")
            self._tell(told.format(names=", ".join(names)))

    def _connect(self) -> None:
        window, commands, desk = self.window, self.commands, self.desk
        commands.refused.connect(window.tell)
        commands.went_to.connect(window.go_to)
        desk.told.connect(window.tell)
        self.finding.much_replaced.connect(lambda: self.safety.versions.take_before(window.tr("replacing all")))
        window.may_close = self._may_close
        for editor in (window.editor, window.note):
            editor.level_asked.connect(commands.change_level)
        window.tree.delete_asked.connect(commands.delete)
        window.tree.insert_asked.connect(commands.insert_after)
        window.tree.activated.connect(lambda _index: window.editor.setFocus())
        self._connect_file()
        self._connect_text()
        self._connect_clause()
        self._connect_later()

    def _connect_file(self) -> None:
        connect, desk = self.actions.connect_to, self.desk
        connect("open", desk.ask_and_open)
        connect("sample", self._open_sample)
        connect("save", desk.save)
        connect("save as", desk.save_as)
        connect("quit", self.window.close)

    def _connect_text(self) -> None:
        connect, window, commands = self.actions.connect_to, self.window, self.commands
        for name, of_field, of_editor in (
            ("cut", "cut", "cut_text"),
            ("copy", "copy", "copy"),
            ("paste", "paste", "paste"),
            ("select all", "selectAll", "selectAll"),
        ):
            connect(name, partial(self._where_the_focus_is, of_field, of_editor))
        for name in ("bold", "italic", "underline", "superscript"):
            connect(name, partial(commands.toggle, name))
        for name, sign in (("no-break space", "\u00a0"), ("no-break hyphen", "\u2011")):
            connect(name, partial(self._type, sign))
        for view in VIEWS:
            connect(view, partial(window.show_view, view))
        connect("undo list", self._show_undo_list)
        connect("next pane", window.next_pane)
        connect("footnote", self._insert_footnote)
        connect("show footnote", self._show_footnote)
        window.note_pane.shown.connect(self.actions["show footnote"].setChecked)

    def _type(self, sign: str) -> None:
        self.window.focused_editor().type_text(sign)

    def _show_undo_list(self) -> None:
        from widgets.window.undo_list import UndoList

        box = UndoList(self.session.stack, self.window)
        box.finished.connect(box.deleteLater)
        box.open()

    def _where_the_focus_is(self, of_field: str, of_editor: str) -> None:
        """The clipboard of the field that has the focus, else of the text."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit):
            getattr(focused, of_field)()
        else:
            getattr(self.window.focused_editor(), of_editor)()

    def _connect_clause(self) -> None:
        connect, commands = self.actions.connect_to, self.commands
        connect("delete clause", commands.delete)
        connect("restore", commands.restore)
        connect("join", commands.join)
        connect("promote", lambda: commands.change_level(-1))
        connect("demote", lambda: commands.change_level(1))
        connect("move up", lambda: commands.move(-1))
        connect("move down", lambda: commands.move(1))
        connect("label", self._set_label)
        connect("unlabel", lambda: commands.set_label(None))
        connect("make call", lambda: commands.set_kind("call"))
        connect("make lettered", lambda: commands.set_kind("paragraph", "letter"))
        connect("make numbered", lambda: commands.set_kind("paragraph", "decimal"))
        connect("make plain", lambda: commands.set_kind("paragraph", "none"))
        connect("make heading", lambda: commands.set_kind("heading"))
        connect("make annex", lambda: commands.set_kind("annex"))

    def _tell(self, sentence: str) -> None:
        self.window.tell(sentence)

    def _sample(self) -> Submission:
        from app.session.sample import sample_submission

        return sample_submission()

    def _open_sample(self) -> None:
        if self.desk.may_close():
            self.desk.put(self._sample(), SAMPLE)

    def _set_label(self) -> None:
        window = self.window
        label = messages.ask_for_text(window, window.tr("Label"), window.tr("The label of this clause, such as a)bis:"))
        if label:
            self.commands.set_label(label)

    def _insert_footnote(self) -> None:
        window = self.window
        words = messages.ask_for_text(window, window.tr("Footnote"), window.tr("The text of the footnote:"))
        if words:
            self.commands.insert_note(words)

    def _show_footnote(self) -> None:
        story, shown = self.commands.note_here(), self.window.note_pane.isVisible()
        if shown and story in (None, self.window.note.story):
            self.window.leave_note()
        elif story is None:
            self.window.tell(self.window.tr("Put the caret beside the mark of a footnote first."))
        else:
            self.window.show_note(story)
            self.window.note.setFocus()
        self.actions["show footnote"].setChecked(not self.window.note_pane.isHidden())

    def _may_close(self) -> bool:
        consolidating: ConsolidationController | None = vars(self).get("consolidating")
        if not self.desk.may_close() or (consolidating is not None and not consolidating.may_close()):
            return False
        if consolidating is not None:
            consolidating.close()
        self.reading.set_focus_mode(False)
        self.window.docks.keep(self._layout)
        self.desk.close()
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
    if not files and submission is None and program.desk.title == SAMPLE:
        program.safety.welcome()
    return application.exec()
