"""Reading a Word file with the tracked changes of two parties as two layers: theirs, and ours upon theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from model.diff.compare import compare
from model.errors import FileError
from model.formats.recognition.raw_body import RawDocument
from model.formats.recognition.submission import recognise
from model.formats.word.package.opc_package import Package
from model.formats.word.reader import ReadResult
from model.formats.word.reading.body import read_body
from model.formats.word.reading.comments import read_comments
from model.formats.word.reading.layers import LayerRule
from model.layers.combined import base_upon, fit_together
from model.layers.labels import with_labels_of
from model.message import Message
from model.redline import KEPT, Clause, End, Redline, Run, Stamp, Status, groups, label_bearer
from model.redline.canonical import canonical
from model.submission.resolved import in_view
from model.submission.values import Proposal


def read_layers(data: bytes, name: str, authors: Collection[str], *, language: str = "") -> ReadResult:
    """The submission in a Word file whose changes by some authors are ours, and all others another party's. FileError if the file
    cannot be used, or if none or all of its changes are by these authors.

    data: the bytes of the file
    name: its name in messages
    authors: the names on our changes
    language: code of the language of the text; '' for what the file says
    """
    package = Package.open(data, name)
    raw = read_body(package)
    found = _authors(raw)
    missing = sorted(set(authors) - found)
    if missing:
        reason = Message.of(
            "it has no changes by {name}; the authors in it are: {names}", name=missing[0], names=tuple(sorted(found - {""}))
        )
        raise FileError(name, reason)
    if not found - set(authors):
        reason = Message.of("all changes in it are ours; name only the authors of your own changes")
        raise FileError(name, reason)
    messages: list[Message] = [*raw.warnings]
    bodies = [read_body(package, LayerRule(lambda stamp: stamp.author in authors, upper)) for upper in (False, True)]
    lower = recognise(bodies[0], language=language, warnings=messages)
    upper = recognise(bodies[1], language=language)
    if len(lower.proposals) != len(upper.proposals):
        reason = Message.of("our changes add or remove a proposal in it; open it as it is, and amend one proposal after another")
        raise FileError(name, reason)
    stamp = Stamp(min(authors))
    proposals = [
        _with_lower_layer(below, above, package.name, stamp)
        for below, above in zip(lower.proposals, upper.proposals, strict=True)
    ]
    submission = replace(upper, proposals=tuple(proposals), sources={package.name: package.data})
    return ReadResult(read_comments(package, submission), tuple(messages))


def _with_lower_layer(lower: Proposal, upper: Proposal, source: str, stamp: Stamp) -> Proposal:
    theirs = lower.redline
    if theirs == upper.redline:
        return replace(upper, source=source)
    redline = _put_upon(theirs, upper.redline) or _compare_layers(theirs, upper.redline, stamp)
    return replace(upper, redline=redline, original=theirs, theirs=theirs, source=source)


def _put_upon(theirs: Redline, read: Redline) -> Redline | None:
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
    upper = with_labels_of(replace(base, clauses=clauses, notes=notes), base, read)
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


def _compare_layers(theirs: Redline, upper: Redline, stamp: Stamp) -> Redline:
    """Ours upon theirs by comparison, if the file's own changes do not fit: the words are the same, their marks may differ."""
    base = base_upon(theirs)
    return with_labels_of(compare(base, in_view(upper, "draft"), stamp), base, upper)


def _authors(raw: RawDocument) -> set[str]:
    stories = [raw.paragraphs, *(note.paragraphs for note in raw.notes.values())]
    names = set()
    for paragraph in (paragraph for story in stories for paragraph in story):
        parts: tuple[Run | End, ...] = (*paragraph.runs, paragraph.end)
        for part in parts:
            if part.status is not KEPT:
                names.add(part.stamp.author)
            if part.status is Status.RETRACTED:
                names.add(part.retracted.author)
        names |= {run.style_stamp.author for run in paragraph.runs if run.base_style is not None}
        if paragraph.base_face is not None:
            names.add(paragraph.face_stamp.author)
    return names
