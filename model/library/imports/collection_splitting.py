"""Several instruments in one file, such as Final Acts or a collection, each read as from a separate file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from model.formats.progress import Report, no_report
from model.formats.recognition.raw_body import RawDocument, RawNote, RawParagraph, resolve_raw
from model.formats.recognition.submission import recognise, trim, with_own_tables
from model.lexicon import guess_language
from model.library.imports.contents_list import ContentsList, contents_lists, prove_complete
from model.library.imports.instrument_heads import (
    BodyLine,
    InstrumentPlace,
    body_lines,
    gap_before,
    head_number,
    instrument_places,
    is_contribution,
    page_lines,
)
from model.library.texts.identity import library_text
from model.library.texts.values import LibraryText
from model.message import Message
from model.redline import NOTE, Redline, Run, Status
from model.text.legible import SILENT

_DIVIDING = Message.of("Dividing the file into its texts")
_SAMPLE = 400
"""Paragraphs from which the language of a file is guessed."""


@dataclass
class BodyTexts:
    """The texts of a body, and the messages about them, each once."""

    texts: list[LibraryText] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    sources: list[dict[str, str]] = field(default_factory=list)
    """For each text, the paragraphs of the body (`RawParagraph.source`) by the ids of its clauses: the texts do not have them."""
    contribution: bool = False
    """It is a submission: its texts are drafts, and none was read."""

    def add(self, text: LibraryText, redline: Redline) -> None:
        """Adds a text that was made of a redline."""
        self.texts.append(text)
        stories = (redline.clauses, *(note.clauses for note in redline.notes.values()))
        self.sources.append({clause.id: clause.source for clauses in stories for clause in clauses})

    def tell(self, messages: Sequence[Message]) -> None:
        """Adds messages, except those that were added before."""
        self.warnings += [message for message in messages if message not in self.warnings]


def split_body(raw: RawDocument, report: Report = no_report) -> BodyTexts:
    """The texts of a Word body with all its tracked changes accepted.

    A body in which no instrument begins is one text as a whole. The paragraphs before the first instrument, a cover or a list
    of contents, are no text; headings between instruments are their groups. `report` gets the number of texts, and stops the
    work by an exception.
    """
    out = BodyTexts()
    lines = body_lines(raw.paragraphs)
    if is_contribution(lines):
        out.contribution = True
        return out
    if _is_tracked(raw):
        raw = resolve_raw(raw, "draft")
        lines = body_lines(raw.paragraphs)
    whole = guess_language(line.text for line in lines[: 2 * _SAMPLE])
    places = instrument_places(lines, whole)
    lists = _lists_of(raw, places, lines)
    places = [_before_list(place, lists, lines) for place in places]
    if not places:
        warnings: list[Message] = []
        for proposal in recognise(raw, warnings=warnings).proposals:
            out.add(library_text(proposal.redline, language=whole), proposal.redline)
        out.tell(warnings)
        return out
    pages = page_lines(lines, several=len(places) > 1)
    bodies: Counter[str] = Counter()
    for number, place in enumerate(places, 1):
        report(number - 1, len(places), _DIVIDING)
        order = number if len(places) > 1 else 0
        for redline in _redlines(raw, place, pages, whole, out):
            text = library_text(redline, language=whole, mark=place.head.mark, group=place.group, place=order)
            bodies[text.identity.body] += 1
            out.add(text, redline)
    out.texts = [_with_body(text, bodies) for text in out.texts]
    proof = prove_complete(lists, out.texts, whole)
    left = sum(1 for line in lines[: places[0].gap] if line.text)
    if left and len(places) > 1:
        front = Message.counted(
            "{n} paragraph before the first text was omitted.", "{n} paragraphs before the first text were omitted.", left
        )
        out.tell([front])
    out.tell([*proof.messages()] if proof is not None else [])
    return out


def _lists_of(raw: RawDocument, places: Sequence[InstrumentPlace], lines: Sequence[BodyLine]) -> list[ContentsList]:
    """The lists of contents before the texts, and those between two parts of the file: at least half of what these name begins
    in the file, so that a table of citations in a text is none of them."""
    if not places:
        return []
    numbers = (head_number(lines[place.head.number].text) for place in places)
    known = {(number.instrument, number.number.casefold()) for number in numbers if number is not None}
    found = contents_lists(raw.paragraphs, {at for place in places for at in (place.head.first, place.head.number)})
    return [
        contents
        for contents in found
        if contents.first < places[0].head.first or 2 * contents.count(known) >= len(contents.entries)
    ]


def _before_list(place: InstrumentPlace, lists: Sequence[ContentsList], lines: Sequence[BodyLine]) -> InstrumentPlace:
    """A text without the list of contents of the next part of the file, and without the headings above that."""
    first = next((found.first for found in lists if place.head.number < found.first < place.stop), None)
    return place if first is None else replace(place, stop=gap_before(lines, first, place.head.number + 2))


def split_redline(redline: Redline) -> list[Redline]:
    """The texts of a redline with several number lines; paragraphs before the first one belong to the first text."""
    starts = [at for at, clause in enumerate(redline.clauses) if clause.props.kind == "number"]
    if len(starts) < 2:
        return [redline]
    cuts = [0, *starts[1:], len(redline.clauses)]
    out = []
    for start, stop in pairwise(cuts):
        clauses = redline.clauses[start:stop]
        used = {run.content for clause in clauses for run in clause.runs if run.text == NOTE}
        notes = {key: note for key, note in redline.notes.items() if key in used}
        out.append(replace(redline, clauses=clauses, notes=notes))
    return out


def _is_tracked(raw: RawDocument) -> bool:
    stories = (raw.paragraphs, *(note.paragraphs for note in raw.notes.values()))
    return any(
        paragraph.end.status is not Status.KEPT
        or paragraph.row is not Status.KEPT
        or paragraph.base_face is not None
        or any(run.status is not Status.KEPT or run.base_style is not None for run in paragraph.runs)
        for story in stories
        for paragraph in story
    )


def _redlines(
    raw: RawDocument, place: InstrumentPlace, pages: frozenset[int], language: str, out: BodyTexts
) -> Iterator[Redline]:
    """The redlines of one instrument: one, but for a body in which a proposal begins inside it."""
    first, stop = trim(raw.paragraphs, place.head.number, place.stop)
    part = [raw.paragraphs[at] for at in range(first, stop) if at not in pages]
    if place.head.typed:
        part[0] = _without_mark(part[0], place.head.mark)
    part = list(with_own_tables(part))
    paragraphs, notes = _with_own_notes(part, raw.notes)
    warnings: list[Message] = []
    document = RawDocument(tuple(paragraphs), notes, language or raw.language)
    submission = recognise(document, warnings=warnings)
    out.tell(warnings)
    return (proposal.redline for proposal in submission.proposals)


def _without_mark(paragraph: RawParagraph, mark: str) -> RawParagraph:
    """The number line without the mark typed before it and the blanks between the two."""
    runs: list[Run] = []
    left = mark
    blank = True
    for run in paragraph.runs:
        text = run.text
        if run.content:
            runs.append(run)
            continue
        while blank and text:
            if left and text[0] == left[0]:
                left = left[1:]
            elif not text[0].isspace() and text[0] not in SILENT:
                blank = False
                break
            text = text[1:]
        if text:
            runs.append(replace(run, text=text))
    return replace(paragraph, runs=tuple(runs))


def _with_own_notes(
    paragraphs: Sequence[RawParagraph], notes: Mapping[str, RawNote]
) -> tuple[list[RawParagraph], dict[str, RawNote]]:
    """The paragraphs with the notes that they refer to, numbered from 1 as in a separate file."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()

    def with_names(story: Sequence[RawParagraph]) -> list[RawParagraph]:
        return [_with_note_names(paragraph, names, counts, notes) for paragraph in story]

    body = with_names(paragraphs)
    kept: dict[str, RawNote] = {}
    waiting = list(names)
    while waiting:
        for key in waiting:
            note = notes[key]
            kept[names[key]] = replace(note, paragraphs=tuple(with_names(note.paragraphs)), source="")
        waiting = [key for key in names if names[key] not in kept]
    return body, kept


def _with_note_names(
    paragraph: RawParagraph, names: dict[str, str], counts: Counter[str], notes: Mapping[str, RawNote]
) -> RawParagraph:
    if not any(run.text == NOTE and run.content for run in paragraph.runs):
        return paragraph

    def with_name(run: Run) -> Run:
        if run.text != NOTE or run.content not in notes:
            return run
        if run.content not in names:
            kind = run.content[:1]
            counts[kind] += 1
            names[run.content] = f"{kind}{counts[kind]}"
        return replace(run, content=names[run.content])

    return replace(paragraph, runs=tuple(map(with_name, paragraph.runs)))


def _with_body(text: LibraryText, bodies: Counter[str]) -> LibraryText:
    """The text; one that does not name its body gets the most frequent body of its file."""
    known = [(count, body) for body, count in bodies.items() if body]
    if text.identity.body or not text.identity.number or not known:
        return text
    return replace(text, identity=replace(text.identity, body=max(known)[1]))
