"""The pages of the text in the window: found by the code of the print preview, once typing has rested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QTextCursor

from app.window.action_ids import ActionId
from app.window.context import Context
from model.submission.conferences import find_conference
from widgets.common.store import Change
from widgets.common.tasks import SlicedWork, debounce
from widgets.editor.document.page_formats import PageFormats

if TYPE_CHECKING:
    from model.submission.values import Submission
    from widgets.printing.page_starts import KnownLines, TextPage
    from widgets.printing.surroundings import Surroundings

REST = 1000
"""Milliseconds after a change until the pages follow it."""
SOON = 100
"""Milliseconds before the pages of a newly shown text are laid out: its first screen comes first."""
SLICE = 0.006
"""Seconds for which that keeps the window waiting."""


class PageViewController(QObject):
    """Sets the page starts of the editor."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._window = context.window
        self._editor = context.window.editor
        self._work = SlicedWork(SLICE, self)
        self._timer = debounce(self, REST, self.find)
        self._breaker: KnownLines | None = None
        self._found: list[TextPage] = []
        self._lines: dict[str, list[int]] = {}
        """The places at which the lines of clauses begin in print, by the clause."""
        self._around: Surroundings | None = None
        self._formats: PageFormats | None = None
        """Those for which the breaker was made."""
        self._work.finished.connect(self._show)
        self._work.failed.connect(_raise)
        context.session.changed.connect(self._on_changed)
        self._editor.story_shown.connect(self._look_soon)
        self._only_proposals = context.actions[ActionId.ONLY_PROPOSALS]
        self._only_proposals.toggled.connect(lambda _on: self._look_soon())

    @property
    def is_settled(self) -> bool:
        """Whether the pages are those of the text as it is."""
        editor = self._editor
        return not (self._timer.isActive() or self._work.running or editor.pages.at_work or editor.is_about_to_scale)

    def _on_changed(self, change: Change) -> None:
        self._work.stop()
        self._editor.pages.stop()
        self._timer.start(SOON if change.transaction is None else REST)

    def _look_soon(self) -> None:
        if self._editor.sheet.comfort.page:
            self._work.stop()
            self._timer.start(SOON)

    def show_in_place(self, number: int, clause: str, point: QPointF) -> None:
        """Shows the text of another proposal where its words were painted, with the caret at a point.

        number: the proposal, from 1
        clause: the id of the clause at that point
        point: the point of the viewport
        """
        editor, bar = self._editor, self._editor.verticalScrollBar()
        top = editor.pages.outer.top_at(point)
        editor.viewport().setUpdatesEnabled(False)
        self._window.show_proposal(number)
        self._timer.stop()
        self.find()
        self._work.finish()
        editor.pages.finish()
        index = next((at for at, other in enumerate(editor.projection.clauses) if other.id == clause), None)
        if index is not None:
            block = editor.document().findBlockByNumber(editor.projection.block_of(index))
            shown = editor.cursorRect(QTextCursor(block)).top()
            bar.setValue(bar.value() + round(shown - top))
            editor.caret.move_to(editor.content.place_at(editor.hit_test.cursor_at(point).position()))
        editor.viewport().setUpdatesEnabled(True)
        editor.setFocus(Qt.FocusReason.MouseFocusReason)

    def find(self) -> None:
        """Looks for the pages of the text as it is now."""
        formats = self._editor.formats
        if not isinstance(formats, PageFormats):
            return
        if self._editor.composing:
            self._timer.start(REST)
            return
        self._work.start(self._steps(formats))

    def _steps(self, formats: PageFormats) -> Iterator[None]:
        submission, number = self._session.submission, self._editor.story.proposal
        if number > len(submission.proposals):
            return
        self._editor.follow_house()
        if formats is not self._editor.formats:
            return  # the text was shown again, for which its pages are found again
        yield
        from model.formats.page.printout import treaty_texts, unroll
        from model.formats.word.printed_styles import printed_styles
        from model.formats.word.table_shapes import shapes_by_text
        from widgets.printing.page_starts import KnownLines, text_pages
        from widgets.printing.surroundings import surroundings_of

        styles = printed_styles(submission.sources)
        yield
        labelling, shapes = self._session.labelling, shapes_by_text(submission)
        whole = treaty_texts(submission, labelling)
        printed = unroll(submission, self._editor.view, styles=styles, labelling=labelling, shapes=shapes, around=whole)
        yield
        if self._breaker is None or formats is not self._formats:
            self._breaker, self._formats = KnownLines(formats.typeface), formats
        self._breaker.prefix, self._breaker.lines, self._found = f"{number}/", {}, []
        for page in text_pages(printed, number, self._breaker):
            self._found.append(page)
            yield
        self._lines = self._breaker.lines
        around = surroundings_of(self._found, number)
        self._around = self._with_empty_fields(submission, around, self._breaker)
        self._breaker.forget_unused()

    def _with_empty_fields(self, submission: Submission, around: Surroundings, breaker: KnownLines) -> Surroundings:
        """The same pages with words in place of empty fields; a text alone, which has no first page, says so."""
        from model.formats.page.front_matter import Front
        from model.formats.page.printout import printed_language
        from widgets.printing.empty_fields import empty_fields, no_first_page
        from widgets.printing.surroundings import with_placeholders

        if not around.before:
            return around
        if not any(proposal.symbol for proposal in submission.proposals):
            words = self.tr("No first page: choose a symbol, such as MOD, to make this text a proposal.")
            around.before[0].placeholders.append(no_first_page(words, breaker))
            return around
        front = Front(submission.header, find_conference(submission.header.conference), printed_language(submission))
        return with_placeholders(around, empty_fields(submission, front, self._words(), breaker))

    def _words(self) -> dict[str, str]:
        """The words that stand in place of an empty field, by the last part of its path."""
        return {
            "conference": self.tr("Conference or assembly"),
            "document": self.tr("Document number"),
            "date": self.tr("Date"),
            "original": self.tr("Original language"),
            "sources": self.tr("Source", "who submits"),
            "title": self.tr("Title"),
            "agenda": self.tr("Agenda item"),
            "abstract": self.tr("Abstract"),
            "contacts": self.tr("Contact persons"),
            "introduction": self.tr("Introduction"),
            "proposal_text": self.tr("Proposal text"),
            "symbol": self.tr("Symbol", "ADD, MOD, SUP or NOC"),
            "number": self.tr("Number"),
            "reasons": self.tr("Reasons"),
        }

    def _show(self) -> None:
        from widgets.printing.surroundings import Surroundings, on_screen

        starts = [page.start for page in self._found if page.start is not None]
        if starts and self._around is not None:
            around, shown = self._around, on_screen(starts, self._around)
            if self._only_proposals.isChecked():  # a part of the text has no pages, only the first one above it
                around, shown, self._lines = Surroundings(around.before), [replace(shown[0], foot=(), below=0)], {}
            self._editor.pages.show(shown, self._lines, around)


def _raise(error: Exception) -> None:
    """Reports a fault of the program in the usual way; the pages stay as they are."""
    raise error
