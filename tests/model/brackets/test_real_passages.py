"""The parser of brackets on paragraphs of real files, and on whole adopted texts, which have no open brackets."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from model.brackets.parser import parse_brackets
from model.brackets.values import Brackets
from model.files.opening import open_document
from model.redline import Clause, Props, Run
from model.submission.story import clauses_of, stories
from tests.model.brackets.real_passages import REAL_PASSAGES

BY_HAND = {
    "ITU-R-Format-of-ITU-R-Recommendations.docx": {9: "text", 11: "text", 23: "text"},
    "T-REC-G.Imp8101-201810-I!!MSW-E.docx": {84: "clause", 86: "clause"},
}
"""The paragraphs of `corpus/itu` that have words in brackets: remarks of a template, and marks around a correction."""


def placed(clauses: Sequence[Clause], found: Brackets, paragraph: int) -> list[str]:
    """The brackets that begin in a paragraph, as lines of `real_passages`."""
    index = {clause.id: number for number, clause in enumerate(clauses)}
    lines = []
    for made in found.open_texts:
        if index[made.span.first] == paragraph:
            later = index[made.span.last] - paragraph
            stop = f"+{later}:{made.span.stop}" if later else made.span.stop
            lines.append(f"{made.level} {made.kind} {made.span.start}-{stop} x{len(made.options)}")
    lines += [f"! {fault.kind} {fault.offset}" for fault in found.faults if index[fault.clause] == paragraph]
    placeholders = [span for span in found.placeholders if index[span.first] == paragraph]
    return lines + [f"? {span.start}-{span.stop}" for span in placeholders]


def test_there_are_sixty() -> None:
    assert sum(map(len, REAL_PASSAGES.values())) >= 60


@pytest.mark.parametrize("name", REAL_PASSAGES)
def test_the_brackets_of_real_paragraphs_are_found(shared: Path, name: str) -> None:
    clauses = open_document(shared / name).submission.proposals[0].redline.clauses
    found = parse_brackets(clauses)
    assert {paragraph: tuple(placed(clauses, found, paragraph)) for paragraph in REAL_PASSAGES[name]} == REAL_PASSAGES[name]


def test_adopted_resolutions_have_none(shared: Path) -> None:
    files = sorted((shared / "corpus" / "pp18").glob("*.tsv"))
    assert files
    for file in files:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
        clauses = tuple(Clause(f"c{number}", Props(), (Run(row[-1]),)) for number, row in enumerate(rows))
        found = parse_brackets(clauses)
        assert (file.name, found.open_texts, found.faults, found.placeholders) == (file.name, (), (), ())


def test_a_real_proposal_has_none(shared: Path) -> None:
    for file in sorted((shared / "res75").glob("*.docx")):
        submission = open_document(file).submission
        for story in stories(submission):
            for side in ("base", "draft"):
                found = parse_brackets(clauses_of(submission, story), side, story)
                assert (file.name, found.open_texts, found.faults) == (file.name, (), ())


@pytest.mark.parametrize("folder", ["corpus/itu/*.docx", "corpus/akn/un/*.xml"])
def test_other_adopted_texts_have_what_is_listed(shared: Path, folder: str) -> None:
    files = sorted(shared.glob(folder))
    assert files
    for file in files:
        submission = open_document(file, text="all" if file.suffix == ".xml" else "").submission
        for story in stories(submission):
            clauses = clauses_of(submission, story)
            found = parse_brackets(clauses, "draft", story)
            index = {clause.id: number for number, clause in enumerate(clauses)}
            listed = BY_HAND.get(file.name, {}) if not story.note else {}
            assert (file.name, {index[made.span.first]: made.kind for made in found.open_texts}) == (file.name, listed)
            assert (file.name, found.faults) == (file.name, ())


def test_brackets_of_an_akoma_ntoso_text_begin_in_a_number(shared: Path) -> None:
    """`[2` and `[2 alt` are numbers there: the second clause is the alternative to the first."""
    clauses = open_document(shared / "corpus/akn/examples/6-options.xml").submission.proposals[0].redline.clauses
    last = parse_brackets(clauses).open_texts[-1]
    assert (last.kind, last.span.first, last.span.last) == ("alternatives", clauses[2].id, clauses[3].id)
    assert [option.in_label for option in last.options] == [True, True]
