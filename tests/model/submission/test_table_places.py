"""The places of cells: numbered by their order on the page for people, and by constant numbers in paths."""

from __future__ import annotations

from model.edits.script.apply import apply_edits
from model.edits.tables.columns import insert_column
from model.edits.tables.rows import delete_row, insert_row
from model.formats.show import show_json
from model.numbering import Labelling
from model.redline import Stamp
from model.submission.clause_paths import clause_at_path, paths, places
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import submission
from tests.builders.tables import read, tbl, tc, tr

STAMP = Stamp("A", "2024-09-13T10:00:00Z")
NINE = {"rows": 3, "columns": 3}


def with_tables(*edits: dict) -> Submission:
    return apply_edits(submission("*considering*\na)\tthat it is;\nb)\tthat,\n"), {"author": "A", "edits": list(edits)})


def places_in(given: Submission) -> list[str]:
    """The places of the cells of a text, in its order."""
    redline = given.proposals[0].redline
    found = places(redline, Labelling.of(redline))
    return [found[clause.id].replace("+", "") for clause in redline.clauses if clause.cell is not None]


def cell(given: Submission, path: str) -> str:
    return clause_at_path(given.proposals[0].redline, path)


def grid(rows: int, columns: int, table: int = 1) -> list[str]:
    return [f"table[{table}]/r{row}c{column}" for row in range(1, rows + 1) for column in range(1, columns + 1)]


def test_a_row_between_others_has_the_number_that_a_reader_counts() -> None:
    given = with_tables({"do": "table", "after": "considering/b", **NINE})
    assert places_in(given) == grid(3, 3)
    before = paths(given.proposals[0].redline, Labelling.of(given.proposals[0].redline))
    given = apply(given, insert_row(given, StoryId(1), cell(given, "table[1]/+r2c1"), STAMP))
    assert places_in(given) == grid(4, 3)
    after = paths(given.proposals[0].redline, Labelling.of(given.proposals[0].redline))
    assert {id: path for id, path in after.items() if id in before} == before
    assert '"path": "table[1]/+r4c1"' in str(show_json(given)).replace("'", '"')


def test_columns_and_tables_are_numbered_by_their_order_too() -> None:
    given = with_tables(
        {"do": "table", "after": "considering/b", "rows": 1, "columns": 2},
        {"do": "table", "after": "considering/a", "rows": 2, "columns": 1},
    )
    assert places_in(given) == [*grid(2, 1), *grid(1, 2, table=2)]
    given = apply(given, insert_column(given, StoryId(1), cell(given, "table[1]/+r1c1"), STAMP))
    assert places_in(given) == [*grid(2, 1), *grid(1, 3, table=2)]


def test_deleted_rows_count_as_long_as_they_are_on_the_page_and_name_their_table() -> None:
    given = read(tbl(*(tr(tc(f"a{row}"), tc(f"b{row}")) for row in range(3))), "en")
    given = apply(given, delete_row(given, StoryId(1), cell(given, "table[1]/r2c1"), STAMP))
    assert places_in(given) == grid(3, 2)
    given = apply(given, insert_row(given, StoryId(1), cell(given, "table[1]/r1c1"), STAMP))
    assert places_in(given) == grid(4, 2)
