"""The proposals of a treaty text with their neighbours in the text."""

from __future__ import annotations

from model.cuts.derive import CutIndex


def with_context(index: CutIndex) -> frozenset[str]:
    """The ids of the clauses of all cuts, and of one provision before and one after each."""
    passages = index.passages
    provisions = [at for at, passage in enumerate(passages.all) if passage.kind == "provision"]
    found: set[int] = set()
    for cut in index.cuts:
        for start, stop in cut.spans:
            first, last = passages.index_of(start), passages.index_of(stop - 1)
            before = [at for at in provisions if at < first][-1:]
            after = [at for at in provisions if at > last][:1]
            found.update((*before, *range(first, last + 1), *after))
    return frozenset(clause.id for at in found for clause in passages.all[at].clauses)
