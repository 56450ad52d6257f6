"""Texts that are hard to check, and rules that fail: the check as a whole never does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from model.lexicon.words import guess_language
from model.message import Message
from model.preflight import rules
from model.preflight.context import CheckContext, CheckedText, DraftLine
from model.preflight.finding import Problem, Rule
from model.preflight.report import report_html, report_json, report_text
from model.preflight.rules import check, context_of
from tests.builders.notation import redline
from tests.builders.submissions import submission
from tests.builders.work import work
from tests.model.preflight.test_rules import SOUND, written


def fails(*_: object) -> Iterator[Problem]:
    yield Problem(Message.verbatim("one fault before"))
    raise ValueError("secret words of the text")


def line_fails(line: DraftLine, context: CheckContext) -> Iterator[Problem]:
    yield from fails()


def text_fails(text: CheckedText, context: CheckContext) -> Iterator[Problem]:
    yield from fails()


def submission_fails(context: CheckContext) -> Iterator[Problem]:
    yield from fails()


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ("LINE_RULES", Rule("broken", "error", "Broken", "It is.", "a test", line=line_fails)),
        ("TEXT_RULES", Rule("broken", "error", "Broken", "It is.", "a test", text=text_fails)),
        ("SUBMISSION_RULES", Rule("broken", "error", "Broken", "It is.", "a test", submission=submission_fails)),
    ],
)
def test_a_rule_that_fails_is_said_once_and_the_others_go_on(table: str, rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, table, (rule, *getattr(rules, table)))
    monkeypatch.setattr(rules, "RULES", (rule, *rules.RULES))
    broken = written(SOUND.replace("one is", "[one] is{++  (here++}"))
    context = context_of(broken)
    found = check(context)
    failures = [finding for finding in found if finding.fault.broken]
    assert [(finding.rule, finding.severity) for finding in failures] == [("broken", "warning")]
    assert "“Broken” failed here (ValueError)" in failures[0].fault.sentence
    assert "report this with the text" in failures[0].fault.sentence
    assert "secret" not in failures[0].fault.sentence
    monkeypatch.undo()
    assert set(check(context_of(broken))) <= set(found)
    assert {"brackets", "spaces", "square-brackets"} <= {finding.rule for finding in found}


GERMAN = """\
    # ENTSCHLIESSUNG 75 (Rev. Genf, 2022)
    ## Über etwas
    *in der Erwägung*
    a)\tdass eines ist;
    b)\tdass zwei sind,
    *beschließt*
    1\tzu handeln;
    2\tzu berichten.
"""
MIXED = """\
    # RESOLUTION 75 (Rev. Geneva, 2022)
    ## On a subject
    *considering*
    a)\tthat one is;
    b)\tque dos son;
    c)\tчто их три, согласно Резолюции 71 (Пересм. Дубай, 2018 г.);
    d)\tأن أربعة هي،
    *做出决议*
    1\t采取行动；
    2\tto report.
"""


@pytest.mark.parametrize("text", [GERMAN, MIXED, "", "no calls at all, and no labels.\n", "1\tone\n1\tone\n"])
@pytest.mark.parametrize("language", ["", "en", "zh", "de"])
def test_a_text_of_another_language_of_several_or_without_calls_is_checked(text: str, language: str) -> None:
    context = context_of(submission(redline(text, language=language), language=language), conference="WTSA-24")
    found = check(context)
    assert not any(finding.fault.broken for finding in found)
    assert not [finding for finding in found if finding.severity == "error" and finding.fault.clause]
    for shown in (report_text(found, context), report_json(found, context), report_html(found, context, "A text")):
        assert shown


def citing(paragraphs: int, first: int = 1) -> CheckContext:
    """A text with five citations a paragraph, none like another with another `first`: citations once read are remembered."""
    lines = (
        f"{at}\tCouncil Resolution {10_000 + 5 * at}, Resolutions {2100 + at} and {2101 + at} (Rev. Dubai, 2018), 70/{at % 400}, "
        f"UNGA resolution A/RES/71/{at};"
        for at in range(first, first + paragraphs)
    )
    return context_of(submission(redline("*considering*\n" + "\n".join(lines))), at="2024-10-15")


def test_the_work_of_a_check_grows_with_the_number_of_citations_and_no_faster() -> None:
    few, many = citing(200, 10_000), citing(800, 20_000)
    assert work(lambda: check(many)) < 4 * 1.2 * work(lambda: check(few))


def test_20000_citations_are_all_judged() -> None:
    context = citing(4000)
    assert len(context.cited[0]) == 20_000
    assert not any(finding.fault.broken for finding in check(context))


def test_the_work_of_a_report_grows_with_its_findings_and_no_faster() -> None:
    few, many = citing(100, 10_000), citing(400, 20_000)
    found = [check(context) for context in (few, many)]
    assert len(found[1]) > 300
    assert work(lambda: report_text(found[1], many)) < 4 * 1.3 * work(lambda: report_text(found[0], few))


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("in der Erwägung, dass eines ist und zwei sind, beschließt die Versammlung zu handeln und zu berichten", ""),
        ("これは一つである、二つである、行動すること、報告すること", ""),
        ("하나이고 둘이며 決議 한다", ""),
        ("that one is, and that the other is of the same kind as all of them are in the end", "en"),
        ("采取行动，提交报告", "zh"),
    ],
)
def test_a_seventh_language_is_not_taken_for_one_of_the_six(words: str, language: str) -> None:
    assert guess_language([words]) == language
