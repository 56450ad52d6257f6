"""The labels of a draft as they were printed, in a redline: those that the policy gives are computed, the others are
set by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from model.numbering.labelling import Labelling
from model.redline import Clause, Label, Redline, Status, with_own_label

_TAILS = ("bis", "ter", "quater", "quinquies")


def with_printed_labels(redline: Redline, drafts: Mapping[str, Label]) -> Redline:
    """The redline with the policy that its labels follow, and with the draft's labels set by hand only if that policy gives
    others. `drafts` contains the labels of the draft, by clause; a label without text means none."""
    bare = tuple(with_own_label(clause, None) if clause.own_label is not None else clause for clause in redline.clauses)
    redline = replace(redline, clauses=bare, policy="bis" if _inserts_bis(redline, drafts) else "relabel")
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
