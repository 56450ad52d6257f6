"""The margin numbers that each copy of a treaty text gives to the provisions that it inserts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from model.merging.changes import AtomChange, CopyChanges
from model.numbering.margin_numbers import has_number
from model.redline import Clause, Status

NewNumbers = tuple[Mapping[str, str], Mapping[str, str]]
"""For each copy, the margin numbers of its new provisions by the ids of their clauses."""
NO_NEW_NUMBERS: NewNumbers = ({}, {})
_ANY = "*"


def any_numbers(clauses: Iterable[Clause]) -> Mapping[str, str]:
    """One number for all provisions that clauses insert, so that those of two copies at one place are a conflict. For the
    wordings of a conflict that is known to be one, whatever numbers the text around it gives them now."""
    return {clause.id: _ANY for clause in clauses if clause.end.status is Status.INSERTED and has_number(clause)}


def with_numbers(found: Sequence[CopyChanges], numbers: NewNumbers) -> list[CopyChanges]:
    """The changes of both copies, each with the margin numbers of the new provisions that it inserts."""
    if not all(numbers):
        return list(found)
    return [
        replace(copy, changes=tuple([_numbered(change, known) for change in copy.changes]))
        for copy, known in zip(found, numbers, strict=True)
    ]


def _numbered(change: AtomChange, numbers: Mapping[str, str]) -> AtomChange:
    if not change.whole:
        return change
    ids = [look.id for _, look in change.atoms if isinstance(look, Clause)]
    return replace(change, numbers=frozenset([numbers[id] for id in ids if id in numbers]))
