"""Clauses in words: nothing is lost, each change is named, and both directions of the mapping agree."""

from __future__ import annotations

from hypothesis import given

from model.message import in_english
from model.numbering import Labelling
from model.redline import ANCHOR, LINE_BREAK, Clause, Redline
from model.redline.runs import with_offsets
from model.speech.change_words import BORDER, ChangeWords, SpokenChange, crossing_words, edit_words
from model.speech.spoken_clause import ClauseSpeaker
from model.speech.spoken_text import spoken_text
from tests.builders.notation import redline
from tests.builders.strategies import redlines


def speaker(value: Redline, words: ChangeWords = "start") -> ClauseSpeaker:
    return ClauseSpeaker(value, Labelling.of(value), in_english, words)


def lines(text: str, words: ChangeWords = "start") -> list[str]:
    value = redline(text)
    return [line.text.strip() for line in spoken_text(value, Labelling.of(value), in_english, words)]


def spoken_characters(clause: Clause) -> str:
    shown = [run.text for run in clause.runs if not run.content]
    return "".join(shown).replace(LINE_BREAK, " ").replace("\t", " ")


@given(redlines())
def test_each_character_is_spoken_once_in_order(value: Redline) -> None:
    words = speaker(value)
    for clause in value.clauses:
        contents = {at for at, run in with_offsets(clause.runs) if run.content}
        parts = [part for part in words.clause(clause).parts if part.start < part.stop and part.start not in contents]
        assert "".join(part.text for part in parts) == spoken_characters(clause)


@given(redlines())
def test_a_place_in_words_leads_back_to_its_character(value: Redline) -> None:
    words = speaker(value, "both")
    for clause in value.clauses:
        line = words.clause(clause)
        hidden = {at for at, run in with_offsets(clause.runs) if run.content and run.text == ANCHOR}
        for offset in set(range(len(clause.text))) - hidden:
            assert line.offset_at(line.place_of(offset)) == offset


@given(redlines())
def test_a_resolved_side_has_no_words_about_changes(value: Redline) -> None:
    for side in (value.base(), value.draft()):
        words = speaker(side)
        assert all(words.changes(clause, 0, len(clause.text) + 1) == () for clause in side.clauses)
        assert words.only_author is None


def test_deleted_and_inserted_words_are_told_apart() -> None:
    text = "Rev. {--Dubai, 2018--}{++Bucharest, 2022++} of"
    assert lines(text) == ["Rev. |deleted: Dubai, 2018|inserted: Bucharest, 2022| of"]
    assert lines(text, "both") == ["Rev. |deleted: Dubai, 2018, end of deletion|inserted: Bucharest, 2022, end of insertion| of"]


def test_the_label_is_spoken_as_printed_on_both_sides() -> None:
    found = lines("*considering*\na)\tone;\n{++b)\ttwo;++}{++¶++}\n{--b--}{++c++})\tthree;\n{--c)\tfour.--}{--¶--}")
    assert found == ["considering", "a) one;", "new paragraph, b): two;", "c), was b): three;", "deleted paragraph, c): four."]


def test_a_split_and_a_joined_paragraph_are_named_at_their_ends() -> None:
    assert lines("one{++¶++}\ntwo")[0] == "one |paragraph end inserted|"
    assert lines("one{--¶--}\ntwo")[0] == "one |paragraph end deleted|"


def test_a_footnote_is_named_by_its_mark() -> None:
    assert lines("that one[^1] two\n[^1]: A {++small ++}note.") == [
        "that one footnote 1  two",
        "footnote 1: A |inserted: small |note.",
    ]


def test_the_cells_of_a_table_have_row_column_and_head() -> None:
    found = lines("|1.1.1| Band\n|1.1.2| Use\n|1.2.1| 7 MHz\n|1.2.2| {--radio--}{++broadcasting++}")
    assert found == [
        "table 1 with 2 rows, row 1, column 1: Band",
        "row 1, column 2: Use",
        "row 2, column 1, Band: 7 MHz",
        "row 2, column 2, Use: |deleted: radio|inserted: broadcasting|",
    ]


def test_the_changes_in_a_range_are_spoken_one_by_one() -> None:
    value = redline("one {--two--}{++three++} four {++five++}")
    words = speaker(value)
    [clause] = value.clauses
    assert [*map(str, words.changes(clause, 0, 12))] == ["deleted two", "inserted three"]
    assert [*map(str, words.changes(clause, 14, len(clause.text)))] == ["inserted five"]
    assert BORDER not in "".join(map(str, words.changes(clause, 0, 99)))


def test_a_caret_that_crosses_a_border_is_told_so() -> None:
    deleted, inserted = SpokenChange("deleted", "ARC"), SpokenChange("inserted", "CITEL")
    assert crossing_words(deleted, deleted, "start") is None
    assert str(crossing_words(None, deleted, "start")) == "deleted by ARC"
    assert str(crossing_words(deleted, inserted, "start")) == "inserted by CITEL"
    assert str(crossing_words(deleted, None, "start")) == "unchanged"
    assert str(crossing_words(deleted, inserted, "both")) == "end of deletion, inserted by CITEL"
    assert str(crossing_words(deleted, None, "both")) == "end of deletion"


def test_an_edit_is_said_by_its_words() -> None:
    assert str(edit_words("Dubai,\n2018", "Doha")) == "deleted Dubai, 2018, inserted Doha"
    assert str(edit_words("x" * 200, "")) == f"deleted {'x' * 99}…"
    assert str(edit_words(" ", "")) == "space deleted"
    assert str(edit_words(" \n", "")) == "paragraph end deleted"
    assert edit_words("", "") is None
