"""The texts that are cited and missing in the library, shown on their page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.library.names import name_of
from app.controllers.library.open_library import OpenLibrary
from app.controllers.library.whole_library import run_over_library
from app.window.context import Context
from model.errors import ClausewrightError
from model.lexicon.words import comparable_text
from model.library.queries.missing_texts import (
    CitingPlace,
    MissingText,
    citing_places_of,
    missing_texts,
    steps_to_citing_places,
)
from model.library.texts.citing import citation_of, without_article
from model.library.texts.editions import row_of_edition
from model.library.texts.status import status_message
from model.library.texts.values import TextIdentity
from model.submission.story import StoryId
from model.submission.transactions import Selection
from widgets.common.names import language_names
from widgets.common.translation import counted, join_words, line_of, say
from widgets.dialogs import messages
from widgets.editions.states import named_edition
from widgets.library.missing_page import MissingPage, ShownMissing

if TYPE_CHECKING:
    from model.library.store.library_records import LibraryRecord

NOTES = "notes/"
_NAMED = 12
"""Citing texts that a tooltip names."""


class LibraryMissing(QObject):
    """Fills the page of missing texts when it is shown, and again when the library has changed meanwhile."""

    def __init__(self, context: Context, open_library: OpenLibrary, page: MissingPage) -> None:
        super().__init__(page)
        self._context = context
        self._open = open_library
        self._page = page
        self._held: dict[int, LibraryRecord] | None = None
        self._places: tuple[CitingPlace, ...] = ()
        """The citations in the texts of the library."""
        self._all: tuple[MissingText, ...] = ()
        page.changed.connect(self._show)

    def show(self) -> None:
        """Shows what is missing now. The texts of the library are read again if it has changed, the draft each time."""
        held = self._open.texts()
        if held != self._held:
            message = self.tr("Reading the citations …")
            found = run_over_library(self._open, steps_to_citing_places, message, self._page.window())
            if found is None:
                return
            self._held, self._places = held, found
        try:
            editions = self._open.library.editions()
        except ClausewrightError as error:
            messages.show_error(self._page.window(), say(error.message))
            return
        places = (*citing_places_of(self._context.session.submission), *self._places)
        self._all = missing_texts(places, held.values(), editions)
        spoken = {text.identity.language for text in self._all}
        self._page.offer([(code, name) for code, name in language_names() if code in spoken])
        self._show()

    def _show(self) -> None:
        page, names = self._page, dict(language_names())
        language, only_draft = page.language.currentData(), bool(page.source.currentData())
        words = comparable_text(page.filter.text()).split()
        texts = [text for text in self._all if language in ("", text.identity.language) and (text.in_draft or not only_draft)]
        rows = [self._row_of(text, names) for text in texts]
        found = [row for row in rows if _has_words(row, words)]
        page.show_missing(found, counted("{n} text is cited and missing", "{n} texts are cited and missing", len(found)))

    def _row_of(self, text: MissingText, names: Mapping[str, str]) -> ShownMissing:
        first, identity = text.places[0], text.identity
        held = [_held_name(other, names) for other in text.held]
        state = [say(status_message("abrogated"))] if text.is_abrogated else []
        return ShownMissing(
            first.text,
            first.path,
            counted("{n} text", "{n} texts", text.texts, context="citing"),
            self._citing_names(text),
            without_article(citation_of(identity, identity.language), identity.language),
            text.title,
            line_of([*state, *held]),
            text.words,
        )

    def _citing_names(self, text: MissingText) -> str:
        names = list(dict.fromkeys(map(self._name_of, text.places[: _NAMED + 1])))
        return join_words([*names[:_NAMED], *(["…"] if text.texts > _NAMED else [])])

    def _name_of(self, place: CitingPlace) -> str:
        """The name of a citing text."""
        if place.text < 0:
            return self.tr("the draft")
        record = (self._held or {}).get(place.text)
        return name_of(record) if record is not None else ""

    def show_in_draft(self, number: int, path: str) -> None:
        """Goes to the clause of the draft that has a path.

        number: that of its proposal
        """
        window, session = self._context.window, self._context.session
        if path.startswith(NOTES):
            key = path.removeprefix(NOTES).partition("/")[0]
            note = session.submission.proposals[number - 1].redline.notes.get(key)
            story, ids = StoryId(number, key), [clause.id for clause in note.clauses] if note is not None else []
        else:
            story, paths = StoryId(number), session.paths(number)
            ids = [id for id, known in paths.items() if known.replace("/+", "/") == path.replace("/+", "/")]
        if ids:
            window.activateWindow()
            window.go_to(Selection(story, (ids[0], 0), (ids[0], 0)))
            (window.note if story.note else window.editor).setFocus()


def _has_words(row: ShownMissing, words: Iterable[str]) -> bool:
    searched = comparable_text(f"{row.name} {row.title} {row.words}")
    return all(word in searched for word in words)


def _held_name(identity: TextIdentity, names: Mapping[str, str]) -> str:
    """An edition and its language."""
    language = names.get(identity.language, identity.language)
    return line_of(filter(None, (named_edition(row_of_edition(identity)), language)))
