"""Words: both lists come back, no more is marked than needed, and what is marked reads well."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.diff.tokens import token_spans, words_in
from model.diff.word_diff import changes, common, equal_between

TOKENS = st.lists(st.sampled_from(["the", "of", "Union", " ", ",", "2018", "一", "والاتصالات"]), max_size=30)


def tokens(text: str) -> list[str]:
    return [text[start:stop] for start, stop in token_spans(text)]


def marked(old: str, new: str) -> str:
    """The difference as CriticMarkup."""
    before, after = tokens(old), tokens(new)
    out = ""
    for change, start, stop, _ in equal_between(changes(before, after), len(before)):
        if change is None:
            out += "".join(before[start:stop])
            continue
        gone, came = "".join(before[change.start : change.stop]), "".join(after[change.new_start : change.new_stop])
        out += f"[-{gone}-]" * bool(gone) + f"{{+{came}+}}" * bool(came)
    return out


@given(TOKENS, TOKENS)
def test_both_lists_come_back(old, new):
    rebuilt = []
    for change, start, stop, matched in equal_between(changes(old, new), len(old)):
        if change is None:
            assert old[start:stop] == new[matched : matched + stop - start]
            rebuilt += old[start:stop]
        else:
            rebuilt += new[change.new_start : change.new_stop]
    assert rebuilt == new


@given(TOKENS, TOKENS)
def test_what_is_marked_without_need_lies_between_replacements(old, new):
    found = changes(old, new)
    least = len(old) - common(old, new)
    assert sum(span.stop - span.start for span in found) >= least
    if all(span.start == span.stop or span.new_start == span.new_stop for span in found):
        assert sum(span.stop - span.start for span in found) == least


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("a of b", "a and of b", "a {+and +}of b"),
        ("the Council adopted", "the Council of ITU adopted", "the Council {+of ITU +}adopted"),
        ("75 (Rev. Dubai, 2018);", "75 (Rev. Geneva, 2022);", "75 (Rev. [-Dubai, 2018-]{+Geneva, 2022+});"),
        ("one small word here", "two large word here", "[-one small-]{+two large+} word here"),
        ("évolution", "évolutions", "[-évolution-]{+évolutions+}"),
        ("国际电信联盟全会", "国际电联全会", "国际电[-信-]联[-盟-]全会"),
        ("مُساعدةٍ دائمة", "مُساعدةً دائمة", "[-مُساعدةٍ-]{+مُساعدةً+} دائمة"),
    ],
)  # fmt: skip
def test_a_difference_reads_as_a_person_would_mark_it(old, new, wanted):
    assert marked(old, new) == wanted


def test_a_rewritten_sentence_holds_no_islands_of_one_common_word():
    old = "that the deployment of costly new exchanges is a burden the small islands cannot bear alone"
    new = "whereas financing rural telephone networks today is every administration's duty under existing treaties"
    assert marked(old, new).count("[-") == 1


def test_marks_belong_to_the_letter_before_them():
    assert words_in("e\u0301te\u0301 मानक है 2018年") == ["e\u0301te\u0301", "मानक", "है", "2018", "年"]


def test_texts_too_long_for_the_exact_method_are_cut_at_what_is_unique():
    old = [f"w{number}" for number in range(9_000)]
    new = ["x", *old[:4_000], "y", *old[4_100:]]
    found = changes(old, new)
    assert sum(span.stop - span.start for span in found) == 100
    assert sum(span.new_stop - span.new_start for span in found) == 2
