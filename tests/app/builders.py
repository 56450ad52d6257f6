"""Documents and keystrokes for the tests of saving and recovery."""

from __future__ import annotations

from msgspec.structs import replace

from model.formats.amend import Project
from model.redline import Clause, Props, Redline, Run, Status
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Transaction
from model.submission.values import Proposal, Submission


def build_submission(*paragraphs: str) -> Submission:
    """One MOD proposal with these paragraphs, the last of which is typed in."""
    title = Clause("t", Props("title", 0), (Run("Access to networks"),))
    clauses = (title, *(Clause(f"c{n}", runs=(Run(text),)) for n, text in enumerate(paragraphs or ("that ",))))
    redline = Redline(clauses, language="en")
    return Submission(proposals=(Proposal("MOD", "ATU/1", redline, original=redline),), language="en")


def build_project(*paragraphs: str) -> Project:
    return Project(build_submission(*paragraphs), id="d" * 32)


def type_text(submission: Submission, text: str, time: str = "2024-09-06T09:00:00Z") -> Transaction:
    """Typing at the end of the last clause."""
    clauses = submission.proposals[0].redline.clauses
    last = clauses[-1]
    inserted = "".join(run.text for run in last.runs[1:])
    new = replace(last, runs=(last.runs[0], Run(inserted + text, Status.INSERTED)))
    return Transaction(TransactionKind.TYPE, (Splice(StoryId(1), len(clauses) - 1, (last,), (new,)),), time=time)


def typed_text(submission: Submission) -> str:
    return "".join(run.text for run in submission.proposals[0].redline.clauses[-1].runs[1:])


FILE, OUT, STATE = "a.amend", "out.docx", "state"
"""What the killed child works on, in its folder."""


def letter(number: int) -> str:
    """The letter that is typed at that keystroke, so that a text shows how many there were."""
    return chr(ord("a") + number % 26)
