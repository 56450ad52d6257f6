"""After the decision: what was adopted becomes the text of the document, and the next text in force in the library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.window.action_ids import ActionId
from app.window.context import Context
from model.edits.adoption.adopt import BEFORE, NOT_ADOPTED, ConferenceDecision, adopt, is_adopted_whole, returned_text
from model.edits.adoption.choice import amendments_in, amendments_to_decide, is_head_line
from model.errors import ClausewrightError, EditError, FileError
from model.files.opening import open_document
from model.formats.amend import free_title
from model.formats.progress import Report
from model.submission.conferences import conference_choices, conferences
from model.submission.resolved import in_view
from model.submission.story import StoryId, proposal_of
from model.submission.values import Submission
from widgets.amendments.cells import amendment_line
from widgets.common.names import name_place
from widgets.common.translation import say, window_language
from widgets.dialogs import messages
from widgets.dialogs.adoption import AdoptionDialog, AdoptionRow, decision_text
from widgets.dialogs.file_kinds import kinds_of_versions

if TYPE_CHECKING:
    from app.controllers.editions import EditionsController
    from app.controllers.files.versions import VersionsController
    from app.controllers.library.open_library import OpenLibrary
    from model.edits.adoption.adopt import AdoptedProposal
    from model.library.texts.values import Outcome
    from model.submission.amendments import Amendment


class AdoptionController(QObject):
    """Asks what was adopted, shows what becomes of it, and makes it the text of the document."""

    def __init__(
        self,
        context: Context,
        versions: VersionsController,
        open_library: OpenLibrary,
        editions: Callable[[], EditionsController],
    ) -> None:
        """`editions` returns the controller of the table of editions."""
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings
        self._versions = versions
        self._library = open_library
        self._editions = editions
        context.actions.connect_to(ActionId.ADOPT, self.ask_and_adopt)

    def ask_and_adopt(self) -> None:
        """Asks what was adopted of the shown proposal, and adopts it."""
        number = self._window.editor.story.proposal
        if self._refuse(number):
            return
        submission = self._session.submission
        proposal = proposal_of(submission, number)
        redline = proposal.redline
        found = [amendment for amendment in amendments_to_decide(redline) if not is_head_line(amendment, redline)]
        if is_adopted_whole(proposal):
            found = []
        dialog = self._dialog(number, found)
        returned: list[Submission] = []

        def take_returned() -> None:
            read = self._ask_for_returned(number, dialog)
            if read is not None:
                name, file = read
                returned[:] = [file]
                text = in_view(file.proposals[0].redline, "draft")
                kept = set(amendments_in(redline, text))
                dialog.show_returned(name, [place for place, amendment in enumerate(found) if amendment in kept])

        dialog.returned_asked.connect(take_returned)
        if dialog.exec():
            chosen = tuple(found[place] for place in dialog.chosen)
            decided = ConferenceDecision(
                number, chosen, next(iter(returned), None), dialog.conference_id, dialog.number.text().strip()
            )
            self.adopt(decided, into_library=dialog.library.isChecked())
        dialog.deleteLater()

    def _refuse(self, number: int) -> bool:
        submission = self._session.submission
        proposal = proposal_of(submission, number) if submission.proposals else None
        if proposal is None or not (is_adopted_whole(proposal) or amendments_to_decide(proposal.redline)):
            self._window.tell(self.tr("Nothing has been amended yet."))
            return True
        if self._session.refusal:
            self._window.tell(self._session.refusal)
        return bool(self._session.refusal)

    def _dialog(self, number: int, found: list[Amendment]) -> AdoptionDialog:
        submission = self._session.submission
        places = self._session.places(number)

        def row(amendment: Amendment) -> AdoptionRow:
            story = StoryId(number, amendment.note)
            place = name_place(self._session, story, amendment.clause)
            block = place if amendment.note else places.get(amendment.clause, "").split("/")[0]
            return AdoptionRow(block or place, amendment.stamp.author, amendment_line(amendment, place))

        why, proposal = self._library.read_only, submission.proposals[number - 1]
        symbol = proposal.symbol if is_adopted_whole(proposal) else ""
        return AdoptionDialog(
            [row(amendment) for amendment in found],
            conference_choices(conferences(), window_language()),
            submission.header.conference,
            self._window,
            is_new=proposal.symbol.startswith("ADD"),
            whole=symbol,
            library=say(why) if why is not None else "",
        )

    def _ask_for_returned(self, number: int, dialog: AdoptionDialog) -> tuple[str, Submission] | None:
        """The name and the contents of a returned file that has the adopted text; None if there is none."""
        kinds = kinds_of_versions()
        title, start = self.tr("The text as adopted"), self._open_submission.start_folder("returned")
        name, _ = QFileDialog.getOpenFileName(dialog, title, start, kinds)
        if not name:
            return None
        path = Path(name)
        proposal = proposal_of(self._session.submission, number)
        language = proposal.redline.language or self._session.submission.language

        def read(report: Report) -> Submission:
            file = open_document(path, report=report).submission
            try:
                returned_text(proposal.redline, file, language)
            except EditError as error:
                raise FileError(path, error.message) from error
            return file

        try:
            file = self._open_submission.read(read, self.tr("Reading {name} …").format(name=path.name))
        except ClausewrightError as error:
            messages.show_error(dialog, say(error.message))
            return None
        self._settings.keep_folder("returned", path.absolute().parent)
        return path.name, file

    def adopt(self, decided: ConferenceDecision, *, into_library: bool) -> bool:
        """Makes the adopted text the text of the document, once the user has seen what it still lacks; returns whether it did."""
        persistence, submission = self._open_submission.persistence, self._session.submission
        stamp = self._session.stamp()
        if persistence is None:
            return False
        try:
            made = self._open_submission.work(lambda: adopt(submission, decided, stamp), self.tr("Making the adopted text …"))
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        head = decision_text(made.outcome, len(made.adopted), len(made.left))
        if not messages.ask_to_adopt(self._window, head, made.notices, suppresses=made.outcome == "suppressed"):
            return False
        title = self._open_submission.naming.caption
        self._versions.take_before(BEFORE)
        if made.rest is not None:
            name = free_title(persistence.project, NOT_ADOPTED)
            persistence.take_version(name, "", made.rest, within=submission)
        self._session.add_packages(made.sources)
        self._session.commit(made.transaction)
        self._open_submission.show_state()
        in_library = into_library and self._add_to_library(made, title)
        self._window.tell(self._sentence(made.outcome, in_library=in_library))
        return True

    def _sentence(self, outcome: Outcome, *, in_library: bool) -> str:
        if outcome == "suppressed":
            if in_library:
                return self.tr("The text is suppressed, and in the library it is no longer in force.")
            return self.tr("The text is suppressed. Undo reverts this; File › Versions has the submission.")
        if in_library:
            return self.tr("The document is now the adopted text, and the library has it as the text in force.")
        return self.tr("The document is now the adopted text. Undo reverts this; File › Versions has what was not adopted.")

    def _add_to_library(self, made: AdoptedProposal, source: str) -> bool:
        """Lets the library know what was decided, and adds the edition to the user's table; reports why if it cannot."""
        from model.library.imports.adopted_text import record_outcome, with_row

        decided = made.outcome, self._session.submission, made.identity, made.conference, source
        try:
            row = self._open_submission.work(
                lambda: self._library.elsewhere(lambda library: record_outcome(library, *decided)),
                self.tr("Adding the text to the library …"),
            )
            self._library.refresh()
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        if row is not None:
            self._editions().keep(with_row(self._editions().rows(), row))
        return True
