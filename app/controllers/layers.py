"""Sub-amendments in the window: beginning one, its marks, its three texts, and decisions on its layers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.window.action_ids import LAYERS_MENU, ActionId
from app.window.context import Context
from model.message import Message
from widgets.common.menu import Menu
from widgets.layers.overlay import LayerOverlay, LayerPlaces

if TYPE_CHECKING:
    from model.edits.sub_amendments.layers import LayerDecision

DECISIONS: tuple[tuple[ActionId, LayerDecision], ...] = (
    (ActionId.ACCEPT_THEIRS, "accept theirs"),
    (ActionId.REJECT_THEIRS, "reject theirs"),
    (ActionId.ACCEPT_OUR_CHANGES, "accept our changes"),
    (ActionId.REJECT_OUR_CHANGES, "reject our changes"),
    (ActionId.JOIN_LAYERS, "join"),
)


class LayersController(QObject):
    """Connects the two layers of the shown proposal with the window."""

    def __init__(self, context: Context, commands: ClauseCommandsController, take_version: Callable[[Message], object]) -> None:
        """`commands` carry out decisions; `take_version` keeps a version before a large change."""
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._actions = context.actions
        self._window = window
        self._commands = commands
        self._take_version = take_version
        self.places = LayerPlaces(context.session, self)
        self.overlays = [LayerOverlay(editor, self.places) for editor in (window.editor, window.note)]
        window.parts.append(self.places)
        window.proposal_shown.connect(self.places.show)
        self.places.followed.connect(self._follow)
        menu = self._menu = Menu(window.menuBar())
        context.actions.fill_menu(menu, LAYERS_MENU)
        context.actions[ActionId.LAYERS].setMenu(menu)
        menu.aboutToShow.connect(self._offer)
        connect = context.actions.connect_to
        connect(ActionId.AMEND_PROPOSAL, self.amend)
        connect(ActionId.THREE_TEXTS, self.show_three_texts)
        for id, decision in DECISIONS:
            connect(id, partial(self.decide, decision))

    def _follow(self) -> None:
        self._offer()
        for editor in (self._window.editor, self._window.note):
            editor.viewport().update()

    def _offer(self) -> None:
        """Enables the decisions where there are two layers."""
        layered = self.places.proposal is not None
        for id in (ActionId.THREE_TEXTS, *(id for id, _ in DECISIONS)):
            self._actions[id].setEnabled(layered)

    def amend(self) -> None:
        """Makes the tracked changes of the open proposals those of another party, below ours; one step that can be undone."""
        from model.edits.sub_amendments.layers import amend_proposal

        before = self._session.submission
        self._commands.run(lambda stamp: amend_proposal(before, stamp))
        if self._session.submission is not before:
            self.places.follow()
            self._window.tell(self.tr("Their changes are marked in the text; what you change now is yours. Undo reverts this."))

    def decide(self, decision: LayerDecision) -> None:
        """Accepts or rejects a layer of the shown proposal, or joins both; a version is kept."""
        from model.edits.sub_amendments.layers import decide_layers

        before, number = self._session.submission, self._window.editor.story.proposal
        if self.places.proposal is not None:
            self._take_version(Message.of("Before deciding on a layer"))
        self._commands.run(lambda stamp: decide_layers(before, number, decision, stamp))
        self.places.follow()

    def show_three_texts(self) -> None:
        """Shows the text in force, theirs and ours beside each other."""
        from widgets.layers.three_texts import ThreeTextsDialog

        if self.places.proposal is None:
            self._window.tell(self.tr("This proposal does not amend another party’s."))
            return
        dialog = ThreeTextsDialog(self._session.submission, self.places.number, self._window)
        dialog.exec()
        dialog.deleteLater()
