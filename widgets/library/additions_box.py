"""The dialog that shows what was read before it is added to the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QStyle, QTreeView, QWidget

from model.library.imports.file_import import Survey
from model.library.imports.import_preview import FoundText, corrected_text
from model.library.store.library_records import LibraryRecord
from model.references.editions import EditionRow
from widgets.common.announcements import announce_ticks
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import direction_marked
from widgets.common.labels import plain_label
from widgets.common.sizes import digit_width, resize_to_fit
from widgets.common.translation import counted, sentences
from widgets.library.additions import TEXT, AdditionsModel
from widgets.library.correction_form import CorrectionForm
from widgets.theme.design import GAP, NONE
from widgets.theme.rows import set_list_style

CheckPages = Callable[[Survey, FoundText, QWidget], FoundText | None]
"""Shows a text that was read from pages beside them, in front of a box; returns it corrected, or None if the user cancels."""
WIDTHS = (32, 48, 12, 12, 24)
"""The greatest width of each column but the last, in digits."""
SEEN = 50
"""The number of rows by which the widths of the columns are measured."""


class AdditionsView(QTreeView):
    """The rows; the space bar chooses or omits the selected ones, F2 corrects the current one, F4 shows its pages."""

    toggled = Signal(list)
    correction_asked = Signal()
    pages_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggled.emit(sorted(index.row() for index in self.selectionModel().selectedRows()))
        elif event.key() == Qt.Key.Key_F2:
            self.correction_asked.emit()
        elif event.key() == Qt.Key.Key_F4 and not event.modifiers():
            self.pages_asked.emit()
        else:
            super().keyPressEvent(event)


class AdditionsBox(QDialog):
    """Shows what would be added and asks whether to add it; `chosen` are the texts that were not omitted. The outcomes depend on
    the contents of the library and on the editions in its lists of contents.

    found: what was read
    held: the texts of the library
    rows: the editions in its lists of contents
    check_pages: shows a text beside the pages that it was read from
    """

    def __init__(
        self,
        found: Survey,
        held: Sequence[LibraryRecord],
        rows: Sequence[EditionRow],
        parent: QWidget | None = None,
        *,
        check_pages: CheckPages = lambda found, text, box: None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add to the library"))
        resize_to_fit(self, 1100, 560)
        self._found = found
        self._check_pages = check_pages
        self.rows = AdditionsModel(found, held, rows, self)
        self._head = plain_label("")
        self.list = AdditionsView()
        self._dress()
        self._more = plain_label("")
        self._more.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._more.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.all = QPushButton(self.tr("A&ll"))
        self.none = QPushButton(self.tr("&None"))
        self.correct = QPushButton(self.tr("&Correct …"))
        self.pages = QPushButton(self.tr("Compare with the &pages …"))
        self.pages.setVisible(any(map(self.rows.has_pages, range(len(found.texts)))))
        some = self.rows.offered > 0
        foot = QHBoxLayout()
        foot.setContentsMargins(NONE, GAP, NONE, NONE)
        for button in (self.all, self.none, self.correct, self.pages):
            button.setAutoDefault(False)
            button.setEnabled(some)
            foot.addWidget(button)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel if some else QDialogButtonBox.StandardButton.Close)
        self.add: QPushButton = buttons.addButton(self.tr("&Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.setContentsMargins(NONE, NONE, NONE, NONE)
        foot.addWidget(buttons, 1)
        layout = box_column(self)
        layout.addWidget(self._head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._more)
        layout.addLayout(foot)
        self.add.setVisible(some)
        default = self.add if some else buttons.button(QDialogButtonBox.StandardButton.Close)
        default.setDefault(True)  # inside the dialog: before, its size is unknown
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.all.clicked.connect(lambda: self.rows.choose_all(wanted=True))
        self.none.clicked.connect(lambda: self.rows.choose_all(wanted=False))
        self.correct.clicked.connect(self._correct)
        self.list.toggled.connect(self._toggle)
        self.list.correction_asked.connect(self._correct)
        self.pages.clicked.connect(self._compare)
        self.list.pages_asked.connect(self._compare)
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._follow())
        self.rows.chosen_changed.connect(self._follow)
        self.list.setCurrentIndex(self.rows.index(0, TEXT))
        self.list.setFocus()

    def _dress(self) -> None:
        view = self.list
        set_list_style(view, self.rows)
        announce_ticks(view)
        view.setAccessibleName(self.tr("Texts"))
        view.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        header = view.header()
        letter = round(digit_width(view.font()))
        metrics, tick = view.fontMetrics(), view.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) + 2 * letter
        seen = [self.rows.cells(row) for row in range(min(self.rows.rowCount(), SEEN))]
        for column, most in enumerate(WIDTHS):
            words = max((metrics.horizontalAdvance(cells[column]) for cells in seen), default=0)
            wanted = max(min(words + 3 * letter, most * letter), header.sectionSizeHint(column))
            header.resizeSection(column, wanted + (tick if column == TEXT else 0))

    @property
    def chosen(self) -> Mapping[int, FoundText]:
        """The chosen texts, by their numbers in what was read."""
        return self.rows.chosen

    def _toggle(self, rows: list[int]) -> None:
        """Chooses rows if one of them is omitted, otherwise omits all of them."""
        states = [self.rows.is_chosen(row) for row in rows]
        self.rows.choose(rows, wanted=False in states)

    def _correct(self) -> None:
        row = self.list.currentIndex().row()
        text = self.rows.text(row) if row >= 0 else None
        if text is None:
            return
        form = CorrectionForm(text.identity, self)
        form.accepted.connect(lambda: self.rows.correct(row, corrected_text(text, form.entered)))
        form.finished.connect(form.deleteLater)
        form.open()

    def _compare(self) -> None:
        """Lets the user correct the clauses of the current text beside its pages."""
        row = self.list.currentIndex().row()
        text = self.rows.text(row) if row >= 0 and self.rows.has_pages(row) else None
        corrected = self._check_pages(self._found, text, self) if text is not None else None
        if corrected is not None:
            self.rows.correct(row, corrected)

    def _follow(self) -> None:
        """Shows how many texts are to be added, and the details of the current row that do not fit into its cells."""
        offered, going = self.rows.offered, len(self.rows.chosen)
        count = counted("{count:,} of {n:,} text is added.", "{count:,} of {n:,} texts are added.", offered, count=going)
        refused = (
            counted("{n:,} file cannot be used.", "{n:,} files cannot be used.", self.rows.refused) if self.rows.refused else ""
        )
        nothing = self.tr("There is nothing to add.") if not offered else count
        self._head.setText(direction_marked(sentences((nothing, refused))))
        self.add.setEnabled(going > 0)
        index: QModelIndex = self.list.currentIndex()
        row = index.row()
        self.correct.setEnabled(row >= 0 and self.rows.text(row) is not None)
        self.pages.setEnabled(row >= 0 and self.rows.has_pages(row))
        self._more.setText(direction_marked(self.rows.text_of(row)) if row >= 0 else "")
