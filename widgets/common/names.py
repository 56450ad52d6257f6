"""Names of files, languages, places and objects, and times, as the window shows them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCollator, QLocale

from model.numbering import note_marks
from model.redline import OBJECT
from model.redline.objects import Extent, extent_of, object_text
from model.submission.place_texts import note_text, place_text
from model.submission.story import StoryId, redline_of
from widgets.common.foreign_text import isolated
from widgets.common.store import Store
from widgets.common.translation import say, translate, with_label

T = TypeVar("T")


def shown_folder(path: str | Path) -> str:
    """The folder of a file; within the user's home folder it begins with `~`."""
    folder, home = os.path.dirname(os.path.abspath(path)), os.path.expanduser("~")
    if folder == home:
        return "~"
    inside = home.rstrip(os.sep) + os.sep
    return "~" + os.sep + folder[len(inside) :] if len(inside) > 1 and folder.startswith(inside) else folder


def language_names() -> list[tuple[str, str]]:
    """The codes of the six languages of the Union, with their names in the language of the window."""
    return [
        ("en", translate("Languages", "English")),
        ("fr", translate("Languages", "French")),
        ("es", translate("Languages", "Spanish")),
        ("ru", translate("Languages", "Russian")),
        ("zh", translate("Languages", "Chinese")),
        ("ar", translate("Languages", "Arabic")),
    ]


MOST_OF_PLACE, END_OF_PLACE = 34, 12
"""The most characters of a place in a narrow list, and of its end."""


def name_place(store: Store, story: StoryId, clause: str) -> str:
    """The place of a clause, or the note that contains it; preceded by its proposal if there are several."""
    proposals, number, key = store.submission.proposals, story.proposal, story.note
    if number > len(proposals):
        return ""
    if not key:
        place = spoken_path(store.places(number).get(clause, ""))
    else:
        base, draft = note_marks(redline_of(store.submission, story)).get(key, (None, None))
        place = say(note_text(draft or base or "*"))
    return place if len(proposals) < 2 else with_label(proposals[number - 1].number or str(number), place)


def spoken_path(path: str, shortened: Callable[[str], str] = str, *, of_row: bool = False) -> str:
    """A place as the window shows it: `recalling f) iii)`, each part in its own direction. `shorten_value` reduces it to the
    available width; with `of_row` the place of a cell is that of its row."""
    return shortened(say(place_text(path, of_row=of_row)))


def short_place(place: str) -> str:
    """A place for a narrow list: a long one without its middle, since its end has the letter or the number."""
    if len(place) <= MOST_OF_PLACE:
        return place
    _, _, end = place[-END_OF_PLACE:].partition(" ")
    begin, _, _ = place[: MOST_OF_PLACE - len(end)].rpartition(" ")
    return f"{begin} … {end}" if begin and end else place


def object_words(content: str) -> str:
    """The kind of an object with the description in its file: `picture: The logo of ITU`."""
    return say(object_text(content))


def object_mark(content: str) -> str:
    """The characters of an object in a document: U+FFFC, its words and, for a picture with a size, size and file."""
    extent = extent_of(content)
    size = f"\n{extent.width:g} {extent.height:g} {extent.reference}" if extent is not None else ""
    return f"{OBJECT}{object_words(content)}{size}"


def parse_object_mark(mark: str) -> tuple[str, Extent | None]:
    """The words and the size in the characters that `object_mark` made."""
    words, _, size = mark.removeprefix(OBJECT).partition("\n")
    if not size:
        return words, None
    width, height, reference = size.split(" ", 2)
    return words, Extent(float(width), float(height), reference)


def local_time(time: str) -> str:
    """A time in UTC (ISO 8601) as local time to the minute; a text that is not a time is returned unchanged. It is isolated,
    because after Arabic words the day would otherwise precede the year."""
    try:
        return isolated(datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M"))
    except (ValueError, OverflowError, OSError):
        return time


def in_order(values: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Values sorted by their names in the order of the language of the window: `Á` next to `A`, `9` before `10`."""
    collator = QCollator(QLocale())
    collator.setNumericMode(True)
    return sorted(values, key=lambda value: collator.sortKey(name(value)))
