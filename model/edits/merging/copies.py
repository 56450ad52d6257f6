"""A merge as a change of the open submission, step by step, so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from model.edits.common import transaction
from model.edits.fields import restore
from model.merging.atoms import base_words
from model.redline import Clause, Stamp
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Splice, Step, Transaction
from model.submission.values import Header, Submission

_ENTRIES = ("comments", "positions", "struck", "conflicts")


def bring_merge(submission: Submission, merged: Submission, stamp: Stamp) -> Transaction:
    """Make the submission what a merge made of it and of another copy. The Word packages of both have to be in it already. There
    are no steps if nothing changes."""
    pairs = zip(submission.proposals, merged.proposals, strict=False)
    is_other_list = len(submission.proposals) != len(merged.proposals) or any(
        (old.original, old.source, old.theirs, old.redline.language)
        != (new.original, new.source, new.theirs, new.redline.language)
        for old, new in pairs
    )
    if is_other_list:
        steps: list[Step] = list(restore(submission, merged, "", stamp).steps)
    else:
        steps = [*_header_steps(submission, merged)]
        for number in range(1, len(merged.proposals) + 1):
            steps += _proposal_steps(submission, merged, number)
    keys = sorted(submission.conflicts.keys() | merged.conflicts.keys())
    steps += _changed((f"conflicts/{key}", submission.conflicts.get(key), merged.conflicts.get(key)) for key in keys)
    rebases = any(
        base_words(old.redline.clauses) != base_words(new.redline.clauses)
        for old, new in zip(submission.proposals, merged.proposals, strict=False)
    )
    return transaction(TransactionKind.MERGE_COPY, steps, stamp, rebases=rebases)


def _changed(fields: Iterable[tuple[str, Any, Any]]) -> Iterator[Step]:
    return (SetField(path, old, new) for path, old, new in fields if old != new)


def _header_steps(submission: Submission, merged: Submission) -> Iterator[Step]:
    names = Header.__struct_fields__
    yield from _changed((f"header/{name}", getattr(submission.header, name), getattr(merged.header, name)) for name in names)
    yield from _changed([("language", submission.language, merged.language)])
    keys = sorted(submission.ignored.keys() | merged.ignored.keys())
    yield from _changed((f"ignored/{key}", submission.ignored.get(key), merged.ignored.get(key)) for key in keys)


def _proposal_steps(submission: Submission, merged: Submission, number: int) -> Iterator[Step]:
    old, new = submission.proposals[number - 1], merged.proposals[number - 1]
    if old == new:
        return
    path = f"proposals/{number}"
    names = ("symbol", "number", "reasons")
    yield from _changed((f"{path}/{name}", getattr(old, name), getattr(new, name)) for name in names)
    yield from _changed([(f"{path}/policy", old.redline.policy, new.redline.policy)])
    added = [key for key in new.redline.notes if key not in old.redline.notes]
    yield from (SetField(f"{path}/notes/{key}", None, new.redline.notes[key]) for key in added)
    yield from _story_steps(StoryId(number), old.redline.clauses, new.redline.clauses)
    for key, note in old.redline.notes.items():
        yield from _changed([(f"{path}/notes/{key}", note, new.redline.notes.get(key))])
    for name in _ENTRIES:
        was, now = getattr(old, name), getattr(new, name)
        none: Any = () if name == "struck" else None
        keys = dict.fromkeys((*was, *now))
        yield from _changed((f"{path}/{name}/{key}", was.get(key, none), now.get(key, none)) for key in keys)


def _story_steps(story: StoryId, old: tuple[Clause, ...], new: tuple[Clause, ...]) -> Iterator[Step]:
    """A splice for each stretch of clauses that differs, from the last to the first, so that places stay."""
    matcher = SequenceMatcher(None, [clause.id for clause in old], [clause.id for clause in new], autojunk=False)
    spans: list[tuple[int, int, int, int]] = []
    for tag, low, high, new_low, new_high in matcher.get_opcodes():
        if tag != "equal":
            spans.append((low, high, new_low, new_high))
            continue
        for at in range(high - low):
            if old[low + at] != new[new_low + at]:
                spans.append((low + at, low + at + 1, new_low + at, new_low + at + 1))
    joined: list[tuple[int, int, int, int]] = []
    for span in spans:
        if joined and joined[-1][1] == span[0] and joined[-1][3] == span[2]:
            joined[-1] = (joined[-1][0], span[1], joined[-1][2], span[3])
        else:
            joined.append(span)
    for low, high, new_low, new_high in reversed(joined):
        yield Splice(story, low, old[low:high], new[new_low:new_high])
