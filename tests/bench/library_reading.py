"""What it costs to read texts for the library: 64 from Word, each alone and all in one Final Acts file, in process."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import partial
from statistics import median

from model.formats.word.reader import read_word
from model.library.imports.file_reader import read_texts
from tests.bench.costs import ROOT, line
from tests.bench.sizes import size
from tests.bench.texts import sparse_text
from tests.builders.itu_word import Instrument, Row, Way, collection_file, instrument_file

TEXTS = size(64, trial=3)
RUNS = size(5, trial=1)
WAYS: tuple[Way, ...] = ("styles", "plain", "automatic")


def library_reading() -> None:
    """Prints the chapter: reading and splitting beside reading alone, by turns."""
    texts = rows_of_texts()
    for way in WAYS:
        alone = [instrument_file(rows, way) for rows in texts]
        acts = collection_file([Instrument(rows, "MOD") for rows in texts], way)
        found = read_texts(acts, "acts.docx").texts
        clauses = sum(len(text.redline.clauses) for text in found)
        works: tuple[tuple[str, Callable[[], object], Callable[[], object]], ...] = (
            (f"{len(alone)} files, {way}", partial(_read_all, read_word, alone), partial(_read_all, read_texts, alone)),
            (f"{len(found)} texts in one file, {clauses:,} clauses, {way}", partial(read_word, acts, "acts.docx"),
             partial(read_texts, acts, "acts.docx")),
        )  # fmt: skip
        for name, plain, read_library in works:
            taken = [(_taken(plain), _taken(read_library)) for _ in range(RUNS)]
            yardstick, library_time = (median(times[side] for times in taken) for side in (0, 1))
            line(f"library reading: {name}", f"{library_time:.2f} s CPU", "wanted with the store's part: under 4 s")
            line("times as long as to read them as documents", f"{library_time / yardstick:.2f}", "wanted: at most 2")


def rows_of_texts() -> list[list[Row]]:
    """The 20 texts of the corpus where they are there, and as many of our own under other numbers as make 64."""
    real = []
    for path in sorted((ROOT.parent / "shared/corpus/pp18").glob("*.tsv"))[:TEXTS]:
        lines = path.read_text(encoding="utf-8").splitlines()
        real.append([Row(*line.split("\t", 2)) for line in lines if line.count("\t") >= 2])
    opening = "The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),"
    words = [line.partition("\t") for line in sparse_text(60).splitlines() if "\t" in line]
    made = []
    for number in range(TEXTS - len(real)):
        head = [
            Row("number", "", f"RESOLUTION {300 + number} (REV. BUCHAREST, 2022)"), Row("title", "", f"On matter {number}"),
            Row("opening", "", opening), Row("call", "", "considering"),
        ]  # fmt: skip
        made.append([*head, *(Row("paragraph1", "", f"that {number} {text},") for _, _, text in words)])
    return [*real, *made]


def _read_all(read: Callable[[bytes, str], object], files: list[bytes]) -> None:
    for data in files:
        read(data, "text.docx")


def _taken(work: Callable[[], object]) -> float:
    """CPU seconds: what it takes on a machine that does nothing else."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start
