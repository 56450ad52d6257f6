"""Tooltips on marks of the text, in whole sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from widgets.common.foreign_text import as_tooltip

Source = Callable[[QPointF], Sequence[str]]
"""The sentences about the marks at a point of the viewport."""


class MarkTooltips(QObject):
    """Asks all who know marks of a text for sentences when Qt wants a tooltip."""

    def __init__(self, text: QAbstractScrollArea) -> None:
        super().__init__(text)
        self._text = text
        self.sources: list[Source] = []
        text.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        sentences = [sentence for source in self.sources for sentence in source(event.pos().toPointF())]
        if sentences:
            QToolTip.showText(event.globalPos(), "".join(map(as_tooltip, sentences)), self._text.viewport())
        else:
            QToolTip.hideText()
        return bool(sentences)
