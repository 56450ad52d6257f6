"""Reports of what a check finds: sentences for people in their language, values for programs."""

from __future__ import annotations

import json

from msgspec.structs import replace

from model.message import english_words, from_json, say_with
from model.preflight.header import omission_message
from model.preflight.report import report_html, report_json, report_text
from model.preflight.rules import check, context_of
from model.submission.values import Header, Proposal, Submission
from tests.model.preflight.test_rules import items, written


def test_a_report_in_json_has_the_value_beside_the_sentence() -> None:
    context = context_of(written(items("that (one is")))
    (loaded,) = (load for load in json.loads(report_json(check(context), context))["findings"] if load["rule"] == "brackets")
    assert loaded["told"] == "‘(’ opens a bracket that nothing closes"
    assert (loaded["id"], loaded["values"]) == ("‘{char}’ opens a bracket that nothing closes", {"char": "("})
    assert str(from_json(loaded)) == loaded["told"]


def test_a_report_is_written_in_the_language_of_whoever_reads_it_and_its_values_stay() -> None:
    """As a language that writes each sentence in brackets would."""
    context = context_of(written(items("that (one is")))
    say = say_with(lambda message: f"[{english_words(message)}]")
    found = check(context)
    for report in (report_text, lambda *given: report_html(*given[:2], "A text", given[2])):
        assert "[‘(’ opens a bracket that nothing closes]" in report(found, context, say)
    context = context_of(written(items("that  one is")))
    found = check(context)
    for report in (report_text, lambda *given: report_html(*given[:2], "A text", given[2])):
        assert "[“that  one is;” → “that one is;”]" in report(found, context, say)
    english, spoken = (json.loads(report_json(found, context, *way))["findings"] for way in ((), (say,)))
    assert [{**finding, "told": ""} for finding in english] == [{**finding, "told": ""} for finding in spoken]
    assert all(
        finding["told"] == f"[{other['told']}]" for finding, other in zip(spoken, english, strict=True) if not finding["values"]
    )


def test_findings_that_say_the_same_of_one_clause_name_their_words() -> None:
    context = context_of(written(items("that [one] is [[two] or three]")))
    found = check(context)
    for report in (report_text(found, context), report_html(found, context, "A text")):
        for words in ("[one]", "[[two] or three]", "[two]"):
            assert report.count(f"should they stay? “{words}”") == 1
    context = context_of(written(items("that one] is two] as before")))
    assert "nothing opened “that one ] is two]”" in report_text(check(context), context)
    alone = context_of(written(items("that [one] is")))
    assert "“[one]”" not in report_text(check(alone), alone)


def test_what_is_filled_in_and_left_out_is_told_of_one_and_of_several() -> None:
    single = Submission(Header(title="A title"), (Proposal(),))
    two = replace(single, header=Header(title="A title", abstract="Short.", agenda="1"))
    sentences = [str(omission_message(submission)) for submission in (single, two)]
    assert sentences[0].startswith("title is filled in, but")
    assert sentences[1].startswith("title, agenda item and abstract are filled in, but")
