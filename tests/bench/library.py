"""What a library costs: texts added from Word, the index of a full one, a query, the words shown, near-duplicates of a clause,
the texts that it cites and does not have."""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from model.files.project_file import save_project
from model.formats.amend import Project
from model.formats.notation import parse_submission
from model.library.folder.database_files import DATABASE
from model.library.imports.file_reader import read_texts
from model.library.queries.library_twins import identities_of, twins_in
from model.library.queries.missing_texts import missing_texts, steps_to_citing_places
from model.library.queries.twins import twin_clauses
from model.library.store.library import Library, LibraryRecord
from model.library.store.library_records import PreparedText
from model.library.store.search import LibraryQuery
from model.library.texts.search_normalization import words_of
from model.text.stepwise import run_to_end
from tests.bench.costs import ROOT, cost, line
from tests.bench.sizes import size
from tests.bench.texts import long_text

PP18 = ROOT.parent / "shared" / "corpus" / "pp18"
LETTERS = size(30_000_000, trial=60_000)
FILES = size(64, trial=2)
PDF_TEXTS = size(17, trial=1)
"""Texts of each part of a PDF; those of six parts fill some 600 pages."""
QUERIES = size(400, trial=8)


def library(folder: Path) -> None:
    """Prints the chapter; the texts lie in a folder meanwhile."""
    _added(folder)
    _missing(folder / "missing")
    _collection(folder)
    _full(folder / "full")


def _added(folder: Path) -> None:
    """Files of Word added by the command line, start-up and all."""
    (folder / "word").mkdir()
    for place, text in enumerate(_notations()):
        project, word = folder / "text.amend", folder / "word" / f"{place}.docx"
        save_project(Project(parse_submission(text)), project)
        cost(["-m", "app", "export", project, "-o", word, "--base"], runs=1)
    taken = cost(["-m", "app", "library", "add", folder / "word", "--library", folder / "added"], runs=1)
    line(f"{FILES} texts added from Word, whole process", f"{taken.cpu:.2f} s CPU", "wanted: under 4 s CPU")


def _missing(folder: Path) -> None:
    """What the same texts cite and the library does not have."""
    library = Library.open(folder)
    for place, text in enumerate(_notations()):
        found = read_texts(text.encode(), f"{place}.txt").texts
        library.changes.add(str(place).encode(), f"{place}.txt", found)
    clauses = sum(len(library.clauses(text.id)) for text in library.texts())
    library.search(LibraryQuery("x"))
    begun = time.process_time()
    missing = missing_texts(run_to_end(steps_to_citing_places(library)), library.texts(), library.editions())
    taken = time.process_time() - begun
    library.close()
    size = f"{len(missing)} cited and missing texts of {FILES} with {clauses:,} clauses"
    line(size, f"{taken:.2f} s CPU", "wanted: under 1 s CPU")


def _collection(folder: Path) -> None:
    """A PDF of many texts, with a list of contents and six parts, added by the command line with its processes."""
    path = folder / "acts.pdf"
    cost(["-m", "tests.builders.pdf_collection", path, PDF_TEXTS], runs=1)
    taken = cost(["-m", "app", "library", "add", path, "--library", folder / "acts"], runs=1)
    name = f"a PDF of {6 * PDF_TEXTS} texts in six parts added, all processes"
    line(name, f"{taken.cpu:.1f} s CPU, {taken.peak:.0f} MB", "wanted: under 25 s CPU and 400 MB")


def _notations() -> list[str]:
    real = []
    for path in sorted(PP18.glob("*.tsv"))[:FILES] if PP18.is_dir() else ():
        rows = (row.split("\t", 2) for row in path.read_text(encoding="utf-8").splitlines() if row.count("\t") > 1)
        real.append("".join(f"{_head(label)}{_marked(kind, text)}\n" for kind, label, text in rows))
    made = (long_text(60, tracked=False).replace("112", str(200 + place), 1) for place in range(FILES - len(real)))
    return [*real, *made]


def _head(label: str) -> str:
    return label and f"{label}\t"


def _marked(kind: str, text: str) -> str:
    return f"*{text}*" if kind == "call" else text


def _full(folder: Path) -> None:
    """A library of the size of everything that ITU has in force."""
    from tests.bench.library_texts import texts

    made = list(texts(LETTERS))
    clauses = 0
    begun = time.process_time()
    for text in made:
        clauses += len(PreparedText.of(text).clauses)
    preparing = time.process_time() - begun
    library = Library.open(folder)
    begun = time.process_time()
    for start in range(0, len(made), 8):
        library.changes.add(str(start).encode(), f"{start}.docx", made[start : start + 8])
    adding = time.process_time() - begun
    size = f"{LETTERS / 1e6:g} million letters in {clauses:,} clauses of {len(made):,} texts"
    line(f"{size}: indexed", f"{adding - preparing:.1f} s CPU", "wanted: under 20 s CPU")
    library.close()
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        (index,) = database.execute("SELECT sum(length(block)) FROM words_data").fetchone()
    line("the index", f"{index / 1e6:.0f} MB", "wanted: under 100 MB")
    line("the whole database", f"{(folder / DATABASE).stat().st_size / 1e6:.0f} MB", "wanted: under 160 MB")
    _asked(Library.open(folder))


def _asked(library: Library) -> None:
    rnd = random.Random(5)
    held = library.texts()
    library.search(LibraryQuery("x"))
    queries = [_query(library, held, rnd) for _ in range(QUERIES)]
    taken = [_taken(partial(library.search, query)) for query in queries]
    _line("a query of one to three words, a phrase or a beginning", taken, 30)
    typed = [LibraryQuery(_words(library, held, rnd, 1)[:3], unfinished=True) for _ in range(QUERIES // 4)]
    _line("first hits after three letters", [_taken(partial(library.search, query, 20)) for query in typed], 100)
    chosen = [(library.clauses(text.id)[rnd.randrange(5, 50)], text) for text in rnd.choices(held, k=QUERIES // 4)]
    taken = [_taken(partial(_alike, library, sample.text, text.identity.language)) for sample, text in chosen]
    _line("clauses that hold six of the rarest third of a clause’s words", taken, 20)
    identities = identities_of(library)
    sought = [sample for clause, text in chosen for sample in twin_clauses(0, text.identity, [clause])]
    taken = [_taken(partial(twins_in, library, sample, identities)) for sample in sought]
    _line("the twins of a clause, in the database", taken, 20)
    again = library.texts()[len(held) // 2]
    text = library.text(again.id)
    removing = _taken(partial(library.changes.remove, again.id))
    adding = _taken(partial(library.changes.add, b"again", "again.docx", [text]))
    line("a text removed, and added again", f"{removing * 1000:.0f} ms, {adding * 1000:.0f} ms")


def _alike(library: Library, text: str, language: str) -> None:
    """As near-duplicates are looked for."""
    words = {word.form for word in words_of(text)}
    rarest = sorted(words, key=library.frequencies(words).__getitem__)[: len(words) // 3 + 6]
    library.search_by_weight(dict.fromkeys(rarest, 1), 6, LibraryQuery(language=language))


def _query(library: Library, held: Sequence[LibraryRecord], rnd: random.Random) -> LibraryQuery:
    words = _words(library, held, rnd, rnd.choice((1, 1, 2, 2, 3)))
    kind = rnd.random()
    return LibraryQuery(f'"{words}"' if kind < 0.3 else f"{words[:-1] or words}*" if kind < 0.5 else words)


def _words(library: Library, held: Sequence[LibraryRecord], rnd: random.Random, number: int) -> str:
    text = rnd.choice(library.clauses(rnd.choice(held).id)).text
    places = list(words_of(text))
    first = rnd.randrange(max(1, len(places) - number))
    return text[places[first].start : places[min(first + number, len(places)) - 1].stop]


def _taken(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _line(name: str, taken: Sequence[float], wanted: int) -> None:
    often = quantiles(taken, n=20)[-1]
    found = f"{median(taken) * 1000:.1f} ms, {often * 1000:.1f} ms"
    line(f"{name}: median, 95th percentile", found, f"wanted: under {wanted} ms")


if __name__ == "__main__":
    library(Path(sys.argv[1]))
