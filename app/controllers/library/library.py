"""The window of the library and the panel beside the text, and the actions on the selected text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.background import at_work
from app.controllers.library.file_import import LibraryImportController
from app.controllers.library.mandates import LibraryMandates
from app.controllers.library.missing import LibraryMissing
from app.controllers.library.names import chain_rows, name_of
from app.controllers.library.open_library import OpenLibrary
from app.controllers.library.published_library import PublishedLibraryController
from app.controllers.library.search import LibrarySearch
from app.controllers.library.twins import LibraryTwins
from app.window.action_ids import ActionId
from app.window.context import Context
from app.window.desktop_keys import DesktopKeys
from app.window.drag_and_drop import FileDrops
from model.errors import ClausewrightError
from model.library.queries.version_chain import version_chain
from model.library.texts.status import DatedStatus
from model.references.conference_history import conference_named
from model.submission.conferences import find_conference
from model.submission.story import language_of
from widgets.common.foreign_text import direction_marked, isolated_always
from widgets.common.translation import say, with_label
from widgets.dialogs import messages
from widgets.library.entries import LibraryEntry
from widgets.library.search_page import SearchPage
from widgets.library.window import LibraryWindow

if TYPE_CHECKING:
    from app.controllers.comparison.comparison import ComparisonController
    from app.controllers.start.new_proposal import NewProposalController
    from model.library.store.library_records import LibraryRecord


class LibraryController(QObject):
    """Opens the window and the panel, and carries out their actions.

    open_library: the library in use
    published: chooses the library in use
    new_proposal: returns the controller that begins proposals
    comparison: returns the controller that compares texts
    manual: opens the manual at the library
    """

    def __init__(
        self,
        context: Context,
        open_library: OpenLibrary,
        published: PublishedLibraryController,
        new_proposal: Callable[[], NewProposalController],
        comparison: Callable[[], ComparisonController],
        manual: Callable[[], object],
    ) -> None:
        super().__init__(context.window)
        self._context = context
        self._open = open_library
        self._published = published
        self._new_proposal = new_proposal
        self._comparison = comparison
        self._manual = manual
        self.window: LibraryWindow | None = None
        """None before it is first wanted."""
        self.search: LibrarySearch | None = None
        self.beside: LibrarySearch | None = None
        """The search of the panel; None before it is first seen."""
        self._chained: LibraryEntry | None = None
        """The entry whose editions are shown one after another."""
        self._in_menu = False
        """Whether the present action was chosen in the menu of the panel."""
        self.importer = LibraryImportController(context, open_library, self.refresh)
        published.chosen.connect(self._forget)
        published.changed.connect(self.refresh)
        published.state_changed.connect(self._show_which)
        context.actions.connect_to(ActionId.LIBRARY, self.show)
        context.window.parts.append(self)

    def close_story(self) -> None:
        """Closes the library and its window."""
        for search in (self.search, self.beside):
            if search is not None:
                search.stop()
        if self.window is not None:
            self.window.close()
        self._open.close()

    # -- the window

    def show(self) -> None:
        """Opens the window, which is made the first time, and brings it to the front."""
        window, refused = self._library_window(), ""
        try:
            self._open.refresh()
        except ClausewrightError as error:
            refused = say(error.message)
        if refused and self._open.published is None:
            messages.show_error(self._context.window, refused)
            return
        window.show()
        window.raise_()
        window.activateWindow()
        if not refused:
            self._tell_notices(window)
        self.refresh()
        self._published.look()
        window.search.setFocus()

    def _library_window(self) -> LibraryWindow:
        if self.window is None:
            window = self.window = LibraryWindow(self._manual, self._context.window)
            self.search = LibrarySearch(window.search, self._open, self.importer.has_text, self)
            self.search.looked_at.connect(lambda _entry: self._enable())
            filling = self.importer
            for signal, slot in (
                (window.files_asked, lambda: filling.ask_for_files(window)),
                (window.folder_asked, lambda: filling.ask_for_folder(window)),
                (window.search.document_asked, lambda: filling.add_open_document(window)),
                (window.rebuild_asked, lambda: filling.rebuild(window)),
                (window.publish_asked, lambda: filling.ask_and_publish(window)),
                (window.published_asked, lambda: self._published.ask_and_open(window)),
                (window.own_asked, lambda: self._published.back_to_own(window)),
                (window.remove_asked, self.remove),
                (window.abrogated_asked, self.abrogate),
                (window.begin_asked, self.begin),
                (window.open_asked, self.read_beside),
                (window.cite_asked, self.cite),
                (window.compare_asked, self.compare),
                (window.chain_asked, self.show_chain),
            ):
                signal.connect(slot)
            self.twins = LibraryTwins(self._context, self._open, window.twins)
            self.mandates = LibraryMandates(self._context, self._open, window.mandates)
            self.missing = LibraryMissing(self._context, self._open, window.missing)
            for page in (window.twins, window.mandates, window.missing):
                page.opened.connect(self.read_at)
            window.pages.currentChanged.connect(self._on_page)
            parts = [part for part in window.findChildren(QWidget) if part.acceptDrops()]
            FileDrops(window, lambda files: filling.add(files, window), *parts)
            DesktopKeys(window)
            self._show_which()
        return self.window

    def _on_page(self, _row: int) -> None:
        """Reads the mandates or citations when their page is shown, and enables the actions of the page."""
        window = self.window
        if window is not None and window.pages.currentWidget() is window.mandates:
            self.mandates.show()
        if window is not None and window.pages.currentWidget() is window.missing:
            self.missing.show()
        self._enable()

    def read_at(self, id: int, path: str) -> None:
        """Shows a clause of a text on the page of the texts; of a proposal of the draft, -n for its number, in the draft."""
        if id < 0:
            self.missing.show_in_draft(-id, path)
            return
        window, search = self._library_window(), self.search
        if search is not None:
            window.pages.setCurrentWidget(window.search)
            search.go_to(LibraryEntry(id, path=path))

    def _tell_notices(self, window: LibraryWindow) -> None:
        """Shows messages about opening the library, if there are any, and adds the missing texts of its files."""
        notices = self._open.notices()
        if notices:
            messages.show_warnings(window, notices, self.tr("The library was opened."))
        self.importer.complete(window)

    def refresh(self) -> None:
        """Shows in the window and in the panel which library is in use and its present contents."""
        self._show_which()
        for search in (self.search, self.beside):
            if search is not None:
                search.show()
        if self.window is not None:
            self.window.twins.show_filled(bool(self._open.texts()))
            if self.window.pages.currentWidget() is self.window.missing:
                self.missing.show()

    def _show_which(self) -> None:
        message, why, published = self._published.message, self._open.read_only, self._open.published
        folder = self._open.folder
        name, reason = folder.name or str(folder), say(why) if why is not None else ""
        whole, short = (
            ("", "")
            if message is None
            else (with_label(isolated_always(folder_name), say(message)) for folder_name in (str(folder), name))
        )
        if self.window is not None:
            self.window.show_which(name if published is not None else "", whole, reason)
        if self.beside is not None:
            self.beside.page.show_which(direction_marked(short), reason, whole)

    def _forget(self) -> None:
        """Shows nothing any more of the library that was used before."""
        self._chained = None
        if self.window is not None:
            self.window.chain_page.clear()
            self.twins.forget()
            self._on_page(0)

    def _enable(self) -> None:
        if self.window is not None:
            entry = self._entry()
            before = entry is not None and len(self._open.chain(entry.text)) > 1
            draft = bool(self._context.session.submission.proposals)
            held = self._open.texts().get(entry.text) if entry is not None else None
            gone = held is not None and held.status == "abrogated"
            self.window.enable(entry, before=before, draft=draft, abrogated=gone)

    # -- the panel

    def make_panel(self) -> SearchPage:
        """The panel beside the text, filled."""
        page = SearchPage(upright=True)
        self.beside = LibrarySearch(page, self._open, self.importer.has_text, self)
        page.actions_of_text = lambda: self._library_window().of_text
        window = self._context.window
        page.fill_asked.connect(lambda: self.importer.ask_for_files(window))
        page.folder_asked.connect(lambda: self.importer.ask_for_folder(window))
        page.document_asked.connect(lambda: self.importer.add_open_document(window))
        parts = [part for part in page.findChildren(QWidget) if part.acceptDrops()]
        FileDrops(page, lambda files: self.importer.add(files, window), *parts)
        page.published_asked.connect(lambda: self._published.ask_and_open(window))
        page.list.opened.connect(lambda _entry: page.reader.text.setFocus())
        page.menu_shown.connect(self._on_menu)
        self._show_which()
        self.beside.show()
        return page

    # -- actions on a text

    def _entry(self) -> LibraryEntry | None:
        """The selected entry: in the menu of the panel that of the panel, otherwise that on the page of the window; the pages
        of twins and mandates have none."""
        if self._in_menu and self.beside is not None:
            return self.beside.page.list.entry
        if self.window is None or self.search is None:
            return None
        page = self.window.pages.currentWidget()
        entries = {self.window.search: self.search.page.list.entry, self.window.chain_page: self._chained}
        return entries.get(page)

    def _on_menu(self, shown: bool) -> None:
        self._library_window()  # whose actions are in the menu
        self._in_menu = shown
        self._enable()

    def _with_entry(self, do: Callable[[LibraryEntry], object]) -> None:
        entry = self._entry()
        if entry is None:
            return
        if entry.text not in self._open.texts():
            self.refresh()
            messages.show_error(self._parent(), self.tr("{name} is no longer in the library.").format(name=entry.name))
            return
        try:
            do(entry)
        except ClausewrightError as error:
            messages.show_error(self._parent(), say(error.message))

    def _parent(self) -> QWidget:
        """The window in front of which dialogs are shown."""
        return self.window if self.window is not None and not self._in_menu else self._context.window

    def begin(self) -> None:
        """Begins a proposal on the selected text: the dialog for the other values is already filled with it."""

        def ask(entry: LibraryEntry) -> None:
            held = self._open.texts()[entry.text]
            self._new_proposal().ask_about(self._open.copy_at_work(held, self._parent()))

        self._with_entry(ask)

    def read_beside(self) -> None:
        """Shows the selected text in the panel beside the draft and moves the library window out of the way."""

        def show(entry: LibraryEntry) -> None:
            self._show_in_panel(entry)
            if self.window is not None:
                self.window.close()

        self._with_entry(show)

    def show_beside(self, text: LibraryRecord) -> None:
        """Shows a text in the panel beside the draft."""
        self._show_in_panel(LibraryEntry(text.id))

    def _show_in_panel(self, entry: LibraryEntry) -> None:
        self._context.window.panels.open("library")
        if self.beside is not None:
            self.beside.go_to(entry)
        self._context.window.activateWindow()

    def cite(self) -> None:
        """Types the citation of the selected text at the caret of the draft."""

        def type_it(entry: LibraryEntry) -> None:
            window = self._context.window
            window.activateWindow()
            window.editor.setFocus()
            citation = self._citation(entry)
            window.focused_editor().edits.type_text(citation)
            if self.search is not None:
                self.search.page.state.setText(
                    self.tr("Typed in the draft: {citation}").format(citation=isolated_always(citation))
                )

        self._with_entry(type_it)

    def _citation(self, entry: LibraryEntry) -> str:
        """The citation of a text in the language of the draft, with its title in that language if the library has it."""
        from model.library.texts.citing import citation_of

        submission, held = self._context.session.submission, self._open.texts()
        identity_record = held[entry.text]
        story = self._context.window.editor.story.text
        language = language_of(submission, story) or identity_record.identity.language
        same = replace(identity_record.identity, language=language).same
        title = next((text.title for text in held.values() if text.identity.same == same), "")
        conference = find_conference(submission.header.conference)
        adopter = conference_named(conference.id) if conference is not None else None
        return citation_of(identity_record.identity, language, title, adopter)

    def compare(self) -> None:
        """Compares the selected text with the edition before; the user can choose other editions there."""

        def show(entry: LibraryEntry) -> None:
            from model.library.imports.original_file import submission_of

            chain, library = self._open.chain(entry.text), self._open.library
            self._comparison().open_given([(name_of(record), submission_of(library.text(record.id))) for record in chain])

        self._with_entry(show)

    def show_chain(self) -> None:
        """Shows the editions of the selected text one after another."""

        def show(entry: LibraryEntry) -> None:
            chain = self._open.chain(entry.text)
            ids = [record.id for record in chain]
            window = self._library_window()
            found = at_work(
                lambda: self._open.elsewhere(lambda library: version_chain(library.text(id) for id in ids)),
                self.tr("Comparing the editions …"),
                self._parent(),
            )
            editions, origins = chain_rows(found)
            window.chain_page.show_chain(" – ".join(filter(None, (entry.name, chain[-1].title))), editions, origins)
            self._chained = entry
            window.pages.setCurrentWidget(window.chain_page)
            window.show()

        self._with_entry(show)

    def abrogate(self, abrogated: bool) -> None:
        """Marks the selected text as abrogated, or removes the mark."""

        def decide(entry: LibraryEntry) -> None:
            self._open.library.changes.decide(entry.text, DatedStatus("abrogated") if abrogated else None)
            self.refresh()

        self._with_entry(decide)

    def remove(self) -> None:
        """Removes the selected text from the library, after a question."""

        def take_out(entry: LibraryEntry) -> None:
            if messages.ask_to_remove_text(self._parent(), entry.name):
                self._open.library.changes.remove(entry.text)
                self.refresh()

        self._with_entry(take_out)
