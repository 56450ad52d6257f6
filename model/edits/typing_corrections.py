"""Typing that is put right, in a transaction of its own that one undo takes back: quotes, dashes, words, and typed labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from model.edits.clause_properties import with_props
from model.edits.common import block_of, caret_at, check_levels, of_edit, transaction
from model.edits.enter_and_tab import opens
from model.edits.text import style_at
from model.errors import EditError
from model.numbering import Numeral, TypedLabel, parse_label, read_label, resolve_schemes
from model.redline import Clause, Props, Run, Stamp, Status
from model.redline.edit_text import InsertedParagraph, Place, edit
from model.redline.runs import cut
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetClause, Transaction
from model.submission.values import Submission
from model.text.typing_corrections import TypingRules, correction


def correct_typing(
    submission: Submission, story: StoryId, place: Place, typed: int, rules: TypingRules, stamp: Stamp
) -> Transaction | None:
    """Correct what was typed before a place; None if nothing is to be corrected, or the text was not typed.

    place: after the last character that was typed
    typed: the characters before it that were typed in one go
    rules: the rules of the language of the text
    """
    clauses = story_clauses(submission, story)
    clause = clauses[place.index]
    found = correction(_draft_before(clause, place.offset), rules)
    if found is None or found.length > typed or not _is_inserted(clause, place.offset, found.length):
        return None
    run = Run(found.put, style=style_at(clause, place.offset))
    start = Place(place.index, place.offset - found.length)
    return of_edit(
        story, clauses, edit(clauses, start, place, [InsertedParagraph((run,))], stamp), TransactionKind.AUTOCORRECT, stamp
    )


def _draft_before(clause: Clause, offset: int) -> str:
    before, _ = cut(clause.runs, offset)
    return "".join(run.text for run in before if run.status.in_draft)


def _is_inserted(clause: Clause, offset: int, length: int) -> bool:
    """Whether the characters before an offset are inserted text."""
    _, runs = cut(cut(clause.runs, offset)[0], offset - length)
    return all(run.status is Status.INSERTED and not run.content for run in runs)


ENDS = (" ", "\t", "\u00a0", " \t")
"""What is typed after a label."""
LONGEST = 12
"""Characters of a label with what is typed after it."""
AROUND = 60
"""Items before it that decide what a label means."""
AHEAD = 3
"""By how much a label may run ahead of the list that it goes on with; a greater one is a word of the text."""


def absorb_label(
    submission: Submission, story: StoryId, place: Place, label_of: Callable[[str], str | None], stamp: Stamp
) -> Transaction | None:
    """Turn the label between the beginning of a new paragraph and a place into the paragraph's level and scheme. None if that is
    no label, or an unlikely one there.

    place: where the label ends
    label_of: the label of a clause of the draft, by its id
    """
    clauses = story_clauses(submission, story)
    clause = clauses[place.index]
    if place.offset > LONGEST or not _is_new(clauses, place.index):
        return None
    typed = _typed_label(clause, place.offset, submission.language)
    props = _meant(clauses, place.index, typed, label_of) if typed is not None else None
    if props is None:
        return None
    try:
        check_levels(clauses, place.index, [props], clause.cell)
    except EditError:
        return None
    new = with_props(replace(clause, runs=cut(clause.runs, place.offset)[1]), props, stamp)
    after = caret_at(story, clauses, Place(place.index, 0))
    return transaction(TransactionKind.SET_LABEL, [SetClause(story, clause.id, clause, new)], stamp, selection=after)


def _is_new(clauses: Sequence[Clause], index: int) -> bool:
    """Whether a paragraph is wholly new, and one that may bear a label."""
    clause = clauses[index]
    before = clauses[index - 1].end.status if index else Status.KEPT
    return (
        clause.props.kind == "paragraph"
        and clause.cell is None
        and clause.own_label is None
        and clause.end.status.in_draft
        and Status.INSERTED in (clause.end.status, before)
        and all(run.status is Status.INSERTED for run in clause.runs)
        and opens(clauses, index)
    )


def _typed_label(clause: Clause, offset: int, language: str) -> TypedLabel | None:
    """The label that ends at a place, no bullet."""
    head = clause.text[:offset]
    found = read_label(head, language)
    if found is None or found.length != offset or found.after not in ENDS or found.scheme == "bullet":
        return None
    letters = found.scheme != "decimal"
    return None if letters and found.candidates[0].close.strip() not in (")", "）", "'", "’") else found


def _meant(clauses: Sequence[Clause], index: int, typed: TypedLabel, label_of: Callable[[str], str | None]) -> Props | None:
    """What the paragraph is by its label, after the labels before it in its block; None if none of them leads there."""
    start, _ = block_of(clauses, index)
    above = [clause for clause in clauses[max(start, index - AROUND) : index] if clause.end.status.in_draft]
    items = [(clause, label) for clause in above if (label := _known_label(clause, label_of)) is not None]
    placed = resolve_schemes([*(label for _, label in items), typed])
    last = placed[-1]
    if last is None:
        return None
    before: Numeral | None = None
    above_it: Numeral | None = None
    level = 1
    for (clause, _), found in zip(items, placed[:-1], strict=True):
        if found is None or found.depth > last.depth:
            continue
        before, above_it = (found.numeral, above_it) if found.depth == last.depth else (None, found.numeral)
        level = clause.props.level + (found.depth < last.depth)
    most = AHEAD if before is None else before.value + AHEAD
    if last.numeral.value > most or (before is None and above_it is not None and _is_alike(above_it, last.numeral)):
        return None
    props, scheme = clauses[index].props, last.numeral.scheme
    if (props.level, props.scheme) == (level, scheme):
        return props
    return replace(props, level=level, scheme=scheme, style="", other="")


def _is_alike(first: Numeral, other: Numeral) -> bool:
    """Whether two labels are of lists that never stand one in the other: `a)` under `a)`."""
    return (first.scheme, first.alphabet, first.depth) == (other.scheme, other.alphabet, other.depth)


def _known_label(clause: Clause, label_of: Callable[[str], str | None]) -> TypedLabel | None:
    """The label of an item, of which the scheme is known."""
    text = label_of(clause.id)
    numeral = parse_label(text, clause.props.scheme) if text else None
    return TypedLabel(text, "\t", (numeral,)) if text and numeral is not None else None
