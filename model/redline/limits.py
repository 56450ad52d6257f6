"""The limits of a text that is read. Eight times and more what the longest real files have (ITU-T Z.100: 6,394 paragraphs,
5,577 cells, 7,963 runs; no paragraph beyond 6,000 characters), and no more than is read in a few seconds and 500 MB."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.errors import EditError
from model.redline.values import Run

MAX_PARAGRAPHS = 50_000
"""Those of notes and cells counted, as lines of the notation."""
MAX_CELLS = 50_000
MAX_RUNS = 400_000
"""Pieces of text in a format of their own, marks counted twice."""
MAX_CHARACTERS = 200_000
"""Of one paragraph."""
MAX_TEXT = 5_000_000
"""Characters of a whole text."""


class Sizes(Struct):
    """The size of a text while it is read. Each method raises EditError as soon as a limit is exceeded."""

    paragraphs: int = 0
    runs: int = 0
    characters: int = 0
    cells: int = 0

    def add(self, runs: Sequence[Run]) -> None:
        """Count one more paragraph."""
        length = sum(len(run.text) for run in runs)
        self.paragraphs, self.runs, self.characters = self.paragraphs + 1, self.runs + len(runs), self.characters + length
        self._judge()
        if length > MAX_CHARACTERS:
            begin = " ".join("".join(run.text for run in runs[:9])[:40].split())
            raise EditError.of(
                "its paragraph “{begin}…” has more than {most:,} characters; split it and open the file again",
                begin=begin,
                most=MAX_CHARACTERS,
            )

    def add_cell(self) -> None:
        """Count one more cell of a table."""
        self.cells += 1
        self._judge()

    def _judge(self) -> None:
        if self.paragraphs > MAX_PARAGRAPHS:
            raise EditError.of("it has more than {most:,} paragraphs; split it and open the pieces", most=MAX_PARAGRAPHS)
        if self.cells > MAX_CELLS:
            raise EditError.of("it has more than {most:,} cells in its tables; split it and open the pieces", most=MAX_CELLS)
        if self.runs > MAX_RUNS:
            raise EditError.of("it has more than {most:,} pieces of text; split it and open the pieces", most=MAX_RUNS)
        if self.characters > MAX_TEXT:
            raise EditError.of("its text has more than {most:,} characters; split it and open the pieces", most=MAX_TEXT)
