"""The text of a proposal as printed lines and tables, as the Word export says it: labels tracked, a text to be added
as its draft, one that is kept or suppressed as its base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from model.numbering import Labelling, note_marks
from model.pages.metrics import TEXT_WIDTH
from model.pages.values import Block, Cell, Line, PrintedNote, Row, Span, Table
from model.redline import ANCHOR, NOTE, OBJECT, Clause, Note, Run, Side, Status, Style
from model.shown import View
from model.submission import Proposal
from model.word.writing.house_styles import house_styles
from model.word.writing.labels import Labels, house_label
from model.word.writing.looks import HouseLooks, annexed
from model.word.writing.styles import SourceStyles, StyleBook
from model.word.writing.text import reproduced, side_of

PICTURE = "[object]"
"""What stands for a picture, an equation or a text box, which only Word shows."""
NO_STYLES = SourceStyles({})


@dataclass(frozen=True)
class PrintedText:
    """One proposal's text in a view, clause by clause."""

    proposal: Proposal
    side: Side | None
    """None where both sides show."""
    clauses: tuple[Clause, ...]
    """As they are printed; on one side its paragraphs."""
    labels: Labels
    looks: HouseLooks
    marks: Mapping[str, tuple[str | None, str | None]]
    prefix: str
    """What the keys of this text's notes begin with."""

    @staticmethod
    def of(
        proposal: Proposal,
        view: View,
        number: int = 1,
        family: str = "conference",
        language: str = "",
        source: SourceStyles = NO_STYLES,
    ) -> PrintedText:
        """`number` is that of the proposal, from 1, in its submission; `source` are the styles of the package that the text
        was read from, for those of the same name in the house."""
        redline = proposal.redline
        side = side_of(proposal.symbol, view)
        clauses: Sequence[Clause] = redline.clauses
        if side is not None:
            resolved = redline.base() if side == "base" else redline.draft()
            clauses = reproduced(resolved.clauses, proposal.symbol, view)
        labelling = Labelling.of(redline)
        labels = Labels(redline, labelling, labelling.renumbered, house_label)
        book = StyleBook(house_styles(family, language))
        looks = HouseLooks(book, source, annexed(redline.clauses))
        return PrintedText(proposal, side, tuple(clauses), labels, looks, note_marks(redline), f"{number}/")

    def lines(self, clauses: Iterable[Clause] | None = None) -> Iterator[Block]:
        """The lines and tables of the text, or of some of its clauses."""
        chosen = self.clauses if clauses is None else clauses
        for table, group in groupby(chosen, key=lambda clause: clause.cell[0] if clause.cell else None):
            if table is None:
                yield from (self.line(clause) for clause in group)
            else:
                yield self._table(list(group))

    def line(self, clause: Clause, side: Side | None = None) -> Line:
        """One clause, or on one side a paragraph, as a line. `side` shows a clause of both sides as it is on one, what the
        other lacks marked still."""
        runs = self.looks.runs(clause, clause.runs)
        label = self.labels.plain(clause, self.side) if self.side else self.labels.runs(clause)
        if side is not None:
            runs = tuple(run for run in runs if run.status.on(side))
            label = tuple(run for run in label if run.status.on(side))
        look = self.looks.look(clause, side or self.side or "draft")
        spans = (*self._spans(label), *self._spans(runs))
        size = sum(1 for _ in self._spans(label))
        whole = clause.end.status is not Status.KEPT and all(run.status is clause.end.status for run in clause.runs if run.text)
        return Line(look.style or "Normal", spans[size:], spans[:size], clause.end.status, whole)

    def notes(self, clauses: Iterable[Clause] | None = None) -> dict[str, PrintedNote]:
        """The notes that clauses refer to, by the keys in their marks, footnotes first."""
        chosen = self.clauses if clauses is None else clauses
        keys = dict.fromkeys(
            run.content for clause in chosen for run in clause.runs if run.text == NOTE and run.content in self.marks
        )
        found = [(key, self.labels.redline.notes.get(key, Note())) for key in keys]
        found.sort(key=lambda pair: pair[1].kind == "endnote")
        return {self.prefix + key: self._note(key, note) for key, note in found}

    def _note(self, key: str, note: Note) -> PrintedNote:
        mark = next(run for clause in self.labels.redline.clauses for run in clause.runs if run.content == key)
        lines = []
        clauses = note.clauses
        if self.side is not None:
            resolved = self.labels.redline.base() if self.side == "base" else self.labels.redline.draft()
            clauses = resolved.notes.get(key, note).clauses
        for place, clause in enumerate(clauses):
            label = (*self._mark(mark), Span("\t")) if not place else ()
            status = mark.status if self.side is None else Status.KEPT
            runs = tuple(replace(run, status=status) if status is not Status.KEPT else run for run in clause.runs)
            lines.append(Line("FootnoteText", tuple(self._spans(_stripped(runs))), label, clause.end.status))
        return PrintedNote(note.kind, tuple(lines))

    def _spans(self, runs: Iterable[Run]) -> Iterator[Span]:
        for run in runs:
            if not run.text or (run.text == ANCHOR and run.content):
                continue
            if run.text == NOTE and run.content:
                yield from self._mark(run)
                continue
            text = PICTURE if run.text == OBJECT and run.content else run.text
            style = replace(run.style, name="", other="")
            caps = False if '<w:caps w:val="0"/>' in run.style.other else True if "<w:caps/>" in run.style.other else None
            restyled = run.base_style is not None and run.base_style != run.style and self.side is None
            status = Status.KEPT if self.side is not None else run.status
            yield Span(text, status, style, bool(run.move) and status is not Status.KEPT, restyled, caps=caps)

    def _mark(self, run: Run) -> Iterator[Span]:
        """The mark of a note; where its number changes, the old one struck and the new one."""
        base, draft = self.marks.get(run.content, (None, None))
        style = Style(vertical="superscript")
        key = self.prefix + run.content
        if self.side is not None:
            yield Span((base if self.side == "base" else draft) or "*", style=style, note=key)
        elif run.status is Status.KEPT and base != draft:
            yield Span(base or "*", Status.DELETED, style, note=key)
            yield Span(draft or "*", Status.INSERTED, style, note=key)
        else:
            yield Span(draft or base or "*", run.status, style, bool(run.move), note=key)

    def _table(self, clauses: Sequence[Clause]) -> Table:
        """A ruled table with columns of equal width."""
        rows: dict[int, dict[int, list[Clause]]] = {}
        for clause in clauses:
            _, row, column = clause.cell or (0, 0, 0)
            rows.setdefault(row, {}).setdefault(column, []).append(clause)
        columns = 1 + max(column for cells in rows.values() for column in cells)
        out = []
        for cells in rows.values():
            status = next(iter(cells.values()))[0].row if self.side is None else Status.KEPT
            made = (Cell(tuple(self.line(clause) for clause in cells.get(column, ()))) for column in range(columns))
            out.append(Row(tuple(made), status))
        return Table((TEXT_WIDTH // columns,) * columns, tuple(out))


def _stripped(runs: Sequence[Run]) -> Sequence[Run]:
    """The runs of a note without the white space that its mark was parted by."""
    for place, run in enumerate(runs):
        if run.text.strip() or (run.content and run.text != ANCHOR):
            return (replace(run, text=run.text.lstrip()), *runs[place + 1 :])
    return runs
