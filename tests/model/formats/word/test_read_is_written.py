"""Whatever is read can be written, and is read back as the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits.fields import set_field
from model.errors import EditError
from model.formats.amend import Project, without_controls
from model.formats.notation import parse_submission
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.redline import NOTE, Run
from model.submission.transactions import apply, get_field
from model.submission.values import Submission
from tests.builders.submissions import ME, submission
from tests.builders.word import docx

NOTED = '<w:p><w:r><w:t>text</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
LINES = (
    "MOD\tATU/1/1",
    "ADD",
    "NOC\tany number at all",
    "TEXT",
    "TEXT\tATU/1/2",
    "Title: on text",
    "Reasons: why",
    "Reasons: \u200fwhy\u00ad",
    "Reasons: \ufffc",
    "Reasons: _____",
    "# RESOLUTION 1",
    "a)\tthat {--old--}{++new++},",
    "{++b)	two,++}{++¶++}",
    "_____",
    "words[^1]",
    "[^1]: of a note",
    "[^1]: of a note[^1]",
    "\ufdd0 \ufffe\u2060\ufffc",
)


def written(value: Submission) -> Submission:
    return read_word(export_word(value)[0], "written.docx").submission


def typed(text: str) -> Submission:
    return without_controls(Project(parse_submission(text)))[0].submission


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8).map("\n".join))
@example("# RESOLUTION 1\ntext\nMOD\tATU/1/1\ntext")
@example("MOD\tATU/1/1\ntext\nReasons: x\u200f\nTEXT\tmine\ntext\n_____")
def test_whatever_is_typed_is_refused_or_written(text: str) -> None:
    try:
        value = typed(text)
    except EditError as error:
        assert str(error).startswith("line ")
        return
    export_word(value)


def test_a_text_without_a_symbol_stands_among_those_with_one() -> None:
    value = typed("# RESOLUTION 1\ntext\nMOD\tATU/1/1\nsecond\nTEXT\tATU/1/2\nthird\nNOC\tno usual number\nfourth")
    again = written(value)
    named = [(proposal.symbol, proposal.number) for proposal in again.proposals]
    assert named == [("", ""), ("MOD", "ATU/1/1"), ("", "ATU/1/2"), ("NOC", "no usual number")]
    assert [proposal.redline.clauses[-1].text for proposal in again.proposals] == ["text", "second", "third", "fourth"]


def test_a_note_that_refers_to_a_note_is_refused_with_its_line() -> None:
    with pytest.raises(EditError, match=r"^line 2: the note \[\^1\] refers to the note \[\^2\].*put those words into it"):
        parse_submission("a[^1]\n[^1]: b[^2]\n[^2]: c[^1]")


def test_a_reference_inside_a_note_of_a_project_is_left_out_and_counted() -> None:
    value = submission("a[^1]\n[^1]: b")
    redline = value.proposals[0].redline
    note = redline.notes["1"]
    noted = replace(note.clauses[0], runs=(Run("b"), Run(NOTE, content="1")))
    circle = replace(redline, notes={"1": replace(note, clauses=(noted,))})
    project = Project(replace(value, proposals=(replace(value.proposals[0], redline=circle),)))
    cleaned, count = without_controls(project)
    assert count == 1
    assert cleaned.submission.proposals[0].redline == redline
    assert written(cleaned.submission).proposals[0].redline.notes


def test_two_notes_with_one_id_are_read_as_one_and_told() -> None:
    notes = "".join(
        f'<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for text in ("note", "other")
    )
    reading = read_word(docx(NOTED, footnotes=notes), "a.docx")
    assert [warning for warning in reading.warnings if "footnotes have one number" in str(warning)]
    [note] = written(reading.submission).proposals[0].redline.notes.values()
    assert [clause.text.strip("\u2060 ") for clause in note.clauses] == ["note", "other"]


@pytest.mark.parametrize("code", ["FFFE", "FFFF", "FDD0", "FDEF", "0085", "2028", "2029", "2060", "FFFC", "0001", "D800"])
@pytest.mark.parametrize("font", ["", 'w:font="Arial"', 'w:font="Symbol"'])
def test_a_sign_that_no_text_can_hold_is_a_bullet(code: str, font: str) -> None:
    value = read_word(docx(f'<w:p><w:r><w:t>a</w:t></w:r><w:r><w:sym {font} w:char="{code}"/></w:r></w:p>'), "a.docx").submission
    assert value.proposals[0].redline.clauses[0].text == "a•"
    assert written(value).proposals[0].redline.clauses[0].text == "a•"


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("proposals/1/reasons", "wh\ufffey\x07\ufffc"),
        ("proposals/1/number", "ATU/1/1\x01"),
        ("header/title", "on\uffff text"),
        ("header/sources", ("ATU\x0b",)),
    ],
)
def test_what_is_pasted_into_a_field_is_written(path: str, given: object) -> None:
    value = apply(submission(), set_field(submission(), "proposals/1/symbol", "MOD", ME))
    value = apply(value, set_field(value, path, given, ME))
    assert get_field(value, path) in ("why", "ATU/1/1", "on text", ("ATU",))
    export_word(value)
