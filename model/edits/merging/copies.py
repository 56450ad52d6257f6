"""A merge as a change of the open submission, step by step, so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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

_ENTRIES = ("comments", "positions", "struck", "conflicts", "cuts")


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
    steps += _field_steps((f"conflicts/{key}", submission.conflicts.get(key), merged.conflicts.get(key)) for key in keys)
    numbers = range(1, min(len(submission.proposals), len(merged.proposals)) + 1)
    rebases = any(_has_other_base(submission, merged, number, steps) for number in numbers)
    return transaction(TransactionKind.MERGE_COPY, steps, stamp, rebases=rebases)


def _has_other_base(submission: Submission, merged: Submission, number: int, steps: Iterable[Step]) -> bool:
    """Whether a proposal gets another text in force. Usually no step changes it, and the rest need not be compared."""
    old, new = (version.proposals[number - 1].redline.clauses for version in (submission, merged))
    if old is new:
        return False
    splices = [step for step in steps if isinstance(step, Splice) and step.story == StoryId(number)]
    if splices and all(_printed_base(splice.old) == _printed_base(splice.new) for splice in splices):
        return False
    return _printed_base(old) != _printed_base(new)


def _printed_base(clauses: Sequence[Clause]) -> tuple[object, ...]:
    """The words of the text in force with the margin numbers and edition marks of its paragraphs."""
    return base_words(clauses), [(clause.number, clause.mark) for clause in clauses if clause.number or clause.mark]


def _field_steps(fields: Iterable[tuple[str, Any, Any]]) -> Iterator[Step]:
    return (SetField(path, old, new) for path, old, new in fields if old != new)


def _header_steps(submission: Submission, merged: Submission) -> Iterator[Step]:
    names = Header.__struct_fields__
    yield from _field_steps((f"header/{name}", getattr(submission.header, name), getattr(merged.header, name)) for name in names)
    yield from _field_steps([("language", submission.language, merged.language)])
    keys = sorted(submission.ignored.keys() | merged.ignored.keys())
    yield from _field_steps((f"ignored/{key}", submission.ignored.get(key), merged.ignored.get(key)) for key in keys)


def _proposal_steps(submission: Submission, merged: Submission, number: int) -> Iterator[Step]:
    old, new = submission.proposals[number - 1], merged.proposals[number - 1]
    if old == new:
        return
    path = f"proposals/{number}"
    names = ("symbol", "number", "reasons")
    yield from _field_steps((f"{path}/{name}", getattr(old, name), getattr(new, name)) for name in names)
    customs = ("policy", "instrument", "item", "edition")
    yield from _field_steps([(f"{path}/{name}", getattr(old.redline, name), getattr(new.redline, name)) for name in customs])
    added = [key for key in new.redline.notes if key not in old.redline.notes]
    yield from (SetField(f"{path}/notes/{key}", None, new.redline.notes[key]) for key in added)
    yield from _story_steps(StoryId(number), old.redline.clauses, new.redline.clauses)
    for key, note in old.redline.notes.items():
        yield from _field_steps([(f"{path}/notes/{key}", note, new.redline.notes.get(key))])
    for name in _ENTRIES:
        was, now = getattr(old, name), getattr(new, name)
        none: Any = () if name == "struck" else None
        keys = dict.fromkeys((*was, *now))
        yield from _field_steps((f"{path}/{name}/{key}", was.get(key, none), now.get(key, none)) for key in keys)


def _story_steps(story: StoryId, old: tuple[Clause, ...], new: tuple[Clause, ...]) -> Iterator[Step]:
    """A splice for each stretch of clauses that differs, from the last to the first, so that places stay."""
    spans: list[tuple[int, int, int, int]] = []
    for tag, low, high, new_low, new_high in _opcodes([clause.id for clause in old], [clause.id for clause in new]):
        if tag != "equal":
            spans.append((low, high, new_low, new_high))
            continue
        pairs = enumerate(zip(old[low:high], new[new_low:new_high], strict=True))
        changed = [at for at, (was, now) in pairs if was is not now and was != now]
        spans += [(low + at, low + at + 1, new_low + at, new_low + at + 1) for at in changed]
    joined: list[tuple[int, int, int, int]] = []
    for span in spans:
        if joined and joined[-1][1] == span[0] and joined[-1][3] == span[2]:
            joined[-1] = (joined[-1][0], span[1], joined[-1][2], span[3])
        else:
            joined.append(span)
    for low, high, new_low, new_high in reversed(joined):
        yield Splice(story, low, old[low:high], new[new_low:new_high])


def _opcodes(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """The differences of two lists of ids, as difflib has them. It takes 10 ms for a long text even if there are none, so it only
    sees what is between the equal ids at both ends."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    low, high, new_high = head, len(old) - tail, len(new) - tail
    between = SequenceMatcher(None, old[low:high], new[low:new_high], autojunk=False).get_opcodes()
    moved = [(tag, i + low, j + low, k + low, stop + low) for tag, i, j, k, stop in between]
    return [("equal", 0, head, 0, head), *moved, ("equal", high, len(old), new_high, len(new))]
