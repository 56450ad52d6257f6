"""Carrying a structure edit of one language version over to the other: tracked, with the source text to translate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from model.edits.building import index_of, transaction
from model.edits.structure import NewClause, change_level, delete_clauses, insert_clauses
from model.errors import EditError
from model.parallel import Pair, spots
from model.redline import Clause, Props, Redline, Run, Stamp
from model.steps import Step, Transaction, apply, story_clauses
from model.submission import Submission


def carry(
    source: Submission, source_story: str, target: Submission, story: str, pair: Pair, stamp: Stamp, *, words: bool = True
) -> Transaction:
    """Make of a clause in the target what the left version of a pair makes of it. An insertion brings the words of the source
    to be translated, or none. EditError where only a person can carry it: changed words, and a move."""
    left, right = pair.left, pair.right
    if left is None or pair.is_carried:
        raise EditError("there is nothing to carry over at this clause")
    if left.state == "deleted" and right is not None:
        return replace(delete_clauses(target, story, right.clause, stamp, only=True), label="Carry over a deletion")
    if left.state == "level" and right is not None:
        clause = _clause(source, source_story, left.clause)
        by = clause.props.level - clause.props_on("base").level
        return replace(change_level(target, story, right.clause, by, stamp, only=True), label="Carry over a level")
    if left.state == "inserted":
        clauses = story_clauses(target, story)
        clause = _clause(source, source_story, left.clause)
        there = spots(_redline(target, story))
        follow = there.get((*left.place[:-2], "+", int(left.place[-1]) - 1)) or there.get(left.place[:-2])
        if left.before and follow is None:
            raise EditError("the clause that it stands behind is not in the other version")
        index = index_of(clauses, follow.clause) + 1 if follow is not None else 0
        texts = [run for run in clause.runs if words and not run.content]
        runs = tuple(Run(run.text, style=replace(run.style, name="", other="")) for run in texts)
        new = NewClause(Props(clause.props.kind, clause.props.level, clause.props.scheme), runs)
        return insert_clauses(target, story, index, [new], stamp, label="Carry over an insertion")
    raise EditError("changed words are translated by hand; only insertions, deletions and levels are carried over")


def carry_all(
    source: Submission,
    source_story: str,
    target: Submission,
    story: str,
    pairs: Iterable[Pair],
    stamp: Stamp,
    *,
    words: bool = True,
) -> tuple[Transaction, tuple[str, ...]]:
    """The same for several pairs in order as one transaction, and why others were left, a sentence each."""
    steps: list[Step] = []
    refused: list[str] = []
    count, label = 0, ""
    for pair in pairs:
        try:
            made = carry(source, source_story, target, story, pair, stamp, words=words)
            target = apply(target, made)
        except EditError as error:
            refused.append(str(error))
            continue
        steps += made.steps
        count, label = count + 1, made.label
    return transaction(label if count == 1 else "Carry over amendments", steps, stamp), tuple(refused)


def _clause(submission: Submission, story: str, id: str) -> Clause:
    clauses = story_clauses(submission, story)
    return clauses[index_of(clauses, id)]


def _redline(submission: Submission, story: str) -> Redline:
    return submission.proposals[int(story) - 1].redline
