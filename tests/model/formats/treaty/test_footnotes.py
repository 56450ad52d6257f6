"""Footnotes of treaty texts: notes with a number of their own, which are read, amended, numbered, printed and exported by it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from model.edits import structure, text
from model.edits.notes import insert_note, note_by_mark, remove_note
from model.edits.provisions import set_number
from model.errors import EditError, ProofError
from model.files.export import bytes_of
from model.files.kinds import HTML
from model.files.text_forms import format_submission
from model.formats.notation import parse_submission
from model.formats.show import show_json
from model.formats.treaty.numbered_text import text_of_rows
from model.formats.treaty.table_file import read_rows
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.body import proposal_text
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.numbering.margin_numbers import NumberPair
from model.numbering.note_numbers import note_numbers
from model.redline import NOTE, Redline, Stamp
from model.submission.clause_paths import clause_at_path
from model.submission.resolved import View
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.treaty import submission_of

ME = Stamp("ATU", "2026-11-30T12:00:00Z")
STORY = StoryId(1)
TABLE = """kind\tnumber\tlabel\ttext\tparent
chapter\t\t\tCHAPTER III\t
chapter_title\t\t\tCoordination\t
footnote\tC.III\t\tOn the chapter.\t
article\t\t\tARTICLE 9\t
article_title\t\t\tProcedure\t
section\t\t\tSection II\t
section_title\t\t\tProcedure for agreement\t
provision\t9.5B\t§ 1\tFirst.\t
provision\t9.6\t§ 2\tSecond.\t
continuation\t\t\tMore.\t
footnote\tA.9.6A\t\tOn the article.\t
footnote\tA.9.II.1\t\tOn the section.\t
footnote\t9.5B.1\t\tOne.\t
footnote\t9.5B.2\t\tTwo.\t
footnote\t9.6.1\t\tThree.\t
footnote\t9.5B.1\t\tOne.\t9.6
"""
OWNERS = {
    "C.III": "Coordination", "A.9.6A": "Procedure", "A.9.II.1": "Procedure for agreement", "9.5B.1": "First.", "9.5B.2": "First.",
    "9.6.1": "Second.",
}  # fmt: skip


def treaty() -> Submission:
    return submission_of(text_of_rows(read_rows(TABLE)).redline)


def marked(redline: Redline) -> list[tuple[str, NumberPair]]:
    """The paragraph that has the mark of each note, and the number of the note, in order."""
    numbers = note_numbers(redline, Labelling.of(redline).numbers)
    return [
        (clause.text.replace(NOTE, ""), numbers.get(run.content, NumberPair(None, None)))
        for clause in redline.clauses
        for run in clause.runs
        if run.text == NOTE
    ]


def drafts(submission: Submission) -> list[str | None]:
    return [both.draft for _words, both in marked(submission.proposals[0].redline)]


def exported(submission: Submission, view: View = "markup") -> Submission:
    return read_word(export_word(submission, ExportOptions(view=view))[0], "a.docx").submission


def test_a_footnote_belongs_to_the_provision_or_title_that_its_number_or_the_table_names() -> None:
    found = marked(treaty().proposals[0].redline)
    assert [(words, both.base) for words, both in found] == [
        ("Coordination", "C.III"), ("Procedure", "A.9.6A"), ("Procedure for agreement", "A.9.II.1"), ("First.", "9.5B.1"),
        ("First.", "9.5B.2"), ("Second.", "9.6.1"), ("Second.", "9.5B.1"),
    ]  # fmt: skip
    assert all(both.base == both.draft for _words, both in found)


def test_a_footnote_before_everything_that_it_could_belong_to_stays_a_paragraph() -> None:
    redline = text_of_rows(read_rows("kind\tnumber\ttext\nfootnote\t7.1.1\tLost.\nprovision\t9.1\tOne.\n")).redline
    assert ([clause.text for clause in redline.clauses], redline.notes) == (["Lost.", "One."], {})
    assert redline.clauses[0].number is not None


def note_in(submission: Submission, number: str, offset: int, words: str) -> Submission:
    redline = submission.proposals[0].redline
    return apply(submission, insert_note(submission, STORY, clause_at_path(redline, number), offset, words, ME))


def test_a_new_footnote_is_counted_on_and_between_two_it_gets_a_letter() -> None:
    submission = note_in(treaty(), "9.6", 9, "last")
    assert drafts(submission)[5:] == ["9.6.1", "9.5B.1", "9.6.2"]
    submission = note_in(treaty(), "9.5B", 7, "between")
    assert drafts(submission)[3:6] == ["9.5B.1", "9.5B.1A", "9.5B.2"]
    submission = note_in(treaty(), "9.5B", 0, "before the first, where the rule gives none")
    assert drafts(submission)[3:6] == [None, "9.5B.1", "9.5B.2"]
    removed = apply(treaty(), remove_note(treaty(), 1, note_by_mark(treaty().proposals[0].redline, "9.5B.2"), ME))
    assert marked(removed.proposals[0].redline)[4][1] == NumberPair("9.5B.2", None)
    assert drafts(note_in(removed, "9.5B", 8, "new"))[3:6] == ["9.5B.1", None, "9.5B.3"], "no number is used again"


def test_a_text_without_articles_in_its_numbers_numbers_no_footnotes() -> None:
    redline = text_of_rows(read_rows("number\ttext\n61\tOne.\n62\tTwo.\n")).redline
    assert drafts(note_in(submission_of(redline), "61", 4, "x")) == [None]


@pytest.mark.parametrize("view", ["markup", "draft", "base"])
def test_a_word_file_has_the_numbers_before_the_words_of_notes(view: View) -> None:
    submission = note_in(treaty(), "9.6", 9, "last")
    key = note_by_mark(submission.proposals[0].redline, "9.5B.2")
    submission = apply(submission, remove_note(submission, 1, key, ME))
    read = exported(submission, view)
    shown = marked(read.proposals[0].redline)
    side = "base" if view == "base" else "draft"
    wanted = marked(submission.proposals[0].redline)
    if view == "markup":
        assert shown == wanted
        notes = read.proposals[0].redline.notes.values()
        assert [clause.own_number for note in notes for clause in note.clauses] == [None] * 8, "the rule gives them again"
    else:
        assert [both.base for _words, both in shown] == [number for _words, both in wanted if (number := getattr(both, side))]


def test_a_note_that_is_split_at_its_head_is_exported() -> None:
    submission = treaty()
    key = note_by_mark(submission.proposals[0].redline, "9.6.1")
    story = StoryId(1, key)
    id = submission.proposals[0].redline.notes[key].clauses[0].id
    submission = apply(submission, text.split(submission, story, id, 0, ME))
    assert marked(exported(submission).proposals[0].redline) == marked(submission.proposals[0].redline)


def test_a_note_whose_words_are_deleted_is_exported_with_its_number() -> None:
    submission = treaty()
    key = note_by_mark(submission.proposals[0].redline, "9.6.1")
    id = submission.proposals[0].redline.notes[key].clauses[0].id
    submission = apply(submission, structure.delete_clauses(submission, StoryId(1, key), id, ME))
    assert drafts(exported(submission)) == drafts(submission)


def test_a_number_that_is_not_written_is_found_by_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposal_text, "note_number_runs", lambda *given: ())
    with pytest.raises(ProofError, match=r"C\.III"):
        export_word(treaty())


def test_notation_keeps_the_numbers_and_json_and_pages_show_them() -> None:
    submission = note_in(treaty(), "9.6", 9, "last")
    again = parse_submission(format_submission(submission, "markup", "notation"))
    assert marked(again.proposals[0].redline) == marked(submission.proposals[0].redline)
    shown: list[Mapping[str, object]] = [
        note for clause in show_json(submission)["proposals"][0]["clauses"] for note in clause["footnotes"]
    ]
    assert [note["number"] for note in shown][5:] == [
        {"base": "9.6.1", "draft": "9.6.1"}, {"base": "9.5B.1", "draft": "9.5B.1"}, {"base": None, "draft": "9.6.2"},
    ]  # fmt: skip
    page = bytes_of(submission, HTML).data.decode("utf-8")
    assert "A.9.II.1" in page
    assert "9.6.2" in page


def test_a_text_without_numbers_has_no_further_keys() -> None:
    submission = parse_submission("RESOLUTION 1\n\nconsidering\n\na)\tone[^1]\n\n[^1]: note\n")
    (note,) = [note for clause in show_json(submission)["proposals"][0]["clauses"] for note in clause["footnotes"]]
    assert "number" not in note


def test_the_number_of_a_note_is_not_set_as_that_of_a_provision() -> None:
    submission = note_in(treaty(), "9.6", 9, "last")
    key = note_by_mark(submission.proposals[0].redline, "9.6.2")
    story = StoryId(1, key)
    id = submission.proposals[0].redline.notes[key].clauses[0].id
    with pytest.raises(EditError, match="footnote"):
        set_number(submission, story, id, "9.99", ME)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("An administration , , notifies it.", "An administration* notifies it."),
        (", for a station;", "*for a station;"),
        ("It is completed , . When it is", "It is completed*. When it is"),
        ("The agreement that is sought , ;", "The agreement that is sought*;"),
        ("Under Nos. 9.15 , 9.16 or 9.17", "Under Nos. 9.15 , 9.16 or 9.17*"),
        ("First, second and third", "First, second and third*"),
        ("One , , , and two", "One , , , and two*"),
    ],
)
def test_marks_take_the_place_of_the_commas_that_were_between_them(words: str, shown: str) -> None:
    notes = "".join(f"footnote\t9.6.{number}\t\tNote.\n" for number in (1, 2, 3))
    table = f"kind\tnumber\tlabel\ttext\ninstrument\t\t\tRadio Regulations\nprovision\t9.6\t\t{words}\n{notes}"
    clauses = text_of_rows(read_rows(table)).redline.clauses
    (provision,) = (clause for clause in clauses if clause.number is not None)
    assert provision.text.replace(3 * NOTE, "*") == shown
