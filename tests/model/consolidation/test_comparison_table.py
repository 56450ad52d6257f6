"""The comparison table of a consolidation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.consolidation.comparison_table import comparison_rows, note_rows
from model.consolidation.matrix import Matrix
from model.consolidation.merge import Consolidation, Decision, Party, consolidate
from model.files.consolidation import consolidation_submission
from model.formats.notation import parse
from model.formats.page.blocks import Cell, Line, Printout, Table
from model.formats.page.comparison_table import compilation
from model.lexicon.words import LANGUAGES, printed_words
from model.redline import Stamp, paragraphs
from model.submission.comments import CommentFinder
from model.submission.values import Proposal, Submission
from tests.builders.submissions import Action, actions
from tests.conftest import ROOT
from tests.model.consolidation.test_merge import proposals, texts

BASE_TEXT = "*resolves*\n1\tto act in good time;\n2\tto report.\n"
NEW = BASE_TEXT.replace("2\tto report.", "{++2\tto wait;++}{++¶++}\n{~~2~>3~~}\tto report.")
ACT = BASE_TEXT.replace("act", "{~~act~>move~~}")
GONE = "*resolves*\n{--1\tto act in good time;--}{--¶--}\n{~~2~>1~~}\tto report.\n"


def test_a_row_says_what_each_party_wants_and_what_is_alike() -> None:
    written = {"A": NEW, "B": ACT, "C": GONE, "D": ACT, "E": BASE_TEXT}
    found = consolidate(parse(BASE_TEXT), [Party(name, parse(text)) for name, text in written.items()])
    first, put = comparison_rows(found)
    assert [cell.sign for cell in first.cells] == ["", "changed", "deleted", "changed", ""]
    assert [cell.like for cell in first.cells] == [-1, -1, -1, 1, -1]
    assert first.conflicts == (found.conflicts[0].key,)
    assert put.insertion
    assert [cell.sign for cell in put.cells] == ["inserted", "", "", "", ""]
    assert not put.conflicts


@given(st.lists(st.lists(actions(), max_size=4), min_size=1, max_size=3))
def test_every_paragraph_of_the_base_has_its_row_and_nothing_is_left_out(lists: list[list[Action]]) -> None:
    base, parties = proposals(lists)
    found = consolidate(base, parties)
    table = comparison_rows(found, all_clauses=True)
    assert [row.clause for row in table if not row.insertion] == [clause.id for clause in base.clauses]
    for number, party in enumerate(parties):
        clauses = [clause for row in table for clause in row.cells[number].clauses or _base(row, base)]
        drafted = "".join(paragraph.text for paragraph in paragraphs(clauses, "draft"))
        assert drafted == "".join(text for _, _, text in texts(party.redline, "draft"))


def _base(row, base):
    return () if row.insertion else (base[row.clause],)


def of(base: str, **texts: str) -> Consolidation:
    return consolidate(parse(base), [Party(name, parse(text)) for name, text in texts.items()])


NOTED = "*noting*\na)\tthat one[^1] is here;\n[^1]: This means now.\n"


def test_insertions_at_one_place_are_told_in_the_row_that_they_stand_in() -> None:
    text = "*noting*\na)\tthat one is here;\nb)\tthat two are there,\n"
    words = of(text, A=text.replace("is here", "is {++now ++}here"), B=text.replace("is here", "is {++never ++}here"))
    assert [(row.insertion, row.beside) for row in comparison_rows(words)] == [(False, (0, 1))]
    put = [text.replace("b)\tthat two", f"{{++b)\t{name};++}}{{++¶++}}\n{{~~b)~>c)~~}}\tthat two") for name in "xyx"]
    whole = of(text, A=put[0], B=put[1], C=put[2])
    assert [(row.insertion, row.beside) for row in comparison_rows(whole)] == [(True, (0, 1, 2))]
    assert not whole.conflicts
    assert not of(text, A=put[0], C=put[2]).beside


def test_a_note_that_two_change_has_a_row_with_its_conflict() -> None:
    found = of(NOTED, A=NOTED.replace("now", "{~~now~>soon~~}"), B=NOTED.replace("now", "{~~now~>later~~}"))
    (key,) = found.base.notes
    (row,) = note_rows(found, key)
    assert row.conflicts == tuple(conflict.key for conflict in found.conflicts)
    assert [cell.sign for cell in row.cells] == ["changed", "changed"]
    cells = ["".join(span.text for line in cell.lines for span in line.spans) for cell in printed_cells(compilation(found))]
    assert cells[-4:] == ["note 1⚠ conflict 1", "This means now.", "⚠ 1This means nowsoon.", "⚠ 1This means nowlater."]


def printed_cells(printed: Printout) -> list[Cell]:
    return [cell for block in printed.blocks if isinstance(block, Table) for row in block.rows for cell in row.cells]


def test_what_was_decided_stands_below_the_table_with_its_reason() -> None:
    found = of(NOTED, A=NOTED.replace("is here", "{~~is~>was~~} here"), B=NOTED.replace("is here", "{~~is~>will be~~} here"))
    (conflict,) = found.conflicts
    decided = {conflict.key: Decision("party", 1, reason="It is to come.", stamp=Stamp("Chair"))}
    lines = [
        "".join(span.text for span in block.spans)
        for block in compilation(found, decisions=decided).blocks
        if isinstance(block, Line)
    ]
    assert lines[-3:] == ["Decisions", "⚠ Conflict 1: text of B – noting/a (Chair)", "Reason: It is to come."]
    still = [block for block in compilation(found, decisions={}).blocks if isinstance(block, Line)]
    assert still[-1].spans[0].text == "⚠ Conflict 1: open – noting/a"


def test_every_reason_for_leaving_out_is_told_in_six_languages() -> None:
    source = "".join((ROOT / "model/consolidation" / name).read_text(encoding="utf-8") for name in ("merge.py", "changes.py"))
    reasons = re.findall(r'(?:Message\.of\(|reason = |why = )"([^"]{8,})"|else "([^"]{8,})"', source)
    for reason in {first or second for first, second in reasons}:
        words = [printed_words(language)[reason] for language in LANGUAGES]
        assert len(set(words)) == len(LANGUAGES)


def test_decisions_are_comments_in_the_text_with_their_reason() -> None:
    base = Submission(proposals=(Proposal(redline=parse(NOTED)),), language="en")
    found = of(NOTED, A=NOTED.replace("now", "{~~now~>soon~~}"), B=NOTED.replace("now", "{~~now~>later~~}"))
    (conflict,) = found.conflicts
    decided = {conflict.key: Decision("base", reason="It is now.", stamp=Stamp("Chair", "2024-10-01T00:00:00Z"))}
    text = consolidation_submission(base, base.proposals[0], found, "2024-10-01T00:00:00Z", decisions=decided).proposals[0]
    (comment,) = text.comments.values()
    assert (comment.text, comment.stamp.author) == ("Conflict 1: no change\nReason: It is now.", "Chair")
    (span,) = CommentFinder(text.redline).comment(comment)
    assert "one" in text.redline[span.clause].text


def test_the_work_ends_where_a_step_says_so() -> None:
    called: list[int] = []

    def stop() -> None:
        called.append(1)
        if len(called) > 1:
            raise InterruptedError

    texts = [parse(NOTED), parse(NOTED)]
    with pytest.raises(InterruptedError):
        consolidate(parse(NOTED), [Party(name, text) for name, text in zip("AB", texts, strict=True)], stop)
    called.clear()
    with pytest.raises(InterruptedError):
        Matrix.of(of(NOTED, A=NOTED, B=NOTED), stop)
