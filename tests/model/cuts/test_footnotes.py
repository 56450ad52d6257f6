"""Amended footnotes with margin numbers: proposals of their own, exported, proved, and read back into the note."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.cuts.derive import CutIndex, cuts
from model.cuts.footnotes import as_notes, as_provisions
from model.edits.clause_properties import change_kind, set_label
from model.edits.cuts.joining import join_with_next
from model.edits.cuts.settings import cut_at_address, set_cut_text
from model.edits.notes import insert_note, remove_note
from model.edits.provisions import set_mark, strike_provisions
from model.edits.text import split, type_text
from model.errors import EditError
from model.files.extract_import import put_in
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation.submissions import parse_submission, print_submission
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.numbering.note_numbers import note_numbers
from model.redline import ANCHOR, KEPT, NOTE, Clause, End, Label, Note, Props, Redline, Run, Side, Stamp, Status
from model.redline.edit_text import Place
from model.submission.comments import Comment, CommentAnchor
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from tests.builders.marked_notes import note_marks_of, with_notes
from tests.builders.submissions import ME
from tests.builders.treaty import marked_treaty, submission_of
from tests.builders.word import ins, p, r
from tests.model.files.test_extract_import import line, numbered, read_extract, sides
from tests.model.formats.word.test_cuts import body
from tests.model.formats.word.test_margin_numbers import TAB
from tests.model.numbering.test_note_editions import TREATY as NOTED

LINES = ("= ARTICLE 9", "= Coordination", "9.1 first", "… that continues", "9.2 second (WRC-07)", "9.3 third")
NOTES = {"c1": {"A.9.1": "of the title"}, "c2": {"9.1.1": "the first note (WRC-03)", "9.1.2": "the second note"},
         "c4": {"9.2.1": "a third note"}}  # fmt: skip
PROVISIONS = ExportOptions(form="provisions", date="2026-11-30T12:00:00Z")


TEXT = submission_of(with_notes(marked_treaty(*LINES), NOTES))


def typed(submission: Submission, note: str, at: int, words: str) -> Submission:
    return apply(submission, type_text(submission, StoryId(1, note), Place(0, at), Place(0, at), words, ME))


def listed(submission: Submission) -> list[tuple[str, str, str]]:
    return [(cut.symbol, cut.address, cut.address_of_last) for cut in cuts(submission.proposals[0])]


def test_an_amended_footnote_of_an_unamended_provision_is_named_by_its_number() -> None:
    assert listed(TEXT) == []
    assert listed(typed(TEXT, "fn2", 3, "very ")) == [("MOD", "9.1.1", "9.1.1")]
    assert listed(typed(TEXT, "fn1", 2, " the")) == [("MOD", "A.9.1", "A.9.1")]
    both = typed(typed(TEXT, "fn2", 3, "very "), "fn3", 3, "very ")
    assert listed(both) == [("MOD", "9.1.1", "9.1.1"), ("MOD", "9.1.2", "9.1.2")]


def test_an_amended_footnote_of_an_amended_provision_is_a_proposal_of_its_own() -> None:
    amended = apply(TEXT, type_text(TEXT, StoryId(1), Place(2, 0), Place(2, 0), "The ", ME))
    assert listed(typed(amended, "fn2", 3, "very ")) == [("MOD", "9.1", "9.1"), ("MOD", "9.1.1", "9.1.1")]


def with_new_note(submission: Submission, clause: str, offset: int, words: str) -> Submission:
    return apply(submission, insert_note(submission, StoryId(1), clause, offset, words, ME))


def test_a_new_and_a_deleted_footnote_are_proposals_beside_their_provision() -> None:
    added = with_new_note(TEXT, "c2", 7, "a new note")
    assert listed(added) == [("MOD", "9.1", "9.1"), ("ADD", "9.1.3", "9.1.3")]
    assert body(export_word(added, PROVISIONS)[0])[2:] == [
        ("Proposal", "MOD\tXXX/XX/1"), ("", "9.1\tfirst"), ("", "that continues"),
        ("Proposal", "ADD\tXXX/XX/2"), ("", "9.1.3\ta new note (WRC-27)"),
    ]  # fmt: skip
    gone = apply(TEXT, remove_note(TEXT, 1, "fn2", ME))
    assert listed(gone) == [("MOD", "9.1", "9.1"), ("SUP", "9.1.1", "9.1.1")]


@given(
    st.lists(st.tuples(st.sampled_from(("new", "remove", "type", "word", "strike", "mark")), st.integers(0, 30)), max_size=5),
    st.sampled_from(("provisions", "final-acts")),
)
@example([("new", 3), ("new", 4)], "provisions")
@example([("new", 3), ("remove", 1), ("type", 2), ("word", 2)], "provisions")
@example([("new", 3), ("remove", 1), ("type", 2), ("word", 2)], "final-acts")
@example([("remove", 3), ("new", 2)], "final-acts")
@example([("mark", 1), ("new", 3), ("mark", 5)], "provisions")
def test_whatever_footnotes_are_amended_comes_back(
    steps: list[tuple[str, int]], form: Literal["provisions", "final-acts"]
) -> None:
    submission = TEXT
    for kind, at in steps:
        submission = noted(submission, kind, at)
    if not listed(submission):
        return
    wanted = submission.proposals[0].redline
    if form == "final-acts" and any(number is None for number, _ in notes_of(wanted, "draft")):
        return  # a draft without revision marks does not say where the rule would give a new footnote no number
    redline = put_back(submission, form)
    for side in ("base", "draft"):
        assert sides(redline, side) == sides(wanted, side)
        assert notes_of(redline, side) == notes_of(wanted, side)
    proposal = Proposal("MOD", "", redline)
    assert [(cut.symbol, cut.address) for cut in cuts(proposal)] == [found[:2] for found in listed(submission)]


def noted(submission: Submission, kind: str, at: int) -> Submission:
    redline = submission.proposals[0].redline
    provisions = [clause for clause in redline.clauses[2:] if clause.is_on("draft")]
    calls = [run.content for clause in redline.clauses for run in clause.runs if run.text == NOTE and run.status.in_draft]
    try:
        if kind == "new":
            clause = provisions[at % len(provisions)]
            made = insert_note(submission, StoryId(1), clause.id, at % (len(clause.text) + 1), f"note {at}", ME)
        elif kind == "strike":
            numbered = [clause.id for clause in provisions if clause.number is not None]
            made = strike_provisions(submission, StoryId(1), [numbered[at % len(numbered)]], ME)
        elif kind == "word":
            place = Place(redline.places[provisions[at % len(provisions)].id], 0)
            made = type_text(submission, StoryId(1), place, place, "x", ME)
        elif kind == "mark":
            key = calls[at % len(calls)]
            made = set_mark(submission, StoryId(1, key), redline.notes[key].clauses[0].id, (None, "")[at % 2], ME)
        elif kind == "remove":
            made = remove_note(submission, 1, calls[at % len(calls)], ME)
        else:
            made = type_text(submission, StoryId(1, calls[at % len(calls)]), Place(0, 1), Place(0, 1), "x", ME)
    except (EditError, IndexError, ZeroDivisionError):
        return submission
    return apply(submission, made)


def notes_of(redline: Redline, side: Side) -> list[tuple[str | None, list[str]]]:
    """The numbers and words of the notes of a side with their edition marks, in the order of their references."""
    numbers = note_numbers(redline, Labelling.of(redline).numbers)
    keys = [run.content for clause in redline.clauses for run in clause.runs if run.text == NOTE and run.status.on(side)]
    notes = in_view(redline, side).notes
    texts = [[clause.words_on(side) + mark_after(clause) for clause in notes[key].clauses] for key in keys]
    return [(getattr(numbers[key], side) if key in numbers else None, words) for key, words in zip(keys, texts, strict=True)]


def mark_after(clause: Clause) -> str:
    return f" {clause.mark.text}" if clause.mark is not None else ""


def test_a_note_without_a_number_that_moves_into_another_provision_gets_none() -> None:
    redline = NOTED.proposals[0].redline
    head, more, two, last = redline.clauses[1:]
    moved = replace(two, id="new", number=None, props=replace(two.props, provision=False))
    new, gone = (
        replace(clause, runs=tuple(replace(run, status=status, move="m") for run in two.runs), end=End(status, move="m"))
        for clause, status in ((moved, Status.INSERTED), (two, Status.DELETED))
    )
    submission = submission_of(replace(redline, clauses=(redline.clauses[0], head, new, more, gone, last)))
    assert "fn5" not in Labelling.of(submission.proposals[0].redline).note_numbers
    assert export_word(submission, PROVISIONS)


def test_a_new_footnote_of_others_becomes_a_note_of_its_provision() -> None:
    extract = read_extract(line("ADD", "ACP/1/1"), numbered("9.2.2", "one more note"))
    filled = put_in(TEXT.proposals[0], extract, "ACP")
    assert filled.messages == ()
    redline = filled.proposal.redline
    assert redline.base() == TEXT.proposals[0].redline.base()
    assert notes_of(redline, "draft")[-2:] == [("9.2.1", ["a third note"]), ("9.2.2", ["one more note"])]
    assert [(cut.symbol, cut.address) for cut in cuts(filled.proposal)] == [("MOD", "9.2"), ("ADD", "9.2.2")]


def test_a_proposal_on_a_footnote_keeps_its_reasons_and_is_joined_with_nothing() -> None:
    added = with_new_note(TEXT, "c2", 7, "a new note")
    provision, note = cuts(added.proposals[0])
    reasoned = apply(added, set_cut_text(added, 1, note.key, "reasons", "Needed.", ME))
    assert [cut.settings.reasons for cut in cuts(reasoned.proposals[0])] == ["", "Needed."]
    with pytest.raises(EditError, match=r"9\.1\.3 is a footnote"):
        join_with_next(reasoned, 1, note.key, ME)
    with pytest.raises(EditError, match="no proposal follows"):
        join_with_next(reasoned, 1, provision.key, ME)
    (read,) = read_word(export_word(reasoned, PROVISIONS)[0], "a.docx").submission.proposals
    filled = put_in(TEXT.proposals[0], read, "ATU").proposal
    assert [(cut.address, cut.settings.reasons) for cut in cuts(filled)] == [("9.1", ""), ("9.1.3", "Needed.")]


def test_the_caret_in_a_footnote_is_in_its_proposal() -> None:
    index = CutIndex.of(typed(TEXT, "fn2", 3, "very ").proposals[0])
    found = index.cut_of("fn2.1")
    assert found is not None
    assert found.address == "9.1.1"
    assert index.cut_of("fn4.1") is None


def test_a_footnote_at_two_marks_is_one_proposal() -> None:
    redline = TEXT.proposals[0].redline
    again = replace(redline.clauses[5], runs=(*redline.clauses[5].runs, Run(NOTE, content="fn2")))
    shared = submission_of(replace(redline, clauses=(*redline.clauses[:5], again)))
    amended = typed(shared, "fn2", 3, "very ")
    assert listed(amended) == [("MOD", "9.1.1", "9.1.1")]
    assert export_word(amended, PROVISIONS)


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
@pytest.mark.parametrize("key", ["fn2", "fn3"])
def test_a_mark_set_by_hand_alone_is_a_proposal_on_the_footnote(key: str, form: Literal["provisions", "final-acts"]) -> None:
    by_hand = apply(TEXT, set_mark(TEXT, StoryId(1, key), f"{key}.1", "(WRC-23)", ME))
    number = "9.1.1" if key == "fn2" else "9.1.2"
    assert listed(by_hand) == [("MOD", number, number)]
    redline = put_back(typed(by_hand, "fn4", 1, "x"), form)
    assert note_marks_of(redline)[key] == note_marks_of(by_hand.proposals[0].redline)[key]


def test_it_is_written_as_a_provision_with_its_mark_renewed() -> None:
    amended = typed(typed(typed(TEXT, "fn1", 2, " all"), "fn2", 3, "very "), "fn3", 3, "very ")
    assert body(export_word(amended, PROVISIONS)[0]) == [
        ("ArtNo", "ARTICLE 9"), ("Arttitle", "Coordination"),
        ("Proposal", "MOD\tXXX/XX/1"), ("", "A.9.1\tof all the title (WRC-27)"),
        ("Proposal", "MOD\tXXX/XX/2"), ("", "9.1.1\tthevery  first note (WRC-0327)"),
        ("Proposal", "MOD\tXXX/XX/3"), ("", "9.1.2\tthevery  second note (WRC-27)"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
def test_it_is_read_back_into_its_note(form: Literal["provisions", "final-acts"]) -> None:
    amended = typed(typed(typed(TEXT, "fn1", 2, " all"), "fn2", 3, " very"), "fn4", 1, " very")
    (read,) = read_word(export_word(amended, replace(PROVISIONS, form=form))[0], "a.docx").submission.proposals
    filled = put_in(TEXT.proposals[0], read, "ATU")
    assert filled.messages == ()
    assert [(cut.symbol, cut.address) for cut in cuts(filled.proposal)] == [("MOD", "A.9.1"), ("MOD", "9.1.1"), ("MOD", "9.2.1")]
    wanted = amended.proposals[0].redline
    for key, note in wanted.notes.items():
        for side in ("base", "draft"):
            found = [clause.text_on(side) for clause in filled.proposal.redline.notes[key].clauses]
            assert found == [clause.text_on(side) for clause in note.clauses]
    found, known = filled.proposal.redline.base(), TEXT.proposals[0].redline.base()
    assert found.clauses == known.clauses
    assert found.notes == known.notes


def test_a_footnote_that_an_extract_deletes_loses_its_mark() -> None:
    amended = as_provisions(TEXT.proposals[0].redline, ["fn2"])
    at = amended.places["fn2:fn2.1"]
    clause = amended.clauses[at]
    runs = tuple(replace(run, status=Status.DELETED) for run in clause.runs)
    deleted = replace(clause, runs=runs, end=replace(clause.end, status=Status.DELETED))
    struck = (*amended.clauses[:at], deleted, *amended.clauses[at + 1 :])
    redline = as_notes(replace(amended, clauses=struck), TEXT.proposals[0].redline, ["fn2"], Stamp("ATU"))
    marks = {run.content: run.status for run in redline.clauses[2].runs if run.text == NOTE}
    assert marks == {"fn2": Status.DELETED, "fn3": KEPT}
    assert redline.base() == TEXT.proposals[0].redline.base()


def test_an_extract_of_others_deletes_and_amends_footnotes_by_number() -> None:
    new = numbered("9.1.2", "the second note")
    amended = p(r("9.1.2", '<w:rStyle w:val="Artdef"/>') + TAB + r("the second") + ins(r(" short")) + r(" note"))
    extract = read_extract(line("SUP", "ACP/1/1"), p(r("9.1.1")), line("MOD", "ACP/1/2"), amended)
    filled = put_in(TEXT.proposals[0], extract, "ACP")
    assert filled.messages == ()
    redline = filled.proposal.redline
    assert redline.base() == TEXT.proposals[0].redline.base()
    assert [clause.text_on("draft") for clause in redline.notes["fn3"].clauses] == ["the second short note"]
    marks = {run.content: run.status for run in redline.clauses[2].runs if run.text == NOTE}
    assert marks == {"fn2": Status.DELETED, "fn3": KEPT}
    wrong = put_in(TEXT.proposals[0], read_extract(line("SUP", "ACP/1/1"), p(r("9.3")), line("MOD", "ACP/1/2"), new), "ACP")
    assert [cut.address for cut in cuts(wrong.proposal)] == ["9.3"], "nothing of the footnote changes"


def test_reasons_stay_with_the_footnote_and_comments_are_written() -> None:
    amended = typed(TEXT, "fn2", 3, "very ")
    (cut,) = cuts(amended.proposals[0])
    reasoned = apply(amended, set_cut_text(amended, 1, cut.key, "reasons", "Clearer.", ME))
    comment = Comment("Why?", (CommentAnchor("fn2.1", note="fn2"),), stamp=ME)
    (proposal,) = reasoned.proposals
    commented = replace(reasoned, proposals=(replace(proposal, comments={"k1": comment}),))
    data, proof = export_word(commented, PROVISIONS)
    assert ("Reasons", "Reasons:\tClearer.") in body(data)
    assert proof.left_out == ()
    (read,) = read_word(data, "a.docx").submission.proposals
    filled = put_in(TEXT.proposals[0], read, "ATU")
    assert [cut.settings.reasons for cut in cuts(filled.proposal)] == ["Clearer."]


def test_labels_and_numbers_of_the_text_stay() -> None:
    redline = typed(TEXT, "fn2", 3, "very ").proposals[0].redline
    before, after = Labelling.of(redline), Labelling.of(as_provisions(redline, ["fn2"]))
    assert {id: after.numbers[id] for id in before.numbers} == before.numbers
    assert {id: after.labels[id] for id in before.labels} == before.labels


def put_back(submission: Submission, form: Literal["provisions", "final-acts"] = "provisions") -> Redline:
    (read,) = read_word(export_word(submission, replace(PROVISIONS, form=form))[0], "a.docx").submission.proposals
    filled = put_in(TEXT.proposals[0], read, "ATU")
    assert filled.messages == ()
    return filled.proposal.redline


def test_a_footnote_that_is_split_comes_back_as_two_paragraphs_of_the_note() -> None:
    divided = apply(TEXT, split(TEXT, StoryId(1, "fn2"), TEXT.proposals[0].redline.notes["fn2"].clauses[0].id, 3, ME))
    redline = put_back(divided)
    assert redline.base().clauses == TEXT.proposals[0].redline.clauses
    assert [clause.text for clause in redline.notes["fn2"].clauses] == ["the", " first note"]
    assert note_marks_of(redline)["fn2"] == note_marks_of(divided.proposals[0].redline)["fn2"] != []


def test_words_before_the_mark_of_a_footnote_and_paragraphs_before_its_number_are_exported() -> None:
    note = TEXT.proposals[0].redline.notes["fn3"]
    (clause,) = note.clauses
    head = (Run("new ", Status.INSERTED, stamp=ME), Run(ANCHOR, content="<w:footnoteRef/>"), Run(ANCHOR, content="<w:tab/>"))
    typed_before = replace(note, clauses=(replace(clause, runs=(*head, *clause.runs)),))
    first = Clause("new", Props(), (Run("a paragraph", Status.INSERTED, stamp=ME),), End(Status.INSERTED, ME))
    for made in (typed_before, replace(note, clauses=(first, *typed_before.clauses))):
        proposal = TEXT.proposals[0]
        redline = replace(proposal.redline, notes={**proposal.redline.notes, "fn3": made})
        submission = replace(TEXT, proposals=(replace(proposal, redline=redline),))
        assert export_word(submission, PROVISIONS)[1].left_out == ()


@pytest.mark.parametrize("form", ["", "provisions"])
def test_a_footnote_without_any_paragraph_is_exported_with_its_number(form: Literal["", "provisions"]) -> None:
    proposal = TEXT.proposals[0]
    redline = proposal.redline
    notes = {**redline.notes, "new": Note()}
    called = replace(redline.clauses[5], runs=(*redline.clauses[5].runs, Run(NOTE, Status.INSERTED, content="new", stamp=ME)))
    changed = replace(redline, clauses=(*redline.clauses[:5], called), notes=notes)
    submission = replace(TEXT, proposals=(replace(proposal, redline=changed),))
    options = PROVISIONS if form else ExportOptions(date=PROVISIONS.date)
    assert export_word(submission, options)[1].left_out == ()


def test_the_settings_of_footnotes_are_kept_in_every_file() -> None:
    added = typed(with_new_note(TEXT, "c2", 7, "a new note"), "fn2", 3, "very ")
    for cut in cuts(added.proposals[0]):
        added = apply(added, set_cut_text(added, 1, cut.key, "reasons", f"Of {cut.address}.", ME))
    wanted = [(cut.address, f"Of {cut.address}.") for cut in cuts(added.proposals[0])]
    assert [address for address, _ in wanted] == ["9.1", "9.1.1", "9.1.3"]
    read = [parse_submission(print_submission(added)), read_project(project_bytes(Project(added))).submission]
    for submission in read:
        assert [(cut.address, cut.settings.reasons) for cut in cuts(submission.proposals[0])] == wanted
    assert cut_at_address(added, "9.1.3")[1].note


def test_a_new_footnote_of_a_range_and_one_beside_notes_of_a_table_come_back() -> None:
    lines = ("= ARTICLE 9", "9.1-9.3 (SUP)", "9.4 fourth", "9.4.1 a note of its table")
    text = submission_of(marked_treaty(*lines))
    for clause, address in (("c1", "9.3.1"), ("c2", "9.4.2")):
        added = with_new_note(text, clause, 3, "new")
        assert listed(added)[1:] == [("ADD", address, address)]
        (read,) = read_word(export_word(added, PROVISIONS)[0], "a.docx").submission.proposals
        filled = put_in(text.proposals[0], read, "ATU")
        assert filled.messages == ()
        assert [(cut.symbol, cut.address) for cut in cuts(filled.proposal)][1:] == [("ADD", address)]


@pytest.mark.parametrize("form", ["provisions", "final-acts", "whole"])
def test_labels_and_kinds_in_footnotes_are_no_proposals_as_no_form_prints_them(
    form: Literal["provisions", "final-acts", "whole"],
) -> None:
    with pytest.raises(EditError, match="a paragraph of a note has no label"):
        set_label(TEXT, StoryId(1, "fn2"), "fn2.1", "z)", ME)
    worded = apply(TEXT, type_text(TEXT, StoryId(1), Place(5, 0), Place(5, 0), "The ", ME))
    now = apply(worded, change_kind(worded, StoryId(1, "fn2"), "fn2.1", "heading", ME))
    redline = now.proposals[0].redline
    (clause,) = redline.notes["fn3"].clauses
    labelled = Note(clauses=(replace(clause, own_label=Label("z)")),))  # as files of earlier versions have it
    now = submission_of(replace(redline, notes={**redline.notes, "fn3": labelled}))
    assert listed(now) == [("MOD", "9.3", "9.3")]
    assert note_marks_of(now.proposals[0].redline) == note_marks_of(TEXT.proposals[0].redline)
    assert export_word(now, replace(PROVISIONS, form=form))
