"""New proposals: the box that asks what is wanted, and the text that then opens. Nothing is written before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.controllers.start.windows import WindowsController
from app.controllers.window.own_name import OwnName
from app.own_command import NEW
from app.window.action_ids import ActionId
from app.window.context import Context
from model.edits.proposals.new_proposal import begin_proposal, named_text_in_force, text_in_force
from model.edits.repairs import repair_head
from model.errors import ClausewrightError, EditError
from model.files.opening import Opened, open_document
from model.library.queries.library_lookup import outdated_base
from model.library.texts.identity import library_text
from model.submission.conferences import conference_choices, conferences
from model.submission.resolved import in_view
from model.submission.source_symbols import sources
from model.submission.values import Submission
from widgets.common.translation import say, window_language
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_texts
from widgets.start.new_proposal import NewProposalDialog, NewProposalRequest

if TYPE_CHECKING:
    from model.references.editions import Editions


class NewProposalController(QObject):
    """Asks and begins."""

    def __init__(self, context: Context, windows: WindowsController, own_name: OwnName, known: Callable[[], Editions]) -> None:
        """`known` gives the editions by which the text in force is judged."""
        super().__init__(context.window)
        self._known = known
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings
        self._windows = windows
        self._own_name = own_name
        self._given: Path | None = None
        """The copy of a text of the library that is begun on: no file that the user opened."""
        context.actions.connect_to(ActionId.NEW, self.ask)

    def ask(self) -> None:
        """Asks what is proposed; in another window if a document is open."""
        if self._windows.free or not (self._windows.start(NEW) or not self._open_submission.may_close()):
            self._ask()

    def ask_about(self, path: Path) -> None:
        """Asks what else is needed for a proposal on the text in force of a file; in another window if a document is open."""
        if self._windows.free or not (self._windows.start(NEW, str(path)) or not self._open_submission.may_close()):
            self._ask(path)

    def _ask(self, given: Path | None = None) -> None:
        language = window_language()
        choices = conference_choices(conferences(), language)
        settings = self._settings.value
        self._given = given
        asked = not settings.author and not settings.nameless and not self._session.author
        dialog = NewProposalDialog(choices, lambda: sources(language), self._window, ask_name=asked, language=language)
        dialog.ask_for_file = lambda: self._ask_for_file(dialog)
        dialog.outdated = self._why_outdated
        if given is not None:
            dialog.take_file(str(given), self._likely_conference(given))
        while dialog.exec():
            problem = self.begin(dialog.wish)
            if not problem:
                if given is not None and dialog.wish.path == str(given):
                    self._make_ready()
                break
            dialog.show_problem(problem)
        dialog.deleteLater()

    def _ask_for_file(self, dialog: NewProposalDialog) -> str:
        kinds = kinds_of_texts()
        start = self._open_submission.start_folder("open")
        path, _ = QFileDialog.getOpenFileName(dialog, self.tr("The text in force"), start, kinds)
        return path

    def _likely_conference(self, path: Path) -> str:
        """The id of the last conference of the body that adopted the text of a file; '' if that is unknown."""
        try:
            message = self.tr("Reading {name} …").format(name=path.name)
            read = self._open_submission.work(lambda: open_document(path), message).submission
        except ClausewrightError:
            return ""  # why is told when it is begun
        body = next((library_text(proposal.redline).identity.body for proposal in read.proposals), "")
        known = [conference for conference in conferences().values() if conference.body.casefold() == body.casefold()]
        return max(known, key=lambda conference: conference.start).id if known else ""

    def _why_outdated(self, path: str) -> str:
        """Why a proposal must not be begun on the text of a file; '' if it is in force as far as is known, or cannot be read."""
        try:
            message = self.tr("Reading {name} …").format(name=Path(path).name)
            read = self._open_submission.work(lambda: open_document(Path(path)), message).submission
        except ClausewrightError:
            return ""  # beginning the proposal reports the reason
        texts = text_in_force(read, "MOD").proposals
        found = outdated_base(library_text(in_view(texts[0].redline, "base")).identity, self._known()) if texts else None
        return say(found) if found is not None else ""

    def begin(self, wish: NewProposalRequest) -> str:
        """Opens the proposal that is asked for. Returns why that is impossible, or '' if it is done."""
        opened: Opened | None = None
        if wish.path:
            path = Path(wish.path)
            try:
                message = self.tr("Reading {name} …").format(name=path.name)
                opened = self._open_submission.work(lambda: open_document(path), message)
            except ClausewrightError as error:
                return say(error.message)
            text = text_in_force(opened.submission, wish.symbol)
            if not text.proposals:
                return self.tr("{name}: it contains no text in force.").format(name=path.name)
        elif wish.named[0]:
            text = named_text_in_force(*wish.named, wish.language)
        else:
            text = Submission(language=wish.language)
        if wish.author:
            self._own_name.take(wish.author)
        conference = conferences().get(wish.conference)
        header = self._header(wish, text.language)
        try:
            made = begin_proposal(text, wish.symbol, header, conference, self._session.stamp())
        except EditError as error:
            return say(error.message)
        self._show(wish, text, opened)
        self._session.commit(made)
        self._window.show_proposal(1)
        self._window.editor.setFocus()
        return ""

    def _make_ready(self) -> None:
        """Makes the first lines those of the conference: of a text of the library it is known that it is in force."""
        made = repair_head(self._session.submission, self._session.stamp())
        if made.steps:
            self._session.commit(made)

    def _header(self, wish: NewProposalRequest, language: str) -> dict[str, object]:
        named = sources(language or "en")
        source = next((name for symbol, name in named.items() if symbol.casefold() == wish.source.casefold()), wish.source)
        fields: dict[str, object] = {"conference": wish.conference, "document": wish.document, "addendum": wish.addendum}
        fields["sources"] = (source,) if source else ()
        return {name: value for name, value in fields.items() if value}

    def _show(self, wish: NewProposalRequest, text: Submission, opened: Opened | None) -> None:
        title = opened.path.stem if opened is not None else self.tr("New proposal")
        self._open_submission.show_unsaved(text, title, is_new=True)
        if opened is not None:
            if opened.path != self._given:
                self._settings.add_recent(opened.path, "open")
            if opened.warnings:
                messages.show_warnings(self._window, opened.warnings)
