"""Reasons and private notes of single amendments: private comments on its words, which stay with it and are in no export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.redline import Redline
from model.submission.amendments import Amendment, clause_of, span_of
from model.submission.comments import Comment, CommentAnchor, Comments, CommentSpan, anchor_of, find_anchor


class Remarks(Struct, frozen=True):
    """The keys of the comments that belong to an amendment; '' if there is none."""

    reason: str = ""
    note: str = ""


NONE = Remarks()


def remarks(redline: Redline, comments: Comments, found: Iterable[Amendment]) -> Mapping[str, Remarks]:
    """The reasons and notes of amendments, by their keys; of two notes on one the older counts."""
    open_comments = {
        key: comment for key, comment in comments.items() if (comment.private or comment.reason) and not comment.done
    }
    if not open_comments:
        return {}
    by_clause: dict[tuple[str, str], list[Amendment]] = {}
    for amendment in found:
        if amendment.parts:
            clauses = [part.clause for part in amendment.parts if part.note == amendment.note]
            for clause in dict.fromkeys(clauses) if amendment.kind == "row" else (amendment.clause,):
                by_clause.setdefault((amendment.note, clause), []).append(amendment)
    out: dict[str, Remarks] = {}
    for key, comment in sorted(open_comments.items(), key=lambda pair: (pair[1].stamp.date, pair[0])):
        for anchor in comment.anchors:
            for amendment in _meant(anchor, by_clause, redline):
                out[amendment.key] = _with(out.get(amendment.key, NONE), key, comment)
    return out


def _meant(anchor: CommentAnchor, by_clause: Mapping[tuple[str, str], list[Amendment]], redline: Redline) -> Sequence[Amendment]:
    """The amendments that an anchor refers to; if its words were moved away, first those left in place on which it was made."""
    span = find_anchor(redline, anchor)
    if span is None:
        return ()
    if span.clause != anchor.clause:
        behind = by_clause.get((anchor.note, anchor.clause), [])
        anchored = [amendment for amendment in behind if anchors_on(redline, [amendment]) == (anchor,)]
        if anchored:
            return anchored
    return _amendments_of_comment(span, by_clause.get((span.note, span.clause), []), redline)


def _with(known: Remarks, key: str, comment: Comment) -> Remarks:
    if comment.reason:
        return known if known.reason else replace(known, reason=key)
    return known if known.note else replace(known, note=key)


def _amendments_of_comment(span: CommentSpan, amendments: Sequence[Amendment], redline: Redline) -> Sequence[Amendment]:
    """The amendments of a clause with a comment's words; for the whole clause, those of it or its end, else the first."""
    spans = {amendment.key: span_of(amendment, redline) for amendment in amendments}
    if span.whole:
        whole = [found for found in amendments if all(part.what not in ("text", "format") for part in found.parts)]
        return whole or amendments[:1]
    return [
        found
        for found in amendments
        if (found.kind == "row" and found.clause != span.clause)
        or (spans[found.key][0] < span.end and span.start < spans[found.key][1])
    ]


def anchors_on(redline: Redline, chosen: Iterable[Amendment]) -> tuple[CommentAnchor, ...]:
    """The anchors of a comment on some amendments."""
    out = []
    for amendment in chosen:
        out.append(anchor_of(clause_of(amendment, redline), *span_of(amendment, redline), amendment.note))
    return tuple(out)
