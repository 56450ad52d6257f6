"""The reasons of single proposals on a treaty text, in the rows of the comparison that they amend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.consolidation.matrix import Matrix
from model.consolidation.merge import Consolidation, Party, consolidate
from model.files.consolidation import read_party
from model.files.consolidation_project import ConsolidationWork, as_project, submission_of, work_in
from model.formats.amend import project_bytes, read_project
from model.formats.page.blocks import Table
from model.formats.page.comparison_table import compilation
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Redline, Run, Status
from model.submission.values import CutSettings, Proposal, Submission
from tests.builders.treaty import small_treaty

BASE = small_treaty("= Article 9", "9.1 first", "… that continues", "9.2 second", "9.3 third")
DRAFT = small_treaty("= Article 9", "9.1 first", "-… that continues", "+ new", "- 9.2 second", "9.3 third")
CUTS = {"c1": CutSettings(reasons="It is shorter."), "c3": CutSettings(reasons="It is new."), "c4": CutSettings(agenda="1.2")}


def party_from_word(cuts: dict[str, CutSettings]) -> Party:
    """A party whose proposals are a file of single provisions."""
    data = export_word(Submission(proposals=(Proposal("MOD", "ATU/1", DRAFT, cuts=cuts),)), ExportOptions(form="provisions"))[0]
    return read_party(BASE, read_word(data, "a.docx").submission, "Ana", is_extract=True).party


def shown(found: Consolidation) -> list[tuple[str, list[str]]]:
    """The label of each line of the matrix with the reasons of each party."""
    board = Matrix.of(found)
    parties = range(len(found.parties))
    return [(line.label, [board.reasons(line, party) for party in parties]) for line in board.lines if line.row.is_changed]


REASONS = [("9.1", ["It is shorter."]), ("9.1A", ["It is new."]), ("9.2", [""])]


@pytest.mark.parametrize("party", [Party("Ana", DRAFT, CUTS), party_from_word(CUTS)], ids=["draft", "extract"])
def test_each_row_has_the_reasons_of_its_proposal(party: Party) -> None:
    found = consolidate(BASE, [party])
    assert shown(found) == REASONS
    (table,) = [block for block in compilation(found).blocks if isinstance(block, Table)]
    last = ["".join(span.text for span in row.cells[2].lines[-1].spans) for row in table.rows[1:]]
    assert last == ["Reasons: It is shorter.", "Reasons: It is new.", "deleted"]


def test_reasons_come_back_with_a_saved_consolidation() -> None:
    frame = Submission(proposals=(Proposal("MOD", redline=BASE, original=BASE),), language="en")
    work = ConsolidationWork(frame, (Party("Ana", DRAFT, CUTS),), ("",))
    found = consolidate(BASE, work.parties)
    assert submission_of(work, found, "2026-12-01T12:00:00Z").proposals
    data = project_bytes(as_project(work, found, "2026-12-01T12:00:00Z", "id"))
    opened = work_in(read_project(data))
    assert opened is not None
    assert shown(consolidate(opened.base, opened.parties)) == REASONS


def test_a_party_without_reasons_shows_none() -> None:
    assert {reasons for _, texts in shown(consolidate(BASE, [Party("Ana", DRAFT)])) for reasons in texts} == {""}


OLDER = small_treaty("= Article 9", "9.0 gone since", "9.1 first", "-… that continues", "+ new", "- 9.2 the second", "9.3 third")
NEWER = small_treaty("= Article 9", "9.1 first", "9.1.1 put in", "… that continues", "9.2 second", "9.3 third")


@pytest.mark.parametrize(
    ("base", "redline", "reasons"),
    [
        (BASE, OLDER, [("9.1", "c2"), ("9.1A", "c4")]),
        (NEWER, DRAFT, [("9.1.1", "c1"), ("9.1A", "c3"), ("9.2", "c4")]),
    ],
    ids=["older", "newer"],
)
def test_a_party_on_another_edition_has_its_reasons_in_the_rows_that_it_amends(
    base: Redline, redline: Redline, reasons: list[tuple[str, str]]
) -> None:
    cuts = {clause.id: CutSettings(reasons=f"Reasons of {clause.id}.") for clause in redline.clauses}
    found = consolidate(base, [Party("Ana", redline, cuts), Party("Bob", DRAFT if base is BASE else base)])
    assert [(label, of[0]) for label, of in shown(found) if of[0]] == [(label, f"Reasons of {id}.") for label, id in reasons]


def test_a_change_that_the_text_in_force_does_not_have_shows_no_reasons() -> None:
    other = small_treaty("= Article 9", "9.1 first", "… that continues", "- 9.7 unknown here", "9.3 third")
    found = consolidate(BASE, [Party("Ana", other, {"c3": CutSettings(reasons="Unneeded.")})])
    assert shown(found) == []
    assert len(found.left) == 1


@given(
    st.lists(st.sampled_from(("new", "struck", "changed", "same")), min_size=4, max_size=4),
    st.lists(st.integers(0, 9), max_size=3),
)
def test_whatever_edition_a_party_has_its_reasons_are_where_its_words_are(signs: list[str], added: list[int]) -> None:
    words = ("alpha one words", "beta two words", "gamma three words", "delta four words")
    lines = ["= Article 9"]
    for number, (sign, text) in enumerate(zip(signs, words, strict=True), 1):
        lines += [f"{'- ' if sign == 'struck' else ''}9.{number} {text}", *(["+ a new provision"] if sign == "new" else [])]
    draft = small_treaty(*lines)
    changed = [
        replace(clause, runs=(*clause.runs, Run(" more", Status.INSERTED)))
        if clause.id != "c0" and sign_of(clause.text, words, signs) == "changed"
        else clause
        for clause in draft.clauses
    ]
    draft = replace(draft, clauses=tuple(changed))
    cuts = {clause.id: CutSettings(reasons=clause.text) for clause in draft.clauses}
    base_lines = ["= Article 9", *(f"9.{number} {text}" for number, text in enumerate(words, 1))]
    for count, at in enumerate(added):
        base_lines.insert(1 + at % 5, f"8.{count + 1} another edition has this, number {count}")
    found = consolidate(small_treaty(*base_lines), [Party("Ana", draft, cuts)])
    assert found.left == ()
    board = Matrix.of(found)
    for line in board.lines:
        sign = line.row.cells[0].sign
        assert bool(board.reasons(line, 0)) == bool(sign)
        if sign and not line.row.insertion:
            assert all(text[:5] in line.words for text in board.reasons(line, 0).split("\n") if text != "a new provision")


def sign_of(text: str, words: tuple[str, ...], signs: list[str]) -> str:
    return next((sign for known, sign in zip(words, signs, strict=True) if text.startswith(known)), "")
