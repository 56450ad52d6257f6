"""The wording of the text in force, brought back at the place of an open text."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from model.brackets.deleted_ranges import CLOSING, CLOSING_MARKS, COMMAS, MARKS
from model.brackets.span_text import deletion_after, deletion_before
from model.brackets.values import TextSpan
from model.redline import Clause, Run, Stamp, Status
from model.redline.canonical import canonical
from model.redline.edit_text import Edit, Place, edit
from model.redline.runs import changed_span, cut, restored_run


def restored_edits(clauses: tuple[Clause, ...], span: TextSpan, stamp: Stamp) -> list[Edit]:
    """The edits that reject all changes in a span: insertions are removed, deletions in it and directly beside it are restored.
    None if there are no changes."""
    places = {clause.id: index for index, clause in enumerate(clauses)}
    if span.first not in places or span.last not in places:
        return []
    first, last = places[span.first], places[span.last]
    edits: list[Edit] = []
    new = [_restore_span(clauses[index], span, first=index == first, last=index == last) for index in range(first, last + 1)]
    low, high = first, last
    while low > 0 and clauses[low - 1].end.status is not Status.KEPT:
        low -= 1
    while high + 1 < len(clauses) and clauses[high].end.status is not Status.KEPT:
        high += 1
    old = clauses[low : high + 1]
    formed = canonical([*clauses[low:first], *new, *clauses[last + 1 : high + 1]])
    head, tail = changed_span(old, formed)
    if head < len(old) or head < len(formed):
        edits.append(Edit(low + head, old[head : len(old) - tail], formed[head : len(formed) - tail], Place(low, 0)))
        change = edits[0]
        clauses = (*clauses[: change.at], *change.new, *clauses[change.at + len(change.old) :])
    touched = {clause.id for clause in new}
    for index in range(len(clauses) - 1, -1, -1):
        clause = clauses[index]
        if clause.id not in touched or clause.cell is not None:
            continue
        if clause.end.status is Status.INSERTED and not any(run.text for run in clause.runs):
            edits.append(edit(clauses, Place(index, 0), Place(index + 1, 0), [], stamp))
        elif clause.end.status is Status.DELETED and any(run.status.in_draft for run in clause.runs):
            edits.append(edit(clauses, Place(index, 0), Place(index, len(clause.text)), [], stamp, restore=True))
        else:
            continue
        change = edits[-1]
        clauses = (*clauses[: change.at], *change.new, *clauses[change.at + len(change.old) :])
    earlier = min((index for index, clause in enumerate(clauses) if clause.id in touched), default=first)
    edits += _replaced_before(clauses, min(earlier, first), stamp) if _is_new(new) else []
    return [change for change in edits if change.old != change.new]


def _restore_span(clause: Clause, span: TextSpan, *, first: bool, last: bool) -> Clause:
    """A clause with the changes of a span rejected, and the deletions that touch it."""
    low = deletion_before(clause, span.start) if first else 0
    high = deletion_after(clause, span.stop) if last else len(clause.text)
    before, rest = cut(clause.runs, low)
    middle, after = cut(rest, high - low)
    beside = [run for run in (*before, *after) if run.text]
    if clause.end.status is Status.INSERTED and all(_is_closing_mark(run) for run in beside):
        before, after = (), ()
    restored = [run for part in middle for run in _without_change(part)]
    if any(run.status is Status.INSERTED for run in middle):
        before = tuple(_without_gap_before([*before], [*restored, *after], closes=clause.end.status.in_draft))
        after = tuple(_without_gap_after([*before, *restored], [*after]))
    return replace(clause, runs=(*before, *restored, *after))


def _without_gap_before(before: list[Run], following: list[Run], *, closes: bool) -> list[Run]:
    """Runs without the inserted spaces at their end that would meet a space, a closing mark or the end of the paragraph, and
    without an inserted comma that would meet a mark.

    closes: whether the paragraph ends after the runs that follow
    """
    right = next((run.text for run in following if run.status.in_draft and run.text), "")[:1]
    if right.isspace() or right in CLOSING or (closes and not right):
        before = _without_end(before, str.isspace)
    return _without_end(before, COMMAS.__contains__, most=1) if right in MARKS else before


def _without_gap_after(preceding: list[Run], after: list[Run]) -> list[Run]:
    """Runs without the inserted spaces at their beginning that would meet a space or the beginning."""
    left = next((run.text for run in reversed(preceding) if run.status.in_draft and run.text), "")[-1:]
    if left and not left.isspace():
        return after
    mirrored = [replace(run, text=run.text[::-1]) for run in reversed(after)]
    return [replace(run, text=run.text[::-1]) for run in reversed(_without_end(mirrored, str.isspace))]


def _without_end(runs: list[Run], is_needless: Callable[[str], bool], most: int = 100) -> list[Run]:
    """Runs without the inserted characters at their end that are needless on the draft, at most so many."""
    kept: list[Run] = []
    for number in range(len(runs) - 1, -1, -1):
        run = runs[number]
        if run.status is not Status.INSERTED:
            if run.status.in_draft and run.text:
                return [*runs[: number + 1], *kept]
            kept.insert(0, run)
            continue
        text = run.text
        while text and most and is_needless(text[-1]):
            text, most = text[:-1], most - 1
        if text:
            return [*runs[:number], replace(run, text=text), *kept]
    return kept


def _is_closing_mark(run: Run) -> bool:
    """Whether a run is the inserted mark that closes a clause."""
    return run.status is Status.INSERTED and not run.text.strip(CLOSING_MARKS)


def _without_change(run: Run) -> tuple[Run, ...]:
    if run.status is Status.INSERTED:
        return ()
    return (restored_run(run),) if run.status is Status.DELETED else (run,)


def _is_new(new: list[Clause]) -> bool:
    """Whether the span consisted of whole inserted clauses, which may replace deleted ones before them."""
    return all(clause.end.status is Status.INSERTED and not any(run.text for run in clause.runs) for clause in new)


def _replaced_before(clauses: tuple[Clause, ...], stop: int, stamp: Stamp) -> list[Edit]:
    """The deleted clauses directly before a place, restored."""
    edits: list[Edit] = []
    index = stop - 1
    while index >= 0 and clauses[index].end.status is Status.DELETED and not clauses[index].is_on("draft"):
        change = edit(clauses, Place(index, 0), Place(index, len(clauses[index].text)), [], stamp, restore=True)
        edits.append(change)
        clauses = (*clauses[: change.at], *change.new, *clauses[change.at + len(change.old) :])
        index -= 1
    return edits
