"""The parties that want options of a text, and the decisions that one of them hopes for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model.brackets.values import BracketDecision, OpenText

_NAME = re.compile(r"[^\W_][\w&‑-]*")
_JOINING = frozenset(("and", "et", "y", "e", "и", "و", "和"))


def parties_in(owner: str) -> tuple[str, ...]:
    """The parties that an owner names: `ATU` and `EUR` of `ATU, EUR`."""
    return tuple(name for name in _NAME.findall(owner) if name not in _JOINING)


def parties_of(open_texts: Iterable[OpenText]) -> tuple[str, ...]:
    """All parties that want an option, each once, in the order of the text."""
    return tuple(dict.fromkeys(party for made in open_texts for owner in made.owners for party in parties_in(owner)))


def choices_of(open_texts: Iterable[OpenText], party: str) -> dict[OpenText, BracketDecision]:
    """The choice of the first option that a party wants at each open text; the others are not decided."""
    choices: dict[OpenText, BracketDecision] = {}
    for made in open_texts:
        wanted = next((number for number, option in enumerate(made.options) if party in parties_in(option.owner)), None)
        if wanted is not None:
            choices[made] = BracketDecision("choose", wanted)
    return choices
