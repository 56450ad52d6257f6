"""Changes of words carried to texts that say nearly the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.edits.proposals.twin_proposals import CarriedWords, SkippedWords, carried_words
from model.redline import ANCHOR, NOTE

WORDS = st.lists(st.sampled_from(["to", "report", "the", "Council", "annually", "of", "this", ",", "报", "告"]), max_size=12).map(
    " ".join
)


def applied(other: str, carried: tuple[CarriedWords, ...]) -> str:
    for words in reversed(carried):
        other = other[: words.start] + words.new + other[words.stop :]
    return other


@given(WORDS, WORDS)
def test_into_the_same_text_every_change_fits(base: str, draft: str) -> None:
    carried, left = carried_words(base, draft, base)
    if base:
        assert left == ()
        assert applied(base, carried) == draft


@given(WORDS, WORDS, WORDS)
def test_what_is_carried_replaces_the_same_words_in_order(base: str, draft: str, other: str) -> None:
    carried, left = carried_words(base, draft, other)
    behind = 0
    for words in carried:
        assert behind <= words.start <= words.stop <= len(other)
        assert other[words.start : words.stop] in base
        behind = words.stop
    if base == draft:
        assert (carried, left) == ((), ())


@pytest.mark.parametrize(
    ("base", "draft", "other", "wanted", "left"),
    [
        (
            "to report to the Council on this resolution;",
            "to report annually to the Council on this resolution;",
            "to report to the ITU Council on this resolution,",
            "to report annually to the ITU Council on this resolution,",
            (),
        ),
        (
            "to report to the Council (Geneva, 2014);",
            "to report to the Council (Geneva, 2018);",
            "to report to the Conference (Geneva, 2014).",
            "to report to the Conference (Geneva, 2018).",
            (),
        ),
        (
            "to report to the Council",
            "to report to the Assembly",
            "to report to the ITU Conference",
            "to report to the ITU Conference",
            (SkippedWords("Council", "Assembly"),),
        ),
        (
            "the networks of today and of tomorrow",
            "the networks of tomorrow",
            f"the networks{NOTE} of today and of tomorrow",
            f"the networks{NOTE} of tomorrow",
            (),
        ),
        (
            "the networks of today",
            "the services of yesterday and today",
            f"the net{ANCHOR}works of today",
            f"the net{ANCHOR}works of yesterday and today",
            (SkippedWords("networks", "services"),),
        ),
        ("请秘书长报告", "请秘书长每年报告", "请秘书长向理事会报告", "请秘书长向理事会报告", (SkippedWords("", "每年"),)),
        ("请秘书长报告", "请秘书长每年报告", "请秘书长报告；", "请秘书长每年报告；", ()),
        ("", "new", "other", "other", (SkippedWords("", "new"),)),
    ],
)
def test_changes(base: str, draft: str, other: str, wanted: str, left: tuple[SkippedWords, ...]) -> None:
    carried, found = carried_words(base, draft, other)
    assert applied(other, carried) == wanted
    assert found == left
