"""Differences between the text and its second language version, in both directions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from model.lexicon.words import LANGUAGE_NAMES
from model.message import Message
from model.preflight.context import CheckContext, CheckedText
from model.preflight.finding import Faults, Problem, Rule
from model.redline import Redline
from model.submission.language_versions import Pair, State, counterpart, differ_in_shape, pairs
from model.submission.story import redline_of

_DONE: dict[State, Message] = {
    "deleted": Message.of("is struck", context="this paragraph …"),
    "moved": Message.of("is moved", context="this paragraph …"),
    "inserted": Message.of("is put in", context="this paragraph …"),
    "kind": Message.of("is made something else", context="this paragraph …"),
    "level": Message.of("has another level", context="this paragraph …"),
    "label": Message.of("has another label", context="this paragraph …"),
    "changed": Message.of("has other words", context="this paragraph …"),
}
_OTHER = Message.of("other", context="language version")
"""The language of a version whose language is unknown."""
_LONGEST = 60
"""Characters that are quoted of a paragraph of the other version."""


def _not_carried(text: CheckedText, context: CheckContext) -> Faults:
    other = context.parallel
    story = counterpart(other, text.number) if other is not None else None
    if other is None or story is None:
        return
    other_redline = redline_of(other, story)
    language = LANGUAGE_NAMES.get(other_redline.language, _OTHER)
    found = pairs(text.redline, other_redline)
    if differ_in_shape(found):
        message = Message.of(
            "the {language} version is built otherwise in the text in force, so what is not carried over cannot be told",
            language=language,
        )
        yield Problem(message, text.story)
        return
    last = ""
    for pair in found:
        yield None
        last = pair.left.clause if pair.left is not None else last
        if not pair.is_carried:
            yield _fault(text, other_redline, pair, last, language)


def _fault(text: CheckedText, other_redline: Redline, pair: Pair, last: str, language: Message) -> Problem:
    """The problem of a pair, at its clause in this version, else at the preceding one."""
    left, right = pair.left, pair.right
    left_states, right_states = left.states if left is not None else (), right.states if right is not None else ()
    if left is None and right is not None:
        words = other_redline[right.clause].text_on("draft")
        words = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
        message = Message.of(
            "the {language} version has “{words}” behind this paragraph, which is not carried over",
            language=language,
            words=words,
        )
        return Problem(message, text.story, last, quote=words)
    if not right_states:
        message = Message.of(
            "this paragraph {done}; it is not carried over to the {language} version", done=_done(left_states), language=language
        )
    elif not left_states:
        message = Message.of(
            "in the {language} version this paragraph {done}; it is not carried over to this text",
            language=language,
            done=_done(right_states),
        )
    else:
        message = Message.of(
            "this paragraph {done}; in the {language} version it {done_there}",
            done=_done(left_states),
            language=language,
            done_there=_done(right_states),
        )
    return Problem(message, text.story, left.clause if left is not None else last)


def _done(states: Sequence[State]) -> Message:
    return reduce(lambda done, more: Message.of("{done} and {more}", done=done, more=more), [_DONE[state] for state in states])


RULES = (
    Rule(
        "not-carried", "warning", Message.of("An amendment is in one language version alone"),
        Message.of(
            "Versions of one proposal make the same of each paragraph. Open the other version with View › Other language "
            "version: what was put in, struck, moved or numbered otherwise is carried over there, changed words are "
            "translated."
        ),
        Message.of("Resolution 154 of the Plenipotentiary Conference: the six languages on an equal footing"),
        text=_not_carried,
    ),
)  # fmt: skip
