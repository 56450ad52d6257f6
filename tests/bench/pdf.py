"""What it costs to read a PDF, with the process that does it: 600 pages, and a resolution of six."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from model.formats.pdf.page_reading import read_page_picture, read_pages
from tests.bench.costs import cost, line
from tests.bench.sizes import size
from tests.builders.pdf import PdfFile, lines

PAGES = size(600, trial=2)
RUNS = size(7, trial=1)
READ = "import sys; from pathlib import Path; from model.formats.pdf.page_reading import read_pages; "
READ += "read_pages(Path(sys.argv[1]).read_bytes(), 'long.pdf')"
"""A program that reads the pages of a file."""
LINES = 46
WORDS = "telecommunication services of the Member States and Sector Members in accordance with"
"""With its number a line of 95 characters: 4,300 a page, as the densest pages of an assembly's proceedings have."""


def pdf_pages(folder: Path) -> None:
    """Prints the chapter."""
    (folder / "long.pdf").write_bytes(pdf_of_pages(PAGES))
    (folder / "short.pdf").write_bytes(pdf_of_pages(6))
    long = cost(["-c", READ, folder / "long.pdf"], runs=1)
    line(f"PDF: characters of {PAGES} pages", f"{long.cpu:.1f} s CPU", "wanted with the layout: at most 25 s")
    line("peak of the process, or of the program", f"{long.peak:.0f} MB", "wanted with the layout: at most 400 MB")
    short = (folder / "short.pdf").read_bytes()
    line(
        "six pages, with the process", f"{_taken(lambda: read_pages(short, 'short.pdf')):.2f} s", "wanted with the layout: 0.6 s"
    )
    data = (folder / "long.pdf").read_bytes()
    line(f"the picture of one of {PAGES} pages", f"{_taken(lambda: read_page_picture(data, 'long.pdf', 2, 1.5)):.2f} s")


def pdf_of_pages(count: int) -> bytes:
    """A PDF of full pages."""
    file = PdfFile()
    fonts = {"F1": file.font("Times-Roman")}
    for number in range(count):
        rows = [f"{number} {row}) {WORDS}" for row in range(LINES)]
        file.add_page(lines(*rows), fonts=fonts)
    return file.bytes()


def _taken(work: Callable[[], object]) -> float:
    """Seconds."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return median(times)
