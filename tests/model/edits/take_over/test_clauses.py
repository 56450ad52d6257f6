"""Taking differences over: the draft comes to say what the other text says, the base stays, and as little as possible is
marked."""

from __future__ import annotations

import random
from itertools import groupby, pairwise

import pytest
from msgspec.structs import replace

from model.diff import compare
from model.diff.aligned_rows import align_redline
from model.edits.take_over.clauses import take
from model.errors import EditError
from model.redline import NOTE, OBJECT, End, Redline, Run, Status, paragraphs
from model.redline.canonical import canonical
from model.submission.resolved import in_view
from model.submission.transactions import apply, invert
from model.submission.values import Proposal, Submission
from tests.builders import variants
from tests.builders.comparison_checks import ME, Places, compared
from tests.builders.notation import redline
from tests.builders.six_languages import LANGUAGES, text_in
from tests.builders.variants import Editor

TEXT = """\
*considering*
a)\tthat small islands need help from their neighbours;
b)\tthat telecommunications evolve quickly in every region;
c)\tthat the Council adopted a plan for continuity of services,
*resolves*
1\tto go on with the studies
"""


def submission_on(text: Redline) -> Submission:
    return Submission(proposals=(Proposal("MOD", "X/1", text, original=text.base()),), language=text.language)


def texts_on(text: Redline, side: str) -> list[tuple[str, list[str]]]:
    """Of each paragraph the characters and the words of its notes. Empty ones do not count: the end of a paragraph that is
    deleted before a table stays."""
    out = []
    for paragraph in paragraphs(text.clauses, side):
        keys = [run.content for run in paragraph.runs if run.text == NOTE and run.content]
        notes = [[line.text for line in paragraphs(text.notes[key].clauses, side)] for key in keys]
        if paragraph.text:
            out.append((paragraph.props.kind, paragraph.text, notes))
    return out


def taken(text: Redline, other: Redline, side: str, wanted=lambda change: True) -> Submission:
    """The draft of a text after everything wanted of another text has been taken over."""
    draft = in_view(text, "draft")
    found = compare(draft, other, ME) if side == "base" else compare(other, draft, ME)
    chosen = [
        aligned_change.amendment
        for aligned_change in align_redline(found).changes
        if aligned_change.amendment.kind != "renumbering" and wanted(aligned_change)
    ]
    submission = submission_on(text)
    made = take(submission, 1, found, side, chosen, ME).transaction
    after = apply(submission, made)
    assert apply(after, invert(made)) == submission
    text = after.proposals[0].redline
    assert_tables_whole(text)
    assert canonical(text.clauses) == text.clauses
    return after


def assert_tables_whole(text: Redline) -> None:
    """Nothing stands between the clauses of a table, deleted clauses among them; tables in cells are not looked at."""
    runs = [table for table, _ in groupby(clause.cell[0] if clause.cell else None for clause in text.clauses)]
    tables = [table for table in runs if table is not None]
    if not any(former != other and None not in (former, other) for former, other in pairwise(runs)):
        assert len(tables) == len({*tables}), runs


KINDS = (Editor.words, Editor.words, Editor.rewrite, Editor.delete, Editor.insert, Editor.move, Editor.split, Editor.merge,
         Editor.format, Editor.note_words, Editor.add_note, Editor.drop_note)  # fmt: skip
"""Everything but tables and styles."""


@pytest.fixture(autouse=True)
def _edits_that_can_be_taken(monkeypatch):
    monkeypatch.setattr(variants, "ACTIONS", KINDS)


def edited(seed: int, text: Redline) -> Redline:
    return Editor(random.Random(seed)).edit(text, 1 + seed % 8)


def text_and_other(seed: int, further: int) -> tuple[Redline, Redline]:
    """A text with the edits of a seed, and its draft as another seed edited it further."""
    start = text_in(LANGUAGES[seed % len(LANGUAGES)])
    text = compared(start, edited(seed, start))
    return text, edited(further, in_view(text, "draft"))


@pytest.mark.parametrize("side", ["base", "draft"])
@pytest.mark.parametrize("seed", [*range(40), 190, 198, 222, 318])
def test_the_draft_comes_to_say_what_the_other_text_says(seed, side):
    text, other = text_and_other(seed, seed + 1000)
    after = taken(text, other, side).proposals[0].redline
    assert texts_on(after, "draft") == texts_on(other, "base")
    assert texts_on(after, "base") == texts_on(text, "base")


@pytest.mark.parametrize("seed", range(24))
def test_the_text_in_force_taken_back_leaves_no_word_marked(seed, monkeypatch):
    monkeypatch.setattr(variants, "ACTIONS", (Editor.words, Editor.rewrite, Editor.delete, Editor.insert))
    start = text_in(LANGUAGES[seed % len(LANGUAGES)])
    text = compared(start, edited(seed, start), moves=False)
    after = taken(text, start, "base").proposals[0].redline
    marked = [run for clause in after.clauses if clause.text for run in clause.runs if run.status is not Status.KEPT]
    assert not marked


@pytest.mark.parametrize("seed", range(24))
def test_each_difference_can_be_taken_alone(seed):
    start = text_in(LANGUAGES[seed % len(LANGUAGES)])
    text, other = compared(start, edited(seed, start)), edited(seed + 1000, start)
    found = compare(in_view(text, "draft"), other, ME)
    submission = submission_on(text)
    for change in align_redline(found).changes:
        if change.amendment.kind == "renumbering":
            with pytest.raises(EditError, match="order of the clauses"):
                take(submission, 1, found, "base", [change.amendment], ME)
            continue
        after = apply(submission, take(submission, 1, found, "base", [change.amendment], ME).transaction)
        assert texts_on(after.proposals[0].redline, "base") == texts_on(text, "base")


def test_one_of_two_changes_of_a_clause_leaves_the_other():
    other = redline(TEXT.replace("evolve quickly", "grow quickly").replace("every region", "all regions"))
    after = taken(redline(TEXT), other, "base", lambda change: change.amendment.new == "grow")
    (clause,) = [found for found in after.proposals[0].redline.clauses if "telecommunications" in found.text]
    assert clause.text_on("draft") == "that telecommunications grow quickly in every region;"
    assert [run.text for run in clause.runs if run.status is not Status.KEPT] == ["evolve", "grow"]


def test_a_clause_that_stands_elsewhere_is_moved():
    lines = TEXT.splitlines(keepends=True)
    other = redline("".join([lines[0], lines[2].replace("b)", "a)"), lines[1].replace("a)", "b)"), *lines[3:]]))
    after = taken(redline(TEXT), other, "base").proposals[0].redline
    assert texts_on(after, "draft") == texts_on(other, "base")
    assert len({clause.end.move for clause in after.clauses if clause.end.move}) == 1


def test_a_draft_that_was_changed_since_is_left_alone():
    base, other = redline(TEXT), redline(TEXT.replace("quickly", "slowly"))
    found = compare(base, other, ME)
    chosen = [change.amendment for change in align_redline(found).changes]
    with pytest.raises(EditError, match="compare again"):
        take(submission_on(redline(TEXT.replace("evolve", "{--evolve--}{++grow++}"))), 1, found, "base", chosen, ME)


def cells(text: Redline, side: str) -> list[tuple[object, str]]:
    """The paragraphs of a side with the cells that they stand in, counted as they come."""
    places = Places()
    found = [(places.of(paragraph.closing), paragraph.text) for paragraph in paragraphs(text.clauses, side)]
    return [cell for cell in found if cell[0] is not None or cell[1]]


ROWS = (Editor.add_row, Editor.drop_row, Editor.add_row, Editor.words, Editor.insert, Editor.delete)


@pytest.mark.parametrize("side", ["base", "draft"])
@pytest.mark.parametrize("seed", range(60))
def test_rows_of_tables_come_and_go(seed, side, monkeypatch):
    monkeypatch.setattr(variants, "ACTIONS", ROWS)
    text, other = text_and_other(seed, seed + 1000)
    after = taken(text, other, side).proposals[0].redline
    assert cells(after, "draft") == cells(other, "base")
    assert cells(after, "base") == cells(text, "base")


@pytest.mark.parametrize("side", ["base", "draft"])
@pytest.mark.parametrize(("seed", "kinds"), [(1084, ROWS), (2087, ROWS), (2199, (*KINDS, *ROWS)), (3298, (*KINDS, *ROWS))])
def test_what_comes_beside_struck_rows_and_cells_stands_in_its_table_or_out_of_it(seed, kinds, side, monkeypatch):
    monkeypatch.setattr(variants, "ACTIONS", kinds)
    text, other = text_and_other(seed, seed + 5000)
    after = taken(text, other, side).proposals[0].redline
    assert cells(after, "draft") == cells(other, "base")
    assert texts_on(after, "base") == texts_on(text, "base")


@pytest.mark.parametrize("seed", range(24))
def test_rows_taken_back_from_the_text_in_force_leave_none_marked(seed, monkeypatch):
    monkeypatch.setattr(variants, "ACTIONS", (Editor.add_row, Editor.drop_row, Editor.words))
    start = text_in(LANGUAGES[seed % len(LANGUAGES)])
    text = compared(start, edited(seed, start), moves=False)
    after = taken(text, start, "base").proposals[0].redline
    assert [clause.row for clause in after.clauses if clause.row is not Status.KEPT] == []


def test_words_that_are_kept_again_let_the_end_of_their_paragraph_be_kept():
    (base,) = redline("that a table stands at the end").clauses
    gone, come = Run(base.text, Status.DELETED, stamp=ME), Run(",", Status.INSERTED, stamp=ME)
    struck = replace(base, runs=(gone, come), end=End(Status.DELETED, ME))
    new = replace(base, id="new", runs=(), end=End(Status.INSERTED, ME))
    text = replace(redline("x\n"), clauses=(struck, new))
    assert canonical(text.clauses) == text.clauses
    after = taken(text, redline("that a table stands at its end,\n"), "base").proposals[0].redline
    assert [(clause.text_on("draft"), clause.end.status) for clause in after.clauses] == [
        ("that a table stands at its end,", Status.KEPT)
    ]


def test_a_paragraph_of_a_cell_comes_into_the_cell_behind_what_is_struck_before_the_table():
    start = redline("a)\tone;\nb)\ttwo;\n|1.1.1| first\n|1.1.2| second\n")
    text = compared(start, redline("a)\tone;\n|1.1.1| first\n|1.1.2| second\n"))
    other = redline("a)\tone;\n|1.1.1| new\n|1.1.1| first\n|1.1.2| second\n")
    after = taken(text, other, "base").proposals[0].redline
    assert cells(after, "draft") == cells(other, "base")
    assert cells(after, "base") == cells(start, "base")


def test_a_paragraph_behind_a_table_whose_last_row_is_struck_comes_behind_that_row():
    start = redline("a)\tone;\n|1.1.1| first\n|1.2.1| second\nb)\ttwo;\n")
    text = compared(start, redline("a)\tone;\n|1.1.1| first\nb)\ttwo;\n"))
    other = redline("a)\tone;\n|1.1.1| first\nb)\tnew;\nc)\ttwo;\n")
    after = taken(text, other, "base").proposals[0].redline
    assert cells(after, "draft") == cells(other, "base")
    assert cells(after, "base") == cells(start, "base")


def test_a_new_table_comes_behind_the_struck_rows_of_the_one_before_it():
    start = redline("a)\tone;\n|1.1.1| first\n|1.2.1| second words\nb)\ttwo;\n")
    other = redline("a)\tone;\n|1.1.1| first\n|2.1.1| others\nb)\ttwo;\n")
    after = taken(start, other, "base").proposals[0].redline
    assert [(clause.text, clause.row) for clause in after.clauses[2:4]] == [
        ("second words", Status.DELETED),
        ("others", Status.INSERTED),
    ]


def styled(text: Redline, place: int, style: str) -> Redline:
    clauses = list(text.clauses)
    clauses[place] = replace(clauses[place], props=replace(clauses[place].props, style=style))
    return replace(text, clauses=tuple(clauses))


def test_a_style_that_the_document_has_is_taken_as_a_tracked_change():
    text = styled(redline(TEXT), 1, "own")
    after = taken(text, styled(text, 2, "own"), "base").proposals[0].redline
    assert (after.clauses[2].props.style, after.clauses[2].props_on("base").style) == ("own", "")
    back = taken(after, text, "base").proposals[0].redline
    assert back.clauses[2].base_props is None


def test_a_style_of_another_file_is_told_by_its_name():
    with pytest.raises(EditError, match="the style Quote is not one of this document"):
        taken(redline(TEXT), styled(redline(TEXT), 2, "Quote"), "base")


def with_picture(text: Redline) -> Redline:
    first = text.clauses[1]
    runs = (*first.runs, Run(" ", style=first.runs[0].style), Run(OBJECT, content="<w:drawing/>"))
    return replace(text, clauses=(text.clauses[0], replace(first, runs=runs), *text.clauses[2:]))


def test_a_picture_comes_back_where_the_document_has_it_and_is_told_of_where_not():
    text = with_picture(redline(TEXT))
    struck = compare(text, redline(TEXT), ME)
    after = taken(struck, text, "base").proposals[0].redline
    assert not [run for clause in after.clauses for run in clause.runs if run.status is not Status.KEPT]
    with pytest.raises(EditError, match="a picture or an equation of another file"):
        taken(redline(TEXT), text, "base")


def test_a_paragraph_with_two_new_notes_is_taken_with_both():
    text = redline("*considering*\na)\tthat one is enough,\n")
    other = redline(
        "*considering*\na)\tthat one is enough,\nb)\tthat two[^1] are[^2] better,\n[^1]: Of a kind.\n[^2]: For all.\n"
    )
    after = taken(text, other, "base").proposals[0].redline
    assert texts_on(after, "draft")[-1] == ("paragraph", f"that two{NOTE} are{NOTE} better,", [["Of a kind."], ["For all."]])
