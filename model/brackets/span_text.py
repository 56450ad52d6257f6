"""The words of a span of a story: those of a side, or those that the text in force has there."""

from __future__ import annotations

from collections.abc import Sequence

from model.brackets.values import TextSpan
from model.redline import ANCHOR, NOTE, OBJECT, Clause, Side, Status


def span_lines(clauses: Sequence[Clause], span: TextSpan, side: Side) -> list[str]:
    """The words of a side in a span, a line for each paragraph; marks of notes and pictures are omitted."""
    lines, words = [], ""
    for clause, low, high in clauses_of_span(clauses, span):
        words += words_on(clause, low, high, side)
        if clause.end.status.on(side) or clause.id == span.last:
            lines.append(" ".join(words.split()))
            words = ""
    return [line for line in lines if line]


def lines_in_force(clauses: Sequence[Clause], span: TextSpan) -> list[str]:
    """The lines of the text in force at the place of an open text: its words in the span, and those deleted directly beside it;
    for new clauses, the deleted clauses before them."""
    places = {clause.id: index for index, clause in enumerate(clauses)}
    first, last = places[span.first], places[span.last]
    parts = list(clauses_of_span(clauses, span))
    low = deletion_before(parts[0][0], parts[0][1])
    high = deletion_after(parts[-1][0], parts[-1][2])
    whole = TextSpan(span.first, low, span.last, high)
    lines = span_lines(clauses[first : last + 1], whole, "base")
    if not lines and all(not clause.is_on("base") for clause in clauses[first : last + 1]):
        index = first - 1
        while index >= 0 and clauses[index].end.status is Status.DELETED and not clauses[index].is_on("draft"):
            lines.insert(0, " ".join(words_on(clauses[index], 0, len(clauses[index].text), "base").split()))
            index -= 1
    return lines


def clauses_of_span(clauses: Sequence[Clause], span: TextSpan) -> list[tuple[Clause, int, int]]:
    """The clauses that a span touches, each with the range of its characters in it."""
    parts: list[tuple[Clause, int, int]] = []
    for clause in clauses:
        if parts or clause.id == span.first:
            low = span.start if clause.id == span.first else 0
            parts.append((clause, low, span.stop if clause.id == span.last else len(clause.text)))
        if parts and clause.id == span.last:
            break
    return parts


def words_on(clause: Clause, low: int, high: int, side: Side) -> str:
    """The visible characters of a side in a range of a clause."""
    parts, at = [], 0
    for run in clause.runs:
        if run.status.on(side) and run.text not in (NOTE, OBJECT) and not (run.content and run.text == ANCHOR):
            parts.append(run.text[max(low - at, 0) : max(high - at, 0)])
        at += len(run.text)
    return "".join(parts)


def deletion_before(clause: Clause, low: int) -> int:
    """The beginning of the deleted text that ends at a place; the place itself if there is none."""
    at, found = 0, low
    for run in clause.runs:
        stop = at + len(run.text)
        if run.status is Status.DELETED and stop == low:
            found = at
        at = stop
    return found


def deletion_after(clause: Clause, high: int) -> int:
    """The end of the deleted text that begins at a place; the place itself if there is none."""
    at = 0
    for run in clause.runs:
        stop = at + len(run.text)
        if run.status is Status.DELETED and at == high:
            high = stop
        at = stop
    return high
