"""The brief of the delegation: its positions with the wording that they are about, by clause or by party, in landscape. It is
confidential: the only export that contains them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from model.formats.page.blocks import Block, Cell, Line, Printout, Row, Span, Table, plain_spans
from model.formats.page.metrics import LANDSCAPE_WIDTH
from model.lexicon.words import printed_words
from model.message import Say, in_english
from model.numbering import Labelling, note_marks
from model.redline import Clause, Side, Style
from model.submission.clause_paths import places
from model.submission.comments import CommentSpan
from model.submission.place_texts import note_text, place_text
from model.submission.position_places import PlacedPosition, placed_positions
from model.submission.position_words import STANCE_WORDS
from model.submission.positions import Position
from model.submission.values import Proposal, Submission

BriefOrder = Literal["clause", "party"]
ORDERS: tuple[BriefOrder, ...] = ("clause", "party")
_GRID = (2000, 3100, 3300, 2600)
_HEADS = ("Place", "Text in force", "Proposed text", "Position", "Speaking note")
_NOTHING = "–"
_UNSEEN = dict.fromkeys(map(ord, "\ufffc\u0001\u200b"))


class _Entry(Struct, frozen=True):
    """A position with what its row says of its place."""

    position: Position
    place: str
    base: tuple[Line, ...]
    draft: tuple[Line, ...]
    lost: str = ""
    """The words that the position was about, if the clause no longer has them."""


def has_positions(submission: Submission) -> bool:
    """Whether the delegation has noted a position."""
    return any(proposal.positions for proposal in submission.proposals)


def brief(submission: Submission, by: BriefOrder = "clause", say: Say = in_english) -> Printout:
    """The positions of a submission in tables, whose first line, on each page, says that they are confidential.

    submission: the submission, with its positions
    by: in the order of the text, a table for each proposal; or a table for each party
    say: says places, in the language of the reader
    """
    words = printed_words(submission.language)
    blocks: list[Block] = [
        Line("Tabletitle", plain_spans(words["Delegation brief"], bold=True)),
        Line("Normal", plain_spans(words["Confidential: for the delegation only, not for distribution"], bold=True)),
    ]
    if submission.header.title:
        blocks.append(Line("Normal", plain_spans(" ".join(submission.header.title.split()))))
    entries = [(proposal, list(_entries(proposal, say))) for proposal in submission.proposals]
    if by == "clause":
        for proposal, found in entries:
            if found:
                head = " ".join(filter(None, (proposal.symbol, proposal.number)))
                blocks += [Line("Headingb", plain_spans(head))] if head else []
                blocks.append(_table(found, submission.language))
    else:
        everything = [entry for _, found in entries for entry in found]
        parties = dict.fromkeys(party for entry in everything for party in _parties(entry.position))
        for party in sorted(parties, key=lambda name: (not name, name)):
            of_party = [entry for entry in everything if party in _parties(entry.position)]
            blocks.append(Line("Headingb", plain_spans(f"{party or words['No party named']} ({len(of_party)})")))
            blocks.append(_table(of_party, submission.language))
    return Printout(tuple(blocks), language=submission.language, title=words["Delegation brief"], landscape=True)


def _parties(position: Position) -> tuple[str, ...]:
    """The parties under which a position is listed: the owners of the words, and the one whose amendment it is about."""
    return tuple(dict.fromkeys(filter(None, (position.party, *position.owners)))) or ("",)


def _entries(proposal: Proposal, say: Say) -> Iterator[_Entry]:
    redline = proposal.redline
    found = placed_positions(redline, proposal.positions)
    if not found:
        return
    labelling = Labelling.of(redline)
    names, marks = places(redline, labelling), note_marks(redline)
    clauses = {("", clause.id): clause for clause in redline.clauses}
    clauses |= {(key, clause.id): clause for key, note in redline.notes.items() for clause in note.clauses}
    for placed in found:
        place = _NOTHING
        if placed.spans:
            first = placed.spans[0]
            place = say(note_text(marks[first.note][1] or "")) if first.note in marks else say(place_text(names[first.clause]))
        shown = [(clauses[span.note, span.clause], span) for span in placed.spans]
        base = [line for clause, span in shown if (line := _wording(clause, "base", span, labelling))]
        draft = [line for clause, span in shown if (line := _wording(clause, "draft", span, labelling))]
        rows = tuple(base) or _lines([_NOTHING]), tuple(draft) or _lines(_quotes(placed))
        yield _Entry(placed.position, place, *rows, _lost_words(placed))


def _lost_words(placed: PlacedPosition) -> str:
    """The words that a position was about, if its clause is there without them."""
    if not placed.spans or not all(span.whole for span in placed.spans):
        return ""
    return " ".join(" ".join(anchor.quote for anchor in placed.position.anchors).split())


def _quotes(placed: PlacedPosition) -> list[str]:
    """The words that a position was about, if its place is gone; a dash if they were deleted."""
    return [_NOTHING] if placed.spans else [anchor.quote for anchor in placed.position.anchors if anchor.quote] or [_NOTHING]


def _wording(clause: Clause, side: Side, span: CommentSpan, labelling: Labelling) -> Line | None:
    """A clause on one side, the words that a position is about underlined; None if the side has nothing of it."""
    spans: list[Span] = []
    at = 0
    for run in clause.runs:
        if run.status.on(side) and not run.content:
            for start, stop, about in _parts(at, at + len(run.text), span):
                text = run.text[start - at : stop - at].translate(_UNSEEN)
                spans.append(Span(text, style=Style(underline=about and side == "draft", italic=run.style.italic)))
        at += len(run.text)
    if not "".join(part.text for part in spans).strip():
        return None
    label = (labelling.base if side == "base" else labelling.draft)(clause.id) if not span.note else None
    return Line("Tabletext", (*(plain_spans(f"{label} ") if label else ()), *spans))


def _parts(start: int, stop: int, span: CommentSpan) -> Iterator[tuple[int, int, bool]]:
    """A range in up to three parts, each with whether the span contains it."""
    cuts = sorted({start, stop, *(offset for offset in (span.start, span.end) if start < offset < stop)})
    for first, last in pairwise(cuts):
        yield first, last, not span.whole and span.start <= first < span.end


def _table(entries: Sequence[_Entry], language: str) -> Table:
    words = printed_words(language)
    grid = (*_GRID, LANDSCAPE_WIDTH - sum(_GRID))
    warning = plain_spans(words["Confidential: for the delegation only, not for distribution"], bold=True)
    head = Row((Cell((Line("Tablehead", warning),), columns=len(grid)),))
    names = Row(tuple(Cell((Line("Tablehead", plain_spans(words[name])),)) for name in _HEADS))
    rows = [_row(entry, entries[at - 1] if at else None, language) for at, entry in enumerate(entries)]
    return Table(grid, (head, names, *rows), heads=2)


def _row(entry: _Entry, before: _Entry | None, language: str) -> Row:
    """The row of a position; its wording is omitted if it is that of the row before."""
    words, position = printed_words(language), entry.position
    stance = STANCE_WORDS[position.stance]
    lines = [Line("Tabletext", plain_spans(f"{stance.sign} {words[str(stance.name)]}", bold=True)), *_lines([position.details])]
    if entry.lost:
        lines += _lines([f"{words['About deleted words']}: {entry.lost}"])
    if position.owners:
        lines += _lines([f"{words['Owners']}: {', '.join(position.owners)}"])
    if position.party:
        lines += _lines([words["amendment by {}"].format(position.party)])
    notes = list(_lines([position.note]))
    if position.links:
        notes += [Line("Tabletext", plain_spans(f"{words['Linked texts']}:", bold=True)), *_lines(position.links)]
    same = before is not None and (before.place, before.base, before.draft) == (entry.place, entry.base, entry.draft)
    wording = (Cell(),) * 3 if same else (Cell(_lines([entry.place])), Cell(entry.base), Cell(entry.draft))
    return Row((*wording, Cell(tuple(lines)), Cell(tuple(notes))), parts=True)


def _lines(texts: Sequence[str]) -> tuple[Line, ...]:
    return tuple(Line("Tabletext", plain_spans(line)) for text in texts for line in text.split("\n") if line)
