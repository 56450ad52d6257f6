"""Tooltips on marks of the text, in whole sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from widgets.common.foreign_text import as_tooltip

if TYPE_CHECKING:
    from widgets.editor.view import StoryView

Source = Callable[[QPointF], Sequence[str]]
"""The sentences for a place of the viewport; none where there is nothing to tell."""


class Hints(QObject):
    """Watches a text for the wish of a tooltip, and asks those who know of marks in it."""

    def __init__(self, view: StoryView) -> None:
        super().__init__(view)
        self._view = view
        self.sources: list[Source] = []
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        told = [sentence for source in self.sources for sentence in source(event.pos().toPointF())]
        if told:
            QToolTip.showText(event.globalPos(), "".join(map(as_tooltip, told)), self._view.viewport())
        else:
            QToolTip.hideText()
        return bool(told)
