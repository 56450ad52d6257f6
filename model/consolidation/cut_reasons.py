"""The reasons that parties give for single proposals on a treaty text, by the rows of the comparison that these amend."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from model.consolidation.comparison_row import ComparisonRow, RowPart
from model.consolidation.merge import Consolidation
from model.consolidation.rebase import characters
from model.cuts.derive import cuts
from model.redline import Status
from model.submission.amendments import is_whole
from model.submission.values import Proposal


class CutReasons:
    """The reasons of the proposals of each party."""

    def __init__(self, found: Consolidation) -> None:
        self._of_parties = [_by_parts(found, party) for party in range(len(found.parties))]

    def of(self, row: ComparisonRow, party: int) -> str:
        """The reasons of a party for what it changes in a row, those of several proposals line by line; '' if it gives none."""
        if not row.cells[party].sign:
            return ""
        known = self._of_parties[party]
        return "\n".join(dict.fromkeys(known[part] for part in row.parts if part in known))


def _by_parts(found: Consolidation, party: int) -> Mapping[RowPart, str]:
    """The reasons by paragraphs of the base, and by what is inserted before them; none if the party has another base."""
    redline, settings = found.parties[party].redline, found.parties[party].cuts
    if not any(value.reasons for value in settings.values()) or characters(redline.clauses) != found.words[""]:
        return {}
    clauses = redline.clauses
    before = [0, *accumulate(clause.end.status.in_base for clause in clauses)]
    out: dict[RowPart, str] = {}
    for cut in cuts(Proposal(redline=redline, cuts=settings)):
        if not cut.settings.reasons:
            continue
        for start, stop in cut.spans:
            for place in range(start, stop):
                is_new = is_whole(clauses[place], Status.INSERTED)
                out.setdefault(RowPart(before[place], is_new), cut.settings.reasons)
    return out
