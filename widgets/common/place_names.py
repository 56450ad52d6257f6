"""The names of places as people read them: `recalling f) iii)`, marks of notes, of every proposal."""

from __future__ import annotations

from collections.abc import Callable

from model.numbering import note_marks
from model.submission.place_texts import note_text, place_text
from model.submission.story import StoryId, redline_of
from widgets.common.lines import labelled
from widgets.common.store import Store
from widgets.common.translation import say


def name_place(store: Store, story: StoryId, clause: str) -> str:
    """Where a clause stands, or which note it is in; behind its proposal where there are several."""
    proposals, number, key = store.submission.proposals, story.proposal, story.note
    if number > len(proposals):
        return ""
    if key is None:
        place = spoken_path(store.places(number).get(clause, ""))
    else:
        base, draft = note_marks(redline_of(store.submission, story)).get(key, (None, None))
        place = say(note_text(draft or base or "*"))
    return place if len(proposals) < 2 else labelled(proposals[number - 1].number or str(number), place)


def spoken_path(path: str, shortened: Callable[[str], str] = str, *, of_row: bool = False) -> str:
    """A place as people read it: `recalling f) iii)`, each part in its own direction; `shortened` leaves out what there is no
    room for; `of_row`: of a cell the row is meant."""
    return shortened(say(place_text(path, of_row=of_row)))
