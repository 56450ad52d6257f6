"""The labels of the draft, list by list, in one pass over the clauses (DESIGN.md §5).

A list is a run of paragraphs of one level and scheme; each parent has its own lists. The *cause* is the first clause of a list
that was inserted, deleted, moved, relabelled by hand or changed in level or scheme. Labels before it do not change; its id is
the cause of every label that moves after it.

* relabel: labels after the cause continue from the preceding label of the draft, each with its own punctuation; decimal
  labels follow the number of their parent (`2.1` under an old 2 becomes `3.1`).
* bis: base labels do not change. An inserted clause takes the preceding label with *bis*, *ter* … if a clause of the
  base follows in its list (deleted clauses included), and the next free number after the last. Before the first clause it
  takes 0 (`0)`, then `0)bis`), which sorts before every label and is unmistakable.
* letters: numbers of the base do not change, and an inserted one takes the preceding number with a letter (`1A)`, `§ 5A`)
  where *bis* gives it a *bis*; letters and roman numbers move back when something is inserted, as under *relabel*, but never
  forward: a deletion leaves its letter free, and an insertion takes it. So the Radio Regulations are numbered.
* keep: base labels do not change; an inserted clause has no label unless one is set by hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.numbering.schemes import Numeral, default_numeral, parse_label
from model.numbering.state import (
    OPENERS,
    Carry,
    Event,
    LabelPair,
    OpenList,
    PendingClauses,
    ends_list,
    events,
    is_unlabelled_text,
    list_level,
    restarts,
)
from model.redline import FIXED_NUMBERS, Clause, Policy, Scheme


class NumberedBlock(Struct, frozen=True):
    """The labels of the clauses of a block, by clause id, and the state in which numbering continues after it."""

    labels: dict[str, LabelPair]
    after: Carry
    looked_back: bool
    """Whether a list could continue one from before the call or heading above it."""


def number_block(clauses: Sequence[Clause], carry: Carry, policy: Policy, language: str) -> NumberedBlock:
    """Numbers the clauses of one block."""
    numbering = _Numbering(events(clauses), carry, policy, language)
    return NumberedBlock(numbering.run(), numbering.carry(), numbering.looked_back)


class _Numbering:
    """One pass over the events of a block."""

    def __init__(self, events: list[Event], carry: Carry, policy: Policy, language: str) -> None:
        self.events, self.policy, self.language = events, policy, language
        self.out: dict[str, LabelPair] = {}
        self._resume(carry)
        self.cell: tuple[int, int, int] | None = None
        self.outside = carry
        self.looked_back = False

    def _resume(self, carry: Carry) -> None:
        self.open, self.pending = list(carry.open), list(carry.pending)
        self.earlier, self.fresh = carry.earlier, carry.fresh

    def carry(self) -> Carry:
        """The state in which the next block continues."""
        if self.cell is not None:
            return self.outside
        return Carry(tuple(self.open), tuple(self.pending), self.earlier, self.fresh)

    def run(self) -> dict[str, LabelPair]:
        for index, event in enumerate(self.events):
            clause, base, draft_props = event.clause, event.base, event.draft
            if clause.cell != self.cell:
                self._enter_cell(clause.cell)
            label = clause.label
            printed = (label.text or None) if label is not None and base is not None else None
            if base is not None and event.changed:
                self._strike(event, parse_label(printed or "", base.scheme))
            if draft_props is None:
                self.out[clause.id] = LabelPair(printed, None)
                continue
            if draft_props.kind in OPENERS:
                self._open_block(event)
            draft, cause = self._item(index, event, printed)
            self.out[clause.id] = LabelPair(printed, draft, cause)
        return self.out

    def _enter_cell(self, cell: tuple[int, int, int] | None) -> None:
        """Each cell of a table has its own numbering; after the table, numbering continues as before it."""
        if self.cell is None:
            self.outside = self.carry()
        self.cell = cell
        self._resume(self.outside if cell is None else Carry())

    def _open_block(self, event: Event) -> None:
        props = event.draft
        assert props is not None
        self.pending = []
        if props.kind == "annex":
            self.open, self.earlier = [], ()
        else:
            outermost = tuple(entry for entry in self.open if entry.level == 1)
            self.earlier = () if props.kind == "call" and event.changed else outermost or self.earlier
            self.open = [entry for entry in self.open if entry.level < 0]
        self.fresh = event.clause.id if event.changed and props.kind != "heading" else ""

    def _strike(self, event: Event, printed: Numeral | None) -> None:
        """Note a clause of the base that is not at its place in the draft."""
        props, id = event.base, event.clause.id
        assert props is not None
        if props.kind in OPENERS:
            headings = [entry for entry in self.open if entry.level < 0]
            merged = [replace(entry, cause=entry.cause or id, merged=True) for entry in self.open if entry.level >= 0]
            self.open = headings + merged
        if props.scheme == "none":
            return
        level = list_level(props)
        place = self._find(level, props.scheme, printed.depth if printed else None)
        if place is None:
            if not any((wait.level, wait.scheme) == (level, props.scheme) for wait in self.pending):
                self.pending.append(PendingClauses(level, props.scheme, id, printed))
            return
        entry = self.open[place]
        if restarts(entry, printed):
            assert printed is not None
            entry = OpenList(level, props.scheme, printed.depth, form=printed, last=printed.at(0), cause=id)
        self.open[place] = replace(
            entry, cause=entry.cause or id, printed=printed or entry.printed, form=printed or entry.form, item=entry.item or id
        )
        for above in range(place + 1, len(self.open)):
            self.open[above] = replace(self.open[above], merged=True, cause=self.open[above].cause or id)

    def _item(self, index: int, event: Event, printed: str | None) -> tuple[str | None, str]:
        """The draft's label of a paragraph and the cause of its difference from the printed one."""
        props, own_label = event.draft, event.clause.own_label
        assert props is not None
        if props.scheme == "none":
            if props.kind == "paragraph":
                self._close(props.level)
            stands = event.base is not None and event.base.scheme == "none"
            text = own_label.text if own_label is not None else printed if stands else None
            return text or None, event.clause.id if own_label else ""
        kept = None if event.changed else parse_label(printed or "", props.scheme)
        if not event.changed and printed is None and own_label is None:
            return None, ""
        lead_cause = ""
        if kept is not None and kept.lead:
            kept, lead_cause = self._count_lead(kept, list_level(props))
        place = self._place(index, event, kept)
        entry = self.open[place]
        if place + 1 < len(self.open):
            beside = [other for other in self.open[place + 1 :] if other.level == entry.level]
            self.open[place:] = [*beside, entry]
            place = len(self.open) - 1
        by_hand = own_label is not None and own_label.text != printed
        cause = entry.cause or (event.clause.id if event.changed or by_hand else "")
        label, numeral, moved = self._label(index, event, entry, cause, kept, printed)
        if lead_cause and kept is not None:
            label, moved = replace(numeral, lead=kept.lead).text, moved or lead_cause
        if own_label is not None:
            label = own_label.text or None
            numeral = parse_label(own_label.text, props.scheme) or numeral
        decimal = props.scheme == "decimal"
        self.open[place] = replace(
            entry,
            form=kept or (entry.form if entry.printed else numeral),
            last=numeral,
            printed=kept or entry.printed,
            size=entry.size + 1,
            cause=cause,
            item=event.clause.id if event.changed else "",
            base_core=kept.core if decimal and kept else "",
            draft_core=numeral.core if decimal else "",
        )
        return label, "" if label == printed else event.clause.id if by_hand else moved or cause

    def _label(
        self, index: int, event: Event, entry: OpenList, cause: str, kept: Numeral | None, printed: str | None
    ) -> tuple[str | None, Numeral, str]:
        """The label that the policy gives, the state for the next label, and a cause outside the list."""
        if self.policy == "relabel" or (self.policy == "letters" and entry.scheme != "decimal"):
            return self._relabel(entry, cause, kept, printed)
        if kept is not None:
            return printed, kept, ""
        if not event.changed:
            return printed, self._following(entry), ""
        return self._bis(index, event, entry) if self.policy in FIXED_NUMBERS else (None, entry.last, "")

    def _count_lead(self, kept: Numeral, level: int) -> tuple[Numeral, str]:
        """A compound label whose lead counts as the next item of the list outside its own, with the cause if that moves it."""
        lead = parse_label(kept.lead.rstrip(), "decimal")
        for place in range(len(self.open) - 1, -1, -1):
            entry = self.open[place]
            if lead is not None and entry.level < level and (entry.scheme, entry.depth) == ("decimal", lead.depth):
                shown = lead.at(entry.last.value + 1) if entry.cause and self.policy == "relabel" else lead
                self.open[place] = replace(entry, last=shown, printed=lead, form=lead, size=entry.size + 1, item="")
                moved = entry.cause if shown != lead else ""
                return replace(kept, lead=shown.text + kept.lead[len(lead.text) :]), moved
        return kept, ""

    def _relabel(self, entry: OpenList, cause: str, kept: Numeral | None, printed: str | None) -> tuple[str | None, Numeral, str]:
        """Under *relabel*: after the cause in order, with its own marks; before it as printed, decimals under their parent."""
        if not cause:
            if kept is None:
                return printed, self._following(entry), ""
            if not kept.stem:
                return printed, kept, ""
            numeral, moved = self._follow_parent(kept)
            return numeral.text if numeral != kept else printed, numeral, moved
        following = self._following(entry)
        if kept is not None:
            stays = self.policy == "letters" and kept.value > following.value
            dressed = kept if stays else kept.at(following.value)
            following = replace(dressed, stem=following.stem) if kept.scheme == "decimal" else dressed
            if kept.scheme == "bullet":
                following = kept
        return following.text, following, ""

    def _bis(self, index: int, event: Event, entry: OpenList) -> tuple[str | None, Numeral, str]:
        """Of an inserted clause under *bis*."""
        numeral = self._label_between(index, event, entry)
        return numeral.text, numeral, ""

    def _following(self, entry: OpenList) -> Numeral:
        """The label after the last one of a list in the draft."""
        return self._with_parent_number(entry.last.after())

    def _label_between(self, index: int, event: Event, entry: OpenList) -> Numeral:
        """The label of an inserted clause under the policy *bis*."""
        props = event.draft
        assert props is not None
        if self._ahead(index + 1, list_level(props), props.scheme, entry) is not None:
            if entry.size == 0 and entry.last.value == 0:
                return entry.last
            return entry.last.inserted_after(letters=self.policy == "letters")
        last = entry.last
        if entry.printed is not None and entry.printed.value > last.value:
            last = entry.printed
        return last.after()

    def _place(self, index: int, event: Event, kept: Numeral | None) -> int:
        """The index of the open list to which the paragraph belongs; a new list is opened if none fits."""
        props = event.draft
        assert props is not None
        level = list_level(props)
        place = self._find(level, props.scheme, kept.depth if kept else None)
        if place is not None:
            if kept is not None and restarts(self.open[place], kept):
                self.open[place] = OpenList(level, props.scheme, kept.depth, form=kept, last=kept.at(kept.value - 1))
            return place
        self._close(level)
        self.open.append(self._begin(index, event, kept, level))
        self.pending = [wait for wait in self.pending if (wait.level, wait.scheme) != (level, props.scheme)]
        return len(self.open) - 1

    def _begin(self, index: int, event: Event, kept: Numeral | None, level: int) -> OpenList:
        props = event.draft
        assert props is not None
        scheme = props.scheme
        waiting = next((wait for wait in self.pending if (wait.level, wait.scheme) == (level, scheme)), None)
        first = (waiting.first if waiting else None) or kept
        if first is None and event.changed:
            first = self._ahead(index, level, scheme)
        form = first or self._default(scheme)
        parent = self.open[-1] if self.open else None
        fresh = self.fresh if parent is None or parent.level < 0 else parent.item
        if parent is not None and parent.level < 0 and form.stem:
            fresh = parent.item
        last, cause, printed = form.at(0), fresh, None
        if not fresh:
            before = self._continued_list(first, level, scheme)
            if before is not None:
                last, cause, printed = before.last, before.cause, before.printed
            elif first is not None:
                last = first.at(max(first.value - 1, 0))
            cause = cause or (waiting.cause if waiting else "")
        depth = form.depth if first is None or fresh else first.depth
        return OpenList(level, scheme, depth, form, last, printed, size=1 if printed else 0, cause=cause)

    def _continued_list(self, first: Numeral | None, level: int, scheme: Scheme) -> OpenList | None:
        """The list of an earlier block that this one continues, according to the labels of the base."""
        if first is None or first.value < 2 or level != 1:
            return None
        self.looked_back = True
        for entry in self.earlier:
            if (entry.scheme, entry.depth) == (scheme, first.depth) and entry.printed is not None:
                return entry if (entry.printed.value + 1, entry.printed.stem) == (first.value, first.stem) else None
        return None

    def _default(self, scheme: Scheme) -> Numeral:
        """The first label of a list in which nothing is printed; decimals under decimals take their number along."""
        parent = self.open[-1] if self.open else None
        stem = ""
        if scheme == "decimal" and parent is not None and parent.scheme == "decimal" and parent.draft_core:
            stem = parent.draft_core + "."
        numeral = default_numeral(scheme, self.language, stem)
        assert numeral is not None
        return numeral

    def _find(self, level: int, scheme: Scheme, depth: int | None) -> int | None:
        for place in range(len(self.open) - 1, -1, -1):
            entry = self.open[place]
            if entry.level < level:
                return None
            if entry.level == level and entry.scheme == scheme and depth in (None, entry.depth):
                return place
        return None

    def _close(self, level: int) -> None:
        while self.open and self.open[-1].level > level:
            self.open.pop()
        if self.pending:
            self.pending = [wait for wait in self.pending if wait.level <= level]

    def _parent(self, entry: Numeral) -> OpenList | None:
        for above in reversed(self.open):
            if above.scheme == "decimal" and above.depth == entry.depth - 1 and above.draft_core:
                return above
        return None

    def _with_parent_number(self, numeral: Numeral) -> Numeral:
        """A new decimal label with the number that its parent has in the draft."""
        if numeral.scheme != "decimal" or not numeral.stem:
            return numeral
        parent = self._parent(numeral)
        return replace(numeral, stem=parent.draft_core + ".") if parent is not None else numeral

    def _follow_parent(self, kept: Numeral) -> tuple[Numeral, str]:
        """A printed decimal label with its parent's new number, and the cause of that change."""
        parent = self._parent(kept) if kept.stem else None
        if parent is None or kept.stem != parent.base_core + "." or parent.base_core == parent.draft_core:
            return kept, ""
        return replace(kept, stem=parent.draft_core + "."), parent.cause

    def _ahead(self, index: int, level: int, scheme: Scheme, entry: OpenList | None = None) -> Numeral | None:
        """The first label of the base, from an event on, that belongs to the same list. Under *letters*, that is also the next
        number of the list `entry` after a heading: the paragraphs of an article are counted through its sections.

        Under *relabel* and *keep* it only determines the punctuation of a list that begins with an inserted clause. There,
        plain text and tables end the search, so that blocks may be divided at them.
        """
        crossed = False
        for later in range(index, len(self.events)):
            event = self.events[later]
            if event.clause.cell != self.cell:
                if self.cell is not None or self.policy not in FIXED_NUMBERS:
                    return None
                continue
            if self.policy not in FIXED_NUMBERS and level > 0 and event.base is not None and is_unlabelled_text(event.base):
                return None
            if later > index and any(ends_list(props, level) for props in (event.base, event.draft)):
                if entry is None or not self._may_continue(event, level):
                    return None
                crossed = True
            if event.base is None or (list_level(event.base), event.base.scheme) != (level, scheme):
                continue
            numeral = parse_label(event.clause.label.text, scheme) if event.clause.label else None
            if numeral is not None and crossed:
                last = entry.printed if entry is not None else None
                return numeral if last is not None and numeral.value == last.value + 1 else None
            if numeral is not None:
                return numeral
        return None

    def _may_continue(self, event: Event, level: int) -> bool:
        """Whether a list of the outermost level may go on after an event that ends lists."""
        kinds = {props.kind for props in (event.base, event.draft) if props is not None}
        return self.policy == "letters" and level == 1 and kinds == {"heading"}
