"""The panel of brackets, their marks in the text, and the ways from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal

from app.controllers.places_panel import PlacesPanelController
from app.window.action_ids import ActionId
from app.window.context import Context
from model.submission.position_words import STANCE_WORDS
from model.submission.story import StoryId, has_text, redline_of, with_redline
from model.submission.transactions import Selection
from widgets.brackets.overlay import BracketOverlay
from widgets.brackets.places import BracketPlaces, PlacedFault
from widgets.common.names import name_place
from widgets.common.tasks import debounce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.brackets.values import BracketDecision, OpenText, TextSpan
    from model.submission.position_places import PlacedPosition
    from model.submission.values import Submission
    from widgets.brackets.model import Row
    from widgets.brackets.panel import BracketPanel
    from widgets.common.store import Change

CARET_AFTER = 90
"""Milliseconds after the last move of the caret until the panel follows it."""
BUTTONS = (
    ActionId.CHOOSE_OPTION, ActionId.KEEP_OPTIONS, ActionId.DELETE_OPTIONS, ActionId.ACCEPT_NOC, ActionId.ADD_OPTION,
    ActionId.PUT_IN_BRACKETS, ActionId.STRIP_BRACKETS,
)  # fmt: skip


class BracketPanelController(PlacesPanelController["Row"]):
    """Connects the open texts with the window in which they are shown."""

    panel_made = Signal(object)
    """The BracketPanel, when it is first seen."""

    panel: BracketPanel | None = None

    def __init__(self, context: Context) -> None:
        window = context.window
        places = BracketPlaces(context.session, window)
        super().__init__(context, places, "brackets")
        self.places = places
        self._listed: object = None
        """The open texts that the panel shows."""
        self._timer = debounce(self, CARET_AFTER, self._follow_caret)
        overlays = [BracketOverlay(editor, self.places) for editor in (window.editor, window.note)]
        self._connect(self.tr("Brackets"), overlays, (ActionId.BRACKETS, ActionId.NEXT_BRACKET, ActionId.PREVIOUS_BRACKET))
        for editor in (window.editor, window.note):
            editor.caret_moved.connect(self._on_caret)
        self._positions: object = None
        """The positions of which the options show the signs."""
        self._undone = False
        """Whether a step was undone or repeated since the panel last followed the text."""
        context.session.changed.connect(self._on_changed)
        window.parts.append(self)

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the window."""
        self._session.changed.disconnect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        self._undone = self._undone or change.origin in ("undo", "redo")
        self._follow_positions()

    def _follow_positions(self) -> None:
        """Shows the signs of positions at the options as they are now."""
        submission, number = self._session.submission, self.places.number
        positions = submission.proposals[number - 1].positions if number <= len(submission.proposals) else None
        if positions is not self._positions:
            self._positions = positions
            if self.panel is not None and self._window.panels.in_front(self._name):
                self.panel.choose(self.panel.current())

    def _make_panel(self) -> BracketPanel:
        from widgets.brackets.panel import BracketPanel

        actions = [self._actions[id] for id in BUTTONS]
        self.panel = panel = BracketPanel(self._place, self.words, self._option_words, actions)
        self._connect_panel(panel)
        self.places.settle()
        self._fill_panel()
        self.panel_made.emit(panel)
        return panel

    # -- words

    def _place(self, story: StoryId, clause: str) -> str:
        return name_place(self._session, story, clause)

    def words(self, open_text: OpenText) -> str:
        """The words of an open text on one line."""
        return self._wording(open_text, open_text.span)

    def words_around(self, open_text: OpenText) -> str:
        """The words of the clauses of an open text on one line."""
        found = self.places.story(open_text.story.note)
        if found is None:
            return ""
        last = found.known_clause(open_text.span.last)
        return self._wording(
            open_text, replace(open_text.span, start=0, stop=len(last.text) if last is not None else open_text.span.stop)
        )

    def _option_words(self, open_text: OpenText, number: int) -> str:
        from widgets.brackets.phrases import option_words

        option = open_text.options[number]
        words = option_words(option, self._wording(open_text, option.content))
        return " ".join((*self._signs(open_text, number), words))

    def _signs(self, open_text: OpenText, number: int) -> list[str]:
        """The signs of the stances that the delegation has on an option."""
        from model.brackets.parties import stances_on

        stances = stances_on(open_text, number, self._placed())
        return [STANCE_WORDS[stance].sign for stance in stances]

    def _wording(self, open_text: OpenText, span: TextSpan) -> str:
        from widgets.brackets.phrases import wording

        found = self.places.story(open_text.story.note)
        return wording(found.index.clauses, found.order, span, open_text.side) if found is not None else ""

    # -- following

    def _count(self) -> int:
        return len(self.places.open_texts) + len(self.places.faults)

    def _fill_panel(self) -> None:
        if self.panel is not None and self._listed is not self.places.open_texts:
            self._listed = self.places.open_texts
            self.panel.follow(self.places)
            undone, self._undone = self._undone, False
            if undone and (found := self.at_caret()) is not None:
                self.panel.choose(found)

    def _on_shown(self) -> None:
        found = self.at_caret() or next(iter(self.places.faults), None)
        if found is not None and self.panel is not None:
            self.panel.choose(found)
        else:
            super()._on_shown()

    def _on_caret(self) -> None:
        if self.places.has_places and self.panel is not None:
            self._timer.start()

    def _follow_caret(self) -> None:
        """Chooses the brackets in which the caret is, while the work is in the text."""
        editor = self._window.focused_editor()
        if self.panel is not None and editor.hasFocus() and self._window.panels.in_front("brackets"):
            open_text = self.at_caret()
            if open_text is not None:
                self.panel.choose(open_text)

    # -- places

    def at_caret(self) -> OpenText | None:
        """The innermost open text at the caret."""
        self.places.settle()
        selection = self._window.focused_editor().caret.selection()
        return self.places.at(selection.story, *selection.caret) if selection is not None else None

    def parties(self) -> tuple[str, ...]:
        """The parties that want options of the shown proposal."""
        from model.brackets.parties import parties_of

        self.places.settle()
        return parties_of(self.places.open_texts)

    def sides(self) -> tuple[str, ...]:
        """Whose choices may win: the own delegation, if it wants an option, then the parties."""
        return (*((self._own_side(),) if self._wanted_decisions() else ()), *self.parties())

    def _own_side(self) -> str:
        return self.tr("Our positions")

    def _wanted_decisions(self) -> dict[OpenText, BracketDecision]:
        """The choices that the positions of the delegation want."""
        from model.brackets.parties import wanted_choices

        placed = self._placed()
        if placed:
            self.places.settle()
        return wanted_choices(self.places.open_texts, placed) if placed else {}

    def _placed(self) -> Sequence[PlacedPosition]:
        """The positions of the delegation on the shown proposal."""
        from model.submission.position_places import placed_positions

        submission, story = self._session.submission, StoryId(self.places.number)
        if not has_text(submission, story):
            return ()
        return placed_positions(redline_of(submission, story), submission.proposals[story.proposal - 1].positions)

    def with_choices(self, party: str) -> Submission:
        """The submission in which the shown text reads as it does if the choices of a party, or the own positions, win."""
        from model.brackets.parties import choices_of
        from model.edits.brackets import with_options_chosen

        submission, story = self._session.submission, StoryId(self.places.number)
        found = self.places.story("")
        if found is None or not has_text(submission, story):
            return submission
        text = replace(redline_of(submission, story), clauses=found.index.clauses)
        open_texts = found.index.brackets.open_texts
        choices = self._wanted_decisions() if party == self._own_side() else choices_of(open_texts, party)
        choices = {open_text: decision for open_text, decision in choices.items() if open_text in open_texts}
        shown = with_redline(submission, story.proposal, text)
        return with_options_chosen(shown, story.proposal, choices, self._session.stamp())

    # -- going to an open text

    def show(self, row: Row) -> None:
        """Shows an open text, or a bracket at fault, in the text."""
        if isinstance(row, PlacedFault):
            place = (row.fault.clause, row.fault.offset)
            self._window.go_to(Selection(row.story, place, (row.fault.clause, row.fault.offset + len(row.fault.sign))))
        else:
            span = row.span
            self._window.go_to(Selection(row.story, (span.last, span.stop), (span.first, span.start)))

    def _steps(self) -> Sequence[OpenText]:
        return self.places.open_texts

    def _begin(self, row: Row) -> tuple[StoryId, str, int]:
        from widgets.brackets.model import beginning_of

        return beginning_of(row)

    def _nothing(self) -> str:
        return self.tr("There are no square brackets here.")

    def option_at_caret(self, open_text: OpenText) -> int | None:
        """The number of the option of an open text in which the caret is, from 0; None if it is in none."""
        selection = self._window.focused_editor().caret.selection()
        found = self.places.story(open_text.story.note)
        if selection is None or found is None:
            return None
        caret = (found.order.get(selection.caret[0], -1), selection.caret[1])
        for number, option in enumerate(open_text.options):
            span = option.span
            if (found.order[span.first], span.start) <= caret <= (found.order[span.last], span.stop):
                return number
        return None
