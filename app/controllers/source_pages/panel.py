"""The page that the text was read from, beside the text: it follows the caret, and the caret follows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF

from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import EditError
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import Selection
from widgets.common.foreign_text import on_one_line
from widgets.common.tasks import debounce
from widgets.common.translation import say

if TYPE_CHECKING:
    from app.controllers.source_pages.pictures import Draw, PagePictures
    from model.files.source_pages import SourcePages
    from widgets.source_pages.page_view import SourcePageView

NAME = "source page"
"""The name of the panel in the kept layout."""
FOLLOW_AFTER = 60
"""Milliseconds after the last move of the caret until the page follows, so that no key waits for it."""


class SourcePageController(QObject):
    """Connects the panel with the text. The panel, the PDF and its places are read when the panel is first seen."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = window
        self.draw: Draw | None = None
        """Draws the pages; None: the process that reads PDFs."""
        self._parts: Mapping[str, bytes] | None = None
        """The parts of the project whose pages are shown."""
        self._name = ""
        """The name of the source of the proposal whose pages are shown."""
        self._pages: SourcePages | None = None
        self._problem = ""
        self._pictures: PagePictures | None = None
        self._outlined: tuple[StoryId, str] | None = None
        """The clause that is outlined, with its story."""
        self.view: SourcePageView | None = None
        """None before it is first seen."""
        self._timer = debounce(self, FOLLOW_AFTER, self.follow)
        window.panels.add(NAME, self.tr("Source page"), self._make_view, ActionId.SOURCE_PAGE, broad=True, passing=True)
        for signal in (window.editor.caret_moved, window.note.caret_moved, window.panels.changed):
            signal.connect(self._wait)
        window.proposal_shown.connect(lambda _number: self._wait())
        context.open_submission.opened.connect(self._wait)
        window.parts.append(self)

    def close_story(self) -> None:
        """Stops drawing."""
        self._timer.stop()
        self._stop()

    def _make_view(self) -> SourcePageView:
        from widgets.source_pages.page_view import SourcePageView

        view = self.view = SourcePageView()
        view.setMinimumWidth(240)
        view.point_chosen.connect(self._go_to_point)
        view.step_asked.connect(self._step)
        view.chosen.connect(self._go_to_text)
        self._wait()
        return view

    def _wait(self) -> None:
        if self.view is not None and self._window.panels.in_front(NAME):
            self._timer.start()

    # -- which pages

    def _read(self, story: StoryId) -> None:
        """Reads the pages of a proposal of the open document, if they are others than before."""
        persistence = self._open_submission.persistence
        parts = persistence.project.parts if persistence is not None else {}
        proposals = self._session.submission.proposals
        name = proposals[story.proposal - 1].source if 0 < story.proposal <= len(proposals) else ""
        if self.view is None or (parts is self._parts and name == self._name):
            return
        from model.files.source_pages import source_pages

        self._parts, self._name, self._outlined, self._problem = parts, name, None, ""
        try:
            pages = source_pages(parts, name) if name else None
        except EditError as error:
            pages, self._problem = None, self.tr("The source page is not shown: {reason}.").format(reason=say(error.message))
        if pages == self._pages:
            return
        self._stop()
        self._pages = pages
        if pages is not None:
            from app.controllers.source_pages.pictures import PagedDocument, PagePictures, last_page

            self.view.show_document(pages.page_count or last_page(pages.places))
            self._pictures = PagePictures(PagedDocument(pages.name, pages.data, pages.turns), self.view, self, self.draw)

    def _stop(self) -> None:
        if self._pictures is not None:
            self._pictures.stop()
            self._pictures = None

    # -- following

    def follow(self) -> None:
        """Outlines the clause of the caret on its page; of a new clause, the one before it."""
        self._timer.stop()
        view = self.view
        if view is None or not self._window.panels.in_front(NAME):
            return
        editor = self._window.focused_editor()
        story = editor.story
        self._read(story)
        places = self._places_of(story)
        if places is None:
            nothing = self.tr("This text was not read from a PDF. The pages of one that you open are shown here.")
            view.show_problem(self._problem or nothing)
            return
        clause = editor.caret.clause()
        if clause is None:
            return
        ids = [other.id for other in story_clauses(self._session.submission, story)]
        before = ids[: ids.index(clause.id) + 1] if clause.id in ids else []
        found = next((id for id in reversed(before) if id in places), "")
        self._outline(story, found, clause.text if found == clause.id else "")

    def _places_of(self, story: StoryId) -> Mapping[str, object] | None:
        """The places of the clauses of a story, by id; None if its text is not from the pages."""
        from model.files.source_pages import pages_of_proposal

        proposals = self._session.submission.proposals
        if not 0 < story.proposal <= len(proposals):
            return None
        pages = pages_of_proposal(self._pages, proposals[story.proposal - 1])
        return pages.places if pages is not None else None

    def _outline(self, story: StoryId, id: str, words: str) -> None:
        if self.view is not None and self._pages is not None:
            self._outlined = story, id
            self.view.show_places(self._pages.places.get(id, ()), on_one_line(words[:80]))

    # -- going to the text

    def _go_to_point(self, page: int, point: QPointF) -> None:
        """Goes to the clause at a point of a page."""
        from widgets.source_pages.places import clause_at

        if self._pages is not None:
            self._go_to(clause_at(self._pages.places, page, point.x(), point.y()))

    def _go_to(self, id: str) -> None:
        """Puts the caret into a clause, wherever it is now."""
        number = self._window.editor.story.proposal
        proposals = self._session.submission.proposals
        order = [number, *(other for other in range(1, len(proposals) + 1) if other != number)]
        for proposal in order:
            if self._places_of(StoryId(proposal)) is None:
                continue
            redline = proposals[proposal - 1].redline
            notes = [key for key, note in redline.notes.items() if any(clause.id == id for clause in note.clauses)]
            if id in redline.places or notes:
                story = StoryId(proposal, notes[0] if notes else "")
                self._window.go_to(Selection(story, (id, 0), (id, 0)))
                self.follow()
                return

    def _step(self, by: int) -> None:
        """Goes to the clause after the outlined one, or before it, among those that are on the pages."""
        if self._outlined is None:
            return
        story, id = self._outlined
        places = self._places_of(story) or {}
        ids = [clause.id for clause in story_clauses(self._session.submission, story) if clause.id in places]
        at = ids.index(id) + by if id in ids else 0
        if 0 <= at < len(ids):
            self._go_to(ids[at])

    def _go_to_text(self) -> None:
        self._window.focused_editor().setFocus()
