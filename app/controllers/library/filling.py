"""Files and folders taken into the library, texts taken out of it, and what is told of that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.background import Report, Stopped, at_work, at_work_in_steps
from app.controllers.library.open_library import OpenLibrary
from app.window.context import Context
from model.errors import ClausewrightError
from widgets.common.foreign_text import apart
from widgets.common.translation import counted, say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_library

if TYPE_CHECKING:
    from model.library.filling import FillReport, Work
    from model.library.library import Library


class LibraryFillingController(QObject):
    """Fills the library in a thread, with progress and a way to stop."""

    def __init__(self, context: Context, open_library: OpenLibrary, changed: Callable[[], object]) -> None:
        """`changed` is called when other texts are in the library."""
        super().__init__(context.window)
        self._context = context
        self._open = open_library
        self._changed = changed

    def ask_for_files(self, parent: QWidget) -> None:
        """Asks for files, and takes them in."""
        start = self._context.open_submission.start_folder("library")
        names, _ = QFileDialog.getOpenFileNames(parent, self.tr("Add files to the library"), start, kinds_of_library())
        if names:
            self._context.settings.keep_folder("library", Path(names[0]).parent)
            self.add([Path(name) for name in names], parent)

    def ask_for_folder(self, parent: QWidget) -> None:
        """Asks for a folder, and takes in what lies in it."""
        start = self._context.open_submission.start_folder("library")
        name = QFileDialog.getExistingDirectory(parent, self.tr("Add a folder to the library"), start)
        if name:
            self._context.settings.keep_folder("library", Path(name))
            self.add([Path(name)], parent)

    def add(self, paths: Sequence[Path], parent: QWidget) -> None:
        """Takes files and folders in, and tells what became of them."""
        from model.library.filling import fill

        self._work(lambda library, work: fill(library, paths, work), self.tr("Adding to the library …"), parent)

    def rebuild(self, parent: QWidget) -> None:
        """Reads all files of the library anew."""
        from model.library.filling import rebuild

        self._work(rebuild, self.tr("Reading the files of the library …"), parent)

    def complete(self, parent: QWidget) -> None:
        """Reads what is not in yet of the files that the library holds, where an import was ended or the database is new."""
        from model.library.filling import complete

        if self._open.used and self._open.library.read_only is None and not self._open.library.is_complete:
            self._work(complete, self.tr("Reading the files of the library …"), parent)

    def ask_and_publish(self, parent: QWidget) -> None:
        """Asks for a folder, and puts there what others are to read, in the place of what was published there before."""
        start = self._context.open_submission.start_folder("publish")
        name = QFileDialog.getExistingDirectory(parent, self.tr("Publish the library in a folder"), start)
        if name:
            self.publish(Path(name), parent)

    def publish(self, folder: Path, parent: QWidget) -> None:
        """Publishes the library in a folder, and tells how many texts are there."""
        from model.library.copies.publishing import publish

        told = self.tr("Publishing the library …")
        try:
            made = at_work(lambda: self._open.elsewhere(lambda library: publish(library, folder)), told, parent)
        except ClausewrightError as error:
            messages.show_error(parent, say(error.message))
            return
        texts = counted("{n} text can be read there by others.", "{n} texts can be read there by others.", made.texts)
        messages.show_warnings(parent, (), texts)

    def _work(self, do: Callable[[Library, Work], FillReport], message: str, parent: QWidget) -> None:
        from model.library.filling import Progress, Work, complete, rebuild

        made: list[FillReport] = []

        def run(report: Report) -> None:
            stopped = False

            def tell(progress: Progress) -> None:
                nonlocal stopped
                try:
                    report(progress.done, progress.total, progress.file)
                except Stopped:
                    stopped = True

            made.append(self._open.elsewhere(lambda library: do(library, Work(tell=tell, is_cancelled=lambda: stopped))))

        try:
            at_work_in_steps(run, message, parent)
        except ClausewrightError as error:
            messages.show_error(parent, say(error.message))
        self._changed()
        if made:
            self._tell(made[0], parent, again=do in (complete, rebuild))

    def _tell(self, report: FillReport, parent: QWidget, *, again: bool) -> None:
        """Says what became of the files: in one sentence, and of each that was not understood in another."""
        added, there, different = (report.number(outcome) for outcome in ("added", "there", "different"))
        if again:
            parts = [counted("{n} text was read.", "{n} texts were read.", added + different)]
        else:
            parts = [counted("{n} text was added.", "{n} texts were added.", added + different)]
        if there and not again:
            parts.append(counted("{n} text was in the library already.", "{n} texts were in the library already.", there))
        if different:
            parts.append(
                counted(
                    "{n} of them has the number and edition of another text; both are kept.",
                    "{n} of them have the number and edition of other texts; all are kept.",
                    different,
                )
            )
        if report.rows:
            parts.append(
                counted(
                    "{n} edition was read from lists of contents.", "{n} editions were read from lists of contents.", report.rows
                )
            )
        told = [say(report.stopped)] if report.stopped is not None else []
        told += [say(one.message) for one in report.refused]  # each begins with the name of its file
        told += [f"{apart(one.file)}: {say(one.message)}" for one in report.warnings]
        messages.show_warnings(parent, told, " ".join(parts))
