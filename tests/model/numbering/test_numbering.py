"""Labels of base and draft."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.numbering import Labelling, label_spans, note_marks, read_label
from model.redline import (
    NOTE,
    Clause,
    End,
    Label,
    Note,
    Policy,
    Props,
    Redline,
    Run,
    Status,
    resolve,
)
from tests.builders.lists import based, drafted, listed
from tests.builders.strategies import redlines

DRAFTS = [
    # letters: what stands before the first change stands as printed, the rest moves up
    ("=considering | a) | b) | +L | c) | d)", ". a) b) c) d) e)"),
    ("=considering | a) | -b) | c) | d)", ". a) b) c)"),
    ("=considering | -a) | b) | c)", ". a) b)"),
    ("=considering | +L | a) | b)", ". a) b) c)"),
    ("=considering | a) | c) | x) | y)", ". a) c) x) y)"),
    ("=considering | a) | c) | +L | x) | y)", ". a) c) d) e) f)"),
    ("=considering | y) | z) | +L | +L", ". y) z) aa) bb)"),
    # the dress is that of the siblings
    ("=c | (a) | (b) | +L | (c)", ". (a) (b) (c) (d)"),
    ("=c | 1. | +D | 2.", ". 1. 2. 3."),
    ("=c | 1) | +D | 2)", ". 1) 2) 3)"),
    ("=c | – | +B", ". – –"),
    ("=c | • | +B | •", ". • • •"),
    ("=c | +L | +>R | +>R | +L | +D | +B", ". a) i) ii) b) 1 –"),
    # each parent has its own children
    ("=c | a) | >i) | >ii) | b) | +>N | >i)", ". a) i) ii) b) . i)"),
    ("=c | a) | +>R | >i) | >ii) | b) | >i)", ". a) i) ii) iii) b) i)"),
    ("=c | a) | +L | b) | >i) | >ii)", ". a) b) c) i) ii)"),
    ("=c | a) | >i) | >ii) | +L | >iii) | b)", ". a) i) ii) b) i) c)"),
    ("=c | a) | >i) | -b) | >i) | >ii) | c)", ". a) i) ii) iii) b)"),
    ("=c | a) | >i) | >ii) | N more | b) | +L", ". a) i) ii) . b) c)"),
    # decimals take their parent's number along
    ("=c | 1 | +D | 2 | >2.1 | >2.2 | 3", ". 1 2 3 3.1 3.2 4"),
    ("=c | 1 | 2 | >2.1 | +>D | >2.2 | >>2.2.1", ". 1 2 2.1 2.2 2.3 2.3.1"),
    ("=c | -1 | >1.1 | 2 | >2.1", ". 1.1 1 1.1"),
    ("=c | 1 | >1.1 | -2 | >2.1 | 3", ". 1 1.1 1.2 2"),
    ("=c | 1 | -2 | >2.1 | >2.2 | 3", ". 1 1.1 1.2 2"),
    ("=c | 1 | 1.1 | 1.2 | +D | 2", ". 1 1.1 1.2 1.3 2"),
    ("=c | 1 | +>D | +>D | 2", ". 1 1.1 1.2 2"),
    ("@annex | #1 | 1.1 | +#D | #2 | 2.1", ". 1 1.1 2 3 3.1"),
    # blocks: a call starts anew unless the base says that it goes on
    ("=a | 1 | 2 | +D | =b | 3 | 4", ". 1 2 3 . 4 5"),
    ("=a | 1 | 2 | =b | +D | 3 | 4", ". 1 2 . 3 4 5"),
    ("=a | 1 | 2 | +D | =b | 1 | 2", ". 1 2 3 . 1 2"),
    ("=a | a) | b) | +=b | c) | d)", ". a) b) . a) b)"),
    ("=a | a) | b) | -=b | a) | b)", ". a) b) c) d)"),
    ("=a | a) | -=b | +=c | a) | b)", ". a) . a) b)"),
    ("=a | a) | b) | a) | +L | b)", ". a) b) a) b) c)"),
    ("=a | a) | +L | b) | a) | b)", ". a) b) c) a) b)"),
    # unlabelled
    ("=a | N one", ". ."),
    ("=a | N one | +N two", ". . ."),
    # mixed schemes on one level
    ("=a | a) | R i) | R v) | b) | +L | c)", ". a) i) v) b) c) d)"),
]


@pytest.mark.parametrize(("text", "labels"), DRAFTS)
def test_draft_is_relabelled(text: str, labels: str) -> None:
    redline = listed(text)
    assert drafted(redline) == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("=c | a) | b) | +L | c)", ". a) b) b)bis c)"),
        ("=c | a) | b) | +L | +L | +L | c)", ". a) b) b)bis b)ter b)quater c)"),
        ("=c | 1 | +D | 2", ". 1 1bis 2"),
        ("=c | a) | b) | +L", ". a) b) c)"),
        ("=c | a) | b) | +L | -c)", ". a) b) b)bis"),
        ("=c | a) | b) | -c) | +L", ". a) b) d)"),
        ("=c | +L | +L | a) | b)", ". 0) 0)bis a) b)"),
        ("=c | a) | -b) | c)", ". a) c)"),
        ("=c | a) | b)bis | +L | c)", ". a) b)bis b)ter c)"),
        ("=c | a) | +>R | +>R | b)", ". a) i) ii) b)"),
        ("=c | 1 | +D | 2 | >2.1 | +>D | >2.2", ". 1 1bis 2 2.1 2.1bis 2.2"),
        ("+=c | +L | +L", ". a) b)"),
        ("@annex | #1 | 1.1 | +#D | #2 | +#D", ". 1 1.1 1bis 2 3"),
    ],
)
def test_bis_leaves_the_labels_of_the_base(text: str, labels: str) -> None:
    assert drafted(listed(text, policy="bis")) == labels


def test_keep_gives_no_label_to_what_is_inserted() -> None:
    redline = listed("=c | a) | +L | b) | +L | -c) | d)", policy="keep")
    assert drafted(redline) == ". a) . b) . d)"


def test_the_base_stands_as_printed_whatever_the_policy() -> None:
    for policy in get_args(Policy):
        assert based(listed("=c | a) | +L | b) | -x) | c)", policy=policy)) == ". a) b) x) c)"


def with_own_label(redline: Redline, id: str, text: str, locked: bool = False) -> Redline:
    clauses = tuple(
        replace(clause, own_label=Label(text, locked=locked)) if clause.id == id else clause for clause in redline.clauses
    )
    return replace(redline, clauses=clauses)


def test_a_label_set_by_hand_stands_and_the_list_goes_on_from_it() -> None:
    redline = listed("=c | a) | b) | c) | d)")
    assert drafted(with_own_label(redline, "c2", "x)")) == ". a) x) y) z)"
    assert Labelling.of(with_own_label(redline, "c2", "x)")).renumbered == {"c2": "c2", "c3": "c2", "c4": "c2"}
    inserted = listed("=c | a) | +L | b) | c) | d)")
    assert drafted(with_own_label(inserted, "c4", "c)", locked=True)) == ". a) b) c) c) d)"
    assert drafted(with_own_label(redline, "c2", "b)")) == ". a) b) c) d)", "the printed label set again changes nothing"
    assert drafted(with_own_label(redline, "c2", "")) == ". a) . c) d)"


def test_keep_and_bis_hold_a_label_set_by_hand() -> None:
    for policy in ("bis", "keep"):
        assert drafted(with_own_label(listed("=c | a) | +L | b)", policy=policy), "c2", "aa)")) == ". a) aa) b)"


def test_a_change_of_level_or_scheme_counts_as_one_of_structure() -> None:
    redline = listed("=c | a) | b) | c) | >i) | d)")
    demoted = replace(redline["c2"], props=Props("paragraph", 2, "roman"), base_props=redline["c2"].props)
    redline = replace(redline, clauses=tuple(demoted if clause.id == "c2" else clause for clause in redline.clauses))
    assert drafted(redline) == ". a) i) b) i) c)"
    assert Labelling.of(redline).renumbered == {"c2": "c2", "c3": "c2", "c5": "c2"}


def test_a_split_paragraph_labels_its_second_half_and_a_merged_one_loses_it() -> None:
    redline = listed("=c | a) | b) | c)")
    first, second = redline["c1"], Clause("new", redline["c1"].props, (Run("more"),))
    split = replace(first, end=End(Status.INSERTED))
    halves = replace(redline, clauses=(redline["c0"], split, second, *redline.clauses[2:]))
    assert drafted(halves) == ". a) b) c) d)"
    assert Labelling.of(halves).base("new") is None
    merged = replace(first, end=End(Status.DELETED))
    labelling = Labelling.of(replace(redline, clauses=(redline["c0"], merged, *redline.clauses[2:])))
    assert [labelling.draft(f"c{number}") for number in range(1, 4)] == ["a)", None, "b)"]
    assert [labelling.base(f"c{number}") for number in range(1, 4)] == ["a)", "b)", "c)"]


def test_what_is_renumbered_names_its_cause() -> None:
    labelling = Labelling.of(listed("=c | a) | +L | b) | c) | -d) | e) | =d | 1 | 2 | -2bis | 3"))
    assert labelling.renumbered == {"c3": "c2", "c4": "c2"}
    assert Labelling.of(listed("=c | 1 | +D | 2 | >2.1")).renumbered == {"c3": "c2", "c4": "c2"}


def test_cells_of_a_table_are_numbered_for_themselves() -> None:
    redline = listed("=c | a) | a) | +L | b) | b)")
    cells = (None, None, (0, 0, 0), (0, 0, 0), (0, 0, 1), None)
    redline = replace(
        redline, clauses=tuple(replace(clause, cell=cell) for clause, cell in zip(redline.clauses, cells, strict=True))
    )
    assert drafted(redline) == ". a) a) b) b) b)"


def test_an_arabic_letter_is_tracked_with_its_bracket_since_struck_and_new_ones_would_join() -> None:
    assert label_spans("ب)", "ج)", "letter") == ((Status.DELETED, "ب)"), (Status.INSERTED, "ج)"))
    assert len(label_spans("b)", "c)", "letter")) == 3


def test_an_arabic_label_with_a_space_before_it_is_read_as_itu_prints_it_and_other_words_are_not() -> None:
    found = read_label(" أ )\tأن", "ar")
    assert found is not None
    assert (found.label, found.after, found.candidates[0].value) == (" أ )", "\t", 1)
    assert found.candidates[0].at(2).text == "ب)"
    for words in (" a)\tx", " أ\tx", " أن الاتحاد\tx", " 1\tx"):
        assert read_label(words, "ar") is None


def test_arabic_has_abjad_letters_and_quoted_sub_items() -> None:
    redline = listed("=إذ تذكّر | أ\u00a0) | ب) | +L | ج) | +>R | +>R", language="ar")
    assert drafted(redline) == ". أ\u00a0) ب) ج) د) '1' '2'"
    assert drafted(listed("=إذ تذكّر | أ\u00a0) | +L | ب)", language="ar")) == ". أ\u00a0) ب) ج)"


@given(redlines())
def test_without_change_the_draft_is_the_base(redline: Redline) -> None:
    base = resolve(redline, "base")
    labelling = Labelling.of(base)
    for clause in base.clauses:
        printed = clause.label.text if clause.label and clause.label.text else None
        assert labelling.base(clause.id) == labelling.draft(clause.id) == printed


@given(st.lists(st.sampled_from("+- "), min_size=1, max_size=40))
def test_relabelled_letters_have_no_gap(signs: list[str]) -> None:
    letters = [chr(97 + n) if n < 26 else 2 * chr(97 + n - 26) for n in range(len(signs))]
    numbers = iter(letters)
    text = " | ".join("+L" if sign == "+" else f"{sign.strip()}L {next(numbers)})" for sign in signs)
    redline = listed(f"=c | {text}")
    wanted = [f"{letter})" for letter in letters[: sum(sign != "-" for sign in signs)]]
    assert drafted(redline).split()[1:] == wanted


def test_every_label_of_resolution_75(shared: Path) -> None:
    paragraphs = json.loads((shared / "res75" / "redline.json").read_text(encoding="utf-8"))["paragraphs"]
    clauses = []
    for number, paragraph in enumerate(paragraphs):
        base = "".join(text for status, text in paragraph.get("label", ()) if status != "inserted")
        clauses.append(
            Clause(
                f"c{number}",
                Props(paragraph["kind"], paragraph.get("level", 0), paragraph.get("scheme", "none")),
                tuple(Run(text, Status(status)) for status, text in paragraph["runs"]),
                End(Status(paragraph["end"])),
                Label(base) if base else None,
            )
        )
    labelling = Labelling.of(Redline(tuple(clauses), {}, "es"))
    for clause, paragraph in zip(clauses, paragraphs, strict=True):
        spans = label_spans(labelling.base(clause.id), labelling.draft(clause.id), clause.props.scheme)
        assert [[str(status), text] for status, text in spans] == paragraph.get("label", [])
    assert sum("label" in paragraph for paragraph in paragraphs) > 80


@given(st.sampled_from(["letter", "roman", "decimal"]), st.text("abi)1.", max_size=3), st.text("abi)1.", max_size=3))
def test_the_redline_of_a_label_gives_both(scheme: str, base: str, draft: str) -> None:
    spans = label_spans(base or None, draft or None, scheme)  # type: ignore[arg-type]
    assert "".join(text for status, text in spans if status.in_base) == base
    assert "".join(text for status, text in spans if status.in_draft) == draft


def test_notes_are_counted_on_each_side() -> None:
    def reference(key: str, status: Status = Status.KEPT) -> Run:
        return Run(NOTE, status, content=key)

    runs = (
        reference("a"),
        reference("b", Status.INSERTED),
        reference("s"),
        reference("c", Status.DELETED),
        reference("d"),
    )
    notes = {"a": Note(), "b": Note(), "c": Note(), "d": Note(mark="3"), "s": Note(mark="*")}
    assert note_marks(Redline((Clause("x", runs=runs),), notes)) == {
        "a": ("1", "1"), "s": ("*", "*"), "c": ("2", None), "d": ("3", "3"), "b": (None, "2"),
    }  # fmt: skip


@given(st.lists(st.sampled_from([None, "1", "2", "3", "*", "†"]), max_size=8))
def test_where_no_note_comes_or_goes_marks_stand(typed: list[str | None]) -> None:
    runs = tuple(Run(NOTE, content=str(number)) for number in range(len(typed)))
    notes = {str(number): Note(mark=mark) for number, mark in enumerate(typed)}
    marks = note_marks(Redline((Clause("x", runs=runs),), notes))
    assert all(base == draft for base, draft in marks.values())
    assert all(mark is None or marks[str(number)][0] == mark for number, mark in enumerate(typed))


def test_typing_in_3000_clauses_costs_next_to_nothing() -> None:
    redline = listed(" | ".join(["=c | a) | +L | b) | >i) | >ii) | c) | 1 | 1.1 | –"] * 300))
    labelling = Labelling.of(redline)
    at = len(redline.clauses) // 2 + 2
    typed = replace(redline.clauses[at], runs=(*redline.clauses[at].runs, Run("x", Status.INSERTED)))
    changed = replace(redline, clauses=(*redline.clauses[:at], typed, *redline.clauses[at + 1 :]))
    costs = []
    for _ in range(20):
        start = time.perf_counter()
        labelling.update(changed)
        costs.append(time.perf_counter() - start)
    assert min(costs) < 0.0005
