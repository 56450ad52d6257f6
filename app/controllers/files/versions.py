"""Named versions in the window: saved, shown and restored; a returned file added as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, Signal

from app.session.clock import utc_now
from app.window.context import Context
from model.errors import ClausewrightError, EditError
from model.files.opening import open_document
from model.formats.amend import Version, free_name, free_title, restore_version
from model.formats.progress import Report
from model.message import Message
from widgets.common.foreign_text import direction_marked
from widgets.common.names import local_time
from widgets.common.translation import counted, join_words, line_of, say, with_label
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_versions

if TYPE_CHECKING:
    from model.files.returned_file import ReturnedFile
    from model.files.returned_words import UntrackedChange
    from widgets.dialogs.versions import VersionRow

SHOWN = 6
"""The largest number of amendments of a returned file that are listed."""


class VersionsController(QObject):
    """Works on the versions of the open submission."""

    compare_asked = Signal(str)
    """The name of a version that is to be compared with the draft."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings

    # -- taking

    def ask_and_take(self) -> None:
        """Saves the present state under a name that the user types."""
        persistence = self._open_submission.persistence
        if persistence is None or self._is_refused():
            return
        start = free_name(persistence.project, self.tr("Version {number}").format(number=len(persistence.project.versions) + 1))
        name = messages.ask_for_text(self._window, self.tr("Take a version"), self.tr("Its name:"), start)
        if name is not None:
            self.take_version(name)

    def take_version(self, name: str) -> bool:
        """Saves the present state under exactly this name; reports why if it cannot."""
        persistence = self._open_submission.persistence
        if persistence is None or self._is_refused():
            return False
        try:
            persistence.take_version(name, "", self._session.submission)
        except EditError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._open_submission.show_state()
        self._open_submission.message.emit(
            self.tr("Version “{name}” was taken; saving keeps it in the file.").format(name=name.strip())
        )
        return True

    def take_before(self, name: Message) -> bool:
        """Saves the present state before a large change; `name` says before which ("Before accepting all"). If the last version
        is the same, none is added."""
        persistence = self._open_submission.persistence
        if persistence is None or self._session.refusal:
            return False
        if any(version.submission == self._session.submission for version in persistence.project.versions[-1:]):
            return True
        persistence.take_version(free_title(persistence.project, name), "", self._session.submission)
        self._open_submission.show_state()
        return True

    def _is_refused(self) -> bool:
        if self._session.refusal:
            self._open_submission.message.emit(self._session.refusal)
        return bool(self._session.refusal)

    # -- looking and going back

    def show(self, chosen: str = "") -> None:
        """Shows the versions, that of a name first."""
        if self._open_submission.persistence is None:
            return
        from widgets.dialogs.versions import VersionsDialog

        dialog = VersionsDialog(self._rows, chosen, self._window)

        def go_back(name: str) -> None:
            if self.go_back(name):
                dialog.accept()

        dialog.take_asked.connect(self.ask_and_take)
        dialog.take_asked.connect(dialog.follow)
        dialog.restore_asked.connect(go_back)
        dialog.compare_asked.connect(dialog.accept)
        dialog.compare_asked.connect(self.compare_asked)
        dialog.drop_asked.connect(self.drop)
        dialog.drop_asked.connect(lambda _name: dialog.follow())
        dialog.exec()
        dialog.deleteLater()

    def _rows(self) -> list[VersionRow]:
        persistence = self._open_submission.persistence
        return [self._row(version) for version in persistence.project.versions] if persistence is not None else []

    def _row(self, version: Version) -> VersionRow:
        heading = line_of((local_time(version.time), say(version.remark)))
        from widgets.dialogs.versions import VersionRow

        return VersionRow(version.name, heading, version.submission, say(version.title))

    def _title(self, name: str) -> Message:
        """The name of a version as it is shown."""
        persistence = self._open_submission.persistence
        known = persistence.project.versions if persistence is not None else ()
        return next((version.title for version in known if version.name == name), Message.verbatim(name))

    def go_back(self, name: str) -> bool:
        """Restores a version of the document, as one step that can be undone; returns whether it did."""
        from model.edits.fields import restore

        persistence = self._open_submission.persistence
        if persistence is None or self._is_refused():
            return False
        try:
            old = restore_version(persistence.project, name)
            made = restore(self._session.submission, old, name, self._session.stamp())
            if made.steps:
                self.take_before(Message.of("Before going back to “{name}”", name=self._title(name)))
            self._session.add_packages(old.sources)
            self._session.commit(made)
        except EditError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._open_submission.message.emit(
            self.tr("The document is now as in version “{name}”. Undo reverts this.").format(name=say(self._title(name)))
        )
        return True

    def drop(self, name: str) -> None:
        """Drops the version of a name, once the user has agreed."""
        persistence = self._open_submission.persistence
        if persistence is None or self._is_refused() or not messages.ask_to_drop_version(self._window, say(self._title(name))):
            return
        try:
            persistence.drop_version(name)
        except EditError as error:
            messages.show_error(self._window, say(error.message))
        self._open_submission.show_state()

    # -- returned files

    def ask_and_take_in(self) -> None:
        """Asks for a returned file and adds it as a version."""
        kinds = kinds_of_versions()
        title, start = self.tr("Add a returned file as a version"), self._open_submission.start_folder("returned")
        path, _ = QtWidgets.QFileDialog.getOpenFileName(self._window, title, start, kinds)
        if path:
            self.take_in(Path(path))

    def take_in(self, path: Path) -> bool:
        """Adds a returned file as a version of the document, and reports its changes."""
        from app.controllers.files.crash_recovery import new_amendments
        from model.files.returned_file import as_version

        persistence = self._open_submission.persistence
        if persistence is None or self._is_refused():
            return False
        submission = self._session.submission
        project = persistence.project

        def read(report: Report) -> tuple[ReturnedFile, list[str], tuple[Message | str, ...]]:
            opened = open_document(path, report=report)
            returned = as_version(project, submission, opened, utc_now())
            return returned, list(new_amendments(submission, returned.version.submission)), opened.warnings_if_put_in

        try:
            returned, came, warnings = self._open_submission.read(read, self.tr("Reading {name} …").format(name=path.name))
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self.take_before(Message.of("Before adding {name}", name=path.name))
        version = returned.version
        persistence.take_version(version.name, version.remark, version.submission, within=submission)
        self._open_submission.show_state()
        self._settings.keep_folder("returned", path.absolute().parent)
        if messages.show_taken_in(self._window, self._report(returned, came, warnings)):
            self.show(version.name)
        return True

    def _report(self, returned: ReturnedFile, came: list[str], warnings: tuple[Message | str, ...]) -> str:
        from model.submission.authorship import authors

        names = join_words(authors(returned.version.submission)) or self.tr("none", "names")
        if came or not returned.changes.has_other_words:
            head = self.tr("Amendments in “{name}” that are not in the document: {count}. Names in it: {names}.")
        else:  # a count of 0 would read as if nothing had changed
            head = self.tr("“{name}” has no new amendments, but its text differs. Names in it: {names}.")
        lines = [head.format(name=returned.version.name, count=len(came), names=names)]
        lines += _first_of([f"+ {line}" for line in came])
        lines += _first_of([say(sentence) for sentence in returned.left_out])
        sentences = [*map(say, returned.changes.sentences)]
        if returned.changes.clauses:
            lines.append(sentences.pop(0))
            lines += _first_of([f"≠ {line}" for line in map(_in_words, returned.changes.clauses) if line])
        return "\n".join([*lines, *sentences, *map(say, warnings)])


def _first_of(lines: list[str]) -> list[str]:
    """The first `SHOWN` of some lines, and the number of the others."""
    more = len(lines) - SHOWN
    return lines if more <= 0 else [*lines[:SHOWN], counted("and {n} more", "and {n} more", more)]


def _in_words(change: UntrackedChange) -> str:
    """The place of a change, with the words of the document and those of the file; '' if there are no words."""
    from app.controllers.files.crash_recovery import quoted_change

    words = "; ".join(quoted_change(*pair) for pair in change.words)
    return direction_marked(with_label(say(change.place), words)) if words else ""
