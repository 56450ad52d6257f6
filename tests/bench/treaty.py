"""The speed of treaty texts: the Radio Regulations read from a table, and from a Word file that our writer did not make, and
proposals on them written to Word."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench.costs import ROOT, cost, line
from tests.bench.sizes import size
from tests.builders.treaty import TREATY, treaty_rows
from tests.builders.treaty_generator import TreatyRow, TreatyText

ROWS = size(3_000, trial=60)
"""The most rows of the table that are read."""
PROPOSALS = size(60, trial=3)
NAME = "rr-wrc12-en.tsv"
_NUMBERED = ("provision", "footnote")


def treaties(folder: Path) -> None:
    """The import of 1,590 provisions, whole process."""
    shared = ROOT.parent / "shared"
    if not (shared / TREATY / NAME).exists():
        line("import of the Radio Regulations", "skipped", "../shared is absent")
        return
    rows = treaty_rows(shared, NAME)[:ROWS]
    made = [TreatyRow(row["kind"], row["text"], row["number"] if row["kind"] in _NUMBERED else "", row["label"]) for row in rows]
    text = TreatyText("en", True, tuple(made))
    (folder / "text.tsv").write_text(text.table, encoding="utf-8", newline="\n")
    (folder / "text.docx").write_bytes(text.word(styled=True))
    for ending, wanted in (("tsv", 1.5), ("docx", 2.5)):
        spent = cost(["-m", "app", "import", folder / f"text.{ending}", "-o", folder / "read.amend"], runs=3)
        line(f"import of {len(rows):,} rows from .{ending}", f"{spent.cpu:.2f} s CPU", f"wanted: under {wanted} s")
    cost(["-m", "app", "import", folder / "text.tsv", "-o", folder / "read.amend"], runs=1)
    (folder / "edits.json").write_text(json.dumps({"edits": _amendments(text)}), encoding="utf-8", newline="\n")
    cost(["-m", "app", "apply", folder / "read.amend", folder / "edits.json", "-o", folder / "draft.amend"], runs=1)
    spent = cost(["-m", "app", "export", folder / "draft.amend", "-o", folder / "draft.docx"], runs=3)
    line(f"export of {PROPOSALS} proposals, proved", f"{spent.cpu:.2f} s CPU", "wanted: under 1.5 s")


def _amendments(text: TreatyText) -> list[dict[str, object]]:
    """One amendment of each of some provisions, far apart."""
    words = {row.number: row.text for row in text.rows if row.kind == "provision" and row.number and len(row.text) > 40}
    chosen = list(words)[:: max(len(words) // PROPOSALS, 1)][:PROPOSALS]
    return [{"do": "insert_text", "at": number, "before": words[number][:40], "text": "Further, "} for number in chosen]
