"""The panel of the proposals of a treaty text: count and filter, the list, and what is set for the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from model.submission.values import SYMBOLS
from widgets.common.facet_panel import FacetPanel
from widgets.common.facet_rows import FacetList, FacetModel
from widgets.common.filter_box import FilterRow
from widgets.common.foreign_text import isolated, on_one_line
from widgets.common.text_button import action_button, text_button
from widgets.common.translation import counted, line_of
from widgets.cuts.places import CutRow
from widgets.theme.design import GAP

UNUSED = ""
"""The symbol of settings that belong to no proposal at present."""
LETTERS = 16
"""The least width of the filter in digits."""
KEYS = {
    Qt.Key.Key_Return: "change",
    Qt.Key.Key_Enter: "change",
    Qt.Key.Key_Plus: "join",
    Qt.Key.Key_Minus: "split",
    Qt.Key.Key_Comma: "up",
    Qt.Key.Key_Period: "down",
}
"""What keys of the list ask for."""


class CutModel(FacetModel[CutRow]):
    """The rows. `words` returns the first words of a proposal; it is called only for what is seen."""

    def __init__(self, words: Callable[[CutRow], str], parent: QObject | None = None) -> None:
        super().__init__(("symbol",), parent)
        self._words = words

    def values(self, row: CutRow, facet: str) -> tuple[str, ...]:
        """The symbol of a row, as it is counted."""
        return (row.cut.symbol if row.cut is not None else UNUSED,)

    def lines(self, row: CutRow) -> tuple[str, str]:
        """Its symbol, what it bears on and its number; its reasons, else its first words."""
        reasons = on_one_line(row.settings.reasons)
        if row.cut is None:
            return self.tr("Not printed now"), isolated(reasons or row.settings.agenda or self._words(row))
        cut = row.cut
        address = cut.address if cut.address == cut.address_of_last else f"{cut.address} – {cut.address_of_last}"
        number = isolated(row.number)
        if row.is_provisional:
            number = self.tr("{number} (provisional)").format(number=number)
        return line_of(filter(None, (isolated(f"{cut.symbol} {address}"), number))), isolated(reasons or self._words(row))

    def row_of(self, wanted: CutRow) -> int:
        """The number of the shown row with the same key; −1 if there is none."""
        return next((at for at, row in enumerate(self.rows) if row.key == wanted.key), -1)


class CutPanel(FacetPanel[CutRow]):
    """Lists the proposals of a treaty text and emits what the user wants of them.

    words: as in `CutModel`
    actions: the actions of the window that are shown as buttons
    """

    asked = Signal(str)
    """The user wants something of the chosen proposal, by the words of `KEYS`."""

    def __init__(self, words: Callable[[CutRow], str], actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cuts = CutModel(words, self)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.document().setDocumentMargin(GAP)
        self.details.setAccessibleName(self.tr("Reasons and agenda item of the proposal"))
        self.lock = text_button(self.tr("Lock numbers"), lambda: self.asked.emit("lock"))
        self.lock.setToolTip(self.tr("Later proposals get the numbers after these, wherever they are in the text."))
        self.lock.hide()
        view = FacetList(self.cuts, KEYS)
        view.setAccessibleName(self.tr("Proposals"))
        self.up = text_button(self.tr("Up"), lambda: self.asked.emit("up"))
        self.down = text_button(self.tr("Down"), lambda: self.asked.emit("down"))
        self._lay_out(
            self.cuts,
            view,
            FilterRow({"symbol": (self.tr("Symbol of the proposals that are shown"), self.tr("All symbols"))}, LETTERS),
            self.details,
            (
                self.tr("No proposals yet. Amend a provision, or keep one with Clause › Provision."),
                self.tr("No proposal matches this filter."),
            ),
            [*map(action_button, actions), self.up, self.down, self.lock],
        )
        view.asked.connect(self.asked)

    def follow(self, rows: Sequence[CutRow], *, lockable: bool = False) -> None:
        """Shows the proposals as they are now.

        lockable: whether one of them has a serial number that is not locked yet and could be
        """
        self._show_rows(rows)
        printed = sum(row.cut is not None for row in rows)
        self.count.setText(counted("{n:,} proposal", "{n:,} proposals", printed))
        for button in (self.up, self.down):
            button.setVisible(bool(rows))
        self.lock.setVisible(lockable)

    def _choices(self, facet: str) -> Sequence[tuple[str, str, int]]:
        counts = self.cuts.counts(facet)
        order = [symbol for symbol in (*SYMBOLS, UNUSED) if symbol in counts]
        return [(symbol, symbol or self.tr("Not printed now"), counts[symbol]) for symbol in order]

    def _show_details(self) -> None:
        row = self.list.current()
        lines: list[str] = []
        if row is not None:
            lines += [self.tr("Agenda item: {item}").format(item=row.settings.agenda)] if row.settings.agenda else []
            lines.append(row.settings.reasons or self.tr("No reasons yet."))
            if row.cut is None:
                lines.append(self.tr("Its provision is not amended now, or joined to another proposal; what was set is kept."))
        self.details.setPlainText("\n".join(lines))
        for button in (self.up, self.down):
            button.setEnabled(row is not None and row.cut is not None)
        self.marked.emit(row)
