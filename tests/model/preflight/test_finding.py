"""Keys of findings: a name that stays, and that no two share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.message import Message
from model.preflight.context import DraftLine
from model.preflight.finding import Finding, Problem, at, with_unique_keys
from model.redline import Clause, Run
from model.submission.story import StoryId


def finding(quote: str, near: tuple[str, str] = ("", "")) -> Finding:
    return Finding("rule", "advice", Problem(Message.verbatim("told"), StoryId(1), "c", quote=quote, near=near))


@given(st.text(" \u00a0\nab决"), st.integers(0, 20), st.integers(0, 20))
def test_a_fault_is_told_apart_by_the_two_words_on_each_side(text: str, a: int, b: int) -> None:
    start, stop = sorted((min(a, len(text)), min(b, len(text))))
    line = DraftLine(StoryId(1), (Clause("c", runs=(Run(text),)),), "", "en")
    near = " ".join(text[:start].split()[-2:]), " ".join(text[stop:].split()[:2])
    assert at(line, start, stop, "told").near == near


@given(st.lists(st.sampled_from("abc")), st.sets(st.sampled_from(["a", "b‖2", "c", "c‖3"])))
def test_no_two_findings_of_a_report_share_a_key(quotes: list[str], ignored: set[str]) -> None:
    keys = [keyed_finding.key for keyed_finding in with_unique_keys(map(finding, quotes), {f"rule|1|c|{key}" for key in ignored})]
    assert len(keys) == len(set(keys)) == len(quotes)
    assert all(key.removeprefix("rule|1|c|")[0] == quote for key, quote in zip(keys, quotes, strict=True))


def test_equal_faults_are_numbered_and_each_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[Finding] = []
    of = Finding.key.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(Finding, "key", property(lambda self: named.append(self) or of(self)))
    found = [finding("a", ("x", "")) for _ in range(5)]
    keys = [keyed_finding.given_key for keyed_finding in with_unique_keys(found, ())]
    assert keys == ["rule|1|c|a‖x‖", *(f"rule|1|c|a‖x‖‖{number}" for number in range(2, 6))]
    assert len(named) == len(found)


@pytest.mark.parametrize("near", [("字" * 300, ""), ("", "字" * 300), ("z", "字" * 300)])
def test_an_ignored_finding_of_an_older_file_is_known_by_the_whole_of_a_long_word(near: tuple[str, str]) -> None:
    text = f"{near[0]}({near[1]}"
    line = DraftLine(StoryId(1), (Clause("c", runs=(Run(text),)),), "", "zh")
    place = len(near[0])
    fault = Finding("rule", "advice", at(line, place, place + 1, Message.verbatim("told")))
    assert max(map(len, fault.fault.near)) == 100
    older = "‖".join(("rule|1|c|(", *near))
    assert [finding.given_key for finding in with_unique_keys([fault], {older})] == [older]
    assert [finding.given_key for finding in with_unique_keys([fault], {"rule|1|c|(‖b‖c"})] == [fault.key]
