"""The parser of brackets: sides, statuses, places, tables, damage, and what it keeps after a change."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.brackets.parser import BracketIndex, parse_brackets
from model.formats.notation import parse
from model.redline import Clause, Label, Run, Side, Status
from model.redline.canonical import canonical
from tests.builders.strategies import clause_lists
from tests.limits import alarm
from tests.model.brackets.described import described, words_of

WORDS = "the Member States continue to study and to report on the matter each year to the Council and to the Assembly "


def clauses_of(text: str) -> tuple[Clause, ...]:
    return parse(text, language="en").clauses


def single(text: str) -> tuple[Clause, ...]:
    return (Clause("a", runs=(Run(text),)),)


def test_each_side_has_its_own_brackets() -> None:
    clauses = clauses_of("1\tto {--[study]--}{++[act] [report]++} or {++[++}soon{++]++};")
    assert described(clauses, parse_brackets(clauses, "base")) == ["1 text study"]
    assert described(clauses, parse_brackets(clauses, "draft")) == ["1 alternatives act | report", "1 text soon"]


@pytest.mark.parametrize("label", ["[4alt", "[Alt. 1", "[2 alt"])
def test_an_alternative_without_its_closing_bracket_is_a_fault_and_no_option(label: str) -> None:
    call, first, second = clauses_of("*resolves*\n1\tto report each year,]\n2\tto report to each as{--sembly,]--}\n")
    found = parse_brackets((call, replace(first, label=Label(label)), replace(second, label=Label(label))))
    assert [(fault.kind, fault.clause) for fault in found.faults] == [("unclosed", second.id)]
    assert [made.kind for made in found.open_texts] == ["clause"]


def test_an_option_knows_the_statuses_of_its_brackets() -> None:
    clauses = clauses_of("1\t{++[++}kept{++]++} and [x{++]++};")
    marks = [made.options[0].marks for made in parse_brackets(clauses).open_texts]
    assert marks == [(Status.INSERTED, Status.INSERTED), (Status.KEPT, Status.INSERTED)]


def test_places_count_deleted_characters() -> None:
    clauses = clauses_of("1\t{--before--}[a{--xyz--}b] c;")
    made = parse_brackets(clauses).open_texts[0]
    assert (made.span.start, made.span.stop) == (6, 13)
    assert words_of(clauses, made.options[0].content, "draft") == "ab"


def test_a_paragraph_of_several_clauses_is_one() -> None:
    clauses = clauses_of("1\tthe [first{--¶--}\n\tand] more;")
    found = parse_brackets(clauses)
    assert [made.kind for made in found.open_texts] == ["text"]
    assert found.faults == ()


def test_a_bracket_of_a_cell_closes_in_the_cell() -> None:
    clauses = clauses_of("1\tbefore [\n|1.1.1| a [b\n|1.1.2| then c] d\n2\tafter ]")
    found = parse_brackets(clauses)
    assert [(made.span.first, made.span.last) for made in found.open_texts] == [(clauses[0].id, clauses[3].id)]
    assert [fault.kind for fault in found.faults] == ["unclosed", "unopened"]


def test_the_label_may_be_inside_the_brackets() -> None:
    clauses = clauses_of("[a)\tone];\nb)\t[two];")
    options = [made.options[0] for made in parse_brackets(clauses).open_texts]
    assert [option.in_label for option in options] == [True, False]


@pytest.mark.parametrize(
    ("text", "open_texts", "faults"),
    [
        ("[" * 60 + "x" + "]" * 60, 60, 0),
        ("[a] x " * 2_500, 2_500, 0),
        ("[" * 2_500 + "x" + "]" * 2_500, 2_500, 0),
        ("[" * 20_000, 0, 20_000),
        ("]" * 20_000, 0, 20_000),
        ("[【" * 5_000 + "］" * 5_000, 5_000, 5_000),
        ("[a]" * 5_000, 1, 0),
    ],
)
def test_many_brackets_take_linear_time(text: str, open_texts: int, faults: int) -> None:
    started = process_time()
    found = parse_brackets(single(text))
    assert process_time() - started < 8
    assert (len(found.open_texts), len(found.faults)) == (open_texts, faults)


@pytest.mark.parametrize("row", ["x" * 1_900, "х" * 1_900, "xX" * 900, "_." * 900])
def test_a_long_row_of_blanks_with_a_word_behind_it_takes_no_time(row: str) -> None:
    with alarm(5):
        ((option,), (blank,)) = (parse_brackets(single(f"[{words}]")).open_texts[0].options for words in (f"{row} words", row))
    assert (option.kind, blank.kind) == ("text", "blank")


@pytest.mark.parametrize(("first", "second"), [("[ x", "x ]"), ("[【"[0], "】"), ("[ x", "【")])
def test_many_brackets_over_paragraphs_take_linear_time(first: str, second: str) -> None:
    opening = tuple(Clause(f"a{number}", runs=(Run(first),)) for number in range(5_000))
    closing = tuple(Clause(f"b{number}", runs=(Run(second),)) for number in range(5_000))
    started = process_time()
    found = parse_brackets(opening + closing)
    assert process_time() - started < 8
    assert 2 * len(found.open_texts) + len(found.faults) == 10_000


def test_depth_counts_pairs_over_paragraphs() -> None:
    clauses = clauses_of("1\t[one\n2\t[two [three]\n3\tfour]\n4\tfive] or [six];")
    assert [(made.level, made.kind) for made in parse_brackets(clauses).open_texts] == [
        (1, "text"), (2, "clause"), (3, "text"), (1, "text"),
    ]  # fmt: skip


def test_brackets_beside_those_over_paragraphs_are_alternatives() -> None:
    clauses = clauses_of("1\t[one\n2\ttwo] [three] [four];")
    assert described(clauses, parse_brackets(clauses)) == ["1 alternatives one ¶ two | three | four"]


@pytest.mark.parametrize("text", ["】[\nalt: z\n]", "x\nalt: [z\n]"])
def test_an_alternative_does_not_cross_brackets(text: str) -> None:
    clauses = tuple(Clause(f"c{number}", runs=(Run(words),)) for number, words in enumerate(text.split("\n")))
    assert [made.kind for made in parse_brackets(clauses).open_texts] in (["text"], ["clause"])


def test_a_change_elsewhere_keeps_the_open_texts() -> None:
    clauses = tuple(Clause(f"c{number}", runs=(Run(WORDS + "[a]"),)) for number in range(100))
    index = BracketIndex.of(clauses)
    changed = (*clauses[:5], Clause("new", runs=(Run(WORDS),)), *clauses[5:])
    assert index.update(changed).brackets is index.brackets
    removed = index.update(clauses[:50] + clauses[51:])
    assert len(removed.brackets.open_texts) == 99


MARKED = st.text("[]［】【/ab. 1:", max_size=8) | st.sampled_from(
    ["Option 1: x", "Option 2: [y]", "[Option 1: x]", "alt: z", "__"]
)


@given(clause_lists(), st.lists(st.tuples(st.integers(0, 5), MARKED), max_size=4), st.sampled_from(["base", "draft"]))
def test_an_update_finds_what_a_new_search_finds(clauses: tuple[Clause, ...], changes: list[tuple[int, str]], side: Side) -> None:
    index = BracketIndex.of(clauses, side)
    for place, words in changes:
        if clauses:
            at = place % len(clauses)
            changed = replace(clauses[at], runs=(*clauses[at].runs, Run(words)))
            clauses = tuple(canonical([*clauses[:at], changed, *clauses[at + 1 :]]))
        index = index.update(clauses)
        assert index.brackets == parse_brackets(clauses, side)


@given(st.lists(MARKED, max_size=8))
def test_open_texts_are_in_order_and_each_level_is_its_depth(texts: list[str]) -> None:
    clauses = tuple(Clause(f"c{number}", runs=(Run(text),) if text else ()) for number, text in enumerate(texts))
    places = {clause.id: number for number, clause in enumerate(clauses)}
    around: list[tuple[int, int]] = []
    last = (0, 0)
    for made in parse_brackets(clauses).open_texts:
        start, stop = (places[made.span.first], made.span.start), (places[made.span.last], made.span.stop)
        assert last <= start < stop
        last = start
        while around and around[-1] <= start:
            around.pop()
        assert all(stop <= outer for outer in around)
        around.append(stop)
        assert made.level == len(around)
        for option in made.options:
            first, end = (places[option.content.first], option.content.start), (places[option.content.last], option.content.stop)
            assert start <= first <= end <= stop
