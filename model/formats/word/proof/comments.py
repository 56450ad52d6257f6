"""The proof of export for comments: the file contains the public ones with their words, at their places, and no private
ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import chain

from model.errors import ProofError
from model.formats.proof_rules import demanded_clauses, demanded_side, demanded_symbol
from model.formats.recognition.raw_body import RawDocument
from model.formats.word.package.opc_package import Package
from model.formats.word.reading.comments import ReadComment, comments_in, ranges
from model.message import Message
from model.redline import ANCHOR, NOTE, OBJECT, SIDES, Piece, Side
from model.submission.comments import Comment, CommentFinder, CommentSpan, public_comments
from model.submission.resolved import View
from model.submission.values import Proposal, Submission
from model.text.shortening import shorten_text

_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHOWN = 60


def prove_comments(package: Package, raw: RawDocument, submission: Submission, view: View) -> int:
    """The number of the submission's comments in the file. ProofError if one is missing, different or private."""
    tracked = view == "markup"
    public = [
        comment for proposal in submission.proposals for comment in public_comments(proposal.comments, tracked=tracked).values()
    ]
    private = {
        text
        for proposal in submission.proposals
        for key in proposal.comments.keys() - public_comments(proposal.comments).keys()
        for text in _texts(proposal.comments[key])
    }
    if tracked and not public and not private:
        return 0
    written = list(comments_in(package).values())
    if not tracked and written:
        reason = Message.of(
            "The untracked file contains the comment “{comment}”; it was not kept.", comment=_quoted_text(written[0].text)
        )
        raise ProofError(reason)
    private -= {text for comment in public for text in _texts(comment)}
    for read in written:
        if _comparable_text(read.text) in private:
            fault = Message.of(
                "The written file contains the private comment “{comment}”; it was not kept.", comment=_quoted_text(read.text)
            )
            raise ProofError(fault)
    if not public:
        return 0
    stories: list[Sequence[Piece]] = [raw.paragraphs, *(note.paragraphs for note in raw.notes.values())]
    found = _Found(written, stories)
    wanted: list[tuple[Comment, Sequence[CommentSpan], _Asked]] = []
    for proposal in submission.proposals:
        asked = _Asked(proposal, view)
        for comment in public_comments(proposal.comments, tracked=tracked).values() if asked.is_seen else ():
            wanted.append((comment, asked.spans(comment), asked))
    wanted.sort(key=lambda row: (not row[1], len(row[1])))  # of equal comments, that with the fewest spans first
    for comment, spans, asked in wanted:
        found.take(comment, spans, asked)
    return len(wanted)


class _Words:
    """The words of a story's pieces between any two offsets on any side, each piece taken apart once."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self._taken: dict[tuple[int, Side], tuple[list[int], list[int], str]] = {}

    def text_between(self, index: int, start: int, stop: int | None, side: Side) -> str:
        """The text without what a file cannot represent; to the end of the piece if no stop is given."""
        offsets, reached, text = self._taken.get((index, side)) or self._take(index, side)
        last = len(text) if stop is None else _visible_offset(offsets, reached, text, stop)
        return _UNSAID.sub("", text[_visible_offset(offsets, reached, text, start) : last])

    def _take(self, index: int, side: Side) -> tuple[list[int], list[int], str]:
        offsets, reached, texts, offset, length = [], [], [], 0, 0
        for run in self.pieces[index].runs:
            if run.status.on(side) and not (run.content and run.text in (ANCHOR, NOTE, OBJECT)):
                offsets.append(offset)
                reached.append(length)
                texts.append(run.text)
                length += len(run.text)
            offset += len(run.text)
        taken = self._taken[index, side] = offsets, reached, "".join(texts)
        return taken


def _visible_offset(offsets: list[int], reached: list[int], text: str, offset: int) -> int:
    """The number of characters of a side's text before an offset in the whole text of its piece."""
    place = bisect_right(offsets, offset) - 1
    if place < 0:
        return 0
    end = reached[place + 1] if place + 1 < len(reached) else len(text)
    return min(reached[place] + offset - offsets[place], end)


class _Asked:
    """The words and comments of a proposal that the file must contain."""

    def __init__(self, proposal: Proposal, view: View) -> None:
        redline, symbol = proposal.redline, demanded_symbol(proposal)
        self._written = demanded_clauses(redline, symbol, view)
        self.sides = tuple(dict.fromkeys(demanded_side(symbol, view, side) for side in SIDES))
        written = [clause for clause in redline.clauses if clause.id in self._written]
        self.is_seen = any(clause.is_on(side) for clause in written for side in self.sides)
        self._finder = CommentFinder(redline)
        self._index = {clause.id: index for index, clause in enumerate(redline.clauses)}
        self._words = _Words(redline.clauses)
        stories = [redline.clauses, *(note.clauses for note in redline.notes.values())]
        self._marked = {id for clauses in stories for id in ranges(clauses)}

    def spans(self, comment: Comment) -> tuple[CommentSpan, ...]:
        """The places that the file must show; none if its own marks give them, or if nothing of them is visible."""
        if comment.source in self._marked:
            return ()
        spans = [span for span in self._finder.comment(comment) if not span.note and span.clause in self._written]
        # A span of a picture only gives the place of the comment, but has no words to compare.
        return tuple(spans) if any(self.words(span, side) for span in spans for side in self.sides) else ()

    def begin_of(self, span: CommentSpan) -> tuple[int, int]:
        """The beginning of a span in the text; an edit may have changed the order of a comment's spans."""
        return self._index[span.clause], span.start

    def end_of(self, span: CommentSpan) -> tuple[int, int]:
        """The end of a span in the text."""
        return self._index[span.clause], span.end

    def words(self, span: CommentSpan, side: Side) -> str:
        return self._words.text_between(self._index[span.clause], span.start, span.end, side)


class _Found:
    """The comments of the file that have not been matched yet, by their text and by the words that they are on."""

    def __init__(self, comments: Sequence[ReadComment], stories: Sequence[Sequence[Piece]]) -> None:
        self._places = {id: (words, mark) for words in map(_Words, stories) for id, mark in ranges(words.pieces).items()}
        self._by_text: dict[str, dict[str, ReadComment]] = {}
        self._by_words: dict[tuple[str, bool, tuple[str, ...]], dict[str, ReadComment]] = {}
        self._answers: dict[tuple[str, str], list[ReadComment]] = {}
        for comment in comments:
            if comment.parent:
                self._answers.setdefault((comment.parent, _comparable_text(comment.text)), []).append(comment)
            elif comment.id in self._places:
                self._by_text.setdefault(_comparable_text(comment.text), {})[comment.id] = comment
                self._by_words.setdefault(self._key(comment), {})[comment.id] = comment

    def take(self, comment: Comment, spans: Sequence[CommentSpan], asked: _Asked) -> None:
        """Removes a comment and its replies. ProofError if one is missing or has another place."""
        alike = self._by_text.get(_comparable_text(comment.text), {})
        found = self._standing(comment, spans, alike, asked)
        if found is None:
            message = Message.of(
                "The comment “{comment}” is missing in the written file; it was not kept.", comment=_quoted_text(comment.text)
            )
            if alike:
                message = Message.of(
                    "The comment “{comment}” is in another place in the written file; it was not kept.",
                    comment=_quoted_text(comment.text),
                )
            raise ProofError(message)
        if found.done is not comment.done:
            reason = Message.of(
                "The comment “{comment}” is resolved on one side only; the written file was not kept.",
                comment=_quoted_text(comment.text),
            )
            raise ProofError(reason)
        del alike[found.id], self._by_words[self._key(found)][found.id]
        for reply in comment.replies:
            answers = self._answers.get((found.id, _comparable_text(reply.text)))
            if not answers:
                fault = Message.of(
                    "The reply “{reply}” is missing in the written file; it was not kept.", reply=_quoted_text(reply.text)
                )
                raise ProofError(fault)
            answers.pop()

    def _standing(
        self, comment: Comment, spans: Sequence[CommentSpan], alike: Mapping[str, ReadComment], asked: _Asked
    ) -> ReadComment | None:
        """The comment of the file with the same text and place: the one of the same source, else one on the same words, else
        any, preferably one that is resolved if the comment is: the places of comments in notes are not compared."""
        words = tuple("".join(asked.words(span, side) for span in spans) for side in asked.sides)
        same = self._by_words.get(
            (_comparable_text(comment.text), comment.done, words if len(words) > 1 else (*words, *words)), {}
        )
        same_source = (alike[comment.source],) if comment.source in alike else ()
        in_state = (candidate for candidate in alike.values() if candidate.done is comment.done)
        return next(
            (
                candidate
                for candidate in chain(same_source, same.values(), in_state, alike.values())
                if self._is_at(candidate, spans, asked)
            ),
            None,
        )

    def _is_at(self, comment: ReadComment, spans: Sequence[CommentSpan], asked: _Asked) -> bool:
        mark = self._places[comment.id][1]
        if not spans:
            return mark.reference is not None
        if mark.start is None or mark.end is None or mark.reference is None:
            return False
        for side in asked.sides:
            covered = self._covered_words(comment.id, side)
            first, last = asked.words(min(spans, key=asked.begin_of), side), asked.words(max(spans, key=asked.end_of), side)
            if not (covered.startswith(first) and covered.endswith(last)) or (len(spans) == 1 and covered != first):
                return False
        return True

    def _key(self, comment: ReadComment) -> tuple[str, bool, tuple[str, ...]]:
        return _comparable_text(comment.text), comment.done, tuple(self._covered_words(comment.id, side) for side in SIDES)

    def _covered_words(self, id: str, side: Side) -> str:
        """The words between the marks of a comment."""
        words, mark = self._places[id]
        if mark.start is None or mark.end is None:
            return ""
        (first, start), (last, end) = mark.start, mark.end
        pieces = range(first, last + 1)
        return "".join(
            words.text_between(index, start if index == first else 0, end if index == last else None, side) for index in pieces
        )


def _texts(comment: Comment) -> tuple[str, ...]:
    """The text of a comment and of its replies."""
    return tuple(_comparable_text(text) for text in (comment.text, *(reply.text for reply in comment.replies)))


def _comparable_text(text: str) -> str:
    return " ".join(_UNSAID.sub("", text).split())


def _quoted_text(text: str) -> str:
    return shorten_text(_comparable_text(text), _SHOWN)
