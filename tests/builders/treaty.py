"""The tables of real treaty texts in `../shared/corpus/treaty`, row by row."""

from __future__ import annotations

import csv
from pathlib import Path

TREATY = "corpus/treaty"


def treaty_rows(shared: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table of treaty texts, each by the names in its first line."""
    with (shared / TREATY / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
