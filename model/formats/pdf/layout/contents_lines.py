"""Lines of a list of contents: dots that lead to the number of a page."""

from __future__ import annotations

import re

from model.formats.pdf.layout.lines import PageLine

_ENTRY = re.compile(r"(?:\.{4,}|(?:\. ){4,}\.?|…{2,})\s*[\divxlc.\-–]{1,9}$")


def ends_entry(line: PageLine) -> bool:
    """Whether a line ends with dots and the number of a page."""
    text = line.text
    return (".." in text or ". ." in text or "……" in text) and _ENTRY.search(text) is not None
