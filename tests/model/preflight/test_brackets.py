"""The rules about brackets: what is open, what has no partner, and where."""

from __future__ import annotations

import pytest

from model.formats.notation import parse
from model.preflight.incremental import checking_texts
from model.preflight.rules import check, context_of
from model.submission.values import Proposal, Submission
from model.text.stepwise import run_to_end


def found(text: str, rule: str, language: str = "en") -> list[tuple[str, str, str]]:
    """The severity, words and sentence of each finding of a rule."""
    submission = Submission(language=language, proposals=(Proposal("MOD", redline=parse(text, language=language)),))
    context = context_of(submission)
    listed = [finding for finding in check(context) if finding.rule == rule]
    live = [finding for finding in run_to_end(checking_texts(context_of(submission))) if finding.rule == rule]
    assert {finding.fault for finding in live} == {finding.fault for finding in listed}
    return [(finding.severity, finding.fault.quote, finding.fault.sentence) for finding in listed]


OPEN = "square brackets mark words that are not agreed; should they stay?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a)\tthat {++[one]++} is;", [("warning", "[one]", OPEN)]),
        ("a)\tthat [one] is;", [("advice", "[one]", OPEN)]),
        ("a)\tthat {++[one] [two]++} is;",
         [("warning", "[one] [two]", "2 options are side by side here; should they stay?")]),
        ("a)\tby {++[__]++} days;", [("warning", "[__]", "a blank is still to be filled in")]),
        ("a)\tby {++[insert date]++};", [("warning", "[insert date]", "a placeholder is still to be replaced by its text")]),
        ("a)\t{++[that++} one is;\nb)\tand two{++]++};", [("warning", "[that one is;", OPEN)]),
        ("a)\t{++Option 1: ++}that one is;",
         [("warning", "Option 1", "“Option 1” is the only option here; add the others or remove its head")]),
        ("# DRAFT NEW RESOLUTION {++[ATU-1]++}\na)\tthat it is [sic] in [ITU-T G.805];", []),
        ("a)\tso\u00adft {++[on\u00ade]++};", [("warning", "[one]", OPEN)]),
    ],
)  # fmt: skip
def test_what_is_open_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text, "square-brackets") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a)\tthat {++[++}one is;", [("warning", "[", "‘[’ opens a bracket that nothing closes")]),
        ("a)\tthat one{++]++} is;", [("warning", "]", "‘]’ closes a bracket that nothing opened")]),
        ("a)\tthat {++(++}one is;", [("warning", "(", "‘(’ opens a bracket that nothing closes")]),
        ("a)\t[that one is;\nb)\tand two];", []),
        ("a)\tthat {++[a 【b] c++} is;", [("warning", "【", "‘【’ belongs to brackets that cross others")]),
        ("a)\tthat {++(a [b) c]++} is;", [("warning", "(", "‘(’ opens a bracket that nothing closes"),
                                         ("warning", ")", "‘)’ closes a bracket that nothing opened")]),
    ],
)  # fmt: skip
def test_brackets_at_fault_are_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text, "brackets") == expected


def test_brackets_of_notes_are_checked() -> None:
    text = "a)\tthat it is[^1];\n[^1]: A {++[note]++} with {++(++}."
    assert [quote for _, quote, _ in found(text, "square-brackets")] == ["[note]"]
    assert [quote for _, quote, _ in found(text, "brackets")] == ["("]
