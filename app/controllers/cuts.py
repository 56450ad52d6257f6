"""The proposals that are printed from a treaty text: their list, and the commands that join, order and keep them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.controllers.places_panel import PlacesPanelController
from app.window.action_ids import ActionId
from app.window.context import Context
from model.redline import Stamp
from model.submission.story import StoryId, clauses_of
from model.submission.transactions import Selection, Transaction
from widgets.common.foreign_text import on_one_line
from widgets.common.tasks import debounce
from widgets.cuts.places import CutPlaces, CutRow

if TYPE_CHECKING:
    from widgets.cuts.panel import CutPanel

BUTTONS = (ActionId.CHANGE_CUT, ActionId.JOIN_CUTS, ActionId.SPLIT_CUT, ActionId.KEEP_PROVISION, ActionId.PROPOSE_NO_CHANGE)
CARET_AFTER = 90
"""Milliseconds after the last move of the caret until the list follows it."""
MOST = 120
"""Characters of the words of a proposal that are shown."""
CONTEXT = "context"
"""The name of the filter of the tree that shows the proposals with a provision on each side."""
NOC = "NOC"
"""The sign of kept provisions in the tree."""


class CutsController(PlacesPanelController[CutRow]):
    """Connects the proposals of the shown treaty text with the window."""

    panel: CutPanel | None = None

    def __init__(self, context: Context, commands: ClauseCommandsController) -> None:
        """`commands` carry out what is decided."""
        places = CutPlaces(context.session, context.window)
        super().__init__(context, places, "cuts")
        self.places = places
        self._commands = commands
        self._connect(self.tr("Proposals"), (), (ActionId.CUTS, ActionId.NEXT_CUT, ActionId.PREVIOUS_CUT))
        places.followed.connect(self._show_in_tree)
        places.followed.connect(self._on_caret)
        self._timer = debounce(self, CARET_AFTER, self._follow_caret)
        for editor in (context.window.editor, context.window.note):
            editor.caret_moved.connect(self._on_caret)
        connect = context.actions.connect_to
        connect(ActionId.CHANGE_CUT, lambda: self.act("change"))
        connect(ActionId.JOIN_CUTS, lambda: self.act("join"))
        connect(ActionId.SPLIT_CUT, lambda: self.act("split"))
        connect(ActionId.KEEP_PROVISION, lambda: self.keep(underlined=False))
        connect(ActionId.PROPOSE_NO_CHANGE, lambda: self.keep(underlined=True))

    def _make_panel(self) -> CutPanel:
        from widgets.cuts.panel import CutPanel

        self.panel = panel = CutPanel(self._words, [self._actions[id] for id in BUTTONS])
        self._connect_panel(panel)
        panel.asked.connect(self.act)
        self._fill_panel()
        return panel

    def _words(self, row: CutRow) -> str:
        """The first words of a proposal, on one line."""
        story, first, _ = self._begin(row)
        clause = next((clause for clause in clauses_of(self._session.submission, story) if clause.id == first), None)
        return on_one_line(clause.text_on("draft") or clause.text_on("base"))[:MOST] if clause is not None else ""

    @property
    def _story(self) -> StoryId:
        return StoryId(self.places.number)

    # -- following

    def _count(self) -> int:
        return len(self.places.rows)

    def _fill_panel(self) -> None:
        if self.panel is not None:
            self.panel.follow(self.places.rows, lockable=self._has_open_number())

    def _on_caret(self) -> None:
        if self.panel is not None and self.places.rows:
            self._timer.start()

    def _follow_caret(self) -> None:
        """Chooses the proposal at the caret, while the work is in the text."""
        if self.panel is not None and not self.has_focus and self._window.panels.in_front("cuts"):
            row = self._row_at_caret()
            if row is not None:
                self.panel.choose(row)

    def _has_open_number(self) -> bool:
        """Whether the document has a number, and a proposal a serial number that could still change."""
        rows = [row for row in self.places.rows if row.cut is not None and row.number]
        numbered = bool(self._session.submission.header.document)
        return numbered and any(not row.settings.serial and not row.settings.number for row in rows)

    def _show_in_tree(self) -> None:
        """Shows in the tree what is kept, what symbols were set by hand, and on demand the proposals with their neighbours."""
        from model.cuts.derive import with_context

        found = [row.cut for row in self.places.rows if row.cut is not None]
        message = self.tr("No change (NOC)")
        panel, index = self._window.clause_panel, self.places.index
        panel.show_marked(NOC, message, {id: message for cut in found if cut.symbol == NOC for id in cut.provisions})
        by_hand = self.tr("symbol set by hand; its amendments make it {symbol}")
        locked = [cut for cut in found if cut.settings.symbol == cut.symbol != NOC]
        of_mark = self.tr("its edition mark was set by hand")
        symbols = dict.fromkeys(index.marked_by_hand() if index is not None else (), ("MOD", of_mark))
        symbols |= {id: (cut.symbol, by_hand.format(symbol=cut.derived)) for cut in locked for id in cut.provisions}
        panel.tree.clauses.show_symbols(symbols)
        hint = self.tr("The proposals, with one provision before and after each")
        panel.show_group(CONTEXT, self.tr("Only proposals"), hint, with_context(index) if index is not None else ())

    # -- going to a proposal

    def show(self, row: CutRow) -> None:
        """Shows the first clause of a proposal in the text."""
        story, clause, _ = self._begin(row)
        if any(other.id == clause for other in clauses_of(self._session.submission, story)):
            self._window.go_to(Selection(story, (clause, 0), (clause, 0)))

    def _steps(self) -> Sequence[CutRow]:
        return sorted((row for row in self.places.rows if row.cut is not None), key=lambda row: row.cut.spans if row.cut else ())

    def _begin(self, row: CutRow) -> tuple[StoryId, str, int]:
        if row.cut is None:
            return self._story, row.key, 0
        note = StoryId(self.places.number, row.cut.note)
        clauses = clauses_of(self._session.submission, note) if row.cut.note else ()
        if not clauses:  # none for a footnote that was just deleted too, until the list follows
            return self._story, row.cut.first, 0
        return note, clauses[0].id, 0

    def _number_of(self, rows: Sequence[CutRow], row: CutRow) -> int:
        return next((number for number, other in enumerate(rows) if other.key == row.key), -1)

    def _nothing(self) -> str:
        return self.tr("There are no proposals on provisions here.")

    # -- commands

    def _chosen_row(self) -> CutRow | None:
        """The row chosen in the list if the keyboard is there, else the proposal at the caret."""
        self.places.settle()
        if self.has_focus and self.panel is not None:
            return self.panel.current()
        return self._row_at_caret()

    def _row_at_caret(self) -> CutRow | None:
        """The proposal at the caret, as the list has it now."""
        selection = self._window.focused_editor().caret.selection()
        index = self.places.index
        cut = index.cut_of(selection.caret[0]) if selection is not None and index is not None else None
        return next((row for row in self.places.rows if cut is not None and row.key == cut.key), None)

    def act(self, what: str) -> None:
        """Does what a key or button asks for with the chosen proposal: change, join, split, up or down; lock is for all."""
        if what == "lock":
            from model.edits.cuts.settings import lock_numbers

            self._commands.run(lambda stamp: lock_numbers(self._session.submission, stamp))
            self.places.follow()
            return
        row = self._chosen_row()
        if row is None and self.panel is not None and what in ("up", "down"):
            row = self.panel.current()
        if row is None:
            self._window.tell(self.tr("No proposal is here: the provision at the caret is not amended, and not marked NOC."))
        elif what == "change":
            self.ask_and_change(row)
        else:
            from model.edits.cuts import joining

            now, number, place = self._session.submission, self.places.number, self._places_of(row)
            changes: dict[str, Callable[[Stamp], Transaction]] = {
                "join": lambda stamp: joining.join_with_next(now, number, row.key, stamp),
                "split": lambda stamp: joining.take_apart(now, number, row.key, stamp),
                "up": lambda stamp: joining.move_cut(now, number, row.key, max(place - 1, 1), stamp),
                "down": lambda stamp: joining.move_cut(now, number, row.key, place + 1, stamp),
            }
            self._commands.run(changes[what])
            self.places.follow()

    def _places_of(self, row: CutRow) -> int:
        """The place of a proposal in the list, from 1."""
        return self._number_of([*self.places.rows], row) + 1

    def ask_and_change(self, row: CutRow) -> None:
        """Asks for symbol, number, agenda item and reasons of a proposal."""
        from model.edits.cuts.settings import change_cut
        from widgets.cuts.dialog import CutDialog

        number = self.places.number
        dialog = CutDialog(row, self._window)
        dialog.attempt = lambda: self._commands.attempt(
            lambda stamp: change_cut(self._session.submission, number, row.key, dialog.settings, stamp)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keep(self, *, underlined: bool) -> None:
        """Marks the chosen provisions NOC, or takes that back if they have this mark already.

        underlined: whether it is a proposal to keep them
        """
        from model.edits.cuts.kept import keep_provisions, release_provisions

        self.places.settle()
        target, now = self._window.target(), self._session.submission
        if target is None or target.story.note or target.stop.index >= len(clauses_of(now, target.story)):
            return
        clauses, number = clauses_of(now, target.story), target.story.proposal
        first, last = clauses[target.start.index].id, clauses[target.stop.index].id
        cut = self.places.index.cut_of(first) if self.places.index is not None else None

        def transaction_of(stamp: Stamp) -> Transaction:
            if cut is not None and cut.symbol == NOC and cut.settings.underlined is underlined:
                return release_provisions(now, number, first, stamp)
            return keep_provisions(now, number, first, last, stamp, underlined=underlined)

        self._commands.run(transaction_of)
        self.places.follow()
