"""The printout: each view has the whole of its sides, an excerpt has every amendment, the columns have paragraph beside
paragraph."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.formats.page.blocks import Cell, Line, Table
from model.formats.page.excerpt import CONTEXT, excerpt, is_amended
from model.formats.page.metrics import TEXT_WIDTH, metrics
from model.formats.page.printout import PrintView, printout
from model.numbering import Labelling
from model.redline import OBJECT, Redline, Side, Status
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline
from tests.builders.strategies import redlines, without_notes

TEXT = """\
    # RESOLUTION 7
    ## A title
    *considering*
    a)\tthat one[^1];
    b)\tthat two;
    c)\tthat three;
    d)\tthat four,
    *resolves*
    1\tto {--do--}{++act++};
    2\tto rest;
    3\tto {++¶++}
    {++4\tsleep;++}{++¶++}
    5\tand dream.
    [^1]: A note.
"""


def submission(value: Redline, symbol: str = "MOD", reasons: str = "") -> Submission:
    return Submission(Header(), (Proposal(symbol, "A/1/1", value, reasons),), "en")  # type: ignore[arg-type]


def bare(value: Redline) -> Submission:
    return Submission(proposals=(Proposal(redline=value),), language=value.language)


def words(value: Redline, side: Side) -> str:
    """The labels and characters of a side, in the order of the text."""
    label = Labelling.of(value).base if side == "base" else Labelling.of(value).draft
    out = ""
    for clause in value.clauses:
        out += label(clause.id) or ""
        for run in clause.runs:
            if run.status.on(side) and (not run.content or run.text == OBJECT):
                out += "[object]" if run.content else run.text
    return squeezed(out)


def squeezed(text: str) -> str:
    """The text without white space, which follows some labels."""
    return "".join(text.split())


def halves(table: Table) -> list[list[list[Cell]]]:
    """The cells of each row by their column; a table in it has several."""
    head, *rows = table.rows
    middle = head.cells[0].columns
    out = []
    for row in rows:
        starts = accumulate((cell.columns for cell in row.cells), initial=0)
        sides: list[list[Cell]] = [[], []]
        for start, cell in zip(starts, row.cells, strict=False):
            sides[start >= middle].append(cell)
        assert [sum(cell.columns for cell in side) for side in sides] == [cell.columns for cell in head.cells]
        out.append(sides)
    return out


@given(redlines())
def test_each_column_says_its_side(value: Redline) -> None:
    value = without_notes(value)
    [table] = [block for block in printout(bare(value), "columns").blocks if isinstance(block, Table)]
    for column, side in enumerate(("base", "draft")):
        texts = "".join(line.text for row in halves(table) for cell in row[column] for line in cell.lines)
        if all(clause.row is Status.KEPT for clause in value.clauses):
            assert squeezed(texts) == words(value, side)  # type: ignore[arg-type]


@given(redlines(), st.sampled_from(["draft", "base"]))
def test_a_view_of_one_side_says_it_untracked(value: Redline, side: PrintView) -> None:
    value = without_notes(value)
    lines = list(printout(bare(value), side).lines())
    if all(clause.cell is None for clause in value.clauses):
        assert squeezed("".join(line.text for line in lines)) == words(value, side)  # type: ignore[arg-type]
    assert {span.status for line in lines for span in line.spans} <= {Status.KEPT}


@given(st.lists(st.tuples(st.sampled_from(["call", "paragraph", "title"]), st.booleans()), max_size=30))
def test_an_excerpt_has_what_is_amended_its_neighbours_and_calls_and_no_more(given_: list[tuple[str, bool]]) -> None:
    kinds, amended = [kind for kind, _ in given_], [is_one for _, is_one in given_]
    shown = excerpt(kinds, amended)
    places = [place for place in shown if place is not None]
    assert places == sorted(set(places))
    for place, is_one in enumerate(amended):
        if is_one:
            assert set(range(max(place - CONTEXT, 0), min(place + CONTEXT + 1, len(kinds)))) <= set(places)
            above = [before for before in range(place + 1) if kinds[before] == "call"]
            assert not above or above[-1] in places
    for place in places:
        near = any(amended[max(place - CONTEXT, 0) : place + CONTEXT + 1])
        assert near or kinds[place] in ("call", "title")
    expected: list[int | None] = []
    for place in range(len(kinds)):
        if place in places:
            expected.append(place)
        elif places and (not expected or expected[-1] is not None):
            expected.append(None)
    assert shown == expected


def test_only_amended_leaves_out_the_rest_and_its_notes() -> None:
    whole, part = printout(submission(redline(TEXT))), printout(submission(redline(TEXT)), only_amended=True)
    assert (len(whole.notes), part.notes) == (1, {})
    texts = [line.text for line in part.blocks if isinstance(line, Line)]
    shown = ["[…]", "resolves", "1\tto doact;", "2\tto rest;", "3\tto ", "4\tsleep;", "5\tand dream."]
    assert texts == ["MOD\tA/1/1", "RESOLUTION 7", "A title", *shown, "", "______________"]


def test_a_change_of_a_note_counts_as_one_of_its_clause() -> None:
    value = redline("a[^1]\nb\n[^1]: A {++small ++}note.\n")
    assert [is_amended(clause, value.notes) for clause in value.clauses] == [True, False]


@pytest.mark.parametrize(("symbol", "left", "right"), [("ADD", "ADD", "xy"), ("NOC", "xz", "NOC"), ("SUP", "", "")])
def test_a_text_of_one_side_stands_in_its_column(symbol: str, left: str, right: str) -> None:
    printed = printout(submission(redline("x{--z--}{++y++}\n"), symbol), "columns")
    [table] = [block for block in printed.blocks if isinstance(block, Table)]
    texts = ["".join(line.text for row in halves(table) for cell in row[column] for line in cell.lines) for column in (0, 1)]
    assert texts == [left, right]


CELLS = """\
    a)\tas follows:
    |1.1.1| one
    |1.1.2| t{--w--}o
    |1.+2.1| {++three++}{++¶++}
    |1.+2.2| {++four++}{++¶++}
    b)\tand on.
"""


def test_a_table_is_one_in_the_column_of_each_side_that_has_it() -> None:
    value = redline(CELLS)
    [table] = [block for block in printout(submission(value), "columns").blocks if isinstance(block, Table) and block.bordered]
    texts = [[["".join(line.text for line in cell.lines) for cell in side] for side in row] for row in halves(table)]
    assert texts == [
        [["a)\tas follows:"], ["a)\tas follows:"]],
        [["one", "two"], ["one", "to"]],
        [[""], ["three", "four"]],
        [["b)\tand on."], ["b)\tand on."]],
    ]
    assert sum(table.grid) == TEXT_WIDTH
    assert len(table.grid) == 4


def test_a_table_too_wide_for_a_column_stands_below_itself() -> None:
    value = redline("".join(f"|1.1.{column}| word\n" for column in range(1, 41)))
    [table] = [block for block in printout(bare(value), "columns").blocks if isinstance(block, Table)]
    assert len(table.grid) == 2
    assert len(halves(table)) == 40


@pytest.mark.parametrize("symbol", ["ADD", "NOC"])
def test_a_table_in_a_text_of_one_side_is_one(symbol: str) -> None:
    value = redline("a\n|1.1.1| one\n|1.1.2| two\n")
    blocks = printout(submission(value, symbol), "columns").blocks
    [table] = [block for block in blocks if isinstance(block, Table) and block.bordered]
    shown, other = (1, 0) if symbol == "ADD" else (0, 1)
    row = halves(table)[1]
    assert [cell.lines[0].text for cell in row[shown]] == ["one", "two"]
    assert [cell.lines for cell in row[other]] == [()]


def test_reasons_stand_in_a_column_of_their_own_or_behind_the_text() -> None:
    value = submission(redline("x\n"), reasons="Because.\nAnd so.")
    for view, in_column in (("reasons", True), ("columns", False), ("markup", False)):
        printed = printout(value, view)  # type: ignore[arg-type]
        tables = [block for block in printed.blocks if isinstance(block, Table)]
        beside = [line.text for table in tables for line in table.beside or ()]
        behind = [line.text for line in printed.blocks if isinstance(line, Line) and line.style == "Reasons"]
        assert beside == (["Because.", "And so."] if in_column else [])
        assert behind == ([] if in_column else ["Reasons:\tBecause.", "And so."])


def test_a_suppressed_text_is_printed_by_number_and_title() -> None:
    texts = [line.text for line in printout(submission(redline(TEXT), "SUP")).lines()]
    assert texts == ["SUP\tA/1/1", "RESOLUTION 7", "A title", "", "______________"]


def test_notes_are_told_apart_in_several_proposals() -> None:
    proposal = Proposal("MOD", "A/1/1", redline("a[^1]\n[^1]: First.\n"))
    two = replace(proposal, number="A/1/2", redline=redline("b[^1]\n[^1]: Second.\n"))
    printed = printout(Submission(proposals=(proposal, two), language="en"))
    marks = [span.note for line in printed.lines() for span in line.spans if span.note]
    assert [printed.notes[key].lines[0].text for key in marks] == ["1\tFirst.", "1\tSecond."]


def test_a_damaged_package_is_no_hindrance() -> None:
    value = submission(redline("x\n"))
    damaged = replace(value, proposals=(replace(value.proposals[0], source="a.docx"),), sources={"a.docx": b"PK\x03\x04"})
    assert printout(damaged).blocks == printout(value).blocks


def test_metrics_are_those_of_the_style_and_what_it_is_based_on() -> None:
    look = metrics("enumlev2")
    assert (look.left, look.hanging, look.before, look.size, look.font) == (1871, 737, 80, 24, "Times New Roman")
    assert metrics("Call").italic
    assert metrics("Title3").centred
    assert not metrics("Title3").caps
    assert metrics("Restitle", "conference", "ru").size == 26
    assert metrics("nothing") == metrics("Normal")
    assert TEXT_WIDTH == 9639


def test_a_note_that_is_moved_stays_itself() -> None:
    value = redline("a[^1]\nb\n[^1]: A note.\n")
    mark = next(run for run in value.clauses[0].runs if run.text == "\u0001")
    halves = (replace(mark, status=Status.DELETED, move="m"), replace(mark, status=Status.INSERTED, move="m"))
    clauses = (
        replace(value.clauses[0], runs=(value.clauses[0].runs[0], halves[0])),
        replace(value.clauses[1], runs=(*value.clauses[1].runs, halves[1])),
    )
    printed = printout(bare(replace(value, clauses=clauses)))
    [note] = printed.notes.values()
    assert {span.status for span in note.lines[0].spans} == {Status.KEPT}
    assert [(span.status, bool(span.note)) for line in printed.lines() for span in line.spans if span.style.vertical] == [
        (Status.DELETED, False),
        (Status.INSERTED, True),
    ]


def test_a_struck_note_is_printed_struck() -> None:
    value = redline("a{--[^1]--}\n[^1]: {--A note.--}\n")
    [note] = printout(bare(value)).notes.values()
    assert {span.status for span in note.lines[0].spans} == {Status.DELETED}


def test_a_format_is_shown_on_its_side() -> None:
    value = redline("a {=was plain: **thing**=} b\n")
    [table] = [block for block in printout(bare(value), "columns").blocks if isinstance(block, Table)]
    row = list(table.rows)[1]
    spans = [next(span for span in cell.lines[0].spans if span.text == "thing") for cell in row.cells]
    assert [(span.style.bold, span.restyled) for span in spans] == [(False, True), (True, True)]
