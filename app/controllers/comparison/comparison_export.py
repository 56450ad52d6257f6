"""Comparisons printed and written to files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.comparison.compared_texts import FinishedComparison
from app.controllers.printing import PrintingController
from app.window.context import Context
from model.errors import ClausewrightError
from model.files.comparison_export import COMPARISON_KINDS, ComparisonPages, write_comparison
from model.files.opening import need_another
from model.formats.page.printout import unroll
from model.formats.word.printed_styles import printed_styles
from model.message import Message
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_outputs
from widgets.dialogs.save_place import ask_where_to_save

if TYPE_CHECKING:
    from model.formats.page.blocks import Printout
    from model.formats.page.printout import PrintView
    from widgets.comparison.window import ComparisonWindow


class ComparisonExportController(QObject):
    """Prints and writes what a comparison window shows."""

    def __init__(
        self,
        context: Context,
        printing: PrintingController,
        window: ComparisonWindow,
        compared: Callable[[], FinishedComparison | None],
    ) -> None:
        """`compared` gives the comparison that the window shows."""
        super().__init__(window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._settings = context.settings
        self._printing = printing
        self._window = window
        self._compared = compared
        window.preview_asked.connect(lambda: printing.preview(self.printed_pages, window, name=self._name()))
        window.print_asked.connect(lambda: printing.print_found(self.printed_pages, window))
        window.pdf_asked.connect(self._ask_and_export_pdf)
        window.export_asked.connect(self._ask_and_export)

    def printed_pages(self) -> Printout:
        """The pages of the comparison that the window shows."""
        compared = self._compared()
        assert compared is not None
        labelling, names = compared.aligned.labelling, self._window.names
        submission = self._pages().submission_of(compared.comparison)
        sources = printed_styles(submission.sources)
        return unroll(submission, self._print_view(), styles=sources, labelling=lambda _: labelling, heads=names)

    def _print_view(self) -> PrintView:
        return "markup" if self._window.one_column.isChecked() else "columns"

    def _pages(self) -> ComparisonPages:
        return ComparisonPages(self._print_view(), self._window.names, self._window.shows_formats)

    def _ask_and_export_pdf(self) -> None:
        path = self._ask_for_name(self.tr("PDF files (*.pdf)"), ".pdf")
        if path is not None and self._printing.write_pdf(path, self.printed_pages):
            self._window.tell(self.tr("{name} is written.").format(name=path.name))

    def _ask_and_export(self) -> None:
        path = self._ask_for_name(kinds_of_outputs(*COMPARISON_KINDS), ".docx")
        if path is not None:
            self.export(path)

    def _ask_for_name(self, kinds: str, suffix: str) -> Path | None:
        start = Path(self._open_submission.start_folder("export")) / f"{self._name()}{suffix}"
        return ask_where_to_save(self._window, self.tr("Export the comparison"), start, kinds)

    def _name(self) -> str:
        first, second = (Path(name).stem for name in self._window.names)
        return "".join(sign if sign.isalnum() or sign in " -_.()" else "_" for sign in f"{first} - {second}").strip()

    def export(self, path: Path) -> bool:
        """Writes the comparison as a file of the kind that its ending says; returns whether it was written."""
        compared, stamp = self._compared(), self._session.stamp()
        if compared is None:
            return False
        pages = self._pages()

        def write() -> tuple[Message, ...]:
            return write_comparison(compared.comparison, path, stamp, pages)

        try:
            need_another(path, *(key.name for key in (compared.first, compared.second) if key.sort == "file"))
            omitted = self._open_submission.work(write, self.tr("Writing {name} …").format(name=path.name))
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._settings.keep_folder("export", path.absolute().parent)
        done = self.tr("{name} is written.").format(name=path.name)
        self._window.tell(done)
        if omitted:
            messages.show_warnings(self._window, omitted, done)
        return True
