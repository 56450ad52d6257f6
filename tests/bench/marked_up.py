"""Akoma Ntoso against our own Word files: the same text written, and read."""

from __future__ import annotations

from pathlib import Path

from tests.bench.costs import cost, costs, line
from tests.bench.sizes import size
from tests.bench.texts import long_text

CLAUSES = size(10_000, trial=60)


def marked_up(folder: Path) -> None:
    """Import and export of 10,000 clauses, each with a change, in both formats by turns."""
    (folder / "marked.txt").write_text(long_text(CLAUSES, tracked=True), encoding="utf-8", newline="\n")
    project = folder / "marked.amend"
    cost(["-m", "app", "import", folder / "marked.txt", "-o", project], runs=1)
    exports = [["-m", "app", "export", project, "-o", folder / f"marked.{suffix}"] for suffix in ("docx", "xml")]
    word, our_cost = costs(*exports)
    line(
        f"Akoma Ntoso: export of {CLAUSES:,} clauses", f"{our_cost.cpu:.2f} s CPU {our_cost.peak:.0f} MB", "wanted: under 500 MB"
    )
    line("times as long as to Word", f"{our_cost.cpu / word.cpu:.2f}", "wanted: at most 1.5")
    imports = [["-m", "app", "import", folder / f"marked.{suffix}", "-o", folder / "read.amend"] for suffix in ("docx", "xml")]
    word, our_cost = costs(*imports)
    line(
        f"Akoma Ntoso: import of {CLAUSES:,} clauses", f"{our_cost.cpu:.2f} s CPU {our_cost.peak:.0f} MB", "wanted: under 500 MB"
    )
    line("times as long as from Word", f"{our_cost.cpu / word.cpu:.2f}", "wanted: at most 1.5")
