"""A comparison: its sides are the two texts, and it says no more than what happened."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from model.diff import Summary, compare, summary
from model.numbering import Labelling
from model.redline import Redline, Status
from model.submission.amendments import amendments
from tests.builders.comparison_checks import ME, compared
from tests.builders.notation import redline
from tests.builders.six_languages import LANGUAGES, text_in
from tests.builders.variants import Editor

LIST = """\
*considering*
a)\tthat the networks of small islands need help from their neighbours;
b)\tthat telecommunications evolve quickly in every region of the world;
c)\tthat the Council adopted a plan for the continuity of services;
d)\tthat others have none,
*resolves*
1\tto go on with the studies
"""


def counted(found: Redline) -> Summary:
    return summary(found, Labelling.of(found))


@pytest.mark.parametrize("seed", range(120))
def test_the_sides_are_the_two_texts_whatever_was_edited(seed):
    base = text_in(LANGUAGES[seed % len(LANGUAGES)])
    editor = Editor(random.Random(seed))
    draft = editor.edit(base, 1 + seed % 12)
    compared(base, draft, moves=seed % 5 != 0)


def changed(text: str, *replacements: tuple[str, str]) -> Redline:
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return redline(text)


def test_equal_texts_give_the_base_itself():
    base = redline(LIST)
    found = compared(base, redline(LIST))
    assert all(clause is other for clause, other in zip(found.clauses, base.clauses, strict=True))
    assert not counted(found)


def test_a_new_clause_in_a_list_renumbers_and_marks_nothing_else():
    shifted = LIST.replace("d)\t", "e)\t").replace("c)\t", "d)\t").replace("b)\t", "b)\tthat much is new here;\nc)\t")
    draft = redline(shifted)
    assert counted(compared(redline(LIST), draft)) == Summary(inserted=1, renumbered=3)


def test_only_the_clause_that_moved_is_moved():
    moved = "a)\tthat the networks of small islands need help from their neighbours;\n"
    rest = LIST.replace(moved, "").replace("b)", "a)").replace("c)", "b)").replace("d)\t", moved.replace("a)", "c)") + "d)\t")
    found = compared(redline(LIST), redline(rest))
    assert counted(found) == Summary(moved=1, renumbered=2)
    assert [amendment.kind for amendment in amendments(found) if amendment.kind != "renumbering"] == ["move"]
    assert counted(compared(redline(LIST), redline(rest), moves=False)) == Summary(inserted=1, deleted=1, renumbered=2)


def test_a_moved_clause_may_have_changed_on_the_way():
    moved = "a)\tthat the networks of small islands need help from their neighbours;\n"
    other = "c)\tthat the networks of small islands need much help from their neighbours;\n"
    rest = LIST.replace(moved, "").replace("b)", "a)").replace("c)", "b)").replace("d)\t", other + "d)\t")
    found = compared(redline(LIST), redline(rest))
    assert counted(found) == Summary(moved=1, renumbered=2)
    plain = [run.text for clause in found.clauses for run in clause.runs if run.status is Status.INSERTED and not run.move]
    assert plain == ["much "]


def test_a_split_is_an_end_and_a_merge_too():
    split = changed(LIST, ("evolve quickly in every", "evolve quickly\nc)\tin every"), ("c)\tthat the C", "d)\tthat the C"))
    for base, draft, status in ((redline(LIST), split, Status.INSERTED), (split, redline(LIST), Status.DELETED)):
        found = compared(base, draft)
        assert [clause.end.status for clause in found.clauses if clause.end.status is not Status.KEPT] == [status]
        marked = [run.text for clause in found.clauses for run in clause.runs if run.status is not Status.KEPT]
        assert marked == [" "]


def test_formats_and_styles_are_changes_without_words():
    draft = changed(LIST, ("evolve quickly", "*evolve* quickly"))
    found = compared(redline(LIST), draft)
    assert counted(found) == Summary(changed=1, formats=1)
    assert [amendment.kind for amendment in amendments(found)] == ["format"]


def test_cells_and_rows_are_compared_as_such():
    table = "*noting*\n|1.1.1| Year\n|1.1.2| Place\n|1.2.1| 2018\n|1.2.2| Oxdorf\n"
    draft = table.replace("|1.2.2| Oxdorf", "|1.3.2| Oxdorf and Dubai").replace("|1.2.1|", "|1.2.1| 2014\n|1.2.2| Rome\n|1.3.1|")
    found = compared(redline(table), redline(draft))
    assert [clause.row for clause in found.clauses if clause.cell and clause.cell[1] == 1] == [Status.INSERTED] * 2
    assert counted(found) == Summary(inserted=2, changed=1)


def test_a_table_that_begins_with_a_call_is_no_call():
    rest = "1\tto go on with the work as before;\n"
    table, call = redline(f"|1.1.1| *recalling*\n|1.1.2| Two\n{rest}"), redline(f"*noting*\n{rest}")
    assert counted(compared(table, call)) == Summary(inserted=1, deleted=2)
    assert counted(compared(call, table)) == Summary(inserted=2, deleted=1)


def test_the_words_of_a_note_are_compared_under_its_mark():
    text = "*noting*\nthat a note[^1] stands here\n[^1]: A footnote of few words.\n"
    found = compared(redline(text), redline(text.replace("few", "many")))
    assert counted(found) == Summary(changed=1)
    (note,) = found.notes.values()
    assert [run.text for run in note.clauses[0].runs if run.status is not Status.KEPT] == ["few", "many"]


def test_ids_decide_where_two_versions_share_them():
    old = "that telecommunications evolve quickly in every region of the world"
    base, other = redline(LIST), changed(LIST, (old, "entirely other words"))
    assert other.clauses[2].id == base.clauses[2].id
    found = compare(base, other, ME, by_id=True)
    assert counted(found) == Summary(changed=1)


def test_a_moved_clause_that_changed_is_moved_in_a_draft_too_which_has_it_under_another_id():
    moved = "a)\tthat the networks of small islands need help from their neighbours;\n"
    base = redline(LIST)
    for words, kinds in (("need much help from all their", ["move"]), ("ask for aid by", ["deletion", "insertion"])):
        other = moved.replace("need help from their", words)
        draft = redline(LIST.replace(moved, "").replace("d)\t", other.replace("a)", "c)") + "d)\t"))
        known = {clause.text: clause.id for clause in base.clauses}
        clauses = tuple(
            replace(clause, id=known.get(clause.text, "new") if clause.text != "resolves" else known["resolves"])
            for clause in draft.clauses
        )
        found = compare(base, replace(draft, clauses=clauses), ME, by_id=True)
        seen = [amendment.kind for amendment in amendments(found) if amendment.kind != "renumbering"]
        assert seen == kinds, "words that are not alike are no move"
        origins = {"new": base.clauses[1].id}
        found = compare(base, replace(draft, clauses=clauses), ME, by_id=True, origins=origins)
        assert [amendment.kind for amendment in amendments(found)].count("move") == 1, (
            "what the draft says is moved is so whatever it says"
        )
        assert counted(found).moved == 1
        found = compare(replace(draft, clauses=clauses), base, ME, by_id=True, origins=origins)
        assert [amendment.kind for amendment in amendments(found)].count("move") == 1


def test_labels_that_no_policy_gives_stand_as_printed():
    draft = changed(LIST, ("c)\tthat the C", "x)\tthat the C"))
    found = compared(redline(LIST), draft)
    assert Labelling.of(found).draft(found.clauses[3].id) == "x)"


def test_a_text_of_one_clause_a_thousand_times_over_is_aligned():
    base = redline("*noting*\n" + "to be noted;\n" * 1_500 + "the end\n")
    draft = redline("*noting*\nthe beginning\n" + "to be noted;\n" * 1_490 + "the end\n")
    assert counted(compared(base, draft)) == Summary(inserted=1, deleted=10)


def test_a_column_comes_as_cells_in_rows_that_stay():
    table = "*noting*\n|1.1.1| Year\n|1.1.2| Place\n|1.2.1| 2018\n|1.2.2| Oxdorf\n"
    wider = "*noting*\n|1.1.1| Year\n|1.1.2| Host\n|1.1.3| Place\n|1.2.1| 2018\n|1.2.2| Ruritania\n|1.2.3| Oxdorf\n"
    for base, draft, status in ((table, wider, Status.INSERTED), (wider, table, Status.DELETED)):
        found = compared(redline(base), redline(draft))
        alone = [clause for clause in found.clauses if clause.cell and clause.cell[2] == 1]
        assert [(clause.end.status, clause.row) for clause in alone] == [(status, Status.KEPT)] * 2
