"""Printed pages for those who listen: the levels of headings in order, and words around changes."""

from __future__ import annotations

from itertools import groupby

from model.formats.page.blocks import Line, Span
from model.lexicon.words import printed_words
from model.redline import Status

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
_KINDS = {
    Status.KEPT: (),
    Status.INSERTED: (("inserted", "end of insertion"),),
    Status.DELETED: (("deleted", "end of deletion"),),
    Status.RETRACTED: (("inserted", "end of insertion"), ("deleted", "end of deletion")),
}
"""The words before and after the characters of each status, from the outermost; a retracted insertion has both."""


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
    """The text of a line with its label, and words in its language around changes."""
    words = printed_words(language)
    mark = (Span("¶", line.end),) if line.end is not Status.KEPT and not line.whole else ()
    spans = (*line.margin, *((Span(" "),) if line.margin else ()), *line.label, *line.spans, *mark)
    out = []
    for status, same in groupby(spans, key=lambda span: span.status):
        text = "".join(span.text for span in same)
        for start, end in reversed(_KINDS[status]):
            text = f"[{words[start]}] {text} [{words[end]}] "
        out.append(text)
    return " ".join("".join(out).split())
