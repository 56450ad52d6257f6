"""Who changed a clause, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from model.amendments import Amendment
from widgets.amendments.cells import author_name, tr
from widgets.times import local_time


def who_changed(place: str, here: Iterable[Amendment]) -> str:
    """Each author of amendments of one clause, with how many and when the last was."""
    by_author: dict[str, list[Amendment]] = {}
    for amendment in here:
        by_author.setdefault(amendment.stamp.author, []).append(amendment)
    if not by_author:
        return tr("{place}: nobody changed it.").format(place=place)
    told = []
    for author, theirs in by_author.items():
        time = local_time(max(each.stamp.date for each in theirs))
        count = str(len(theirs)) if len(theirs) > 1 else ""
        more = ", ".join(filter(None, (time, f"{count} ×" if count else "")))
        told.append(f"{author_name(author)} ({more})" if more else author_name(author))
    return tr("{place}: changed by {authors}.").format(place=place, authors="; ".join(told))
