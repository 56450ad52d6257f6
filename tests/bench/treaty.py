"""The speed of treaty texts: the Radio Regulations read from a table, and from a Word file that our writer did not make."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from msgspec.structs import replace

from model.cuts.derive import CutIndex
from model.numbering import Labelling
from model.redline import Redline, Run, Status
from model.submission.values import Proposal
from tests.bench.costs import ROOT, cost, line
from tests.bench.sizes import size
from tests.builders.treaty import TREATY, treaty_redline, treaty_rows
from tests.builders.treaty_generator import TreatyRow, TreatyText

ROWS = size(3_000, trial=60)
"""The most rows of the table that are read."""
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


AMENDED = size(60, trial=4)
"""The provisions that are amended when the proposals are derived."""
ROUNDS = size(50, trial=3)


def treaty_cuts(_folder: Path) -> None:
    """The proposals that are printed from the Radio Regulations, derived again in the pause after a key."""
    shared = ROOT.parent / "shared"
    if not (shared / TREATY / NAME).exists():
        line("proposals after a key", "skipped", "../shared is absent")
        return
    text = treaty_redline(treaty_rows(shared, NAME)[:ROWS], "RR")
    every = max(len(text.clauses) // AMENDED, 1)
    for at in range(every // 2, len(text.clauses), every):
        text = _typed(text, at, " and more")
    labelling, spent = Labelling.of(text), []
    index = CutIndex.of(Proposal(redline=text), labelling)
    for number in range(ROUNDS):
        text = _typed(text, len(text.clauses) // 2, "abc"[number % 3])
        labelling = labelling.update(text)
        proposal = Proposal(redline=text)
        begin = perf_counter()
        index = index.update(proposal, labelling)
        spent.append(perf_counter() - begin)
    found = f"{len(index.cuts)} proposals of {len(text.clauses):,} clauses after a key"
    line(found, f"{1000 * min(spent):.2f} ms", "wanted: under 1 ms")


def _typed(text: Redline, at: int, words: str) -> Redline:
    clause = text.clauses[at]
    typed = replace(clause, runs=(*clause.runs, Run(words, Status.INSERTED)))
    return replace(text, clauses=(*text.clauses[:at], typed, *text.clauses[at + 1 :]))
