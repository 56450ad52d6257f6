"""Advice in treaty texts: only on what is amended, since the rest is in force and nobody proposes to change it."""

from __future__ import annotations

from msgspec.structs import replace

from model.preflight.rules import check, context_of
from model.redline import Clause, Props, Run, Status
from model.submission.values import Header, Proposal, Submission
from tests.builders.treaty import small_treaty, submission_of

TWO_FAULTS = ("= ARTICLE 9", "= Coordination", "9.1 first (of two", "9.2 second (of two", "9.3 third", "9.4 fourth")


def rules_in(value: Submission, clause: str) -> set[str]:
    return {finding.rule for finding in check(context_of(value)) if finding.fault.clause == clause}


def with_clause(value: Submission, at: int, clause: Clause) -> Submission:
    proposal = value.proposals[0]
    clauses = (*proposal.redline.clauses[:at], clause, *proposal.redline.clauses[at + 1 :])
    return replace(value, proposals=(replace(proposal, redline=replace(proposal.redline, clauses=clauses)),))


def test_only_an_amended_provision_has_advice() -> None:
    value = submission_of(small_treaty(*TWO_FAULTS))
    assert "brackets" not in rules_in(value, "c2") | rules_in(value, "c3")
    clause = value.proposals[0].redline.clauses[2]
    amended = with_clause(value, 2, replace(clause, runs=(*clause.runs, Run(" also", Status.INSERTED))))
    assert "brackets" in rules_in(amended, "c2")
    assert "brackets" not in rules_in(amended, "c3")


def test_a_text_without_margin_numbers_has_advice_everywhere() -> None:
    value = submission_of(small_treaty(*TWO_FAULTS))
    redline = value.proposals[0].redline
    plain = replace(
        redline,
        clauses=tuple([replace(clause, number=None, props=replace(clause.props, provision=False)) for clause in redline.clauses]),
        instrument="",
    )
    assert "brackets" in rules_in(Submission(proposals=(Proposal("MOD", redline=plain),), language="en"), "c3")


def test_a_table_with_a_changed_cell_has_advice_in_all_its_cells() -> None:
    value = submission_of(small_treaty(*TWO_FAULTS))
    for at, column in ((4, 0), (5, 1)):
        cell = Clause(f"c{at}", Props(), (Run("in a cell (of two"),), cell=(0, 0, column))
        value = with_clause(value, at, cell)
    closing = Clause("c6", Props(), (Run("end"),))
    proposal = value.proposals[0]
    value = replace(
        value, proposals=(replace(proposal, redline=replace(proposal.redline, clauses=(*proposal.redline.clauses, closing))),)
    )
    assert "brackets" not in rules_in(value, "c4")
    cell = value.proposals[0].redline.clauses[5]
    assert "brackets" in rules_in(with_clause(value, 5, replace(cell, runs=(*cell.runs, Run(" x", Status.INSERTED)))), "c4")


def test_a_treaty_text_needs_no_symbol_and_no_introductory_phrase() -> None:
    value = submission_of(small_treaty(*TWO_FAULTS, "+ a new one"))
    header = Header(conference="WRC-27", document="45", sources=("ABC",), title="Proposals")
    value = replace(value, header=header, proposals=(replace(value.proposals[0], symbol=""),))
    found = {finding.rule for finding in check(context_of(value))}
    assert not found & {"no-symbol", "call-none"}
