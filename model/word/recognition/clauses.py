"""From recognised lines to the clauses of a redline, in canonical form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from model.canonical import canonical
from model.numbering import Labelling
from model.redline import NOBODY, NOTE, Clause, Label, Note, Props, Redline, Stamp, Status, join_runs, with_own_label
from model.word.raw import RawNote, RawParagraph
from model.word.recognition.heads import SUFFIXES, cut_labels, find_heads
from model.word.recognition.kinds import find_kinds
from model.word.recognition.line import Line, lines_of
from model.word.recognition.nesting import find_levels
from model.word.word_order import from_word

_TAILS = ("bis", "ter", "quater", "quinquies")


def redline_of(
    paragraphs: Sequence[RawParagraph],
    notes: Mapping[str, RawNote],
    language: str,
    ids: Iterator[str],
    *,
    whole: bool,
) -> Redline:
    """The redline of an instrument. `ids` gives the ids of its clauses in order; `whole` says that its last
    paragraph is the
    last of the body, whose end Word cannot track."""
    lines = lines_of(_with_own_faces(paragraphs) if whole else paragraphs)
    find_heads(lines, language)
    find_kinds(lines, language)
    find_levels(lines)
    for line in lines:
        cut_labels(line)
    moving = any(_moves_labels(line) for line in lines)
    clauses = tuple(_clause(line, next(ids), moving) for line in lines)
    if whole:
        clauses = from_word(clauses)
    clauses = canonical(clauses)
    used = {run.content for clause in clauses for run in clause.runs if run.text == NOTE}
    redline = Redline(clauses, _notes(notes, used), language)
    return _with_own_labels(redline) if moving else redline


def _clause(line: Line, id: str, with_draft_label: bool = False) -> Clause:
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
    return Clause(
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
        source=raw.source,
    )


def _stamp(line: Line) -> Stamp:
    """Who changed a paragraph's properties: as the file says, else who changed its label."""
    if line.raw.face_stamp != NOBODY:
        return line.raw.face_stamp
    return next((run.stamp for run in line.raw.runs if run.status is not Status.KEPT), NOBODY)


def _with_own_faces(paragraphs: Sequence[RawParagraph]) -> Sequence[RawParagraph]:
    """At the end of a body an inserted last paragraph has the only end that stays, and so the look that the
    paragraph before
    it would take over if the insertion were rejected. Unless the file says otherwise, that one had its own
    look before."""
    last = len(paragraphs) - 1
    first = last
    while first > 0 and paragraphs[first - 1].end.status is Status.INSERTED and _only_inserted(paragraphs[first]):
        first -= 1
    if first == last or paragraphs[last].base_face is not None or paragraphs[last].face == paragraphs[first].face:
        return paragraphs
    closing = replace(paragraphs[last], base_face=replace(paragraphs[first].face, number=None))
    return [*paragraphs[:last], closing]


def _only_inserted(paragraph: RawParagraph) -> bool:
    return all(run.status is Status.INSERTED for run in paragraph.runs)


def _notes(notes: Mapping[str, RawNote], used: set[str]) -> dict[str, Note]:
    out = {}
    for number, (key, raw) in enumerate(notes.items(), 1):
        if key not in used:
            continue
        lines = lines_of(_with_own_faces(raw.paragraphs))
        clauses = from_word(_note_clause(line, f"n{number}.{index}") for index, line in enumerate(lines, 1))
        out[key] = Note(raw.kind, canonical(clauses), raw.mark, raw.source)
    return out


def _note_clause(line: Line, id: str) -> Clause:
    number = line.raw.face.number
    line.levels = {"base": (1, "none"), "draft": (1, "none")}
    label = Label(number.text, SUFFIXES[number.suffix], True, style=number.style) if number else None
    line.labels = {"base": label if line.raw.end.status.in_base else None, "draft": label}
    return _clause(line, id)


# --- labels of the draft ------------------------------------------------------------------------------------------------


def _moves_labels(line: Line) -> bool:
    """Whether the label of the draft may be another than that of the base."""
    return line.tracked or line.labels["base"] is not line.labels["draft"] or line.raw.base_face is not None


def _with_own_labels(redline: Redline) -> Redline:
    """The redline with the policy that its file follows, and with the draft's labels set by hand only where
    that policy gives
    others. It comes with every draft label as the clause's own."""
    drafts = {clause.id: clause.own_label for clause in redline.clauses if clause.own_label is not None}
    bare = tuple(with_own_label(clause, None) if clause.id in drafts else clause for clause in redline.clauses)
    redline = replace(redline, clauses=bare, policy="bis" if _inserts_bis(redline, drafts) else "relabel")
    for first_only in (True, True, False):
        labelling = Labelling.of(redline)
        wrong = [clause.id for clause in redline.clauses if _differs(clause, labelling, drafts)]
        if not wrong:
            break
        chosen = _firsts(redline, wrong) if first_only else set(wrong)
        redline = replace(
            redline,
            clauses=tuple(
                with_own_label(clause, drafts[clause.id]) if clause.id in chosen else clause
                for clause in redline.clauses
            ),
        )
    return redline


def _differs(clause: Clause, labelling: Labelling, drafts: Mapping[str, Label]) -> bool:
    printed = drafts.get(clause.id)
    return printed is not None and labelling.draft(clause.id) != printed.text


def _firsts(redline: Redline, wrong: Sequence[str]) -> set[str]:
    """The first of the wrong labels in each block: those after it may follow from it."""
    out: set[str] = set()
    waiting = set(wrong)
    found = False
    for clause in redline.clauses:
        if clause.props.kind in ("call", "heading", "annex"):
            found = False
        if clause.id in waiting and not found:
            out.add(clause.id)
            found = True
    return out


def _inserts_bis(redline: Redline, drafts: Mapping[str, Label]) -> bool:
    return any(
        clause.end.status is Status.INSERTED and (label := drafts.get(clause.id)) is not None and _has_tail(label.text)
        for clause in redline.clauses
    )


def _has_tail(label: str) -> bool:
    return label.rstrip(").").endswith(_TAILS)
