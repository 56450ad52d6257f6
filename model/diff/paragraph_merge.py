"""One aligned group of paragraphs as the clauses of a redline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.diff.token_stream import TokenStream, same_look
from model.diff.word_diff import changes, equal_between
from model.redline import KEPT_END, NOBODY, Clause, End, Label, Props, Run, Side, Stamp, Status, Style, join_runs, label_bearer
from model.redline.canonical import BASE_LABELS, canonical_window
from model.redline.runs import struck_run

Plain = Literal["", "base", "draft"]
"""The side that comes from no Word file and so says nothing of styles: its paragraphs look as those of the other side."""


@dataclass
class ParagraphMerger:
    """Merges paragraphs of both texts, group by group; its data are the same for all groups."""

    stamp: Stamp
    new_id: Callable[[Clause], str]
    """The id of a clause that the base lacks, derived from the clause of the draft (or base) from which it comes."""
    printed: dict[str, Label | None] = field(default_factory=dict)
    """The labels of the draft as printed, by the ids of the clauses that bear them."""
    numbers: dict[str, Label] = field(default_factory=dict)
    marks: dict[str, Label] = field(default_factory=dict)
    """The margin numbers of the draft as printed, in the same way; only of paragraphs that have one."""
    plain: Plain = ""
    cell: tuple[int, int, int] | None = None
    """The cell of the group in a table."""

    def delete_paragraph(self, clause: Clause, move: str = "", runs: Sequence[Run] | None = None) -> Clause:
        """A paragraph of the base alone."""
        gone = [replace(struck_run(run, self.stamp), move=move) for run in clause.runs] if runs is None else runs
        end = End(Status.DELETED, self.stamp, move=move)
        return replace(clause, runs=join_runs(gone), end=end, cell=self.cell, source=self._source(clause, None))

    def insert_paragraph(self, clause: Clause, move: str = "", runs: Sequence[Run] | None = None) -> Clause:
        """A paragraph of the draft alone."""
        id = self.new_id(clause)
        self._note_labels(id, clause)
        came = [self.insert_run(run, move) for run in clause.runs] if runs is None else runs
        end = End(Status.INSERTED, self.stamp, move=move)
        source = self._source(None, clause)
        return Clause(id, clause.props, join_runs(came), end, cell=self.cell, shape=clause.shape, source=source)

    def _note_labels(self, id: str, draft: Clause) -> None:
        """Notes the label and the margin number of a paragraph of the draft for the clause that bears them."""
        self.printed[id] = draft.label
        if draft.number is not None:
            self.numbers[id] = draft.number
        if draft.mark is not None:
            self.marks[id] = draft.mark

    def _source(self, old: Clause | None, new: Clause | None) -> str:
        """The paragraph of the package that is written into."""
        clause = new if self.plain == "base" else old
        return clause.source if clause is not None else ""

    def _props(self, base: Clause, draft: Clause) -> tuple[Props, Props | None]:
        """The properties of a paragraph, and those in the base if they differ; styles count only if it is from a Word file."""
        old, new = base.props, draft.props
        if self.plain == "base" or (draft.source and not base.source):
            old = replace(old, style=old.style or new.style, other=old.other or new.other)
        elif self.plain == "draft" or (base.source and not draft.source):
            new = replace(new, style=new.style or old.style, other=new.other or old.other)
        return (old, None) if old == new else (new, old)

    def _alike(self, old: Style, new: Style) -> bool:
        if same_look(old, new):
            return True
        if not self.plain:
            return False
        return all(getattr(old, name) == getattr(new, name) for name in ("italic", "bold", "underline", "vertical"))

    def insert_run(self, run: Run, move: str = "") -> Run:
        """A run of the new text as an insertion by the author of the comparison."""
        return Run(run.text, Status.INSERTED, run.style, stamp=self.stamp, move=move, content=run.content)

    def move_paragraph(self, old: Clause, new: Clause, move: str) -> tuple[Clause, Clause]:
        """Both halves of a moved paragraph; words that went or came on the way are no part of the move."""
        before, after = TokenStream.of([old]), TokenStream.of([new])
        gone: list[Run] = []
        came: list[Run] = []
        found = changes(before.keys, after.keys)
        for change, start, stop, new_start in equal_between(found, len(before.keys)):
            if change is None:
                spans = (before, start, stop, move), (after, new_start, new_start + stop - start, move)
            else:
                spans = (before, change.start, change.stop, ""), (after, change.new_start, change.new_stop, "")
            for (stream, low, high, id), out in zip(spans, (gone, came), strict=True):
                for number, first, last, _ in stream.pieces(low, high):
                    for run in stream.runs(number, first, last):
                        mark = replace(struck_run(run, self.stamp), move=id) if out is gone else self.insert_run(run, id)
                        out.append(mark)
        return self.delete_paragraph(old, move, gone), self.insert_paragraph(new, move, came)

    def merge_paragraphs(self, old: Sequence[Clause], new: Sequence[Clause]) -> tuple[Clause, ...]:
        """Paragraphs that are the same on both sides, changed, split or merged."""
        if len(old) == len(new) == 1:
            return (self._merged_clause(old[0], new[0]),)
        return self._several(old, new)

    def _merged_clause(self, old: Clause, new: Clause) -> Clause:
        self._note_labels(old.id, new)
        runs = old.runs if old.runs == new.runs else join_runs(self._runs(old, new))
        props, base_props = self._props(old, new)
        source = self._source(old, new)
        if runs == old.runs and props == old.props and (old.cell, old.source) == (self.cell, source):
            return old
        return replace(
            old,
            runs=runs,
            props=props,
            base_props=base_props,
            props_stamp=self.stamp if base_props is not None else NOBODY,
            cell=self.cell,
            source=source,
        )

    def _runs(self, old: Clause, new: Clause) -> list[Run]:
        out: list[Run] = []
        for part in self._parts([old], [new]):
            assert isinstance(part, Run)
            out.append(part)
        return out

    def _several(self, old: Sequence[Clause], new: Sequence[Clause]) -> tuple[Clause, ...]:
        clauses: list[Clause] = []
        runs: list[Run] = []
        for part in [*self._parts(old, new), _Close(Status.KEPT, len(old) - 1, len(new) - 1)]:
            if isinstance(part, Run):
                runs.append(part)
                continue
            clauses.append(self._close(part, join_runs(runs), old, new, len(clauses)))
            runs = []
        self._bear(clauses, old, new)
        return canonical_window(clauses)

    def _close(self, close: _Close, runs: tuple[Run, ...], old: Sequence[Clause], new: Sequence[Clause], number: int) -> Clause:
        before = old[close.old] if close.old >= 0 else None
        after = new[close.new] if close.new >= 0 else None
        if before is not None and after is not None:
            props, base_props = self._props(before, after)
        else:
            props, base_props = (before or after or old[0]).props, None
        return Clause(
            f"\0{number}",
            props,
            runs,
            KEPT_END if close.status is Status.KEPT else End(close.status, self.stamp),
            base_props=base_props,
            props_stamp=self.stamp if base_props is not None else NOBODY,
            cell=self.cell,
            shape=(*old, *new)[0].shape,
        )

    def _bear(self, clauses: list[Clause], old: Sequence[Clause], new: Sequence[Clause]) -> None:
        """Give ids and labels to the clauses that bear the labels of the paragraphs of each side."""
        base, draft = _bearers(clauses, "base"), _bearers(clauses, "draft")
        for place, clause in enumerate(clauses):
            source = old[base.index(place)] if place in base else None
            other = new[draft.index(place)] if place in draft else None
            id = source.id if source is not None else self.new_id(other or old[-1])
            if other is not None:
                self._note_labels(id, other)
            printed = {name: getattr(source, name) if source is not None else None for name in BASE_LABELS}
            clauses[place] = replace(clause, id=id, source=self._source(source, other), **printed)

    def _parts(self, old: Sequence[Clause], new: Sequence[Clause]) -> list[Run | _Close]:
        """The runs and ends between the first character and the last end."""
        before, after = TokenStream.of(old), TokenStream.of(new)
        out: list[Run | _Close] = []
        for change, start, stop, new_start in equal_between(changes(before.keys, after.keys), len(before.keys)):
            if change is None:
                pairs = zip(before.pieces(start, stop), after.pieces(new_start, new_start + stop - start), strict=True)
                for (p, low, high, ends), (q, first, last, _) in pairs:
                    kept = self._kept_runs(before.runs(p, low, high), after.runs(q, first, last))
                    out += _with_marks(kept, before, p, low, high)
                    if ends:
                        out += before.closing_marks(p)
                        out.append(_Close(Status.KEPT, p, q))
                continue
            for p, low, high, ends in before.pieces(change.start, change.stop):
                gone = [struck_run(run, self.stamp) for run in before.runs(p, low, high)]
                out += _with_marks(gone, before, p, low, high)
                if ends:
                    out += before.closing_marks(p)
                    out.append(_Close(Status.DELETED, p, -1))
            for q, first, last, ends in after.pieces(change.new_start, change.new_stop):
                out += (self.insert_run(run) for run in after.runs(q, first, last))
                if ends:
                    out.append(_Close(Status.INSERTED, -1, q))
        out += before.closing_marks(len(old) - 1)
        return out

    def _kept_runs(self, before: Sequence[Run], after: Sequence[Run]) -> list[Run]:
        """Runs of equal text on both sides, with the formats of both."""
        out: list[Run] = []
        i = j = used = spent = 0
        while i < len(before) and j < len(after):
            old, new = before[i], after[j]
            size = min(len(old.text) - used, len(new.text) - spent)
            text = old.text[used : used + size]
            if self._alike(old.style, new.style):
                style = new.style if self.plain == "base" else old.style
                out.append(Run(text, style=style, content=old.content))
            else:
                out.append(Run(text, style=new.style, base_style=old.style, style_stamp=self.stamp, content=old.content))
            used, spent = used + size, spent + size
            if used == len(old.text):
                i, used = i + 1, 0
            if spent == len(new.text):
                j, spent = j + 1, 0
        return out


class _Close(Struct, frozen=True):
    """A paragraph end: of paragraph `old` of the base and `new` of the draft, -1 if a side has none here."""

    status: Status
    old: int
    new: int


def _bearers(clauses: Sequence[Clause], side: Side) -> list[int]:
    """The index of the clause that bears the label of each paragraph of a side."""
    out: list[int] = []
    start = 0
    for place, clause in enumerate(clauses):
        if clause.end.status.on(side):
            bearer = label_bearer(tuple(clauses[start : place + 1]), side)
            out.append(next(n for n in range(start, place + 1) if clauses[n] is bearer))
            start = place + 1
    return out


def _with_marks(runs: Sequence[Run], stream: TokenStream, number: int, start: int, stop: int) -> list[Run]:
    """Runs of the base with the omitted marks inserted again."""
    marks = stream.marks(number, start, stop)
    if not marks:
        return list(runs)
    out: list[Run] = []
    place = start
    for run in runs:
        used = 0
        while marks and marks[0][0] < place + len(run.text):
            at, mark = marks.pop(0)
            if at - place > used:
                out.append(replace(run, text=run.text[used : at - place]))
                used = at - place
            out.append(mark)
        out.append(run if not used else replace(run, text=run.text[used:]))
        place += len(run.text)
    return [*out, *(mark for _, mark in marks)]
