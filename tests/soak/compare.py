"""The long run of the comparison: `python -m tests.soak.compare --seed 7 --count 5000`; `make soak` runs it too.

Small resolutions in six languages are edited at random; both sides of the redline must be the two texts, and every
fourth pair is written as Word files, compared, and judged by `../shared/judge` with styles and formats. Every fortieth is
judged by LibreOffice as well, where it is installed. A failure is reported with its seed and what was edited.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
import traceback
from itertools import pairwise
from pathlib import Path

from model.redline import NOTE, Clause, Redline, Status
from tests.builders.comparison_checks import compared, faults, judged, word_file
from tests.builders.six_languages import LANGUAGES, text_in
from tests.builders.variants import Editor
from tests.journeys.judges import SHARED
from tests.skips import OFFICE_PYTHON

AS_FILES = 4
BY_OFFICE = 40


def pair(seed: int, folder: Path | None) -> list[str]:
    """What was edited for a seed, once all held of it; the Word files of a sample are left in the folder."""
    source = random.Random(seed)
    base = text_in(LANGUAGES[seed % len(LANGUAGES)])
    editor = Editor(source)
    try:
        draft = editor.edit(base, source.randint(1, 12))
        if seed % 5 == 0:
            base = Editor(random.Random(seed + 1)).edit(base, 4)
        found = compared(base, draft, moves=seed % 7 != 0)
        if folder is not None and seed % AS_FILES == 0:
            files = word_file(base), word_file(draft)
            redline, verdict = judged(*files)
            assert not faults(verdict), faults(verdict)
            for name, data in zip("rbd", (redline, *files), strict=True):
                if seed % BY_OFFICE == 0 and office_can(found):
                    (folder / f"{seed}.{name}.docx").write_bytes(data)
    except Exception:
        done = ", ".join(editor.done)
        print(f"\nseed {seed}, {LANGUAGES[seed % len(LANGUAGES)]}: {done}\n{traceback.format_exc()}", flush=True)
        raise
    return editor.done


def office_can(found: Redline) -> bool:
    """Whether LibreOffice resolves such a text at all (measured with 25.2, however it is marked): it keeps a tracked end after a
    footnote or between two tables, loses cells where a row and a column of one table come or go, and an end that stays between
    an insertion before it and one after it."""
    rows = {(clause.row, clause.cell is not None and clause.end.status) for clause in found.clauses if clause.cell is not None}
    tracked = any(row is not Status.KEPT for row, _ in rows)
    if tracked and any(row is Status.KEPT and end is not Status.KEPT for row, end in rows):
        return False
    if any(first.runs and second.runs and _meet(first, second) for first, second in pairwise(found.clauses)):
        return False
    tables = {clause.cell[0] for clause in found.clauses if clause.cell is not None}
    if len(tables) > 1:
        return False
    return not any(clause.end.status is not Status.KEPT and NOTE in clause.text for clause in found.clauses)


def _meet(first: Clause, second: Clause) -> bool:
    return (
        first.runs[-1].status is second.runs[0].status is Status.INSERTED and first.end.status is Status.KEPT is second.end.status
    )


def by_office(folder: Path) -> list[str]:
    """The files on which LibreOffice is of another mind, but for empty paragraphs: it leaves one where the last paragraph
    before a table or of the text was moved."""
    names = sorted(folder.glob("*.r.docx"))
    triples = [folder / name.name.replace(".r.", f".{letter}.") for name in names for letter in "rbd"]
    command = [str(OFFICE_PYTHON), str(SHARED / "judge/office.py"), *map(str, triples)]
    output = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout
    return [line for line in output.splitlines() if "-" in line.rpartition(" ")[2]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=4_000)
    given = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) if SHARED.is_dir() else None
        for seed in range(given.seed, given.seed + given.count):
            try:
                pair(seed, folder)
            except Exception:
                sys.exit(1)
            if seed % 500 == 0:
                done = seed - given.seed
                print(f"{done:>9,} pairs, {done / (time.monotonic() - start):,.0f} a second", flush=True)
        strange = by_office(folder) if folder is not None and OFFICE_PYTHON.exists() else []
    if strange:
        sys.exit("LibreOffice resolves these otherwise:\n" + "\n".join(strange))
    print(f"{given.count:,} pairs, nothing found")


if __name__ == "__main__":
    main()
