"""Striking whole clauses and restoring them: what was amended in them comes back as it was, wherever the file has been since."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits import clause_properties, multiple, notes, review, structure, text
from model.edits.common import reach
from model.edits.dependants import with_dependants
from model.edits.script.apply import apply_edits
from model.errors import EditError
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation import print_redline
from model.journal.deltas import Shortener, lengthen
from model.redline import Props, Run, Stamp, Status
from model.redline.edit_text import InsertedParagraph, Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply, from_json, invert, to_json
from model.submission.values import Submission
from tests.builders.submissions import ME, MIXED, SMALL, Action, actions, carried_out, submission
from tests.profiles import times_profile

YOU = replace(ME, author="you")


def done(value: Submission, made: Transaction) -> Submission:
    """The submission after a transaction, as the window carries it out; through the journal and the JSON of steps, and back."""
    made = with_dependants(value, made)
    assert from_json(json.loads(json.dumps(to_json(made)))) == made
    after = apply(value, made)
    assert lengthen(json.loads(json.dumps(Shortener().shorten(made))), value) == (made, after)
    assert apply(after, invert(made)) == value
    return after


def saved(value: Submission) -> Submission:
    return read_project(project_bytes(Project(value))).submission


def text_alone(value: Submission) -> Submission:
    """Without what is kept of earlier strikings."""
    return replace(value, proposals=tuple(replace(proposal, struck={}) for proposal in value.proposals))


def id_of(value: Submission, words: str) -> str:
    return next(clause.id for clause in value.proposals[0].redline.clauses if words in clause.text)


def strike(value: Submission, id: str, *, only: bool = False, punctuate: bool = False) -> Submission:
    return done(value, structure.delete_clauses(value, StoryId(1), id, YOU, only=only, punctuate=punctuate))


def restore(value: Submission, id: str, *, only: bool = False) -> Submission:
    return done(value, structure.restore_clauses(value, StoryId(1), id, YOU, only=only))


def place(value: Submission, words: str) -> Place:
    clauses = value.proposals[0].redline.clauses
    return next(Place(n, clause.text.index(words)) for n, clause in enumerate(clauses) if words in clause.text)


def reworded(value: Submission, old: str, new: str) -> Submission:
    a = place(value, old)
    b = Place(a.index, a.offset + len(old))
    return done(
        value, text.replace_range(value, StoryId(1), a, b, [InsertedParagraph((Run(new),))], ME, kind=TransactionKind.REPLACE)
    )


def amended() -> Submission:
    """Item b) with new words, a new footnote, a new sub-item, another one reworded, one moved in."""
    value = reworded(submission(MIXED), "some have items", "many have parts")
    value = reworded(value, "another", "one more")
    item = structure.NewClause(value.proposals[0].redline[id_of(value, "one more")].props, (Run("a new one,"),))
    value = done(value, structure.insert_clauses(value, StoryId(1), place(value, "one more").index, [item], ME))
    value = done(value, notes.insert_note(value, StoryId(1), id_of(value, "many have"), 9, "Not all.", ME))
    return done(value, structure.move_clauses(value, StoryId(1), id_of(value, "two;"), place(value, "a third").index, ME))


@pytest.mark.parametrize("only", [True, False])
@pytest.mark.parametrize("punctuate", [True, False])
@pytest.mark.parametrize("words", ["many have", "one more", "that others", "considering", "slowly", "to stop"])
def test_what_is_struck_is_restored_as_it_was(words: str, punctuate: bool, only: bool) -> None:
    value = amended()
    id = id_of(value, words)
    struck = strike(value, id, only=only, punctuate=punctuate)
    assert struck.proposals[0].redline != value.proposals[0].redline
    assert restore(struck, id, only=only) == value
    assert restore(saved(struck), id, only=only) == value


def test_what_was_amended_in_a_struck_clause_leaves_the_text_and_every_export() -> None:
    value = amended()
    struck = strike(value, id_of(value, "many have"))
    notation = print_redline(struck.proposals[0].redline)
    assert "some have items" in notation
    assert all(words not in notation for words in ("many have parts", "one more", "a new one", "Not all"))
    assert set(struck.proposals[0].struck) == {"s1"}


def test_nothing_is_kept_of_a_clause_that_was_not_amended() -> None:
    value = submission(SMALL)
    struck = strike(value, id_of(value, "some have items"))
    assert not struck.proposals[0].struck
    assert restore(struck, id_of(struck, "some have items")) == value


def test_a_part_of_what_was_struck_is_restored_alone_and_the_rest_later() -> None:
    value = amended()
    parent, child = id_of(value, "many have"), id_of(value, "one more")
    struck = strike(value, parent)
    partly = restore(saved(struck), child)
    assert "one more" in print_redline(partly.proposals[0].redline)
    assert "many have" not in print_redline(partly.proposals[0].redline)
    assert restore(saved(partly), parent) == value
    assert restore(restore(struck, parent, only=True), child) != value  # the others under it are still struck
    assert "many have" in print_redline(restore(struck, parent, only=True).proposals[0].redline)


def test_what_was_struck_before_stays_struck() -> None:
    value = amended()
    parent, child = id_of(value, "many have"), id_of(value, "one more")
    once = strike(value, child)
    assert restore(strike(once, parent), parent) == once
    assert restore(restore(strike(once, parent), parent), child) == value


def test_several_that_are_struck_at_once_are_restored_at_once() -> None:
    value = amended()
    ids = [id_of(value, words) for words in ("many have", "that others", "texts are short")]
    ids = multiple.roots(value.proposals[0].redline.clauses, ids)
    struck = done(
        value,
        multiple.in_turn(
            value, StoryId(1), ids, lambda now, id: structure.delete_clauses(now, StoryId(1), id, YOU, punctuate=True), YOU
        ),
    )
    assert len(struck.proposals[0].struck) == 2  # of the third nothing was amended
    back = multiple.in_turn(struck, StoryId(1), ids, lambda now, id: structure.restore_clauses(now, StoryId(1), id, YOU), YOU)
    assert done(struck, back) == value


def test_a_struck_clause_that_reads_otherwise_is_restored_as_in_force() -> None:
    value = amended()
    id = id_of(value, "fast")
    value = reworded(value, "fast", "very fast")
    struck = strike(value, id)
    assert struck.proposals[0].struck
    first = place(struck, "fast")
    part = done(struck, text.restore_range(struck, StoryId(1), first, Place(first.index, first.offset + 2), ME))
    assert not part.proposals[0].struck
    gone = done(struck, review.accept(struck, 1, amendments(struck.proposals[0].redline), ME))
    assert not gone.proposals[0].struck
    back = done(struck, review.reject(struck, 1, amendments(struck.proposals[0].redline), ME))
    assert not back.proposals[0].struck


def test_a_note_whose_key_was_given_anew_comes_back_under_another() -> None:
    value = amended()
    id = id_of(value, "many have")
    struck = strike(value, id)
    other = done(struck, notes.insert_note(struck, StoryId(1), id_of(struck, "to stop"), 3, "Another.", ME))
    back = restore(other, id).proposals[0].redline
    assert sorted(note.clauses[0].text for note in back.notes.values()) == ["Another.", "Not all."]
    notation = print_redline(back)
    assert notation.index("Not all.") < notation.index("Another.")


def test_edits_of_a_file_restore_what_another_file_struck() -> None:
    value = amended()
    struck = saved(apply_edits(value, {"edits": [{"do": "delete", "at": "considering/b"}]}))
    assert "many have" not in print_redline(struck.proposals[0].redline)
    back = apply_edits(struck, {"edits": [{"do": "restore", "at": "considering/b"}]})
    assert back.proposals == value.proposals


def test_what_is_kept_cannot_be_set_by_hand() -> None:
    with pytest.raises(EditError, match="cannot be set"):
        apply_edits(submission(), {"edits": [{"do": "set", "field": "proposals/1/struck/s1", "value": []}]})


@settings(max_examples=times_profile(2), deadline=None)
@given(
    st.sampled_from([SMALL, MIXED]),
    st.lists(actions(), max_size=12),
    st.floats(0, 0.99),
    st.booleans(),
    st.booleans(),
)
def test_strike_save_open_restore_is_what_was(
    written: str, todo: list[Action], where: float, only: bool, punctuate: bool
) -> None:
    value = submission(written)
    for action in todo:
        with suppress(EditError):
            value = apply(value, with_dependants(value, action(value)))
    amended = [clause for clause in value.proposals[0].redline.clauses if clause.is_on("draft") and clause.is_on("base")]
    if not amended:
        return
    id = amended[int(where * len(amended))].id
    struck = strike(value, id, only=only, punctuate=punctuate)
    if id not in {clause.id for clause in struck.proposals[0].redline.clauses}:
        return  # the clause that another one was joined with
    back = restore(saved(struck), id, only=only)
    assert text_alone(back) == text_alone(value)


def test_striking_what_is_struck_leaves_the_marks_around_it_alone() -> None:
    value = submission("*considering*\na)\tfirst words\nb)\tsecond words;\nc)\tthird,\n")
    struck = strike(value, id_of(value, "second"))
    assert structure.delete_clauses(struck, StoryId(1), id_of(struck, "second"), YOU, punctuate=True).steps == ()


def strike_all_of(part: float) -> Action:
    return Action(_strike_at, [part], ME)


def _strike_at(value: Submission, numbers: list[float], stamp: Stamp) -> Transaction:
    clauses = value.proposals[0].redline.clauses
    if not clauses:
        raise EditError("there is nothing to strike")
    return structure.delete_clauses(value, StoryId(1), clauses[int(numbers[0] * len(clauses))].id, stamp)


@settings(max_examples=times_profile(3), deadline=None)
@given(st.lists(actions(), max_size=8), st.floats(0, 0.99), st.booleans())
def test_striking_a_second_time_changes_nothing(todo: list[Action], part: float, punctuate: bool) -> None:
    value = carried_out(submission(SMALL), todo)
    value = carried_out(value, [strike_all_of(part)])
    clauses = value.proposals[0].redline.clauses
    for clause in clauses:
        low, high = reach(clauses, clause.id, only=False)
        if not any(marked.is_on("draft") for marked in clauses[low:high]):
            assert structure.delete_clauses(value, StoryId(1), clause.id, ME, punctuate=punctuate).steps == ()


def test_the_struck_end_of_a_clause_is_restored_with_it_and_with_no_other() -> None:
    value = submission("*considering*\na)\tfirst words;\nb)\tsecond words;\nc)\tthird,\n")
    first, second = id_of(value, "first"), id_of(value, "second")
    joined = done(value, text.merge_next(value, StoryId(1), first, ME))
    assert restore(joined, second) == joined
    assert restore(joined, first) == value
    cut = done(joined, text.delete_range(joined, StoryId(1), Place(1, 0), Place(1, 6), ME))
    cut = done(cut, text.delete_range(cut, StoryId(1), Place(2, 0), Place(2, 7), ME))
    assert print_redline(restore(cut, second).proposals[0].redline).count("{--first --}") == 1
    assert print_redline(restore(cut, first).proposals[0].redline).count("{--second --}") == 1
    assert restore(restore(cut, first), second) == value
    assert restore(restore(cut, second), first) == value


@settings(max_examples=times_profile(3), deadline=None)
@given(st.lists(actions(), max_size=8), st.floats(0, 0.99))
def test_a_clause_that_was_restored_has_nothing_struck_and_no_other_has_changed(todo: list[Action], part: float) -> None:
    value = text_alone(carried_out(submission(SMALL), todo))
    clauses = value.proposals[0].redline.clauses
    if not clauses:
        return
    index = int(part * len(clauses))
    with suppress(EditError):
        after = restore(value, clauses[index].id, only=True).proposals[0].redline
        restored = {clause.id: clause for clause in after.clauses}
        after_clause = restored.get(clauses[index].id)
        assert after_clause is None or all(run.status is not Status.DELETED for run in after_clause.runs)
        others = [clause for place, clause in enumerate(clauses) if place != index]
        assert [clause.text_on("draft") for clause in others] == [
            restored[clause.id].text_on("draft") for clause in others if clause.id in restored
        ]


def test_what_followed_a_new_empty_paragraph_is_not_lost_with_it() -> None:
    """The paragraph goes with the clause that is deleted, and what was moved after it takes its place."""
    value = submission(SMALL)
    call = id_of(value, "resolves")
    clauses = value.proposals[0].redline.clauses
    at = value.proposals[0].redline.places[call]
    value = apply(value, text.break_paragraph(value, StoryId(1), *[Place(at, len(clauses[at].text))] * 2, ME))
    value = apply(value, structure.move_clauses(value, StoryId(1), clauses[0].id, at + 2, ME, only=True))
    assert text_alone(restore(saved(strike(value, call)), call)) == text_alone(value)


def test_closing_marks_that_followed_do_not_keep_a_clause_from_coming_back() -> None:
    """The mark changed in the paragraph with which the clause was joined."""
    value = submission(SMALL)
    item = id_of(value, "to go on")
    at = value.proposals[0].redline.places[item]
    value = apply(value, text.break_paragraph(value, StoryId(1), *[Place(at, 4)] * 2, ME))
    last = id_of(value, "to stop")
    value = apply(value, clause_properties.change_kind(value, StoryId(1), last, "call", ME, scheme="none", level=0))
    struck = strike(value, item, punctuate=True)
    assert text_alone(restore(saved(struck), item)) == text_alone(value)


def test_an_empty_paragraph_that_was_struck_behind_it_does_not_come_back_with_a_clause() -> None:
    value = submission("*considering*\na)\tfirst words;\nb)\tsecond words;\nc)\tthird,\n")
    first = id_of(value, "first")
    value = done(value, text.break_paragraph(value, StoryId(1), *[Place(1, len("first words;"))] * 2, ME))
    value = done(value, review.accept(value, 1, amendments(value.proposals[0].redline), ME))
    value = done(value, text.merge_next(value, StoryId(1), first, ME))
    assert "{--b)\t--}{--¶--}" in print_redline(value.proposals[0].redline)
    assert restore(strike(value, first, only=True), first, only=True) == value


def test_an_empty_last_paragraph_is_restored_by_itself_and_with_the_whole_text() -> None:
    value = submission("*considering*\na)\tfirst words;\n")
    value = done(value, text.break_paragraph(value, StoryId(1), *[Place(1, len("first words;"))] * 2, ME))
    value = done(value, review.accept(value, 1, amendments(value.proposals[0].redline), ME))
    struck = done(value, text.delete_range(value, StoryId(1), Place(1, 0), Place(3, 0), ME))
    assert not struck.proposals[0].redline.clauses[2].end.status.in_draft
    alone = done(struck, text.restore_range(struck, StoryId(1), Place(2, 0), Place(2, 0), ME))
    assert alone.proposals[0].redline.clauses[2].end.status.in_draft
    assert not alone.proposals[0].redline.clauses[1].text_on("draft")
    assert done(struck, text.restore_range(struck, StoryId(1), Place(0, 0), Place(2, 0), ME)) == value


def test_of_two_new_items_that_say_the_same_neither_is_lost_with_a_struck_clause() -> None:
    """One stands under it, one beside it."""
    value = submission(SMALL)
    item = id_of(value, "some have items")
    at = value.proposals[0].redline.places[item]
    for number, level in ((at + 1, 2), (at + 2, 1)):
        new = structure.NewClause(Props("paragraph", level, "letter"), (Run("a new clause;"),))
        value = done(value, structure.insert_clauses(value, StoryId(1), number, [new], ME))
    assert text_alone(restore(saved(strike(value, item)), item)) == text_alone(value)


def test_closing_marks_beside_an_earlier_striking_stay_when_a_later_one_is_taken_back() -> None:
    value = submission(SMALL)
    half, whole = id_of(value, "another"), id_of(value, "considering")
    at = value.proposals[0].redline.places[half]
    value = done(value, text.break_paragraph(value, StoryId(1), *[Place(at, 4)] * 2, ME))
    value = strike(value, half, punctuate=True)
    assert "one of them{--,--}{++;++}" in print_redline(value.proposals[0].redline)
    assert text_alone(restore(saved(strike(value, whole)), whole)) == text_alone(value)


def test_a_new_empty_paragraph_with_struck_words_comes_back() -> None:
    value = submission("*resolves*\n1\tto go on;\n2\tto stop.\n")
    last = id_of(value, "stop")
    value = done(value, text.delete_range(value, StoryId(1), Place(2, 0), Place(2, 5), YOU))
    for _ in range(2):
        value = done(value, text.break_paragraph(value, StoryId(1), *[Place(2, 5)] * 2, ME))
    assert print_redline(value.proposals[0].redline).count("{++¶++}") == 2
    struck = strike(value, last)
    assert print_redline(struck.proposals[0].redline).count("{++¶++}") == 1
    assert text_alone(restore(saved(struck), last)) == text_alone(value)
