"""Comments stay at their words: through edits, splits, merges and moves; what is gone leaves them on the clause."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from model.edits import structure, text
from model.edits.comments import add_comment, anchors_between
from model.redline import ANCHOR, Clause, Redline, Run, Stamp
from model.redline.edit_text import Place
from model.submission.comments import (
    ClauseText,
    Comment,
    CommentAnchor,
    CommentFinder,
    CommentSpan,
    anchor_of,
    find_anchor,
    in_order,
    public_comments,
)
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME, Action, actions, carried_out, submission

ITEM = 5
"""Index of `that some have items:`."""

FORMULAS = [
    Clause(f"c{index}", runs=(Run(text),))
    for index, text in enumerate(
        (
            "that the Assembly has welcomed the results of the World Summit on small texts;",
            "that the World Summit on small texts invited the Member States to report on their work to the Assembly;",
            "to instruct the Director of the Bureau to report to the Assembly on the results of the World Summit;",
            "to invite the Member States and the Director of the Bureau to take part in the work on small texts,",
        )
    )
]
"""Clauses that have many words in common, as those of a resolution do."""


def anchor_on(value: Submission, words: str, index: int) -> CommentAnchor:
    clause = value.proposals[0].redline.clauses[index]
    start = clause.text.index(words)
    return anchor_of(clause, start, start + len(words))


def words_at(value: Submission, span: CommentSpan | None) -> str | None:
    if span is None:
        return None
    clause = next(clause for clause in value.proposals[0].redline.clauses if clause.id == span.clause)
    return clause.text[span.start : span.end]


def where(value: Submission, anchor: CommentAnchor) -> str | None:
    return words_at(value, find_anchor(value.proposals[0].redline, anchor))


def typed(value: Submission, index: int, offset: int, words: str) -> Submission:
    return apply(value, text.type_text(value, StoryId(1), Place(index, offset), Place(index, offset), words, ME))


def test_words_are_found_where_they_are() -> None:
    value = submission()
    anchor = anchor_on(value, "some have", ITEM)
    assert (anchor.quote, anchor.prefix, anchor.suffix) == ("some have", "that ", " items:")
    assert where(value, anchor) == "some have"
    assert where(typed(value, ITEM, 0, "one must know "), anchor) == "some have"
    assert where(typed(value, ITEM, len("that some "), "really "), anchor) == "some really have"


def test_of_the_same_words_twice_those_in_the_same_surroundings_are_meant() -> None:
    clause = Clause("c", runs=(Run("one text and two text and three text"),))
    anchor = anchor_of(clause, 17, 21)
    longer = Redline((Clause("c", runs=(Run("a text, one text and two text and three text"),)),))
    assert find_anchor(longer, anchor) == CommentSpan("c", 25, 29)


def test_marks_without_width_do_not_count() -> None:
    mark = Run(ANCHOR, content="<w:bookmarkStart/>")
    clause = Clause("c", runs=(Run("on sm"), mark, Run("all "), mark, Run("texts")))
    anchor = anchor_of(clause, 3, 9)
    assert anchor.quote == "small"
    assert find_anchor(Redline((clause,)), anchor) == CommentSpan("c", 3, 9)
    assert find_anchor(Redline((Clause("c", runs=(Run("on small texts"),)),)), anchor) == CommentSpan("c", 3, 8)


def test_a_comment_follows_its_words_into_the_new_clause_of_a_split() -> None:
    value = submission()
    anchor = anchor_on(value, "items", ITEM)
    place = Place(ITEM, len("that some "))
    split = apply(value, text.break_paragraph(value, StoryId(1), place, place, ME))
    assert where(split, anchor) == "items"


def test_a_comment_follows_its_clause_through_a_merge() -> None:
    value = submission()
    clauses = value.proposals[0].redline.clauses
    anchor = anchor_on(value, "others have none", 8)
    merged = apply(value, text.merge_next(value, StoryId(1), clauses[7].id, ME))
    assert where(merged, anchor) == "others have none"


def test_a_comment_follows_a_moved_clause() -> None:
    value = submission()
    clauses = value.proposals[0].redline.clauses
    for anchor in (anchor_on(value, "texts are", 4), anchor_of(clauses[4])):
        moved = apply(value, structure.move_clauses(value, StoryId(1), clauses[4].id, 9, ME))
        span = find_anchor(moved.proposals[0].redline, anchor)
        assert span is not None
        moved_clause = next(clause for clause in moved.proposals[0].redline.clauses if clause.id == span.clause)
        assert moved_clause.is_on("draft")
        assert span.whole == (not anchor.quote)


def test_where_the_words_are_gone_the_clause_is_meant_and_where_it_is_gone_nothing_is() -> None:
    value = submission()
    long = typed(value, ITEM, 5, "wholly unforeseeable ")
    anchor = anchor_on(long, "wholly unforeseeable", ITEM)
    span = find_anchor(value.proposals[0].redline, anchor)
    assert span is not None
    assert span.whole
    assert words_at(value, span) == "that some have items:"
    clauses = value.proposals[0].redline.clauses
    rest = Redline((*clauses[:ITEM], *clauses[ITEM + 1 :]))
    assert find_anchor(rest, anchor) is None
    assert find_anchor(rest, CommentAnchor(clauses[ITEM].id)) is None


@given(st.integers(0, 3), st.floats(0, 1), st.floats(0, 1))
def test_where_a_clause_is_gone_its_words_are_not_looked_for_in_clauses_that_say_something_else(
    index: int, a: float, b: float
) -> None:
    anchor = anchor_within(FORMULAS[index], a, b)
    rest = [clause for clause in FORMULAS if clause.id != anchor.clause]
    assert find_anchor(Redline(tuple(rest)), anchor) is None


@given(st.integers(0, 3), st.floats(0, 1), st.floats(0, 1), st.permutations(range(4)), st.sampled_from(("", "also ", "merged")))
def test_a_clause_with_another_id_keeps_its_comment(index: int, a: float, b: float, order: list[int], how: str) -> None:
    """As after a move that was accepted, and in a file that was read again; where it was merged or edited too."""
    anchor = anchor_within(FORMULAS[index], a, b)
    passage = anchor.prefix + anchor.quote + anchor.suffix
    texts = [clause.text for clause in FORMULAS]
    edited = texts[index].index(" ", 40) + 1
    if how == "merged":
        texts[index] = f"{texts[index - 1]} {texts[index]} {texts[index - 2]}"
    else:
        texts[index] = texts[index][:edited] + how + texts[index][edited:]
    span = find_anchor(Redline(tuple(Clause(f"new{at}", runs=(Run(texts[at]),)) for at in order)), anchor)
    if anchor.quote and len(passage) >= 24 and (passage in texts[index] or near_the_middle(edited, FORMULAS[index], passage)):
        assert span is not None
        assert span.clause == f"new{index}"
        words = texts[index][span.start : span.end]
        assert words == anchor.quote if passage in texts[index] else fuzz.ratio(words, anchor.quote) > 60


def near_the_middle(offset: int, clause: Clause, passage: str) -> bool:
    start = clause.text.index(passage)
    return start + 20 < offset < start + len(passage) - 20


def anchor_within(clause: Clause, a: float, b: float) -> CommentAnchor:
    start, end = sorted((round(a * len(clause.text)), round(b * len(clause.text))))
    return anchor_of(clause, start, end)


def test_a_short_clause_that_is_gone_is_not_taken_for_another_of_its_words() -> None:
    calls = [Clause("a", runs=(Run("resolves"),)), Clause("b", runs=(Run("resolves"),))]
    assert find_anchor(Redline((calls[1],)), anchor_of(calls[0], 0, 8)) is None


@given(
    st.lists(st.text("no ,", max_size=9), min_size=2, max_size=4), st.integers(0, 8), st.integers(0, 8),
    st.text("yes ", max_size=9),
)  # fmt: skip
def test_short_words_have_a_place_or_none(texts: list[str], a: int, b: int, now: str) -> None:
    clauses = [Clause(f"c{index}", runs=(Run(text),)) for index, text in enumerate(texts)]
    anchor = anchor_of(clauses[0], min(a, b, len(texts[0])), min(max(a, b), len(texts[0])))
    for left in ((Clause("c0", runs=(Run(now),)), *clauses[1:]), tuple(clauses[1:]), tuple(clauses)):
        span = find_anchor(Redline(left), anchor)
        assert span is None or any(clause.id == span.clause and span.end <= len(clause.text) for clause in left)


@given(st.integers(1, 3), st.floats(0, 1), st.floats(0, 1))
def test_words_struck_in_a_clause_that_stays_are_not_looked_for_in_others(index: int, a: float, b: float) -> None:
    anchor = anchor_within(FORMULAS[index], a, b)
    left = anchor.prefix + anchor.suffix
    if len(left) < 48 or not anchor.quote:
        return
    struck = Clause(anchor.clause, runs=(Run(FORMULAS[index].text.replace(anchor.prefix + anchor.quote, anchor.prefix)),))
    span = find_anchor(Redline((*FORMULAS[:index], struck, *FORMULAS[index + 1 :])), anchor)
    assert span is not None
    assert span.clause == anchor.clause


def test_words_elsewhere_are_not_taken_for_those_that_were_edited_here() -> None:
    first = Clause("a", runs=(Run("invites the Director of the Bureau to report to the Assembly"),))
    other = Clause("b", runs=(Run("the Director of the Bureau"),))
    anchor = anchor_of(first, 8, 34)
    edited = Clause("a", runs=(Run("invites the Director of the said Bureau to report to the Assembly"),))
    span = find_anchor(Redline((edited, other)), anchor)
    assert span is not None
    assert span.clause == "a"
    assert edited.text[span.start : span.end] == "the Director of the said Bureau"


def test_a_range_over_several_clauses_has_an_anchor_in_each() -> None:
    value = submission()
    anchors = anchors_between(value, StoryId(1), Place(4, 5), Place(6, 3))
    assert [anchor.quote for anchor in anchors] == ["texts are short;", "that some have items:", "one"]
    assert anchors_between(value, StoryId(1), Place(4, 5), Place(4, 5)) == (
        CommentAnchor(value.proposals[0].redline.clauses[4].id),
    )
    spans = CommentFinder(value.proposals[0].redline).comment(Comment("x", anchors))
    assert [words_at(value, span) for span in spans] == [anchor.quote for anchor in anchors]


def test_comments_are_listed_by_place_those_without_one_last() -> None:
    value = submission()
    clauses = value.proposals[0].redline.clauses
    comments = {
        "lost": Comment("?", (CommentAnchor("gone", "never said by anybody"),)),
        "late": Comment("x", (anchor_of(clauses[6], 3, 6),), stamp=Stamp("b", "2024-02-01T00:00:00Z")),
        "early": Comment("y", (anchor_of(clauses[4], 0, 4),)),
        "older": Comment("z", (anchor_of(clauses[6], 3, 6),), private=True, stamp=Stamp("b", "2024-01-01T00:00:00Z")),
    }
    assert [key for key, _ in in_order(Redline(clauses), comments)] == ["early", "older", "late", "lost"]
    assert set(public_comments(comments)) == {"lost", "late", "early"}


@settings(deadline=None)
@given(st.lists(actions(), max_size=6), st.integers(0, 10), st.floats(0, 1), st.floats(0, 1))
def test_whatever_is_edited_a_comment_on_the_text_in_force_keeps_a_place(
    done: list[Action], index: int, a: float, b: float
) -> None:
    """The text in force is never lost, so neither is the place of what bears on it; and every place lies in the text."""
    value = submission()
    clause = value.proposals[0].redline.clauses[index]
    start, end = sorted((round(a * len(clause.text)), round(b * len(clause.text))))
    anchor = anchor_of(clause, start, end)
    value = apply(value, add_comment(value, 1, (anchor,), "Why?", ME))
    value = carried_out(value, done)
    redline = value.proposals[0].redline
    ((_, spans),) = in_order(redline, value.proposals[0].comments)
    for span in spans:
        text_now = next(clause.text for clause in redline.clauses if clause.id == span.clause)
        assert 0 <= span.start <= span.end <= len(text_now)
    if any(kept.id == clause.id for kept in redline.clauses):
        assert spans


@given(st.lists(st.sampled_from(["ab", ANCHOR, "c"])), st.integers(0, 20), st.integers(0, 20))
def test_places_in_a_text_without_marks_are_places_in_the_whole(pieces: list[str], first: int, other: int) -> None:
    clause = Clause("c", runs=tuple(Run(piece, content="x" if piece == ANCHOR else "") for piece in pieces))
    clause_text, whole = ClauseText.of(clause), clause.text
    assert clause_text.text == whole.replace(ANCHOR, "")
    start, end = sorted((min(first, len(whole)), min(other, len(whole))))
    assert clause_text.text[clause_text.offset(start) : clause_text.offset(end)] == whole[start:end].replace(ANCHOR, "")
    if clause_text.offset(start) < clause_text.offset(end):
        span = clause_text.span(clause_text.offset(start), clause_text.offset(end), "")
        assert whole[span.start : span.end].strip(ANCHOR) == whole[start:end].strip(ANCHOR) == whole[span.start : span.end]
