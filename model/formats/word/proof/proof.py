"""The proof of export: a written file is read back and compared with the document, paragraph by paragraph (FORMATS.md §1).

It shares nothing with the writer but the values: what the file must contain follows from the redline alone. What it does
contain is taken from its characters on each side, with the labels that Word's numbering puts before them, not from what
recognition would make of them: a label that recognition rejected or corrected cannot hide a fault or invent one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from model.errors import ProofError
from model.formats.proof_rules import demanded_clauses, demanded_side, demanded_symbol, differing_text
from model.formats.recognition.proposal_lines import is_rule
from model.formats.recognition.raw_body import AutoNumber, RawNote, RawParagraph
from model.formats.recognition.submission import submission_outline
from model.formats.word.package.opc_package import Package
from model.formats.word.proof.comments import prove_comments
from model.formats.word.proof.comparison import (
    PrintedParagraph,
    Proof,
    compare_directions,
    compare_lines,
    compare_sides,
    prints_alike,
    proof_of,
    read_written_file,
)
from model.formats.word.proof.directions import DirectionProof, ShownParagraph
from model.formats.word.reading.body import read_body
from model.formats.word.reading.layers import LayerRule
from model.message import Message
from model.numbering import Labelling
from model.numbering.edition_marks import NO_MARKS, EditionMarks
from model.numbering.margin_numbers import NumberPair
from model.numbering.mark_forms import read_mark
from model.numbering.note_editions import NO_EDITIONS, mark_behind
from model.numbering.note_numbers import NO_NOTES, bearer_of_number, number_of_note
from model.redline import ANCHOR, NOTE, SIDES, Clause, Label, Note, Piece, Side, groups, label_bearer
from model.submission.conferences import Conference
from model.submission.resolved import View
from model.submission.values import Proposal, Submission

_BLANKS = re.compile("[\t \u00a0\u2002\u2003]+")


def prove(
    data: bytes,
    submission: Submission,
    view: View = "markup",
    labellings: Sequence[Labelling] = (),
    conference: Conference | None = None,
) -> Proof:
    """Reads a written file back. ProofError, with the place, if it differs from the document.

    data: the bytes of the file
    submission: what it was written from
    view: how it was written: *markup*, *draft* or *base*
    labellings: those of the proposals' texts, if they are known
    conference: None for that of the header's id
    """
    labellings = labellings or [Labelling.of(proposal.redline) for proposal in submission.proposals]
    texts = list(zip(submission.proposals, labellings, strict=True))
    try:
        package, raw = read_written_file(data)
    except ProofError:
        if not any(
            printed.text.strip() for side in SIDES for text in texts for printed in demanded_paragraphs(*text, side, view)
        ):
            return Proof(0, 0, 0, 0, 0)
        raise
    directions = DirectionProof.of(package, raw, submission)
    shows = not directions.is_silent
    in_submission = any(proposal.symbol for proposal in submission.proposals)
    sides = {
        side: [trim_paragraphs(demanded_paragraphs(*text, side, view, shows=shows), blanks=in_submission) for text in texts]
        for side in SIDES
    }
    header: tuple[str, ...] = ()
    if in_submission:
        from model.formats.word.proof.front_page import prove_front

        outline = submission_outline(raw, submission.language)
        header = prove_front(submission, raw, outline, conference)
        stories = compare_lines(submission.proposals, raw, outline)
        sides = {side: [without_closing_row(text) for text in texts] for side, texts in sides.items()}
    else:
        stories = [raw.paragraphs]
        sides = {side: [trim_paragraphs(printed for text in wanted for printed in text)] for side, wanted in sides.items()}
    for place, story in enumerate(stories):
        for side in SIDES:
            found = trim_paragraphs(file_paragraphs(story, raw.notes, side, shows=shows), blanks=in_submission)
            compare_sides(submission, place, side, sides[side][place], without_closing_row(found) if in_submission else found)
            compare_directions(submission, place, side, directions, zip(sides[side][place], found, strict=False))
    comments = prove_comments(package, raw, submission, view)
    labelled = {id(shown.clause) for wanted in sides.values() for text in wanted for shown in text if shown.labelled}
    proof = proof_of([paragraph for story in stories for paragraph in story], len(labelled), header)
    return replace(proof, comments=comments)


def prove_layers(data: bytes, submission: Submission, lower_authors: Collection[str]) -> None:
    """Reads a written file back without the changes of the upper layer. ProofError, with the place, if it differs from theirs.

    data: the bytes of the file
    submission: what it was written from, with both layers of each proposal
    lower_authors: the names on the changes of the lower layers, as they were written
    """
    rule = LayerRule(lambda stamp: stamp.author not in lower_authors, upper=False)
    lower = read_body(Package.open(data, "the written file", as_written=True), rule)
    in_submission = any(proposal.symbol for proposal in submission.proposals)
    stories = [lower.paragraphs]
    if in_submission:
        outline = submission_outline(lower, submission.language)
        stories = [lower.paragraphs[place.text.start : place.text.stop] for place, _ in outline.proposals]
    for number, (proposal, story) in enumerate(zip(submission.proposals, stories, strict=False), 1):
        symbol = demanded_symbol(proposal)
        if proposal.theirs is None or any(demanded_side(symbol, "markup", side) != side for side in SIDES):
            continue
        theirs = replace(proposal, redline=proposal.theirs, theirs=None)
        labelling = Labelling.of(proposal.theirs)
        wanted = trim_paragraphs(document_paragraphs(theirs, labelling, "draft", shows=False), blanks=in_submission)
        found = trim_paragraphs(file_paragraphs(story, lower.notes, "draft", shows=False), blanks=in_submission)
        if in_submission:
            wanted, found = without_closing_row(wanted), without_closing_row(found)
        for index, (first, second) in enumerate(zip_longest(wanted, found), 1):
            texts = [printed.text if printed is not None else None for printed in (first, second)]
            if first is not None and second is not None and prints_alike(first, second):
                if first.notes == second.notes:
                    continue
                texts = ["; ".join(printed.notes) for printed in (first, second)]
            where = Message.of("Proposal {proposal}, paragraph {paragraph}", proposal=number, paragraph=index)
            place = Message.of("{place}, without our changes", place=where)
            raise ProofError(differing_text(place, *texts))


def demanded_paragraphs(
    proposal: Proposal, labelling: Labelling, side: Side, view: View, *, shows: bool = False
) -> Iterator[PrintedParagraph]:
    """The paragraphs that a side of the file must have.

    proposal: the proposal
    labelling: the labels of its text
    side: the side of the file
    view: the written view
    shows: whether the directions of words are compared
    """
    symbol = demanded_symbol(proposal)
    demanded = demanded_clauses(proposal.redline, symbol, view)
    for printed in document_paragraphs(proposal, labelling, demanded_side(symbol, view, side), shows=shows):
        if printed.clause is not None and printed.clause.id in demanded:
            yield printed


def document_paragraphs(proposal: Proposal, labelling: Labelling, side: Side, *, shows: bool) -> Iterator[PrintedParagraph]:
    """The paragraphs of a side of the document, with the labels that are computed for it."""
    notes = proposal.redline.notes
    numbers = labelling.note_numbers
    label_of = labelling.base if side == "base" else labelling.draft
    has_numbers = bool(labelling.numbers)
    for group in groups(proposal.redline.clauses, side):
        bearer = group[0] if len(group) == 1 else label_bearer(group, side)
        text, shown = paragraph_text(group, notes, side, numbers, labelling.note_editions)
        label = label_of(bearer.id)
        side_label = bearer.own_label or bearer.label if side == "draft" else bearer.label
        if label:
            text = label + (side_label.after if side_label is not None and not side_label.automatic else "\t") + text
        if has_numbers and (number := labelling.number(side, bearer.id)):
            margin = bearer.number or bearer.own_number
            text = number + (margin.after if margin is not None else "\t") + text
        behind = mark_behind(group, side, labelling.marks)
        pieces = ShownParagraph(group, side, notes, len(behind), labelling.note_editions) if shows else None
        yield PrintedParagraph(with_mark_last(text + behind), _is_automatic(side_label), shown, pieces, bearer, bool(label))


def file_paragraphs(
    story: Sequence[RawParagraph], notes: Mapping[str, RawNote], side: Side, *, shows: bool
) -> Iterator[PrintedParagraph]:
    """The paragraphs of a side of the file."""
    for group in groups(story, side):
        text, shown = paragraph_text(group, notes, side)
        text = with_mark_last(text)
        pieces = ShownParagraph(group, side, notes) if shows else None
        number = _number(group, side)
        if number is not None and number.text:
            yield PrintedParagraph(f"{number.text}\t{text}", True, shown, pieces)
        else:
            yield PrintedParagraph(text, False, shown, pieces)


def _number(group: Sequence[RawParagraph], side: Side) -> AutoNumber | None:
    """The label that Word's numbering gives a paragraph of a side: that of the first piece that leaves a trace there."""
    for paragraph in group:
        face = paragraph.base_face if side == "base" and paragraph.base_face is not None else paragraph.face
        if face.number is not None and (paragraph.end.status.on(side) or any(run.status.on(side) for run in paragraph.runs)):
            return face.number
    return None


def trim_paragraphs(printed: Iterable[PrintedParagraph], *, blanks: bool = False) -> list[PrintedParagraph]:
    """The paragraphs of a text without the empty ones before and after it, which belong to the file. `blanks`: also without
    those of blanks alone, which separate proposals as empty ones do."""
    out = list(printed)
    while out and not (out[-1].text.strip() if blanks else out[-1].text):
        out.pop()
    first = next((place for place, paragraph in enumerate(out) if (paragraph.text.strip() if blanks else paragraph.text)), 0)
    return out[first:]


def without_closing_row(printed: list[PrintedParagraph]) -> list[PrintedParagraph]:
    """The paragraphs of a text without rows of underscores at its end, which close a proposal in any file."""
    while printed and (not printed[-1].text or is_rule(printed[-1].text)):
        printed = printed[:-1]
    return printed


def _is_automatic(label: Label | None) -> bool:
    return label is not None and label.automatic


def paragraph_text(
    pieces: Sequence[Piece],
    known: Mapping[str, Note] | Mapping[str, RawNote],
    side: Side,
    numbers: Mapping[str, NumberPair] = NO_NOTES,
    editions: Mapping[str, EditionMarks] = NO_EDITIONS,
) -> tuple[str, tuple[str, ...]]:
    """The characters of a paragraph and the texts of its notes.

    pieces: the parts of the paragraph
    known: the notes, by key
    side: the side
    numbers: the margin numbers of notes of the document
    editions: their edition marks
    """
    texts: list[str] = []
    notes: list[str] = []
    base = side == "base"
    for piece in pieces:
        for run in piece.runs:
            status = run.status
            if not (status.in_base if base else status.in_draft):
                continue
            if run.content:
                if run.text == ANCHOR:
                    continue
                if run.text == NOTE:
                    note = known.get(run.content)
                    number = _number_before(note, numbers.get(run.content), side)
                    notes.append(_note_text(note, side, number, editions.get(run.content, NO_MARKS)))
            texts.append(run.text)
    return "".join(texts), tuple(notes)


def with_mark_last(text: str) -> str:
    """A paragraph with an edition mark after the references to notes at its end: it is no part of the words, and a file has it
    after them or before them."""
    if not text.endswith(NOTE):
        return text
    words = text.rstrip(NOTE)
    mark = read_mark(words)
    if mark is None:
        return text
    size = len(words) - len(mark.after) - len(mark.text)
    return words[:size] + text[len(words) :] + words[size:]


def _number_before(note: Note | RawNote | None, number: NumberPair | None, side: Side) -> str:
    """The margin number of a note of the document with its separator."""
    text: str | None = getattr(number, side) if number is not None else None
    if not text or not isinstance(note, Note):
        return ""
    label = number_of_note(note)
    return text + (label.after if label is not None else "\t")


def _note_text(note: Note | RawNote | None, side: Side, number: str, marks: EditionMarks) -> str:
    if note is None:
        return ""
    pieces: Sequence[Piece] = note.clauses if isinstance(note, Note) else note.paragraphs
    bearer = bearer_of_number(note) if number and isinstance(note, Note) else ""
    texts = []
    for group in groups(pieces, side):
        has_number = bool(bearer) and any(isinstance(piece, Clause) and piece.id == bearer for piece in group)
        behind = mark_behind([piece for piece in group if isinstance(piece, Clause)], side, marks)
        texts.append((number if has_number else "") + paragraph_text(group, {}, side)[0] + behind)
        number = "" if has_number else number
    if number:  # nothing is left of the words that it is printed before
        texts[:1] = [number + text for text in texts[:1] or [""]]
    return "\n".join(texts).strip("\n")
