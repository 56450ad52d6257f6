"""The limits of a text that is read. Eight times and more what the longest real files have (ITU-T Z.100: 6,394 paragraphs,
5,577 cells, 7,963 runs; no paragraph beyond 6,000 characters), and no more than is read in a few seconds and 500 MB."""

from __future__ import annotations

MAX_PARAGRAPHS = 50_000
"""Those of notes and cells counted, as lines of the notation."""
MAX_CELLS = 50_000
MAX_RUNS = 400_000
"""Pieces of text in a format of their own, marks counted twice."""
MAX_CHARACTERS = 200_000
"""Of one paragraph."""
MAX_TEXT = 5_000_000
"""Characters of a whole text."""
