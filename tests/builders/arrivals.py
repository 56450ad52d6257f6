"""Changes of colleagues in a shared draft, for tests of one window."""

from __future__ import annotations

from msgspec.structs import replace

from app.session.session import Session
from model.edits.script.apply import apply_edits
from model.merging.submissions import merge_submissions
from model.numbering import Labelling
from model.redline import Stamp
from model.sharing.new_commits import transaction_between
from model.submission.clause_paths import paths
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import Submission


def replaced(value: Submission, find: str, words: str, author: str = "Ana") -> Submission:
    """The submission with words of the first clause that has them replaced by somebody."""
    redline = value.proposals[0].redline
    clause = next(clause for clause in redline.clauses if find in clause.text)
    at = paths(redline, Labelling.of(redline))[clause.id]
    return apply_edits(value, {"author": author, "edits": [{"do": "replace", "at": at, "find": find, "with": words}]})


def arrival(local: Submission, before: Submission, after: Submission, author: str = "Ana") -> Transaction:
    """What arrives in a draft when somebody changed the shared state."""
    made = transaction_between(local, merge_submissions(before, local, after), Stamp(author, "2026-03-01T09:00:00Z"))
    return replace(made, kind=TransactionKind.ARRIVED)


def arrive(session: Session, find: str, words: str, author: str = "Ana") -> None:
    """Lets somebody replace words of the present text."""
    now = session.submission
    session.take_in(arrival(now, now, replaced(now, find, words, author), author))


def do_replace(session: Session, find: str, words: str) -> None:
    """A step of the user of the window."""
    now = session.submission
    session.commit(transaction_between(now, replaced(now, find, words, session.author), session.stamp()))


def draft_words(value: Submission) -> str:
    """The draft, one clause per line."""
    return "\n".join(clause.text for clause in value.proposals[0].redline.draft().clauses)
