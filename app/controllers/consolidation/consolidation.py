"""The consolidation of proposals in the window: reading the files, the window of the matrix, the files that are written."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.background import Report, at_reading, at_work, at_work_in_steps, report_of_reader
from app.controllers.consolidation.consolidation_state import ConsolidationState
from app.controllers.consolidation.party_files import (
    frame_of,
    name_of,
    read_party_file,
    read_proposal,
    submission_in,
    text_in_force_of,
    warnings_of,
)
from app.session.document_title import APPLICATION
from app.session.file_lock import FileLock
from app.window.action_ids import ActionId
from app.window.context import Context
from app.window.desktop_keys import DesktopKeys
from model.consolidation.matrix import Matrix
from model.consolidation.merge import consolidate
from model.errors import ClausewrightError, EditError, FileError
from model.files.comparison import is_marked
from model.files.consolidation import PartyProposal
from model.files.consolidation_project import ConsolidationWork, common_base, is_edited, work_in
from model.files.kinds import HTML, PROJECT, WORD
from model.files.opening import OpenedFile, need_another, open_document
from model.message import Message
from model.submission.amendments import amendments
from widgets.common.translation import say, with_label
from widgets.consolidation.parties_dialog import PartiesDialog, PartyFile
from widgets.consolidation.window import ConsolidationWindow
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_outputs, kinds_of_texts
from widgets.dialogs.save_place import ask_where_to_save

if TYPE_CHECKING:
    from model.consolidation.matrix import ConsolidatedText

T = TypeVar("T")
PURPOSE = "consolidate"
"""Under which the settings know the folder of such files."""
LONG = 2000
"""Lines and changes from which on merging takes more than a tenth of a second."""


class ConsolidationController(QObject):
    """Opens one consolidation at a time."""

    help_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings
        self.window: ConsolidationWindow | None = None
        self._now: ConsolidationState | None = None
        self._closing = False
        """Whether the window is put away without being asked."""
        self._inputs: tuple[str, ...] = ()
        """The files that what is shown was made of."""
        context.actions.connect_to(ActionId.CONSOLIDATE, self.ask_and_open)

    # -- what is consolidated

    def ask_and_open(self) -> None:
        """Asks for base and parties and shows their consolidation. If one is shown already, brings it to the front."""
        if self.window is not None:
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()
            return
        dialog = PartiesDialog(self._open_base(), self._window)
        dialog.files_asked.connect(lambda: self._ask_for_parties(dialog))
        dialog.base_asked.connect(lambda: self._ask_for_base(dialog))
        dialog.as_base_asked.connect(lambda party: self._take_as_base(dialog, party, by_user=True))
        dialog.saved_asked.connect(lambda: self._ask_for_saved(dialog))
        dialog.add_parties(self._own_party())
        while dialog.exec() == QDialog.DialogCode.Accepted and not self._consolidate(dialog):
            pass
        dialog.deleteLater()

    def _open_base(self) -> PartyFile | None:
        """The text in force of the proposal that is shown."""
        submission = self._session.submission
        if not submission.proposals:
            return None
        frame = common_base(submission, self._window.editor.story.proposal)
        return PartyFile("", self.tr("the text in force of {name}").format(name=self._open_submission.title), frame)

    def _own_party(self) -> list[PartyFile]:
        """The open document as a party, if it amends something."""
        submission = self._session.submission
        if not submission.proposals:
            return []
        proposal = submission.proposals[self._window.editor.story.proposal - 1]
        if not amendments(proposal.redline):
            return []
        amended = replace(submission, proposals=(proposal,))
        return [PartyFile(name_of(amended, Path(self._open_submission.title)), self.tr("the draft in this window"), amended)]

    def _ask_for_parties(self, dialog: PartiesDialog) -> None:
        names, _ = QFileDialog.getOpenFileNames(dialog, self.tr("Files of the parties"), self._folder(), kinds_of_texts())
        if names:
            self.add_files(dialog, [Path(name) for name in names])

    def add_files(self, dialog: PartiesDialog, paths: list[Path]) -> None:
        """Reads files and adds them as parties. A sentence for each file reports what cannot be read. If no text in force is
        chosen, one is looked for among them."""
        listed = {os.path.realpath(source.file) for source in dialog.files}
        twice = self.tr("it is in the list already; each file is one proposal")
        problems = [with_label(str(path), twice) for path in paths if os.path.realpath(path) in listed]
        paths = [path for path in dict.fromkeys(paths) if os.path.realpath(path) not in listed]

        def read(report: Report) -> list[PartyFile]:
            sources: list[PartyFile] = []
            for number, path in enumerate(paths):
                report(number, len(paths), self.tr("Reading {name} …").format(name=path.name))
                try:
                    sources.append(read_party_file(path, report_of_reader(report, number, len(paths))))
                except ClausewrightError as error:
                    problems.append(say(error.message))
            return sources

        found = self._in_steps(read, self.tr("Reading …"), dialog)
        if found is None:
            return
        dialog.add_parties(found)
        if dialog.is_base_open:
            among = text_in_force_of(dialog.files)
            if among is not None and (among in dialog.parties or dialog.base is None):
                self._take_as_base(dialog, among)
        dialog.go_on()
        if paths:
            self._settings.keep_folder(PURPOSE, paths[0].absolute().parent)
        if problems:
            messages.show_error(dialog, "\n".join(problems))

    def _take_as_base(self, dialog: PartiesDialog, party: PartyFile, *, by_user: bool = False) -> None:
        """Takes the text in force of a party's file; a file that amends it stays a party."""
        try:
            frame = frame_of(party)
        except FileError as error:
            messages.show_error(dialog, say(error.message))
            return
        stays = is_marked(submission_in(party).proposals[0].redline)
        name = self.tr("the text in force of {name}").format(name=Path(party.file).name) if stays else party.file
        dialog.take_as_base(PartyFile("", name, frame), party, stays=stays, by_user=by_user)

    def _ask_for_base(self, dialog: PartiesDialog) -> None:
        name, _ = QFileDialog.getOpenFileName(dialog, self.tr("The text in force"), self._folder(), kinds_of_texts())
        if name:
            self.add_base(dialog, Path(name))

    def add_base(self, dialog: PartiesDialog, path: Path) -> None:
        """Reads a file whose text in force is the base."""
        message = self.tr("Reading {name} …").format(name=path.name)
        try:
            frame = at_reading(lambda report: frame_of(read_party_file(path, report)), message, dialog)
        except ClausewrightError as error:
            messages.show_error(dialog, say(error.message))
            return
        dialog.add_base(PartyFile("", str(path), frame))
        dialog.go_on()
        self._settings.keep_folder(PURPOSE, path.absolute().parent)

    def _consolidate(self, dialog: PartiesDialog) -> bool:
        """Shows the consolidation of the files in the dialog. False if that is impossible, which is reported."""
        frame, sources = dialog.base, dialog.parties
        assert frame is not None
        base = submission_in(frame)

        def work(report: Report) -> tuple[ConsolidationWork, Matrix, Sequence[PartyProposal]]:
            read = []
            for number, source in enumerate(sources):
                message = self.tr("Comparing {name} with the text in force …").format(name=source.name)
                report(number, len(sources) + 1, message)
                read.append(read_proposal(base.proposals[0].redline, source, source.name))
            parties = tuple(proposal.party for proposal in read)
            made = ConsolidationWork(base, parties, tuple(proposal.reasons for proposal in read))
            message, count = self.tr("Consolidating …"), len(sources) + 1
            return made, matrix_of(made, lambda: report(count - 1, count, message)), read

        found = self._in_steps(work, self.tr("Consolidating …"), self._window)
        if found is not None:
            made, board, read = found
            self._inputs = (frame.file, *(source.file for source in sources))
            self._show(made, board)
            if warnings := warnings_of(sources, read):
                messages.show_warnings(self.window, warnings)
        return found is not None

    def _in_steps(self, work: Callable[[Report], T], message: str, parent: QWidget) -> T | None:
        """Does work in the background. None if it was stopped or failed, which is reported."""
        try:
            return at_work_in_steps(work, message, parent)
        except ClausewrightError as error:
            messages.show_error(parent, say(error.message))
            return None

    # -- saved ones

    def _ask_for_saved(self, dialog: PartiesDialog) -> None:
        kinds = kinds_of_outputs(PROJECT)
        name, _ = QFileDialog.getOpenFileName(dialog, self.tr("Open a saved consolidation"), self._folder(), kinds)
        if name and self.open(Path(name)):
            dialog.reject()

    def open(self, path: Path) -> bool:
        """Shows a saved consolidation, or says why it cannot be used."""

        def read(report: Report) -> tuple[OpenedFile, ConsolidationWork, Matrix, bool]:
            def step() -> None:
                report(0, 0, self.tr("Reading {name} …").format(name=path.name))

            opened = open_document(path)
            try:
                work = work_in(opened.project)
            except EditError as error:
                raise FileError(path, error.message) from error
            if work is None:
                raise FileError(path, self.tr("it contains no consolidation; open it in the window of the text"))
            board = matrix_of(work, step)
            return opened, work, board, is_edited(opened.project, work, board.found)

        try:
            found = at_work_in_steps(read, self.tr("Reading {name} …").format(name=path.name), self._window)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        if found is None:
            return False
        opened, work, board, edited = found
        self._inputs = ()
        self._show(work, board, None if edited else path, "" if edited else opened.project.id)
        stale = sum(key not in board.conflicts for key in work.decisions)
        if stale and self.window is not None:
            message = self.tr("Decisions in {name} that match no conflict of these proposals and are not shown: {count}.")
            messages.show_warnings(self.window, [message.format(name=path.name, count=stale)])
        if edited and self.window is not None:
            message = self.tr(
                "The text in {name} was edited after the consolidation. It stays there; this consolidation is saved beside it."
            )
            self.window.tell(message.format(name=path.name))
        self._settings.keep_folder(PURPOSE, path.absolute().parent)
        return True

    # -- the window

    def _show(self, work: ConsolidationWork, board: Matrix, path: Path | None = None, id: str = "") -> None:
        now = self._now = ConsolidationState(work, board, self._session.author, path, id)
        shown = self.window = ConsolidationWindow(now.stack, self._window, lambda: self._closing or self.may_close())
        now.setParent(shown)
        DesktopKeys(shown)
        shown.decided.connect(now.decide)
        shown.reopened.connect(now.reopen)
        shown.save_asked.connect(self.save)
        shown.save_as_asked.connect(self.save_as)
        shown.word_asked.connect(self._ask_for_word)
        shown.table_asked.connect(self._ask_for_table)
        shown.help_asked.connect(self.help_asked)
        shown.closed.connect(self._forget)
        now.changed.connect(self._follow)
        now.stack.cleanChanged.connect(lambda _clean: self._show_title())
        whole = self._merged_text(now, self._window)
        shown.show_board(board, now.decisions, whole)
        self._show_title()
        shown.show()
        shown.activateWindow()

    def _follow(self) -> None:
        if self._now is not None and self.window is not None:
            self.window.show_decisions(self._now.decisions, self._merged_text(self._now, self.window))

    def _merged_text(self, now: ConsolidationState, parent: QWidget) -> ConsolidatedText:
        """The text as merged; that of a long one takes a moment."""
        if len(now.board.lines) + sum(now.board.found.counts) < LONG:
            return now.whole
        return at_work(lambda: now.whole, self.tr("Merging …"), parent)

    def _show_title(self) -> None:
        if self.window is not None and self._now is not None:
            self.window.setWindowTitle(f"{self._title()}[*] — {APPLICATION}")
            self.window.setWindowModified(self._now.modified)

    def _title(self) -> str:
        path = self._now.path if self._now is not None else None
        return path.name if path is not None else self.tr("Consolidation")

    def _forget(self) -> None:
        if self._now is not None:
            self._now.stack.blockSignals(True)  # a stack that is destroyed says that it is clean
        self.window = self._now = None
        self._closing = False

    def may_close(self) -> bool:
        """Whether the decisions shown may be dropped. Asks if they are not saved."""
        if self._now is None or not self._now.modified:
            return True
        answer = messages.ask_to_save(self.window, self._title())
        return self.save() if answer == "save" else answer == "discard"

    def close(self) -> None:
        """Puts the window away, after `may_close`."""
        if self.window is not None:
            self._closing = True
            self.window.close()

    # -- files

    def save(self) -> bool:
        """Saves the consolidation; gives whether it is saved."""
        path = self._now.path if self._now is not None else None
        return self._save(path) if path is not None else self.save_as()

    def save_as(self) -> bool:
        """Asks for a file and saves the consolidation there; False if none was chosen or it could not be written."""
        path = self._ask_where(self.tr("Save as"), ".amend", kinds_of_outputs(PROJECT))
        return path is not None and self._save(path)

    def _save(self, path: Path) -> bool:
        now, holder = self._now, FileLock(path).holder()
        if holder is not None and holder.certain:
            message = self.tr("{path}: it is open in the window of a text; save under another name")
            messages.show_error(self.window, message.format(path=path))
            return False
        if now is None or not self._write(now.save, path, self.tr("Saving …")):
            return False
        now.stack.setClean()
        self._show_title()
        return True

    def _ask_for_word(self) -> None:
        path = self._ask_where(self.tr("Export to Word"), ".docx", kinds_of_outputs(WORD))
        if path is not None and self._now is not None:
            self._write(self._now.export_word, path, self.tr("Exporting and proving …"))

    def _ask_for_table(self) -> None:
        path = self._ask_where(self.tr("Export the comparison table"), ".html", kinds_of_outputs(HTML, WORD))
        if path is not None and self._now is not None:
            self._write(self._now.export_table, path, self.tr("Writing {name} …").format(name=path.name))

    def _write(self, write: Callable[[Path], Sequence[Message] | None], path: Path, message: str) -> bool:
        """Writes a file in the background; tells what came of it."""
        assert self.window is not None
        try:
            need_another(path, *self._inputs)
            left_out = at_work(lambda: write(path), message, self.window)
        except ClausewrightError as error:
            messages.show_error(self.window, say(error.message))
            return False
        self._settings.keep_folder(PURPOSE, path.absolute().parent)
        done = self.tr("{name} is written.").format(name=path.name)
        self.window.tell(done)
        if left_out:
            messages.show_warnings(self.window, left_out, done)
        return True

    def _ask_where(self, title: str, suffix: str, kinds: str) -> Path | None:
        stem = Path(self._title()).stem
        start = Path(self._folder()) / f"{stem}{suffix}"
        return ask_where_to_save(self.window, title, start, kinds)

    def _folder(self) -> str:
        return self._open_submission.start_folder(PURPOSE)


def matrix_of(work: ConsolidationWork, step: Callable[[], object]) -> Matrix:
    return Matrix.of(consolidate(work.base, work.parties, step), step)
