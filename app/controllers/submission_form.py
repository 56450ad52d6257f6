"""The submission form in the window: in the side pane, made when it is first seen, kept on the proposal that the window shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, Signal

from app.background import at_reading
from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import ClausewrightError
from model.files.opening import open_document
from model.redline import Redline
from model.submission.values import Symbol, missing_for_export
from widgets.common.foreign_text import as_tooltip
from widgets.common.store import Change
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_texts

if TYPE_CHECKING:
    from widgets.submission_form.form import SubmissionForm
    from widgets.submission_form.live_page import LivePage


class SubmissionFormController(QObject):
    """Connects the submission form with the window."""

    errors_asked = Signal()
    """The user wants to see the errors that the form tells of."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = window
        self.form: SubmissionForm | None = None
        self.page: LivePage | None = None
        self._errors = 0
        title, action = self.tr("Submission"), ActionId.SUBMISSION_FORM
        window.panels.add("submission", title, self._make_page, action, broad=True)
        self._action = context.actions[action]
        self._tip = self._action.toolTip()
        self._missing: tuple[str, ...] | None = None
        context.actions.connect_to(ActionId.ADD_PROPOSAL, self._offer_proposals)
        context.session.changed.connect(self._on_changed)
        window.parts.append(self)
        window.proposal_shown.connect(self._follow)

    def _make_page(self) -> LivePage:
        from app.window.template_start import start_at_field
        from model.submission.conferences import conferences
        from widgets.submission_form.form import SubmissionForm
        from widgets.submission_form.live_page import LivePage

        form = SubmissionForm(self._session, conferences())
        form.refused.connect(self._window.tell)
        form.message.connect(self._window.tell)
        form.proposal_chosen.connect(self._window.show_proposal)
        form.text_asked.connect(self._ask_for_text)
        form.field_asked.connect(lambda selection: start_at_field(self._window, selection))
        form.state.errors_asked.connect(self.errors_asked)
        form.state.show_errors(self._errors)
        form.show_proposal(self._window.editor.story.proposal)
        self.form, self.page = form, LivePage(self._session, form)
        self._window.parts += [form, self.page]
        return self.page

    def close_story(self) -> None:
        """Releases the session."""
        self._session.changed.disconnect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        """Warns on the tool of the form while something is missing for the export."""
        missing = missing_for_export(change.after)
        if missing != self._missing:
            from widgets.submission_form.export_state import missing_words

            self._missing = missing
            self._window.bars.submission.show_warning(on=bool(missing))
            tip = "\n".join(filter(None, (self._tip, missing_words(missing))))
            self._action.setToolTip(as_tooltip(tip))
            self._window.bars.submission.setAccessibleDescription(tip.replace("\n", ". "))

    def show_errors(self, count: int) -> None:
        """Tells in the form of errors that the checks found."""
        self._errors = count
        if self.form is not None:
            self.form.state.show_errors(count)

    def _follow(self, number: int) -> None:
        if self.form is not None:
            self.form.show_proposal(number)

    def _offer_proposals(self) -> None:
        """Opens the form at the kinds of proposals that can be added."""
        self._window.panels.open("submission")
        if self.form is not None:
            self.form.offer_proposals()

    def _ask_for_text(self, symbol: Symbol) -> None:
        kinds = kinds_of_texts()
        title = self.tr("The text in force of this proposal")
        path, _ = QtWidgets.QFileDialog.getOpenFileName(self._window, title, self._open_submission.start_folder("open"), kinds)
        if path:
            self.add_text(Path(path), symbol)

    def add_text(self, path: Path, symbol: Symbol) -> None:
        """Adds a proposal on the text in force in a file, or says that the file contains none."""
        try:
            opened = at_reading(
                lambda report: open_document(path, report=report),
                self.tr("Reading {name} …").format(name=path.name),
                self._window,
            )
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return
        text = next((proposal.redline for proposal in opened.submission.proposals), Redline())
        if self.form is None or not text.base().clauses:
            messages.show_error(self._window, self.tr("{name}: it contains no text in force.").format(name=path.name))
            return
        self.form.add_text(text, symbol)
        if opened.warnings:
            messages.show_warnings(self._window, opened.warnings)
