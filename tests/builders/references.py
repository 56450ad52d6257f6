"""References that follow a transaction, as the session lets them."""

from __future__ import annotations

from model.edits.references import stale_references, with_fixed_references
from model.redline import Stamp
from model.submission.transactions import Transaction, apply
from model.submission.values import Submission


def with_references(submission: Submission, transaction: Transaction, stamp: Stamp) -> Transaction:
    """A transaction with the references that it makes stale put right in the same step; the same one where there is none."""
    after = apply(submission, transaction)
    return with_fixed_references(after, transaction, stale_references(submission, after), stamp)
