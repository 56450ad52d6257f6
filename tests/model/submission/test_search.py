"""What is found where: the draft looks through deleted text, no character is found twice, no pattern hangs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import EditError
from model.redline import ANCHOR, KEPT_END, LINE_BREAK, NOTE, Clause, End, Note, Redline, Run, Side, Status, paragraphs
from model.redline.canonical import canonical
from model.submission.search import Finder, Passage, Query, passages
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from tests.builders.search import find_hits
from tests.limits import alarm

SIDES: tuple[Side, ...] = ("base", "draft")
NEW, OLD = Status.INSERTED, Status.DELETED

texts = st.text(st.sampled_from("aabB é\u0301ﬁßＡ\u0640\u0651ا" + LINE_BREAK), min_size=1, max_size=5)
statuses = st.sampled_from([Status.KEPT, Status.KEPT, *Status])
runs = st.one_of(
    st.builds(Run, texts, statuses),
    st.builds(lambda status: Run(ANCHOR, status, content="<w:bookmarkEnd/>"), statuses),
)


def _closed(story: list[Clause]) -> list[Clause]:
    """A story in which the text of each side has an end of that side after it, as in every one that edits leave."""
    for side in SIDES:
        for clause in reversed(story):
            if clause.end.status.on(side):
                break
            if clause.text_on(side):
                return [*story[:-1], replace(story[-1], end=KEPT_END)]
    return story


@st.composite
def submissions(draw: st.DrawFn) -> Submission:
    """One text and a note, in canonical form, of few letters, so that there is much to find."""
    stories = []
    for prefix in ("c", "n"):
        story = [
            Clause(f"{prefix}{n}", runs=tuple(draw(st.lists(runs, max_size=4))), end=End(draw(statuses)))
            for n in range(draw(st.integers(0, 5)))
        ]
        stories.append(canonical(_closed(story)))
    return Submission(proposals=(Proposal("MOD", "1", Redline(stories[0], {"f": Note(clauses=stories[1])})),))


def on(*runs: Run | str, notes: dict[str, Note] | None = None) -> Submission:
    joined = tuple(Run(run) if isinstance(run, str) else run for run in runs)
    return Submission(proposals=(Proposal("MOD", "1", Redline((Clause("c", runs=joined),), notes or {})),))


def found(value: Submission, text: str, **options: object) -> list[str]:
    return [hit.text for hit in find_hits(value, Query(text, **options))]  # type: ignore[arg-type]


queries = st.builds(
    Query,
    st.one_of(texts, st.sampled_from(["a|b", "[ab]+", "(a)(b)?", "a*", "^.", r"\w+", "fi?", "ss", "s", "ا+"])),
    case=st.booleans(),
    whole=st.booleans(),
    pattern=st.booleans(),
    fold=st.booleans(),
    where=st.sampled_from(["markup", "draft", "base"]),
)


@given(submissions(), queries)
def test_a_hit_says_where_it_stands_and_no_character_is_found_twice(value: Submission, query: Query) -> None:
    seen: set[tuple[str, int]] = set()
    for passage in passages(value, query.where):
        for hit in Finder(query).hits(passage):
            assert hit.text
            inside: list[tuple[str, int, str]] = []
            for clause, offset, run in passage.runs:
                inside += [(clause.id, offset + place, char) for place, char in enumerate(run.text)]
            first = next(n for n, (id, place, _) in enumerate(inside) if (id, place) == (hit.clause, hit.start))
            last = next(n for n, (id, place, _) in enumerate(inside) if (id, place + 1) == (hit.last, hit.stop))
            assert "".join(char for _, _, char in inside[first : last + 1]) == hit.text
            places = {(id, place) for id, place, _ in inside[first : last + 1]}
            assert not places & seen
            seen |= places


@given(submissions(), queries, st.integers(0, 4))
def test_the_first_hits_of_a_passage_are_those_of_all(value: Submission, query: Query, most: int) -> None:
    for passage in passages(value, query.where):
        assert Finder(query).hits(passage, most) == Finder(query).hits(passage)[:most]


@given(submissions(), texts, st.booleans(), st.sampled_from(["draft", "base"]))
def test_words_are_found_as_often_as_in_the_text_of_the_side(value, text, case, side) -> None:
    stories = [value.proposals[0].redline.clauses, value.proposals[0].redline.notes["f"].clauses]
    sides = [paragraph.text.replace(ANCHOR, "") for clauses in stories for paragraph in paragraphs(clauses, side)]
    flags = 0 if case else re.IGNORECASE
    expected = [hit for words in sides for hit in re.findall(re.escape(text).replace("\\ ", " "), words, flags)]
    assert found(value, text, case=case, where=side) == expected


def test_the_draft_looks_through_struck_text_and_never_into_it():
    value = on("tele", Run("graph", OLD), Run(ANCHOR, content="<w:x/>"), "phone", Run("s", NEW))
    assert found(value, "telephones") == ["telephones"]
    assert found(value, "graph") == []
    assert found(value, "graph", where="markup") == ["graph"]
    assert found(value, "telegraphphones", where="base") == []
    assert found(value, "telegraphphones", where="markup") == ["telegraphphones"]
    hit = next(find_hits(value, Query("telephones")))
    assert (hit.clause, hit.start, hit.stop) == ("c", 0, 16)


def test_a_joined_paragraph_is_one_text():
    clauses = (Clause("a", runs=(Run("net"),), end=End(OLD)), Clause("b", runs=(Run("work"),)))
    value = Submission(proposals=(Proposal("MOD", "1", Redline(clauses)),))
    hit = next(find_hits(value, Query("network")))
    assert (hit.clause, hit.start, hit.last, hit.stop) == ("a", 0, "b", 4)
    assert found(value, "network", where="base") == []


@pytest.mark.parametrize(
    ("text", "query", "hit"),
    [
        ("la résolution", "resolution", "résolution"),
        ("la re\u0301solution", "résolution", "re\u0301solution"),
        ("la resolution", "résolution", "resolution"),
        ("ﬁnances", "fin", "ﬁn"),
        ("finances", "ﬁ", "fi"),
        ("القَرَارُ ٧٥", "القرار", "القَرَارُ"),
        ("الأعضــاء", "الاعضاء", "الأعضــاء"),
        ("ＩＴＵ－Ｔ", "itu", "ＩＴＵ"),
        ("Straße", "strasse", "Straße"),
        ("Ørsted", "orsted", "Ørsted"),
    ],
)
def test_accents_marks_and_widths_are_folded_where_that_is_asked(text, query, hit):
    assert found(on(text), query, fold=True) == [hit]
    assert found(on(text), query) in ([], [hit])


@pytest.mark.parametrize(
    ("text", "query", "times"),
    [
        ("a cat, concatenated: Cat", "cat", 2),
        ("état, tat", "tat", 1),
        ("كِتاب كتاب", "كت", 0),
        ("第75号决议", "决议", 1),
        ("ba a a", "a a", 1),
        ("x_cat cat2 cat", "cat", 1),
    ],
)
def test_whole_words(text, query, times):
    assert len(found(on(text), query, whole=True)) == times


def test_what_a_keyboard_types_finds_what_texts_print():
    assert found(on("l\u2019Union\u00a0internationale \u201cITU\u2011T\u201d"), 'l\'union internationale "itu-t"')
    assert found(on("a.b"), "a?b") == []
    assert found(on(f"one{LINE_BREAK}two"), "e\\st", pattern=True) == [f"e{LINE_BREAK}t"]


def test_notes_are_searched_behind_their_text():
    value = on("word", Run(NOTE, content="f"), " word", notes={"f": Note(clauses=(Clause("n", runs=(Run("a word"),)),))})
    assert [hit.story for hit in find_hits(value, Query("word"))] == [StoryId(1), StoryId(1), StoryId(1, "f")]
    assert found(value, "word word") == []


@pytest.mark.parametrize("text", ["(", "[", "(?P<x", "\\", "a{9999999999}", "(?<n>a)(?P=m)", "*", "(?Z", "x" * 301, "[[a"])
def test_a_bad_pattern_is_told_in_a_sentence(text):
    with pytest.raises(EditError) as refusal:
        list(find_hits(on("aaa"), Query(text, pattern=True)))
    assert "\n" not in str(refusal.value)


HUGE = ["a{2147483648}", "a{4000000,}", "((a{1000}){1000}){1000}", "(?:[)a]b{3000}|c){900}", "x" + "(?:a{9999})" * 9]


@pytest.mark.parametrize("text", HUGE)
def test_a_pattern_that_would_fill_the_memory_is_refused_before_it_is_compiled(text):
    with alarm(1), pytest.raises(EditError, match="repeats more than 20,000 times"):
        Finder(Query(text, pattern=True))


def test_what_a_pattern_repeats_may_be_much():
    assert found(on("a" * 9000), "(?:a{100}){80}b?", pattern=True) == ["a" * 8000]
    assert found(on("a" * 9), "a{0,999999}", pattern=True) == ["a" * 9]
    assert found(on("{30000}x"), r"[{]30000\}x", pattern=True) == ["{30000}x"]


@pytest.mark.parametrize("text", ["(a+)+$", "(a|aa)+$", "(.*a){25}x$", "(?R)", "(a*)*b", "((a{1,99}){1,99}){1,99}!"])
def test_no_pattern_hangs(text):
    value = on("a" * 3000 + "x!")
    with alarm(1):
        try:
            list(find_hits(value, Query(text, pattern=True)))
        except EditError as error:
            assert "too long" in str(error)


@given(st.text(max_size=8))
def test_any_text_is_a_query_or_refused(text: str) -> None:
    for pattern in (True, False):
        for fold in (True, False):
            try:
                finder = Finder(Query(text, pattern=pattern, fold=fold, whole=fold))
            except EditError:
                assert pattern
                continue
            finder.hits(Passage(StoryId(1), (Clause("c", runs=(Run("a (b) [c] é"),)),), "draft"))


def test_a_query_of_nothing_but_marks_finds_nothing():
    assert found(on("résolution"), "\u0301", fold=True) == []
    assert found(on("text"), "") == []
