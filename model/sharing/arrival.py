"""The arrival of colleagues' changes in the local draft, the part of it that they get, and undo after their changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError
from model.merging.fields import with_free_keys, with_new_keys
from model.merging.proposals import match_proposals, places_in_base
from model.merging.stretches import part_to_merge
from model.merging.submissions import merge_submissions
from model.redline import Clause, Stamp
from model.sharing.new_commits import transaction_between, with_sources
from model.submission.comments import Comment, public_comments
from model.submission.conflicts import MergeConflict
from model.submission.moved_selections import move_selection
from model.submission.private_parts import without_private_parts
from model.submission.story import clauses_of
from model.submission.transactions import Selection, Transaction, apply, invert
from model.submission.values import Proposal, Submission

T = TypeVar("T")
Versions = tuple[Proposal, Proposal, Proposal]
"""A proposal in the base of a merge and in both copies."""


def take_in_changes(local: Submission, before: Submission, after: Submission) -> Submission:
    """The local draft with the changes of colleagues.

    local: the draft of this window: the state `before` with the local changes since, and the local private parts
    before: the shared state on which the local draft is based
    after: the shared state with the commits that arrived
    """
    return merge_submissions(before, _with_free_private_keys(before, local, after), after)


def _with_free_private_keys(before: Submission, local: Submission, after: Submission) -> Submission:
    """The local draft with new keys for private parts whose key a colleague has given to something new. The colleague's key
    stays, since the next commit would otherwise rename it for everybody."""
    free = {
        id(match.first): _with_free_keys(match.base, match.first, match.second)
        for match in match_proposals(before.proposals, local.proposals, after.proposals)
        if match.base is not None and match.first is not None and match.second is not None
    }
    proposals = tuple([free.get(id(proposal), proposal) for proposal in local.proposals])
    same = all(new is old for new, old in zip(proposals, local.proposals, strict=True))
    return local if same else replace(local, proposals=proposals)


def _with_free_keys(before: Proposal, local: Proposal, after: Proposal) -> Proposal:
    comments = _names(before.comments, local.comments, after.comments, private_comments(local), "c")
    positions = _names(before.positions, local.positions, after.positions, local.positions, "p")
    if not comments and not positions:
        return local
    return replace(local, comments=with_new_keys(local.comments, comments), positions=with_new_keys(local.positions, positions))


def _names(
    before: Mapping[str, T], local: Mapping[str, T], after: Mapping[str, T], private: Mapping[str, T], letter: str
) -> dict[str, str]:
    """New keys for the private values of the local draft whose key a colleague has given to something new.

    before, local, after: all values by key, as for `take_in_changes`
    private: the private ones
    letter: the first letter of the keys
    """
    names: dict[str, str] = {}
    taken = {*local, *after}
    for key in sorted(private.keys() & after.keys() - before.keys()):
        number = 1
        while f"{letter}{number}" in taken:
            number += 1
        names[key] = f"{letter}{number}"
        taken.add(names[key])
    return names


def private_comments(proposal: Proposal) -> dict[str, Comment]:
    """The private comments of a proposal."""
    public = public_comments(proposal.comments)
    return {key: comment for key, comment in proposal.comments.items() if key not in public}


def submission_to_send(local: Submission, shared: Submission) -> Submission:
    """The shared draft with the local changes but without the local private parts; private parts that others have shared stay.
    Returns `local` itself if nothing is withheld.

    local: the draft of this window
    shared: the shared state that is known
    """
    public, known_public = without_positions(local), without_positions(shared)
    if known_public is shared:
        return public
    places = places_in_base(known_public.proposals, public.proposals)
    proposals = [
        _with_private_parts(proposal, shared.proposals[at]) if at is not None else proposal
        for proposal, at in zip(public.proposals, places, strict=True)
    ]
    made = replace(public, proposals=tuple(proposals))
    return local if made == local else made


def _with_private_parts(public: Proposal, shared: Proposal) -> Proposal:
    return replace(
        public,
        comments={**public.comments, **private_comments(shared)},
        positions=shared.positions,
        conflicts={**public.conflicts, **{key: c for key, c in shared.conflicts.items() if is_private(c)}},
    )


def without_positions(submission: Submission) -> Submission:
    """A draft without its positions and private comments, and without the conflicts about them. The other conflicts stay, since
    the participants decide them together. The same object if it has nothing private."""
    public = without_private_parts(submission)
    if public is submission:
        return submission
    pairs = zip(public.proposals, submission.proposals, strict=True)
    proposals = tuple([_with_public_conflicts(proposal, old) for proposal, old in pairs])
    if all(new is old for new, old in zip(proposals, submission.proposals, strict=True)):
        return submission
    return replace(public, proposals=proposals, conflicts=submission.conflicts)


def _with_public_conflicts(public: Proposal, old: Proposal) -> Proposal:
    kept = {key: conflict for key, conflict in old.conflicts.items() if not is_private(conflict)}
    if public.comments == old.comments and not old.positions and len(kept) == len(old.conflicts):
        return old
    return replace(public, conflicts=kept) if kept else public


def is_private(conflict: MergeConflict) -> bool:
    """Whether a conflict is about a position, or about a comment that is private in one of its wordings."""
    if conflict.name.startswith("positions/"):
        return True
    values = (conflict.base_value, conflict.present_value, conflict.other_value)
    return conflict.name.startswith("comments/") and any(
        isinstance(value, dict) and (value.get("private") or value.get("reason")) for value in values
    )


def fit_step(
    transaction: Transaction, before: Submission, after: Submission, current: Submission, *, undo: bool
) -> tuple[Transaction, Submission]:
    """A transaction that undoes or redoes a step in a text that colleagues have changed since, and the text that follows: it is
    what it would be without the step, or with it. EditError if colleagues changed the same words.

    transaction: the step as it was done
    before: the submission before it, when it was done
    after: the submission after it, when it was done
    current: the submission now
    undo: whether it is undone; otherwise it is redone
    """
    base, wanted = (after, before) if undo else (before, after)
    merged = with_sources(_merged_near_step(base, current, wanted), current.sources)
    if conflict_keys(merged) - conflict_keys(current):
        raise EditError.of("the same words have been changed since")
    made = transaction_between(current, merged, Stamp(transaction.author, transaction.time))
    fitted = replace(
        transaction,
        steps=invert(made).steps if undo else made.steps,
        before=_move_selection(transaction.before, before, merged if undo else current),
        after=_move_selection(transaction.after, after, current if undo else merged),
        rebases=made.rebases,
    )
    return fitted, apply(current, made)


def _merged_near_step(base: Submission, current: Submission, wanted: Submission) -> Submission:
    """The merge of the present text with that of a step, which usually changes few clauses of a text that may have changed
    everywhere."""
    versions = base, current, wanted
    whole = list(zip(*(version.proposals for version in versions), strict=False))
    if len({len(version.proposals) for version in versions}) > 1 or not all(map(_can_be_cut, whole)):
        return merge_submissions(*versions)
    parts = [_part_of(proposals) for proposals in whole]
    near = [replace(version, proposals=tuple([part.proposals[side] for part in parts])) for side, version in enumerate(versions)]
    merged = merge_submissions(*near)
    if conflict_keys(merged) - conflict_keys(current):
        return merge_submissions(*versions)
    out: list[Proposal] = []
    for proposal, part in zip(merged.proposals, parts, strict=True):
        clauses = (*part.before, *proposal.redline.clauses, *part.after)
        if len({clause.id for clause in clauses}) < len(clauses):
            return merge_submissions(*versions)
        out.append(replace(proposal, redline=replace(proposal.redline, clauses=clauses)))
    return replace(merged, proposals=tuple(out))


def _can_be_cut(proposals: Versions) -> bool:
    """Whether the texts of a proposal can be merged in part: it is the same one in all versions, has no other layer, and no note
    gets another key, since its mark may be anywhere."""
    base, current, wanted = proposals
    names = with_free_keys(*(proposal.redline.notes for proposal in proposals))
    return base.original == current.original == wanted.original and base.theirs is None and not any(names)


class _Part(Struct, frozen=True):
    """A part of the text of a proposal in three versions, and the clauses around it in the present one."""

    proposals: Versions
    before: tuple[Clause, ...] = ()
    after: tuple[Clause, ...] = ()


def _part_of(proposals: Versions) -> _Part:
    """The part near what the last version changes; the whole text if there is none."""
    base, current, wanted = texts = [proposal.redline.clauses for proposal in proposals]
    found = part_to_merge(base, current, wanted) if base is not wanted else None
    if found is None:
        return _Part(proposals)
    first, second, third = [
        replace(proposal, redline=replace(proposal.redline, clauses=clauses[part]))
        for proposal, clauses, part in zip(proposals, texts, found, strict=True)
    ]
    return _Part((first, second, third), current[: found[1].start], current[found[1].stop :])


def conflict_keys(submission: Submission) -> set[str]:
    """The keys of the undecided conflicts, which are computed from their contents."""
    return {*submission.conflicts, *(key for proposal in submission.proposals for key in proposal.conflicts)}


def _move_selection(selection: Selection | None, before: Submission, after: Submission) -> Selection | None:
    if selection is None:
        return None
    old, new = clauses_of(before, selection.story), clauses_of(after, selection.story)
    return move_selection(selection, old, new) if old is not new else selection
