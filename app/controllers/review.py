"""The commands of the menu Review: who changed what, decisions by author, reasons and notes, both sides side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer

from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.window.action_ids import ActionId
from app.window.context import Context
from model import edits
from model.message import Message
from model.redline import Clause
from model.submission.amendment_notes import NONE
from model.submission.amendments import Amendment
from model.submission.story import proposal_of
from model.submission.values import conflict_count
from widgets.amendments.cells import WHOLE, amendment_line
from widgets.amendments.model import AmendmentModel
from widgets.amendments.nodes import authors_of
from widgets.common.tasks import debounce
from widgets.common.translation import counted
from widgets.dialogs import messages
from widgets.editor.view import StoryView

if TYPE_CHECKING:
    from model.layers.decisions import TheirsDecision

FOLLOW_AFTER = 90
"""Milliseconds after the last move of the caret until the panels follow it."""


class ReviewController(QObject):
    """Connects the amendments and the two columns with the text and the commands."""

    def __init__(self, context: Context, commands: ClauseCommandsController, take_version: Callable[[Message], object]) -> None:
        """`take_version` keeps a version before a large change."""
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._actions = context.actions
        self._commands = commands
        self._window = window
        self._take_version = take_version
        self._timer = debounce(self, FOLLOW_AFTER, self.follow)
        for editor in (window.editor, window.note):
            editor.caret_moved.connect(self._timer.start)
            editor.tooltips.sources.append(_amendment_tooltips(editor, window.list.amendments))
        window.list.amendments.followed.connect(self._timer.start)  # what is new here may have no row before
        window.tree.selectionModel().selectionChanged.connect(lambda *_: self._timer.start())
        connect = context.actions.connect_to
        connect(ActionId.TRACK, self._stay_tracked)
        connect(ActionId.NEXT_AMENDMENT, lambda: self._step(1))
        connect(ActionId.PREVIOUS_AMENDMENT, lambda: self._step(-1))
        connect(ActionId.ACCEPT, lambda: self.accept(window.chosen_amendments(commands.chosen_amendments)))
        connect(ActionId.REJECT, lambda: self.reject(window.chosen_amendments(commands.chosen_amendments)))
        connect(ActionId.ACCEPT_ALL, lambda: self._decide_all(Message.of("Before accepting all"), accepting=True))
        connect(ActionId.REJECT_ALL, lambda: self._decide_all(Message.of("Before rejecting all"), accepting=False))
        connect(ActionId.OF_AUTHOR, self.decide_by_author)
        connect(ActionId.WHO, self.tell_who)
        connect(ActionId.REASON, lambda: self._ask_remark(reason=True))
        connect(ActionId.PRIVATE_NOTE, lambda: self._ask_remark(reason=False))
        connect(ActionId.GATHER_REASONS, self.gather_reasons)

    # -- following the caret

    def follow(self) -> None:
        """Shows in the panels the amendments at the caret, or at the selection in the tree."""
        self._timer.stop()
        window = self._window
        ids = window.tree.selected_ids() if window.tree.hasFocus() else []
        caret = window.editor.caret.clause()
        if not ids and caret is not None:
            ids = [caret.id]
        focused = window.focusWidget()
        in_table = focused is not None and window.panels.in_front("amendments") and window.review.isAncestorOf(focused)
        if not in_table and window.list.amendments.follows:
            touched = self._amendments_at(caret) if caret is not None else []
            if not touched or touched[0] not in window.list.selected():
                window.list.show_amendment(touched[0] if touched else None)

    def _amendments_at(self, caret: Clause) -> list[Amendment]:
        """The amendments that the selection touches in the clause of the caret."""
        window = self._window
        model = window.list.amendments
        rows = [
            row
            for row in (*model.last_rows, *model.last_theirs)
            if (row.clause == caret.id or row.kind == "row") and not row.note
        ]
        start, stop = window.editor.caret.selected_range()
        alone = start.index == stop.index
        span = (caret.id, start.offset if alone else 0, stop.offset if alone else len(caret.text))
        return edits.review.amendments_within(rows, "", [span])

    def _stay_tracked(self) -> None:
        self._actions[ActionId.TRACK].setChecked(True)
        self._window.tell(self.tr("Every change is always tracked; the view Draft shows the text without marks."))

    def _step(self, by: int) -> None:
        """Goes to an amendment, in the view that shows it."""
        if self._window.editor.view != "markup":
            self._actions[ActionId.MARKUP].trigger()
        self._window.step(by)

    # -- who

    def tell_who(self) -> None:
        """Says who changed the clause of the caret, and selects their amendments in the panel."""
        from widgets.amendments.cells import who_changed

        window = self._window
        caret = window.focused_editor().caret.clause()
        if caret is None:
            return
        key = window.focused_editor().story.note
        window.panels.open("amendments")
        window.review.show_everything()
        rows = window.list.amendments.rows
        rows = (*rows, *window.list.amendments.last_theirs)
        changes = [row for row in rows if (row.note, row.clause) == (key, caret.id) and row.parts]
        window.list.show_all(changes)
        place = window.list.amendments.place_of(Amendment("kind", key, caret.id, "", "", self._session.stamp()))
        window.tell(who_changed(place, changes))
        # The panel may have taken the place in which the caret was.
        editor = window.focused_editor()
        QTimer.singleShot(0, editor, editor.ensureCursorVisible)

    # -- decisions

    def accept(self, chosen: Sequence[Amendment]) -> None:
        """Takes amendments into the text, the user's own once asked. Of another party's amendments, which ours amends, it takes
        back what ours changes."""
        theirs = self._decide_theirs(chosen, "accept")
        rest = [amendment for amendment in chosen if amendment.theirs is None]
        if (rest or not theirs) and self._may_accept(rest):
            self._commands.accept(rest)

    def reject(self, chosen: Sequence[Amendment]) -> None:
        """Restores the text before amendments. Those of another party are removed from the proposal that ours amends."""
        theirs = self._decide_theirs(chosen, "reject")
        rest = [amendment for amendment in chosen if amendment.theirs is None]
        if rest or not theirs:
            self._commands.reject(rest)

    def oppose(self, chosen: Sequence[Amendment]) -> None:
        """Restores the text in force where another party changes it, upon their proposal."""
        self._decide_theirs(chosen, "oppose")

    def _decide_theirs(self, chosen: Sequence[Amendment], decision: TheirsDecision) -> bool:
        """Decides those of some amendments that are of another party. Returns whether there are any."""
        theirs = [amendment.theirs for amendment in chosen if amendment.theirs is not None]
        if not theirs:
            return False
        from model.edits.sub_amendments.their_changes import decide_their_changes

        before, number = self._session.submission, self._window.editor.story.proposal
        self._commands.run(lambda stamp: decide_their_changes(before, number, theirs, decision, stamp))
        if conflict_count(self._session.submission) > conflict_count(before):
            self._window.tell(
                self.tr("Your change affects the same words: your wording stays, and both are in View › Merge conflicts.")
            )
        return True

    def _may_accept(self, chosen: Sequence[Amendment]) -> bool:
        """Whether amendments are to be accepted: of the user's own, which the proposal would no longer hold, asks."""
        authors = ("", self._session.author)
        own_changes = [amendment for amendment in chosen if amendment.parts and amendment.stamp.author in authors]
        return not own_changes or bool(self._session.refusal) or messages.ask_to_accept_own(self._window, len(own_changes))

    def _decide_all(self, before: Message, *, accepting: bool) -> None:
        self._decide([row for row in self._window.list.amendments.rows if row.parts], before, accepting=accepting)

    def _decide(self, chosen: Sequence[Amendment], before: Message, *, accepting: bool) -> None:
        """Decides many amendments after a version was taken."""
        if accepting and not self._may_accept(chosen):
            return
        if chosen:
            self._take_version(before)
        (self._commands.accept if accepting else self._commands.reject)(chosen)

    def decide_by_author(self) -> None:
        """Asks whose amendments are to be accepted or rejected, and does it."""
        from widgets.dialogs.small_dialogs import AuthorsDialog

        rows = self._window.list.amendments.rows
        counts = authors_of(rows)
        if not counts:
            self._window.tell(self.tr("Nothing has been amended yet."))
            return
        current = self._window.list.current()
        dialog = AuthorsDialog(counts, current.stamp.author if current is not None else "", self._window)
        dialog.exec()
        if dialog.decision is not None:
            chosen = edits.review.by_author(rows, dialog.author)
            accepting = dialog.decision == "accept"
            author = dialog.author or Message.of("no name", context="author")
            before = Message.of("Before rejecting all of {author}", author=author)
            if accepting:
                before = Message.of("Before accepting all of {author}", author=author)
            self._decide(chosen, before, accepting=accepting)
        dialog.deleteLater()

    # -- reasons and notes

    def _ask_remark(self, *, reason: bool) -> None:
        """Asks why the chosen amendments were made, or for a note, and keeps it."""
        from widgets.dialogs.small_dialogs import RemarkDialog

        window = self._window
        chosen = window.chosen_amendments(self._commands.chosen_amendments)
        chosen = [amendment for amendment in chosen if amendment.parts and amendment.theirs is None]
        if not chosen:
            window.tell(self.tr("There is no amendment here."))
            return
        model = window.list.amendments
        known = model.remarks.get(chosen[0].key, NONE)
        comments = proposal_of(self._session.submission, window.editor.story.proposal).comments
        old = comments.get(known.reason if reason else known.note)
        about = amendment_line(chosen[0], model.place_of(chosen[0]))
        if len(chosen) > 1:
            about = counted("{n} amendment: {about}", "{n} amendments, the first: {about}", len(chosen), about=about)
        title = self.tr("Reason of the amendment") if reason else self.tr("Private note")
        use = self.tr(
            "It is offered for the Reasons of the proposal (Review › Gather the reasons for the proposal); until then, it "
            "is not exported."
        )
        if not reason:
            use = self.tr("It stays on this machine and in the file; it is never exported.")
        dialog = RemarkDialog(title, about, use, old.text if old is not None else "", window)
        if dialog.exec():
            self.set_remark(chosen, dialog.text, reason=reason)
        dialog.deleteLater()

    def set_remark(self, chosen: Sequence[Amendment], text: str, *, reason: bool) -> None:
        """Keeps why amendments were made, or a note on them."""
        from model.edits import amendment_notes

        number = self._window.editor.story.proposal
        self._commands.run(
            lambda stamp: amendment_notes.set_remark(self._session.submission, number, chosen, text, stamp, reason=reason)
        )

    def gather_reasons(self) -> None:
        """Puts the reasons of amendments into those of the proposal."""
        from model.edits import amendment_notes

        number = self._window.editor.story.proposal
        before = self._session.submission
        self._commands.run(lambda stamp: amendment_notes.gather_reasons(self._session.submission, number, stamp))
        if self._session.submission is before:
            sentence = self.tr("The proposal already states every reason. Add one with Review › Reason of the amendment.")
        else:
            sentence = self.tr("The reasons were added to those of the proposal; see the submission form.")
        self._window.tell(sentence)


def _amendment_tooltips(view: StoryView, amendments: AmendmentModel) -> Callable[[QPointF], list[str]]:
    """The lines of the tooltip at a point of a view: author, time and kind of the amendments under it."""

    def lines_at(point: QPointF) -> list[str]:
        place = view.hit_test.place_under(point)
        if place is None:
            return []
        clause, key = view.projection.clauses[place.index], view.story.note
        # `last_rows` contains all amendments: a move is listed at its target, and its words are at its origin too.
        found = edits.review.amendments_within(amendments.last_rows, key, [(clause.id, place.offset, place.offset)])
        return [amendment_line(amendment, amendments.place_of(amendment), WHOLE) for amendment in found]

    return lines_at
