"""The amendments of a text as rows of a tree: grouped by clause in the order of the text, each renumbering under what
caused it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from model.redline import Redline
from model.submission.amendments import Amendment, AmendmentKind, span_of
from widgets.common.names import in_order

OUT_OF_ORDER = frozenset({"split", "merge", "move", "kind", "label"})
"""Kinds that are not found at their place among those of the characters of a clause."""
STRUCTURAL = ("end", "props", "label", "row")
"""Parts of an amendment that can renumber what follows."""


class AmendmentNode(Struct, frozen=True):
    """A row: one amendment, or a clause with several; under it those, or the renumberings that one caused."""

    key: str
    amendments: tuple[Amendment, ...]
    """What is decided with the row: that one, or all of the clause."""
    children: tuple[AmendmentNode, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether the row stands for several amendments."""
        return len(self.amendments) > 1

    @property
    def first(self) -> Amendment:
        """The first amendment of the row."""
        return self.amendments[0]


class Filter(Struct, frozen=True):
    """The filter of the shown amendments; None: any."""

    author: str | None = None
    kind: AmendmentKind | None = None

    def passes(self, amendment: Amendment) -> bool:
        """Whether an amendment is to be shown."""
        if self.author is not None and (not amendment.parts or amendment.stamp.author != self.author):
            return False
        return self.kind is None or amendment.kind == self.kind


EVERYTHING = Filter()


def nodes(found: Sequence[Amendment], redline: Redline, shown: Filter = EVERYTHING) -> tuple[AmendmentNode, ...]:
    """The rows of the amendments that a filter leaves. A renumbering stays with the amendment that caused it; where that
    is not shown it stands alone, if the filter asks for renumberings."""
    decided = [amendment for amendment in found if amendment.parts and shown.passes(amendment)]
    causes = _causes(decided)
    caused: dict[str, list[AmendmentNode]] = {}
    rows: list[Amendment] = []
    for amendment in found:
        cause = causes.get(amendment.cause) if not amendment.parts else None
        if cause is not None:
            caused.setdefault(cause, []).append(AmendmentNode(amendment.key, (amendment,)))
        elif shown.passes(amendment):
            rows.append(amendment)
    out: list[AmendmentNode] = []
    for place, group in groupby(rows, key=lambda entry: (entry.story, entry.clause)):
        members = list(group)
        if len(members) > 1 and not OUT_OF_ORDER.isdisjoint(entry.kind for entry in members):
            members.sort(key=lambda entry: span_of(entry, redline)[0])
        keys = [entry.key for entry in members]
        leaves = tuple(AmendmentNode(key, (entry,), tuple(caused.get(key, ()))) for key, entry in zip(keys, members, strict=True))
        out.append(leaves[0] if len(leaves) == 1 else AmendmentNode("|".join(place), tuple(members), leaves))
    return tuple(out)


def _causes(decided: Iterable[Amendment]) -> Mapping[str, str]:
    """By clause, the key of the amendment that can have renumbered others: one of its end, label or level first."""
    out: dict[str, str] = {}
    firm: set[str] = set()
    for amendment in decided:
        for part in amendment.parts:
            structural = part.what in STRUCTURAL
            if part.story or part.clause in firm or (part.clause in out and not structural):
                continue
            out[part.clause] = amendment.key
            if structural:
                firm.add(part.clause)
    return out


def authors_of(found: Iterable[Amendment]) -> dict[str, int]:
    """The authors of amendments that can be decided, in the order of the language, with the number of theirs."""
    counts: dict[str, int] = {}
    for amendment in found:
        if amendment.parts:
            counts[amendment.stamp.author] = counts.get(amendment.stamp.author, 0) + 1
    return {author: counts[author] for author in in_order(counts, str)}


def kinds_of(found: Iterable[Amendment]) -> dict[AmendmentKind, int]:
    """The kinds of amendments that there are, in the order of the text, with the number of each."""
    counts: dict[AmendmentKind, int] = {}
    for amendment in found:
        counts[amendment.kind] = counts.get(amendment.kind, 0) + 1
    return counts
