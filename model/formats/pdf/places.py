"""The places of clauses on the pages of a PDF, and what is doubtful about their recognition.

Reading the same file again gives the same clauses, ids, places and doubts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from model.message import Message

DoubtKind = Literal["join", "paragraph", "label", "level", "note", "table", "unreadable", "lost"]
"""What is doubtful:

join: a word divided at the end of a line; paragraph: whether a line continues a paragraph; label: whether characters are a label,
or a label that does not follow the one before it; level: the level of a clause; note: the mark of a footnote without a text, or a
text without a mark; table: the cells of a table; unreadable: characters that the font does not map to letters; lost: text of the
page that is in no clause
"""


class SourcePlace(Struct, frozen=True):
    """A box on a page, in points from the top left corner of the upright page."""

    page: int
    """The number of the page, from 1."""
    left: float
    top: float
    right: float
    bottom: float


class Doubt(Struct, frozen=True):
    """A place that a reader should look at before the text is used."""

    kind: DoubtKind
    reason: Message
    """A whole sentence for the user."""
    place: SourcePlace
    clause: str = ""
    """The id of the clause; '' if it concerns no clause."""
    words: str = ""
    """The words in doubt, as the clause contains them; '' if it is the whole clause."""
    instead: str = ""
    """The other reading of these words, if there is one."""


class PdfPlaces(Struct, frozen=True):
    """The places and doubts of all that was read from a PDF."""

    source: str
    """The name of the PDF."""
    places: Mapping[str, tuple[SourcePlace, ...]] = field(default_factory=dict)
    """By clause id, those of footnotes included: one box for each page or column that the clause is on, in order of reading."""
    doubts: tuple[Doubt, ...] = ()
    """In order of reading."""
    page_count: int = 0
    """The number of pages; 0 if it is not known."""
    turns: Mapping[int, int] = field(default_factory=dict)
    """By the number of a page that a viewer does not show upright, the degrees by which it is turned clockwise."""

    def page_of(self, clause: str) -> int | None:
        """The page on which a clause begins; None if it is not from the PDF."""
        found = self.places.get(clause, ())
        return found[0].page if found else None


class TextPages(Struct, frozen=True):
    """The places of the clauses of one text, as they are kept with the text when its doubts are settled."""

    places: Mapping[str, tuple[SourcePlace, ...]] = field(default_factory=dict)
    """As in `PdfPlaces`."""
    page_count: int = 0
    """That of the file."""
    turns: Mapping[int, int] = field(default_factory=dict)
    """As in `PdfPlaces`."""

    @classmethod
    def of(cls, places: PdfPlaces) -> TextPages:
        """What is kept of the places of a text."""
        return cls(places.places, places.page_count, places.turns)

    def in_file(self, name: str) -> PdfPlaces:
        """The places of the text in the file with a name."""
        return PdfPlaces(name, self.places, (), self.page_count, self.turns)
