"""Comparison against the engines of others: what the judges say of each pair, and what it costs.

The engines are installed into an environment of their own, `.venv-peers`, by this chapter alone; one that cannot be had is
left out with a sentence. `make bench ARGS=compare` runs the chapter alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tests.bench.costs import ROOT, Cost, line, taken_by
from tests.journeys.judges import SHARED, judge
from tests.skips import OFFICE_PYTHON

PAIRS = SHARED / "corpus" / "pairs"
NAMES = tuple(
    "x1 insmid delclause move move_nolabel split merge table tablerow footnote fnadd fmtonly styleonly lastdel lastins "
    "hard".split()
)
LONG = ("x10", "x50")
PEERS = ROOT / ".venv-peers"
INSTALLED = ("python-redlines[docxodus]==2.0.0", "docx-trackdiff==1.0.0")
PEERS_FOLDER = Path(__file__).parent / "peers"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PATIENCE = 150
"""Seconds after which an engine is stopped."""


@dataclass(frozen=True)
class Engine:
    name: str
    command: Callable[[Path, Path, Path], Sequence[object]]
    """What compares two files into a third."""


def comparing() -> None:
    """The whole chapter."""
    if not PAIRS.is_dir():
        line("comparison", "skipped", "../shared is absent")
        return
    engines = [Engine("clausewright", lambda a, b, out: (sys.executable, "-m", "app", "compare", a, b, "-o", out)), *_peers()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        right = _quality(engines, folder)
        _speed(engines, right, folder)


def _peers() -> Iterator[Engine]:
    if _install():
        python = PEERS / ("Scripts" if sys.platform == "win32" else "bin")
        yield Engine("docxodus", lambda a, b, out: (python / "python", PEERS_FOLDER / "docxodus.py", a, b, out))
        yield Engine("trackdiff", lambda a, b, out: (python / "docx-trackdiff", a, b, out))
    else:
        line("docxodus, trackdiff", "left out", "they could not be installed; is there a network?")
    if OFFICE_PYTHON.exists() and shutil.which("soffice"):
        judges = SHARED / "judge"
        yield Engine("libreoffice", lambda a, b, out: (OFFICE_PYTHON, PEERS_FOLDER / "libreoffice.py", judges, a, b, out))
    else:
        line("libreoffice", "left out", "LibreOffice and its bridge to Python are not installed")


def _install() -> bool:
    """Whether the engines of Python are there; installs them at the first time."""
    done = PEERS / "installed"
    if done.exists() and done.read_text(encoding="utf-8").split() == list(INSTALLED):
        return True
    venv.create(PEERS, with_pip=True, clear=True)
    python = PEERS / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    call = subprocess.run([python, "-m", "pip", "install", "-q", *INSTALLED], capture_output=True, check=False)
    if call.returncode == 0:
        done.write_text("\n".join(INSTALLED), encoding="utf-8", newline="\n")
    return call.returncode == 0


def _run(engine: Engine, base: Path, new: Path, out: Path) -> Cost | None:
    """What one comparison costs, with all processes that it starts; None if it failed or took too long."""
    out.unlink(missing_ok=True)
    command = [str(part) for part in engine.command(base, new, out)]
    timed = shutil.which("timeout")
    taken = taken_by([timed, str(PATIENCE), *command] if timed else command, silent=True)
    return taken if out.exists() else None


# --- quality ----------------------------------------------------------------------------------------------------------


def _quality(engines: Sequence[Engine], folder: Path) -> dict[str, bool]:
    """Prints what both judges say; whether each engine is right by both on x1, with styles and formats."""
    print("\nA accepting gives the new text, R rejecting the old one (+s styles, +f formats too), x wrong; then LibreOffice's")
    print(
        "verdict (a, r: but for empty paragraphs); words deleted/inserted, mv moves, L labels kept small of those that moved on\n"
    )
    print(f"{'pair':<14}" + "".join(f"{engine.name:<38}" for engine in engines))
    verdicts: dict[str, dict[str, str]] = {}
    for engine in engines:
        triples = []
        for name in NAMES:
            base, new = (PAIRS / f"{name}.{side}.docx" for side in ("base", "new"))
            out = folder / f"{name}.{engine.name}.docx"
            if _run(engine, base, new, out):
                triples += [out, base, new]
        office = _office(triples)
        verdicts[engine.name] = {
            red.name.partition(".")[0]: _verdict_line(red, base, new, office.get(str(red), "--"))
            for red, base, new in zip(triples[::3], triples[1::3], triples[2::3], strict=True)
        }
    for name in NAMES:
        print(f"{name:<14}" + "".join(f"{verdicts[engine.name].get(name, 'failed'):<38}" for engine in engines), flush=True)
    return {name: verdict.get("x1", "").startswith("AR+sf AR ") for name, verdict in verdicts.items()}


def _verdict_line(red: Path, base: Path, new: Path, office: str) -> str:
    try:
        verdict = judge("redline").judge(red, base, new)
    except Exception as error:
        return f"unreadable ({type(error).__name__})"
    cost = verdict["cost"]
    content_verdict = ("A" if verdict["accept"] else "x") + ("R" if verdict["reject"] else "x")
    more = "".join(sign for sign, key in (("s", "style"), ("f", "fmt")) if verdict[f"accept_{key}"] and verdict[f"reject_{key}"])
    kept, moved_on = verdict["labels"]
    moves = f" mv{cost['mf']}" if cost["mf"] else ""
    labels = f" L{kept}/{moved_on}" if moved_on else ""
    return f"{content_verdict}{'+' * bool(more)}{more} {office} {cost['delw']}/{cost['insw']}{moves}{labels}"


def _office(triples: Sequence[Path]) -> dict[str, str]:
    """What LibreOffice says of redlines, each with its base and new text after it, by their names."""
    if not OFFICE_PYTHON.exists() or not shutil.which("soffice"):
        return {}
    command = [str(OFFICE_PYTHON), str(SHARED / "judge" / "office.py"), *map(str, triples)]
    output = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout
    rows = (row.rpartition(" ") for row in output.splitlines())
    return {name: verdict.replace("-", "x") for name, _, verdict in rows}


# --- speed ------------------------------------------------------------------------------------------------------------


def _speed(engines: Sequence[Engine], right: dict[str, bool], folder: Path) -> None:
    """Prints CPU time and peak memory, and how many times the fastest engine that is right takes of ours."""
    print()
    wanted = {"x1": 3, "x10": 4, "x50": 10}
    for name in ("x1", *LONG, "x200"):
        base, new = _texts(name, folder)
        costs: dict[str, Cost] = {}
        for engine in engines:
            if name == "x200" and engine is not engines[0]:
                continue  # no correct peer ended it in 150 s
            runs = 3 if name in ("x1", "x10") else 1
            found = [_run(engine, base, new, folder / "out.docx") for _ in range(runs)]
            known = sorted(
                (engine_cost for engine_cost in found if engine_cost is not None), key=lambda engine_cost: engine_cost.cpu
            )
            if known:
                costs[engine.name] = known[len(known) // 2]
            value = f"{costs[engine.name].cpu:.2f} s CPU {costs[engine.name].peak:.0f} MB" if known else "failed or stopped"
            line(f"{name} compared by {engine.name}", value, "wanted: under 10 s, 500 MB" if name == "x200" else "")
        others = [cost.cpu for peer, cost in costs.items() if peer != engines[0].name and right.get(peer)]
        if others and engines[0].name in costs and name in wanted:
            times = min(others) / costs[engines[0].name].cpu
            line(f"{name}: times faster than the fastest that is right", f"{times:.1f}", f"wanted: over {wanted[name]}")


def _texts(name: str, folder: Path) -> tuple[Path, Path]:
    if name != "x200":
        return PAIRS / f"{name}.base.docx", PAIRS / f"{name}.new.docx"
    return _fourfold("base", folder), _fourfold("new", folder)


def _fourfold(side: str, folder: Path) -> Path:
    """The text x50 four times over, each time told apart: 14,800 against 19,800 paragraphs."""
    out = folder / f"x200.{side}.docx"
    with zipfile.ZipFile(PAIRS / f"x50.{side}.docx") as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, _multiplied(data) if name == "word/document.xml" else data)
    return out


def _multiplied(data: bytes) -> bytes:
    root = etree.fromstring(data)
    section = root.find(f"{W}body/{W}sectPr")
    assert section is not None
    paragraphs = root.findall(f"{W}body/{W}p")
    for number in range(1, 4):
        for paragraph in paragraphs:
            copy = deepcopy(paragraph)
            for reference in list(copy.iter(W + "footnoteReference")):
                for run in list(reference.iterancestors(W + "r")):
                    copy.remove(run)
            for text in [*copy.iter(W + "t")][-1:]:
                text.text = f"{text.text or ''} [{number}]"
            section.addprevious(copy)
    return etree.tostring(root)
