"""Words that are underlined or struck out by a line that is drawn under or through them."""

from __future__ import annotations

from collections.abc import Sequence

from model.formats.pdf.layout.lines import PageLine
from model.formats.pdf.pages import PdfRule

_THICKEST = 2.5
"""Points: a thicker line is no underline."""
_UNDER = -0.06, 0.33
"""Of the size: how far below the baseline an underline is."""
_THROUGH = -0.42, -0.18
_COVERED = 0.6
"""Of the width of a word: the least part that is underlined."""


def mark_underlined(lines: Sequence[PageLine], rules: Sequence[PdfRule]) -> None:
    """Marks the words of a page under or through which a line is drawn.

    lines: from top to bottom
    rules: those that belong to no table
    """
    flat = [rule for rule in rules if rule.y1 - rule.y0 < _THICKEST and rule.x1 - rule.x0 > 2]
    for rule in flat:
        place = (rule.y0 + rule.y1) / 2
        for line in lines:
            shift = (place - line.baseline) / line.size
            if not _THROUGH[0] < shift < _UNDER[1]:
                continue
            for word in line.words:
                common = min(word.right, rule.x1) - max(word.left, rule.x0)
                if common < _COVERED * (word.right - word.left):
                    continue
                word.is_underlined = word.is_underlined or _UNDER[0] < shift
                word.is_struck = word.is_struck or shift < _THROUGH[1]
