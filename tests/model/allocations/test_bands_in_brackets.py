"""Bands of the Table of Frequency Allocations, and limits of them, in square brackets: values that are not agreed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.allocations.frequencies import Band, band_at, brackets_of, find_band, options_at, print_band
from model.allocations.lines import read_line
from model.edits.allocations.bands import merge_bands, split_band
from model.edits.allocations.services import add_service
from model.edits.text import split
from model.errors import EditError
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.allocations import SMALL, content, id_of, submission_of_file, table_in
from tests.builders.submissions import ME
from tests.model.preflight.test_allocations import sentences
from tests.model.preflight.test_typed_bands import STORY, typed

TEXT = submission_of_file(SMALL)
CHOSEN = "its limits are not checked until one is chosen"


@pytest.mark.parametrize(
    ("text", "printed", "unit", "stop"),
    [
        ("[2 450-2 483.5]", "[2 450-2 483.5]", "", 15),
        ("[2450]-2 483,5 FIXED", "[2450]-2 483,5", "", 14),
        ("2 450-[2 483.5] 5.150", "2 450-[2 483.5]", "", 15),
        ("[2 450]-[2 483.5] MHz", "[2 450]-[2 483.5]", "MHz", 21),
        ("[[2 450]-2 483.5]", "[[2 450]-2 483.5]", "", 17),
        ("[[2 450-2 483.5]]", "[[2 450-2 483.5]]", "", 17),
        ("[ 2 450–2 483.5 ]", "[ 2 450–2 483.5 ]", "", 17),
        ("[2 450-2 483.5 MHz] FIXED", "[2 450-2 483.5", "MHz", 19),
        ("[2 450-2 483.5 FIXED]", "[2 450-2 483.5", "", 14),
        ("2 450-2 483.5] FIXED", "2 450-2 483.5", "", 13),
        ("2 450-[2 483.5] [5.150]", "2 450-[2 483.5]", "", 15),
    ],
)
def test_a_band_in_brackets_is_read_with_the_values_inside(text: str, printed: str, unit: str, stop: int) -> None:
    assert band_at(text) == (Band(Decimal(2450), Decimal("2483.5"), printed, unit), stop)
    assert read_line(text, "en", first=True).band is not None


@pytest.mark.parametrize(
    "text",
    ["[2 450-2 483.5][2 450-2 490]", "[2 450-2 483.5] [2 450-2 490]", "[2 450-2 483.5]/[2 450-2 490]",
     "[2 450-2 483.5/2 450-2 490]", "[2 450-2 483.5 MHz] or [2 450-2 490 MHz]", "[2 450-2 483.5] [2 450-2 490] [2 400-2 490]",
     "2 450-[2 483.5][2 490]", "2 450-[2 483.5/2 490]", "[2 450][2 455]-2 483.5"],
)  # fmt: skip
def test_options_in_brackets_are_no_band(text: str) -> None:
    assert band_at(text) is None
    assert text[: options_at(f"{text} FIXED 5.150")] == text
    line = read_line(f"{text} FIXED 5.150", "en", first=True)
    assert (line.options, line.band, line.kind, line.category) == (text, None, "service", "primary")
    assert find_band(f"{text} MHz") is None


@pytest.mark.parametrize("text", ["[FIXED]", "[2 450]", "[5.150]", "[2 450-x]", "[", "2 450]-2 483.5", "[2 450-2 483.5", "x"])
def test_other_brackets_are_no_options(text: str) -> None:
    assert not options_at(text)
    assert (band_at(text) is not None) is (text == "[2 450-2 483.5")


LIMITS = st.decimals(1, 99999, places=1)


@given(LIMITS, LIMITS, st.sampled_from(["1 000-2 000", "[1000,5–2000,5]", "[[1-2]]"]), st.tuples(st.booleans(), st.booleans()))
@example(Decimal(1), Decimal(2), "[1-2]", (True, True))
def test_a_printed_band_is_read_with_its_brackets(low: Decimal, high: Decimal, like: str, marked: tuple[bool, bool]) -> None:
    found = band_at(print_band(low, high, like, marked))
    assert found is not None
    assert found[0].limits == (low, high)
    brackets = brackets_of(found[0].text)
    assert (brackets.limits, brackets.outer, brackets.is_closed) == (marked, like.startswith("["), True)


# -- checks


def test_a_band_in_brackets_joins_its_neighbours() -> None:
    for words in ("[2 450-2 483.5]", "[2 450]-2 483.5", "2 450-[2 483.5]", "[2 450-2 483.5 MHz]"):
        assert sentences(typed(TEXT, "2450", words)) == sentences(TEXT)


@pytest.mark.parametrize("foot", ["5.150]", "5.150 ]", "Amateur]", "Amateur 5.282]", "]"])
def test_a_bracket_around_a_whole_cell_is_no_part_of_its_last_line(foot: str) -> None:
    text = typed(typed(TEXT, "2450", "[2 450-2 483.5"), "[2 450", foot, line="5.150")
    assert [sentence for sentence in sentences(text) if sentence not in sentences(TEXT)] == []
    cell = table_in(text).rows[0].cells[0]
    assert (cell.lines[-1].text, cell.lines[-1].allocation.strip("]")) == (foot, "Amateur" if "Amateur" in foot else "")


def test_the_value_in_brackets_is_checked() -> None:
    found = sentences(typed(TEXT, "2450", "2 450-[2 490]"))
    assert [sentence for sentence in found if "overlap" in sentence] == [
        "Region 1: the bands 2 450-[2 490] and 2 483.5-2 655 overlap",
        "Region 2, 3: the bands 2 450-[2 490] and 2 483.5-2 500 overlap",
    ]


@pytest.mark.parametrize("words", ["[2 450-2 483.5][2 450-2 490]", "2 450-[2 483.5][2 490]", "[2 450]/[2 400]-2 483.5"])
def test_options_are_one_finding(words: str) -> None:
    new = [sentence for sentence in sentences(typed(TEXT, "2450", words)) if sentence not in sentences(TEXT)]
    assert new == [f"this cell has options in brackets instead of one band, {words}; {CHOSEN}"]


def test_options_in_two_paragraphs_are_one_finding() -> None:
    amended = typed(TEXT, "2450", "[2 450-2 483.5][2 450-2 490]")
    (id,) = [clause.id for clause in amended.proposals[0].redline.clauses if clause.text_on("draft").startswith("[2 450")]
    amended = apply(
        amended, split(amended, STORY, id, len("2 450-2 483.5") + len(amended.proposals[0].redline[id].text) - 26, ME)
    )
    new = [sentence for sentence in sentences(amended) if sentence not in sentences(TEXT)]
    assert new == [f"this cell has options in brackets instead of one band, [2 450-2 483.5] [2 450-2 490]; {CHOSEN}"]


# -- edits


def heads(submission: Submission) -> list[list[str]]:
    """The first lines of the cells, with plain spaces."""
    return [[lines[0].replace("\u00a0", " ") if lines else "" for _, lines in row] for row in content(table_in(submission))]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("[2 450-2 483.5]", ["[2 450-2 460]", "[2 460-2 483.5]"]),
        ("2 450-[2 483.5]", ["2 450-2 460", "2 460-[2 483.5]"]),
        ("[2 450]-2 483.5", ["[2 450]-2 460", "2 460-2 483.5"]),
        ("[2 450-2 483.5 MHz]", ["[2 450-2 460 MHz]", "[2 460-2 483.5 MHz]"]),
    ],
)
def test_the_parts_of_a_band_keep_its_brackets(words: str, parts: list[str]) -> None:
    text = typed(TEXT, "2450", words)
    amended = apply(text, split_band(text, STORY, id_of(text, words), "2460", ME))
    assert heads(amended)[:2] == [[part] for part in parts]
    read = read_word(export_word(amended)[0], "a.docx").submission
    assert content(table_in(read)) == content(table_in(amended))


def test_a_bracket_that_goes_on_after_the_limit_is_not_split() -> None:
    text = typed(TEXT, "2450", "2 450-[2 483.5 MHz]")
    with pytest.raises(EditError, match=r"opens in the band 2 450-\[2 483\.5 and closes after it"):
        split_band(text, STORY, id_of(text, "2 450-["), "2460", ME)


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        ("[2 450-2 460]", "[2 460-2 483.5]", "[2 450-2 483.5]"),
        ("[2 450]-[2 460]", "2 460-[2 483.5]", "[2 450]-[2 483.5]"),
        ("2 450-2 460", "[2 460]-2 483.5", "2 450-2 483.5"),
    ],
)
def test_merged_bands_have_the_brackets_of_their_outer_limits(first: str, second: str, merged: str) -> None:
    text = apply(TEXT, split_band(TEXT, STORY, id_of(TEXT, "2450"), "2460", ME))
    text = typed(typed(text, "2460", second), "2450", first)
    amended = apply(text, merge_bands(text, STORY, table_in(text).rows[0].cells[0].lines[0].clauses[0].id, ME))
    assert heads(amended)[0] == [merged]


def test_a_band_in_brackets_is_not_merged_with_an_agreed_one() -> None:
    text = apply(TEXT, split_band(TEXT, STORY, id_of(TEXT, "2450"), "2460", ME))
    text = typed(text, "2450", "[2 450-2 460]")
    with pytest.raises(EditError, match=r"the bands \[2.450-2.460\] and 2.460-2.483\.5 do not match, so they cannot be merged"):
        merge_bands(text, STORY, id_of(text, "[2 450"), ME)


def test_a_service_is_added_to_a_band_in_brackets_and_not_to_options() -> None:
    text = typed(TEXT, "2450", "[2 450-2 483.5]")
    amended = apply(text, add_service(text, STORY, id_of(text, "[2 450"), "Radiolocation", "primary", ME))
    assert content(table_in(amended))[0][0][1][:4] == (
        "[2 450-2 483.5]", "FIXED", "MOBILE except aeronautical mobile 5.410", "RADIOLOCATION",
    )  # fmt: skip
    id = id_of(text, "[2 450")
    text = typed(text, "[2 450", "[2 450-2 483.5][2 450-2 490]")
    for made in (
        lambda: add_service(text, STORY, id, "Radiolocation", "primary", ME),
        lambda: split_band(text, STORY, id, "2460", ME),
    ):
        with pytest.raises(EditError, match=r"options in brackets instead of one band, .*; choose one first"):
            made()
