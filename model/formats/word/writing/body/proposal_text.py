"""The text of one proposal on its way into a package: which side of it is written, its lines, their labels and
notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain, pairwise

from lxml import etree

from model.formats.page.cut_lines import NO_LINES, CutLines
from model.formats.page.labels import LabelRuns, note_number_runs
from model.formats.page.mark_runs import with_mark, with_mark_of_note
from model.formats.recognition.label_bookmarks import NUMBER_NAME, between_edges, with_bookmark
from model.formats.recognition.labels import mark_before_words
from model.formats.recognition.mark_order import to_word
from model.formats.word.package.wordml import W
from model.formats.word.writing.body.field_codes import with_code_together
from model.formats.word.writing.body.layers import LayeredLabels, is_inserted, layered_word_order, runs_before_insertion
from model.formats.word.writing.body.list_numbering import NONE, Automatic
from model.formats.word.writing.body.paragraphs import WrittenLine
from model.layers.combined import CombinedLayers
from model.numbering import Labelling, note_marks
from model.numbering.edition_marks import NO_PAIR
from model.numbering.note_numbers import number_of_note
from model.redline import (
    KEPT,
    NOBODY,
    NOTE,
    Clause,
    End,
    Label,
    NewCell,
    Redline,
    Run,
    Side,
    Stamp,
    Status,
    Style,
    groups,
    paragraphs,
)
from model.redline.cells import cell_spans, one_sided_cells
from model.submission.resolved import View, reproduced_clauses, side_of, written_symbol
from model.submission.values import Proposal

_MARKS = {W + "ins": Status.INSERTED, W + "del": Status.DELETED}
_BOLD = Style(bold=True)
_MOVES = tuple(W + f"move{way}{what}" for way in ("From", "To") for what in ("", "RangeStart", "RangeEnd"))


@dataclass
class WrittenText:
    """A proposal's text with the facts that are known of it before it is written."""

    proposal: Proposal
    view: View
    in_submission: bool
    labelling: Labelling
    marks: Mapping[str, tuple[str | None, str | None]]
    clauses: Sequence[Clause] = ()
    """As they are written: of one side, or in Word's order of marks."""
    layers: CombinedLayers | None = None
    """Both layers of the proposal, if it amends another party's."""
    cut: CutLines = NO_LINES
    """What is printed around it, if it is a cut of a treaty text."""

    @classmethod
    def of(
        cls,
        proposal: Proposal,
        labelling: Labelling,
        view: View,
        *,
        in_submission: bool,
        layers: CombinedLayers | None = None,
        cut: CutLines = NO_LINES,
    ) -> WrittenText:
        """A proposal's text as a view writes it.

        proposal: the proposal, with both layers in its redline if it amends another party's
        labelling: the labels of its text
        view: *markup*, *draft* or *base*
        in_submission: whether any text of the file is a proposal
        layers: both layers, if it amends another party's
        cut: what is printed around it, if it is a cut of a treaty text
        """
        text = cls(proposal, view, in_submission, labelling, note_marks(proposal.redline), layers=layers, cut=cut)
        text.clauses = text._clauses()
        return text

    @property
    def redline(self) -> Redline:
        """The redline of the proposal."""
        return self.proposal.redline

    @property
    def side(self) -> Side | None:
        """The side that is written; None if both are, as tracked changes."""
        return side_of(written_symbol(self.proposal), self.view)

    def _clauses(self) -> Sequence[Clause]:
        if self.side:
            resolved = self.redline.base() if self.side == "base" else self.redline.draft()
            return reproduced_clauses(resolved.clauses, self.proposal.symbol, self.view)
        if self.layers is not None and self.layers.labels:
            return layered_word_order(self.redline.clauses, self.layers, whole=not self.in_submission)
        return to_word(with_crossings(self.redline.clauses), whole=not self.in_submission)

    @property
    def beside_symbol(self) -> str:
        """The id of the clause before whose number the symbol is printed, in the form of Final Acts; '' for none."""
        return self.clauses[0].id if self.cut.symbol and not self.cut.is_above and self.clauses else ""

    def in_word_order(self) -> tuple[Sequence[Clause], Sequence[Clause]]:
        """The clauses of the text and of the text as read; with the ends that Word gives them if both sides are written."""
        clauses, original = self.redline.clauses, self.proposal.original.clauses
        if self.side is not None:
            return clauses, original
        return self.clauses, self.clauses if clauses is original else to_word(original, whole=not self.in_submission)

    def closing(self) -> Mapping[str, Clause]:
        """For a text of one side: the clauses that close the paragraphs of other clauses, by the ids of those."""
        if self.side is None:
            return {}
        shared = (candidate for candidate in paragraphs(self.redline.clauses, self.side) if len(candidate.clauses) > 1)
        return {paragraph.bearer.id: paragraph.closing for paragraph in shared}

    def closing_read(self) -> frozenset[str]:
        """For a text of both sides: the ids of new clauses, also in notes, that close a paragraph of the base as read."""
        if self.side is not None:
            return frozenset()
        notes = (note.clauses for note in self.redline.notes.values() if not all(clause.source for clause in note.clauses))
        stories = chain([self.clauses], map(to_word, notes))
        shared = (group for story in stories for group in groups(story, "base") if len(group) > 1 and not group[-1].source)
        return frozenset(group[-1].id for group in shared if any(clause.source for clause in group))

    def lines(
        self,
        labels: LabelRuns,
        runs: Callable[[Clause, tuple[Run, ...]], tuple[Run, ...]],
        verbatim: Callable[[Clause], bool] = lambda clause: False,
    ) -> list[WrittenLine]:
        """The paragraphs to be written, with their labels among the runs; `runs` dresses the runs of a clause."""
        out: list[WrittenLine] = []
        before = NOBODY
        following = [*self.clauses[1:], None][: len(self.clauses)]
        layered = LayeredLabels(self.layers, labels, self.clauses) if self.layers is not None else None
        for clause, after in zip(self.clauses, following, strict=True):
            if verbatim(clause) and not (_is_tracked(clause) and after is not None and is_inserted(after)):
                out.append(WrittenLine(clause, clause.runs, verbatim=True))
            elif self.side:
                symbol = (Run(self.cut.symbol, style=_BOLD), Run("\t")) if clause.id == self.beside_symbol else ()
                head = (*symbol, *labels.margin(clause, self.side), *labels.plain(clause, self.side))
                out.append(WrittenLine(clause, (*head, *with_mark(labels, clause, self.side, runs(clause, clause.runs)))))
            else:
                marks = layered.marks(clause) if layered is not None else None
                text_runs = with_mark(labels, clause, None, runs(clause, clause.runs), marks)
                if after is not None and is_inserted(after):
                    text_runs = runs_before_insertion(text_runs, self.layers)
                head = (*labels.margin(clause, None, before), *(layered or labels).runs(clause, before))
                out.append(WrittenLine(clause, (*head, *text_runs), end_before=before))
            before = clause.end.stamp if clause.end.status is not KEPT else NOBODY
        return with_code_together(out)

    def labels(
        self, styles: Callable[[Clause, Label | None], Style], number: Callable[[], int], automatic: Automatic = NONE
    ) -> LabelRuns:
        """The labels of the text; in its own package Word numbers some of them. `number` returns ids for bookmarks."""
        hold = partial(with_bookmark, language=self.redline.language, id=number)
        hold_number = partial(between_edges, id=number, name=NUMBER_NAME)
        hold_words = partial(mark_before_words, language=self.redline.language, id=number)
        causes = self.labelling.renumbered
        return LabelRuns(self.redline, self.labelling, causes, styles, automatic.stays, hold, hold_number, hold_words)

    def note_numbers(self, number: Callable[[], int]) -> Callable[[str, Run], tuple[Run, ...]]:
        """The function that gives the runs of the margin number of a note, by its key and its reference. `number` returns ids for
        bookmarks."""
        known = self.labelling.note_numbers

        def runs(key: str, reference: Run) -> tuple[Run, ...]:
            if key not in known:
                return ()
            label = number_of_note(self.redline.notes[key])
            made = note_number_runs(known[key], label, reference, self.side)
            return between_edges(made, number, NUMBER_NAME) if made else ()

        return runs

    def with_note_mark(self, key: str, clause: Clause, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """The runs of a clause of a note with the edition mark that is printed after it."""
        return with_mark_of_note(self.labelling, key, clause, self.side, runs)


@dataclass
class UnchangedParts:
    """The clauses and notes of a text that are still as they are in the package that they were read from."""

    text: WrittenText
    paragraphs: Mapping[str, etree._Element]
    tracked: frozenset[etree._Element]
    """The paragraphs of the package that contain tracked changes."""
    automatic: Automatic
    notes: frozenset[str] = field(default_factory=frozenset)
    """The notes that stay, by key."""
    renamed: bool = False
    """One author is set for all changes."""

    @cached_property
    def _as_read(self) -> Labelling:
        """The labels of the text as it was read."""
        return Labelling.of(self.text.proposal.original)

    @cached_property
    def _joined_paragraphs(self) -> frozenset[str]:
        """The paragraphs that reading joined to a neighbour: none of them has the text of the clause."""
        numbers = sorted(int(clause.source) for clause in self.text.proposal.original.clauses if clause.source.isdigit())
        return frozenset(str(number) for pair in pairwise(numbers) if pair[1] - pair[0] > 1 for number in pair)

    def is_unchanged(self, clause: Clause) -> bool:
        """Whether the paragraph of a clause can be written as it is in the source."""
        element = self.paragraphs.get(clause.source)
        original = self.text.proposal.original
        if element is None or self._is_freed(clause):
            return False
        if clause.id not in original.places or clause.source in self._joined_paragraphs:
            return False
        if (element in self.tracked or _is_tracked(clause)) and not self._has_same_tracking(element, clause):
            return False
        first = original[clause.id]
        if self.text.side is None:
            same = clause is first or clause == first
            label = self.text.labelling.draft(clause.id)
            labels = label == self.text.labelling.base(clause.id)
            labels = labels and self._has_same_mark(clause) and self._is_same_in_theirs(clause, label)
            if labels and element in self.tracked:  # its label may have been tracked too, and have moved back since
                labels = label == self._as_read.draft(clause.id)
        else:
            same = (clause.runs, clause.props, clause.end, clause.source) == (first.runs, first.props, first.end, first.source)
            printed = self.text.labelling.base if self.text.side == "base" else self.text.labelling.draft
            labels = printed(clause.id) == (first.label.text if first.label else None)
            mark = self.text.labelling.marks.borne.get(clause.id, NO_PAIR).on(self.text.side)
            labels = labels and mark == self._as_read.marks.borne.get(clause.id, NO_PAIR).on(self.text.side)
        return same and labels and all(self.stays(run.content) for run in clause.runs if run.text == NOTE and run.content)

    def _has_same_mark(self, clause: Clause) -> bool:
        """Whether the edition mark after a clause is the one that was read with it."""
        marks = [labelling.marks.printed.get(clause.id, NO_PAIR) for labelling in (self.text.labelling, self._as_read)]
        return (marks[0].base, marks[0].draft) == (marks[1].base, marks[1].draft)

    def _is_same_in_theirs(self, clause: Clause, label: str | None) -> bool:
        """Whether the lower of two layers has the label and the edition mark that the text in force and ours have."""
        layers = self.text.layers
        if layers is None or not layers.labels:
            return True
        theirs, mark = layers.labels.get(clause.id), layers.marks.get(clause.id)
        draft = self.text.labelling.marks.printed.get(clause.id, NO_PAIR).draft
        mark_text, draft_text = (found.text if found is not None else "" for found in (mark, draft))
        return (theirs.text if theirs is not None else None) == label and mark_text == draft_text

    def _has_same_tracking(self, element: etree._Element, clause: Clause) -> bool:
        """Whether a paragraph with tracked changes still matches the clause: they are not resolved, their author is the same,
        and the mark is at this end, not moved by Word's order to another."""
        if self.text.side is not None or self.renamed or not _is_tracked(clause) or next(element.iter(*_MOVES), None) is not None:
            return False
        mark = element.find(f"{W}pPr/{W}rPr")
        marks = [_MARKS[child.tag] for child in mark if child.tag in _MARKS] if mark is not None else []
        return marks == ([clause.end.status] if clause.end.status is not KEPT else [])

    def _is_freed(self, clause: Clause) -> bool:
        """Whether Word numbers the label of a clause, or of the paragraph that it closes, in the source, and it is typed now."""
        sides: tuple[Side, ...] = (self.text.side,) if self.text.side else ("base", "draft")
        return any(clause.id in ids[side] for ids in (self.automatic.freed, self.automatic.former) for side in sides)

    def stays(self, key: str) -> bool:
        """Whether a note and its mark are as they were."""
        note = self.text.redline.notes.get(key)
        if note is None or key not in self.notes:
            return False
        shown = self.text.marks.get(key, (note.mark, note.mark))
        return note.mark is None or (shown[0] or note.mark) == (shown[1] or note.mark) == note.mark


def _is_tracked(clause: Clause) -> bool:
    changed = any(run.status is not KEPT or run.base_style is not None for run in clause.runs)
    return changed or clause.end.status is not KEPT or clause.base_props is not None


def with_crossings(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses of a text of both sides with an empty cell wherever a row of one side lacks a column of the other."""
    alone = one_sided_cells(clauses)
    put: dict[int, list[Clause]] = {}
    for table in {cell[0] for cell in alone}:
        _cross(clauses, table, put)
    out: list[Clause] = []
    for place in range(len(clauses) + 1):
        out += put.get(place, ())
        out += clauses[place : place + 1]
    return out


def _cross(clauses: Sequence[Clause], table: int, put: dict[int, list[Clause]]) -> None:
    """Adds the missing cells of a table, by the index of the clause that follows them."""
    alone = one_sided_cells(clauses)
    rows: dict[int, dict[int, tuple[int, int]]] = {}
    for cell, span in cell_spans(clauses, table).items():
        rows.setdefault(cell[1], {})[cell[2]] = span
    kept = [row for row in rows if clauses[next(iter(rows[row].values()))[0]].row is Status.KEPT]
    whole = max((rows[row] for row in kept), key=len, default={})
    changed = {cell[2]: status for cell, status in alone.items() if cell[0] == table}
    stamps = {cell[2]: clauses[span[1] - 1].end.stamp for cell, span in cell_spans(clauses, table).items() if cell in alone}
    for row, cells in rows.items():
        first = clauses[next(iter(cells.values()))[0]]
        missing = {Status.DELETED: Status.INSERTED, Status.INSERTED: Status.DELETED}.get(first.row)
        at = next(iter(cells.values()))[0]
        for column in whole:
            if column in cells:
                at = cells[column][1]
            elif missing is not None and changed.get(column) is missing:
                put.setdefault(at, []).append(_crossing(first, (table, row, column), stamps.get(column, NOBODY)))


def _crossing(beside: Clause, cell: tuple[int, int, int], stamp: Stamp) -> Clause:
    came, went = (stamp, beside.row_stamp) if beside.row is Status.DELETED else (beside.row_stamp, stamp)
    return Clause(
        "{} {} {}".format(*cell),  # no id of a text has blanks
        end=End(Status.RETRACTED, came, went),
        cell=cell,
        row=beside.row,
        row_stamp=beside.row_stamp,
        shape=NewCell(),
    )
