"""The options of a text written to a file as a table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from app.session.clock import utc_now
from app.window.context import Context
from model.errors import ClausewrightError
from model.files.kinds import HTML, WORD
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_outputs
from widgets.dialogs.save_place import ask_where_to_save


class OptionsTableController(QObject):
    """Asks for a file and writes the table."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._settings = context.settings
        self._window = context.window

    def ask_and_write(self) -> None:
        """Asks where the table is written, and writes it; a sentence if there is nothing to write."""
        from model.formats.page.options_table import has_open_texts

        if not has_open_texts(self._session.submission):
            self._window.tell(self.tr("Nothing is in square brackets here."))
            return
        start = Path(self._open_submission.start_folder("export")) / self.tr("Options.html", "name of a file")
        path = ask_where_to_save(self._window, self.tr("Table of options"), start, kinds_of_outputs(HTML, WORD))
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> bool:
        """Writes the table of the submission; returns whether it was written."""
        from model.files.export import write_pages
        from model.formats.page.options_table import options_table

        submission = self._session.submission
        try:
            work = self._open_submission.work
            work(
                lambda: write_pages(options_table(submission, say), path, utc_now()),
                self.tr("Writing {name} …").format(name=path.name),
            )
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._settings.keep_folder("export", path.absolute().parent)
        self._window.tell(self.tr("{name} is written.").format(name=path.name))
        return True
