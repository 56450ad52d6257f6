"""Builds the window and connects its parts. Only this module knows everybody."""

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

from app.actions import Actions
from app.commands import Commands
from app.commenting import Commenting
from app.context_menus import ContextMenus
from app.correcting import Correcting
from app.desk import APPLICATION, Desk
from app.desktop_keys import DesktopKeys
from app.dropping import Dropping
from app.finding import Finding
from app.focus import ShortcutFocus
from app.main_window import MainWindow
from app.own_name import OwnName
from app.parallel import Parallel
from app.problems import Problems
from app.reading import Reading
from app.recovery import state_folder
from app.referring import Referring
from app.reviewing import Reviewing
from app.safety import Safety
from app.session import Session
from app.settings import SettingsFile, config_folder
from app.spelling import Spelling
from app.structuring import Structuring
from app.submitting import Submitting
from model.submission import Submission
from widgets.dialogs import messages
from widgets.focus_ring import FocusRing
from widgets.projection import VIEWS
from widgets.themes import Themes

if TYPE_CHECKING:
    from app.comparing import Comparing
    from app.consolidating import Consolidating
    from app.editions import EditionsWork
    from app.helping import Helping
    from app.new_base import NewBase
    from app.others import OthersProposals
    from app.preferences import Preferences
    from app.printing import Printing
    from model.references.editions import Row

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
        self.finding = Finding(self.session, self.actions, self.window)
        self.commands = Commands(self.session, self.window.target, self.session)
        self.correcting = Correcting(self.actions, self.commands, self.window)
        self.menus = ContextMenus(self.actions, self.commands, self.window)
        self.structuring = Structuring(self.session, self.actions, self.commands, self.window, self.settings)
        self.referring = Referring(self.session, self.actions, self.window, self.settings)
        self.reading = Reading(self.session, self.actions, self.window, self.settings)
        self.desk = Desk(self.session, journals, self.window, self.settings)
        self.safety = Safety(self.session, self.actions, self.desk, self.window, self.settings)
        self.own_name = OwnName(self.session, self.actions, self.window, self.settings)
        take_version = self.safety.versions.take_before
        self.reviewing = Reviewing(self.session, self.actions, self.commands, self.window, take_version)
        self._folder = config or config_folder()
        self.parallel = Parallel(self.session, self.actions, self.desk, self.window)
        self.submitting = Submitting(self.session, self.actions, self.desk, self.window)
        self.problems = Problems(
            self.session, self.actions, self.commands, self.window, self.submitting, self._folder, self._own_rows,
            self.parallel.version,
        )  # fmt: skip
        self.parallel.other_changed.connect(self.problems.checking.start)
        self.problems.checking.file = lambda: self.desk.title
        self.safety.exports.may_export = self.problems.may_export
        self.commenting = Commenting(self.session, self.actions, self.window)
        self.spelling = Spelling(
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
        self._dropping = Dropping(self.desk, self.window, *(editor.viewport() for editor in editors))
        self._layout = layout
        self._connect()
        self.window.docks.restore(layout)
        QWidget.setTabOrder(self.window.tree, self.window.editor)
        QWidget.setTabOrder(self.window.editor, self.window.note)

    # -- what only waits for its actions: made when one of them is first wanted, no part of the first window

    @cached_property
    def new_base(self) -> NewBase:
        from app.new_base import NewBase

        take_version = self.safety.versions.take_before
        return NewBase(self.session, self.actions, self.desk, self.window, self.settings, take_version)

    @cached_property
    def printing(self) -> Printing:
        from app.printing import Printing

        return Printing(self.session, self.actions, self.desk, self.safety.exports, self.window, self.settings)

    @cached_property
    def comparing(self) -> Comparing:
        from app.comparing import Comparing

        return Comparing(self.session, self.actions, self.desk, self.window, self.settings, self.printing)

    @cached_property
    def consolidating(self) -> Consolidating:
        from app.consolidating import Consolidating

        made = Consolidating(self.session, self.actions, self.desk, self.window, self.settings)
        made.help_asked.connect(lambda: self.helping.show_manual("consolidating"))
        return made

    @cached_property
    def editions(self) -> EditionsWork:
        from app.editions import EditionsWork

        made = EditionsWork(self.session, self.actions, self.desk, self.window, self.settings, self._folder)
        made.rows_changed.connect(self.problems.checking.start)
        return made

    @cached_property
    def others(self) -> OthersProposals:
        from app.others import OthersProposals

        return OthersProposals(self.session, self.actions, self.desk, self.window, self.settings)

    @cached_property
    def preferences(self) -> Preferences:
        from app.preferences import Preferences

        return Preferences(self.session, self.actions, self.window, self.settings)

    @cached_property
    def helping(self) -> Helping:
        from app.helping import Helping

        return Helping(self.actions, self.window, self.safety)

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

    def _own_rows(self) -> tuple[Row, ...]:
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
        from widgets.undo_list import UndoList

        self.session.name_steps()
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
        from app.sample import sample_submission

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
        consolidating: Consolidating | None = vars(self).get("consolidating")
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
    application.setApplicationName(APPLICATION)
    application.setOrganizationName(APPLICATION)
    application.setApplicationDisplayName(APPLICATION)
    program = Program(state_folder(), QSettings())
    program.start(files, submission)
    gc.freeze()  # what stays is looked at no more: a collection in between would hold up a key
    gc.enable()
    if not files and submission is None and program.desk.title == SAMPLE:
        program.safety.welcome()
    return application.exec()
