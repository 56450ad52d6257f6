"""A layout for the buttons of a panel: all have the same width, in as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayoutItem, QSizePolicy

from widgets.common.flow_layout import FlowLayout

STRETCHED = 1.25
"""How many times as wide as the widest button those of one line become at most, to fill the width."""


class EvenLayout(FlowLayout):
    """Buttons in one line are as wide as the widest, or a little wider; in several lines they fill the width."""

    def addItem(self, item: QLayoutItem) -> None:
        super().addItem(item)
        if (button := item.widget()) is not None:
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        items = self._shown_items()
        if not items:
            return []
        wide = max(item.sizeHint().width() for item in items)
        count = min(max((width + self.spacing()) // (wide + self.spacing()), 1), len(items))
        if count == 1:  # one has a long name: each has its own width
            return super()._lines(width)
        if count < len(items):
            count = -(-len(items) // -(-len(items) // count))  # as many in each line
        room = max((width - (count - 1) * self.spacing()) // count, 1)
        if count < len(items) or room < STRETCHED * wide:
            wide = room
        sized = [(item, QSize(max(min(wide, width), item.minimumSize().width()), item.sizeHint().height())) for item in items]
        return [sized[at : at + count] for at in range(0, len(sized), count)]
