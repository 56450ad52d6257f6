"""Comments on a text: their authors, their words, and the present place of the words that they refer to.

A comment is anchored to clauses and their words, never to numbers or offsets. Each anchor quotes the words with a little of the
surrounding text (the TextQuoteSelector of the W3C Web Annotation Data Model), and `find_anchor` searches the present text for
them. A comment therefore stays at its words through any edit, split, merge, move or renumbering of the clause.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from model.redline import ANCHOR, NOBODY, Clause, Redline, Stamp

CONTEXT = 32
"""Characters of context that an anchor keeps on each side."""
_ALIKE = 70
"""From how many percent on an edited quote is taken for the same words."""
_SHORT = 8
"""Fewer characters than these are met by chance."""
_TELLING = 24
"""Fewer characters than these, surroundings counted, may well be said in several clauses."""
_EDITED = 4
"""Of how many characters beyond those one may be another in a clause that did not hold the words."""
_EDGE = 12
"""The number of equal characters required at each end: formulas differ at an end, edited text continues after it."""
_JOINT = 4
"""The number of characters that are written at a split: a full stop, a small word."""


class CommentAnchor(Struct, frozen=True):
    """The words of one clause that a comment is about."""

    clause: str
    """Id of the clause that held the words."""
    quote: str = ""
    """The words, including deleted ones; empty for the clause as a whole."""
    prefix: str = ""
    suffix: str = ""
    note: str = ""
    """Key of the note that contains the clause; empty for the text itself."""


class Reply(Struct, frozen=True):
    """An answer to a comment; as private as the comment."""

    text: str
    stamp: Stamp = NOBODY
    source: str = ""
    """Its id among the comments of the Word package that it was read from."""


class Comment(Struct, frozen=True):
    """A remark on a text, which is not part of the text. Texts of several paragraphs hold `\\n` between them."""

    text: str
    anchors: tuple[CommentAnchor, ...] = ()
    """One for each clause of a range over several, in their order."""
    private: bool = False
    """Whether it never leaves the machine: no export holds it."""
    reason: bool = False
    """Why the words were amended, for the proposal's reasons; such a comment is private."""
    done: bool = False
    """Marked as resolved."""
    stamp: Stamp = NOBODY
    replies: tuple[Reply, ...] = ()
    source: str = ""
    """Its id among the comments of the Word package from which it was read; its marks in the text are ANCHOR runs."""


Comments = Mapping[str, Comment]
"""By a key that stays, as the notes of a redline."""


class CommentSpan(Struct, frozen=True):
    """Words in the present text: code points of the whole text of a clause, including deleted text."""

    clause: str
    start: int
    end: int
    note: str = ""
    whole: bool = False
    """Whether it means the clause as a whole, intentionally or because the words are gone."""


class ClauseText(Struct, frozen=True):
    """The text of a clause in which words are searched, without zero-width marks."""

    clause: str
    """Id of the clause."""
    text: str
    marks: list[int]
    """The offsets of the marks in the whole text, in order."""
    length: int
    """Of the whole text."""

    @classmethod
    def of(cls, clause: Clause) -> ClauseText:
        """That of a clause; costs a walk through its runs, so one is made for all the comments on a clause."""
        whole = clause.text
        if ANCHOR not in whole:
            return cls(clause.id, whole, [], len(whole))
        return cls(clause.id, whole.replace(ANCHOR, ""), list(_occurrences(whole, ANCHOR)), len(whole))

    def offset(self, whole: int) -> int:
        """The offset in this text of an offset in the whole text."""
        return min(whole, self.length) - bisect_left(self.marks, whole) if self.marks else whole

    def span(self, start: int, end: int, note: str) -> CommentSpan:
        """Characters of this text in the whole one."""
        return CommentSpan(self.clause, self._whole(start), self._whole(end - 1) + 1, note)

    def _whole(self, offset: int) -> int:
        before = bisect_right(range(len(self.marks)), offset, key=lambda index: self.marks[index] - index)
        return offset + before


def anchor_of(clause: Clause | ClauseText, start: int = 0, end: int = 0, note: str = "") -> CommentAnchor:
    """The anchor of some characters of a clause; of the whole clause if the range is empty."""
    clause_text = clause if isinstance(clause, ClauseText) else ClauseText.of(clause)
    text, a, b = clause_text.text, clause_text.offset(start), clause_text.offset(end)
    if a >= b:
        return CommentAnchor(clause_text.clause, note=note)
    return CommentAnchor(clause_text.clause, text[a:b], text[max(0, a - CONTEXT) : a], text[b : b + CONTEXT], note)


def find_anchor(redline: Redline, anchor: CommentAnchor) -> CommentSpan | None:
    """The present place of an anchor's words: in their clause, in one that was split from it or to which it was moved, or in the
    only one with the words and their surroundings; else the clause as a whole; None if it is gone."""
    return CommentFinder(redline).find(anchor)


class CommentFinder:
    """Looks for the words of many comments in one redline, whose clauses it takes apart once."""

    def __init__(self, redline: Redline) -> None:
        self._redline = redline
        self._stories: dict[str, Story] = {}

    def comment(self, comment: Comment) -> tuple[CommentSpan, ...]:
        """The present places of a comment, in the order of its anchors; empty if there is none."""
        return tuple(span for anchor in comment.anchors if (span := self.find(anchor)) is not None)

    def find(self, anchor: CommentAnchor) -> CommentSpan | None:
        """As `find_anchor`."""
        story = self._stories.get(anchor.note)
        if story is None:
            story = self._stories[anchor.note] = Story(_story(self._redline, anchor.note))
        index = story.index.get(anchor.clause)
        if not anchor.quote:
            return None if index is None else _whole(story.moved_clause(index) or story.text(index), anchor)
        if index is None:
            return _elsewhere(story.texts(), anchor)
        text, moved = story.text(index), story.moved_clause(index)
        candidates = (moved, text) if moved else (text,)
        return (
            _first(_exact, candidates, anchor)
            or _first(_span_between, candidates, anchor)
            or _split_off(story.clauses, index, anchor)
            or (None if _has_surroundings(text, anchor) else _elsewhere(story.texts(), anchor))
            or _first(_alike, candidates, anchor)
            or _whole(candidates[0], anchor)
        )


class Story:
    """The clauses of a text or a note, and the text of each once it was asked for."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self.clauses = clauses
        self.index = {clause.id: index for index, clause in enumerate(clauses)}
        self._texts: dict[int, ClauseText] = {}

    def text(self, index: int) -> ClauseText:
        """The text of the clause of an index, made once."""
        if index not in self._texts:
            self._texts[index] = ClauseText.of(self.clauses[index])
        return self._texts[index]

    def texts(self) -> Iterator[ClauseText]:
        """The texts of all clauses, in order."""
        return map(self.text, range(len(self.clauses)))

    def moved_clause(self, index: int) -> ClauseText | None:
        """The present place of a clause that was moved away."""
        moved = _moved_clause(self.clauses, index)
        return ClauseText.of(moved) if moved is not None else None


def _first(
    look: Callable[[ClauseText, CommentAnchor], CommentSpan | None], texts: Iterable[ClauseText], anchor: CommentAnchor
) -> CommentSpan | None:
    return next((span for text in texts if (span := look(text, anchor))), None)


def public_comments(comments: Comments, *, tracked: bool = True) -> dict[str, Comment]:
    """The comments that an export may contain; none in an untracked export, which is a text for readers without any names."""
    return {} if not tracked else {key: comment for key, comment in comments.items() if not (comment.private or comment.reason)}


def in_order(redline: Redline, comments: Comments) -> list[tuple[str, tuple[CommentSpan, ...]]]:
    """The comments by their places in the text, then those of notes, those without a place last; at one place the older first."""
    order: dict[tuple[str, str], int] = {}
    for note in ("", *redline.notes):
        for clause in _story(redline, note):
            order[note, clause.id] = len(order)

    def rank(found: tuple[str, tuple[CommentSpan, ...]]) -> tuple[int, int, str, str]:
        key, spans = found
        at = (order.get((spans[0].note, spans[0].clause), len(order)), spans[0].start) if spans else (len(order), 0)
        return *at, comments[key].stamp.date, key

    finder = CommentFinder(redline)
    return sorted(((key, finder.comment(comment)) for key, comment in comments.items()), key=rank)


# The search for the words


def _story(redline: Redline, note: str) -> tuple[Clause, ...]:
    if not note:
        return redline.clauses
    found = redline.notes.get(note)
    return found.clauses if found else ()


def _whole(text: ClauseText, anchor: CommentAnchor) -> CommentSpan:
    return CommentSpan(text.clause, 0, text.length, anchor.note, whole=True)


def _exact(clause_text: ClauseText, anchor: CommentAnchor) -> CommentSpan | None:
    """The exact words; if there are several, those with the most similar surroundings."""
    from rapidfuzz.distance import Indel  # most texts have no comments, and no verb should wait for it

    text = clause_text.text
    best, found = -1.0, None
    for start in _occurrences(text, anchor.quote):
        end = start + len(anchor.quote)
        before = Indel.normalized_similarity(text[max(0, start - CONTEXT) : start], anchor.prefix)
        after = Indel.normalized_similarity(text[end : end + CONTEXT], anchor.suffix)
        if before + after > best:
            best, found = before + after, clause_text.span(start, end, anchor.note)
    return found


def _occurrences(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _span_between(clause_text: ClauseText, anchor: CommentAnchor) -> CommentSpan | None:
    """The text between the old surroundings: the words were edited, the surroundings were not."""
    text = clause_text.text
    if len(anchor.prefix) + len(anchor.suffix) < _SHORT or (anchor.prefix and text.count(anchor.prefix) != 1):
        return None
    start = text.find(anchor.prefix) + len(anchor.prefix)
    end = text.find(anchor.suffix, start) if anchor.suffix else len(text)
    if end <= start or end - start > 4 * len(anchor.quote) + CONTEXT:
        return None
    return clause_text.span(start, end, anchor.note)


def _alike(clause_text: ClauseText, anchor: CommentAnchor) -> CommentSpan | None:
    """The stretch in which most of the words are met again in their order."""
    from rapidfuzz.fuzz import partial_ratio

    text = clause_text.text
    if not text or partial_ratio(anchor.quote, text, score_cutoff=_ALIKE) < _ALIKE:
        return None
    met = _matching_ranges(anchor, text)
    return clause_text.span(met[0][0], met[-1][1], anchor.note) if met else None


def _matching_ranges(anchor: CommentAnchor, text: str) -> list[tuple[int, int]]:
    """The ranges in which the words are found part by part when a text is compared with them and their surroundings."""
    from rapidfuzz.distance import Indel

    low, high = len(anchor.prefix), len(anchor.prefix) + len(anchor.quote)
    return [
        (block.b + max(0, low - block.a), block.b + min(block.size, high - block.a))
        for block in Indel.opcodes(_passage(anchor), text).as_matching_blocks()
        if block.size and block.a < high and block.a + block.size > low
    ]


def _passage(anchor: CommentAnchor) -> str:
    return anchor.prefix + anchor.quote + anchor.suffix


def _elsewhere(texts: Iterable[ClauseText], anchor: CommentAnchor) -> CommentSpan | None:
    """The words in another clause, the only one that has them and almost all of their surroundings."""
    spare = len(_passage(anchor)) - _TELLING
    return _sure(texts, anchor, spare // _EDITED) if spare >= 0 else None


def _sure(texts: Iterable[ClauseText], anchor: CommentAnchor, edited: int) -> CommentSpan | None:
    """The words in the only clause that contains them and their surroundings except for so many characters."""
    from rapidfuzz.fuzz import partial_ratio, partial_ratio_alignment
    from rapidfuzz.process import extract

    passage = _passage(anchor)
    if len(passage) < 2 * edited:
        return None  # too few characters to decide
    ends = passage[:_EDGE], passage[-_EDGE:]
    candidates = [clause_text for clause_text in texts if all(end in clause_text.text for end in ends)]
    cutoff = 100 - 100 * edited / len(passage)
    found = extract(passage, [clause_text.text for clause_text in candidates], scorer=partial_ratio, score_cutoff=cutoff, limit=2)
    if not found or (len(found) == 2 and not found[0][1] == 100 > found[1][1]):
        return None
    candidate = candidates[found[0][2]]
    text = candidate.text
    window = partial_ratio_alignment(passage, text)
    low = max(0, window.dest_start - edited) if window else 0
    stretch = text[low : window.dest_end + edited] if window else ""
    met = _matching_ranges(anchor, stretch)
    if not all(end in stretch for end in ends) or 100 * sum(end - start for start, end in met) < _ALIKE * len(anchor.quote):
        return None
    start, end = low + met[0][0], low + met[-1][1]
    if text[start:end] != anchor.quote:
        exact = text.find(anchor.quote, max(0, start - edited), end + edited)
        start, end = (exact, exact + len(anchor.quote)) if exact >= 0 else (start, end)
    return candidate.span(start, end, anchor.note)


def _split_off(clauses: Sequence[Clause], index: int, anchor: CommentAnchor) -> CommentSpan | None:
    """The words in the clause before or after, if they and their surroundings continue from one clause into the other."""
    for first, second in pairwise(clauses[max(0, index - 1) : index + 2]):
        span = _sure([ClauseText.of(Clause("", runs=(*first.runs, *second.runs)))], anchor, _JOINT)
        other = second if first is clauses[index] else first
        if span is None or _sure([ClauseText.of(other)], anchor, _JOINT):
            continue
        length = len(first.text)
        if span.end - length > length - span.start:
            return CommentSpan(second.id, max(0, span.start - length), span.end - length, anchor.note)
        return CommentSpan(first.id, span.start, min(span.end, length), anchor.note)
    return None


def _has_surroundings(clause_text: ClauseText, anchor: CommentAnchor) -> bool:
    """Whether the surroundings of the words are still there, so that the words were deleted and not moved away."""
    from rapidfuzz.fuzz import partial_ratio

    around, text = anchor.prefix + anchor.suffix, clause_text.text
    return len(text) >= len(around) and partial_ratio(around, text) >= _ALIKE


def _moved_clause(clauses: Sequence[Clause], index: int) -> Clause | None:
    """The present place of a clause that was moved away."""
    clause = clauses[index]
    move = clause.end.move or next((run.move for run in clause.runs if run.move), "")
    if not move or clause.is_on("draft"):
        return None
    targets = [
        other
        for other in clauses
        if other.is_on("draft") and (other.end.move == move or any(run.move == move for run in other.runs))
    ]
    if len(targets) < 2:
        return targets[0] if targets else None
    return next((other for other in targets if other.text == clause.text), None)
