"""From recognised lines to the clauses of a redline, in canonical form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec.structs import replace

from model.formats.recognition.end_marks import cut_marks
from model.formats.recognition.kinds import find_kinds
from model.formats.recognition.labels import SUFFIXES, cut_labels, find_heads
from model.formats.recognition.line import SourceLine, lines_of
from model.formats.recognition.margin_numbers import with_numbers, with_rule_numbers
from model.formats.recognition.margin_shape import find_numbers_by_shape, with_note_number, with_unit_levels
from model.formats.recognition.mark_order import from_word
from model.formats.recognition.moved_notes import with_moved_notes
from model.formats.recognition.nesting import find_levels
from model.formats.recognition.raw_body import RawNote, RawParagraph
from model.formats.recognition.treaty_levels import find_treaty_levels
from model.numbering.labelling import with_printed_labels
from model.numbering.margin_numbers import with_likely_customs
from model.numbering.printed_marks import with_printed_marks, with_printed_note_marks
from model.redline import (
    NOBODY,
    NOTE,
    Clause,
    Label,
    Note,
    Props,
    Redline,
    Side,
    Stamp,
    Status,
    groups,
    join_runs,
    label_bearer,
    paragraphs,
)
from model.redline.canonical import canonical


def recognised_redline(
    paragraphs: Sequence[RawParagraph],
    notes: Mapping[str, RawNote],
    language: str,
    ids: Iterator[str],
    *,
    whole: bool,
    starts: Set[str] = frozenset(),
) -> Redline:
    """The redline of an instrument.

    paragraphs: its paragraphs as they were read
    notes: the notes of the file, by key
    language: code of its language
    ids: the ids of its clauses, in order
    whole: its last paragraph is the last of the body, whose end Word cannot track
    starts: of an extract of a treaty text, the ids with which its parts begin
    """
    lines = find_numbers_by_shape(lines_of(_with_own_faces(paragraphs) if whole else paragraphs))
    find_heads(lines, language)
    find_kinds(lines, language)
    find_levels(lines)
    numbered = any(line.number for line in lines)
    if numbered:
        find_treaty_levels(lines)
    for line in lines:
        cut_labels(line)
    # instruments whose numbers have no points have no such marks
    marked = any("." in run.text for line in lines for run in line.number) or bool(starts and not numbered)
    if marked:
        cut_marks(lines)
    moving = any(_moves_labels(line) for line in lines)
    clauses = tuple(_clause(line, next(ids), moving) for line in lines)
    clauses = canonical(from_word(clauses, whole=whole))
    used = {run.content for clause in clauses for run in clause.runs if run.text == NOTE}
    redline = with_moved_notes(Redline(clauses, _notes(notes, used, numbered=numbered, marked=marked), language))
    if not numbered:
        redline = _with_own_labels(redline) if moving else redline
        return with_printed_note_marks(redline) if marked else redline
    redline = with_rule_numbers(with_unit_levels(with_likely_customs(redline), starts))
    redline = _with_own_labels(redline) if moving else redline
    marks = {clause.id: clause.own_mark for clause in redline.clauses if clause.own_mark is not None}
    redline = with_printed_marks(redline, marks) if moving else redline
    return with_printed_note_marks(redline) if marked else redline


def _clause(line: SourceLine, id: str, with_draft_label: bool = False) -> Clause:
    """The clause of a line; for the time being with the draft's label as its own."""
    raw = line.raw
    base_level, base_scheme = line.levels["base"]
    level, scheme = line.levels["draft"]
    props = Props(line.kind, level, scheme, raw.face.style, raw.face.other)
    base_props = None
    if raw.base_face is not None or (base_level, base_scheme) != (level, scheme):
        face = raw.base_face or raw.face
        then = Props(line.kind_on("base"), base_level, base_scheme, face.style, face.other)
        base_props = then if then != props and raw.end.status is Status.KEPT else None
        if not raw.end.status.in_draft:
            props = then
    clause = Clause(
        id,
        props,
        join_runs(line.runs) if line.tracked or len(line.runs) > 1 else line.runs,
        raw.end,
        line.labels["base"],
        base_props,
        _stamp(line) if base_props is not None else NOBODY,
        line.labels["draft"] if with_draft_label else None,
        cell=raw.cell,
        row=raw.row,
        row_stamp=raw.row_stamp,
        shape=None if raw.source else raw.shape,
        source=raw.source,
        mark=line.marks.get("base"),
        own_mark=line.marks.get("draft") if with_draft_label else None,
    )
    return with_numbers(clause, line.number) if line.number else clause


def _stamp(line: SourceLine) -> Stamp:
    """The author of a change of a paragraph's properties: the one in the file, else the author of the change of its label."""
    if line.raw.face_stamp != NOBODY:
        return line.raw.face_stamp
    return next((run.stamp for run in line.raw.runs if run.status is not Status.KEPT), NOBODY)


def _with_own_faces(paragraphs: Sequence[RawParagraph]) -> Sequence[RawParagraph]:
    """At the end of a body an inserted last paragraph has the only end that stays, and so the format that the paragraph before
    it would take over if the insertion were rejected. Unless the file has another one, that paragraph had its own format
    before."""
    last = len(paragraphs) - 1
    first = last
    while first > 0 and paragraphs[first - 1].end.status is Status.INSERTED and _is_only_inserted(paragraphs[first]):
        first -= 1
    if first == last or paragraphs[last].base_face is not None or paragraphs[last].face == paragraphs[first].face:
        return paragraphs
    closing = replace(paragraphs[last], base_face=replace(paragraphs[first].face, number=None))
    return [*paragraphs[:last], closing]


def _is_only_inserted(paragraph: RawParagraph) -> bool:
    return all(run.status is Status.INSERTED for run in paragraph.runs)


def _notes(notes: Mapping[str, RawNote], used: set[str], *, numbered: bool, marked: bool) -> dict[str, Note]:
    """The notes in use, by key; those of a text with margin numbers may have a number too, and if its provisions are `marked`,
    edition marks: for the time being those of the draft are all set by hand."""
    out = {}
    for number, (key, raw) in enumerate(notes.items(), 1):
        if key not in used:
            continue
        lines = lines_of(_with_own_faces(raw.paragraphs))
        if numbered and lines:
            lines[0] = with_note_number(lines[0])
        if marked:
            cut_marks(lines)
        read = [_note_clause(line, f"n{number}.{index}") for index, line in enumerate(lines, 1)]
        clauses = canonical(from_word(read))
        out[key] = Note(raw.kind, _with_marks_of(read, clauses) if marked else clauses, raw.mark, raw.source)
    return out


def _with_marks_of(read: Sequence[Clause], clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses of a note in canonical form, with the edition marks of the paragraphs as they were read: other clauses may bear
    the labels of these now."""
    sides: Mapping[Side, str] = {"base": "mark", "draft": "own_mark"}
    for side, name in sides.items():
        marks = [getattr(paragraph.bearer, name) for paragraph in paragraphs(read, side)]
        bearers = [paragraph.bearer.id for paragraph in paragraphs(clauses, side)]
        if len(marks) == len(bearers) and any(marks):
            wanted = dict(zip(bearers, marks, strict=True))
            clauses = tuple([replace(clause, **{name: wanted.get(clause.id)}) for clause in clauses])
    return clauses


def _note_clause(line: SourceLine, id: str) -> Clause:
    number = line.raw.face.number
    line.levels = {"base": (1, "none"), "draft": (1, "none")}
    label = Label(number.text, SUFFIXES[number.suffix], True, style=number.style) if number else None
    line.labels = {"base": label if line.raw.end.status.in_base else None, "draft": label}
    return replace(_clause(line, id), own_mark=line.marks.get("draft"))


# --- labels of the draft ------------------------------------------------------------------------------------------------


def _moves_labels(line: SourceLine) -> bool:
    """Whether the label of the draft may be another than that of the base."""
    return line.tracked or line.labels["base"] is not line.labels["draft"] or line.raw.base_face is not None


def _with_own_labels(redline: Redline) -> Redline:
    """The redline, whose draft labels are all set by hand at first, with only those that its policy would not give."""
    drafts = {clause.id: clause.own_label for clause in redline.clauses if clause.own_label is not None}
    for group in groups(redline.clauses, "draft"):
        if not any(clause.id in drafts for clause in group):
            drafts[label_bearer(group, "draft").id] = Label("")  # the file prints none
    return with_printed_labels(redline, drafts)
