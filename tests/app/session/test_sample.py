"""The bundled sample: what it must show, that its text in force is not touched, and that it is the same in each language."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

import resources
from app.cli.demo import report
from app.session.sample import TREATY_TABLE, sample_proposal, sample_submission, sample_text, treaty_submission
from model.formats.notation import parse
from model.formats.treaty.numbered_text import text_of_rows
from model.formats.treaty.table_file import read_rows
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.preflight.rules import check, context_of
from model.redline import NOTE, Redline, Status
from model.submission.amendments import amendments
from model.submission.values import Submission
from resources.catalogues import languages
from tests.journeys.program import ROOT, judged, judged_by_office
from tests.skips import Reason, needs_office

LANGUAGES = sorted(
    code for code in languages() if {sample_text(code), sample_proposal(code)} <= set(resources.list_names("sample"))
)
"""Those that there is a sample in."""
KEPT = {"abstract", "agenda", "contacts", "introduction", "original", "proposal_text", "sources", "title"}
"""Fields of the header that are in the language of the document."""
sample_in = cache(sample_submission)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def sample(language: str) -> Submission:
    return sample_in(language)


def test_there_are_no_other_files() -> None:
    of_languages = {make(code) for code in LANGUAGES for make in (sample_text, sample_proposal)}
    assert set(resources.list_names("sample")) == {*of_languages, TREATY_TABLE}
    assert set(languages()) == set(LANGUAGES)


def test_its_base_is_the_bundled_resolution(sample: Submission, language: str) -> None:
    [proposal] = sample.proposals
    written = parse(resources.read_text(sample_text(language)), language=language)
    assert proposal.original == written
    facts = [(clause.props, clause.label, clause.text) for clause in proposal.redline.base().clauses]
    assert facts == [(clause.props, clause.label, clause.text) for clause in written.base().clauses]


def test_it_shows_what_a_resolution_can_hold(sample: Submission) -> None:
    clauses = sample.proposals[0].original.clauses
    kinds = [clause.props.kind for clause in clauses]
    assert 50 <= len(clauses) <= 70
    assert kinds.count("call") >= 8
    assert {"number", "title", "history", "opening", "annex", "heading"} <= set(kinds)
    assert {clause.props.scheme for clause in clauses} >= {"letter", "roman", "decimal", "none"}
    assert any(clause.label and clause.label.text == "1.1" for clause in clauses)
    assert sample.proposals[0].original.notes


def test_its_proposal_is_finished(sample: Submission) -> None:
    [proposal] = sample.proposals
    header = sample.header
    assert (proposal.symbol, proposal.number, header.conference) == ("MOD", "ARC/47A3/1", "WTSA-24")
    assert proposal.reasons
    assert all([header.abstract, header.introduction, header.proposal_text, header.sources, header.contacts])
    found = {amendment.kind for amendment in amendments(proposal.redline)}
    assert found >= {"insertion", "deletion", "replacement", "move", "renumbering"}
    assert any(clause.end.status is Status.DELETED for clause in proposal.redline.clauses)


def built(redline: Redline) -> list[tuple[object, ...]]:
    """What is the same in each language: what each clause is, whether it comes or goes, and how many notes it has."""
    return [(replace(clause.props, style=""), clause.end.status, clause.text.count(NOTE)) for clause in redline.clauses]


def test_it_is_built_alike_in_each_language(sample: Submission, language: str) -> None:
    english = sample_in("en")
    [mine], [proposal] = sample.proposals, english.proposals
    assert built(mine.original) == built(proposal.original)
    assert built(mine.redline) == built(proposal.redline)
    places = [{clause.id: at for at, clause in enumerate(text.redline.clauses)} for text in (mine, proposal)]
    actual, wanted = (
        [(found.kind, place.get(found.clause)) for found in amendments(text.redline)]
        for text, place in zip((mine, proposal), places, strict=True)
    )
    assert actual == wanted
    assert (sample.language, sample.header.original) == (language, language)
    blank = {name: getattr(english.header, name) for name in KEPT}
    assert replace(sample.header, **blank) == english.header
    assert [contact.email for contact in sample.header.contacts] == [contact.email for contact in english.header.contacts]
    assert len(sample.header.introduction.split("\n")) == len(english.header.introduction.split("\n"))


def test_no_text_is_left_in_english(sample: Submission, language: str) -> None:
    if language != "en":
        english = {clause.text for clause in sample_in("en").proposals[0].redline.clauses}
        assert not english & {clause.text for clause in sample.proposals[0].redline.clauses}


def test_the_check_finds_no_more_in_it_than_in_english(sample: Submission) -> None:
    found, known = (
        Counter(finding.rule for finding in check(context_of(version), heavy=True)) for version in (sample, sample_in("en"))
    )
    del found["data-unverified"]  # of English the program has seen what it needs
    assert found <= known


def test_it_is_the_same_when_its_word_file_is_read_back(sample: Submission) -> None:
    data, proof = export_word(sample)
    read = read_word(data, "sample.docx").submission
    assert built(read.proposals[0].redline) == built(sample.proposals[0].redline)
    assert read.language == sample.language
    assert replace(read.header, conference="") == replace(sample.header, conference="")
    labellings = [Labelling.of(version.proposals[0].redline) for version in (read, sample)]
    labels = [
        [(labelling.base(clause.id), labelling.draft(clause.id)) for clause in version.proposals[0].redline.clauses]
        for labelling, version in zip(labellings, (read, sample), strict=True)
    ]
    assert labels[0] == labels[1]
    assert proof.insertions > 20


def written(language: str, folder: Path) -> tuple[Path, ...]:
    """The submission, the text in force and the proposed text as Word files."""
    sample = sample_in(language)
    [text] = sample.proposals
    proposed = replace(sample, proposals=(replace(text, symbol="", number="", reasons=""),))
    files = tuple(folder / f"{language}-{name}.docx" for name in ("submission", "base", "proposed"))
    files[0].write_bytes(export_word(sample)[0])
    files[1].write_bytes(export_word(proposed, ExportOptions(view="base"))[0])
    files[2].write_bytes(export_word(proposed, ExportOptions(view="draft"))[0])
    return files


def test_the_judges_are_content(language: str, tmp_path: Path, shared: Path) -> None:
    files = written(language, tmp_path)
    judged(shared / "judge" / "redline.py", "--instrument", *files)
    judged(shared / "judge" / "validate_docx.py", files[0])


@pytest.mark.slow
@needs_office
@pytest.mark.usefixtures("shared")
def test_libreoffice_gives_base_and_draft(tmp_path: Path) -> None:
    """One start of LibreOffice for all languages."""
    judged_by_office(*(file for language in LANGUAGES for file in written(language, tmp_path)), instrument=True)


def test_where_there_is_none_in_a_language_it_is_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sample_submission("tlh") == sample_in("en")
    monkeypatch.setattr(resources, "list_names", lambda folder: (sample_text("en"), sample_proposal("en"), sample_text("ru")))
    assert sample_submission("ru") == sample_in("en")


def test_its_amendments_can_be_told_in_lines() -> None:
    head, *lines = report(sample_in("en"))
    assert head == f"MOD ARC/47A3/1: {len(lines)} amendments"
    assert "  recalling/b: renumbering “b)” → “c)”" in lines
    assert "  considering further/b: insertion “[footnote]”" in lines


@pytest.mark.journey
@pytest.mark.skipif(sys.platform == "win32", reason=Reason.ALWAYS_DISPLAY)
@pytest.mark.parametrize(("spoken", "call"), [("en", "recalling"), ("ru", "напоминая")])
def test_without_a_display_the_main_job_is_done(spoken: str, call: str, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment["CLAUSEWRIGHT_LANGUAGE"] = spoken
    command = [sys.executable, "-X", "importtime", "-m", "app.cli.demo", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    assert str(tmp_path / "sample.docx") in run.stdout
    assert f"  {call}/b: renumbering" in run.stdout
    assert (tmp_path / "sample.docx").stat().st_size > 5_000
    assert "Proof of export" in run.stdout
    assert "PySide6" not in run.stderr, "Qt was imported"


def test_the_sample_of_a_treaty_is_read_without_a_doubt() -> None:
    text = text_of_rows(read_rows(resources.read_text(TREATY_TABLE)), "en")
    assert text.messages == ()
    redline = treaty_submission().proposals[0].redline
    labelling = Labelling.of(redline)
    numbers = [labelling.number("draft", clause.id) for clause in redline.clauses if clause.id in labelling.numbers]
    assert 28 < len(numbers) < 60
    assert {number.partition(".")[0] for number in numbers if number} == {"9", "10"}
    assert labelling.renumbered == {}
