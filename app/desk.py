"""The document on the desk: opened, saved, exported, closed, brought back after a crash; what the title bar says."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app import recovery
from app.background import at_work
from app.exporting import Exported, What, export
from app.files import open_document
from app.keeper import Keeper
from app.session import Session
from model.durable import ChangedOnDisk
from model.errors import ClausewrightError, EditError
from model.project import Project
from model.submission import Submission
from widgets.dialogs import messages
from widgets.dialogs.proof import ProofDialog
from widgets.dialogs.recovery import RecoveryDialog

T = TypeVar("T")
SYNC_AFTER = 800
"""Milliseconds after which the journal outlives a power failure."""
APPLICATION = "Clausewright"


class Desk(QObject):
    """Holds the keeper of the document that the session works on."""

    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, session: Session, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._folder = folder
        self._window = window
        self._keeper: Keeper | None = None
        self._busy = False
        self._sync = QTimer(self)
        self._sync.setSingleShot(True)
        self._sync.setInterval(SYNC_AFTER)
        self._sync.timeout.connect(self._sync_now)
        session.changed.connect(self._on_changed)
        session.stack.cleanChanged.connect(self._show_title)

    # -- what lies on the desk

    @property
    def busy(self) -> bool:
        return self._busy

    @property
    def title(self) -> str:
        return self._keeper.title if self._keeper else APPLICATION

    def put(self, submission: Submission, title: str) -> None:
        """Lays a submission on the desk that has no file."""
        self._take(Keeper(self._folder, Project(submission), title=title, warn=self._warn), saved=True)

    def _take(self, keeper: Keeper, *, saved: bool) -> None:
        if self._keeper is not None:
            self._keeper.close(discard=True)
        self._keeper = keeper
        self._session.load(keeper.project.submission, keeper, saved=saved)
        self._settle()

    def _settle(self) -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._show_title()

    def _show_title(self) -> None:
        keeper = self._keeper
        self._window.setWindowFilePath(str(keeper.path) if keeper is not None and keeper.path else "")
        self._window.setWindowTitle(f"{self.title}[*] — {APPLICATION}")
        self._window.setWindowModified(not self._session.stack.isClean())

    def _on_changed(self) -> None:
        if not self._sync.isActive():
            self._sync.start()

    def _sync_now(self) -> None:
        if self._keeper is not None and not self._busy:
            self._keeper.sync()

    def _warn(self, sentence: str) -> None:
        self.told.emit(sentence)

    # -- opening

    def ask_and_open(self) -> None:
        kinds = self.tr("Texts and submissions (*.amend *.docx *.docm *.dotx *.txt);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open"), self._start_folder(), kinds)
        if path and self.may_close():
            self.open(Path(path))

    def open(self, path: Path) -> bool:
        """Lays a file on the desk; where it cannot be used, says why and leaves what lies there."""
        try:
            opened = self._work(lambda: open_document(path), self.tr("Reading {name} …").format(name=path.name))
        except ClausewrightError as error:
            messages.show_error(self._window, str(error))
            return False
        self._take(Keeper.of(opened, self._folder, self._warn), saved=True)
        if opened.warnings:
            messages.show_warnings(self._window, opened.warnings)
        return True

    def offer_recovery(self) -> bool:
        """Shows what crashed sessions left; gives whether one of them lies on the desk now."""
        left = list(recovery.find_left(self._folder))
        while left:
            dialog = RecoveryDialog([self._described(found) for found in left], self._window)
            dialog.exec()
            row, choice = dialog.row, dialog.choice
            dialog.deleteLater()
            if choice == "later" or row < 0:
                return False
            found = left.pop(row)
            if choice == "discard":
                recovery.discard(found)
            elif self._recover(found):
                return True
        return False

    def _described(self, found: recovery.Found) -> str:
        told = self.tr("{title}, %n change(s), last {time}", "", found.count)
        told = told.format(title=found.title, time=found.time.replace("T", " ").rstrip("Z"))
        return "\n".join(filter(None, (told, found.document, found.problem)))

    def _recover(self, found: recovery.Found) -> bool:
        try:
            brought = self._work(lambda: recovery.recover(found, self._warn), self.tr("Bringing back …"))
        except ClausewrightError as error:
            messages.show_error(self._window, str(error))
            return False
        if self._keeper is not None:
            self._keeper.close(discard=True)
        self._keeper = brought.keeper
        try:
            saved = brought.keeper.path is not None
            self._session.load(brought.before, brought.keeper, brought.transactions, saved=saved)
        except EditError as error:
            messages.show_error(self._window, str(error))
        self._settle()
        if brought.problems:
            messages.show_warnings(self._window, brought.problems)
        return True

    # -- saving and exporting

    def save(self) -> bool:
        """Saves the document; gives whether it is saved."""
        if self._keeper is None:
            return False
        return self._save(self._keeper.path) if self._keeper.path else self.save_as()

    def save_as(self) -> bool:
        start = Path(self._start_folder()) / (Path(self.title).stem + ".amend")
        kinds = self.tr("Clausewright submissions (*.amend)")
        path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save as"), str(start), kinds)
        if not path:
            return False
        return self._save(Path(path if Path(path).suffix else f"{path}.amend"))

    def _save(self, path: Path | None, *, overwrite: bool = False) -> bool:
        keeper, submission = self._keeper, self._session.submission
        if keeper is None:
            return False
        told = self.tr("Saving …")
        try:
            self._work(lambda: keeper.save(submission, path, overwrite_changed=overwrite), told)
        except ChangedOnDisk as error:
            return messages.ask_to_overwrite(self._window, str(error)) and self._save(path, overwrite=True)
        except ClausewrightError as error:
            messages.show_error(self._window, str(error))
            return False
        self._session.stack.setClean()
        self._show_title()
        self.told.emit(self.tr("Saved {name}.").format(name=keeper.title))
        return True

    def ask_and_export(self, what: What) -> None:
        start = Path(self._start_folder()) / (Path(self.title).stem + ".docx")
        kinds = self.tr("Word files (*.docx)")
        path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export to Word"), str(start), kinds)
        if path:
            self.export(Path(path if Path(path).suffix else f"{path}.docx"), what)

    def export(self, path: Path, what: What = "markup") -> bool:
        """Writes and proves a Word file in the background, and shows the proof."""
        submission = self._session.submission
        try:
            made = self._work(lambda: export(submission, path, what), self.tr("Exporting and proving …"))
        except ClausewrightError as error:
            messages.show_error(self._window, str(error))
            return False
        dialog = ProofDialog(made.path.name, self._proof_rows(made), self._window)
        dialog.exec()
        if dialog.folder_asked:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(made.path.parent)))
        dialog.deleteLater()
        return True

    def _proof_rows(self, made: Exported) -> list[tuple[str, str]]:
        proof = {
            "markup": self.tr("Read back: all rejected it says the text in force, all accepted the proposal."),
            "draft": self.tr("Read back: it says the proposed text, without tracked changes."),
            "base": self.tr("Read back: it says the text in force."),
        }
        rows = [
            (self.tr("Proof"), proof[made.what]),
            (self.tr("Place"), str(made.path)),
            (self.tr("Size"), self.tr("{size} bytes").format(size=f"{made.size:,}")),
        ]
        if made.what == "markup":
            rows.append((self.tr("Amendments"), str(made.amendments)))
            rows.append((self.tr("Names in it"), ", ".join(made.authors) or self.tr("none")))
        return rows

    def _start_folder(self) -> str:
        return str(self._keeper.path.parent) if self._keeper is not None and self._keeper.path else str(Path.home())

    def _work(self, work: Callable[[], T], told: str) -> T:
        self._busy = True
        try:
            return at_work(work, told, self._window)
        finally:
            self._busy = False

    # -- closing

    def may_close(self) -> bool:
        """Whether what lies on the desk may go; asks where it has changes that are not saved."""
        if self._busy:
            return False
        if self._session.stack.isClean():
            return True
        answer = messages.ask_to_save(self._window, self.title)
        return self.save() if answer == "save" else answer == "discard"

    def close(self) -> None:
        """Lets go of the document, after `may_close`."""
        if self._keeper is not None:
            self._keeper.close(discard=True)
            self._keeper = None
