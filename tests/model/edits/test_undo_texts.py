"""What the undo list says of what was done."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits import calls, fields, multiple, replace_all, structure, text
from model.edits.cuts.settings import set_cut_text
from model.edits.undo_texts import action_text, changed_words, place_name, place_of_step, replaced_words, step_text
from model.numbering import Labelling
from model.redline import Props, Run
from model.redline.edit_text import Place
from model.submission.search import Query
from model.submission.story import StoryId
from model.submission.transactions import Selection, apply, invert
from tests.builders.submissions import ME, submission
from tests.builders.treaty import small_treaty, submission_of


def undo_text(value, transaction) -> str:
    redline = value.proposals[0].redline
    place = place_of_step(transaction, lambda story: redline.clauses, lambda story: Labelling.of(redline))
    return str(step_text(transaction, place))


def at(value, words: str, offset: int = 0) -> Place:
    clauses = value.proposals[0].redline.clauses
    return next(Place(index, offset) for index, clause in enumerate(clauses) if clause.text.startswith(words))


@pytest.mark.parametrize("punctuate", [False, True])
def test_an_insertion_is_named_by_what_stands_before_it(punctuate):
    value = submission()
    new = [structure.NewClause(Props("paragraph", 1, "letter"), (Run("new;"),))]
    index = at(value, "that others").index + 1
    made = structure.insert_clauses(value, StoryId(1), index, new, ME, punctuate=punctuate)
    assert undo_text(value, made) == "Insert paragraph after considering c)"
    assert undo_text(value, structure.insert_clauses(value, StoryId(1), 0, new, ME)) == "Insert paragraph at the start"


@pytest.mark.parametrize("words", ["that texts", "that some", "that others"])
def test_a_move_is_named_by_what_was_moved(words):
    value = submission()
    place = at(value, words)
    clauses = value.proposals[0].redline.clauses
    name = f"Move paragraph: {place_name(clauses, place.index, Labelling.of(value.proposals[0].redline))}"
    for index in {at(value, "that texts").index, at(value, "that others").index, at(value, "resolves").index}:
        made = multiple.move_to(value, StoryId(1), [clauses[place.index].id], index, ME, punctuate=True)
        if made.steps:
            assert undo_text(value, made) == name
            after = apply(value, made)
            copy = next(clause for clause in after.proposals[0].redline.clauses if clause.is_on("draft") and clause.end.move)
            back = multiple.move_to(after, StoryId(1), [copy.id], at(after, "to stop").index, ME)
            number = Labelling.of(after.proposals[0].redline).draft(copy.id)
            assert undo_text(after, back) == f"Move paragraph: considering {number}"


def test_a_new_call_is_named_by_what_stands_before_it():
    value = submission()
    index = at(value, "that others").index
    assert (
        undo_text(value, calls.insert_call(value, StoryId(1), index, "noting", ME, punctuate=True))
        == "New introductory phrase after considering c)"
    )
    value = apply(value, text.break_paragraph(value, StoryId(1), Place(index, 22), Place(index, 22), ME))
    assert (
        undo_text(value, calls.insert_call(value, StoryId(1), index + 1, "noting", ME))
        == "New introductory phrase after considering c)"
    )


def test_what_is_replaced_in_several_places_is_named_without_one():
    value = submission()
    for word, name in (("to", "Replace 2 hits"), ("that", "Replace 3 hits"), ("others", "Replace in considering c)")):
        query = Query(word, whole=True)
        assert undo_text(value, replace_all.replace_hits(value, query, "x", ME)) == name


def test_each_edit_tells_its_place():
    value = submission()
    place = at(value, "one of", 3)
    assert undo_text(value, text.type_text(value, StoryId(1), place, place, "x", ME)) == "Type “x” in considering b) i)"
    assert (
        undo_text(value, text.break_paragraph(value, StoryId(1), place, place, ME)) == "Split paragraph after considering b) i)"
    )
    end = at(value, "one of", len(value.proposals[0].redline.clauses[place.index].text))
    assert undo_text(value, text.break_paragraph(value, StoryId(1), end, end, ME)) == "New paragraph after considering b) i)"
    id = value.proposals[0].redline.clauses[at(value, "to go").index].id
    assert undo_text(value, structure.delete_clauses(value, StoryId(1), id, ME)) == "Delete paragraph: resolves 1"
    title = at(value, "On small", 2)
    assert undo_text(value, text.type_text(value, StoryId(1), title, title, "x", ME)) == "Type “x” in the title"
    call = at(value, "resolves", 2)
    assert undo_text(value, text.type_text(value, StoryId(1), call, call, "x", ME)) == "Type “x” in resolves"
    assert undo_text(value, fields.set_field(value, "proposals/1/reasons", "because", ME)) == "Set reasons “because”"


@pytest.mark.parametrize(
    ("on", "offset", "typed", "words"),
    [
        ("to go", 3, "foo ", "foo"),
        ("to go", 3, "g", "g"),
        ("to go", 5, " and\u2028on", "and on"),
        ("one of", 0, " ", ""),
        ("one of", 4, "x" * 25 + " " + "y" * 25, "x" * 17 + "…" + "y" * 17),
    ],
)
def test_the_words_that_were_typed_are_told_and_those_that_were_deleted(on, offset, typed, words):
    value = submission()
    place = at(value, on, offset)
    made = text.type_text(value, StoryId(1), place, place, typed, ME)
    assert changed_words(made) == words
    after = apply(value, made)
    stop = Place(place.index, offset + len(typed))
    for caret in ("before", "after"):
        assert changed_words(text.delete_range(after, StoryId(1), place, stop, ME, caret=caret)) == words
    kept = text.delete_range(value, StoryId(1), place, Place(place.index, offset + 1), ME)
    assert changed_words(kept) == value.proposals[0].redline.clauses[place.index].text[offset : offset + 1].strip()


def test_of_what_is_typed_over_a_selection_the_new_words_are_told():
    value = submission()
    place = at(value, "to go", 3)
    id = value.proposals[0].redline.clauses[place.index].id
    made = text.type_text(value, StoryId(1), place, Place(place.index, 5), "grow", ME)
    assert changed_words(replace(made, before=Selection(StoryId(1), (id, 5), (id, 3)))) == "grow"
    assert changed_words(fields.set_field(value, "proposals/1/reasons", "It is due", ME)) == "It is due"


@pytest.mark.parametrize(
    ("field", "old", "new", "name", "words"),
    [
        ("title", "", "On a subject", "Set title", "On a subject"),
        ("title", "On a subject", "On another subject", "Set title", "another"),
        ("title", "On a subject", "On a", "Set title", ""),
        ("document", "", "35", "Set document number", "35"),
        ("sources", (), ("ATU", "EGY"), "Set source", "ATU EGY"),
    ],
)
def test_what_is_typed_into_a_field_is_told_with_the_field(field, old, new, name, words):
    value = submission()
    before = replace(value, header=replace(value.header, **{field: old}))
    made = fields.set_field(before, f"header/{field}", new, ME)
    assert (str(action_text(made)), changed_words(made)) == (name, words)


def test_of_the_first_reasons_of_a_proposal_on_provisions_the_words_are_told():
    value = submission_of(small_treaty("9.1 one", "+ new"))
    made = set_cut_text(value, 1, "c1", "reasons", "It is due", ME)
    assert changed_words(made) == "It is due"
    assert changed_words(invert(made)) == ""


@pytest.mark.parametrize(("start", "stop", "typed"), [(0, 3, "t"), (3, 5, "stay"), (0, 5, "to grow"), (2, 2, "x")])
def test_what_is_typed_over_is_known_with_what_is_typed(start, stop, typed):
    value = submission()
    a, b = at(value, "to go", start), at(value, "to go", stop)
    made = replace(text.type_text(value, StoryId(1), a, b, typed, ME), before=selection(value, a, b))
    assert replaced_words(made) == ("to go"[start:stop], typed)


def test_a_paragraph_end_that_is_deleted_is_a_line_break():
    value = submission()
    a = at(value, "to go")
    made = text.delete_range(value, StoryId(1), Place(a.index, 3), Place(a.index + 1, 3), ME)
    assert replaced_words(made)[0].startswith("go")
    assert "\n" in replaced_words(made)[0]


def selection(value, a: Place, b: Place) -> Selection:
    ids = [value.proposals[0].redline.clauses[place.index].id for place in (a, b)]
    return Selection(StoryId(1), (ids[0], a.offset), (ids[1], b.offset))
