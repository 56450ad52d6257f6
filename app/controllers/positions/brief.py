"""The delegation's brief: asked for, written as a file, shown as pages that can be printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.printing import PrintingController
from app.session.clock import utc_now
from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import ClausewrightError
from model.files.kinds import HTML, WORD
from model.storage.data_names import path_in
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_outputs
from widgets.dialogs.save_place import ask_where_to_save

if TYPE_CHECKING:
    from model.formats.page.brief import BriefOrder


class BriefController(QObject):
    """Writes and shows the brief of the open submission."""

    def __init__(self, context: Context, printing: PrintingController) -> None:
        """`printing` shows and prints pages."""
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._settings = context.settings
        self._window = context.window
        self._printing = printing
        context.actions.connect_to(ActionId.BRIEF, self.ask)

    def ask(self) -> None:
        """Asks for the order of the brief, and whether it is written or shown."""
        from model.formats.page.brief import has_positions
        from widgets.positions.dialog import BriefDialog

        if not has_positions(self._session.submission):
            self._window.tell(self.tr("There are no positions yet, so there is no brief."))
            return
        dialog = BriefDialog(self._window)
        accepted, order, preview = dialog.exec(), dialog.order, dialog.is_preview
        dialog.deleteLater()
        if accepted and preview:
            self.preview(order)
        elif accepted:
            self._ask_for_place(order)

    def _ask_for_place(self, order: BriefOrder) -> None:
        start = path_in(Path(self._open_submission.start_folder("export")), self._name())
        path = ask_where_to_save(self._window, self.tr("Delegation brief"), start, kinds_of_outputs(WORD, HTML))
        if path is not None:
            self.write(path, order)

    def write(self, path: Path, order: BriefOrder) -> bool:
        """Writes the brief; returns whether it was written."""
        from model.files.export import write_pages
        from model.formats.page.brief import brief

        submission, message = self._session.submission, self.tr("Writing {name} …").format(name=path.name)
        try:
            self._open_submission.work(lambda: write_pages(brief(submission, order, say), path, utc_now()), message)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._settings.keep_folder("export", path.absolute().parent)
        self._window.tell(self.tr("{name} is written. It is confidential.").format(name=path.name))
        return True

    def preview(self, order: BriefOrder) -> None:
        """Shows the pages of the brief, from which they are printed or written as PDF."""
        from model.formats.page.brief import brief

        submission = self._session.submission
        self._printing.preview(lambda: brief(submission, order, say), name=self._name())

    def _name(self) -> str:
        """The name that is proposed for the file."""
        return self.tr("Brief (confidential).docx", "name of a file")
