"""Tables of provisions: read as they are, with a sentence or a message for what is doubtful; nothing is renumbered or lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from model.edits.structure import NewClause, insert_clauses
from model.errors import FileError
from model.files.kinds import TREATY_TABLE, kind_of
from model.files.opening import OpenedFile, open_document
from model.files.text_forms import format_submission
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation import parse_submission
from model.formats.show import show_json
from model.numbering import Labelling
from model.numbering.note_numbers import note_numbers
from model.redline import NOTE, Label, Props, Redline, Run, Stamp
from model.submission.clause_paths import clause_at_path, paths
from model.submission.story import StoryId
from model.submission.transactions import apply
from tests.builders.treaty import TREATY, treaty_rows, words_with_mark

TABLE = """number\tlabel\ttext
\t\tArticle 7
\t\tApplication
7.1\t§ 1\tThis Article applies.
7.2\t§ 2 1)\tThe first.
\t\t– an item;
\t\t– another.
7.3\t2)\tThe second:
7.4\ta)\tan inner one;
7.5\tb)\tanother.
7.5A\t\t(SUP - WRC-03)
\t\tSection II – Procedure
7.6\t§ 3\tThe last.
"""


def opened(text: str, folder: Path, name: str = "a.tsv", language: str = "") -> OpenedFile:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return open_document(path, language=language)


def redline_of(read: OpenedFile) -> Redline:
    return read.submission.proposals[0].redline


def test_units_provisions_continuations_and_labels_are_told_apart(tmp_path: Path) -> None:
    read = opened(TABLE, tmp_path)
    redline = redline_of(read)
    assert (read.kind, read.warnings, redline.instrument, redline.policy) == ("treaty_table", (), "RR", "letters")
    shown = [
        (clause.props.kind, clause.props.level, clause.props.scheme, clause.label.text if clause.label else "")
        for clause in redline.clauses
    ]
    assert shown == [
        ("heading", 1, "none", ""), ("heading", 1, "none", ""), ("paragraph", 1, "decimal", "§ 1"),
        ("paragraph", 2, "decimal", "§ 2 1)"), ("paragraph", 3, "bullet", "–"), ("paragraph", 3, "bullet", "–"),
        ("paragraph", 2, "decimal", "2)"), ("paragraph", 3, "letter", "a)"), ("paragraph", 3, "letter", "b)"),
        ("paragraph", 1, "none", ""), ("heading", 2, "none", ""), ("paragraph", 1, "decimal", "§ 3"),
    ]  # fmt: skip
    labelling = Labelling.of(redline)
    assert list(paths(redline, labelling).values()) == [
        "Article 7", "Article 7/title", "7.1", "7.2", "7.2/–", "7.2/–[2]", "7.3", "7.4", "7.5", "7.5A",
        "Article 7/Section II", "7.6",
    ]  # fmt: skip
    assert labelling.renumbered == {}


def test_a_table_is_known_by_its_first_line_whatever_its_name(tmp_path: Path) -> None:
    assert kind_of(TABLE.encode(), "a.txt") is TREATY_TABLE
    assert opened(TABLE, tmp_path, "a.txt").kind == "treaty_table"
    assert kind_of(b"number\tlabel\n1\tone\n", "a.txt") is not TREATY_TABLE
    assert kind_of(b"Number\tKind\tText\r\n61\tprovision\tone\r\n", "b") is TREATY_TABLE


def test_marks_and_columns_in_any_order_are_read(tmp_path: Path) -> None:
    read = opened(
        "kind\ttext\tnumber\tedition\tother\nprovision\tone (WRC-12)\t9.1\tWRC-12\tx\nprovision\ttwo\t9.2\t\t\n", tmp_path
    )
    assert [(clause.text, clause.mark) for clause in redline_of(read).clauses] == [
        ("one", Label("(WRC-12)", " ")), ("two", None),
    ]  # fmt: skip
    assert read.warnings == ()


def test_a_mark_in_the_column_alone_is_at_the_end_of_its_provision(tmp_path: Path) -> None:
    rows = "9.1\t\tone\tWRC-12\n\t\tmore\t\n9.2\t\ttwo\t(Rev.WRC-07)\n9.3\t\tthree (WRC-03)\tWRC-12\n"
    read = opened("number\tlabel\ttext\tmarks\n" + rows, tmp_path)
    assert [clause.mark and clause.mark.text for clause in redline_of(read).clauses] == [
        None, "(WRC-12)", "(Rev.WRC-07)", "(WRC-03)",
    ]  # fmt: skip
    wrong = opened("number\ttext\tmarks\n9.1\tone\tsome day\n", tmp_path)
    assert "line 2: “some day” is not an edition mark and is not kept" in str(wrong.warnings[0])


def test_marks_are_read_from_lines_of_text(tmp_path: Path) -> None:
    lines = ["ARTICLE 1", "Terms (WRC-03)", *[f"1.{number}\tTerm {number}. (WRC-12)" for number in range(1, 8)], "ARTICLE 2"]
    lines += ["Nomenclature", *[f"2.{number}\tBand {number}." for number in range(1, 6)]]
    redline = redline_of(opened("\n".join(lines), tmp_path, "a.txt"))
    assert [clause.mark.text for clause in redline.clauses if clause.mark] == ["(WRC-03)", *["(WRC-12)"] * 7]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("number\tlabel\n1\ta)\n", "names no column “text”"),
        ("", "names no column “number”"),
        ("number\ttext\n9.1\tone\ttwo\n", "line 2: it has 3 cells, and the first line names 2 columns"),
        ("number\ttext\nNo. 1\tone\n", "line 2: “No. 1” is not a margin number"),
        ("number\ttext\n9.1\tone\n\n9.2 or 9.3\ttwo\n", "line 4: “9.2 or 9.3” is not a margin number"),
        ("number\ttext\tkind\n9.1\tone\tclause\n", "line 2: the kind “clause” is not known"),
        ("number\ttext\n\tone\n", "no provision with a number"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_one_sentence(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=sentence) as error:
        opened(text, tmp_path)
    assert str(error.value).startswith(str(tmp_path / "a.tsv"))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("9.1\tone\n9.3\tthree\n9.2\ttwo\n", "line 4: the margin number 9.2 is after 9.3; numbers out of order: 1"),
        ("9.1\tone\n9.1\ttwo\n", "line 3: the margin number 9.1 is in line 2 already"),
        ("61\tone\n9.1\ttwo\n", "margin numbers of two instruments, such as 61 and 9.1"),
    ],
)
def test_doubtful_numbers_are_reported_and_stay(rows: str, sentence: str, tmp_path: Path) -> None:
    read = opened("number\ttext\n" + rows, tmp_path)
    assert any(sentence in str(message) for message in read.warnings)
    printed = [clause.number.text for clause in redline_of(read).clauses if clause.number]
    assert printed == [row.split("\t")[0] for row in rows.splitlines()]


def test_a_provision_without_a_number_is_reported_and_continues_the_one_before(tmp_path: Path) -> None:
    read = opened("number\tkind\ttext\n9.1\tprovision\tone\n\tprovision\ttwo\n", tmp_path)
    assert "line 3: a provision without a number is read as a continuation" in str(read.warnings[0])
    assert [clause.text for clause in redline_of(read).clauses] == ["one", "two"]


def test_marks_that_an_instrument_has_in_its_editions_alone_are_reported(tmp_path: Path) -> None:
    read = opened("number\tmarks\ttext\n50\tPP-94 PP-98\tone\n51\t\ttwo\n", tmp_path)
    assert "the secretariat sets the edition marks of this instrument in its editions" in str(read.warnings[0])
    assert "rows with a mark: 1" in str(read.warnings[0])


@pytest.mark.parametrize(
    ("rows", "instrument", "policy"),
    [
        ("\t\tConstitution of the Union\n1\t\tone\n2\ta)\ttwo\n", "CS", "bis"),
        ("\t\tConvention de l’Union\n1\t\tone\n", "CV", "bis"),
        ("1\t1.1 a)\tone\n2\tb)\ttwo\n", "ITR", "keep"),
        ("9.1\t\tone\n", "RR", "letters"),
        ("6.1\t\tone\n6.1a\t\ttwo\n", "ITU-T", "keep"),
    ],
)
def test_the_instrument_is_known_by_its_title_or_the_form_of_its_numbers(
    rows: str, instrument: str, policy: str, tmp_path: Path
) -> None:
    redline = redline_of(opened("number\tlabel\ttext\n" + rows, tmp_path))
    assert (redline.instrument, redline.policy) == (instrument, policy)


def test_rows_of_a_table_become_cells_under_their_provision(tmp_path: Path) -> None:
    rows = "2.1\tprovision\tone:\n2.1\ttable_row\tBand | Symbol\n2.1\ttable_row\t4 | VLF\n2.2\tprovision\ttwo\n"
    redline = redline_of(opened("number\tkind\ttext\n" + rows, tmp_path))
    assert [clause.cell for clause in redline.clauses] == [None, (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), None]
    assert [clause.text for clause in redline.clauses] == ["one:", "Band", "Symbol", "4", "VLF", "two"]


@pytest.mark.parametrize(
    ("table", "provisions", "notes", "commas"),
    [("constitution-en.tsv", 303, 0, 0), ("rr-wrc12-en.tsv", 1590, 114, 8), ("itr-1988-en.tsv", 64, 0, 0)],
)
def test_the_real_texts_are_read_whole_and_kept(shared: Path, table: str, provisions: int, notes: int, commas: int) -> None:
    """Every word, number and label, without the commas that were between marks of footnotes; nothing is renumbered, and projects,
    plain text and JSON keep it."""
    started = time.process_time()
    read = open_document(shared / TREATY / table)
    assert time.process_time() - started < 1.5
    redline, labelling = redline_of(read), Labelling.of(redline_of(read))
    assert (len(labelling.numbers), redline.language, labelling.renumbered) == (provisions, "en", {})
    rows = treaty_rows(shared, table)
    words = "".join(row["label"] + row["text"].replace("|", "") for row in rows if row["kind"] != "footnote")
    found = "".join(
        (clause.label.text if clause.label else "") + clause.text.replace(NOTE, "") + (clause.mark.text if clause.mark else "")
        for clause in redline.clauses
    )
    assert words.count(",") - found.count(",") == commas
    assert found.replace(" ", "").replace(",", "") == words.replace(" ", "").replace(",", "")
    noted = sorted((row["number"], row["text"]) for row in rows if row["kind"] == "footnote")
    numbers = note_numbers(redline, labelling.numbers)
    assert sorted((numbers[key].base, words_with_mark(note.clauses[0])) for key, note in redline.notes.items()) == noted
    assert len(noted) == notes
    assert all(both.base == both.draft for both in labelling.numbers.values())
    assert len(set(paths(redline, labelling).values())) == len(redline.clauses)
    assert read_project(project_bytes(Project(read.submission))).submission == read.submission
    again = parse_submission(format_submission(read.submission, "markup", "notation"))
    strip = [{**clause, "id": "", "path": ""} for clause in show_json(again)["proposals"][0]["clauses"]]
    assert strip == [{**clause, "id": "", "path": ""} for clause in show_json(read.submission)["proposals"][0]["clauses"]]


def test_insertions_into_the_real_constitution_move_no_number(shared: Path) -> None:
    submission = open_document(shared / TREATY / "constitution-en.tsv").submission
    stamp = Stamp("ATU", "2026-11-30T12:00:00Z")
    for number in ("50", "161"):
        redline = submission.proposals[0].redline
        index = redline.places[clause_at_path(redline, number)] + 1
        new = [NewClause(Props(provision=True), (Run("new"),))]
        submission = apply(submission, insert_clauses(submission, StoryId(1), index, new, stamp))
    numbers = Labelling.of(submission.proposals[0].redline).numbers.values()
    assert [both.draft for both in numbers if both.base is None] == ["50A", None]
    assert sum(both.base == both.draft for both in numbers if both.base is not None) == 303


LINES = """Radio Regulations
ARTICLE 1
Terms
1.1\tTerm one.
1.2\ta)\tTerm two:
– an item
1.3\tb) Term three.
1.4\tTerm four.
1.5\tTerm five.
1.5A\tTerm six.
ARTICLE 2
Nomenclature
2.1\t§ 1\tBand one.
2.2\tBand two.
2.3\tBand three.
2.4\tBand four.
"""


def test_lines_of_text_with_numbers_before_tabs_are_read_as_a_treaty_text(tmp_path: Path) -> None:
    read = opened(LINES, tmp_path, "rr.txt")
    redline = redline_of(read)
    assert (read.kind, redline.instrument, read.warnings) == ("notation", "RR", ())
    numbered = [clause for clause in redline.clauses if clause.number]
    shown = [(clause.number.text, clause.label.text if clause.label else "", clause.text) for clause in numbered]
    assert shown[:3] == [("1.1", "", "Term one."), ("1.2", "a)", "Term two:"), ("1.3", "b)", "Term three.")]
    assert [clause.text for clause in redline.clauses if clause.props.kind == "heading"] == [
        "ARTICLE 1", "Terms", "ARTICLE 2", "Nomenclature",
    ]  # fmt: skip
    assert len(shown) == 10


@pytest.mark.parametrize("head", ["RESOLUTION 1 (Geneva, 2022)\n", "considering\n"])
def test_a_resolution_with_numbers_before_tabs_stays_one(head: str, tmp_path: Path) -> None:
    assert not any(clause.number for clause in redline_of(opened(head + LINES, tmp_path, "a.txt")).clauses)
    few = "\n".join(LINES.splitlines()[:8])
    assert not any(clause.number for clause in redline_of(opened(few, tmp_path, "b.txt")).clauses)
