"""A text in a view: with its marks, or resolved to one side, its base or its draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from msgspec.structs import replace

from model.numbering import Labelling
from model.numbering.edition_marks import NO_PAIR, EditionMarks
from model.redline import Clause, Label, Redline, Side, groups
from model.redline.hidden_text import without_hidden_text
from model.submission.values import Proposal, Submission, Symbol

View = Literal["markup", "draft", "base"]


VIEWS: tuple[View, ...] = get_args(View)


def in_view(redline: Redline, view: View) -> Redline:
    """The text as a view shows it: itself, or one side alone, all of it kept, with the labels that it has there."""
    if view == "markup":
        return redline
    labelling = Labelling.of(redline)
    label_of = labelling.base if view == "base" else labelling.draft
    side = redline.base() if view == "base" else redline.draft()
    clauses = [
        _with_printed_number(_with_printed_label(clause, label_of(clause.id)), labelling.number(view, clause.id))
        for clause in side.clauses
    ]
    notes = {
        key: replace(note, clauses=_with_printed_marks(note.clauses, labelling.marks_of(key), view))
        for key, note in side.notes.items()
    }
    return replace(side, clauses=_with_printed_marks(clauses, labelling.marks, view), notes=notes)


def _with_printed_label(clause: Clause, text: str | None) -> Clause:
    if (clause.label.text if clause.label else None) == text:
        return clause
    return replace(clause, label=replace(clause.label or Label(""), text=text) if text is not None else None)


def _with_printed_number(clause: Clause, text: str | None) -> Clause:
    """The clause with a margin number in print."""
    if (clause.number.text if clause.number else None) == text:
        return clause
    return replace(clause, number=replace(clause.number or Label(""), text=text) if text is not None else None)


def _with_printed_marks(clauses: Iterable[Clause], marks: EditionMarks, side: Side) -> tuple[Clause, ...]:
    """The clauses of a side with its edition marks in print."""
    pairs = ((clause, marks.borne.get(clause.id, NO_PAIR).on(side)) for clause in clauses)
    return tuple([clause if clause.mark == mark else replace(clause, mark=mark) for clause, mark in pairs])


def submission_in_view(submission: Submission, view: View) -> Submission:
    """A submission with each of its texts as the view shows it."""
    proposals = tuple(
        replace(proposal, redline=in_view(proposal.redline, view), theirs=None, struck={}) for proposal in submission.proposals
    )
    return replace(submission, proposals=proposals)


def without_hidden_texts(submission: Submission, view: View = "markup") -> Submission:
    """A submission without hidden text; the same object if there is none."""
    side: Side | None = None if view == "markup" else view
    redlines = [without_hidden_text(proposal.redline, side) for proposal in submission.proposals]
    pairs = list(zip(submission.proposals, redlines, strict=True))
    if all(redline is proposal.redline for proposal, redline in pairs):
        return submission
    return replace(submission, proposals=tuple([replace(proposal, redline=redline) for proposal, redline in pairs]))


def written_symbol(proposal: Proposal) -> Symbol | Literal[""]:
    """The symbol that decides how a text is written. Another party's new text (ADD) is tracked if it is amended, as MOD is."""
    return "MOD" if proposal.theirs is not None and proposal.symbol in ("ADD", "ADD*") else proposal.symbol


def side_of(symbol: str, view: View) -> Side | None:
    """The side of a text that is written untracked, None if its changes are tracked: ADD is a draft, NOC and SUP are bases."""
    if view == "base":
        return "base"
    if symbol in ("NOC", "SUP", "SUP*"):
        return "base"
    if view == "draft" or symbol in ("ADD", "ADD*"):
        return "draft"
    return None


def reproduced_clauses(clauses: Sequence[Clause], symbol: str, view: View) -> Sequence[Clause]:
    """Of a text to be deleted number and title of the base alone (ITU's rule for SUP); of the others everything."""
    if symbol not in ("SUP", "SUP*") or view == "base":
        return clauses
    heads = (group for group in groups(clauses, "base") if group[-1].props_on("base").kind in ("number", "title"))
    return [clause for group in heads for clause in group]


def text_in_file(redline: Redline, symbol: str) -> Redline:
    """A text as a tracked export contains it: for ADD the draft, for NOC the base, for SUP number and title of the base."""
    side = side_of(symbol, "markup")
    if side is None:
        return redline
    resolved = in_view(redline, side)
    clauses = tuple(reproduced_clauses(resolved.clauses, symbol, "markup"))
    used = {run.content for clause in clauses for run in clause.runs if run.content}
    notes = {key: note for key, note in resolved.notes.items() if key in used}
    return replace(resolved, clauses=clauses, notes=notes)
