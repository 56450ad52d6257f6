"""Decisions on open texts, as edits of a redline; the base is never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from model.brackets.deleted_ranges import CLOSING_MARKS, CutParagraph, cut_paragraphs, deleted_spans
from model.brackets.emptied_brackets import with_emptied_brackets
from model.brackets.parser import parse_brackets
from model.brackets.span_text import clauses_of_span
from model.brackets.text_in_force import restored_edits
from model.brackets.values import BracketDecision, OpenText, TextSpan
from model.lexicon.bracket_words import PARTNERS
from model.redline import Clause, Label, Redline, Run, Stamp, Status
from model.redline.canonical import canonical
from model.redline.edit_text import Edit, Place, edit
from model.redline.runs import changed_span, cut, struck_run
from model.submission.story import StoryId

_OPENING = "".join(PARTNERS)
_MOST_PASSES = 100


def with_decisions(redline: Redline, decisions: Mapping[OpenText, BracketDecision], stamp: Stamp) -> Redline:
    """The redline after these decisions; its draft shows how the text then reads. Open texts in notes are not decided."""
    clauses = redline.clauses
    for change in decided_edits(clauses, decisions, stamp):
        clauses = with_edit(clauses, change)
    return replace(redline, clauses=clauses)


def with_edit(clauses: tuple[Clause, ...], change: Edit) -> tuple[Clause, ...]:
    """The clauses after an edit."""
    return (*clauses[: change.at], *change.new, *clauses[change.at + len(change.old) :])


def decided_edits(clauses: tuple[Clause, ...], decisions: Mapping[OpenText, BracketDecision], stamp: Stamp) -> list[Edit]:
    """The edits, in order, that carry out decisions on open texts of a draft; a decision inside a deleted option has none."""
    decisions = with_emptied_brackets(clauses, decisions)
    plain = {open_text: decision for open_text, decision in decisions.items() if not restores(open_text, decision)}
    edits: list[Edit] = []
    before = clauses
    parts = cut_paragraphs(clauses, plain)
    for change in _cut_edits(clauses, parts, stamp):
        clauses = _add(edits, clauses, change)
    for part in reversed(parts):
        for change in _end_edits(clauses, part, stamp):
            clauses = _add(edits, clauses, change)
    for span in _restored_spans(before, decisions, plain, clauses):
        for change in restored_edits(clauses, span, stamp):
            clauses = _add(edits, clauses, change)
    return edits


def _restored_spans(
    clauses: tuple[Clause, ...],
    decisions: Mapping[OpenText, BracketDecision],
    plain: Mapping[OpenText, BracketDecision],
    new: tuple[Clause, ...],
) -> list[TextSpan]:
    """The spans that get the text in force again, after the plain decisions, from the last to the first; none is in another."""
    order = {clause.id: index for index, clause in enumerate(clauses)}
    spans = [open_text.span for open_text in decisions if open_text not in plain]
    if not spans:
        return []
    outer = [span for span in spans if not any(other != span and _is_within(order, span, other) for other in spans)]
    outer.sort(key=lambda span: (order[span.first], span.start), reverse=True)
    if not plain:
        return outer
    found = found_again(clauses, plain, new, next(iter(decisions)).story)
    return [again for span in outer if (again := _span_again(span, found)) is not None]


def _span_again(span: TextSpan, found: Mapping[OpenText, OpenText]) -> TextSpan | None:
    """The span of an open text, or of an option, after decisions; None if it cannot be recognised."""
    for old, new in found.items():
        if old.span == span:
            return new.span
        if len(old.options) == len(new.options):
            for option, same in zip(old.options, new.options, strict=True):
                if option.span == span:
                    return same.span
    return None


def stripped_edits(clauses: tuple[Clause, ...], stamp: Stamp) -> list[Edit]:
    """The edits that delete all brackets of open texts and keep the words of the draft."""
    edits: list[Edit] = []
    for _ in range(_MOST_PASSES):  # without brackets, a former mark of a note may be an open text
        found = parse_brackets(clauses).open_texts
        if not found:
            break
        for change in decided_edits(clauses, dict.fromkeys(found, BracketDecision("keep")), stamp):
            edits.append(change)
            clauses = with_edit(clauses, change)
    return edits


def found_again(
    clauses: tuple[Clause, ...], decisions: Mapping[OpenText, BracketDecision], new: tuple[Clause, ...], story: StoryId
) -> dict[OpenText, OpenText]:
    """The open texts of a draft that decisions leave, each with what it is after them; empty if they cannot be told apart.

    clauses, new: the text of the story before and after the decisions
    """
    order = {clause.id: index for index, clause in enumerate(clauses)}
    whole = with_emptied_brackets(clauses, decisions)
    gone = [span for open_text, decision in whole.items() for span, _ in deleted_spans(open_text, decision)]
    gone += [open_text.span for open_text in whole if open_text not in decisions]

    def is_left(open_text: OpenText) -> bool:
        return open_text not in decisions and not any(_is_within(order, open_text.span, span) for span in gone)

    left = [open_text for open_text in parse_brackets(clauses, "draft", story).open_texts if is_left(open_text)]
    found = parse_brackets(new, "draft", story).open_texts
    return dict(zip(left, found, strict=True)) if len(left) == len(found) else {}


def _is_within(order: Mapping[str, int], inner: TextSpan, outer: TextSpan) -> bool:
    starts = (order[outer.first], outer.start) <= (order[inner.first], inner.start)
    return starts and (order[inner.last], inner.stop) <= (order[outer.last], outer.stop)


def restores(open_text: OpenText, decision: BracketDecision) -> bool:
    """Whether a decision brings the text in force back."""
    return decision.kind == "choose" and open_text.options[decision.option].kind == "noc"


def _add(edits: list[Edit], clauses: tuple[Clause, ...], change: Edit) -> tuple[Clause, ...]:
    if change.old == change.new:
        return clauses
    edits.append(change)
    return with_edit(clauses, change)


def _cut_edits(clauses: tuple[Clause, ...], parts: Sequence[CutParagraph], stamp: Stamp) -> list[Edit]:
    """The edits that delete characters of paragraphs, and brackets in their labels, from the last place to the first. All
    characters are deleted before the text is brought into canonical form, which may move some that stay."""
    new = {clause.id: clause for part in parts for clause in _with_cuts(part, stamp)}
    edits: list[Edit] = []
    stop = len(clauses)
    while stop > 0:
        start = stop - 1
        while start > 0 and clauses[start - 1].end.status is not Status.KEPT:
            start -= 1
        old = clauses[start:stop]
        if any(clause.id in new for clause in old):
            formed = canonical([new.get(clause.id, clause) for clause in old])
            head, tail = changed_span(old, formed)
            at = start + head
            edits.append(Edit(at, old[head : len(old) - tail], formed[head : len(formed) - tail], Place(at, 0)))
        stop = start
    return edits


def _with_cuts(part: CutParagraph, stamp: Stamp) -> list[Clause]:
    """The clauses of a paragraph without its deleted characters."""
    cuts: dict[str, list[tuple[int, int]]] = {}
    for start, stop in part.ranges():
        span = part.text.span(max(start, part.text.label_signs), max(stop, part.text.label_signs))
        for clause, low, high in clauses_of_span(part.text.clauses, span):
            cuts.setdefault(clause.id, []).append((low, high))
    cut_clauses = [_delete_ranges(clause, cuts.get(clause.id, ()), stamp) for clause in part.text.clauses]
    return [_without_label_bracket(clause) if clause.id in part.labels else clause for clause in cut_clauses]


def _delete_ranges(clause: Clause, ranges: Sequence[tuple[int, int]], stamp: Stamp) -> Clause:
    """A clause with the live text of ranges deleted."""
    runs = clause.runs
    for low, high in reversed(ranges):
        before, rest = cut(runs, low)
        middle, after = cut(rest, high - low)
        kept: list[Run] = [struck_run(run, stamp) for run in middle if run.status is not Status.INSERTED]
        runs = (*before, *kept, *after)
    return replace(clause, runs=runs) if ranges else clause


def _without_label_bracket(clause: Clause) -> Clause:
    label = clause.own_label or clause.label
    if label is None:
        return clause
    text = label.text.strip(_OPENING + "]］】〕").strip()
    text = text.removesuffix("alt").removesuffix("alt.").strip() or text
    if clause.label is not None and clause.label.text == text:
        return replace(clause, own_label=None)
    return replace(clause, own_label=Label(text, label.after or "\t", style=label.style))


def _end_edits(clauses: tuple[Clause, ...], part: CutParagraph, stamp: Stamp) -> list[Edit]:
    """The edits that delete a paragraph of which nothing is left, or an end inside a deletion."""
    places = {clause.id: index for index, clause in enumerate(clauses)}
    ids = [clause.id for clause in part.text.clauses]
    if not (part.is_empty or part.joins_next) or not all(id in places for id in ids):
        return []
    first, last = places[ids[0]], places[ids[-1]]
    if part.joins_next:
        return (
            [edit(clauses, Place(last, len(clauses[last].text)), Place(last + 1, 0), [], stamp)]
            if last + 1 < len(clauses)
            else []
        )
    members = clauses[first : last + 1]
    if any(clause.cell is not None or clause.text_on("draft").strip(CLOSING_MARKS) for clause in members):
        return []
    return [edit(clauses, Place(first, 0), Place(last + 1, 0), [], stamp)]
