"""The words and signs for positions, for all that shows them: a stance is never shown by its colour alone."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from model.message import Message, Say
from model.submission.positions import Position, Stance


class StanceWords(Struct, frozen=True):
    """How a stance is shown."""

    sign: str
    """One character, different for each stance."""
    name: Message


STANCE_WORDS: Mapping[Stance, StanceWords] = {
    "wanted": StanceWords("✓", Message.of("wanted", context="stance")),
    "acceptable": StanceWords("≈", Message.of("acceptable", context="stance")),
    "red_line": StanceWords("✗", Message.of("red line", context="stance")),
    "": StanceWords("?", Message.of("not decided", context="stance")),
}
"""In the order in which they are offered and counted."""


def stance_text(stance: Stance) -> Message:
    """A stance with its sign: `✗ red line`."""
    words = STANCE_WORDS[stance]
    return Message.of("{sign} {stance}", sign=words.sign, stance=words.name)


def position_line(position: Position) -> Message:
    """A position on one line: its stance, then what it says."""
    texts = " · ".join(filter(None, (", ".join(position.owners), position.details, position.note)))
    words = " ".join(texts.split())
    if not words:
        return stance_text(position.stance)
    return Message.of("{stance}: {words}", stance=stance_text(position.stance), words=words)


def position_lines(position: Position, say: Say) -> list[str]:
    """The lines of a position in a table: its stance, its owners, what it says, the speaking note."""
    return [say(stance_text(position.stance)), *filter(None, (", ".join(position.owners), position.details, position.note))]
