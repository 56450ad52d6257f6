"""The parties that want options of a text, and the decisions that one of them, or our delegation, hopes for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model.brackets.values import BracketDecision, OpenText
from model.submission.position_places import PlacedPosition
from model.submission.positions import Stance

_Range = tuple[str, str, int, str, int]
"""Words of a story: note, clause and offset of their beginning, clause and offset of their end."""
_NAME = re.compile(r"[^\W_][\w&‑-]*")
_JOINING = frozenset(("and", "et", "y", "e", "и", "و", "和"))


def parties_in(owner: str) -> tuple[str, ...]:
    """The parties that an owner names: `ATU` and `EUR` of `ATU, EUR`."""
    return tuple(name for name in _NAME.findall(owner) if name not in _JOINING)


def parties_of(open_texts: Iterable[OpenText]) -> tuple[str, ...]:
    """All parties that want an option, each once, in the order of the text."""
    return tuple(dict.fromkeys(party for open_text in open_texts for owner in open_text.owners for party in parties_in(owner)))


def choices_of(open_texts: Iterable[OpenText], party: str) -> dict[OpenText, BracketDecision]:
    """The decisions that choose the first option that a party wants at each open text; other open texts are not decided."""
    choices: dict[OpenText, BracketDecision] = {}
    for open_text in open_texts:
        wanted = next((number for number, option in enumerate(open_text.options) if party in parties_in(option.owner)), None)
        if wanted is not None:
            choices[open_text] = BracketDecision("choose", wanted)
    return choices


def wanted_choices(open_texts: Iterable[OpenText], placed: Iterable[PlacedPosition]) -> dict[OpenText, BracketDecision]:
    """The decisions that choose the options on which the delegation has the position *wanted*; other open texts are not
    decided."""
    stances = _stances(found for found in placed if found.position.stance == "wanted")
    choices: dict[OpenText, BracketDecision] = {}
    for open_text in open_texts:
        for number in range(len(open_text.options)):
            if any(range_ in stances for range_ in _ranges(open_text, number)):
                choices.setdefault(open_text, BracketDecision("choose", number))
    return choices


def stances_on(open_text: OpenText, number: int, placed: Iterable[PlacedPosition]) -> list[Stance]:
    """The stances that the delegation has on an option of an open text, by its number from 0."""
    stances = _stances(placed)
    return list(dict.fromkeys(stance for range_ in _ranges(open_text, number) for stance in stances.get(range_, ())))


def _stances(placed: Iterable[PlacedPosition]) -> dict[_Range, list[Stance]]:
    stances: dict[_Range, list[Stance]] = {}
    for found in placed:
        if found.spans:
            stances.setdefault(_range_of(found), []).append(found.position.stance)
    return stances


def _ranges(open_text: OpenText, number: int) -> list[_Range]:
    """The ranges of words that mean an option."""
    option = open_text.options[number]
    spans = (option.span, option.content) if len(open_text.options) > 1 else (open_text.span, option.span, option.content)
    return [(open_text.story.note, span.first, span.start, span.last, span.stop) for span in spans]


def _range_of(found: PlacedPosition) -> _Range:
    """The range of the words of a position."""
    first, last = found.spans[0], found.spans[-1]
    return first.note, first.clause, first.start, last.clause, last.end
