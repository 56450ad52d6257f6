"""The long run of sub-amendments: `python -m tests.soak.layers --seed 1 --count 500`; `make soak` runs it too.

Pairs of layers are exported as Word with the tracked changes of two parties. A resolver for one author must find the text in
force, theirs and ours; `../shared/judge` must agree on accepting and on rejecting everything, and LibreOffice, where it is
installed, on accepting everything, and on rejecting everything if nothing inserted is deleted whole: it drops such text.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from msgspec.structs import replace

from model.formats.word.export import export_word
from model.formats.word.writing.export_options import ExportOptions
from model.layers.combined import CombinedLayers, combined_layers
from model.redline import Redline, Status
from tests.builders.layers import layered, random_layers
from tests.journeys.judges import SHARED
from tests.skips import OFFICE_PYTHON
from tests.soak.compare import office_can

DATE = "2026-03-04T09:00:00Z"


def files_of(seed: int, folder: Path) -> tuple[Path, Path, Path]:
    """The pair of a seed as a file with both layers, the text in force and ours."""
    theirs, upper = random_layers(seed)
    both = layered(theirs, upper)
    texts = {"r": both, "b": replace(both, proposals=(replace(both.proposals[0], redline=theirs, theirs=None),)), "d": both}
    views = {
        "r": ExportOptions(date=DATE),
        "b": ExportOptions(date=DATE, view="base"),
        "d": ExportOptions(date=DATE, view="draft"),
    }
    paths = tuple(folder / f"{seed}.{name}.docx" for name in texts)
    for path, name in zip(paths, texts, strict=True):
        path.write_bytes(export_word(texts[name], views[name])[0])
    first, second, third = paths
    return first, second, third


def can_reject(seed: int) -> bool:
    """Whether LibreOffice rejects everything as it should: nothing that one party inserted is deleted whole by the other."""
    return not _is_retracted(combined_layers(*random_layers(seed)))


def _is_retracted(layers: CombinedLayers) -> bool:
    text: Redline = layers.redline
    stories = (text.clauses, *(note.clauses for note in text.notes.values()))
    return any(
        clause.end.status is Status.RETRACTED or any(run.status is Status.RETRACTED for run in clause.runs)
        for story in stories
        for clause in story
    )


def judged(seed: int, paths: tuple[Path, Path, Path]) -> str:
    """What the judge of Word files says against a pair; '' if it agrees."""
    from tests.journeys.judges import judge

    verdict = judge("redline").judge(*map(str, paths))
    wrong = [word for word in ("accept", "reject") if not verdict[f"{word}_noempty"]]
    return f"pair {seed}: {wrong} {verdict.get('accept_why')} {verdict.get('reject_why')}" if wrong else ""


def by_office(paths: list[tuple[Path, Path, Path]]) -> dict[int, str]:
    """The two letters of LibreOffice for each pair, by its seed."""
    command = [str(OFFICE_PYTHON), str(SHARED / "judge/office.py"), *(str(path) for triple in paths for path in triple)]
    output = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout
    return {int(Path(line.rpartition(" ")[0]).name.partition(".")[0]): line.rpartition(" ")[2] for line in output.splitlines()}


def wrong_in_office(paths: list[tuple[Path, Path, Path]], seeds: list[int]) -> list[str]:
    """The pairs of which LibreOffice is of another mind."""
    letters = by_office(paths)
    out = []
    for seed in seeds:
        accepts, rejects = letters.get(seed, "--")
        if not office_can(combined_layers(*random_layers(seed)).redline):
            continue  # it resolves no such text, however it is marked
        if accepts not in "Aa" or (rejects not in "Rr" and can_reject(seed)):
            out.append(f"pair {seed}: {accepts}{rejects}")
    return out


def main() -> None:
    from tests.model.formats.word.test_layers import check, check_reading, written

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    given = parser.parse_args()
    start = time.monotonic()
    seeds = list(range(given.seed, given.seed + given.count))
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        paths = []
        for seed in seeds:
            for new in (False, True):
                file = written(seed, new=new)
                check(file)
                check_reading(file)
            if SHARED.is_dir():
                paths.append(files_of(seed, Path(name)))
                faults += filter(None, [judged(seed, paths[-1])])
        if paths and OFFICE_PYTHON.exists():
            faults += wrong_in_office(paths, seeds)
    if faults:
        sys.exit("\n".join(faults))
    print(f"{given.count:,} pairs of layers, nothing found, {time.monotonic() - start:,.0f} s")


if __name__ == "__main__":
    main()
