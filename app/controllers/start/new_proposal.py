"""New proposals: the box that asks what is wanted, and the text that then opens. Nothing is written before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.controllers.start.windows import WindowsController
from app.controllers.window.own_name import OwnName
from app.window.action_ids import ActionId
from app.window.context import Context
from app.window.template_start import start_at_field
from model.edits.proposals.first_proposal import (
    begin_proposal,
    conference_on_treaty,
    identity_in_force,
    likely_conference,
    named_text_in_force,
    text_in_force,
)
from model.errors import ClausewrightError, EditError
from model.files.opening import OpenedFile
from model.files.source_pages import with_pages_of
from model.formats.amend import Project
from model.library.queries.library_lookup import outdated_base
from model.library.texts.citing import cited_name
from model.library.texts.identity import named_identity
from model.redline import Redline
from model.storage.own_command import NEW
from model.submission.conferences import conference_choices, conferences
from model.submission.source_symbols import sources
from model.submission.values import Submission
from widgets.common.translation import say, window_language
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_texts
from widgets.start.new_proposal import BaseFacts, NewProposalDialog, NewProposalRequest
from widgets.start.text_in_force import TextInForceLine

if TYPE_CHECKING:
    from model.references.editions import Editions


class LibraryTexts(Protocol):
    """The texts of the library, on which a proposal can be begun."""

    def answer(self, field: TextInForceLine) -> None:
        """Offers the texts that match what was typed into a field."""

    def copy_of(self, text: int) -> Path:
        """A copy of a text as a file. ClausewrightError if it is no longer there, or cannot be read or written."""

    def is_copy(self, path: Path) -> bool:
        """Whether a file is such a copy."""


class NewProposalController(QObject):
    """Asks and begins.

    windows: the other windows
    own_name: the name of the user
    known: the editions by which the text in force is judged
    texts: those of the library
    """

    def __init__(
        self,
        context: Context,
        windows: WindowsController,
        own_name: OwnName,
        known: Callable[[], Editions],
        texts: LibraryTexts,
    ) -> None:
        super().__init__(context.window)
        self._known = known
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings
        self._windows = windows
        self._own_name = own_name
        self._texts = texts
        self._read: tuple[object, OpenedFile] | None = None
        """The file that was read last, with what tells that it is still the same."""
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
        asked = not settings.author and not settings.nameless and not self._session.author
        dialog = NewProposalDialog(choices, lambda: sources(language), self._window, ask_name=asked, language=language)
        dialog.ask_for_file = lambda: self._ask_for_file(dialog)
        dialog.facts_of = lambda path: self.facts_of(Path(path))
        self._texts.answer(dialog.file)
        if given is not None and self._texts.is_copy(given):
            dialog.take_copy(str(given), self._name_of(given))
        elif given is not None:
            dialog.take_file(str(given))
        while dialog.exec():
            problem = self.begin(dialog.wish)
            if not problem:
                break
            dialog.show_problem(problem)
        self._read = None
        dialog.deleteLater()

    def _ask_for_file(self, dialog: NewProposalDialog) -> str:
        kinds = kinds_of_texts()
        start = self._open_submission.start_folder("open")
        path, _ = QFileDialog.getOpenFileName(dialog, self.tr("The text in force"), start, kinds)
        return path

    def _open_once(self, path: Path) -> OpenedFile:
        """What a file holds, which is read once as long as it does not change. ClausewrightError if it cannot be read."""
        try:
            state = path.stat()
            known: object = path, state.st_mtime_ns, state.st_size
        except OSError:
            known = None
        if self._read is None or known is None or self._read[0] != known:
            self._read = known, self._open_submission.read_document(path)
        return self._read[1]

    def facts_of(self, path: Path) -> BaseFacts:
        """What is known of the text in force of a file; nothing if it cannot be read, which is reported when it is begun on."""
        try:
            text = text_in_force(self._open_once(path).submission, "MOD")
        except ClausewrightError:
            return BaseFacts()
        if not text.proposals:
            return BaseFacts()
        identity = identity_in_force(text)
        found, known = outdated_base(identity, self._known()), conferences().values()
        instrument = text.proposals[0].redline.instrument
        conference = conference_on_treaty(instrument, known) if instrument else likely_conference(identity, known)
        return BaseFacts(say(found) if found is not None else "", conference.id if conference is not None else "")

    def _name_of(self, copy: Path) -> str:
        """The name of the text of which a file is a copy."""
        try:
            text = text_in_force(self._open_once(copy).submission, "MOD")
        except ClausewrightError:
            return copy.stem
        identity = identity_in_force(text)
        redline = text.proposals[0].redline if text.proposals else Redline()
        name = named_identity(redline, "base")[1] if redline.instrument else ""
        return cited_name(identity, identity.language) if identity.number else name or copy.stem

    def begin(self, wish: NewProposalRequest) -> str:
        """Opens the proposal that is asked for. Returns why that is impossible, or '' if it is done."""
        opened: OpenedFile | None = None
        if wish.path or wish.text >= 0:
            try:
                path = Path(wish.path) if wish.path else self._texts.copy_of(wish.text)
                opened = self._open_submission.check_read(self._open_once(path))
            except ClausewrightError as error:
                return say(error.message)
            if opened is None:
                return self.tr("The proposal was not begun, since no text was opened.")
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
        self._show(text, opened)
        self._session.commit(made)
        self._window.show_proposal(1)
        self._window.editor.setFocus()
        if made.after is not None:
            start_at_field(self._window, made.after)
        return ""

    def _header(self, wish: NewProposalRequest, language: str) -> dict[str, object]:
        named = sources(language or "en")
        source = next((name for symbol, name in named.items() if symbol.casefold() == wish.source.casefold()), wish.source)
        fields: dict[str, object] = {"conference": wish.conference, "document": wish.document, "addendum": wish.addendum}
        fields["sources"] = (source,) if source else ()
        return {name: value for name, value in fields.items() if value}

    def _show(self, text: Submission, opened: OpenedFile | None) -> None:
        title = opened.path.stem if opened is not None else self.tr("New proposal")
        project = with_pages_of(text, opened.project) if opened is not None else Project(text)
        self._open_submission.show_unsaved(project, title, is_new=True)
        if opened is not None:
            if not self._texts.is_copy(opened.path):
                self._settings.add_recent(opened.path, "open")
            if opened.warnings:
                messages.show_warnings(self._window, opened.warnings)
