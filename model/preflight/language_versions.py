"""Differences between the text and its second language version, in both directions."""

from __future__ import annotations

from model.lexicon.words import LANGUAGE_NAMES
from model.preflight.context import CheckContext, CheckedText
from model.preflight.finding import Faults, Problem, Rule
from model.redline import Redline
from model.submission.language_versions import Pair, State, counterpart, differ_in_shape, pairs

_DONE: dict[State, str] = {
    "deleted": "is struck", "moved": "is moved", "inserted": "is put in", "kind": "is made something else",
    "level": "has another level", "label": "has another label", "changed": "has other words",
}  # fmt: skip
_LONGEST = 60
"""Characters that are quoted of a paragraph of the other version."""


def _not_carried(text: CheckedText, frame: CheckContext) -> Faults:
    other = frame.parallel
    story = counterpart(other, text.number) if other is not None else None
    if other is None or story is None:
        return
    there = other.proposals[int(story) - 1].redline
    name = f"the {LANGUAGE_NAMES[there.language]} version" if there.language in LANGUAGE_NAMES else "the other version"
    found = pairs(text.redline, there)
    if differ_in_shape(found):
        yield Problem(f"{name} is built otherwise in the text in force, so what is not carried over cannot be told", text.story)
        return
    last = ""
    for pair in found:
        yield None
        last = pair.left.clause if pair.left is not None else last
        if not pair.is_carried:
            yield _fault(text, there, pair, last, name)


def _fault(text: CheckedText, there: Redline, pair: Pair, last: str, name: str) -> Problem:
    """What is to be said of a pair, at its clause here, else at the one before it."""
    left, right = pair.left, pair.right
    here, beyond = left.states if left is not None else (), right.states if right is not None else ()
    done, done_there = (" and ".join(_DONE[state] for state in states) for states in (here, beyond))
    if left is None and right is not None:
        words = there[right.clause].text_on("draft")
        words = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
        return Problem(f"{name} has ‘{words}’ behind this paragraph, which is not carried over", text.story, last, quote=words)
    if not beyond:
        told = f"this paragraph {done}; it is not carried over to {name}"
    elif not here:
        told = f"in {name} this paragraph {done_there}; it is not carried over to this text"
    else:
        told = f"this paragraph {done}; in {name} it {done_there}"
    return Problem(told, text.story, left.clause if left is not None else last)


RULES = (
    Rule(
        "not-carried", "warning", "An amendment is in one language version alone",
        "Versions of one proposal make the same of each paragraph. Open the other version with View › Other language version: "
        "what was put in, struck, moved or numbered otherwise is carried over there, changed words are translated.",
        "Resolution 154 of the Plenipotentiary Conference: the six languages on an equal footing",
        text=_not_carried,
    ),
)  # fmt: skip
