"""What it costs to read a PDF, with the process that does it: 600 pages, and a resolution of six."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

from model.formats.pdf.page_reading import read_page_picture
from tests.bench.costs import cost, line
from tests.bench.sizes import size
from tests.builders.pdf import PdfFile
from tests.builders.pdf import line as line_of

PAGES = size(600, trial=2)
RUNS = size(7, trial=1)
READ = "import sys; from pathlib import Path; from model.formats.pdf.page_reading import read_pages; "
READ += "read_pages(Path(sys.argv[1]).read_bytes(), 'long.pdf')"
"""A program that reads the pages of a file."""
PARAGRAPHS = 11
WORDS = """telecommunication services of the Member States and Sector Members in accordance with provisions that administrations
apply to networks study groups advisory bodies conference radio spectrum development standardization numbering""".split()


def pdf_pages(folder: Path) -> None:
    """Prints the chapter."""
    (folder / "long.pdf").write_bytes(pdf_of_pages(PAGES))
    (folder / "short.pdf").write_bytes(pdf_of_pages(6))
    pages = cost(["-c", READ, folder / "long.pdf"], runs=1)
    long = cost(["-m", "app", "import", folder / "long.pdf", "-o", folder / "long.amend"], runs=1)
    line(f"PDF: import of {PAGES} pages", f"{long.cpu:.1f} s CPU", "wanted: at most 25 s")
    line("the characters alone", f"{pages.cpu:.1f} s CPU {pages.peak:.0f} MB")
    line("peak of the program, or of the process", f"{long.peak:.0f} MB", "wanted: at most 400 MB")
    short = cost(["-m", "app", "import", folder / "short.pdf", "-o", folder / "short.amend"], runs=RUNS)
    line("import of six pages, with both processes", f"{short.wall:.2f} s", "wanted: at most 0.6 s")
    data = (folder / "long.pdf").read_bytes()
    line(f"the picture of one of {PAGES} pages", f"{_taken(lambda: read_page_picture(data, 'long.pdf', 2, 1.5)):.2f} s")


def pdf_of_pages(count: int) -> bytes:
    """A PDF of full pages, each with a heading and eleven paragraphs of four lines: 3,000 characters."""
    file = PdfFile()
    fonts = {"F1": file.font("Times-Roman")}
    random = Random(1)
    for number in range(1, count + 1):
        drawn = line_of(f"{number} {' '.join(random.sample(WORDS, 4))}", 72, 800)
        for row in range(PARAGRAPHS):
            texts = [" ".join(random.sample(WORDS, 12)) for _ in range(4)]
            texts[0] = f"{number}.{row + 1} that {texts[0]}"
            texts[3] = f"{texts[3][:20]};"
            drawn += "".join(line_of(text, 72, 780 - 64 * row - 14 * at, size=9) for at, text in enumerate(texts))
        file.add_page(drawn, fonts=fonts)
    return file.bytes()


def _taken(work: Callable[[], object]) -> float:
    """Seconds."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return median(times)
