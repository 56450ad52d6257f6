"""Reasons and private notes of amendments: set, changed, removed; reasons gathered for the proposal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from model.edits.comments import new_comment_key
from model.edits.common import transaction
from model.lexicon.words import term_in
from model.numbering import Labelling
from model.redline import Redline, Stamp
from model.submission.amendment_notes import NONE, anchors_on, remarks
from model.submission.amendments import Amendment, amendments
from model.submission.clause_paths import paths, places
from model.submission.comments import Comment
from model.submission.story import proposal_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction
from model.submission.values import Submission
from model.text.lazy_regex import late

_CELL = late(r"table\[(?P<table>\d+)\]/\+?r(?P<row>\d+)c(?P<column>\d+).*")


def set_remark(
    submission: Submission, number: int, chosen: Sequence[Amendment], text: str, stamp: Stamp, *, reason: bool
) -> Transaction:
    """Give amendments a reason, or a private note. The remark of the first of them is changed; an empty text removes it.

    chosen: the amendments
    text: the remark; empty to remove it
    reason: whether it is the reason, not a private note
    """
    proposal, words = proposal_of(submission, number), text.strip()
    of_first = remarks(proposal.redline, proposal.comments, chosen[:1]).get(chosen[0].key, NONE)
    key = of_first.reason if reason else of_first.note
    old = proposal.comments.get(key)
    new: Comment | None = None
    if words and old is not None:
        new = replace(old, text=words)
    elif words:
        new = Comment(words, anchors_on(proposal.redline, chosen), private=True, reason=reason, stamp=stamp)
    path = f"proposals/{number}/comments/{key or new_comment_key(submission, number)}"
    steps = [SetField(path, old, new)] if new != old else []
    return transaction(TransactionKind.SET_REASON if reason else TransactionKind.SET_PRIVATE_NOTE, steps, stamp)


def gather_reasons(submission: Submission, number: int, stamp: Stamp) -> Transaction:
    """Append the missing reasons of single amendments, each with its place in the text, to the reasons of the proposal."""
    proposal = proposal_of(submission, number)
    redline, labelling = proposal.redline, Labelling.of(proposal.redline)
    found = amendments(redline, labelling)
    reasons = remarks(redline, proposal.comments, found)
    on_page = places(redline, labelling)
    names = paths(redline, labelling) | {clause.id: on_page[clause.id] for clause in redline.clauses if clause.cell is not None}
    named: dict[str, list[str]] = {}
    for amendment in found:
        key = reasons.get(amendment.key, NONE).reason
        if key:
            place = "" if amendment.note else _place(redline, labelling, names.get(amendment.clause, ""), amendment)
            if place not in named.setdefault(key, []):
                named[key].append(place)
    known = proposal.reasons.split("\n")
    lines = [
        (": " if any(where) else "").join((", ".join(filter(None, where)), proposal.comments[key].text.replace("\n", " ")))
        for key, where in named.items()
    ]
    fresh = [line for line in dict.fromkeys(lines) if line not in known]
    new = "\n".join([*filter(None, [proposal.reasons.rstrip("\n")]), *fresh])
    steps = [SetField(f"proposals/{number}/reasons", proposal.reasons, new)] if fresh else []
    return transaction(TransactionKind.GATHER_REASONS, steps, stamp)


def _place(redline: Redline, labelling: Labelling, path: str, amendment: Amendment) -> str:
    """The clause of an amendment: `considering b iii)`, `table 1, row 2, column 1`; '' before the first call."""
    id = amendment.clause
    if redline[id].props.kind not in ("call", "paragraph", "heading", "annex"):
        return ""
    parts = [re.sub(r"\\(.)", r"\1", part.lstrip("+")) for part in re.split(r"(?<!\\)/", path)]
    cell = _CELL.fullmatch("/".join(parts[-2:]))
    if cell:
        term = term_in("row of a table" if amendment.kind == "row" else "cell of a table", redline.language or "en")
        return " ".join([*parts[:-2], term.format_map(cell.groupdict())])
    label = labelling.draft(id) or labelling.base(id)
    named = [part for part in parts if not part.startswith("¶")]
    return " ".join([*named[:-1], label] if label and len(named) > 1 else named)
