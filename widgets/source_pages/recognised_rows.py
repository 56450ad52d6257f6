"""The clauses that were recognised on pages, as rows: what is doubtful, the kind, label and words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from model.formats.pdf.places import Doubt
from model.redline import OBJECT, Clause, Kind, Redline
from model.submission.corrected_clauses import LABELLED
from model.submission.text_corrections import own_words
from widgets.common.clause_outline import EXCERPT, beginning
from widgets.common.foreign_text import as_tooltip, isolated, on_one_line, text_direction
from widgets.common.translation import line_of, say, translate

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
TOP = QModelIndex()
SIGN, KIND, WORDS = range(3)
DOUBTFUL, SETTLED = "?", "✓"
INDENT = "\u2003"
"""The space before the words of a clause for each level below the first."""


def kind_names() -> dict[Kind, str]:
    """The kinds of clauses in the words of the window."""
    return {
        "paragraph": translate("ClauseKinds", "Paragraph"),
        "call": translate("ClauseKinds", "Introductory phrase"),
        "heading": translate("ClauseKinds", "Heading"),
        "annex": translate("ClauseKinds", "Annex heading"),
        "number": translate("ClauseKinds", "Number line"),
        "title": translate("ClauseKinds", "Title"),
        "history": translate("ClauseKinds", "Adoption line"),
        "opening": translate("ClauseKinds", "Opening line"),
    }


class RecognisedClause(Struct, frozen=True):
    """A row: a clause of one of the texts."""

    text: int
    """The place of the text in the file, from 0."""
    clause: Clause
    in_note: bool = False


def recognised_clauses(texts: Sequence[Redline]) -> list[RecognisedClause]:
    """The clauses of texts in order, those of its footnotes after each text; empty ones omitted."""
    rows = []
    for number, text in enumerate(texts):
        rows += [RecognisedClause(number, clause) for clause in text.clauses if own_words(clause).strip() or clause.label]
        rows += [RecognisedClause(number, clause, in_note=True) for note in text.notes.values() for clause in note.clauses]
    return rows


class RecognisedRows(QAbstractTableModel):
    """The rows; one with a doubt says so by a sign and in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RecognisedClause] = []
        self._doubts: Mapping[str, Sequence[Doubt]] = {}
        self._settled: Collection[str] = ()
        self._kinds = kind_names()

    def show_texts(self, texts: Sequence[Redline], doubts: Sequence[Doubt], settled: Collection[str]) -> None:
        """Shows other texts.

        texts: those of the file
        doubts: what is doubtful in them
        settled: the ids of the clauses whose doubts are settled
        """
        self.beginResetModel()
        self.rows = recognised_clauses(texts)
        found: dict[str, list[Doubt]] = {}
        for doubt in doubts:
            found.setdefault(doubt.clause, []).append(doubt)
        self._doubts, self._settled = found, settled
        self.endResetModel()

    def row_of(self, id: str) -> int:
        """The row of a clause; −1 if there is none."""
        return next((at for at, row in enumerate(self.rows) if row.clause.id == id), -1)

    def doubts_of(self, id: str) -> Sequence[Doubt]:
        """What is doubtful in a clause."""
        return self._doubts.get(id, ())

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> str | None:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.AccessibleTextRole or (role == Role.DisplayRole and section != SIGN):
            return (self.tr("Doubts"), self.tr("Kind"), self.tr("Words"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return (self._sign(row), self._kind(row), self._indented(row))[column]
            case Role.AccessibleTextRole:
                return self._spoken(row) if column == SIGN else self.data(index)
            case Role.ToolTipRole:
                return as_tooltip("\n".join((*self._reasons(row), on_one_line(own_words(row.clause)))))
            case Role.TextAlignmentRole if column == SIGN:
                return Qt.AlignmentFlag.AlignCenter
            case Role.TextAlignmentRole if column == WORDS:
                leftward = text_direction(row.clause.text) == Qt.LayoutDirection.RightToLeft
                edge = Qt.AlignmentFlag.AlignRight if leftward else Qt.AlignmentFlag.AlignLeft
                return edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        return None

    def _sign(self, row: RecognisedClause) -> str:
        if not self.doubts_of(row.clause.id):
            return ""
        return SETTLED if row.clause.id in self._settled else DOUBTFUL

    def _kind(self, row: RecognisedClause) -> str:
        return self.tr("Footnote") if row.in_note else self._kinds[row.clause.props.kind]

    def _indented(self, row: RecognisedClause) -> str:
        clause = row.clause
        deep = INDENT * (max(clause.props.level - 1, 0) if clause.props.kind in LABELLED else 0)
        words = on_one_line(beginning(own_words(clause).replace(OBJECT, "▣"), EXCERPT))
        return deep + isolated(" ".join(filter(None, (label_of(clause), words))))

    def _reasons(self, row: RecognisedClause) -> list[str]:
        return [say(doubt.reason) for doubt in self.doubts_of(row.clause.id)]

    def _spoken(self, row: RecognisedClause) -> str:
        """The row for a screen reader: the doubts first."""
        level = row.clause.props.level
        deep = self.tr("level {level}").format(level=level) if row.clause.props.kind in LABELLED and level > 1 else ""
        state = self.tr("settled") if row.clause.id in self._settled else ""
        parts = (state, *self._reasons(row), self._kind(row), deep, self._indented(row).strip())
        return on_one_line(line_of(parts))


def label_of(clause: Clause) -> str:
    """The printed label of a clause; '' if it has none."""
    return clause.label.text if clause.label is not None else ""
