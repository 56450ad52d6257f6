"""Texts and editors in one line. A text is clauses parted by `/`, in each `-struck-` and `+new+`; a closing `¶-` or `¶+`
says what became of the end."""

from __future__ import annotations

import re

from app.session.session import Session
from model.redline import KEPT_END, Clause, End, Label, Redline, Run, Status, status_spans
from model.submission.values import Proposal, Submission

_PIECE = re.compile(r"-([^-]*)-|\+([^+]*)\+|([^-+]+)")


def clauses_of(text: str) -> tuple[Clause, ...]:
    return tuple(_clause(number, part) for number, part in enumerate(text.split("/")))


def _clause(number: int, text: str) -> Clause:
    end = KEPT_END
    for mark, status in (("¶-", Status.DELETED), ("¶+", Status.INSERTED)):
        if text.endswith(mark):
            text, end = text.removesuffix(mark), End(status)
    runs = []
    for struck, new, kept in _PIECE.findall(text):
        status = Status.DELETED if struck else Status.INSERTED if new else Status.KEPT
        runs.append(Run(struck or new or kept, status))
    return Clause(f"c{number}", runs=tuple(runs), end=end, label=Label("a)") if number else None)


def written(clauses: tuple[Clause, ...]) -> str:
    """The text that clauses were built from."""
    marks = {Status.KEPT: "{}", Status.DELETED: "-{}-", Status.INSERTED: "+{}+"}
    ends = {Status.KEPT: "", Status.DELETED: "¶-", Status.INSERTED: "¶+"}
    return "/".join(
        "".join(marks[status].format(text) for status, text in status_spans(clause.runs)) + ends[clause.end.status]
        for clause in clauses
    )


def session_on(text: str) -> Session:
    redline = Redline(clauses_of(text))
    return Session(
        Submission(proposals=(Proposal("MOD", "1", redline, original=redline),)), "me", now=lambda: "2024-09-06T09:00:00Z"
    )


def text_of(session: Session) -> str:
    return written(session.submission.proposals[0].redline.clauses)
