"""Which labels are left to Word's automatic numbering when a text goes back into its own package.

A label stays automatic as long as its list is, clause by clause, what it was when it was read: then Word prints what it printed.
From the first clause of a list that was inserted, struck or moved since, the labels of the draft are typed, and `w:numId` 0 takes
the automatic ones away; of the base only where an amendment was accepted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from model.numbering import Labelling
from model.redline import Clause, Redline, Side
from model.submission import Proposal
from model.word.names import W
from model.word.styles import Styles, paragraph_layer

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

    def numbering(self, clause: Clause, side: Side) -> etree._Element | None:
        """The `w:numPr` that a clause's own paragraph has on a side."""
        element = self.paragraphs.get(clause.source)
        properties = element.find(W + "pPr") if element is not None else None
        if properties is not None and side == "base":
            old = properties.find(f"{W}pPrChange/{W}pPr")
            properties = old if old is not None else properties
        return properties.find(W + "numPr") if properties is not None else None

    def list_of(self, clause: Clause, side: Side) -> str:
        """What tells the list that numbers a clause from others, `w:numId`; '' where none does."""
        own = self.numbering(clause, side)
        if own is not None:
            holder = own.getparent()
            layer = paragraph_layer(holder)
            if layer.num_id is not None:
                return "" if layer.num_id == "0" else layer.num_id
        return self.of_style(clause.props_on(side).style)

    def of_style(self, style: str) -> str:
        """The list of a paragraph style."""
        ids = [layer.num_id for _, layer in self.styles.paragraph(style).layers if layer.num_id is not None]
        return ids[-1] if ids and ids[-1] != "0" else ""


def automatic_labels(proposal: Proposal, lists: Lists) -> Automatic:
    """What stays automatic of a proposal's labels."""
    if not any(clause.label is not None and clause.label.automatic for clause in proposal.original.clauses):
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
    if label is not None:
        return label.automatic
    return side == "draft" and not clause.end.status.in_base


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """How long two sequences are the same."""
    pairs = zip(first, second, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))
