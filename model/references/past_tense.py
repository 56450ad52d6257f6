"""Past tense around a citation, by which an older edition may be meant."""

from __future__ import annotations

from collections.abc import Sequence

from model.references.tokens import Token
from model.references.words import terms_of

_BESIDE = 4
"""Tokens on either side in which a verb in the past tense makes a citation historical."""
_MEETING = 10
"""Tokens before a citation that may name a meeting: `the results of the forum in regard to Resolution 101`."""


def is_told(tokens: Sequence[Token], start: int, stop: int, language: str) -> bool:
    """Whether the citation in tokens `start` to `stop` is, in its sentence, beside a verb in the past tense or after the
    outcome of a meeting."""
    before = range(start - 1, max(-1, start - 1 - _BESIDE), -1)
    after = range(stop, min(len(tokens), stop + _BESIDE))
    if any(tokens[place].has("former") for place in before):
        return True
    for side in (before, after):
        for place in side:
            if _ends(tokens[place]):
                break
            if tokens[place].has("told", "adopted"):
                return True
    return _is_of_outcome(tokens, start, language)


def _is_of_outcome(tokens: Sequence[Token], start: int, language: str) -> bool:
    """Whether the outcome of a meeting is mentioned: the editions of its time are meant."""
    step = 1 if language == "zh" else -1
    for place in range(start - 1, max(-1, start - 1 - _MEETING), -1):
        if _ends(tokens[place]):
            return False
        if terms_of("body:", tokens[place].terms):
            beside = place + step
            if 0 <= beside < len(tokens) and tokens[beside].has("of"):
                beside += step
            return 0 <= beside < len(tokens) and tokens[beside].has("outcome")
    return False


def _ends(token: Token) -> bool:
    return token.shape == "mark" and token.text in ";.:"
