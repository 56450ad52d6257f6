"""The transfer of the open proposal to a new base: a corrected text in force, a new edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.window.action_ids import ActionId
from app.window.context import Context
from model.edits.proposals.new_base import move_to_base
from model.errors import ClausewrightError, EditError, FileError
from model.files.opening import open_document
from model.files.source_pages import with_free_name, with_further_pages
from model.formats.progress import Report
from model.message import Message
from widgets.common.translation import counted, say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_versions
from widgets.dialogs.new_base import NewBaseDialog

if TYPE_CHECKING:
    from model.edits.proposals.new_base import RebasedProposal


class NewBaseController(QObject):
    """Asks for the file of the new base, moves the proposal that is shown, and tells what did not fit."""

    def __init__(self, context: Context, take_version: Callable[[Message], object]) -> None:
        """`take_version` keeps a version before a large change."""
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings
        self._take_version = take_version
        context.actions.connect_to(ActionId.NEW_BASE, self.ask_and_move)

    def ask_and_move(self) -> None:
        """Asks for the file of the new base and moves the proposal there."""
        if self._refuse():
            return
        kinds = kinds_of_versions()
        title, start = self.tr("The text in force to which this proposal is applied"), self._open_submission.start_folder("base")
        path, _ = QFileDialog.getOpenFileName(self._window, title, start, kinds)
        if path:
            self.move_to(Path(path))

    def move_to(self, path: Path, name: str = "") -> bool:
        """Moves the proposal to the text in force of a file, as one step that can be undone. `name` is that of a text of the
        library of which the file is a copy."""
        if self._refuse():
            return False
        submission, number = self._session.submission, self._window.editor.story.proposal
        stamp, shown = self._session.stamp(), name or path.name

        persistence = self._open_submission.persistence
        parts = persistence.project.parts if persistence is not None else {}

        def work(report: Report) -> tuple[RebasedProposal, Mapping[str, bytes]]:
            base = with_free_name(open_document(path, report=report).project, parts)
            try:
                made = move_to_base(submission, number, base.submission, stamp)
                return made, with_further_pages(parts, base, made.ids)
            except EditError as error:
                raise FileError(shown, error.message) from error

        try:
            moved, pages = self._open_submission.read(work, self.tr("Moving to {name} …").format(name=shown))
            if moved.transaction.steps:
                self._take_version(Message.of("Before moving to {name}", name=shown))
                self._session.add_packages(moved.sources)
                if persistence is not None and pages is not parts:
                    persistence.set_parts(pages)
                self._session.commit(moved.transaction)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        if not name:
            self._settings.keep_folder("base", path.absolute().parent)
        self._tell(moved, shown)
        return True

    def _refuse(self) -> bool:
        if not self._session.submission.proposals:
            self._window.tell(self.tr("There is no proposal that could be applied to another text."))
            return True
        if self._session.refusal:
            self._window.tell(self._session.refusal)
        return bool(self._session.refusal)

    def _tell(self, moved: RebasedProposal, name: str) -> None:
        fitting = moved.changes - len(moved.left)
        summary = self.tr("Changes now on the text of “{name}”: {fitting} of {count}. Undo reverts this.")
        summary = summary.format(fitting=fitting, count=moved.changes, name=name)
        if moved.unused:
            kept = counted(
                "What was set for {n} proposal fits no provision of it, and is kept in the list of proposals.",
                "What was set for {n} proposals fits no provision of it, and is kept in the list of proposals.",
                moved.unused,
            )
            summary = f"{summary} {kept}"
        if not moved.left:
            self._window.tell(summary)
            return
        dialog = NewBaseDialog(summary, moved.left, self._window)
        dialog.exec()
        dialog.deleteLater()
