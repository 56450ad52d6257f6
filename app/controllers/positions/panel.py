"""The panel of positions, their marks in the text, and the box that asks for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from app.controllers.brackets.panel import BracketPanelController
from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.window.action_ids import ActionId
from app.window.context import Context
from model.redline.runs import cut
from model.submission.amendments import Amendment
from model.submission.position_places import PlacedPosition
from model.submission.positions import Position
from model.submission.story import StoryId, clauses_of, has_text, redline_of
from model.submission.transactions import Selection
from widgets.common.foreign_text import on_one_line
from widgets.common.names import name_place
from widgets.positions.overlay import PositionOverlay
from widgets.positions.places import PositionPlaces

if TYPE_CHECKING:
    from model.redline import Clause
    from model.submission.comments import CommentAnchor
    from widgets.positions.panel import PositionPanel

BUTTONS = (ActionId.POSITION, ActionId.BRIEF)
MOST = 120
"""Characters of the words of a position that are shown."""


class PositionsController(QObject):
    """Connects the positions with the window in which they are shown and changed."""

    def __init__(self, context: Context, commands: ClauseCommandsController, brackets: BracketPanelController) -> None:
        """`commands` carry out what is decided; `brackets` know the open text at the caret and the chosen one."""
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._actions = context.actions
        self._window = window
        self._commands = commands
        self._brackets = brackets
        self.places = PositionPlaces(context.session, self)
        self.overlays = [PositionOverlay(editor, self.places) for editor in (window.editor, window.note)]
        self.panel: PositionPanel | None = None
        """None before it is first seen."""
        window.panels.add("positions", self.tr("Positions"), self._make_panel, ActionId.POSITIONS, passing=True)
        window.parts.append(self.places)
        self.places.followed.connect(self._follow)
        window.panels.changed.connect(self._follow_in_panel)
        window.proposal_shown.connect(self.places.show)
        connect = context.actions.connect_to
        connect(ActionId.POSITION, self.ask)
        connect(ActionId.NEXT_POSITION, lambda: self.step(1))
        connect(ActionId.PREVIOUS_POSITION, lambda: self.step(-1))

    def _make_panel(self) -> PositionPanel:
        from widgets.positions.panel import PositionPanel

        self.panel = panel = PositionPanel(self._place, self._words, [self._actions[id] for id in BUTTONS])
        panel.went_to.connect(self.show)
        panel.left_for.connect(self._show_and_stay)
        panel.marked.connect(self._mark)
        panel.change_asked.connect(self.ask_and_change)
        panel.remove_asked.connect(self.remove)
        panel.follow(self.places.placed)
        return panel

    # -- words

    def _place(self, placed: PlacedPosition) -> str:
        if not placed.spans:
            return self.tr("Its words are gone")
        span = placed.spans[0]
        return name_place(self._session, StoryId(self.places.number, span.note), span.clause)

    def _words(self, placed: PlacedPosition) -> str:
        """The words of the text that a position is about, on one line; '' if it is about a whole clause."""
        if not placed.spans:
            return on_one_line(" ".join(anchor.quote for anchor in placed.position.anchors))[:MOST]
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

    def _follow(self) -> None:
        """Shows the positions in the panel, on its tab and in the text."""
        count = len(self.places.placed)
        self._window.panels.keep_offered("positions", on=bool(count))
        self._window.panels.show_count("positions", count)
        self._follow_in_panel()
        self._repaint()

    def _follow_in_panel(self) -> None:
        if self.panel is not None and self._window.panels.in_front("positions"):
            self.panel.follow(self.places.placed)

    def _repaint(self) -> None:
        for editor in (self._window.editor, self._window.note):
            editor.viewport().update()

    def _mark(self, key: str) -> None:
        for overlay in self.overlays:
            overlay.current = key
        self._repaint()

    # -- going to a position

    def show(self, key: str) -> None:
        """Shows the words of a position in the text."""
        placed = next((found for found in self.places.placed if found.key == key), None)
        if placed is not None and placed.spans:
            span = placed.spans[0]
            story = StoryId(self.places.number, span.note)
            self._window.go_to(Selection(story, (span.clause, span.end), (span.clause, span.start)))

    def _show_and_stay(self, key: str) -> None:
        self.show(key)
        self._window.focused_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Goes to the next position (1) or the one before (−1) from the caret, round the text."""
        self.places.settle()
        placed = [found for found in self.places.placed if found.spans]
        if not placed:
            self._window.tell(self.tr("There are no positions here."))
            return
        selection = self._window.focused_editor().caret.selection()
        stories = ["", *redline_of(self._session.submission, StoryId(self.places.number)).notes]
        order = {
            (note, clause.id): (at, index) for at, note in enumerate(stories) for index, clause in enumerate(self._clauses(note))
        }

        def spot(found: PlacedPosition) -> tuple[int, int, int]:
            span = found.spans[0]
            return *order.get((span.note, span.clause), (0, 0)), span.start

        caret = (0, 0, -1)
        if selection is not None:
            caret = *order.get((selection.story.note, selection.caret[0]), (0, 0)), selection.caret[1]
        chosen = next((at for at, found in enumerate(placed) if found.key == self._current() and spot(found) == caret), None)
        if chosen is not None:
            target = placed[(chosen + by) % len(placed)]
        elif by > 0:
            target = next((found for found in placed if spot(found) > caret), placed[0])
        else:
            target = next((found for found in reversed(placed) if spot(found) < caret), placed[-1])
        self._mark(target.key)
        if self.panel is not None and self._window.panels.in_front("positions"):
            self.panel.choose(target.key)
        self.show(target.key)

    def _current(self) -> str:
        return self.overlays[0].current

    # -- adding and changing

    def ask(self) -> None:
        """Asks for a position at the chosen brackets, the selection, or what is at the caret; if it has one, that is changed."""
        self.places.settle()
        if self._has_focus() and self.panel is not None and self.panel.current():
            self.ask_and_change(self.panel.current())
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
        key = self.places.around(story.note, id, offset)
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

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return self.panel is not None and focused is not None and self.panel.isAncestorOf(focused)
