"""The parts of a submission that are private to its delegation: positions, private comments, reasons of amendments, and
the wordings of undecided conflicts, which may contain such. Exports are made of a submission without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import astuple, replace

from model.submission.comments import Comment, public_comments
from model.submission.positions import Position, private_texts
from model.submission.values import Proposal, Submission


def without_private_parts(submission: Submission) -> Submission:
    """The submission without its private parts; the same object if it has none. Whatever leaves the machine, except the project
    file, is made of this."""
    proposals = tuple([_public_proposal(proposal) for proposal in submission.proposals])
    same = all(new is old for new, old in zip(proposals, submission.proposals, strict=True)) and not submission.conflicts
    return submission if same else replace(submission, proposals=proposals, conflicts={})


def _public_proposal(proposal: Proposal) -> Proposal:
    public = public_comments(proposal.comments)
    if not proposal.positions and not proposal.conflicts and len(public) == len(proposal.comments):
        return proposal
    return replace(proposal, comments=public, positions={}, conflicts={})


def private_texts_of(submission: Submission) -> frozenset[str]:
    """The paragraphs of all private texts of a submission."""
    return frozenset(filter(None, (line.strip() for text in _texts(submission) for line in text.split("\n"))))


def _texts(submission: Submission) -> Iterator[str]:
    for proposal in submission.proposals:
        for position in proposal.positions.values():
            yield from private_texts(position)
        for key in proposal.comments.keys() - public_comments(proposal.comments).keys():
            comment = proposal.comments[key]
            yield comment.text
            yield from (reply.text for reply in comment.replies)


def public_texts_of(submission: Submission) -> Iterator[str]:
    """The texts of a submission that exports may contain, those of comments omitted."""
    yield from (value for value in astuple(submission.header) if isinstance(value, str))
    yield from submission.header.sources
    for proposal in submission.proposals:
        yield from (proposal.number, proposal.reasons)
        for clauses in (proposal.redline.clauses, *(note.clauses for note in proposal.redline.notes.values())):
            yield from (clause.text for clause in clauses)


def with_private_texts_changed(submission: Submission, change: Callable[[str], str]) -> Submission:
    """The submission with other words in its private parts."""
    proposals = []
    for proposal in submission.proposals:
        public = public_comments(proposal.comments)
        comments = {
            key: comment if key in public else _changed_comment(comment, change) for key, comment in proposal.comments.items()
        }
        positions = {key: _changed_position(position, change) for key, position in proposal.positions.items()}
        proposals.append(replace(proposal, comments=comments, positions=positions))
    return replace(submission, proposals=tuple(proposals))


def _changed_comment(comment: Comment, change: Callable[[str], str]) -> Comment:
    replies = tuple([replace(reply, text=change(reply.text)) for reply in comment.replies])
    return replace(comment, text=change(comment.text), replies=replies)


def _changed_position(position: Position, change: Callable[[str], str]) -> Position:
    return replace(
        position,
        party=change(position.party),
        owners=tuple(map(change, position.owners)),
        details=change(position.details),
        note=change(position.note),
        links=tuple(map(change, position.links)),
    )
