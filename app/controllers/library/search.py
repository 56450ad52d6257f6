"""The contents of a page of the library: its texts, or the clauses that match the typed words, and the selected one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.controllers.library.names import addressee_names, name_and_status_of, name_of, place_of, status_of
from app.controllers.library.open_library import OpenLibrary
from model.errors import ClausewrightError
from model.library.store.library_records import LibraryRecord
from model.library.store.search import LibraryHit, LibraryQuery
from model.library.texts.editions import rank
from model.numbering import Labelling
from model.redline import Redline
from model.submission.clause_paths import side_paths
from widgets.common.names import language_names
from widgets.common.tasks import debounce
from widgets.common.translation import counted, line_of, say
from widgets.editions.states import body_name
from widgets.library.entries import LibraryEntry
from widgets.library.search_page import SearchPage

SEARCH_AFTER = 30
"""Milliseconds after the last key until it is searched."""
LOOK_AFTER = 80
"""Milliseconds from showing the hits to showing the text of the first one."""
MOST = 200
"""Hits that are listed."""


class LibrarySearch(QObject):
    """Fills one page from the library."""

    looked_at = Signal(object)
    """The selected LibraryEntry, or None."""

    def __init__(self, page: SearchPage, open_library: OpenLibrary, has_text: Callable[[], bool], parent: QObject) -> None:
        """`has_text` returns whether the open document has a text in force, which can be added."""
        super().__init__(parent)
        self._has_text = has_text
        self.page = page
        self._open = open_library
        self._shown: tuple[tuple[int, str], Redline] | None = None
        """The text that is shown, with its id and digest."""
        self._search_timer = debounce(self, SEARCH_AFTER, self._answer)
        self._reader_timer = debounce(self, LOOK_AFTER, lambda: self._read(page.list.entry))
        self._is_answering = False
        """Whether the list is being filled with the hits."""
        page.changed.connect(self._start)
        page.looked_at.connect(self._look)

    def stop(self) -> None:
        """Stops the work in progress."""
        self._search_timer.stop()
        self._reader_timer.stop()

    @property
    def is_busy(self) -> bool:
        """Whether a search, or loading the text of an entry, is in progress."""
        return self._search_timer.isActive() or self._reader_timer.isActive()

    def show(self) -> None:
        """Shows the library as it is now."""
        held = self._open.texts()
        bodies = sorted({text.identity.body for text in held.values()} - {""})
        self.page.show_empty(not held, draft=self._has_text())
        self.page.form.offer([(body, body_name(body)) for body in bodies], addressee_names())
        self.search()

    @property
    def query(self) -> LibraryQuery:
        """The query."""
        form = self.page.form

        def chosen(value: object) -> tuple[str, ...]:
            return (str(value),) if value else ()

        return LibraryQuery(
            words=form.words.text(),
            language=form.language.currentData(),
            titles=form.titles.isChecked(),
            bodies=chosen(form.body.currentData()),
            statuses=chosen(form.status.currentData()),
            parts=chosen(form.part.currentData()),  # type: ignore[arg-type]
            addressees=chosen(form.addressee.currentData()),
            unfinished=True,
        )

    def _start(self) -> None:
        self._reader_timer.stop()
        self._search_timer.start()

    def _answer(self) -> None:
        """Searches for the typed words, and after a moment shows the text of the first hit."""
        self._is_answering = True
        try:
            self.search()
        finally:
            self._is_answering = False

    def search(self) -> None:
        """Shows the clauses that are found; without words, the texts."""
        self._search_timer.stop()
        query, held = self.query, self._open.texts()
        try:
            if query.words.strip():
                found = self._open.library.search(query, MOST) if self._open.is_used else None
                hits = found.hits if found is not None else ()
                entries = [_entry_of_hit(hit, held[hit.text]) for hit in hits if hit.text in held]
                total = found.total if found is not None else 0
                summary = counted("{n} clause found", "{n} clauses found", total)
                if total > len(entries):
                    summary = self.tr("{found}; the first {shown} are shown").format(found=summary, shown=len(entries))
            else:
                wanted = sorted(filter(query.takes_in, held.values()), key=_order)
                entries = [_entry_of_text(text) for text in wanted]
                summary = self._text_count(len(entries), len(held))
        except ClausewrightError as error:
            entries, summary = [], say(error.message)
        self.page.show_entries(entries, summary)

    def _text_count(self, shown: int, held: int) -> str:
        if not held:
            return self.tr("The library contains no texts.")
        if shown == held:
            return counted("{n} text", "{n} texts", held)
        return self.tr("{shown} of {held} texts").format(shown=shown, held=held)

    def go_to(self, entry: LibraryEntry) -> None:
        """Shows a text, whatever the query is."""
        form = self.page.form
        form.blockSignals(True)
        form.words.clear()
        for box in (form.language, form.body, form.status, form.part, form.addressee):
            box.setCurrentIndex(0)
        form.titles.setChecked(False)
        form.blockSignals(False)
        self.search()
        row = next((row for row, listed in enumerate(self.page.list.entries.entries) if listed.text == entry.text), -1)
        if row >= 0:
            self.page.list.setCurrentIndex(self.page.list.entries.index(row, 0))
        self._look(entry)

    def _look(self, entry: LibraryEntry | None) -> None:
        if self._is_answering:
            self._reader_timer.start()
        else:
            self._read(entry)
        self.looked_at.emit(entry)

    def _read(self, entry: LibraryEntry | None) -> None:
        """Shows the text of an entry beside the list."""
        self._reader_timer.stop()
        reader = self.page.reader
        try:
            if entry is None:
                self._shown = None
                reader.show_text(Redline(), "")
            else:
                held = self._open.texts()[entry.text]
                if self._shown is None or self._shown[0] != (entry.text, held.digest):
                    self._shown = (entry.text, held.digest), self._open.library.text(entry.text).redline
                redline = self._shown[1]
                head = " – ".join(filter(None, (name_and_status_of(held), held.title)))
                clause = clause_at(redline, entry.path) if entry.path else ""
                reader.show_text(redline, head, clause)
        except (ClausewrightError, KeyError) as error:
            reader.show_text(Redline(), say(error.message) if isinstance(error, ClausewrightError) else "")


def clause_at(redline: Redline, path: str) -> str:
    """The id of the clause with the paragraph of a path; '' if there is none."""
    named = side_paths(redline, Labelling.of(redline), "draft")
    return next((id for id, clause_path in named.items() if clause_path == path), "")


def _order(text: LibraryRecord) -> tuple[object, ...]:
    identity = text.identity
    number = identity.number
    return (
        not number,
        identity.body,
        identity.instrument,
        int(number) if number.isdecimal() else 1 << 30,
        number,
        rank(identity),
        identity.language,
    )


def _entry_of_text(text: LibraryRecord) -> LibraryEntry:
    language = dict(language_names()).get(text.identity.language, text.identity.language)
    where = line_of((body_name(text.identity.body), language, status_of(text)))
    return LibraryEntry(text.id, -1, name_of(text), where, text.title)


def _entry_of_hit(hit: LibraryHit, text: LibraryRecord) -> LibraryEntry:
    status = status_of(text) if text.status != "in_force" else ""
    where = line_of((place_of(hit.clause.path), status))
    return LibraryEntry(hit.text, hit.place, name_of(text), where, hit.clause.text, hit.marks, hit.clause.path)
