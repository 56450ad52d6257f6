"""The text of a proposal as printed lines and tables, as the Word export says it: labels tracked, a text to be added
as its draft, one that is kept or suppressed as its base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from model.formats.page.author_marks import author_marks, mark_after
from model.formats.page.blocks import Block, Cell, Line, PrintedNote, Row, Span, Table
from model.formats.page.excerpt import CONTEXT, amended_ids, excerpt
from model.formats.page.house_styles import house_styles
from model.formats.page.labels import LabelRuns, house_label, note_number_runs
from model.formats.page.mark_runs import mark_runs, with_mark, with_mark_of_note
from model.formats.page.metrics import TEXT_WIDTH
from model.formats.page.package_styles import NO_STYLES, PackageStyles
from model.formats.page.role_styles import annexed_clauses, house_style, runs_beyond_style
from model.formats.page.style_ids import cell_role
from model.formats.page.unit_styles import unit_styles
from model.layers.combined import CombinedLayers
from model.numbering import Labelling, note_marks
from model.numbering.note_numbers import number_of_note
from model.redline import ANCHOR, NOTE, OBJECT, Clause, Note, Run, Side, Status, Style, label_bearer
from model.redline.hidden_text import is_hidden
from model.redline.table_grid import CellKey, cells_on_grid, filled_widths
from model.redline.table_shape import NO_SHAPE, TableShape
from model.submission.resolved import View, in_view, reproduced_clauses, side_of, written_symbol
from model.submission.values import Proposal

PICTURE = "[object]"
"""The text in place of a picture, an equation or a text box, which only Word shows."""
GAP = Line("Normal", (Span("[…]"),), centred=True)
"""The text in place of omitted clauses."""


class PrintedText(Struct, frozen=True, dict=True):
    """One proposal's text in a view, clause by clause."""

    proposal: Proposal
    side: Side | None
    """None if both sides are shown."""
    clauses: tuple[Clause, ...]
    """As they are printed; on one side its paragraphs."""
    labels: LabelRuns
    in_annex: Set[str]
    """The clauses, by id, in an annex."""
    named: Mapping[str, str]
    """The house's style, by id, for each of the source's that has its name."""
    marks: Mapping[str, tuple[str | None, str | None]]
    prefix: str
    """The beginning of the keys of this text's notes."""
    capitals: Set[str] | None = None
    """The styles, by id, that set capitals in the package that the text is written back into; None if it gets the house's."""
    shapes: Mapping[int, TableShape] = {}
    """The shapes of its tables, by their numbers in it."""
    authors: Mapping[str, str] = {}
    """The mark of each author, if it shows whose changes they are."""
    units: Mapping[str, str] = {}
    """The house's styles, by id, of the lines of units of a treaty text, by clause."""

    @staticmethod
    def of(
        proposal: Proposal,
        view: View,
        number: int = 1,
        family: str = "conference",
        language: str = "",
        styles: PackageStyles = NO_STYLES,
        labelling: Labelling | None = None,
        *,
        stays: bool = False,
        shapes: Mapping[int, TableShape] = {},
        layers: CombinedLayers | None = None,
        has_units: bool = True,
    ) -> PrintedText:
        """A proposal's text before it is printed.

        proposal: the proposal
        view: the view: markup, draft or base
        number: its number in the submission, from 1
        family: the family of the conference's styles
        language: the language of the text
        styles: those of the package that the text was read from, for those of the same name in the house
        labelling: the labels; None: they are computed
        stays: the text is written back into its package, whose styles then decide on capitals
        shapes: those of its tables, by their numbers in it
        layers: both layers, if the proposal amends another party's and its redline shows both
        has_units: whether the lines of units of a treaty text have their own styles, as in a new Word file
        """
        redline = proposal.redline
        side = side_of(written_symbol(proposal), view)
        clauses: Sequence[Clause] = redline.clauses
        if side is not None:
            resolved = redline.base() if side == "base" else redline.draft()
            clauses = reproduced_clauses(resolved.clauses, proposal.symbol, view)
        labelling = labelling or Labelling.of(redline)
        labels = LabelRuns(redline, labelling, labelling.renumbered, house_label)
        ids = {style.name.lower(): style.id for style in house_styles(family, language).values() if style.type == "paragraph"}
        named = {id: ids[name] for id, name in styles.names.items() if name in ids}
        capitals = styles.capitals if stays else None
        annex = annexed_clauses(redline.clauses)
        return PrintedText(
            proposal=proposal,
            side=side,
            clauses=tuple(clauses),
            labels=labels,
            in_annex=annex,
            named=named,
            marks=note_marks(redline),
            prefix=f"{number}/",
            capitals=capitals,
            shapes=shapes,
            authors=author_marks(layers) if side is None else {},
            units=unit_styles(redline.clauses) if has_units and not stays and labelling.numbers else {},
        )

    def blocks(self, clauses: Iterable[Clause | None]) -> Iterator[Block]:
        """Clauses as lines and tables, None as the sign of a gap."""
        for table, group in groupby(clauses, key=lambda clause: clause.cell[0] if clause and clause.cell else None):
            if table is None:
                yield from (GAP if clause is None else self.line(clause) for clause in group)
            else:
                yield self._table([clause for clause in group if clause is not None])

    def amended_clauses(self, clauses: Sequence[Clause], context: int = CONTEXT) -> list[Clause | None]:
        """The amended ones of the printed clauses, and `context` clauses around each; None in place of omitted ones."""
        redline = self.proposal.redline
        ids = amended_ids(redline.clauses, redline.notes, self.side)
        places = excerpt([clause.props.kind for clause in clauses], [clause.id in ids for clause in clauses], context)
        return [None if place is None else clauses[place] for place in places]

    def line(self, clause: Clause) -> Line:
        """One clause, or on one side a paragraph, as a line."""
        label = self.labels.plain(clause, self.side) if self.side else self.labels.runs(clause)
        runs = with_mark(self.labels, clause, self.side, clause.runs)
        return self._line(clause, self.labels.margin(clause, self.side), label, runs, self.side or "draft")

    def side_line(self, clauses: Sequence[Clause], side: Side) -> Line:
        """A paragraph of one of two sides, with marks on the parts that the other lacks."""
        bearer = label_bearer(tuple(clauses), side)
        margin, label = (
            [run for run in found if run.status.on(side)]
            for found in (self.labels.margin(bearer, None), self.labels.runs(bearer))
        )
        marks = mark_runs(self.labels, clauses[-1], None)
        runs = tuple(_as_on(run, side) for clause in clauses for run in clause.runs if run.status.on(side))
        runs += tuple(run for run in marks if run.status.on(side))
        return self._line(clauses[-1], margin, label, runs, side)

    def _line(self, clause: Clause, margin: Iterable[Run], label: Iterable[Run], runs: tuple[Run, ...], side: Side) -> Line:
        props = clause.props_on(side)
        named = self.named.get(props.style, "")
        of_role = house_style(props, named, in_annex=clause.id in self.in_annex, in_cell=cell_role(clause))
        style = self.units.get(clause.id, of_role)
        whole = clause.end.status is not Status.KEPT and all(run.status is clause.end.status for run in runs if run.text)
        dressed = runs if self.capitals is not None and not self.proposal.symbol else runs_beyond_style(clause, runs)
        spans = self._spans(dressed, self._own_caps(clause, side))
        source = self.prefix + clause.id
        number = tuple(span for span in self._spans_of(margin, None) if span.text.strip())
        return Line(style, tuple(spans), tuple(self._spans_of(label, None)), number, clause.end.status, whole, source=source)

    def _own_caps(self, clause: Clause, side: Side) -> bool | None:
        """Whether the clause's style in its own package sets capitals; None if the house's style is used."""
        style = clause.props_on(side).style
        return style in self.capitals if self.capitals is not None and style else None

    def notes(self) -> dict[str, PrintedNote]:
        """The notes that the printed clauses refer to, by the keys in their marks, footnotes first."""
        calls: dict[str, Run] = {}
        for run in self._calls():
            before = calls.get(run.content)
            if before is None:
                calls[run.content] = run
            elif before.status is not run.status:
                calls[run.content] = Run(NOTE, content=run.content)  # it moves with its text, and stays the same note
        if not calls:
            return {}
        redline = self.labels.redline
        known = redline.notes if self.side is None else in_view(redline, self.side).notes
        found = [(key, known.get(key, Note())) for key in calls]
        found.sort(key=lambda pair: pair[1].kind == "endnote")
        return {self.prefix + key: self._note(key, note, calls[key]) for key, note in found}

    def _calls(self) -> Iterator[Run]:
        for clause in self.clauses:
            yield from (run for run in clause.runs if run.text == NOTE and run.content in self.marks)

    @cached_property
    def _draft_notes(self) -> frozenset[str]:
        """The notes that the draft refers to."""
        return frozenset(run.content for run in self._calls() if run.status.in_draft)

    def _note(self, key: str, note: Note, call: Run) -> PrintedNote:
        lines = []
        for place, clause in enumerate(note.clauses):
            label = (*self._mark(call), Span("\t"), *self._number(key, note, call)) if not place else ()
            status = call.status if self.side is None else Status.KEPT
            marked = with_mark_of_note(self.labels.labelling, key, clause, self.side, clause.runs)
            runs = tuple(replace(run, status=status) if status is not Status.KEPT else run for run in marked)
            spans, source = tuple(self._spans(_without_mark_space(runs))), f"{self.prefix}notes/{key}"
            lines.append(Line("FootnoteText", spans, label, end=clause.end.status, source=source))
        return PrintedNote(note.kind, tuple(lines))

    def _number(self, key: str, note: Note, call: Run) -> Iterator[Span]:
        """The margin number of a note, with a space behind it."""
        number = self.labels.labelling.note_numbers.get(key)
        if number is not None:
            made = note_number_runs(number, number_of_note(note), call, self.side)
            yield from self._spans_of((replace(run, text=" ") if run.text == "\t" else run for run in made), None)

    def note_line(self, key: str, clause: Clause) -> Line:
        """A paragraph of the note with a key alone, for the cell of a table."""
        runs = with_mark_of_note(self.labels.labelling, key, clause, self.side, clause.runs)
        return Line("Tabletext", tuple(self._spans(_without_mark_space(runs))), end=clause.end.status)

    def _spans(self, runs: Iterable[Run], caps_of_style: bool | None = None) -> Iterator[Span]:
        if not self.authors:
            yield from self._spans_of(runs, caps_of_style)
            return
        visible = [run for run in runs if run.text and not (run.text == ANCHOR and run.content) and not is_hidden(run, self.side)]
        for run, following in zip(visible, [*visible[1:], None], strict=True):
            yield from self._spans_of((run,), caps_of_style)
            mark = mark_after(run, following, self.authors)
            if mark is not None:
                yield mark

    def _spans_of(self, runs: Iterable[Run], caps_of_style: bool | None) -> Iterator[Span]:
        for run in runs:
            if not run.text or (run.text == ANCHOR and run.content):
                continue
            if run.text == NOTE and run.content:
                if not is_hidden(run, self.side):
                    yield from self._mark(run)
                continue
            if is_hidden(run, self.side):
                yield Span("", stands_for=len(run.text))
                continue
            picture = run.text == OBJECT and bool(run.content)
            text = PICTURE if picture else run.text
            style = replace(run.style, name="", other="")
            other = run.style.other
            caps = False if '<w:caps w:val="0"/>' in other else True if "<w:caps/>" in other else caps_of_style
            restyled = run.base_style is not None and run.base_style != run.style and self.side is None
            status = Status.KEPT if self.side is not None else run.status
            moved = bool(run.move) and status is not Status.KEPT
            yield Span(text, status, style, moved, restyled, caps=caps, stands_for=1 if picture else None)

    def _mark(self, run: Run) -> Iterator[Span]:
        """The mark of a note; if its number changes, the old one deleted and the new one inserted."""
        base, draft = self.marks.get(run.content, (None, None))
        style = Style(vertical="superscript")
        key = self.prefix + run.content
        if self.side is not None:
            yield Span((base if self.side == "base" else draft) or "*", style=style, note=key, stands_for=1)
        elif run.status is Status.KEPT and base != draft:
            yield Span(base or "*", Status.DELETED, style, stands_for=0)
            yield Span(draft or "*", Status.INSERTED, style, note=key, stands_for=1)
        else:
            gone = run.status is Status.DELETED and run.content in self._draft_notes
            yield Span(draft or base or "*", run.status, style, bool(run.move), note="" if gone else key, stands_for=1)

    def _table(self, clauses: Sequence[Clause]) -> Table:
        """A table with rules, in its shape; columns without a known width are as wide as the others."""
        known = self.shapes.get(clauses[0].cell[0], NO_SHAPE) if clauses[0].cell else NO_SHAPE
        shape, rows = cells_on_grid(clauses, known)
        count, out = len(shape.grid), []
        for cells in rows:
            status = cells[0][1][0].row if self.side is None else Status.KEPT
            made = list(self._cells(cells, shape))
            if known == NO_SHAPE:
                made += [Cell()] * (count - sum(cell.columns for cell in made))
            out.append(Row(tuple(made), status))
        heads = sum(at == cells[0][0][0] < shape.heads for at, cells in enumerate(rows)) if known.cells else shape.heads
        return Table(filled_widths(shape.grid, TEXT_WIDTH), tuple(out), heads=heads if heads < len(out) else 0)

    def _cells(self, cells: Sequence[tuple[CellKey, Sequence[Clause]]], shape: TableShape) -> Iterator[Cell]:
        """The cells of a row; if none precedes the first one, there is room without rules."""
        at = 0
        for key, inside in cells:
            place = shape.cells[key]
            if place.left > at:
                yield Cell(columns=place.left - at, ruled=False)
            yield Cell(tuple(map(self.line, inside)), place.columns, goes_on=place.goes_on)
            at = max(at, place.left) + place.columns


def _as_on(run: Run, side: Side) -> Run:
    """The run in the format of a side, with that of the other still beside it."""
    if side == "draft" or run.base_style is None:
        return run
    return replace(run, style=run.base_style, base_style=run.style)


def _without_mark_space(runs: Sequence[Run]) -> Sequence[Run]:
    """The runs of a note without the white space after its mark."""
    for place, run in enumerate(runs):
        if run.text.strip() or (run.content and run.text != ANCHOR):
            return (replace(run, text=run.text.lstrip()), *runs[place + 1 :])
    return runs
