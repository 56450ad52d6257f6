"""Commits made from the changes since a state of the shared draft."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from model.edits.fields import restore
from model.edits.merging.copies import bring_merge
from model.errors import EditError
from model.journal.deltas import Shortener
from model.redline import Stamp
from model.sharing.commit_lines import read_commit, write_commit
from model.sharing.history import SharedHistory
from model.sharing.values import Commit, Vector
from model.submission.transactions import SetField, Transaction, apply
from model.submission.values import Submission


def next_commit(history: SharedHistory, participant: str, vector: Vector, wanted: Submission, stamp: Stamp) -> Commit | None:
    """The commit that turns a state of the draft into `wanted`; None if they are equal. It is not added to the history.

    history: the history with all commits of the vector
    participant: the id of the author
    vector: the commits that the author knows, including all commits of the author
    wanted: what the draft becomes
    stamp: the author and the time
    """
    before = history.state_of(vector)
    new = {name: data for name, data in wanted.sources.items() if before.sources.get(name) != data}
    change = transaction_between(with_sources(before, new), wanted, stamp)
    if not change.steps and not new:
        return None
    number, of, parents = history.next_of(vector, participant)
    commit = Commit(participant, number, "", of, parents, Shortener().shorten(change), new)
    made = read_commit(write_commit(commit), participant)
    assert made is not None, "what was written is what others read"
    return made


def transaction_between(before: Submission, after: Submission, stamp: Stamp) -> Transaction:
    """The transaction that turns a submission into another; it always applies. `before` must contain the Word packages of
    both."""
    wanted = with_sources(after, before.sources)
    change = bring_merge(before, after, stamp)
    for attempt in (change, replace(change, rebases=True)):
        try:
            made = apply(before, attempt)
        except EditError:
            continue
        if with_sources(made, wanted.sources) == wanted:
            return attempt
    whole = restore(before, after, "", stamp)
    keys = sorted(before.conflicts.keys() | after.conflicts.keys())
    fields = [(f"conflicts/{key}", before.conflicts.get(key), after.conflicts.get(key)) for key in keys]
    return replace(whole, steps=(*whole.steps, *[SetField(path, old, new) for path, old, new in fields if old != new]))


def with_sources(submission: Submission, sources: Mapping[str, bytes]) -> Submission:
    """The submission with more Word packages."""
    return replace(submission, sources={**submission.sources, **sources}) if sources else submission
