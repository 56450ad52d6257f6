"""Services are added at their place, deleted, raised and lowered; footnote numbers keep their order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies

from model.allocations.checks import note_issues, service_issues
from model.allocations.services import services
from model.edits.allocations.services import add_service, change_category, delete_service, set_notes
from model.edits.notes import insert_note
from model.errors import EditError
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.redline import Stamp
from model.submission.story import StoryId
from tests.builders.allocations import SMALL, content, generated_file, id_of, submission_of_file, table_in
from tests.builders.tables import read, tbl, tc, tr
from tests.model.edits.allocations.test_bands import done
from tests.profiles import times_profile

ME = Stamp("Delegate", "2026-11-30T10:00:00Z")
STORY = StoryId(1)
FIRST = ["2\u00a0450-2\u00a0483.5", "FIXED", "MOBILE except aeronautical mobile 5.410", "5.150"]
"""The lines of the first cell of the small table."""


def lines(text, place: int = 0) -> list[str]:
    """The lines of a cell, by its place among those with a band."""
    return [line.text for line in [cell for cell in table_in(text).cells if not cell.goes_on][place].lines]


@pytest.mark.parametrize(
    ("words", "category", "place"),
    [
        ("fixed-satellite (space-to-Earth)", "primary", 2),
        ("radiolocation", "primary", 3),
        ("Broadcasting", "primary", 3),
        ("amateur", "primary", 1),
        ("RADIOLOCATION", "secondary", 3),
        ("Telepathy", "primary", 3),
    ],
)
def test_a_service_is_inserted_at_its_place_in_the_letters_of_its_category(words: str, category: str, place: int) -> None:
    text = submission_of_file(SMALL)
    after = done(text, add_service(text, STORY, id_of(text, "2450-"), words, category, ME, notes=["5.442", "5.150"]))
    name, _, addition = words.partition(" (")
    cased = (name.upper() if category == "primary" else name.capitalize()) + (f" ({addition}" if addition else "")
    assert lines(after) == [*FIRST[:place], f"{cased} 5.150 5.442", *FIRST[place:]]


def test_a_service_is_put_before_one_that_is_in_a_line_with_the_band() -> None:
    table = tbl(tr("Region 1", "Region 2", "Region 3"), tr(tc("10-20\tMOBILE 5.150", "Fixed", span=3)), grid=(3000, 3000, 3000))
    text = read(table)
    after = done(text, add_service(text, STORY, id_of(text, "10-20"), "Fixed", "primary", ME))
    assert lines(after) == ["10-20\tFIXED", "MOBILE 5.150", "Fixed"]
    lowered = done(text, change_category(text, STORY, id_of(text, "10-20"), ME))
    assert [line.strip() for line in lines(lowered)] == ["10-20", "Fixed", "Mobile 5.150"]
    gone = done(text, delete_service(text, STORY, id_of(text, "10-20"), ME))
    assert [line.strip() for line in lines(gone)] == ["10-20", "Fixed"]


def test_a_service_is_deleted_with_its_footnotes() -> None:
    text = submission_of_file(SMALL)
    after = done(text, delete_service(text, STORY, id_of(text, "2450-", "MOBILE"), ME))
    assert lines(after) == [FIRST[0], "FIXED", "5.150"]
    with pytest.raises(EditError, match="no service is in this line"):
        delete_service(text, STORY, id_of(text, "2450-", "5.150"), ME)


def test_a_category_changes_in_place_or_moves_the_line() -> None:
    text = submission_of_file(SMALL)
    after = done(text, change_category(text, STORY, id_of(text, "2450-", "MOBILE"), ME))
    assert lines(after) == [FIRST[0], "FIXED", "Mobile except aeronautical mobile 5.410", "5.150"]
    assert done(after, change_category(after, STORY, id_of(after, "2450-", "Mobile"), ME)) == text
    after = done(text, change_category(text, STORY, id_of(text, "2450-", "FIXED"), ME))
    assert lines(after) == [FIRST[0], "MOBILE except aeronautical mobile 5.410", "Fixed", "5.150"]


@pytest.mark.parametrize(
    ("line", "numbers", "whole", "wanted"),
    [
        ("MOBILE", ["5.442", "5.410", "5.150"], False, "MOBILE except aeronautical mobile 5.150 5.410 5.442"),
        ("MOBILE", ["5.442"], False, "MOBILE except aeronautical mobile 5.442"),
        ("MOBILE", [], False, "MOBILE except aeronautical mobile"),
        ("FIXED", ["5.150"], False, "FIXED 5.150"),
        ("FIXED", ["5.149A"], True, "5.149A"),
        ("5.150", ["5.150", "5.[A12]"], False, "5.150 5.[A12]"),
        ("2 450-", ["5.149", "5.150"], False, "5.149 5.150"),
    ],
)
def test_footnote_numbers_are_set_in_their_order(line: str, numbers: list[str], whole: bool, wanted: str) -> None:
    text = submission_of_file(SMALL)
    after = done(text, set_notes(text, STORY, id_of(text, "2450-", line), numbers, ME, whole=whole))
    assert wanted in lines(after)


def test_a_cell_gets_a_line_of_footnotes_and_loses_it() -> None:
    text = submission_of_file(SMALL)
    id = id_of(text, "2500", "FIXED")
    after = done(text, set_notes(text, STORY, id, ["5.339", "5.150"], ME, whole=True))
    assert lines(after, 3)[-1] == "5.150 5.339"
    gone = done(after, set_notes(after, STORY, id, [], ME, whole=True))
    assert gone.proposals[0].redline == text.proposals[0].redline
    assert not set_notes(text, STORY, id, [], ME, whole=True).steps


def with_note(text, line: str, offset: int):
    """A text with a footnote in a line of its first cell."""
    return done(text, insert_note(text, STORY, id_of(text, "2450-", line), offset, "A note.", ME))


@pytest.mark.parametrize("offset", [0, 5])
def test_the_footnote_of_a_line_of_numbers_is_no_part_of_a_number(offset: int) -> None:
    text = submission_of_file(SMALL)
    noted = with_note(text, "5.150", offset)
    assert next(table_in(noted).cells).foot.numbers == ("5.150",)
    with pytest.raises(EditError, match="no service is in this line"):
        change_category(noted, STORY, id_of(text, "2450-", "5.150"), ME)


@pytest.mark.parametrize(("offset", "line"), [(0, "\x01FIXED"), (5, "FIXED\x01")])
def test_a_service_with_a_footnote_keeps_it_or_is_not_moved(offset: int, line: str) -> None:
    text = submission_of_file(SMALL)
    noted, id = with_note(text, "FIXED", offset), id_of(text, "2450-", "FIXED")
    assert next(table_in(noted).cells).services[0].words.service is not None
    if offset:
        with pytest.raises(EditError, match="the line contains the mark of a footnote"):
            change_category(noted, STORY, id, ME)
    put = done(noted, set_notes(noted, STORY, id, ["5.442"], ME))
    assert lines(put)[1] == f"{line} 5.442"
    assert lines(done(put, set_notes(put, STORY, id, [], ME)))[1] == line


def test_a_footnote_in_the_name_of_a_service_or_among_its_numbers_stays() -> None:
    noted = with_note(submission_of_file(SMALL), "MOBILE", 3)
    with pytest.raises(EditError, match="the line contains the mark of a footnote"):
        change_category(noted, STORY, id_of(noted, "2450-", "MOB"), ME)
    name = len("MOBILE except aeronautical mobile")
    noted = with_note(submission_of_file(SMALL), "MOBILE", name)
    id = id_of(noted, "2450-", "MOBILE")
    assert lines(done(noted, change_category(noted, STORY, id, ME)))[2] == "Mobile except aeronautical mobile\x01 5.410"
    two = done(noted, set_notes(noted, STORY, id, ["5.410", "5.442"], ME))
    three = with_note(two, "MOBILE", name + len("\x01 5.410"))
    assert lines(done(three, set_notes(three, STORY, id, ["5.150"], ME)))[2] == f"{FIRST[2][:name]}\x01 5.150\x01"
    assert lines(done(three, set_notes(three, STORY, id, [], ME)))[2] == f"{FIRST[2][:name]}\x01\x01"


@pytest.mark.parametrize("words", ["", "5.150", "(passive)", "FIXED 5.150"])
def test_words_that_name_no_service_are_refused(words: str) -> None:
    text = submission_of_file(SMALL)
    with pytest.raises(EditError, match="is not the name of a service"):
        add_service(text, STORY, id_of(text, "2450-"), words, "primary", ME)
    with pytest.raises(EditError, match="is not the number of a footnote"):
        set_notes(text, STORY, id_of(text, "2450-"), ["5.150", "x"], ME)


def test_bold_is_the_category_in_chinese() -> None:
    small = SMALL.replace("MOBILE except aeronautical mobile", "移动").replace("FIXED", "固定").replace("Amateur", "业余")
    text = submission_of_file(small.replace("RADIO ASTRONOMY", "射电天文"), "zh")
    after = done(text, change_category(text, STORY, id_of(text, "2450-", "固定"), ME))
    assert lines(after)[1:3] == ["移动 5.410", "固定"]
    cell = next(iter(table_in(after).cells))
    assert [line.words.category for line in cell.services] == ["primary", "secondary"]


@given(strategies.integers(0, 10**6), strategies.randoms(use_true_random=False))
@settings(max_examples=times_profile(0.5))
def test_random_edits_leave_services_and_footnotes_in_order(seed: int, chance) -> None:
    text = submission_of_file(generated_file(seed))
    known = [service.names["en"] for service in services() if service.is_verified("en")]
    for _ in range(4):
        cell = chance.choice([cell for cell in table_in(text).cells if cell.services])
        line = chance.choice(cell.services)
        id = line.clauses[0].id
        kind = chance.randrange(4)
        if kind == 0:
            words, category = chance.choice(known), chance.choice(("primary", "secondary"))
            if any(other.allocation.casefold() == words.casefold() for other in cell.services):
                continue
            text = done(
                text, add_service(text, STORY, id, words, category, ME, notes=chance.sample(["5.60", "5.99A", "5.400"], 2))
            )
        elif kind == 1 and len(cell.services) > 1:
            text = done(text, delete_service(text, STORY, id, ME))
        elif kind == 2 and sum(other.allocation.casefold() == line.allocation.casefold() for other in cell.services) == 1:
            text = done(text, change_category(text, STORY, id, ME))
        else:
            numbers = chance.sample([*line.numbers, "5.70", "5.333A", "5.500"], chance.randint(0, 3))
            text = done(text, set_notes(text, STORY, id, numbers, ME, whole=chance.random() < 0.5))
    returned = read_word(export_word(text)[0], "table.docx", language="en").submission
    for side in ("base", "draft"):
        assert content(table_in(returned, side)) == content(table_in(text, side))
    table = table_in(text)
    assert [str(issue.message) for cell in table.cells for issue in (*service_issues(table, cell), *note_issues(cell))] == []
