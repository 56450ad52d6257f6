"""The countries that a proposal adds to a list: each once and at its place, in all scripts; those in force are left alone."""

from __future__ import annotations

import time

import pytest
from msgspec.structs import replace

from model.edits.repairs import repair_findings
from model.formats.notation import parse
from model.preflight.finding import Finding
from model.preflight.rules import check, context_of
from model.redline import Stamp
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.repairs import broken_laws
from tests.builders.treaty import submission_of

ME = Stamp("Delegate", "2026-12-01T12:00:00Z")


def written(line: str, language: str = "en", instrument: str = "RR") -> Submission:
    """A text of one provision."""
    return submission_of(replace(parse(f"||5.1|| {line}\n"), language=language, instrument=instrument))


def findings(submission: Submission) -> list[Finding]:
    return [finding for finding in check(context_of(submission)) if finding.rule == "country-lists"]


def repaired(submission: Submission) -> str:
    after = apply(submission, repair_findings(submission, findings(submission), ME))
    assert not findings(after)
    return after.proposals[0].redline.clauses[0].text_on("draft")


CHAD = "in {++Chad, ++}Germany, the Syrian Arab Republic and Togo the"


@pytest.mark.parametrize(
    ("language", "line", "draft"),
    [
        ("en", CHAD, "in Germany, the Syrian Arab Republic, Chad and Togo the"),
        (
            "en",
            "in Germany, {++the Syrian Arab Republic, ++}Japan and Togo.",
            "in Germany, Japan, the Syrian Arab Republic and Togo.",
        ),
        ("en", "in Germany, Japan{++, Algeria++} and Togo the", "in Algeria, Germany, Japan and Togo the"),
        ("fr", "en Angola, {++Algérie, ++}Egypte et au Togo.", "en Algérie, Angola, Egypte et au Togo."),
        ("es", "en Alemania, {++Argelia, ++}Japón y Togo.", "en Argelia, Alemania, Japón y Togo."),
        ("ru", "в Германии, {++Алжире, ++}Японии и Того.", "в Алжире, Германии, Японии и Того."),
        ("zh", "在德国、{++阿尔及利亚、++}日本和多哥，", "在阿尔及利亚、德国、日本和多哥，"),
    ],
)
def test_a_country_is_put_at_its_place(language: str, line: str, draft: str) -> None:
    submission = written(line, language)
    (found,) = findings(submission)
    assert "is out of place" in found.fault.sentence
    assert broken_laws(submission, context_of) == []
    assert repaired(submission) == draft


def test_the_sentence_has_the_french_names() -> None:
    assert [finding.fault.sentence for finding in findings(written(CHAD))] == [
        "“Chad” is out of place: countries are in the order of French names, and “Tchad” comes after “République arabe syrienne”"
    ]
    (found,) = findings(written("in Germany, {++Algeria, ++}and Togo."))
    assert found.fault.sentence.endswith("“Algérie” comes before “Allemagne”")


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("in Germany, {++Chad, ++}Japan, Chad and Togo.", "in Germany, Japan, Chad and Togo."),
        ("in Germany, Chad, {++Chad, ++}and Togo.", "in Germany, Chad, and Togo."),
    ],
)
def test_a_country_that_is_added_twice_is_removed(line: str, draft: str) -> None:
    (found,) = findings(written(line))
    assert found.fault.sentence == "“Chad” is in this list twice"
    assert repaired(written(line)) == draft


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "in Germany, Japan{-- and--}{++,++} Togo {++and Algeria ++}the"),
        ("ar", "في ألمانيا {++والجزائر ++}واليابان وتوغو،"),
    ],
)
def test_what_a_person_has_to_move_is_found_without_a_repair(language: str, line: str) -> None:
    (found,) = findings(written(line, language))
    assert not found.fault.repairable


@pytest.mark.parametrize(
    ("line", "instrument"),
    [
        ("in Zimbabwe, Zambia, Zimbabwe and Togo{++ and more++}.", "RR"),
        ("in Zimbabwe, {--Angola, --}Zambia and Togo.", "RR"),
        ("in {++Algeria, Germany, ++}Angola, {++Saudi Arabia, ++}Japan, {++Chad and ++}Togo.", "RR"),
        (CHAD, "CS"),
        ("in Chad, Germany and Togo.", "RR"),
    ],
)
def test_lists_in_force_and_those_in_order_have_no_finding(line: str, instrument: str) -> None:
    assert findings(written(line, instrument=instrument)) == []


def test_a_new_list_has_the_fewest_findings() -> None:
    assert [finding.fault.quote for finding in findings(written("{++in Angola, Togo, Brazil, Japan and Chad++}."))] == ["Togo"]


def test_a_list_that_nobody_can_have_written_is_read_at_once() -> None:
    """Its names are found; their order is not looked at."""
    names = ", ".join(["Togo", "Chad", "Japan"] * 5_000)
    start = time.process_time()
    assert findings(written(f"in {{++{names}++}}."))
    assert time.process_time() - start < 20
