"""Texts for a library, in one line each."""

from __future__ import annotations

from model.library.values import LibraryText, TextIdentity
from tests.builders.notation import redline


def library_text(number: str, words: str, *, year: int = 2018, language: str = "en", body: str = "PP") -> LibraryText:
    """A resolution with a title, a call of the preamble with one clause, and a call of the operative part with another.

    number: its number
    words: title, preamble and operative clause, with `|` between them
    year: that of its edition, of which the place is Dubai
    language: the language of the text
    body: as in the table of editions
    """
    title, preamble, operative = words.split("|")
    identity = TextIdentity("resolution", body, number, "place", "Dubai", year, language=language, revised=True)
    text = (
        f"RESOLUTION {number} (Rev. Dubai, {year})\n{title}\nThe Conference (Dubai, {year}),\n*considering*\na)\t{preamble},\n"
        f"*instructs the Secretary-General*\n1\t{operative}.\n"
    )
    return LibraryText(identity, title, redline(text, language=language))
