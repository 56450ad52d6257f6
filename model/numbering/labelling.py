"""The labels of a whole redline on both sides, stored block by block so that a change costs only the blocks that it affects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from model.numbering.edition_marks import NO_MARKS, EditionMarks, edition_marks, notes_may_amend, update_marks
from model.numbering.label_lists import number_block
from model.numbering.margin_numbers import (
    NO_NUMBERS,
    NumberPair,
    has_number,
    numbers_follow,
    numbers_with_extent,
    update_numbers,
)
from model.numbering.note_editions import NO_EDITIONS, note_editions
from model.numbering.note_numbers import note_numbers
from model.numbering.state import OPENERS, Carry, LabelPair, is_unlabelled_text
from model.redline import FIXED_NUMBERS, KEPT, SIDES, Clause, Label, Note, Policy, Redline, Side, Status, shows, with_own_label
from model.redline.runs import common_ends

_EVERY = 16


class LabelBlock(Struct, frozen=True):
    """A call, heading or annex with the clauses under it."""

    size: int
    before: Carry
    after: Carry
    labels: Mapping[str, LabelPair]
    alone: bool
    """Whether earlier lists change nothing in it or after it."""

    def is_alike_behind(self, carry: Carry) -> bool:
        """Whether its labels stay the same if numbering arrives in another state."""
        return self.before == carry or (self.alone and self.before.headings == carry.headings)


class Labelling(Struct, frozen=True, dict=True):
    """The labels of a redline, `base(id)` and `draft(id)`, and its margin numbers; a value, replaced by `update` after each
    change."""

    clauses: tuple[Clause, ...]
    policy: Policy
    language: str
    blocks: tuple[LabelBlock, ...]
    labels: Mapping[str, LabelPair]
    numbers: Mapping[str, NumberPair] = NO_NUMBERS
    """The margin numbers of provisions, by clause id; empty for a text that has none."""
    by_article: bool = False
    """Whether the margin numbers of each article depend on that article alone."""
    customs: tuple[str, str, str] = ("", "", "")
    """The instrument and the agenda item by which insertions are numbered, and the conference whose marks provisions get."""
    marks: EditionMarks = NO_MARKS
    """The edition marks at the ends of paragraphs."""
    notes: Mapping[str, Note] = {}
    """The notes, whose amendments change the marks of what refers to them."""
    note_editions: Mapping[str, EditionMarks] = NO_EDITIONS
    """The edition marks at the ends of notes, by the keys of the notes that have some."""

    @staticmethod
    def of(redline: Redline) -> Labelling:
        """The labels of a redline, computed from nothing."""
        blocks = tuple(_number(redline.clauses, redline, Carry()))
        labels = {id: both for block in blocks for id, both in block.labels.items()}
        numbers, by_article = numbers_with_extent(redline)
        marks = edition_marks(redline, labels, numbers)
        return Labelling(
            redline.clauses, redline.policy, redline.language, blocks, labels, numbers, by_article, _customs(redline), marks,
            redline.notes, note_editions(redline, numbers),
        )  # fmt: skip

    def base(self, id: str) -> str | None:
        """The printed label of the base paragraph whose label the clause bears; None if there is none."""
        both = self.labels.get(id)
        return both.base if both is not None else None

    def draft(self, id: str) -> str | None:
        """The label of the draft paragraph whose label the clause bears; None if there is none."""
        both = self.labels.get(id)
        return both.draft if both is not None else None

    def number(self, side: Side, id: str) -> str | None:
        """The margin number on a side of the provision whose number the clause bears; None if there is none."""
        both = self.numbers.get(id)
        return getattr(both, side) if both is not None else None

    def printed_label(self, side: Side, id: str) -> str:
        """What is printed before the words of a clause on a side: margin number and label, `9.11A e)`; '' if there is neither."""
        label = self.base(id) if side == "base" else self.draft(id)
        return " ".join(filter(None, (self.number(side, id), label)))

    @cached_property
    def note_numbers(self) -> Mapping[str, NumberPair]:
        """The margin numbers of the notes that have one, by their keys."""
        instrument, item, edition = self.customs
        text = Redline(self.clauses, self.notes, self.language, instrument=instrument, item=item, edition=edition)
        return note_numbers(text, self.numbers)

    @property
    def renumbered(self) -> dict[str, str]:
        """The clauses whose label differs between base and draft, each with the cause: the first clause of its list (or its
        parent's) that was inserted, deleted, moved, relabelled or changed in level; itself if its label was set by hand."""
        return {
            id: both.cause
            for id, both in self.labels.items()
            if both.base is not None and both.draft is not None and both.base != both.draft
        }

    def update(self, redline: Redline, changed: tuple[int, int, int] | None = None) -> Labelling:
        """The labels after a change. Only blocks with other clauses (by identity) are computed again, and those below as far as
        the change reaches. `changed`, if known, is the index of the first clause that may have changed, and the numbers of such
        clauses before and after the change: searching for them costs more than everything else after a key."""
        old, new = self.clauses, redline.clauses
        if (self.policy, self.language, self.customs) != (redline.policy, redline.language, _customs(redline)):
            return Labelling.of(redline)
        if old is new:
            return self if self.notes is redline.notes else self._with_notes(redline)
        if changed is not None:
            head, tail = changed[0], len(old) - changed[0] - changed[1]
        else:
            head, tail = common_ends(old, new)
        struck, put = old[head : len(old) - tail], new[head : len(new) - tail]
        if len(struck) == len(put) and all(map(is_labelled_alike, struck, put)):
            numbers, by_article = self.numbers, self.by_article
            if numbers and numbers_follow(struck, put):
                numbers, by_article = numbers_with_extent(redline)
            marks = self._update_marks(redline, self.labels, numbers, head, tail)
            labelling = replace(self, clauses=new, numbers=numbers, by_article=by_article, marks=marks)
            return self._with_editions(labelling, redline)
        numbers, by_article = self._update_numbers(redline, head, tail)
        labelling, labelled = self._renumber(redline, head, tail)
        marks = self._update_marks(
            redline, labelling.labels, numbers, min(head, labelled.start), min(tail, len(new) - labelled.stop)
        )
        labelling = replace(labelling, numbers=numbers, by_article=by_article, customs=self.customs, marks=marks)
        return self._with_editions(labelling, redline)

    def _with_notes(self, redline: Redline) -> Labelling:
        """The labels after a change of notes alone."""
        is_other = self.marks is not NO_MARKS and notes_may_amend(self.notes, redline.notes)
        marks = edition_marks(redline, self.labels, self.numbers) if is_other else self.marks
        return self._with_editions(replace(self, marks=marks), redline)

    def _with_editions(self, labelling: Labelling, redline: Redline) -> Labelling:
        """The labels after a change with the notes and their marks, of which those of other notes stay."""
        if bool(labelling.numbers) is not bool(self.numbers):
            editions = note_editions(redline, labelling.numbers)
        elif redline.notes is self.notes:
            editions = self.note_editions
        else:
            editions = note_editions(redline, labelling.numbers, self.notes, self.note_editions)
        return replace(labelling, notes=redline.notes, note_editions=editions)

    def marks_of(self, note: str) -> EditionMarks:
        """The edition marks of the note with a key, or of the text itself if the key is ''."""
        return self.note_editions.get(note, NO_MARKS) if note else self.marks

    def of_note(self, key: str) -> Labelling:
        """The labels of a note alone, by its key: those printed in the base, and its edition marks."""
        note = self.notes.get(key, Note())
        alone = Labelling.of(Redline(note.clauses, language=self.language, policy=self.policy))
        return replace(alone, marks=self.marks_of(key))

    def _update_marks(
        self, redline: Redline, labels: Mapping[str, LabelPair], numbers: Mapping[str, NumberPair], head: int, tail: int
    ) -> EditionMarks:
        """The edition marks after a change."""
        if self.marks is not NO_MARKS and self.notes is not redline.notes:
            return edition_marks(redline, labels, numbers)
        return update_marks(redline, self.clauses, self.marks, labels, numbers, head, tail)

    def _update_numbers(self, redline: Redline, head: int, tail: int) -> tuple[Mapping[str, NumberPair], bool]:
        """The margin numbers after a change, and whether they depend on their articles alone."""
        if not self.numbers and not any(map(has_number, redline.clauses[head : len(redline.clauses) - tail])):
            return NO_NUMBERS, False
        if self.by_article:
            numbers = update_numbers(redline, self.clauses, self.numbers, head, tail)
            if numbers is not None:
                return numbers, True
        return numbers_with_extent(redline)

    def _renumber(self, redline: Redline, head: int, tail: int) -> tuple[Labelling, range]:
        """The labels after a change, and the clauses whose labels were computed again."""
        old, new = self.clauses, redline.clauses
        first, start = 0, 0
        while first < len(self.blocks) and start + self.blocks[first].size < head:
            start += self.blocks[first].size
            first += 1
        shift, untouched = len(new) - len(old), len(old) - tail
        ends = {place + shift: index for index, place in _starts(self.blocks) if place >= untouched}
        carry = self.blocks[first].before if first < len(self.blocks) else Carry()
        fresh: list[LabelBlock] = []
        last, place = len(self.blocks), start
        for block in _number(new[start:], redline, carry):
            fresh.append(block)
            place += block.size
            index = ends.get(place)
            if index is not None and self.blocks[index].is_alike_behind(block.after):
                last = index
                break
        labels = dict(self.labels)
        for block in self.blocks[first:last]:
            for id in block.labels:
                labels.pop(id, None)
        for block in fresh:
            labels.update(block.labels)
        follows = [replace(block, before=fresh[-1].after) for block in self.blocks[last : last + 1]]
        blocks = (*self.blocks[:first], *fresh, *follows, *self.blocks[last + 1 :])
        return Labelling(new, self.policy, self.language, blocks, labels), range(start, place)


def _customs(redline: Redline) -> tuple[str, str, str]:
    return redline.instrument, redline.item, redline.edition


def _starts(blocks: Sequence[LabelBlock]) -> Iterator[tuple[int, int]]:
    place = 0
    for index, block in enumerate(blocks):
        yield index, place
        place += block.size


def _number(clauses: Sequence[Clause], redline: Redline, carry: Carry) -> Iterator[LabelBlock]:
    """The blocks of the clauses, each computed from the state at the end of the preceding one."""
    start = 0
    for end in range(1, len(clauses) + 1):
        if end < len(clauses) and not _parts(clauses[end - 1], clauses[end], redline.policy):
            continue
        numbered = number_block(clauses[start:end], carry, redline.policy, redline.language)
        after, alone = numbered.after, False
        if end < len(clauses) and _opens(clauses[end]):
            kind = clauses[end].props.kind
            after = after.before_opener(kind)
            alone = _opens(clauses[start]) and not numbered.looked_back and (kind == "annex" or bool(after.outermost))
        yield LabelBlock(end - start, carry, after, numbered.labels, alone)
        start, carry = end, after


def _opens(clause: Clause) -> bool:
    """Whether a fully kept clause opens a block, so that earlier lists are finished but for what a later one may continue."""
    kept = clause.end.status is KEPT and clause.row is KEPT and clause.base_props is None
    return kept and clause.cell is None and clause.props.kind in OPENERS


def _parts(before: Clause, clause: Clause, policy: Policy) -> bool:
    """Whether a block ends between two clauses. The rule depends on these two alone, so that no insertion moves another
    boundary.

    Besides calls, annexes and headings, long ranges of unlabelled text and long tables are divided too. Where numbers of the
    base do not move, a label depends on the rest of its list, so only calls and annexes divide; under *letters* the outermost
    headings too, since the lists of an article go on through its sections.
    """
    if before.end.status is not KEPT:
        return False
    kind, base_props = clause.props.kind, clause.base_props
    if clause.cell is None and (kind in OPENERS or (base_props is not None and base_props.kind in OPENERS)):
        kinds = {kind, base_props.kind if base_props is not None else kind} & OPENERS
        if policy == "letters" and kinds == {"heading"}:
            return min(clause.props.level, base_props.level if base_props is not None else clause.props.level) <= 1
        return policy != "bis" or kinds != {"heading"}
    if policy in FIXED_NUMBERS:
        return False
    if clause.cell is not None and before.cell is not None:
        return clause.cell[:2] != before.cell[:2]
    plain = clause.cell is None and clause.base_props is None and clause.end.status is KEPT
    return plain and is_unlabelled_text(clause.props) and crc32(clause.id.encode()) % _EVERY == 0


def is_labelled_alike(old: Clause, new: Clause) -> bool:
    """Whether two clauses have the same part in the numbering: they differ in the wording alone."""
    return (
        old.id == new.id
        and (old.label, old.own_label) == (new.label, new.own_label)
        and (old.number, old.own_number) == (new.number, new.own_number)
        and (old.props, old.base_props) == (new.props, new.base_props)
        and old.end.status is new.end.status
        and (old.cell, old.row) == (new.cell, new.row)
        and _sides(old) == _sides(new)
    )


def _sides(clause: Clause) -> tuple[tuple[bool, bool], ...]:
    """Whether the clause holds text of the base, and some that is not without width; the same of the draft."""
    return tuple((any(run.status.on(side) and run.text for run in clause.runs), shows(clause.runs, side)) for side in SIDES)


_TAILS = ("bis", "ter", "quater", "quinquies")


def with_printed_labels(redline: Redline, drafts: Mapping[str, Label]) -> Redline:
    """The redline with the policy of its labels, and those of `drafts` ('' for none) that differ from it set by hand."""
    bare = tuple(with_own_label(clause, None) if clause.own_label is not None else clause for clause in redline.clauses)
    policy: Policy = "bis" if _inserts_bis(redline, drafts) else "letters" if redline.policy == "letters" else "relabel"
    redline = replace(redline, clauses=bare, policy=policy)
    for first_only in (True, True, False, False, False, None):
        labelling = Labelling.of(redline)
        wrong = [clause.id for clause in redline.clauses if _differs(clause, labelling, drafts)]
        if not wrong:
            break
        # A label set by hand can change later labels that were right, so the search is repeated; in the end all are set.
        chosen = _firsts(redline, wrong) if first_only else set(wrong) if first_only is False else set(drafts)
        redline = replace(
            redline,
            clauses=tuple(
                with_own_label(clause, drafts[clause.id]) if clause.id in chosen else clause for clause in redline.clauses
            ),
        )
    return redline


def _differs(clause: Clause, labelling: Labelling, drafts: Mapping[str, Label]) -> bool:
    printed = drafts.get(clause.id)
    return printed is not None and (labelling.draft(clause.id) or "") != printed.text


def _firsts(redline: Redline, wrong: Sequence[str]) -> set[str]:
    """The first of the wrong labels in each block: those after it may follow from it."""
    out: set[str] = set()
    waiting = set(wrong)
    found = False
    for clause in redline.clauses:
        if clause.props.kind in ("call", "heading", "annex"):
            found = False
        if clause.id in waiting and not found:
            out.add(clause.id)
            found = True
    return out


def _inserts_bis(redline: Redline, drafts: Mapping[str, Label]) -> bool:
    return any(
        clause.end.status is Status.INSERTED and (label := drafts.get(clause.id)) is not None and _has_tail(label.text)
        for clause in redline.clauses
    )


def _has_tail(label: str) -> bool:
    return label.rstrip(").").endswith(_TAILS)
