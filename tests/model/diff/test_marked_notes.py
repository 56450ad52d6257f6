"""Two texts whose notes have edition marks as one redline: both sides have the marks that they had."""

from __future__ import annotations

from hypothesis import given

from model.diff.compare import compare
from model.redline import NOTE, SIDES, Redline
from model.submission.resolved import in_view
from tests.builders.marked_notes import note_marks_of
from tests.builders.submissions import states_after
from tests.model.numbering.test_note_editions import ME, STEPS, TREATY, edited, typed


def notes_of(resolved: Redline) -> list[list[tuple[str, str]]]:
    """The words and marks of the notes of a text, in the order of their references."""
    keys = [run.content for clause in resolved.clauses for run in clause.runs if run.text == NOTE]
    return [
        [
            (clause.text, clause.mark.text if clause.mark else "")
            for clause in resolved.notes[key].clauses
            if clause.text or clause.mark
        ]
        for key in keys
    ]


@given(STEPS)
def test_a_comparison_has_the_marks_of_both_texts(steps: list[tuple[str, int]]) -> None:
    redline = states_after(TREATY, steps, edited)[-1].proposals[0].redline
    compared = compare(in_view(redline, "base"), in_view(redline, "draft"), ME)
    for side in SIDES:
        assert notes_of(in_view(compared, side)) == notes_of(in_view(redline, side))


def test_a_mark_that_the_rule_gives_is_not_set_by_hand() -> None:
    redline = typed(TREATY, "fn1").proposals[0].redline
    compared = compare(in_view(redline, "base"), in_view(redline, "draft"), ME)
    assert note_marks_of(compared) == note_marks_of(redline)
    assert not any(clause.own_mark for note in compared.notes.values() for clause in note.clauses)
