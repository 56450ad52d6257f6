"""The paragraphs that an extract of a treaty text makes in the text in force: changed, deleted, compared, inserted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from msgspec.structs import replace

from model.cuts.passages import CutPassage
from model.files.extract_cells import NEW_TABLES, ExtractCells
from model.files.extract_clauses import (
    bare_props,
    compared_clauses,
    form_of,
    is_tracked,
    with_draft_marks,
    with_missing_marks,
    with_printed_labels_by_hand,
    with_tables_in_order,
    without_usual_marks,
)
from model.files.extract_places import ExtractPlaces
from model.numbering import Labelling
from model.numbering.draft_numbers import with_printed_numbers
from model.numbering.edition_marks import NO_PAIR
from model.redline import NOBODY, NOTE, Clause, End, Label, Note, Props, Redline, Run, Stamp, Status, groups, label_bearer
from model.redline.canonical import canonical
from model.submission.amendments import is_whole


class ExtractParagraphs:
    """Makes clauses of the text in force from those of an extract, and remembers the ids, numbers, labels and notes.

    base: the text in force
    read: the extract
    labels: the labels of the extract
    known: the passages of the text in force
    stamp: the author of changes that the extract does not track
    """

    def __init__(self, base: Redline, read: Redline, labels: Labelling, known: ExtractPlaces, stamp: Stamp) -> None:
        self._base, self._read, self._labels, self._known, self._stamp = base, read, labels, known, stamp
        self._notes: dict[str, Note] = dict(base.notes)
        taken = {*base.places, *base.notes}
        self._free = (name for number in count(1) if (name := f"x{number}") not in taken)
        self._compared_ids: set[str] = set()
        self._printed: dict[str, Label] = {}
        self._printed_labels: dict[str, Label] = {}
        self._printed_marks: dict[str, Label] = {}
        self.ids: dict[str, str] = {}
        """The clauses of the result by those of the extract."""

    def amended(self, passage: CutPassage, base: CutPassage, *, is_clean: bool) -> list[Clause] | None:
        """The clauses of a passage in force with what the extract says of it; None if its paragraphs are others."""
        if passage.state == "same" and (is_clean or not self._has_amended_notes(passage)):
            self._note_moved_labels(passage, base)
            return with_draft_marks(base.clauses, passage.clauses, self._labels, is_clean=is_clean)
        if passage.state == "struck":
            return [self._struck(clause) for clause in base.clauses]
        paragraphs = list(groups(passage.clauses, "base"))
        pairs = zip(paragraphs, base.clauses, strict=False)
        unlabelled = any(other.label is not None and label_bearer(tuple(group), "base").label is None for group, other in pairs)
        if len(paragraphs) != len(base.clauses) or unlabelled:
            return None
        return list(self._changed(paragraphs, passage, base))

    def _has_amended_notes(self, passage: CutPassage) -> bool:
        notes = (self._read.notes.get(key, Note()) for key in passage.notes)
        return any(is_tracked(clause) for note in notes for clause in note.clauses)

    def _note_moved_labels(self, passage: CutPassage, base: CutPassage) -> None:
        """Remembers the labels that other amendments move in a passage with the same words."""
        if len(passage.clauses) != len(base.clauses):
            return
        for clause, known in zip(passage.clauses, base.clauses, strict=True):
            if self._labels.draft(clause.id) != self._labels.base(clause.id):
                self._note_prints(clause, known.id)

    def compared(self, passage: CutPassage, base: CutPassage) -> list[Clause]:
        """The clauses of a passage of which the extract has the draft alone."""
        reserved = frozenset({*self._base.places, *self._notes, *self._compared_ids})
        made = compared_clauses(self._base, base.clauses, self._read, passage.clauses, self._stamp, reserved)
        self._notes.update(made.notes)
        self._compared_ids.update(made.places)
        labels = Labelling.of(made)
        out: list[Clause] = []
        for clause in made.clauses:
            label = labels.draft(clause.id) if clause.is_on("draft") else None
            if label is not None:
                self._printed_labels[clause.id] = Label(label)
            cell = clause.cell if clause.cell is None else (clause.cell[0] + NEW_TABLES, *clause.cell[1:])
            placed = _on_its_level(clause, label, out[-1].props if out else None)
            out.append(replace(placed, own_label=None, cell=cell))
        return out

    def _struck(self, clause: Clause) -> Clause:
        runs = tuple(replace(run, status=Status.DELETED, stamp=self._stamp) for run in clause.runs)
        struck = replace(clause, runs=runs, end=End(Status.DELETED, self._stamp))
        return replace(struck, row=Status.DELETED, row_stamp=self._stamp) if clause.cell is not None else struck

    def _changed(self, paragraphs: Sequence[Sequence[Clause]], passage: CutPassage, base: CutPassage) -> Iterator[Clause]:
        """The clauses of an amended passage, with what the text in force says of their paragraphs in force."""
        calls = iter([run.content for clause in base.clauses for run in clause.runs if run.text == NOTE and run.content])
        in_force = {}
        for group, clause in zip(paragraphs, base.clauses, strict=True):
            in_force[label_bearer(tuple(group), "base").id] = clause
            in_force.setdefault(f"end {group[-1].id}", clause)
        ends = ((group[-1], clause) for group, clause in zip(paragraphs, base.clauses, strict=True))
        cells = ExtractCells(base.clauses, ends)
        for clause in passage.clauses:
            known, closed = in_force.get(clause.id), in_force.get(f"end {clause.id}")
            id = known.id if known is not None else self._new_id(clause)
            self.ids[clause.id] = id
            props, base_props = clause.props, None
            is_in_text = known is not None and known.label is None and clause.label is not None
            if closed is not None and clause.base_props is None:
                props = closed.props
            elif closed is not None:
                props, base_props = bare_props(clause.props), closed.props
            else:  # a label that is text in the text in force is none of its lists
                props = known.props if known is not None and is_in_text else bare_props(props)
            runs = tuple(self._run(run, calls) for run in clause.runs)
            if is_in_text and clause.label:  # it is text in the text in force
                words = Run(clause.label.text + clause.label.after)
                if self._labels.draft(clause.id) is None:
                    words = replace(words, status=Status.DELETED, stamp=self._end(clause.end).stamp)
                runs = (words, *runs)
            cell = closed.cell if closed is not None else cells.cell(clause)
            shape = closed.shape if closed is not None else cells.shape(clause)
            made = Clause(
                id, props, runs, self._end(clause.end), cell=cell, row=clause.row, row_stamp=clause.row_stamp, shape=shape
            )
            if known is not None:
                made = replace(made, label=known.label, number=known.number, mark=known.mark)
            self._note_prints(clause, id, labelled=not is_in_text)
            yield replace(made, base_props=base_props, props_stamp=clause.props_stamp, own_mark=clause.own_mark)

    def _run(self, run: Run, calls: Iterator[str]) -> Run:
        if run.text == NOTE and run.content:
            note = self._read.notes.get(run.content, Note())
            key = next(calls, None) if run.status.in_base else None
            key = key or next(self._free)
            if key not in self._notes or any(is_tracked(clause) for clause in note.clauses):
                self._notes[key] = replace(note, source="")
            run = replace(run, content=key)
        return replace(run, stamp=self._stamp) if run.status is not Status.KEPT and run.stamp == NOBODY else run

    def _end(self, end: End) -> End:
        return replace(end, stamp=self._stamp) if end.status is not Status.KEPT and end.stamp == NOBODY else end

    def _new_id(self, clause: Clause) -> str:
        return self.ids.get(clause.id) or next(self._free)

    def _note_prints(self, clause: Clause, id: str, *, labelled: bool = True) -> None:
        """Remembers the number, label and edition mark that the extract prints for a paragraph of the draft."""
        if (number := self._labels.number("draft", clause.id)) is not None:
            self._printed[id] = Label(number)
        if (mark := self._labels.marks.borne.get(clause.id, NO_PAIR).draft) is not None:
            self._printed_marks[id] = mark
        if labelled and clause.is_on("draft") and (label := self._labels.draft(clause.id)) is not None:
            self._printed_labels[id] = Label(label)

    def inserted(self, clause: Clause, at: int) -> Clause:
        id = self._new_id(clause)
        self.ids[clause.id] = id
        self._note_prints(clause, id)
        runs = tuple(self._run(run, iter(())) for run in clause.runs if run.status.in_draft)
        cell = (clause.cell[0] + NEW_TABLES, *clause.cell[1:]) if clause.cell is not None else None
        props = self._props_beside(clause, at)
        made = Clause(
            id, props, runs, self._end(clause.end), cell=cell, row=clause.row, shape=clause.shape, own_mark=clause.own_mark
        )
        return made if cell is None else replace(made, row_stamp=self._stamp)

    def _props_beside(self, clause: Clause, at: int) -> Props:
        """The properties of an inserted paragraph: level and scheme of the nearest paragraph in force with a label of its form,
        since an extract does not show its list."""
        label = self._labels.draft(clause.id)
        if not label or clause.props.kind != "paragraph":
            return bare_props(clause.props)
        form = form_of(label)
        near = sorted(range(len(self._known.passages)), key=lambda other: (abs(other - at), other > at))[:60]
        for place in near:
            for other in self._known.passages[place].clauses:
                if other.label is not None and form_of(other.label.text) == form:
                    return replace(bare_props(clause.props), level=other.props.level, scheme=other.props.scheme)
        return bare_props(clause.props)

    def redline(self, clauses: Sequence[Clause]) -> Redline:
        """The text of the clauses, with the numbers and labels that the extract prints and the rules do not give."""
        used = {run.content for clause in clauses for run in clause.runs if run.text == NOTE and run.content}
        notes = {key: note for key, note in self._notes.items() if key in used}
        redline = replace(self._base, clauses=canonical(with_tables_in_order(clauses)), notes=notes)
        new = {clause.id for clause in redline.clauses if clause.number is None}
        redline = with_printed_numbers(redline, {id: label for id, label in self._printed.items() if id in new})
        labels = {id: label for id, label in self._printed_labels.items() if id in redline.places}
        redline = without_usual_marks(with_printed_labels_by_hand(redline, labels))
        return with_missing_marks(redline, self._printed_marks)


def _on_its_level(clause: Clause, label: str | None, before: Props | None) -> Clause:
    """A paragraph with the level and the scheme that it has in force if its label is of the same list, a new one without a label
    on the level of the one before it, since a draft alone does not show its list."""
    known, props = clause.base_props, clause.props
    if known is None:
        is_new = is_whole(clause, Status.INSERTED) and clause.cell is None and not label and props.kind == "paragraph"
        return replace(clause, props=replace(props, level=before.level)) if is_new and before is not None else clause
    if known.kind != props.kind or clause.label is None or (clause.label.text != label and known.scheme != props.scheme):
        return clause
    return replace(clause, props=known, base_props=None, props_stamp=NOBODY)
