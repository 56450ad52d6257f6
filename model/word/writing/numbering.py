"""Which labels are left to Word's automatic numbering when a text goes back into its own package.

A label stays automatic as long as its list is, clause by clause, what it was when it was read: then Word prints what it printed.
From the first clause of a list that was inserted, struck or moved since, the labels of the draft are typed, and `w:numId` 0 takes
the automatic ones away; of the base only where an amendment was accepted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from model.numbering import Labelling
from model.redline import Clause, Redline, Side
from model.submission import Proposal
from model.word.names import VAL, W
from model.word.styles import Styles

_SIDES: tuple[Side, Side] = ("base", "draft")


@dataclass(frozen=True)
class Automatic:
    """The clauses, by id, whose label on a side Word prints, and those whose label it printed once and is typed now."""

    stays: Mapping[Side, frozenset[str]]
    freed: Mapping[Side, frozenset[str]]

    @property
    def uneven(self) -> frozenset[str]:
        """The clauses whose numbering differs between the sides."""
        return (self.stays["base"] ^ self.stays["draft"]) | (self.freed["base"] ^ self.freed["draft"])


NONE = Automatic({"base": frozenset(), "draft": frozenset()}, {"base": frozenset(), "draft": frozenset()})


@dataclass(frozen=True)
class Lists:
    """The automatic lists of a package."""

    styles: Styles
    paragraphs: Mapping[str, etree._Element]
    """The `w:p` by `Clause.source`."""
    exist: bool = True
    """Whether the package has any."""
    _of_style: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _own(self) -> Mapping[tuple[str, Side], etree._Element]:
        """The `w:numPr` of each paragraph that has one, on each side."""
        out: dict[tuple[str, Side], etree._Element] = {}
        for source, element in self.paragraphs.items():
            properties = element.find(W + "pPr")
            if properties is None or next(properties.iter(W + "numPr"), None) is None:
                continue
            old = properties.find(f"{W}pPrChange/{W}pPr")
            for side, holder in (("base", old if old is not None else properties), ("draft", properties)):
                numbering = holder.find(W + "numPr")
                if numbering is not None and not (side == "base" and old is None and numbering.find(W + "ins") is not None):
                    out[source, "base" if side == "base" else "draft"] = numbering
        return out

    def numbering(self, clause: Clause, side: Side) -> etree._Element | None:
        """The `w:numPr` that a clause's own paragraph has on a side."""
        return self._own.get((clause.source, side))

    def list_of(self, clause: Clause, side: Side) -> str:
        """What tells the list that numbers a clause from others, `w:numId`; '' where none does."""
        own = self._own.get((clause.source, side))
        named = own.find(W + "numId") if own is not None else None
        list_ = named.get(VAL, "0") if named is not None else self.of_style(clause.props_on(side).style)
        return "" if list_ == "0" else list_

    def of_style(self, style: str) -> str:
        """The list of a paragraph style."""
        known = self._of_style.get(style)
        if known is None:
            ids = [layer.num_id for _, layer in self.styles.paragraph(style).layers if layer.num_id is not None]
            known = ids[-1] if ids and ids[-1] != "0" else ""
            self._of_style[style] = known
        return known


def automatic_labels(proposal: Proposal, lists: Lists) -> Automatic:
    """What stays automatic of a proposal's labels."""
    if not lists.exist:
        return NONE
    was = _sequences(proposal.original, lists)
    now = _sequences(proposal.redline, lists)
    labelling, first = Labelling.of(proposal.redline), Labelling.of(proposal.original)
    stays: dict[Side, set[str]] = {"base": set(), "draft": set()}
    freed: dict[Side, set[str]] = {"base": set(), "draft": set()}
    for side in _SIDES:
        label, label_then = (labelling.base, first.base) if side == "base" else (labelling.draft, first.draft)
        for key, sequence in now.items():
            if key[1] != side:
                continue
            same = _common(sequence, was.get(key, ()))
            for place, id in enumerate(sequence):
                untouched = place < same and label(id) == label_then(id)
                (stays if untouched else freed)[side].add(id)
    return Automatic({side: frozenset(stays[side]) for side in _SIDES}, {side: frozenset(freed[side]) for side in _SIDES})


def _sequences(redline: Redline, lists: Lists) -> dict[tuple[str, Side], list[str]]:
    """The clauses of each automatic list on each side, in order."""
    out: dict[tuple[str, Side], list[str]] = {}
    for clause in redline.clauses:
        if clause.source not in lists.paragraphs:
            continue
        for side in _SIDES:
            if (
                clause.is_on(side)
                and clause.row.on(side)
                and _may_be_automatic(clause, side)
                and (key := lists.list_of(clause, side))
            ):
                out.setdefault((key, side), []).append(clause.id)
    return out


def _may_be_automatic(clause: Clause, side: Side) -> bool:
    label = clause.label if side == "base" else clause.own_label or clause.label
    return label.automatic if label is not None else side == "draft"


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """How long two sequences are the same."""
    pairs = zip(first, second, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))
