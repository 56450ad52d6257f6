"""Where cards stand beside each other's lines: none over another, each as near to its line as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

GAP = 4.0
"""Pixels between two cards."""


class Wish(NamedTuple):
    """A card that wants its place."""

    top: float
    """The height of its line."""
    whole: float
    """Its height where there is room."""
    short: float
    """Its height as one line, where there is not."""


class Slot(NamedTuple):
    """The place that a card is given."""

    top: float
    height: float
    whole: bool


def arranged(wishes: Sequence[Wish], pinned: int | None = None) -> list[Slot]:
    """The places of cards that stand in the order of their lines. One that is pinned has exactly the height of its line and
    is whole; those before it move up, those behind it down. Another is whole where that moves none behind it."""
    slots: list[Slot] = []
    free = float("-inf")
    for at, wish in enumerate(wishes):
        if at == pinned:
            slots.append(Slot(wish.top, wish.whole, True))
            _lift(slots, wishes)
        else:
            top = max(wish.top, free)
            below = wishes[at + 1].top if at + 1 < len(wishes) else float("inf")
            whole = top + wish.whole + GAP <= below
            slots.append(Slot(top, wish.whole if whole else wish.short, whole))
        free = slots[-1].top + slots[-1].height + GAP
    return slots


def _lift(slots: list[Slot], wishes: Sequence[Wish]) -> None:
    """Moves those before the last one up, out of its place."""
    roof = slots[-1].top
    for at in range(len(slots) - 2, -1, -1):
        slot = slots[at]
        if slot.top + slot.height + GAP <= roof:
            return
        height = wishes[at].short
        slots[at] = Slot(min(slot.top, roof - GAP - height), height, False)
        roof = slots[at].top
