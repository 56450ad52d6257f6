"""The arrangement of cards beside each other's lines: none over another, each as near to its line as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

GAP = 4.0
"""Pixels between two cards."""


class WantedSlot(Struct, frozen=True):
    """A card that wants its place."""

    top: float
    """The height of its line."""
    whole: float
    """Its height where there is room."""
    short: float
    """Its height as one line, where there is not."""


class Slot(Struct, frozen=True):
    """The place that a card is given."""

    top: float
    height: float
    whole: bool


def arrange(
    wishes: Sequence[WantedSlot], pinned: int | None = None, top: float = float("-inf"), bottom: float = float("inf")
) -> list[Slot]:
    """The places of cards that stand in the order of their lines. One that is pinned has exactly the height of its line and
    is whole; those before it move up, those behind it down. Another is whole where that moves none behind it.

    wishes: what the cards want, in the order of their lines
    pinned: the index of the one that is pinned; None: none
    top: the height of the beginning of the text: nothing can be scrolled to above it, so no card stands there
    bottom: that of its end; cards that would stand below move up as far as they can
    """
    slots: list[Slot] = []
    free, above = float("-inf"), top
    for at, wish in enumerate(wishes):
        if at == pinned:
            slots.append(Slot(max(wish.top, above), wish.whole, True))
            _lift(slots, wishes, slots[-1].top)
        else:
            place = max(wish.top, free)
            below = wishes[at + 1].top if at + 1 < len(wishes) else float("inf")
            whole = place + wish.whole + GAP <= below
            slots.append(Slot(place, wish.whole if whole else wish.short, whole))
        free = slots[-1].top + slots[-1].height + GAP
        above += (wish.whole if at == pinned else wish.short) + GAP
    if slots and free > bottom:
        last, least = slots[-1], wishes[-1].whole if pinned == len(wishes) - 1 else wishes[-1].short
        slots[-1] = Slot(max(bottom - GAP - last.height, above - GAP - least), last.height, last.whole)
        _lift(slots, wishes, slots[-1].top, pinned)
    return slots


def _lift(slots: list[Slot], wishes: Sequence[WantedSlot], roof: float, pinned: int | None = None) -> None:
    """Moves those before the last one up, out of its place."""
    for at in range(len(slots) - 2, -1, -1):
        slot = slots[at]
        if slot.top + slot.height + GAP <= roof:
            return
        height = slot.height if at == pinned else wishes[at].short
        slots[at] = Slot(min(slot.top, roof - GAP - height), height, at == pinned)
        roof = slots[at].top
