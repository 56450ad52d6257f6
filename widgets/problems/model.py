"""The findings as rows of a table: severity, place, message, repair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication

from model.preflight.finding import SEVERITIES, Finding, Severity
from model.submission.values import IgnoredProblem
from widgets.common.foreign_text import as_tooltip, isolated, on_one_line
from widgets.common.translation import line_of, say, translate

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
SORT, PLACE, DESCRIPTION, OFFERED = range(4)
SIGNS: Mapping[Severity, str] = {"error": "✗", "warning": "!", "advice": "·"}
IGNORED_SIGN = "–"


def severity_name(severity: Severity) -> str:
    """The name of a severity, for one finding."""
    return {
        "error": translate("Problems", "Error"),
        "warning": translate("Problems", "Warning"),
        "advice": translate("Problems", "Advice"),
    }[severity]


def in_our_direction(sentence: str) -> str:
    """A sentence that quotes words of any script, in the program's direction even if it begins with Arabic words."""
    leftwards = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return sentence if leftwards or isolated(sentence) == sentence else f"\u2066{sentence}\u2069"


class ProblemModel(QAbstractTableModel):
    """Findings, errors first, ignored ones last. `place` and `offered` return the place and the repair of a finding; they are
    called only for visible rows."""

    def __init__(self, place: Callable[[Finding], str], offered: Callable[[Finding], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._offered = offered
        self._all: Sequence[Finding] = ()
        self._ignored: Mapping[str, IgnoredProblem] = {}
        self.rows: list[Finding] = []
        """The shown findings."""
        self._only: Severity | None = None
        self._with_ignored = False
        self._quiet = QFont()
        self._quiet.setItalic(True)

    def show(self, findings: Sequence[Finding], ignored: Mapping[str, IgnoredProblem]) -> None:
        """Shows other findings, errors first, and sets what is ignored."""
        self._all, self._ignored = findings, ignored
        self._fill()

    def show_only(self, severity: Severity | None, *, with_ignored: bool) -> None:
        """Shows findings of one severity (None: all), with or without ignored ones."""
        self._only, self._with_ignored = severity, with_ignored
        self._fill()

    def _fill(self) -> None:
        wanted = [finding for finding in self._all if self._only in (None, finding.severity)]
        rows = [finding for finding in wanted if finding.key not in self._ignored]
        if self._with_ignored:
            rows += [finding for finding in wanted if finding.key in self._ignored]
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def ignoring_of(self, finding: Finding) -> IgnoredProblem | None:
        """The reason and the author of ignoring a finding; None if it is not ignored."""
        return self._ignored.get(finding.key)

    def count(self, severity: Severity) -> int:
        """The number of problems of a severity, without ignored ones."""
        return sum(finding.severity == severity and finding.key not in self._ignored for finding in self._all)

    @property
    def ignored_count(self) -> int:
        """The number of ignored findings."""
        return sum(finding.key in self._ignored for finding in self._all)

    def alike(self, finding: Finding) -> list[Finding]:
        """The findings of the same rule that can be repaired and are not ignored."""
        alike = (other for other in self._all if other.rule == finding.rule and other.fault.repairable)
        return [other for other in alike if other.key not in self._ignored]

    def place(self, finding: Finding) -> str:
        """The place of a finding in words."""
        return self._place(finding)

    def offered_words(self, finding: Finding) -> str:
        """The repair of a finding in words, or nothing."""
        return self._offered(finding)

    # -- Qt

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Kind"), self.tr("Place"), self.tr("Problem"), self.tr("Offered"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        finding = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(finding, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip(self._cell(finding, index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.line_of(finding) if index.column() == SORT else self._cell(finding, index.column())
            case Qt.ItemDataRole.FontRole:
                return self._quiet if finding.key in self._ignored else None
        return None

    def line_of(self, finding: Finding) -> str:
        """A problem in one line: its sort, its place and its words."""
        return line_of((self._sort(finding), self._place(finding), say(finding.fault.message)))

    def _cell(self, finding: Finding, column: int) -> str:
        match column:
            case 0:
                sign = IGNORED_SIGN if finding.key in self._ignored else SIGNS[finding.severity]
                return f"{sign}  {self._sort(finding)}"
            case 1:
                return self._place(finding)
            case 2:
                return in_our_direction(on_one_line(say(finding.fault.message)))
        return isolated(on_one_line(self._offered(finding)))

    def _sort(self, finding: Finding) -> str:
        name = severity_name(finding.severity)
        return self.tr("{kind}, ignored").format(kind=name) if finding.key in self._ignored else name


def counted_by_signs(model: ProblemModel) -> str:
    """The number of problems of each kind after its sign, for narrow places."""
    return "  ".join(f"{SIGNS[severity]} {model.count(severity)}" for severity in SEVERITIES)


def counted_in_words(model: ProblemModel) -> str:
    """The number of problems in words."""
    counts = {
        translate("Problems", "Errors: {count}"): model.count("error"),
        translate("Problems", "Warnings: {count}"): model.count("warning"),
        translate("Problems", "Advice: {count}"): model.count("advice"),
    }
    if model.ignored_count:
        counts[translate("Problems", "Ignored: {count}")] = model.ignored_count
    return " · ".join(words.format(count=count) for words, count in counts.items())
