"""The window of the editions: citations replaced in one step, judged by the table and the user's own rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.user_data.user_tables import keep_editions, load_editions
from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import ClausewrightError, FileError
from model.references.editions import shipped_editions
from model.submission.search import stretch
from model.submission.transactions import Selection
from model.submission.values import Submission
from widgets.common.announcements import announce
from widgets.common.names import name_place
from widgets.common.store import Change
from widgets.common.translation import say, window_language
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_editions

if TYPE_CHECKING:
    from model.formats.progress import Report
    from model.preflight.citation_list import CitationEntry
    from model.references.editions import EditionRow
    from widgets.editions.citations import EditionsDialog


class EditionsController(QObject):
    """Opens the window of the editions, and does what is asked for there."""

    rows_changed = Signal()

    def __init__(self, context: Context, folder: Path) -> None:
        """`folder` is that of the settings, which contains the user's own rows."""
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = window
        self._settings = context.settings
        self._folder = folder
        self._user_rows: tuple[EditionRow, ...] | None = None
        self._listed: Submission | None = None
        """The submission whose citations are listed."""
        self.dialog: EditionsDialog | None = None
        context.actions.connect_to(ActionId.EDITIONS, self.show)
        context.session.changed.connect(self._on_changed)
        window.parts.append(self)

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the window."""
        self._session.changed.disconnect(self._on_changed)

    def show(self) -> None:
        """Opens the window of the editions, which is made the first time, and brings it to the front."""
        if self.dialog is None:
            from widgets.editions.citations import EditionsDialog

            dialog = EditionsDialog(self._name, self._window)
            dialog.citations.replace_asked.connect(self.replace)
            dialog.citations.shown.connect(self._show)
            dialog.citations.conference_chosen.connect(self.choose_conference)
            dialog.table.own_changed.connect(self.keep)
            dialog.table.import_asked.connect(self._ask_and_import)
            dialog.came_forward.connect(self._bring_up_to_date)
            self.dialog = dialog
            self._show_table()
        self._bring_up_to_date()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    # -- citations

    def _on_changed(self, change: Change) -> None:
        """A text that is put in the place of the first one is listed when the window is gone to."""
        if change.transaction is None:
            self._listed = None
            if self.dialog is not None:
                self.dialog.citations.forget()

    def _bring_up_to_date(self) -> None:
        if self.dialog is not None and self._listed is not self._session.submission:
            self._list()

    def _list(self) -> None:
        from model.preflight.citation_list import entries
        from model.preflight.rules import context_of
        from model.submission.conferences import conference_choices, conferences

        dialog, submission = self.dialog, self._session.submission
        if dialog is None:
            return
        self._listed = submission
        frame = context_of(submission, own_rows=self.rows())
        found = self._open_submission.work(lambda: entries(frame), self.tr("Looking for citations …"))
        conference = frame.conference
        held = (conference.text("short", window_language()) or conference.id) if conference is not None else ""
        if held:
            message = self.tr("Judged as of {date} ({conference}).")
        elif frame.at.startswith("9999"):
            message = self.tr("⚠ Choose a conference: without one, citations are judged by the last editions in the table.")
        else:
            message = self.tr(
                "⚠ Choose a conference: without one, citations are judged as of {date}, by the opening line of the text."
            )
        dialog.citations.offer_conferences([] if held else conference_choices(conferences(), window_language()))
        dialog.citations.show_entries(found, message.format(date=frame.at, conference=held))

    def choose_conference(self, id: str) -> None:
        """Makes a conference that of the submission, as the form does, and judges the citations by it."""
        from model.edits.fields import fill_field

        try:
            self._session.commit(fill_field(self._session.submission, "header/conference", id, self._session.stamp()))
        except ClausewrightError as error:
            messages.show_error(self.dialog, say(error.message))
            return
        self._list()
        if self.dialog is not None:
            announce(self.dialog, self.dialog.citations.summary.text())

    def _name(self, entry: CitationEntry) -> str:
        line = entry.cited.line
        return name_place(self._session, line.story, line.bearer.id)

    def _show(self, entry: CitationEntry) -> None:
        line, citation, _ = entry.cited
        self._window.go_to(Selection(line.story, *stretch(line.passage, *line.legible.span(citation.start, citation.stop))))

    def replace(self, chosen: Sequence[CitationEntry]) -> None:
        """Names the edition in force in chosen citations, as one step."""
        from model.edits.references import replace_editions

        if self._listed is not self._session.submission:
            self._bring_up_to_date()
            self._window.tell(self.tr("The text has changed in the meantime; look at the list again."))
            return
        try:
            self._session.commit(replace_editions(self._session.submission, chosen, self._session.stamp()))
        except ClausewrightError as error:
            messages.show_error(self.dialog, say(error.message))
            return
        self._list()
        if self.dialog is not None:  # its button, which has no more to replace, has lost the focus to the next one
            self.dialog.citations.view.setFocus()
            announce(self.dialog, self.dialog.citations.summary.text())

    # -- the table

    def rows(self) -> tuple[EditionRow, ...]:
        """The user's own rows, read when they are first needed; none if the file cannot be used, which is reported."""
        if self._user_rows is None:
            self._user_rows, wrong = load_editions(self._folder)
            if wrong:
                self._window.tell(say(wrong))
        return self._user_rows

    def _show_table(self) -> None:
        user_rows, wrong = load_editions(self._folder)
        self._user_rows = user_rows
        if self.dialog is not None:
            message = self.tr("{why}. Correct that line in the file; until then, only the built-in table is used.")
            self.dialog.table.show_rows(
                shipped_editions(), user_rows, message.format(why=say(wrong).rstrip(".")) if wrong else ""
            )

    def keep(self, rows: Sequence[EditionRow]) -> bool:
        """Makes these the user's own rows; gives whether they are."""
        try:
            keep_editions(self._folder, rows)
        except FileError as error:
            messages.show_error(self.dialog, say(error.message))
            return False
        self._show_table()
        self._list()
        self.rows_changed.emit()
        return True

    def _ask_and_import(self) -> None:
        start = self._open_submission.start_folder("open")
        title = self.tr("Import editions from Final Acts or a list of contents")
        path, _ = QFileDialog.getOpenFileName(self.dialog, title, start, kinds_of_editions())
        if path:
            self.import_from(Path(path))

    def import_from(self, path: Path) -> None:
        """Adds the editions of the texts in a file to the user's own rows, those that the table has not yet."""
        from model.formats.safe_zip import read_file
        from model.library.imports.file_reader import edition_rows

        def read(report: Report) -> tuple[EditionRow, ...]:
            return edition_rows(read_file(path, str(path)), path.name, report)

        try:
            found = self._open_submission.read(read, self.tr("Reading {name} …").format(name=path.name))
        except ClausewrightError as error:
            messages.show_error(self.dialog, say(error.message))
            return
        user_rows = self.rows()
        known = {row.same for row in (*shipped_editions(), *user_rows)}
        new = [row for row in found if row.same not in known]
        if not found:
            message = self.tr("{name} contains no text with its number and edition, so there is nothing to import.")
        elif not new:
            message = self.tr("Editions in {name}: {found}; the table has them already.")
        else:
            message = self.tr("Editions in {name}: {found}, of which new and added to your own: {new}.")
        if new and not self.keep([*user_rows, *new]):
            return
        if self.dialog is not None:
            self.dialog.table.summary.setText(message.format(name=path.name, found=len(found), new=len(new)))
            if new:
                self.dialog.table.show_row(new[0])
