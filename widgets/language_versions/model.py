"""The rows of two language versions: the clauses of both, and the amendments that one of them lacks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QFont, QPalette

from model.numbering import Labelling
from model.redline import SIDES, Redline, Side
from model.submission.language_versions import ClausePlace, Pair, State
from widgets.common.foreign_text import as_tooltip, isolated, on_one_line, without_sign
from widgets.theme.colours import colours

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
LEFT, CARRIED, RIGHT = range(3)
Role = Qt.ItemDataRole
SIGNS: dict[State, str] = {
    "": "", "changed": "~", "deleted": "−", "inserted": "+", "moved": "⇄", "level": "⇥", "label": "№", "kind": "¶"
}  # fmt: skip


class LanguageVersion:
    """One language version."""

    def __init__(self, redline: Redline, labelling: Labelling) -> None:
        self.rtl = redline.language == "ar"
        self._labelling = labelling
        self._clauses = {clause.id: clause for clause in redline.clauses}

    def comparison_text(self, spot: ClausePlace | None) -> str:
        """The old and the new words of a clause, if they changed; otherwise as `clause_line`: for a tooltip."""
        clause = self._clauses.get(spot.clause) if spot is not None else None
        if spot is None or clause is None or "changed" not in spot.states or spot.state == "moved":
            return as_tooltip(self.clause_line(spot))
        before, after = (isolated(on_one_line(clause.text_on(side))) for side in SIDES)
        return as_tooltip(before) + as_tooltip(f"→ {after}")

    def clause_line(self, spot: ClausePlace | None) -> str:
        """A clause with its label; for a deleted clause, its base."""
        clause = self._clauses.get(spot.clause) if spot is not None else None
        if spot is None or clause is None:
            return ""
        side: Side = "base" if not clause.is_on("draft") else "draft"
        label = self._labelling.printed_label(side, clause.id)
        return isolated(on_one_line(f"{label} {clause.text_on(side)}".strip()))


class PairModel(QAbstractTableModel):
    """Pairs in the order of the open text."""

    def __init__(self, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._colours = colours(palette)
        self._versions: tuple[LanguageVersion, LanguageVersion] | None = None
        self._heads = ("", "")
        self.pairs: Sequence[Pair] = ()

    def show_pairs(
        self, pairs: Sequence[Pair], versions: tuple[LanguageVersion, LanguageVersion], heads: tuple[str, str]
    ) -> None:
        """`heads` are the names of both versions, the open one first."""
        self.beginResetModel()
        self.pairs, self._versions, self._heads = pairs, versions, heads
        self.endResetModel()

    def show_palette(self, palette: QPalette) -> None:
        """Uses the colours of a palette; the view repaints."""
        self._colours = colours(palette)

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> str | None:
        if role != Role.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self._heads[0], self.tr("Carried over?"), self._heads[1])[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or self._versions is None:
            return None
        pair, column = self.pairs[index.row()], index.column()
        match role:
            case Role.ToolTipRole if column != CARRIED:
                return self._versions[column // 2].comparison_text(pair.left if column == LEFT else pair.right)
            case Role.DisplayRole:
                return self._cell(pair, column)
            case Role.AccessibleTextRole:
                return without_sign(self._cell(pair, column))
            case Role.FontRole if column != CARRIED:
                return self._font(pair.left if column == LEFT else pair.right)
            case Role.ForegroundRole:
                return QBrush(self._colour(pair, column))
            case Role.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
                if column != CARRIED and self._versions[column // 2].rtl:
                    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
                return side | Qt.AlignmentFlag.AlignVCenter  # at the top, Qt would not shorten the last line
        return None

    def _cell(self, pair: Pair, column: int) -> str:
        assert self._versions is not None
        if column == CARRIED:
            return self.state_words(pair)
        return self._versions[column // 2].clause_line(pair.left if column == LEFT else pair.right)

    def state_words(self, pair: Pair) -> str:
        """The state of a clause in both versions, as signs and words."""
        left, right = pair.left.states if pair.left else (), pair.right.states if pair.right else ()
        if not left and not right:
            return ""
        if left == right:
            return self.tr("✓ {what} in both").format(what=self._state_name(left))
        if not left:
            return self.tr("◀ {sign} {what} there only").format(sign=SIGNS[right[0]], what=self._state_name(right))
        if not right:
            return self.tr("▶ {sign} {what} here only").format(sign=SIGNS[left[0]], what=self._state_name(left))
        return self.tr("≠ {here} here, {there} there").format(here=self._state_name(left), there=self._state_name(right))

    def _state_name(self, states: Sequence[State]) -> str:
        words: dict[State, str] = {
            "changed": self.tr("changed", "clause"), "deleted": self.tr("deleted", "clause"),
            "inserted": self.tr("inserted", "clause"), "moved": self.tr("moved", "clause"),
            "level": self.tr("another level"), "label": self.tr("another label"),
            "kind": self.tr("another kind"),
        }  # fmt: skip
        return " · ".join(words[state] for state in states)

    def _font(self, spot: ClausePlace | None) -> QFont | None:
        if spot is None or spot.state not in ("deleted", "inserted", "moved"):
            return None
        font = QFont()
        font.setStrikeOut("+" not in spot.place)
        font.setUnderline("+" in spot.place)
        return font

    def _colour(self, pair: Pair, column: int) -> object:
        found = self._colours
        if column == CARRIED:
            return found.quiet if pair.is_carried else found.changed
        spot = pair.left if column == LEFT else pair.right
        shown = {"deleted": found.deleted, "inserted": found.inserted, "moved": found.moved}
        return shown.get(spot.state if spot else "", found.text)
