"""The places of a comment's marks in the text that is written, and the text with them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from model.formats.word.reading.comments import comment_marks
from model.redline import ANCHOR, NOBODY, NOTE, PLAIN, Clause, Redline, Run, Side, Status
from model.submission.comments import CommentSpan
from model.submission.resolved import View, reproduced_clauses, side_of
from model.submission.values import Symbol

At = tuple[str, tuple[str, int], tuple[str, int]]
"""Key of a note ('': the text itself), clause and offset before the first character, clause and offset after the last."""


class CommentTargets:
    """The text of a proposal that is visible in the file, and the places there for the marks of its comments."""

    def __init__(self, redline: Redline, symbol: Symbol | str, view: View) -> None:
        self.side = side_of(symbol, view)
        shown = reproduced_clauses(redline.clauses, symbol, view)
        referring = (run for clause in shown for run in clause.runs if run.text == NOTE and self._sees(run.status))
        used = {run.content for run in referring if run.content}
        notes = {key: _Story(note.clauses, note.clauses, self.side) for key, note in redline.notes.items() if key in used}
        self._stories = {"": _Story(redline.clauses, shown, self.side), **notes}

    def referred_ids(self) -> frozenset[str]:
        """The ids of comments whose marks the file will contain."""
        found = {
            mark.id: run.status
            for story in self._stories.values()
            for mark, run in comment_marks(story.shown)
            if mark.kind == "Reference"
        }
        return frozenset(id for id, status in found.items() if self._sees(status))

    def of(self, spans: Sequence[CommentSpan]) -> At | None:
        """The place of a comment's marks: around its visible words, else after the last visible words before them, else before
        the first visible ones; None if nothing is visible."""
        note = spans[0].note if spans and spans[0].note in self._stories else ""
        places = self._stories[note].marks_around([span for span in spans if span.note == note])
        return (note, *places) if places else None

    def _sees(self, status: Status) -> bool:
        return self.side is None or status.on(self.side)


class _Story:
    """The places of the visible characters of a text, or of one of its notes. Computed once for all comments."""

    def __init__(self, clauses: Sequence[Clause], shown: Sequence[Clause], side: Side | None) -> None:
        self.shown = shown
        self._clauses = clauses
        self._index = {clause.id: index for index, clause in enumerate(clauses)}
        seen = ((self._index[clause.id], _visible_stretches(clause, side)) for clause in shown)
        self._visible_stretches = {index: stretches for index, stretches in seen if stretches}
        """By the index of a clause: start and end of each stretch of characters that can be seen."""
        self._order = list(self._visible_stretches)
        self._empty = next((clause.id for clause in shown if side is None or clause.is_on(side)), "")

    def marks_around(self, spans: Sequence[CommentSpan]) -> tuple[tuple[str, int], tuple[str, int]] | None:
        """Before the first and after the last visible character of the spans, else after the last visible character before them;
        in a text of empty paragraphs, in the first of these."""
        if not self._visible_stretches:
            return ((self._empty, 0), (self._empty, 0)) if self._empty else None
        within = [(self._index[span.clause], span) for span in spans if span.clause in self._index]
        met = [
            (index, *part) for index, span in within if (part := _part(self._visible_stretches.get(index, ()), span)) is not None
        ]
        if met:  # spans may have been joined into one clause or reordered
            first, start = min((index, start) for index, start, _ in met)
            last, end = max((index, end) for index, _, end in met)
            return (self._clauses[first].id, start), (self._clauses[last].id, end)
        index = self._order[max(0, bisect_right(self._order, min((index for index, _ in within), default=0)) - 1)]
        place = self._clauses[index].id, self._visible_stretches[index][-1][1]
        return place, place


def _visible_stretches(clause: Clause, side: Side | None) -> list[tuple[int, int]]:
    """The stretches of characters of a clause that can be seen."""
    out: list[tuple[int, int]] = []
    offset = 0
    for run in clause.runs:
        end = offset + len(run.text)
        if end > offset and (side is None or run.status.on(side)) and not (run.text == ANCHOR and run.content):
            out.append((out.pop()[0] if out and out[-1][1] == offset else offset, end))
        offset = end
    return out


def _part(stretches: Sequence[tuple[int, int]], span: CommentSpan) -> tuple[int, int] | None:
    """The positions from the first to after the last character of a span that is in one of the stretches."""
    first = bisect_right(stretches, span.start, key=lambda stretch: stretch[1])
    last = bisect_left(stretches, span.end, key=lambda stretch: stretch[0]) - 1
    if last < first or span.end <= span.start:
        return None
    return max(stretches[first][0], span.start), min(stretches[last][1], span.end)


def mark_comments(redline: Redline, comments: Iterable[tuple[str, At]]) -> Redline:
    """The redline with the marks of comments, each with its id."""
    marks: dict[tuple[str, str], list[tuple[int, bool, str]]] = {}
    for id, (note, first, last) in comments:
        begin, end = f'<w:commentRangeStart w:id="{id}"/>', f'<w:commentRangeEnd w:id="{id}"/>'
        beside = "<cw:beside>{}</cw:beside>".format
        marks.setdefault((note, first[0]), []).append((first[1], True, beside(begin)))
        places = marks.setdefault((note, last[0]), [])
        places += [(last[1], False, beside(end)), (last[1], False, f'<w:commentReference w:id="{id}"/>')]
    if not marks:
        return redline

    def with_marks(note: str, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        return tuple(
            replace(clause, runs=_insert_marks(clause.runs, marks[note, clause.id])) if (note, clause.id) in marks else clause
            for clause in clauses
        )

    notes = {key: replace(note, clauses=with_marks(key, note.clauses)) for key, note in redline.notes.items()}
    return replace(redline, clauses=with_marks("", redline.clauses), notes=notes)


def _insert_marks(runs: tuple[Run, ...], marks: list[tuple[int, bool, str]]) -> tuple[Run, ...]:
    """The runs with marks. A mark that begins a range belongs to the text after it, one that ends a range to the text before
    it, so that canonical form and tracked changes split text nowhere else than before."""
    begins, ends = _by_place(sorted(mark for mark in marks if mark[1])), _by_place(mark for mark in marks if not mark[1])
    out = [_mark(Run(""), content) for content in (*begins.pop(0, ()), *ends.pop(0))] if 0 in ends else []
    places = sorted({*begins, *ends})
    offset = 0
    for run in runs:
        stop = offset + len(run.text)
        cut = offset
        for at in places[bisect_left(places, offset) : bisect_right(places, stop)]:
            edges = [*(ends.get(at, ()) if at > offset else ()), *(begins.get(at, ()) if at < stop else ())]
            if edges and at > cut:
                out.append(replace(run, text=run.text[cut - offset : at - offset]))
                cut = at
            out += [_mark(run, content) for content in edges]
        if cut < stop:
            out.append(replace(run, text=run.text[cut - offset :]) if cut > offset else run)
        offset = stop
    return tuple(out)


def _by_place(marks: Iterable[tuple[int, bool, str]]) -> dict[int, list[str]]:
    out: dict[int, list[str]] = {}
    for at, _, content in marks:
        out.setdefault(at, []).append(content)
    return out


def _mark(beside: Run, content: str) -> Run:
    return replace(beside, text=ANCHOR, style=PLAIN, base_style=None, style_stamp=NOBODY, content=content)
