"""Corrections of a text that was read from pages: what they make of its clauses, and that they are found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import ValidationError, json

from model.errors import EditError
from model.files.read_pages import ReadPages
from model.formats.pdf.places import PdfPlaces
from model.redline import OBJECT, Redline
from model.redline.canonical import canonical
from model.submission.text_corrections import (
    TextCorrection,
    apply_correction,
    occurrence,
    own_words,
    printed_words,
)
from tests.builders.notation import redline

TEXT = """
    # RESOLUTION 75
    ## On the
    ## work
    *considering*
    a)\tthat one **bold** thing[^1]
    is read from pages,
    b)\tthat it is correct, c) that it is not
    *resolves*
    1\tto correct it
    [^1]: A note that is unreadab1e.
    """


def words(text: Redline) -> list[str]:
    return [printed_words(clause) for clause in text.clauses]


def corrected(text: Redline, do: str, index: int, **values) -> Redline:
    """A text with a correction of the clause at an index."""
    clause, nth = occurrence(text, text.clauses[index].id)
    made = apply_correction(text, TextCorrection(do, clause, nth, **values)).redline
    assert canonical(made.clauses) == made.clauses, "a corrected text is canonical"
    return made


def test_a_line_joins_the_clause_before_it_with_a_blank_and_its_formats():
    text = redline(TEXT)
    made = corrected(text, "join", 5)
    assert printed_words(made.clauses[4]) == f"a)\tthat one bold thing{OBJECT} is read from pages,"
    assert made.clauses[4].id == text.clauses[4].id
    assert len(made.clauses) == len(text.clauses) - 1
    assert any(run.style.bold and run.text == "bold" for run in made.clauses[4].runs)
    assert [clause.props.kind for clause in corrected(text, "join", 2).clauses[:3]] == ["number", "title", "call"]


def test_chinese_lines_and_divided_words_join_without_a_blank():
    assert words(corrected(redline("一\n二\n"), "join", 1)) == ["一二"]
    assert words(corrected(redline("multi-\npurpose\n"), "join", 1)) == ["multi-purpose"]


def test_a_label_becomes_text_when_its_clause_joins_another():
    assert words(corrected(redline("a)\tsee item\nb)\tof the list\n"), "join", 1)) == ["a)\tsee item b)\tof the list"]


def test_a_clause_is_divided_and_its_second_half_gets_its_label_and_level():
    text = redline(TEXT)
    made = corrected(text, "split", 6, at=len("b)\tthat it is correct,"))
    assert words(made)[6:8] == ["b)\tthat it is correct,", "c) that it is not"]
    new = made.clauses[7]
    assert (new.label.text, new.props.scheme, new.props.level) == ("c)", "letter", 1)
    deeper = corrected(redline("a)\tfirst: i) deep\n"), "split", 0, at=len("a)\tfirst:"))
    assert (deeper.clauses[1].label.text, deeper.clauses[1].props.scheme, deeper.clauses[1].props.level) == ("i)", "roman", 2)


@pytest.mark.parametrize("at", [0, 3, 400])
def test_a_clause_is_not_divided_outside_of_its_words(at):
    with pytest.raises(EditError, match="between two of its words"):
        corrected(redline("a)\tthat one\n"), "split", 0, at=at)


def test_a_label_is_cut_from_the_words_or_returned_to_them_or_replaced():
    text = redline("*considering*\n1 that\nl)\tthat one\n")
    cut = corrected(text, "label", 1, to="1")
    assert (cut.clauses[1].label.text, own_words(cut.clauses[1]), cut.clauses[1].props.scheme) == ("1", "that", "decimal")
    assert corrected(cut, "label", 1, to="").clauses[1].label is None
    read = corrected(cut, "label", 2, to="2")
    assert (read.clauses[2].label.text, own_words(read.clauses[2])) == ("2", "that one")
    with pytest.raises(EditError, match="only paragraphs and headings"):
        corrected(text, "label", 0, to="a)")


def test_kind_and_level_are_corrected():
    text = redline("a)\tone\nb)\ttwo\n")
    assert corrected(text, "level", 1, level=2).clauses[1].props.level == 2
    call = corrected(text, "kind", 0, to="call").clauses[0]
    assert (call.props.kind, call.label, printed_words(call)) == ("call", None, "a)\tone")
    with pytest.raises(EditError, match="no kind of clause"):
        corrected(text, "kind", 0, to="nonsense")
    with pytest.raises(EditError, match="only paragraphs and headings have levels"):
        corrected(redline("*considering*\n"), "level", 0, level=2)


def test_words_are_corrected_and_keep_their_formats_and_notes():
    text = redline(TEXT)
    made = corrected(text, "words", 4, to=f"that some bold things{OBJECT}")
    assert printed_words(made.clauses[4]) == f"a)\tthat some bold things{OBJECT}"
    assert any(run.style.bold and run.text == "bold" for run in made.clauses[4].runs)
    assert [run.content for run in made.clauses[4].runs if run.content] == [
        run.content for run in text.clauses[4].runs if run.content
    ]
    with pytest.raises(EditError, match="signs of footnotes"):
        corrected(text, "words", 4, to="that some things")


def test_the_words_of_a_footnote_are_corrected():
    text = redline(TEXT)
    note = next(iter(text.notes.values())).clauses[0]
    clause, nth = occurrence(text, note.id)
    made = apply_correction(text, TextCorrection("words", clause, nth, to="A note that is unreadable.")).redline
    assert own_words(next(iter(made.notes.values())).clauses[0]) == "A note that is unreadable."


def test_the_first_clause_has_nothing_to_join_and_cells_are_not_joined():
    with pytest.raises(EditError, match="no clause before"):
        corrected(redline("one\ntwo\n"), "join", 0)
    table = redline("|1.1.1| one\n|1.1.2| two\n")
    with pytest.raises(EditError, match="cells"):
        corrected(table, "join", 1)


def test_clauses_with_the_same_words_are_told_apart():
    text = redline("*noting*\nthe same\nthe same\n")
    assert [occurrence(text, clause.id)[1] for clause in text.clauses] == [0, 0, 1]
    assert words(corrected(text, "words", 2, to="another")) == ["noting", "the same", "another"]


def test_corrections_that_no_longer_fit_are_counted_and_the_others_applied():
    made = TextCorrection("words", "gone", to="x"), TextCorrection("words", "two", to="2 of them")
    found, unfit = ReadPages((redline("one\ntwo\n"),), PdfPlaces("")).correct_again({0: made})
    assert (words(found.texts[0]), unfit) == (["one", "2 of them"], 1)


def test_a_correction_is_stored_as_json_and_a_strange_one_is_refused():
    made = TextCorrection("split", "a)\tone two", 1, at=6)
    assert json.decode(json.encode(made), type=TextCorrection) == made
    for bad in (b'{"do":"delete","clause":""}', b'{"do":"level","clause":"","level":-1}', b'{"do":"join","clause":"","nth":-2}'):
        with pytest.raises(ValidationError):
            json.decode(bad, type=TextCorrection)


plain = st.text("abc .,é第", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(plain, min_size=2, max_size=5), st.data())
def test_dividing_where_two_clauses_were_joined_gives_their_words_again(lines, data):
    text = redline("".join(f"{line}\n" for line in lines))
    at = data.draw(st.integers(1, len(text.clauses) - 1))
    before = words(text)
    made = corrected(text, "join", at)
    again = corrected(made, "split", at - 1, at=len(before[at - 1]))
    assert words(again) == before


@given(st.lists(plain, min_size=1, max_size=4), plain, st.data())
def test_corrected_words_are_those_that_were_typed(lines, typed, data):
    text = redline("".join(f"{line}\n" for line in lines))
    at = data.draw(st.integers(0, len(text.clauses) - 1))
    made = corrected(text, "words", at, to=typed)
    assert own_words(made.clauses[at]) == " ".join(typed.split(" ")).strip()
    assert words(made)[:at] + words(made)[at + 1 :] == words(text)[:at] + words(text)[at + 1 :]
