"""The canonical form of a redline, which makes equal redlines equal values (DESIGN.md §4).

Kept ends isolate: every rule works between one kept end and the next, so it suffices to process the window around a change.
These rules are applied in this order until nothing changes:

gap    between two kept characters, deleted text precedes retracted text, which precedes inserted text; equal neighbours are
       one run, and a deletion that was typed again whole is kept text
fold   a deleted and an inserted end with nothing kept between them, after kept text of the same clause, are one kept
       end
own    a wholly inserted (deleted) clause has its own inserted (deleted) end, and the clause before it the kept end

None of them changes the base or the draft. A caret passes through as a run without text (`CARET`). It keeps its place in the
draft; if the draft allows several, it stays on the side of the text before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from model.redline.runs import join_clauses, with_text
from model.redline.values import (
    KEPT,
    KEPT_END,
    NOBODY,
    Clause,
    Run,
    Side,
    Status,
    differ_in_text_alone,
    join_runs,
    label_bearer,
    shows,
)

BASE_LABELS = ("label", "number", "mark")
DRAFT_LABELS = ("own_label", "own_number", "own_mark")
"""The fields of a clause that belong to the one that bears the label of a paragraph of a side."""
CARET = "\u0000caret"
"""The value of `Run.content` that marks a caret; such a run has no text, so it cannot be confused with another."""

_RANK = {Status.DELETED: 0, Status.RETRACTED: 1, Status.INSERTED: 2}


def canonical(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """A whole story in canonical form; clauses that are in form already stay the same objects."""
    out: list[Clause] = []
    window: list[Clause] = []
    for clause in clauses:
        if not window and _is_plain(clause):
            out.append(clause)
            continue
        window.append(clause)
        if clause.end.status is KEPT:
            out += canonical_window(window)
            window = []
    out += canonical_window(window)
    return tuple(out)


def canonical_window(window: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses after one kept end up to and with the next, in canonical form."""
    if len(window) == 1 and _is_plain(window[0]):
        return tuple(window)
    if len(window) == 1 and window[0].end.status is KEPT:
        return (_tidy_shell(_with_runs(window[0], order_gaps(window[0].runs)), True, True),)
    clauses = _tidy_shells([_with_runs(clause, order_gaps(clause.runs)) for clause in window])
    changed = True
    while changed:
        changed = _fold(clauses) or _give_own_end(clauses)
    return tuple(_tidy_shells(clauses))


def _is_plain(clause: Clause) -> bool:
    """Nothing tracked and no neighbours to join: the common case, worth no work."""
    if clause.end.status is not KEPT or (clause.base_props is not None and clause.base_props == clause.props):
        return False
    if clause.base_props is None and clause.props_stamp != NOBODY:
        return False
    before: Run | None = None
    for run in clause.runs:
        if run.status is not KEPT or not run.text or run.content == CARET:
            return False
        if before is not None and differ_in_text_alone(before, run):
            return False
        before = run
    return True


def _with_runs(clause: Clause, runs: tuple[Run, ...]) -> Clause:
    return clause if runs == clause.runs else replace(clause, runs=runs)


# gap


def order_gaps(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs of one clause with each stretch between kept characters in order."""
    out: list[Run] = []
    gap: list[Run] = []
    for run in runs:
        if not run.text and run.content != CARET:
            continue
        if run.status is KEPT and run.content != CARET:
            out += _in_order(gap)
            gap = []
            out.append(_plain_kept(run))
        else:
            gap.append(run)
    out += _in_order(gap)
    return _join_around_caret(out)


def _plain_kept(run: Run) -> Run:
    if run.base_style is not None and run.base_style == run.style:
        return replace(run, base_style=None, style_stamp=NOBODY)
    return run


def _in_order(gap: list[Run]) -> list[Run]:
    if len(gap) < 2 or (len(gap) == 2 and _stand_in_order(*gap)):
        return gap
    carets = [index for index, run in enumerate(gap) if run.content == CARET]
    marked = [run for run in gap if run.content != CARET]
    ordered = sorted(marked, key=lambda run: _RANK[run.status])
    caret: Run | None = None
    inserted_before = struck_before = 0
    if carets:
        caret = gap[carets[0]]
        before = gap[: carets[0]]
        inserted_before = sum(len(run.text) for run in before if run.status is Status.INSERTED)
        struck_before = sum(len(run.text) for run in before if run.status is not Status.INSERTED)
    struck = [run for run in ordered if run.status is not Status.INSERTED]
    typed = [run for run in ordered if run.status is Status.INSERTED]
    if _is_typed_again(struck, typed):
        ordered = [Run(run.text, style=run.style, content=run.content) for run in struck]
        place = inserted_before or struck_before
    else:
        place = sum(len(run.text) for run in struck) + inserted_before if inserted_before else struck_before
    return _insert_caret(ordered, caret, place) if caret else ordered


def _stand_in_order(first: Run, second: Run) -> bool:
    """Whether a gap is the commonest one: a deletion followed by the insertion that replaces it."""
    deletion = first.status is Status.DELETED and second.status is Status.INSERTED
    return deletion and CARET not in (first.content, second.content) and first.text != second.text


def _is_typed_again(struck: Sequence[Run], typed: Sequence[Run]) -> bool:
    """Whether the deleted text of a gap was inserted again whole, with the same characters and formats."""
    if not struck or not typed or any(run.status is Status.RETRACTED for run in struck):
        return False
    if sum(len(run.text) for run in struck) != sum(len(run.text) for run in typed):
        return False

    def bare(runs: Sequence[Run]) -> tuple[Run, ...]:
        return join_runs(Run(run.text, style=run.style, content=run.content) for run in runs)

    return bare(struck) == bare(typed)


def _insert_caret(runs: Sequence[Run], caret: Run, place: int) -> list[Run]:
    """The runs with the caret `place` characters after their start."""
    out: list[Run] = []
    for index, run in enumerate(runs):
        if place <= 0:
            return [*out, caret, *runs[index:]]
        if place < len(run.text):
            return [*out, with_text(run, run.text[:place]), caret, with_text(run, run.text[place:]), *runs[index + 1 :]]
        place -= len(run.text)
        out.append(run)
    return [*out, caret]


def _join_around_caret(runs: Sequence[Run]) -> tuple[Run, ...]:
    """As `join_runs`, but leaves the caret in its place (the runs beside it stay separate until it is removed)."""
    out: list[Run] = []
    texts: list[list[str]] = []
    for run in runs:
        if out and run.text and differ_in_text_alone(out[-1], run):
            texts[-1].append(run.text)
        elif run.text or run.content == CARET:
            out.append(run)
            texts.append([run.text])
    return tuple(run if len(parts) == 1 else with_text(run, "".join(parts)) for run, parts in zip(out, texts, strict=True))


# fold and own


def _keeps_text(clause: Clause) -> bool:
    return any(run.status is KEPT and run.text for run in clause.runs)


def _only(clause: Clause, *statuses: Status) -> bool:
    return all(run.status in statuses for run in clause.runs if run.text)


def _fold(clauses: list[Clause]) -> bool:
    """`k ¶d j ¶i` and `k ¶i j ¶d` with nothing kept in j: one kept end. Each side's part of j stays on the side of its end."""
    for index in range(len(clauses) - 1):
        left, middle = clauses[index], clauses[index + 1]
        ends = (left.end.status, middle.end.status)
        if ends not in ((Status.DELETED, Status.INSERTED), (Status.INSERTED, Status.DELETED)):
            continue
        if left.cell != middle.cell or not _keeps_text(left) or _keeps_text(middle):
            continue
        deleted_end = left if ends[0] is Status.DELETED else middle
        inserted_end = middle if deleted_end is left else left
        stays = Status.INSERTED if ends[0] is Status.DELETED else Status.DELETED
        before = [run for run in middle.runs if _goes_with(run, stays)]
        after = [run for run in middle.runs if not _goes_with(run, stays)]
        base_props, props = deleted_end.props_on("base"), inserted_end.props
        clauses[index] = replace(
            left,
            runs=order_gaps((*left.runs, *before)),
            end=KEPT_END,
            props=props,
            base_props=base_props if base_props != props else None,
            props_stamp=inserted_end.end.stamp if base_props != props else NOBODY,
        )
        del clauses[index + 1]
        if index + 1 < len(clauses):
            right = clauses[index + 1]
            clauses[index + 1] = _heir(_with_runs(right, order_gaps((*after, *right.runs))), middle, after)
        elif after:
            clauses[index] = _with_runs(clauses[index], order_gaps((*clauses[index].runs, *after)))
        return True
    return False


def _goes_with(run: Run, status: Status) -> bool:
    """Whether a run moves with a status. A caret keeps its place in the draft, so it moves with inserted text."""
    return run.status is status if run.content != CARET else status is Status.INSERTED


def _heir(clause: Clause, gone: Clause, taken: Sequence[Run]) -> Clause:
    """The clause that now begins a paragraph, with the deleted one's label, and its id and source if it has its text."""
    if any(run.status.in_base and run.text for run in taken):
        clause = replace(clause, id=gone.id, source=gone.source or clause.source)
    heir = replace(
        clause,
        label=clause.label or gone.label,
        own_label=clause.own_label or gone.own_label,
        number=clause.number or gone.number,
        own_number=clause.own_number or gone.own_number,
        mark=clause.mark or gone.mark,
        own_mark=clause.own_mark or gone.own_mark,
    )
    return clause if heir == clause else heir


def _give_own_end(clauses: list[Clause]) -> bool:
    """`a ¶i x ¶k` with x wholly inserted becomes `a ¶k x ¶i`; `a ¶d x ¶k` with x wholly deleted becomes `a ¶k x ¶d`. If several
    such clauses follow, they are processed from the last on.

    This does not apply if a is wholly inserted (deleted) itself: then it already has its own end, and x is in a paragraph of
    the base (of the draft) that was empty.
    """
    for index in range(len(clauses) - 1):
        first, second = clauses[index], clauses[index + 1]
        mark = first.end.status
        if mark not in (Status.INSERTED, Status.DELETED) or second.end.status is not KEPT:
            continue
        if first.cell != second.cell or not _only(second, mark) or _begins_with(clauses, index, mark):
            continue
        side: Side = "base" if mark is Status.INSERTED else "draft"
        if mark is Status.DELETED:
            first, second = _with_caret_of(first, second)
        clauses[index], clauses[index + 1] = _swap_ends(first, second, side)
        return True
    return False


def _begins_with(clauses: Sequence[Clause], index: int, mark: Status) -> bool:
    """Whether the clauses up to an index that such ends join are wholly inserted (deleted), including the first."""
    while _only(clauses[index], mark):
        if not index or clauses[index - 1].end.status is not mark or clauses[index - 1].cell != clauses[index].cell:
            return True
        index -= 1
    return False


def _with_caret_of(first: Clause, second: Clause) -> tuple[Clause, Clause]:
    """Moves a caret from a deleted clause that leaves the paragraph to the clause that stays."""
    carets = tuple(run for run in second.runs if run.content == CARET)
    if not carets:
        return first, second
    rest = tuple(run for run in second.runs if run.content != CARET)
    return replace(first, runs=first.runs + carets), replace(second, runs=rest)


def _swap_ends(first: Clause, second: Clause, shared: Side) -> tuple[Clause, Clause]:
    """Two clauses with their ends exchanged; what belongs to the `shared` side passes from the second to the first."""
    on_base = second.props_on("base") if shared == "base" else first.props_on("base")
    on_draft = second.props if shared == "draft" else first.props
    opens_empty = not shows(first.runs, shared)
    names = BASE_LABELS if shared == "base" else DRAFT_LABELS
    taken = {name: getattr(second, name) or getattr(first, name) for name in names} if opens_empty else {}
    closing = replace(
        first,
        end=second.end,
        props=on_draft,
        base_props=on_base if on_base != on_draft else None,
        props_stamp=(second.props_stamp if second.base_props else first.props_stamp) if on_base != on_draft else NOBODY,
        **taken,
    )
    alone = second.props if shared == "base" else second.props_on("base")
    return closing, replace(
        second,
        end=first.end,
        props=alone,
        base_props=None,
        props_stamp=NOBODY,
        **dict.fromkeys(names),
    )


def with_kept_end(story: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses of a whole body, cell or note. If it ends only in deleted and inserted ends, the last deleted end and the
    inserted end beside it (or the other way round) become one kept end, unless each of them belongs to its own clause and the
    kept end before them can move on. Word cannot track the last end, so one end must be kept."""
    start = max((index + 1 for index, clause in enumerate(story) if clause.end.status is KEPT), default=0)
    ends = [clause.end.status for clause in story]
    if not {Status.DELETED, Status.INSERTED} <= set(ends[start:]):
        return story
    if start and all(_only(clause, clause.end.status) for clause in story[start:]):
        return story
    last = {status: len(ends) - 1 - ends[::-1].index(status) for status in (Status.DELETED, Status.INSERTED)}
    left = min(last.values())
    right = next(index for index in range(left + 1, len(story)) if ends[index] in last)
    if not all(_only(clause, ends[right], Status.RETRACTED) for clause in story[left + 1 :]):
        return story  # text without an end, which no edit leaves
    struck, new = sorted((story[left], story[right]), key=lambda clause: _RANK[clause.end.status])
    base_props, props = struck.props_on("base"), new.props
    whole = replace(
        join_clauses(story[right - 1], story[right]),
        end=KEPT_END,
        props=props,
        base_props=base_props if base_props != props else None,
        props_stamp=new.end.stamp if base_props != props else NOBODY,
    )
    passed = [replace(story[index], end=story[index + 1].end) for index in range(left, right - 1)]
    return [*story[:left], *passed, whole, *story[right + 1 :]]


# the rest of properties and labels that no side shows


def _tidy_shells(clauses: Sequence[Clause]) -> list[Clause]:
    base_bearers = _bearers(clauses, "base")
    draft_bearers = _bearers(clauses, "draft")
    return [_tidy_shell(clause, clause.id in base_bearers, clause.id in draft_bearers) for clause in clauses]


def _bearers(clauses: Sequence[Clause], side: Side) -> set[str]:
    out: set[str] = set()
    group: list[Clause] = []
    for clause in clauses:
        group.append(clause)
        if clause.end.status.on(side):
            out.add(label_bearer(tuple(group), side).id)
            group = []
    if group:
        out.add(label_bearer(tuple(group), side).id)
    return out


def _tidy_shell(clause: Clause, bears_base: bool, bears_draft: bool) -> Clause:
    props, base_props = clause.props, clause.base_props
    if base_props is not None:
        if not clause.end.status.in_draft:
            props = base_props
        if not clause.end.status.in_base or props == base_props:
            base_props = None
        if not clause.end.status.in_draft:
            base_props = None
    stamp = clause.props_stamp if base_props is not None else NOBODY
    names = (*(() if bears_base else BASE_LABELS), *(() if bears_draft else DRAFT_LABELS))
    same = all(getattr(clause, name) is None for name in names)
    if same and (props, base_props, stamp) == (clause.props, clause.base_props, clause.props_stamp):
        return clause
    return replace(clause, props=props, base_props=base_props, props_stamp=stamp, **dict.fromkeys(names))
