"""Provisions of treaty texts: their clauses and symbols."""

from __future__ import annotations

from msgspec.structs import replace

from model.numbering import Labelling
from model.redline import Redline, Run, Status
from model.submission.provisions import provision_at, provision_symbol
from tests.builders.treaty import small_treaty

TEXT = small_treaty(
    "= ARTICLE 9", "9.1 one", "… more of it", "9.2 two", "+ new", "- 9.3 three", "9.4 four", "+… more of 9.4", "= ARTICLE 10"
)


def symbols(redline: Redline) -> list[str]:
    labelling = Labelling.of(redline)
    return [provision_symbol(redline.clauses, labelling, index) for index in range(len(redline.clauses))]


def test_a_provision_goes_on_to_the_next_number_or_heading():
    numbers = Labelling.of(TEXT).numbers
    found = [provision_at(TEXT.clauses, numbers, index) for index in range(len(TEXT.clauses))]
    assert found == [
        None, range(1, 3), range(1, 3), range(3, 4), range(4, 5), range(5, 6), range(6, 8), range(6, 8), None,
    ]  # fmt: skip


def test_new_struck_and_changed_provisions_have_their_symbols():
    assert symbols(TEXT) == ["", "", "", "", "ADD", "SUP", "MOD", "", ""]


def test_words_of_a_continuation_change_the_provision():
    changed = replace(TEXT.clauses[2], runs=(*TEXT.clauses[2].runs, Run(" words", Status.INSERTED)))
    assert symbols(replace(TEXT, clauses=(*TEXT.clauses[:2], changed, *TEXT.clauses[3:])))[1:3] == ["MOD", ""]


def test_the_halves_of_a_move_have_an_asterisk():
    moved = tuple(replace(clause, end=replace(clause.end, move="m1")) for clause in TEXT.clauses[4:6])
    assert symbols(replace(TEXT, clauses=(*TEXT.clauses[:4], *moved, *TEXT.clauses[6:])))[4:6] == ["ADD*", "SUP*"]


def test_a_text_without_margin_numbers_has_no_symbols():
    assert symbols(small_treaty("= ARTICLE 9", "+… new", "… old")) == ["", "", ""]
