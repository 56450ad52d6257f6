"""A redline that was read by itself, put upon the draft of another party's."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.layers.combined import base_upon, fit_together
from model.layers.labels import with_labels_of
from model.redline import Clause, Redline, groups, label_bearer
from model.redline.canonical import canonical


def put_upon(theirs: Redline, read: Redline) -> Redline | None:
    """A redline whose base has the words of theirs, as the upper layer: clauses of its base get the ids, labels, kinds, cells of
    theirs. None if the words or their formats differ."""
    base = base_upon(theirs)
    clauses = _upon(base.clauses, read.clauses)
    if clauses is None:
        return None
    notes = dict(read.notes)
    for key, note in base.notes.items():
        given = read.notes.get(key)
        inside = _upon(note.clauses, given.clauses) if given is not None else None
        if given is None or inside is None:
            return None
        notes[key] = replace(given, clauses=inside, mark=note.mark, source=note.source)
    upper = with_labels_of(Redline(clauses, notes, base.language, base.policy), base, read)
    return upper if fit_together(theirs, upper) else None


def _upon(base: Sequence[Clause], read: Sequence[Clause]) -> tuple[Clause, ...] | None:
    paragraphs = list(groups(read, "base"))
    if len(paragraphs) != len(base):
        return None
    models = {}
    closing = {}
    for group, clause in zip(paragraphs, base, strict=True):
        models[label_bearer(group, "base").id] = clause
        closing[group[-1].id] = clause
    taken = {clause.id for clause in base}
    out = []
    for clause in read:
        model, end = models.get(clause.id), closing.get(clause.id)
        id = model.id if model is not None else clause.id
        while model is None and id in taken:
            id += "+"
        new = replace(clause, id=id, label=model.label if model is not None else None)
        if model is not None:
            new = replace(new, source=model.source)
        if end is not None:
            props = clause.props if clause.base_props is not None else end.props
            base_props = end.props if clause.base_props is not None and clause.props != end.props else None
            new = replace(new, cell=end.cell, shape=end.shape, props=props, base_props=base_props)
        taken.add(id)
        out.append(new)
    return canonical(out)
