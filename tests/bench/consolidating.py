"""Consolidation: eight proposals on a real resolution as a whole process, many parties, long texts."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

from tests.bench.costs import cost, line
from tests.bench.sizes import size
from tests.bench.texts import sparse_text

_CHANGE = re.compile(r"\{--(.*?)--\}|\{\+\+.*?\+\+\}")
LONG = size((5_000, 10_000), trial=(40, 80))
"""Clauses of two texts, the second twice as long."""
MANY = size((400, 200), trial=(40, 3))
"""Clauses of a text, and how many parties amend it."""
_WORDS = 8
"""A line of fewer words is a call or a head line."""
CALL = ("-c", "import sys; from app.cli.main import main; sys.exit(main(sys.argv[1:]) > 1)", "consolidate")
"""The verb, conflicts no failure."""
_PLACES = 20
"""Words of a line that are amended; parties beyond as many agree with others."""
_AMENDED = 0.12
"""The part of the lines that each party amends."""


def consolidating(folder: Path, resolution_75: Path) -> None:
    """Prints the chapter; `resolution_75` is the folder of the real proposal."""
    if resolution_75.is_dir():
        _eight(folder, resolution_75)
    else:
        line("consolidation of Resolution 75", "skipped", "../shared is absent")
    taken = {}
    half, whole = LONG
    for clauses in LONG:
        base, proposals = _written(folder, clauses, 5)
        taken[clauses] = cost([*CALL, base, *proposals, "-o", folder / "out.docx"], runs=1)
        message = f"{taken[clauses].cpu:.1f} s CPU {taken[clauses].peak:.0f} MB"
        line(f"five proposals on {clauses:,} clauses", message, "wanted: under 500 MB" if clauses == whole else "")
    line("of which twice as many clauses take", f"{taken[whole].cpu / taken[half].cpu:.2f} times", "wanted: linear, some 2")
    base, proposals = _written(folder, *MANY)
    many = cost([*CALL, base, *proposals, "-o", folder / "out.docx"], runs=1)
    line("{1} proposals on {0} clauses".format(*MANY), f"{many.cpu:.1f} s CPU {many.peak:.0f} MB", "wanted: under 500 MB")


def _eight(folder: Path, resolution_75: Path) -> None:
    """The real proposal and seven that each leave out every seventh of its edits."""
    base = resolution_75 / "base.docx"
    cost(["-m", "app", "import", base, "-o", folder / "base.amend"], runs=1)
    proposals: list[object] = [resolution_75 / "proposal-tracked.docx"]
    edits = json.loads((resolution_75 / "edits.json").read_text(encoding="utf-8"))["edits"]
    for party in range(7):
        party_edits = [edit for place, edit in enumerate(edits) if place % 7 != party]
        path = folder / f"party{party}.amend"
        (folder / "own.json").write_text(json.dumps({"author": "x", "edits": party_edits}), encoding="utf-8", newline="\n")
        cost(["-m", "app", "apply", folder / "base.amend", folder / "own.json", "-o", path], runs=1)
        proposals += ["--party", f"P{party}={path}"]
    out = ("-o", folder / "out.docx", "--table", folder / "out.html")
    seconds = cost([*CALL, base, *proposals, *out], runs=7).wall
    line("eight proposals on Resolution 75, text and table, whole process", f"{seconds:.3f} s", "wanted: under 1 s")


def _written(folder: Path, clauses: int, parties: int) -> tuple[Path, list[Path]]:
    """A base and proposals that each amend a word in some of its lines."""
    text = _CHANGE.sub(lambda found: found[1] or "", sparse_text(clauses))
    base = folder / "base.txt"
    base.write_text(text, encoding="utf-8", newline="\n")
    paths = []
    for party in range(parties):
        chance = random.Random(party)
        lines = []
        for source_line in text.split("\n"):
            words = source_line.split(" ")
            if len(words) > _WORDS and chance.random() < _AMENDED:
                at = 4 + party % _PLACES
                words[at] = f"{{--{words[at]}--}}{{++new{at}++}}"
            lines.append(" ".join(words))
        paths.append(folder / f"proposal{party}.txt")
        paths[-1].write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return base, paths
