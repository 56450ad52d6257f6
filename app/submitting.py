"""The submission form in the window: docked, made when it is first seen, kept on the proposal that the window shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QFileDialog

from app.actions import Actions
from app.background import at_work
from app.files import open_document
from app.main_window import MainWindow
from app.session import Session
from model.conferences import conferences
from model.errors import ClausewrightError
from model.redline import Redline
from model.submission import Symbol
from widgets.dialogs import messages
from widgets.store import proposal_number
from widgets.submission_form.form import SubmissionForm

WIDTH = 430


class Submitting(QObject):
    """Connects the form with the window beside whose texts it stands."""

    def __init__(self, session: Session, actions: Actions, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.form: SubmissionForm | None = None
        self.dock = self._docked()
        self.dock.visibilityChanged.connect(self._make)
        window.proposal_shown.connect(self._follow)
        actions.connect_to("submission form", self.toggle)

    def _docked(self) -> QDockWidget:
        dock = QDockWidget(self.tr("Submission"), self._window)
        dock.setObjectName("submission")
        features = QDockWidget.DockWidgetFeature
        dock.setFeatures(features.DockWidgetClosable | features.DockWidgetMovable)
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self._window.resizeDocks([dock], [WIDTH], Qt.Orientation.Horizontal)
        dock.hide()
        return dock

    def _make(self, visible: bool) -> None:
        """Makes the form; a window that never shows it does not wait for it."""
        if not visible or self.form is not None:
            return
        form = SubmissionForm(self._session, conferences())
        form.refused.connect(self._window.tell)
        form.proposal_chosen.connect(self._window.show_proposal)
        form.text_asked.connect(self._ask_for_text)
        form.show_proposal(proposal_number(self._window.editor.story))
        self.dock.setWidget(form)
        self._window.parts.append(form)
        self._window.panes.append(form)
        self.form = form

    def toggle(self) -> None:
        """Shows the form and gives it the focus; where it has that already, puts it away."""
        if self.form is not None and self.dock.isVisible() and self.form.isAncestorOf(self._window.focusWidget()):
            self.dock.hide()
            self._window.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.dock.show()
        self.dock.raise_()
        self._make(True)
        assert self.form is not None
        self.form.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow(self, number: int) -> None:
        if self.form is not None:
            self.form.show_proposal(number)

    def _ask_for_text(self, symbol: Symbol) -> None:
        kinds = self.tr("Texts and submissions (*.amend *.docx *.docm *.dotx *.txt);;All files (*)")
        title = self.tr("The text in force of this proposal")
        path, _ = QFileDialog.getOpenFileName(self._window, title, str(Path.home()), kinds)
        if path:
            self.add_text(Path(path), symbol)

    def add_text(self, path: Path, symbol: Symbol) -> None:
        """Adds a proposal on the text in force that a file holds; where it holds none, says so."""
        try:
            opened = at_work(lambda: open_document(path), self.tr("Reading {name} …").format(name=path.name), self._window)
        except ClausewrightError as error:
            messages.show_error(self._window, str(error))
            return
        text = next((proposal.redline for proposal in opened.submission.proposals), Redline())
        if self.form is None or not text.base().clauses:
            messages.show_error(self._window, self.tr("{name}: it holds no text in force.").format(name=path.name))
            return
        self.form.add_text(text, symbol)
        if opened.warnings:
            messages.show_warnings(self._window, opened.warnings)
