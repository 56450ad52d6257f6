"""Proposals of several parties on one treaty text: each insertion has a number, and none is given twice."""

from __future__ import annotations

from msgspec.structs import replace

from model.consolidation.merge import Party, consolidate, merged_redline, of_party
from model.numbering import Labelling
from model.redline import Label, Redline
from tests.builders.treaty import small_treaty

BASE = ("= Article 9", "9.1 first", "9.2 second")


def drafts(redline: Redline) -> list[str | None]:
    labelling = Labelling.of(redline)
    return [labelling.number("draft", clause.id) for clause in redline.clauses if clause.id in labelling.numbers]


def test_two_insertions_at_one_place_count_on_and_the_base_stays() -> None:
    base = small_treaty(*BASE)
    texts = [small_treaty("= Article 9", "9.1 first", f"+ of {name}", "9.2 second") for name in ("ana", "ben")]
    found = consolidate(base, [Party(name, text) for name, text in zip(("Ana", "Ben"), texts, strict=True)])
    decided = merged_redline(found, {}, "2026-11-30T12:00:00Z")
    assert drafts(decided) == ["9.1", "9.1A", "9.1B", "9.2"]
    assert [clause.props.provision for clause in decided.clauses] == [False, True, True, True, True]
    assert [drafts(of_party(found, party)) for party in (0, 1)] == [["9.1", "9.1A", "9.2"]] * 2


def test_a_number_that_a_party_set_by_hand_stays() -> None:
    base = small_treaty(*BASE)
    text = small_treaty("= Article 9", "9.1 first", "+ of ana", "9.2 second")
    by_hand = [replace(clause, own_number=Label("9.[A12]")) if clause.id == "c2" else clause for clause in text.clauses]
    found = consolidate(base, [Party("Ana", replace(text, clauses=tuple(by_hand)))])
    assert drafts(of_party(found, 0)) == ["9.1", "9.[A12]", "9.2"]
