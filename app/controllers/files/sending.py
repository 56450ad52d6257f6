"""A copy of the open document to send, without what the user omits from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject

from app.window.context import Context
from model.errors import ClausewrightError, FileError
from model.files.kinds import PROJECT
from model.storage.windows_paths import real_path
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_outputs
from widgets.dialogs.save_place import ask_where_to_save

if TYPE_CHECKING:
    from model.formats.amend import Project


class SendingController(QObject):
    """Asks what a copy omits, and writes it; the open document is unchanged."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings

    def ask_and_send(self) -> bool:
        """Shows what the document contains, asks for a place and writes the copy; returns whether it is written."""
        from model.files.sending_copy import CONTENTS, contents_of, copy_to_send
        from widgets.dialogs.sending import SendingDialog, SendingRow

        self._open_submission.gathering.emit()
        persistence = self._open_submission.persistence
        if persistence is None:
            return False
        project = replace(persistence.project, submission=self._session.submission)
        found = self._open_submission.work(lambda: contents_of(project), self.tr("Reading what the document contains …"))
        rows = [SendingRow(item.kind, say(item.title), tuple(map(say, item.details)), item.is_omitted) for item in found]
        message = self.tr("Besides its text, the document contains all of this. Tick what the copy omits.")
        if not rows:
            message = self.tr("The document contains nothing besides its text. The copy is the same.")
        dialog = SendingDialog(self.tr("Save a copy to send"), message, rows, self._window)
        accepted, omitted = dialog.exec(), dialog.omitted
        dialog.deleteLater()
        if not accepted:
            return False
        return self._ask_for_place(copy_to_send(project, [kind for kind in CONTENTS if kind in omitted]))

    def _ask_for_place(self, copy: Project) -> bool:
        name = self.tr("{name} (to send)").format(name=self._open_submission.saved_stem)
        start = Path(self._open_submission.start_folder("send")) / f"{name}.amend"
        kinds = kinds_of_outputs(PROJECT)
        path = ask_where_to_save(self._window, self.tr("Save a copy to send"), start, kinds)
        return path is not None and self.write(copy, path)

    def write(self, copy: Project, path: Path) -> bool:
        """Writes a copy; if that fails, says why and asks for another place."""
        from model.files.project_file import new_project_id, save_project

        try:
            persistence = self._open_submission.persistence
            open_path = persistence.path if persistence is not None else None
            if open_path is not None and real_path(path) == real_path(open_path):
                raise FileError(path, self.tr("this file is the open document; give the copy another name"))
            self._open_submission.work(lambda: save_project(replace(copy, id=new_project_id()), path), self.tr("Saving …"))
        except FileError as error:
            return messages.ask_to_save_elsewhere(self._window, say(error.message)) and self._ask_for_place(copy)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._settings.keep_folder("send", path.absolute().parent)
        self._open_submission.message.emit(self.tr("Saved the copy {name}.").format(name=path.name))
        return True
