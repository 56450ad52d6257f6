"""Texts on which the parties of a conflict agree, as changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.consolidation.changes import InsertedEnd, PartyChange, Piece, bare_props, clause_at, width
from model.diff.tokens import token_spans
from model.diff.word_diff import changes
from model.redline import ANCHOR, NOTE, OBJECT, Clause, Run, Status

_MARKS = str.maketrans(dict.fromkeys((NOTE, OBJECT, ANCHOR)))
"""Placeholder characters that have a meaning only at their original place."""


def compromise(clauses: Sequence[Clause], start: int, stop: int, text: str) -> Iterator[PartyChange]:
    """The changes, word by word, that turn a kept stretch of a story into a text; a line feed is a paragraph end."""
    whole = "".join("".join(run.text for run in clause.runs if width(run)) + "\n" for clause in clauses)
    old, new = whole[start:stop], text
    old_spans, new_spans = token_spans(old), token_spans(new)
    for change in changes([old[low:high] for low, high in old_spans], [new[low:high] for low, high in new_spans]):
        low, high = _stretch(old_spans, change.start, change.stop, len(old))
        first, last = _stretch(new_spans, change.new_start, change.new_stop, len(new))
        pieces = tuple(_pieces(new[first:last], clause_at(clauses, start + low)))
        if pieces or low < high:
            yield PartyChange("text", start + low, start + high, pieces)


def _stretch(found: Sequence[tuple[int, int]], start: int, stop: int, end: int) -> tuple[int, int]:
    low = found[start][0] if start < len(found) else end
    return low, found[stop - 1][1] if stop > start else low


def _pieces(text: str, clause: Clause) -> Iterator[Piece]:
    for number, line in enumerate(text.translate(_MARKS).split("\n")):
        if number:
            yield InsertedEnd(bare_props(clause.props))
        if line:
            yield Run(line, Status.INSERTED)
