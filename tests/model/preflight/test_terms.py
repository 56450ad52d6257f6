"""The user's list of terms: what is written is read, what says nothing is named and kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.edits.repairs import repair_findings
from model.preflight.rules import check, context_of
from model.preflight.terms import Terms, read_terms, write_terms
from model.submission.transactions import apply
from tests.model.preflight.test_rules import STAMP, items, written

words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="#\ufeff"), min_size=1)


@given(st.dictionaries(words, words).map(lambda pairs: {old: new for old, new in pairs.items() if old != new}))
def test_a_list_that_was_written_is_read(newer) -> None:
    assert read_terms(write_terms(Terms(newer))) == Terms(newer)


@given(st.text())
def test_any_text_is_read_and_no_line_is_lost(text) -> None:
    read = read_terms(text)
    again = read_terms(write_terms(read))
    assert (again.newer, again.remarks) == (read.newer, read.remarks)
    assert [line for _, line, _ in again.wrong] == [line for _, line, _ in read.wrong]


def test_lines_that_say_nothing_are_named() -> None:
    read = read_terms("# mine\nLDC\tleast developed country\n\nno tab\na\tb\tc\n\tx\nLDC\tother\nsame\tsame\n")
    assert read.newer == {"LDC": "least developed country"}
    assert [number for number, _, _ in read.wrong] == [4, 5, 6, 7, 8]


def test_a_term_of_the_list_is_found_and_repaired() -> None:
    terms = {"telecentre": "community centre"}
    text = written(items("that a telecentre is one of many telecentres"))
    assert "newer-term" not in {finding.rule for finding in check(context_of(text))}
    (found,) = [finding for finding in check(context_of(text, terms=terms)) if finding.rule == "newer-term"]
    after = apply(text, repair_findings(text, [found], STAMP))
    assert "that a community centre is one of many telecentres;" in {
        clause.text_on("draft") for clause in after.proposals[0].redline.clauses
    }
