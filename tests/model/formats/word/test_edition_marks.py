"""Edition marks in Word files: written tracked at the ends of paragraphs, proved, read back; read from files of others."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from msgspec.structs import replace

from model.errors import ProofError
from model.formats.amend import Project
from model.formats.amend.read_write import project_bytes, read_project
from model.formats.show import show_json
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.body import proposal_text
from model.formats.word.writing.export_options import ExportOptions
from model.redline import NOTE, Label, Redline
from model.submission.resolved import View
from model.submission.values import Submission
from tests.builders.submissions import states_after
from tests.builders.treaty import marked_treaty, submission_of
from tests.builders.word import docx, p, r
from tests.model.numbering.test_edition_marks import LINES, STEPS, edited, marks, typed

TREATY = submission_of(marked_treaty(*LINES))
AMENDED = typed(typed(typed(TREATY, 2), 5), 8)


def exported(submission: Submission, view: View = "markup") -> Submission:
    return read_word(export_word(submission, ExportOptions(view=view))[0], "a.docx").submission


def document_of(submission: Submission) -> str:
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(export_word(submission)[0])) as package:
        return package.read("word/document.xml").decode()


def pairs(redline: Redline) -> list[tuple[str, str | None, str | None]]:
    """The words of the clauses at whose ends marks are printed, with the marks of both sides."""
    return [(redline[id].text, base, draft) for id, base, draft in marks(redline)]


def sides(submission: Submission, side: View) -> list[tuple[str, str | None]]:
    """The words and the mark of each paragraph of a side."""
    clauses = show_json(submission, side)["proposals"][0]["clauses"]
    return [("".join(words for _, words in clause["runs"]), (clause.get("mark") or {}).get(side)) for clause in clauses]


def test_a_mark_is_tracked_in_its_digits_and_a_first_one_is_an_insertion() -> None:
    xml = document_of(AMENDED)
    text = re.sub("<w:(del|ins) [^>]*>", r"<\1>", xml).replace("</w:del>", "</del>").replace("</w:ins>", "</ins>")
    words = re.sub("<(?!/?(del|ins)>)[^>]*>", "", text)
    assert "that continue (WRC-<del>12</del><ins>27</ins>)" in words
    assert "more<ins> (WRC-27)</ins>" in words
    assert "last (WRC-<del>97</del><ins>27</ins>)" in words
    assert "second words. (WRC-2000)" in words


def test_a_file_is_read_back_with_the_marks_of_both_sides() -> None:
    read = exported(AMENDED).proposals[0].redline
    assert pairs(read) == pairs(AMENDED.proposals[0].redline)
    assert [clause.own_mark for clause in read.clauses] == [None] * 9, "the rule gives them again"
    assert next(clause.mark for clause in read.clauses if clause.mark) == Label("(WRC-03)", " ")
    assert [clause.text for clause in read.clauses if "WRC" in clause.text] == []


@pytest.mark.parametrize("view", ["draft", "base"])
def test_a_file_of_one_side_has_the_marks_of_that_side(view: View) -> None:
    assert sides(exported(AMENDED, view), "base") == sides(AMENDED, view)


def test_the_conference_is_known_again_by_its_marks() -> None:
    later = typed(submission_of(marked_treaty(*LINES, edition="WRC-31")), 3)
    read = exported(later).proposals[0].redline
    assert read.edition == "WRC-31"
    assert pairs(read) == pairs(later.proposals[0].redline)


def test_a_mark_set_by_hand_is_read_back_as_set_by_hand() -> None:
    redline = AMENDED.proposals[0].redline
    for text in ("(WRC-23)", ""):
        clauses = [replace(clause, own_mark=Label(text, " ")) if clause.id == "c6" else clause for clause in redline.clauses]
        by_hand = submission_of(replace(redline, clauses=tuple(clauses)))
        read = exported(by_hand).proposals[0].redline
        assert pairs(read) == pairs(by_hand.proposals[0].redline)
        assert [clause.own_mark.text for clause in read.clauses if clause.own_mark is not None] == [text]


@given(STEPS)
def test_whatever_is_amended_is_exported_with_its_marks(steps: list[tuple[str, int]]) -> None:
    submission = states_after(TREATY, steps, edited)[-1]
    read = exported(submission)
    for side in ("base", "draft"):
        assert [pair for pair in sides(read, side) if any(pair)] == [pair for pair in sides(submission, side) if any(pair)]


def test_a_mark_that_is_not_written_is_found_by_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposal_text, "with_mark", lambda labels, clause, side, runs, marks=None: runs)
    with pytest.raises(ProofError, match=r"WRC-"):
        export_word(TREATY)


# --- files of others ------------------------------------------------------------------------------------------------------

STYLES = '<w:style w:type="character" w:styleId="Artdef"><w:name w:val="Art_def"/><w:rPr><w:b/></w:rPr></w:style>'
SMALL = '<w:sz w:val="14"/>'


def numbered(number: str, words: str) -> str:
    return p(r(number, '<w:rStyle w:val="Artdef"/>') + "<w:r><w:tab/></w:r>" + words)


FOREIGN = docx(
    p(r("ARTICLE 25"))
    + p(r("Amateur services (WRC-07)"))
    + numbered("25.1", r("The first.\u00a0\u00a0") + r("(WRC-03)", SMALL))
    + numbered("25.2", r("The second (WRC-12)"))
    + numbered("25.3", r("The third."))
    + numbered("25.4", r("The fourth, see Resolution 98 (WRC-12).")),
    styles=STYLES,
)


def test_marks_of_others_are_read_at_the_end_or_in_a_run_of_their_own_and_stay_where_they_are() -> None:
    submission = read_word(FOREIGN, "rr.docx").submission
    redline = submission.proposals[0].redline
    assert pairs(redline) == [
        ("Amateur services", "(WRC-07)", "(WRC-07)"), ("The first.\u00a0", "(WRC-03)", "(WRC-03)"),
        ("The second", "(WRC-12)", "(WRC-12)"),
    ]  # fmt: skip
    first = next(clause.mark for clause in redline.clauses if clause.text == "The first.\u00a0")
    assert first is not None
    assert (first.after, "14" in first.style.other) == ("\u00a0", True)
    index = next(place for place, clause in enumerate(redline.clauses) if clause.text == "The first.\u00a0")
    after = typed(submission, index)
    assert pairs(exported(after).proposals[0].redline) == pairs(after.proposals[0].redline)
    xml = document_of(after)
    assert xml.count('<w:sz w:val="14"/>') >= 3, "each part of the mark has its format"


def test_words_after_a_mark_in_a_file_are_kept_with_it() -> None:
    new = '<w:ins w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z">' + r(" and more") + "</w:ins>"
    body = numbered("25.1", r("The first. (WRC-03)") + new) + numbered("25.2", r("The second."))
    read = read_word(docx(p(r("ARTICLE 25")) + body, styles=STYLES), "a.docx").submission
    assert sides(read, "draft")[1] == ("The first. (WRC-03) and more", None)
    assert sides(exported(read), "draft")[1] == sides(read, "draft")[1]


def test_a_mark_that_its_amendment_left_as_it_was_stays_so() -> None:
    new = '<w:ins w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z">' + r("new ") + "</w:ins>"
    body = numbered("25.1", new + r("words. (WRC-03)")) + numbered("25.2", r("The second."))
    read = read_word(docx(p(r("ARTICLE 25")) + body, styles=STYLES), "a.docx").submission
    assert pairs(read.proposals[0].redline) == [("new words.", "(WRC-03)", "(WRC-03)")]


def test_other_texts_keep_such_words_as_text() -> None:
    redline = read_word(docx(p(r("resolves")) + p(r("1 to go on (WRC-12)"))), "a.docx").submission.proposals[0].redline
    assert "(WRC-12)" in redline.clauses[-1].text


FOOTNOTE = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'


def test_a_mark_before_the_reference_of_a_note_is_a_mark() -> None:
    notes = f'<w:footnote w:id="2">{numbered("9.1.1", r("A note."))}</w:footnote>'
    body = p(r("ARTICLE 9")) + numbered("9.1", r("The first. (WRC-03)") + FOOTNOTE) + numbered("9.2", r("The second."))
    submission = read_word(docx(body, styles=STYLES, footnotes=notes), "rr.docx").submission
    assert pairs(submission.proposals[0].redline) == [(f"The first.{NOTE}", "(WRC-03)", "(WRC-03)")]
    index = next(place for place, clause in enumerate(submission.proposals[0].redline.clauses) if "first" in clause.text)
    after = typed(submission, index)
    assert [pair[1:] for pair in pairs(after.proposals[0].redline)] == [("(WRC-03)", "(WRC-27)")]
    assert pairs(exported(after).proposals[0].redline) == pairs(after.proposals[0].redline)
    assert export_word(submission)
    written = document_of(after)
    assert written.index("27</w:t>") < written.index("<w:footnoteReference"), "where the file has it"
    assert export_word(after, ExportOptions(form="provisions"))
    saved = read_project(project_bytes(Project(after))).submission
    assert saved.proposals[0].redline.clauses == after.proposals[0].redline.clauses
