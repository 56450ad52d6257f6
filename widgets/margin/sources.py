"""The cards of comments, amendments and problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from model.redline import NOTE, Clause, Redline
from model.submission.amendment_notes import NONE, Remarks
from model.submission.amendments import Amendment, span_of
from model.submission.new_text import author_of_new_text, is_of_new_text
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import Proposal
from widgets.comments.places import CommentPlaces
from widgets.common.foreign_text import isolated
from widgets.common.translation import translate
from widgets.margin.cards import Card
from widgets.margin.scroll_marks import ScrollMark
from widgets.problems.marks import marks_of

if TYPE_CHECKING:
    from model.preflight.context import DraftLine
    from model.preflight.finding import Finding
    from model.submission.search import Hit

NoteMarks = Mapping[str, tuple[str, int]]
"""For the key of a note, the clause with its mark and the offset of the mark."""


def note_marks_of(redline: Redline) -> NoteMarks:
    """The places of the marks of the notes of a text."""
    out: dict[str, tuple[str, int]] = {}
    for clause in redline.clauses if redline.notes else ():
        out.update(_marks_in(clause))
    return out


def _marks_in(clause: Clause) -> Iterator[tuple[str, tuple[str, int]]]:
    at = 0
    for run in clause.runs:
        if run.text == NOTE:
            yield run.content, (clause.id, at)
        at += len(run.text)


def comment_cards(places: CommentPlaces, notes: NoteMarks, *, reasons: bool) -> Iterator[Card]:
    """A card for each comment with a place that is not resolved; with `reasons` those that give the reason of an amendment,
    otherwise the others."""
    for key, comment in places.in_order():
        marks = places.marks(key)
        if not marks or comment.done or comment.reason is not reasons:
            continue
        first, last = marks[0].span, marks[-1].span
        story = StoryId(places.number, first.note)
        end = (first.clause, first.start) if first.whole else (last.clause, last.end)
        selection = Selection(story, (first.clause, first.start), end)
        clause, start, stop = first.clause, first.start, first.start if first.whole else first.end
        if first.note:
            if first.note not in notes:
                continue
            clause, start = notes[first.note]
            stop = start + 1
        yield Card("comment", key, clause, start, stop, selection, comment=comment)


def rows_with_cards(rows: Iterable[Amendment], proposal: Proposal | None, remarks: Mapping[str, Remarks]) -> list[Amendment]:
    """The amendments of a proposal that have cards: an amendment that is only a part of a new text has one if it has a reason."""
    decided = [row for row in rows if row.parts]
    author = author_of_new_text(proposal) if proposal is not None else None
    if author is None:
        return decided
    return [row for row in decided if not is_of_new_text(row, author) or remarks.get(row.key, NONE).reason]


def amendment_cards(
    rows: Iterable[Amendment],
    theirs: Iterable[Amendment],
    redline: Redline,
    number: int,
    remarks: Mapping[str, Remarks],
    notes: NoteMarks,
) -> Iterator[Card]:
    """A card for the amendments of one author in one clause, and for each inserted or deleted table row; an amendment with a
    reason has its own card, and each of another party's.

    rows: the amendments
    theirs: those of another party whose proposal the text amends, see `Amendment.theirs`
    redline: their text
    number: the number of its proposal
    remarks: the reasons and notes of amendments, by their keys
    notes: the places of the marks of notes
    """
    groups: dict[tuple[str, ...], list[Amendment]] = {}
    for row in rows:
        if row.parts:
            reason = remarks.get(row.key, NONE).reason
            groups.setdefault((row.note, row.clause, row.stamp.author, reason), []).append(row)
    for (note, clause, author, reason), group in groups.items():
        spans = [span_of(amendment, redline) for amendment in group]
        start, stop = spans[0] if len(spans) == 1 else (min(low for low, _ in spans), max(high for _, high in spans))
        cells = [part.clause for part in group[-1].parts if part.note == note]  # a row includes its footnotes
        last = cells[-1] if group[-1].kind == "row" else clause
        end = (clause, stop) if last == clause else (last, _length(redline, note, last))
        selection = Selection(StoryId(number, note), (clause, start), end)
        at = clause
        if note:
            if note not in notes:
                continue
            at, start = notes[note]
            stop = start + 1
        # The buttons for several amendments must not depend on their number, so that the texts of the others keep their places.
        name = "|".join((note, clause, author, reason))
        yield Card("amendment", name, at, start, stop, selection, amendments=tuple(group), reason=reason)
    yield from _their_cards(theirs, number, notes)


def _their_cards(rows: Iterable[Amendment], number: int, notes: NoteMarks) -> Iterator[Card]:
    """A card for each amendment of another party, at its place in the text that amends theirs."""
    for row in rows:
        clause, (start, stop) = row.clause, (row.parts[0].start, row.parts[0].stop)
        selection = Selection(StoryId(number, row.note), (clause, start), (clause, stop))
        if row.note:
            if row.note not in notes:
                continue
            clause, start = notes[row.note]
            stop = start + 1
        yield Card("amendment", row.key, clause, start, stop, selection, amendments=(row,))


def _length(redline: Redline, note: str, id: str) -> int:
    """The characters of a clause of a text, or of one of its notes, which may contain tables."""
    return next(len(clause.text) for clause in redline.clauses_of(note) if clause.id == id)


def problem_cards(
    findings: Iterable[Finding], lines: Mapping[tuple[StoryId, str], DraftLine], number: int, notes: NoteMarks
) -> Iterator[Card]:
    """A card for each error and warning about words or a clause of a text."""
    from model.preflight.rules import rule_named  # whoever has findings has loaded the rules

    for finding in findings:
        fault = finding.fault
        note = fault.story.note
        line = lines.get((fault.story, fault.clause))
        if finding.severity == "advice" or not fault.clause or fault.story.proposal != number or line is None:
            continue
        marks = list(marks_of(finding, line)) if fault.start < fault.stop else []
        clause, start, stop = (marks[0].clause.id, marks[0].start, marks[0].stop) if marks else (fault.clause, 0, 0)
        selection = Selection(fault.story, (clause, start), (clause, stop))
        if note:
            if note not in notes:
                continue
            clause, start = notes[note]
            stop = start + 1
        first = rule_named(finding.rule).first
        yield Card("problem", finding.key, clause, start, stop, selection, finding=finding, first=first)


def hit_marks(hits: Iterable[Hit], story: StoryId, notes: NoteMarks) -> Iterator[ScrollMark]:
    """The marks of the hits in a text and its notes; those of a note are at its mark in the text."""
    for hit in hits:
        note = hit.story.note
        if hit.story.text != story or (note and note not in notes):
            continue
        clause, offset = notes[note] if note else (hit.clause, hit.start)
        selection = Selection(hit.story, (hit.clause, hit.start), (hit.last, hit.stop))
        yield ScrollMark("hit", clause, offset, selection, partial(_sentence_of, hit))


def _sentence_of(hit: Hit) -> str:
    return translate("CardsController", "Found: {words}").format(words=isolated(hit.before + hit.text + hit.after))
