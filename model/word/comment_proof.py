"""The proof of export for comments: the public ones stand in the file with their words, at their places, and no private
one does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.comments import Comment, Span, find_comment, public_comments
from model.errors import ProofError
from model.redline import ANCHOR, NOTE, OBJECT, SIDES, Clause, Piece, Redline, Run, Side
from model.submission import Proposal, Submission
from model.word.package import Package
from model.word.raw import RawDocument
from model.word.reading.comments import Range, Said, comments_said, ranges
from model.word.writing.text import View, reproduced, side_of

_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHOWN = 60


def prove_comments(package: Package, raw: RawDocument, submission: Submission, view: View) -> int:
    """How many comments the file holds of those of a submission. ProofError where one is missing, says something else
    or stands elsewhere, or where a private one is there, or any in an untracked file."""
    tracked = view == "markup"
    public = [(one, said) for one in submission.proposals for said in public_comments(one.comments, tracked=tracked).values()]
    private = {
        _plain(text)
        for proposal in submission.proposals
        for key, comment in proposal.comments.items()
        if key not in public_comments(proposal.comments)
        for text in (comment.text, *(reply.text for reply in comment.replies))
    }
    if tracked and not public and not private:
        return 0
    said = list(comments_said(package).values())
    if not tracked and said:
        raise ProofError(f"The comment ‘{_shown(said[0].text)}’ stands in the untracked file; it was not kept.")
    told = {_plain(text) for _, comment in public for text in (comment.text, *(reply.text for reply in comment.replies))}
    for one in said:
        if _plain(one.text) in private - told:
            raise ProofError(f"The private comment ‘{_shown(one.text)}’ stands in the written file; it was not kept.")
    stories: list[Sequence[Piece]] = [raw.paragraphs, *(note.paragraphs for note in raw.notes.values())]
    places = {id: (story, mark) for story in stories for id, mark in ranges(story).items()}
    for proposal, comment in public:
        if any(clause.is_on(side) for clause in _written(proposal, view) for side in _seen(proposal, view)):
            _find(said, places, proposal, comment, view)
    return len(public)


def _find(
    said: list[Said],
    places: dict[str, tuple[Sequence[Piece], Range]],
    proposal: Proposal,
    comment: Comment,
    view: View,
) -> None:
    """Takes a comment and its replies out of what the file says."""
    alike = [one for one in said if _plain(one.text) == _plain(comment.text) and not one.parent and one.id in places]
    spans = _checkable(proposal, comment, view)
    found = next((one for one in alike if _stands(*places[one.id], proposal.redline, spans, _seen(proposal, view))), None)
    if found is None:
        where = "is missing in the written file" if not alike else "stands elsewhere in the written file"
        raise ProofError(f"The comment ‘{_shown(comment.text)}’ {where}; it was not kept.")
    if found.done is not comment.done:
        raise ProofError(f"The comment ‘{_shown(comment.text)}’ is resolved on one side only; the written file was not kept.")
    said.remove(found)
    for reply in comment.replies:
        answer = next((one for one in said if one.parent == found.id and _plain(one.text) == _plain(reply.text)), None)
        if answer is None:
            raise ProofError(f"The reply ‘{_shown(reply.text)}’ is missing in the written file; it was not kept.")
        said.remove(answer)


def _checkable(proposal: Proposal, comment: Comment, view: View) -> tuple[Span, ...]:
    """The places that the file must show; none where marks that came with a file say it, or nothing of them is seen."""
    stories = [proposal.redline.clauses, *(note.clauses for note in proposal.redline.notes.values())]
    if comment.source and any(comment.source in ranges(clauses) for clauses in stories):
        return ()
    written = {clause.id for clause in _written(proposal, view)}
    spans = [span for span in find_comment(proposal.redline, comment) if not span.note and span.clause in written]
    sides = _seen(proposal, view)
    return tuple(span for span in spans if any(_words(proposal.redline, span, side) for side in sides))


def _stands(
    story: Sequence[Piece], mark: Range, redline: Redline, spans: tuple[Span, ...], sides: tuple[Side, ...]
) -> bool:
    if not spans:
        return mark.reference is not None
    if mark.start is None or mark.end is None or mark.reference is None:
        return False
    for side in sides:
        covered = _covered(story, mark, side)
        first, last = _words(redline, spans[0], side), _words(redline, spans[-1], side)
        if not (covered.startswith(first) and covered.endswith(last)) or (len(spans) == 1 and covered != first):
            return False
    return True


def _words(redline: Redline, span: Span, side: Side) -> str:
    clause = next(clause for clause in redline.clauses if clause.id == span.clause)
    return _between(clause.runs, span.start, span.end, side)


def _covered(story: Sequence[Piece], mark: Range, side: Side) -> str:
    assert mark.start is not None
    assert mark.end is not None
    out = []
    for index in range(mark.start[0], mark.end[0] + 1):
        start = mark.start[1] if index == mark.start[0] else 0
        stop = mark.end[1] if index == mark.end[0] else sum(len(run.text) for run in story[index].runs)
        out.append(_between(story[index].runs, start, stop, side))
    return "".join(out)


def _between(runs: Sequence[Run], start: int, stop: int, side: Side) -> str:
    out = []
    offset = 0
    for run in runs:
        if run.status.on(side) and not (run.content and run.text in (ANCHOR, NOTE, OBJECT)):
            out.append(run.text[max(0, start - offset) : max(0, stop - offset)])
        offset += len(run.text)
    return _UNSAID.sub("", "".join(out))


def _written(proposal: Proposal, view: View) -> Sequence[Clause]:
    return reproduced(proposal.redline.clauses, proposal.symbol, view)


def _seen(proposal: Proposal, view: View) -> tuple[Side, ...]:
    side = side_of(proposal.symbol, view)
    return (side,) if side is not None else SIDES


def _plain(text: str) -> str:
    return " ".join(_UNSAID.sub("", text).split())


def _shown(text: str) -> str:
    plain = _plain(text)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"
