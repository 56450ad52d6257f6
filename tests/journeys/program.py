"""The program as a user calls it, with its exit status and what it prints; and the judges of what it writes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

from app.cli.main import main
from tests.journeys import judges
from tests.outputs.run_verbs import Text
from tests.skips import OFFICE_PYTHON

ROOT = Path(__file__).resolve().parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHOWN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def clausewright(*arguments: object, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """One call of the command line, as `clausewright ARGUMENTS`, in a process of its own."""
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=timeout, check=False
    )


def called_here(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The same call in this process: a start takes longer than most verbs, and what they write and print is the same."""
    given, stdout, stderr = [*map(str, arguments)], Text(), Text()
    with redirect_stdout(stdout), redirect_stderr(stderr):
        status = main(given)
    return subprocess.CompletedProcess(given, status, stdout.getvalue(), stderr.getvalue())


def done(*arguments: object) -> str:
    """A call that must end well and say nothing on stderr; gives what it prints."""
    call = clausewright(*arguments)
    assert (call.returncode, call.stderr) == (0, ""), f"{arguments}: {call.stderr}{call.stdout}"
    return call.stdout


def shown(path: Path, view: str = "markup") -> dict[str, Any]:
    value: dict[str, Any] = json.loads(done("show", path, "--format", "json", "--view", view))
    return value


def judged(judge: Path, *arguments: object) -> None:
    """Asks a judge of `../shared/judge`, which must be content; in this process, which loads the schemas once."""
    verdict = Text()
    with redirect_stdout(verdict):
        status = judges.judge(judge.stem).main([*map(str, arguments)])
    assert status == 0, verdict.getvalue()


def judged_by_office(*files: Path, instrument: bool = False) -> None:
    """Asks the judge that works with LibreOffice about triples of a redline, its base and its draft. It is given copies:
    LibreOffice locks what it opens, and refuses a file that the test of another process has opened."""
    with tempfile.TemporaryDirectory() as folder:
        copies = [shutil.copy(file, Path(folder) / f"{number}-{file.name}") for number, file in enumerate(files)]
        options = ["--instrument"] if instrument else []
        command = [OFFICE_PYTHON, str(ROOT.parent / "shared/judge/office.py"), *options, *map(str, copies)]
        call = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert call.returncode == 0, call.stdout + call.stderr


def part(path: Path, name: str) -> etree._Element:
    with ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def paragraphs(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Style id and text of each paragraph, insertions and deletions both shown, note marks left out."""
    for paragraph in root.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = ""
        for run in paragraph.iter(W + "r"):
            if run.find(W + "footnoteReference") is not None or run.find(W + "footnoteRef") is not None:
                continue
            for child in run:
                name = etree.QName(child).localname
                text += (child.text or "") if name in ("t", "delText") else SHOWN.get(name, "")
        yield ("" if style is None else style.get(W + "val", "")), text
