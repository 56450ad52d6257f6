"""Printed pages for those who listen: the levels of headings in order, and words around changes."""

from __future__ import annotations

from itertools import groupby

from model.formats.page.blocks import Line, Span
from model.lexicon.words import printed_words
from model.redline import Status
from model.speech.change_words import SpokenChange, border, end_words, start_words

_UNIT, _PART, _CALL = 2, 3, 4
_RANKS = {
    "Title1": 1,
    **dict.fromkeys(("ResNo", "Restitle", "AnnexNo", "Annextitle", "AppendixNo", "Appendixtitle"), _UNIT),
    **dict.fromkeys(("PartNo", "Parttitle", "ChapNo", "Chaptitle", "SectionNo", "Sectiontitle", "ArtNo", "Arttitle"), _PART),
    **dict.fromkeys(("Call", "Headingb"), _CALL),
    **{f"Heading{number}": _CALL + number - 1 for number in range(1, 10)},
}
"""The rank of each style whose paragraphs are headings; the lowest is that of the document's title."""
_LOWEST_LEVEL = 6
"""Of HTML, and of PDF 1.7."""
_CHANGES = {
    Status.INSERTED: SpokenChange("inserted"),
    Status.DELETED: SpokenChange("deleted"),
    Status.RETRACTED: SpokenChange("retracted"),
}
"""What is said of characters that are not kept; a page does not say who changed them."""


class HeadingLevels:
    """Gives the headings of one text their levels in order: the first has level 1, and none is more than one below the last."""

    def __init__(self) -> None:
        self._open: list[int] = []
        """The ranks of the headings that contain the place, from the highest."""

    def level(self, style: str, text: str) -> int | None:
        """The level of the next paragraph, from 1 to 6; None if it is not a heading, or is empty."""
        rank = _RANKS.get(style)
        if rank is None or not text.strip():
            return None
        while self._open and self._open[-1] >= rank:
            self._open.pop()
        self._open.append(rank)
        return min(len(self._open), _LOWEST_LEVEL)


def spoken_line(line: Line, language: str) -> str:
    """The text of a line with its label, and words in its language around changes, as in `model.speech`."""
    words = printed_words(language)
    mark = (Span("¶", line.end),) if line.end is not Status.KEPT and not line.whole else ()
    spans = (*line.margin, *((Span(" "),) if line.margin else ()), *line.label, *line.spans, *mark)
    out: list[str] = []
    end = ""
    for status, same in groupby(spans, key=lambda span: span.status):
        change = _CHANGES.get(status)
        if change is not None or end:
            out.append(border(end, words[start_words(change).id] if change is not None else ""))
        out += [span.text for span in same]
        end = words[end_words(change).id] if change is not None else ""
    if end:
        out.append(border(end, ""))
    return " ".join("".join(out).split())
