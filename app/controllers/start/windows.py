"""The windows of the user, each a process of its own: a file that is open comes forward, another document gets a new window, and
the Window menu lists them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.controllers.files.file_menu import sample_title
from app.session.open_windows import OpenWindows, OtherWindow
from app.translation.choice import OPTION
from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import ClausewrightError, SeveralTexts
from model.files.opening import open_document
from model.files.readers import is_office_file, is_pdf
from model.formats.safe_zip import LARGEST_FILE
from model.storage.own_command import own_command
from model.storage.windows_paths import real_path
from widgets.common.foreign_text import as_caption
from widgets.common.names import in_order
from widgets.common.tasks import debounce
from widgets.common.translation import say, translate
from widgets.dialogs import messages

ENTER_AFTER = 200
"""Milliseconds after which others see the window, so that its first picture does not wait for that."""
QUICK_PDF = 200_000
"""Bytes of a PDF that is usually read in a second or two (some 40 pages): one that cannot be read needs no window of its own."""


class WindowsController(QObject):
    """Knows the other windows, starts new ones and comes forward when one of them asks for it."""

    def __init__(self, context: Context, folder: Path) -> None:
        """`folder` is that in which the windows of the user find each other; it need not exist."""
        window, actions = context.window, context.actions
        super().__init__(window)
        self._open_submission = context.open_submission
        self._window = window
        self._windows = OpenWindows(folder)
        self._watcher: QFileSystemWatcher | None = None
        self._listed: list[QObject] = []
        self.interface = ""
        """The language that the command line gave to this window and further windows have too; '' for that of the settings."""
        self.start_process: Callable[[list[str], str], bool] = _start_detached
        context.open_submission.elsewhere = self.elsewhere
        actions.connect_to(ActionId.NEW_WINDOW, self.start)
        actions.connect_to(ActionId.CLOSE_WINDOW, window.close)
        self._menu = next(menu for menu in window.menuBar().findChildren(QMenu) if actions[ActionId.NEW_WINDOW] in menu.actions())
        self._menu.aboutToShow.connect(self.follow)
        debounce(self, ENTER_AFTER, self.enter).start()

    # -- being one of them

    def enter(self) -> None:
        """Lets the others see this window."""
        if self._watcher is not None:
            return
        self._watcher = QFileSystemWatcher(self)
        self._tell()
        if self._windows.folder.is_dir():
            self._watcher.addPath(str(self._windows.folder))
        self._watcher.directoryChanged.connect(self._look)
        self._open_submission.opened.connect(self._tell)
        self._open_submission.naming.changed.connect(self._tell)

    def leave(self) -> None:
        """Is none of them any more: the window closes."""
        if self._watcher is not None:
            self._watcher.directoryChanged.disconnect(self._look)
            self._open_submission.opened.disconnect(self._tell)
            self._open_submission.naming.changed.disconnect(self._tell)
        self._windows.leave()

    def _tell(self) -> None:
        persistence = self._open_submission.persistence
        self._windows.announce(self._open_submission.naming.caption, persistence.path if persistence is not None else None)

    def _look(self) -> None:
        if self._windows.take_request():
            self.come_forward()

    def come_forward(self) -> None:
        """Brings the window to the front; if the desktop does not allow that, it asks for attention."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        (QApplication.activeModalWidget() or window).activateWindow()
        if not window.isActiveWindow():
            QApplication.alert(window)

    # -- the others

    @property
    def free(self) -> bool:
        """Whether another document may take this window: there is none in it, or only the sample as it came."""
        opened = self._open_submission
        if opened.persistence is None:
            return True
        return opened.title == sample_title() and opened.persistence.path is None and not opened.modified

    def elsewhere(self, path: Path) -> bool:
        """Shows a file in the window that has it, or, if this one has a document and the file can be read, in a new one. False:
        this window opens it."""
        persistence = self._open_submission.persistence
        if persistence is not None and persistence.path is not None and real_path(persistence.path) == real_path(path):
            return False
        other = self._windows.with_file(path)
        if other is not None:
            self.bring_forward(other)
            return True
        if self.free:
            return False
        return not (_is_slow_to_read(path) or self._can_read(path)) or self.start(str(path.absolute()))

    def _can_read(self, path: Path) -> bool:
        """Whether a file can be opened in another window; if not, reports why."""
        message = translate("OpenSubmission", "Reading {name} …").format(name=path.name)
        try:
            self._open_submission.read(lambda report: open_document(path, report=report), message)
        except SeveralTexts:
            pass
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        return True

    def bring_forward(self, other: OtherWindow) -> None:
        """Brings another window to the front."""
        self._windows.request_front(other)
        self._window.tell(self.tr("“{name}” is open in another window, which comes to the front.").format(name=other.title))

    def start(self, *arguments: str, interface: str | None = None) -> bool:
        """Starts another process of the program. Returns whether that was possible. `interface` is the code of its language, ''
        for that of the settings or the system, None for that of this window."""
        language = self.interface if interface is None else interface
        command, folder = own_command(*([OPTION, language] if language else []), *arguments)
        if self.start_process(command, str(folder)):
            return True
        self._window.tell(self.tr("Another window could not be opened; close other programs and try again."))
        return False

    def follow(self) -> None:
        """Lists the windows in the menu."""
        for entry in self._listed:
            entry.deleteLater()
        this_window = self._menu.addAction("&1  " + as_caption(self._open_submission.naming.caption))
        this_window.setCheckable(True)
        this_window.setChecked(True)
        this_window.triggered.connect(self.come_forward)
        self._listed = [this_window]
        for number, other in enumerate(in_order(self._windows.others(), lambda other: other.title), 2):
            key = f"&{number}" if number < 10 else str(number)
            entry = self._menu.addAction(f"{key}  {as_caption(other.title)}")
            entry.triggered.connect(lambda _checked=False, other=other: self.bring_forward(other))
            self._listed.append(entry)


def _is_slow_to_read(path: Path) -> bool:
    """Whether a file is a long PDF, or LibreOffice converts it. The new window reads it, and says what is wrong with it: here
    first, it would take twice as long."""
    from model.formats.office.libreoffice import find_office

    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b""
    except OSError:
        return False
    return (len(data) > QUICK_PDF and is_pdf(data)) or (is_office_file(data) and find_office() is not None)


def windows_folder(journals: Path) -> Path:
    """The folder in which windows find each other, beside the journals."""
    return journals.parent / "windows"


def not_open_elsewhere(files: Sequence[str], folder: Path) -> list[str]:
    """The files that no window has open. The windows of the others come to the front."""
    windows, remaining = OpenWindows(folder), []
    for name in files:
        other = windows.with_file(Path(name))
        if other is None or not windows.request_front(other):
            remaining.append(name)
    return remaining


def _start_detached(command: list[str], folder: str) -> bool:
    from PySide6.QtCore import QProcess

    return bool(QProcess.startDetached(command[0], command[1:], folder)[0])
