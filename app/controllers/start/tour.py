"""The tour: eight notes beside the parts of the window, on the sample; each part is brought up as a user would."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from app.controllers.files.file_menu import sample_title
from app.controllers.start.windows import WindowsController
from app.window.action_ids import ActionId
from app.window.context import Context
from model.storage.own_command import TOUR
from widgets.start.callout import Callout
from widgets.window.save_state import SaveState

SETTLED = 150
"""Milliseconds until a panel that was opened has its place."""


class TourStop(Struct, frozen=True):
    """One note: its words, the part of the window that it explains, and the panel that is opened for it."""

    head: str
    words: str
    part: Callable[[], QRect]
    panel: str = ""


class TourController(QObject):
    """Goes through the stops; the panels that it opened are put away again."""

    def __init__(self, context: Context, windows: WindowsController, open_sample: Callable[[], None]) -> None:
        window = context.window
        super().__init__(window)
        self._actions = context.actions
        self._open_submission = context.open_submission
        self._window = window
        self._settings = context.settings
        self._windows = windows
        self._open_sample = open_sample
        self._stops: list[TourStop] = []
        self._at = 0
        self._opened = ""
        self._front = ""
        """The panel that was in front in the side pane before the tour; '' if the pane was closed."""
        self.callout: Callout | None = None
        """None while no tour is under way."""
        context.actions.connect_to(ActionId.TOUR, self.begin)

    def begin(self) -> None:
        """Begins on the sample; in another window if a document is open."""
        if not self._windows.free and (self._windows.start(TOUR) or not self._open_submission.may_close()):
            return
        self.end()
        if self._open_submission.persistence is None or self._open_submission.title != sample_title():
            self._open_sample()
        self._stops, self._at, self._front = self._make_stops(), 0, self._window.panels.front
        self.callout = Callout(self._window)
        self.callout.next_asked.connect(lambda: self.go(1))
        self.callout.back_asked.connect(lambda: self.go(-1))
        self.callout.closed.connect(self.end)
        self.callout.moved.connect(self._stand)
        self._open_submission.opened.connect(self.end)
        self._settings.change(toured=True)
        self._show()

    def _make_stops(self) -> list[TourStop]:
        window = self._window
        return [
            TourStop(
                self.tr("The text"),
                self.tr(
                    "Type as in Word. Deleted text is struck through, added text underlined; letters and numbers are adjusted."
                ),
                lambda: self._of(window.editor),
            ),
            TourStop(
                self.tr("Every clause"),
                self.tr("The outline shows each clause and what happened to it. Click to go there, drag to move it."),
                lambda: self._of(window.tree),
            ),
            TourStop(
                self.tr("Three views"),
                self.tr("Markup shows the changes, Draft the proposed text, Text in force what is adopted: Ctrl+1, 2, 3."),
                lambda: self._of_actions(ActionId.MARKUP, ActionId.BASE),
            ),
            TourStop(
                self.tr("Your amendments"),
                self.tr("Every change once, with its place. F8 goes to the next one; you can give a reason for each."),
                lambda: self._of_panel("cards"),
                "cards",
            ),
            TourStop(
                self.tr("The first page"),
                self.tr("Conference, source, document number and symbol are in the form. Alt+Enter opens it."),
                lambda: self._of_panel("submission"),
                "submission",
            ),
            TourStop(
                self.tr("Problems"),
                self.tr("Editions, references, wording and form are checked as you type. F4 goes to the next problem."),
                lambda: self._of_panel("problems"),
                "problems",
            ),
            TourStop(
                self.tr("The Word file"),
                self.tr("Export writes tracked changes in ITU’s form, and proves them by reading the file back: Ctrl+E."),
                lambda: self._of_actions(ActionId.EXPORT, ActionId.EXPORT),
            ),
            TourStop(
                self.tr("Nothing is lost"),
                self.tr(
                    "Here you see whether everything is saved; after a crash, even the last word is recovered. F1 opens "
                    "the manual."
                ),
                lambda: self._of(window.statusBar().findChild(SaveState) or window.statusBar()),
            ),
        ]

    def go(self, by: int) -> None:
        """Goes to another stop; after the last one, the tour ends."""
        if not 0 <= self._at + by < len(self._stops):
            self.end()
            return
        self._at += by
        self._show()

    def _show(self) -> None:
        if self.callout is None:
            return
        stop = self._stops[self._at]
        self._put_away(but=stop.panel)
        if stop.panel and not self._window.panels.in_front(stop.panel):
            self._window.panels.open(stop.panel)
            self._opened = stop.panel
        self.callout.show_step(stop.head, stop.words, self._at + 1, len(self._stops))
        self._stand()
        QTimer.singleShot(SETTLED, self, self._stand)

    def _stand(self) -> None:
        if self.callout is not None:
            self.callout.stand_by(self._stops[self._at].part() & self._window.rect())

    def _put_away(self, but: str = "") -> None:
        if self._opened and self._opened != but:
            self._window.panels.close(self._opened)
            self._opened = ""
            if self._front:
                self._window.panels.open(self._front)

    def end(self) -> None:
        """Ends the tour and gives the text the keyboard focus."""
        if self.callout is None:
            return
        self._open_submission.opened.disconnect(self.end)
        callout, self.callout = self.callout, None
        callout.go()
        self._put_away()
        self._window.editor.setFocus()

    # -- where the parts are

    def _of(self, part: QWidget) -> QRect:
        return QRect(part.mapTo(self._window, QPoint(0, 0)), part.size())

    def _of_panel(self, name: str) -> QRect:
        return self._of(self._window.panels.open(name))

    def _of_actions(self, first: ActionId, last: ActionId) -> QRect:
        """The part of the bars with two actions and everything between them; the first bar if they have no room there."""
        bars = self._window.findChildren(QToolBar)
        buttons = [button for bar in bars for button in bar.findChildren(QToolButton) if button.isVisible()]
        ends = [self._actions[id] for id in (first, last)]
        shown = [self._of(tool) for action in ends for tool in buttons if tool.defaultAction() is action]
        return shown[0].united(shown[-1]) if shown else self._of(bars[0])
