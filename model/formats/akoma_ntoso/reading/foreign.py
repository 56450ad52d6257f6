"""Texts of the United Nations' secretariat, of akn4itu and plain ones. They are recognised like a Word file, then corrected by
the meaning of their elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from model.formats.akoma_ntoso.reading.foreign_text import Faults, ForeignTextReader, Hint
from model.formats.akoma_ntoso.reading.inline import Special
from model.formats.recognition.raw_body import RawDocument
from model.formats.recognition.submission import recognise
from model.message import Message
from model.redline import Clause, Kind, NewCell, Redline, Run, join_runs
from model.submission.values import Submission
from model.text.shortening import shorten_text

_KINDS: dict[str, Kind] = {
    "number": "number", "title": "title", "history": "history", "opening": "opening", "call": "call", "heading": "heading",
    "closing": "paragraph",
}  # fmt: skip
"""Kinds by the roles that elements give; whatever the words are."""
_UNLABELLED = frozenset({"number", "title", "history", "opening", "closing"})
"""Roles in which text that looks like a label is a word."""


class ForeignReading(Struct, frozen=True):
    """A text of another program as a submission, and the messages on its reading."""

    submission: Submission
    warnings: tuple[Message, ...]


def read_foreign(element: etree._Element, language: str, picture: Special) -> ForeignReading:
    """The submission in a document element; `language` is '' if it is unknown. EditError if it contains more than can be read."""
    reader = ForeignTextReader(picture)
    reader.read(element)
    messages: list[Message] = []
    raw = RawDocument(tuple(reader.paragraphs), reader.notes, language)
    submission = recognise(raw, language=language, warnings=messages)
    proposals = tuple(
        replace(proposal, redline=redline, original=redline)
        for proposal in submission.proposals
        for redline in [_set_right(proposal.redline, reader.hints)]
    )
    repeated = sum(count - 1 for count in reader.addresses.values() if count > 1)
    return ForeignReading(replace(submission, proposals=proposals), (*messages, *_messages(reader.faults, repeated)))


def _set_right(redline: Redline, hints: Mapping[str, Hint]) -> Redline:
    notes = {
        key: replace(note, clauses=tuple(map(_without_package, note.clauses)), source="") for key, note in redline.notes.items()
    }
    return replace(redline, clauses=tuple(_with_hint(clause, hints) for clause in redline.clauses), notes=notes)


def _with_hint(clause: Clause, hints: Mapping[str, Hint]) -> Clause:
    hint = hints.get(clause.source)
    if hint is None or clause.cell is not None:
        shape = NewCell(columns=hint.columns) if hint is not None and hint.columns and clause.cell is not None else None
        return _without_package(clause if shape is None else replace(clause, shape=shape))
    clause = _without_package(clause)
    if clause.label is not None and not hint.labelled and hint.role in _UNLABELLED:
        back = Run(clause.label.text + clause.label.after, style=clause.label.style)
        clause = replace(clause, label=None, runs=join_runs((back, *clause.runs)), props=replace(clause.props, scheme="none"))
    if clause.label is not None and hint.behind:
        clause = replace(clause, label=replace(clause.label, after=hint.behind))
    props = clause.props
    if (kind := _KINDS.get(hint.role)) is not None and (kind, props.kind) != ("heading", "annex"):
        level = max(props.level, 1) if kind in ("heading", "paragraph") else 0
        props = replace(props, kind=kind, level=level)
    elif props.kind == "call" and not _is_italic(clause):
        props = replace(props, kind="paragraph", level=1)
    if props.kind == "paragraph" and props.level < hint.level:
        props = replace(props, level=hint.level)
    return clause if props == clause.props else replace(clause, props=props)


def _is_italic(clause: Clause) -> bool:
    """Whether all letters are italic: a paragraph that begins with an italic verb is no call."""
    return all(run.style.italic for run in clause.runs if any(sign.isalpha() for sign in run.text))


def _without_package(clause: Clause) -> Clause:
    """The clause without a place in a package that it was not read from; its label is in the text."""
    label = clause.label
    if label is not None and label.automatic:
        label = replace(label, automatic=False, after="\t")
    draft_label = clause.own_label
    if draft_label is not None and draft_label.automatic:
        draft_label = replace(draft_label, automatic=False, after="\t")
    return replace(clause, label=label, own_label=draft_label, source="")


def _messages(faults: Faults, repeated: int) -> Iterator[Message]:
    """Messages on the reading, one for each kind of fault."""
    if faults.cover:
        yield Message.of("The cover page was omitted: “{words}”.", words=shorten_text(faults.cover, 80))
    if faults.links:
        yield Message.of("Links were read as their words alone: {number}.", number=faults.links)
    if faults.pictures:
        yield Message.of("Pictures that are not in the file were omitted: {number}.", number=faults.pictures)
    if repeated:
        yield Message.of("Addresses (eId) that occur more than once: {number}; none was relied on.", number=repeated)
    if faults.loose_texts:
        yield Message.of(
            "Texts in places where Akoma Ntoso allows none were read as paragraphs: {number}.", number=faults.loose_texts
        )
    if faults.unknown:
        yield Message.of("Elements in unexpected places were read by their words: {number}.", number=faults.unknown)
