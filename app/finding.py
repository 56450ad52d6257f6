"""Finding things: the panel of find and replace, going to a clause, the command palette, and their places in the
window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from app.actions import Actions
from app.docks import Area
from app.main_window import MainWindow
from app.session import Session
from model.finding import Where
from model.steps import Selection
from widgets.editor.editor import Editor
from widgets.find_panel import FindPanel, words_to_find
from widgets.go_to import GoTo
from widgets.palette import Palette
from widgets.projection import View

SHOWN_IN: dict[Where, tuple[View, ...]] = {"draft": ("draft", "markup"), "base": ("base", "markup"), "markup": ("markup",)}
"""The views in which a hit can be seen; the first that is shown already is kept."""


class Finding(QObject):
    """Connects what finds with the window in which it is shown."""

    def __init__(self, session: Session, actions: Actions, window: MainWindow) -> None:
        super().__init__(window)
        self._actions = actions
        self._window = window
        self._editor = window.editor
        """The text in which the caret was moved last."""
        self.panel = FindPanel(session, self._here)
        self.go_to = GoTo(session, window)
        self.palette = Palette(window)
        title = self.tr("Find and replace")
        self.dock = window.docks.add("find", title, self.panel, Area.BottomDockWidgetArea, extent=170)
        window.parts.append(self.panel)
        self._connect()

    def _connect(self) -> None:
        window, connect = self._window, self._actions.connect_to
        for editor in (window.editor, window.note):
            editor.caret_moved.connect(lambda editor=editor: self._follow(editor))
        self.panel.went_to.connect(self._show)
        self.panel.told.connect(window.tell)
        self.panel.closed.connect(self._close)
        self.go_to.went_to.connect(self._show_clause)
        connect("find", lambda: self._open(replacing=False))
        connect("replace", lambda: self._open(replacing=True))
        connect("find next", lambda: self._step(1))
        connect("find previous", lambda: self._step(-1))
        connect("go to clause", lambda: self.go_to.open_on(window.editor.story))
        connect("commands", self._open_palette)

    def _here(self) -> Selection | None:
        return self._editor.selection()

    def _follow(self, editor: Editor) -> None:
        self._editor = editor

    def _open(self, *, replacing: bool) -> None:
        words = words_to_find(self._editor.textCursor().selectedText()) if self._editor.hasFocus() else ""
        self._window.docks.open("find")
        self.panel.start(words, replacing=replacing)

    def _close(self) -> None:
        self._window.docks.close("find")
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        if self.panel.form.query.text:
            self.panel.step(by)
        else:
            self._open(replacing=False)

    def _open_palette(self) -> None:
        self.palette.open_on([self._actions[name] for name in self._actions.names if name != "commands"])

    def _show(self, selection: Selection) -> None:
        if self._window.editor.view not in SHOWN_IN[self.panel.form.query.where]:
            self._actions["markup"].trigger()
        self._window.go_to(selection)

    def _show_clause(self, story: str, id: str) -> None:
        self._window.go_to(Selection(story, (id, 0), (id, 0)))
        self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason)
