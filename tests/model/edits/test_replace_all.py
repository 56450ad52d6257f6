"""Laws of replacing: the draft says what `re.sub` makes of it, the base says what it said, undo gives all back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.edits.replace_all import preview_replacements, replace_hits
from model.edits.transform import by_steps
from model.errors import EditError
from model.redline import ANCHOR, NOTE, Clause, Note, Redline, Run, Side, Stamp, Status, Style, paragraphs, status_spans
from model.redline.canonical import canonical
from model.submission.search import Query, passages
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import apply, from_json, invert, to_json
from model.submission.values import Proposal, Submission
from model.text.letter_case import with_capitals_of
from tests.builders.search import find_hits
from tests.model.submission.test_search import NEW, OLD, on, submissions
from tests.profiles import times_profile

ME = Stamp("me", "2024-09-06T09:00:00Z")
STORIES = (StoryId(1), StoryId(1, "f"))


def texts_on(value: Submission, side: Side) -> list[str]:
    return [
        paragraph.text.replace(ANCHOR, "").replace("\u2028", "\n")
        for story in STORIES
        for paragraph in paragraphs(story_clauses(value, story), side)
    ]


def base(value: Submission) -> object:
    return [
        [
            (paragraph.props, paragraph.runs, paragraph.bearer.label)
            for paragraph in paragraphs(story_clauses(value, story), "base")
        ]
        for story in STORIES
    ]


def spans(value: Submission) -> list[tuple[Status, str]]:
    return list(status_spans(value.proposals[0].redline.clauses[0].runs))


PATTERNS = ["a", "a+", "(a)(b)?", "[aé]+ ?", r"(?P<one>[abB])(?P<two>.)", "^.", ".$", ".+", "a|b", "(?<=a)b", "b*"]
TEMPLATES = ["", "x", "ab", "a\u0301", r"\g<0>", r"[\g<0>]", r"\\x", "a b\\nc", " "]


@settings(max_examples=times_profile(6))
@given(submissions(), st.sampled_from(PATTERNS), st.sampled_from(TEMPLATES), st.booleans())
def test_the_draft_says_what_sub_makes_of_it(value: Submission, pattern: str, template: str, case: bool) -> None:
    query = Query(pattern, case=case, pattern=True)
    compiled = re.compile(pattern, 0 if case else re.IGNORECASE)
    made = replace_hits(value, query, template, ME)
    after = value
    for part in by_steps(made, 1):
        after = apply(after, part)  # refused where the base would change
    assert after == apply(value, made)
    after = apply(value, made)

    def expanded(match: re.Match[str]) -> str:
        return match.expand(template) if match.group() else ""

    expected = [compiled.sub(expanded, text) for text in texts_on(value, "draft")]
    assert texts_on(after, "draft") == expected
    assert base(after) == base(value)
    assert apply(after, invert(made)) == value
    assert from_json(to_json(made)) == made
    for story in STORIES:
        clauses = story_clauses(after, story)
        assert canonical(clauses) == clauses
    assert len(preview_replacements(value, query, template)) == len(list(find_hits(value, query)))


@given(submissions(), st.data())
def test_one_hit_is_replaced_and_the_caret_stands_behind_it(value: Submission, data: st.DataObject) -> None:
    hits = list(find_hits(value, Query("a", fold=True)))
    if not hits:
        return
    hit = data.draw(st.sampled_from(hits))
    new = data.draw(st.sampled_from(["", "x", "aXb", "b"]))
    made = replace_hits(value, Query("a", fold=True), new, ME, [hit])
    after = apply(value, made)
    was, now = texts_on(value, "draft"), texts_on(after, "draft")
    assert base(after) == base(value)
    changed = [n for n, pair in enumerate(zip(was, now, strict=True)) if pair[0] != pair[1]]
    assert len(changed) <= 1
    if not made.steps:
        return
    id, offset = made.after.caret
    passage = next(
        candidate for candidate in passages(after, "draft", hit.story) if any(clause.id == id for clause in candidate.clauses)
    )
    behind = ""
    for clause, start, run in passage.runs:
        order = [candidate.id for candidate in passage.clauses]
        if order.index(clause.id) < order.index(id):
            behind += run.text
        elif clause.id == id:
            behind += run.text[: max(0, offset - start)]
    assert behind.endswith(with_capitals_of(hit.text, new))


def test_only_whole_words_that_differ_are_touched():
    value = on("the Member State may", Run(NOTE, content="f"), " ask", notes={"f": Note()})
    made = apply(value, replace_hits(value, Query("the Member State may", case=True), "the Member States may", ME))
    assert spans(made) == [
        (Status.KEPT, "the Member "), (OLD, "State"), (NEW, "States"), (Status.KEPT, " may\x01 ask")
    ]  # fmt: skip


def test_what_is_typed_again_whole_leaves_no_trace():
    value = on("a network and a network")
    query = Query("network")
    once = apply(value, replace_hits(value, query, "grid", ME))
    assert [text for status, text in spans(once) if status is NEW] == ["grid", "grid"]
    assert apply(once, replace_hits(once, Query("grid"), "network", ME)) == value


def test_the_new_words_have_the_format_of_the_old():
    italic = Style(italic=True)
    value = on("it ", Run("notes", style=italic), " that")
    after = apply(value, replace_hits(value, Query("notes that"), "recalls what", ME))
    assert [run.style for run in after.proposals[0].redline.clauses[0].runs if run.status is NEW] == [italic]


def test_footnotes_and_struck_text_are_left_and_said():
    value = on("a", Run(NOTE, content="f"), "b", Run("struck", OLD), notes={"f": Note()})
    found = preview_replacements(value, Query("a.b", pattern=True), "x")
    assert [hit.reason_kept for hit in found] == ["note"]
    assert replace_hits(value, Query("a.b", pattern=True), "x", ME).steps == ()
    assert [hit.reason_kept for hit in preview_replacements(value, Query("(a.)b", pattern=True), r"\1\1")] == ["note"]
    assert [hit.reason_kept for hit in preview_replacements(value, Query("struck", where="markup"), "x")] == ["struck"]
    kept = apply(value, replace_hits(value, Query("(a.)b", pattern=True), r"\1c", ME))
    assert [run.content for run in kept.proposals[0].redline.clauses[0].runs if run.text == NOTE] == ["f"]


def test_groups_keep_what_was_folded():
    value = on("un été à la mer")
    after = apply(value, replace_hits(value, Query(r"(ete) (a)", pattern=True, fold=True), r"\2 \1", ME))
    assert told_one(after) == "un à été la mer"


def told_one(value: Submission) -> str:
    return value.proposals[0].redline.clauses[0].text_on("draft")


def test_several_proposals_are_one_transaction():
    first, second = on("one cat").proposals[0], on("two cats").proposals[0]
    value = Submission(proposals=(first, second))
    made = replace_hits(value, Query("cat"), "dog", ME)
    after = apply(value, made)
    assert [proposal.redline.clauses[0].text_on("draft") for proposal in after.proposals] == ["one dog", "two dogs"]
    assert (made.kind, made.values) == (TransactionKind.REPLACE, {"count": 2})
    assert apply(after, invert(made)) == value


@pytest.mark.parametrize(("pattern", "template"), [("a", r"\1"), ("(a)", r"\g<n>"), ("a", "\\"), ("a", r"\q"), ("a", r"\99")])
def test_a_bad_template_is_told_in_a_sentence(pattern, template):
    with pytest.raises(EditError):
        preview_replacements(on("cat"), Query(pattern, pattern=True), template)


def test_the_text_in_force_is_not_replaced():
    with pytest.raises(EditError, match="text in force"):
        preview_replacements(on("cat"), Query("cat", where="base"), "dog")
    assert preview_replacements(on("cat"), Query("cat"), r"\1")[0].new == r"\1"


def test_hits_that_are_gone_are_passed_over():
    value = on("cat")
    hit = next(find_hits(value, Query("cat")))
    assert replace_hits(on("dog"), Query("cat"), "x", ME, [hit]).steps == ()


def test_replaced_clauses_keep_their_ids():
    clauses = tuple(Clause(f"c{n}", runs=(Run(f"text {n}"),)) for n in range(5))
    value = Submission(proposals=(Proposal("MOD", "1", Redline(clauses)),))
    after = apply(value, replace_hits(value, Query("text 3"), "", ME))
    assert [clause.id for clause in after.proposals[0].redline.clauses] == ["c0", "c1", "c2", "c3", "c4"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("assembly"), "Meeting, meeting, MEETING"),
        (Query("assembly", case=True), "Assembly, meeting, ASSEMBLY"),
        (Query("(?i)assembly", pattern=True), "meeting, meeting, meeting"),
    ],
)
def test_a_hit_keeps_its_capitals_unless_they_are_distinguished(query: Query, expected: str) -> None:
    value = on("Assembly, assembly, ASSEMBLY")
    after = apply(value, replace_hits(value, query, "meeting", ME))
    assert [paragraph.text for paragraph in paragraphs(story_clauses(after, StoryId(1)), "draft")] == [expected]
