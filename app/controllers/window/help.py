"""The manual, the list of shortcuts, the start page, the box about the program."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from app.version import version
from app.window.action_ids import ActionId
from app.window.context import Context
from model.preflight.finding import SEVERITIES
from model.preflight.report import rules_markdown
from resources import list_names, path_of, read_text
from widgets.common.translation import join_words, say, translate, window_language
from widgets.dialogs import messages
from widgets.problems.model import severity_name
from widgets.window.help_window import HelpWindow
from widgets.window.pane_parts import Strip
from widgets.window.shortcut_list import ShortcutList
from widgets.window.side_pane import SidePane

FOLDER = "help"
TOPICS = {
    "amendments": "review", "FindBar": "finding", "submission": "form", "StartPage": "first-steps",
    "NewProposalDialog": "first-steps",
    "VersionsDialog": "versions", "SettingsDialog": "reading", "ClausePanel": "structure", "Editor": "drafting",
    "brackets": "brackets", "conflicts": "merging",
    "sharing": "sharing", "ShareDialog": "sharing", "positions": "positions", "cuts": "treaty-texts",
    "ThreeTextsDialog": "sub-amendments",
    "problems": "problems", "TermsDialog": "problems", "EditionsDialog": "editions", "parallel": "languages",
    "ReferenceBar": "structure", "RecognitionBox": "structure", "source page": "structure",
    "ComparisonWindow": "comparing", "WordsView": "screen-reader", "library": "library",
}  # fmt: skip
"""Which chapter speaks of a part of the window, by its name or class; the innermost that has the focus counts."""


class HelpController(QObject):
    """Connects the Help menu."""

    def __init__(self, context: Context, show_cited: Callable[[], bool]) -> None:
        """`show_cited` shows the text cited at the caret, and returns whether there is one."""
        actions = context.actions
        super().__init__(context.window)
        self._actions = actions
        self._window = context.window
        self._manual: HelpWindow | None = None
        actions.connect_to(ActionId.MANUAL, self._help)
        self._show_cited = show_cited
        actions.connect_to(ActionId.SHORTCUTS, self.show_shortcuts)
        actions.connect_to(ActionId.ABOUT, self._show_about)

    def _help(self) -> None:
        """Shows the text cited at the caret if the library has it; otherwise the manual at the part that has the focus."""
        if not self._show_cited():
            self.show_manual(topic_of(QApplication.focusWidget()))

    def show_manual(self, topic: str) -> None:
        """Opens the manual at a topic."""
        if self._manual is None:
            self._manual = HelpWindow(chapters(), self._window)
        self._manual.open_at(topic)

    def show_shortcuts(self) -> None:
        """Lists every action with its keys."""
        dialog = ShortcutList(self._actions.menus(), self._in_text(), self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _in_text(self) -> list[tuple[str, str]]:
        by_paragraph = ("Alt+Down", "Alt+Up") if sys.platform == "darwin" else ("Ctrl+Down", "Ctrl+Up")
        return [
            (_keys("Enter"), self.tr("Next clause with the next label; on an empty one, leaves the level")),
            (_keys("Shift+Enter"), self.tr("Line break inside a clause")),
            (_keys("Tab", "Shift+Tab"), self.tr("A level deeper, a level higher; in a table the next cell")),
            (_keys("Backspace", "Del"), self.tr("At the ends of a clause: joins it with its neighbour")),
            (_keys(*by_paragraph), self.tr("Next paragraph; beginning of this one, then of the previous one")),
            (_keys("F10"), self.tr("The menus")),
            (_keys("Shift+F10"), self.tr("Menu for this place")),
            (_keys("Esc"), self.tr("Leaves focus mode, closes a list or the note under the text")),
        ]

    def _show_about(self) -> None:
        message = self.tr("Clausewright {version}").format(version=version())
        more = self.tr("Drafts amendments to ITU texts, offline. Free software under the MIT licence.")
        messages.show_about(self._window, message, more)


def _keys(*names: str) -> str:
    """Keys as the desktop names them in the language of the window."""
    return join_words(QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText) for name in names)


def chapters() -> dict[str, str]:
    """The manual in the language of the window, a page that is not translated in English: Markdown by topic, in order. A file
    is called by its place and its topic: `10-first-steps.md`, in French `fr/10-first-steps.md`. The rules of the check tell of
    themselves."""
    found = {}
    for name in list_names(FOLDER, ".md"):
        page = name.rpartition("/")[2]
        topic = page.partition("-")[2].removesuffix(".md")
        translated = f"{FOLDER}/{window_language()}/{page}"
        found[topic] = read_text(translated if path_of(translated).is_file() else name)
        if topic == "problems":
            title = translate("HelpController", "Rules of the check")
            found["rules"] = rules_markdown(title, {severity: severity_name(severity) for severity in SEVERITIES}, say)
    return found


def topic_of(widget: QWidget | None) -> str:
    """The chapter that speaks of what has the focus."""
    while widget is not None:
        for name in (_panel_name(widget), type(widget).__name__):
            if name in TOPICS:
                return TOPICS[name]
        widget = widget.parentWidget()
    return "first-steps"


def _panel_name(widget: QWidget) -> str:
    """The name of the panel that a widget holds; '' if it holds none."""
    if isinstance(widget, SidePane):
        return widget.current
    return widget.objectName() if isinstance(widget, Strip) else ""
