"""What colleagues wrote, brought into one's own draft, and what of one's own draft they get."""

from __future__ import annotations

from msgspec.structs import replace

from model.merging.submissions import merge_submissions
from model.submission.comments import public_comments
from model.submission.conflicts import MergeConflict
from model.submission.private_parts import without_private_parts
from model.submission.values import Proposal, Submission


def taken_in(local: Submission, before: Submission, after: Submission) -> Submission:
    """One's own draft with what colleagues changed.

    local: one's own draft: the shared state that was known, with one's own changes since and one's private parts
    before: the shared state that was known
    after: the shared state with the commits that arrived
    """
    return merge_submissions(before, _with_free_private_keys(before, local, after), after)


def _with_free_private_keys(before: Submission, local: Submission, after: Submission) -> Submission:
    """One's own draft with other keys for private comments whose key a colleague's new comment has got: theirs keep their keys,
    or the next commit would rename them for everybody."""
    if not len(before.proposals) == len(local.proposals) == len(after.proposals):
        return local
    versions = zip(before.proposals, local.proposals, after.proposals, strict=True)
    proposals = tuple([_with_free_keys(*version) for version in versions])
    same = all(new is old for new, old in zip(proposals, local.proposals, strict=True))
    return local if same else replace(local, proposals=proposals)


def _with_free_keys(before: Proposal, local: Proposal, after: Proposal) -> Proposal:
    private = local.comments.keys() - public_comments(local.comments).keys()
    names: dict[str, str] = {}
    taken = {*local.comments, *after.comments}
    for key in sorted(private & (after.comments.keys() - before.comments.keys())):
        number = 1
        while f"c{number}" in taken:
            number += 1
        names[key] = f"c{number}"
        taken.add(names[key])
    if not names:
        return local
    return replace(local, comments={names.get(key, key): comment for key, comment in local.comments.items()})


def without_positions(submission: Submission) -> Submission:
    """What of a draft goes into the folder if its positions and private comments do not: all else, and the conflicts about what
    is public, which the participants decide together."""
    public = without_private_parts(submission)
    if public is submission:
        return submission
    pairs = zip(public.proposals, submission.proposals, strict=True)
    proposals = tuple([_with_public_conflicts(proposal, old) for proposal, old in pairs])
    return replace(public, proposals=proposals, conflicts=submission.conflicts)


def _with_public_conflicts(public: Proposal, old: Proposal) -> Proposal:
    kept = {key: conflict for key, conflict in old.conflicts.items() if not _is_private(conflict)}
    return replace(public, conflicts=kept) if kept else public


def _is_private(conflict: MergeConflict) -> bool:
    """Whether a conflict is about a position, or about a comment that is private in one of its wordings."""
    if conflict.name.startswith("positions/"):
        return True
    values = (conflict.base_value, conflict.present_value, conflict.other_value)
    return conflict.name.startswith("comments/") and any(isinstance(value, dict) and value.get("private") for value in values)
