"""Several returned copies combined at once: each becomes a version, and one window shows them all beside the draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.background import Report, at_work_in_steps, report_of_reader
from app.controllers.files.versions import VersionsController
from app.session.clock import utc_now
from app.window.action_ids import ActionId
from app.window.context import Context
from model.edits.take_over.copies import name_of_copy
from model.errors import ClausewrightError
from model.files.opening import open_document
from model.files.returned_file import as_version
from model.formats.amend import Version
from model.message import Message
from model.submission.values import Submission
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_versions


class ReturnedCopiesController(QObject):
    """Asks for the copies, makes versions of them and has them shown side by side."""

    def __init__(
        self, context: Context, versions: VersionsController, show: Callable[[list[tuple[str, Submission]]], object]
    ) -> None:
        """`show` shows texts of names beside the draft."""
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings
        self._versions = versions
        self._show = show
        context.actions.connect_to(ActionId.COMBINE, self.ask_and_combine)

    def ask_and_combine(self) -> None:
        """Asks for returned files, and combines them."""
        kinds = kinds_of_versions()
        title, start = self.tr("Combine returned copies"), self._open_submission.start_folder("returned")
        names, _ = QFileDialog.getOpenFileNames(self._window, title, start, kinds)
        if names:
            self.combine([Path(name) for name in dict.fromkeys(names)])

    def combine(self, paths: list[Path]) -> list[str]:
        """Makes each file a version and shows them beside the draft; a file that cannot be used is reported, and the others are
        still read. Returns the names of the versions: none if the user cancelled, and then nothing has changed."""
        persistence, submission = self._open_submission.persistence, self._session.submission
        if persistence is None:
            return []
        if self._session.refusal:
            self._window.tell(self._session.refusal)
            return []
        project = persistence.project

        def read(report: Report) -> tuple[list[Version], list[str]]:
            made, problems, known = [], [], project
            for number, path in enumerate(paths):
                report(number, len(paths), self.tr("Reading {name} …").format(name=path.name))
                reader = report_of_reader(report, number, len(paths))
                try:
                    known = as_version(known, submission, open_document(path, report=reader), utc_now()).project
                except ClausewrightError as error:
                    problems.append(say(error.message))
                else:
                    made.append(known.versions[-1])
            return made, problems

        found = at_work_in_steps(read, self.tr("Reading …"), self._window)
        if found is None:
            return []
        versions, problems = found
        if versions:
            self._versions.take_before(Message.of("Before combining returned copies"))
            for version in versions:
                persistence.take_version(version.name, version.remark, version.submission, within=submission)
            self._open_submission.show_state()
            self._settings.keep_folder("returned", paths[0].absolute().parent)
        if problems:
            message = self.tr("Returned copies added as versions: {count}. These files were omitted:")
            messages.show_warnings(self._window, problems, message.format(count=len(versions)))
        if versions:
            message = self.tr("Returned copies added as versions: {count}. Choose the changes for the draft.")
            self._window.tell(message.format(count=len(versions)))
            self._show([(name_of_copy(version.name, version.submission, submission), version.submission) for version in versions])
        return [version.name for version in versions]
