"""Edition marks of notes in Word files: written tracked at the ends of notes, proved, read back; read from files of others."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from msgspec.structs import replace

from model.edits.notes import insert_note, remove_note
from model.edits.provisions import set_mark
from model.errors import ProofError
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.body import proposal_text
from model.formats.word.writing.export_options import ExportOptions
from model.redline import ANCHOR, NOTE, SIDES, Label, Redline, Side
from model.submission.resolved import View, in_view
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.marked_notes import in_order, with_notes
from tests.builders.submissions import states_after
from tests.builders.treaty import marked_treaty, submission_of
from tests.builders.word import docx, p, r
from tests.model.numbering.test_note_editions import ME, SAME, STEPS, TREATY, edited, shown, typed

AMENDED = typed(typed(typed(TREATY, "fn1"), "fn2"), "fn4", 1)


def exported(submission: Submission, view: View = "markup") -> Submission:
    return read_word(export_word(submission, ExportOptions(view=view))[0], "a.docx").submission


def notes_xml(submission: Submission) -> str:
    with zipfile.ZipFile(BytesIO(export_word(submission)[0])) as package:
        return package.read("word/footnotes.xml").decode()


def notes_of_side(redline: Redline, side: Side) -> list[list[tuple[str, str]]]:
    """The words and the mark of each paragraph of the notes that a side refers to."""
    resolved = in_view(redline, side)
    keys = [run.content for clause in resolved.clauses for run in clause.runs if run.text == NOTE]
    return [
        [(clause.text.replace(ANCHOR, ""), clause.mark.text if clause.mark else "") for clause in resolved.notes[key].clauses]
        for key in keys
    ]


def test_a_mark_is_tracked_at_the_end_of_its_note() -> None:
    text = re.sub("<w:(del|ins) [^>]*>", r"<\1>", notes_xml(AMENDED)).replace("</w:del>", "</del>").replace("</w:ins>", "</ins>")
    words = re.sub("<(?!/?(del|ins)>)[^>]*>", "", text)
    assert "first note (WRC-<del>12</del><ins>27</ins>)" in words
    assert "second note<ins> (WRC-27)</ins>" in words
    assert "an ordinary one (WRC-07)" in words
    assert "the second (WRC-<del>03</del><ins>27</ins>)" in words


def test_a_file_is_read_back_with_the_marks_of_both_sides() -> None:
    read = exported(AMENDED).proposals[0].redline
    assert in_order(read) == in_order(AMENDED.proposals[0].redline)
    clauses = [clause for note in read.notes.values() for clause in note.clauses]
    assert [clause.own_mark for clause in clauses] == [None] * len(clauses), "the rule gives them again"
    assert next(clause.mark for clause in clauses if clause.mark) == Label("(WRC-12)", " ")
    assert not any("WRC" in clause.text for clause in clauses)


@pytest.mark.parametrize("view", ["draft", "base"])
def test_a_file_of_one_side_has_the_marks_of_that_side(view: View) -> None:
    side: Side = "draft" if view == "draft" else "base"
    assert notes_of_side(exported(AMENDED, view).proposals[0].redline, "base") == notes_of_side(
        AMENDED.proposals[0].redline, side
    )


@pytest.mark.parametrize("text", ["(WRC-23)", ""])
def test_a_mark_set_by_hand_is_read_back_as_set_by_hand(text: str) -> None:
    by_hand = apply(AMENDED, set_mark(AMENDED, StoryId(1, "fn1"), "fn1.1", text, ME))
    read = exported(by_hand).proposals[0].redline
    assert in_order(read) == in_order(by_hand.proposals[0].redline)
    kept = [clause.own_mark.text for note in read.notes.values() for clause in note.clauses if clause.own_mark is not None]
    assert kept == [text]


def test_a_new_and_a_deleted_note_are_read_back() -> None:
    changed = apply(AMENDED, insert_note(AMENDED, StoryId(1), "c4", 3, "brand new", ME))
    changed = apply(changed, remove_note(changed, 1, "fn1", ME))
    read = exported(changed).proposals[0].redline
    for side in SIDES:
        assert notes_of_side(read, side) == notes_of_side(changed.proposals[0].redline, side)


@given(STEPS)
def test_whatever_is_amended_is_exported_with_its_marks(steps: list[tuple[str, int]]) -> None:
    submission = states_after(TREATY, steps, edited)[-1]
    read = exported(submission)
    for side in SIDES:
        wanted, found = (notes_of_side(text.proposals[0].redline, side) for text in (submission, read))
        assert [without_blanks(note) for note in found] == [without_blanks(note) for note in wanted]


def without_blanks(note: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [paragraph for paragraph in note if any(paragraph)]


def test_a_note_from_right_to_left_is_exported_with_its_mark() -> None:
    words = ("= المادة 9", "9.1 الكلمات الأولى (WRC-15)", "9.2 الثانية")
    arabic = replace(marked_treaty(*words), language="ar")
    submission = replace(submission_of(with_notes(arabic, {"c1": {"9.1.1": "حاشية (WRC-12)"}})), language="ar")
    assert in_order(exported(submission).proposals[0].redline) == [[("(WRC-12)", "(WRC-12)")]]
    amended = typed(submission, "fn1", words="جديدة ")
    assert in_order(exported(amended).proposals[0].redline) == [[("(WRC-12)", "(WRC-27)")]]


def test_a_mark_that_is_not_written_is_found_by_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposal_text, "with_mark_of_note", lambda labelling, key, clause, side, runs: runs)
    with pytest.raises(ProofError, match=r"WRC-"):
        export_word(TREATY)


def test_the_package_that_a_text_was_read_from_gets_the_marks_of_its_notes() -> None:
    read = exported(TREATY)
    (proposal,) = read.proposals
    key = next(key for key, note in proposal.redline.notes.items() if "first note" in note.clauses[0].text)
    changed = typed(read, key)
    assert shown(changed)[key] == [("(WRC-12)", "(WRC-27)")]
    assert in_order(exported(changed).proposals[0].redline) == in_order(changed.proposals[0].redline)
    assert len(shown(exported(read))) == len(SAME)


# --- files of others ------------------------------------------------------------------------------------------------------

STYLES = '<w:style w:type="character" w:styleId="Artdef"><w:name w:val="Art_def"/><w:rPr><w:b/></w:rPr></w:style>'
CALL = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'


def numbered(number: str, words: str) -> str:
    return p(r(number, '<w:rStyle w:val="Artdef"/>') + "<w:r><w:tab/></w:r>" + words)


def foreign(note: str) -> Submission:
    notes = f'<w:footnote w:id="2">{note}</w:footnote>'
    body = p(r("ARTICLE 9")) + numbered("9.1", r("The first.") + CALL) + numbered("9.2", r("The second."))
    return read_word(docx(body, styles=STYLES, footnotes=notes), "rr.docx").submission


def test_marks_of_others_are_read_with_the_format_and_separator_that_they_have() -> None:
    submission = foreign(numbered("9.1.1", r("A note.\u00a0") + r("(WRC-03)", '<w:sz w:val="14"/>')))
    redline = submission.proposals[0].redline
    ((clause,),) = (note.clauses for note in redline.notes.values())
    assert clause.text == "A note."
    assert clause.mark is not None
    assert (clause.mark.text, clause.mark.after, "14" in clause.mark.style.other) == ("(WRC-03)", "\u00a0", True)
    (key,) = redline.notes
    after = typed(submission, key)
    assert in_order(exported(after).proposals[0].redline) == [[("(WRC-03)", "(WRC-27)")]]
    assert notes_xml(after).count('<w:sz w:val="14"/>') >= 3, "each part of the mark has its format"


def test_a_mark_that_an_amendment_of_others_left_as_it_was_stays_so() -> None:
    new = '<w:ins w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z">' + r("new ") + "</w:ins>"
    redline = foreign(numbered("9.1.1", new + r("words. (WRC-03)"))).proposals[0].redline
    assert in_order(redline) == [[("(WRC-03)", "(WRC-03)")]]


def test_words_after_a_mark_in_a_note_are_text_with_it() -> None:
    new = '<w:ins w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z">' + r(" and more") + "</w:ins>"
    redline = foreign(numbered("9.1.1", r("words (WRC-03)") + new)).proposals[0].redline
    ((clause,),) = (note.clauses for note in redline.notes.values())
    assert clause.text_on("draft") == "words (WRC-03) and more"


def test_notes_of_other_texts_keep_such_words_as_text() -> None:
    notes = f'<w:footnote w:id="2">{p(r("As of (WRC-12)"))}</w:footnote>'
    read = read_word(docx(p(r("resolves")) + p(r("1 to go on") + CALL), footnotes=notes), "a.docx").submission
    ((clause,),) = (note.clauses for note in read.proposals[0].redline.notes.values())
    assert clause.text.endswith("As of (WRC-12)")
    assert clause.mark is None
