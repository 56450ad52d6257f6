"""Lines of a submission that are recognised by their form alone: proposal lines and closing rows.

The lines of an instrument and the words of documents are in `model.lexicon`.
"""

from __future__ import annotations

import re
from typing import Literal, cast

from msgspec import Struct

from model.submission.values import Symbol

_NUMBER = r"\[?[A-Z]{1,5}(?:/[A-Z]{1,5})*/[^\s/]+(?:/[^\s/]+)*|[A-Z]{1,5}(?:/[A-Z]{1,5})*/"
_PROPOSAL = re.compile(rf"(?P<symbol>ADD\*?|MOD|\(MOD\)|SUP\*?|NOC)(?:[\t \u00a0\u2003]+(?P<number>{_NUMBER}))?")
_TURNED = re.compile(
    r"(?P<number>[A-Z]{1,5}(?:/[A-Z]{1,5})*/[^\s/]+/[^\s/]+)[\t \u00a0\u2003]+(?P<symbol>ADD\*?|MOD|\(MOD\)|SUP\*?|NOC)"
    r"(?:[\t \u00a0\u2003]+[^\W\d_][^\d_:;.!?]*)?"
)
"""The line of a compilation, `PRG/29/1 MOD Paraguay`; of whom it is the number says too."""
_STYLED = re.compile(r"(?P<symbol>ADD\*?|MOD|\(MOD\)|SUP\*?|NOC)?\t(?P<number>.*)")
_RULE = re.compile(r"[_‗─—–\s-]{5,}|\*{3,}(?:\s\*{3,})*")


class ProposalLine(Struct, frozen=True):
    """The contents of a proposal line."""

    symbol: Symbol | Literal[""]
    number: str


def proposal_line(text: str, *, styled: bool = False) -> ProposalLine | None:
    """`MOD<tab>ATU/35A18/1`; the number may be absent, or come first as in compilations. In a paragraph `styled` as such a line,
    anything may follow a tab, and the symbol may be absent too: so a text without a symbol is written among those with one."""
    found = _PROPOSAL.fullmatch(text.strip()) if len(text) <= 80 else None
    if found is None and styled:
        found = _STYLED.fullmatch(text)
    if found is None and len(text) <= 80 and (turned := _TURNED.fullmatch(text.strip())) is not None:
        return ProposalLine(cast(Symbol, turned["symbol"]), turned["number"])
    if found is None:
        return None
    return ProposalLine(cast(Symbol | Literal[""], found["symbol"] or ""), found["number"] or "")


def is_rule(text: str) -> bool:
    """A row of underscores or the like, which closes a proposal."""
    return bool(text.strip()) and _RULE.fullmatch(text) is not None
