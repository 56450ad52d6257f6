"""The authors in a submission: the submitter, and a function that maps all stamps, for exports that must not name everybody."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_

from msgspec.structs import replace

from model.message import Message
from model.redline import KEPT, NOBODY, Clause, End, Note, Redline, Run, Stamp, join_runs
from model.submission.comments import Comment
from model.submission.values import Proposal, Submission
from model.text.lazy_regex import late

Restamp = Callable[[Stamp], Stamp]

LONGEST_NAME = 255
"""Characters of the author of a change in a Word file (Open XML SDK: ST_String of w:author)."""
_NO_NAME = late("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def invalid_name_reason(name: str) -> Message | None:
    """The reason why a name cannot be the author of changes, as the end of a sentence; None if it can."""
    if len(name) > LONGEST_NAME:
        # Translators: the end of a sentence that begins with the name of an author
        return Message.counted(
            "has {n:,} character; a change can have at most {most}",
            "has {n:,} characters; a change can have at most {most}",
            len(name),
            most=LONGEST_NAME,
        )
    if found := _NO_NAME.search(name):
        return Message.of("contains the control character U+{code}; remove it", code=f"{ord(found[0]):04X}")
    return None


def with_stamps_mapped(submission: Submission, restamp: Restamp) -> Submission:
    """The submission with other stamps, but for those of another party in a lower layer. Changes that then differ in nothing else
    become one."""
    proposals = tuple(
        replace(
            proposal,
            redline=_in_redline(proposal.redline, restamp),
            comments={key: _in_comment(comment, restamp) for key, comment in proposal.comments.items()},
        )
        for proposal in submission.proposals
    )
    return replace(submission, proposals=proposals)


def authors(submission: Submission) -> tuple[str, ...]:
    """The names that the changes and comments of a submission carry, sorted."""
    found = _Names()
    with_stamps_mapped(submission, found.note)
    for proposal in submission.proposals:
        if proposal.theirs is not None:
            _in_redline(proposal.theirs, found.note)
    return tuple(sorted(found.names - {""}))


def is_changed_by(clause: Clause, author: str) -> bool:
    """Whether a change of a clause carries a name."""
    found = _Names()
    _in_clause(clause, found.note)
    return author in found.names


class _Names:
    """Gathers the names that stamps carry."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def note(self, stamp: Stamp) -> Stamp:
        self.names.add(stamp.author)
        return stamp


def _in_redline(redline: Redline, restamp: Restamp) -> Redline:
    notes: dict[str, Note] = {}
    for key, note in redline.notes.items():
        notes[key] = replace(note, clauses=tuple(_in_clause(clause, restamp) for clause in note.clauses))
    return replace(redline, clauses=tuple(_in_clause(clause, restamp) for clause in redline.clauses), notes=notes)


def _in_comment(comment: Comment, restamp: Restamp) -> Comment:
    replies = tuple(replace(reply, stamp=restamp(reply.stamp)) for reply in comment.replies)
    return replace(comment, stamp=restamp(comment.stamp), replies=replies)


def _in_clause(clause: Clause, restamp: Restamp) -> Clause:
    runs = tuple([_in_run(run, restamp) for run in clause.runs])
    kept = all(map(is_, runs, clause.runs))
    end = _in_end(clause.end, restamp)
    props_stamp = restamp(clause.props_stamp) if clause.base_props is not None else clause.props_stamp
    row_stamp = restamp(clause.row_stamp) if clause.row is not KEPT else clause.row_stamp
    same = end is clause.end and props_stamp is clause.props_stamp and row_stamp is clause.row_stamp
    if same and kept:
        return clause
    return replace(clause, runs=clause.runs if kept else join_runs(runs), end=end, props_stamp=props_stamp, row_stamp=row_stamp)


def _in_run(run: Run, restamp: Restamp) -> Run:
    if run.status is KEPT and run.base_style is None and run.retracted is NOBODY:
        return run
    stamp = restamp(run.stamp) if run.status is not KEPT else run.stamp
    style_stamp = restamp(run.style_stamp) if run.base_style is not None else run.style_stamp
    retracted = _new_stamp(run.retracted, restamp)
    if stamp is run.stamp and style_stamp is run.style_stamp and retracted is run.retracted:
        return run
    return replace(run, stamp=stamp, style_stamp=style_stamp, retracted=retracted)


def _in_end(end: End, restamp: Restamp) -> End:
    if end.status is KEPT:
        return end
    return replace(end, stamp=restamp(end.stamp), retracted=_new_stamp(end.retracted, restamp))


def _new_stamp(stamp: Stamp, restamp: Restamp) -> Stamp:
    """The new stamp of a value whose stamp, if not empty, marks a change."""
    return restamp(stamp) if stamp.author or stamp.date else stamp


_PREFIX = late(r"[A-Z]{1,4}(?:/[A-Z]{1,4})*(?=/)")

NOBODY_NAMED = "Clausewright"
"""The submitter if the submission names none: Word needs an author of changes."""


def submitter_of(submission: Submission, proposal: Proposal | None = None) -> str:
    """The symbol in the number of the proposal, or of the first that has one (`ATU` of `ATU/35A18/1`), else the first source."""
    for numbered in (proposal,) if proposal is not None else submission.proposals:
        found = _PREFIX.match(numbered.number)
        if found:
            return found[0]
    return next(iter(submission.header.sources), "") or NOBODY_NAMED
