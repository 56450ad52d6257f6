"""Pages of a PDF as the process of PDFs gives them, made of lines of text: each character is half as wide as it is high."""

from __future__ import annotations

from collections.abc import Sequence

from model.formats.pdf.pages import Bookmark, FontReadability, PdfContents, PdfFacts, PdfPage, PdfRule, PdfSpan, edges

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 72.0, 523.0
"""The edges of the text of a page."""
SIZE = 10.0


def span(
    text: str,
    left: float,
    baseline: float,
    *,
    size: float = SIZE,
    is_bold: bool = False,
    is_italic: bool = False,
    font: str = "Times",
    is_leftwards: bool = False,
) -> PdfSpan:
    """Characters on a line.

    text: in the order of reading
    left: the left edge of the first character; the right edge if they go to the left
    baseline: its distance from the top of the page
    size: that of the characters
    is_bold: whether they are bold
    is_italic: whether they are italic
    font: the name of their font
    is_leftwards: whether each character is to the left of the one before it
    """
    step = size / 2
    lefts = [left - step * (at + 1) if is_leftwards else left + step * at for at in range(len(text))]
    rights = [place + step for place in lefts]
    return PdfSpan(
        text, edges(lefts), edges(rights), baseline - 0.8 * size, baseline + 0.2 * size, baseline, font, size, is_bold, is_italic
    )


def lines(
    *texts: str, left: float = LEFT, top: float = 100.0, pitch: float = 12.0, size: float = SIZE, is_bold: bool = False
) -> list[PdfSpan]:
    """Lines of text under each other.

    *texts: one for each line
    left: where they begin
    top: the baseline of the first
    pitch: the distance of two baselines
    size: that of the characters
    is_bold: whether they are bold
    """
    return [span(text, left, top + pitch * at, size=size, is_bold=is_bold) for at, text in enumerate(texts)]


def full_line(words: str, width: float = RIGHT - LEFT, size: float = SIZE) -> str:
    """Words repeated until a line has room for no more of them."""
    line = words
    while (len(line) + 1 + len(words)) * size / 2 <= width:
        line += " " + words
    return line


def page(spans: Sequence[PdfSpan], number: int = 1, rules: Sequence[PdfRule] = ()) -> PdfPage:
    """A page of the size A4."""
    return PdfPage(number, WIDTH, HEIGHT, 0, tuple(spans), tuple(rules))


def contents(*pages: PdfPage, outline: Sequence[Bookmark] = ()) -> PdfContents:
    """A PDF of pages."""
    characters = sum(len(part.text) for page_ in pages for part in page_.spans)
    return PdfContents(PdfFacts(len(pages), outline=tuple(outline)), pages, (FontReadability("Times", characters, 0),))
