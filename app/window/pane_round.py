"""The way round the parts of the window by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.window.main_window import MainWindow


class PaneRound:
    """Gives the focus to the next part of the window (1) or to the previous one (−1): tree, first page, text, note, second
    text, panels."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def go(self, by: int) -> None:
        """Leaves the part that has the focus."""
        window, shown = self._window, self._shown()
        focused = QApplication.focusWidget() or window
        if by > 0 and focused is window.editor and window.enter_first_page():
            return
        at = next(
            (place for place, pane in enumerate(shown) if pane is focused or pane.isAncestorOf(focused)), -1 if by > 0 else 0
        )
        if by < 0 and window.editor.isAncestorOf(focused):  # from the first page, which lies in the text
            at += 1
        shown[(at + by) % len(shown)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _shown(self) -> list[QWidget]:
        window, side = self._window, self._window.panes.side
        text = window.editor.focusProxy() or window.editor
        beside = [window.texts.widget(at) for at in range(1, window.texts.count())]
        panes = (side.button, window.tree, text, window.note, *beside, *window.panels.shown_panels())
        return [pane for pane in panes if pane is not None and pane.isVisible()]
