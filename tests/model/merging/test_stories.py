"""The merge of texts: what stands beside one another, and what is a conflict."""

from __future__ import annotations

import pytest

from model.diff.compare import compare
from model.formats.notation import parse
from model.merging.stories import Choice, StoryMerge, merge_stories
from model.redline import Clause, End, Props, Redline, Stamp, Status

BASE = "*recalling*\na)\tthat States act soon;\nb)\tthat all is well,\n"


def of(first: str, second: str, choice: Choice = "first", base: str = BASE) -> StoryMerge:
    text = parse(base, language="en")
    copies = [
        compare(text, parse(draft, language="en"), Stamp(name, "2026-03-01T09:00:00Z")).clauses
        for name, draft in (("ATU", first), ("EUR", second))
    ]
    return merge_stories(text.clauses, copies[0], copies[1], choice)


def lines(clauses: tuple[Clause, ...]) -> list[str]:
    return [clause.text for clause in Redline(clauses).draft().clauses]


def test_words_of_different_places_stand_in_one_paragraph() -> None:
    merged = of(BASE.replace("States", "Members"), BASE.replace("soon", "now"))
    assert lines(merged.clauses)[1] == "that Members act now;"
    assert not merged.conflicts


def test_two_people_who_insert_at_one_place_keep_both() -> None:
    merged = of(BASE.replace("act soon", "act very soon"), BASE.replace("act soon", "act quite soon"))
    assert lines(merged.clauses)[1] == "that States act very quite soon;"
    assert not merged.conflicts
    two = of(BASE.replace("b)", "b)\tthat a;\nc)"), BASE.replace("b)", "b)\tthat b;\nc)"))
    assert lines(two.clauses)[2:4] == ["that a;", "that b;"]
    assert not two.conflicts


def test_empty_paragraphs_of_one_time_and_author_have_an_order_of_their_own() -> None:
    """Both copies write before an empty paragraph that a third person inserted: its end is then new in both."""
    base = parse(BASE, language="en").clauses
    end = End(Status.INSERTED, Stamp("APT", "2026-03-01T09:00:00Z"))
    copies = [(*base[:2], Clause(f"c{number}", Props("paragraph", number), end=end), *base[2:]) for number in (1, 0)]
    merged, other = merge_stories(base, *copies), merge_stories(base, *reversed(copies))
    assert [clause.id for clause in merged.clauses[2:4]] == ["c0", "c1"]
    assert merged == other


def test_the_same_change_of_both_is_there_once() -> None:
    merged = of(BASE.replace("soon", "now"), BASE.replace("soon", "now"))
    assert lines(merged.clauses)[1] == "that States act now;"


def test_different_words_for_the_same_are_a_conflict_with_both_wordings_whole() -> None:
    merged = of(BASE.replace("soon", "now"), BASE.replace("soon", "later").replace("well", "good"))
    assert lines(merged.clauses)[1:] == ["that States act now;", "that all is good,"]
    [conflict] = merged.conflicts
    assert lines(conflict.base) == ["that States act soon;"]
    assert lines(conflict.first) == ["that States act now;"]
    assert lines(conflict.second) == ["that States act later;"]


@pytest.mark.parametrize("insertion", [("act", "now act"), ("that States", "yes, that States"), ("soon;", "soon, yes;")])
def test_words_put_into_a_deleted_clause_are_a_conflict(insertion: tuple[str, str]) -> None:
    merged = of(BASE.replace("a)\tthat States act soon;\n", ""), BASE.replace(*insertion))
    assert len(merged.conflicts) == 1
    assert "".join(lines(merged.conflicts[0].second)).count(insertion[1].split()[0])


def test_a_clause_put_beside_a_deleted_one_is_none() -> None:
    merged = of(BASE.replace("a)\tthat States act soon;\n", ""), BASE.replace("b)", "b)\tthat it is new;\nc)"))
    assert lines(merged.clauses) == ["recalling", "that it is new;", "that all is well,"]
    assert not merged.conflicts


def test_letters_put_into_a_word_that_is_replaced_are_a_conflict() -> None:
    assert len(of(BASE.replace("States", "Members"), BASE.replace("States", "Statutes")).conflicts) == 1


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        ("second", "that States act later;"),
        ("both", "that States act now later;"),
        ("options", "that States act [ATU: now] [EUR: later];"),
    ],
)
def test_what_stands_where_they_disagree_can_be_chosen(choice: Choice, wanted: str) -> None:
    merged = of(BASE.replace("soon", "now"), BASE.replace("soon", "later"), choice)
    assert lines(merged.clauses)[1] == wanted
    assert parse(BASE, language="en").clauses == tuple(Redline(merged.clauses).base().clauses)


def test_a_deleted_clause_and_an_amended_one_together_are_the_amended_one() -> None:
    merged = of(BASE.replace("a)\tthat States act soon;\n", ""), BASE.replace("soon", "now"), "both")
    assert lines(merged.clauses)[1] == "that States act now;"
