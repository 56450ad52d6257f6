"""The pages of a PDF before anything is recognised: characters with their places, rules and pictures.

Lengths are points, from the top left corner of the upright page; y grows downwards.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import msgspec

UNREADABLE = "\ufffd"
"""The character in place of one that the font does not map to Unicode."""


NO_TAG, ARTIFACT = -1, -2
"""In place of the number of a tag: content that the structure does not have, and content that it excludes (page headers)."""


class PdfTag(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The paragraph, label or the like in the structure of a file that has some of a page's text (ISO 32000-1 §14.7)."""

    path: tuple[int, ...]
    """The number of the child at each level, from the root: the same on all pages, and in the order in which a text is read."""
    types: tuple[str, ...]
    """The types at these levels, standard ones if the file maps its own: `Document`, `Table`, `TR`, `TD`, `P`."""
    columns: int = 1
    """How many columns its cell of a table has."""
    style: str = ""
    """The file's own name for the type, usually of a paragraph style: `Res_No`; '' if it is a standard type."""


class PdfSpan(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Characters of one font, size and style that follow each other on one baseline.

    Spaces that the file does not have are gaps between `rights` of one character and `lefts` of the next. Right-to-left text
    is in logical order if PDFium knows it as such: `lefts` then decrease.
    """

    text: str
    """One code point for each character; UNREADABLE for one that cannot be read."""
    left_edges: bytes
    right_edges: bytes
    """32-bit floats of the machine, as `edges` packs them; read them as `lefts` and `rights`."""
    top: float
    bottom: float
    baseline: float
    font: str
    """The PostScript name, without the prefix of a subset."""
    size: float
    """Points on the page."""
    is_bold: bool = False
    is_italic: bool = False
    angle: int = 0
    """Degrees from upright, counterclockwise: 0 to 359. Only the box of other text than upright is meaningful."""
    is_hidden: bool = False
    """Whether the text is painted invisibly, behind a picture or outside the page."""
    colour: int = 0
    """0xRRGGBB."""
    tag: int = NO_TAG
    """The number of its tag on its page, or NO_TAG or ARTIFACT."""

    @property
    def lefts(self) -> memoryview[float]:
        """The left edge of each character, its origin in left-to-right text."""
        return memoryview(self.left_edges).cast("f")

    @property
    def rights(self) -> memoryview[float]:
        """The right edge of each character: its left edge and its width in the font."""
        return memoryview(self.right_edges).cast("f")

    @property
    def left(self) -> float:
        return min(self.lefts)

    @property
    def right(self) -> float:
        return max(self.rights)


class PdfRule(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A straight horizontal or vertical line, or a filled rectangle as thin as one: `x0` ≤ `x1`, `y0` ≤ `y1`."""

    x0: float
    y0: float
    x1: float
    y1: float


class PdfPicture(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The place of a picture: `x0` ≤ `x1`, `y0` ≤ `y1`."""

    x0: float
    y0: float
    x1: float
    y1: float


class PdfPage(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One page, made upright."""

    number: int
    """From 1."""
    width: float
    height: float
    turn: int
    """Degrees clockwise by which the page was turned from what a viewer shows, so that most text is upright: 0, 90, 180, 270."""
    spans: tuple[PdfSpan, ...]
    """In the order of the content."""
    rules: tuple[PdfRule, ...] = ()
    pictures: tuple[PdfPicture, ...] = ()
    is_recognised: bool = False
    """Whether its text is what a program recognised in the picture of a scanned page, and is invisible upon it; `is_hidden` of
    its spans is false."""
    tags: tuple[PdfTag, ...] = ()
    """Those of its text, if the file has a structure."""


class Bookmark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An entry of the outline."""

    title: str
    level: int
    """From 0."""
    page: int
    """From 1; 0 if it leads to no page."""


class FontReadability(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How many characters of a font cannot be read."""

    font: str
    characters: int
    unreadable: int


class PdfFacts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is known of a PDF before its pages are read."""

    page_count: int
    title: str = ""
    author: str = ""
    language: str = ""
    """As the file names it (`en-GB`); empty if it names none."""
    outline: tuple[Bookmark, ...] = ()
    attachments: int = 0
    has_form: bool = False
    scripts: int = 0


class PdfContents(msgspec.Struct, frozen=True):
    """A PDF that was read."""

    facts: PdfFacts
    pages: tuple[PdfPage, ...]
    fonts: tuple[FontReadability, ...]
    """Every font of visible text, the most used first."""

    @property
    def unreadable_share(self) -> float:
        """The share of visible characters that cannot be read: 0 to 1."""
        characters = sum(font.characters for font in self.fonts)
        return sum(font.unreadable for font in self.fonts) / characters if characters else 0.0


def edges(values: Iterable[float]) -> bytes:
    """The edges of characters as a span stores them."""
    return array("f", values).tobytes()
