"""The differences of a comparison as a list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFrame, QListView

from model.diff.aligned_rows import AlignedTexts, RowDifference, Sort
from model.submission.amendments import Amendment, AmendmentKind
from model.submission.place_texts import note_text
from widgets.amendments.cells import kind_name, old_and_new_words, spoken_kind
from widgets.common.foreign_text import as_tooltip, old_arrow_new
from widgets.common.names import spoken_path
from widgets.common.qt_fixes import LinesDelegate
from widgets.common.translation import line_of, say, with_label
from widgets.comparison.phrases import looks_words
from widgets.theme.design import GAP
from widgets.theme.rows import set_row_height

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()


class ChangesModel(QAbstractListModel):
    """Lists the differences of some kinds; the text of a line is made when it becomes visible."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._aligned: AlignedTexts | None = None
        self._paths: Mapping[str, str] = {}
        self._shown: list[RowDifference] = []

    @property
    def differences(self) -> list[RowDifference]:
        """The listed differences, in the order of the text."""
        return self._shown

    def show(self, aligned: AlignedTexts | None, paths: Mapping[str, str], sorts: Collection[Sort]) -> None:
        """Shows a comparison; `paths` are those of its clauses."""
        self.beginResetModel()
        self._aligned, self._paths = aligned, paths
        self._shown = [change for change in aligned.changes if change.sort in sorts] if aligned is not None else []
        self.endResetModel()

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        amendment = self._shown[index.row()].amendment
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._description(amendment, spoken_kind).replace("\n", ": ")
        text = self._description(amendment, kind_name)
        return as_tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def _description(self, amendment: Amendment, name_of: Callable[[AmendmentKind], str]) -> str:
        place = spoken_path(self._paths.get(amendment.clause, "")) if not amendment.note else say(note_text(""))
        alone = amendment.kind == "kind" and amendment.old == amendment.new  # only the style differs
        what = line_of((name_of("format" if alone else amendment.kind), place))
        words = old_arrow_new(dict.fromkeys(old_and_new_words(amendment)))
        if self._aligned is not None and (looks := looks_words(self._aligned.redline, amendment)):
            alone = amendment.kind == "format" or amendment.old == amendment.new
            words = with_label(words, looks) if alone else f"{words}; {looks}"
        return "\n".join(filter(None, (what, words)))

    def place_at(self, row: int) -> int | None:
        """The line in the list of the first difference of a row of the comparison."""
        return next((place for place, change in enumerate(self._shown) if change.row == row), None)

    def next_from(self, row: int, current: int, by: int) -> int | None:
        """The line after (`by` 1) or before (−1) the current one, else after or before the current row of the comparison."""
        if not self._shown:
            return None
        if 0 <= current < len(self._shown) and self._shown[current].row == row:
            place = current + by
        elif by > 0:
            place = next((place for place, change in enumerate(self._shown) if change.row > row), len(self._shown))
        else:
            place = next((place for place in reversed(range(len(self._shown))) if self._shown[place].row < row), -1)
        return place % len(self._shown)


class ChangeList(QListView):
    """Shows the differences, each in as many lines as it needs."""

    def __init__(self, changes: ChangesModel) -> None:
        super().__init__()
        set_row_height(self)
        self.setModel(changes)
        self.setItemDelegate(LinesDelegate(self, GAP))
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # rows are as wide as the list
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(160)
