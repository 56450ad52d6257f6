"""Twins of the clause under the caret of the draft, and of all clauses of the library; changes drafted for them as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.library.names import name_and_status_of, place_of
from app.controllers.library.open_library import OpenLibrary
from app.controllers.library.whole_library import run_over_library
from app.window.context import Context
from model.edits.proposals.twin_proposals import TwinPlace, draft_for_twins
from model.errors import ClausewrightError
from model.library.queries.library_twins import Identities, steps_to_library_groups, twins_in
from model.library.queries.twins import Twin, TwinGroup, differences, twin_clauses
from model.library.texts.clauses import clauses_of
from model.library.texts.identity import library_text
from model.library.texts.status import LATEST_STATUSES
from model.submission.story import NO_TEXT, redline_of
from widgets.common.foreign_text import isolated_always
from widgets.common.translation import counted, say, with_label
from widgets.dialogs import messages
from widgets.library.twins_page import ShownGroup, ShownTwin, TwinsPage

if TYPE_CHECKING:
    from model.library.store.library_records import LibraryRecord


class LibraryTwins(QObject):
    """Fills the page of twins, and drafts the changes that the user asks for there."""

    def __init__(self, context: Context, open_library: OpenLibrary, page: TwinsPage) -> None:
        super().__init__(page)
        self._context = context
        self._session = context.session
        self._open = open_library
        self._page = page
        self._clause = (NO_TEXT, "")
        """The story and the id of the clause of the draft whose twins are shown; NO_TEXT if others are shown."""
        page.here_asked.connect(self.show_here)
        page.all_asked.connect(self.show_all)
        page.draft_asked.connect(self.draft)

    def forget(self) -> None:
        """Shows no twins any more."""
        self._clause = (NO_TEXT, "")
        self._page.offer_draft(False)
        self._page.show_groups([], "")

    def show_here(self) -> None:
        """Shows the twins of the clause under the caret, in texts in force only: a superseded text needs no draft."""
        editor = self._context.window.editor
        clause = editor.caret.clause()
        self._clause = (NO_TEXT, "")
        self._page.offer_draft(False)
        if clause is None:
            self._page.show_groups([], self.tr("The caret is not in a clause."))
            return
        story = editor.story.text
        draft_text = library_text(redline_of(self._session.submission, story))
        path = self._session.paths(story.proposal).get(clause.id, "").replace("/+", "/")
        clauses = twin_clauses(0, draft_text.identity, clauses_of(draft_text.redline))
        caret_clause = next((candidate for candidate in clauses if candidate.clause.path == path), None)
        if caret_clause is None:
            self._page.show_groups([], self.tr("Only paragraphs of 8 to 400 words are compared. The caret is not in one."))
            return
        held = self._open.texts()
        in_force: Identities = {text.id: text.identity for text in held.values() if text.status in LATEST_STATUSES}
        found = twins_in(self._open.library, caret_clause, in_force)
        summary = counted("{n} clause says nearly the same", "{n} clauses say nearly the same", len(found))
        twins = tuple(_row_of(twin, held) for twin in found)
        group = ShownGroup("", self.tr("the draft"), place_of(path), caret_clause.clause.text, twins, _least(found))
        self._page.show_groups([group] if found else [], summary)
        self._page.kind.setCurrentIndex(self._page.kind.findData(""))
        self._clause = story, clause.id
        self._page.offer_draft(bool(found))

    def show_all(self) -> None:
        """Shows the twins of all clauses in force."""
        self._clause = (NO_TEXT, "")
        self._page.offer_draft(False)
        found = run_over_library(self._open, steps_to_library_groups, self.tr("Comparing clauses …"), self._page.window())
        if found is None:
            return
        held = self._open.texts()
        summary = counted(
            "{n} group of clauses that say nearly the same", "{n} groups of clauses that say nearly the same", len(found)
        )
        self._page.show_groups([_group_of(group, held) for group in found], summary)

    def draft(self) -> None:
        """Drafts the change of the clause of the draft for the twins that are chosen, each in a proposal on its text."""
        story, clause = self._clause
        if not clause:
            return
        chosen = self._page.chosen_twins()
        try:
            library = self._open.library
            twins = [TwinPlace(library.text(twin.text).redline, twin.path) for twin in chosen]
            drafts = draft_for_twins(self._session.submission, story, clause, twins, self._session.stamp())
            if drafts.transaction.steps:
                self._session.commit(drafts.transaction)
        except ClausewrightError as error:
            messages.show_error(self._page.window(), say(error.message))
            return
        names = {id(place): twin.name for twin, place in zip(chosen, twins, strict=True)}
        left = [with_label(isolated_always(names[id(twin)]), say(message)) for twin, message in drafts.refused]
        left += [
            self.tr("{text}, {place}: the words “{words}” were not found. Make the change there yourself.").format(
                text=isolated_always(names[id(skipped.twin)]),
                place=place_of(skipped.twin.path),
                words=skipped.words.old or skipped.words.new,
            )
            for skipped in drafts.left
        ]
        done = len(chosen) - len(drafts.refused)
        summary = counted("The change was drafted for {n} clause.", "The change was drafted for {n} clauses.", max(done, 0))
        messages.show_warnings(self._page.window(), left, summary)


def _group_of(group: TwinGroup, held: Mapping[int, LibraryRecord]) -> ShownGroup:
    first = group.first
    text = held.get(first.text)
    twins = tuple(_row_of(twin, held) for twin in group.others)
    name = name_and_status_of(text) if text is not None else ""
    id = text.id if text is not None else 0
    return ShownGroup(
        group.kind, name, place_of(first.clause.path), first.clause.text, twins, _least(group.others), id, first.clause.path
    )


def _least(twins: Iterable[Twin]) -> str:
    """The least similarity of some twins."""
    return f"{min((twin.similarity for twin in twins), default=0):.0%}"


def _row_of(twin: Twin, held: Mapping[int, LibraryRecord]) -> ShownTwin:
    clause = twin.second.clause
    text = held.get(twin.second.text)
    pieces = [(piece.status, piece.text) for piece in differences(twin.first.clause.text, clause.text)]
    name = name_and_status_of(text) if text is not None else ""
    id = text.id if text is not None else 0
    return ShownTwin(id, clause.path, name, place_of(clause.path), clause.text, f"{twin.similarity:.0%}", pieces)
