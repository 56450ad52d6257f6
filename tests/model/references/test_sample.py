"""Citations marked by hand in the Final Acts of PP-18: how many are found, and how many of those found are any.

The sample is every second line of `corpus/pp18` that holds a digit, is no head line and has at most 1,000 characters, and the
lines between them of five texts that cite much. `data/pp18-citations.tsv` names file, line (from 1) and what a reader takes a
citation to be; the texts themselves are not in it. A line of the sample that is not named there cites nothing. Marked are
instruments with a number (resolutions, decisions, recommendations, opinions, questions, articles and numbers of treaties) and
conferences by abbreviation and year; `§` of declarations, sections, annexes, study groups and documents are not. A body is
marked where the line tells it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.references.citation_parser import cite
from model.references.citations import Citation

MARKS = Path(__file__).with_name("data") / "pp18-citations.tsv"
HEADS = ("number", "title", "history", "opening")
WHOLE = ("res_101", "res_102", "res_123", "res_25", "res_64", "res_70")

Mark = tuple[str, str, str, str]
"""Instrument, body, number, edition without `Rev.`."""


def sampled(folder: Path) -> Iterator[tuple[str, int, str]]:
    count = 0
    for path in sorted(folder.glob("*.tsv")):
        for line, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            kind, _, text = row.split("\t")
            if kind not in HEADS and len(text) <= 1000 and re.search(r"\d", text):
                count += 1
                if count % 2 == 0 or path.stem in WHOLE:
                    yield path.stem, line, text


def marked() -> dict[tuple[str, int], list[Mark]]:
    found: dict[tuple[str, int], list[Mark]] = {}
    for row in MARKS.read_text(encoding="utf-8").splitlines()[1:]:
        file, line, instrument, body, number, edition = row.split("\t")
        found.setdefault((file, int(line)), []).append((instrument, body, number, edition.removeprefix("Rev. ")))
    return found


def read(citation: Citation) -> Mark:
    edition = citation.edition
    message = ""
    if edition is not None and edition.form != "suffix":
        message = f"{edition.place}, {edition.year}" if edition.place else str(edition.year)
    return citation.instrument, "PP" if citation.of_this_conference else citation.body, citation.number, message


def agreeing(wanted: list[Mark], found: list[Mark]) -> int:
    """How many of each other's marks two lists hold; a mark without a body agrees with any."""
    left = Counter(found)
    hits = 0
    for mark in sorted(wanted, key=lambda mark: not mark[1]):
        same = next((known for known in left if left[known] and known[0::2] == mark[0::2] and known[3] == mark[3]
                     and mark[1] in ("", known[1])), None)  # fmt: skip
        if same is not None:
            left[same] -= 1
            hits += 1
    return hits


def test_of_the_marked_citations_98_in_100_are_found_and_98_in_100_found_are_marked(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = marked()
    hits = found = 0
    wrong = []
    lines = list(sampled(shared / "corpus" / "pp18"))
    assert marks.keys() <= {(file, line) for file, line, _ in lines}
    for file, line, text in lines:
        wanted, read_here = marks.get((file, line), []), [read(citation) for citation in cite(text, "en")]
        same = agreeing(wanted, read_here)
        hits += same
        found += len(read_here)
        if not same == len(wanted) == len(read_here):
            wrong.append(f"{file}:{line}: marked {wanted}, read {read_here}")
    total = sum(map(len, marks.values()))
    with capsys.disabled():
        print(f"\n{total} citations in {len(lines)} lines: precision {hits / found:.3f}, recall {hits / total:.3f}")
    assert total >= 200
    assert hits / found >= 0.98, "\n".join(wrong)
    assert hits / total >= 0.98, "\n".join(wrong)
