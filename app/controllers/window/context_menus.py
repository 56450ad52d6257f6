"""Context menus: the commands for a clause, a text or an amendment that apply at a place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.window.action_ids import AMENDMENT_MENU, CLAUSE_MENU, ROW_MENU, SEPARATOR, TEXT_MENU, ActionId, Entry
from app.window.citation_at import cites_at_caret
from app.window.cited_provision import cited_provision
from app.window.context import Context
from model.redline import Clause, Status
from widgets.common.menu import Menu

OF_AMENDMENTS = (ActionId.ACCEPT, ActionId.REJECT, ActionId.WHO, ActionId.REASON, ActionId.PRIVATE_NOTE)
OF_WORDS = (ActionId.CUT, ActionId.COPY, ActionId.BOLD, ActionId.ITALIC, ActionId.UNDERLINE, ActionId.SUPERSCRIPT)
OF_CLAUSES = (ActionId.INSERT_CLAUSE, ActionId.DELETE_CLAUSE, ActionId.PROMOTE, ActionId.DEMOTE)
OF_CITATIONS = frozenset((ActionId.EDITIONS, ActionId.SHOW_CITED))
OF_READING = frozenset((ActionId.COPY, ActionId.COMMENT, *OF_CITATIONS))
"""The actions for a text in force, which is read-only."""
MOST = 12
"""The number of entries that are read at a glance."""
LEFT_OUT = (
    ActionId.SUPERSCRIPT, ActionId.UNDERLINE, ActionId.JOIN, ActionId.PROMOTE, ActionId.DEMOTE, ActionId.PRIVATE_NOTE,
    ActionId.FOOTNOTE, ActionId.DELETE_CLAUSE, ActionId.INSERT_CLAUSE, ActionId.WHO, ActionId.ITALIC, ActionId.BOLD,
    ActionId.SHOW_CITED, ActionId.EDITIONS, ActionId.REASON, ActionId.CORRECT, ActionId.RENAME, ActionId.SHOW_FOOTNOTE,
)  # fmt: skip
"""The entries that are omitted first, in this order, if there are more: the menus of the window have them too."""


class ContextMenus(QObject):
    """Opens the context menus of texts, tree and list of amendments."""

    def __init__(self, context: Context, commands: ClauseCommandsController) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._actions = context.actions
        self._commands = commands
        self._window = window
        for text in (window.editor, window.note):
            text.menu_asked.connect(lambda at: self.show(TEXT_MENU, at))
        window.tree.menu_asked.connect(lambda at: self.show(CLAUSE_MENU, at))
        window.list.menu_asked.connect(lambda at: self.show(AMENDMENT_MENU, at))

    def show(self, entries: Sequence[Entry], at: QPoint) -> None:
        """Opens a menu of the available ones of some actions, at a place of the screen."""
        menu = self.menu_of(entries)
        self._window.menu_opens.emit(menu, at)
        self.shorten(menu)
        menu.popup(at)

    def shorten(self, menu: QMenu) -> None:
        """Removes entries until a menu can be read at a glance."""
        for id in LEFT_OUT:
            if sum(1 for action in menu.actions() if not action.isSeparator()) <= MOST:
                break
            menu.removeAction(self._actions[id])
        menu.setSeparatorsCollapsible(True)

    def menu_of(self, entries: Sequence[Entry]) -> QMenu:
        """A menu of the available ones of some actions."""
        menu = Menu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        unavailable = self._unavailable_actions(of_text=entries is TEXT_MENU)
        kept: list[Entry] = []
        for entry in entries:
            if entry not in unavailable and not (entry is SEPARATOR and (not kept or kept[-1] is SEPARATOR)):
                kept.append(entry)
        self._actions.fill_menu(menu, kept[:-1] if kept[-1:] == [SEPARATOR] else kept)
        self.shorten(menu)
        return menu

    def _unavailable_actions(self, *, of_text: bool) -> set[ActionId]:
        """The actions that have no effect at this place."""
        window, commands = self._window, self._commands
        editor, target = window.focused_editor(), window.target()
        clauses = editor.clauses
        unavailable = set[ActionId]()
        if of_text and editor.view == "base":
            reading = OF_READING - self._unavailable_of_citations()
            return {entry for entry in TEXT_MENU if entry is not SEPARATOR and entry not in reading}
        if not any(amendment.parts for amendment in window.chosen_amendments(commands.chosen_amendments)):
            unavailable.update(OF_AMENDMENTS)
        ids = set(target.reached_ids(clauses)) if target is not None else set()
        chosen = [clause for clause in clauses if clause.id in ids]
        if of_text and (target is None or target.start == target.stop):
            unavailable.update(OF_WORDS)
        elif of_text and len(chosen) == 1:
            unavailable.update(OF_CLAUSES)
        unavailable.update(_without_effect(chosen))
        if editor.story.note:
            unavailable.add(ActionId.FOOTNOTE)
        if commands.note_here() is None:
            unavailable.add(ActionId.SHOW_FOOTNOTE)
        unavailable.update(self._unavailable_of_citations() if of_text else OF_CITATIONS)
        return unavailable

    def _unavailable_of_citations(self) -> frozenset[ActionId]:
        """The actions for citations that have no effect at the caret."""
        editor = self._window.focused_editor()
        if cites_at_caret(self._session.submission, editor):
            return frozenset()
        is_provision = cited_provision(self._session, editor, editor.caret.selected_range()[1]) is not None
        return OF_CITATIONS - {ActionId.SHOW_CITED} if is_provision else OF_CITATIONS


def _without_effect(clauses: Sequence[Clause]) -> set[ActionId]:
    """The actions that would change none of some clauses."""
    items = [clause for clause in clauses if clause.props.kind == "paragraph" and clause.cell is None]
    unavailable = set[ActionId]()
    if not any(clause.cell is not None for clause in clauses):
        unavailable.update(ROW_MENU)
    if not items:
        unavailable.add(ActionId.DEMOTE)
    if not any(clause.props.level > 1 for clause in items):
        unavailable.add(ActionId.PROMOTE)
    if not any(map(_is_struck, clauses)):
        unavailable.add(ActionId.RESTORE)
    if not any(clause.props.kind == "call" and clause.is_on("draft") for clause in clauses):
        unavailable.add(ActionId.RENAME)
    if not any(clause.own_label is not None and clause.own_label.locked for clause in clauses):
        unavailable.add(ActionId.UNLABEL)
    return unavailable


def _is_struck(clause: Clause) -> bool:
    return clause.end.status is Status.DELETED or any(run.status is Status.DELETED for run in clause.runs)
