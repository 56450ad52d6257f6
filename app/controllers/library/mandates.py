"""Mandates of the library: who is asked to do what, filtered and exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.background import at_work
from app.controllers.library.names import name_and_status_of, place_of
from app.controllers.library.open_library import OpenLibrary
from app.controllers.library.whole_library import run_over_library
from app.session.clock import utc_now
from app.window.context import Context
from model.errors import ClausewrightError
from model.files.kinds import HTML, WORD
from model.library.queries.mandates import Mandate, MandateFilter, addressee_name, counted_addressees, steps_to_library_mandates
from widgets.common.names import language_names
from widgets.common.translation import counted, join_words, say, window_language
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_outputs
from widgets.dialogs.save_place import ask_where_to_save
from widgets.library.mandates_page import MandatesPage, ShownMandate

if TYPE_CHECKING:
    from model.library.store.library_records import LibraryRecord


class LibraryMandates(QObject):
    """Fills the page of mandates, when it is first seen and when the library has changed."""

    def __init__(self, context: Context, open_library: OpenLibrary, page: MandatesPage) -> None:
        super().__init__(page)
        self._context = context
        self._open = open_library
        self._page = page
        self._all: tuple[Mandate, ...] = ()
        self._held: dict[int, LibraryRecord] | None = None
        page.changed.connect(self._show)
        page.export_asked.connect(self.ask_and_export)

    def show(self) -> None:
        """Shows the mandates of the texts in force, read again if the library has changed."""
        held = self._open.texts()
        if held == self._held:
            return
        found = run_over_library(self._open, steps_to_library_mandates, self.tr("Reading the mandates …"), self._page.window())
        if found is None:
            return
        self._held, self._all = held, found
        language = window_language()
        addressees = [
            (id, f"{addressee_name(id, language) if id else self.tr('Nobody named')} ({count})")
            for id, count in counted_addressees(found)
        ]
        years = sorted({mandate.identity.year for mandate in found} - {0}, reverse=True)
        spoken = {mandate.identity.language for mandate in found}
        self._page.offer(
            [(id or "-", words) for id, words in addressees],
            [(str(year), str(year)) for year in years],
            [(code, name) for code, name in language_names() if code in spoken],
        )
        self._show()

    def _chosen_mandates(self) -> list[Mandate]:
        page = self._page
        addressee, year = page.addressee.currentData(), int(page.year.currentData() or 0)
        wanted = MandateFilter(
            addressee="" if addressee == "-" else addressee,
            first_year=year,
            last_year=year,
            language=page.language.currentData(),
            words=page.words.text(),
        )
        found = filter(wanted.finds, self._all)
        return [mandate for mandate in found if addressee != "-" or not mandate.addressees]

    def _show(self) -> None:
        found, held, language = self._chosen_mandates(), self._held or {}, window_language()
        rows = [_row_of(mandate, held, language) for mandate in found]
        self._page.show_mandates(rows, counted("{n} mandate", "{n} mandates", len(rows)))

    def ask_and_export(self) -> None:
        """Asks for a file, and writes the table that is shown into it: as a web page, for a spreadsheet or for Word."""
        kinds = f"{kinds_of_outputs(WORD, HTML)};;{self.tr('Table for a spreadsheet')} (*.csv)"
        start = Path(self._context.open_submission.start_folder("export")) / (self.tr("Mandates") + ".docx")
        path = ask_where_to_save(self._page.window(), self.tr("Export the mandates"), start, kinds)
        if path is not None:
            self._context.settings.keep_folder("export", path.parent)
            self.export(path)

    def export(self, path: Path) -> None:
        """Writes the table that is shown into a file of the kind of its suffix."""
        from model.library.queries.mandate_table import write_mandates

        found, language = self._chosen_mandates(), window_language()

        def write() -> None:
            write_mandates(found, path, language, say, utc_now())

        try:
            at_work(write, self.tr("Writing {name} …").format(name=path.name), self._page.window())
        except ClausewrightError as error:
            messages.show_error(self._page.window(), say(error.message))


def _row_of(mandate: Mandate, held: dict[int, LibraryRecord], language: str) -> ShownMandate:
    id = mandate.text
    text = held.get(id)
    names = join_words([addressee_name(addressee, language) for addressee in mandate.addressees])
    year = str(mandate.identity.year or "")
    path = mandate.clause.path
    return ShownMandate(id, path, names, year, name_and_status_of(text) if text else "", place_of(path), mandate.clause.text)
