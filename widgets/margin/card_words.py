"""The texts of a card: its kind, its author, its words."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from model.submission.comments import Comment, Reply
from widgets.amendments.cells import WHOLE, WORDS, author_name, kind_words, old_and_new_words
from widgets.common.foreign_text import isolated, old_arrow_new
from widgets.common.names import local_time
from widgets.common.translation import counted, line_of, say, translate, with_label
from widgets.margin.cards import Card

PRIVATE, EXPORTED = "private", "exported"
"""Signs that are drawn, not written."""
ERROR, WARNING = "✗", "!"


class CardWords(Struct, frozen=True):
    """The texts of a card."""

    sign: str
    """A letter, or the name of a sign that is drawn."""
    tone: str
    """The field of `Colours` for its kind."""
    title: str
    """Its kind."""
    who: str
    """Its author; '' for the program."""
    when: str
    text: str

    @property
    def sentence(self) -> str:
        """All texts in one line, for screen readers and tooltips."""
        head = line_of((self.title, self.who, self.when))
        return with_label(head, self.text) if self.text else head


def words_of(card: Card, comment_of: Callable[[str], Comment | None], *, whole: bool = False) -> CardWords:
    """The texts of a card; those of amendments are shortened unless `whole`. `comment_of` returns the comment with a key, which
    may be the reason of an amendment."""
    if card.comment is not None:
        return _of_comment(card.comment, whole=whole)
    if card.finding is not None:
        error = card.finding.severity == "error"
        title = translate("Problems", "Error") if error else translate("Problems", "Warning")
        sign, tone = (ERROR, "deleted") if error else (WARNING, "changed")
        text = say(card.finding.fault.message)
        if card.more:
            text = counted(
                "{n} blank is still to be filled in; in a new text, Tab goes to the next",
                "{n} blanks are still to be filled in; in a new text, Tab goes to the next",
                1 + len(card.more),
            )
        return CardWords(sign, tone, title, "", "", text)
    if card.amendments:
        return _of_amendments(card, comment_of, WHOLE if whole else WORDS)
    return CardWords(EXPORTED, "changed", translate("MarginCards", "New comment"), "", "", "")


def _of_comment(comment: Comment, *, whole: bool) -> CardWords:
    title = translate("MarginCards", "Private comment") if comment.private else translate("MarginCards", "Comment")
    if comment.reason:
        title = translate("MarginCards", "Reason of the amendment")
    text = comment.text if whole else " ".join(comment.text.split())
    if comment.replies and not whole:
        text = translate("MarginCards", "{said} (replies: {count})").format(said=text, count=len(comment.replies))
    tone = "moved" if comment.private else "changed"
    when = local_time(comment.stamp.date) if comment.stamp.date else ""
    return CardWords(
        PRIVATE if comment.private or comment.reason else EXPORTED, tone, title, author_name(comment.stamp.author), when,
        isolated(text),
    )  # fmt: skip


def _of_amendments(card: Card, comment_of: Callable[[str], Comment | None], most: int) -> CardWords:
    first, several = card.amendments[0], len({amendment.clause for amendment in card.amendments}) < len(card.amendments)
    sign, _, name = kind_words(first).partition(" ")
    tone = {"insertion": "inserted", "deletion": "deleted", "move": "moved"}.get(first.kind, "inserted")
    if first.theirs is not None:
        tone = "moved"  # as their marks in the text
    if several:
        sign, name, tone = "±", counted("{n} amendment", "{n} amendments", len(card.amendments)), "inserted"
    reason = comment_of(card.reason) if card.reason else None
    worded = [amendment for amendment in card.amendments if amendment.kind not in ("merge", "split")]  # others need no words
    shown = worded if most == WHOLE or not several else worded[:2]
    changes = [old_arrow_new(old_and_new_words(amendment, most)) for amendment in shown]
    text = "\n".join(filter(None, changes)) if most == WHOLE else " · ".join(filter(None, changes))
    if reason is not None:
        message = translate("MarginCards", "Reason: {reason}").format(reason=isolated(reason.text))
        text = "\n".join(filter(None, (message, text))) if most == WHOLE else message
    when = max(amendment.stamp.date for amendment in card.amendments)
    return CardWords(
        sign, tone, name[:1].upper() + name[1:], author_name(first.stamp.author), local_time(when) if when else "", text
    )


def reply_words(reply: Reply) -> str:
    """A reply, below what it answers."""
    when = local_time(reply.stamp.date) if reply.stamp.date else ""
    head = line_of((author_name(reply.stamp.author), when))
    return f"↳ {with_label(head, isolated(reply.text))}"
