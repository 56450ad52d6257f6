"""The labels, margin numbers and edition marks of a redline that is made of two layers: those of the text in force as printed,
those of ours as computed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from model.numbering import Labelling
from model.numbering.labelling import with_printed_labels
from model.redline import Clause, Label, Note, Redline, Side, groups, label_bearer, with_own_label


def with_labels_of(redline: Redline, lower: Redline, upper: Redline) -> Redline:
    """A redline with the labels that the lower layer has in the text in force, and the upper one in the draft. A side keeps its
    labels if it does not have as many paragraphs as that layer."""
    before = {clause.id: clause for clause in lower.clauses}
    redline = with_base_labels(redline, lower)
    clauses = list(redline.clauses)
    drafts = _pairs(redline.clauses, upper.clauses, "draft")
    labelling = Labelling.of(upper)
    wanted: dict[str, Label] = {}
    for at, clause in enumerate(clauses):
        bearer = drafts.get(clause.id)
        label = None
        if bearer is not None:
            text = labelling.draft(bearer.id) or ""
            kept = before.get(clause.id)
            label = bearer.own_label or (kept.own_label if kept is not None and _reads(kept.own_label, text) else None)
            wanted[clause.id] = replace(label or bearer.label or Label(""), text=text)
        if label != clause.own_label:
            clauses[at] = with_own_label(clause, label)
        clauses[at] = _with_own_number(clauses[at], bearer, before.get(clause.id))
    notes = {key: _with_own_numbers(note, lower.notes.get(key), upper.notes.get(key)) for key, note in redline.notes.items()}
    redline = replace(redline, clauses=tuple(clauses), notes=notes)
    found = Labelling.of(redline)
    if all((found.draft(id) or "") == label.text for id, label in wanted.items()):
        return redline
    return with_printed_labels(redline, wanted)


def with_base_labels(redline: Redline, lower: Redline) -> Redline:
    """A redline with the labels of the text in force that the lower layer has, paragraph by paragraph, and with the margin
    numbers and edition marks of its notes."""
    bases = _pairs(redline.clauses, lower.clauses, "base")
    clauses = tuple([_with_base_label(clause, bases.get(clause.id)) for clause in redline.clauses])
    notes = {key: _with_base_numbers(note, lower.notes.get(key)) for key, note in redline.notes.items()}
    return replace(redline, clauses=clauses, notes=notes)


def _with_base_numbers(note: Note, lower: Note | None) -> Note:
    """A note with the margin number and the edition marks of the text in force that it has in the lower layer."""
    if lower is None or lower is note:
        return note
    bases = _pairs(note.clauses, lower.clauses, "base")
    return replace(note, clauses=tuple([_with_base_number(clause, bases.get(clause.id)) for clause in note.clauses]))


def _with_base_number(clause: Clause, bearer: Clause | None) -> Clause:
    number, mark = (bearer.number, bearer.mark) if bearer is not None else (None, None)
    return clause if (number, mark) == (clause.number, clause.mark) else replace(clause, number=number, mark=mark)


def _with_own_numbers(note: Note, lower: Note | None, upper: Note | None) -> Note:
    """A note with the margin number and the edition marks that were set by hand in the upper layer, or else in the lower one."""
    if lower is None or upper is None or lower is note:
        return note
    drafts = _pairs(note.clauses, upper.clauses, "draft")
    before = {clause.id: clause for clause in lower.clauses}
    clauses = [_with_own_number(clause, drafts.get(clause.id), before.get(clause.id)) for clause in note.clauses]
    return replace(note, clauses=tuple(clauses))


def _with_base_label(clause: Clause, bearer: Clause | None) -> Clause:
    printed = (bearer.label, bearer.number, bearer.mark) if bearer is not None else (None, None, None)
    if printed == (clause.label, clause.number, clause.mark):
        return clause
    label, number, mark = printed
    return replace(clause, label=label, number=number, mark=mark)


def _with_own_number(clause: Clause, bearer: Clause | None, kept: Clause | None) -> Clause:
    """A clause with the margin number and the edition mark that were set by hand in the upper layer, or else in the lower one.

    clause: the clause
    bearer: the one of the upper layer that bears the label of its paragraph in the draft; None if it bears none
    kept: the clause in the lower layer, if it is there
    """
    number = mark = None
    if bearer is not None:
        number = bearer.own_number or (kept.own_number if kept is not None else None)
        mark = bearer.own_mark or (kept.own_mark if kept is not None else None)
    if (number, mark) == (clause.own_number, clause.own_mark):
        return clause
    return replace(clause, own_number=number, own_mark=mark)


def _reads(label: Label | None, text: str) -> bool:
    return label is not None and label.text == text


def _pairs(clauses: Sequence[Clause], layer: Sequence[Clause], side: Side) -> Mapping[str, Clause]:
    """The clauses of a layer that bear the labels of a side, by the ids of the clauses that bear them in the redline, paragraph
    by paragraph."""
    bearers = [label_bearer(group, side) for group in groups(clauses, side)]
    those = [label_bearer(group, side) for group in groups(layer, side)]
    return {bearer.id: other for bearer, other in zip(bearers, those, strict=False)}
