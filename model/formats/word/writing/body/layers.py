"""The parts of writing that two layers (`model.layers`) change: the order of the last ends, and labels that differ in three
texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from model.formats.page.labels import LabelRuns
from model.formats.page.mark_runs import mark_runs, tracked_mark
from model.formats.recognition.mark_order import closing_order, with_ends
from model.layers.combined import CombinedLayers
from model.numbering.edition_marks import NO_PAIR
from model.redline import KEPT, KEPT_END, NOBODY, SIDES, Clause, End, Label, Run, Stamp, Status, Style
from model.redline.runs import join_clauses

Presence = tuple[bool, bool, bool]


def layered_word_order(clauses: Sequence[Clause], layers: CombinedLayers, *, whole: bool) -> tuple[Clause, ...]:
    """The clauses with a kept end last in each cell, in each text before a table and, if `whole`, at the end, wherever that
    leaves the three texts as they are. Word cannot track such an end, see `mark_order`."""
    containers = [list(part) for _, part in groupby(clauses, key=lambda clause: clause.cell)]
    out: list[Clause] = []
    for place, container in enumerate(containers):
        open_ = place == len(containers) - 1 and container[0].cell is None and not whole
        out += _joined_insertions(container if open_ else _end_kept(container, layers), layers)
    return tuple(out)


def _joined_insertions(container: Sequence[Clause], layers: CombinedLayers) -> Sequence[Clause]:
    """The clauses with the kept end of a paragraph that ends in an insertion after the inserted paragraphs that follow: rejecting
    everything, LibreOffice would join the paragraphs around an end that stays between two insertions."""
    out = list(container)
    place = 0
    while place < len(out):
        stop = place + 1
        while stop < len(out) and _is_insertion(out[stop]) and _is_within_its_end(out[stop], layers):
            stop += 1
        first = out[place]
        if stop > place + 1 and first.end.status is KEPT and _closes_with_insertion(first, layers):
            part = out[place:stop]
            out[place:stop] = with_ends(part, [*(clause.end for clause in part[1:]), first.end])
        place = stop
    return out


def _closes_with_insertion(clause: Clause, layers: CombinedLayers) -> bool:
    """Whether a clause before an inserted paragraph is written with an insertion last, not with the deletion that it replaces."""
    return bool(clause.runs) and runs_before_insertion(clause.runs, layers)[-1].status is Status.INSERTED


def _is_insertion(clause: Clause) -> bool:
    """Whether a clause is wholly inserted, its end too."""
    return clause.end.status is Status.INSERTED and all(run.status is Status.INSERTED for run in clause.runs)


def _end_kept(container: list[Clause], layers: CombinedLayers) -> Sequence[Clause]:
    first = len(container) - 1
    while first >= 0 and container[first].end.status is not KEPT:
        first -= 1
    tail = container[max(first, 0) :]
    if len(tail) == 1 and first >= 0:
        return container
    if first < 0 or not all(_is_within_its_end(clause, layers) for clause in tail[1:]):
        return _with_merged_end(container, layers) if container[0].cell is not None else container
    return [*container[:first], *with_ends(tail, [*(clause.end for clause in tail[1:]), tail[0].end])]


def _with_merged_end(container: list[Clause], layers: CombinedLayers) -> Sequence[Clause]:
    """A cell without a kept end that could be its last: two ends that are in all texts together become one kept end. The first of
    them stays in the texts that have both."""
    last = _presence(container[-1].end, layers)
    for place in range(len(container) - 2, -1, -1):
        end = _presence(container[place].end, layers)
        between = container[place + 1 :]
        lost = [side for side, (has, stays) in enumerate(zip(end, last, strict=True)) if has and not stays]
        if not all(a or b for a, b in zip(end, last, strict=True)) or any(_has_text(between, side, layers) for side in lost):
            continue
        if any(a and b for a, b in zip(end, last, strict=True)):
            ends = [clause.end for clause in container[:-1]]
            ends[place] = _end_of_both(ends[place], container[-1].end, layers)
            return with_ends(container, [*ends, KEPT_END])
        joined = join_clauses(container[place], container[place + 1])
        clauses = [*container[:place], joined, *container[place + 2 :]]
        return with_ends(clauses, [*(clause.end for clause in clauses[:-1]), KEPT_END])
    return container


def _end_of_both(first: End, second: End, layers: CombinedLayers) -> End:
    """An end in the texts that contain both of two ends, with the stamps of the changes that keep them out of the others."""
    in_base, in_theirs, in_draft = (a and b for a, b in zip(_presence(first, layers), _presence(second, layers), strict=True))
    stamps = [stamp for end in (first, second) for stamp in (end.stamp, end.retracted) if stamp != NOBODY]
    lower = next((stamp for stamp in stamps if stamp.author in layers.authors), NOBODY)
    upper = next((stamp for stamp in stamps if stamp.author not in layers.authors), NOBODY)
    if in_base:
        return End(Status.DELETED, upper if in_theirs else lower)
    if in_theirs and not in_draft:
        return End(Status.RETRACTED, lower, upper)
    return End(Status.INSERTED, lower if in_theirs else upper)


def _has_text(clauses: Sequence[Clause], side: int, layers: CombinedLayers) -> bool:
    return any(run.text and _presence(run, layers)[side] for clause in clauses for run in clause.runs)


def _is_within_its_end(clause: Clause, layers: CombinedLayers) -> bool:
    """Whether each text that contains some of a clause contains its end."""
    end = _presence(clause.end, layers)
    return all(
        has_end or not has_run for run in clause.runs for has_end, has_run in zip(end, _presence(run, layers), strict=True)
    )


def _presence(part: Run | End, layers: CombinedLayers) -> Presence:
    """Whether the text in force, theirs and ours contain a part."""
    return part.status.in_base, layers.is_in_theirs(part), part.status.in_draft


def is_inserted(clause: Clause) -> bool:
    """Whether a clause, or its end, is inserted."""
    if clause.end.status is Status.INSERTED:
        return True
    has_text = False
    for run in clause.runs:
        if run.text:
            if run.status is not Status.INSERTED:
                return False
            has_text = True
    return has_text


def runs_before_insertion(runs: tuple[Run, ...], layers: CombinedLayers | None) -> tuple[Run, ...]:
    """The runs of a clause before an inserted paragraph in the order that Word needs, if no layer is read otherwise then."""
    ordered = closing_order(runs, Status.INSERTED)
    if layers is None or ordered == runs:
        return ordered
    start = next(place for place, pair in enumerate(zip(runs, ordered, strict=True)) if pair[0] is not pair[1])
    deleted, inserted = ([run for run in runs[start:] if run.status is status] for status in (Status.DELETED, Status.INSERTED))
    return ordered if _may_change_places(deleted, inserted, layers) else runs


def _may_change_places(first: Sequence[Run], second: Sequence[Run], layers: CombinedLayers) -> bool:
    """Whether no text contains some of both stretches."""
    sides = [{side for run in runs for side, has in enumerate(_presence(run, layers)) if has} for runs in (first, second)]
    return not sides[0] & sides[1]


class LayeredLabels:
    """The runs of the labels and edition marks of a text with two layers."""

    def __init__(self, layers: CombinedLayers, labels: LabelRuns, clauses: Sequence[Clause]) -> None:
        self._layers = layers
        self._labels = labels
        self._places = {clause.id: place for place, clause in enumerate(clauses)}
        self._clauses = clauses

    def runs(self, clause: Clause, before: Stamp) -> tuple[Run, ...]:
        """The runs of a label; `before` stamps the paragraph end before the clause, if it is tracked."""
        texts = self._labels.labelling.base(clause.id), self._labels.labelling.draft(clause.id)
        labels = clause.label, clause.own_label or clause.label
        base, draft = (_printed_label(text, label) for text, label in zip(texts, labels, strict=True))
        theirs = draft
        if self._layers.labels:
            label = self._layers.labels.get(clause.id)
            theirs = _printed_label(label.text if label is not None else None, label)
        left = [side for side in SIDES if clause.id in self._labels.left_to_word[side]]
        is_draft, is_base = theirs == draft, theirs == base
        base, draft = (None if side in left else printed for side, printed in (("base", base), ("draft", draft)))
        if is_draft:  # first, since the paragraph has the numbering of the draft: theirs is typed if ours is
            theirs = draft
        elif is_base:
            theirs = base
        if theirs in (base, draft):
            runs = self._labels.runs(clause, before)
            upper = theirs == base
            return runs if base == draft else tuple([self._restamp(run, clause, upper=upper) for run in runs])
        first, second = self._stamp(clause, upper=False), self._stamp(clause, upper=True)
        changes = (
            (base, Run("", Status.DELETED, stamp=first)),
            (theirs, Run("", Status.RETRACTED, stamp=first, retracted=second)),
            (draft, Run("", Status.INSERTED, stamp=second)),
        )
        style = self._labels.styles(clause, labels[1])
        out = [run for printed, change in changes if printed for run in _label_runs(printed, change, style)]
        printed_labels = [(printed[0], Label("", printed[1])) for printed in (base, theirs, draft) if printed]
        return self._labels.in_bookmark(clause, tuple(out), *printed_labels) if out else ()

    def marks(self, clause: Clause) -> tuple[Run, ...]:
        """The runs of the edition mark that is printed after a clause, which one layer or both may change."""
        pair = self._labels.labelling.marks.printed.get(clause.id, NO_PAIR)
        theirs = self._layers.marks.get(clause.id) if self._layers.labels else pair.draft
        base_text, text, draft_text = (mark.text if mark is not None else "" for mark in (pair.base, theirs, pair.draft))
        if text in (base_text, draft_text):
            upper = text == base_text
            return tuple([self._restamp(run, clause, upper=upper) for run in mark_runs(self._labels, clause, None)])
        first, second = self._stamp(clause, upper=False), self._stamp(clause, upper=True)
        gone = (replace(run, status=Status.RETRACTED, retracted=second) for run in tracked_mark(None, theirs, first))
        return (*tracked_mark(pair.base, None, first), *gone, *tracked_mark(None, pair.draft, second))

    def _restamp(self, run: Run, clause: Clause, *, upper: bool) -> Run:
        """A run of a label that only one layer changes, by an author of that layer."""
        if run.status is KEPT:
            return run
        if (run.stamp.author not in self._layers.authors) is upper and run.stamp != NOBODY:
            return run
        return replace(run, stamp=self._stamp(clause, upper=upper))

    def _stamp(self, clause: Clause, *, upper: bool) -> Stamp:
        """The stamp of the nearest change of a layer at or before a clause, else of the first one after it."""
        place = self._places.get(clause.id, 0)
        for near in (*self._clauses[place::-1], *self._clauses[place + 1 :]):
            for stamp in _stamps(near):
                if (stamp.author not in self._layers.authors) is upper:
                    return stamp
        return Stamp(self._layers.upper if upper else min(self._layers.authors, default=""))


def _printed_label(text: str | None, label: Label | None) -> tuple[str, str] | None:
    """The characters of a label and those between it and the text; None if there is no label."""
    if not text:
        return None
    return text, "\t" if label is None or (label.automatic and not label.after) else label.after


def _label_runs(printed: tuple[str, str], change: Run, style: Style) -> Iterator[Run]:
    yield replace(change, text=printed[0], style=style)
    if printed[1]:
        yield replace(change, text=printed[1])


def _stamps(clause: Clause) -> Iterator[Stamp]:
    parts: tuple[Run | End, ...] = (clause.end, *clause.runs)
    for part in parts:
        if part.status is not KEPT:
            yield part.stamp
            if part.status is Status.RETRACTED:
                yield part.retracted
    if clause.base_props is not None:
        yield clause.props_stamp
    if clause.row is not KEPT:
        yield clause.row_stamp
