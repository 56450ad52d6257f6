"""The remedies for an export whose proof fails: undo a step, or export another form of the document."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.background import Report
from app.session.open_submission import OpenSubmission
from app.session.session import Session
from model.errors import ClausewrightError, ProofError
from model.files.refused_export import WaysOut, find_ways_out
from widgets.common.translation import counted, say
from widgets.dialogs import messages

if TYPE_CHECKING:
    from app.window.main_window import MainWindow
    from model.files.kinds import FileKind
    from model.formats.word.writing.export_options import Form
    from model.submission.resolved import View


class RefusedExport(QObject):
    """One refused export of the open submission.

    session: the session that knows the steps
    open_submission: the document, for work beside the window
    window: the window over which the user is asked
    kind: the kind of the refused file
    view: the refused view
    form: how treaty texts were to be written
    """

    def __init__(
        self,
        session: Session,
        open_submission: OpenSubmission,
        window: MainWindow,
        kind: FileKind,
        view: View,
        form: Form = "provisions",
    ) -> None:
        super().__init__(window)
        self._session = session
        self._open_submission = open_submission
        self._window = window
        self._kind = kind
        self._view = view
        self._form = form
        self._ways = WaysOut(draft=view == "markup")

    def ask(self, refusal: ProofError) -> messages.RefusalAnswer:
        """Finds the step that caused the refusal and the forms that can be exported instead, and asks the user."""
        session, message = self._session, self.tr("Looking for what can be exported …")
        submission, done, user = session.submission, session.done_steps(), session.author

        def look(report: Report) -> WaysOut:
            def tell(tried: int, count: int) -> None:
                report(tried, count, message)

            return find_ways_out(submission, done, self._kind, self._view, user, tell, self._form)

        with suppress(ClausewrightError):  # a search that fails leaves the other forms
            self._ways = self._open_submission.work_in_steps(look, message) or self._ways
        step = self._ways.step
        session.name_steps()
        name = session.stack.text(step) if step is not None else ""
        back = len(done) - step if step is not None else 0
        return messages.ask_about_refusal(self._window, say(refusal.message), name, back, draft=self._ways.draft)

    def undo(self) -> None:
        """Undoes all steps from the one that caused the refusal."""
        step, stack = self._ways.step, self._session.stack
        if step is None:
            return
        back = stack.index() - step
        stack.setIndex(step)
        self._window.tell(
            counted("{n} step is undone. Export again, or Redo.", "{n} steps are undone. Export again, or Redo.", back)
        )
