"""Lines on the pages of the window begin where those of the print do, at every zoom and beside every pane."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.errors import FileError
from model.formats.notation import parse
from model.formats.word.reader import read_word
from model.submission.values import Proposal, Submission
from tests.bench.texts import long_text, sparse_text
from tests.builders.itu_word import Row, instrument_file
from tests.builders.mixed_texts import LATIN, LONG_TABLE, MIXED, RIGHT_TO_LEFT
from tests.builders.printed_lines import Compared, compare_lines

BEYOND = 2.0
"""Pixels by which a line may go beyond its end at every zoom, whatever sizes of letters the screen has."""
TALL = ("right to left", "scripts")
"""Texts whose letters have the widths that the system has at their size: Arabic letters are joined, Chinese ones are square."""
TEXTS = 40
LEAST = 25
"""Clauses of a text that counts."""
MOST = 0.003
"""The share of lines that may differ: those with equations, for which the print has words."""
WIDE, NARROW = 1400, 560
"""The width of the view, and that beside a pane."""
ROOMS = [(75, WIDE), (100, WIDE), (150, WIDE), (0, NARROW)]
"""Zoom (0: as there is room) and width."""
TABS = (
    "RESOLUTION 1\nOn tabs\nThe Assembly,\n*noting*\n"
    + "1bis.1.1.1\tA text with a label that is typed and a tab \t in it, " + "and many words of several lengths " * 9 + "\n"
    + "a)\tsome words\tand tabs\tin an item, " + "and it goes on for lines and lines and lines " * 7 + "\n"
)  # fmt: skip
BUILT = {
    "mixed": LATIN, "right to left": RIGHT_TO_LEFT * 4, "scripts": MIXED, "table": LONG_TABLE, "tabs": TABS,
    "long": long_text(150, tracked=True), "sparse": sparse_text(120),
}  # fmt: skip


def of_notation(text: str) -> Submission:
    redline = parse(text)
    return Submission(proposals=(Proposal("", "", redline, original=redline),), language=redline.language)


@pytest.mark.parametrize(("zoom", "width"), [*ROOMS, (87, WIDE), (110, NARROW)])
@pytest.mark.parametrize("name", BUILT)
def test_built_texts_have_the_lines_of_the_print(qapp, name: str, zoom: int, width: int) -> None:
    found = compare_lines(of_notation(BUILT[name]), zoom, width)
    assert found.lines > 8
    assert not found.other_lines
    assert found.beyond < BEYOND or name in TALL
    assert not found.other_pages


@pytest.fixture(scope="module")
def real_texts(shared: Path) -> list[tuple[str, Submission]]:
    """The texts of the Final Acts of PP-18, those of ITU, and others of Word files, as many as are wanted."""
    texts = list(_real_texts(shared / "corpus"))
    assert len(texts) == TEXTS
    return texts


def _real_texts(corpus: Path) -> Iterator[tuple[str, Submission]]:
    files: list[tuple[str, bytes]] = []
    for path in sorted((corpus / "pp18").glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [Row(*line.split("\t", 2)) for line in lines if line.count("\t") >= 2]
        files.append((path.stem, instrument_file(rows, "styles", "\t")))
    for folder in ("itu", "word/itu", "word/notes", "word/tracked"):
        files += [(path.name, path.read_bytes()) for path in sorted((corpus / folder).glob("*.docx"))]
    count = 0
    for name, data in files:
        try:
            submission = read_word(data, name).submission
        except FileError:
            continue
        if len(submission.proposals[0].redline.clauses) >= LEAST and count < TEXTS:
            count += 1
            yield name, submission


@pytest.mark.parametrize(("zoom", "width"), ROOMS)
def test_real_texts_have_the_lines_and_the_pages_of_the_print(
    qapp, real_texts: list[tuple[str, Submission]], zoom: int, width: int
) -> None:
    found = Compared()
    for _, submission in real_texts:
        found.add(compare_lines(submission, zoom, width))
    print(f"{zoom} %, {width} px: {found.lines} lines, {len(found.other_lines)} differ, {found.pages} page starts")
    assert found.lines > 10_000
    assert not found.other_pages
    assert found.share <= MOST, "\n".join(found.other_lines[:20])
