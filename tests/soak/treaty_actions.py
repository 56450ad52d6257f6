"""What the robot does with treaty texts: provisions, marks, the proposals that are printed, frequency bands."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.program import Program
from app.window.action_ids import ActionId
from model.cuts.derive import CutIndex
from model.numbering import Labelling
from model.submission.transactions import Selection

OF_PROVISIONS = (
    ActionId.NEW_PROVISION, ActionId.NEW_PROVISION, ActionId.CONTINUE_PROVISION, ActionId.STRIKE_PROVISION, ActionId.SET_NUMBER,
    ActionId.SET_MARK, ActionId.NEW_ARTICLE, ActionId.NEW_SECTION, ActionId.NUMBER_CUSTOMS,
)  # fmt: skip
OF_PROPOSALS = (
    ActionId.KEEP_PROVISION, ActionId.PROPOSE_NO_CHANGE, ActionId.CHANGE_CUT, ActionId.JOIN_CUTS, ActionId.SPLIT_CUT,
    ActionId.NEXT_CUT, ActionId.PREVIOUS_CUT, ActionId.CUTS, ActionId.ONLY_PROPOSALS,
)  # fmt: skip
OF_BANDS = (
    ActionId.SPLIT_BAND, ActionId.MERGE_BANDS, ActionId.ADD_SERVICE, ActionId.DELETE_SERVICE, ActionId.CHANGE_CATEGORY,
    ActionId.TABLE_NOTES,
)  # fmt: skip
KEYS = (
    Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Escape,
)  # fmt: skip


class TreatyActions:
    """Works on the treaty text of one program; the number of the action decides what is done, as everywhere in the robot."""

    def __init__(self, program: Program, chance: random.Random) -> None:
        self._program = program
        self._chance = chance

    def act(self, bands: bool) -> str:
        """Does one of the things that can be done with provisions, or with frequency bands, and returns its name."""
        commands = OF_BANDS if bands else self._chance.choice((OF_PROVISIONS, OF_PROPOSALS))
        name = self._chance.choice(commands)
        if bands and self._chance.random() < 0.8:
            self._go_into_table()
        self._program.actions[name].trigger()
        panel = self._program.cuts.panel
        if panel is not None and panel.isVisible() and self._chance.random() < 0.5:
            QTest.keyClick(self._program.window.focusWidget() or panel, self._chance.choice(KEYS))
        self._look()
        return str(name)

    def _go_into_table(self) -> None:
        """Puts the caret into a cell."""
        editor = self._program.window.editor
        ids = [clause.id for clause in editor.clauses if clause.cell is not None and clause.row.in_draft]
        if ids:
            place = (self._chance.choice(ids), 0)
            self._program.window.go_to(Selection(editor.story, place, place))

    def _look(self) -> None:
        """The proposals that were brought up to date after each change must be those that are found from nothing."""
        places, submission = self._program.cuts.places, self._program.session.submission
        places.settle()
        if places.index is not None:
            proposal = submission.proposals[places.number - 1]
            assert places.index.cuts == CutIndex.of(proposal, Labelling.of(proposal.redline)).cuts, "other proposals"
