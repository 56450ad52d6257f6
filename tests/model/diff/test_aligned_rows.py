"""Rows of a comparison: each side reads as its text does, and every clause stands once."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from msgspec.structs import replace

from model.diff.aligned_rows import align_redline
from model.redline import Status, paragraphs
from model.redline.canonical import canonical
from tests.builders.comparison_checks import compared
from tests.builders.notation import redline
from tests.builders.six_languages import LANGUAGES, text_in
from tests.builders.strategies import redlines
from tests.builders.variants import Editor


def content_of(paragraph):
    return paragraph.bearer.id, paragraph.closing.id, paragraph.props, paragraph.runs


def check(text):
    found = align_redline(text)
    rows = [row for row in found.rows if not row.note]
    assert [clause for row in rows for clause in row.clauses] == list(text.clauses)
    for side in ("base", "draft"):
        halves = [half.paragraph for row in rows for half in row.on(side)]
        assert list(map(content_of, halves)) == list(map(content_of, paragraphs(text.clauses, side)))
    for place, row in enumerate(found.rows):
        assert bool(row.sorts) == bool(found.changes_in(place))
    return found


@given(redlines())
def test_the_halves_of_the_rows_are_the_two_texts(text):
    """Tables that come from nowhere aside: no comparison merges a paragraph over a row of one side into the next."""
    clauses = canonical([replace(clause, row=Status.KEPT) for clause in text.clauses])
    check(replace(text, clauses=clauses))


@pytest.mark.parametrize("seed", range(24))
def test_so_they_are_of_a_comparison(seed):
    base = text_in(LANGUAGES[seed % len(LANGUAGES)])
    check(compared(base, Editor(random.Random(seed)).edit(base, 1 + seed % 9)))


BASE = """\
*considering*
a)\tthat small islands need help from their neighbours;
b)\tthat telecommunications evolve quickly in every region;
c)\tthat the Council adopted a plan for continuity of services,
*resolves*
1\tto go on with the studies
"""


def states(draft: str) -> list[str]:
    return [row.state for row in align_redline(compared(redline(BASE), redline(draft))).rows]


def test_a_row_says_what_became_of_it():
    lines = BASE.splitlines(keepends=True)
    same = ["same"] * 6
    assert states(BASE) == same
    assert states(BASE.replace("quickly", "slowly")) == [*same[:2], "changed", *same[3:]]
    new = "b)\tthat nothing of this was ever said;\n"
    longer = "".join([*lines[:2], new, lines[2].replace("b)", "c)"), lines[3].replace("c)", "d)"), *lines[4:]])
    assert states(longer) == ["same", "same", "inserted", "renumbered", "renumbered", "same", "same"]
    moved = "".join([lines[0], lines[2].replace("b)", "a)"), lines[1].replace("a)", "b)"), *lines[3:]])
    assert states(moved).count("moved") == 2


def test_a_split_paragraph_stands_beside_its_two_parts():
    draft = BASE.replace("evolve quickly in", "evolve\nc)\tquickly in").replace("c)\tthat", "d)\tthat")
    rows = align_redline(compared(redline(BASE), redline(draft))).rows
    assert [(len(row.left), len(row.right)) for row in rows if row.state == "changed"] == [(1, 2)]


def test_a_change_in_a_note_shows_in_its_row():
    text = "*resolves*\n1\tto go on[^1]\n\n[^1]: with {--old--}{++new++} words\n"
    found = align_redline(redline(text))
    assert [(bool(row.note), row.state) for row in found.rows][-1] == (True, "changed")
    assert [change.row for change in found.changes] == [len(found.rows) - 1]
