"""The proposals of a treaty text as rows of a list, with a filter by symbol."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from widgets.common.facet_rows import FacetModel
from widgets.common.foreign_text import isolated, on_one_line
from widgets.common.translation import line_of
from widgets.cuts.places import CutRow

UNUSED = ""
"""The symbol of settings that belong to no proposal at present."""


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
        return line_of(filter(None, (f"{cut.symbol} {isolated(address)}", isolated(row.number)))), isolated(
            reasons or self._words(row)
        )

    def row_of(self, wanted: CutRow) -> int:
        """The number of the shown row with the same key; −1 if there is none."""
        return next((at for at, row in enumerate(self.rows) if row.key == wanted.key), -1)
