"""The preflight while the user types: started after a pause, run in slices, dropped at the next change."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.background import at_work, in_slices
from app.window.context import Context
from model.errors import ClausewrightError
from widgets.common.store import Change
from widgets.common.tasks import SlicedWork, debounce

if TYPE_CHECKING:
    from model.library.queries.library_lookup import LibraryLookup
    from model.preflight.context import CheckContext
    from model.preflight.finding import Finding
    from model.preflight.incremental import LineFindings
    from model.references.editions import EditionRow
    from model.submission.values import Submission

PAUSE, FIRST_PAUSE = 300, 1000
"""Milliseconds after the last change, and after a document is opened, until it is checked."""
BIT = 0.002
"""Seconds for which a step of the check keeps the window waiting."""
PATIENCE = 10
"""How many times the longest step of the last check a pause lasts at least."""


class LivePreflightController(QObject):
    """Holds what the rules find in the submission of a session, as of the last check.

    terms: gives the user's list
    rows: gives the editions that the user added
    parallel: gives the second language version
    questions: gives what the library knows
    """

    followed = Signal()
    """Other findings are there, or others of them are ignored."""

    def __init__(
        self,
        context: Context,
        terms: Callable[[], Mapping[str, str]],
        rows: Callable[[], Iterable[EditionRow]],
        parallel: Callable[[], Submission | None],
        questions: Callable[[], LibraryLookup],
    ) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._terms = terms
        self._rows = rows
        self._parallel = parallel
        self._questions = questions
        self._window = context.window
        self._open_submission = context.open_submission
        self.findings: tuple[Finding, ...] = ()
        """Errors first; those that are ignored are among them."""
        self.context: CheckContext | None = None
        """What was checked last."""
        self._lines: LineFindings | None = None
        self._wait = debounce(self, PAUSE, self._begin)
        self._work = SlicedWork(BIT, self)
        self._work.failed.connect(log_error)
        context.session.changed.connect(self._on_changed)

    def close_story(self) -> None:
        """Ends a check under way and lets go of the session."""
        self._drop()
        self._session.changed.disconnect(self._on_changed)

    @property
    def stale(self) -> bool:
        """Whether the open submission was changed since the last check."""
        return self._wait.isActive() or self._work.running

    def _on_changed(self, change: Change) -> None:
        before, after = change.before, change.after
        if change.transaction is None:
            self._drop()
            self._lines, self.context, self.findings = None, None, ()
            self.followed.emit()
            self._wait.start(FIRST_PAUSE)
        elif before.proposals is not after.proposals or before.header is not after.header or before.language != after.language:
            self.start()
        elif before.ignored is not after.ignored:
            self.followed.emit()

    def start(self) -> None:
        """Checks after a pause, and stops the check that is running."""
        self._drop()
        self._wait.start(max(PAUSE, round(PATIENCE * 1000 * self._work.longest)))

    def _drop(self) -> None:
        self._wait.stop()
        self._work.stop()

    def _begin(self) -> None:
        self._work.start(self._checking())

    def _checking(self) -> Generator[None, None, None]:
        from model.preflight.incremental import LineFindings, checking_texts
        from model.preflight.rules import in_report_order

        context = self._check_context()
        yield
        lines = yield from (self._lines or LineFindings()).updating(context)
        others = yield from checking_texts(context)
        found = in_report_order((*lines, *others), context)
        yield
        self._lines = lines
        self._publish(context, found)

    def _check_context(self) -> CheckContext:
        from model.preflight.rules import context_of

        submission = self._session.submission
        labellings = [self._session.labelling(number) for number in range(1, len(submission.proposals) + 1)]
        return context_of(
            submission,
            own_rows=self._rows(),
            terms=self._terms(),
            library=self._questions(),
            labellings=labellings,
            parallel=self._parallel(),
            file=self._open_submission.title,
        )

    def _publish(self, context: CheckContext, findings: tuple[Finding, ...]) -> None:
        self.context, self.findings = context, findings
        self.followed.emit()

    def finish(self) -> bool:
        """Brings the findings up to date now, with a box if that takes a moment. False if the user stopped it. A check that
        fails has found nothing: an export must not wait for it."""
        if not self.stale and self.context is not None:
            return True
        self._drop()
        try:
            done = in_slices(self._checking(), self.tr("Checking …"), self._window)
        except ClausewrightError:  # it is in the log
            self.findings = ()
            return True
        if not done:
            self.start()
        return done

    def check_all(self) -> None:
        """Checks everything again, including the rules that take as long as an export. ClausewrightError if that fails."""
        from model.preflight.rules import check

        self._drop()
        context = self._check_context()
        self._publish(context, at_work(lambda: check(context, heavy=True), self.tr("Checking …"), self._window))


def log_error(error: Exception) -> None:
    """A rule that fails must not take the typing with it."""
    logging.getLogger(__name__).error("the preflight failed", exc_info=error)
