"""The labels that Word's automatic numbering makes when a text is written into its own package.

A label stays automatic as long as its list is, clause by clause, the same as when it was read: then Word prints the same
labels. From the first clause of a list that was inserted, deleted or moved since, the labels of the draft are typed, and
`w:numId` 0 removes the automatic ones; those of the base only if an amendment was accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from lxml import etree
from msgspec import Struct

from model.formats.word.package.styles import Styles
from model.formats.word.package.wordml import VAL, W
from model.layers.combined import CombinedLayers
from model.numbering import Labelling
from model.redline import SIDES, Clause, Label, Side, groups, label_bearer
from model.submission.values import Proposal


class Automatic(Struct, frozen=True):
    """The clauses, by id, whose label on a side Word prints, and those that close a paragraph whose label it printed once and
    is typed now. Word numbers a paragraph by the properties of the one whose end closes it, whichever bears the label."""

    stays: Mapping[Side, frozenset[str]]
    freed: Mapping[Side, frozenset[str]]
    former: Mapping[Side, frozenset[str]]
    """The clauses whose label Word printed when the text was read, but does not now; another clause may close their paragraph."""

    @property
    def uneven(self) -> frozenset[str]:
        """The clauses whose numbering differs between the sides."""
        return (self.stays["base"] ^ self.stays["draft"]) | (self.freed["base"] ^ self.freed["draft"])


_NO_CLAUSES: Mapping[Side, frozenset[str]] = {"base": frozenset(), "draft": frozenset()}
NONE = Automatic(_NO_CLAUSES, _NO_CLAUSES, _NO_CLAUSES)


class AutomaticLists(Struct, frozen=True, dict=True):
    """The automatic lists of a package."""

    styles: Styles
    paragraphs: Mapping[str, etree._Element]
    """The `w:p` by `Clause.source`."""
    numbers: Mapping[str, str] = {}
    """The abstract list of each list (`w:num`): lists of one `w:abstractNum` continue each other."""

    @cached_property
    def _direct_numbering(self) -> Mapping[tuple[str, Side], etree._Element]:
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
        return self._direct_numbering.get((clause.source, side))

    def list_of(self, clause: Clause, side: Side) -> str:
        """The key of the list that numbers a clause; '' if none does."""
        number = self._direct_numbering.get((clause.source, side))
        named = number.find(W + "numId") if number is not None else None
        list_ = named.get(VAL, "0") if named is not None else self.of_style(clause.props_on(side).style)
        return "" if list_ == "0" else self.numbers.get(list_, list_)

    def place_of(self, clause: Clause, side: Side) -> tuple[str, ...]:
        """The list of a clause, and its level in it, by its own paragraph properties; () if they name none."""
        number = self._direct_numbering.get((clause.source, side))
        return () if number is None else tuple(child.get(VAL, "0") for child in number if child.tag in (W + "numId", W + "ilvl"))

    def of_style(self, style: str) -> str:
        """The list of a paragraph style."""
        list_ = self.styles.paragraph(style).num_id
        return list_ if list_ is not None and list_ != "0" else ""


def numbers_in(root: etree._Element | None) -> dict[str, str]:
    """The abstract list of each list in a `w:numbering`."""
    lists = () if root is None else root.iterchildren(W + "num")
    abstract = ((list_element.get(W + "numId", ""), list_element.find(W + "abstractNumId")) for list_element in lists)
    return {id: element.get(VAL, "") for id, element in abstract if element is not None}


def automatic_labels(
    proposal: Proposal,
    lists: AutomaticLists,
    clauses: Sequence[Clause],
    original: Sequence[Clause],
    layers: CombinedLayers | None = None,
) -> Automatic:
    """The labels that stay automatic.

    proposal: the proposal
    lists: the automatic lists of its package
    clauses: those of the text, in Word's order
    original: the same as first read
    layers: both layers, if the text has another party's text between base and draft; all labels are typed unless they agree in
        the three texts
    """
    if not lists.numbers:
        return NONE
    was, now = _sequences(original, lists), _sequences(clauses, lists)
    if not was and not now:
        return NONE
    labelling, first = Labelling.of(proposal.redline), Labelling.of(proposal.original)
    typed = layers is not None and not _agree(clauses, lists, now, labelling, layers)
    stays: dict[Side, set[str]] = {"base": set(), "draft": set()}
    freed: dict[Side, set[str]] = {"base": set(), "draft": set()}
    for side in SIDES:
        label, label_then = (labelling.base, first.base) if side == "base" else (labelling.draft, first.draft)
        for key, sequence in now.items():
            if key[1] != side:
                continue
            then = was.get(key, {})
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(sequence, then, strict=False)))
            same = 0 if typed else same
            for place, (bearer, closing) in enumerate(sequence.items()):
                if place < same and label(bearer) == label_then(bearer) and closing.place == then[bearer].place:
                    stays[side].add(bearer)
                else:
                    freed[side].add(closing.id)
                    bullet = then.get(bearer, closing).is_bullet  # as read: it may have become a bullet, or no longer be one
                    same = same if bullet else place  # the next number would continue from the one before
    read = {clause.source for clause in original for side in SIDES if lists.list_of(clause, side)}
    for side in SIDES:  # an accepted amendment gave them typed labels
        once = {closing.source for key, sequence in was.items() if key[1] == side for closing in sequence.values()}
        numbered = {closing.source for key, sequence in now.items() if key[1] == side for closing in sequence.values()}
        ending = [group[-1] for group in groups(clauses, side)] if was else []
        freed[side] |= {clause.id for clause in ending if clause.source in once - numbered}
        # An inserted clause that is part of the base now, as in a comparison of drafts, is still numbered there by its paragraph.
        once = {closing.source for key, sequence in was.items() if key[1] != side for closing in sequence.values()} - numbered
        freed[side] |= {clause.id for clause in ending if clause.source in once and lists.list_of(clause, side)}
        # A paragraph that no list numbered may have got a style that has one; an accepted label is typed there.
        styled = [clause for clause in ending if clause.source not in read and lists.list_of(clause, side)]
        freed[side] |= {clause.id for clause in styled if clause.source not in numbered}
        if typed:  # also what closes a paragraph of the text between alone
            freed[side] |= {clause.id for clause in clauses if clause.source in lists.paragraphs and lists.list_of(clause, side)}
    former = {
        side: frozenset(id for key, sequence in was.items() if key[1] == side for id in sequence) - stays[side] for side in SIDES
    }
    frozen_stays, frozen_freed = ({side: frozenset(ids[side]) for side in SIDES} for ids in (stays, freed))
    return Automatic(frozen_stays, frozen_freed, former)


def _agree(
    clauses: Sequence[Clause],
    lists: AutomaticLists,
    sequences: Mapping[tuple[str, Side], Mapping[str, _Closing]],
    labelling: Labelling,
    layers: CombinedLayers,
) -> bool:
    """Whether each automatic list has the same clauses with the same labels in the base, in the draft and in theirs between them,
    and Word numbers no other paragraph of theirs."""
    for (key, side), sequence in sequences.items():
        if list(sequence) != list(sequences.get((key, "draft" if side == "base" else "base"), ())):
            return False
        for bearer in sequence:
            label = layers.labels.get(bearer)
            if not labelling.base(bearer) == labelling.draft(bearer) == (label.text if label is not None else None):
                return False
    closings = {bearer: closing for sequence in sequences.values() for bearer, closing in sequence.items()}
    closing_ids = {closing.id for sequence in sequences.values() for closing in sequence.values()}
    ending = {group[-1].id for side in SIDES for group in groups(clauses, side)}
    numbered = set()
    for group in _theirs(clauses, layers):
        bearer, closing = _bearer_in_theirs(group, layers).id, group[-1]
        if closing.source not in lists.paragraphs or not any(lists.list_of(closing, side) for side in SIDES):
            continue
        numbered.add(bearer)
        if bearer in closings:
            known = closings[bearer]
            if closing.id != known.id and lists.place_of(closing, "draft") != known.place:
                return False
        elif closing.id in closing_ids or closing.id not in ending:
            return False
    return numbered >= closings.keys()


def _theirs(clauses: Sequence[Clause], layers: CombinedLayers) -> Iterator[Sequence[Clause]]:
    """The paragraphs of the other party's text, each as the clauses that it consists of."""
    group: list[Clause] = []
    for clause in clauses:
        group.append(clause)
        if layers.is_in_theirs(clause.end):
            yield group
            group = []


def _bearer_in_theirs(group: Sequence[Clause], layers: CombinedLayers) -> Clause:
    """The clause that bears the label of a paragraph of theirs, see `label_bearer`."""
    return next((clause for clause in group if any(map(layers.shows_in_theirs, clause.runs))), group[-1])


class _Closing(NamedTuple):
    """The clause that closes a numbered paragraph, and the label that the numbering gives it."""

    id: str
    source: str
    place: tuple[str, ...]
    is_bullet: bool


def _sequences(clauses: Sequence[Clause], lists: AutomaticLists) -> dict[tuple[str, Side], dict[str, _Closing]]:
    """The paragraphs of each automatic list on each side, in order, by the clause that bears the label."""
    out: dict[tuple[str, Side], dict[str, _Closing]] = {}
    for side in SIDES:
        for group in groups(clauses, side):
            closing = group[-1]
            if closing.source not in lists.paragraphs:
                continue
            bearer = label_bearer(group, side)
            if _may_be_automatic(bearer, side) and (key := lists.list_of(closing, side)):
                is_bullet = bearer.props_on(side).scheme == "bullet" and _is_sign(bearer, side)
                place = lists.place_of(closing, side)
                out.setdefault((key, side), {})[bearer.id] = _Closing(closing.id, closing.source, place, is_bullet)
    return out


def _is_sign(clause: Clause, side: Side) -> bool:
    """Whether a label is a sign, not a number. A number of an unknown scheme, such as `I.2.`, may look like a sign."""
    label = _label(clause, side)
    text = label.text.strip() if label is not None else ""
    return len(text) < 2 or not any(map(str.isalnum, text))


def _label(clause: Clause, side: Side) -> Label | None:
    return clause.label if side == "base" else clause.own_label or clause.label


def _may_be_automatic(clause: Clause, side: Side) -> bool:
    label = _label(clause, side)
    return label.automatic if label is not None else side == "draft"
