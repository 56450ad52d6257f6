"""The grammar of citations of other instruments, in six languages.

    citation  = [body] instrument [sector] [body] numbers [",", history] | article-or-No. numbers ["of"] treaty | symbol
              | body "-" year                                       a conference, `WTDC-17`
    numbers   = number [edition] { ("," | "and") number [edition] } ["of" (body | "this conference")]
    edition   = "(" [rev] place "," year ")" | "(" [modified] year ")" | "(" "Rev." body "-" year ")"
    history   = … modified … year                                   `and last amended at its 2019 session`

In Chinese the body goes before and the instrument after its numbers, and the year before the place. Each number is one
citation; numbers of one list share the edition and the body that follow the last of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from model.references import citation_rules
from model.references.citation_reader import CitationReader, Rule
from model.references.citations import Citation
from model.references.tokens import Token, scan
from model.references.words import terms_of
from model.text.lazy_regex import late

REMEMBERED = 16_384
"""Texts whose citations are kept: twice as many paragraphs as the longest document seen has."""
_WORTH = late(r"[\d\[]")
"""What every number, and therefore every citation, contains."""
_ALONE = (citation_rules.conference, citation_rules.symbol, citation_rules.session_number)
RULES: tuple[Rule, ...] = (citation_rules.instrument, citation_rules.treaty, *_ALONE)
"""In this order; the first that finds something at a place has it."""
RULES_ZH: tuple[Rule, ...] = (citation_rules.instrument_zh, citation_rules.instrument, citation_rules.treaty_zh, *_ALONE)
"""The same in Chinese."""


@lru_cache(REMEMBERED)
def cite(text: str, language: str) -> tuple[Citation, ...]:
    """The citations in a text, in order. They are cached, since rules and views ask for the same paragraph again and again."""
    return read_citations(text, language)


def read_citations(text: str, language: str) -> tuple[Citation, ...]:
    """The same without the cache, for a walk through many texts, which would displace the paragraphs of the draft from it."""
    if not _WORTH.search(text):
        return ()
    reader = CitationReader(scan(text, language), language)
    rules = RULES_ZH if language == "zh" else RULES
    at = 0
    while at < len(reader.tokens):
        if not _may_begin(reader.tokens[at]):
            at += 1
            continue
        known = len(reader.found)
        after = _first(rules, reader, at)
        if len(reader.found) > known and is_told(reader.tokens, at, after, language):
            reader.found[known:] = [replace(citation, in_past_tense=True) for citation in reader.found[known:]]
        at = after
    return tuple(reader.found)


def _may_begin(token: Token) -> bool:
    """Whether a citation may begin with a token: no rule accepts another one as the first."""
    return bool(token.terms) or token.shape == "number" or token.text == citation_rules.ORDINAL


def _first(rules: tuple[Rule, ...], reader: CitationReader, at: int) -> int:
    """The index after the citation that the first matching rule finds at a place."""
    for rule in rules:
        after = rule(reader, at)
        if after is not None:
            return after
    return at + 1


_BESIDE = 4
"""Tokens on either side in which a verb in the past tense makes a citation historical."""
_MEETING = 10
"""Tokens before a citation that may name a meeting: `the results of the forum in regard to Resolution 101`."""


def is_told(tokens: Sequence[Token], start: int, stop: int, language: str) -> bool:
    """Whether a citation is, in its sentence, beside a verb in the past tense or after the outcome of a meeting."""
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
