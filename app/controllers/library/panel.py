"""The panel of the library beside the text, made when it is first seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.window.action_ids import ActionId
from app.window.context import Context

if TYPE_CHECKING:
    from app.controllers.library.library import LibraryController


class LibraryPanelController(QObject):
    """Shows the panel in the side pane."""

    def __init__(self, context: Context, library: Callable[[], LibraryController]) -> None:
        """`library` returns the controller that fills it."""
        super().__init__(context.window)
        title, action = self.tr("Library"), ActionId.LIBRARY_PANEL

        def make_page() -> QWidget:
            page = library().make_panel()
            area = QScrollArea()  # for screens that are lower than the page
            area.setWidget(page)
            area.setWidgetResizable(True)
            area.setFrameShape(QScrollArea.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setFocusProxy(page)
            return area

        context.window.panels.add("library", title, make_page, action)
