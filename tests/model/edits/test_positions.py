"""Positions are added, changed and removed as every other edit; they move with the text and never touch it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.brackets.parser import parse_brackets
from model.edits import positions, structure, text
from model.errors import EditError
from model.numbering import Labelling
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.comments import CommentAnchor, find_anchor
from model.submission.positions import MOST_ENTRIES, STANCES, Position
from model.submission.story import FIRST_TEXT
from model.submission.transactions import Transaction, apply, from_json, invert, to_json
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.model.edits.test_brackets import submission_of

YOU = Stamp("you", "2024-09-07T09:00:00Z")
TEXT = "1\tthey [ATU: shall] [EUR: should] act;\n\n2\tthey may {++also ++}act;"
RED = Position(owners=("ATU",), stance="red_line", details="unless [best efforts]", note="We can join.", links=("Res. 73",))


def value_of(text: str = TEXT) -> Submission:
    return submission_of(text)


def add(value: Submission, position: Position) -> Submission:
    return apply(value, positions.add_position(value, 1, position, ME))


words = st.text(st.sampled_from("ab [\n"), max_size=6)
some = st.builds(
    Position,
    anchors=st.just((CommentAnchor("c1", "they"),)),
    party=words,
    owners=st.lists(words, max_size=3).map(tuple),
    stance=st.sampled_from(STANCES),
    details=words,
    note=words,
    links=st.lists(words, max_size=3).map(tuple),
)
CHANGES = st.one_of(
    some.map(lambda position: lambda value: positions.add_position(value, 1, position, YOU)),
    some.map(lambda position: lambda value: positions.change_position(value, 1, "p1", position, YOU)),
    st.sampled_from(["p1", "p2"]).map(lambda key: lambda value: positions.remove_position(value, 1, key, ME)),
)


@given(st.lists(CHANGES, max_size=6))
def test_every_change_is_taken_back_and_written_as_json(changes: list[Callable[[Submission], Transaction]]) -> None:
    value = start = add(value_of(), RED)
    done: list[Transaction] = []
    for make in changes:
        try:
            change = make(value)
        except EditError:
            continue
        assert from_json(to_json(change)) == change
        done.append(change)
        value = apply(value, change)
        assert value.proposals[0].redline is start.proposals[0].redline
        assert not any(position.is_empty for position in value.proposals[0].positions.values())
    for change in reversed(done):
        value = apply(value, invert(change))
    assert value == start


def quoted(value: Submission, key: str = "p1") -> list[str]:
    """The words of the present text on which a position is."""
    redline = value.proposals[0].redline
    spans = [find_anchor(redline, anchor) for anchor in value.proposals[0].positions[key].anchors]
    return [redline[span.clause].text[span.start : span.end] for span in spans if span is not None]


def test_it_is_at_a_bracket_an_option_a_clause_or_an_amendment() -> None:
    value = value_of()
    redline = value.proposals[0].redline
    (made,) = parse_brackets(redline.clauses).open_texts
    for anchors in (
        positions.anchors_of_brackets(value, made),
        positions.anchors_of_brackets(value, made, 1),
        positions.anchors_of_clause(value, FIRST_TEXT, redline.clauses[1].id),
        positions.anchors_of_amendments(value, 1, amendments(redline, Labelling.of(redline))[:1]),
    ):
        value = add(value, replace(RED, anchors=anchors))
    assert [quoted(value, key) for key in ("p1", "p2", "p3", "p4")] == [
        ["[ATU: shall] [EUR: should]"], ["[EUR: should]"], ["they may also act;"], ["also "],
    ]  # fmt: skip


def test_it_moves_with_the_text_as_comments_do() -> None:
    value = value_of()
    (made,) = parse_brackets(value.proposals[0].redline.clauses).open_texts
    value = add(value, replace(RED, anchors=positions.anchors_of_brackets(value, made)))
    first = value.proposals[0].redline.clauses[0]
    value = apply(value, text.type_text(value, FIRST_TEXT, Place(0, 0), Place(0, 0), "All of ", ME))
    assert quoted(value) == ["[ATU: shall] [EUR: should]"]
    value = apply(value, structure.move_clauses(value, FIRST_TEXT, first.id, 2, ME))
    assert quoted(value) == ["[ATU: shall] [EUR: should]"]
    value = apply(value, structure.delete_clauses(value, FIRST_TEXT, value.proposals[0].redline.clauses[-1].id, ME))
    assert value.proposals[0].positions


def test_entries_are_cleaned() -> None:
    value = add(value_of(), Position(owners=(" ATU ", "", "ATU", "EUR\nCEPT"), details=" a\nb\n", links=("", " x ")))
    (position,) = value.proposals[0].positions.values()
    assert position == Position(owners=("ATU", "EUR CEPT"), details="a\nb", links=("x",))


@pytest.mark.parametrize(
    ("position", "sentence"),
    [
        (Position(party="EUR"), "needs an owner, a stance, some words or a link"),
        (Position(owners=tuple(map(str, range(MOST_ENTRIES + 1)))), "at most 100 owners"),
        (Position(links=tuple(map(str, range(MOST_ENTRIES + 1)))), "as many links"),
    ],
)
def test_a_position_that_says_nothing_or_too_much_is_refused(position: Position, sentence: str) -> None:
    value = add(value_of(), RED)
    for make in (positions.add_position, lambda *args: positions.change_position(*args[:2], "p1", *args[2:])):
        with pytest.raises(EditError, match=sentence):
            make(value, 1, position, ME)


def test_what_is_gone_cannot_be_changed() -> None:
    with pytest.raises(EditError, match="no longer there"):
        positions.change_position(value_of(), 1, "p9", RED, ME)
    with pytest.raises(EditError, match="no longer there"):
        positions.remove_position(value_of(), 1, "p9", ME)


def test_there_are_not_endlessly_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions, "MOST_POSITIONS", 1)
    with pytest.raises(EditError, match="at most 1 positions"):
        positions.add_position(add(value_of(), RED), 1, RED, ME)


def test_a_position_keeps_its_words_when_what_it_says_changes() -> None:
    value = add(value_of(), replace(RED, anchors=(CommentAnchor("c1", "act"),)))
    value = apply(value, positions.change_position(value, 1, "p1", replace(RED, stance="wanted"), ME))
    assert value.proposals[0].positions["p1"] == replace(RED, stance="wanted", anchors=(CommentAnchor("c1", "act"),))
