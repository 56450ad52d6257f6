"""Tables among the changes of parties: cells, rows, columns, whole tables."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.consolidation.merge import Consolidation, Party, consolidate, merged_redline
from model.diff.compare import compare
from model.edits.tables.rows import insert_row
from model.edits.text import break_paragraph, type_text
from model.files.consolidation import consolidation_submission
from model.files.consolidation_project import common_base
from model.formats.notation import parse, print_redline
from model.formats.word.export import export_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Redline, Side, Stamp, paragraphs
from model.redline.edit_text import Place
from model.submission.resolved import VIEWS
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from tests.builders.consolidation import checked
from tests.builders.submissions import ME, submission
from tests.builders.tables import read, tbl, tr

HEAD = "*noting*\n|1.1.1| Year\n|1.1.2| Place\n"
BASE = HEAD + "|1.2.1| 2018\n|1.2.2| Oxdorf\n|1.3.1| 2020\n|1.3.2| Rome\n*resolves*\n1\tto go on.\n"
GONE = HEAD + "|1.2.1| 2020\n|1.2.2| Rome\n*resolves*\n1\tto go on.\n"
MORE = BASE.replace("|1.3.1| 2020\n|1.3.2| Rome\n", "|1.3.1| 2019\n|1.3.2| Lund\n|1.4.1| 2020\n|1.4.2| Rome\n")
LAST = BASE.replace("*resolves*", "|1.4.1| 2024\n|1.4.2| Delhi\n*resolves*")


def of(*drafts: str) -> Consolidation:
    base = parse(BASE)
    names = zip("ABCDE", drafts, strict=False)
    return consolidate(base, [Party(name, compare(base, parse(text), Stamp(name))) for name, text in names])


def in_order(redline: Redline) -> Redline:
    """The text with the rows of its tables counted in their order; inserted ones have numbers after those in force."""
    rows: dict[int, dict[int, int]] = {}
    clauses = []
    for clause in redline.clauses:
        if clause.cell is None:
            clauses.append(clause)
            continue
        table, row, column = clause.cell
        numbers = rows.setdefault(table, {})
        clauses.append(replace(clause, cell=(table, numbers.setdefault(row, len(numbers)), column)))
    return replace(redline, clauses=tuple(clauses))


def drafted(redline: Redline) -> str:
    return print_redline(in_order(redline.draft()))


CHANGED, BEFORE = BASE.replace("Oxdorf", "Bergen"), BASE.replace("|1.1.1|", "new words\n|1.1.1|")


@pytest.mark.parametrize("draft", [GONE, MORE, LAST, CHANGED, BEFORE])
def test_one_party_gives_its_own_table(draft: str) -> None:
    found = of(draft)
    assert checked(found)
    assert not found.left
    whole = merged_redline(found, {}, "")
    assert print_redline(in_order(whole)) == print_redline(found.parties[0].redline)
    kept = [(clause.cell, clause.text) for clause in whole.base().clauses]
    assert kept == [(clause.cell, clause.text) for clause in found.base.clauses], "shapes are found by the numbers of rows"
    assert [clause.text for clause in whole.base().clauses] == [clause.text for clause in found.base.clauses]


@given(st.integers(0, 4), st.integers(0, 12), st.booleans())
@example(4, 7, False)
def test_a_paragraph_that_a_party_splits_stays_in_its_cell(which: int, offset: int, typed: bool) -> None:
    before = submission(BASE.replace("Place", "Place of the event"))
    base = before.proposals[0].redline
    at = Place(which % len(base.clauses), min(offset, len(base.clauses[which].text)))
    after = apply(before, break_paragraph(before, StoryId(1), at, at, ME))
    if typed:
        after = apply(after, type_text(after, StoryId(1), Place(at.index, 0), Place(at.index, 0), "new", ME))
    party = Party("A", after.proposals[0].redline)
    whole = merged_redline(consolidate(base, [party]), {}, "")
    for side in ("base", "draft"):
        assert texts_on(whole, side) == texts_on(party.redline, side)


def texts_on(redline: Redline, side: Side) -> list[object]:
    return [(paragraph.closing.cell, paragraph.text) for paragraph in paragraphs(redline.clauses, side)]


def test_rows_of_several_parties_stand_in_one_table() -> None:
    found = of(MORE, LAST, BASE.replace("Rome", "Oslo"))
    assert not found.conflicts
    rows = "|1.3.1| 2019\n|1.3.2| Lund\n|1.4.1| 2020\n|1.4.2| Oslo\n|1.5.1| 2024\n|1.5.2| Delhi\n*resolves*"
    assert rows in drafted(merged_redline(found, {}, ""))


def test_a_struck_row_collides_with_a_change_in_it_and_agrees_with_itself() -> None:
    found = of(GONE, BASE.replace("Oxdorf", "Bergen"), GONE)
    (conflict,) = found.conflicts
    assert [proposed.parties for proposed in conflict.proposed] == [(0, 2), (1,)]
    assert conflict.parties == (0, 1, 2)
    assert print_redline(merged_redline(found, {}, "")) == BASE
    assert "Bergen" in print_redline(merged_redline(found, {}, "", "stack"))
    assert of(GONE, GONE).agreed_changes[0].parties == (0, 1)


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (BASE + "|2.1.1| one\n|2.1.2| two\n", "it inserts a table; insert it by hand"),
        (
            "*noting*\n|1.1.1| Year\n|1.1.2| Host\n|1.1.3| Place\n|1.2.1| 2018\n|1.2.2| Ruritania\n|1.2.3| Oxdorf\n"
            "|1.3.1| 2020\n|1.3.2| Italy\n|1.3.3| Rome\n*resolves*\n1\tto go on.\n",
            "a column is put into a table; put it in by hand",
        ),
    ],
)
def test_what_cannot_be_put_in_is_told(draft: str, reason: str) -> None:
    found = of(draft)
    assert checked(found)
    assert {str(left.reason) for left in found.left} == {reason}
    assert print_redline(merged_redline(found, {}, "")) == BASE


ROW_3_GONE = BASE.replace("|1.3.1| 2020\n|1.3.2| Rome\n", "")
BOTH_GONE = GONE.replace("|1.2.1| 2020\n|1.2.2| Rome\n", "")


def with_changes(draft: str, marked: str, base: str = BASE) -> Consolidation:
    """The consolidation of a draft with a text of which the changes are marked."""
    text = parse(base)
    return consolidate(text, [Party("A", compare(text, parse(draft), Stamp("A"))), Party("B", parse(marked))])


def words_by_column(redline: Redline) -> list[tuple[int | None, str]]:
    """The paragraphs of the draft with the columns that they are in; the numbers of rows have gaps after a deletion."""
    return [(clause.cell and clause.cell[2], clause.text) for clause in redline.draft().clauses]


def test_a_paragraph_that_ends_a_row_does_not_collide_with_the_next_row() -> None:
    found = with_changes(GONE, BASE.replace("Place\n", "Place\n|1.1.2| {++new++}{++¶++}\n"))
    assert not found.conflicts
    assert words_by_column(merged_redline(found, {}, "")) == words_by_column(
        parse(GONE.replace("Place\n", "Place\n|1.1.2| new\n"))
    )


def test_a_paragraph_before_a_table_does_not_collide_with_its_first_row() -> None:
    first_gone = BASE.replace("|1.1.1| Year\n|1.1.2| Place\n", "")
    found = with_changes(first_gone, BASE.replace("|1.1.1|", "{++new++}{++¶++}\n|1.1.1|"))
    assert not found.conflicts
    assert words_by_column(merged_redline(found, {}, "")) == words_by_column(parse(first_gone.replace("|1.2.1|", "new\n|1.2.1|")))


@pytest.mark.parametrize(
    ("draft", "old", "marked", "stacked"),
    [
        (GONE, "Oxdorf", "Oxdorf\n|1.2.2| {++new++}{++¶++}", GONE.replace("|1.2.1| 2020", "|1.2.1| new\n|1.2.1| 2020")),
        (ROW_3_GONE, "Rome", "Rome\n|1.3.2| {++new++}{++¶++}", ROW_3_GONE.replace("*resolves*", "new\n*resolves*")),
        (BOTH_GONE, "Oxdorf", "Oxdorf\n|1.2.2| {++new++}{++¶++}", BOTH_GONE.replace("*resolves*", "new\n*resolves*")),
        (BOTH_GONE, "Oxdorf", "Oxdorf{++, new++}", BOTH_GONE.replace("*resolves*", ", new\n*resolves*")),
        (BOTH_GONE, "2018", "{++new++}2018", BOTH_GONE.replace("*resolves*", "new\n*resolves*")),
        (BOTH_GONE, "2018", "{++new++}{++¶++}\n|1.2.1| 2018", BOTH_GONE.replace("*resolves*", "new\n*resolves*")),
    ],
)
def test_words_stacked_in_a_deleted_row_become_a_paragraph_after_it(draft: str, old: str, marked: str, stacked: str) -> None:
    found = with_changes(draft, BASE.replace(old, marked))
    assert len(found.conflicts) == 1
    whole = merged_redline(found, {}, "", "stack")
    assert words_by_column(whole) == words_by_column(parse(stacked))
    assert print_redline(whole.base()) == BASE


@pytest.mark.parametrize(
    ("base", "paragraph", "marked", "stacked"),
    [
        ("1\tto act;\n2\tto go on.\n", "1\tto act;\n", "1\tto act{++ soon++};\n", "1\tsoon\n2\tto go on.\n"),
        ("1\tto act;\n2\tto go on.\n", "2\tto go on.\n", "2\tto {~~go~>move~~} on.\n", "1\tto act;\n2\tmove\n"),
        ("to act\n|1.1.1| cell\n", "to act\n", "to act{++ soon++}\n", "soon\n|1.1.1| cell\n"),
        ("(act)\n|1.1.1| cell\n", "(act)\n", "{++soon++}(act)\n", "soon\n|1.1.1| cell\n"),
        (
            "|1.1.1| cell\n|1.1.1| more\n|1.1.2| next\n",
            "|1.1.1| cell\n",
            "|1.1.1| {~~cell~>soon~~}\n",
            "|1.1.1| soon\n|1.1.1| more\n|1.1.2| next\n",
        ),
    ],
)
def test_words_stacked_in_a_deleted_paragraph_become_a_paragraph_after_it(
    base: str, paragraph: str, marked: str, stacked: str
) -> None:
    text = parse("*noting*\n" + base)
    gone = "\n".join(f"{{--{line}--}}{{--¶--}}" for line in paragraph.split("\n")[:-1])
    parties = [
        Party("A", parse("*noting*\n" + base.replace(paragraph, gone + "\n"))),
        Party("B", parse("*noting*\n" + base.replace(paragraph, marked))),
    ]
    whole = merged_redline(consolidate(text, parties), {}, "", "stack")
    assert words_by_column(whole) == words_by_column(parse("*noting*\n" + stacked))
    assert print_redline(whole.base()) == print_redline(text)


COLUMN_GONE = "*noting*\n|1.1.1| Year\n|1.1.2| {--(Place)--}{--¶--}\n|1.2.1| 2018\n|1.2.2| {--Oxdorf--}{--¶--}\n"


@pytest.mark.parametrize(
    ("first", "second", "draft"),
    [
        (
            COLUMN_GONE,
            COLUMN_GONE.replace("{--(Place)--}{--¶--}", "{++new++}(Place)").replace("{--Oxdorf--}{--¶--}", "Oxdorf"),
            [(None, "noting"), (0, "Year"), (1, "new"), (0, "2018")],
        ),
        ("one{--¶--}\ntwo", "one\n{--two--}{--¶--}", [(None, "one")]),
        ("one{--¶--}\ntwo\n|1.1.1| cell", "one\n{--two--}{--¶--}\n|1.1.1| cell", [(None, "one"), (0, "cell")]),
    ],
)
def test_words_keep_an_end_in_their_cell_and_before_a_table_if_parties_delete_each_end_of_theirs(
    first: str, second: str, draft: list[tuple[int | None, str]]
) -> None:
    parties = [Party("A", parse(first)), Party("B", parse(second))]
    whole = merged_redline(consolidate(parties[0].redline.base(), parties), {}, "")
    found = [(clause.cell and clause.cell[2], clause.text) for clause in whole.draft().clauses]
    assert found == draft
    assert all(paragraph.closing.end.status.in_draft for paragraph in paragraphs(whole.clauses, "draft"))


TWO = "*noting*\n|1.1.1| one\n|1.1.2| two\n|2.1.1| other\n*resolves*\n1\tto go on.\n"
NESTED = "*noting*\n|2.1.1| in one\n|2.1.2| in two\n|1.1.1| after it\n*resolves*\n1\tto go on.\n"


@pytest.mark.parametrize(
    ("base", "after", "row"),
    [
        (TWO, "two", "|1.+2.1| {++new++}{++¶++}\n|1.+2.2| {++new++}{++¶++}"),
        (TWO, "noting*", "|1.+2.1| {++new++}{++¶++}\n|1.+2.2| {++new++}{++¶++}"),
        (TWO, "two", "|2.+2.1| {++new++}{++¶++}"),
        (TWO, "other", "|2.+2.1| {++new++}{++¶++}"),
        (NESTED, "in two", "|2.+2.1| {++new++}{++¶++}\n|2.+2.2| {++new++}{++¶++}"),
        (NESTED, "noting*", "|2.+2.1| {++new++}{++¶++}\n|2.+2.2| {++new++}{++¶++}"),
        (NESTED, "noting*", "|1.+2.1| {++new++}{++¶++}"),
        (NESTED, "after it", "|1.+2.1| {++new++}{++¶++}"),
    ],
)
def test_a_row_between_two_tables_stays_in_its_own(base: str, after: str, row: str) -> None:
    party = Party("A", parse(base.replace(f"{after}\n", f"{after}\n{row}\n")))
    whole = merged_redline(consolidate(parse(base), [party]), {}, "")
    found, wanted = (
        [(clause.cell and clause.cell[::2], clause.text) for clause in text.clauses] for text in (whole, party.redline)
    )
    assert found == wanted


def test_rows_of_two_tables_at_one_place_are_different_changes() -> None:
    rows = ("|1.+2.1| {++new++}{++¶++}\n|1.+2.2| {++new++}{++¶++}", "|2.+2.1| {++new++}{++¶++}\n|2.+2.2| {++new++}{++¶++}")
    base = parse(TWO.replace("other", "other\n|2.1.2| other"))
    parties = [Party(row[1], parse(print_redline(base).replace("two\n", f"two\n{row}\n"))) for row in rows]
    found = consolidate(base, parties)
    assert not found.agreed_changes
    assert [clause.cell for clause in merged_redline(found, {}, "").clauses if clause.text == "new"] == [
        (0, 1, 0),
        (0, 1, 1),
        (1, 1, 0),
        (1, 1, 1),
    ]


IN_ROW = "*noting*\n|1.1.1| before\n|2.1.1| in it\n|1.2.1| after it\n|1.3.1| last\n*resolves*\n1\tto go on.\n"
NO_ROW = IN_ROW.replace("|2.1.1| in it\n|1.2.1| after it\n", "")


@pytest.mark.parametrize(
    "marked",
    [
        IN_ROW.replace("|2.1.1|", "|2.+2.1| {++new++}{++¶++}\n|2.1.1|"),
        IN_ROW.replace("in it\n", "in it\n|2.+2.1| {++new++}{++¶++}\n"),
        IN_ROW.replace("in it\n", "in it\n|2.1.1| {++new++}{++¶++}\n"),
        IN_ROW.replace("|1.2.1|", "|1.2.1| {++new++}{++¶++}\n|1.2.1|"),
    ],
)
def test_a_change_of_a_table_in_a_row_collides_with_the_deletion_of_the_row(marked: str) -> None:
    found = with_changes(NO_ROW, marked, IN_ROW)
    (conflict,) = found.conflicts
    assert found.words[""][conflict.start : conflict.stop] == "in it\nafter it\n"
    stacked = NO_ROW.replace("|1.3.1|", "|1.3.1| new\n|1.3.1|")
    assert words_by_column(merged_redline(found, {}, "", "stack")) == words_by_column(parse(stacked))


def test_a_row_before_a_row_that_begins_with_a_table_does_not_collide_with_its_deletion() -> None:
    found = with_changes(NO_ROW, IN_ROW.replace("|2.1.1|", "|1.+4.1| {++new++}{++¶++}\n|2.1.1|"), IN_ROW)
    assert not found.conflicts
    assert words_by_column(merged_redline(found, {}, "")) == words_by_column(
        parse(NO_ROW.replace("|1.3.1|", "|1.4.1| new\n|1.3.1|"))
    )


def test_the_deletion_of_a_row_in_a_table_in_a_row_collides_with_the_deletion_of_that_row() -> None:
    inner = IN_ROW.replace("|2.1.1| in it\n", "|2.-1.1| {--in it--}{--¶--}\n")
    found = with_changes(NO_ROW, inner, IN_ROW)
    assert len(found.conflicts) == 1
    assert words_by_column(merged_redline(found, {}, "", "stack")) == words_by_column(parse(NO_ROW))


STRUCK = tbl(tr("one"), tr("two", change="del"), tr("three", change="del"), tr("four"))
ADDED = tbl(tr("one"), tr("two"), tr("three", change="ins"))


def with_row_above(document: Submission, words: str, *, symbol: str) -> Submission:
    """The consolidation, under a symbol, of a text with another party's proposal to insert a row above a cell."""
    frame = common_base(document, 1)
    text = frame.proposals[0].redline
    theirs = Submission(proposals=(Proposal(redline=text, original=text),), language=document.language)
    at = next(clause.id for clause in text.clauses if clause.text == words)
    theirs = apply(theirs, insert_row(theirs, StoryId(1), at, ME, above=True, words=["new"]))
    parties = [Party("ATU", document.proposals[0].redline), Party("RCC", theirs.proposals[0].redline)]
    whole = consolidation_submission(frame, frame.proposals[0], consolidate(text, parties), "")
    return replace(whole, proposals=(replace(whole.proposals[0], symbol=symbol),))


@pytest.mark.parametrize("symbol", ["", "MOD"])
@pytest.mark.parametrize(("table", "words"), [(STRUCK, word) for word in ("one", "two", "three", "four")] + [(ADDED, "two")])
def test_a_new_row_of_a_party_is_a_row_of_its_own_in_the_word_file(table: str, words: str, symbol: str) -> None:
    document = read(table)
    whole = with_row_above(document, words, symbol=symbol)
    assert "new" in [clause.text for clause in whole.proposals[0].redline.clauses]
    for view in VIEWS:
        for keep in (None, False):
            export_word(whole, ExportOptions(view=view, keep_styles=keep))


@pytest.mark.parametrize("symbol", ["", "MOD"])
def test_a_new_paragraph_below_a_new_row_is_written_in_its_own_cell(symbol: str) -> None:
    document = read(tbl(tr("one"), tr("two"), tr("three")))
    index = next(place for place, clause in enumerate(document.proposals[0].redline.clauses) if clause.text == "two")
    document = apply(document, break_paragraph(document, StoryId(1), Place(index, 0), Place(index, 0), ME))
    whole = with_row_above(document, "one", symbol=symbol)
    for view in VIEWS:
        for keep in (None, False):
            export_word(whole, ExportOptions(view=view, keep_styles=keep))
