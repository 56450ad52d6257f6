"""Drafts of proposals: in every language and for every conference they are labelled, exported and proved."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.proposals import new_proposal
from model.formats.notation import parse
from model.formats.word.export import export_word
from model.lexicon import call_kind, is_opening
from model.lexicon.words import LANGUAGES
from model.numbering import Labelling
from model.preflight.rules import check, context_of
from model.redline import NOTE, OBJECT, Clause, Note, Props, Redline, Run, Stamp, Style
from model.submission.conferences import conferences
from model.submission.values import Header, Proposal, Submission

ME = Stamp("ATU", "2024-09-06T09:00:00Z")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", [None, *conferences()])
def test_a_new_resolution_is_whole_in_every_language(language, id):
    conference = conferences()[id] if id else None
    made = new_proposal.new_resolution(language, conference, "ATU-1", ME)
    labels = Labelling.of(made.redline)
    kinds = [clause.props.kind for clause in made.redline.clauses]
    assert kinds[:4] == ["number", "title", "opening", "call"]
    assert made.redline.clauses[0].text.endswith("[ATU-1]")
    assert [call_kind(clause.text, language) for clause in made.redline.clauses if clause.props.kind == "call"] == [
        *["preamble"] * 3, *["operative"] * 3
    ]  # fmt: skip
    assert sum(labels.draft(clause.id) is not None for clause in made.redline.clauses) == 10
    assert made.redline.base().clauses == ()
    assert "$" not in "".join(clause.text for clause in made.redline.clauses)
    if conference is not None and conference.body != "COUNCIL":
        assert is_opening(made.redline.clauses[2].text, language), made.redline.clauses[2].text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", conferences())
def test_the_preflight_has_nothing_against_a_new_resolution_but_what_is_still_to_be_filled_in(language, id):
    made = replace(new_proposal.new_resolution(language, conferences()[id], "ATU-1", ME), number="ATU/35A18/1", reasons="So.")
    found = check(context_of(Submission(Header(conference=id), (made,), language)))
    assert {finding.rule for finding in found} <= {"square-brackets", "header-missing", "data-unverified"}


def test_a_submission_of_drafts_is_exported_and_proved():
    text = parse("# RESOLUTION 20 (Rev. Geneva, 2022)\n## On {--old--}{++new++} ships\n*noting*\na)\tthat it is[^1].\n[^1]: So.")
    proposals = (
        new_proposal.new_resolution("en", None, "X-1", ME),
        new_proposal.proposal_on(text, "SUP", "X/1/2"),
        new_proposal.proposal_on(text, "NOC", "X/1/3"),
        new_proposal.proposal_on(text, "MOD", "X/1/4"),
        new_proposal.proposal_on(new_proposal.named_text("RESOLUTION 5", "On ships", "en"), "SUP"),
    )
    assert proposals[1].redline.clauses[1].text == "On old ships"
    _, proof = export_word(Submission(Header(conference="WTSA-24"), proposals, "en"))
    assert proof.clauses > 0


def test_a_text_opened_beside_leaves_what_its_package_alone_can_say():
    dressed = Run("a", style=Style(bold=True, name="href", other="<w:x/>"))
    runs = (dressed, Run(OBJECT, content="<w:drawing/>"), Run(NOTE, content="1"))
    note = Note(clauses=(Clause("n", runs=(Run("n", style=Style(name="s")),), source="4"),), source="2")
    text = Redline((Clause("c", Props(style="S", other="<w:y/>"), runs, source="3"),), {"1": note}, "en")
    made = new_proposal.proposal_on(text, "NOC").redline
    assert [run.text for run in made.clauses[0].runs] == ["a", NOTE]
    assert made.clauses[0].runs[0].style == Style(bold=True)
    assert (made.clauses[0].props, made.clauses[0].source) == (Props(), "")
    assert (made.notes["1"].source, made.notes["1"].clauses[0].runs[0].style) == ("", Style())


@pytest.mark.parametrize(
    ("header", "number", "likely"),
    [
        (Header(), "", "XXX/XX/1"),
        (Header(document="35", addendum="18"), "ATU/35A18/1", "ATU/35A18/1"),
        (Header(document="35R2"), "B/CAN/USA/35/1", "B/CAN/USA/35R2/1"),
        (Header(document="35", addendum="18R1", sources=("Администрации арабских государств",)), "", "ARB/35A18R1/1"),
        (Header(sources=("Somebody",)), "", "XXX/XX/1"),
    ],
)
def test_the_likely_number(header, number, likely):
    assert new_proposal.likely_number(Submission(header, (Proposal("MOD", number),)), 1) == likely


def test_handles_count_the_new_resolutions():
    both = (Proposal("ADD", "ATU/1/1"), Proposal("MOD", "ATU/1/2"))
    assert new_proposal.next_handle(Submission(Header(), both)) == "ATU-2"
