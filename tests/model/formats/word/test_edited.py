"""A text with a table and notes is written to Word after any edits, and read back with the same content."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits import clause_properties, notes, structure, text
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.numbering.label_redline import note_marks
from model.redline import ANCHOR, NOTE, End, Props, Redline, Run, Status, status_spans
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.lists import listed
from tests.builders.submissions import ME, Action, actions, carried_out, submission
from tests.builders.word import docx, p, r


def item(label: str, words: str, style: str = "") -> str:
    runs = r(f"<w:t>{label}</w:t>") + r("<w:tab/>") + r(words)
    return p(runs, f'<w:pStyle w:val="{style}"/>' if style else "")


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


NOTED = r('<w:footnoteReference w:id="1"/>')
TABLE = (
    f"<w:tbl><w:tr>{cell(p(r('one') + NOTED))}{cell(p('two'), p('three'))}</w:tr>"
    f"<w:tr>{cell(p('four'))}{cell(p())}</w:tr></w:tbl>"
)
BODY = (
    p("RESOLUTION 7 (Rev. Oxdorf, 2018)", '<w:pStyle w:val="ResNo"/>')
    + p("On small texts", '<w:pStyle w:val="Restitle"/>')
    + p(r("considering", "<w:i/>"), '<w:pStyle w:val="Call"/>')
    + item("a)", "that texts are short;")
    + item("b)", "that some have items:")
    + item("i)", "one,", "enumlev1")
    + item("ii)", "two,", "enumlev1")
    + item("c)", "three,")
    + TABLE
    + p(r("resolves", "<w:i/>"), '<w:pStyle w:val="Call"/>')
    + item("1", "to go on;")
    + item("2", "to stop.")
)
READ = read_word(
    docx(BODY, footnotes=f'<w:footnote w:id="1">{p("The first note.")}</w:footnote>'), "text.docx", language="en"
).submission


def edited(todo: list[Action]) -> Submission:
    value = READ
    return carried_out(value, todo)


def exported(value: Submission, symbol: str = "", *, keep_styles: bool | None = None) -> Redline:
    """The texts read back after writing with a symbol and without, in the styles of its own file and not."""
    proposal = replace(value.proposals[0], symbol=symbol, number="ATU/35A18/1" if symbol else "")  # type: ignore[arg-type]
    data, _ = export_word(replace(value, proposals=(proposal,)), ExportOptions(keep_styles=keep_styles))
    return read_word(data, "back.docx", language="en").submission.proposals[0].redline


def cells(redline: Redline) -> list[object]:
    """The content of tables: characters with their status, ends, places."""
    return [
        ([*status_spans(clause.runs)], clause.end.status, clause.cell[1:], clause.row)
        for clause in redline.clauses
        if clause.cell is not None
    ]


@given(st.lists(actions(), max_size=8))
def test_what_was_edited_is_proved_in_each_form(todo: list[Action]) -> None:
    value = edited(todo)
    exported(value)
    exported(value, "MOD")
    exported(value, keep_styles=False)


def ends_of(*edits: tuple[int, int, int, int, bool]) -> Submission:
    """The text after edits, each from a clause and offset to another; the last value says whether they end a paragraph."""
    value = READ
    for index, offset, last, stop, breaks in edits:
        a, b = Place(index, offset), Place(last, stop)
        if breaks:
            made = text.break_paragraph(value, StoryId(1), a, b, ME)
        else:
            made = text.delete_range(value, StoryId(1), a, b, ME)
        value = apply(value, made)
    return value


def test_a_cell_keeps_an_end_whatever_is_struck_and_new_in_it() -> None:
    parted_behind_a_note = ends_of((8, 4, 8, 4, True), (8, 0, 9, 0, False))
    struck_but_for_a_new_one = ends_of((10, 5, 10, 5, True), (9, 0, 11, 0, False))
    begun_anew = ends_of((9, 0, 9, 0, True))
    for value in (parted_behind_a_note, struck_but_for_a_new_one, begun_anew):
        expected = value.proposals[0].redline
        assert expected != READ.proposals[0].redline
        for back in (exported(value), exported(value, "MOD"), exported(value, keep_styles=False)):
            assert cells(back) == cells(expected)


def outside(redline: Redline) -> list[tuple[list[tuple[Status, str]], End]]:
    return [([*status_spans(clause.runs)], clause.end) for clause in redline.clauses if clause.cell is None]


def new(*words: str) -> list[structure.NewClause]:
    return [structure.NewClause(Props("paragraph", 1, "letter"), (Run(word),)) for word in words]


@pytest.mark.parametrize("words", [("new;",), ("new;", "newer;"), ("",)])
def test_what_is_put_before_a_table_comes_back_with_its_own_ends(words: tuple[str, ...]) -> None:
    put = apply(READ, structure.insert_clauses(READ, StoryId(1), 8, new(*words), ME))
    moved = apply(READ, structure.move_clauses(READ, StoryId(1), "c5", 8, ME))
    struck = apply(READ, structure.delete_clauses(READ, StoryId(1), "c8", ME))
    replaced = apply(struck, structure.insert_clauses(struck, StoryId(1), 8, new(*words), ME))
    for value in (put, moved, replaced):
        for back in (exported(value), exported(value, "MOD"), exported(value, keep_styles=False)):
            assert outside(back) == outside(value.proposals[0].redline)


def test_nothing_is_left_of_what_goes_from_before_a_table() -> None:
    struck = apply(READ, structure.delete_clauses(READ, StoryId(1), "c8", ME))
    moved = apply(READ, structure.move_clauses(READ, StoryId(1), "c8", 3, ME))
    both = apply(READ, text.delete_range(READ, StoryId(1), Place(6, 0), Place(8, 0), ME))
    put = apply(READ, structure.insert_clauses(READ, StoryId(1), 8, new("new;"), ME))
    at = put.proposals[0].redline.clauses[8].id
    assert apply(put, structure.delete_clauses(put, StoryId(1), at, ME)).proposals == READ.proposals
    for value, ended in ((struck, "two,"), (moved, "two,"), (both, "one,")):
        expected = value.proposals[0].redline
        texts = [clause.text for clause in expected.draft().clauses]
        assert texts[texts.index("one\x01") - 1] == ended
        for back in (exported(value), exported(value, "MOD"), exported(value, keep_styles=False)):
            assert outside(back) == outside(expected)


def test_a_note_that_was_moved_is_one_note() -> None:
    noted = apply(READ, notes.insert_note(READ, StoryId(1), "c8", 2, "Another.", ME))
    noted = replace(noted, proposals=(replace(noted.proposals[0], redline=noted.proposals[0].redline.draft()),))
    moved = apply(noted, structure.move_clauses(noted, StoryId(1), "c8", 3, ME))
    for back in (exported(moved), exported(moved, "MOD"), exported(moved, keep_styles=False)):
        assert outside(back) == outside(moved.proposals[0].redline)
        runs = [run for note in back.notes.values() for clause in note.clauses for run in clause.runs if run.text != ANCHOR]
        assert sorted(runs, key=lambda run: run.text) == [Run("Another."), Run("The first note.")]
        assert len({run.content for clause in back.clauses for run in clause.runs if run.text == NOTE}) == 2


def test_a_new_label_comes_back_before_a_kept_blank_and_before_nothing() -> None:
    halves = ends_of((4, 9, 4, 9, True), (3, 4, 3, 4, True))
    call_replaced = ends_of((11, 0, 13, 0, False), (11, 8, 11, 8, True))
    for value in (halves, call_replaced):
        expected = value.proposals[0].redline
        for back in (exported(value), exported(value, "MOD"), exported(value, keep_styles=False)):
            assert [spans for spans, _ in outside(back)] == [spans for spans, _ in outside(expected)]


DEEP = ["considering | -a) | >i) | >ii) | b)", "considering | a) | +>>R | b)", "considering | -a) | >i) | +>R | b)"]
DEEP += ["considering | a) | >i) | >>– | +>>>L | b)", "resolves | 1 | +>>D | 2", "resolves | -1 | >1.1 | >>a) | 2"]


@pytest.mark.parametrize("written", DEEP)
def test_levels_come_back_whatever_became_of_the_parent(written: str) -> None:
    expected = listed(f"={written}")
    for symbol in ("", "MOD"):
        back = exported(submission(expected), symbol)
        assert [clause.props.level for clause in back.clauses] == [clause.props.level for clause in expected.clauses]
        assert all(clause.base_props is None for clause in back.clauses)


@pytest.mark.parametrize("words", ["", " ", "\u00a0", "\t", " x", "\t x", " \u2028x"])
def test_a_note_may_begin_with_blanks(words: str) -> None:
    value = apply(READ, notes.insert_note(READ, StoryId(1), "c4", 5, words, ME))
    for back in (exported(value), exported(value, "MOD")):
        assert words in ["".join(text for _, text in status_spans(note.clauses[0].runs)) for note in back.notes.values()]
    first = text.type_text(READ, StoryId(1, "f1"), Place(0, 0), Place(0, 0), words or " ", ME)
    assert exported(apply(READ, first)).notes


@pytest.mark.parametrize("written", ["considering | a) | >i) | +L | >ii) | b)", "resolves | 1 | >a) | +D | >b) | 2"])
def test_a_new_item_between_deeper_ones_keeps_its_level(written: str) -> None:
    expected = listed(f"={written}")
    for symbol in ("", "MOD"):
        back = exported(submission(expected), symbol)
        assert [clause.props.level for clause in back.clauses] == [clause.props.level for clause in expected.clauses]


def test_several_struck_paragraphs_behind_a_kept_beginning_come_back_with_their_own_ends() -> None:
    end = len(READ.proposals[0].redline.clauses)
    value = apply(READ, text.delete_range(READ, StoryId(1), Place(end - 3, 3), Place(end - 1, 8), ME))
    expected = value.proposals[0].redline
    assert [clause.end.status.value for clause in expected.clauses[-3:]] == ["kept", "deleted", "deleted"]
    for back in (exported(value), exported(value, "MOD"), exported(value, keep_styles=False)):
        assert outside(back)[-3:] == outside(expected)[-3:]


def test_a_note_that_is_struck_with_its_reference_says_what_it_said() -> None:
    value = apply(READ, text.delete_range(READ, StoryId(1), Place(8, 0), Place(8, 4), ME))
    for back in (exported(value), exported(value, "MOD"), exported(value, keep_styles=False)):
        notes = {run.content: back.notes[run.content] for clause in back.clauses for run in clause.runs if run.text == NOTE}
        assert [[*status_spans(note.clauses[0].runs)] for note in notes.values()] == [[(Status.KEPT, "The first note.")]]


def test_a_label_whose_text_is_struck_behind_a_struck_paragraph_stays_a_label() -> None:
    value = apply(READ, structure.delete_clauses(READ, StoryId(1), "c7", ME))
    value = apply(value, text.delete_range(value, StoryId(1), Place(7, 0), Place(7, 6), ME))
    expected = value.proposals[0].redline
    assert expected.clauses[7].text_on("draft") == ""
    for back in (exported(value), exported(value, "MOD"), exported(value, keep_styles=False)):
        assert outside(back) == outside(expected)
        assert [clause.label and clause.label.text for clause in back.clauses[5:8]] == ["i)", "ii)", "c)"]


def labels(redline: Redline) -> list[object]:
    """Kind, labels of both sides, text and end of each clause."""
    labelling = Labelling.of(redline)
    return [
        (labelling.base(clause.id), labelling.draft(clause.id), [*status_spans(clause.runs)], clause.end.status)
        for clause in redline.clauses
    ]


@pytest.mark.parametrize("label", ["Art. 5 –", "see", "(new)", "5 bis.", "✓", "§ 3"])
@pytest.mark.parametrize("clause", ["c4", "c6", "c8", "c9", "c11", "c15", "c16"])
def test_a_label_of_any_shape_comes_back_wherever_it_stands(label: str, clause: str) -> None:
    value = apply(READ, clause_properties.set_label(READ, StoryId(1), clause, label, ME))
    struck = apply(value, structure.delete_clauses(value, StoryId(1), clause, ME))
    moved = apply(value, structure.move_clauses(value, StoryId(1), clause, 3, ME)) if clause in ("c4", "c6", "c16") else value
    for variant in (value, struck, moved):
        for back in (exported(variant), exported(variant, "MOD"), exported(variant, keep_styles=False)):
            assert labels(back) == labels(variant.proposals[0].redline)
            assert not any("_Label" in run.content for back_clause in back.clauses for run in back_clause.runs)


@pytest.mark.parametrize("length", [1, 2, 4, 7, 12])
def test_a_label_that_was_corrected_by_hand_comes_back_as_corrected(length: int) -> None:
    value = apply(READ, clause_properties.correct_label(READ, StoryId(1), "c4", length, ME))
    expected = value.proposals[0].redline
    assert expected.clauses[3].label
    for back in (exported(value), exported(value, "MOD"), exported(value, keep_styles=False)):
        assert labels(back) == labels(expected)
    again, _ = export_word(read_word(export_word(value)[0], "b.docx", language="en").submission)
    assert labels(read_word(again, "c.docx", language="en").submission.proposals[0].redline) == labels(expected)


@pytest.mark.parametrize("words", ["edited ", "1", "new words here "])
def test_a_note_that_was_moved_and_changed_is_one_note_with_its_changes(words: str) -> None:
    noted = apply(READ, notes.insert_note(READ, StoryId(1), "c8", 2, "A note of its own.", ME))
    noted = replace(noted, proposals=(replace(noted.proposals[0], redline=noted.proposals[0].redline.draft()),))
    key = next(run.content for run in noted.proposals[0].redline["c8"].runs if run.text == NOTE)
    moved = apply(noted, structure.move_clauses(noted, StoryId(1), "c8", 3, ME))
    moved = apply(moved, text.type_text(moved, StoryId(1, key), Place(0, 2), Place(0, 2), words, ME))
    moved = apply(moved, text.delete_range(moved, StoryId(1, key), Place(0, len(words) + 7), Place(0, len(words) + 10), ME))
    spans = [*status_spans(moved.proposals[0].redline.notes[key].clauses[0].runs)]
    assert len(spans) == 5
    for back in (exported(moved), exported(moved, "MOD"), exported(moved, keep_styles=False)):
        assert outside(back) == outside(moved.proposals[0].redline)
        assert len(back.notes) == 2
        assert spans in [[*status_spans(note.clauses[0].runs)] for note in back.notes.values()]


@pytest.mark.parametrize("keep_styles", [None, False])
def test_a_new_paragraph_of_a_kind_that_its_file_has_not_has_the_style_of_the_house(keep_styles: bool | None) -> None:
    new = structure.NewClause(Props("heading"), (Run("A heading"),))
    value = apply(READ, structure.insert_clauses(READ, StoryId(1), len(READ.proposals[0].redline.clauses), (new,), ME))
    (heading,) = [clause for clause in exported(value, keep_styles=keep_styles).clauses if clause.text == "A heading"]
    assert (heading.props.kind, heading.props.style) == ("heading", "Headingb")


def noted_with(reference: str, note: str) -> Submission:
    """A text with a note of this reference, and a new one in its last line."""
    body = BODY.replace(NOTED, reference)
    data = docx(body, footnotes=f'<w:footnote w:id="1">{note}</w:footnote>')
    value = read_word(data, "text.docx", language="en").submission
    last = value.proposals[0].redline.clauses[-1].id
    return apply(value, notes.insert_note(value, StoryId(1), last, 3, "A new one.", ME))


TYPED = r('<w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>1</w:t>')


@pytest.mark.parametrize("keep_styles", [None, False])
@pytest.mark.parametrize("symbol", ["", "MOD"])
def test_a_new_note_has_a_number_that_is_not_taken_and_stands_raised(symbol: str, keep_styles: bool | None) -> None:
    for reference, head in ((NOTED, r("<w:footnoteRef/>")), (TYPED, r("<w:t>1</w:t>"))):
        value = noted_with(reference, p(head + r("<w:tab/>") + r("The first note.")))
        proposal = replace(value.proposals[0], symbol=symbol, number="ATU/35A18/1" if symbol else "")  # type: ignore[arg-type]
        data, _ = export_word(replace(value, proposals=(proposal,)), ExportOptions(keep_styles=keep_styles))
        read = read_word(data, "back.docx", language="en").submission.proposals[0].redline
        assert list(note_marks(read).values()) == [("1", "1"), (None, "2")]
        xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        (new,) = re.findall(r"<w:ins [^>]*><w:r>((?:(?!</w:r>).)*<w:footnoteReference .*?)</w:r>", xml)
        assert new.startswith('<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>')
        assert ("<w:t>2</w:t>" in new) == (reference == TYPED)  # Word counts no typed mark: it would be a second 1
