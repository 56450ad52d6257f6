"""The next amendment from a place in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from model.redline import Redline
from model.submission.amendments import Amendment, span_of
from model.submission.story import StoryId, clause_order
from model.submission.transactions import Selection

TextOrder = tuple[int, int, int]
"""A position: the text (0) or the number of a note (from 1), the clause in it, and code points in the clause."""


class Stop(Struct, frozen=True):
    """The amendment to go to, and whether the search wrapped around an end of the text."""

    amendment: Amendment
    wrapped: bool


def selection_of_amendment(amendment: Amendment, redline: Redline, number: int) -> Selection:
    """The selection that shows an amendment in the text of a proposal."""
    start, stop = span_of(amendment, redline)
    return Selection(StoryId(number, amendment.note), (amendment.clause, start), (amendment.clause, stop))


def next_stop(found: Sequence[Amendment], redline: Redline, caret: Selection | None, by: int, current: str = "") -> Stop | None:
    """The amendment after (`by` 1) or before (−1) a selection, wrapping around at the ends; None if there is none. If the
    selection still shows the amendment `current`, the search continues from that amendment.

    found: the amendments in the order of the text
    redline: the text
    caret: the selection
    by: 1 for the next one, −1 for the previous one
    current: the key of the amendment that was shown last
    """
    if not found:
        return None
    places = clause_order(redline)
    spans = [_spots(amendment, redline, places) for amendment in found]
    low, high = _ends(caret, places)
    keys = [amendment.key for amendment in found]
    at = keys.index(current) if current in keys else -1
    if at >= 0 and spans[at] == (low, high):
        return Stop(found[(at + by) % len(found)], not 0 <= at + by < len(found))
    order = sorted(range(len(found)), key=lambda index: spans[index][0])
    if by > 0:
        after = next((index for index in order if spans[index][0] >= high), None)
        return Stop(found[order[0] if after is None else after], after is None)
    before = next((index for index in reversed(order) if spans[index][1] <= low), None)
    return Stop(found[order[-1] if before is None else before], before is None)


def _spots(
    amendment: Amendment, redline: Redline, places: Mapping[tuple[str, str], tuple[int, int]]
) -> tuple[TextOrder, TextOrder]:
    start, stop = span_of(amendment, redline)
    story, clause = places[amendment.note, amendment.clause]
    return (story, clause, start), (story, clause, stop)


def _ends(caret: Selection | None, places: Mapping[tuple[str, str], tuple[int, int]]) -> tuple[TextOrder, TextOrder]:
    if caret is None:
        return (0, 0, 0), (0, 0, 0)
    ends = sorted((*places.get((caret.story.note, id), (0, 0)), offset) for id, offset in (caret.anchor, caret.caret))
    return ends[0], ends[1]
