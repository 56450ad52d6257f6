"""What keys mean in lists, calls that are begun, and edits of several clauses: each a lawful transaction."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.edits import calls, clause_properties, enter_and_tab, multiple, structure
from model.errors import EditError
from model.numbering import Labelling
from model.redline import Clause, paragraphs
from model.redline.canonical import canonical
from model.redline.edit_text import Place
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import Transaction, apply, from_json, invert, to_json
from model.submission.values import Submission
from tests.builders.submissions import ME, SMALL, actions, submission
from tests.profiles import times_profile


def clauses(value: Submission) -> tuple[Clause, ...]:
    return story_clauses(value, StoryId(1))


def index(value: Submission, words: str) -> int:
    return next(place for place, clause in enumerate(clauses(value)) if words in clause.text)


def labelled(value: Submission) -> list[str]:
    """The paragraphs of the draft with their labels, deeper ones indented."""
    redline = value.proposals[0].redline
    labelling = Labelling.of(redline)
    return [
        "  " * max(paragraph.props.level - 1, 0) + f"{labelling.draft(paragraph.bearer.id) or ''} {paragraph.text}".strip()
        for paragraph in paragraphs(redline.clauses, "draft")
        if paragraph.props.kind in ("call", "paragraph")
    ]


def pressed(value: Submission, at: Place, times: int) -> tuple[Submission, Place]:
    for _ in range(times):
        made = enter_and_tab.enter(value, StoryId(1), at, at, ME)
        value = apply(value, made)
        assert made.after is not None
        at = Place([clause.id for clause in clauses(value)].index(made.after.caret[0]), made.after.caret[1])
    return value, at


def test_enter_makes_the_next_item_and_again_leaves_one_level_at_a_time() -> None:
    value = submission()
    place = index(value, "another")
    end = Place(place, len(clauses(value)[place].text))
    for times, expected in enumerate(["ii) another,", "  iii)", "c)", ""]):
        shown = labelled(pressed(value, end, times)[0])
        assert shown[shown.index("  ii) another,") + (1 if times else 0)].strip() == expected.strip()
        assert len(shown) == len(labelled(value)) + (1 if times else 0)
    left, at = pressed(value, end, 3)
    assert clauses(left)[at.index].props.scheme == "none"
    assert len(labelled(pressed(left, at, 1)[0])) == len(labelled(left)) + 1


def test_enter_in_an_empty_item_at_the_end_of_the_text_leaves_too() -> None:
    value = submission()
    last = len(clauses(value)) - 1
    value, at = pressed(value, Place(last, len(clauses(value)[last].text)), 1)
    assert labelled(value)[-1] == "3"
    value, _ = pressed(value, at, 1)
    assert labelled(value)[-1] == ""


def test_enter_behind_an_item_with_items_under_it_begins_the_first_of_these() -> None:
    value = submission()
    first = next(place for place, clause in enumerate(clauses(value)) if clause.props.level == 2)
    end = Place(first - 1, len(clauses(value)[first - 1].text))
    shown, before = labelled(pressed(value, end, 1)[0]), labelled(value)
    at = next(place for place, line in enumerate(before) if line.startswith("  "))
    assert shown[at - 1] == before[at - 1]
    assert shown[at] == "  i)"
    assert shown[at + 1].endswith(before[at].partition(") ")[2])
    assert shown[at + 1].startswith("  ii)")


@pytest.mark.parametrize(
    ("words", "offset", "to", "expected"),
    [("texts are", 0, None, "level"), ("texts are", 3, None, "text"), ("texts are", 0, 4, "text"), ("one of", 0, 90, "level")],
)
def test_what_tab_is_for(words: str, offset: int, to: int | None, expected: str) -> None:
    value = submission()
    a = Place(index(value, words), offset)
    b = a if to is None else Place(a.index + 1, 1) if to == 90 else Place(a.index, to)
    assert enter_and_tab.tab_meaning(clauses(value), a, b) == expected


def test_tab_at_the_head_counts_what_is_struck_for_nothing() -> None:
    value = submission("*considering*\na)\t{--that --}texts;\n")
    assert enter_and_tab.tab_meaning(clauses(value), Place(1, 5), Place(1, 5)) == "level"


# Calls


def offered(value: Submission, words: str) -> tuple[str, ...]:
    place = calls.place_for_call(clauses(value), index(value, words), value.language)
    return calls.calls_for(place, value.language)


def test_a_text_in_a_language_that_nobody_knows_is_offered_english_calls() -> None:
    place = calls.place_for_call(clauses(submission()), 3, "tlh")
    assert calls.calls_for(place, "tlh") == calls.calls_for(place, "en") != ()


def test_only_what_may_stand_there_is_offered() -> None:
    value = submission()
    between = offered(value, "others have none")
    assert {"considering", "recalling", "resolves"} <= set(between)
    assert "considering" not in offered(value, "to stop")
    assert {"resolves further", "instructs the Secretary-General", "invites Member States"} <= set(offered(value, "to stop"))
    longer = submission("*considering*\na)\tone,\n*noting*\nb)\ttwo,\n*resolves*\n1\tthree.\n")
    assert "resolves" not in offered(longer, "one")
    assert offered(submission("*учитывая*\na)\tone.\n", language="ru"), "one")[0] == "учитывая"


def test_a_call_goes_behind_its_block_and_the_marks_follow() -> None:
    value = submission()
    new = apply(
        value, calls.insert_call(value, StoryId(1), index(value, "to go on"), "invites  Member States", ME, punctuate=True)
    )
    assert labelled(new)[-3:] == ["1 to go on;", "2 to stop,", "invites Member States"]
    with pytest.raises(EditError, match="cannot be here"):
        calls.insert_call(value, StoryId(1), index(value, "to go on"), "considering", ME)


def test_an_empty_item_becomes_the_call() -> None:
    value = submission()
    place = index(value, "others have none")
    value, at = pressed(value, Place(place, len(clauses(value)[place].text)), 1)
    count = len(clauses(value))
    value = apply(value, calls.insert_call(value, StoryId(1), at.index, "noting", ME))
    assert "noting" in labelled(value)
    assert len(clauses(value)) == count
    new = next(clause for clause in clauses(value) if clause.text == "noting")
    assert (new.props.kind, new.props.level, new.props.scheme) == ("call", 0, "none")


def test_from_the_head_of_a_text_it_goes_behind_the_opening() -> None:
    value = submission()
    value = apply(value, calls.insert_call(value, StoryId(1), 0, "recalling", ME))
    assert labelled(value)[0] == "recalling"


@pytest.mark.parametrize(
    ("new", "runs"),
    [
        ("considering further", [("kept", "considering"), ("inserted", " further")]),
        ("recalling", [("deleted", "considering"), ("inserted", "recalling")]),
        ("also considering", [("inserted", "also "), ("kept", "considering")]),
    ],
)
def test_other_words_strike_only_what_differs(new: str, runs: list[tuple[str, str]]) -> None:
    value = submission()
    place = index(value, "considering")
    value = apply(value, calls.rename(value, StoryId(1), place, new, ME))
    assert [(str(run.status), run.text) for run in clauses(value)[place].runs] == runs
    back = apply(value, calls.rename(value, StoryId(1), place, "considering", ME))
    assert clauses(back)[place].runs == clauses(submission())[place].runs


# Several


def test_what_stands_under_a_chosen_clause_goes_with_it() -> None:
    value = submission()
    ids = {clause.id for clause in clauses(value)[4:8]}
    assert multiple.roots(clauses(value), ids) == [clauses(value)[4].id, clauses(value)[5].id]


def test_several_clauses_move_in_their_order_and_take_the_level_of_the_place() -> None:
    value = submission()
    ids = [clauses(value)[index(value, words)].id for words in ("texts are", "others have")]
    made = multiple.move_to(value, StoryId(1), ids, index(value, "another"), ME, level=2)
    assert labelled(apply(value, made)) == [
        "considering", "a) that some have items:", "  i) one of them,", "  ii) that texts are short;",
        "  iii) that others have none,", "  iv) another,", "resolves", "1 to go on;", "2 to stop.",
    ]  # fmt: skip
    some = clauses(value)[index(value, "some have")].id
    with pytest.raises(EditError, match="under itself"):
        multiple.move_to(value, StoryId(1), [some], index(value, "another"), ME)


def test_moving_the_last_item_mends_the_marks() -> None:
    value = submission()
    last = clauses(value)[index(value, "to stop")].id
    made = multiple.move_to(value, StoryId(1), [last], index(value, "to go on"), ME, punctuate=True)
    assert labelled(apply(value, made))[-2:] == ["1 to stop;", "2 to go on."]


# Laws

Numbers = st.lists(st.floats(0, 1), min_size=4, max_size=4)


def action_on(value: Submission, which: int, n: list[float]) -> Transaction:
    target = clauses(value)
    spot = min(int(n[0] * len(target)), len(target) - 1)
    ids = multiple.roots(target, {clause.id for clause in target[spot : spot + 1 + int(n[1] * 4)]})
    words = ("considering further", "resolves", "instructs the Director of BDT")[int(n[2] * 2.9)]
    at = Place(spot, round(n[1]) * len(target[spot].text))
    match which:
        case 0:
            return enter_and_tab.enter(value, StoryId(1), at, at, ME)
        case 1:
            return calls.insert_call(value, StoryId(1), spot, words, ME, punctuate=n[3] > 0.5)
        case 2:
            return calls.rename(value, StoryId(1), spot, words, ME)
        case 3:
            to = int(n[2] * len(target))
            level = 1 + int(n[1] * 2) if n[3] > 0.3 else None
            return multiple.move_to(value, StoryId(1), ids, to, ME, level=level, punctuate=n[3] > 0.6)
        case _:
            return multiple.in_turn(
                value, StoryId(1), ids, lambda now, id: structure.delete_clauses(now, StoryId(1), id, ME, punctuate=True), ME
            )


@settings(max_examples=times_profile(3))
@given(st.lists(st.one_of(actions(), st.tuples(st.integers(0, 4), Numbers)), max_size=12))
def test_each_is_undone_by_its_inverse_and_leaves_the_base(todo: list[object]) -> None:
    value = submission(SMALL)
    for action in todo:
        try:
            made = action_on(value, *action) if isinstance(action, tuple) else action(value)  # type: ignore[operator]
        except EditError:
            continue
        new = apply(value, made)
        if isinstance(action, tuple):
            assert apply(new, invert(made)) == value
            assert from_json(json.loads(json.dumps(to_json(made)))) == made
            assert canonical(clauses(new)) == clauses(new)
            assert [p.runs for p in paragraphs(clauses(new), "base")] == [p.runs for p in paragraphs(clauses(value), "base")]
        value = new


@pytest.mark.parametrize(("by", "level"), [(-1, 1), (1, 3)])
def test_the_level_of_a_heading_changes_without_that_of_its_paragraphs(by: int, level: int) -> None:
    before = submission("== Scope\n=== Detail\n*resolves*\n1\tto act;\na plain line\n")
    heading = clauses(before)[0]
    assert heading.props.kind == "heading"
    after = apply(before, clause_properties.change_level(before, StoryId(1), heading.id, by, ME))
    kinds = [clause.props for clause in clauses(after) if clause.props.kind != "heading"]
    assert kinds == [clause.props for clause in clauses(before) if clause.props.kind != "heading"]
    assert [clause.props.level for clause in clauses(after) if clause.props.kind == "heading"] == [level, level + 1]
