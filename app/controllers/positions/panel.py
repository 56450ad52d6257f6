"""The panel of positions, their marks in the text, and the box that asks for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.controllers.brackets.panel import BracketPanelController
from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.controllers.places_panel import PlacesPanelController
from app.window.action_ids import ActionId
from app.window.context import Context
from model.redline.runs import cut
from model.submission.amendments import Amendment
from model.submission.position_places import PlacedPosition
from model.submission.positions import Position
from model.submission.story import StoryId, clauses_of, has_text
from model.submission.transactions import Selection
from widgets.common.foreign_text import on_one_line
from widgets.common.names import name_place
from widgets.common.translation import with_label
from widgets.positions.overlay import PositionOverlay
from widgets.positions.places import PositionPlaces

if TYPE_CHECKING:
    from model.redline import Clause
    from model.submission.comments import CommentAnchor
    from widgets.positions.panel import PositionPanel

BUTTONS = (ActionId.POSITION, ActionId.BRIEF)
MOST = 120
"""Characters of the words of a position that are shown."""


class PositionsController(PlacesPanelController[PlacedPosition]):
    """Connects the positions with the window in which they are shown and changed."""

    panel: PositionPanel | None = None

    def __init__(self, context: Context, commands: ClauseCommandsController, brackets: BracketPanelController) -> None:
        """`commands` carry out what is decided; `brackets` know the open text at the caret and the chosen one."""
        window = context.window
        places = PositionPlaces(context.session, window)
        super().__init__(context, places, "positions")
        self.places = places
        self._commands = commands
        self._brackets = brackets
        overlays = [PositionOverlay(editor, self.places) for editor in (window.editor, window.note)]
        self._connect(self.tr("Positions"), overlays, (ActionId.POSITIONS, ActionId.NEXT_POSITION, ActionId.PREVIOUS_POSITION))
        context.actions.connect_to(ActionId.POSITION, self.ask)

    def _make_panel(self) -> PositionPanel:
        from widgets.positions.panel import PositionPanel

        self.panel = panel = PositionPanel(self._place, self._words, [self._actions[id] for id in BUTTONS])
        self._connect_panel(panel)
        panel.change_asked.connect(self.ask_and_change)
        panel.remove_asked.connect(self.remove)
        self._fill_panel()
        return panel

    # -- words

    def _place(self, placed: PlacedPosition) -> str:
        if not placed.spans:
            return self.tr("Its words are gone")
        span = placed.spans[0]
        return name_place(self._session, StoryId(self.places.number, span.note), span.clause)

    def _words(self, placed: PlacedPosition) -> str:
        """The words of the text that a position is about, on one line; '' if it is about a whole clause."""
        quoted = on_one_line(" ".join(anchor.quote for anchor in placed.position.anchors))[:MOST]
        if not placed.spans:
            return quoted
        if quoted.strip() and all(span.whole for span in placed.spans):
            return with_label(self.tr("Its words are gone"), quoted)
        parts = []
        for span in placed.spans:
            clause = next((clause for clause in self._clauses(span.note) if clause.id == span.clause), None)
            if clause is not None and not span.whole:
                words = cut(cut(clause.runs, span.end)[0], span.start)[1]
                parts.append("".join(run.text for run in words if run.status.in_draft and not run.content))
        return on_one_line(" ".join(parts))[:MOST]

    def _clauses(self, note: str) -> Sequence[Clause]:
        return clauses_of(self._session.submission, StoryId(self.places.number, note))

    # -- following

    def _count(self) -> int:
        return len(self.places.placed)

    def _fill_panel(self) -> None:
        if self.panel is not None:
            self.panel.follow(self.places.placed)

    # -- going to a position

    def show(self, row: PlacedPosition) -> None:
        """Shows the words of a position in the text."""
        if row.spans:
            span = row.spans[0]
            story = StoryId(self.places.number, span.note)
            self._window.go_to(Selection(story, (span.clause, span.end), (span.clause, span.start)))

    def _steps(self) -> Sequence[PlacedPosition]:
        return [placed for placed in self.places.placed if placed.spans]

    def _begin(self, row: PlacedPosition) -> tuple[StoryId, str, int]:
        span = row.spans[0]
        return StoryId(self.places.number, span.note), span.clause, span.start

    def _number_of(self, rows: Sequence[PlacedPosition], row: PlacedPosition) -> int:
        return next((number for number, placed in enumerate(rows) if placed.key == row.key), -1)

    def _nothing(self) -> str:
        return self.tr("There are no positions here.")

    # -- adding and changing

    def ask(self) -> None:
        """Asks for a position at the chosen brackets, the selection, or what is at the caret; if it has one, that is changed."""
        self.places.settle()
        if self.has_focus and self.panel is not None and (placed := self.panel.current()) is not None:
            self.ask_and_change(placed.key)
            return
        if self._brackets.has_focus and self._brackets.panel is not None and (made := self._brackets.panel.current()) is not None:
            number = self._brackets.panel.options.index if len(made.options) > 1 else None
            self._ask_at_brackets(made, number)
            return
        target = self._window.target()
        if target is None or not has_text(self._session.submission, target.story):
            self._window.tell(self.tr("There is nothing yet to take a position on: the text is empty."))
            return
        if target.whole or target.start == target.stop:
            self._ask_at_caret(target.story, self._clauses_of(target.story)[target.start.index].id)
        else:
            from model.edits.comments import anchors_between

            self._ask_new(anchors_between(self._session.submission, target.story, target.start, target.stop))

    def _clauses_of(self, story: StoryId) -> Sequence[Clause]:
        return clauses_of(self._session.submission, story)

    def _ask_at_caret(self, story: StoryId, id: str) -> None:
        """Changes the position at the caret; if there is none, asks for one on the brackets there, else on the clause."""
        from model.edits.positions import anchors_of_clause

        selection = self._window.focused_editor().caret.selection()
        offset = selection.caret[1] if selection is not None and selection.caret[0] == id else 0
        made = self._brackets.at_caret()
        key = self.places.key_around(story.note, id, offset)
        if key and not (made is not None and self._is_whole(key)):
            self.ask_and_change(key)
        elif made is not None:
            number = self._brackets.option_at_caret(made) if len(made.options) > 1 else None
            self._ask_at_brackets(made, number)
        else:
            self._ask_new(anchors_of_clause(self._session.submission, story, id))

    def _is_whole(self, key: str) -> bool:
        return not any(anchor.quote for anchor in self.places.positions[key].anchors)

    def _ask_at_brackets(self, made: object, option: int | None) -> None:
        from model.brackets.values import OpenText
        from model.edits.positions import anchors_of_brackets

        assert isinstance(made, OpenText)
        anchors = anchors_of_brackets(self._session.submission, made, option)
        known = next((key for key, position in self.places.positions.items() if position.anchors == anchors), "")
        if known:
            self.ask_and_change(known)
            return
        owners = made.owners if option is None else tuple(filter(None, [made.options[option].owner]))
        self._ask_new(anchors, owners=owners)

    def ask_on_amendments(self, chosen: Sequence[Amendment]) -> None:
        """Asks for a position on amendments, which are those of another party unless the user made them."""
        from model.edits.positions import anchors_of_amendments

        anchors = anchors_of_amendments(self._session.submission, self.places.number, chosen)
        known = next((key for key, position in self.places.positions.items() if position.anchors == anchors), "")
        authors = {amendment.stamp.author for amendment in chosen} - {"", self._session.stamp().author}
        if known:
            self.ask_and_change(known)
        else:
            self._ask_new(anchors, party=min(authors) if len(authors) == 1 else "")

    def _ask_new(self, anchors: Sequence[CommentAnchor], *, owners: Sequence[str] = (), party: str = "") -> None:
        from model.edits.positions import add_position

        number = self.places.number
        given = Position(tuple(anchors), party, tuple(owners), "wanted" if not party else "")
        self._open(
            given,
            lambda position: self._commands.run(lambda stamp: add_position(self._session.submission, number, position, stamp)),
            is_new=True,
        )

    def ask_and_change(self, key: str) -> None:
        """Asks for other words of a position."""
        from model.edits.positions import change_position

        number, given = self.places.number, self.places.positions.get(key)
        if given is not None:
            self._open(
                given,
                lambda position: self._commands.run(
                    lambda stamp: change_position(self._session.submission, number, key, position, stamp)
                ),
                is_new=False,
            )

    def _open(self, given: Position, keep: Callable[[Position], object], *, is_new: bool) -> None:
        from widgets.positions.dialog import PositionDialog

        about = on_one_line(" ".join(anchor.quote for anchor in given.anchors))[:MOST]
        if not about and given.anchors:
            about = name_place(self._session, StoryId(self.places.number, given.anchors[0].note), given.anchors[0].clause)
        dialog = PositionDialog(about, given, self._parties(), is_new=is_new, parent=self._window)
        dialog.accepted.connect(lambda: keep(replace(dialog.position, anchors=given.anchors)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _parties(self) -> tuple[str, ...]:
        """The parties that are named in positions and brackets, for the fields to complete."""
        known = [name for position in self.places.positions.values() for name in (position.party, *position.owners)]
        return tuple(dict.fromkeys(filter(None, (*self._brackets.parties(), *known))))

    def remove(self, key: str) -> None:
        """Removes a position."""
        from model.edits.positions import remove_position

        before, number = self._session.submission, self.places.number
        self._commands.run(lambda stamp: remove_position(before, number, key, stamp))
