"""Returned copies in their window: read beside the draft again after each of its changes, taken over into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.background import Report, Worker, at_work_in_steps
from app.window.action_ids import ActionId
from app.window.context import Context
from app.window.desktop_keys import DesktopKeys
from model.consolidation.conflicts import ProposedChange
from model.edits.take_over.copies import Copies, CopiesMatrix, take_changes
from model.errors import ClausewrightError
from model.submission.story import StoryId, redline_of
from model.submission.values import Submission
from widgets.common.store import Change
from widgets.common.tasks import debounce
from widgets.common.translation import say
from widgets.comparison.phrases import taken_words
from widgets.consolidation.copies_window import CopiesWindow
from widgets.dialogs import messages

FOLLOW_AFTER, FOLLOW_LATER = 50, 1500
"""Milliseconds after the last change of the draft until the copies are read beside it again; the second while somebody
writes in the draft's own window, since that takes from the time of the keys."""


class CopiesController(QObject):
    """Shows copies of one document, as long as that is the document."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._session = context.session
        self._window = context.window
        self.window: CopiesWindow | None = None
        """None before it is first wanted."""
        self._texts: dict[int, Copies] = {}
        """Of each proposal that a copy changes, by its number."""
        self._number = 1
        self._matrix: CopiesMatrix | None = None
        self._of: Submission | None = None
        """The submission beside which the board was made."""
        self._worker: Worker[tuple[CopiesMatrix, Submission]] | None = None
        self._stay = False
        self._follow = debounce(self, FOLLOW_AFTER, self._read)
        context.session.changed.connect(self._on_changed)
        context.window.parts.append(self)

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the window."""
        self._follow.stop()
        self._session.changed.disconnect(self._on_changed)
        if self.window is not None:
            self.window.close()

    def show(self, copies: Sequence[tuple[str, Submission]]) -> bool:
        """Shows copies, each with its name, beside the draft, or says that none differs from it."""
        submission, stamp = self._session.submission, self._session.stamp()

        def work(report: Report) -> dict[int, Copies]:
            message, done = self.tr("Comparing the copies with the draft …"), iter(range(len(copies) * len(submission.proposals)))
            found = {}
            for number in range(1, len(submission.proposals) + 1):
                made = Copies.of(
                    submission,
                    number,
                    copies,
                    stamp,
                    lambda: report(next(done), len(copies) * len(submission.proposals), message),
                )
                if made.has_changes():
                    found[number] = made
            return found

        try:
            found = at_work_in_steps(work, self.tr("Comparing …"), self._window)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        if found is None:
            return False
        self._texts = found
        if not found:
            self._window.tell(self.tr("The returned copies say what the draft says."))
            return False
        number = self._window.editor.story.proposal
        self._show_text(number if number in found else next(iter(found)))
        return True

    def _show_text(self, number: int) -> None:
        window = self._make_window()
        self._number = number
        proposals = self._session.submission.proposals
        names = [
            (text, f"{proposals[text - 1].symbol} {proposals[text - 1].number}".strip() or str(text)) for text in self._texts
        ]
        window.show_texts(names, number)
        self._matrix, self._stay = None, False
        self._read()

    def _make_window(self) -> CopiesWindow:
        if self.window is None:
            shared = self._context.actions
            window = CopiesWindow([shared[ActionId.UNDO], shared[ActionId.REDO]], shared[ActionId.MANUAL], self._window)
            window.take_asked.connect(self.take)
            window.text_chosen.connect(self._show_text)
            DesktopKeys(window)
            self.window = window
        return self.window

    # -- following

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self._texts = {}
            if self.window is not None:
                self.window.close()
        elif self.window is not None and self.window.isVisible() and not self._is_fresh():
            self._follow.start(FOLLOW_AFTER if self.window.isActiveWindow() else FOLLOW_LATER)

    def _is_fresh(self) -> bool:
        """Whether the matrix was made with the current draft."""
        story = StoryId(self._number)
        return self._of is not None and redline_of(self._of, story) is redline_of(self._session.submission, story)

    def _read(self) -> None:
        """Reads the copies beside the draft, beside the window."""
        copies = self._texts.get(self._number)
        if copies is None or self._number > len(self._session.submission.proposals):
            return
        if self._worker is not None:
            self._worker.cancel()
        submission, stamp, name = self._session.submission, self._session.stamp(), self.tr("Draft")
        self._worker = Worker(
            lambda _report: (CopiesMatrix.beside(copies, submission, name, stamp), submission), "reading copies", self
        )
        self._worker.finished.connect(self._end)
        self._worker.start()

    def _end(self) -> None:
        worker, window = self._worker, self.window
        if worker is None or window is None:
            return
        self._worker = None
        try:
            found = worker.result()
        except ClausewrightError as error:
            messages.show_error(window, say(error.message))
            return
        if found is None or not self._texts:
            return
        self._matrix, self._of = found
        window.show_board(self._matrix, stay=self._stay)
        if not self._stay:
            window.show()
            window.raise_()
            window.activateWindow()
            window.matrix.setFocus()
        self._stay = True

    # -- taking over

    def take(self, chosen: tuple[ProposedChange, ...]) -> None:
        """Lets the draft have changes of copies, as one step that can be undone."""
        window, board = self.window, self._matrix
        if window is None or board is None:
            return
        if not self._is_fresh():
            window.tell(self.tr("The draft has changed; the copies are being compared with it again."))
            self._follow.start(0)
            return
        try:
            taken = take_changes(self._session.submission, self._number, board, chosen, self._session.stamp())
            self._session.commit(taken.transaction)
        except ClausewrightError as error:
            window.tell(say(error.message))
            return
        window.tell(taken_words(taken))
