"""Two layers: each text is what it was, whatever is computed of both."""

from __future__ import annotations

from hypothesis import given, settings
from msgspec.structs import replace

from model.edits.provisions import set_mark
from model.layers.combined import CombinedLayers, base_upon, combined_layers, fit_together
from model.layers.one_layer import accepted_upper, flat_redline, without_theirs
from model.numbering import Labelling
from model.numbering.note_numbers import number_of_note
from model.redline import Redline, Run, Status
from model.redline.canonical import canonical
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import apply
from tests.builders.layers import THEIRS, UPPER, amended, layer_pairs, without_ids
from tests.builders.marked_notes import note_marks_of
from tests.builders.notation import redline
from tests.builders.submissions import SMALL, action_of
from tests.builders.treaty import marked_treaty, submission_of
from tests.model.numbering.test_note_editions import ME, TREATY, typed
from tests.profiles import times_profile


def test_theirs_alone_is_the_combination() -> None:
    theirs = redline("a)\tone {--two--}{++three++};\n")
    assert combined_layers(theirs, base_upon(theirs)).redline is theirs


def middle_of(combined: CombinedLayers) -> list[tuple[str | None, str]]:
    """The paragraphs of theirs in a combination, resolved by the names of authors, with their labels."""
    out: list[tuple[str | None, str]] = []
    text, bearer, last = "", None, None
    for clause in combined.redline.clauses:
        for run in clause.runs:
            if combined.is_in_theirs(run):
                text += run.text
                bearer = bearer or clause.id
        last = clause.id
        if combined.is_in_theirs(clause.end):
            label = combined.labels.get(bearer or last)
            out.append((label.text if label else None, text))
            text, bearer = "", None
    return out


def printed(text: Redline) -> list[tuple[str | None, str]]:
    return [(clause.label.text if clause.label else None, clause.text) for clause in text.clauses]


@given(layer_pairs())
@settings(max_examples=times_profile(3))
def test_the_combination_contains_all_three_texts(pair: tuple[Redline, Redline]) -> None:
    theirs, upper = pair
    combined = combined_layers(theirs, upper)
    assert without_ids(in_view(combined.redline, "base")) == without_ids(in_view(theirs, "base"))
    assert without_ids(in_view(combined.redline, "draft")) == without_ids(in_view(upper, "draft"))
    if combined.labels:
        assert middle_of(combined) == printed(base_upon(theirs))
    ids = [clause.id for clause in combined.redline.clauses]
    assert len(ids) == len(set(ids))


@given(layer_pairs())
@settings(max_examples=times_profile(3))
def test_ours_as_one_layer(pair: tuple[Redline, Redline]) -> None:
    theirs, upper = pair
    flat = flat_redline(theirs, upper, UPPER)
    assert without_ids(in_view(flat, "base")) == without_ids(in_view(theirs, "base"))
    assert without_ids(in_view(flat, "draft")) == without_ids(in_view(upper, "draft"))
    assert flat.clauses == canonical(flat.clauses)
    assert fit_together(theirs, upper)


@given(layer_pairs())
@settings(max_examples=times_profile(3))
def test_a_layer_is_accepted_or_rejected(pair: tuple[Redline, Redline]) -> None:
    theirs, upper = pair
    bare = without_theirs(theirs, upper)
    assert without_ids(in_view(bare, "base")) == without_ids(in_view(theirs, "base"))
    assert bare.clauses == canonical(bare.clauses)
    whole = accepted_upper(theirs, upper)
    assert without_ids(in_view(whole, "base")) == without_ids(in_view(theirs, "base"))
    assert without_ids(in_view(whole, "draft")) == without_ids(in_view(upper, "draft"))


@given(layer_pairs())
def test_without_our_changes_rejecting_theirs_leaves_the_text_in_force(pair: tuple[Redline, Redline]) -> None:
    theirs, _ = pair
    bare = without_theirs(theirs, base_upon(theirs))
    assert without_ids(bare) == without_ids(in_view(theirs, "base"))


def test_what_they_inserted_and_we_delete_keeps_both_names() -> None:
    lower = redline("one {++new ++}two\n")
    upper = _upon(lower, "one {--new --}two\n")
    combined = combined_layers(lower, upper)
    statuses = [(run.status, run.text) for run in combined.redline.clauses[0].runs]
    assert statuses == [(Status.KEPT, "one "), (Status.RETRACTED, "new "), (Status.KEPT, "two")]


def test_what_they_deleted_is_restored_beside_their_deletion() -> None:
    lower = redline("one {--old --}two\n")
    upper = _upon(lower, "one {++old ++}two\n")
    runs = combined_layers(lower, upper).redline.clauses[0].runs
    assert [(run.status, run.text) for run in runs] == [
        (Status.KEPT, "one "), (Status.DELETED, "old "), (Status.INSERTED, "old "), (Status.KEPT, "two"),
    ]  # fmt: skip
    assert flat_redline(lower, upper, UPPER).clauses[0].runs == (Run("one old two"),)


def _upon(lower: Redline, text: str) -> Redline:
    """A text in the notation as the upper layer, with the ids of the lower one."""
    base = base_upon(lower)
    clauses = [
        replace(
            clause,
            id=old.id,
            runs=tuple(replace(run, stamp=UPPER) if run.status is not Status.KEPT else run for run in clause.runs),
        )
        for old, clause in zip(base.clauses, redline(text).clauses, strict=True)
    ]
    return replace(base, clauses=tuple(clauses))


def test_labels_carry_both_layers() -> None:
    theirs = amended(SMALL, [action_of("strike", 0.35, 0, 0, 0, stamp=THEIRS)])
    upper = amended(base_upon(theirs), [action_of("strike", 0.4, 0, 0, 0, stamp=UPPER)])
    combined = combined_layers(theirs, upper)
    labelling = Labelling.of(combined.redline)
    c = next(clause.id for clause in combined.redline.clauses if clause.text == "that others have none,")
    assert (labelling.base(c), combined.labels[c].text, labelling.draft(c)) == ("c)", "b)", "a)")


def test_one_layer_of_both_keeps_margin_numbers_and_marks() -> None:
    theirs = replace(
        marked_treaty("= ARTICLE 9", "9.1 first (WRC-12)", "+ theirs", "9.2 second (WRC-03)", edition="WRC-27"), language="en"
    )
    shown = base_upon(theirs)
    first = shown.clauses[1]
    words = replace(first, runs=(*first.runs, Run(" amended", Status.INSERTED, stamp=UPPER)))
    upper = replace(shown, clauses=(shown.clauses[0], words, *shown.clauses[2:]))
    for made in (flat_redline(theirs, upper, UPPER), without_theirs(theirs, upper), accepted_upper(theirs, upper)):
        assert [(clause.number, clause.mark) for clause in made.clauses if clause.number] == [
            (clause.number, clause.mark) for clause in theirs.clauses if clause.number
        ]
    flat = flat_redline(theirs, shown, UPPER)
    labelling = Labelling.of(flat)
    assert [labelling.number("draft", clause.id) for clause in flat.clauses] == [None, "9.1", "9.1A", "9.2"]


def test_the_marks_and_numbers_of_notes_are_those_of_both_layers() -> None:
    theirs_alone = typed(TREATY, "fn1")
    theirs = apply(theirs_alone, set_mark(theirs_alone, StoryId(1, "fn3"), "fn3.1", "WRC-23", ME)).proposals[0].redline
    draft = typed(typed(submission_of(base_upon(theirs)), "fn1", words="our "), "fn2")
    draft = apply(draft, set_mark(draft, StoryId(1, "fn4"), "fn4.1", "WRC-19", ME))
    upper = draft.proposals[0].redline
    wanted = {"fn1": [("(WRC-12)", "(WRC-27)")], "fn2": [(None, "(WRC-27)")], "fn3": [("(WRC-07)", "(WRC-23)")],
              "fn4": [("(WRC-03)", "(WRC-19)")]}  # fmt: skip
    for made in (combined_layers(theirs, upper).redline, flat_redline(theirs, upper, ME), accepted_upper(theirs, upper)):
        assert note_marks_of(made) == wanted
        assert [number_of_note(note) for note in made.notes.values()] == [
            number_of_note(note) for note in TREATY.proposals[0].redline.notes.values()
        ]
    assert note_marks_of(without_theirs(theirs, upper))["fn3"] == [("(WRC-07)", "(WRC-07)")]
