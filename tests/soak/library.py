"""Imports into a library that are killed at random moments: `python -m tests.soak.library --count 200`.

A process takes files in, removes texts and makes the library again, and says what is done; it is killed, the library is opened
and looked at, and the next process goes on in it.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from model.formats.progress import Report, no_report
from model.library.imports.file_import import Survey, Work, add_chosen, complete, rebuild, survey
from model.library.imports.file_reader import Reading
from model.library.store.library import Library
from model.library.store.search import ALL, LibraryQuery
from model.library.texts.clauses import clauses_of
from model.library.texts.values import LibraryText
from tests.builders.library import library_text

ROOT = Path(__file__).resolve().parents[2]
FILES = 40
_KILLED = 1 if os.name == "nt" else -9
LONGEST = 0.6
"""Seconds after which a process is killed, once it works."""


def text_of(name: str) -> LibraryText:
    """The text of a name, in which no word but those of its name is in another text too."""
    return library_text(name, f"Title t{name}|that w{name} is a word, {'and more words ' * 60}|to count x{name}")


def read(data: bytes, name: str, report: Report = no_report) -> Reading:
    """The texts that a file names."""
    return Reading(tuple(map(text_of, data.decode().split())))


def work(folder: Path, seed: int) -> None:
    """Changes the library without end, and says each change before it begins and when it is done."""
    rnd = random.Random(seed)
    library = Library.open(folder / "library")
    _say("open")
    complete(library, Work(read))
    while True:
        held = library.texts()
        what = rnd.random()
        if what < 0.7 or len(held) < 10:
            path = folder / "files" / f"{rnd.randrange(FILES)}.txt"
            _say("add", path.name)
            found = survey([path], library, Work(read)) or Survey()
            add_chosen(library, found, dict(enumerate(found.texts)))
            _say("added", path.name)
        elif what < 0.95:
            text = rnd.choice(held)
            _say("remove", text.identity.number)
            library.changes.remove(text.id)
            _say("removed", text.identity.number)
        else:
            rebuild(library, Work(read))


def _say(*words: str) -> None:
    print(*words, flush=True)


def killed(folder: Path, count: int, seed: int) -> Iterator[list[str]]:
    """Kills so many processes, and gives after each what is wrong with the library; nothing is expected to be."""
    rnd = random.Random(seed)
    files = {f"{place}.txt": [f"{place}n{part}" for part in range(rnd.randint(1, 4))] for place in range(FILES)}
    (folder / "files").mkdir()
    for name, numbers in files.items():
        (folder / "files" / name).write_text(" ".join(numbers), encoding="ascii", newline="\n")
    wanted: dict[str, bool | None] = {}
    for place in range(count):
        command = [sys.executable, "-m", "tests.soak.library", "--work", str(folder), "--seed", str(seed * 1000 + place)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            try:
                process.wait(rnd.random() * LONGEST)
            except subprocess.TimeoutExpired:
                process.kill()
            lines = [line.split() for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        if process.returncode != _KILLED:
            yield [f"the process ended by itself with {process.returncode}"]
            return
        for what, name in lines:
            numbers = files.get(name, [name])
            for number in numbers:
                wanted[number] = {"added": True, "removed": False}.get(what)
        yield list(_faults(folder, wanted))


def _faults(folder: Path, wanted: dict[str, bool | None]) -> Iterator[str]:
    library = Library.open(folder / "library")
    yield from map(str, library.notices)
    held = {text.identity.number: text.id for text in library.texts()}
    for number, is_held in wanted.items():
        if is_held is not None and is_held is not (number in held):
            yield f"{number} {'is gone' if is_held else 'is back'}"
    for number, id in held.items():
        expected = clauses_of(text_of(number).redline)
        if library.clauses(id) != expected or library.text(id) != text_of(number):
            yield f"{number} is not whole"
        for word in (f"t{number}", f"w{number}", f"x{number}"):
            if {hit.text for hit in library.search(LibraryQuery(word), ALL).hits} != {id}:
                yield f"{word} is not found"
        if not library.original(id).is_file():
            yield f"the file of {number} is gone"
    if library.search(LibraryQuery("words"), ALL).total != len(held):
        yield "the index has other texts than the library"
    library.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs as many as are asked for and prints what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", default="")
    options = parser.parse_args(arguments)
    if options.work:
        work(Path(options.work), options.seed)
    with TemporaryDirectory() as folder:
        looked_at = enumerate(killed(Path(folder), options.count, options.seed), 1)
        faults = [f"kill {place}: {fault}" for place, found in looked_at for fault in found]
    print(*faults, f"{options.count} killed, {len(faults)} faults", sep="\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
