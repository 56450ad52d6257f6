"""Edition marks: of the base as printed, of the draft by what is amended; they are not text and no amendment."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits import review, structure, text
from model.edits.provisions import set_mark
from model.edits.structure import NewClause
from model.errors import EditError
from model.numbering import Labelling
from model.numbering.mark_forms import edition_of_mark, is_revised_mark, mark_spans, read_mark, renewed_mark
from model.redline import NOTE, Clause, Label, Note, Props, Redline, Run, Stamp, Status
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply, invert
from model.submission.values import Submission
from tests.builders.submissions import states_after
from tests.builders.treaty import marked_treaty, submission_of

ME = Stamp("ATU", "2026-11-30T12:00:00Z")
STORY = StoryId(1)
LINES = (
    "= Article 9", "= Procedure (WRC-03)", "9.1 first words", "… that continue (WRC-12)", "9.2 second words. (WRC-2000)",
    "9.3 third words", "… more", "= Article 10", "10.1 last (WRC-97)",
)  # fmt: skip


def marks(redline: Redline) -> list[tuple[str, str | None, str | None]]:
    """The clauses at whose ends marks are printed, with those of both sides."""
    printed = Labelling.of(redline).marks.printed
    return [
        (clause.id, pair.base and pair.base.text, pair.draft and pair.draft.text)
        for clause in redline.clauses
        if (pair := printed.get(clause.id)) is not None
    ]


def drafts(submission: Submission) -> dict[str, str]:
    """The mark of each clause of the draft that has one."""
    return {id: draft for id, _base, draft in marks(submission.proposals[0].redline) if draft}


TREATY = submission_of(marked_treaty(*LINES))
BASE = {"c1": "(WRC-03)", "c3": "(WRC-12)", "c4": "(WRC-2000)", "c8": "(WRC-97)"}


def typed(submission: Submission, index: int, words: str = "new ") -> Submission:
    return apply(submission, text.type_text(submission, STORY, Place(index, 0), Place(index, 0), words, ME))


def test_an_unamended_text_keeps_its_marks() -> None:
    assert drafts(TREATY) == BASE
    assert marks(TREATY.proposals[0].redline) == [(id, mark, mark) for id, mark in BASE.items()]


@pytest.mark.parametrize("index", [2, 3])
def test_a_mark_is_that_of_the_coming_conference_if_any_paragraph_of_its_provision_is_amended(index: int) -> None:
    assert drafts(typed(TREATY, index)) == {**BASE, "c3": "(WRC-27)"}


def test_a_provision_without_a_mark_gets_its_first_at_its_last_paragraph() -> None:
    assert drafts(typed(TREATY, 5)) == {**BASE, "c6": "(WRC-27)"}


def test_titles_have_marks_and_the_mere_number_of_an_article_gets_none() -> None:
    assert drafts(typed(TREATY, 1)) == {**BASE, "c1": "(WRC-27)"}
    assert drafts(typed(TREATY, 0)) == {**BASE, "c0": "(WRC-27)"}, "it is no mere number any more"
    new = [NewClause(Props("heading", 1), (Run(words),)) for words in ("Article 9A", "A new article")]
    after = apply(TREATY, structure.insert_clauses(TREATY, STORY, 7, new, ME))
    assert [mark for id, mark in drafts(after).items() if id not in BASE] == ["(WRC-27)"]


def test_what_is_inserted_has_the_mark_from_the_start_and_what_is_deleted_has_none() -> None:
    redline = marked_treaty("= Article 9", "9.1 one (WRC-12)", "+ new", "- 9.2 two (WRC-12)", "9.3 three (WRC-12)")
    assert marks(redline) == [
        ("c1", "(WRC-12)", "(WRC-12)"), ("c2", None, "(WRC-27)"), ("c3", "(WRC-12)", None), ("c4", "(WRC-12)", "(WRC-12)"),
    ]  # fmt: skip


def test_a_paragraph_that_is_added_to_a_provision_gets_its_mark() -> None:
    made = structure.insert_clauses(TREATY, STORY, 4, [NewClause(Props("paragraph"), (Run("still more"),))], ME)
    redline = apply(TREATY, made).proposals[0].redline
    at = redline.places["c3"]
    assert marks(redline)[1:3] == [("c3", "(WRC-12)", None), (redline.clauses[at + 1].id, None, "(WRC-27)")]


def test_halves_of_a_provision_both_have_a_mark_and_two_made_one_have_one() -> None:
    halves = apply(TREATY, text.split(TREATY, STORY, "c4", 7, ME)).proposals[0].redline
    assert [pair[1:] for pair in marks(halves)][2:4] == [(None, "(WRC-27)"), ("(WRC-2000)", "(WRC-27)")]
    joined = apply(TREATY, text.merge_next(TREATY, STORY, "c3", ME)).proposals[0].redline
    assert [pair[1:] for pair in marks(joined)][1:3] == [("(WRC-12)", None), ("(WRC-2000)", "(WRC-27)")]


def test_a_caption_has_a_mark_of_its_own_with_its_table() -> None:
    redline = marked_treaty("= Article 21", "21.16 words (WRC-12)", "… TABLE 21-4 (Rev.WRC-12)", "… cell", "… after it")
    cells = {"c3": (0, 0, 0)}
    redline = replace(redline, clauses=tuple(replace(clause, cell=cells.get(clause.id)) for clause in redline.clauses))
    submission = submission_of(redline)
    assert drafts(typed(submission, 3)) == {"c1": "(WRC-12)", "c2": "(Rev.WRC-27)"}
    assert drafts(typed(submission, 1)) == {"c1": "(WRC-27)", "c2": "(Rev.WRC-12)"}


def test_the_mark_of_a_resolution_or_an_appendix_stands_for_all_below_it() -> None:
    redline = marked_treaty("= APPENDIX 4 (REV.WRC-12)", "4.1 words", "= APPENDIX 5 (REV.WRC-07)", "5.1 words")
    assert drafts(typed(submission_of(redline), 1)) == {"c0": "(REV.WRC-27)", "c1": "(WRC-27)", "c2": "(REV.WRC-07)"}


def test_the_conference_is_one_of_the_text_and_the_instrument_says_whether_there_are_marks() -> None:
    later = submission_of(marked_treaty(*LINES, edition="WRC-31"))
    assert drafts(typed(later, 3))["c3"] == "(WRC-31)"
    plain = submission_of(marked_treaty("= Article 2", "20 words", instrument="CS"))
    assert drafts(typed(plain, 1)) == {}
    french = submission_of(replace(marked_treaty(*LINES), language="fr"))
    assert drafts(typed(french, 5))["c6"] == "(CMR-27)"


def test_a_mark_alone_is_no_amendment_and_rejecting_all_restores_it() -> None:
    after = typed(TREATY, 3)
    found = amendments(after.proposals[0].redline)
    assert [amendment.kind for amendment in found] == ["insertion"]
    rejected = apply(after, review.reject(after, 1, found, ME))
    assert rejected.proposals[0].redline == TREATY.proposals[0].redline


def test_what_is_accepted_keeps_the_mark_that_it_had_in_the_draft() -> None:
    after = typed(typed(TREATY, 2), 3)
    first, second = amendments(after.proposals[0].redline)
    half = apply(after, review.accept(after, 1, [first], ME))
    assert drafts(half) == drafts(after)
    whole = apply(half, review.accept(half, 1, [second], ME))
    assert drafts(whole) == drafts(after)
    assert amendments(whole.proposals[0].redline) == ()
    assert whole.proposals[0].redline["c3"].mark == Label("(WRC-27)", " ")


@pytest.mark.parametrize(
    ("mark", "renewed"),
    [
        ("(WRC-12)", "(WRC-27)"), ("(WRC-2000)", "(WRC-27)"), ("(Rev.WRC-12)", "(Rev.WRC-27)"), ("(REV.WRC-12)", "(REV.WRC-27)"),
        ("(CMR-12)", "(CMR-27)"), ("(ВКР-12)", "(ВКР-27)"), ("（WRC-12）", "（WRC-27）"),
        ("(Rev. WRC-12)", "(Rev. WRC-27)"), ("(MOB-87)", "(WRC-27)"), ("(WRC-12，修订版)", "(WRC-27，修订版)"),
    ],
)  # fmt: skip
def test_marks_of_all_languages_are_renewed_in_their_own_form(mark: str, renewed: str) -> None:
    assert renewed_mark(mark, "WRC-27", "en") == renewed
    assert renewed_mark(mark, "PP-26", "en") == mark, "that conference sets none"
    if "MOB" not in mark:
        assert read_mark(f"words {mark}") == Label(mark, " ")
        assert edition_of_mark(mark)[:4] == "WRC-"
        assert is_revised_mark(mark) is ("rev" in mark.lower() or "修" in mark)


@pytest.mark.parametrize(
    "words", ["(SUP - WRC-03)", "see (WRC-12) here", "(WRC-12).", "(WRC-1)", "Resolution 49 (Rev.WRC-12", ""]
)
def test_other_words_are_no_marks(words: str) -> None:
    assert read_mark(words) is None


def test_of_two_marks_only_the_digits_are_tracked() -> None:
    kept, gone, new = Status.KEPT, Status.DELETED, Status.INSERTED
    assert mark_spans("(WRC-12)", "(WRC-27)") == ((kept, "(WRC-"), (gone, "12"), (new, "27"), (kept, ")"))
    assert mark_spans(None, "(WRC-27)") == ((new, "(WRC-27)"),)
    assert mark_spans("(CMR-12)", "(WRC-27)") == ((gone, "(CMR-12)"), (new, "(WRC-27)"))


# --- laws -----------------------------------------------------------------------------------------------------------------


def edited(submission: Submission, kind: str, place: int) -> Transaction:
    clauses = submission.proposals[0].redline.clauses
    index = place % len(clauses)
    id, size = clauses[index].id, len(clauses[index].text)
    if kind == "insert":
        props = Props(provision=place % 2 == 0)
        return structure.insert_clauses(submission, STORY, index, [NewClause(props, (Run("added"),))], ME)
    if kind == "delete":
        return structure.delete_clauses(submission, STORY, id, ME, only=True)
    if kind == "split":
        return text.split(submission, STORY, id, size // 2, ME)
    if kind == "merge":
        return text.merge_next(submission, STORY, id, ME)
    if kind == "move":
        return structure.move_clauses(submission, STORY, id, (index + 3) % (len(clauses) + 1), ME)
    return text.type_text(submission, STORY, Place(index, 0), Place(index, min(size, 2)), "typed ", ME)


KINDS = ("insert", "delete", "split", "merge", "move", "type")
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 40)), min_size=1, max_size=6)


@given(STEPS)
def test_an_update_of_marks_is_a_computation_from_nothing(steps: list[tuple[str, int]]) -> None:
    states = states_after(TREATY, steps, edited)
    labelling = Labelling.of(states[0].proposals[0].redline)
    for state in (*states[1:], *states[::-1]):  # and back, as undo does
        redline = state.proposals[0].redline
        labelling = labelling.update(redline)
        assert labelling.marks == Labelling.of(redline).marks


@given(STEPS)
def test_the_base_keeps_its_marks_and_every_edit_has_an_inverse(steps: list[tuple[str, int]]) -> None:
    for before, after in zip((states := states_after(TREATY, steps, edited)), states[1:], strict=False):
        del before
        redline = after.proposals[0].redline
        base = in_view(redline, "base")
        assert [clause.mark for clause in base.clauses] == [clause.mark for clause in TREATY.proposals[0].redline.clauses]
    rejected = apply(states[-1], review.reject(states[-1], 1, amendments(states[-1].proposals[0].redline), ME))
    assert in_view(rejected.proposals[0].redline, "draft") == in_view(TREATY.proposals[0].redline, "draft")


@given(STEPS, st.integers(0, 40))
def test_a_step_and_its_inverse_change_no_mark(steps: list[tuple[str, int]], place: int) -> None:
    submission = states_after(TREATY, steps, edited)[-1]
    for kind in KINDS:
        try:
            made = edited(submission, kind, place)
            after = apply(submission, made)
        except EditError:
            continue
        assert marks(apply(after, invert(made)).proposals[0].redline) == marks(submission.proposals[0].redline)


@given(st.sets(st.sampled_from([1, 2, 3, 4, 5, 8]), min_size=1), st.randoms())
def test_marks_are_the_same_in_whatever_order_provisions_are_amended(places: set[int], chance) -> None:
    order = sorted(places)
    first = second = TREATY
    for index in order:
        first = typed(first, index)
    chance.shuffle(order)
    for index in order:
        second = typed(second, index)
    assert drafts(first) == drafts(second)


def test_every_accepted_amendment_leaves_the_marks_of_the_draft() -> None:
    submission = states_after(TREATY, [("type", 3), ("insert", 4), ("delete", 6), ("split", 4)], edited)[-1]
    wanted = [clause.mark for clause in in_view(submission.proposals[0].redline, "draft").clauses]
    while found := [amendment for amendment in amendments(submission.proposals[0].redline) if amendment.parts]:
        submission = apply(submission, review.accept(submission, 1, found[:1], ME))
        assert [clause.mark for clause in in_view(submission.proposals[0].redline, "draft").clauses] == wanted


def test_the_radio_regulations_have_the_marks_of_their_edition(shared: Path) -> None:
    from model.files.opening import open_document

    read = open_document(shared / "corpus/treaty/rr-wrc12-en.tsv")
    redline = read.submission.proposals[0].redline
    found = Labelling.of(redline).marks.borne
    assert len(found) > 430
    assert not [clause for clause in redline.clauses if clause.cell is clause.mark is None and read_mark(clause.text)]


def test_an_amended_note_amends_its_provision() -> None:
    redline = TREATY.proposals[0].redline
    clauses = tuple(
        replace(clause, runs=(*clause.runs, Run(NOTE, content="fn1"))) if clause.id == "c4" else clause
        for clause in redline.clauses
    )
    noted = replace(redline, clauses=clauses, notes={"fn1": Note(clauses=(Clause("n1", Props(), (Run("a note"),)),))})
    submission = submission_of(noted)
    assert drafts(submission) == BASE
    story = StoryId(1, "fn1")
    amended = apply(submission, text.type_text(submission, story, Place(0, 0), Place(0, 0), "new ", ME)).proposals[0].redline
    assert drafts(submission_of(amended)) == {**BASE, "c4": "(WRC-27)"}
    assert Labelling.of(noted).update(amended).marks == Labelling.of(amended).marks


def test_accepting_another_amendment_leaves_a_mark_that_is_set_to_none() -> None:
    submission = submission_of(marked_treaty("= Article 9", "9.1 first (WRC-12)", "+ new"))
    none = apply(submission, set_mark(submission, STORY, "c2", "", ME))
    amended = typed(none, 1)
    accepted = apply(amended, review.accept(amended, 1, amendments(amended.proposals[0].redline)[:1], ME))
    assert drafts(accepted) == {"c1": "(WRC-27)"}
