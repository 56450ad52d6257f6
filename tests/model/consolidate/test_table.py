"""The comparison table of a consolidation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.consolidate.merging import Party, consolidate
from model.consolidate.table import rows
from model.notation import parse
from model.redline import paragraphs
from tests.builders.submissions import Action, actions
from tests.model.consolidate.test_merging import proposals, texts

ONE = "*resolves*\n1\tto act in good time;\n2\tto report.\n"
NEW = ONE.replace("2\tto report.", "{++2\tto wait;++}{++¶++}\n{~~2~>3~~}\tto report.")
ACT = ONE.replace("act", "{~~act~>move~~}")
GONE = "*resolves*\n{--1\tto act in good time;--}{--¶--}\n{~~2~>1~~}\tto report.\n"


def test_a_row_says_what_each_party_wants_and_what_is_alike() -> None:
    written = {"A": NEW, "B": ACT, "C": GONE, "D": ACT, "E": ONE}
    found = consolidate(parse(ONE), [Party(name, parse(text)) for name, text in written.items()])
    first, put = rows(found)
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
    table = rows(found, all_clauses=True)
    assert [row.clause for row in table if not row.insertion] == [clause.id for clause in base.clauses]
    for number, party in enumerate(parties):
        clauses = [clause for row in table for clause in row.cells[number].clauses or _base(row, base)]
        drafted = "".join(one.text for one in paragraphs(clauses, "draft"))
        assert drafted == "".join(text for _, _, text in texts(party.redline, "draft"))


def _base(row, base):
    return () if row.insertion else (base[row.clause],)
