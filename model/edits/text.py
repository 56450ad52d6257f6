"""Edits of text: typing, deleting, replacing, splitting, merging, restoring, formatting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec.structs import replace

from model.edits.clause_properties import closing_clause
from model.edits.common import index_of, of_edit, of_restoring, transaction
from model.errors import EditError, shorten_value
from model.redline import ANCHOR, NOBODY, PLAIN, Clause, Props, Run, Stamp, Status, Style
from model.redline.canonical import order_gaps
from model.redline.edit_text import InsertedParagraph, Place, edit
from model.redline.runs import cut
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, SetClause, Step, Transaction
from model.submission.values import Submission


def replace_range(
    submission: Submission,
    story: StoryId,
    a: Place,
    b: Place,
    paragraphs: Sequence[InsertedParagraph],
    stamp: Stamp,
    *,
    kind: TransactionKind,
    caret: Literal["before", "after"] = "after",
) -> Transaction:
    """Replace the text between two places by paragraphs: the edit of every key, paste and drop (see `edit_text.edit`).

    a, b: the beginning and the end of the range
    paragraphs: the replacement
    kind: the kind of the undo step
    caret: the side of the deleted text on which the caret is placed
    """
    clauses = story_clauses(submission, story)
    return of_edit(story, clauses, edit(clauses, a, b, paragraphs, stamp, caret=caret), kind, stamp)


def type_text(submission: Submission, story: StoryId, a: Place, b: Place, text: str, stamp: Stamp) -> Transaction:
    """Typed characters, in the format of the text beside them.

    a, b: the beginning and the end of what they replace
    text: the characters
    """
    clauses = story_clauses(submission, story)
    run = Run(text, style=style_at(clauses[b.index], b.offset))
    return replace_range(submission, story, a, b, [InsertedParagraph((run,))], stamp, kind=TransactionKind.TYPE)


def delete_range(
    submission: Submission, story: StoryId, a: Place, b: Place, stamp: Stamp, *, caret: Literal["before", "after"] = "before"
) -> Transaction:
    """Delete the text between two places.

    a, b: the beginning and the end of the range
    caret: the side of the deleted text on which the caret is placed
    """
    return replace_range(submission, story, a, b, [], stamp, kind=TransactionKind.DELETE, caret=caret)


def restore_range(submission: Submission, story: StoryId, a: Place, b: Place, stamp: Stamp) -> Transaction:
    """Restore the deleted text between two places.

    a, b: the beginning and the end of the range
    """
    clauses = story_clauses(submission, story)
    if a.index < b.index == len(clauses) - 1 and not clauses[b.index].text:
        b = Place(len(clauses), 0)  # to the end of the text: with an empty last paragraph
    return of_restoring(story, clauses, edit(clauses, a, b, [], stamp, restore=True), TransactionKind.RESTORE, stamp)


def split(submission: Submission, story: StoryId, id: str, offset: int, stamp: Stamp) -> Transaction:
    """End the paragraph at a place; what follows is a paragraph of its own, of the same kind.

    offset: characters that stay before the end
    """
    clauses = story_clauses(submission, story)
    place = Place(index_of(clauses, id), offset)
    change = edit(clauses, place, place, [InsertedParagraph(), InsertedParagraph()], stamp)
    return of_edit(story, clauses, change, TransactionKind.SPLIT_PARAGRAPH, stamp)


def break_paragraph(
    submission: Submission, story: StoryId, a: Place, b: Place, stamp: Stamp, *, new: Props | None = None
) -> Transaction:
    """End the paragraph here.

    a, b: the beginning and the end of the selection
    new: the properties of the new paragraph; None: what may follow the one before (an item after a call or an item of its list)
    """
    clauses = story_clauses(submission, story)
    props = new or following_props(clauses, a.index)
    change = edit(clauses, a, b, [InsertedParagraph(), InsertedParagraph((), props)], stamp)
    kind = TransactionKind.SPLIT_PARAGRAPH if _is_within(clauses, a, b) else TransactionKind.NEW_PARAGRAPH
    return of_edit(story, clauses, change, kind, stamp)


def _is_within(clauses: Sequence[Clause], a: Place, b: Place) -> bool:
    """Whether a range has live text of its first clause before it, and of its last one after it."""
    before, after = cut(clauses[a.index].runs, a.offset)[0], cut(clauses[b.index].runs, b.offset)[1]
    return all(any(run.status.in_draft and run.text and run.text != ANCHOR for run in runs) for runs in (before, after))


def following_props(clauses: Sequence[Clause], index: int) -> Props:
    """The properties of a new clause: after an item another one; after a call, opening or heading those of the next paragraph of
    the block, else an unlabelled one."""
    props = clauses[index].props
    if props.kind == "paragraph":
        return replace(props, other="") if clauses[index].cell is None else props
    for clause in clauses[index + 1 :]:
        if clause.props.kind == "paragraph":
            return replace(clause.props, other="")
        if clause.props.kind in ("call", "annex", "heading"):
            break
    return Props()


def merge_next(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
    """Join the paragraph of a clause with the next live one, as Delete at its end does. EditError if that is impossible."""
    clauses = story_clauses(submission, story)
    index = index_of(clauses, closing_clause(clauses, id).id)
    for following in range(index + 1, len(clauses)):
        if clauses[following].cell != clauses[index].cell:
            break
        if any(run.status.in_draft and run.text for run in clauses[following].runs) or clauses[following].end.status.in_draft:
            a, b = Place(index, len(clauses[index].text)), Place(following, 0)
            return of_edit(story, clauses, edit(clauses, a, b, [], stamp), TransactionKind.MERGE_PARAGRAPHS, stamp)
    raise EditError.of("no paragraph follows here, so there is nothing to join it with")


def style_at(clause: Clause, offset: int) -> Style:
    """The format that typed text takes: that of the nearest live character on the left in the clause, else on the right."""
    left, right = cut(clause.runs, offset)
    for run in (*reversed(left), *right):
        if run.status.in_draft and run.text and not run.content:
            return run.style
    return PLAIN


# Formats

Change = Callable[[Style], Style]


def set_format(
    submission: Submission,
    story: StoryId,
    spans: Sequence[tuple[str, int, int]],
    change: Change,
    stamp: Stamp,
    names: Sequence[str] = (),
) -> Transaction:
    """Change the format of live characters. In kept text the change is an amendment, unless it restores the format of the base.

    spans: clause id, first character and the one after the last, for each stretch
    change: the formats that are changed
    names: the formats as the user knows them, for the text of the step
    """
    clauses = story_clauses(submission, story)
    formatted: dict[str, tuple[Run, ...]] = {}
    for id, start, stop in spans:
        before, rest = cut(formatted.get(id) or clauses[index_of(clauses, id)].runs, start)
        middle, after = cut(rest, stop - start)
        formatted[id] = (*before, *(_apply_format(run, change, stamp) for run in middle), *after)
    steps: list[Step] = []
    for id, parts in formatted.items():
        old, runs = clauses[index_of(clauses, id)], order_gaps(parts)
        if runs != old.runs:
            steps.append(SetClause(story, id, old, replace(old, runs=runs)))
    return transaction(TransactionKind.FORMAT, steps, stamp, selection=_over(story, spans), formats=", ".join(names))


def _over(story: StoryId, spans: Sequence[tuple[str, int, int]]) -> Selection | None:
    return Selection(story, (spans[0][0], spans[0][1]), (spans[-1][0], spans[-1][2])) if spans else None


def _apply_format(run: Run, change: Change, stamp: Stamp) -> Run:
    if not run.status.in_draft:
        return run
    style = change(run.style)
    if run.status is Status.INSERTED:
        return replace(run, style=style)
    base = run.style_on("base")
    if style == base:
        return replace(run, style=style, base_style=None, style_stamp=NOBODY)
    return replace(run, style=style, base_style=base, style_stamp=stamp)


FORMATS: dict[str, Callable[[Style, bool], Style]] = {
    "italic": lambda style, on: replace(style, italic=on),
    "bold": lambda style, on: replace(style, bold=on),
    "underline": lambda style, on: replace(style, underline=on),
    "superscript": lambda style, on: replace(style, vertical="superscript" if on else ""),
}


def has_format(style: Style, name: str) -> bool:
    """Whether a style has one of FORMATS."""
    return style.vertical == "superscript" if name == "superscript" else bool(getattr(style, name))


def toggle_format(
    submission: Submission, story: StoryId, spans: Sequence[tuple[str, int, int]], name: str, stamp: Stamp
) -> Transaction:
    """Give live characters one of FORMATS, or remove it if all have it.

    spans: clause id, first character and the one after the last, for each stretch
    name: the format
    """
    if name not in FORMATS:
        raise EditError.of(
            "there is no format {name}; there are {formats}", name=shorten_value(repr(name)), formats=tuple(FORMATS)
        )
    clauses = story_clauses(submission, story)
    live = [
        run
        for id, start, stop in spans
        for run in cut(cut(clauses[index_of(clauses, id)].runs, start)[1], stop - start)[0]
        if run.status.in_draft and run.text
    ]
    on = not all(has_format(run.style, name) for run in live)
    return set_format(submission, story, spans, lambda style: FORMATS[name](style, on), stamp, [name])


def add_formats(
    submission: Submission, story: StoryId, spans: Sequence[tuple[str, int, int]], names: Sequence[str], stamp: Stamp
) -> Transaction:
    """Give live characters some of FORMATS.

    spans: clause id, first character and the one after the last, for each stretch
    names: the formats
    """

    def all_of(style: Style) -> Style:
        for name in names:
            style = FORMATS[name](style, True)
        return style

    return set_format(submission, story, spans, all_of, stamp, names)


def spans_between(clauses: Sequence[Clause], a: Place, b: Place) -> list[tuple[str, int, int]]:
    """The stretch between two places clause by clause: id, from, to."""
    return [
        (clauses[index].id, a.offset if index == a.index else 0, b.offset if index == b.index else len(clauses[index].text))
        for index in range(a.index, min(b.index + 1, len(clauses)))
    ]
