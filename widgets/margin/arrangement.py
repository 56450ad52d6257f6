"""The arrangement of cards beside their lines: they do not overlap, and each is as near to its line as possible."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

GAP = 4.0
"""Pixels between two cards."""
SLACK = 44.0
"""Pixels by which a card with its full height may move the next one down: about two lines."""


class WantedSlot(Struct, frozen=True):
    """The wanted place of a card."""

    top: float
    """The height of its line."""
    whole: float
    """Its full height; if it is that of one line, the text needs no more."""
    short: float
    """Its height as one line, if there is no room for the full height."""


class Slot(Struct, frozen=True):
    """The place of a card."""

    top: float
    height: float
    whole: bool


def arrange(
    wishes: Sequence[WantedSlot], pinned: int | None = None, top: float = float("-inf"), bottom: float = float("inf")
) -> list[Slot]:
    """The places of cards in the order of their lines. A pinned card is exactly at the height of its line and has its full
    height; those before it move up, those after it down. Another card has its full height if that moves the next one down by
    `SLACK` at most.

    wishes: the wanted places, in the order of their lines
    pinned: the index of the pinned card; None for none
    top: the height of the beginning of the text: it is impossible to scroll above it, so no card is placed there
    bottom: the height of its end; cards below it move up as far as possible
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
            whole = wish.whole > wish.short and place + wish.whole + GAP <= below + SLACK
            slots.append(Slot(place, wish.whole if whole else wish.short, whole))
        free = slots[-1].top + slots[-1].height + GAP
        above += (wish.whole if at == pinned else wish.short) + GAP
    if slots and free > bottom:
        last, least = slots[-1], wishes[-1].whole if pinned == len(wishes) - 1 else wishes[-1].short
        slots[-1] = Slot(max(bottom - GAP - last.height, above - GAP - least), last.height, last.whole)
        _lift(slots, wishes, slots[-1].top, pinned)
    return slots


def _lift(slots: list[Slot], wishes: Sequence[WantedSlot], roof: float, pinned: int | None = None) -> None:
    """Moves those before the last one up, out of its way."""
    for at in range(len(slots) - 2, -1, -1):
        slot = slots[at]
        if slot.top + slot.height + GAP <= roof:
            return
        height = slot.height if at == pinned else wishes[at].short
        slots[at] = Slot(min(slot.top, roof - GAP - height), height, at == pinned)
        roof = slots[at].top
