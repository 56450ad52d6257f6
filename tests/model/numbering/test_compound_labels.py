"""Labels that open two lists at once: `§ 2 1)`, `3bis 1)`, `1.1 a)`."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from model.numbering import Labelling, parse_label
from model.redline import Clause, Label, Props, Redline, Run, Scheme, Status
from model.redline.values import End
from tests.builders.article_25 import amended_article, pairs
from tests.builders.treaty import treaty_rows


@pytest.mark.parametrize(
    ("label", "scheme", "following", "between"),
    [
        ("§ 2", "decimal", "§ 3", "§ 2bis"),
        ("§ 5A", "decimal", "§ 6", "§ 5bis"),
        ("§ 2 1)", "decimal", "2)", "1)bis"),
        ("3bis 1)", "decimal", "2)", "1)bis"),
        ("1. 1)", "decimal", "2)", "1)bis"),
        ("1.1 a)", "letter", "b)", "a)bis"),
        ("3penter", "decimal", "4", "3sexies"),
    ],
)
def test_a_compound_label_is_continued_by_its_last_part(label: str, scheme: Scheme, following: str, between: str) -> None:
    numeral = parse_label(label, scheme)
    assert numeral is not None
    assert numeral.text == label
    assert numeral.after().text == following
    assert numeral.inserted_after().text == between


@pytest.mark.parametrize("text", ["1.1 a", "a) 1)", "word 1)", "2 3", "1.  a)"])
def test_other_texts_of_two_parts_are_no_labels(text: str) -> None:
    assert parse_label(text, "decimal") is None
    assert parse_label(text, "letter") is None


def paragraph(id: str, label: str | None, level: int, scheme: Scheme = "decimal", status: Status = Status.KEPT) -> Clause:
    return Clause(id, Props(level=level, scheme=scheme), (Run(id, status),), End(status), Label(label) if label else None)


def draft_labels(*clauses: Clause) -> list[str | None]:
    labelling = Labelling.of(Redline(clauses))
    return [labelling.draft(clause.id) for clause in clauses]


def test_labels_stay_as_printed_where_nothing_is_inserted() -> None:
    labels = ["§ 1", "§ 2 1)", "2)", "§ 3", "§ 4 1)", "2)", "§ 5"]
    clauses = [paragraph(f"c{place}", label, 2 if ")" in label else 1) for place, label in enumerate(labels)]
    assert draft_labels(*clauses) == labels


def test_an_insertion_into_the_inner_list_moves_the_inner_list_alone() -> None:
    clauses = (
        paragraph("a", "§ 1", 1),
        paragraph("b", "§ 2 1)", 2),
        paragraph("new", None, 2, status=Status.INSERTED),
        paragraph("c", "2)", 2),
        paragraph("d", "§ 3", 1),
    )
    assert draft_labels(*clauses) == ["§ 1", "§ 2 1)", "2)", "3)", "§ 3"]


def test_an_insertion_before_it_moves_its_first_part() -> None:
    clauses = (
        paragraph("a", "§ 1", 1),
        paragraph("new", None, 1, status=Status.INSERTED),
        paragraph("b", "§ 2 1)", 2),
        paragraph("c", "2)", 2),
        paragraph("d", "§ 3", 1),
    )
    labelling = Labelling.of(Redline(clauses))
    assert draft_labels(*clauses) == ["§ 1", "§ 2", "§ 3 1)", "2)", "§ 4"]
    assert labelling.renumbered == {"b": "new", "d": "new"}


def test_every_label_of_the_real_texts_is_printed_as_it_is(shared: Path) -> None:
    schemes: tuple[Scheme, ...] = ("decimal", "letter", "roman")
    for table in ("constitution-en.tsv", "rr-wrc12-en.tsv", "itr-1988-en.tsv"):
        for label in {row["label"] for row in treaty_rows(shared, table)} - {"", "-"}:
            numerals = [numeral for scheme in schemes if (numeral := parse_label(label, scheme)) is not None]
            assert numerals
            assert {numeral.text for numeral in numerals} == {label}


def test_under_letters_numbers_stay_and_inner_letters_move() -> None:
    """As in Article 25 of the Radio Regulations: 1A) between 1) and 2), § 5A between § 5 and § 6."""
    clauses = (
        paragraph("a", "§ 1", 1),
        paragraph("b", "§ 2 1)", 2),
        paragraph("new", None, 2, status=Status.INSERTED),
        paragraph("newer", None, 2, status=Status.INSERTED),
        paragraph("c", "2)", 2),
        paragraph("d", "a)", 3, "letter"),
        paragraph("e", None, 3, "letter", status=Status.INSERTED),
        paragraph("f", "b)", 3, "letter"),
        paragraph("g", "§ 3", 1),
        paragraph("h", None, 1, status=Status.INSERTED),
        paragraph("i", "§ 4", 1),
        paragraph("j", None, 1, status=Status.INSERTED),
    )
    labelling = Labelling.of(Redline(clauses, policy="letters"))
    assert [labelling.draft(clause.id) for clause in clauses] == [
        "§ 1", "§ 2 1)", "1A)", "1B)", "2)", "a)", "b)", "c)", "§ 3", "§ 3A", "§ 4", "§ 5",
    ]  # fmt: skip


def test_under_letters_a_deletion_leaves_its_letter_free_and_an_insertion_takes_it() -> None:
    """As in No. 9.7 of the Radio Regulations: 9.8 and 9.9 were deleted, 9.7A b) and 9.7B c) inserted, and 9.11 is d)."""
    marks = {"-": Status.DELETED, "+": Status.INSERTED}

    def drafts(text: str) -> list[str | None]:
        clauses = []
        for place, part in enumerate(text.split()):
            status = marks.get(part[0], Status.KEPT)
            clauses.append(paragraph(str(place), part.strip("+-") or None, 2, "letter", status=status))
        labelling = Labelling.of(Redline(tuple(clauses), policy="letters"))
        return [labelling.draft(clause.id) for clause in clauses if clause.end.status is not Status.DELETED]

    assert drafts("a) -b) c) d)") == ["a)", "c)", "d)"]
    assert drafts("-a) b) c)") == ["b)", "c)"]
    assert drafts("a) + + -b) -c) d) e)") == ["a)", "b)", "c)", "d)", "e)"]
    assert drafts("a) + + -b) c) -d) e)") == ["a)", "b)", "c)", "d)", "e)"]
    assert drafts("a) -b) c) + d)") == ["a)", "c)", "d)", "e)"]


def test_the_insertions_of_2003_into_article_25_get_their_numbers_and_labels(shared: Path) -> None:
    rows = [row for row in treaty_rows(shared, "pairs-en.tsv") if row["set"] == "RR25"]
    clauses = []
    for row in rows:
        added = row["symbol"] == "ADD"
        label = row["label_before"] or row["label_after"]
        level = 2 if label.endswith(")") else 1
        status = Status.INSERTED if added else Status.DELETED if row["symbol"] == "SUP" else Status.KEPT
        clause = paragraph(row["number"], None if added else label, level, status=status)
        number = None if added else Label(row["number"])
        clauses.append(replace(clause, number=number, props=replace(clause.props, provision=True)))
    labelling = Labelling.of(Redline(tuple(clauses), policy="letters", instrument="RR"))
    for row in rows:
        number, label = labelling.number("draft", row["number"]), labelling.draft(row["number"])
        assert number == (None if row["symbol"] == "SUP" else row["number"])
        assert (label or "").replace(".", "") == row["label_after"], "the edition before had points behind some labels"


def test_the_paragraphs_of_an_article_are_counted_on_through_its_sections(shared: Path) -> None:
    amended = amended_article(shared).proposals[0].redline
    labelling = Labelling.of(amended)
    wanted = {row["number"]: row["label_after"] for row in pairs(shared) if row["symbol"] != "SUP"}
    found = {number: labelling.draft(clause.id) for clause in amended.clauses if (number := labelling.number("draft", clause.id))}
    assert found == wanted
