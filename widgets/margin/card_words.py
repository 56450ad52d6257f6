"""The texts of a card: its kind, its author, its words."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from model.message import Message
from model.submission.comments import Comment, Reply
from widgets.amendments.cells import WHOLE, WORDS, author_name, kind_name, old_and_new_words, spoken_kind_words
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
    brief: str = ""
    """The text without what the words beside the card say already; '' if it says nothing twice."""

    @property
    def shown(self) -> str:
        """The text in a card that is not open."""
        return self.brief or self.text

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
        return CardWords(sign, tone, title, "", "", text, "" if whole else _after_name(card.finding.fault.message))
    if card.amendments:
        return _of_amendments(card, comment_of, whole=whole)
    return CardWords(EXPORTED, "changed", translate("MarginCards", "New comment"), "", "", "")


def _after_name(message: Message) -> str:
    """A message that begins with the name of a cited text, without that name; '' for any other. A card is beside the citation,
    and its lines are short."""
    if not message.id.startswith("{name}: "):
        return ""
    values = tuple((name, _NOTHING if name == "name" else value) for name, value in message.given)
    return say(replace(message, given=values)).partition(_NOTHING)[2].lstrip(_BETWEEN)


_NOTHING = "\u2060"
"""Marks the place of the omitted name."""
_BETWEEN = "\u2069 :：\u00a0\u202f"
"""What languages write between a name and what is said about it."""


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


LONG = 140
"""The characters of an insertion or deletion that a card shows; of a replacement it shows both words, `WORDS` of each."""


def _of_amendments(card: Card, comment_of: Callable[[str], Comment | None], *, whole: bool) -> CardWords:
    first, several = card.amendments[0], len({amendment.clause for amendment in card.amendments}) < len(card.amendments)
    sign, name = kind_name(first.kind).partition(" ")[0], spoken_kind_words(first)
    tone = {"insertion": "inserted", "deletion": "deleted", "move": "moved"}.get(first.kind, "inserted")
    if first.theirs is not None:
        tone = "moved"  # as their marks in the text
    if several:
        sign, name, tone = "±", counted("{n} amendment", "{n} amendments", len(card.amendments)), "inserted"
    reason = comment_of(card.reason) if card.reason else None
    worded = [amendment for amendment in card.amendments if amendment.kind not in ("merge", "split")]  # others need no words
    shown = worded if whole or not several else worded[:2]
    alone = len(shown) == 1 and not (shown[0].old and shown[0].new)
    most = WHOLE if whole else LONG if alone else WORDS
    changes = [old_arrow_new(old_and_new_words(amendment, most)) for amendment in shown]
    text = "\n".join(filter(None, changes)) if whole else " · ".join(filter(None, changes))
    if reason is not None:
        message = translate("MarginCards", "Reason: {reason}").format(reason=isolated(reason.text))
        text = "\n".join(filter(None, (message, text))) if whole else message
    when = max(amendment.stamp.date for amendment in card.amendments)
    return CardWords(
        sign, tone, name[:1].upper() + name[1:], author_name(first.stamp.author), local_time(when) if when else "", text
    )


def reply_words(reply: Reply) -> str:
    """A reply, below what it answers."""
    when = local_time(reply.stamp.date) if reply.stamp.date else ""
    head = line_of((author_name(reply.stamp.author), when))
    return f"↳ {with_label(head, isolated(reply.text))}"
