"""The commands on provisions of treaty texts; they are enabled in texts with margin numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.window.action_ids import ActionId
from app.window.command_target import Target
from app.window.context import Context
from model.numbering.note_numbers import note_numbers
from model.redline import Stamp
from model.submission.story import clauses_of, redline_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from widgets.dialogs import messages

if TYPE_CHECKING:
    from model.edits.treaty.units import NewUnit

ACTIONS = (
    ActionId.NEW_PROVISION, ActionId.CONTINUE_PROVISION, ActionId.STRIKE_PROVISION, ActionId.SET_NUMBER, ActionId.SET_MARK,
    ActionId.NEW_ARTICLE, ActionId.NEW_SECTION, ActionId.NUMBER_CUSTOMS,
    ActionId.KEEP_PROVISION, ActionId.PROPOSE_NO_CHANGE, ActionId.CHANGE_CUT, ActionId.JOIN_CUTS, ActionId.SPLIT_CUT,
    ActionId.NEXT_CUT, ActionId.PREVIOUS_CUT,
)  # fmt: skip
_NO_MARK = "-"
_NOTHING = Transaction(TransactionKind.OTHER, ())


class ProvisionsController(QObject):
    """Connects the actions for provisions with the clause at the caret, or the chosen rows of the tree."""

    def __init__(self, context: Context, commands: ClauseCommandsController) -> None:
        """`commands` carry out what is wanted."""
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._actions = context.actions
        self._window = window
        self._commands = commands
        connect = context.actions.connect_to
        connect(ActionId.NEW_PROVISION, self.insert)
        connect(ActionId.CONTINUE_PROVISION, self.insert_continuation)
        connect(ActionId.STRIKE_PROVISION, self.strike)
        connect(ActionId.SET_NUMBER, self.ask_for_number)
        connect(ActionId.SET_MARK, self.ask_for_mark)
        connect(ActionId.NEW_ARTICLE, lambda: self.insert_unit("article"))
        connect(ActionId.NEW_SECTION, lambda: self.insert_unit("section"))
        connect(ActionId.NUMBER_CUSTOMS, self.ask_for_customs)
        window.proposal_shown.connect(self._offer)
        context.session.changed.connect(self._offer)
        self._offer()

    def _offer(self) -> None:
        """Enables the actions if the shown text has margin numbers."""
        number = self._window.editor.story.proposal
        known = 1 <= number <= len(self._session.submission.proposals)
        numbered = known and bool(self._session.labelling(number).numbers)
        if self._actions[ACTIONS[0]].isEnabled() is not numbered:
            for id in (*ACTIONS, ActionId.EXPORT_WHOLE, ActionId.EXPORT_FINAL_ACTS):
                self._actions[id].setEnabled(numbered)

    def insert(self) -> None:
        """Inserts a provision after the chosen one. The user is asked for its number if the rule gives none."""
        from model.edits.provisions import has_number_by_rule, insert_provision, provisional_proposal

        target = self._window.target()
        if target is None:
            return
        story, index, now = target.story, target.stop.index, self._session.submission

        def transaction_of(stamp: Stamp) -> Transaction:
            made = insert_provision(now, story, index, stamp)
            if has_number_by_rule(now, made):
                return made
            question = self.tr("There is no number left between the provisions here. The margin number of the new one:")
            number = self._ask(question, provisional_proposal(now, story, index))
            return insert_provision(now, story, index, stamp, number=number) if number else _NOTHING

        self._commands.run(transaction_of)

    def insert_continuation(self) -> None:
        """Inserts a paragraph that continues the chosen provision."""
        from model.edits.provisions import insert_continuation

        target, now = self._window.target(), self._session.submission
        if target is not None:
            self._commands.run(lambda stamp: insert_continuation(now, target.story, target.stop.index, stamp))

    def insert_unit(self, kind: NewUnit) -> None:
        """Inserts an article or section after the one that contains the chosen clause."""
        from model.edits.treaty.units import insert_unit

        target, now = self._window.target(), self._session.submission
        if target is not None:
            self._commands.run(lambda stamp: insert_unit(now, target.story, target.stop.index, kind, stamp))

    def ask_for_customs(self) -> None:
        """Asks by whose customs insertions into the shown text are numbered."""
        from model.edits.provisions import set_customs
        from model.numbering.instruments import instruments
        from widgets.dialogs.numbering_customs import NumberingDialog

        now, number = self._session.submission, self._window.editor.story.proposal
        redline = now.proposals[number - 1].redline
        dialog = NumberingDialog((*instruments(),), redline.instrument, redline.item, self._window)
        if dialog.exec() and (dialog.instrument, dialog.item) != (redline.instrument, redline.item):
            self._commands.run(lambda stamp: set_customs(now, number, dialog.instrument, dialog.item, stamp))

    def strike(self) -> None:
        """Strikes the chosen provisions."""
        from model.edits.provisions import strike_provisions

        target, now = self._window.target(), self._session.submission
        if target is not None:
            ids = target.reached_ids(clauses_of(now, target.story))
            self._commands.run(lambda stamp: strike_provisions(now, target.story, ids, stamp))

    def ask_for_number(self) -> None:
        """Asks for the margin number of the chosen provision; an empty one is that of the rule."""
        from model.edits.provisions import set_number

        target, now = self._window.target(), self._session.submission
        if target is None or target.stop.index >= len(clauses_of(now, target.story)):
            return
        id = clauses_of(now, target.story)[target.stop.index].id
        present = self._number_at(target, id)
        question = self.tr("The margin number of this provision, such as 9.11A. Leave it empty to number it by ITU’s rule.")
        if target.story.note:
            question = self.tr("The margin number of this footnote, such as 9.11.1. Leave it empty to number it by ITU’s rule.")
        number = self._ask(question, present)
        if number is not None and number != present:
            self._commands.run(lambda stamp: set_number(now, target.story, id, number or None, stamp))

    def ask_for_mark(self) -> None:
        """Asks for the edition mark of the chosen provision, title or footnote; an empty one is that of the rule, `-` none."""
        from model.edits.provisions import mark_at, set_mark

        target, now = self._window.target(), self._session.submission
        if target is None or target.stop.index >= len(clauses_of(now, target.story)):
            return
        story, id = target.story, clauses_of(now, target.story)[target.stop.index].id
        present = mark_at(now, story, id) or _NO_MARK
        question = self.tr(
            "The edition mark of this provision, title or footnote, such as (WRC-27). Leave it empty for that of the rule; a "
            "hyphen (-) is for none."
        )
        given = messages.ask_for_text(self._window, self.tr("Edition mark"), question, present)
        if given is not None and given.strip() != present:
            text = {"": None, _NO_MARK: ""}.get(given.strip(), given.strip())
            self._commands.run(lambda stamp: set_mark(now, story, id, text, stamp))

    def _number_at(self, target: Target, id: str) -> str:
        labelling, key = self._session.labelling(target.story.proposal), target.story.note
        if key:
            both = note_numbers(redline_of(self._session.submission, target.story), labelling.numbers).get(key)
            return (both.draft if both is not None else None) or ""
        return labelling.number("draft", id) or ""

    def _ask(self, question: str, present: str) -> str | None:
        given = messages.ask_for_text(self._window, self.tr("Margin number"), question, present)
        return given.strip() if given is not None else None
