"""Positions in words."""

from __future__ import annotations

from model.submission.position_words import STANCE_WORDS
from model.submission.positions import Position, Stance
from widgets.common.foreign_text import isolated, on_one_line
from widgets.common.translation import line_of, say, translate


def stance_name(stance: Stance) -> str:
    """A stance with its sign, by which it is known without its colour."""
    return f"{STANCE_WORDS[stance].sign} {spoken_stance(stance)}"


def spoken_stance(stance: Stance) -> str:
    """A stance without its sign, for combo boxes: screen readers read their entries as they are shown."""
    return say(STANCE_WORDS[stance].name)


def parties_line(position: Position) -> str:
    """Who wants the words, and whose amendment it is."""
    parts = [isolated(owner) for owner in position.owners]
    if position.party:
        parts.append(translate("Positions", "amendment by {party}").format(party=isolated(position.party)))
    return line_of(parts)


def remark_line(position: Position) -> str:
    """What the delegation says, on one line; '' if nothing."""
    return isolated(on_one_line(" · ".join(filter(None, (position.details, position.note)))))


def summary(position: Position) -> str:
    """A position in a tooltip."""
    head = line_of(filter(None, (stance_name(position.stance), parties_line(position))))
    return "\n".join(filter(None, (head, isolated(position.details), isolated(position.note))))
