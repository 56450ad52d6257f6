"""Adding files and folders to the library, removing texts from it, and the reports on both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from app.background import Report, WorkCancelled, at_work, at_work_in_steps
from app.controllers.library.open_library import OpenLibrary
from app.window.context import Context
from model.errors import ClausewrightError, FileError
from model.files.opening import OpenedFile, most_texts
from widgets.common.foreign_text import isolated_always
from widgets.common.translation import counted, say, translate, with_label
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_library

if TYPE_CHECKING:
    from model.library.imports.file_import import ImportReport, Survey, Work
    from model.library.imports.given_files import GivenFile
    from model.library.imports.import_preview import FoundText
    from model.library.store.library import Library

T = TypeVar("T")


class LibraryImportController(QObject):
    """Fills the library in a thread, with progress and a way to stop."""

    def __init__(self, context: Context, open_library: OpenLibrary, changed: Callable[[], object]) -> None:
        """`changed` is called when other texts are in the library."""
        super().__init__(context.window)
        self._context = context
        self._open = open_library
        self._changed = changed

    def ask_for_files(self, parent: QWidget) -> None:
        """Asks for files, and adds them."""
        start = self._context.open_submission.start_folder("library")
        names, _ = QFileDialog.getOpenFileNames(parent, self.tr("Add files to the library"), start, kinds_of_library())
        if names:
            self._context.settings.keep_folder("library", Path(names[0]).parent)
            self.add([Path(name) for name in names], parent)

    def ask_for_folder(self, parent: QWidget) -> None:
        """Asks for a folder, and adds the files in it."""
        start = self._context.open_submission.start_folder("library")
        name = QFileDialog.getExistingDirectory(parent, self.tr("Add a folder to the library"), start)
        if name:
            self._context.settings.keep_folder("library", Path(name))
            self.add([Path(name)], parent)

    def has_text(self) -> bool:
        """Whether the open document has a text in force."""
        proposals = self._context.session.submission.proposals
        return self._context.open_submission.persistence is not None and any(
            proposal.redline.base().clauses for proposal in proposals
        )

    def add_open_document(self, parent: QWidget) -> None:
        """Adds the texts in force of the open document, without the draft."""
        from model.formats.amend import Project, project_bytes
        from model.library.imports.document_texts import texts_in_force
        from model.library.imports.given_files import GivenFile
        from model.library.texts.document_names import document_name, file_stem

        files: dict[str, GivenFile] = {}
        for number, text in enumerate(texts_in_force(self._context.session.submission), 1):
            name = f"{file_stem(document_name(text)) or number}.amend"
            if name in files:
                name = f"{number}.amend"
            try:
                data = project_bytes(Project(text))
            except ClausewrightError as error:
                messages.show_error(parent, say(error.message))
                return
            files[name] = GivenFile(name, partial(bytes, data))
        self.add([*files.values()], parent)

    def add(self, paths: Sequence[Path | GivenFile], parent: QWidget) -> None:
        """Reads files and folders, shows which texts would be added, adds the chosen ones and reports the results."""
        from model.library.imports.file_import import add_chosen, survey

        why = self._open.read_only
        if why is not None:
            messages.show_error(parent, say(FileError(self._open.folder, why).message))
            return

        def read(work: Work) -> Survey | None:
            if not self._open.is_used:  # a library is created only when the first text is added
                return survey(paths, None, work)
            return self._open.elsewhere(lambda library: survey(paths, library, work))

        found = self._run(read, self.tr("Reading the files …"), parent)
        if found is None:
            return
        if not found.texts:
            self._tell(found.report, parent, again=False)
            return
        try:
            chosen = self._choose(found, parent)
        except ClausewrightError as error:
            messages.show_error(parent, say(error.message))
            return
        if not chosen:
            return

        def put(work: Work) -> ImportReport:
            return self._open.elsewhere(lambda library: add_chosen(library, found, chosen, work))

        report = self._run(put, self.tr("Adding to the library …"), parent)
        self._changed()
        if report is not None:
            report_shown = replace(report, warnings=found.report.warnings, refused=found.report.refused)
            self._tell(report_shown, parent, again=False)

    def _choose(self, found: Survey, parent: QWidget) -> Mapping[int, FoundText]:
        """The texts to be added, which the user chooses in a dialog; empty if the user cancels."""
        from widgets.library.additions_box import AdditionsBox

        held, used = tuple(self._open.texts().values()), self._open.is_used
        library = self._open.library if used else None
        rows = (*library.rows(), *library.own_editions) if library is not None else ()
        box = AdditionsBox(found, held, rows, parent, check_pages=_check_pages)
        try:
            return box.chosen if box.exec() == QDialog.DialogCode.Accepted else {}
        finally:
            box.deleteLater()

    def rebuild(self, parent: QWidget) -> None:
        """Reads all files of the library again."""
        from model.library.imports.file_import import rebuild

        self._read_anew(rebuild, self.tr("Reading the files of the library …"), parent)

    def complete(self, parent: QWidget) -> None:
        """Adds the missing texts of the files in the library, if an import stopped early or the database is new."""
        from model.library.imports.file_import import complete

        if self._open.is_used and self._open.library.read_only is None and not self._open.library.is_complete:
            self._read_anew(complete, self.tr("Reading the files of the library …"), parent)

    def ask_and_publish(self, parent: QWidget) -> None:
        """Asks for a folder and publishes the library there; an earlier publication is replaced."""
        start = self._context.open_submission.start_folder("publish")
        name = QFileDialog.getExistingDirectory(parent, self.tr("Publish the library in a folder"), start)
        if name and (with_originals := self._ask_about_originals(parent)) is not None:
            self.publish(Path(name), parent, with_originals=with_originals)

    def _ask_about_originals(self, parent: QWidget) -> bool | None:
        """Whether original files are published too; asks if they contain more than text. None if the user cancels."""
        from model.library.copies.publishing import contents_of_originals
        from widgets.dialogs.sending import SendingDialog, SendingRow

        message = self.tr("Reading what the files of the library contain …")
        try:
            found = at_work(lambda: self._open.elsewhere(contents_of_originals), message, parent)
        except ClausewrightError as error:
            messages.show_error(parent, say(error.message))
            return None
        if not found:
            return True
        rows = [SendingRow("originals", self.tr("the original files"), tuple(map(say, found)), is_omitted=False)]
        message = self.tr(
            "The library is published with the original files of its texts, and everything in them. Others can read, search "
            "and cite the texts without these files."
        )
        dialog = SendingDialog(self.tr("Publish the library in a folder"), message, rows, parent)
        accepted, omitted = dialog.exec(), dialog.omitted
        dialog.deleteLater()
        return not omitted if accepted else None

    def publish(self, folder: Path, parent: QWidget, *, with_originals: bool = True) -> None:
        """Publishes the library in a folder, and reports the number of texts."""
        from model.library.copies.publishing import publish

        message = self.tr("Publishing the library …")
        try:
            do = partial(publish, folder=folder, with_originals=with_originals)
            made = at_work(lambda: self._open.elsewhere(do), message, parent)
        except ClausewrightError as error:
            messages.show_error(parent, say(error.message))
            return
        texts = counted("{n} text can be read there by others.", "{n} texts can be read there by others.", made.texts)
        messages.show_warnings(parent, (), texts)

    def _read_anew(self, do: Callable[[Library, Work], ImportReport], message: str, parent: QWidget) -> None:
        report = self._run(lambda work: self._open.elsewhere(lambda library: do(library, work)), message, parent)
        self._changed()
        if report is not None:
            self._tell(report, parent, again=True)

    def _run(self, do: Callable[[Work], T], message: str, parent: QWidget) -> T | None:
        """The result of work on many files in another thread; None if it failed, which is reported.

        do: the work
        message: the words for the work
        parent: the window in front of which its progress is shown
        """
        from model.library.imports.file_import import Progress, Work

        made: list[T] = []

        def run(report: Report) -> None:
            stopped = False

            def tell(progress: Progress) -> None:
                nonlocal stopped
                try:
                    if progress.within is None:
                        report(progress.done, progress.total, progress.file)
                    else:
                        done, count, what = progress.within
                        report(done, count, with_label(isolated_always(Path(progress.file).name), say(what)))
                except WorkCancelled:
                    stopped = True

            made.append(do(Work(tell=tell, is_cancelled=lambda: stopped)))

        try:
            at_work_in_steps(run, message, parent)
        except ClausewrightError as error:
            messages.show_error(parent, say(error.message))
        return made[0] if made else None

    def _tell(self, report: ImportReport, parent: QWidget, *, again: bool) -> None:
        """Reports the results: in one sentence, and one more for each file that was not understood."""
        added, present, different = (report.number(outcome) for outcome in ("added", "there", "different"))
        if again:
            parts = [counted("{n} text was read.", "{n} texts were read.", added + different)]
        else:
            parts = [counted("{n} text was added.", "{n} texts were added.", added + different)]
        if present and not again:
            parts.append(counted("{n} text was in the library already.", "{n} texts were in the library already.", present))
        if different:
            parts.append(
                counted(
                    "{n} of them has the number and edition of another text; both are kept.",
                    "{n} of them have the number and edition of other texts; all are kept.",
                    different,
                )
            )
        if report.rows:
            parts.append(
                counted(
                    "{n} edition was read from lists of contents.", "{n} editions were read from lists of contents.", report.rows
                )
            )
        sentences = [say(report.stopped)] if report.stopped is not None else []
        sentences += [say(file_message.message) for file_message in report.refused]  # with the name of the file
        sentences += [f"{isolated_always(file_message.file)}: {say(file_message.message)}" for file_message in report.warnings]
        messages.show_warnings(parent, sentences, " ".join(parts))


def _check_pages(found: Survey, text: FoundText, parent: QWidget) -> FoundText | None:
    """Shows a text that was read from a PDF beside its pages, and returns it as the user corrected it; None if the user
    cancels."""
    from app.controllers.source_pages.check import check_pages
    from model.files.read_pages import ReadPages
    from model.library.imports.import_preview import text_with_corrections

    file = found.files[text.file].file
    read, places = file.reading.texts[text.place], file.reading.places[text.place]
    if places is None:
        return None
    pages, _ = ReadPages((read.redline,), places).correct_again({0: text.text_corrections})
    accept = translate("LibraryImportController", "&Done")
    corrected = check_pages(text.name, file.data, pages, accept, parent)
    return text_with_corrections(text, read, corrected.corrections.get(0, ())) if corrected is not None else None


class CollectionOffer(QObject):
    """Asks whether the texts of a file are added to the library."""

    def __init__(self, context: Context, open_library: OpenLibrary, importer: Callable[[], LibraryImportController]) -> None:
        super().__init__(context.window)
        self._window = context.window
        self._open_library = open_library
        self._importer = importer

    def check(self, opened: OpenedFile) -> OpenedFile | None:
        """A file that is opened; None if the user adds its texts to the library instead, or cancels."""
        count = most_texts(opened.submission)
        if count < 2 or self._open_library.read_only is not None:
            return opened
        answer = self._ask(opened.path.name, count)
        if answer == "library":
            self._importer().add([opened.path], self._window)
        return opened if answer == "open" else None

    def _ask(self, name: str, count: int) -> str:
        head = counted("“{name}” contains {n} text.", "“{name}” contains {n} texts.", count, name=name)
        more = self.tr(
            "In the library, each is a text of its own, which you can read, cite and amend. A document has all of them as one."
        )
        box = messages.message(self._window, QMessageBox.Icon.Question, self.tr("Several texts"), head, more)
        add = box.addButton(self.tr("&Add to the library"), QMessageBox.ButtonRole.AcceptRole)
        whole = box.addButton(self.tr("&Open as one document"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(add)
        box.exec()
        answers: dict[object, str] = {add: "library", whole: "open"}
        return answers.get(box.clickedButton(), "")
