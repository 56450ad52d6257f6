"""The proof's own rules, which the writer does not know (FORMATS.md §1): the sides of a text that a written file must show, and
the sentences on words that differ in it."""

from __future__ import annotations

from itertools import zip_longest
from typing import Literal

from model.message import Message
from model.redline import Redline, Side, groups
from model.submission.resolved import View
from model.submission.values import Proposal, Submission, Symbol
from model.text.shortening import shorten_text


def demanded_symbol(proposal: Proposal) -> Symbol | Literal[""]:
    """The symbol by whose rules a text must be written: a new text of another party, amended by ours, shows all its changes."""
    is_amended = proposal.theirs is not None
    return "MOD" if is_amended and proposal.symbol.startswith("ADD") else proposal.symbol


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


def differing_text(where: Message, wanted: str | None, found: str | None) -> Message:
    """The message on a difference at a place; `wanted` or `found` is None if there is no text."""
    if found is None:
        quoted = shown_text(wanted or "")
        return Message.of(
            "{place}: the written file has no text instead of “{wanted}”; it was not kept.", place=where, wanted=quoted
        )
    if wanted is None:
        quoted = shown_text(found)
        return Message.of(
            "{place}: the written file reads “{found}” instead of nothing; it was not kept.", place=where, found=quoted
        )
    shown = [shown_text(text) for text in (found, wanted)]
    if wanted and found and wanted[:80] == found[:80]:
        at = next(n for n, pair in enumerate(zip_longest(wanted, found)) if pair[0] != pair[1])
        start = max(at - 30, 0)
        shown = [f"…{text[start : at + 50]}…" for text in (found, wanted)]
    return Message.of(
        "{place}: the written file has “{found}” instead of “{wanted}”; it was not kept.",
        place=where,
        found=shown[0],
        wanted=shown[1],
    )


def shown_text(text: str) -> str:
    """A text as a sentence quotes it."""
    return shorten_text(text, 80)
