"""Correcting what was wrongly recognised when a file was read: kind, level, scheme, where the label ends.

The text stays and no amendment is made: the base was this all along, only nobody saw it.
"""

from __future__ import annotations

from dataclasses import replace

from model.edits.building import index_of, transaction
from model.errors import EditError
from model.pieces import cut
from model.redline import Clause, Kind, Label, Run, Scheme, Stamp, Status, join_runs
from model.steps import SetClause, Step, Transaction, story_clauses
from model.submission import Submission


def correct_kind(
    submission: Submission, story: str, id: str, kind: Kind, stamp: Stamp, *, level: int = 1, scheme: Scheme = "none"
) -> Transaction:
    """The clause is of this kind, level and scheme on both sides."""
    old = story_clauses(submission, story)[index_of(story_clauses(submission, story), id)]
    flat = kind not in ("paragraph", "heading")
    props = replace(old.props, kind=kind, level=0 if flat else level, scheme="none" if flat else scheme)
    return _corrected(story, old, replace(old, props=props, base_props=None), stamp)


def correct_label(
    submission: Submission, story: str, id: str, length: int, stamp: Stamp, *, scheme: Scheme = "none"
) -> Transaction:
    """The first `length` characters of what the paragraph prints (label, what separates it, text) are its label; white
    space behind them separates. 0: it has no label. EditError where that text is not kept as a whole."""
    old = story_clauses(submission, story)[index_of(story_clauses(submission, story), id)]
    printed = _as_printed(old)
    before, rest = cut(printed, length)
    if any(run.status is not Status.KEPT or run.content for run in before):
        raise EditError("a label can only be cut from text that is in force and in the draft")
    text = "".join(run.text for run in before)
    white = 0
    for run in rest:
        if run.status is not Status.KEPT:
            break
        stripped = run.text.lstrip(" \t\u00a0\u2002\u2003")
        white += len(run.text) - len(stripped)
        if stripped:
            break
    gap, runs = cut(rest, white) if length else ((), rest)
    label = None
    if length:
        label = Label(text, "".join(run.text for run in gap), style=before[0].style)
    new_scheme: Scheme = scheme if length else "none"
    props = replace(old.props, scheme=new_scheme)
    base_props = replace(old.base_props, scheme=new_scheme) if old.base_props else None
    new = replace(old, runs=join_runs(runs), label=label, own_label=None, props=props, base_props=base_props)
    return _corrected(story, old, new, stamp)


def _as_printed(clause: Clause) -> tuple[Run, ...]:
    if clause.label is None:
        return clause.runs
    if clause.label.automatic:
        raise EditError("the label is made by Word's automatic numbering; it is not part of the text")
    head = (Run(clause.label.text, style=clause.label.style), Run(clause.label.after))
    return (*head, *clause.runs)


def _corrected(story: str, old: Clause, new: Clause, stamp: Stamp) -> Transaction:
    steps: list[Step] = [SetClause(story, old.id, old, new)] if new != old else []
    return transaction("Correct recognition", steps, stamp, rebases=True)
