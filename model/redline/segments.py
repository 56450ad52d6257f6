"""Segments of a redline: the clauses divided after each paragraph end that both sides share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.redline import Clause, Status


def segments(clauses: Iterable[Clause]) -> Iterator[tuple[Clause, ...]]:
    """The clauses divided after each paragraph end that both sides share, and around whole inserted or deleted paragraphs."""
    part: list[Clause] = []
    for clause in clauses:
        part.append(clause)
        alone = len(part) == 1 and all(run.status is clause.end.status for run in clause.runs if run.text)
        if clause.end.status is Status.KEPT or alone:
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)
