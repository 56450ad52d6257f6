"""The reasons of single proposals on a treaty text, in the rows of the comparison that they amend."""

from __future__ import annotations

import pytest

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
from model.redline import Redline
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


@pytest.mark.parametrize("redline", [DRAFT, small_treaty("= Article 9", "9.1 other", "- 9.2 second")])
def test_a_party_without_reasons_or_on_another_base_shows_none(redline: Redline) -> None:
    cuts = {} if redline is DRAFT else CUTS
    assert {reasons for _, texts in shown(consolidate(BASE, [Party("Ana", redline, cuts)])) for reasons in texts} <= {""}
