"""The names of places as people read them: `recalling › f) › iii)`, marks of notes, of every proposal."""

from __future__ import annotations

import re
from collections.abc import Callable

from model.numbering import note_marks
from widgets.common.foreign_text import isolated
from widgets.common.store import Store, note_key, proposal_number, redline_of
from widgets.common.translation import translate

UNDER = " › "
"""Between a part of a path and the next."""


def name_place(store: Store, story: str, clause: str) -> str:
    """Where a clause stands, or which note it is in; behind its proposal where there are several."""
    proposals, number, key = store.submission.proposals, proposal_number(story), note_key(story)
    if number > len(proposals):
        return ""
    if key is None:
        place = spoken_path(store.places(number).get(clause, ""))
    else:
        base, draft = note_marks(redline_of(store.submission, story)).get(key, (None, None))
        place = translate("Places", "note {mark}").format(mark=draft or base or "*")
    return place if len(proposals) < 2 else f"{proposals[number - 1].number or number}: {place}"


def spoken_path(path: str, shortened: Callable[[str], str] = str) -> str:
    """A path as people read it, each part in its own direction: `recalling › f › iii`; `shortened` leaves out what there is
    no room for."""
    parts = re.split(r"(?<!\\)/", path)
    words = shortened(UNDER.join(part.replace("\\/", "/") for part in parts))
    return UNDER.join(map(isolated, words.split(UNDER)))
