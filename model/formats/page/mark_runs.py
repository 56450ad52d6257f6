"""Edition marks as runs after the text of their paragraph, tracked if the sides differ."""

from __future__ import annotations

from model.formats.page.labels import LabelRuns, first_stamp, house_label, stamp_of_whole
from model.numbering import Labelling
from model.numbering.edition_marks import MarkPair
from model.numbering.mark_forms import HOUSE_MARK, mark_spans
from model.redline import ANCHOR, NOBODY, NOTE, PLAIN, Clause, Label, Redline, Run, Side, Stamp, Status, Style


def with_mark(
    labels: LabelRuns, clause: Clause, side: Side | None, runs: tuple[Run, ...], marks: tuple[Run, ...] | None = None
) -> tuple[Run, ...]:
    """The runs of a clause with its mark at their end, or before the references to notes there.

    labels: the labels of the text
    clause: the clause
    side: the side that is written; None: both
    runs: those of the clause
    marks: those of the mark; None: by the labels
    """
    found = labels.labelling.marks
    if marks is None:
        marks = mark_runs(labels, clause, side) if found.borne or found.printed else ()
    if not marks:
        return runs
    pair = (found.printed if side is None else found.borne).get(clause.id)
    if pair is None or not any(mark.before_notes for mark in (pair.base, pair.draft) if mark is not None):
        return (*runs, *marks)
    end = len(runs)
    while end and runs[end - 1].content and runs[end - 1].text in (NOTE, ANCHOR):
        end -= 1
    return (*runs[:end], *marks, *runs[end:])


def with_mark_of_note(
    labelling: Labelling, key: str, clause: Clause, side: Side | None, runs: tuple[Run, ...]
) -> tuple[Run, ...]:
    """The runs of a clause of a note with its mark at their end.

    labelling: the labels of the text that refers to it
    key: the key of the note
    clause: the clause
    side: the side that is written; None: both
    runs: those of the clause
    """
    if key not in labelling.note_editions:
        return runs
    return with_mark(
        LabelRuns(Redline(labelling.notes[key].clauses), labelling.of_note(key), {}, house_label), clause, side, runs
    )


def mark_runs(labels: LabelRuns, clause: Clause, side: Side | None) -> tuple[Run, ...]:
    """The mark that is printed after a clause, with the separator before it, in the redline or on one side."""
    marks = labels.labelling.marks
    if side is not None:
        pair = marks.borne.get(clause.id)
        mark = pair.on(side) if pair is not None else None
        return tracked_mark(mark, mark, NOBODY) if mark is not None else ()
    pair = marks.printed.get(clause.id)
    if pair is None:
        return ()
    stamp, move = stamp_of_whole(clause)
    return tracked_mark(pair.base, pair.draft, stamp if stamp is not None else _cause(labels, clause, pair), move)


def _cause(labels: LabelRuns, clause: Clause, pair: MarkPair) -> Stamp:
    """The author of the amendment that changed a mark."""
    if pair.cause not in labels.redline.places:
        return first_stamp(clause)
    stamp = first_stamp(labels.redline[pair.cause])
    cause = labels.causes.get(pair.cause, "")
    return first_stamp(labels.redline[cause]) if stamp == NOBODY and cause in labels.redline.places else stamp


def tracked_mark(base: Label | None, draft: Label | None, stamp: Stamp, move: str = "") -> tuple[Run, ...]:
    """The runs of a mark with the separator before it, of which only what differs between two texts is tracked.

    base: the mark in the earlier text; None if it has none
    draft: the mark in the later text; None if it has none
    stamp: the author of the change
    move: the id of the move that the mark is part of; '' if it is part of none
    """
    out: list[Run] = []
    style = _style(draft or base)
    old_style = _style(base or draft)
    old, new = base.after if base is not None else "", draft.after if draft is not None else ""
    separator = [(Status.KEPT, old)] if old == new else [(Status.DELETED, old), (Status.INSERTED, new)]
    texts = mark_spans(base.text if base is not None else None, draft.text if draft is not None else None)
    for spans, styles in ((separator, (PLAIN, PLAIN)), (texts, (old_style, style))):
        for status, text in spans:
            look = styles[0] if status is Status.DELETED else styles[1]
            if status is Status.KEPT:
                out.append(Run(text, style=look, base_style=None if styles[0] == styles[1] else styles[0], style_stamp=stamp))
            else:
                out.append(Run(text, status, look, stamp=stamp, move=move))
    return tuple(run for run in out if run.text)


def _style(mark: Label | None) -> Style:
    return mark.style if mark is not None and mark.style != PLAIN else HOUSE_MARK
