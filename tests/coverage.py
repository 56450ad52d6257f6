"""The branches that the tests take, by file and by folder: `python -m tests.coverage`, which is `make coverage`.

    python -m tests.coverage [PATH …]

Without a path all tests run, and a folder below its floor in `tests/coverage_floors.toml` makes the run fail; one that is more
than two points above it raises its floor to a point below what was measured, since examples of laws differ from run to run. The
file is then to be committed; nothing lowers a floor. With paths the table is shown and nothing judged. What runs in a process of
its own or in a thread of Qt is not seen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from tests.sources import LAYERS, ROOT

FLOORS = Path(__file__).with_name("coverage_floors.toml")
ABOVE = 2
"""Points above its floor from which on a folder raises it."""
HEAD = """\
# The least share, in percent, of statements and branches of a folder that the tests take. `make coverage` raises a floor; nothing
# lowers one. What is low is to be tested, not excused.
"""
Counts = tuple[int, int]
"""Statements and branches that were taken, and all of them."""


def measured(paths: list[str], report: Path) -> int:
    """Runs the tests and writes coverage's report as JSON; gives the exit status of pytest."""
    sources = [f"--cov={layer}" for layer in LAYERS]
    options = ["-n", "2", "--dist", "loadgroup", "-q", *sources, "--cov-branch", f"--cov-report=json:{report}"]
    beside = {**os.environ, "COVERAGE_FILE": str(report.with_name(".coverage"))}
    return subprocess.run([sys.executable, "-m", "pytest", *options, *paths], cwd=ROOT, env=beside, check=False).returncode


def by_file(report: Mapping[str, object]) -> dict[str, Counts]:
    """The counts of each file that has anything to be taken."""
    out = {}
    files: Mapping[str, Mapping[str, Mapping[str, int]]] = report["files"]  # type: ignore[assignment]
    for name, file in files.items():
        of = file["summary"]
        whole = of["num_statements"] + of.get("num_branches", 0)
        if whole:
            out[Path(name).as_posix()] = (of["covered_lines"] + of.get("covered_branches", 0), whole)
    return out


def by_folder(files: Mapping[str, Counts]) -> dict[str, float]:
    """The share of each folder in percent, of the files that lie in it."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, (taken, whole) in files.items():
        folder = name.rpartition("/")[0]
        sums[folder][0] += taken
        sums[folder][1] += whole
    return {folder: 100 * taken / whole for folder, (taken, whole) in sorted(sums.items())}


def below(floors: Mapping[str, int], found: Mapping[str, float]) -> list[str]:
    """A sentence for each folder that is below its floor, or that is gone."""
    low = [name for name, floor in floors.items() if found.get(name, 100) < floor]
    wrong = [f"{name}: {found[name]:.1f} %, its floor is {floors[name]} %" for name in low]
    return wrong + [f"{name}: there is no such folder; take its floor out" for name in floors if name not in found]


def raised(floors: Mapping[str, int], found: Mapping[str, float]) -> dict[str, int]:
    """The floors after a run: none lower than before, a new folder with one of its own."""
    higher = {name: max(int(share) - 1, 0) for name, share in found.items() if share >= floors.get(name, -ABOVE) + ABOVE}
    return dict(sorted({**floors, **{name: floor for name, floor in higher.items() if floor > floors.get(name, -1)}}.items()))


def written(floors: Mapping[str, int]) -> str:
    """The file of the floors."""
    return HEAD + "\n[floors]\n" + "".join(f'"{name}" = {floor}\n' for name, floor in floors.items())


def main(paths: list[str]) -> int:
    """Measures, shows the table and, where all tests ran, judges."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        status = measured(paths, report)
        if not report.is_file():
            return status or 1
        files = by_file(json.loads(report.read_text(encoding="utf-8")))
    if paths:
        files = {name: counts for name, counts in files.items() if counts[0]}
    for name, (taken, whole) in sorted(files.items(), key=lambda item: item[1][0] / item[1][1]):
        print(f"{100 * taken / whole:6.1f} %  {whole - taken:5} of {whole:5} not taken  {name}")
    found = by_folder(files)
    print(*(f"{share:6.1f} %  {name}" for name, share in found.items()), sep="\n")
    if paths or status:
        return status
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
    wrong = below(floors, found)
    print(*wrong, sep="\n", file=sys.stderr)
    if not wrong:
        FLOORS.write_text(written(raised(floors, found)), encoding="utf-8", newline="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
