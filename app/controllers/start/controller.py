"""The start page in the window: recent documents, looked at by a process of its own, and the way from there to a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QDate, QLocale, QObject, QProcess, QTimer
from PySide6.QtGui import QAction

from app.controllers.start.first_pages import FileFacts, kept_name
from app.session.recovery import UnsavedJournal
from app.window.action_ids import ActionId
from app.window.context import Context
from model.message import from_json
from model.storage.own_command import FIRST_PAGES, own_command
from resources.catalogues import languages
from widgets.common.names import local_time, shown_folder
from widgets.common.translation import counted, say, window_language
from widgets.start.recent_list import RecentEntry
from widgets.start.start_card import StartAction
from widgets.start.start_page import StartPage

if TYPE_CHECKING:
    from app.controllers.start.restart import RestartController

LOOK_AFTER = 60
"""Milliseconds after which the files are looked at, so that the page is there first."""
WITHOUT_TEXT = (
    ActionId.NEW, ActionId.OPEN, ActionId.RECENT, ActionId.SAMPLE, ActionId.COMPARE, ActionId.CONSOLIDATE, ActionId.QUIT,
    ActionId.LIBRARY, ActionId.SETTINGS, ActionId.COMMANDS, ActionId.NAME, ActionId.NEW_WINDOW, ActionId.CLOSE_WINDOW,
    ActionId.MANUAL, ActionId.SHORTCUTS, ActionId.START_PAGE, ActionId.TOUR, ActionId.TREATY_SAMPLE, ActionId.ABOUT,
)  # fmt: skip
"""The actions that are available without a text."""
_LEFT = "left:"
"""Before the name of a journal: the key of a document that a crash left."""


class StartController(QObject):
    """Shows the page and goes away from it when a document is open.

    cache: the folder of the pictures
    left: the documents that a crash left and that were not brought back when that was offered
    recover: offers them once more
    restart: returns the controller that reopens the window in another language
    """

    def __init__(
        self,
        context: Context,
        cache: Path,
        left: Callable[[], Sequence[UnsavedJournal]],
        recover: Callable[[], bool],
        restart: Callable[[], RestartController],
    ) -> None:
        window = context.window
        super().__init__(window)
        self._actions = context.actions
        self._open_submission = context.open_submission
        self._window = window
        self._settings = context.settings
        self._cache = cache
        self._left = left
        self._recover = recover
        self._restart = restart
        self._facts: dict[str, FileFacts] = {}
        self._process: QProcess | None = None
        self._resting: list[QAction] = []
        self.page: StartPage | None = None
        """None before it is first seen."""
        context.actions.connect_to(ActionId.START_PAGE, self.show)
        context.open_submission.opened.connect(self.hide)

    # -- coming and going

    @property
    def shown(self) -> bool:
        """Whether the page covers the window."""
        return self.page is not None and not self.page.isHidden()

    def show(self) -> None:
        """Covers the window with the page."""
        shown = self.shown
        if self.page is None:
            self.page = self._make_page()
        self.page.show_entries(self._entries())
        if shown:
            return
        self._actions_rest()
        self.page.open(may_leave=self._open_submission.persistence is not None)
        QTimer.singleShot(LOOK_AFTER, self, self.look)

    def hide(self) -> None:
        """Goes back to the window."""
        if self.page is None or not self.shown:
            return
        self.page.close_page()
        for action in self._resting:
            action.setEnabled(True)
        self._resting.clear()
        self._window.editor.setFocus()

    def _actions_rest(self) -> None:
        able = (*WITHOUT_TEXT, ActionId.UNDO, ActionId.REDO)  # of the last two the list of steps takes care
        actions = [self._actions[id] for id in self._actions.ids if id not in able]
        self._resting = [action for action in actions if action.isEnabled()]
        for action in self._resting:
            action.setEnabled(False)

    def close(self) -> None:
        """Stops looking at files: the window closes."""
        if self._process is not None:
            self._process.kill()
            self._process.waitForFinished(1000)

    def _make_page(self) -> StartPage:
        names = {code: row["name"] for code, row in languages().items()}
        again = self._settings.value.welcome
        page = StartPage(self._start_actions(), self._window, again=again, languages=names, language=window_language())
        page.file_asked.connect(self._open)
        page.drop_asked.connect(self._settings.drop_recent)
        page.again_set.connect(lambda again: self._settings.change(welcome=again))
        page.language_asked.connect(self._change_language)
        page.left.connect(self.hide)
        return page

    def _change_language(self, code: str) -> None:
        self._settings.change(interface=code)
        self._restart().restart()

    def _start_actions(self) -> list[StartAction]:

        def about(id: ActionId, picture: str, words: str, more: str, *, main: bool = False) -> StartAction:
            return StartAction(self._actions[id], words, more, picture, main)

        tour = self.tr("See where everything is, on the sample")
        if not self._settings.value.toured:
            tour = self.tr("New here? See where everything is, on the sample")
        new = self.tr("Amend, suppress or keep a text, or add one")
        consolidate = self.tr("Several proposals on one text, side by side")
        return [
            about(ActionId.NEW, "proposal", self.tr("New proposa&l …"), new, main=True),
            about(ActionId.OPEN, "open", self.tr("O&pen …"), self.tr("A submission, a Word file or a plain text")),
            about(ActionId.COMPARE, "compare", self.tr("Co&mpare two files …"), self.tr("Every difference, clause by clause")),
            about(ActionId.CONSOLIDATE, "consolidate", self.tr("Consoli&date …"), consolidate),
            about(ActionId.SAMPLE, "sample", self.tr("Look at the &sample"), self.tr("A resolution with a finished proposal")),
            about(
                ActionId.TREATY_SAMPLE,
                "treaty",
                self.tr("Look at a treaty te&xt"),
                self.tr("Two articles with numbered provisions"),
            ),
            about(ActionId.TOUR, "tour", self.tr("Three-min&ute tour"), tour),
        ]

    def _open(self, key: str) -> None:
        """Opens a row; later, since the list must not go while it tells of its click."""
        if key.startswith(_LEFT):
            QTimer.singleShot(0, self, self._bring_back)
        else:
            QTimer.singleShot(0, self, lambda: self._open_submission.open_or_raise(Path(key)))

    def _bring_back(self) -> None:
        if not self._recover() and self.page is not None:
            self.page.show_entries(self._entries())

    # -- the texts of each

    def _entries(self) -> list[RecentEntry]:
        found = list(self._left())
        left = {journal.document: journal for journal in found if journal.document}
        recent = list(self._settings.value.recent)
        rows = [self._left_entry(journal) for journal in found if journal.document not in recent]
        return [*rows, *(self._entry(path, left.get(path)) for path in recent)]

    def _left_entry(self, found: UnsavedJournal) -> RecentEntry:
        folder = shown_folder(found.document) if found.document else ""
        return RecentEntry(_LEFT + found.path.name, found.title, "", folder, self._recovery_text(found), recoverable=True)

    def _recovery_text(self, found: UnsavedJournal) -> str:
        return counted(
            "Can be recovered: {n} change, of {time}",
            "Can be recovered: {n} changes, the last {time}",
            found.count,
            time=local_time(found.time),
        )

    def _entry(self, path: str, left: UnsavedJournal | None = None) -> RecentEntry:
        name, folder = Path(path).name, shown_folder(path)
        if left is not None:
            return RecentEntry(_LEFT + left.path.name, name, "", folder, self._recovery_text(left), recoverable=True)
        facts = self._facts.get(path)
        if facts is None:
            return RecentEntry(path, name, folder=folder)
        if facts.missing:
            message = self.tr("The file is no longer there: it was moved, renamed or deleted.")
            return RecentEntry(path, name, "", folder, message, problem=True)
        if facts.problem:
            why = say(from_json(facts.problem))
            return RecentEntry(path, name, "", folder, self.tr("It cannot be opened: {why}").format(why=why), problem=True)
        if not facts.name:
            return RecentEntry(path, name, "", folder, self._state(facts), picture=facts.picture)
        from model.library.texts.document_names import file_stem

        file = "" if Path(path).stem == file_stem(facts.name) else name
        return RecentEntry(path, facts.name, file, folder, self._state(facts), picture=facts.picture)

    def _state(self, facts: FileFacts) -> str:
        symbols = " ".join(dict.fromkeys(facts.symbols)) if not facts.name else ""  # they are in the name
        count = counted("{n} amendment", "{n} amendments", facts.amendments) if facts.amendments else self.tr("no amendments")
        return " · ".join(filter(None, (symbols, count, self._saving_time(facts.saved))))

    def _saving_time(self, seconds: float) -> str:
        try:
            when = datetime.fromtimestamp(seconds)
        except (OverflowError, OSError, ValueError):
            return ""
        days, time = (date.today() - when.date()).days, when.strftime("%H:%M")
        if days == 0:
            return self.tr("saved today at {time}").format(time=time)
        if days == 1:
            return self.tr("saved yesterday at {time}").format(time=time)
        return self.tr("saved on {date}").format(
            date=QLocale().toString(QDate(when.year, when.month, when.day), QLocale.FormatType.ShortFormat)
        )

    def kept_name(self, path: str) -> str:
        """The name of the document in a recent file by its contents; '' if it is unknown."""
        return kept_name(path, self._cache)

    # -- looking at the files

    def look(self) -> None:
        """Lets a process look at the files; what it finds is shown as it comes."""
        recent = self._settings.value.recent
        if self._process is not None or not recent or not self.shown:
            return
        command, folder = own_command(FIRST_PAGES, str(self._cache), *recent)
        process = self._process = QProcess(self)
        process.setWorkingDirectory(str(folder))
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._end_reading)
        process.start(command[0], command[1:])

    def _read(self) -> None:
        process = self._process
        while process is not None and process.canReadLine():
            try:
                facts = msgspec.json.decode(bytes(process.readLine().data()), type=FileFacts)
            except (msgspec.DecodeError, UnicodeError):
                continue
            self._facts[facts.path] = facts
            left = any(journal.document == facts.path for journal in self._left())
            if self.page is not None and not left:
                self.page.files.show_entry(self._entry(facts.path))

    def _end_reading(self) -> None:
        self._read()
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
