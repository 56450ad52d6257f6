"""Exports from the window: the file, its form, and the result of the proof."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.files.last_export import LastExport
from app.window.context import Context
from model.errors import ClausewrightError, FileError, ProofError
from model.files.kinds import AKOMA_NTOSO, HTML, NOTATION, WORD, kind_of_name
from widgets.common.translation import GroupedNumber, join_words, say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_outputs
from widgets.dialogs.save_place import ask_where_to_save

if TYPE_CHECKING:
    from model.files.export import ExportedFile
    from model.files.kinds import FileKind
    from model.formats.page.printout import PrintView
    from model.formats.word.package.opc_package import Package
    from model.formats.word.writing.export_options import Form
    from model.submission.resolved import View


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

    def ask_and_export(self, view: View, form: Form = "provisions") -> None:
        """Asks for a Word file and writes a view into it, unless the user looks at problems first. `form` is that of treaty texts
        with tracked changes."""
        self._open_submission.gathering.emit()
        if view == "base" or self.may_export():
            self._ask_for_place(view, WORD, form)

    def ask_and_export_akoma_ntoso(self) -> None:
        """Asks for a file of Akoma Ntoso and writes the submission into it, unless the user looks at problems first."""
        self._open_submission.gathering.emit()
        if self.may_export():
            self._ask_for_place("markup", AKOMA_NTOSO)

    def _ask_for_place(self, view: View, kind: FileKind, form: Form = "provisions") -> bool:
        titles = {
            "markup": self.tr("Export to Word"),
            "draft": self.tr("Export the draft, untracked"),
            "base": self.tr("Export the text in force"),
        }
        title = self.tr("Export as Akoma Ntoso") if kind is AKOMA_NTOSO else titles[view]
        if form == "whole" and view == "markup":
            title = self.tr("Export the whole treaty text")
        if form == "final-acts":
            title = self.tr("Export in the form of Final Acts")
        offered = (kind,) if kind is AKOMA_NTOSO or view == "markup" else (WORD, AKOMA_NTOSO)
        path = self._ask_for_name(title, view, *offered, form=form)
        return path is not None and self.export(path, view, form)

    def _ask_for_name(self, title: str, view: View, *kinds: FileKind, form: Form = "provisions") -> Path | None:
        """The file that the user chooses for a view, of one of some kinds, the first proposed; None if the user cancels."""
        start = Path(self._open_submission.start_folder("export")) / self.proposed_name(view, form)
        return ask_where_to_save(self._window, title, start.with_suffix(kinds[0].endings[0]), kinds_of_outputs(*kinds))

    def proposed_name(self, view: PrintView = "markup", form: Form = "provisions") -> str:
        """The name that ITU gives a submission, if the header says which, and only for the submission itself; otherwise the
        name of the document by its contents with that of the view, so that a text in force in the same folder is not replaced."""
        submission = self._session.submission
        header = submission.header
        shown = {
            "markup": self.tr("tracked changes"),
            "draft": self.tr("draft, untracked"),
            "base": self.tr("text in force"),
            "columns": self.tr("two columns"),
            "reasons": self.tr("three columns"),
        }
        if form == "final-acts":
            return f"{self._open_submission.naming.stem} ({self.tr('Final Acts')}).docx"
        if view == "markup" and header.document and any(proposal.symbol for proposal in submission.proposals):
            from model.submission.conferences import file_name, find_conference

            return file_name(header, submission.language, find_conference(header.conference))
        return f"{self._open_submission.naming.stem} ({shown[view]}).docx"

    def export(self, path: Path, view: View = "markup", form: Form = "provisions") -> bool:
        """Writes a file of the kind of its ending in the background and shows its proof; returns whether it was written."""
        from model.files.export import write
        from model.formats.word.writing.export_options import ExportOptions
        from widgets.dialogs.proof import ProofDialog

        submission, user, kind = self._session.submission, self._session.author, kind_of_name(path)
        try:
            template = self._template() if kind is WORD else None
        except FileError as error:
            messages.show_error(self._window, say(error.message))
            return False
        try:
            message = self.tr("Exporting and proving …")
            options = ExportOptions(view=view, template=template, form=form)
            exported = self._open_submission.work(lambda: write(submission, path, options, user=user), message)
        except FileError as error:
            elsewhere = messages.ask_to_save_elsewhere(self._window, say(error.message))
            return elsewhere and self._ask_for_place(view, kind, form)
        except ProofError as error:
            return self._offer_ways_out(error, kind, view, form)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._settings.keep_folder("export", path.absolute().parent)
        last = self.last
        last.keep(exported.path)
        rows = self._proof_rows(exported)
        open_file = last.open_file if last.is_for_word else None
        dialog = ProofDialog(exported.path.name, rows, open_file, last.show_folder, last.copy_path, self._window)
        dialog.exec()
        dialog.deleteLater()
        return True

    def _template(self) -> Package | None:
        """The conference template of the settings, if there is one. FileError if it cannot be read any more."""
        from model.formats.word.writing.conference_template import read_template

        path = self._settings.value.template
        return read_template(path) if path else None

    def _offer_ways_out(self, refusal: ProofError, kind: FileKind, view: View, form: Form) -> bool:
        """Says why an export is refused and offers the remedies; returns whether another file was written."""
        from app.controllers.files.refused_export import RefusedExport

        refused = RefusedExport(self._session, self._open_submission, self._window, kind, view, form)
        answer = refused.ask(refusal)
        if answer == "undo":
            refused.undo()
        elif answer == "draft":
            return self._ask_for_place("draft", kind)
        elif answer == "text":
            return self._export_as_text(view)
        return False

    def _export_as_text(self, view: View) -> bool:
        """Asks for a file and writes the text into it with its changes, as a web page or plain text."""
        from model.files.export import write
        from model.formats.word.writing.export_options import ExportOptions

        path = self._ask_for_name(self.tr("Export as text"), view, HTML, NOTATION)
        if path is None:
            return False
        try:
            write(self._session.submission, path, ExportOptions(view=view))
        except FileError as error:
            return messages.ask_to_save_elsewhere(self._window, say(error.message)) and self._export_as_text(view)
        self.last.keep(path)
        self._window.tell(self.tr("Exported {name} without a proof.").format(name=path.name))
        return True

    def _proof_rows(self, exported: ExportedFile) -> list[tuple[str, str]]:
        proof = {
            "markup": self.tr("Read back: rejecting all gives the text in force, accepting all the proposed text."),
            "draft": self.tr("Read back: it is the proposed text, without tracked changes."),
            "base": self.tr("Read back: it is the text in force."),
        }
        theirs = exported.their_amendments
        if theirs:
            proof["markup"] = self.tr(
                "Read back: rejecting all gives the text in force, rejecting ours gives theirs, accepting all gives ours."
            )
        if exported.form == "final-acts":
            proof["markup"] = self.tr("Read back: put into the text in force by number, the provisions give the draft.")
        rows = [
            (self.tr("Proof"), proof[exported.view]),
            *self._submission_rows(exported),
            (self.tr("Place", "folder"), str(exported.path)),
            (self.tr("Size"), self.tr("{size} bytes").format(size=f"{GroupedNumber(exported.size):,}")),
        ]
        if exported.view == "markup":
            count = str(exported.amendments)
            if theirs:
                count = self.tr("{ours} of ours, {theirs} of theirs").format(ours=exported.amendments, theirs=theirs)
            rows.append((self.tr("Amendments"), count))
            rows.append((self.tr("Comments"), str(exported.comments)))
            rows.append((self.tr("Names in it"), join_words(exported.authors) or self.tr("none", "names")))
        rows += [(self.tr("Omitted"), say(omitted)) for omitted in exported.omitted]
        return rows

    def _submission_rows(self, exported: ExportedFile) -> list[tuple[str, str]]:
        """The fields that the proof found around the texts, or a sentence that there are none."""
        from model.submission.field_forms import field_names

        first = self.tr("First page")
        if not exported.symbols:
            left = join_words(map(say, field_names(exported.unwritten_paths)))
            message = self.tr("None: the text has no symbol.")
            if left:
                message = self.tr("None (no symbol). Omitted: {fields}.").format(fields=left)
            return [(first, message)]
        if exported.form == "final-acts":
            return [(self.tr("Provisions"), join_words(exported.symbols))]
        fields = join_words(map(say, field_names(exported.header)))
        message = self.tr("Read back: {fields}.").format(fields=fields) if fields else self.tr("Nothing is filled in.")
        return [(self.tr("Proposals"), join_words(exported.symbols)), (first, message)]
