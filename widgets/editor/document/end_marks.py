"""The edition mark after the words of a block, as the property of the one object that shows it; it is not editable as text.

Its parts are the separator and the kept, deleted and inserted characters, each after a sign for its status.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.numbering.edition_marks import NO_PAIR, MarkPair
from model.numbering.mark_forms import mark_spans
from model.redline import Clause, Status
from model.submission.resolved import View

NO_ENDS: Mapping[str, MarkPair] = {}
_PART = "\u2063"
"""Before each part; no other object's property begins with it."""
_SIGNS = {Status.KEPT: "=", Status.DELETED: "-", Status.INSERTED: "+"}
_STATUSES = {sign: status for status, sign in _SIGNS.items()}


def end_mark(ends: Mapping[str, MarkPair], members: Sequence[Clause], view: View) -> str:
    """The mark after the clauses of a block, encoded; '' if there is none.

    ends: the marks of the text by the clauses at whose ends they are printed
    members: the clauses of the block
    view: the view: markup, draft or base
    """
    pair = ends.get(members[-1].id, NO_PAIR) if ends and members else NO_PAIR
    base, draft = (pair.base, pair.draft) if view == "markup" else (pair.on(view), pair.on(view))
    if base is None and draft is None:
        return ""
    old, new = base.after if base is not None else "", draft.after if draft is not None else ""
    separator = ((Status.KEPT, old),) if old == new else ((Status.DELETED, old), (Status.INSERTED, new))
    spans = (*separator, *mark_spans(base.text if base is not None else None, draft.text if draft is not None else None))
    return "".join(f"{_PART}{_SIGNS[status]}{text}" for status, text in spans if text)


def is_end_mark(written: str) -> bool:
    """Whether the property of an object is that of an edition mark."""
    return written.startswith(_PART)


def parts_of_mark(written: str) -> list[tuple[Status, str]]:
    """The parts of a mark with their statuses."""
    return [(_STATUSES[part[0]], part[1:]) for part in written.split(_PART) if part]
