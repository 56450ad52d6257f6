"""The proposals of a treaty text with their neighbours in the text."""

from __future__ import annotations

from model.cuts.derive import CutIndex


def with_context(index: CutIndex) -> frozenset[str]:
    """The ids of the clauses of all cuts, and of one provision before and one after each."""
    passages = index.passages.all
    found: set[int] = set()
    for cut in index.cuts:
        for start, stop in cut.spans:
            first, last = index.passages.index_of(start), index.passages.index_of(stop - 1)
            before = next((at for at in range(first - 1, -1, -1) if passages[at].kind == "provision"), first)
            after = next((at for at in range(last + 1, len(passages)) if passages[at].kind == "provision"), last)
            found.update((before, *range(first, last + 1), after))
    return frozenset(clause.id for at in found for clause in passages[at].clauses)
