"""The frequency bands of a consolidated text: gaps and overlaps that the decisions, or the parties' own words, make."""

from __future__ import annotations

from collections.abc import Iterator

from model.allocations.checks import band_issues
from model.allocations.coverage import lost_frequencies
from model.allocations.reading import read_table_of_allocations, table_numbers
from model.allocations.values import AllocationTable
from model.formats.word.table_shapes import shapes_by_text
from model.message import Message
from model.redline import Side
from model.submission.values import Proposal, Submission


def band_faults(merged: Submission) -> tuple[Message, ...]:
    """Sentences on what is wrong with the bands of a merged text and not with those in force."""
    return tuple(
        Message.of("frequency bands of the merged text: {fault}", fault=fault)
        for proposal in merged.proposals
        for fault in _faults(merged, proposal)
    )


def _faults(merged: Submission, proposal: Proposal) -> Iterator[Message]:
    clauses = proposal.redline.clauses
    numbers = table_numbers(clauses)
    if not numbers:
        return
    language, shapes = proposal.redline.language or merged.language, shapes_by_text(merged)(proposal)

    def tables(side: Side) -> dict[int, AllocationTable]:
        found = {number: read_table_of_allocations(clauses, number, side, language, shapes) for number in numbers}
        return {number: table for number, table in found.items() if table is not None}

    in_force, drafts = tables("base"), tables("draft")
    for number, draft in drafts.items():
        base = in_force.get(number)
        known = {issue.key for issue in band_issues(base) if issue is not None} if base is not None else set()
        yield from (issue.message for issue in band_issues(draft) if issue is not None and issue.key not in known)
        if base is not None:
            yield from (issue.message for issue in lost_frequencies(base, draft, drafts.values()))
