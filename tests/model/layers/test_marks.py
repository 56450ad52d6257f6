"""The marks of the other party's changes in our text, and its amendments at their places in it."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from msgspec.structs import replace

from model.layers import marks as module
from model.layers.combined import base_upon
from model.layers.marks import layer_marks, placed_amendments
from model.redline import Clause, End, Redline, Run, Status
from model.submission.amendments import Amendment, amendments
from tests.builders.layers import UPPER, amended, layer_pairs, lists_of_actions
from tests.builders.notation import redline
from tests.builders.submissions import Action
from tests.profiles import times_profile

TABLE = "*considering*\n|1.1.1| one\n|1.1.2| {++two++}{--three--}\n|1.2.1| four\n|1.2.2| five\nafter {++it++}\n"


def placed(theirs: Redline, upper: Redline) -> list[Amendment]:
    found = [amendment for amendment in amendments(theirs) if amendment.parts]
    return list(placed_amendments(found, layer_marks(theirs, upper)))


@given(layer_pairs(), lists_of_actions(UPPER))
@settings(max_examples=times_profile(3))
def test_marks_that_follow_a_change_are_those_found_from_nothing(pair: tuple[Redline, Redline], todo: list[Action]) -> None:
    theirs, upper = pair
    known = layer_marks(theirs, upper)
    for action in todo:
        upper = amended(upper, [action])
        known = layer_marks(theirs, upper, known)
        assert known == layer_marks(theirs, upper)


def test_marks_of_what_theirs_deletes_at_the_end_follow_a_new_last_clause() -> None:
    theirs = redline("a\tone;\n{--b\ttwo.--}{--¶--}\n")
    upper = base_upon(theirs)
    new = Clause("new", end=End(Status.INSERTED, UPPER))
    changed = replace(upper, clauses=(*upper.clauses, new))
    marks = layer_marks(theirs, changed, layer_marks(theirs, upper))
    assert marks == layer_marks(theirs, changed)
    assert [mark.text for mark in marks[""].marks["new"]] == ["two.¶"]


def test_marks_beside_a_table_follow_a_change() -> None:
    theirs = redline(TABLE)
    upper = base_upon(theirs)
    known = layer_marks(theirs, upper)
    for place in range(len(upper.clauses)):
        changed = with_word(upper, place)
        assert layer_marks(theirs, changed, known) == layer_marks(theirs, changed)


def with_word(text: Redline, place: int) -> Redline:
    clauses = list(text.clauses)
    new = Run("new ", Status.INSERTED, stamp=UPPER)
    clauses[place] = replace(clauses[place], runs=(new, *clauses[place].runs))
    return replace(text, clauses=tuple(clauses))


def test_a_change_aligns_only_the_clauses_around_it() -> None:
    lines = "".join(f"{number}\tline {{++new++}};\n" for number in range(1, 201))
    theirs = redline(lines)
    upper = base_upon(theirs)
    known = layer_marks(theirs, upper)
    seen: list[int] = []

    def counting(below: tuple[Clause, ...], above: tuple[Clause, ...]) -> object:
        seen.append(len(above))
        return align(below, above)

    align = module.align_layers
    with patch.object(module, "align_layers", counting):
        layer_marks(theirs, with_word(upper, 100), known)
    assert sum(seen) <= 4


@given(layer_pairs())
def test_their_amendments_have_places_in_ours(pair: tuple[Redline, Redline]) -> None:
    theirs, upper = pair
    for amendment in placed(theirs, upper):
        (part,) = amendment.parts
        assert amendment.theirs is not None
        clauses = {clause.id: clause for clause in upper.clauses_of(amendment.note)}
        assert 0 <= part.start <= part.stop <= len(clauses[amendment.clause].text)
    keys = [amendment.key for amendment in placed(theirs, upper)]
    assert len(keys) == len(set(keys))


def test_an_amendment_is_placed_where_ours_has_it() -> None:
    theirs = redline("a)\tone {--two--}{++three++} four;\nb)\t{--gone--}{--¶--}\nc)\tlast;\n")
    found = placed(theirs, base_upon(theirs))
    assert [(row.kind, row.old, row.new, row.parts[0].start, row.parts[0].stop) for row in found] == [
        ("replacement", "two", "three", 4, 9),
        ("deletion", "gone", "", 0, 0),
    ]
    assert found[1].clause == base_upon(theirs).clauses[1].id
