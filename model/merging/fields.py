"""The merge of everything but redlines: values, texts of fields, lists, values by key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from model.consolidation.conflicts import group_conflicts
from model.merging.atoms import Atom
from model.merging.changes import AtomChange, apply_changes, changes_between
from model.redline import Run

T = TypeVar("T")
K = TypeVar("K")
_LOOK = Run("")


class _Claim(Struct, frozen=True):
    change: AtomChange
    parties: tuple[int, ...]
    note: str = ""

    @property
    def moves(self) -> tuple[str, ...]:
        return ("",) * len(self.parties)


def merge_values(base: T, first: T, second: T) -> tuple[T, bool]:
    """The merged value, and whether the copies disagree. It is the value that one copy changed, or that of the first if both
    did."""
    if first in (base, second):
        return second, False
    return first, second != base


def merge_words(base: str, first: str, second: str) -> tuple[str, str]:
    """A text with the changes of both copies, word by word, twice: where they disagree, once with the words of the first copy
    and once with those of the second. If both fill an empty text, they disagree."""
    value, disagree = merge_values(base, first, second)
    if not disagree:
        return value, value
    if not base:
        return first, second
    atoms = [_atoms(text) for text in (base, first, second)]
    claims: dict[tuple[object, ...], list[int]] = {}
    changes: dict[tuple[object, ...], AtomChange] = {}
    for party, copy in enumerate(changes_between(atoms[0], atoms[1:])):
        for change in copy.changes:
            claims.setdefault(change.effect, []).append(party)
            changes[change.effect] = change
    wanted = [_Claim(changes[what], tuple(dict.fromkeys(parties))) for what, parties in claims.items()]
    ordered = sorted(wanted, key=lambda claim: (claim.change.start, claim.change.stop, claim.parties))
    free, groups = group_conflicts(ordered, lambda left, right: left.change.conflicts_with(right.change))
    sides = [
        [claim.change for claim in free] + [claim.change for group in groups for claim in group if party in claim.parties]
        for party in (0, 1)
    ]
    texts = ["".join([letter for letter, _ in apply_changes(atoms[0], side, {})]) for side in sides]
    return texts[0], texts[1]


def _atoms(text: str) -> list[Atom]:
    return [(letter, _LOOK) for letter in text]


def merge_lists(base: Iterable[T], first: Iterable[T], second: Iterable[T]) -> tuple[T, ...]:
    """A list without what either copy removed, and with what either added; additions of the second follow those of the first."""
    base, first, second = tuple(base), tuple(first), tuple(second)
    value, disagree = merge_values(base, first, second)
    if not disagree:
        return value
    kept = [item for item in first if item in second or item not in base]
    return (*kept, *(item for item in second if item not in base and item not in kept))


def merge_by_key(
    base: Mapping[K, T],
    first: Mapping[K, T],
    second: Mapping[K, T],
    settle: Callable[[K, T, T, T], T] = lambda key, base, first, second: first,
) -> dict[K, T]:
    """Values by key with the changes of both copies. A value that one copy removes and the other changes stays.

    settle: the value of a key that both copies changed, from those of the base and of both
    """
    out: dict[K, T] = {}
    for key in dict.fromkeys((*first, *second)):
        old, now, new = base.get(key), first.get(key), second.get(key)
        value, disagree = merge_values(old, now, new)
        if disagree:
            value = now if new is None else new if now is None else value
            if old is not None and now is not None and new is not None:
                value = settle(key, old, now, new)
        if value is not None:
            out[key] = value
    return out


def with_free_keys(
    base: Mapping[str, T], first: Mapping[str, T], second: Mapping[str, T]
) -> tuple[dict[str, str], dict[str, str]]:
    """New keys, for the first copy and for the second, where both added different things under the same key. Which copy keeps
    its key depends only on the values, so the order of the copies does not matter."""
    names: tuple[dict[str, str], dict[str, str]] = {}, {}
    taken = {*base, *first, *second}
    for key in sorted(first.keys() & second.keys()):
        if key in base or first[key] == second[key]:
            continue
        stem = key.rstrip("0123456789") or key
        number = 1
        while f"{stem}{number}" in taken:
            number += 1
        taken.add(f"{stem}{number}")
        names[repr(first[key]) < repr(second[key])][key] = f"{stem}{number}"
    return names


def with_new_keys(values: Mapping[str, T], names: Mapping[str, str]) -> Mapping[str, T]:
    """The values under their new keys."""
    return {names.get(key, key): value for key, value in values.items()} if names else values
