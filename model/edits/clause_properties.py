"""Level, kind and label of a clause, changed in the draft, or corrected on both sides where a file was read wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from model.edits.common import check_levels, index_of, replace_clauses, subtree, transaction
from model.errors import EditError, shorten_value
from model.message import Message
from model.redline import NOBODY, Clause, Kind, Label, Props, Scheme, Stamp, groups, label_bearer
from model.submission.corrected_clauses import clause_of_kind, clause_with_label
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetClause, Step, Transaction
from model.submission.values import Submission


def change_level(submission: Submission, story: StoryId, id: str, by: int, stamp: Stamp, *, only: bool = False) -> Transaction:
    """Promote or demote an item with the items under it, a heading with its subheadings; an item gets the scheme of nearby items
    of its new level.

    by: −1 or 1
    only: the item without the items under it
    """
    clauses = story_clauses(submission, story)
    low = index_of(clauses, closing_clause(clauses, id).id)
    high = low + 1 if only else subtree(clauses, low)
    if clauses[low].props.kind not in ("paragraph", "heading"):
        raise EditError(_NO_LEVEL[clauses[low].props.kind])
    if clauses[low].props.level + by < 1:
        raise EditError.of("the paragraph is already on the first level")
    steps: list[Step] = []
    for index in range(low, high):
        old = clauses[index]
        if not old.end.status.in_draft or old.props.kind != clauses[low].props.kind:
            continue
        level = old.props.level + by
        scheme = old.props.scheme if old.props.kind == "heading" else _scheme_at(clauses, index, level, low, high)
        new = with_props(old, replace(old.props, level=level, scheme=scheme, style="", other=""), stamp)
        if by > 0:
            check_levels(clauses, index, [new.props], old.cell)
        steps.append(SetClause(story, old.id, old, new))
    return transaction(TransactionKind.PROMOTE if by < 0 else TransactionKind.DEMOTE, steps, stamp)


def closing_clause(clauses: Sequence[Clause], id: str) -> Clause:
    """The clause that ends the draft's paragraph with this clause; it has the paragraph's properties. EditError if deleted."""
    index = index_of(clauses, id)
    if clauses[index].is_on("draft"):
        for clause in clauses[index:]:
            if clause.end.status.in_draft:
                return clause
    raise EditError.of("the paragraph is deleted; restore it first")


_NO_LEVEL: dict[Kind, Message] = {
    "number": Message.of("a number line has no level; only paragraphs and headings do"),
    "title": Message.of("a title has no level; only paragraphs and headings do"),
    "history": Message.of("an adoption line has no level; only paragraphs and headings do"),
    "opening": Message.of("an opening line has no level; only paragraphs and headings do"),
    "call": Message.of("an introductory phrase has no level; only paragraphs and headings do"),
    "annex": Message.of("the title of an annex has no level; only paragraphs and headings do"),
}
_NO_LABEL: dict[Kind, Message] = {
    "number": Message.of("a number line has no label; only paragraphs and headings do"),
    "title": Message.of("a title has no label; only paragraphs and headings do"),
    "history": Message.of("an adoption line has no label; only paragraphs and headings do"),
    "opening": Message.of("an opening line has no label; only paragraphs and headings do"),
    "call": Message.of("an introductory phrase has no label; only paragraphs and headings do"),
    "annex": Message.of("the title of an annex has no label; only paragraphs and headings do"),
}
_DEFAULT_SCHEMES: dict[int, Scheme] = {1: "letter", 2: "roman", 3: "bullet"}


def _scheme_at(clauses: Sequence[Clause], index: int, level: int, low: int, high: int) -> Scheme:
    """The scheme of the nearest items of a level, first above, then below, in the same block; else the usual one."""
    for neighbours in (reversed(clauses[:low]), clauses[high:]):
        for clause in takewhile(lambda clause: clause.props.kind == "paragraph", neighbours):
            if clause.props.level == level and clause.props.scheme != "none":
                return clause.props.scheme
    usual = _DEFAULT_SCHEMES.get(level, "bullet")
    return "none" if clauses[index].props.scheme == "none" and level == 1 else usual


def with_props(clause: Clause, props: Props, stamp: Stamp) -> Clause:
    """A clause with other properties in the draft; those of the base do not change."""
    if not clause.end.status.in_base:
        return replace(clause, props=props)
    base = clause.props_on("base")
    if (base.kind, base.level, base.scheme, base.provision) == (props.kind, props.level, props.scheme, props.provision):
        return replace(clause, props=base, base_props=None, props_stamp=NOBODY)
    return replace(clause, props=props, base_props=base, props_stamp=stamp)


def change_kind(
    submission: Submission,
    story: StoryId,
    id: str,
    kind: Kind,
    stamp: Stamp,
    *,
    scheme: Scheme | None = None,
    level: int | None = None,
) -> Transaction:
    """Change the kind (and scheme, level) of a clause in the draft. A new provision without a label that is made plain text
    continues the provision before it; what is no provision any more loses a margin number set by hand.

    kind: the new kind
    scheme: the new label scheme; None keeps it
    level: the new level from 1; None keeps it
    """
    clauses = story_clauses(submission, story)
    old = closing_clause(clauses, id)
    flat = kind not in ("paragraph", "heading")
    props = replace(
        old.props,
        kind=kind,
        level=0 if flat else (level or max(old.props.level, 1)),
        scheme="none" if flat else (scheme or old.props.scheme),
        style="",
        other="",
        provision=kind == "paragraph" and old.props.provision and not (scheme == "none" and _may_continue(clauses, old)),
    )
    if level is not None:
        check_levels(clauses, index_of(clauses, old.id), [props], old.cell)
    bearer = draft_bearer(clauses, id)
    was = {bearer.id: bearer, old.id: old}
    changed = dict(was)
    if not props.provision and bearer.number is None and not story.note:
        changed[bearer.id] = replace(bearer, own_number=None)
    changed[old.id] = with_props(changed[old.id], props, stamp)
    steps: list[Step] = [SetClause(story, key, was[key], new) for key, new in changed.items() if new != was[key]]
    return transaction(TransactionKind.CHANGE_KIND, steps, stamp, kind=kind)


def _may_continue(clauses: Sequence[Clause], closing: Clause) -> bool:
    """Whether a paragraph is plain text without a margin number in the text in force."""
    return closing.props.scheme == "none" and draft_bearer(clauses, closing.id).number is None


_LONGEST_LABEL = 40


def set_label(
    submission: Submission, story: StoryId, id: str, text: str | None, stamp: Stamp, *, lock: bool = False
) -> Transaction:
    """Set the draft's label by hand. EditError in a note, whose paragraphs are printed without labels.

    text: the label; None returns it to the numbering
    lock: numbering never changes it again
    """
    if text is not None and story.note:
        raise EditError.of("a paragraph of a note has no label; type it as text before the words")
    clauses = story_clauses(submission, story)
    old = draft_bearer(clauses, id)
    kind = closing_clause(clauses, id).props.kind
    if text is not None and kind not in ("paragraph", "heading"):
        raise EditError(_NO_LABEL[kind])
    if text is not None and (not text or text != " ".join(text.split()) or len(text) > _LONGEST_LABEL):
        raise EditError.of(
            "“{text}” is not a label; a label is short, like b)bis, (a), ii), 1.1, – or Art. 5, without spaces around it",
            text=shorten_value(text),
        )
    printed = old.label or Label("")
    own_label = None if text is None else Label(text, printed.after or "\t", locked=lock, style=printed.style)
    steps: list[Step] = [SetClause(story, old.id, old, replace(old, own_label=own_label))] if own_label != old.own_label else []
    return transaction(TransactionKind.SET_LABEL, steps, stamp)


def draft_bearer(clauses: Sequence[Clause], id: str) -> Clause:
    """The clause that bears the label of the paragraph of the draft that contains a clause; EditError if it is deleted."""
    for group in groups(clauses, "draft"):
        if any(clause.id == id for clause in group) and clauses[index_of(clauses, id)].is_on("draft"):
            return label_bearer(group, "draft")
    raise EditError.of("the paragraph is deleted; restore it first")


def correct_kind(
    submission: Submission, story: StoryId, id: str, kind: Kind, stamp: Stamp, *, level: int = 1, scheme: Scheme | None = None
) -> Transaction:
    """Give the clause this kind, level and scheme on both sides. The label of a kind without labels becomes text again.

    kind, level: those on both sides
    scheme: the label scheme; None: that of the label
    """
    clauses = story_clauses(submission, story)
    index = index_of(clauses, id)
    return _correction(story, clauses, index, clause_of_kind(clauses, index, kind, level=level, scheme=scheme), stamp)


def correct_label(
    submission: Submission, story: StoryId, id: str, length: int, stamp: Stamp, *, scheme: Scheme | None = None
) -> Transaction:
    """Make the first `length` characters of the printed paragraph (label, separator, text) its label; white space after them
    separates. EditError if that text is not kept as a whole, or the clause is of a kind without labels.

    length: characters of the label, from the beginning of the printed paragraph; 0 for none
    scheme: the label scheme; None: that of the label
    """
    clauses = story_clauses(submission, story)
    index = index_of(clauses, id)
    return _correction(story, clauses, index, clause_with_label(clauses, index, length, scheme=scheme), stamp)


def _correction(story: StoryId, clauses: tuple[Clause, ...], index: int, new: Clause, stamp: Stamp) -> Transaction:
    _, steps = replace_clauses(story, clauses, [new], index, index + 1)
    return transaction(TransactionKind.CORRECT_RECOGNITION, steps, stamp, rebases=True)
