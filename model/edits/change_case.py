"""Changing capital and small letters of words, as Shift+F3 does in Word."""

from __future__ import annotations

from msgspec.structs import replace

from model.edits.replace_all import replace_spans
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.search import Passage, passages
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, Transaction, apply
from model.submission.values import Submission
from model.text.lazy_regex import late
from model.text.letter_case import in_case, next_case

_WORD = late(r"\w+(?:['’ʼ]\w+)*")

Span = tuple[int, int]


def change_case(submission: Submission, story: StoryId, a: Place, b: Place, stamp: Stamp) -> Transaction:
    """Write the words between two places in the case that follows theirs, see `next_case`; of two equal places, the word there.
    The words stay selected, so that the action can be repeated.

    a: where the words begin
    b: where they end
    """
    clauses = story_clauses(submission, story)
    index = {clause.id: at for at, clause in enumerate(clauses)}
    chosen: list[tuple[Passage, Span]] = []
    for passage in passages(submission, "draft", story):
        span = _span_between(passage, index, a, b)
        if a == b and span is not None:
            span = next((word.span() for word in _WORD.finditer(passage.text) if word.start() <= span[0] <= word.end()), None)
        if span is not None and _WORD.search(passage.text, *span):
            chosen.append((passage, span))
    case = next_case(" ".join(passage.text[start:stop] for passage, (start, stop) in chosen))
    changes: list[tuple[Passage, list[tuple[int, int, str]]]] = []
    for passage, span in chosen:
        words = [(*word.span(), in_case(word.group(), case)) for word in _WORD.finditer(passage.text, *span)]
        changes.append((passage, [word for word in words if passage.text[word[0] : word[1]] != word[2]]))
    made = replace_spans(submission, changes, TransactionKind.CHANGE_CASE, sum(len(words) for _, words in changes), stamp)
    if not made.steps:
        return made
    return replace(made, after=_selection(apply(submission, made), story, chosen, changes[-1][1]))


def _span_between(passage: Passage, index: dict[str, int], a: Place, b: Place) -> Span | None:
    """The characters of a passage between two places of its story, or the place if both are equal; None if there are none."""
    passed, found = 0, list[int]()
    for clause, offset, run in passage.runs:
        number, end = index[clause.id], offset + len(run.text)
        low = max(offset, a.offset) if number == a.index else offset
        high = min(end, b.offset) if number == b.index else end
        if a.index <= number <= b.index and low <= high:
            found += [passed + low - offset, passed + high - offset]
        passed += len(run.text)
    return (found[0], found[-1]) if found and (found[0] < found[-1] or a == b) else None


def _selection(
    submission: Submission, story: StoryId, chosen: list[tuple[Passage, Span]], words: list[tuple[int, int, str]]
) -> Selection:
    """The changed words as they are now.

    chosen: the passages as they were, with the characters that were chosen in them
    words: the changes in the last of them
    """
    by_clause = {clause.id: passage for passage in passages(submission, "draft", story) for clause in passage.clauses}
    longer = sum(len(new) - (stop - start) for start, stop, new in words)
    (first, (start, _)), (last, (_, stop)) = chosen[0], chosen[-1]
    anchor = _place(by_clause[first.clauses[0].id], start, after=False)
    return Selection(story, anchor, _place(by_clause[last.clauses[0].id], stop + longer, after=True))


def _place(passage: Passage, at: int, *, after: bool) -> tuple[str, int]:
    """A place in a passage as a clause and an offset in it: before the character that follows, or `after` the one before."""
    passed, place = 0, (passage.clauses[0].id, 0)
    for clause, offset, run in passage.runs:
        place = clause.id, offset + min(at - passed, len(run.text))
        passed += len(run.text)
        if at <= passed if after else at < passed:
            break
    return place
