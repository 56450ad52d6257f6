"""The rules that ask the library: each has texts that break it and some that only look so, and its repairs are tracked edits."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.repairs import repair_findings
from model.formats.notation import parse_submission
from model.library.queries.library_lookup import ABROGATED, KnownText, KnownTwin, LibraryLookup
from model.library.texts.values import TextIdentity
from model.preflight.context import CheckContext
from model.preflight.finding import Finding
from model.preflight.incremental import checking_texts
from model.preflight.rules import check, context_of, rule_named
from model.redline import Stamp
from model.references.editions import EditionRow, shipped_editions
from model.submission.transactions import apply, invert
from model.submission.values import Submission
from model.text.stepwise import run_to_end

STAMP = Stamp("Delegate", "2024-09-13T10:00:00Z")
RULES = ("title-older", "edition-not-held", "base-superseded", "twin-differs")
HEADS = {
    "en": "# RESOLUTION 75 (Rev. {~~Geneva, 2022~>New Delhi, 2024~~})\n## On a subject\n"
    "> The World Telecommunication Standardization Assembly ({~~Geneva, 2022~>New Delhi, 2024~~}),\n*considering*\n",
    "zh": "# 第75号决议（{~~2022年，日内瓦~>2024年，新德里~~}，修订版）\n## 主题\n"
    "> 世界电信标准化全会（{~~2022年，日内瓦~>2024年，新德里~~}），\n*考虑到*\n",
}


def edition(number: str, place: str, year: int, date: str, body: str = "PP", language: str = "en") -> TextIdentity:
    return TextIdentity("resolution", body, number, "place", place, year, "", date, True, language)


DUBAI, BUCHAREST = edition("301", "Dubai", 2018, "2018-10-29"), edition("301", "Bucharest", 2022, "2022-09-26")
GUADALAJARA = edition("301", "Guadalajara", 2010, "2010-10-04")
OTHER = edition("302", "Bucharest", 2022, "2022-09-26")
TEXTS = (
    KnownText(GUADALAJARA, "Next-generation network deployment"),
    KnownText(DUBAI, "Use of future networks in the Internet"),
    KnownText(BUCHAREST, "Deployment of future networks and bells in developing countries"),
    KnownText(replace(BUCHAREST, language="zh"), "在发展中国家部署未来网络"),
    KnownText(OTHER, "Use of clocks"),
)
LIBRARY = LibraryLookup(TEXTS)


def written(line: str, language: str = "en", symbol: str = "MOD", head: str = "") -> Submission:
    fields = f"Language: {language}\nConference: WTSA-24\nDocument: 35\n{symbol}\tATU/35/1\n"
    return parse_submission(f"{fields}{head or HEADS[language]}{{++a)\t{line}++}}\n")


def framed(submission: Submission, library: LibraryLookup = LIBRARY) -> CheckContext:
    return context_of(submission, library=library)


def of(rule: str, submission: Submission, library: LibraryLookup = LIBRARY) -> list[Finding]:
    return [finding for finding in check(framed(submission, library)) if finding.rule == rule]


def mended(submission: Submission, found: list[Finding]) -> str:
    made = repair_findings(submission, found, STAMP)
    after = apply(submission, made)
    assert after.proposals[0].redline.base() == submission.proposals[0].redline.base()
    assert apply(after, invert(made)) == submission
    return framed(after).texts[0].lines[-1].text


def test_a_title_that_is_not_that_of_the_cited_edition_is_told_and_mended() -> None:
    line = "the Resolution 301 (Rev. Bucharest, 2022) of the Plenipotentiary Conference, on next-generation networks, or so;"
    (found,) = of("title-older", written(line))
    assert found.fault.quote == "next-generation networks"
    assert mended(written(line), [found]) == line.replace(
        found.fault.quote, "deployment of future networks and bells in developing countries"
    )


def test_a_title_in_chinese_stands_before_its_number() -> None:
    line = "全权代表大会关于下一代网络推广的第301号决议（2022年，布加勒斯特，修订版）；"
    (found,) = of("title-older", written(line, "zh"))
    assert mended(written(line, "zh"), [found]) == line.replace("下一代网络推广", "在发展中国家部署未来网络")


@pytest.mark.parametrize(
    "line",
    [
        "Resolution 301 (Rev. Bucharest, 2022) of the Plenipotentiary Conference, on the deployment of future networks;",
        "Resolution 301 (Rev. Dubai, 2018) of the Plenipotentiary Conference, on use of future networks in the Internet;",
        "Resolution 301 (Rev. Busan, 2014) of the Plenipotentiary Conference, on something else;",
        "Resolutions 301 and 302 (Rev. Bucharest, 2022) of the Plenipotentiary Conference, on something else;",
        "Resolution 303 (Rev. Bucharest, 2022) of the Plenipotentiary Conference, on something else;",
        "Resolution 301 (Rev. Bucharest, 2022) of the Plenipotentiary Conference instructs somebody;",
    ],
)
def test_a_title_that_may_be_right_is_left(line: str) -> None:
    assert not of("title-older", written(line))


@pytest.mark.parametrize(
    ("edition", "severity"),
    [
        ("Rev. Busan, 2014", "warning"),  # between those that are held
        ("Rev. Antalya, 2006", None),  # earlier than what the library begins with
        ("Rev. Dubai, 2018", None),
        ("Rev. Bucharest, 2022", None),
    ],
)
def test_an_edition_between_those_that_are_held_is_told(edition: str, severity: str | None) -> None:
    line = f"that WTDC-17 adopted the former Resolution 301 ({edition}) of the Plenipotentiary Conference;"
    found = of("edition-not-held", written(line))
    assert [finding.severity for finding in found] == ([severity] if severity else [])
    if found:
        assert mended(written(line), found) == line.replace("Busan, 2014", "Guadalajara, 2010")


def test_an_edition_that_is_not_in_force_is_told_once() -> None:
    line = "Resolution 301 (Rev. Busan, 2014) of the Plenipotentiary Conference;"
    found = [finding for finding in check(framed(written(line))) if finding.rule in ("edition-superseded", "edition-not-held")]
    assert [finding.rule for finding in found] == ["edition-superseded"]
    assert mended(written(line), found) == line.replace("Busan, 2014", "Bucharest, 2022")


def test_an_edition_later_than_all_that_are_held_may_be_new() -> None:
    older = LibraryLookup(TEXTS[:2])
    (found,) = of("edition-not-held", written("Resolution 301 (Rev. Bucharest, 2022) of the Plenipotentiary Conference;"), older)
    assert (found.severity, found.fault.fixes) == ("advice", ())


@pytest.mark.parametrize("symbol", ["MOD", "NOC", "SUP"])
def test_a_proposal_on_an_edition_that_is_not_in_force_is_told(symbol: str) -> None:
    head = HEADS["en"].replace("Geneva, 2022", "Hammamet, 2016")
    (found,) = of("base-superseded", written("that it is;", symbol=symbol, head=head))
    assert "the edition in force is Rev. Geneva, 2022" in found.fault.sentence
    assert "RESOLUTION 75 (Rev. Hammamet, 2016)" in found.fault.sentence


def test_a_proposal_on_an_edition_that_is_not_in_force_is_listed_first() -> None:
    head = HEADS["en"].replace("Geneva, 2022", "Hammamet, 2016")
    found = check(framed(written("that it is", head=head)))
    assert found[0].rule == "base-superseded"
    held = LibraryLookup((KnownText(edition("75", "Geneva", 2022, "2022-03-01", "WTSA")),))
    unverified = replace(shipped_row("WTSA", "75"), verified=False, is_users=True)
    line = "Resolution 71 (Rev. Busan, 2014) of this assembly;"
    weak = check(context_of(written(line, head=head), own_rows=[unverified], library=held))
    assert (weak[0].rule, weak[0].severity) == ("base-superseded", "warning")
    assert "error" in {finding.severity for finding in weak[1:]}


def shipped_row(body: str, number: str) -> EditionRow:
    """The last row of a number in the table."""
    return max((row for row in shipped_editions() if (row.body, row.number) == (body, number)), key=lambda row: row.date)


def test_a_proposal_on_a_text_that_was_abrogated_is_told() -> None:
    gone = LibraryLookup((KnownText(edition("775", "Geneva", 2022, "2022-03-01", "WTSA"), "", ABROGATED),))
    (found,) = of("base-superseded", written("that it is;", head=HEADS["en"].replace("75", "775")), gone)
    assert found.fault.sentence == "the proposal is on RESOLUTION 775 (Rev. Geneva, 2022), which has been abrogated"


def test_the_edition_of_the_conference_itself_is_not_in_force_before_it_begins() -> None:
    held = LibraryLookup((KnownText(edition("75", "New Delhi", 2024, "2024-10-15", "WTSA")),))
    assert not of("base-superseded", written("that it is;"), held)
    assert of("base-superseded", written("that it is;", head=HEADS["en"].replace("Geneva, 2022", "Dubai, 2012")), held)


def test_the_base_of_a_new_text_or_of_one_that_nobody_knows_is_left() -> None:
    head = HEADS["en"].replace("75", "775").replace("Geneva, 2022", "Hammamet, 2016")
    assert not of("base-superseded", written("that it is;", head=head))
    assert not of("base-superseded", written("that it is;", symbol="ADD"))
    held = LibraryLookup((KnownText(edition("775", "Geneva", 2022, "2022-03-01", "WTSA")),))
    assert of("base-superseded", written("that it is;", head=head), held)


def with_twin(line: str, twin: str, similarity: float = 0.95, of: TextIdentity = OTHER) -> LibraryLookup:
    return LibraryLookup(TEXTS, {" ".join(line.split()).casefold(): (KnownTwin(of, "considering/a", twin, similarity),)})


LINE = "that Resolution 303 (Rev. Busan, 2014) of the Plenipotentiary Conference asks for 60 clocks;"


@pytest.mark.parametrize(
    ("twin", "message"),
    [
        (LINE.replace("Busan, 2014", "Bucharest, 2022"), "clause in Resolution 302 (Rev. Bucharest, 2022) cites the edition"),
        (LINE.replace("60", "50"), "60: the same clause in Resolution 302 (Rev. Bucharest, 2022) has 50"),
        (LINE.replace("Busan, 2014", "Guadalajara, 2010"), None),
        (LINE.replace("clocks", "bells"), None),
        (LINE, None),
    ],
)
def test_a_twin_that_cites_a_later_edition_or_has_another_number_is_told(twin: str, message: str | None) -> None:
    found = of("twin-differs", written(LINE), with_twin(LINE, twin))
    assert [message in finding.fault.sentence for finding in found if message] == ([True] if message else [])
    assert len(found) == (message is not None)
    if message and "edition" in message:
        assert mended(written(LINE), found) == twin


@pytest.mark.parametrize(
    "library",
    [
        with_twin(LINE, LINE.replace("60", "50"), 0.85),
        with_twin(LINE, LINE.replace("60", "50"), of=edition("75", "Geneva", 2022, "2022-03-01", "WTSA")),
        with_twin(LINE, LINE.replace("60", "50"), of=DUBAI),
        with_twin(LINE, LINE.replace("60", "50"), of=replace(OTHER, language="fr")),
        LibraryLookup(TEXTS),
    ],
    ids=["too different", "the same instrument", "no longer in force", "another language", "none"],
)
def test_a_twin_that_says_nothing_of_this_clause_is_left(library: LibraryLookup) -> None:
    assert not of("twin-differs", written(LINE), library)


def test_without_a_library_nothing_is_asked_and_step_by_step_the_same_is_found() -> None:
    line = "Resolution 301 (Rev. Bucharest, 2022) of the Plenipotentiary Conference, on next-generation network deployment;"
    plain = context_of(written(line))
    assert not [finding for finding in check(plain) if finding.rule in RULES]
    context = framed(written(line), with_twin(line, line))
    whole = {finding.rule for finding in check(context)} & {*RULES}
    assert whole == {finding.rule for finding in run_to_end(checking_texts(context))} & {*RULES} == {"title-older"}
    assert all(rule_named(rule).line is None for rule in RULES), "a key waits for none of them"
