"""Exports from the window: where to, how, and what they proved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.files.last_export import LastExport
from app.window.context import Context
from model.errors import ClausewrightError, FileError, ProofError
from widgets.common.translation import GroupedNumber, join_words, say
from widgets.dialogs import messages
from widgets.dialogs.save_place import ask_where_to_save

if TYPE_CHECKING:
    from model.files.export import Exported, What
    from model.formats.page.printout import PrintView


class ExportController(QObject):
    """Writes the open submission as Word files and as Akoma Ntoso."""

    def __init__(self, context: Context, may_export: Callable[[], bool]) -> None:
        """`may_export` is asked before anything is written of the proposal."""
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings
        self.may_export = may_export
        self.last = LastExport(context)

    def ask_and_export(self, what: What) -> None:
        """Asks for a file and writes it; nothing is asked where problems are to be looked at first."""
        self._open_submission.gathering.emit()
        if what == "base" or self.may_export():
            self._ask_for_place(what)

    def ask_and_export_akoma_ntoso(self) -> None:
        """The same as Akoma Ntoso."""
        self._open_submission.gathering.emit()
        if self.may_export():
            self._ask_for_place("markup", akoma_ntoso=True)

    def _ask_for_place(self, what: What, *, akoma_ntoso: bool = False) -> bool:
        start = Path(self._open_submission.start_folder("export")) / self.proposed_name(what)
        kinds = [self.tr("Word files (*.docx)"), self.tr("Akoma Ntoso, the XML of the United Nations (*.xml *.akn)")]
        titles = {
            "markup": self.tr("Export to Word"),
            "draft": self.tr("Export the draft, untracked"),
            "base": self.tr("Export the text in force"),
        }
        title = titles[what]
        if akoma_ntoso:
            start, kinds, title = start.with_suffix(".xml"), kinds[1:], self.tr("Export as Akoma Ntoso")
        elif what == "markup":
            del kinds[1:]
        path = ask_where_to_save(self._window, title, start, ";;".join(kinds))
        return path is not None and self.export(path, what)

    def proposed_name(self, view: PrintView = "markup") -> str:
        """The name that ITU gives a submission, where the header says which, and only that of the submission itself; else that
        of the document here, with what is shown of it: a text in force that lies beside it must not be asked to give way."""
        submission = self._session.submission
        header = submission.header
        stem = Path(self._open_submission.title).stem
        shown = {
            "markup": self.tr("tracked changes"),
            "draft": self.tr("draft, untracked"),
            "base": self.tr("text in force"),
            "columns": self.tr("two columns"),
            "reasons": self.tr("three columns"),
        }
        if view == "markup" and header.document and any(proposal.symbol for proposal in submission.proposals):
            from model.submission.conferences import file_name, find_conference

            return file_name(header, submission.language, find_conference(header.conference))
        return f"{stem} ({shown[view]}).docx"

    def export(self, path: Path, what: What = "markup") -> bool:
        """Writes and proves a file in the background, and shows the proof; its suffix says in which format."""
        from model.files.export import export
        from widgets.dialogs.proof import ProofDialog

        submission, own = self._session.submission, self._session.author
        try:
            told = self.tr("Exporting and proving …")
            made = self._open_submission.work(lambda: export(submission, path, what, own=own), told)
        except FileError as error:
            other = path.suffix.lower() != ".docx"
            return messages.ask_to_save_elsewhere(self._window, say(error.message)) and self._ask_for_place(
                what, akoma_ntoso=other
            )
        except ProofError as error:
            return self._offer_ways_out(error, path, what)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._settings.keep_folder("export", path.absolute().parent)
        last = self.last
        last.keep(made.path)
        rows = self._proof_rows(made)
        open_file = last.open_file if last.is_for_word else None
        dialog = ProofDialog(made.path.name, rows, open_file, last.show_folder, last.copy_path, self._window)
        dialog.exec()
        dialog.deleteLater()
        return True

    def _offer_ways_out(self, refusal: ProofError, path: Path, what: What) -> bool:
        """Says why an export is refused and offers what can be done about it; returns whether another file was written."""
        from app.controllers.files.refused_export import RefusedExport

        refused = RefusedExport(self._session, self._open_submission, self._window, path.suffix, what)
        answer = refused.ask(refusal)
        if answer == "undo":
            refused.undo()
        elif answer == "draft":
            return self._ask_for_place("draft", akoma_ntoso=path.suffix.lower() != ".docx")
        elif answer == "text":
            return self._export_as_text(what)
        return False

    def _export_as_text(self, what: What) -> bool:
        """Asks for a file and writes the text into it with its changes, as a web page or plain text."""
        from model.files.export import as_ours
        from model.files.text_forms import text_file
        from model.storage.atomic_write import write_durably

        start = (Path(self._open_submission.start_folder("export")) / self.proposed_name(what)).with_suffix(".html")
        kinds = f"{self.tr('Web page (*.html)')};;{self.tr('Plain text (*.txt)')}"
        path = ask_where_to_save(self._window, self.tr("Export as text"), start, kinds)
        if path is None:
            return False
        submission = as_ours(self._session.submission, self._session.author)
        try:
            write_durably(path, text_file(submission, what, path.suffix.lower()))
        except FileError as error:
            return messages.ask_to_save_elsewhere(self._window, say(error.message)) and self._export_as_text(what)
        self.last.keep(path)
        self._window.tell(self.tr("Exported {name}, which was not proved.").format(name=path.name))
        return True

    def _proof_rows(self, made: Exported) -> list[tuple[str, str]]:
        proof = {
            "markup": self.tr("Read back: rejecting all gives the text in force, accepting all the proposed text."),
            "draft": self.tr("Read back: it is the proposed text, without tracked changes."),
            "base": self.tr("Read back: it is the text in force."),
        }
        rows = [
            (self.tr("Proof"), proof[made.what]),
            *self._submission_rows(made),
            (self.tr("Place", "folder"), str(made.path)),
            (self.tr("Size"), self.tr("{size} bytes").format(size=f"{GroupedNumber(made.size):,}")),
        ]
        if made.what == "markup":
            rows.append((self.tr("Amendments"), str(made.amendments)))
            rows.append((self.tr("Comments"), str(made.comments)))
            rows.append((self.tr("Names in it"), join_words(made.authors) or self.tr("none", "names")))
        rows += [(self.tr("Left out"), say(told)) for told in made.left_out]
        return rows

    def _submission_rows(self, made: Exported) -> list[tuple[str, str]]:
        """What the proof found around the texts, or that nothing stands there."""
        from model.submission.field_forms import field_names

        first = self.tr("First page")
        if not made.symbols:
            left = join_words(map(say, field_names(made.unwritten)))
            told = self.tr("None: a text alone, without a symbol.")
            if left:
                told = self.tr("None, since there is no symbol. Left out: {fields}.").format(fields=left)
            return [(first, told)]
        fields = join_words(map(say, field_names(made.header)))
        told = self.tr("Read back: {fields}.").format(fields=fields) if fields else self.tr("Nothing is filled in.")
        return [(self.tr("Proposals"), join_words(made.symbols)), (first, told)]
