"""The rules of the Table of Frequency Allocations: each has a table that breaks it; the real extract breaks none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies
from msgspec.structs import replace

from model.allocations.services import LANGUAGES, services
from model.edits.allocations.services import set_notes
from model.edits.tables.rows import delete_row
from model.edits.text import delete_range
from model.formats.word.reader import read_word
from model.preflight.finding import Finding
from model.preflight.rules import check, context_of
from model.redline import Clause, End, Label, Props, Run, Stamp, Status
from model.redline.edit_text import Place
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.allocations import FIXED, SMALL, extract, file_of, generated_file, id_of, submission_of_file
from tests.builders.tables import tbl, tc, tr
from tests.builders.treaty import submission_of
from tests.builders.word import docx, p

ME = Stamp("Delegate", "2026-11-30T10:00:00Z")
STORY = StoryId(1)


def findings(submission: Submission) -> list[Finding]:
    return [finding for finding in check(context_of(submission)) if finding.rule.startswith("allocation-")]


def sentences(submission: Submission) -> list[str]:
    return [finding.fault.sentence.replace("\u00a0", " ") for finding in findings(submission)]


def words_of(submission: Submission, finding: Finding) -> str:
    """The words at the place of a finding."""
    clause = next(clause for clause in story_clauses(submission, STORY) if clause.id == finding.fault.clause)
    return clause.text_on("draft")[finding.fault.start : finding.fault.stop].replace("\u00a0", " ")


def test_the_real_extract_and_a_small_table_break_no_rule(shared: Path) -> None:
    assert sentences(submission_of(extract(shared))) == []
    assert sentences(submission_of_file(SMALL)) == []


@given(strategies.integers(0, 10**6))
def test_generated_tables_break_no_rule(seed: int) -> None:
    assert sentences(submission_of_file(generated_file(seed))) == []


P, S = "primary", "secondary"
FAULTS = {
    "gap": (
        [(1, 0, 3, 1, "10", "20", [FIXED]), (2, 0, 3, 1, "21", "30", [FIXED])],
        "Region 1, 2, 3: 21-30 does not follow 10-20; the frequencies from 20 to 21 are in no band",
        "21-30",
    ),
    "overlap": (
        [(1, 0, 3, 1, "10", "20", [FIXED]), (2, 0, 1, 1, "19.5", "30", [FIXED]), (2, 1, 2, 1, "20", "30", [FIXED])],
        "Region 1: the bands 10-20 and 19.5-30 overlap",
        "19.5-30",
    ),
    "backwards": ([(1, 0, 3, 1, "20", "10", [FIXED])], "the band 20-10 ends before it begins", "20-10"),
    "order": (
        [(1, 0, 3, 1, "10", "20", [(P, "RADIOLOCATION", ""), (P, "BROADCASTING-SATELLITE", "")])],
        "“BROADCASTING-SATELLITE” is below “RADIOLOCATION”; services of a category are in the alphabetical order of their "
        "French names, RADIODIFFUSION PAR SATELLITE, RADIOLOCALISATION",
        "BROADCASTING-SATELLITE",
    ),
    "secondary first": (
        [(1, 0, 3, 1, "10", "20", [(S, "Amateur", ""), (P, "FIXED", "")])],
        "“FIXED” is primary and is below “Amateur”, which is secondary; primary services come first",
        "FIXED",
    ),
    "no category": (
        [(1, 0, 3, 1, "10", "20", [(P, "FixEd", "")])],
        "the letters of “FixEd” show no category: a primary service is in capitals, a secondary one has one capital",
        "FixEd",
    ),
    "unknown service": (
        [(1, 0, 3, 1, "10", "20", [(P, "TELEPATHY", "")])],
        "“TELEPATHY” is no service of the Radio Regulations that the program knows",
        "TELEPATHY",
    ),
    "twice": ([(1, 0, 3, 1, "10", "20", [FIXED, FIXED])], "“FIXED” is in this cell twice", "FIXED"),
    "below footnotes": (
        [(1, 0, 3, 1, "10", "20", [("notes", "", "5.150"), FIXED])],
        "“FIXED” is below footnotes of the whole cell, which are its last line",
        "FIXED",
    ),
    "footnotes out of order": (
        [(1, 0, 3, 1, "10", "20", [(P, "FIXED", "5.150 5.149A 5.443AA")])],
        "the footnote number 5.149A is after 5.150",
        "5.149A",
    ),
    "footnote twice": (
        [(1, 0, 3, 1, "10", "20", [(P, "FIXED", "5.150 5.150")])],
        "the footnote number 5.150 is in this line twice",
        "5.150",
    ),
    "order of unverified services": (
        [(1, 0, 3, 1, "10", "20", [(P, "INTER-SATELLITE", ""), (P, "FIXED", "")])],
        "the order of services was not checked in cells with these, whose names or places no source verifies: INTER-SATELLITE",
        "INTER-SATELLITE",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_at_its_place(fault: str) -> None:
    cells, sentence, words = FAULTS[fault]
    text = submission_of_file(file_of(cells))
    assert sentences(text) == [sentence]
    (finding,) = findings(text)
    assert words_of(text, finding) == words
    assert finding.severity == "advice", "the table in force has the fault already"


LOST = "Region {}: the frequencies from {} to {}, which the table in force has, are in no band"


def test_a_fault_that_an_amendment_makes_is_a_warning() -> None:
    text = submission_of_file(SMALL)
    after = apply(text, delete_row(text, STORY, id_of(text, "2655"), ME))
    assert sentences(after) == [LOST.format("1, 2, 3", "2 655", "2 700")]
    assert {finding.severity for finding in findings(after)} == {"warning"}
    after = apply(text, delete_row(text, STORY, id_of(text, "2483.5"), ME))
    assert {finding.severity for finding in findings(after)} == {"warning"}
    assert any("the frequencies from 2 483.5 to" in sentence for sentence in sentences(after))


def test_a_cell_without_a_band_and_a_title_that_does_not_fit_are_found() -> None:
    text = submission_of_file(SMALL)
    clauses = story_clauses(text, STORY)
    place = next(at for at, clause in enumerate(clauses) if clause.id == id_of(text, "2655"))
    after = apply(text, delete_range(text, STORY, Place(place, 0), Place(place, len(clauses[place].text)), ME))
    assert sentences(after) == ["this cell does not begin with a frequency band, such as 2 450-2 483.5"]
    after = apply(text, delete_range(text, STORY, Place(0, 0), Place(0, len(clauses[0].text)), ME))
    assert sentences(after) == [
        "no unit is printed for these bands; put the title of the block before the table, such as 2 170-2 520 MHz"
    ]
    after = apply(text, delete_range(text, STORY, Place(0, 0), Place(0, 1), ME))  # the title is then 450-2 700 MHz
    assert sentences(after) == []
    place_of_end = clauses[0].text.index("-") + 1
    after = apply(text, delete_range(text, STORY, Place(0, place_of_end), Place(0, place_of_end + 2), ME))
    assert any("is outside of 2 450-700, the title of the block" in sentence for sentence in sentences(after))


HEAD = p("RESOLUTION 7 (Rev. Oxdorf, 2018)") + p("On tables") + p("10-30 MHz")


def from_word(*rows: str) -> Submission:
    """A Word file with a table whose second Region has two columns of the grid."""
    head = tr("Region 1", tc("Region 2", span=2), "Region 3")
    body = HEAD + tbl(head, *rows, grid=(3000, 1500, 1500, 3000)) + p("The end.")
    return read_word(docx(body), "text.docx", language="en").submission


def test_a_cell_over_a_part_of_a_region_is_found_and_nothing_is_lost() -> None:
    text = from_word(tr(tc("10-20", "FIXED"), tc("10-20", "FIXED"), tc("10-20", "FIXED", span=2)))
    sentence = "this cell extends over a part of a Region; a cell is as wide as one, two or all three Regions"
    assert sentences(text) == [sentence, sentence]
    assert [clause.text for clause in story_clauses(text, STORY)].count("FIXED") == 3


def test_a_row_without_a_cell_for_a_region_is_found() -> None:
    text = from_word(
        tr(tc("10-20", "FIXED"), tc("10-20", "FIXED", span=2), tc("10-20", "FIXED")), tr(tc("20-30", "FIXED", span=3))
    )
    assert sentences(text) == ["this row has no cell for Region 3"]


def with_notes(*numbers: str, new: tuple[str, ...] = (), deleted: tuple[str, ...] = ()) -> Submission:
    """The small table with footnotes as provisions after it."""
    table = submission_of_file(SMALL).proposals[0].redline
    notes = [
        Clause(
            f"n{number}",
            Props(provision=True),
            (Run("A note.", status),),
            End(status),
            number=None if status is Status.INSERTED else Label(number),
            own_number=Label(number) if status is Status.INSERTED else None,
        )
        for status, those in ((Status.KEPT, numbers), (Status.DELETED, deleted), (Status.INSERTED, new))
        for number in those
    ]
    return submission_of(replace(table, clauses=(*table.clauses, *notes)))


def test_footnotes_are_known_by_the_texts_or_by_the_table_in_force() -> None:
    text = submission_of_file(SMALL)
    after = apply(text, set_notes(text, STORY, id_of(text, "2450", "FIXED"), ["5.410", "5.431A"], ME))
    assert sentences(after) == [
        "the footnote 5.431A is not in this submission, and the table in force does not cite it; add the footnote"
    ]
    text = with_notes("5.150", "5.431A")
    after = apply(text, set_notes(text, STORY, id_of(text, "2450", "FIXED"), ["5.431A"], ME))
    assert sentences(after) == []


def test_a_deleted_footnote_must_not_be_cited_and_a_new_one_must() -> None:
    text = with_notes("5.150", deleted=("5.399",), new=("5.431A",))
    assert sentences(text) == [
        "the footnote 5.399 is deleted; delete its number here too",
        "the table cites the new footnote 5.431A nowhere; add its number to a cell",
    ]
    after = apply(text, set_notes(text, STORY, id_of(text, "2483.5", "FIXED"), ["5.431A"], ME))
    after = apply(after, set_notes(after, STORY, id_of(after, "2483.5"), ["5.150"], ME, whole=True))
    assert sentences(after) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_order_is_checked_only_with_names_that_a_source_verifies(language: str) -> None:
    known = [service for service in services() if service.is_verified(language)]
    other = next((service for service in services() if not service.is_verified(language)), None)
    pair = [known[-1], known[0]] if len(known) > 1 else []
    if pair:
        text = submission_of_file(
            file_of([(1, 0, 3, 1, "10", "20", [(P, service.names[language], "") for service in pair])]), language
        )
        assert any(f"“{pair[1].names[language]}” is below" in sentence for sentence in sentences(text))
    if other is not None:
        name = known[0].names[language] if known else "固定"
        unsure = file_of([(1, 0, 3, 1, "10", "20", [(P, other.names[language], ""), (P, name, "")])])
        found = sentences(submission_of_file(unsure, language)) if known else []
        assert not any("is below" in sentence for sentence in found)
        assert not known or any("no source verifies" in sentence for sentence in found)
