"""Long transactions in parts, so that the caller can do something else between them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.redline import Status
from model.submission.amendments import is_whole
from model.submission.transactions import Splice, Step, Transaction


def in_parts(made: Transaction, most: int) -> Sequence[Transaction]:
    """A transaction that puts in more than `most` new clauses in a row, as several of which each leaves a whole text and the
    last what the one would; any other as it is. What it does behind that insertion comes last."""
    step, *rest = made.steps or (None,)
    if made.rebases or not isinstance(step, Splice) or len(step.new) <= most:
        return (made,)
    new = step.new
    first = next((place for place, clause in enumerate(new) if is_whole(clause, Status.INSERTED)), len(new))
    stop = next((place for place in range(first, len(new)) if not is_whole(new[place], Status.INSERTED)), len(new))
    around = new[:first] + new[stop:]
    if stop - first <= most or (rest and (around or step.old)):
        return (made,)
    steps: list[Step] = [Splice(step.story, step.at, step.old, around)] if around != step.old else []
    steps += [Splice(step.story, step.at + low, (), new[low : min(low + most, stop)]) for low in range(first, stop, most)]
    return [replace(made, steps=part) for part in (*((single,) for single in steps), tuple(rest)) if part]


def by_steps(made: Transaction, most: int) -> Sequence[Transaction]:
    """A transaction each of whose steps leaves a whole text with its base, as several of so many steps."""
    return [replace(made, steps=made.steps[low : low + most]) for low in range(0, len(made.steps), most)]
