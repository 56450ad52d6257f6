"""Real texts, the Final Acts of PP-18, written in three ways, are read into the kinds, labels and texts that
they have."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from model.formats.word.reader import read_word
from tests.builders.itu_word import Row, Way, instrument_file

MANGLED = ("dec_5", "res_71")
"""Texts with tables that their extraction broke."""
WANTED = 0.985


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, list[Row]]:
    out = {}
    for path in sorted((shared / "corpus/pp18").glob("*.tsv")):
        if path.stem not in MANGLED:
            lines = path.read_text(encoding="utf-8").splitlines()
            out[path.stem] = [Row(*line.split("\t", 2)) for line in lines if line.count("\t") >= 2]
    assert len(out) == 18
    return out


def read_rows(data: bytes) -> list[Row]:
    """The reading of a file, in the form of the tables."""
    clauses = read_word(data, "text.docx").submission.proposals[0].redline.clauses
    return [
        Row(
            f"paragraph{clause.props.level}" if clause.props.kind == "paragraph" else clause.props.kind,
            clause.label.text if clause.label else "",
            clause.text,
        )
        for clause in clauses
    ]


@pytest.mark.parametrize(("way", "after"), [*product(("styles", "plain"), ("\t", " ", "\u00a0")), ("automatic", "\t")])
def test_texts_are_read_as_they_are(texts: dict[str, list[Row]], way: Way, after: str) -> None:
    """Automatic labels have no separator of their own, so one way of them is enough."""
    wrong = []
    count = 0
    for name, rows in texts.items():
        read = read_rows(instrument_file(rows, way, after))
        assert len(read) == len(rows)
        count += len(rows)
        wrong += [(name, row, found) for row, found in zip(rows, read, strict=True) if row != found]
    share = 1 - len(wrong) / count
    shown = "\n".join(f"{name}: {row} read as {found}" for name, row, found in wrong[:30])
    assert share >= WANTED, f"{share:.2%} of {count} clauses\n{shown}"
