"""The comments of a Word file: their part, and the places of their marks in the text (ISO 29500-1 §17.13.4).

The marks stay in the text as ANCHOR, so that a file that nobody edits is written as it was; `Comment.source` is the id in them.
Replies and resolved comments are listed in the part `commentsExtended` ([MS-DOCX] §2.5.4.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from model.errors import FileError
from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import AUTHOR, DATE, ID, PREFIXES, W
from model.redline import ANCHOR, LINE_BREAK, Clause, Piece, Redline, Run, Stamp
from model.submission.comments import Comment, CommentAnchor, Reply, Story, anchor_of
from model.submission.values import Proposal, Submission

PARA_ID = "{" + PREFIXES["w14"] + "}paraId"
_W15 = "{" + PREFIXES["w15"] + "}"
_MARK = re.compile(r'<w:comment(RangeStart|RangeEnd|Reference)\b[^>]*?\bw:id="([^"]*)"')
_CHARACTERS = {W + "tab": "\t", W + "br": LINE_BREAK, W + "cr": LINE_BREAK, W + "noBreakHyphen": "\u2011"}


class ReadComment(Struct, frozen=True):
    """One comment of the part, or one reply."""

    id: str
    text: str
    stamp: Stamp
    parent: str = ""
    """Id of the comment that it answers."""
    done: bool = False


@dataclass
class Range:
    """The range of a comment's marks: indices of pieces and offsets in their texts."""

    start: tuple[int, int] | None = None
    end: tuple[int, int] | None = None
    reference: tuple[int, int] | None = None


def read_comments(package: Package, submission: Submission) -> Submission:
    """The submission with the comments of the package on its texts, in place of those that it had."""
    comments = comments_in(package)
    if not comments:
        return submission
    proposals = tuple(
        replace(proposal, comments=_comments_of(proposal, comments)) if proposal.source == package.name else proposal
        for proposal in submission.proposals
    )
    return replace(submission, proposals=proposals)


def with_word_comments(submission: Submission) -> Submission:
    """The submission with the comments of its source packages, if they can be read."""
    for name in {proposal.source for proposal in submission.proposals} & set(submission.sources):
        try:
            submission = read_comments(Package.open(submission.sources[name], name), submission)
        except FileError:
            continue
    return submission


def comments_in(package: Package) -> dict[str, ReadComment]:
    """The contents of a package's comments, by their ids, in the order of the file."""
    found: dict[str, ReadComment] = {}
    by_paragraph: dict[str, str] = {}
    extended = _extended_comments(package)
    for name in package.related_parts(package.main, "comments")[:1]:
        for element in package.xml(name).iterchildren(W + "comment"):
            id, paragraph = element.get(ID, ""), paragraph_id(element)
            stamp = Stamp(element.get(AUTHOR, ""), element.get(DATE, ""))
            parent, done = extended.get(paragraph, ("", False))
            found[id] = ReadComment(id, comment_text(element), stamp, by_paragraph.get(parent, ""), done)
            if paragraph:
                by_paragraph[paragraph] = id
    return found


def comment_text(element: etree._Element) -> str:
    """The words of a `w:comment`, a paragraph a line."""
    return "\n".join(_paragraph_text(paragraph) for paragraph in element.iter(W + "p")).strip()


def paragraph_id(element: etree._Element) -> str:
    """The id of the last paragraph of a `w:comment`, by which the extended part knows it; '' if it has none."""
    last = next(iter(element.iterchildren(W + "p", reversed=True)), None)
    return last.get(PARA_ID, "").upper() if last is not None else ""


class Mark(NamedTuple):
    """One mark of a comment in a story: which, whose, at which piece and offset in its text."""

    kind: str
    """RangeStart, RangeEnd or Reference."""
    id: str
    place: tuple[int, int]


def is_comment_mark(run: Run) -> bool:
    """Whether a run is a mark of a comment, or several."""
    return run.text == ANCHOR and "<w:comment" in run.content


def comment_marks(pieces: Sequence[Piece]) -> Iterator[tuple[Mark, Run]]:
    """The marks of comments in a story in their order, each with its run."""
    for index, piece in enumerate(pieces):
        offset = 0
        for run in piece.runs:
            if is_comment_mark(run):
                for kind, id in _MARK.findall(run.content):
                    yield Mark(kind, id, (index, offset)), run
            offset += len(run.text)


def ranges(pieces: Sequence[Piece]) -> dict[str, Range]:
    """The places of the marks of comments in a story, by the ids of the comments."""
    found: dict[str, Range] = {}
    for mark, _ in comment_marks(pieces):
        where = found.setdefault(mark.id, Range())
        if mark.kind == "RangeStart":
            where.start = mark.place
        elif mark.kind == "RangeEnd":
            where.end = mark.place
        else:
            where.reference = mark.place
    return found


def _paragraph_text(paragraph: etree._Element) -> str:
    return "".join(_CHARACTERS.get(element.tag, element.text or "") for element in paragraph.iter(W + "t", *_CHARACTERS))


def _extended_comments(package: Package) -> Mapping[str, tuple[str, bool]]:
    """By the id of a comment's last paragraph: that of the comment that it answers, and whether it is resolved."""
    found = {}
    for name in package.related_parts(package.main, "commentsExtended")[:1]:
        for element in package.xml(name).iter(_W15 + "commentEx"):
            parent = element.get(_W15 + "paraIdParent", "").upper()
            found[element.get(_W15 + "paraId", "").upper()] = parent, element.get(_W15 + "done", "0") in ("1", "true", "on")
    return found


def _comments_of(proposal: Proposal, comments: Mapping[str, ReadComment]) -> dict[str, Comment]:
    redline = proposal.redline
    anchors: dict[str, tuple[CommentAnchor, ...]] = {}
    for note in ("", *redline.notes):
        clauses = redline.notes[note].clauses if note else redline.clauses
        story = Story(clauses)
        anchors |= {id: _anchors(story, mark, note) for id, mark in ranges(clauses).items() if mark.reference}
    out: dict[str, Comment] = {}
    for comment in comments.values():
        if comment.id not in anchors:
            continue
        thread = f"w{comment.parent}"
        if comment.parent and thread in out:
            reply = Reply(comment.text, comment.stamp, comment.id)
            out[thread] = replace(out[thread], replies=(*out[thread].replies, reply))
        else:
            out[f"w{comment.id}"] = Comment(
                comment.text, anchors[comment.id], done=comment.done, stamp=comment.stamp, source=comment.id
            )
    return out


def _anchors(story: Story, mark: Range, note: str) -> tuple[CommentAnchor, ...]:
    """The anchors of a range; if there is none, of the clause that has the reference."""
    assert mark.reference is not None
    if mark.start is None or mark.end is None or mark.end <= mark.start:
        return (anchor_of(story.text(mark.reference[0]), note=note),)
    out = []
    for index in range(mark.start[0], mark.end[0] + 1):
        text = story.text(index)
        start = mark.start[1] if index == mark.start[0] else 0
        end = mark.end[1] if index == mark.end[0] else text.length
        out.append(anchor_of(text, start, end, note))
    return tuple(anchor for anchor in out if anchor.quote) or (out[0],)


def without_marks(redline: Redline) -> Redline:
    """The redline without the marks of comments; the same object if it has none."""
    clauses = _without_comment_marks(redline.clauses)
    notes = {key: replace(note, clauses=_without_comment_marks(note.clauses)) for key, note in redline.notes.items()}
    if clauses is redline.clauses and all(notes[key].clauses is note.clauses for key, note in redline.notes.items()):
        return redline
    return replace(redline, clauses=clauses, notes=notes)


def _without_comment_marks(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    new = tuple(
        replace(clause, runs=tuple(run for run in clause.runs if not _is_mark(run.text, run.content)))
        if any(_is_mark(run.text, run.content) for run in clause.runs)
        else clause
        for clause in clauses
    )
    return clauses if all(a is b for a, b in zip(clauses, new, strict=True)) else new


def _is_mark(text: str, content: str) -> bool:
    return text == ANCHOR and bool(_MARK.search(content)) and not re.sub(r"</?cw:beside>", "", _ALL_MARKS.sub("", content))


_ALL_MARKS = re.compile(r"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>")
