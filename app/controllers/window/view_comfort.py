"""Zoom, sheet and focus mode of the window, and the counts in the status bar."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolBar

from app.user_data.settings import PAGE_WIDTH, ZOOMS, Settings
from app.window.action_ids import ActionId
from app.window.context import Context
from model.redline import Clause
from widgets.common.labels import ElidedLabel
from widgets.common.tasks import debounce
from widgets.common.translation import GroupedNumber
from widgets.editor.focus_dimming import Dimming
from widgets.editor.view_comfort import NORMAL, Comfort, next_zoom
from widgets.window.status_bar import StatusBar
from widgets.window.zoom_bar import ZoomBar

COUNT_AFTER = 400
"""Milliseconds after a change."""


class ViewComfortController(QObject):
    """Connects what makes reading easy with the window and the settings."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._actions = context.actions
        self._window = window
        self._settings = context.settings
        self._hidden: list[QToolBar] | None = None
        """The bars that focus mode hid; None outside it."""
        self._counted: dict[str, tuple[Clause, int]] = {}
        self._dimming = Dimming(window.editor)
        self.counts = ElidedLabel()
        self.zoom = ZoomBar()
        self._timer = debounce(self, COUNT_AFTER, self.count)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.setEnabled(False)
        self._connect()
        context.settings.follow(self._show)

    def _connect(self) -> None:
        connect, window = self._actions.connect_to, self._window
        window.statusBar().addPermanentWidget(self.counts)
        window.statusBar().addPermanentWidget(self.zoom)
        connect(ActionId.ARRANGE_ANEW, window.panels.arrange_anew)
        bar = window.statusBar()
        assert isinstance(bar, StatusBar)
        bar.resized.connect(self.zoom.fit)
        connect(ActionId.LARGER, lambda: self._zoom(1))
        connect(ActionId.SMALLER, lambda: self._zoom(-1))
        connect(ActionId.NORMAL_SIZE, lambda: self._settings.change(zoom=NORMAL))
        self.zoom.zoom_asked.connect(lambda zoom: self._settings.change(zoom=zoom))
        connect(ActionId.PAGE_WIDTH, self._fit_page)
        self.zoom.page_width_asked.connect(self._fit_page)
        window.editor.zoomed.connect(self._show_zoom)
        for editor in (window.editor, window.note):
            editor.sheet.zoom_asked.connect(self._zoom)
        web, focus = self._actions[ActionId.WEB_LAYOUT], self._actions[ActionId.FOCUS_MODE]
        connect(ActionId.WEB_LAYOUT, lambda: self._settings.change(page=not web.isChecked()))
        connect(ActionId.FOCUS_MODE, lambda: self.set_focus_mode(focus.isChecked()))
        self._escape.activated.connect(lambda: self.set_focus_mode(False))
        window.list.amendments.followed.connect(self._timer.start)
        window.proposal_shown.connect(self._timer.start)

    def _zoom(self, by: int) -> None:
        self._settings.change(zoom=min(max(next_zoom(self._window.editor.sheet.zoom, by), ZOOMS[0]), ZOOMS[1]))

    def _fit_page(self) -> None:
        self._settings.change(zoom=PAGE_WIDTH, page=True)

    def _show(self, settings: Settings) -> None:
        comfort = Comfort(settings.typeface, settings.size, settings.zoom, settings.page, settings.width)
        self._window.editor.show_comfort(comfort)
        self._actions[ActionId.WEB_LAYOUT].setChecked(not settings.page)
        self._show_zoom()

    def _show_zoom(self) -> None:
        sheet = self._window.editor.sheet
        self._window.note_pane.show_comfort(replace(sheet.comfort, zoom=sheet.zoom))
        self.zoom.show_zoom(sheet.zoom, fits=sheet.comfort.zoom == PAGE_WIDTH)

    # -- focus

    def set_focus_mode(self, on: bool) -> None:
        """Leaves nothing beside the text and washes all clauses but that of the caret; or puts back what was there."""
        window = self._window
        if on == (self._hidden is not None):
            return
        if on:
            self._hidden = [bar for bar in window.findChildren(QToolBar) if not bar.isHidden()]
            window.tell(self.tr("Focus mode: Esc restores the panels."))
        elif self._hidden is not None:
            window.statusBar().clearMessage()
        for bar in self._hidden or ():
            bar.setVisible(not on)
        self._hidden = self._hidden if on else None
        window.panes.set_alone(on=on)
        self._dimming.set_on(on)
        self._escape.setEnabled(on)
        self._actions[ActionId.FOCUS_MODE].setChecked(on)
        window.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        window.editor.ensureCursorVisible()

    # -- counting

    def count(self) -> None:
        """Counts the words of the draft and its amendments; only clauses that changed are read."""
        from model.text.word_count import count_words

        before, self._counted = self._counted, {}
        for clause in self._window.editor.clauses:
            known = before.get(clause.id)
            words = known[1] if known is not None and known[0] is clause else count_words(clause.text_on("draft"))
            self._counted[clause.id] = (clause, words)
        words = sum(count for _, count in self._counted.values())
        rows = self._window.list.amendments.last_rows  # those of now would hold up a key; they follow, and this is done again
        amendments = sum(1 for row in rows if row.parts)
        counts = self.tr("Words: {words} · Amendments: {amendments}")
        self.counts.setText(counts.format(words=f"{GroupedNumber(words):,}", amendments=amendments))
