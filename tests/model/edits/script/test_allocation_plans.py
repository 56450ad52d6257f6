"""Edits of a file on the Table of Frequency Allocations."""

from __future__ import annotations

from typing import Any

import pytest

from model.edits.script.apply import apply_edits
from model.errors import EditError
from model.formats.show import show_json
from model.submission.values import Submission
from tests.builders.allocations import SMALL, content, submission_of_file, table_in
from tests.builders.submissions import submission

TEXT = submission_of_file(SMALL)


def edited(*edits: dict[str, Any], given: Submission = TEXT) -> Submission:
    return apply_edits(given, {"edits": list(edits)})


def bands(given: Submission) -> list[list[str]]:
    """The bands of each row, without spaces; '' for a cell that continues the one above."""
    return [[lines[0].replace("\u00a0", "") if lines else "" for _, lines in row] for row in content(table_in(given))]


def lines(given: Submission, row: int, column: int = 0) -> tuple[str, ...]:
    return tuple(line.replace("\u00a0", " ") for line in content(table_in(given))[row][column][1])


def test_a_band_is_split_and_a_service_added_to_the_new_one_in_one_file() -> None:
    after = edited(
        {"do": "split_band", "band": "2 655-2 700", "frequency": "2 690"},
        {"do": "service", "band": "2655-2690", "name": "space research (passive)", "category": "primary", "notes": ["5.341"]},
        {"do": "table_notes", "band": "2690-2700", "notes": ["5.340", "5.341"]},
    )
    assert bands(after)[-2:] == [["2655-2690"], ["2690-2700"]]
    assert lines(after, -2)[1:] == ("RADIO ASTRONOMY", "SPACE RESEARCH (passive) 5.341", "5.340")
    assert lines(after, -1)[-1] == "5.340 5.341"
    merged = edited({"do": "merge_bands", "band": "2655-2690"}, given=after)
    assert bands(merged)[-1] == ["2655-2700"]
    assert {"SPACE RESEARCH (passive) 5.341", "5.340 5.341"} <= set(lines(merged, -1))


def test_a_cell_is_named_by_its_path_or_by_band_and_region() -> None:
    by_region = edited({"do": "split_band", "band": "2500-2655", "region": 3, "frequency": "2600"})
    assert bands(by_region)[2:4] == [["", "2500-2655", "2500-2600"], ["", "", "2600-2655"]]
    everywhere = edited({"do": "split_band", "band": "2500-2655", "frequency": "2600", "everywhere": True})
    assert bands(everywhere)[2:4] == [["", "2500-2600", "2500-2600"], ["", "2600-2655", "2600-2655"]]
    clauses = show_clauses(TEXT)
    path = next(clause["path"] for clause in clauses if clause["runs"] and clause["runs"][0][1].startswith("2\u00a0655"))
    by_path = edited({"do": "split_band", "at": path, "frequency": "2690"})
    assert bands(by_path)[-2:] == [["2655-2690"], ["2690-2700"]]


def show_clauses(given: Submission) -> list[dict[str, Any]]:
    return show_json(given)["proposals"][0]["clauses"]


def test_services_change_their_category_and_are_deleted_by_name() -> None:
    cell = {"band": "2450-2483.5"}
    after = edited({"do": "category", **cell, "service": "fixed", "to": "secondary"})
    assert lines(after, 0)[1:] == ("MOBILE except aeronautical mobile 5.410", "Fixed", "5.150")
    gone = edited({"do": "service", **cell, "remove": "mobile except aeronautical mobile"}, given=after)
    assert lines(gone, 0)[1:] == ("Fixed", "5.150")
    noted = edited({"do": "table_notes", **cell, "service": "Fixed", "notes": ["5.151"]}, given=gone)
    assert lines(noted, 0)[1:] == ("Fixed 5.151", "5.150")


BAND = {"band": "2500-2655"}


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        ({"do": "split_band", "frequency": "2600"}, "it wants one of “at”, the path of a cell, and “band”"),
        ({"do": "split_band", "at": "¶1", **BAND, "frequency": "2600"}, "it wants one of “at”, the path of a cell, and “band”"),
        ({"do": "split_band", "band": "2500", "frequency": "2600"}, "“2500” is not a frequency band; write it as 2 450-2 483.5"),
        ({"do": "split_band", "band": "1-2", "frequency": "2600"}, "has the band 1-2"),
        ({"do": "split_band", **BAND, "frequency": "2600"}, "several cells have the band 2500-2655; say which with “region”"),
        ({"do": "split_band", **BAND, "region": 1, "frequency": "2600"}, "has the band 2500-2655"),
        ({"do": "split_band", **BAND, "region": 4, "frequency": "2600"}, "“region” is 1, 2 or 3"),
        ({"do": "split_band", **BAND, "region": 2}, "“frequency” is missing"),
        ({"do": "split_band", **BAND, "region": 2, "frequency": "9"}, "9 is not inside the band"),
        ({"do": "merge_bands", "band": "2655-2700"}, "there is no band below in the same columns"),
        ({"do": "service", **BAND, "region": 2, "name": "FIXED"}, "“category” is missing"),
        ({"do": "service", **BAND, "region": 2, "name": "x", "category": "third"}, "“category” is one of primary, secondary"),
        ({"do": "service", **BAND, "region": 2, "name": "x", "category": "primary", "notes": ["6"]}, "“6” is not the number of"),
        ({"do": "service", **BAND, "region": 2, "remove": "Amateur"}, "no service “Amateur”; there are FIXED, MOBILE"),
        ({"do": "category", **BAND, "region": 2, "service": "FIXED", "to": "primary"}, "“FIXED” is primary already"),
        ({"do": "table_notes", **BAND, "region": 2}, "“notes” is missing"),
        ({"do": "table_notes", **BAND, "region": 2, "notes": "5.1"}, "“notes” is a list of texts"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(edit: dict[str, Any], reason: str) -> None:
    with pytest.raises(EditError, match="edit 1") as error:
        edited(edit)
    assert reason in str(error.value)


def test_a_text_without_the_table_is_refused() -> None:
    with pytest.raises(EditError, match="no cell of the Table of Frequency Allocations has the band 1-2"):
        edited({"do": "merge_bands", "band": "1-2"}, given=submission())
    with pytest.raises(EditError, match="no Table of Frequency Allocations is here"):
        edited({"do": "merge_bands", "at": "considering/a"}, given=submission())
