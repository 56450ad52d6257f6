"""The headings of printed pages, for outputs with a structure: which styles are headings, and their levels in order."""

from __future__ import annotations

from model.formats.page.blocks import Line

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


class HeadingLevels:
    """Gives the headings of one text their levels in order: the first has level 1, and none is more than one below the last."""

    def __init__(self) -> None:
        self._open: list[int] = []
        """The ranks of the headings that contain the place, from the highest."""

    def level(self, line: Line) -> int | None:
        """The level of the next line, from 1 to 6; None if it is not a heading, or is empty."""
        rank = _RANKS.get(line.style)
        if rank is None or not any(span.text.strip() for span in (*line.label, *line.spans)):
            return None
        while self._open and self._open[-1] >= rank:
            self._open.pop()
        self._open.append(rank)
        return min(len(self._open), _LOWEST_LEVEL)
