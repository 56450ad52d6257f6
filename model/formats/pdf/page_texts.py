"""The submission in the pages of a PDF: lines, paragraphs, recognition."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError, FileError
from model.formats.pdf.layout.body import PdfBody, body_of
from model.formats.pdf.layout.doubts import label_doubts
from model.formats.pdf.pages import PdfContents
from model.formats.pdf.places import Doubt, PdfPlaces, SourcePlace
from model.formats.progress import Report, no_report
from model.formats.recognition.submission import recognise_body
from model.message import Message
from model.redline import Clause, Redline, join_runs
from model.submission.values import Submission

_STYLED = frozenset({"number", "title", "history", "call", "heading", "annex"})
"""Kinds whose styles set the format of their characters."""


class PdfReading(Struct, frozen=True):
    """A submission as read from a PDF."""

    submission: Submission
    places: PdfPlaces
    warnings: tuple[Message, ...] = ()
    is_extract: bool = False
    """Whether it has single provisions of a treaty text."""


def body_of_pages(contents: PdfContents, name: str, report: Report) -> PdfBody:
    """The body of the pages of a PDF. FileError if it contains more than can be read."""
    try:
        return body_of(contents, report)
    except EditError as error:
        raise FileError(name, error.message) from error


def read_contents(contents: PdfContents, name: str, *, language: str = "", report: Report = no_report) -> PdfReading:
    """The submission in the pages of a PDF, without the file. FileError if it contains more than can be read."""
    body = body_of_pages(contents, name, report)
    messages: list[Message] = [*body.raw.warnings]
    found = recognise_body(body.raw, language=language, warnings=messages)
    places: dict[str, tuple[SourcePlace, ...]] = {}
    proposals = []
    for proposal in found.submission.proposals:
        redline = _without_source(proposal.redline, body, places)
        proposals.append(replace(proposal, redline=redline, original=redline))
    submission = replace(found.submission, proposals=tuple(proposals))
    doubts = tuple(_doubts(body, submission, places))
    found_places = PdfPlaces(PurePath(name).name, places, doubts, body.page_count, body.turns)
    return PdfReading(submission, found_places, tuple(messages), found.is_extract)


def _doubts(body: PdfBody, submission: Submission, places: Mapping[str, tuple[SourcePlace, ...]]) -> list[Doubt]:
    """All doubts, in the order of the pages."""
    clauses = {boxes: id for id, boxes in places.items()}
    found = [doubt.of_clause(clauses.get(body.places.get(doubt.source, ()), "")) for doubt in body.doubts]
    found += body.page_doubts
    for proposal in submission.proposals:
        found += label_doubts(proposal.redline, places)
    return sorted(found, key=_order)


def text_with_places(redline: Redline, body: PdfBody, name: str, sources: Mapping[str, str]) -> tuple[Redline, PdfPlaces]:
    """One of the texts that were recognised in a body, and the places of its clauses with the doubts about them.

    name: that of the file
    sources: the numbers of the raw paragraphs of its clauses, by their ids
    """
    places: dict[str, tuple[SourcePlace, ...]] = {}
    text = _without_source(_with_source(redline, sources), body, places)
    clauses = {boxes: id for id, boxes in places.items()}
    pairs = ((doubt, clauses.get(body.places.get(doubt.source, ()), "")) for doubt in body.doubts)
    doubts = [doubt.of_clause(clause) for doubt, clause in pairs if clause]
    doubts += label_doubts(text, places)
    doubts.sort(key=_order)
    return text, PdfPlaces(PurePath(name).name, places, tuple(doubts), body.page_count, body.turns)


def _order(doubt: Doubt) -> tuple[int, float, float]:
    return doubt.place.page, doubt.place.top, doubt.place.left


def _with_source(redline: Redline, sources: Mapping[str, str]) -> Redline:
    """The text with the numbers of raw paragraphs."""

    def given(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        return tuple([replace(clause, source=sources.get(clause.id, "")) for clause in clauses])

    notes = {key: replace(note, clauses=given(note.clauses)) for key, note in redline.notes.items()}
    return replace(redline, clauses=given(redline.clauses), notes=notes)


def _without_source(redline: Redline, body: PdfBody, places: dict[str, tuple[SourcePlace, ...]]) -> Redline:
    """The text without the numbers of raw paragraphs; the places of its clauses are added to `places`."""

    def bare(clause: Clause) -> Clause:
        if clause.source in body.places:
            places[clause.id] = body.places[clause.source]
        shape = body.shapes.get(clause.source) if clause.cell is not None else None
        return _in_style_of_kind(replace(clause, source="", shape=shape))

    clauses = tuple(map(bare, redline.clauses))
    notes = {key: replace(note, clauses=tuple(map(bare, note.clauses)), source="") for key, note in redline.notes.items()}
    return replace(redline, clauses=clauses, notes=notes)


def _in_style_of_kind(clause: Clause) -> Clause:
    """A title, call or the like without the weight and slant of all its letters, which the style of its kind has."""
    if clause.props.kind not in _STYLED:
        return clause
    styles = [run.style for run in clause.runs if any(sign.isalpha() for sign in run.text)]
    changes = {
        name: False for name in ("bold", "italic", "underline") if styles and all(getattr(style, name) for style in styles)
    }
    if not changes:
        return clause
    runs = join_runs(replace(run, style=replace(run.style, **changes)) for run in clause.runs)
    label = clause.label
    if label is not None:
        label = replace(label, style=replace(label.style, **changes))
    return replace(clause, runs=runs, label=label)
