"""New units of treaty texts: an article or section behind the one at a place, numbered by the rule, with a first provision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.edits.common import caret_at
from model.edits.structure import NewClause, insert_clauses
from model.edits.transform import Transform
from model.errors import EditError
from model.numbering.margin_numbers import customs_of, has_number
from model.numbering.units import UNIT_KINDS, TextUnit, parse_unit, unit_after
from model.redline import Clause, Props, Run, Stamp
from model.redline.edit_text import Place
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import Submission

NewUnit = Literal["article", "section"]


class _Head(Struct, frozen=True):
    """The line of a unit in the text."""

    index: int
    unit: TextUnit


def insert_unit(submission: Submission, story: StoryId, index: int, kind: NewUnit, stamp: Stamp) -> Transaction:
    """Insert an article or section behind the one that contains a clause: its number line, an empty title, and a first provision.

    EditError if the text has no margin numbers, if the clause is in no such unit, or if the rule gives no number.

    index: the index of the clause
    kind: which of the two
    """
    redline = proposal_of(submission, story.proposal).redline
    clauses = story_clauses(submission, story)
    if story.note or not any(map(has_number, clauses)):
        raise EditError.of("this text has no margin numbers; they are in treaty texts, such as the Constitution")
    heads = [_Head(place, unit) for place, clause in enumerate(clauses) if (unit := _unit_of(clause)) is not None]
    opened = next((head for head in reversed(heads) if head.index <= index and head.unit.kind == kind), None)
    above = next((head for head in reversed(heads) if head.index <= index and _rank(head) < UNIT_KINDS.index(kind)), None)
    if opened is None or (above is not None and above.index > opened.index):
        raise EditError.of("no article or section of that kind is here; put the caret into one, and the new one follows it")
    stop = next(
        (head.index for head in heads if head.index > opened.index and _rank(head) <= UNIT_KINDS.index(kind)), len(clauses)
    )
    equals = _equals(heads, opened, kind)
    place = equals.index(opened)
    behind = equals[place + 1].unit.number if place + 1 < len(equals) else None
    number = unit_after(opened.unit.number, behind, [head.unit.number for head in equals], customs_of(redline))
    if number is None:
        raise EditError.of("the rule gives no number after {unit}; insert a heading and write its number", unit=opened.unit.text)
    line = opened.unit.before + number.text + opened.unit.after
    new = [NewClause(_bare(clauses[opened.index].props), (Run(line),))]
    title = clauses[opened.index + 1] if opened.index + 1 < stop else None
    if title is not None and title.props.kind == "heading" and _unit_of(title) is None:
        new.append(NewClause(_bare(title.props)))
    new.append(NewClause(Props(provision=True)))
    transform = Transform(submission, stamp)
    transform.add(insert_clauses(submission, story, stop, new, stamp))
    after = story_clauses(transform.submission, story)
    known = {clause.id for clause in clauses}
    first = next(at for at, clause in enumerate(after) if clause.id not in known)
    return transform.transaction(TransactionKind.INSERT_PARAGRAPH, selection=caret_at(story, after, Place(first + 1, 0)))


def _equals(heads: Sequence[_Head], opened: _Head, kind: NewUnit) -> list[_Head]:
    """The units among which a new one is numbered: all articles, the sections of its article."""
    if kind == "article":
        return [head for head in heads if head.unit.kind == kind]
    article = max((head.index for head in heads if head.unit.kind == "article" and head.index < opened.index), default=-1)
    following = min((head.index for head in heads if _rank(head) <= 1 and head.index > opened.index), default=None)
    inside = (head for head in heads if head.index > article and (following is None or head.index < following))
    return [head for head in inside if head.unit.kind == kind]


def _rank(head: _Head) -> int:
    return 0 if head.unit.kind == "appendix" else UNIT_KINDS.index(head.unit.kind)


def _unit_of(clause: Clause) -> TextUnit | None:
    """The unit that a heading opens in the draft, or in the base if it is deleted: its number stays taken."""
    if clause.props.kind != "heading" or clause.cell is not None:
        return None
    return parse_unit(clause.words_on("draft") or clause.words_on("base"))


def _bare(props: Props) -> Props:
    return replace(props, other="")
