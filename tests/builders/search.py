"""All hits of a query in a submission."""

from __future__ import annotations

from collections.abc import Iterator

from model.submission.search import Finder, Hit, Query, passages
from model.submission.values import Submission


def find_hits(submission: Submission, query: Query) -> Iterator[Hit]:
    """All hits in order, as the window finds them passage by passage."""
    finder = Finder(query)
    for passage in passages(submission, query.where):
        yield from finder.hits(passage)
