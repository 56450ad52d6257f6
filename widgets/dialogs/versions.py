"""The dialog of the named versions of a document: they can be shown, taken, restored and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from model.submission.values import Submission
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label
from widgets.common.qt_fixes import LinesDelegate
from widgets.common.sizes import resize_to_fit
from widgets.common.translation import line_of
from widgets.reading.reading_pane import ReadingPane
from widgets.theme.rows import set_row_height


class VersionRow(Struct, frozen=True):
    """A version as the list shows it."""

    name: str
    description: str
    """The time when it was taken, and the reason."""
    submission: Submission
    title: str = ""
    """The displayed name, if it differs from the name by which the version is identified."""


class VersionsDialog(QDialog):
    """Lists versions, the latest first, beside the text of the selected one."""

    take_asked = Signal()
    compare_asked = Signal(str)
    restore_asked = Signal(str)
    drop_asked = Signal(str)

    def __init__(self, rows: Callable[[], Sequence[VersionRow]], chosen: str = "", parent: QWidget | None = None) -> None:
        """`rows` returns the current versions; `chosen` is selected first."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Versions"))
        resize_to_fit(self, 900, 600)
        self._rows_now = rows
        self._rows: list[VersionRow] = []
        self.list = QListWidget()
        set_row_height(self.list)
        self.list.setAccessibleName(self.tr("Versions, the latest first"))
        self.list.setWordWrap(True)
        self.list.setItemDelegate(LinesDelegate(self.list))
        self.pane = ReadingPane()
        self._none = plain_label(
            self.tr("There is no version yet. A version keeps the document as it is now, inside the same file.")
        )
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.pane)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self._stack)
        split.setSizes([280, 620])
        split.setStretchFactor(1, 1)
        label = QLabel(self.tr("Before going back, the present text is saved as a version. Going back can be undone."))
        buttons = ButtonBox()
        take = buttons.addButton(self.tr("&Take a version …"), QDialogButtonBox.ButtonRole.ActionRole)
        self._compare = buttons.addButton(self.tr("&Compare with the draft"), QDialogButtonBox.ButtonRole.ActionRole)
        self._restore = buttons.addButton(self.tr("&Go back to it"), QDialogButtonBox.ButtonRole.ActionRole)
        self._drop = buttons.addButton(self.tr("&Remove"), QDialogButtonBox.ButtonRole.DestructiveRole)
        close = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        for button in (take, self._compare, self._restore, self._drop):
            button.setAutoDefault(False)
        close.setDefault(True)
        take.clicked.connect(self.take_asked)
        self._compare.clicked.connect(lambda: self.compare_asked.emit(self.chosen))
        self._restore.clicked.connect(lambda: self.restore_asked.emit(self.chosen))
        self._drop.clicked.connect(lambda: self.drop_asked.emit(self.chosen))
        buttons.rejected.connect(self.reject)
        layout = box_column(self)
        layout.addWidget(split, 1)
        layout.addWidget(label)
        layout.addWidget(buttons)
        self.list.currentRowChanged.connect(self._show)
        self.follow(chosen)

    @property
    def chosen(self) -> str:
        """The name of the selected version, '' if there is none."""
        row = self.list.currentRow()
        return self._rows[row].name if 0 <= row < len(self._rows) else ""

    def follow(self, chosen: str = "") -> None:
        """Lists the versions again."""
        kept = chosen or self.chosen
        self._rows = list(self._rows_now())[::-1]
        names = [row.name for row in self._rows]
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._rows:
            name = row.title or row.name
            lines = list(filter(None, (name, row.description)))
            item = QListWidgetItem("\n".join(lines))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line_of(lines))
            self.list.addItem(item)
        self.list.setCurrentRow(names.index(kept) if kept in names else 0)
        self.list.blockSignals(False)
        self._show(self.list.currentRow())

    def _show(self, row: int) -> None:
        found = 0 <= row < len(self._rows)
        self._stack.setCurrentWidget(self.pane if found else self._none)
        self._compare.setEnabled(found)
        self._restore.setEnabled(found)
        self._drop.setEnabled(found)
        if found:
            self.pane.show_submission(self._rows[row].submission)
