"""Cards in the side pane and marks beside the scroll bar: made, kept with the text and the caret, opened and left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from app.controllers.comments import CommentsController
from app.controllers.find import FindController
from app.controllers.margin.card_opening import CardOpening
from app.controllers.problems.problems import ProblemsController
from app.controllers.review import ReviewController
from app.user_data.settings import CardMode, Settings
from app.window.action_ids import ActionId
from app.window.context import Context
from model.submission.amendments import Amendment
from model.submission.comments import CommentAnchor, find_anchor
from model.submission.story import NO_TEXT, StoryId, redline_of
from model.submission.transactions import Selection
from widgets.common.menu import Menu
from widgets.common.names import spoken_path
from widgets.common.store import Change
from widgets.common.tasks import debounce
from widgets.editor.document.selections import place_in
from widgets.editor.visible_rects import visible_blocks
from widgets.margin.card_margin import CardMargin
from widgets.margin.card_words import CardWords, words_of
from widgets.margin.cards import Card, Cards
from widgets.margin.leader import Leader
from widgets.margin.scroll_marks import MarkKind, ScrollMark
from widgets.margin.sources import (
    NoteMarks,
    amendment_cards,
    comment_cards,
    hit_marks,
    note_marks_of,
    problem_cards,
    rows_with_cards,
)
from widgets.margin.text_frame import TextFrame

if TYPE_CHECKING:
    from app.controllers.margin.card_acts import CardActs
    from model.preflight.finding import Finding
    from widgets.margin.open_card import CardAct

FOLLOW_AFTER, CARET_AFTER = 20, 90
"""Milliseconds after the last of what the cards are made from has followed the text, and after the last move of the caret."""
MODES: dict[CardMode, ActionId] = {
    "all": ActionId.CARDS_ALL, "comments": ActionId.CARDS_COMMENTS, "theirs": ActionId.CARDS_THEIRS, "none": ActionId.CARDS_NONE,
}  # fmt: skip


class CardsController(QObject):
    """Connects the cards with the window and with the controllers of what they show.

    commenting: the comments, and what can be done with them
    reviewing: acceptance, rejection, and the reasons of amendments
    problems: the problems and their repairs
    finding: the hits that are marked
    remedies: the commands that remove a problem in another way than by a repair of words
    take_position: asks for the delegation's position on amendments
    """

    def __init__(
        self,
        context: Context,
        commenting: CommentsController,
        reviewing: ReviewController,
        problems: ProblemsController,
        finding: FindController,
        remedies: Callable[[Finding], Sequence[CardAct]],
        take_position: Callable[[Sequence[Amendment]], None],
    ) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._settings = context.settings
        self._actions = context.actions
        self._window = window
        self._commenting = commenting
        self._reviewing = reviewing
        self._problems = problems
        self._finding = finding
        self._remedies = remedies
        self._take_position = take_position
        self.margin = CardMargin(window.editor, self._words_of)
        self.margin.place_of = lambda card: spoken_path(window.list.amendments.path_of(card.clause))
        self.frame = TextFrame(window.editor, self.margin, window.text_area)
        window.add_frame(self.frame)
        window.panels.add("cards", self.tr("Cards"), self.margin, ActionId.CARDS_PANE)
        self.leader = Leader(window.editor, self.margin.tone)
        self.opening = CardOpening(self.margin, self._words_of, self._made_acts, self)
        self._new: Card | None = None
        """That of a comment that is being written."""
        self._went: tuple[Selection | None, Card] | None = None
        """The card gone to last, and what is selected since: of several at one place it is the one that is meant."""
        self._shown = (NO_TEXT, "")
        self._timer = debounce(self, FOLLOW_AFTER, self.follow)
        self._caret_timer = debounce(self, CARET_AFTER, self.follow_caret)
        self._connect()

    def _connect(self) -> None:
        window, actions, margin = self._window, self._actions, self.margin
        self._menu = Menu(window.menuBar())
        actions.fill_menu(self._menu, tuple(MODES.values()))
        actions[ActionId.CARDS].setMenu(self._menu)
        for mode, id in MODES.items():
            actions.connect_to(id, partial(self._settings.change, cards=mode))
        actions.connect_to(ActionId.GO_TO_CARD, self.go_or_leave)
        actions[ActionId.FOCUS_MODE].toggled.connect(lambda _on: self.follow())
        for signal in (
            window.list.amendments.followed, window.list.amendments.modelReset, self._commenting.places.followed,
            window.panels.changed,
            self._problems.live_preflight.followed, self._finding.found, window.proposal_shown,
        ):  # fmt: skip
            signal.connect(lambda *_: self._timer.start())
        window.editor.caret_moved.connect(self._caret_timer.start)
        margin.chosen.connect(self._go_to)
        margin.opened.connect(self.open_card)
        for signal in (margin.left, self.opening.left):
            signal.connect(self._leave)
        for signal in (margin.moved, self.opening.shown):
            signal.connect(self._join)
        self.opening.done.connect(self._stay)
        self.opening.kept.connect(self._forget_new)
        self._open_submission.gathering.connect(self._gather)
        self.frame.marks.went_to.connect(self._show_marked)
        self._session.changed.connect(self._on_changed)
        self._commenting.cards = self
        window.parts.append(self)
        self._settings.follow(self._show_mode)

    def close_story(self) -> None:
        """Releases the session."""
        self._timer.stop()
        self._caret_timer.stop()
        self._session.changed.disconnect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self._new, self._went = None, None
            self.opening.close()
            self.margin.show_cards(Cards())
            self._timer.start()

    def _show_mode(self, settings: Settings) -> None:
        self._actions[MODES[settings.cards]].setChecked(True)
        self._timer.start()

    # -- what there is

    @property
    def mode(self) -> CardMode:
        """Which cards are wanted now: none while only the text is to be seen; all if there are none of another party."""
        mode = "none" if self._actions[ActionId.FOCUS_MODE].isChecked() else self._settings.value.cards
        return "all" if mode == "theirs" and not self._window.list.amendments.last_theirs else mode

    def follow(self) -> None:
        """Makes the cards and marks of the text as it is."""
        self._timer.stop()
        editor, mode = self._window.editor, self.mode
        redline = redline_of(self._session.submission, editor.story)
        notes = note_marks_of(redline)
        found = self._found(notes)
        wanted = [card for card in found if card.is_shown(mode)]
        if mode == "comments":
            wanted += comment_cards(self._commenting.places, notes, reasons=True)
        cards = Cards([*wanted, *([self._new] if self._new is not None else [])], redline.places)
        self._shown = (editor.story, editor.view)
        self.margin.show_cards(cards)
        self._window.panels.offer("cards", on=self._settings.value.cards != "none")
        self._window.panels.show_count("cards", len(self._rows()) + len(self._window.list.amendments.last_theirs))
        self._commenting.set_signs(not self.margin.isVisible())
        self.frame.marks.show_marks([*map(self._mark_of, found), *hit_marks(self._finding.hits, editor.story, notes)])
        self.opening.follow()
        self.follow_caret()

    def _found(self, notes: NoteMarks) -> list[Card]:
        comments = comment_cards(self._commenting.places, notes, reasons=False)
        return [*comments, *self._amendments(notes), *self._findings(notes)]

    def sentences_at(self, clause: str) -> list[str]:
        """The sentences of all cards at a clause, whichever of them are shown."""
        notes = note_marks_of(redline_of(self._session.submission, self._window.editor.story))
        return [self._words_of(card, whole=True).sentence for card in self._found(notes) if card.clause == clause]

    def _amendments(self, notes: NoteMarks) -> Iterator[Card]:
        model, editor = self._window.list.amendments, self._window.editor
        if editor.view != "markup":
            return iter(())
        number = editor.story.proposal
        return amendment_cards(self._rows(), model.last_theirs, model.redline, number, model.remarks, notes)

    def _rows(self) -> list[Amendment]:
        model, number = self._window.list.amendments, self._window.editor.story.proposal
        proposal = next(iter(self._session.submission.proposals[number - 1 : number]), None)
        return rows_with_cards(model.last_rows, proposal, model.remarks)

    def _findings(self, notes: NoteMarks) -> Iterator[Card]:
        context, editor = self._problems.live_preflight.context, self._window.editor
        if context is None or editor.view == "base":
            return iter(())
        ignored = self._session.submission.ignored
        open_ones = [finding for finding in self._problems.live_preflight.findings if finding.key not in ignored]
        return problem_cards(open_ones, context.by_clause, editor.story.proposal, notes)

    def _words_of(self, card: Card, *, whole: bool = False) -> CardWords:
        return words_of(card, self._commenting.places.comments.get, whole=whole)

    def _mark_of(self, card: Card) -> ScrollMark:
        kind: MarkKind = "comment" if card.kind == "new" else card.kind
        grave = card.finding is not None and card.finding.severity == "error"
        return ScrollMark(kind, card.clause, card.start, card.selection, lambda: self.margin.sentence_of(card), grave)

    # -- following the caret

    def follow_caret(self) -> None:
        """Makes the card for the place of the caret the current one."""
        self._caret_timer.stop()
        editor, margin = self._window.editor, self.margin
        if (editor.story, editor.view) != self._shown:
            self.follow()
            return
        caret = editor.caret.selection()
        if self._went is not None and self._went[0] != caret:
            self._went = None
        if self._went is not None:
            margin.set_current(self._went[1])
        elif caret is not None and not self.opening.inside:
            margin.set_current(margin.cards.at(*caret.caret))
        opening = self.opening
        if opening.card is not None and not opening.inside and margin.current != opening.card.name and not opening.written_in:
            opening.close()
        self._join()

    def _join(self) -> None:
        """Draws the line to the words of the card that is meant now."""
        margin = self.margin
        cards = (margin.cards.card_named(name) for name in (margin.hovered, margin.open, margin.current))
        card = next((card for card in cards if card is not None), None) if margin.isVisible() and margin.beside else None
        self.leader.to_left = margin.on_left()
        self.leader.show(card)
        tone = self.margin.tone(card) if card is not None else QColor()
        self.frame.show_gap_line(self.leader.height() if card is not None else None, tone)
        self._commenting.mark(card.key if card is not None and card.kind == "comment" else "")

    # -- going there

    def _go_to(self, card: Card) -> None:
        if not card.selection.story.note:
            self._window.go_to(card.selection)
        else:
            place = (card.clause, card.start)
            self._window.editor.caret.select(Selection(self._window.editor.story, place, place))
        self._went = self._window.editor.caret.selection(), card
        self._join()

    def _show_marked(self, selection: Selection) -> None:
        self._window.go_to(selection)
        editor = self._window.note if selection.story.note else self._window.editor
        editor.setFocus(Qt.FocusReason.MouseFocusReason)

    def _leave(self) -> None:
        self._new = None
        self.opening.close()
        self.follow()
        self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_new(self) -> None:
        self._new = None
        self._timer.start()

    def _gather(self) -> None:
        inside = self.opening.inside
        if self.opening.keep() and inside and self.opening.widget is None:
            self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_or_leave(self) -> None:
        """Goes from the text to the card of the caret's place, and back; a problem that can be repaired is opened at once."""
        if self.opening.inside:
            self._leave()
            return
        self.follow()
        if self.mode == "none" or not len(self.margin.cards):
            off = self.tr("The cards are hidden; View › Cards beside the text shows them.")
            self._window.tell(off if self.mode == "none" else self.tr("There are no cards beside this text."))
            return
        if self.margin.current_card() is None:
            caret = self._window.editor.caret.selection()
            near = self.margin.cards.nearest(caret.caret if caret is not None else None, visible_blocks(self._window.editor))
            if near is None:
                self._window.tell(self.tr("There is no card at this place; F8 goes to the next amendment."))
                return
            self.margin.set_current(near)
            self._go_to(near)
        self._window.panels.open("cards")
        self.margin.setFocus(Qt.FocusReason.ShortcutFocusReason)
        card = self.margin.current_card()
        if card is not None and card.finding is not None and card.finding.fault.repairable:
            self.open_card(card, by_key=True)

    def start_comment(self, anchors: Sequence[CommentAnchor]) -> bool:
        """Begins a comment in a card. False if the user wants no cards."""
        if self.mode == "none" or not anchors:
            return False
        self.opening.keep()
        text = self._window.editor.story
        redline = redline_of(self._session.submission, text)
        span = find_anchor(redline, anchors[0])
        if span is None:
            return False
        story = StoryId(text.proposal, span.note)
        clause, start, stop = span.clause, span.start, span.start if span.whole else span.end
        if span.note:
            clause, start = note_marks_of(redline).get(span.note, ("", 0))
            stop = start + 1
        selection = Selection(story, (span.clause, span.start), (span.clause, span.start if span.whole else span.end))
        self._new = Card("new", "", clause, start, stop, selection, anchors=tuple(anchors))
        self._window.panels.open("cards")
        self.follow()
        self.opening.open(self._new, start=True)
        return True

    def show_comment(self, key: str) -> bool:
        """Makes the card of a comment current. False if it has none, or if the list of comments is shown."""
        self.follow()
        card = self.margin.cards.card_named(("comment", key))
        if card is None or self._window.panels.in_front("comments"):
            return False
        self._window.panels.open("cards")
        self.margin.set_current(card)
        self._go_to(card)
        return True

    def open_card(self, card: Card, by_key: bool = False) -> None:
        """Puts controls in the place of a card. The keyboard is in its field then; on a button only if a key asked for it:
        who clicks and types on must not press one."""
        if card.kind != "new":
            self._new = None
        self.opening.open(card, start=by_key or card.comment is not None)

    def _stay(self) -> None:
        """The keyboard stays on the cards after one of them was dealt with."""
        inside = self.opening.inside
        self.follow()
        if inside and not self.margin.isVisible():
            self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_acts(self) -> CardActs:
        from app.controllers.margin.card_acts import CardActs

        return CardActs(
            self._commenting,
            self._reviewing,
            self._problems,
            self._fresh,
            self.opening.rewrite,
            self._repair,
            self._remedies,
            self._take_position,
        )

    def _repair(self, card: Card) -> None:
        """Repairs the problem of a card and opens the next one that is as grave, can be repaired and is in sight."""
        finding, names = card.finding, [other.name for other in self.margin.cards.all]
        by_key = self.opening.by_key
        if finding is None:
            return
        behind = names[names.index(card.name) + 1 :] if card.name in names else []
        self._problems.repair([finding])
        self.follow()
        for now in filter(None, map(self.margin.cards.card_named, behind)):
            if now.finding and now.finding.severity == finding.severity and now.finding.fault.repairable:
                if self._in_sight(now):
                    self._go_to(now)
                    self.open_card(now, by_key)
                return

    def _in_sight(self, card: Card) -> bool:
        editor = self._window.editor
        place = place_in(editor.clauses, (card.clause, card.start))
        cursor = editor.textCursor()
        cursor.setPosition(editor.content.position_of(place) if place is not None else 0)
        return place is not None and editor.viewport().rect().contains(editor.cursorRect(cursor).center())

    def _fresh(self, card: Card) -> Card | None:
        """A card of amendments as it is now; if it no longer exists, that is reported."""
        if self._window.list.amendments.rows:  # brings the rows up to date
            self.follow()
        now = self.margin.cards.card_named(card.name)
        if now is None:
            self._window.tell(self.tr("That amendment no longer exists."))
        return now
