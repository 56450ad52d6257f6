"""Printing, its preview, and PDF files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.controllers.files.export import ExportController
from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import ClausewrightError
from model.files.export import with_submitter
from model.formats.page.cut_texts import has_cuts
from model.formats.page.printout import printed_title, unroll, unroll_as_submitted
from model.formats.word.printed_styles import printed_styles
from model.formats.word.table_shapes import shapes_by_text
from model.layers.layer_choice import LayeredSubmission, has_layers, with_layers
from model.storage.atomic_write import write_durably
from model.submission.private_parts import without_private_parts
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.dialogs.save_place import ask_where_to_save
from widgets.printing.choice import PrintChoice, PrintChoiceDialog
from widgets.printing.paginator import Paginator
from widgets.printing.paper import NoPrinter, Pdf, prepare, print_steps
from widgets.printing.preview import PreviewDialog

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from model.formats.page.blocks import Printout
    from widgets.printing.page import Page

Find = Callable[[], "Printout"]
"""Finds what is printed."""


class PrintingController(QObject):
    """Puts the open submission on paper, page by page, so that the window is never kept waiting."""

    def __init__(self, context: Context, export: ExportController) -> None:
        actions = context.actions
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._export = export
        self._window = context.window
        self._settings = context.settings
        self._choice: PrintChoice | None = None
        """What was printed last."""
        actions.connect_to(ActionId.PRINT, self.ask_and_print)
        actions.connect_to(ActionId.PRINT_PREVIEW, self.ask_and_preview)
        actions.connect_to(ActionId.EXPORT_PDF, self.ask_and_export)

    def ask_and_print(self) -> None:
        """Asks which view is wanted and for a printer, and prints."""
        choice = self._ask(self.tr("Print"), self.tr("&Print …"))
        if choice is not None:
            self.print_found(lambda: self._printout(choice))

    def print_found(self, find: Find, over: QWidget | None = None) -> None:
        """Asks for a printer, and prints what `find` then returns; `over` is the window that asked for it."""
        printer = self._printer()
        pages = self._lay_out(find) if printer is not None else None
        if printer is None or pages is None:
            return
        prepare(printer, printed_title(self._session.submission), landscape=pages[0].landscape)
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, over or self._window)
        dialog.setMinMax(1, len(pages))
        if dialog.exec():
            self.print(printer, pages)
        dialog.deleteLater()

    def ask_and_preview(self) -> None:
        """Asks which view is wanted and shows its pages."""
        choice = self._ask(self.tr("Print preview"), self.tr("Pre&view"))
        if choice is not None:
            self.preview(lambda: self._printout(choice), name=self._export.proposed_name(choice.view))

    def preview(self, find: Find, over: QWidget | None = None, *, name: str) -> None:
        """Shows the pages in the preview, from which they are printed or written. `name` is proposed for a file."""
        try:
            printed = find()
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return
        dialog = PreviewDialog(printed, over or self._window)
        dialog.print_asked.connect(lambda: self.print_found(find, over))
        dialog.pdf_asked.connect(lambda: self._ask_for_pdf(find, name))
        dialog.exec()
        dialog.deleteLater()

    def ask_and_export(self) -> None:
        """Asks which view is wanted and for a file, and writes the pages there as PDF."""
        choice = self._ask(self.tr("Export as PDF"), self.tr("&Export …"))
        if choice is not None and (choice.view == "base" or self._export.may_export()):
            self._ask_for_pdf(lambda: self._printout(choice), self._export.proposed_name(choice.view))

    def _ask_for_pdf(self, find: Find, name: str) -> None:
        start = Path(self._open_submission.start_folder("export")) / f"{name.removesuffix('.docx')}.pdf"
        kinds = self.tr("PDF files (*.pdf)")
        path = ask_where_to_save(self._window, self.tr("Export as PDF"), start, kinds)
        if path is not None:
            self.write_pdf(path, find)

    # -- what is done

    def export(self, path: Path, choice: PrintChoice) -> bool:
        """Writes the open submission as a PDF, the whole of it or nothing."""
        return self.write_pdf(path, lambda: self._printout(choice))

    def write_pdf(self, path: Path, find: Find) -> bool:
        """Writes what is found as a PDF, the whole of it or nothing."""
        try:
            printed = find()
            pdf = Pdf(printed.title, printed.language, landscape=printed.landscape)
            message = self.tr("Writing {name} …").format(name=path.name)
            if not self._open_submission.work_in_slices(pdf.steps(Paginator(printed).pages()), message):
                return False
            write_durably(path, pdf.data)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._settings.keep_folder("export", path.absolute().parent)
        sentence = self.tr("{name} is written.")
        if not pdf.is_tagged:
            sentence = self.tr("{name} is written, but it is not tagged: screen readers find no headings and tables in it.")
        self._window.tell(sentence.format(name=path.name))
        return True

    def print(self, printer: QPrinter, pages: Sequence[Page]) -> bool:
        """Sends pages to a printer."""
        try:
            return self._open_submission.work_in_slices(print_steps(printer, pages), self.tr("Printing …"))
        except NoPrinter:
            sentence = self.tr("{name}: this printer does not take the pages; choose another one, or export as PDF.")
            name = printer.printerName() or printer.outputFileName()
            messages.show_error(self._window, sentence.format(name=name))
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
        return False

    def _printout(self, choice: PrintChoice) -> Printout:
        """What is printed. One side of a long text takes a moment to find, so that is done beside the window."""
        submission = without_private_parts(self._session.submission)
        labels = [self._session.labelling(number) for number, _ in enumerate(submission.proposals, start=1)]
        layered, user = has_layers(submission), self._session.author

        def find() -> Printout:
            if choice.view == "markup" and not (layered or choice.whole or choice.only_amended):
                cuts = unroll_as_submitted(submission, lambda number: labels[number - 1], shapes=shapes_by_text(submission))
                if cuts is not None:
                    return replace(cuts, line_numbers=choice.line_numbers)
            shown = with_layers(with_submitter(submission, user), choice.layers) if layered else LayeredSubmission(submission, ())
            printed = unroll(
                shown.submission,
                choice.view,
                only_amended=choice.only_amended,
                context=choice.context,
                styles=printed_styles(submission.sources),
                labelling=None if layered else lambda number: labels[number - 1],
                shapes=shapes_by_text(shown.submission),
                layers=shown.layers,
            )
            return replace(printed, line_numbers=choice.line_numbers)

        return self._open_submission.work(find, self.tr("Laying out the pages …"))

    def _lay_out(self, find: Find) -> list[Page] | None:
        """The pages; None if the user stopped it."""
        pages: list[Page] = []
        try:
            steps = map(pages.append, Paginator(find()).pages())
            done = self._open_submission.work_in_slices(steps, self.tr("Laying out the pages …"))
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return None
        return pages if done else None

    # -- what is asked

    def _ask(self, title: str, accept: str) -> PrintChoice | None:
        """The view that the user wants; None if the user cancelled or there is nothing to print."""
        if not self._session.submission.proposals:
            messages.show_error(self._window, self.tr("There is no text to print; open one first."))
            return None
        submission = self._session.submission
        layered, known = has_layers(submission), enumerate(submission.proposals, start=1)
        divided = not layered and has_cuts(submission, [self._session.labelling(number) for number, _ in known])
        choice = self._choice or PrintChoice()
        dialog = PrintChoiceDialog(title, accept, choice, self._window, layered=layered, divided=divided)
        accepted = dialog.exec()
        dialog.deleteLater()
        if not accepted:
            return None
        self._choice = dialog.choice
        return self._choice

    def _printer(self) -> QPrinter | None:
        """A printer with the paper set. Says so if there is none."""
        try:
            from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
        except ImportError as error:
            sentence = self.tr("Printing does not work here ({error}); export as PDF instead.")
            messages.show_error(self._window, sentence.format(error=error))
            return None
        if not QPrinterInfo.availablePrinterNames():
            messages.show_error(self._window, self.tr("There is no printer on this machine; export as PDF instead."))
            return None
        return QPrinter(QPrinter.PrinterMode.HighResolution)
