"""A party's proposal as the lower layer of ours, and decisions on a layer."""

from __future__ import annotations

import pytest
from hypothesis import given
from msgspec.structs import replace

from model.edits.proposals.new_base import move_to_base
from model.edits.review import accept
from model.edits.sub_amendments.layers import LAYER_DECISIONS, amend_proposal, as_new_text, decide_layers
from model.edits.text import type_text
from model.errors import EditError, FileError
from model.formats.amend import Project, project_bytes, read_project
from model.formats.amend.container import unpack
from model.layers.authors import names_in
from model.layers.combined import base_upon, fit_together
from model.layers.layer_choice import with_upper_layer_alone
from model.preflight.rules import check, context_of
from model.redline import Redline, Stamp
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.new_text import author_of_new_text
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import apply, from_json, invert, to_json
from model.submission.values import CutSettings, Header, Proposal, Submission
from tests.builders.layers import UPPER, layer_pairs, layered, without_ids
from tests.builders.notation import redline
from tests.builders.treaty import small_treaty

TEXT = "a)\tone {--two--}{++three++};\n"


def test_their_changes_become_the_lower_layer() -> None:
    header = Header(conference="WTSA-24", document="35", sources=("Europe",), title="On texts", abstract="Short.")
    theirs = Submission(header, (Proposal("MOD", "EUR/35/1", redline(TEXT), "Why."), Proposal("NOC", "EUR/35/2")), "en")
    made = apply(theirs, amend_proposal(theirs, UPPER))
    assert made.header == Header(conference="WTSA-24", title="On texts")
    first, second = made.proposals
    assert (first.number, first.reasons, second.number) == ("", "", "EUR/35/2")
    assert first.theirs is not None
    assert [run.stamp.author for run in first.theirs.clauses[0].runs] == ["", "EUR", "EUR", ""]
    assert first.redline == base_upon(first.theirs)
    assert first.redline.clauses[0].text == "one three;"


def test_their_reasons_at_provisions_are_not_ours() -> None:
    text = small_treaty("9.1 one", "+ new", "9.2 two")
    theirs = Submission(proposals=(Proposal("MOD", redline=text, cuts={"c1": CutSettings(reasons="Theirs.", number="EUR/9/1")}),))
    made = apply(theirs, amend_proposal(theirs, UPPER))
    assert made.proposals[0].cuts == {}


def test_many_authors_keep_their_names() -> None:
    authors = [f"P{number}" for number in range(20)]
    text = redline("".join(f"a {{++b{number}++}};\n" for number in range(20)))
    clauses = [
        replace(clause, runs=tuple(replace(run, stamp=Stamp(name)) if run.text[0] == "b" else run for run in clause.runs))
        for clause, name in zip(text.clauses, authors, strict=True)
    ]
    value = Submission(proposals=(Proposal(redline=replace(text, clauses=tuple(clauses))),))
    theirs = apply(value, amend_proposal(value, UPPER)).proposals[0].theirs
    assert theirs is not None
    assert [clause.runs[1].stamp.author for clause in theirs.clauses] == authors


@pytest.mark.parametrize("text", ["*considering*\na)\tone;\nb)\ttwo[^1]\n[^1]: a note\n", "{++a)\tone;++}{++¶++}\n"])
def test_their_new_text_is_one_insertion_below_ours(text: str) -> None:
    value = Submission(proposals=(Proposal("ADD", "EUR/35/1", redline(text)),))
    made = apply(value, amend_proposal(value, UPPER, "EUR")).proposals[0]
    assert made.theirs is not None
    assert made.symbol == "ADD"
    assert not made.theirs.base().clauses
    assert without_ids(base_upon(made.theirs)) == without_ids(in_view(value.proposals[0].redline, "draft"))
    assert names_in(made.theirs) == {"EUR"}
    assert [clause.id for clause in made.redline.clauses] == [clause.id for clause in value.proposals[0].redline.clauses]


def test_a_new_text_of_several_authors_keeps_their_names() -> None:
    first, second = Stamp("EUR"), Stamp("APT")
    text = as_new_text(redline("a)\tone;\nb)\ttwo;\n"), first)
    text = replace(text, clauses=(text.clauses[0], *as_new_text(redline("b)\ttwo;\n"), second).clauses))
    value = Submission(proposals=(Proposal("ADD", redline=text),))
    assert apply(value, amend_proposal(value, UPPER)).proposals[0].theirs == text


def test_their_new_text_once_accepted_is_amended_by_mod() -> None:
    value = Submission(proposals=(Proposal("ADD", redline=redline("a)\tone;\n")),))
    value = apply(value, amend_proposal(value, UPPER, "EUR"))
    accepted = apply(value, decide_layers(value, 1, "accept theirs", UPPER)).proposals[0]
    assert (accepted.symbol, accepted.redline.base().clauses[0].text) == ("MOD", "one;")
    assert apply(value, decide_layers(value, 1, "join", UPPER)).proposals[0].symbol == "ADD"
    assert with_upper_layer_alone(value).proposals[0].symbol == "MOD"


def test_the_parts_of_a_new_text_that_we_amend_have_cards() -> None:
    value = Submission(proposals=(Proposal("ADD", redline=redline("a)\tone;\n")),))
    value = apply(value, amend_proposal(value, UPPER, "EUR"))
    value = apply(value, type_text(value, StoryId(1), Place(0, 0), Place(0, 0), "new ", UPPER))
    assert author_of_new_text(value.proposals[0]) is None
    assert not [finding for finding in check(context_of(value)) if finding.rule == "symbol-add"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Submission(proposals=(Proposal(redline=redline("a)\tone;\n")),)), "has no tracked changes"),
        (Submission(proposals=(Proposal("ADD", redline=redline("")),)), "has no tracked changes"),
        (Submission(proposals=(Proposal("SUP", redline=redline(TEXT)),)), "delete a text .*propose MOD instead"),
        (Submission(proposals=(Proposal("SUP*", redline=redline(TEXT)),)), "delete a text .*propose MOD instead"),
        (Submission(proposals=(Proposal("NOC", redline=redline(TEXT)),)), "no change .*propose MOD instead"),
        (layered(redline(TEXT), base_upon(redline(TEXT))), "already amends another party’s"),
    ],
)
def test_what_cannot_be_amended_says_why(value: Submission, words: str) -> None:
    with pytest.raises(EditError, match=words):
        amend_proposal(value, UPPER)


def test_a_proposal_of_one_layer_has_nothing_to_decide() -> None:
    with pytest.raises(EditError, match="has one layer"):
        decide_layers(Submission(proposals=(Proposal(redline=redline(TEXT)),)), 1, "join", UPPER)


@given(layer_pairs())
def test_each_decision_is_undone_and_written(pair: tuple[Redline, Redline]) -> None:
    theirs, upper = pair
    before = layered(theirs, upper)
    assert read_project(project_bytes(Project(before))).submission == before
    for decision in LAYER_DECISIONS:
        step = decide_layers(before, 1, decision, UPPER)
        after = apply(before, step)
        assert apply(after, invert(step)) == before
        assert apply(before, from_json(to_json(step))) == after
        proposal = after.proposals[0]
        base = in_view(theirs, "draft" if decision == "accept theirs" else "base")
        first = proposal.theirs if proposal.theirs is not None else proposal.redline
        assert without_ids(in_view(first, "base")) == without_ids(base)
        draft = without_ids(in_view(proposal.redline, "draft"))
        if decision == "reject our changes":
            assert draft == without_ids(base_upon(theirs))
        elif decision != "reject theirs":
            assert draft == without_ids(in_view(upper, "draft"))
        if proposal.theirs is not None:
            assert fit_together(proposal.theirs, proposal.redline)


def test_their_text_is_changed_by_no_edit() -> None:
    theirs = redline(TEXT)
    value = layered(theirs, base_upon(theirs))
    typed = apply(value, type_text(value, StoryId(1), Place(0, 3), Place(0, 3), "new ", UPPER))
    found = [amendment for amendment in amendments(typed.proposals[0].redline) if amendment.parts]
    with pytest.raises(EditError, match="would alter the other party’s proposal"):
        apply(typed, accept(typed, 1, found, UPPER))
    with pytest.raises(EditError, match="amends another party’s proposal"):
        move_to_base(typed, 1, Submission(proposals=(Proposal(redline=theirs.base()),)), UPPER)


def test_a_file_with_layers_is_not_opened_by_older_programs() -> None:
    plain = Submission(proposals=(Proposal(redline=redline(TEXT)),))
    assert (unpack(project_bytes(Project(plain)), "x").format, unpack(project_bytes(Project(plain)), "x").reader) == (4, 1)
    data = project_bytes(Project(layered(redline(TEXT), base_upon(redline(TEXT)))))
    assert (unpack(data, "x").format, unpack(data, "x").reader) == (5, 5)
    again = read_project(data)
    joined = replace(again, submission=apply(again.submission, decide_layers(again.submission, 1, "join", UPPER)))
    assert unpack(project_bytes(joined), "x").reader == 1


def test_layers_that_do_not_fit_are_damage() -> None:
    unfit = layered(redline(TEXT), redline("b)\tanother;\n"))
    with pytest.raises((FileError, Exception), match="do not fit together"):
        project_bytes(Project(unfit))
