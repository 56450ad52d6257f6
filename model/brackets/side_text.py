"""The characters of a paragraph on a side, each with its place in a clause."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from model.brackets.values import TextSpan
from model.lexicon.bracket_words import PARTNERS
from model.redline import ANCHOR, KEPT, PLAIN, Clause, Side, Status, Style, label_bearer
from model.text.lazy_regex import late

_OPEN_LINK = late(r'<cw:open id="(?P<id>[^"]*)"><w:(?:(?P<link>hyperlink\b)|sdt>.*?<w:showingPlcHdr/>)', 16)
_CLOSE = late(r'<cw:close id="(?P<id>[^"]*)"')
_OPENING = "".join(PARTNERS)
Spans = Sequence[tuple[int, int]]


def label_on(clauses: Sequence[Clause], side: Side) -> str:
    """The label of a paragraph as it is printed or set by hand; '' if numbering computes it, or if it has none."""
    bearer = clauses[0] if len(clauses) == 1 else label_bearer(tuple(clauses), side)
    label = (bearer.own_label if side == "draft" else None) or bearer.label
    return label.text if label is not None else ""


class SideText:
    """The characters of a paragraph on a side, each with its place in a clause. Marks without width are not among them.

    Brackets that begin the label (`[2`) precede the text; their place is the beginning of the clause that bears the label."""

    __slots__ = ("_clauses", "_offsets", "_runs", "_starts", "clauses", "label_signs", "side", "text")

    def __init__(self, clauses: Sequence[Clause], side: Side) -> None:
        self.clauses = clauses
        self.side: Side = side
        self._starts: list[int] = []
        self._clauses: list[Clause] = []
        self._offsets: list[int] = []
        self._runs: list[tuple[Status, Style]] = []
        label = label_on(clauses, side)
        self.label_signs = len(label) - len(label.lstrip(_OPENING))
        parts = [label[: self.label_signs]]
        at = self.label_signs
        for clause in clauses:
            offset = 0
            for run in clause.runs:
                length = len(run.text)
                if length and run.status.on(side) and not (run.content and run.text == ANCHOR):
                    self._starts.append(at)
                    self._clauses.append(clause)
                    self._offsets.append(offset)
                    self._runs.append((run.status, run.style_on(side)))
                    parts.append(run.text)
                    at += length
                offset += length
        self.text = "".join(parts)

    def place(self, at: int) -> tuple[str, int]:
        """The clause of a character and its offset there; for the end of the text, the place after the last character."""
        if not self._starts:
            return self.clauses[-1].id, 0
        at = max(at, self.label_signs)
        if at >= len(self.text):
            return self.after(len(self.text) - 1)
        index = bisect_right(self._starts, at) - 1
        return self._clauses[index].id, self._offsets[index] + at - self._starts[index]

    def after(self, at: int) -> tuple[str, int]:
        """The place directly after a character."""
        clause, offset = self.place(at)
        return clause, offset + (at >= self.label_signs)

    def index_of(self, clause: str, offset: int) -> int:
        """The first character at or after a place in one of the clauses; the length of the text if there is none."""
        order = {part.id: number for number, part in enumerate(self.clauses)}
        ends = [(order[part.id], first) for part, first in zip(self._clauses, self._offsets, strict=True)]
        index = bisect_right(ends, (order[clause], offset)) - 1
        if index < 0 or ends[index][0] < order[clause]:
            return self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        stop = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        return min(self._starts[index] + offset - self._offsets[index], stop)

    def span(self, start: int, stop: int) -> TextSpan:
        """A range of characters as a span; for an empty range, the place before the next character."""
        if start >= stop:
            clause, offset = self.place(start)
            return TextSpan(clause, offset, clause, offset)
        return TextSpan(*self.place(start), *self.after(stop - 1))

    def status(self, at: int) -> Status:
        """The status of a character."""
        if at < self.label_signs:
            bearer = label_bearer(tuple(self.clauses), self.side)
            return KEPT if bearer.own_label is None and bearer.is_on("base") else Status.INSERTED
        return self._runs[bisect_right(self._starts, at) - 1][0]

    def style(self, at: int) -> Style:
        """The format of a character."""
        if at < self.label_signs:
            return PLAIN
        return self._runs[bisect_right(self._starts, at) - 1][1]

    def links_and_fields(self) -> tuple[Spans, Spans]:
        """The characters inside of hyperlinks, and those that stand for the content of an empty form field; in order."""
        if not any(run.content and run.text == ANCHOR for clause in self.clauses for run in clause.runs):
            return (), ()
        links: list[tuple[int, int]] = []
        fields: list[tuple[int, int]] = []
        opened: dict[str, tuple[int, bool]] = {}
        at = self.label_signs
        for clause in self.clauses:
            for run in clause.runs:
                if not (run.content and run.text == ANCHOR):
                    at += len(run.text) if run.status.on(self.side) else 0
                elif found := _OPEN_LINK.match(run.content):
                    opened[found["id"]] = (at, found["link"] is not None)
                elif (closing := _CLOSE.match(run.content)) and closing["id"] in opened:
                    start, is_link = opened.pop(closing["id"])
                    (links if is_link else fields).append((start, at))
        return sorted(links), sorted(fields)
