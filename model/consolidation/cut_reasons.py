"""The reasons that a party gives for single proposals on a treaty text, by the paragraphs of the base that these amend."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate

from model.consolidation.changes import starts
from model.consolidation.comparison_row import RowPart
from model.consolidation.rebase import PositionMapping
from model.cuts.derive import cuts
from model.redline import Redline, Status
from model.submission.amendments import is_whole
from model.submission.values import CutSettings, Proposal


def cut_reasons(
    redline: Redline, settings: Mapping[str, CutSettings], base: Redline, places: PositionMapping
) -> Mapping[RowPart, str]:
    """The reasons by paragraphs of the base, and by what is inserted before them. A paragraph that only the party's own base has
    is in no row.

    redline: the text that the party proposes
    settings: those of its proposals
    base: the given base
    places: those of the party's base in it
    """
    if not any(value.reasons for value in settings.values()):
        return {}
    parts = _by_own_paragraphs(redline, settings)
    return parts if places.same else dict(_on_base(parts, redline, base, places))


def _by_own_paragraphs(redline: Redline, settings: Mapping[str, CutSettings]) -> Mapping[RowPart, str]:
    """The reasons by paragraphs of the party's own base."""
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


def _on_base(
    parts: Mapping[RowPart, str], redline: Redline, base: Redline, places: PositionMapping
) -> Iterator[tuple[RowPart, str]]:
    begins, given = starts(redline.base().clauses), starts(base.clauses)
    for part, reasons in parts.items():
        if part.insertion:
            at = places.before(begins[part.index])
            if at is not None:
                yield RowPart(bisect_right(given, at) - 1, insertion=True), reasons
            continue
        found = map(places.of, range(begins[part.index], begins[part.index + 1]))
        count = Counter(bisect_right(given, at) - 1 for at in found if at >= 0)
        for index, _ in count.most_common(1):
            yield RowPart(index, insertion=False), reasons
