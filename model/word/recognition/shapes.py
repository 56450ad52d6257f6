"""Lines of a submission that are known by their shape alone: proposal lines and closing rows.

The lines of an instrument and the words of documents are in `model.lexicon`.
"""

from __future__ import annotations

import re
from typing import cast, get_args

from msgspec import Struct

from model.submission import Symbol

_NUMBER = r"\[?[A-Z]{1,5}(?:/[A-Z]{1,5})*/[^\s/]+(?:/[^\s/]+)*|[A-Z]{1,5}(?:/[A-Z]{1,5})*/"
_PROPOSAL = re.compile(rf"(?P<symbol>ADD\*?|MOD|\(MOD\)|SUP\*?|NOC)(?:[\t \u00a0\u2003]+(?P<number>{_NUMBER}))?")
_RULE = re.compile(r"[_‗─—–\s-]{5,}|\*{3,}(?:\s\*{3,})*")


class ProposalLine(Struct, frozen=True):
    """What a proposal line says."""

    symbol: Symbol
    number: str


def proposal_line(text: str) -> ProposalLine | None:
    """`MOD<tab>ATU/35A18/1`; the number may be absent."""
    if len(text) > 80:
        return None
    found = _PROPOSAL.fullmatch(text.strip())
    if found is None or found["symbol"] not in get_args(Symbol):
        return None
    return ProposalLine(cast(Symbol, found["symbol"]), found["number"] or "")


def is_rule(text: str) -> bool:
    """A row of underscores or the like, which closes a proposal."""
    return bool(text.strip()) and _RULE.fullmatch(text) is not None
