"""Edition marks set by hand in proposals to single provisions: whatever a file prints is in the text that it is put into."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.cuts.derive import cuts
from model.edits.clause_properties import change_kind
from model.edits.notes import insert_note
from model.edits.provisions import insert_provision, set_mark
from model.edits.text import type_text
from model.errors import EditError
from model.files.extract_import import FilledText, put_in
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.redline import ANCHOR, NOTE, Redline, paragraphs
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.marked_notes import with_notes
from tests.builders.submissions import ME
from tests.builders.treaty import marked_treaty, submission_of

Form = Literal["provisions", "final-acts"]
PROVISIONS = ExportOptions(form="provisions", date="2026-11-30T12:00:00Z")
LINES = ("= ARTICLE 9", "9.1 first (WRC-12)", "9.2 second", "… of it", "9.3 third (WRC-07)", "9.4 fourth (WRC-07)")
TEXT = submission_of(with_notes(marked_treaty(*LINES), {"c1": {"9.1.1": "a note (WRC-03)", "9.1.2": "another one"}}))
MARKS = ("(WRC-31)", "(WRC-23)", "")


def put_back(submission: Submission, form: Form) -> FilledText:
    (read,) = read_word(export_word(submission, replace(PROVISIONS, form=form))[0], "a.docx").submission.proposals
    return put_in(TEXT.proposals[0], read, "ATU")


def printed_marks(redline: Redline) -> list[str]:
    """The words of each paragraph of the draft with its mark, then those of each note that the draft refers to."""
    labelling = Labelling.of(redline)
    stories = [("", redline.clauses)]
    calls = [run.content for clause in redline.clauses for run in clause.runs if run.text == NOTE and run.status.in_draft]
    stories += [(key, redline.notes[key].clauses) for key in calls]
    out = []
    for key, clauses in stories:
        marks = labelling.marks_of(key).borne
        for paragraph in paragraphs(clauses, "draft"):
            pair = marks.get(paragraph.bearer.id)
            mark = pair.draft.text if pair is not None and pair.draft is not None else ""
            words = paragraph.text.replace(NOTE, "").replace(ANCHOR, "").strip()
            out.append(f"{words} {mark}")
    return out


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
@pytest.mark.parametrize("place", ["c1", "c2", "c4", "fn1", "fn2"])
@pytest.mark.parametrize("mark", MARKS)
def test_the_one_mark_of_a_file_is_not_taken_for_that_of_its_conference(form: Form, place: str, mark: str) -> None:
    submission = marked(worded(TEXT, place), place, mark)
    filled = put_back(submission, form)
    assert filled.messages == ()
    assert filled.proposal.redline.edition == ""
    assert printed_marks(filled.proposal.redline) == printed_marks(submission.proposals[0].redline)


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
def test_the_marks_of_another_conference_are_those_set_by_hand(form: Form) -> None:
    text = replace(TEXT.proposals[0].redline, edition="WRC-31")
    submission = worded(worded(submission_of(text), "c1"), "fn1")
    filled = put_back(submission, form)
    assert printed_marks(filled.proposal.redline) == printed_marks(submission.proposals[0].redline)
    again = put_back(worded(TEXT, "c1"), form).proposal.redline
    assert all(clause.own_mark is None for clause in again.clauses), "those of the rule are not set by hand"


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
def test_the_mark_of_a_provision_whose_style_alone_changed_is_kept(form: Form) -> None:
    heading = apply(TEXT, change_kind(TEXT, StoryId(1), "c5", "heading", ME))
    filled = put_back(heading, form)
    assert printed_marks(filled.proposal.redline) == printed_marks(heading.proposals[0].redline)
    assert [(cut.symbol, cut.address) for cut in cuts(filled.proposal)] == [("MOD", "9.4")]


def test_an_amended_note_without_a_number_is_put_in_with_its_provision() -> None:
    text = submission_of(with_notes(marked_treaty(*LINES), {"c1": {"*": "an ordinary note"}}))
    amended = worded(text, "fn1")
    (read,) = read_word(export_word(amended, PROVISIONS)[0], "a.docx").submission.proposals
    filled = put_in(text.proposals[0], read, "ATU").proposal.redline
    assert printed_marks(filled) == printed_marks(amended.proposals[0].redline)
    assert printed_marks(filled)[-1] == "New an ordinary note "


STEPS = st.lists(st.tuples(st.sampled_from(("word", "mark", "provision", "note")), st.integers(0, 60)), min_size=1, max_size=6)


@given(STEPS, st.sampled_from(("provisions", "final-acts")))
@example([("provision", 1), ("mark", 14)], "final-acts")
@example([("note", 2), ("mark", 11)], "final-acts")
def test_whatever_marks_a_file_prints_are_in_the_text(steps: list[tuple[str, int]], form: Form) -> None:
    submission = TEXT
    for kind, at in steps:
        submission = stepped(submission, kind, at)
    if not cuts(submission.proposals[0]):
        return
    try:
        filled = put_back(submission, form)
    except EditError:
        return  # the rule gives a new provision no number
    assert printed_marks(filled.proposal.redline) == printed_marks(submission.proposals[0].redline)


def stepped(submission: Submission, kind: str, at: int) -> Submission:
    redline = submission.proposals[0].redline
    places = [clause.id for clause in redline.clauses[1:]] + [key for key, note in redline.notes.items() if note.clauses]
    place = places[at % len(places)]
    if kind == "word":
        return worded(submission, place)
    if kind == "mark":
        return marked(submission, place, MARKS[at % 3])
    index = at % (len(redline.clauses) - 1) + 1
    if kind == "provision":
        made = insert_provision(submission, StoryId(1), index, ME)
        assert made.after is not None
        return worded(apply(submission, made), made.after.anchor[0])
    return apply(submission, insert_note(submission, StoryId(1), redline.clauses[index].id, 0, f"note {at}", ME))


def worded(submission: Submission, place: str) -> Submission:
    """The text with another word at the beginning of a clause or note."""
    redline = submission.proposals[0].redline
    story = StoryId(1, place) if place in redline.notes else StoryId(1)
    at = Place(redline.places.get(place, 0), 0)
    return apply(submission, type_text(submission, story, at, at, "New ", ME))


def marked(submission: Submission, place: str, mark: str) -> Submission:
    """The text with a mark set by hand at the end of a provision or note."""
    notes = submission.proposals[0].redline.notes
    story, id = (StoryId(1, place), notes[place].clauses[0].id) if place in notes else (StoryId(1), place)
    return apply(submission, set_mark(submission, story, id, mark, ME))
