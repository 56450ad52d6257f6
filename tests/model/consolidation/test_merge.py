"""Consolidation: laws, and what is agreed and what collides in small texts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.consolidation.merge import Consolidation, Decision, Party, Policy, consolidate, merged_redline, wording
from model.edits.structure import move_clauses
from model.errors import EditError
from model.formats.notation import parse, print_redline
from model.redline import Redline, Side, Stamp, paragraphs
from model.redline.canonical import canonical
from model.submission.story import FIRST_TEXT
from model.submission.transactions import apply
from tests.builders.consolidation import checked
from tests.builders.submissions import SMALL, Action, actions, carried_out, submission

DATE = "2024-09-13T10:00:00Z"


def texts(redline: Redline, side: Side) -> list[tuple[str, str, int]]:
    """What a side says: the kind, level and words of each paragraph, and its notes."""
    return [(paragraph.props.kind, paragraph.props.level, paragraph.text) for paragraph in paragraphs(redline.clauses, side)]


def proposals(lists: Sequence[Sequence[Action]]) -> tuple[Redline, list[Party]]:
    base = submission().proposals[0].redline
    parties = []
    for number, acts in enumerate(lists):
        value = submission()
        value = carried_out(value, acts)
        if texts(value.proposals[0].redline, "base") == texts(base, "base"):
            parties.append(Party(f"P{number}", value.proposals[0].redline))
    return base, parties


edits = st.lists(actions(), max_size=4)


def outcome_of(found: Consolidation) -> set[tuple[object, ...]]:
    """Applied changes and conflicts without the order of parties."""

    def names(parties: Sequence[int]) -> frozenset[str]:
        return frozenset(found.parties[party].name for party in parties)

    applied = {(group.note, group.change.what, names(group.parties)) for group in found.applied}
    conflicts = {
        (group.key, frozenset((collision.change.what, names(collision.parties)) for collision in group.proposed))
        for group in found.conflicts
    }
    return applied | conflicts


@given(edits)
def test_one_party_gives_its_own_redline(acts: list[Action]) -> None:
    base, parties = proposals([acts])
    for party in parties:
        found = consolidate(base, [party])
        whole = merged_redline(found, {}, DATE)
        assert not found.conflicts
        assert not found.left
        assert texts(whole, "base") == texts(base, "base")
        assert texts(whole, "draft") == texts(party.redline, "draft")


@given(st.lists(edits, min_size=2, max_size=4))
def test_the_order_of_parties_changes_neither_changes_nor_conflicts(lists: list[list[Action]]) -> None:
    base, parties = proposals(lists)
    assert outcome_of(consolidate(base, parties)) == outcome_of(consolidate(base, parties[::-1]))


@given(st.lists(edits, min_size=1, max_size=4), st.sampled_from(["base", "stack", "first"]))
def test_nothing_is_dropped_and_the_base_stands(lists: list[list[Action]], policy: Policy) -> None:
    base, parties = proposals(lists)
    found = consolidate(base, parties)
    assert checked(found)
    whole = merged_redline(found, {}, DATE, policy)
    assert texts(whole, "base") == texts(base, "base")
    assert canonical(whole.clauses) == whole.clauses
    assert len({clause.id for clause in whole.clauses}) == len(whole.clauses)


@given(edits, st.integers(2, 4))
def test_proposals_that_are_alike_are_one_with_all_names(acts: list[Action], times: int) -> None:
    base, parties = proposals([acts] * times)
    found = consolidate(base, parties)
    assert not found.conflicts
    assert all(len(applied.parties) == len(parties) for applied in found.applied)
    if parties:
        assert texts(merged_redline(found, {}, DATE), "draft") == texts(parties[0].redline, "draft")


@given(st.lists(edits, min_size=2, max_size=3), st.sampled_from([0, 1]))
def test_a_decision_for_a_party_gives_its_words(lists: list[list[Action]], which: int) -> None:
    base, parties = proposals(lists)
    found = consolidate(base, parties)
    for conflict in found.conflicts:
        party = conflict.parties[which % len(conflict.parties)]
        whole = merged_redline(found, {conflict.key: Decision("party", party)}, DATE)
        assert texts(whole, "base") == texts(base, "base")


def of(base: str, *written: str) -> Consolidation:
    return consolidate(parse(base), [Party(name, parse(text)) for name, text in zip("ABC", written, strict=False)])


BASE_TEXT = "*resolves*\n1\tto act in good time;\n2\tto report.\n"


def test_disjoint_changes_in_one_sentence_compose() -> None:
    found = of(BASE_TEXT, BASE_TEXT.replace("act", "{~~act~>move~~}"), BASE_TEXT.replace("good", "{~~good~>due~~}"))
    assert not found.conflicts
    assert "1\tto {--act--}{++move++} in {--good--}{++due++} time;" in print_redline(merged_redline(found, {}, DATE))


def test_what_two_propose_alike_is_one_change_with_both_names() -> None:
    change = BASE_TEXT.replace("act", "{~~act~>move~~}")
    (agreed,) = of(BASE_TEXT, change, change).agreed_changes
    assert agreed.parties == (0, 1)


def test_a_clause_that_two_move_to_different_places_is_a_conflict() -> None:
    """Else the merged text would have it twice, and nobody would hear of it."""
    base = submission("*resolves*\n1\tone\n2\ttwo\n3\tthree\n4\tfour\n")
    texts_of = base.proposals[0].redline.clauses
    parties = []
    for name, index in (("A", 1), ("B", len(texts_of))):
        moved = apply(base, move_clauses(base, FIRST_TEXT, texts_of[2].id, index, Stamp(name, DATE), only=True))
        parties.append(Party(name, moved.proposals[0].redline))
    found = consolidate(base.proposals[0].redline, parties)
    [conflict] = found.conflicts
    assert conflict.parties == (0, 1)
    for decision in (None, Decision("party", 0), Decision("party", 1)):
        whole = merged_redline(found, {conflict.key: decision} if decision else {}, DATE)
        assert [text for _, _, text in texts(whole, "draft")].count("two") == 1
    same = consolidate(base.proposals[0].redline, [parties[0], Party("C", parties[0].redline)])
    assert not same.conflicts


def test_insertions_at_one_place_stand_side_by_side_in_party_order() -> None:
    new = BASE_TEXT.replace("2\tto report.", "{{++2\t{};++}}{{++¶++}}\n{{~~2~>3~~}}\tto report.")
    found = of(BASE_TEXT, new.format("to wait"), new.format("to listen"))
    assert not found.conflicts
    drafted = [text for _, _, text in texts(merged_redline(found, {}, DATE), "draft")]
    assert drafted == ["resolves", "to act in good time;", "to wait;", "to listen;", "to report."]


def test_two_wordings_of_the_same_words_collide_and_only_they_are_set_aside() -> None:
    found = of(
        BASE_TEXT,
        BASE_TEXT.replace("act", "{~~act~>move~~}").replace("report", "{~~report~>tell~~}"),
        BASE_TEXT.replace("act", "{~~act~>wait~~}"),
    )
    (conflict,) = found.conflicts
    assert [wording(found, conflict, party) for party in (None, 0, 1)] == ["act", "move", "wait"]
    assert "to act in good time" in texts(merged_redline(found, {}, DATE), "draft")[1][2]
    assert texts(merged_redline(found, {}, DATE), "draft")[2][2] == "to tell."
    stacked = print_redline(merged_redline(found, {}, DATE, "stack"))
    assert "to {--act--}{++movewait++} in" in stacked
    merged_text = merged_redline(found, {conflict.key: Decision("own", text="go", stamp=Stamp("Chair", DATE))}, DATE)
    assert "to go in good time" in texts(merged_text, "draft")[1][2]


def test_a_change_inside_what_another_strikes_collides() -> None:
    struck = "*resolves*\n{--1\tto act in good time;--}{--¶--}\n{~~2~>1~~}\tto report.\n"
    found = of(BASE_TEXT, BASE_TEXT.replace("good", "{~~good~>due~~}"), struck)
    assert len(found.conflicts) == 1


@pytest.mark.parametrize(("mine", "left"), [("2\tto  report.", 0), ("2\tto tell.", 1)])
def test_a_proposal_on_another_base_is_rebased_and_what_does_not_fit_is_told(mine: str, left: int) -> None:
    other = BASE_TEXT.replace("2\tto report.", mine).replace("good", "{~~good~>due~~}")
    other = other.replace("report.", "{~~report~>say~~}.").replace("tell.", "{~~tell~>say~~}.")
    found = of(BASE_TEXT, other)
    assert len(found.left) == left
    assert "due" in texts(merged_redline(found, {}, DATE), "draft")[1][2]
    assert checked(found)


def test_a_party_twice_is_refused() -> None:
    with pytest.raises(EditError, match="two proposals are by A"):
        consolidate(parse(SMALL), [Party("A", parse(SMALL)), Party("A", parse(SMALL))])


@given(st.lists(edits, min_size=2, max_size=3), st.sampled_from(["go", "to act and report", "", "one\ntwo"]))
def test_a_compromise_says_its_words_and_keeps_what_they_have_in_common(lists: list[list[Action]], words: str) -> None:
    base, parties = proposals(lists)
    found = consolidate(base, parties)
    for conflict in found.conflicts:
        whole = merged_redline(found, {conflict.key: Decision("own", text=words, stamp=Stamp("Chair", DATE))}, DATE)
        assert texts(whole, "base") == texts(base, "base")
    assert checked(found)


def test_a_compromise_on_a_clause_that_another_strikes_leaves_its_end_alone() -> None:
    struck = "*resolves*\n{--1\tto act in good time;--}{--¶--}\n{~~2~>1~~}\tto report.\n"
    found = of(BASE_TEXT, BASE_TEXT.replace("good", "{~~good~>due~~}"), struck)
    (conflict,) = found.conflicts
    words = wording(found, conflict, None).replace("in good time", "at once")
    whole = merged_redline(found, {conflict.key: Decision("own", text=words, stamp=Stamp("Chair", DATE))}, DATE)
    assert print_redline(whole).splitlines()[1] == "1\tto act {--in good time--}{++at once++};"
