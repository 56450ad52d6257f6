"""Speed, as ratios within one run, so that they mean the same on every machine: `make bench`, or some chapters of it, as in
`make bench ARGS="start checks"`; `CHAPTERS` names them.

Each measurement is a process of its own, start-up and all; CPU is user and system time. What is compared runs by turns, so
that a busy machine slows both, and the median of the runs counts; of memory, the peak. Nothing here is asserted in a test.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.brackets import brackets
from tests.bench.briefing import briefings
from tests.bench.checks import checks
from tests.bench.comparing import comparing
from tests.bench.consolidating import consolidating
from tests.bench.costs import ROOT, cost, costs, line
from tests.bench.interface import interface
from tests.bench.layers import layers
from tests.bench.library import library
from tests.bench.library_reading import library_reading
from tests.bench.marked_up import marked_up
from tests.bench.merging import merging
from tests.bench.pdf import pdf_pages
from tests.bench.positions import positions
from tests.bench.sharing import sharing
from tests.bench.sizes import size
from tests.bench.start import starts
from tests.bench.texts import long_text, runs_of
from tests.bench.transaction import transaction_costs
from tests.bench.treaty import treaties
from tests.bench.treaty_cuts import treaty_cuts
from tests.bench.treaty_parties import treaty_parties
from tests.bench.twins import twins

RES75 = ROOT.parent / "shared" / "res75"
CLAUSES = size(10_000, trial=60)
KEYED = size(3_000, trial=100)
"""Clauses of the text in which keys are pressed in the model alone."""
SHOWN = size((100, 400, 3_000), trial=(40,))
"""Clauses of the texts that are shown in the window."""
PROVISIONS = size(2_500, trial=60)
"""Clauses of the treaty text in which keys are pressed."""
ROWS = size(100, trial=3)
"""Rows of the table that is shown there."""
PAIR = size("x10", trial="x1")
"""The two texts in the comparison window."""


def long_texts(folder: Path) -> None:
    """Import and export of 10,000 clauses against python-docx writing the same paragraphs and runs."""
    for verb in ("import", "export"):
        notation = long_text(CLAUSES, tracked=verb == "export")
        (folder / "text.txt").write_text(notation, encoding="utf-8", newline="\n")
        cost(["-m", "app", "import", folder / "text.txt", "-o", folder / "text.amend"], runs=1)
        export = ["-m", "app", "export", folder / "text.amend", "-o", folder / "text.docx"]
        cost(export, runs=1)
        runs = runs_of(folder / "text.docx")
        (folder / "text.json").write_text(json.dumps(runs), encoding="utf-8", newline="\n")
        plain = ["-m", "tests.bench.plain_docx", folder / "text.json", folder / "plain.docx"]
        work = export if verb == "export" else ["-m", "app", "import", folder / "text.docx", "-o", folder / "read.amend"]
        yardstick, our_cost = costs(plain, work)
        size = f"{len(runs):,} paragraphs of {sum(map(len, runs)):,} runs"
        line(f"python-docx writes {size}", f"{yardstick.cpu:.2f} s CPU {yardstick.peak:.0f} MB")
        line(f"{verb} of {CLAUSES:,} clauses", f"{our_cost.cpu:.2f} s CPU {our_cost.peak:.0f} MB", "wanted: under 500 MB")
        line(f"{verb}: times faster", f"{yardstick.cpu / our_cost.cpu:.1f}", "wanted: at least 3")


def resolution_75(folder: Path) -> None:
    """The export of a real proposal with its proof, and what of it is start-up."""
    if proposal_75(folder) is None:
        line("export of Resolution 75", "skipped", "../shared is absent")
        return
    export = cost(["-m", "app", "export", folder / "b.amend", "-o", folder / "out.docx"], runs=7)
    start = cost(["-c", f"import gc; gc.disable(); import {', '.join(loaded_by_export(folder))}"], runs=7)
    line("export of Resolution 75 with proof, whole process", f"{export.wall:.3f} s", "wanted: under 0.6 s")
    line("of which start-up (interpreter and imports)", f"{start.wall:.3f} s", "wanted: under 0.25 s")


def proposal_75(folder: Path) -> Path | None:
    """The project file of that proposal, made in a folder."""
    if not RES75.is_dir():
        return None
    cost(["-m", "app", "import", RES75 / "base.docx", "-o", folder / "a.amend"], runs=1)
    cost(["-m", "app", "apply", folder / "a.amend", RES75 / "edits.json", "-o", folder / "b.amend"], runs=1)
    return folder / "b.amend"


def loaded_by_export(folder: Path) -> list[str]:
    """The modules that a process of the export has loaded at its end; no Qt may be among them."""
    script = (
        "import runpy, sys, atexit, json\n"
        "atexit.register(lambda: open(sys.argv[-1] + '.json', 'w').write(json.dumps(list(sys.modules))))\n"
        f"sys.argv = ['app', 'export', {str(folder / 'b.amend')!r}, '-o', {str(folder / 'loaded.docx')!r}]\n"
        "runpy.run_module('app', run_name='__main__')\n"
    )
    cost(["-c", script], runs=1)
    names = json.loads((folder / "loaded.docx.json").read_text(encoding="utf-8"))
    qt = [name for name in names if name.startswith(("PySide6", "shiboken6"))]
    if qt:
        sys.exit(f"the command line loads Qt: {qt[:3]}")
    counted = ("app", "model", "resources", "lxml", "docx", "pygments", "rapidfuzz", "babel", "platformdirs")
    return [name for name in names if name.partition(".")[0] in counted and name != "app.__main__"]


def transactions() -> None:
    for name, seconds, wanted in transaction_costs(KEYED):
        line(name, f"{seconds * 1000:.3f} ms", wanted)


def shared_drafts() -> None:
    """What arrives in a shared draft: in the model, and in the window."""
    sharing()
    subprocess.run([sys.executable, "-m", "tests.bench.arriving"], check=True)


def editor(folder: Path) -> None:
    """The window beside a bare QTextEdit: how it starts, its keys, its memory on long texts."""
    started(folder)
    for clauses in SHOWN:
        subprocess.run([sys.executable, "-m", "tests.bench.editor", "keys", str(clauses)], check=True)
        subprocess.run([sys.executable, "-m", "tests.bench.scrolling", str(clauses)], check=True)
        program_memory, bare = (
            cost(["-m", "tests.bench.editor", "memory", which, clauses], runs=1).peak for which in ("ours", "bare")
        )
        line(f"a window on {clauses:,} clauses", f"{program_memory:.0f} MB", f"a bare QTextEdit: {bare:.0f} MB")
    subprocess.run([sys.executable, "-m", "tests.bench.editor", "treaty", str(PROVISIONS)], check=True)
    subprocess.run([sys.executable, "-m", "tests.bench.editor", "table", str(ROWS)], check=True)


def started(folder: Path) -> None:
    """The window opened on a real proposal, beside a bare one that imports Qt and shows the same text."""
    project = proposal_75(folder)
    if project is None:
        line("the window on Resolution 75", "skipped", "../shared is absent")
        return
    text = folder / "text.txt"
    show = subprocess.run([sys.executable, "-m", "app", "show", project], stdout=subprocess.PIPE, check=True)
    text.write_bytes(show.stdout)
    bare, toolkit, program_start, page = starts(("bare", text), ("toolkit", text), ("ours", project), ("page", project))
    for name, found in (
        ("a bare window on Resolution 75", bare),
        ("with menus, a tree, lxml, msgspec", toolkit),
        ("ours", program_start),
    ):
        line(f"{name}: shown", f"{found.cpu:.3f} s CPU {found.wall:.3f} s", f"first key {found.key * 1000:.0f} ms CPU")
    line("ours takes so many times as long", f"{program_start.cpu / bare.cpu:.2f}", "wanted: at most 2.5")
    line("the start page takes so many times as long", f"{page.cpu / bare.cpu:.2f}", "wanted: at most 2.5")
    line("with menus, a tree, lxml, msgspec it takes", f"{toolkit.cpu / bare.cpu:.2f}", "none of it ours")
    line("what comes after it is shown stalls it for", f"{program_start.stall * 1000:.0f} ms", "wanted: under 300 ms")
    line(
        "memory when all has come", f"{program_start.peak:.0f} MB", f"a bare window: {bare.peak:.0f} MB; wanted: under 40 MB more"
    )


def speech() -> None:
    """What the announcements to screen readers cost at a key."""
    subprocess.run([sys.executable, "-m", "tests.bench.speech"], check=True)


def rows() -> None:
    """The comparison window on a long text."""
    pair = [RES75.parent / "corpus/pairs" / f"{PAIR}.{side}.docx" for side in ("base", "new")]
    if not all(path.exists() for path in pair):
        line("the comparison window", "skipped", "../shared is absent")
        return
    subprocess.run([sys.executable, "-m", "tests.bench.rows", *map(str, pair)], check=True)


def only_proposals() -> None:
    """Keys in the view of a treaty text that shows its proposals alone."""
    subprocess.run([sys.executable, "-m", "tests.bench.only_proposals"], check=True)


CHAPTERS: dict[str, Callable[[Path], None]] = {
    "export": resolution_75,
    "checks": lambda folder: checks(proposal_75(folder)),
    "long-texts": long_texts,
    "akoma-ntoso": marked_up,
    "library-reading": lambda _: library_reading(),
    "pdf": pdf_pages,
    "treaty": treaties,
    "treaty-cuts": treaty_cuts,
    "consolidate": lambda folder: consolidating(folder, RES75),
    "treaty-parties": lambda folder: treaty_parties(folder, RES75.parent / "corpus/treaty/rr-wrc12-en.tsv"),
    "library": library,
    "keys": lambda _: transactions(),
    "twins": lambda _: twins(),
    "brackets": lambda _: brackets(),
    "briefing": lambda _: briefings(),
    "positions": lambda _: positions(),
    "layers": lambda _: layers(),
    "merging": lambda _: merging(),
    "sharing": lambda _: shared_drafts(),
    "compare": lambda _: comparing(),
    "comparison-window": lambda _: rows(),
    "speech": lambda _: speech(),
    "interface": lambda _: interface(),
    "only-proposals": lambda _: only_proposals(),
    "editor": editor,
    "start": started,
}
"""Every chapter by its name in ARGS. Each runs in a folder of its own; the chapter on the editor begins with the one on start."""


def main() -> None:
    os.chdir(ROOT)
    chosen = sys.argv[1:] or [name for name in CHAPTERS if name != "start"]
    if unknown := [name for name in chosen if name not in CHAPTERS]:
        sys.exit(f"there is no chapter {', '.join(unknown)}; there are {', '.join(CHAPTERS)}")
    for name in chosen:
        with tempfile.TemporaryDirectory() as folder:
            CHAPTERS[name](Path(folder))


if __name__ == "__main__":
    main()
