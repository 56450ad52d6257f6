"""Proposals of several parties on one treaty text: one number for two new provisions is a conflict."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.cli.consolidate import summary_lines
from model.consolidation.matrix import Matrix
from model.consolidation.merge import Consolidation, Decision, Party, Settling, consolidate, merged_redline, of_party
from model.formats.notation import parse
from model.formats.page.comparison_table import compilation
from model.numbering import Labelling
from model.redline import Label, Redline, Run, Status
from tests.builders.treaty import marked_treaty, small_treaty

BASE = ("= Article 9", "9.1 first", "9.2 second")


def drafts(redline: Redline) -> list[str | None]:
    labelling = Labelling.of(redline)
    return [labelling.number("draft", clause.id) for clause in redline.clauses if clause.id in labelling.numbers]


def by_parties(*lines: tuple[str, ...]) -> Consolidation:
    """The consolidation of the drafts of Ana, Ben … on the base, each given as lines."""
    return consolidate(small_treaty(*BASE), [Party(name, small_treaty(*text)) for name, text in zip(NAMES, lines, strict=False)])


def decided(found: Consolidation, kind: Settling, **values: object) -> list[tuple[str, str]]:
    """The numbers and words of the draft if every conflict is decided in one way."""
    decisions = {conflict.key: Decision(kind, **values) for conflict in found.conflicts}  # type: ignore[arg-type]
    merged = merged_redline(found, decisions, "2026-11-30T12:00:00Z")
    labelling = Labelling.of(merged)
    return [(labelling.number("draft", clause.id) or "", clause.text) for clause in merged.clauses[1:]]


NAMES = ("Ana", "Ben", "Cem")
ANA = ("= Article 9", "9.1 first", "+ of ana", "+… which goes on", "9.2 second")
BEN = ("= Article 9", "9.1 first", "+ of ben", "9.2 second")


def test_two_new_provisions_with_one_number_are_a_conflict_that_says_so() -> None:
    found = by_parties(ANA, BEN)
    (conflict,) = found.conflicts
    assert (conflict.numbers, conflict.parties, found.beside) == (("9.1A",), (0, 1), ())
    assert decided(found, "base") == [("9.1", "first"), ("9.2", "second")]
    assert decided(found, "party", party=1) == [("9.1", "first"), ("9.1A", "of ben"), ("9.2", "second")]
    assert decided(found, "party", party=0) == [
        ("9.1", "first"), ("9.1A", "of ana"), ("", "which goes on"), ("9.2", "second"),
    ]  # fmt: skip
    assert decided(found, "own", text="of both") == [("9.1", "first"), ("9.1A", "of both"), ("9.2", "second")]
    assert [drafts(of_party(found, party)) for party in (0, 1)] == [["9.1", "9.1A", "9.2"]] * 2


def test_both_new_provisions_side_by_side_count_on_and_the_base_stays() -> None:
    assert decided(by_parties(ANA, BEN), "stack") == [
        ("9.1", "first"), ("9.1A", "of ana"), ("", "which goes on"), ("9.1B", "of ben"), ("9.2", "second"),
    ]  # fmt: skip


def test_one_new_provision_of_two_parties_is_no_conflict_and_other_numbers_stand_side_by_side() -> None:
    assert by_parties(BEN, BEN).conflicts == ()
    two = ("= Article 9", "9.1 first", "+ of ben", "+ and another", "9.2 second")
    found = by_parties(BEN, two)
    assert (found.conflicts, [change.parties for change in found.applied]) == ((), [(0, 1), (1,)])


def test_several_numbers_at_one_place_are_one_conflict() -> None:
    found = by_parties(
        ("= Article 9", "9.1 first", "+ ana one", "+ ana two", "9.2 second"),
        ("= Article 9", "9.1 first", "+ ben one", "+ ben two", "9.2 second"),
    )
    (conflict,) = found.conflicts
    assert sorted(conflict.numbers) == ["9.1A", "9.1B"]
    assert decided(found, "party", party=1)[1:3] == [("9.1A", "ben one"), ("9.1B", "ben two")]


def test_a_conflict_about_a_number_is_in_the_row_of_the_insertions() -> None:
    board = Matrix.of(by_parties(ANA, BEN))
    (key,) = board.conflicts
    assert [(line.row.insertion, line.conflicts, line.row.conflicts) for line in board.lines if line.row.is_changed] == [
        (True, (key,), (key,))
    ]
    assert not any(line.row.conflicts for line in board.lines if not line.row.insertion)


def test_a_deletion_against_a_change_of_the_provision_is_a_conflict() -> None:
    base = small_treaty(*BASE)
    change = replace(base.clauses[1], runs=(*base.clauses[1].runs, Run(" and more", Status.INSERTED)))
    changed = replace(base, clauses=(base.clauses[0], change, *base.clauses[2:]))
    found = consolidate(base, [Party("Ana", small_treaty("= Article 9", "- 9.1 first", "9.2 second")), Party("Ben", changed)])
    (conflict,) = found.conflicts
    assert (conflict.parties, conflict.numbers) == ((0, 1), ())


def test_a_number_that_a_party_set_by_hand_stays() -> None:
    base = small_treaty(*BASE)
    text = small_treaty("= Article 9", "9.1 first", "+ of ana", "9.2 second")
    by_hand = [replace(clause, own_number=Label("9.[A12]")) if clause.id == "c2" else clause for clause in text.clauses]
    found = consolidate(base, [Party("Ana", replace(text, clauses=tuple(by_hand)))])
    assert drafts(of_party(found, 0)) == ["9.1", "9.[A12]", "9.2"]


def test_a_citation_of_what_another_party_deletes_is_told() -> None:
    found = by_parties(
        ("= Article 9", "9.1 first", "- 9.2 second"),
        ("= Article 9", "9.1 first", "+ see No. 9.2 and No. 9.1", "9.2 second"),
        ("= Article 9", "9.1 first", "9.2 second"),
    )
    assert [(citation.party, citation.number, citation.by) for citation in found.struck_citations] == [(1, "9.2", (0,))]
    assert "see No. 9.2" in found.struck_citations[0].words
    lines = [str(line) for line in summary_lines(found)]
    assert "Ben cites provision 9.2, which Ana would delete: “see No. 9.2 and No. 9.1”" in lines


def test_the_report_and_the_table_say_which_number_is_given_twice() -> None:
    found = by_parties(ANA, BEN)
    (line,) = [str(line) for line in summary_lines(found) if str(line).startswith("conflict")]
    assert "several proposals give the margin number 9.1A to a new provision" in line
    table = [line.text for line in compilation(found, reasons=["", ""]).lines()]
    assert any(text.endswith("conflict 1: 9.1A") for text in table)


def test_who_changes_nothing_of_a_provision_is_named_so_in_the_table() -> None:
    found = by_parties(("= Article 9", "- 9.1 first", "9.2 second"), ("= Article 9", "9.1 first", "9.2 second"))
    assert "no change" in [line.text for line in compilation(found, reasons=["", ""]).lines()]


LONG = ("= Article 9", "9.1 first", "… which goes on", "9.2 second", "… and its end")


def rows_of(*lines: tuple[str, ...], base: tuple[str, ...] = LONG) -> list[tuple[str, str, list[str]]]:
    """The label, the words and each party's state of the lines of a matrix."""
    parties = [Party(name, small_treaty(*text)) for name, text in zip(NAMES, lines, strict=False)]
    board = Matrix.of(consolidate(small_treaty(*base), parties))
    states = [[board.state(line, party, {}) or "no change" for party in range(len(parties))] for line in board.lines]
    return [(line.label, line.words, state) for line, state in zip(board.lines, states, strict=True)]


def test_a_row_of_the_matrix_is_a_provision_with_what_continues_it() -> None:
    changed = ("= Article 9", "9.1 first", "-… which goes on", "9.2 second", "+… new", "… and its end")
    struck = ("= Article 9", "- 9.1 first", "-… which goes on", "9.2 second", "… and its end", "+… at last")
    assert rows_of(changed, struck)[1:] == [
        ("9.1", "first which goes on", ["changed", "deleted"]),
        ("9.2", "second and its end", ["changed", "changed"]),
    ]


def test_new_provisions_are_a_row_with_their_numbers() -> None:
    new = ("= Article 9", "9.1 first", "… which goes on", "+ new", "+… with more", "9.2 second", "… and its end")
    assert rows_of(new, LONG)[1:] == [
        ("9.1", "first which goes on", ["no change", "no change"]),
        ("9.1A", "new with more", ["inserted", "no change"]),
        ("9.2", "second and its end", ["no change", "no change"]),
    ]


def test_the_cells_and_the_merged_text_of_a_provision_have_all_its_paragraphs() -> None:
    changed = ("= Article 9", "9.1 first", "-… which goes on", "9.2 second", "+… new", "… and its end")
    found = consolidate(small_treaty(*LONG), [Party("Ana", small_treaty(*changed))])
    board = Matrix.of(found)
    line, other = board.lines[1:]
    assert [clause.text for clause in board.base(line)] == ["first", "which goes on"]
    assert [clause.text for clause in other.row.cells[0].clauses] == ["second", "new", "and its end"]
    merged = board.merged_text(other, board.whole({}, "2026-11-30T12:00:00Z"))
    assert [clause.text for clause in merged] == ["second", "new", "and its end"]
    assert [board.place_of(proposed) for proposed in found.applied] == [1, 2]
    printed = [line.text for line in compilation(found, reasons=[""]).lines()]
    assert printed[printed.index("9.2 second") :][:2] == ["9.2 second", "and its end"]


def test_an_edition_mark_set_by_hand_is_kept_and_two_different_ones_are_a_conflict() -> None:
    base = marked_treaty("= Article 9", "9.1 first (WRC-12)", "9.2 second")

    def marked(mark: str) -> Redline:
        clauses = [replace(clause, own_mark=Label(mark, " ")) if clause.id == "c1" else clause for clause in base.clauses]
        return replace(base, clauses=tuple(clauses))

    ben = replace(base, clauses=(*base.clauses, *small_treaty("+ new").clauses))
    found = consolidate(base, [Party("Ana", marked("(WRC-15)")), Party("Ben", ben)])
    assert found.conflicts == ()
    merged = merged_redline(found, {}, "2026-11-30T12:00:00Z")
    assert [clause.own_mark and clause.own_mark.text for clause in merged.clauses] == [None, "(WRC-15)", None, None]
    signs = [[cell.sign for cell in line.row.cells] for line in Matrix.of(found).lines]
    assert ["changed", ""] in signs, "it is not “no change”"
    both = consolidate(base, [Party("Ana", marked("(WRC-15)")), Party("Ben", marked("(WRC-19)"))])
    (conflict,) = both.conflicts
    decided_mark = merged_redline(both, {conflict.key: Decision("party", party=1)}, "2026-11-30T12:00:00Z").clauses[1].own_mark
    assert decided_mark is not None
    assert decided_mark.text == "(WRC-19)"


@pytest.mark.parametrize("words", ["{++new ++}two", "two{++ new++}", "t{++new++}wo"])
def test_the_deletion_of_a_provision_and_words_anywhere_in_it_are_a_conflict(words: str) -> None:
    texts = ("||9.1|| one\n||9.2|| {--two--}{--¶--}\n||9.3|| three\n", f"||9.1|| one\n||9.2|| {words}\n||9.3|| three\n")
    parties = [Party(name, parse(text)) for name, text in zip("AB", texts, strict=True)]
    found = consolidate(parties[0].redline.base(), parties)
    assert [conflict.parties for conflict in found.conflicts] == [(0, 1)]
