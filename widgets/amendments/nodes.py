"""The amendments of a text as rows of a tree: grouped by clause in the order of the text, each renumbering below its cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from model.redline import Redline
from model.submission.amendments import Amendment, AmendmentKind, amendments, span_of
from model.submission.values import Proposal
from widgets.common.names import in_order

if TYPE_CHECKING:
    from model.layers.marks import StoryMarks

OUT_OF_ORDER = frozenset({"split", "merge", "move", "kind", "label"})
"""Kinds that are not in order among the amendments of a clause's characters."""
STRUCTURAL = ("end", "props", "label", "row")
"""Parts of an amendment that can renumber later clauses."""


class AmendmentNode(Struct, frozen=True):
    """A row: an amendment with the renumberings that it caused, or a clause with its amendments."""

    key: str
    amendments: tuple[Amendment, ...]
    """The amendments that are decided with the row: its own, or all of the clause."""
    children: tuple[AmendmentNode, ...] = ()

    @property
    def is_group(self) -> bool:
        """Whether the row stands for several amendments."""
        return len(self.amendments) > 1

    @property
    def first(self) -> Amendment:
        """The first amendment of the row."""
        return self.amendments[0]


Layer = Literal["theirs", "upper"]
"""Whose amendments they are in a proposal on another party's proposal: those of that party, or ours upon them."""


class Filter(Struct, frozen=True):
    """The filter for the visible amendments; None accepts any value."""

    author: str | None = None
    kind: AmendmentKind | None = None
    layer: Layer | None = None

    def passes(self, amendment: Amendment) -> bool:
        """Whether an amendment is shown."""
        if self.author is not None and (not amendment.parts or amendment.stamp.author != self.author):
            return False
        if self.layer is not None and layer_of(amendment) != self.layer:
            return False
        return self.kind is None or amendment.kind == self.kind


def layer_of(amendment: Amendment) -> Layer:
    """The layer that an amendment is of."""
    return "upper" if amendment.theirs is None else "theirs"


EVERYTHING = Filter()


def nodes(found: Sequence[Amendment], redline: Redline, shown: Filter = EVERYTHING) -> tuple[AmendmentNode, ...]:
    """The rows of the amendments that a filter accepts. A renumbering is below the amendment that caused it; if that amendment is
    hidden, the renumbering is a row of its own, provided the filter accepts renumberings."""
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
    for place, group in groupby(rows, key=lambda entry: (entry.note, entry.clause, layer_of(entry))):
        members = list(group)
        if len(members) > 1 and not OUT_OF_ORDER.isdisjoint(entry.kind for entry in members):
            members.sort(key=lambda entry: span_of(entry, redline)[0])
        keys = [entry.key for entry in members]
        leaves = tuple(AmendmentNode(key, (entry,), tuple(caused.get(key, ()))) for key, entry in zip(keys, members, strict=True))
        out.append(leaves[0] if len(leaves) == 1 else AmendmentNode("|".join(place), tuple(members), leaves))
    return tuple(out)


def _causes(decided: Iterable[Amendment]) -> Mapping[str, str]:
    """For each clause, the key of the amendment that can have renumbered others; preferably one of its end, label or level."""
    out: dict[str, str] = {}
    firm: set[str] = set()
    for amendment in decided:
        for part in amendment.parts:
            structural = part.what in STRUCTURAL
            if part.note or part.clause in firm or (part.clause in out and not structural):
                continue
            out[part.clause] = amendment.key
            if structural:
                firm.add(part.clause)
    return out


def authors_of(found: Iterable[Amendment]) -> dict[str, int]:
    """The authors of amendments that can be decided, in the order of the language, with the number of their amendments."""
    counts: dict[str, int] = {}
    for amendment in found:
        if amendment.parts:
            counts[amendment.stamp.author] = counts.get(amendment.stamp.author, 0) + 1
    return {author: counts[author] for author in in_order(counts, str)}


def kinds_of(found: Iterable[Amendment]) -> dict[AmendmentKind, int]:
    """The kinds of amendments in the order of the text, with the number of each."""
    counts: dict[AmendmentKind, int] = {}
    for amendment in found:
        counts[amendment.kind] = counts.get(amendment.kind, 0) + 1
    return counts


# The amendments of another party whose proposal the text amends


class TheirAmendments(Struct, frozen=True):
    """The amendments of a lower layer, and where they are in the upper one; a value, replaced by `update` after each change."""

    lower: Redline | None = None
    found: tuple[Amendment, ...] = ()
    """Those of the lower layer that can be decided."""
    marks: Mapping[str, StoryMarks] = {}
    rows: tuple[Amendment, ...] = ()
    """The same at their places in the upper layer."""

    def update(self, proposal: Proposal) -> TheirAmendments:
        """Those of a proposal now; what is not changed stays the same object."""
        lower = proposal.theirs
        if lower is None:
            return self if self.lower is None else TheirAmendments()
        from model.layers.marks import layer_marks, placed_amendments

        same = lower is self.lower
        found = self.found if same else tuple([row for row in amendments(lower) if row.parts])
        marks = layer_marks(lower, proposal.redline, self.marks if same else None)
        if same and marks == self.marks:
            return self
        known = {row.key: row for row in self.rows}
        rows = [known[row.key] if known.get(row.key) == row else row for row in placed_amendments(found, marks)]
        return TheirAmendments(lower, found, marks, tuple(rows))


def in_text_order(rows: Iterable[Amendment], theirs: Iterable[Amendment], places: Mapping[str, int]) -> tuple[Amendment, ...]:
    """The amendments of both layers in the order of the text, those of the other party first in each clause, notes last.

    rows: the amendments of the text
    theirs: those of the other party, at their places in it
    places: the index of each clause of the text
    """

    def place(amendment: Amendment) -> tuple[bool, int]:
        return bool(amendment.note), 0 if amendment.note else places.get(amendment.clause, 0)

    return tuple(sorted((*theirs, *rows), key=place))
