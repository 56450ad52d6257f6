"""The sides of a text that a written file must show: the proof's own rule, which the writer does not know (FORMATS.md §1)."""

from __future__ import annotations

from typing import Literal

from model.redline import Redline, Side, groups
from model.submission.resolved import View
from model.submission.values import Submission, Symbol


def demanded_side(symbol: Symbol | Literal[""], view: View, side: Side) -> Side:
    """The side of the document that a side of the file must have: for ADD the draft on both, for SUP and NOC the base."""
    if view == "base" or symbol in ("NOC", "SUP", "SUP*"):
        return "base"
    return "draft" if view == "draft" or symbol in ("ADD", "ADD*") else side


def demanded_clauses(redline: Redline, symbol: Symbol | Literal[""], view: View) -> frozenset[str]:
    """The ids of the clauses that the file must have: for a text to be deleted, only those of its number and title."""
    if view == "base" or symbol not in ("SUP", "SUP*"):
        return frozenset(clause.id for clause in redline.clauses)
    heads = (group for group in groups(redline.clauses, "base") if group[-1].props_on("base").kind in ("number", "title"))
    return frozenset(clause.id for group in heads for clause in group)


def spoken_language(submission: Submission) -> str:
    """The language of the file: that of the submission, else of the first text that has one."""
    language = next((proposal.redline.language for proposal in submission.proposals if proposal.redline.language), "")
    return submission.language or language
