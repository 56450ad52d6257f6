"""Buttons and fields of open cards: the commands on comments, amendments and problems that there are elsewhere too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.controllers.comments import CommentsController
from app.controllers.problems.problems import ProblemsController
from app.controllers.review import ReviewController
from model.submission.comments import Comment
from widgets.common.translation import translate
from widgets.margin.card_words import CardWords, reply_words
from widgets.margin.cards import Card
from widgets.margin.open_card import CardAct, CardField, CardSwitch, OpenCard

if TYPE_CHECKING:
    from model.preflight.finding import Finding
    from model.submission.amendments import Amendment

tr = partial(translate, "Cards")
"""A text of this module in the language of the window."""


class CardActs:
    """Makes open cards.

    commenting, reviewing, problems: the controllers that carry out what is chosen
    fresh: gives a card as it is now; None if there is none any more
    reopen: opens a card again, to change its words or the reason of its amendments
    repair: repairs the problem of a card
    remedies: the commands that remove a problem in another way than by a repair of words
    take_position: asks for the delegation's position on amendments
    """

    def __init__(
        self,
        commenting: CommentsController,
        reviewing: ReviewController,
        problems: ProblemsController,
        fresh: Callable[[Card], Card | None],
        reopen: Callable[[Card], None],
        repair: Callable[[Card], None],
        remedies: Callable[[Finding], Sequence[CardAct]],
        take_position: Callable[[Sequence[Amendment]], None],
    ) -> None:
        self._commenting = commenting
        self._reviewing = reviewing
        self._problems = problems
        self._fresh = fresh
        self._reopen = reopen
        self._repair = repair
        self._remedies = remedies
        self._take_position = take_position
        self._private = True
        """Whether the next new comment is private, as the last one was."""

    def make_card(self, card: Card, words: CardWords, parent: QWidget, *, rewriting: bool = False) -> OpenCard:
        """An open card. `rewriting`: its own words are to be changed, or the reason of its amendments."""
        if card.comment is not None:
            return self._of_comment(card, card.comment, words, parent, rewriting=rewriting)
        if card.finding is not None:
            return self._of_problem(card, words, parent)
        if card.amendments:
            return self._of_amendments(card, words, parent, rewriting=rewriting)
        return self._of_new(card, words, parent)

    def _of_comment(self, card: Card, comment: Comment, words: CardWords, parent: QWidget, *, rewriting: bool) -> OpenCard:
        commands, key = self._commenting.commands, card.key
        replies = [reply_words(reply) for reply in comment.replies]
        if rewriting:
            change = CardField(tr("Words of the comment"), tr("Change"), partial(commands.change, key), comment.text)
            return OpenCard(words, replies, (), change, parent=parent)
        field = CardField(tr("Reply"), tr("Reply"), partial(commands.reply, key))
        acts = (
            CardAct(
                tr("Resolve"), lambda: commands.resolve(key, done=True), tr("Mark it as resolved; the panel still lists it.")
            ),
            CardAct(tr("Edit"), lambda: self._reopen(card), tr("Change the words of this comment.")),
            CardAct(tr("Remove"), lambda: commands.remove(key), tr("Delete this comment and its replies.")),
        )
        switch = None
        if not comment.reason:
            switch = CardSwitch(tr("Private: never exported"), comment.private, lambda on: commands.set_private(key, on))
        return OpenCard(words, replies, acts, field, switch, parent)

    def _of_amendments(self, card: Card, words: CardWords, parent: QWidget, *, rewriting: bool) -> OpenCard:
        comment = self._commenting.places.comments.get(card.reason)
        text = comment.text if comment is not None else ""
        if rewriting:
            field = CardField(
                tr("Reason of the amendment"), tr("Keep"), lambda given: self._set_reason(card, given), text, may_empty=True
            )
            return OpenCard(words, (), (), field, parent=parent)
        if card.amendments[0].theirs is not None:
            return OpenCard(words, (), self._acts_on_theirs(card), None, parent=parent)
        acts = (
            CardAct(tr("Accept"), lambda: self._decide(card, accepting=True), tr("Take it into the text in force.")),
            CardAct(tr("Reject"), lambda: self._decide(card, accepting=False), tr("Restore the text before it.")),
            CardAct(tr("Reason"), lambda: self._reopen(card), tr("Say why it is made, for the Reasons of the proposal.")),
            CardAct(tr("Position"), lambda: self._ask_for_position(card), tr("Note what your delegation wants of it.")),
        )
        return OpenCard(words, (), acts, None, parent=parent)

    def _acts_on_theirs(self, card: Card) -> Sequence[CardAct]:
        """What can be done with a change of another party, in a proposal that amends theirs."""
        oppose = CardAct(tr("Restore"), partial(self._oppose, card), tr("Restore the text in force here, upon theirs."))
        if all(amendment.kind == "insertion" for amendment in card.amendments):
            oppose = CardAct(tr("Delete theirs"), partial(self._oppose, card), tr("Delete what they insert, upon theirs."))
        return (
            oppose,
            CardAct(
                tr("Accept"),
                lambda: self._decide(card, accepting=True),
                tr("Have it as they made it: take back what you changed of it."),
            ),
            CardAct(
                tr("Reject"), lambda: self._decide(card, accepting=False), tr("Remove it from their proposal, and from yours.")
            ),
            CardAct(tr("Position"), lambda: self._ask_for_position(card), tr("Note what your delegation wants of it.")),
        )

    def _oppose(self, card: Card) -> None:
        now = self._fresh(card)
        if now is not None:
            self._reviewing.oppose(now.amendments)

    def _ask_for_position(self, card: Card) -> None:
        now = self._fresh(card)
        if now is not None:
            self._take_position(now.amendments)

    def _set_reason(self, card: Card, text: str) -> bool:
        now = self._fresh(card)
        if now is not None:
            self._reviewing.set_remark(now.amendments, text, reason=True)
        return True

    def _decide(self, card: Card, *, accepting: bool) -> None:
        now = self._fresh(card)
        if now is not None and accepting:
            self._reviewing.accept(now.amendments)
        elif now is not None:
            self._reviewing.reject(now.amendments)

    def _of_problem(self, card: Card, words: CardWords, parent: QWidget) -> OpenCard:
        finding = card.finding
        assert finding is not None
        acts = [*self._remedies(finding)]
        if finding.fault.repairable:
            acts.append(CardAct(tr("Repair"), lambda: self._repair(card), self._problems.repair_text(finding)))
        acts += [
            CardAct(
                tr("Ignore …"), lambda: self._problems.ask_and_ignore([finding, *card.more]), tr("Say why this is intended.")
            ),
            CardAct(tr("In the list"), lambda: self._problems.show_in_panel(finding), tr("Show it among all problems.")),
        ]
        offered = self._problems.repair_text(finding) if finding.fault.repairable else ""
        more = (tr("Offered: {words}").format(words=offered),) if offered else ()
        return OpenCard(words, more, acts, None, parent=parent)

    def _of_new(self, card: Card, words: CardWords, parent: QWidget) -> OpenCard:
        made: list[OpenCard] = []

        def add(text: str) -> bool:
            switch = made[0].switch
            self._private = switch is None or switch.isChecked()
            return self._commenting.commands.add(card.anchors, text, private=self._private)

        field = CardField(tr("New comment"), tr("Add"), add)
        made.append(OpenCard(words, (), (), field, CardSwitch(tr("Private: never exported"), self._private, _nothing), parent))
        return made[0]


def _nothing(_on: bool) -> None:
    """What the switch says counts when the comment is added."""
