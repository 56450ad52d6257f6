"""Where the marks of a comment stand in the text that is written, and the text with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.comments import Span
from model.redline import ANCHOR, NOBODY, NOTE, PLAIN, Clause, Redline, Run, Side
from model.submission import Symbol
from model.word.reading.comments import ranges
from model.word.writing.text import View, reproduced, side_of

At = tuple[str, tuple[str, int], tuple[str, int]]
"""Key of a note ('': the text itself), clause and offset before the first character, clause and offset behind the last."""


class Landing(Struct, frozen=True):
    """What of a proposal's text can be seen in the file."""

    symbol: Symbol | str
    view: View

    @property
    def side(self) -> Side | None:
        return side_of(self.symbol, self.view)

    def referred(self, redline: Redline) -> frozenset[str]:
        """The ids of comments whose marks the file will hold."""
        found = set()
        for note, clauses in self._stories(redline).items():
            shown = self._written(clauses) if not note else clauses
            for id, mark in ranges(shown).items():
                if mark.reference is not None and self._sees(_run_at(shown[mark.reference[0]], mark.reference[1])):
                    found.add(id)
        return frozenset(found)

    def of(self, redline: Redline, spans: Sequence[Span]) -> At | None:
        """Where the marks of a comment go: around those of its words that can be seen, else behind the last words before
        them that can, else before the first; None where nothing can be seen."""
        stories = self._stories(redline)
        note = spans[0].note if spans and spans[0].note in stories else ""
        clauses = stories[note]
        written = {clause.id for clause in (self._written(clauses) if not note else clauses)}
        seen = [(index, self._seen(clause)) for index, clause in enumerate(clauses) if clause.id in written]
        seen = [(index, offsets) for index, offsets in seen if offsets]
        if not seen:
            return None
        within = {span.clause: span for span in spans if span.note == note}
        marked = [
            (index, offset)
            for index, offsets in seen
            if (span := within.get(clauses[index].id)) is not None
            for offset in offsets
            if span.start <= offset < span.end
        ]
        if marked:
            (first, start), (last, end) = marked[0], marked[-1]
            return note, (clauses[first].id, start), (clauses[last].id, end + 1)
        index_of = {clause.id: index for index, clause in enumerate(clauses)}
        wanted = min((index_of[id] for id in within if id in index_of), default=0)
        before = [(index, offsets) for index, offsets in seen if index <= wanted]
        index, offsets = before[-1] if before else seen[0]
        place = clauses[index].id, offsets[-1] + 1
        return note, place, place

    def _stories(self, redline: Redline) -> dict[str, tuple[Clause, ...]]:
        """The text, and those of its notes that can be seen."""
        used = {
            run.content
            for clause in self._written(redline.clauses)
            for run in clause.runs
            if run.text == NOTE and run.content and self._sees(run)
        }
        notes = {key: note.clauses for key, note in redline.notes.items() if key in used}
        return {"": redline.clauses, **notes}

    def _written(self, clauses: tuple[Clause, ...]) -> Sequence[Clause]:
        return reproduced(clauses, self.symbol, self.view)

    def _sees(self, run: Run | None) -> bool:
        return run is not None and (self.side is None or run.status.on(self.side))

    def _seen(self, clause: Clause) -> list[int]:
        """The offsets of the characters that can be seen."""
        out: list[int] = []
        offset = 0
        for run in clause.runs:
            if self._sees(run) and not (run.text == ANCHOR and run.content):
                out += range(offset, offset + len(run.text))
            offset += len(run.text)
        return out


def marked(redline: Redline, comments: Iterable[tuple[str, At]]) -> Redline:
    """The redline with the marks of comments, each with its id."""
    marks: dict[tuple[str, str], list[tuple[int, bool, str]]] = {}
    for id, (note, first, last) in comments:
        begin, end = f'<w:commentRangeStart w:id="{id}"/>', f'<w:commentRangeEnd w:id="{id}"/>'
        beside = "<cw:beside>{}</cw:beside>".format
        marks.setdefault((note, first[0]), []).append((first[1], True, beside(begin)))
        there = marks.setdefault((note, last[0]), [])
        there += [(last[1], False, beside(end)), (last[1], False, f'<w:commentReference w:id="{id}"/>')]
    if not marks:
        return redline

    def with_marks(note: str, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        return tuple(
            replace(clause, runs=_inserted(clause.runs, marks[note, clause.id])) if (note, clause.id) in marks else clause
            for clause in clauses
        )

    notes = {key: replace(note, clauses=with_marks(key, note.clauses)) for key, note in redline.notes.items()}
    return replace(redline, clauses=with_marks("", redline.clauses), notes=notes)


def _inserted(runs: tuple[Run, ...], marks: list[tuple[int, bool, str]]) -> tuple[Run, ...]:
    """The runs with marks: one that begins a range is of a piece with what follows it, one that ends a range with what
    goes before it, so that canonical form and tracked changes part nowhere else than they did."""
    out: list[Run] = []
    offset = 0
    for run in runs:
        stop = offset + len(run.text)
        cut = offset
        begins = sorted((at, content) for at, begin, content in marks if begin and offset <= at < stop)
        ends = [(at, content) for at, begin, content in marks if not begin and offset < at <= stop]
        places = sorted({at for at, _ in (*begins, *ends)})
        for at in places:
            if at > cut:
                out.append(replace(run, text=run.text[cut - offset : at - offset]))
                cut = at
            out += [_mark(run, content) for where, content in ends if where == at]
            out += [_mark(run, content) for where, content in begins if where == at]
        if cut < stop:
            out.append(replace(run, text=run.text[cut - offset :]) if cut > offset else run)
        offset = stop
    return tuple(out)


def _mark(beside: Run, content: str) -> Run:
    return replace(beside, text=ANCHOR, style=PLAIN, base_style=None, style_stamp=NOBODY, content=content)


def _run_at(clause: Clause, offset: int) -> Run | None:
    seen = 0
    for run in clause.runs:
        if seen <= offset < seen + len(run.text):
            return run
        seen += len(run.text)
    return None
